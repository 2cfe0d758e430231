-- Frames: the rules under which choices are made, every version of them, and the decisions that were taken under them.
create schema kaders;

-- The ranks are those by which the lawful room of a rule differs: 1 law and other generally binding rules, 2 policy rule,
-- 3 frame of the council, 4 decision of the executive, mandate, 5 agreement between parties, 6 professional standard,
-- 7 protocol or own working agreement (F4). A rule of another rank is another rule: a rank never changes.
create table kaders.frame (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  rank            smallint not null check (rank between 1 and 7),
  -- Who answers for the frame now; each version keeps the function under which it was made.
  owner_id        uuid not null references people.membership,
  registered_by   uuid not null references people.membership,
  registered_at   timestamptz not null default now()
);
create index frame_of_organisation on kaders.frame (organisation_id, rank, id);
create index frame_by_rank on kaders.frame (rank, id);

-- What was once readable stays as it was: a change is a new version.
create table kaders.frame_version (
  id             uuid primary key,
  frame_id       uuid not null references kaders.frame,
  number         integer not null check (number > 0),
  title          text not null check (length(title) between 1 and 200),
  purpose        text not null check (length(purpose) between 1 and 4000),
  -- «Wat ligt vast» and «wat kan schuiven», in plain words (F11).
  fixed          text not null check (length(fixed) between 1 and 8000),
  movable        text not null check (length(movable) between 1 and 8000),
  source         text not null check (length(source) between 1 and 1000),
  source_link    text check (source_link ~ '^https?://'),
  competent_body text not null check (length(competent_body) between 1 and 200),
  -- The function of the owner as everybody may read it, never the name.
  owner_role     text not null,
  valid_from     date not null,
  -- The last day.
  valid_until    date,
  -- Why it changed; empty for the first.
  reason         text not null default '',
  made_by        uuid not null references people.membership,
  made_at        timestamptz not null default now(),
  search         tsvector generated always as (to_tsvector('dutch',
    title || ' ' || purpose || ' ' || fixed || ' ' || movable || ' ' || source || ' ' || competent_body)) stored,
  unique (frame_id, number),
  check (valid_until >= valid_from),
  check (number = 1 or length(reason) > 0)
);

-- A frame that ended, with who, when and why.
create table kaders.frame_ending (
  frame_id uuid primary key references kaders.frame,
  -- The last day on which it holds.
  ends_on  date not null,
  reason   text not null check (length(reason) > 0),
  ended_by uuid not null references people.membership,
  ended_at timestamptz not null default now()
);

-- The words of a decision (what, why, the effect on residents) stand in its entry and only there: the chain of the
-- journal covers them, and what is erased by law is gone at once.
create table kaders.decision (
  id               uuid primary key,
  dossier_id       uuid not null references dossier.dossier,
  entry_id         uuid not null unique references dossier.entry,
  -- In which capacity the decision maker decides; a person has several.
  capacity         text not null check (capacity in ('college', 'raad', 'wethouder', 'manager', 'eigenaar')),
  body             text not null check (length(body) between 1 and 200),
  decision_maker_id uuid references people.membership,
  -- Function and organisation as they were on the day; null when a body decided together and nobody was named.
  decision_maker_role text,
  -- Who stays responsible for what follows from keeping to the rule and from departing from it (F13).
  responsible_id   uuid not null references people.membership,
  responsible_role text not null,
  decided_on       date not null,
  -- A decision is undone by another decision, once.
  revokes          uuid unique references kaders.decision,
  recorded_by      uuid not null references people.membership,
  recorded_at      timestamptz not null default now(),
  check (revokes <> id),
  check ((decision_maker_id is null) = (decision_maker_role is null)),
  check (decision_maker_id is not null or capacity in ('college', 'raad'))
);
create index decision_of_dossier on kaders.decision (dossier_id, decided_on desc, id desc);

-- The version under which it was taken: it stays under that one when the frame changes (invariant 8).
create table kaders.decision_frame (
  decision_id      uuid not null references kaders.decision,
  frame_version_id uuid not null references kaders.frame_version,
  primary key (decision_id, frame_version_id)
);
create index decision_frame_version on kaders.decision_frame (frame_version_id);

-- The advice that was considered, as it stands in the journal.
create table kaders.decision_advice (
  decision_id uuid not null references kaders.decision,
  entry_id    uuid not null references dossier.entry,
  primary key (decision_id, entry_id)
);
create index decision_advice_entry on kaders.decision_advice (entry_id);

-- No decision without a frame, in whichever way it was written (invariant 8). Looked at when the transaction ends,
-- because the frames come after the decision.
create function kaders.names_a_frame() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from kaders.decision_frame f where f.decision_id = new.id) then
    raise exception using errcode = 'RF409', message = 'kaders.needsFrame';
  end if;
  return null;
end $$;
create constraint trigger names_a_frame after insert on kaders.decision
  deferrable initially deferred for each row execute function kaders.names_a_frame();
