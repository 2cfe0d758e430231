-- A name that a function had opens nothing any more: what it opened goes along with the function, whole, and the name is given
-- to nobody else. And a line ends when the membership does.
create index renaming_former on staffing.renaming (was);

/* Whether a function of this organisation was called so, and no function is now. Of its own former name a function may think better. */
create function staffing.is_former(organisation uuid, name text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from staffing.renaming r join staffing.function f on f.id = r.function_id
        where r.was = is_former.name and f.organisation_id = is_former.organisation)
      and not exists (select from staffing.function f where f.organisation_id = is_former.organisation and f.name = is_former.name)
  $$;

-- As before, and a former name is given to nobody; who held it goes along with a renaming in the position they have.
create or replace function staffing.hold_function() returns trigger language plpgsql security definer set search_path = '' as $$
declare known record;
begin
  if nullif(current_setting('app.acting', true), '') is null or new.continues_id is not null then return new; end if;
  if tg_op = 'UPDATE' and (old.function_name, old.position) = (new.function_name, new.position) then return new; end if;
  select f.id, f.position, exists (select from staffing.ending e where e.function_id = f.id and e.withdrawn_at is null) as ended into known
    from staffing.function f where f.organisation_id = new.organisation_id and f.name = new.function_name;
  if not found then
    perform access.must(not staffing.is_former(new.organisation_id, new.function_name)
      or (tg_op = 'UPDATE' and old.function_name = new.function_name), 'people.functionIsFormer');
    return new;
  end if;
  if tg_op = 'UPDATE' and old.position = new.position and exists (select from staffing.renaming r
      where r.function_id = known.id and r.was = old.function_name and r.became = new.function_name and r.renamed_at = now()) then
    return new;
  end if;
  perform access.must(known.position = new.position, 'people.functionHasItsPosition');
  perform access.must(not known.ended or (tg_op = 'UPDATE' and old.function_name = new.function_name), 'people.functionHasEnded');
  return new;
end $$;

create function staffing.hold_invited() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform access.must(not staffing.is_former(new.organisation_id, new.function_name), 'people.functionIsFormer');
  return new;
end $$;
create trigger hold_function before insert on people.invitation for each row execute function staffing.hold_invited();

-- What is kept under the key of a function follows its name. From a trigger, because what was said before the council changes
-- in no other way (council_items.only_by_step, council_items.stays).
create function staffing.follow_renaming() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  organisation uuid;
  was_key      text;
  new_key      text;
begin
  select f.organisation_id into organisation from staffing.function f where f.id = new.function_id;
  was_key := 'r:' || organisation || ':' || new.was;
  new_key := 'r:' || organisation || ':' || new.became;
  perform open_items.rename_key(was_key, new_key);
  perform council_items.rename_key(was_key, new_key);
  perform dossier.rename_key(was_key, new_key);
  return null;
end $$;
create trigger follow_renaming after insert on staffing.renaming for each row execute function staffing.follow_renaming();

-- A line holds until the day after the last day of who answers; who stays after all goes on in it.
create or replace function staffing.keep_line() returns trigger language plpgsql security definer set search_path = '' as $$
declare ends timestamptz := new.until + 1;
begin
  if tg_op = 'UPDATE' then
    if (old.manager_id, old.until) is not distinct from (new.manager_id, new.until) then return null; end if;
    if old.manager_id is not distinct from new.manager_id then
      update staffing.line l set until = case when ends is not null then greatest(l.since, ends) end
        where l.id = (select x.id from staffing.line x where x.membership_id = new.id order by x.since desc, x.until desc nulls first limit 1)
          and l.manager_id = new.manager_id;
      return null;
    end if;
    update staffing.line l set until = now() where l.membership_id = new.id and (l.until is null or l.until > now());
  end if;
  -- Who left already answers to nobody new.
  if new.manager_id is not null and (new.until is null or new.until >= current_date) then
    insert into staffing.line (id, membership_id, manager_id, since, until, set_by)
      values (gen_random_uuid(), new.id, new.manager_id, now(), ends, nullif(current_setting('app.acting', true), '')::uuid);
  end if;
  return null;
end $$;
drop trigger keep_line on people.membership;
create trigger keep_line after insert or update of manager_id, until on people.membership
  for each row execute function staffing.keep_line();

update staffing.line l set until = greatest(l.since, (m.until + 1)::timestamptz)
  from people.membership m where m.id = l.membership_id and l.until is null and m.until is not null;
create unique index line_now on staffing.line (membership_id) where until is null;

-- What earlier renamings left behind goes along now, as far as it is from before the renaming.
do $$
declare r record;
begin
  if not exists (select from staffing.renaming) then return; end if;
  alter table council_items.council_item disable trigger only_by_step;
  alter table council_items.step disable trigger stays;
  for r in
    select 'r:' || f.organisation_id || ':' || n.was as was_key, 'r:' || f.organisation_id || ':' || f.name as new_key,
      f.organisation_id, n.was, f.name, n.renamed_at
    from staffing.renaming n join staffing.function f on f.id = n.function_id where n.was <> f.name order by n.renamed_at, n.id
  loop
    insert into open_items.hears (open_item_id, subject, since)
      select h.open_item_id, r.new_key, h.since from open_items.hears h where h.subject = r.was_key and h.since <= r.renamed_at
      on conflict do nothing;
    delete from open_items.hears h where h.subject = r.was_key and h.since <= r.renamed_at;
    update open_items.open_item i set addressee = r.new_key, addressee_function = r.name
      where i.addressee = r.was_key and i.raised_at <= r.renamed_at;
    update council_items.council_item i set debtor = r.new_key where i.debtor = r.was_key
      and (select max(s.moved_at) from council_items.step s where s.council_item_id = i.id and s.kind = 'assigned') <= r.renamed_at;
    update council_items.step s set debtor = r.new_key where s.debtor = r.was_key and s.moved_at <= r.renamed_at;
    update people.invitation i set function_name = r.name where i.organisation_id = r.organisation_id and i.function_name = r.was
      and i.accepted_at is null and i.withdrawn_at is null and i.made_at <= r.renamed_at;
  end loop;
  alter table council_items.council_item enable trigger only_by_step;
  alter table council_items.step enable trigger stays;
end $$;
