-- Which drafts of an evaluation exist for whom. What was fixed and what was published are entries: dossier/access.sql decides.
grant usage on schema evaluations to schakel_app;

create policy core_team on evaluations.draft to schakel_app
  using (exists (select from dossier.reach r where r.dossier_id = draft.dossier_id and r.reach = 1
                 and r.subject = any ((select access.keys())::text[]) and r.until > now()))
  with check (written_by = (select access.acting())
              and exists (select from dossier.reach r where r.dossier_id = draft.dossier_id and r.reach = 1
                          and r.subject = any ((select access.keys())::text[]) and r.until > now()));
grant select, insert, update, delete on evaluations.draft to schakel_app;
grant execute on function evaluations.is_whole(), evaluations.says(jsonb, text) to schakel_app;
