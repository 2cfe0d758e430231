-- Which parties, positions, agreements, areas, teams, initiatives and changes around the work exist for whom.
--
-- What came with a line in the journal is there for whoever may read that line. How a party is rated is for far fewer.
grant usage on schema parties to schakel_app;

create policy visible on parties.party for select to schakel_app using (
  exists (select from dossier.entry e where e.id = party.entry_id));
create policy added on parties.party for insert to schakel_app with check (
  added_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = party.entry_id and e.dossier_id = party.dossier_id
              and e.author_id = (select access.acting())));
create policy kept on parties.party for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = party.dossier_id and r.reach = 1
          and r.subject = any ((select access.keys())::text[]) and r.until > now()));
grant select, insert on parties.party to schakel_app;
-- Its line moves along: what a later line says is for who may read that one (what waits for release waits here too).
grant update (entry_id, name, represented_by, weak_voice, kept_by, kept_role) on parties.party to schakel_app;

create policy visible on parties.leaving for select to schakel_app using (
  exists (select from parties.party p where p.id = leaving.party_id));
create policy told on parties.leaving for insert to schakel_app with check (
  left_by = (select access.acting()) and exists (select from parties.party p where p.id = leaving.party_id));
grant select, insert on parties.leaving to schakel_app;

/* The keys of my roles at governments, not those of a council or an administrator: who may rate is a civil servant. */
create or replace function parties.rating_keys() returns text[] language sql stable security definer set search_path = '' as $$
  select array(select 'm:' || m.id from people.membership m join organisations.organisation o on o.id = m.organisation_id
    where m.id = any (access.memberships()) and o.is_government and m.position in ('staff', 'executive', 'registry'))
$$;
grant execute on function parties.rating_keys() to schakel_app;

-- A partner reads which parties there are and what they hold, never how the town rates them; and nobody reads how the
-- organisation in which they work themselves is rated by another. So: the core team as far as it works for a government, and
-- who works in the accountable organisation when the dossier is for the organisation.
create policy rated on parties.assessment for select to schakel_app using (
  exists (select from parties.party p where p.id = assessment.party_id)
  and (exists (select from dossier.reach r where r.dossier_id = assessment.dossier_id and r.reach = 1
               and r.subject = any ((select parties.rating_keys())::text[]) and r.until > now())
       or exists (select from dossier.dossier d where d.id = assessment.dossier_id and d.ceiling >= 3
                  and d.organisation_id = any ((select access.organisations())::uuid[])))
  and not exists (select from parties.party p join dossier.dossier d on d.id = p.dossier_id
                  left join people.membership m on m.id = p.membership_id where p.id = assessment.party_id
                  and coalesce(p.organisation_id, m.organisation_id) = any ((select access.organisations())::uuid[])
                  and coalesce(p.organisation_id, m.organisation_id) <> d.organisation_id));
create policy made on parties.assessment for insert to schakel_app with check (
  assessed_by = (select access.acting())
  and exists (select from parties.party p where p.id = assessment.party_id and p.dossier_id = assessment.dossier_id)
  and exists (select from dossier.reach r where r.dossier_id = assessment.dossier_id and r.reach = 1
              and r.subject = any ((select parties.rating_keys())::text[]) and r.until > now()));
grant select, insert on parties.assessment to schakel_app;

create policy visible on parties.position for select to schakel_app using (
  exists (select from dossier.entry e where e.id = position.entry_id));
create policy written on parties.position for insert to schakel_app with check (
  written_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = position.entry_id and e.dossier_id = position.dossier_id
              and e.author_id = (select access.acting())));
-- A partner does not put words in another's mouth.
create policy rewritten on parties.position for update to schakel_app using (
  written_by = any ((select access.memberships())::uuid[])
  or exists (select from dossier.reach r where r.dossier_id = position.dossier_id and r.reach = 1
             and r.subject = any ((select access.keys())::text[]) and r.until > now())
  or exists (select from parties.party p where p.id = position.party_id and ('m:' || p.membership_id = any ((select access.keys())::text[])
             or 'o:' || p.organisation_id = any ((select access.keys())::text[]))));
