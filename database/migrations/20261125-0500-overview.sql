-- What the numbers of an organisation are counted from quickly: what was asked and what was closed, by month.
create schema overview;

create index open_item_raised on open_items.open_item (organisation_id, raised_at) include (dossier_id, audience);
create index open_item_closed on open_items.open_item (organisation_id, closed_at) include (dossier_id, audience) where closed_at is not null;
