-- What officials ask each other in a dossier that the council follows is not for the council either: it has no release of its
-- own, so it goes no wider than the organisation. The council's own questions, and those of the portfolio holder's office, do.
create function council.keeps_inside() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.audience >= 4 and council.office_of(new.raised_by, new.dossier_id) = 'other' then new.audience := 3; end if;
  return new;
end $$;
create trigger keeps_inside before insert on open_items.open_item for each row execute function council.keeps_inside();
