-- What an organisation arranges for itself: which rooms it uses, the terms under which it answers, how long it keeps.
create schema settings;

-- A room that is not used, with who, when and why, twice: what was written there stays and comes back with it.
create table settings.room_off (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  -- The name of a room of the house, as its contract has it.
  room            text not null check (length(room) between 1 and 60),
  reason          text not null check (length(reason) between 1 and 1000),
  off_by          uuid not null references people.membership,
  off_at          timestamptz not null default clock_timestamp(),
  on_by           uuid references people.membership,
  on_at           timestamptz,
  check ((on_by is null) = (on_at is null))
);
create unique index room_off_now on settings.room_off (organisation_id, room) where on_at is null;
create index room_off_of on settings.room_off (organisation_id, off_at desc);

-- One row, written in every transaction that switches: writers wait for each other here, so that a number that was seen
-- once always stands for the same switches. A server keeps the switches of all organisations and reads them anew when the
-- number differs from the one it kept.
create table settings.switching (
  single boolean primary key default true check (single),
  number bigint not null default 0
);
insert into settings.switching default values;

create function settings.count_switching() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update settings.switching set number = number + 1;
  return null;
end $$;
create trigger count_switching after insert or update or delete on settings.room_off
  for each statement execute function settings.count_switching();
-- Who inherits what from whom decides for whose dossiers a switch holds.
create trigger count_switching after insert or update or delete on organisations.heritage
  for each statement execute function settings.count_switching();

-- Terms of an organisation, from a day; a change is a new version and what was asked keeps the one it was asked under.
-- The bounds stand here and not only in a form: slower or faster, never off (an open item does not evaporate).
create table settings.terms (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  valid_from      date not null,
  -- Working days for each kind of request, when who asks names no day.
  question        smallint not null check (question between 1 and 60),
  advice          smallint not null check (advice between 1 and 60),
  agreement       smallint not null check (agreement between 1 and 60),
  contribution    smallint not null check (contribution between 1 and 60),
  promise         smallint not null check (promise between 1 and 60),
  task            smallint not null check (task between 1 and 60),
  -- Percent of the term after which who was asked is reminded.
  remind_after    smallint not null check (remind_after between 50 and 90),
  -- Working days after the due date.
  manager_after   smallint not null check (manager_after between 1 and 10),
  owner_after     smallint not null check (owner_after between 1 and 10),
  head_after      smallint not null check (head_after between 2 and 20),
  -- The hour of the day at which people hear something: not at night.
  hour            smallint not null check (hour between 7 and 17),
  reason          text not null check (length(reason) between 1 and 1000),
  made_by         uuid not null references people.membership,
  made_at         timestamptz not null default clock_timestamp(),
  -- A version that lay ahead and was taken back before its day.
  withdrawn_by    uuid references people.membership,
  withdrawn_at    timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  -- Two steps on one day would be one step, and the head hears it last.
  check (manager_after <> owner_after and head_after > greatest(manager_after, owner_after))
);
create unique index terms_from on settings.terms (organisation_id, valid_from) where withdrawn_at is null;

-- Days on which the town hall is closed beside weekends and public holidays: for what is asked or put off from now on.
create table settings.closing_day (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  day             date not null,
  name            text not null check (length(name) between 1 and 100),
  made_by         uuid not null references people.membership,
  made_at         timestamptz not null default clock_timestamp(),
  withdrawn_by    uuid references people.membership,
  withdrawn_at    timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create unique index closing_day_of on settings.closing_day (organisation_id, day) where withdrawn_at is null;

-- How long a kind of dossier is kept, by result, after it closed (A1, invariant 35): versions, from a day. Null: for ever.
create table settings.retention (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  kind            text not null check (kind in ('opgave', 'initiative', 'area', 'service')),
  valid_from      date not null,
  -- Where it stands in the selection list, so that an archivist can look it up.
  source          text not null check (length(source) between 1 and 300),
  result          smallint check (result between 1 and 200),
  no_result       smallint check (no_result between 1 and 200),
  stopped         smallint check (stopped between 1 and 200),
  handed_over     smallint check (handed_over between 1 and 200),
  reason          text not null check (length(reason) between 1 and 1000),
  made_by         uuid not null references people.membership,
  made_at         timestamptz not null default clock_timestamp(),
  withdrawn_by    uuid references people.membership,
  withdrawn_at    timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create unique index retention_from on settings.retention (organisation_id, kind, valid_from) where withdrawn_at is null;

-- The terms under which an item was asked; null: those of the house.
alter table open_items.open_item add column terms_id uuid references settings.terms;

-- What is answered on the page of another room names that room, so that it is not switched off above somebody's question.
update open_items.open_item set details = details || '{"answerRoom": "councilItems"}' where details ->> 'answerAt' like '/politieke-keuzes/%';
create index open_item_answer_room on open_items.open_item ((details ->> 'answerRoom')) where closed_at is null and details ? 'answerRoom';

-- The rule under which it was closed; null: that of the house. Without a day it is kept for ever.
alter table dossier.closure add column retention_id uuid references settings.retention;
alter table dossier.closure alter column retain_until drop not null;
create index closure_due on dossier.closure (retain_until) where reopened_at is null;
