-- Which imports exist for whom: for who brought the sheet, and for nobody else.
grant usage on schema imports to schakel_app;

create policy own on imports.sheet to schakel_app
  using (membership_id = any ((select access.memberships())::uuid[]) and expires_at > now())
  with check (membership_id = (select access.acting()) and person_id = (select access.person()));
grant select, delete on imports.sheet to schakel_app;
grant insert (id, kind, person_id, membership_id, organisation_id, scopes, within_id, locale, name, digest) on imports.sheet to schakel_app;
grant update (scopes, within_id, locale, confirmed_at, invites, undo_asked_at) on imports.sheet to schakel_app;

create policy own on imports.sheet_row to schakel_app
  using (exists (select from imports.sheet s where s.id = sheet_row.sheet_id));
grant select on imports.sheet_row to schakel_app;
grant update (chosen) on imports.sheet_row to schakel_app;
