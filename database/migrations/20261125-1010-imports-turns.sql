-- Sheets take turns: who had one waits behind those that did not. One that fails each time is given up, and says so.
alter table imports.sheet
  add column turn_at  timestamptz,
  -- Turns in a row in which nothing was done: a fault of ours, or a server that fell.
  add column attempts smallint not null default 0;
drop index imports.sheet_to_work;
create index sheet_to_work on imports.sheet (uploaded_at) where
  (fault is null and (checked_at is null or (confirmed_at is not null and made_at is null)))
  or (undo_asked_at is not null and undone_at is null);
