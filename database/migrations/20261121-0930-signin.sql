-- Sessions and personal access tokens: how the house knows who is asking.
create schema signin;

create table signin.session (
  id            uuid primary key,
  digest        bytea not null unique check (octet_length(digest) = 32),
  person_id     uuid not null references people.person,
  membership_id uuid not null references people.membership,
  method        text not null,
  device        text not null default '',
  made_at       timestamptz not null default now(),
  last_used_at  timestamptz not null default now(),
  expires_at    timestamptz not null,
  revoked_at    timestamptz
);
create index session_person on signin.session (person_id) where revoked_at is null;

create table signin.token (
  id            uuid primary key,
  digest        bytea not null unique check (octet_length(digest) = 32),
  person_id     uuid not null references people.person,
  membership_id uuid not null references people.membership,
  name          text not null check (length(name) between 1 and 100),
  scopes        text[] not null,
  made_at       timestamptz not null default now(),
  last_used_at  timestamptz,
  expires_at    timestamptz not null,
  revoked_at    timestamptz
);
create index token_person on signin.token (person_id) where revoked_at is null;
