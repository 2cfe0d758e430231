-- Ways in: links by mail, passkeys, password with a second factor, the provider of an organisation; and how often one may try.

-- A link in a mail: good once, for a short while.
create table signin.link (
  id         uuid primary key,
  digest     bytea not null unique check (octet_length(digest) = 32),
  -- operator: printed by the command of whoever runs this installation; it asks no second factor.
  kind       text not null check (kind in ('signIn', 'reset', 'operator')),
  person_id  uuid not null references people.person,
  -- The browser that asked, by a secret in its cookie.
  browser    bytea,
  next       text not null default '',
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index link_expires on signin.link (expires_at);

-- What was answered and may not be answered again: a passkey's challenge, the state of a sign-in at a provider. That it was
-- asked is kept by the browser, sealed, so that asking costs no row.
create table signin.challenge (
  digest     bytea primary key check (octet_length(digest) = 32),
  kind       text not null,
  expires_at timestamptz not null
);
create index challenge_expires on signin.challenge (expires_at);

-- How often was tried, by the SHA-256 of what is counted: no address and no IP address is kept.
create table signin.trying (
  key        bytea primary key,
  times      integer not null,
  last_at    timestamptz not null,
  wait_until timestamptz not null
);
create index trying_last on signin.trying (last_at);

-- Browsers in which somebody signed in before: strangers who guess elsewhere cannot make these wait.
create table signin.device (
  person_id uuid not null references people.person on delete cascade,
  digest    bytea not null check (octet_length(digest) = 32),
  seen_at   timestamptz not null default now(),
  primary key (person_id, digest)
);

create table signin.passkey (
  id            uuid primary key,
  person_id     uuid not null references people.person on delete cascade,
  credential_id text not null unique,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null default '{}',
  is_synced     boolean not null,
  name          text not null check (length(name) between 1 and 100),
  made_at       timestamptz not null default now(),
  last_used_at  timestamptz
);
create index passkey_person on signin.passkey (person_id);

-- A password is never without a second factor: both are set and removed together.
create table signin.password (
  person_id uuid primary key references people.person on delete cascade,
  -- argon2id, with its parameters.
  hash      text not null,
  set_at    timestamptz not null default now()
);
create table signin.second_factor (
  person_id uuid primary key references people.person on delete cascade,
  -- The shared secret, encrypted under the secret of this installation.
  sealed    text not null,
  -- The last half minute whose code was used: a code that was seen over a shoulder does nothing.
  last_step bigint not null default 0,
  set_at    timestamptz not null default now()
);
create table signin.recovery_code (
  person_id uuid not null references people.person on delete cascade,
  digest    bytea not null check (octet_length(digest) = 32),
  used_at   timestamptz,
  primary key (person_id, digest)
);

-- Where the people of an organisation sign in: OpenID Connect.
create table signin.provider (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  issuer          text not null,
  client_id       text not null,
  sealed_secret   text not null,
  -- Addresses for which this provider speaks; of others it is not believed.
  domains         text[] not null check (cardinality(domains) between 1 and 50),
  -- Which claims carry the address and whether it was checked.
  claims          jsonb not null default '{}',
  made_by         uuid not null references people.membership,
  made_at         timestamptz not null default now(),
  changed_at      timestamptz not null default now(),
  -- Null: people can sign in with it.
  disabled_at     timestamptz
);
create index provider_organisation on signin.provider (organisation_id);

-- Who somebody is at a provider; made when they first come from there.
create table signin.subject (
  issuer    text not null,
  sub       text not null,
  person_id uuid not null references people.person on delete cascade,
  linked_at timestamptz not null default now(),
  primary key (issuer, sub)
);
create index subject_person on signin.subject (person_id);

-- An answer that holds a secret is shown once and not kept for a repetition: a token that got lost is made again.
create function signin.keep_no_secret() returns trigger language plpgsql as $$
begin
  return null;
end $$;
create trigger keep_no_secret before insert on foundation.idempotency
  for each row when (new.act in ('createToken')) execute function signin.keep_no_secret();
