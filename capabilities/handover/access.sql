-- Which hand-overs exist for whom: who offers, who is asked, and whoever is of the dossier's core team. Owners change in one
-- function only, which checks both sides again: row-level security cannot say «only when it was offered to you».
grant usage on schema handover to schakel_app;

create policy visible on handover.note for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = note.dossier_id
          and r.subject = any ((select access.keys())::text[]) and r.until > now()));
create policy written on handover.note for insert to schakel_app with check (
  written_by = (select access.acting())
  and exists (select from dossier.dossier d where d.id = note.dossier_id and (select access.acting()) in (d.owner_id, d.deputy_id)));
create policy changed on handover.note for update to schakel_app using (
  exists (select from dossier.dossier d where d.id = note.dossier_id and (select access.acting()) in (d.owner_id, d.deputy_id)));
create policy removed on handover.note for delete to schakel_app using (
  exists (select from dossier.dossier d where d.id = note.dossier_id and (select access.acting()) in (d.owner_id, d.deputy_id)));
grant select, insert, update, delete on handover.note to schakel_app;

create policy visible on handover.offer for select to schakel_app using (
  to_id = any ((select access.memberships())::uuid[]) or from_id = any ((select access.memberships())::uuid[])
  or exists (select from dossier.reach r where r.dossier_id = offer.dossier_id and r.reach = 1
             and r.subject = any ((select access.keys())::text[]) and r.until > now()));
create policy made on handover.offer for insert to schakel_app with check (
  from_id = (select access.acting())
  and exists (select from dossier.dossier d where d.id = offer.dossier_id and d.owner_id = offer.from_id));
grant select, insert on handover.offer to schakel_app;

create policy visible on handover.passed_item for select to schakel_app using (
  exists (select from open_items.open_item i where i.id = passed_item.open_item_id)
  and was = any ((select access.memberships())::uuid[]));
grant select on handover.passed_item to schakel_app;

/* Whether who acts may step in for the owner: the deputy, or whom the owner answers to. It names nobody. */
create or replace function handover.steps_in(dossier uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from dossier.dossier d left join people.membership m on m.id = d.owner_id
      where d.id = steps_in.dossier and access.acting() is not null and access.acting() in (d.deputy_id, m.manager_id))
  $$;

/* Ends an offer that is not accepted, and with it the reading that came with it. */
create or replace function handover.end_offer(offer uuid, outcome text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare o record;
begin
  select x.* into o from handover.offer x where x.id = end_offer.offer for update;
  perform access.must(o.id is not null and o.outcome is null, 'handover.isWaiting');
  case end_offer.outcome
    when 'declined' then perform access.must(o.to_id = access.acting(), 'handover.isForMe');
    when 'withdrawn' then perform access.must(exists (select from dossier.dossier d where d.id = o.dossier_id
      and access.acting() in (d.owner_id, d.deputy_id)), 'handover.leadsIt');
  end case;
  update handover.offer x set outcome = end_offer.outcome, ended_by = access.acting(), ended_at = clock_timestamp() where x.id = o.id;
  update dossier.involvement i set until = now(), ended_by = access.acting()
    where i.id = o.involvement_id and (i.until is null or i.until > now());
  perform dossier.settle_reach(o.dossier_id);
end $$;

/*
 * The one way in which a dossier gets another owner by an act. With `offer`: who accepts is who was asked, and who offered
 * still owns it. Without: somebody steps in. What the leaver owed and awaited in it goes along, except what they keep.
 */
create or replace function handover.take_over(dossier uuid, owner uuid, deputy uuid, record_id uuid, why text, offer uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  d record;
  o record;
  new_role text;
  kept uuid[] := '{}';
begin
  select x.* into d from dossier.dossier x where x.id = take_over.dossier for update;
  perform access.must(d.id is not null and d.state <> 'closed', 'handover.isOpen');
  if take_over.offer is not null then
    select x.* into o from handover.offer x where x.id = take_over.offer and x.dossier_id = d.id for update;
    perform access.must(o.id is not null and o.outcome is null, 'handover.isWaiting');
    perform access.must(o.to_id = access.acting() and o.to_id = take_over.owner, 'handover.isForMe');
    perform access.must(o.from_id = d.owner_id, 'handover.ownerChanged');
    kept := o.keeps;
  else
    perform access.must(handover.steps_in(d.id), 'handover.stepsIn');
  end if;
  select m.function_name || ', ' || g.name into new_role from people.membership m join organisations.organisation g on g.id = m.organisation_id
    where m.id = take_over.owner and m.organisation_id = d.organisation_id and m.position in ('staff', 'executive', 'registry', 'partner')
      and m.since <= current_date and (m.until is null or m.until >= current_date);
  perform access.must(new_role is not null and take_over.owner <> d.owner_id and take_over.deputy <> take_over.owner, 'handover.worksHere');

  insert into dossier.handover (id, dossier_id, from_id, to_id, was_deputy, reason, handed_by)
    values (take_over.record_id, d.id, d.owner_id, take_over.owner, take_over.owner = d.deputy_id, why, access.acting());
  update dossier.dossier x set owner_id = take_over.owner, deputy_id = take_over.deputy, changed_at = now() where x.id = d.id;
  -- Whatever else was offered of it is overtaken; who was asked to read along for that, no longer does.
  update dossier.involvement i set until = now(), ended_by = access.acting()
    where i.id in (select x.involvement_id from handover.offer x where x.dossier_id = d.id and x.outcome is null)
      and (i.until is null or i.until > now());
  update handover.offer x set outcome = case when x.id = take_over.offer then 'accepted' else 'overtaken' end,
      ended_by = access.acting(), ended_at = clock_timestamp()
    where x.dossier_id = d.id and x.outcome is null;

  -- Asked of oneself: both sides go.
  with moved as (
    update open_items.open_item i set addressee = 'm:' || take_over.owner, addressee_membership_id = take_over.owner,
        addressee_organisation_id = d.organisation_id, addressee_role = new_role
      where i.dossier_id = d.id and i.closed_at is null and i.addressee = 'm:' || d.owner_id and not (i.id = any (kept))
      returning i.id)
  insert into handover.passed_item (handover_id, open_item_id, side, was) select take_over.record_id, m.id, 'owes', d.owner_id from moved m;
  with moved as (
    update open_items.open_item i set raised_by = take_over.owner, raised_role = new_role
      where i.dossier_id = d.id and i.closed_at is null and i.raised_by = d.owner_id and not (i.id = any (kept))
      returning i.id)
  insert into handover.passed_item (handover_id, open_item_id, side, was) select take_over.record_id, m.id, 'awaits', d.owner_id from moved m;
  update open_items.step s set subject = open_items.place(s.open_item_id, s.kind)
    where s.reached_at is null and s.open_item_id in (select i.id from open_items.open_item i where i.dossier_id = d.id and i.closed_at is null);
  perform dossier.settle_reach(d.id);
end $$;

grant execute on function handover.steps_in(uuid), handover.end_offer(uuid, text),
  handover.take_over(uuid, uuid, uuid, uuid, text, uuid) to schakel_app;
