-- What can be answered on the pages of one room only is counted by room and organisation, from an index that the question fits.
drop index open_items.open_item_answer_room;
create index open_item_answer_room on open_items.open_item ((details ->> 'answerRoom'), organisation_id)
  where closed_at is null and details ->> 'answerRoom' is not null;

-- It now takes its cursor and its limit (settings/access.sql); the one without them is gone.
drop function if exists settings.kept_until(uuid, date);
