-- That who leads a dossier was asked to prepare an agreed moment of evaluation; once, whatever happens to the servers.
create table evaluations.reminder (
  entry_id    uuid not null references dossier.entry,
  -- Its place among the moments that the entry fixed, from 1.
  place       smallint not null,
  reminded_at timestamptz not null default clock_timestamp(),
  primary key (entry_id, place)
);
