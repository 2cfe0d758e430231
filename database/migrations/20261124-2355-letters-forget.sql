-- Statutory erasure (art. 17 AVG) takes the words of a letter and of what the council said of it from the journal; what repeats
-- them here goes with them.
create function letters.forget() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update letters.letter l set title = '—' where l.id in (select s.letter_id from letters.sending s where s.entry_id = new.id);
  update letters.discussion x set words = case when x.words = '' then '' else '—' end where x.entry_id = new.id;
  return null;
end $$;
create trigger forget_letters after update of erased_at on dossier.entry
  for each row when (old.erased_at is null and new.erased_at is not null and old.kind in ('letter', 'letterDiscussed'))
  execute function letters.forget();
