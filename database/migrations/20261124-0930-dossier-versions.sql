-- Versions of a document, and what its pages look like.

-- A new version points at the one it replaces; both stay. The series is the first of them: whoever may not read one of the
-- versions still finds the others, and learns nothing of the one in between.
alter table dossier.document add column replaces uuid references dossier.document on delete set null;
alter table dossier.document add column series uuid;
update dossier.document set series = id;
alter table dossier.document alter column series set not null;
create index document_series on dossier.document (series, made_at desc);
create index document_replaces on dossier.document (replaces) where replaces is not null;

create function dossier.join_series() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  new.series := coalesce((select o.series from dossier.document o where o.id = new.replaces and o.dossier_id = new.dossier_id), new.id);
  return new;
end $$;
create trigger join_series before insert on dossier.document
  for each row execute function dossier.join_series();

-- Pictures of its pages, drawn in the background. They go with the document and are there for whom the document is there.
create table dossier.preview (
  document_id uuid not null references dossier.document on delete cascade,
  number      smallint not null check (number > 0),
  digest      bytea not null references foundation.file,
  size        bigint not null,
  primary key (document_id, number)
);
create index preview_digest on dossier.preview (digest);

-- What waits to be drawn, and what was.
create table dossier.drawing (
  document_id uuid primary key references dossier.document on delete cascade,
  tries       smallint not null default 0,
  tried_at    timestamptz,
  drawn_at    timestamptz
);
create index drawing_waiting on dossier.drawing (tries) where drawn_at is null;

create function dossier.ask_drawing() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into dossier.drawing (document_id) values (new.id);
  return null;
end $$;
create trigger ask_drawing after insert on dossier.document
  for each row when (new.type in ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif'))
  execute function dossier.ask_drawing();
insert into dossier.drawing (document_id)
select id from dossier.document where type in ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif');
