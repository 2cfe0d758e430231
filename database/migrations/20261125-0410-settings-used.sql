-- Whether a version was used is asked when it is shown and when somebody takes it back.
create index open_item_terms on open_items.open_item (terms_id) where terms_id is not null;
create index closure_retention on dossier.closure (retention_id) where retention_id is not null;
