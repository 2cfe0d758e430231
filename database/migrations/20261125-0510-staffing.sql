-- Functions of an organisation with the position they belong to, and who answered to whom from when to when.
create schema staffing;

create table staffing.function (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  name            text not null check (length(name) between 1 and 120),
  position        text not null check (position in ('staff', 'executive', 'council', 'registry', 'partner', 'administrator')),
  made_by         uuid not null references people.membership,
  made_at         timestamptz not null default now(),
  unique (organisation_id, name)
);

create table staffing.renaming (
  id          uuid primary key,
  function_id uuid not null references staffing.function,
  was         text not null,
  became      text not null,
  renamed_by  uuid not null references people.membership,
  renamed_at  timestamptz not null default now()
);
create index renaming_of on staffing.renaming (function_id);

-- Not given to anybody new any more; whoever has it keeps it.
create table staffing.ending (
  id           uuid primary key,
  function_id  uuid not null references staffing.function,
  ended_by     uuid not null references people.membership,
  ended_at     timestamptz not null default now(),
  withdrawn_by uuid references people.membership,
  withdrawn_at timestamptz
);
create unique index ending_now on staffing.ending (function_id) where withdrawn_at is null;

-- Every line that held, kept by the trigger below: the line of today stands in people.membership.
create table staffing.line (
  id            uuid primary key,
  membership_id uuid not null references people.membership,
  manager_id    uuid not null references people.membership,
  since         timestamptz not null,
  until         timestamptz,
  -- Null: by the house itself (a merger, an import of an organisation).
  set_by        uuid references people.membership
);
create index line_of on staffing.line (membership_id, since);
create index line_manager on staffing.line (manager_id, since);

insert into staffing.line (id, membership_id, manager_id, since, until)
  select gen_random_uuid(), m.id, m.manager_id, m.since, case when m.until < current_date then m.until + 1 end
  from people.membership m where m.manager_id is not null;

create function staffing.keep_line() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.manager_id is not distinct from new.manager_id then return null; end if;
  update staffing.line l set until = now() where l.membership_id = new.id and l.until is null;
  if new.manager_id is not null then
    insert into staffing.line (id, membership_id, manager_id, since, set_by)
      values (gen_random_uuid(), new.id, new.manager_id, now(), nullif(current_setting('app.acting', true), '')::uuid);
  end if;
  return null;
end $$;
create trigger keep_line after insert or update of manager_id on people.membership
  for each row execute function staffing.keep_line();

-- A function of the list belongs to one position, and one that ended is given to nobody new. What the house itself does
-- (a merger continues memberships) passes.
create function staffing.hold_function() returns trigger language plpgsql security definer set search_path = '' as $$
declare known record;
begin
  if nullif(current_setting('app.acting', true), '') is null or new.continues_id is not null then return new; end if;
  if tg_op = 'UPDATE' and (old.function_name, old.position) = (new.function_name, new.position) then return new; end if;
  select f.position, exists (select from staffing.ending e where e.function_id = f.id and e.withdrawn_at is null) as ended into known
    from staffing.function f where f.organisation_id = new.organisation_id and f.name = new.function_name;
  if not found then return new; end if;
  perform access.must(known.position = new.position, 'people.functionHasItsPosition');
  perform access.must(not known.ended or (tg_op = 'UPDATE' and old.function_name = new.function_name), 'people.functionHasEnded');
  return new;
end $$;
create trigger hold_function before insert or update of function_name, position on people.membership
  for each row execute function staffing.hold_function();
