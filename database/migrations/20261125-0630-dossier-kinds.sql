-- A journal by kind: which kinds there are in it, and the newest lines of one of them.
create index entry_by_kind on dossier.entry (dossier_id, kind, occurred_at desc, id desc);
