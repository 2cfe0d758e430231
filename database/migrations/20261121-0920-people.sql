-- Persons, their memberships of organisations, and invitations.
create schema people;

create table people.person (
  id      uuid primary key,
  name    text not null check (length(name) between 1 and 200),
  email   text unique check (email = lower(email)),
  phone   text,
  locale  text check (locale in ('nl', 'en')),
  made_at timestamptz not null default now()
);

create table people.membership (
  id                      uuid primary key,
  person_id               uuid not null references people.person,
  organisation_id         uuid not null references organisations.organisation,
  position                text not null check (position in ('staff', 'executive', 'council', 'registry', 'partner', 'administrator')),
  function_name           text not null check (length(function_name) between 1 and 120),
  discipline              text,
  manager_id              uuid references people.membership,
  deputy_id               uuid references people.membership,
  -- Receives what is asked of the organisation, and may answer in its name.
  speaks_for_organisation boolean not null default false,
  since                   date not null default current_date,
  -- The last day. Null: no end is known.
  until                   date,
  made_at                 timestamptz not null default now(),
  -- Continues this earlier membership after a merger or split.
  continues_id            uuid references people.membership,
  check (until is null or until >= since)
);
create index membership_person on people.membership (person_id);
create index membership_organisation on people.membership (organisation_id, function_name);
create index membership_manager on people.membership (manager_id) where manager_id is not null;

create table people.invitation (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  email           text not null check (email = lower(email)),
  name            text not null,
  position        text not null,
  function_name   text not null,
  invited_by      uuid not null references people.person,
  dossier_id      uuid,
  digest          bytea not null unique,
  made_at         timestamptz not null default now(),
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  accepted_by     uuid references people.person,
  withdrawn_at    timestamptz
);
create index invitation_organisation on people.invitation (organisation_id, made_at desc);
