-- Which open items exist for whom: who asked, who was asked, who hears the silence, and whoever the dossier gives that reach.
grant usage on schema open_items to schakel_app;

create or replace function open_items.is_current(m people.membership) returns boolean language sql stable set search_path = '' as $$
  select m.since <= current_date and (m.until is null or m.until >= current_date)
$$;

/*
 * Who stands on a step of an item's ladder now, as a key; null: nobody does. Asked when the item is raised and again when
 * the step is reached, because people leave in between. It runs as owner: who asks a partner may not list its managers.
 */
create or replace function open_items.place(item uuid, kind text) returns text
  language sql stable security definer set search_path = '' as $$
    with i as (select * from open_items.open_item where id = place.item),
    asked as (
      select m.id, m.manager_id from i join people.membership m on m.id = i.addressee_membership_id
      union all (
        select m.id, m.manager_id from i join people.membership m on m.organisation_id = i.addressee_organisation_id
          and m.function_name = i.addressee_function
        where i.addressee_membership_id is null and open_items.is_current(m) order by m.since, m.id limit 1)),
    line as (
      select g.id, g.manager_id from asked join people.membership g on g.id = asked.manager_id where open_items.is_current(g))
    select case place.kind
      when 'remind' then (select i.addressee from i)
      when 'lapse' then (select 'm:' || i.raised_by from i)
      when 'manager' then (select 'm:' || line.id from line)
      when 'owner' then (
        select 'm:' || d.owner_id from i join dossier.dossier d on d.id = i.dossier_id join people.membership m on m.id = d.owner_id
        where open_items.is_current(m) and 'm:' || d.owner_id <> i.addressee)
      when 'head' then coalesce(
        (select 'm:' || h.id from line join people.membership h on h.id = line.manager_id where open_items.is_current(h)),
        (select 'o:' || i.addressee_organisation_id from i where i.addressee <> 'o:' || i.addressee_organisation_id and exists (
          select from people.membership s where s.organisation_id = i.addressee_organisation_id and s.speaks_for_organisation
            and open_items.is_current(s) and s.id is distinct from i.addressee_membership_id
            and not exists (select from line where line.id = s.id))))
    end
  $$;

/* Whether anybody here can answer for this organisation, or holds this function there. It names nobody. */
create or replace function open_items.has_answerer(organisation uuid, function_name text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m where m.organisation_id = has_answerer.organisation and open_items.is_current(m)
      and case when has_answerer.function_name is null then m.speaks_for_organisation
          -- Administrators manage shells and read nothing: what is asked opens a dossier.
          else m.function_name = has_answerer.function_name and m.position <> 'administrator' end)
  $$;

create or replace function open_items.has_left(membership uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m where m.id = membership and m.until < current_date)
  $$;

