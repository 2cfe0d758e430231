-- What the pages of the council and of everybody are found by.
create index dossier_public on dossier.dossier (changed_at desc, id desc) where ceiling = 5;
