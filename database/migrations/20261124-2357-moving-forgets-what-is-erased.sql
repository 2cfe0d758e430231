-- A package that was made before an erasure still has the words: it is over from that moment on, and can be asked for anew.
create function moving.forget() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update moving.package p set digest = null, expires_at = now()
    where p.dossier_id = new.dossier_id and p.made_at is not null and p.digest is not null;
  return null;
end $$;
create trigger forget_packages after update of erased_at on dossier.entry
  for each row when (old.erased_at is null and new.erased_at is not null) execute function moving.forget();