grant select, insert on parties.position to schakel_app;
grant update (entry_id, summary, arguments, heard_on, heard_how, unheard, changed_at) on parties.position to schakel_app;

-- Both ends must be there.
create policy visible on parties.contradiction for select to schakel_app using (
  exists (select from parties.position p where p.id = contradiction.position_id)
  and exists (select from parties.position p where p.id = contradiction.other_id));
create policy seen on parties.contradiction for insert to schakel_app with check (
  exists (select from parties.position p where p.id = contradiction.position_id)
  and exists (select from parties.position p where p.id = contradiction.other_id));
create policy undone on parties.contradiction for delete to schakel_app using (
  exists (select from parties.position p join dossier.reach r on r.dossier_id = p.dossier_id
          where p.id = contradiction.position_id and r.subject = any ((select access.keys())::text[]) and r.until > now()));
grant select, insert, delete on parties.contradiction to schakel_app;

create policy visible on parties.withdrawal for select to schakel_app using (
  exists (select from parties.position p where p.id = withdrawal.position_id));
create policy told on parties.withdrawal for insert to schakel_app with check (
  withdrawn_by = (select access.acting()) and exists (select from parties.position p where p.id = withdrawal.position_id));
grant select, insert on parties.withdrawal to schakel_app;

create policy visible on parties.agreement for select to schakel_app using (
  exists (select from dossier.entry e where e.id = agreement.entry_id));
create policy recorded on parties.agreement for insert to schakel_app with check (
  recorded_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = agreement.entry_id and e.dossier_id = agreement.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on parties.agreement to schakel_app;

-- What is said of it later, for whoever may read that line: for the council it waits for release.
create policy visible on parties.word for select to schakel_app using (
  exists (select from dossier.entry e where e.id = word.entry_id));
create policy said on parties.word for insert to schakel_app with check (
  said_by = (select access.acting()) and exists (select from parties.agreement a where a.id = word.agreement_id));
grant select, insert on parties.word to schakel_app;

-- A link between two dossiers is there for whom both are there.
create policy visible on parties.area_link for select to schakel_app using (
  exists (select from dossier.dossier d where d.id = area_link.dossier_id)
  and exists (select from dossier.dossier d where d.id = area_link.area_id));
create policy linked on parties.area_link for insert to schakel_app with check (
  linked_by = (select access.acting())
  and exists (select from dossier.dossier d where d.id = area_link.dossier_id)
  and exists (select from dossier.dossier d where d.id = area_link.area_id and d.kind = 'area'));
create policy ended on parties.area_link for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = area_link.dossier_id and r.reach = 1
          and r.subject = any ((select access.keys())::text[]) and r.until > now()))
  with check (ended_by = (select access.acting()));
grant select, insert on parties.area_link to schakel_app;
grant update (ended_by, ended_at) on parties.area_link to schakel_app;

-- What changes around the work is no secret among colleagues and their council; who else takes part in a dossier reads what touches it.
create policy known on parties.context_change for select to schakel_app using (
  organisation_id = any ((select access.organisations())::uuid[])
  or organisation_id = any ((select access.councils())::uuid[])
  or exists (select from parties.touched t join dossier.entry e on e.id = t.entry_id
    where t.context_change_id = context_change.id and t.ended_at is null));
create policy recorded on parties.context_change for insert to schakel_app with check (
  recorded_by = (select access.acting()) and organisation_id = any ((select access.organisations())::uuid[]));
create policy changed on parties.context_change for update to schakel_app using (
  organisation_id = any ((select access.organisations())::uuid[])) with check (organisation_id = any ((select access.organisations())::uuid[]));
grant select, insert on parties.context_change to schakel_app;
grant update (kind, title, meaning, happens_on, source, source_link) on parties.context_change to schakel_app;

-- What was said of it before is for whoever reads what is said now.
create policy known on parties.context_version for select to schakel_app using (
  exists (select from parties.context_change c where c.id = context_version.context_change_id));
