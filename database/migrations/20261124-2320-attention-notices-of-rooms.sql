-- What a notice of another room is about, when that is no open item: an id of that room.
alter table attention.notice add column about_id uuid;
