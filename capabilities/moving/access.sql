-- Which packages and webhooks exist for whom: a package for who leads its dossier, a webhook for who administers its organisation.
grant usage on schema moving to schakel_app;

create policy led on moving.package for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = package.dossier_id and r.reach = 1
          and r.subject = any ((select access.keys())::text[]) and r.until > now()));
create policy asked on moving.package for insert to schakel_app with check (
  asked_by = (select access.acting())
  and exists (select from dossier.reach r where r.dossier_id = package.dossier_id and r.reach = 1
              and r.subject = any ((select access.acting_keys())::text[]) and r.until > now()));
grant select on moving.package to schakel_app;
grant insert (id, dossier_id, asked_by) on moving.package to schakel_app;

create policy administered on moving.webhook to schakel_app
  using (organisation_id = any ((select access.administers())::uuid[]))
  with check (organisation_id = any ((select access.administers())::uuid[]) and made_by is not null);
-- Its secret is never read back.
grant select (id, organisation_id, url, description, made_by, made_at, ended_at, given_up_at) on moving.webhook to schakel_app;
grant insert on moving.webhook to schakel_app;
grant update (ended_by, ended_at, given_up_at) on moving.webhook to schakel_app;

create policy administered on moving.delivery for select to schakel_app using (
  exists (select from moving.webhook w where w.id = delivery.webhook_id));
create policy tried on moving.delivery for insert to schakel_app with check (
  exists (select from moving.webhook w where w.id = delivery.webhook_id));
-- Not the dossier: who administers reads no dossier, and need not know which one it was.
grant select (id, webhook_id, type, happened_at, made_at, next_at, attempts, answer, done_at, failed_at) on moving.delivery to schakel_app;
grant insert (id, webhook_id, type, happened_at) on moving.delivery to schakel_app;

-- Another session of the same person does not see it: a token that was lent, or a browser that was left open, fetches nothing.
create policy own on moving.own_package to schakel_app
  using (person_id = (select access.person()) and session_id = (select access.session()))
  with check (person_id = (select access.person()) and session_id = (select access.session()));
grant select on moving.own_package to schakel_app;
grant insert (id, person_id, session_id) on moving.own_package to schakel_app;
