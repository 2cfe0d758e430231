-- A package of a person: everything that somebody put in, with the files, for that person in the session that asked for it.
create table moving.own_package (
  id          uuid primary key,
  person_id   uuid not null references people.person,
  -- It is made through the eyes of this session, and only this session fetches it: no package outlives a signing out.
  session_id  uuid not null references signin.session on delete cascade,
  asked_at    timestamptz not null default now(),
  made_at     timestamptz,
  digest      bytea references foundation.file,
  size        bigint,
  rows        integer,
  files       integer,
  failed_at   timestamptz,
  attempts    smallint not null default 0,
  taken_at    timestamptz,
  expires_at  timestamptz,
  -- Of a hundred parts, how many are written.
  progress    smallint not null default 0 check (progress between 0 and 100),
  -- What it has words of: when one of these no longer exists for the person, the package is over.
  dossier_ids uuid[] not null default '{}',
  entry_ids   uuid[] not null default '{}',
  check ((made_at is null) = (size is null))
);
create index own_package_of_session on moving.own_package (session_id, asked_at desc);
create index own_package_of_person on moving.own_package (person_id) where digest is not null;
create index own_package_to_make on moving.own_package (asked_at) where made_at is null and failed_at is null;
create index own_package_over on moving.own_package (expires_at) where digest is not null;

alter table moving.package add column progress smallint not null default 0 check (progress between 0 and 100);

-- What is erased from the journal is over in the packages of who wrote it too, and so is a private note that is gone.
create or replace function moving.forget() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update moving.package p set digest = null, expires_at = now()
    where p.dossier_id = new.dossier_id and p.made_at is not null and p.digest is not null;
  update moving.own_package p set digest = null, expires_at = now()
    from people.membership m where m.id = new.author_id and p.person_id = m.person_id and p.digest is not null;
  return null;
end $$;
create function moving.forget_note() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update moving.own_package p set digest = null, expires_at = now() where p.person_id = old.person_id and p.digest is not null;
  return null;
end $$;
create trigger forget_packages after delete on dossier.private_note for each row execute function moving.forget_note();
