-- What the council is owed and what it will treat: motions, promises, questions, political choices, and its agenda.
create schema council_items;

-- A motion, amendment, promise or question of the council that owns the dossier to account. Its words stand in the journal
-- too; when that entry is erased by law, they go here in the same transaction (council_items.forget).
create table council_items.council_item (
  id              uuid primary key,
  dossier_id      uuid not null references dossier.dossier,
  -- Whose council: the accountable organisation of the dossier.
  organisation_id uuid not null references organisations.organisation,
  kind            text not null check (kind in ('motion', 'amendment', 'promise', 'technicalQuestion', 'writtenQuestion')),
  -- As the council information system knows it: 'M 2026-014'.
  reference       text not null check (length(reference) between 1 and 60),
  title           text not null check (length(title) between 1 and 200),
  text            text not null check (length(text) between 1 and 8000),
  -- Groups or members of the council, or who made the promise; politicians, never officials.
  submitted_by    text not null default '' check (length(submitted_by) <= 300),
  made_on         date not null,
  -- 'm:<membership>', 'o:<organisation>' or 'r:<organisation>:<function>': see access.keys(). Null until it is assigned.
  debtor          text,
  -- How it reads to the council: a function and an organisation, never the name of an official.
  debtor_role     text,
  due_on          date,
  audience        smallint not null check (audience between 4 and 5),
  -- Follows from the steps, and changes in no other way (council_items.follow_step). A technical question has no steps: it
  -- is an open item, and stands as that stands.
  state           text not null default 'received'
    check (state in ('received', 'assigned', 'underWay', 'reported', 'sentBack', 'discharged', 'adopted', 'rejected', 'withdrawn')),
  vote            text check (vote in ('adopted', 'rejected', 'withdrawn')),
  changed_at      timestamptz not null default now(),
  registered_by   uuid not null references people.membership,
  registered_role text not null,
  registered_at   timestamptz not null default now(),
  entry_id        uuid not null unique references dossier.entry,
  open_item_id    uuid unique references open_items.open_item,
  unique (organisation_id, reference),
  check ((debtor is null) = (debtor_role is null)),
  check ((kind = 'technicalQuestion') = (open_item_id is not null))
);
create index council_item_of_dossier on council_items.council_item (dossier_id, registered_at desc);
create index council_item_of_council on council_items.council_item (organisation_id, state, due_on, id);
create index council_item_owed_by on council_items.council_item (debtor);

-- What happened with an item: a record of who, when and why, of which nothing is ever changed.
create table council_items.step (
  id                uuid primary key,
  number            bigint generated always as identity,
  council_item_id   uuid not null references council_items.council_item,
  kind              text not null
    check (kind in ('adopted', 'rejected', 'withdrawn', 'assigned', 'started', 'reported', 'sentBack', 'discharged')),
  text              text not null default '' check (length(text) <= 8000),
  -- Of an assignment.
  debtor            text,
  debtor_role       text,
  due_on            date,
  -- Of what the council decided: which body (the council, a committee) and when.
  body              text not null default '' check (length(body) <= 200),
  decided_on        date,
  -- Of a report: what shows that it is done, readable by the council.
  evidence_entry_id uuid references dossier.entry,
  moved_by          uuid not null references people.membership,
  moved_role        text not null,
  moved_at          timestamptz not null default clock_timestamp(),
  -- Null when the dossier took no new line any more.
  entry_id          uuid references dossier.entry,
  check (kind <> 'assigned' or (debtor is not null and debtor_role is not null and due_on is not null)),
  check (kind not in ('reported', 'sentBack') or length(text) > 0),
  check (kind <> 'reported' or evidence_entry_id is not null),
  check (kind not in ('adopted', 'rejected', 'withdrawn', 'discharged') or (decided_on is not null and length(body) > 0))
);
create index step_of_item on council_items.step (council_item_id, number);
create index step_evidence on council_items.step (evidence_entry_id);

-- Why the council still waits, said to the council by who owes it: a reason, not blame (V12).
create table council_items.lateness (
  id              uuid primary key,
  council_item_id uuid not null references council_items.council_item,
  code            text not null check (code in ('workload', 'unclearQuestion', 'missingData', 'disagreement', 'absent', 'other')),
  explanation     text not null default '' check (length(explanation) <= 2000),
  expected_on     date,
  said_by         uuid not null references people.membership,
  said_role       text not null,
  said_at         timestamptz not null default clock_timestamp()
);
create index lateness_of_item on council_items.lateness (council_item_id, said_at);

-- The terms of a council, in working days; the last that was set holds.
create table council_items.term (
  id                 uuid primary key,
  organisation_id    uuid not null references organisations.organisation,
  technical_question smallint not null check (technical_question between 1 and 120),
  written_question   smallint not null check (written_question between 1 and 120),
  political_choice   smallint not null check (political_choice between 1 and 120),
  set_by             uuid not null references people.membership,
  set_at             timestamptz not null default clock_timestamp()
);
create index term_of_council on council_items.term (organisation_id, set_at desc);

