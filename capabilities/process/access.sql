-- Which things of a process exist for whom: whatever stands in an entry of the journal is there for whoever may read that entry.
grant usage on schema process to schakel_app;

-- Every row points at its entry, and every row is written together with it by who acts.
create policy visible on process.record for select to schakel_app using (
  exists (select from dossier.entry e where e.id = record.entry_id));
create policy recorded on process.record for insert to schakel_app with check (
  recorded_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = record.entry_id and e.dossier_id = record.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on process.record to schakel_app;

-- A gate is there as soon as one of the lines that plan it is.
create policy visible on process.gate for select to schakel_app using (
  exists (select from process.record r where r.thing_id = gate.id and r.kind = 'gatePlan'));
create policy planned on process.gate for insert to schakel_app with check (
  planned_by = (select access.acting()) and exists (select from dossier.dossier d where d.id = gate.dossier_id));
grant select, insert on process.gate to schakel_app;

create policy visible on process.gate_decision for select to schakel_app using (
  exists (select from dossier.entry e where e.id = gate_decision.entry_id));
create policy decided on process.gate_decision for insert to schakel_app with check (
  decided_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = gate_decision.entry_id and e.dossier_id = gate_decision.dossier_id
              and e.author_id = (select access.acting()))
  and exists (select from kaders.decision d where d.id = gate_decision.decision_id and d.entry_id = gate_decision.entry_id));
grant select, insert on process.gate_decision to schakel_app;

create policy visible on process.gate_cancellation for select to schakel_app using (
  exists (select from dossier.entry e where e.id = gate_cancellation.entry_id));
create policy cancelled on process.gate_cancellation for insert to schakel_app with check (
  cancelled_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = gate_cancellation.entry_id and e.dossier_id = gate_cancellation.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on process.gate_cancellation to schakel_app;

create policy visible on process.reserved_choice for select to schakel_app using (
  exists (select from dossier.entry e where e.id = reserved_choice.entry_id));
create policy reserved on process.reserved_choice for insert to schakel_app with check (
  reserved_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = reserved_choice.entry_id and e.dossier_id = reserved_choice.dossier_id
              and e.author_id = (select access.acting())));
-- Only at which gate it falls; a trigger keeps it there.
create policy placed on process.reserved_choice for update to schakel_app using (
  exists (select from dossier.entry e where e.id = reserved_choice.entry_id));
grant select, insert on process.reserved_choice to schakel_app;
grant update (gate_id) on process.reserved_choice to schakel_app;

create policy visible on process.choice_decision for select to schakel_app using (
  exists (select from dossier.entry e where e.id = choice_decision.entry_id));
create policy decided on process.choice_decision for insert to schakel_app with check (
  decided_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = choice_decision.entry_id and e.dossier_id = choice_decision.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on process.choice_decision to schakel_app;

create policy visible on process.objection for select to schakel_app using (
  exists (select from dossier.entry e where e.id = objection.entry_id));
create policy raised on process.objection for insert to schakel_app with check (
  raised_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = objection.entry_id and e.dossier_id = objection.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on process.objection to schakel_app;

create policy visible on process.objection_ending for select to schakel_app using (
  exists (select from dossier.entry e where e.id = objection_ending.entry_id));
create policy ended on process.objection_ending for insert to schakel_app with check (
  ended_by = (select access.acting())
  and exists (select from process.objection o where o.id = objection_ending.objection_id and o.dossier_id = objection_ending.dossier_id
              and (objection_ending.outcome <> 'withdrawn' or o.raised_by = (select access.acting())))
  and exists (select from dossier.entry e where e.id = objection_ending.entry_id and e.dossier_id = objection_ending.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on process.objection_ending to schakel_app;

-- That advice was asked is there for whoever may see the question.
create policy visible on process.gate_advice for select to schakel_app using (
  exists (select from open_items.open_item i where i.id = gate_advice.open_item_id));
create policy linked on process.gate_advice for insert to schakel_app with check (
  linked_by = (select access.acting())
  and exists (select from process.gate g where g.id = gate_advice.gate_id and g.dossier_id = gate_advice.dossier_id)
  and exists (select from open_items.open_item i where i.id = gate_advice.open_item_id and i.dossier_id = gate_advice.dossier_id
              and i.kind = 'advice'));
grant select, insert on process.gate_advice to schakel_app;

create policy visible on process.advice_reaction for select to schakel_app using (
  exists (select from dossier.entry e where e.id = advice_reaction.entry_id));
create policy given on process.advice_reaction for insert to schakel_app with check (
  reacted_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = advice_reaction.entry_id and e.dossier_id = advice_reaction.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on process.advice_reaction to schakel_app;

create policy visible on process.feasibility_point for select to schakel_app using (
  exists (select from dossier.entry e where e.id = feasibility_point.entry_id));
create policy raised on process.feasibility_point for insert to schakel_app with check (
  raised_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = feasibility_point.entry_id and e.dossier_id = feasibility_point.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on process.feasibility_point to schakel_app;

create policy visible on process.feasibility_answer for select to schakel_app using (
  exists (select from dossier.entry e where e.id = feasibility_answer.entry_id));
create policy given on process.feasibility_answer for insert to schakel_app with check (
  answered_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = feasibility_answer.entry_id and e.dossier_id = feasibility_answer.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on process.feasibility_answer to schakel_app;

-- What the policy of the process needs to know of whoever acts: is the owner led by them, and were they asked for advice here.
create or replace function process.standing(dossier uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object(
      'managesTheOwner', exists (select from dossier.dossier d join people.membership m on m.id in (d.owner_id, d.deputy_id)
        where d.id = standing.dossier and m.manager_id = access.acting()),
      'advises', exists (select from dossier.involvement i where i.dossier_id = standing.dossier and i.role in ('adviser', 'asked')
        and i.subject = any (access.acting_keys()) and (i.until is null or i.until > now())),
      'position', (select m.position from people.membership m join dossier.dossier d on d.id = standing.dossier
        where m.id = access.acting() and (m.organisation_id = d.organisation_id or exists (select from organisations.heritage h
          where h.organisation_id = m.organisation_id and h.predecessor_id = d.organisation_id))))
  $$;
grant execute on function process.standing(uuid), process.speaks_for(uuid, text, uuid), process.guard_gate(), process.guard_cancellation(),
  process.guard_choice(), process.guard_placing(), process.guard_choice_decision(), process.keep(), process.guard_phase(), process.guard_revocation() to schakel_app;
