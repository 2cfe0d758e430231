-- What every room stands on: audit lines, events, idempotency, mail, files.
create schema access;
create schema foundation;
-- PostgreSQL lets everybody execute a new function; here nobody may until an access.sql says so.
alter default privileges revoke execute on functions from public;

-- One line for every act, granted or refused. No personal content: identifiers and names of acts only.
create table foundation.audit_line (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default clock_timestamp(),
  request_id    uuid not null,
  person_id     uuid,
  membership_id uuid,
  act           text not null,
  subject_id    text,
  outcome       text not null check (outcome in ('granted', 'refused', 'failed')),
  rule          text
);
create index audit_line_at on foundation.audit_line using brin (at);

-- What happened, for whoever listens. `xid` makes a reader unable to skip a row: numbers become visible out of order.
create table foundation.event (
  id              bigint generated always as identity primary key,
  xid             xid8 not null default pg_current_xact_id(),
  at              timestamptz not null default clock_timestamp(),
  name            text not null,
  dossier_id      uuid,
  organisation_id uuid,
  person_id       uuid,
  payload         jsonb not null default '{}'
);
create index event_in_order on foundation.event (xid, id);

-- How far each listener has read.
create table foundation.listener (
  name     text primary key,
  xid      xid8 not null default '0'::xid8,
  id       bigint not null default 0,
  attempts integer not null default 0,
  retry_at timestamptz not null default '-infinity'
);

-- What a listener could not digest after all its attempts; a person looks at it.
create table foundation.stuck_event (
  event_id bigint not null,
  listener text not null,
  fault    text not null,
  at       timestamptz not null default now(),
  primary key (event_id, listener)
);

-- The answer to a write that a phone or a network may repeat.
create table foundation.idempotency (
  person_id uuid not null,
  key       text not null check (length(key) between 1 and 200),
  act       text not null,
  digest    bytea not null,
  answer    text not null,
  at        timestamptz not null default now(),
  primary key (person_id, key)
);
create index idempotency_at on foundation.idempotency (at);

-- Mail that waits, and in practice mode mail that was sent, for the local mailbox page.
create table foundation.mail (
  id         uuid primary key,
  to_address text not null,
  to_name    text not null default '',
  subject    text not null,
  body       text not null,
  html       text,
  headers    jsonb not null default '{}',
  made_at    timestamptz not null default now(),
  send_at    timestamptz not null default now(),
  sent_at    timestamptz,
  attempts   integer not null default 0,
  fault      text
);
create index mail_waiting on foundation.mail (send_at) where sent_at is null;

-- Bytes that were stored, by their SHA-256.
create table foundation.file (
  digest    bytea primary key check (octet_length(digest) = 32),
  size      bigint not null,
  type      text not null,
  stored_at timestamptz not null default now()
);

-- Facts about this installation (practice data filled, …).
create table foundation.setting (
  name  text primary key,
  value jsonb not null
);

-- What somebody uploaded and has not attached yet. An act names the upload, never the digest: knowing the SHA-256 of
-- a file must not open it.
create table foundation.upload (
  id        uuid primary key,
  person_id uuid not null,
  digest    bytea not null references foundation.file,
  name      text not null,
  type      text not null,
  size      bigint not null,
  at        timestamptz not null default now()
);
create index upload_at on foundation.upload (at);