-- The long-term agenda: what the council will treat, when, in which of the three ways.
create table council_items.moment (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  dossier_id      uuid references dossier.dossier,
  subject         text not null check (length(subject) between 1 and 200),
  kind            text not null check (kind in ('imageForming', 'opinionForming', 'decisionMaking')),
  body            text not null check (length(body) between 1 and 200),
  place           text not null default '' check (length(place) <= 200),
  -- The day as it stands now; every move keeps what it was.
  planned_on      date not null,
  starts_at       time,
  audience        smallint not null check (audience between 4 and 5),
  -- Proposed by who leads the dossier until the registry puts it on the agenda.
  proposed_by     uuid not null references people.membership,
  proposed_role   text not null,
  proposed_at     timestamptz not null default now(),
  confirmed_by    uuid references people.membership,
  confirmed_at    timestamptz,
  entry_id        uuid references dossier.entry,
  check ((confirmed_by is null) = (confirmed_at is null))
);
create index moment_of_council on council_items.moment (organisation_id, planned_on, id);
create index moment_of_dossier on council_items.moment (dossier_id, planned_on);
create index moment_public on council_items.moment (planned_on, id) where audience = 5 and confirmed_at is not null;

create table council_items.moment_move (
  id         uuid primary key,
  moment_id  uuid not null references council_items.moment,
  was        date not null,
  became     date not null,
  reason     text not null check (length(reason) between 1 and 4000),
  moved_by   uuid not null references people.membership,
  moved_role text not null,
  moved_at   timestamptz not null default clock_timestamp(),
  check (was <> became)
);
create index move_of_moment on council_items.moment_move (moment_id, moved_at);

-- Treated, or taken off the agenda with a reason.
create table council_items.moment_ending (
  moment_id  uuid primary key references council_items.moment,
  outcome    text not null check (outcome in ('treated', 'dropped')),
  text       text not null check (length(text) between 1 and 4000),
  ended_by   uuid not null references people.membership,
  ended_role text not null,
  ended_at   timestamptz not null default clock_timestamp()
);

-- «Dit is een politieke keuze»: said by whoever takes part or sits in the council; who leads the dossier must answer (R8).
create table council_items.political_mark (
  id              uuid primary key,
  dossier_id      uuid not null references dossier.dossier,
  organisation_id uuid not null references organisations.organisation,
  text            text not null check (length(text) between 1 and 4000),
  audience        smallint not null check (audience between 1 and 5),
  due_on          date not null,
  marked_by       uuid not null references people.membership,
  marked_role     text not null,
  marked_at       timestamptz not null default now(),
  entry_id        uuid not null unique references dossier.entry,
  open_item_id    uuid not null unique references open_items.open_item
);
create index political_mark_of_dossier on council_items.political_mark (dossier_id, marked_at desc);

create table council_items.political_answer (
  mark_id            uuid primary key references council_items.political_mark,
  outcome            text not null check (outcome in ('routed', 'refuted')),
  reason             text not null check (length(reason) between 1 and 4000),
  -- To which body it goes, and how: as a choice reserved to it, as a moment on its agenda, or both.
  body               text check (body in ('raad', 'college')),
  reserved_choice_id uuid,
  moment_id          uuid references council_items.moment,
  answered_by        uuid not null references people.membership,
  answered_role      text not null,
  answered_at        timestamptz not null default clock_timestamp(),
  entry_id           uuid references dossier.entry,
  check ((outcome = 'routed') = (body is not null)),
  check (outcome = 'refuted' or reserved_choice_id is not null or moment_id is not null)
);
create index political_answer_moment on council_items.political_answer (moment_id);

/* Whether this membership is of the registry that serves this council, also after a merger. */
create function council_items.is_registry(membership uuid, organisation uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m where m.id = is_registry.membership and m.position = 'registry'
      and (m.organisation_id = is_registry.organisation or exists (select from organisations.heritage h
        where h.organisation_id = m.organisation_id and h.predecessor_id = is_registry.organisation)))
  $$;

/*
 * A step is the only way in which an item moves. What the council decides, and above all that something is discharged, comes
 * from its registry and from nobody else: not from who owes it, not from who reported it ready, not from an administrator,
 * whichever way the row is written (invariant 16).
 */
create function council_items.follow_step() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  item council_items.council_item;
  next text;
