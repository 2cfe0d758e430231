-- Importing spreadsheets: what was brought, what was found in it, what it made, and what was taken back.
create schema imports;

create table imports.sheet (
  id              uuid primary key,
  kind            text not null check (kind in ('people', 'managerLines', 'dossiers', 'openItems')),
  -- In whose name it is read, made and taken back; and how far they reached when they last said so.
  person_id       uuid not null references people.person,
  membership_id   uuid not null references people.membership,
  organisation_id uuid not null references organisations.organisation,
  scopes          text[],
  within_id       uuid references organisations.organisation,
  locale          text not null check (locale in ('nl', 'en')),
  name            text not null,
  uploaded_at     timestamptz not null default now(),
  -- The bytes, until they were read.
  digest          bytea references foundation.file,
  -- What stood above the columns, and which of ours each of them is.
  headings        jsonb,
  columns         jsonb,
  -- Set when it cannot be read at all, or when who brought it no longer may.
  fault           jsonb,
  stored_at       timestamptz,
  checked_at      timestamptz,
  confirmed_at    timestamptz,
  invites         boolean not null default false,
  made_at         timestamptz,
  undo_asked_at   timestamptz,
  undone_at       timestamptz,
  -- Somebody is at work on it; who died in the middle is taken over from.
  taken_at        timestamptz,
  -- From then on nothing of it is kept, and nothing can be taken back.
  expires_at      timestamptz not null default now() + interval '14 days'
);
create index sheet_of_person on imports.sheet (membership_id, uploaded_at desc);
create index sheet_to_work on imports.sheet (uploaded_at) where fault is null and (checked_at is null
  or (confirmed_at is not null and made_at is null) or (undo_asked_at is not null and undone_at is null));
create index sheet_over on imports.sheet (expires_at);
create index sheet_file on imports.sheet (digest) where digest is not null;

create table imports.sheet_row (
  sheet_id uuid not null references imports.sheet on delete cascade,
  -- As the spreadsheet numbers it.
  number   integer not null,
  -- As it stood there, in the order of the headings.
  cells    jsonb not null,
  -- Rows that need others come after those.
  depth    smallint not null default 0,
  state    text not null default 'new'
    check (state in ('new', 'good', 'double', 'wrong', 'made', 'failed', 'undone', 'kept')),
  -- What is wrong with it, or why it stays: [{ column, code, detail }].
  faults   jsonb not null default '[]',
  -- What it may be the double of, and whether it can be made all the same: { code, detail, choosable }.
  double_of jsonb,
  chosen   boolean not null default false,
  -- What will happen with it: 'add', 'invite', 'set'.
  way      text,
  -- The acts that were asked for it, word for word: asked again, they give the same answer and happen once.
  plan     json,
  made     jsonb,
  primary key (sheet_id, number)
);
create index row_in_state on imports.sheet_row (sheet_id, state, number);
