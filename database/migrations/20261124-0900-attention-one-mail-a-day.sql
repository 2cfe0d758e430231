-- Attention: when somebody wants to hear what, what waits to be told, and the doors that a mail and a calendar hang on.
create schema attention;

-- Only for who chose something else than the house does for everybody; the defaults stand in attention.setting_of.
create table attention.setting (
  person_id       uuid primary key references people.person,
  digest          text not null check (digest in ('workingDays', 'everyDay', 'never')),
  digest_hour     smallint not null check (digest_hour between 5 and 22),
  quiet_hours     boolean not null,
  quiet_from      smallint not null check (quiet_from between 15 and 23),
  quiet_until     smallint not null check (quiet_until between 5 and 12),
  quiet_weekends  boolean not null,
  immediate       boolean not null,
  calendar_titles boolean not null,
  changed_at      timestamptz not null default now()
);

-- Without a row: one hears of the dossiers in which one takes part.
create table attention.following (
  person_id  uuid not null references people.person,
  dossier_id uuid not null references dossier.dossier,
  choice     text not null check (choice in ('follow', 'mute')),
  since      timestamptz not null default now(),
  primary key (person_id, dossier_id)
);
create index following_of_dossier on attention.following (dossier_id);

-- One row per person and day: who writes it, sends the digest. That is why two servers send one.
create table attention.digest (
  person_id uuid not null references people.person,
  day       date not null,
  made_at   timestamptz not null default now(),
  -- False: there was nothing to tell, so nothing was sent.
  mailed    boolean not null,
  primary key (person_id, day)
);

-- Something that somebody hears at once, or when the quiet hours end. No words: only what it is about.
create table attention.notice (
  id           uuid primary key,
  person_id    uuid not null references people.person,
  kind         text not null check (length(kind) between 1 and 40),
  dossier_id   uuid references dossier.dossier,
  open_item_id uuid references open_items.open_item,
  made_at      timestamptz not null default now(),
  send_at      timestamptz not null default now(),
  -- told, inDigest, off (did not want it), gone (may not see it any more), past (it did not matter any more).
  outcome      text check (outcome in ('told', 'inDigest', 'off', 'gone', 'past')),
  ended_at     timestamptz,
  check ((outcome is null) = (ended_at is null))
);
create index notice_waiting on attention.notice (send_at) where outcome is null;
create index notice_of_person on attention.notice (person_id) where outcome is null;
create index notice_ended on attention.notice (ended_at) where outcome is not null;

-- The secret in the foot of a mail, by its SHA-256; it stops this kind of mail and opens nothing.
create table attention.unsubscribing (
  digest    bytea primary key check (octet_length(digest) = 32),
  person_id uuid not null references people.person,
  what      text not null check (what in ('digest', 'immediate')),
  made_at   timestamptz not null default now(),
  used_at   timestamptz
);
create index unsubscribing_made on attention.unsubscribing (made_at);

-- An address that a calendar program reads, by the SHA-256 of its secret. Revoked ones stay, so that their end is known.
create table attention.calendar (
  id         uuid primary key,
  person_id  uuid not null references people.person,
  name       text not null check (length(name) between 1 and 100),
  digest     bytea not null unique check (octet_length(digest) = 32),
  -- Set when an organisation vouched for who made it: it then opens no more than that session did.
  within_id  uuid references organisations.organisation,
  made_at    timestamptz not null default now(),
  revoked_at timestamptz
);
create index calendar_of_person on attention.calendar (person_id) where revoked_at is null;

-- A browser that may be poked (RFC 8030), with the keys under which only it can read what it is sent (RFC 8291).
create table attention.device (
  id         uuid primary key,
  person_id  uuid not null references people.person,
  name       text not null check (length(name) between 1 and 100),
  endpoint   text not null unique check (length(endpoint) <= 1000),
  p256dh     text not null,
  auth       text not null,
  made_at    timestamptz not null default now()
);
create index device_of_person on attention.device (person_id);

-- A poke that waits to be sent; gone when it is sent or given up.
create table attention.poke (
  id        uuid primary key,
  device_id uuid not null references attention.device on delete cascade,
  send_at   timestamptz not null default now(),
  attempts  smallint not null default 0
);
create index poke_waiting on attention.poke (send_at);
