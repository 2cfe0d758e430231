-- The council part of a dossier: who holds the portfolio, what waits for release, and when the council must hear something.
create schema council;

-- That the council follows this dossier, and who answers for it there. The council is that of the accountable organisation.
create table council.part (
  dossier_id          uuid primary key references dossier.dossier,
  organisation_id     uuid not null references organisations.organisation,
  portfolio_holder_id uuid not null references people.membership,
  opened_by           uuid not null references people.membership,
  opened_at           timestamptz not null default clock_timestamp()
);
create index part_of_organisation on council.part (organisation_id, dossier_id);
create index part_of_holder on council.part (portfolio_holder_id, dossier_id);

-- Whom the portfolio holder lets release in their name, until it is taken back or over.
create table council.mandate (
  id            uuid primary key,
  dossier_id    uuid not null references council.part,
  membership_id uuid not null references people.membership,
  given_by      uuid not null references people.membership,
  since         timestamptz not null default clock_timestamp(),
  until         date,
  ended_by      uuid references people.membership,
  ended_at      timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
create index mandate_of_dossier on council.mandate (dossier_id) where ended_at is null;
create index mandate_of_member on council.mandate (membership_id, dossier_id) where ended_at is null;

-- «Voor de raad»: asked for by a writer, or by the house itself (no marked_by) for what the council may want to know.
-- It is decided once, by the portfolio holder's office; the time that took is for the council to see (R4).
create table council.mark (
  id              uuid primary key default gen_random_uuid(),
  -- Deferred: a line that is written for the council gets its mark just before it is there itself.
  entry_id        uuid not null references dossier.entry deferrable initially deferred,
  dossier_id      uuid not null references council.part,
  organisation_id uuid not null references organisations.organisation,
  -- 4 council, 5 public.
  wanted          smallint not null default 4 check (wanted in (4, 5)),
  marked_by       uuid references people.membership,
  marked_at       timestamptz not null default clock_timestamp(),
  outcome         text check (outcome in ('released', 'refused')),
  audience        smallint check (audience in (4, 5)),
  reason          text not null default '',
  decided_by      uuid references people.membership,
  decided_at      timestamptz,
  withdrawn_by    uuid references people.membership,
  withdrawn_at    timestamptz,
  withdrawn_why   text,
  check ((outcome is null) = (decided_at is null)),
  check ((outcome = 'released') = (audience is not null) or outcome is null),
  check (outcome <> 'refused' or length(reason) > 0),
  check ((withdrawn_at is null) = (withdrawn_why is null)),
  check (withdrawn_at is null or outcome = 'released')
);
create unique index mark_waiting_once on council.mark (entry_id) where outcome is null;
create index mark_of_entry on council.mark (entry_id, marked_at desc);
create index mark_of_dossier on council.mark (dossier_id, marked_at desc);
create index mark_waiting on council.mark (dossier_id, marked_at) where outcome is null;

-- What griffier and college agreed: every so many weeks, and at once when something happens (R2).
create table council.arrangement (
  id               uuid primary key,
  dossier_id       uuid not null references council.part,
  organisation_id  uuid not null references organisations.organisation,
  number           integer not null check (number > 0),
  weeks            smallint not null check (weeks between 1 and 52),
  triggers         text[] not null default '{}',
  -- Percent of the ceiling above which the council hears at once.
  money_share      smallint check (money_share between 1 and 100),
  -- Days after a trigger within which the council knows; 0: the same day.
  trigger_days     smallint not null default 1 check (trigger_days between 0 and 14),
  form             text not null check (length(form) between 1 and 1000),
  proposed_by      uuid not null references people.membership,
  proposed_at      timestamptz not null default clock_timestamp(),
  registry_id      uuid references people.membership,
  registry_at      timestamptz,
  college_id       uuid references people.membership,
  college_at       timestamptz,
  -- The day of the last informing from which the first term counts.
  starts_on        date not null,
  agreed_at        timestamptz,
  ended_by         uuid references people.membership,
  ended_at         timestamptz,
  end_reason       text,
  unique (dossier_id, number),
  check ((registry_id is null) = (registry_at is null)),
  check ((college_id is null) = (college_at is null)),
  check ((agreed_at is null) or (registry_at is not null and college_at is not null)),
  check ((ended_at is null) = (end_reason is null))
);
create unique index arrangement_running on council.arrangement (dossier_id) where agreed_at is not null and ended_at is null;
create unique index arrangement_proposed on council.arrangement (dossier_id) where agreed_at is null and ended_at is null;

-- That the council must hear something, by when; it ends only because the council was informed.
create table council.duty (
  id                uuid primary key default gen_random_uuid(),
  arrangement_id    uuid not null references council.arrangement,
  dossier_id        uuid not null references council.part,
  organisation_id   uuid not null references organisations.organisation,
  -- 'rhythm', or the trigger that opened it.
  kind              text not null,
  entry_id          uuid references dossier.entry,
  since             date not null,
  due_on            date not null check (due_on >= since),
  opened_at         timestamptz not null default clock_timestamp(),
  -- How far its ladder was climbed: 0 nobody, 1 owner, 2 portfolio holder, 3 griffier.
  told              smallint not null default 0 check (told between 0 and 3),
  informed_at       timestamptz,
  informed_entry_id uuid references dossier.entry
);
create index duty_of_dossier on council.duty (dossier_id, due_on);
create index duty_open on council.duty (organisation_id, due_on) where informed_at is null;
create unique index duty_of_rhythm on council.duty (dossier_id) where kind = 'rhythm' and informed_at is null;
create unique index duty_of_entry on council.duty (entry_id, kind) where entry_id is not null;

create table council.step (
  duty_id    uuid not null references council.duty,
  -- 1 owner at 80 %, 2 portfolio holder at 100 %, 3 griffier at 110 % (R3).
  number     smallint not null check (number between 1 and 3),
  at         timestamptz not null,
  reached_at timestamptz,
  primary key (duty_id, number)
);
create index step_due on council.step (at) where reached_at is null;

-- Why the council still waits. It answers the warning and does not end it.
create table council.answer (
  id            uuid primary key,
  duty_id       uuid not null references council.duty,
  dossier_id    uuid not null references council.part,
  code          text not null,
  explanation   text not null default '',
  expected_on   date,
  answered_by   uuid not null references people.membership,
  answered_role text not null,
  answered_at   timestamptz not null default clock_timestamp()
);
create index answer_of_duty on council.answer (duty_id, answered_at);

-- A resident who follows a public dossier by mail: the address, and two secrets. Nobody can read this but the house.
create table council.follower (
  id           uuid primary key default gen_random_uuid(),
  dossier_id   uuid not null references dossier.dossier,
  email        text not null check (length(email) <= 320),
  locale       text not null default 'nl' check (locale in ('nl', 'en')),
  -- The SHA-256 of the secret in the mail that asks whether it was they who asked.
  confirming   bytea not null unique,
  -- The secret in every mail, to stop with one press.
  leaving      text not null unique,
  asked_at     timestamptz not null default now(),
  confirmed_at timestamptz,
  -- What became public after this was not told yet.
  told_until   timestamptz,
  mailed_at    timestamptz,
  unique (dossier_id, email)
);
create index follower_unconfirmed on council.follower (asked_at) where confirmed_at is null;
create index follower_of on council.follower (dossier_id) where confirmed_at is not null;

-- What the council page is made of, the newest first.
create index entry_for_council on dossier.entry (dossier_id, recorded_at desc) where audience >= 4;
create index audience_change_of_entry on dossier.audience_change (entry_id, changed_at) where entry_id is not null;

/* Who speaks to the council without anybody's release: the portfolio holder's office; and the council and its own registry. */
create function council.office_of(membership uuid, dossier uuid) returns text
  language sql stable security definer set search_path = '' as $$
    select case
      when p.portfolio_holder_id = office_of.membership or exists (select from council.mandate a where a.dossier_id = p.dossier_id
        and a.membership_id = office_of.membership and a.ended_at is null and (a.until is null or a.until >= current_date)) then 'college'
      when exists (select from people.membership m where m.id = office_of.membership and m.position in ('council', 'registry')
        and (m.organisation_id = p.organisation_id or exists (select from organisations.heritage h
          where h.organisation_id = m.organisation_id and h.predecessor_id = p.organisation_id))) then 'council'
      else 'other' end
    from council.part p where p.dossier_id = office_of.dossier
  $$;

/* Whether these words name an official: the full name of whoever works for the organisation, or a name of who takes part (invariant 18). */
create function council.names_officials(dossier uuid, words text) returns boolean
  language sql stable security definer set search_path = '' as $$
    with officials as (
      select p.name, regexp_replace(p.name, '^((mr|drs|dr|ir|ing|prof)\.? )+', '') as bare, r.subject is not null as takes_part
      from dossier.dossier d
      join people.membership m on m.position in ('staff', 'administrator')
        and (m.organisation_id = d.organisation_id or exists (select from dossier.reach i where i.dossier_id = d.id and i.subject = 'm:' || m.id))
      join people.person p on p.id = m.person_id
      left join dossier.reach r on r.dossier_id = d.id and r.subject = 'm:' || m.id
      where d.id = names_officials.dossier)
    select exists (select from officials o where length(o.bare) > 3 and (
      strpos(lower(names_officials.words), lower(o.bare)) > 0
      -- Of who takes part, one name is enough to know who is meant.
      or (o.takes_part and exists (select from regexp_split_to_table(o.bare, '[ -]') as part (name)
        where length(part.name) > 3 and part.name ~ '^[[:upper:]][[:alpha:]]+$'
          and names_officials.words ~ ('\m' || part.name || '\M')))))
  $$;

/*
 * What is written for the council in a dossier that has a council part waits for release (2.10: the council is informed by
 * the college, not by officials behind its back). Runs before dossier.chain_entry, by its name.
 */
create function council.awaits_release() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  part record;
  office text;
  asked timestamptz;
begin
  if new.audience < 4 then return new; end if;
  select p.dossier_id, p.organisation_id into part from council.part p where p.dossier_id = new.dossier_id;
  if part.dossier_id is null then return new; end if;
  office := council.office_of(new.author_id, new.dossier_id);
  if office = 'council' then return new; end if;
  -- A journal that is told afterwards keeps its own moments.
  asked := case when new.recorded_at > now() - interval '1 minute' then clock_timestamp() else new.recorded_at end;
  if office = 'college' then
    if council.names_officials(new.dossier_id, coalesce(new.text, '') || ' ' || new.details::text) then
      raise exception using errcode = 'RF409', message = 'council.namesOfficials';
    end if;
    insert into council.mark (entry_id, dossier_id, organisation_id, wanted, marked_by, marked_at, outcome, audience, decided_by, decided_at)
      values (new.id, part.dossier_id, part.organisation_id, new.audience, new.author_id, asked, 'released', new.audience, new.author_id, asked);
    return new;
  end if;
  insert into council.mark (entry_id, dossier_id, organisation_id, wanted, marked_by, marked_at)
    values (new.id, part.dossier_id, part.organisation_id, new.audience, new.author_id, asked);
  new.audience := 3;
  return new;
end $$;
create trigger awaits_release before insert on dossier.entry for each row execute function council.awaits_release();

/* To the council and away from it only by the portfolio holder's office, in whichever way it is tried. */
create function council.holds_the_line() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  released smallint;
begin
  if not exists (select from council.part p where p.dossier_id = new.dossier_id) then return new; end if;
  select max(m.audience) into released from council.mark m
    where m.entry_id = new.id and m.outcome = 'released' and m.withdrawn_at is null;
  if new.audience >= 4 and new.audience > old.audience and new.audience > coalesce(released, 0) then
    raise exception using errcode = 'RF409', message = 'council.onlyByRelease';
  end if;
  if new.audience < old.audience and new.audience < coalesce(released, 0) then
    raise exception using errcode = 'RF409', message = 'council.onlyByWithdrawal';
  end if;
  return new;
end $$;
create trigger holds_the_line before update of audience on dossier.entry
  for each row when (new.audience is distinct from old.audience) execute function council.holds_the_line();
