-- After a dossier closed, or by who takes no part in it, what is reported or explained has no line in the journal, so nobody's
-- release is between it and the council. It names no official all the same (invariant 18).
create function council_items.names_nobody() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  said jsonb := to_jsonb(new);
  dossier uuid;
begin
  select i.dossier_id into dossier from council_items.council_item i where i.id = new.council_item_id;
  if council.office_of(coalesce(said ->> 'moved_by', said ->> 'said_by')::uuid, dossier) in ('college', 'other')
     and council.names_officials(dossier, coalesce(said ->> 'text', '') || ' ' || coalesce(said ->> 'explanation', '')) then
    raise exception using errcode = 'RF409', message = 'council.namesOfficials';
  end if;
  return new;
end $$;
create trigger names_nobody before insert on council_items.step
  for each row when (new.entry_id is null and new.text <> '') execute function council_items.names_nobody();
create trigger names_nobody before insert on council_items.lateness
  for each row when (new.entry_id is null and new.explanation <> '') execute function council_items.names_nobody();