-- A function, because who hands an item on may no longer see it afterwards, and a policy could not let that pass.
create or replace function open_items.pass_on(passing uuid, item uuid, membership uuid, role text, why text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old record;
begin
  select i.addressee, i.addressee_role, i.addressee_organisation_id, i.closed_at into old
    from open_items.open_item i where i.id = pass_on.item for update;
  perform access.must(old.addressee = any (access.acting_keys()), 'openItems.isAddressed');
  perform access.must(old.closed_at is null, 'openItems.closedAlready');
  perform access.must(exists (select from people.membership m where m.id = pass_on.membership
    and m.organisation_id = old.addressee_organisation_id and open_items.is_current(m)), 'openItems.notAColleague');
  insert into open_items.passing (id, open_item_id, was, was_role, became, became_role, reason, passed_by)
    values (pass_on.passing, pass_on.item, old.addressee, old.addressee_role, 'm:' || pass_on.membership, pass_on.role, why, access.acting());
  update open_items.open_item i set addressee = 'm:' || pass_on.membership, addressee_membership_id = pass_on.membership,
    addressee_function = null, addressee_role = pass_on.role where i.id = pass_on.item;
  update open_items.step s set subject = open_items.place(s.open_item_id, s.kind)
    where s.open_item_id = pass_on.item and s.reached_at is null;
end $$;

-- A function, because a policy that lets somebody write hears would read open_item, whose policy reads hears.
create or replace function open_items.climb_by_hand(item uuid, step smallint, why text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  old record;
  who text;
begin
  -- The item first: the job that climbs takes them in that order too.
  select i.raised_by, i.closed_at, d.owner_id, d.deputy_id into old
    from open_items.open_item i join dossier.dossier d on d.id = i.dossier_id where i.id = climb_by_hand.item for update of i;
  perform access.must(old.raised_by = access.acting()
    or (access.acting() in (old.owner_id, old.deputy_id) and open_items.has_left(old.raised_by)), 'openItems.raisedIt');
  perform access.must(old.closed_at is null, 'openItems.closedAlready');
  update open_items.step s set reached_at = clock_timestamp(), subject = open_items.place(s.open_item_id, s.kind),
      by_hand = access.acting(), reason = why
    where s.open_item_id = climb_by_hand.item and s.number = climb_by_hand.step and s.reached_at is null
      and s.kind in ('manager', 'owner', 'head')
    returning s.subject into who;
  perform access.must(who is not null, 'openItems.topReached');
  insert into open_items.hears (open_item_id, subject) values (climb_by_hand.item, who) on conflict do nothing;
  update open_items.open_item i set step = greatest(i.step, climb_by_hand.step) where i.id = climb_by_hand.item;
end $$;

/* A function got another name (staffing): all that is kept under its key goes along, so that the former name opens nothing. */
create or replace function open_items.rename_key(was_key text, new_key text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update open_items.open_item i set addressee = new_key, addressee_function = substr(new_key, 40) where i.addressee = was_key;
  update open_items.step s set subject = new_key where s.subject = was_key and s.reached_at is null;
  -- Not updated in place: who heard of an item under both names has one row.
  insert into open_items.hears (open_item_id, subject, since)
    select h.open_item_id, new_key, h.since from open_items.hears h where h.subject = was_key on conflict do nothing;
  delete from open_items.hears h where h.subject = was_key;
end $$;

/* Whether anything is asked of this key, or was heard under it, open or closed. */
create or replace function open_items.knows_key(key text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from open_items.open_item i where i.addressee = knows_key.key)
      or exists (select from open_items.hears h where h.subject = knows_key.key)
  $$;

grant execute on function open_items.is_current(people.membership), open_items.place(uuid, text),
  open_items.has_answerer(uuid, text), open_items.has_left(uuid), open_items.pass_on(uuid, uuid, uuid, text, text),
  open_items.climb_by_hand(uuid, smallint, text) to schakel_app;

create policy visible on open_items.open_item for select to schakel_app using (
  addressee = any ((select access.keys())::text[])
  or raised_by = any ((select access.memberships())::uuid[])
  or (audience >= 3 and organisation_id = any ((select access.organisations())::uuid[]))
  or (audience >= 4 and organisation_id = any ((select access.councils())::uuid[]))
  or exists (select from dossier.reach r where r.dossier_id = open_item.dossier_id
             and r.subject = any ((select access.keys())::text[]) and r.reach <= open_item.audience and r.until > now())
  or exists (select from open_items.hears h where h.open_item_id = open_item.id and h.subject = any ((select access.keys())::text[])));
create policy raised on open_items.open_item for insert to schakel_app with check (
  raised_by = (select access.acting())
  and exists (select from dossier.dossier d where d.id = open_item.dossier_id and d.organisation_id = open_item.organisation_id
              and open_item.audience <= d.ceiling));
create policy moved on open_items.open_item for update to schakel_app using (
  addressee = any ((select access.keys())::text[])
  or raised_by = any ((select access.memberships())::uuid[])
  or exists (select from dossier.reach r where r.dossier_id = open_item.dossier_id and r.reach = 1
             and r.subject = any ((select access.keys())::text[]) and r.until > now())
  or exists (select from open_items.hears h where h.open_item_id = open_item.id and h.subject = any ((select access.keys())::text[])));
grant select, insert on open_items.open_item to schakel_app;
grant update (step, lapsed_at, closed_at, outcome, due_on) on open_items.open_item to schakel_app;

-- How it closed stands in the journal too: whom that line is not for, reads it here only as who asked or was asked.
create policy visible on open_items.closing for select to schakel_app using (
  exists (select from open_items.open_item i where i.id = closing.open_item_id and (
    closing.entry_id is null
    or exists (select from dossier.entry e where e.id = closing.entry_id)
    or i.raised_by = any ((select access.memberships())::uuid[])
    or i.addressee = any ((select access.keys())::text[])
    or closing.closed_by = any ((select access.memberships())::uuid[]))));
create policy made on open_items.closing for insert to schakel_app with check (
  closed_by = (select access.acting()) and exists (select from open_items.open_item i where i.id = closing.open_item_id));
grant select, insert on open_items.closing to schakel_app;

create policy made on open_items.step for insert to schakel_app with check (exists (select from open_items.open_item i where i.id = step.open_item_id));
-- What will not be climbed any more, because it closed or there is a new term. What was reached stays.
create policy dropped on open_items.step for delete to schakel_app using (
  reached_at is null and exists (select from open_items.open_item i where i.id = step.open_item_id));
grant select, insert, delete on open_items.step to schakel_app;

create policy mine on open_items.hears for select to schakel_app using (subject = any ((select access.keys())::text[]));
grant select on open_items.hears to schakel_app;

-- Why somebody was late, who handed it on and who got more time is work of named officials. The council sees the item and
-- its answer, not that (invariant 18): these are for who has part in it and for colleagues. Row-level security of
-- open_item holds inside, because the function runs as who asks.
create or replace function open_items.is_no_outsider(item uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from open_items.open_item i where i.id = item and (
    i.organisation_id = any (access.organisations()) or i.addressee = any (access.keys()) or i.raised_by = any (access.memberships())
    or exists (select from dossier.reach r where r.dossier_id = i.dossier_id and r.subject = any (access.keys()) and r.until > now())
    or exists (select from open_items.hears h where h.open_item_id = i.id and h.subject = any (access.keys()))))
$$;
grant execute on function open_items.is_no_outsider(uuid) to schakel_app;

-- A step names who did not answer, and a reason somebody gave by hand: work of individuals, not for the council (invariant 18).
create policy visible on open_items.step for select to schakel_app using (open_items.is_no_outsider(open_item_id));
create policy visible on open_items.lateness for select to schakel_app using (open_items.is_no_outsider(open_item_id));
create policy said on open_items.lateness for insert to schakel_app with check (
  said_by = (select access.acting()) and exists (select from open_items.open_item i where i.id = lateness.open_item_id));
grant select, insert on open_items.lateness to schakel_app;

create policy visible on open_items.passing for select to schakel_app using (open_items.is_no_outsider(open_item_id));
grant select on open_items.passing to schakel_app;

create policy visible on open_items.extension for select to schakel_app using (open_items.is_no_outsider(open_item_id));
create policy given on open_items.extension for insert to schakel_app with check (
  extended_by = (select access.acting()) and exists (select from open_items.open_item i where i.id = extension.open_item_id));
grant select, insert on open_items.extension to schakel_app;
