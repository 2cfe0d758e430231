-- Which frames and decisions exist for whom: a frame is public from its first day here, a decision is there for whoever may
-- read its entry in the journal.
grant usage on schema kaders to schakel_app;

-- Rules that bind people are readable by those people, also without an account (F11). There are no drafts.
create policy known on kaders.frame for select to schakel_app using (true);
-- Who works in the organisation; which of them may do it now is the policy's.
create policy registered on kaders.frame for insert to schakel_app with check (
  registered_by = (select access.acting()) and organisation_id = any ((select access.organisations())::uuid[]));
create policy passed_on on kaders.frame for update to schakel_app using (
  organisation_id = any ((select access.organisations())::uuid[]));
grant select, insert on kaders.frame to schakel_app;
grant update (owner_id) on kaders.frame to schakel_app;

create policy known on kaders.frame_version for select to schakel_app using (true);
create policy made on kaders.frame_version for insert to schakel_app with check (
  made_by = (select access.acting()) and exists (select from kaders.frame f where f.id = frame_version.frame_id
    and f.organisation_id = any ((select access.organisations())::uuid[])));
-- Only its last day: the words of a version never change.
create policy ended on kaders.frame_version for update to schakel_app using (
  exists (select from kaders.frame f where f.id = frame_version.frame_id
    and f.organisation_id = any ((select access.organisations())::uuid[])));
grant select, insert on kaders.frame_version to schakel_app;
grant update (valid_until) on kaders.frame_version to schakel_app;

create policy known on kaders.frame_ending for select to schakel_app using (true);
create policy made on kaders.frame_ending for insert to schakel_app with check (
  ended_by = (select access.acting()) and exists (select from kaders.frame f where f.id = frame_ending.frame_id
    and f.organisation_id = any ((select access.organisations())::uuid[])));
grant select, insert on kaders.frame_ending to schakel_app;

create policy visible on kaders.decision for select to schakel_app using (
  exists (select from dossier.entry e where e.id = decision.entry_id));
create policy recorded on kaders.decision for insert to schakel_app with check (
  recorded_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = decision.entry_id and e.dossier_id = decision.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on kaders.decision to schakel_app;

create policy visible on kaders.decision_frame for select to schakel_app using (
  exists (select from kaders.decision d where d.id = decision_frame.decision_id));
create policy named on kaders.decision_frame for insert to schakel_app with check (
  exists (select from kaders.decision d where d.id = decision_frame.decision_id and d.recorded_by = (select access.acting())));
grant select, insert on kaders.decision_frame to schakel_app;

-- Advice is there for whoever may read that entry too.
create policy visible on kaders.decision_advice for select to schakel_app using (
  exists (select from kaders.decision d where d.id = decision_advice.decision_id)
  and exists (select from dossier.entry e where e.id = decision_advice.entry_id));
create policy considered on kaders.decision_advice for insert to schakel_app with check (
  exists (select from kaders.decision d where d.id = decision_advice.decision_id and d.recorded_by = (select access.acting()))
  and exists (select from dossier.entry e where e.id = decision_advice.entry_id));
grant select, insert on kaders.decision_advice to schakel_app;

-- Whoever may read that something was decided may know that it no longer holds, also when the decision that revoked it is
-- for fewer readers. It says only that, and of a decision that exists for who asks.
create or replace function kaders.is_revoked(decision uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from kaders.decision d where d.revokes = is_revoked.decision)
  $$;

-- The manager of who answers for a frame, and whether that owner has left; it names nobody.
create or replace function kaders.answers_for(frame uuid) returns text
  language sql stable security definer set search_path = '' as $$
    select case
      when m.until is not null and m.until < current_date then 'nobody'
      when m.id = access.acting() then 'owner'
      when m.manager_id = access.acting() then 'manager'
      else 'other' end
    from kaders.frame f join people.membership m on m.id = f.owner_id where f.id = answers_for.frame
  $$;
grant execute on function kaders.is_revoked(uuid), kaders.answers_for(uuid), kaders.names_a_frame() to schakel_app;
