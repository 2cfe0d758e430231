-- Organisations with names through time, parents, identifiers and succession.
create schema organisations;

create table organisations.organisation (
  id            uuid primary key,
  register_id   text unique,
  kind          text not null,
  name          text not null check (length(name) between 1 and 300),
  short_name    text,
  is_government boolean not null default false,
  is_employer   boolean not null default false,
  parent_id     uuid references organisations.organisation,
  valid_from    date not null default '1900-01-01',
  valid_until   date,
  website       text,
  profile       jsonb not null default '{}',
  -- Set when the organisation takes part in this installation: it has people here.
  joined_at     timestamptz,
  check (valid_until is null or valid_until >= valid_from)
);
create index organisation_parent on organisations.organisation (parent_id);
create index organisation_kind on organisations.organisation (kind, valid_until);

create table organisations.name (
  organisation_id uuid not null references organisations.organisation on delete cascade,
  value           text not null,
  abbreviation    text,
  valid_from      date not null,
  valid_until     date,
  -- The name without accents, punctuation and articles, in lower case: what people type.
  folded          text not null,
  primary key (organisation_id, valid_from, value)
);
create index name_folded on organisations.name using gin (folded gin_trgm_ops);

create table organisations.identifier (
  organisation_id uuid not null references organisations.organisation on delete cascade,
  scheme          text not null,
  value           text not null,
  primary key (organisation_id, scheme, value)
);
create index identifier_value on organisations.identifier (scheme, value);

create table organisations.succession (
  predecessor_id uuid not null references organisations.organisation,
  successor_id   uuid not null references organisations.organisation,
  happened_on    date not null,
  kind           text not null check (kind in ('merge', 'split', 'rename')),
  -- The successor that takes over the dossiers; a split has exactly one.
  is_heir        boolean not null default true,
  primary key (predecessor_id, successor_id),
  check (predecessor_id <> successor_id)
);
create index succession_successor on organisations.succession (successor_id);

-- Whose dossiers an organisation holds besides its own, at any depth; kept by the acts that record a succession.
create table organisations.heritage (
  organisation_id uuid not null references organisations.organisation,
  predecessor_id  uuid not null references organisations.organisation,
  primary key (organisation_id, predecessor_id)
);
