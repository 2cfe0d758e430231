-- Moving out and moving in: packages of a dossier, and programs elsewhere that are told that something changed here.
create schema moving;

-- A package that somebody asked for; its bytes lie with the files until it is over its time.
create table moving.package (
  id         uuid primary key,
  dossier_id uuid not null references dossier.dossier,
  asked_by   uuid not null references people.membership,
  asked_at   timestamptz not null default now(),
  -- Set when it was made, with what is in it.
  made_at    timestamptz,
  digest     bytea references foundation.file,
  size       bigint,
  rows       integer,
  files      integer,
  -- Set when it could not be made; for people there is one sentence, the cause is in the log.
  failed_at  timestamptz,
  attempts   smallint not null default 0,
  -- Somebody is making it; who died in the middle is taken over from after a quarter of an hour.
  taken_at   timestamptz,
  -- The moment from which it can no longer be fetched.
  expires_at timestamptz,
  check ((made_at is null) = (size is null))
);
create index package_of_dossier on moving.package (dossier_id, asked_at desc);
create index package_to_make on moving.package (asked_at) where made_at is null and failed_at is null;
create index package_over on moving.package (expires_at) where digest is not null;

-- A program of an organisation that wants to know that something changed. It is told that, and nothing else.
create table moving.webhook (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  url             text not null check (url ~ '^https?://'),
  description     text not null check (length(description) between 1 and 200),
  -- Encrypted with the secret of the installation; shown once, when it is made.
  sealed_secret   text not null,
  made_by         uuid not null references people.membership,
  made_at         timestamptz not null default now(),
  ended_by        uuid references people.membership,
  ended_at        timestamptz,
  -- Set when it answered nothing good for three days on end: it is left alone until somebody switches it on again.
  given_up_at     timestamptz
);
create index webhook_of_organisation on moving.webhook (organisation_id) where ended_at is null;

-- What it was told, and how it answered; kept for thirty days.
create table moving.delivery (
  id         uuid primary key,
  webhook_id uuid not null references moving.webhook,
  type       text not null,
  -- The dossier it is about, when everybody in the organisation may know that one.
  dossier_id uuid,
  happened_at timestamptz not null,
  made_at    timestamptz not null default now(),
  next_at    timestamptz not null default now(),
  attempts   smallint not null default 0,
  -- The last answer: a status, or a word for why there was none.
  answer     text not null default '',
  done_at    timestamptz,
  failed_at  timestamptz
);
create index delivery_due on moving.delivery (next_at) where done_at is null and failed_at is null;
create index delivery_of_webhook on moving.delivery (webhook_id, made_at desc);

-- Its secret, too, is shown once and not kept for a repetition.
drop trigger keep_no_secret on foundation.idempotency;
create trigger keep_no_secret before insert on foundation.idempotency
  for each row when (new.act in ('createToken', 'addWebhook')) execute function signin.keep_no_secret();