create policy kept on parties.context_version for insert to schakel_app with check (
  replaced_by = (select access.acting()) and exists (select from parties.context_change c where c.id = context_version.context_change_id
    and c.organisation_id = any ((select access.organisations())::uuid[])));
grant select, insert on parties.context_version to schakel_app;

create policy visible on parties.touched for select to schakel_app using (
  exists (select from dossier.entry e where e.id = touched.entry_id));
create policy tagged on parties.touched for insert to schakel_app with check (
  touched_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = touched.entry_id and e.dossier_id = touched.dossier_id
              and e.author_id = (select access.acting())));
create policy let_go on parties.touched for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = touched.dossier_id and r.reach = 1
          and r.subject = any ((select access.keys())::text[]) and r.until > now()))
  with check (ended_by = (select access.acting()));
grant select, insert on parties.touched to schakel_app;
grant update (ended_by, ended_at) on parties.touched to schakel_app;

-- A team is there for who takes part or works in the accountable organisation, as involvements are: it says who works here.
create policy visible on parties.team for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = team.dossier_id
          and r.subject = any ((select access.keys())::text[]) and r.until > now())
  or exists (select from dossier.dossier d where d.id = team.dossier_id and d.ceiling >= 3
             and d.organisation_id = any ((select access.organisations())::uuid[])));
create policy composed on parties.team for insert to schakel_app with check (
  composed_by = (select access.acting()) and exists (select from dossier.dossier d where d.id = team.dossier_id));
create policy ended on parties.team for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = team.dossier_id and r.reach = 1
          and r.subject = any ((select access.keys())::text[]) and r.until > now()))
  with check (ended_by = (select access.acting()));
grant select, insert on parties.team to schakel_app;
grant update (ended_by, ended_at) on parties.team to schakel_app;

create policy visible on parties.team_member for select to schakel_app using (
  exists (select from parties.team t where t.id = team_member.team_id));
create policy composed on parties.team_member for insert to schakel_app with check (
  exists (select from parties.team t where t.id = team_member.team_id and t.composed_by = (select access.acting())));
grant select, insert on parties.team_member to schakel_app;

create policy visible on parties.initiative for select to schakel_app using (
  exists (select from dossier.dossier d where d.id = initiative.dossier_id));
create policy named on parties.initiative for insert to schakel_app with check (
  named_by = (select access.acting())
  and exists (select from dossier.dossier d where d.id = initiative.dossier_id and d.kind = 'initiative'));
-- Our own part in it: support and contact person. The initiator and the idea are no columns that can be changed.
create policy supported on parties.initiative for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = initiative.dossier_id and r.reach = 1
          and r.subject = any ((select access.keys())::text[]) and r.until > now()));
grant select, insert on parties.initiative to schakel_app;
grant update (support, contact_id, contact_role) on parties.initiative to schakel_app;

create policy visible on parties.idea for select to schakel_app using (
  exists (select from parties.initiative i where i.dossier_id = idea.dossier_id));
-- The first words were written down by who named the initiator; all later ones only the initiator writes. Held here too, so
-- that no way of writing can take an idea over.
create policy worded on parties.idea for insert to schakel_app with check (
  written_by = (select access.acting())
  and exists (select from parties.initiative i where i.dossier_id = idea.dossier_id
    and (i.initiator_key = any ((select access.acting_keys())::text[])
         or (idea.number = 1 and i.named_by = (select access.acting())))));
grant select, insert on parties.idea to schakel_app;

create policy visible on parties.consent for select to schakel_app using (
  exists (select from parties.initiative i where i.dossier_id = consent.dossier_id));
create policy said on parties.consent for insert to schakel_app with check (
  said_by = (select access.acting())
  and exists (select from parties.initiative i where i.dossier_id = consent.dossier_id
    and (not consent.by_initiator or i.initiator_key = any ((select access.acting_keys())::text[]))));
grant select, insert on parties.consent to schakel_app;
