-- What changes around the work changes itself: a law is put off, a cut is called off. What was said of it before stays to be
-- read, and a dossier that it turns out not to touch is let go, with the day.
create table parties.context_version (
  context_change_id uuid not null references parties.context_change,
  number            integer not null check (number > 0),
  kind              text not null,
  title             text not null,
  meaning           text not null,
  happens_on        date not null,
  source            text not null,
  source_link       text,
  -- Why it was said otherwise from then on.
  reason            text not null check (length(reason) between 1 and 2000),
  replaced_by       uuid not null references people.membership,
  replaced_at       timestamptz not null default clock_timestamp(),
  primary key (context_change_id, number)
);

alter table parties.touched drop constraint touched_pkey;
alter table parties.touched add column id uuid not null default gen_random_uuid() primary key;
alter table parties.touched add column ended_by uuid references people.membership;
alter table parties.touched add column ended_at timestamptz;
alter table parties.touched add check ((ended_by is null) = (ended_at is null));
create unique index touched_now on parties.touched (context_change_id, dossier_id) where ended_at is null;
