-- An open item repeats the words of the line by which it opens, and its closing those of the line by which it closes. What
-- happens to a line happens to them: an erasure that leaves the words elsewhere is none, and narrowing would show nothing less.
create function open_items.follow_line() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.erased_at is not null and old.erased_at is null then
    update open_items.open_item set question = '—', details = details - 'note' where opening_entry_id = new.id;
    update open_items.closing set text = '—', details = '{}' where entry_id = new.id;
  end if;
  if new.audience <> old.audience then
    update open_items.open_item set audience = new.audience where opening_entry_id = new.id;
  end if;
  return null;
end $$;

create trigger open_item_follows after update of audience, erased_at on dossier.entry
  for each row execute function open_items.follow_line();

create index open_item_opened_by on open_items.open_item (opening_entry_id) where opening_entry_id is not null;
create index closing_by on open_items.closing (entry_id) where entry_id is not null;
