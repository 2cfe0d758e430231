-- The dossier: a shared promise to keep track; its journal, the people involved, the documents.
create schema dossier;

-- Audiences and reaches share one scale: 0 own note, 1 core team, 2 involved, 3 organisation, 4 council, 5 public.
-- A reach is the narrowest audience somebody belongs to; what has an audience at least as wide is there for them.
create table dossier.dossier (
  id              uuid primary key,
  kind            text not null,
  title           text not null check (length(title) between 1 and 200),
  reason          text not null check (length(reason) <= 4000),
  purpose         text not null default '',
  resident_effect text not null default '',
  plan            text not null default '',
  organisation_id uuid not null references organisations.organisation,
  owner_id        uuid not null references people.membership,
  deputy_id       uuid not null references people.membership,
  ceiling         smallint not null default 3 check (ceiling between 1 and 5),
  -- Repeats what closure and pause record, because lists filter on it.
  state           text not null default 'active' check (state in ('active', 'paused', 'closed')),
  opened_by       uuid not null references people.membership,
  opened_at       timestamptz not null default now(),
  changed_at      timestamptz not null default now(),
  check (owner_id <> deputy_id),
  search          tsvector generated always as (to_tsvector('dutch', title || ' ' || reason || ' ' || purpose)) stored
);
create index dossier_of_organisation on dossier.dossier (organisation_id, changed_at desc, id desc);
create index dossier_of_organisation_by_state on dossier.dossier (organisation_id, state, changed_at desc, id desc);
create index dossier_owner on dossier.dossier (owner_id) where state <> 'closed';
create index dossier_deputy on dossier.dossier (deputy_id) where state <> 'closed';
create index dossier_search on dossier.dossier using gin (organisation_id, search);
create index dossier_open_to_council on dossier.dossier (organisation_id, changed_at desc, id desc) where ceiling >= 4;

-- Who takes part, person (in one membership), role or organisation, with dates.
create table dossier.involvement (
  id            uuid primary key,
  dossier_id    uuid not null references dossier.dossier,
  -- 'm:<membership>', 'o:<organisation>' or 'r:<organisation>:<function>': see access.keys().
  subject       text not null,
  membership_id uuid references people.membership,
  organisation_id uuid references organisations.organisation,
  role          text not null,
  mandate       text not null default '',
  interest      text not null default '',
  since         timestamptz not null default now(),
  until         timestamptz,
  added_by      uuid not null references people.membership,
  ended_by      uuid references people.membership
);
create index involvement_of_dossier on dossier.involvement (dossier_id, since);
create index involvement_subject on dossier.involvement (subject);

-- What the policies read: the reach that owner, deputy and involvements give, one row per dossier and subject.
create table dossier.reach (
  subject    text not null,
  dossier_id uuid not null references dossier.dossier,
  reach      smallint not null check (reach between 1 and 2),
  until      timestamptz not null default 'infinity',
  primary key (dossier_id, subject)
);
create index reach_subject on dossier.reach (subject, dossier_id) include (reach, until);

create table dossier.entry (
  id                   uuid primary key,
  dossier_id           uuid not null references dossier.dossier,
  organisation_id      uuid not null,
  position             bigint not null,
  kind                 text not null,
  text                 text,
  details              jsonb not null default '{}',
  author_id            uuid not null references people.membership,
  author_role          text not null,
  occurred_at          timestamptz not null,
  recorded_at          timestamptz not null default clock_timestamp(),
  audience             smallint not null check (audience between 1 and 5),
  first_audience       smallint not null check (first_audience between 1 and 5),
  corrects             uuid references dossier.entry,
  attachments          smallint not null default 0,
  salt                 bytea not null,
  content_digest       bytea not null,
  previous             bytea not null,
  chain                bytea not null,
  erased_at            timestamptz,
  erased_ground        text,
  search               tsvector generated always as (to_tsvector('dutch', coalesce(text, ''))) stored,
  unique (dossier_id, position),
  check (occurred_at <= recorded_at + interval '1 day')
);
create index entry_by_time on dossier.entry (dossier_id, occurred_at desc, id desc);
create index entry_by_recording on dossier.entry (dossier_id, recorded_at desc);
create index entry_corrects on dossier.entry (corrects) where corrects is not null;
create index entry_search on dossier.entry using gin (organisation_id, search);

-- A private note is no part of the shared journal: no position, no chain, and it expires.
create table dossier.private_note (
  id          uuid primary key,
  dossier_id  uuid not null references dossier.dossier,
  person_id   uuid not null references people.person,
  text        text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  expires_at  timestamptz not null
);
create index private_note_of on dossier.private_note (person_id, dossier_id);
create index private_note_expires on dossier.private_note (expires_at);

create table dossier.document (
  id          uuid primary key,
  dossier_id  uuid not null references dossier.dossier,
  entry_id    uuid not null references dossier.entry,
  name        text not null check (length(name) between 1 and 200),
  description text not null default '',
  type        text not null,
  size        bigint not null,
  digest      bytea not null references foundation.file,
  number      smallint not null,
  made_at     timestamptz not null default now()
);
create index document_of_entry on dossier.document (entry_id);
create index document_of_dossier on dossier.document (dossier_id, made_at desc);

