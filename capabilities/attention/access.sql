-- Whose attention it is: everybody sees and changes their own, and nobody else's; a mail and a calendar prove themselves
-- by a secret, of which only the SHA-256 is kept.
grant usage on schema attention to schakel_app;

create policy own on attention.setting to schakel_app
  using (person_id = (select access.person())) with check (person_id = (select access.person()));
grant select, insert, update on attention.setting to schakel_app;

-- What one follows goes with the dossier: when it is no longer there for somebody, that they followed it is not either.
create policy own on attention.following to schakel_app
  using (person_id = (select access.person()) and exists (select from dossier.dossier d where d.id = following.dossier_id))
  with check (person_id = (select access.person()) and exists (select from dossier.dossier d where d.id = following.dossier_id));
grant select, insert, update, delete on attention.following to schakel_app;

create policy own on attention.calendar to schakel_app
  using (person_id = (select access.person())) with check (person_id = (select access.person()));
grant select (id, person_id, name, made_at, revoked_at), insert on attention.calendar to schakel_app;
grant update (revoked_at) on attention.calendar to schakel_app;

create policy own on attention.device to schakel_app
  using (person_id = (select access.person())) with check (person_id = (select access.person()));
grant select (id, person_id, name, made_at), insert, delete on attention.device to schakel_app;

-- Digests, notices, pokes and the secrets of mails are the house's own: no row of them is there for who serves.

/* What somebody chose, or else what holds for everybody: one mail at eight on working days, rest in the evening. */
create or replace function attention.setting_of(person uuid) returns attention.setting
  language sql stable set search_path = '' as $$
    select coalesce(
      (select s from attention.setting s where s.person_id = setting_of.person),
      row(setting_of.person, 'workingDays', 8, true, 18, 8, true, true, false, null)::attention.setting)
  $$;

/* A browser that was registered by somebody before, on a shared computer, belongs to who registers it now. */
create or replace function attention.take_device(device uuid, name text, endpoint text, p256dh text, auth text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(access.person() is not null, 'attention.everyone');
  perform access.must((select count(*) from attention.device d where d.person_id = access.person() and d.endpoint <> take_device.endpoint) < 10,
    'attention.tooMany');
  delete from attention.device d where d.endpoint = take_device.endpoint;
  insert into attention.device (id, person_id, name, endpoint, p256dh, auth)
    values (take_device.device, access.person(), take_device.name, take_device.endpoint, take_device.p256dh, take_device.auth);
end $$;

/* What a secret from a mail would stop, and whether it did already; it says nothing of whose mail it is. */
create or replace function attention.read_unsubscribing(digest bytea) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('what', u.what, 'stopped',
      case u.what when 'digest' then s.digest = 'never' else not s.immediate end)
    from attention.unsubscribing u cross join lateral attention.setting_of(u.person_id) s
    where u.digest = read_unsubscribing.digest
  $$;

/* Stops that kind of mail. Again is no fault: mail programs try twice. */
create or replace function attention.unsubscribe(digest bytea) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare found_one record;
begin
  update attention.unsubscribing u set used_at = coalesce(u.used_at, now()) where u.digest = unsubscribe.digest
    returning u.person_id, u.what into found_one;
  perform access.must(found_one.person_id is not null, 'attention.noSuchSecret');
  insert into attention.setting (person_id, digest, digest_hour, quiet_hours, quiet_from, quiet_until, quiet_weekends, immediate, calendar_titles)
    select s.person_id, s.digest, s.digest_hour, s.quiet_hours, s.quiet_from, s.quiet_until, s.quiet_weekends, s.immediate, s.calendar_titles
    from attention.setting_of(found_one.person_id) s
    on conflict (person_id) do nothing;
  if found_one.what = 'digest' then
    update attention.setting s set digest = 'never', changed_at = now() where s.person_id = found_one.person_id;
  else
    update attention.setting s set immediate = false, changed_at = now() where s.person_id = found_one.person_id;
  end if;
end $$;

grant execute on function attention.setting_of(uuid), attention.take_device(uuid, text, text, text, text),
  attention.read_unsubscribing(bytea), attention.unsubscribe(bytea) to schakel_app;