begin
  select * into item from council_items.council_item i where i.id = new.council_item_id for update;
  if item.kind = 'technicalQuestion' then
    raise exception using errcode = 'RF409', message = 'councilItems.answersEndIt';
  end if;
  if new.kind in ('adopted', 'rejected', 'withdrawn', 'sentBack', 'discharged') then
    if not council_items.is_registry(new.moved_by, item.organisation_id) then
      raise exception using errcode = 'RF409', message = 'councilItems.onlyTheRegistry';
    end if;
  end if;
  if new.kind = 'discharged' and exists (
    select from people.membership mover join people.membership m on m.person_id = mover.person_id
    where mover.id = new.moved_by and (
      item.debtor in ('m:' || m.id, 'r:' || m.organisation_id || ':' || m.function_name)
      or (m.speaks_for_organisation and item.debtor = 'o:' || m.organisation_id)
      or m.id = (select s.moved_by from council_items.step s where s.council_item_id = item.id and s.kind = 'reported'
                 order by s.number desc limit 1)))
  then
    raise exception using errcode = 'RF409', message = 'councilItems.neverItsDebtor';
  end if;
  next := case
    when new.kind = 'adopted' and item.kind = 'motion' and item.vote is null and item.state = 'received' then 'received'
    when new.kind = 'adopted' and item.kind = 'amendment' and item.state = 'received' then 'adopted'
    when new.kind = 'rejected' and item.kind in ('motion', 'amendment') and item.vote is null and item.state = 'received' then 'rejected'
    when new.kind = 'withdrawn' and item.kind <> 'promise' and item.vote is null and item.state in ('received', 'assigned', 'underWay') then 'withdrawn'
    when new.kind = 'assigned' and item.state in ('received', 'assigned', 'underWay', 'sentBack') and item.kind <> 'amendment'
      and (item.kind <> 'motion' or item.vote = 'adopted') then 'assigned'
    when new.kind = 'started' and item.state in ('assigned', 'sentBack') then 'underWay'
    when new.kind = 'reported' and item.state in ('assigned', 'underWay', 'sentBack') then 'reported'
    when new.kind = 'sentBack' and item.state = 'reported' then 'sentBack'
    when new.kind = 'discharged' and item.state = 'reported' then 'discharged'
  end;
  if next is null then
    raise exception using errcode = 'RF409', message = 'councilItems.movedMeanwhile';
  end if;
  update council_items.council_item i set state = next, changed_at = new.moved_at,
      vote = case when new.kind in ('adopted', 'rejected', 'withdrawn') then new.kind else i.vote end,
      debtor = coalesce(new.debtor, i.debtor), debtor_role = coalesce(new.debtor_role, i.debtor_role),
      due_on = coalesce(new.due_on, i.due_on)
    where i.id = item.id;
  -- The registry takes no part in the dossier, so its policies do not let it be moved up in the lists.
  update dossier.dossier d set changed_at = now() where d.id = item.dossier_id;
  return null;
end $$;
create trigger follow_step after insert on council_items.step for each row execute function council_items.follow_step();

/* A state that no step made is refused, also to whoever holds the keys of the database. */
create function council_items.only_by_step() returns trigger language plpgsql set search_path = '' as $$
begin
  if pg_trigger_depth() < 2 and (tg_op = 'INSERT' and (new.state <> 'received' or new.vote is not null or new.debtor is not null)
      or tg_op = 'UPDATE' and (new.state, new.vote, new.debtor) is distinct from (old.state, old.vote, old.debtor)) then
    raise exception using errcode = 'RF409', message = 'councilItems.onlyBySteps';
  end if;
  return new;
end $$;
create trigger only_by_step before insert or update on council_items.council_item
  for each row execute function council_items.only_by_step();

/* What was said before the council is not unsaid: only statutory erasure takes words away. */
create function council_items.stays() returns trigger language plpgsql set search_path = '' as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception using errcode = 'RF409', message = 'councilItems.staysAsItWas';
  end if;
  return coalesce(new, old);
end $$;
create trigger stays before update or delete on council_items.step for each row execute function council_items.stays();

/* Statutory erasure of an entry takes the same words here, in the same transaction (art. 17 AVG). */
create function council_items.forget() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update council_items.council_item i set title = '—', text = '—', submitted_by = '' where i.entry_id = new.id;
  update council_items.step s set text = case when s.text = '' then '' else '—' end where s.entry_id = new.id;
  update council_items.political_mark m set text = '—' where m.entry_id = new.id;
  update council_items.political_answer a set reason = '—' where a.entry_id = new.id;
  return null;
end $$;
create index step_entry on council_items.step (entry_id);
create index political_answer_entry on council_items.political_answer (entry_id);
create trigger forget_council_items after update of erased_at on dossier.entry
  for each row when (old.erased_at is null and new.erased_at is not null) execute function council_items.forget();

/* A mark is answered by routing or refuting it, not by some words on the open item that reminds of it (R8). */
create function council_items.mark_is_answered() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.outcome <> 'withdrawn' and exists (select from council_items.political_mark m where m.open_item_id = new.open_item_id
      and not exists (select from council_items.political_answer a where a.mark_id = m.id)) then
    raise exception using errcode = 'RF409', message = 'councilItems.routeOrRefute';
  end if;
  return null;
end $$;
create constraint trigger mark_is_answered after insert on open_items.closing
  deferrable initially deferred for each row execute function council_items.mark_is_answered();
