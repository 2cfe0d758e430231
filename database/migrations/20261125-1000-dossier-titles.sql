-- Dossiers are found by their title, whatever the capitals, by whoever brings a list of twenty thousand. lower() may not be
-- asked before row-level security has spoken, so an index on it would never be used: the key is a column of its own.
alter table dossier.dossier add column title_key text generated always as (lower(title)) stored;
-- The title first: who takes part elsewhere means a dossier of another organisation.
create index dossier_titled on dossier.dossier (title_key, organisation_id);

-- What one person wrote: for their own package, and to know whether somebody who was brought by a list did anything.
create index entry_by_author on dossier.entry (author_id, recorded_at);
create index session_of_membership on signin.session (membership_id);
-- Also what is closed: who was asked, as a key and as the membership, and who asked.
create index open_item_by_addressee on open_items.open_item (addressee_membership_id, raised_at) where addressee_membership_id is not null;
create index open_item_by_asker on open_items.open_item (raised_by, raised_at);