-- From an entry to what it is about: a person's membership, an organisation, another entry.
create table dossier.link (
  entry_id   uuid not null references dossier.entry,
  dossier_id uuid not null references dossier.dossier,
  to_kind    text not null check (to_kind in ('membership', 'organisation', 'entry', 'dossier')),
  to_id      uuid not null,
  primary key (entry_id, to_kind, to_id)
);
create index link_to on dossier.link (to_id);

create table dossier.audience_change (
  id          uuid primary key,
  entry_id    uuid references dossier.entry,
  dossier_id  uuid not null references dossier.dossier,
  was         smallint not null,
  became      smallint not null,
  reason      text not null default '',
  changed_by  uuid not null references people.membership,
  changed_at  timestamptz not null default clock_timestamp(),
  -- Narrowing takes away what somebody may have read: it needs a reason.
  check (became > was or length(reason) > 0)
);
create index audience_change_of on dossier.audience_change (dossier_id, changed_at);

-- Every plan that held, with the sentence why it changed. The newest is repeated in the dossier.
create table dossier.plan (
  dossier_id      uuid not null references dossier.dossier,
  number          integer not null,
  purpose         text not null,
  resident_effect text not null,
  plan            text not null,
  reason          text not null,
  made_by         uuid not null references people.membership,
  made_at         timestamptz not null default now(),
  primary key (dossier_id, number)
);

create table dossier.pause (
  id         uuid primary key,
  dossier_id uuid not null references dossier.dossier,
  reason     text not null check (length(reason) > 0),
  paused_by  uuid not null references people.membership,
  paused_at  timestamptz not null default now(),
  resumed_by uuid references people.membership,
  resumed_at timestamptz
);
create unique index pause_now on dossier.pause (dossier_id) where resumed_at is null;

create table dossier.closure (
  id           uuid primary key,
  dossier_id   uuid not null references dossier.dossier,
  outcome      text not null check (outcome in ('result', 'noResult', 'stopped', 'handedOver')),
  result       text not null check (length(result) > 0),
  effect       text not null check (length(effect) > 0),
  lesson       text not null check (length(lesson) > 0),
  closed_by    uuid not null references people.membership,
  closed_at    timestamptz not null default now(),
  retain_until date not null,
  reopened_by  uuid references people.membership,
  reopened_at  timestamptz,
  reopen_reason text
);
create unique index closure_now on dossier.closure (dossier_id) where reopened_at is null;

create table dossier.handover (
  id          uuid primary key,
  dossier_id  uuid not null references dossier.dossier,
  from_id     uuid not null references people.membership,
  to_id       uuid not null references people.membership,
  was_deputy  boolean not null default false,
  reason      text not null,
  handed_by   uuid references people.membership,
  handed_at   timestamptz not null default now()
);
create index handover_of on dossier.handover (dossier_id, handed_at);

-- When somebody last looked at Vandaag: what is newer is new. `previous_at` holds while they are looking.
create table dossier.visit (
  person_id   uuid primary key references people.person,
  previous_at timestamptz not null,
  at          timestamptz not null
);

-- How long a kind of dossier is kept after closing, by result. Source: the organisation's selection list (A1).
create table dossier.retention_rule (
  kind    text not null,
  outcome text not null,
  years   smallint not null check (years between 1 and 200),
  primary key (kind, outcome)
);
insert into dossier.retention_rule (kind, outcome, years)
select kind, outcome, years from unnest(array['opgave', 'initiative', 'area', 'service']) kind
cross join (values ('result', 10), ('noResult', 5), ('stopped', 5), ('handedOver', 1)) as rule (outcome, years);

-- The chain is made in the database, so that no way of writing can leave it out. What is hashed is described in
-- capabilities/dossier/README.md, and verified outside the database by `npm run verify:journal`.
create function dossier.chain_entry() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  last record;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.dossier_id::text, 1));
  select position, chain into last from dossier.entry where dossier_id = new.dossier_id order by position desc limit 1;
  new.position := coalesce(last.position, 0) + 1;
  new.previous := coalesce(last.chain, sha256(convert_to(new.dossier_id::text, 'UTF8')));
  -- The serving role cannot name this column; the owner may, to take in a journal that was kept elsewhere.
  if new.recorded_at > now() - interval '1 minute' then new.recorded_at := clock_timestamp(); end if;
  if new.occurred_at > new.recorded_at then new.occurred_at := new.recorded_at; end if;
  new.first_audience := new.audience;
  new.erased_at := null;
  new.erased_ground := null;
  new.salt := uuid_send(gen_random_uuid());
  new.content_digest := sha256(new.salt || convert_to(coalesce(new.text, ''), 'UTF8') || '\x00'::bytea || convert_to(new.details::text, 'UTF8'));
  new.chain := sha256(new.previous || dossier.entry_header(new));
  return new;
end $$;

create function dossier.entry_header(e dossier.entry) returns bytea language sql immutable set search_path = '' as $$
  select convert_to(concat_ws('|',
    e.dossier_id, e.position, e.id, e.kind, e.author_id, encode(sha256(convert_to(e.author_role, 'UTF8')), 'hex'),
    (extract(epoch from e.occurred_at) * 1000000)::bigint, (extract(epoch from e.recorded_at) * 1000000)::bigint,
    e.first_audience, coalesce(e.corrects::text, '-'), encode(e.content_digest, 'hex')), 'UTF8')
$$;

create trigger chain_entry before insert on dossier.entry for each row execute function dossier.chain_entry();
