-- Which items, marks and moments of the council exist for whom, and who may write them: what the council decides comes from
-- its registry alone.
grant usage on schema council_items to schakel_app;

/* As what whoever acts now stands towards the council of this organisation: their position there, also after a merger. */
create or replace function council_items.acts_as(organisation uuid) returns text
  language sql stable security definer set search_path = '' as $$
    select m.position from people.membership m where m.id = access.acting()
      and (m.organisation_id = acts_as.organisation or exists (select from organisations.heritage h
        where h.organisation_id = m.organisation_id and h.predecessor_id = acts_as.organisation))
  $$;

/* Who leads a dossier, as a function and an organisation: who asks from the council gets no names of officials. */
create or replace function council_items.owner_of(dossier uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('membershipId', m.id, 'organisationId', m.organisation_id, 'role', m.function_name || ', ' || o.name)
    from dossier.dossier d join people.membership m on m.id = d.owner_id join organisations.organisation o on o.id = m.organisation_id
    where d.id = owner_of.dossier
  $$;

/* The next reference of this kind in this year, kept from others until the transaction ends. */
create or replace function council_items.take_reference(dossier uuid, kind text, year text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  council uuid;
  letters text := case kind when 'motion' then 'M' when 'amendment' then 'A' when 'promise' then 'T'
    when 'technicalQuestion' then 'TV' else 'SV' end;
  taken integer;
begin
  select d.organisation_id into council from dossier.dossier d where d.id = take_reference.dossier;
  perform pg_advisory_xact_lock(hashtextextended(council::text, 13));
  select coalesce(max(substring(i.reference from '-(\d{1,6})$')::integer), 0) into taken from council_items.council_item i
    where i.organisation_id = council and i.reference ~ ('^' || letters || ' ' || year || '-\d{1,6}$');
  return letters || ' ' || year || '-' || lpad((taken + 1)::text, 3, '0');
end $$;
/*
 * A function got another name (staffing): it owes what it owed. Only from the trigger on its renaming, because nothing else
 * changes a debtor (only_by_step, stays); how it read to the council stays as it was said.
 */
create or replace function council_items.rename_key(was_key text, new_key text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update council_items.council_item i set debtor = new_key where i.debtor = was_key;
  update council_items.step s set debtor = new_key where s.debtor = was_key;
end $$;

/* Whether this key owes the council anything, or did. */
create or replace function council_items.knows_key(key text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from council_items.council_item i where i.debtor = knows_key.key)
      or exists (select from council_items.step s where s.debtor = knows_key.key)
  $$;
grant execute on function council_items.acts_as(uuid), council_items.owner_of(uuid), council_items.take_reference(uuid, text, text),
  council_items.is_registry(uuid, uuid), council_items.follow_step(), council_items.only_by_step(), council_items.stays(),
  council_items.forget(), council_items.mark_is_answered() to schakel_app;

-- The council, whoever works for the town, whoever takes part, who owes it; and everybody when it is public.
create policy visible on council_items.council_item for select to schakel_app using (
  organisation_id = any ((select access.councils())::uuid[])
  or organisation_id = any ((select access.organisations())::uuid[])
  or audience = 5
  or debtor = any ((select access.keys())::text[])
  or exists (select from dossier.reach r where r.dossier_id = council_item.dossier_id
             and r.subject = any ((select access.keys())::text[]) and r.until > now()));
create policy registered on council_items.council_item for insert to schakel_app with check (
  registered_by = (select access.acting())
  and council_items.acts_as(organisation_id) in ('registry', 'council')
  and exists (select from dossier.entry e where e.id = council_item.entry_id and e.dossier_id = council_item.dossier_id
              and e.organisation_id = council_item.organisation_id and e.author_id = (select access.acting())));
-- No update: an item moves by its steps.
grant select, insert on council_items.council_item to schakel_app;

create policy visible on council_items.step for select to schakel_app using (
  exists (select from council_items.council_item i where i.id = step.council_item_id));
-- Each step by whom it belongs to; the trigger follow_step holds it against where the item stands.
create policy moved on council_items.step for insert to schakel_app with check (
  moved_by = (select access.acting())
  and exists (select from council_items.council_item i left join dossier.dossier d on d.id = i.dossier_id
    where i.id = step.council_item_id and case
      when step.kind in ('started', 'reported') then i.debtor = any ((select access.acting_keys())::text[])
        or coalesce((select access.acting()) in (d.owner_id, d.deputy_id), false)
      when step.kind = 'assigned' then council_items.acts_as(i.organisation_id) in ('registry', 'executive')
        or coalesce((select access.acting()) in (d.owner_id, d.deputy_id), false)
      else council_items.acts_as(i.organisation_id) = 'registry' end));
grant select, insert on council_items.step to schakel_app;

create policy visible on council_items.lateness for select to schakel_app using (
  exists (select from council_items.council_item i where i.id = lateness.council_item_id));
create policy said on council_items.lateness for insert to schakel_app with check (
  said_by = (select access.acting()) and exists (select from council_items.council_item i where i.id = lateness.council_item_id));
grant select, insert on council_items.lateness to schakel_app;

-- How long an answer may take is no secret.
create policy known on council_items.term for select to schakel_app using (true);
create policy set_by_registry on council_items.term for insert to schakel_app with check (
  set_by = (select access.acting()) and council_items.acts_as(organisation_id) = 'registry');
grant select, insert on council_items.term to schakel_app;

-- What is proposed is not on the agenda yet: it is there for council and organisation, not for everybody.
create policy visible on council_items.moment for select to schakel_app using (
  (audience = 5 and confirmed_at is not null)
  or organisation_id = any ((select access.councils())::uuid[])
  or organisation_id = any ((select access.organisations())::uuid[])
  or exists (select from dossier.reach r where r.dossier_id = moment.dossier_id
             and r.subject = any ((select access.keys())::text[]) and r.until > now()));
create policy planned on council_items.moment for insert to schakel_app with check (
  proposed_by = (select access.acting())
  and (dossier_id is null or exists (select from dossier.dossier d where d.id = moment.dossier_id and d.organisation_id = moment.organisation_id))
  and (council_items.acts_as(organisation_id) = 'registry'
    or (confirmed_by is null and exists (select from dossier.dossier d where d.id = moment.dossier_id
      and (select access.acting()) in (d.owner_id, d.deputy_id)))));
create policy kept on council_items.moment for update to schakel_app using (council_items.acts_as(organisation_id) = 'registry');
grant select, insert on council_items.moment to schakel_app;
grant update (planned_on, starts_at, confirmed_by, confirmed_at) on council_items.moment to schakel_app;

create policy visible on council_items.moment_move for select to schakel_app using (
  exists (select from council_items.moment m where m.id = moment_move.moment_id));
create policy moved on council_items.moment_move for insert to schakel_app with check (
  moved_by = (select access.acting()) and exists (select from council_items.moment m where m.id = moment_move.moment_id
    and council_items.acts_as(m.organisation_id) = 'registry'));
grant select, insert on council_items.moment_move to schakel_app;

create policy visible on council_items.moment_ending for select to schakel_app using (
  exists (select from council_items.moment m where m.id = moment_ending.moment_id));
create policy ended on council_items.moment_ending for insert to schakel_app with check (
  ended_by = (select access.acting()) and exists (select from council_items.moment m where m.id = moment_ending.moment_id
    and council_items.acts_as(m.organisation_id) = 'registry'));
grant select, insert on council_items.moment_ending to schakel_app;

-- A mark is there for whoever may read its entry, and stays there for who made it.
create policy visible on council_items.political_mark for select to schakel_app using (
  marked_by = any ((select access.memberships())::uuid[])
  or exists (select from dossier.entry e where e.id = political_mark.entry_id));
create policy marked on council_items.political_mark for insert to schakel_app with check (
  marked_by = (select access.acting())
  and exists (select from dossier.entry e where e.id = political_mark.entry_id and e.dossier_id = political_mark.dossier_id
              and e.author_id = (select access.acting())));
grant select, insert on council_items.political_mark to schakel_app;

create policy visible on council_items.political_answer for select to schakel_app using (
  exists (select from council_items.political_mark m where m.id = political_answer.mark_id));
-- Who leads the dossier, or the colleague to whom they handed the question on.
create policy answered on council_items.political_answer for insert to schakel_app with check (
  answered_by = (select access.acting())
  and exists (select from council_items.political_mark m join open_items.open_item o on o.id = m.open_item_id
    left join dossier.dossier d on d.id = m.dossier_id
    where m.id = political_answer.mark_id and (coalesce((select access.acting()) in (d.owner_id, d.deputy_id), false)
      or o.addressee = any ((select access.acting_keys())::text[]))));
grant select, insert on council_items.political_answer to schakel_app;
