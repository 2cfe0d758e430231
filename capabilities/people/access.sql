-- Which people exist for whom: colleagues, and those with whom one shares a dossier. Nobody can list a town's staff from outside.
grant usage on schema people to schakel_app;
grant execute on function people.fold(text) to schakel_app;

-- Memberships that share a dossier with one of mine, both ways; asked once per statement, not per row. Who takes part for an
-- organisation or in a role is there too: otherwise the journal could not say who wrote for the cooperative.
-- In plpgsql, which keeps its plans; arrays, because a join here reads all memberships (14 → 3 ms at 2,000 fellows of 50,000).
create or replace function people.find_fellows() returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  subjects text[] := array(
    select distinct theirs.subject
    from dossier.reach mine
    join dossier.reach theirs on theirs.dossier_id = mine.dossier_id
    where mine.subject = any (access.keys()) and mine.until > now());
  parties uuid[] := array(select substr(s, 3)::uuid from unnest(subjects) as s where s like 'o:%');
begin
  return query select substr(s, 3)::uuid from unnest(subjects) as s where s like 'm:%';
  if parties <> '{}' then
    parties := parties || array(select h.organisation_id from organisations.heritage h where h.predecessor_id = any (parties));
    return query select m.id from people.membership m where m.organisation_id = any (parties) and m.speaks_for_organisation;
  end if;
  return query select held.id from unnest(subjects) as s cross join lateral (
    select m.id from people.membership m
    where m.organisation_id = substr(s, 3, 36)::uuid and m.function_name = substr(s, 40) offset 0) as held
    where s like 'r:%';
end $$;

-- Several policies ask it in one statement, each for itself: found once in a transaction, and kept in a setting that ends
-- with it (opening a dossier: 4.8 → 3.4 ms of the database's time). Whoever changes a reach forgets it: dossier.settle_reach.
create or replace function access.fellows() returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  known text := nullif(current_setting('app.fellows', true), '');
begin
  if known is null then
    known := array(select people.find_fellows())::text;
    perform set_config('app.fellows', known, true);
  end if;
  return query select unnest(known::uuid[]);
end $$;
grant execute on function access.fellows() to schakel_app;

create policy colleagues on people.membership for select to schakel_app using (
  organisation_id = any ((select access.colleagues())::uuid[])
  or organisation_id = any ((select access.administers())::uuid[])
  or person_id = (select access.person())
  or id = any (array(select access.fellows())));
grant select on people.membership to schakel_app;

create policy visible on people.person for select to schakel_app using (
  id = (select access.person())
  or exists (select from people.membership m where m.person_id = person.id));
-- E-mail and telephone are no columns that a query can take along: people.contact() gives them to colleagues.
grant select (id, name, made_at) on people.person to schakel_app;

create policy colleagues on people.search_key for select to schakel_app using (
  organisation_id = any ((select access.colleagues())::uuid[])
  or organisation_id = any ((select access.administers())::uuid[])
  or membership_id = any (array(select access.fellows())));
grant select on people.search_key to schakel_app;

create policy administered on people.departure for select to schakel_app using (
  exists (select from people.membership m where m.id = departure.membership_id
          and m.organisation_id = any ((select access.administers())::uuid[])));
grant select on people.departure to schakel_app;

create policy sent on people.invitation for select to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[])
  or invited_by = (select access.person())
  or exists (select from dossier.dossier d where d.id = invitation.dossier_id
             and (select access.acting()) in (d.owner_id, d.deputy_id)));
-- Never the digest: it is found by whoever has the link.
grant select (id, organisation_id, email, name, position, function_name, invited_by, dossier_id, made_at, expires_at, accepted_at,
  withdrawn_at, sent_at, sent_times) on people.invitation to schakel_app;

/*
 * A list of people by name, from `after` on: colleagues and fellows, who hold a role today, and of whom every word begins
 * something. The policies above lead the planner away from the index (an organisation of 20,000 was sorted for every page, 40 ms; now 2)
 * and ask for the fellows again at every table. So this function repeats them, word for word, and a test holds its rows
 * against the plain query's.
 */
create or replace function people.listed(words text, organisation uuid, after uuid, most integer)
  returns table (place bigint, membership_id uuid, person_id uuid, name text, held text, function_name text, discipline text,
    organisation_id uuid, organisation_name text)
  language plpgsql stable security definer set search_path = '' as $$
declare
  homes    uuid[] := array(select distinct o from unnest(coalesce(access.colleagues(), '{}') || coalesce(access.administers(), '{}')) as o
    where listed.organisation is null or o = listed.organisation);
  fellows  uuid[] := array(select access.fellows());
  from_key text := coalesce((select m.sort_key from people.membership m
    where m.id = listed.after and (m.organisation_id = any (homes) or m.id = any (fellows))), '');
  from_id  uuid := coalesce(listed.after, '00000000-0000-0000-0000-000000000000');
  asked    text[] := string_to_array(people.fold(words), ' ');
  -- The longest word opens the index, the others only look.
  longest  text := (select w from unnest(asked) as w order by length(w) desc, w limit 1);
  ids      uuid[];
begin
  if coalesce(longest, '') = '' then
    ids := array(
      select found.id from (
        select x.id, x.sort_key from unnest(homes) as home (id) cross join lateral (
          select m.id, m.sort_key from people.membership m
          where m.organisation_id = home.id and (m.sort_key, m.id) > (from_key, from_id)
            and m.since <= current_date and (m.until is null or m.until >= current_date)
          order by m.sort_key, m.id limit most) as x
        union
        select m.id, m.sort_key from people.membership m
        where m.id = any (fellows) and (m.sort_key, m.id) > (from_key, from_id)
          and (listed.organisation is null or m.organisation_id = listed.organisation)
          and m.since <= current_date and (m.until is null or m.until >= current_date)) as found
      order by found.sort_key, found.id limit most);
  else
    ids := array(
      select m.id from people.membership m
      where m.id = any (array(
          select k.membership_id from people.search_key k
          where k.organisation_id = any (homes) and k.key >= longest and k.key < longest || chr(1114111)
          union
          select k.membership_id from people.search_key k
          where k.membership_id = any (fellows) and k.key >= longest and k.key < longest || chr(1114111)))
        and (m.sort_key, m.id) > (from_key, from_id)
        and (listed.organisation is null or m.organisation_id = listed.organisation)
        and m.since <= current_date and (m.until is null or m.until >= current_date)
        and not exists (select from unnest(asked) as w where w <> longest and not exists (
          select from people.search_key k where k.membership_id = m.id and k.key >= w and k.key < w || chr(1114111)))
      order by m.sort_key, m.id limit most);
  end if;
  return query
  select row_number() over (order by m.sort_key, m.id), m.id, m.person_id, p.name, m.position, m.function_name, m.discipline,
    m.organisation_id, o.name
  from people.membership m join people.person p on p.id = m.person_id join organisations.organisation o on o.id = m.organisation_id
  where m.id = any (ids);
end $$;
grant execute on function people.listed(text, uuid, uuid, integer) to schakel_app;

/* How a colleague is reached: for those of the same organisation today, its administrators, and the person. Null for others. */
create or replace function people.contact(person uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('email', p.email, 'phone', p.phone)
    from people.person p
    where p.id = contact.person and (
      p.id = access.person()
      or exists (select from people.membership m where m.person_id = p.id
        and (m.organisation_id = any (access.colleagues()) or m.organisation_id = any (access.administers()))
        and (m.until is null or m.until >= current_date)))
  $$;
grant execute on function people.contact(uuid) to schakel_app;

create or replace function people.own_locale() returns text language sql stable security definer set search_path = '' as $$
  select p.locale from people.person p where p.id = access.person() $$;
grant execute on function people.own_locale() to schakel_app;

/* Whether an address is somebody's already, here or elsewhere. The act that asks it is for administrators. */
create or replace function people.email_known(address text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.person p where p.email = address)
  $$;
grant execute on function people.email_known(text) to schakel_app;

/*
 * Of these addresses: the memberships that exist for who asks and of which they may know the address (people.contact). An
 * administrator also finds who worked for the organisation before. Whoever gives the address learns no other.
 */
create or replace function people.found_by_email(addresses text[])
  returns table (at bigint, membership_id uuid)
  language sql stable security definer set search_path = '' as $$
    select a.at, m.id from unnest(addresses) with ordinality as a (address, at)
    join people.person p on p.email = a.address
    join people.membership m on m.person_id = p.id
    where m.organisation_id = any (access.administers())
      or (m.organisation_id = any (access.colleagues()) and (m.until is null or m.until >= current_date))
  $$;
/* Of these addresses: those that are somebody's already, here or elsewhere. For administrators, who let people in. */
create or replace function people.emails_known(addresses text[]) returns setof bigint
  language sql stable security definer set search_path = '' as $$
    select a.at from unnest(addresses) with ordinality as a (address, at) join people.person p on p.email = a.address
    where access.administers() <> '{}'
  $$;
grant execute on function people.found_by_email(text[]), people.emails_known(text[]) to schakel_app;

-- All acts on the people of one organisation wait for each other: two administrators who end each other are one too many.
create or replace function people.wait_for(organisation uuid) returns void language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended(organisation::text, 4)) $$;
grant execute on function people.wait_for(uuid) to schakel_app;

/* Whether who acts now does so as an administrator of this organisation, at this moment. */
create or replace function people.administers(organisation uuid) returns boolean
  language sql volatile security definer set search_path = '' as $$
    select exists (select from people.membership m where m.id = access.acting() and m.position = 'administrator'
      and m.organisation_id = administers.organisation and m.since <= current_date and (m.until is null or m.until >= current_date))
  $$;

/* Whether this membership is of who asks: what climbs to a manager is read by them in whatever role, and administrators read none. */
create or replace function people.is_mine(membership uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m where m.id = is_mine.membership and m.person_id = access.person())
  $$;

/* Manager and deputy: colleagues of today in the same organisation, not oneself, and no circle in the line. */
create or replace function people.check_line(membership uuid, organisation uuid, manager uuid, deputy uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(membership is distinct from manager and membership is distinct from deputy, 'people.notOneself');
  perform access.must(not exists (select from unnest(array[manager, deputy]) as named
    where named is not null and not exists (select from people.membership m where m.id = named
      and m.organisation_id = check_line.organisation and (m.until is null or m.until >= current_date))), 'people.notAColleague');
  perform access.must(not exists (
    with recursive line (id) as (
      select manager
      union
      select m.manager_id from line join people.membership m on m.id = line.id where m.manager_id is not null)
    select from line where line.id = membership), 'people.noCircle');
end $$;

/* Somebody must stay who can let people in: an administrator without a known end, besides this one. */
create or replace function people.check_administrator_stays(membership uuid, organisation uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(exists (select from people.membership m where m.organisation_id = check_administrator_stays.organisation
    and m.id <> membership and m.position = 'administrator' and m.since <= current_date and m.until is null), 'people.lastAdministrator');
end $$;

-- Who lets people in gives no doors to themselves: a post, a function that is asked, or the word of the organisation opens
-- dossiers, and administrators read none. Another administrator can give it.
create or replace function people.add_member(membership uuid, organisation uuid, person uuid, person_name text, person_email text,
    post text, work text, field text, manager uuid, deputy uuid, speaks boolean, begins date) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform people.wait_for(organisation);
  perform access.must(people.administers(organisation), 'people.administersIt');
  perform access.must(person <> access.person(), 'people.notForYourself');
  perform access.must(exists (select from organisations.organisation o where o.id = add_member.organisation
    and (o.valid_until is null or o.valid_until >= current_date)), 'people.organisationExists');
  if person_email is not null then
    insert into people.person (id, name, email) values (person, person_name, person_email) on conflict (email) do nothing;
    perform access.must(found, 'people.emailKnown');
  end if;
  perform access.must(not exists (select from people.membership m where m.person_id = add_member.person
    and m.organisation_id = add_member.organisation and m.position = post and m.function_name = work
    and (m.until is null or m.until >= begins)), 'people.memberAlready');
  perform people.check_line(membership, organisation, manager, deputy);
  perform access.must(not people.is_mine(manager), 'people.notUnderYourself');
  insert into people.membership (id, person_id, organisation_id, position, function_name, discipline, manager_id, deputy_id,
      speaks_for_organisation, since)
    values (membership, person, organisation, post, work, field, manager, deputy, speaks, begins);
end $$;
grant execute on function people.add_member(uuid, uuid, uuid, text, text, text, text, text, uuid, uuid, boolean, date) to schakel_app;

create or replace function people.change_membership(membership uuid, post text, work text, field text, manager uuid, deputy uuid,
    speaks boolean, begins date) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old people.membership;
begin
  select * into old from people.membership m where m.id = change_membership.membership;
  perform people.wait_for(old.organisation_id);
  perform access.must(people.administers(old.organisation_id), 'people.administersIt');
  select * into old from people.membership m where m.id = change_membership.membership for update;
  perform access.must(old.until is null or old.until >= current_date, 'people.hasNotEnded');
  perform access.must(begins is null or old.until is null or begins <= old.until, 'people.endsAfterItBegins');
  -- Somebody named long ago may have left since: only who is named now must be there.
  perform people.check_line(membership, old.organisation_id, nullif(manager, old.manager_id), nullif(deputy, old.deputy_id));
  perform access.must(not people.is_mine(nullif(manager, old.manager_id)), 'people.notUnderYourself');
  if old.position = 'administrator' and (post <> 'administrator' or begins > current_date) then
    perform people.check_administrator_stays(membership, old.organisation_id);
  end if;
  perform access.must(old.person_id <> access.person()
    or (old.position, old.function_name, old.speaks_for_organisation) = (post, work, speaks), 'people.notForYourself');
  update people.membership m set position = post, function_name = work, discipline = field, manager_id = manager, deputy_id = deputy,
    speaks_for_organisation = speaks, since = coalesce(begins, m.since) where m.id = change_membership.membership;
end $$;
grant execute on function people.change_membership(uuid, text, text, text, uuid, uuid, boolean, date) to schakel_app;

/* `final` is the last day; one that is past ends the membership at once, and with it the sessions and tokens that act in it. */
create or replace function people.end_membership(departure uuid, membership uuid, final date, why text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  old  people.membership;
  ends date;
begin
  select * into old from people.membership m where m.id = end_membership.membership;
  perform people.wait_for(old.organisation_id);
  perform access.must(people.administers(old.organisation_id), 'people.administersIt');
  select * into old from people.membership m where m.id = end_membership.membership for update;
  perform access.must(old.until is null or old.until >= current_date, 'people.hasNotEnded');
  perform access.must(final >= current_date - 1, 'people.notBackwards');
  if old.position = 'administrator' then
    perform people.check_administrator_stays(membership, old.organisation_id);
  end if;
  -- Whoever had not begun and does not any more was never there: no longer a member from today, not from a day to come.
  ends := case when final < old.since then current_date - 1 else final end;
  update people.departure d set withdrawn_by = access.acting(), withdrawn_at = now()
    where d.membership_id = end_membership.membership and d.withdrawn_at is null;
  update people.membership m set until = ends, since = least(m.since, ends + 1) where m.id = end_membership.membership;
  insert into people.departure (id, membership_id, last_day, reason, decided_by, announced_at)
    values (departure, membership, ends, why, access.acting(), case when ends < current_date then now() end);
  if ends < current_date then
    update signin.session s set revoked_at = now() where s.membership_id = end_membership.membership and s.revoked_at is null;
    update signin.token t set revoked_at = now() where t.membership_id = end_membership.membership and t.revoked_at is null;
  end if;
end $$;
grant execute on function people.end_membership(uuid, uuid, date, text) to schakel_app;

create or replace function people.keep_membership(membership uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old people.membership;
begin
  select * into old from people.membership m where m.id = keep_membership.membership;
  perform people.wait_for(old.organisation_id);
  perform access.must(people.administers(old.organisation_id), 'people.administersIt');
  update people.membership m set until = null where m.id = keep_membership.membership and m.until >= current_date;
  perform access.must(found, 'people.hasNotEnded');
  update people.departure d set withdrawn_by = access.acting(), withdrawn_at = now()
    where d.membership_id = keep_membership.membership and d.withdrawn_at is null;
end $$;
grant execute on function people.keep_membership(uuid) to schakel_app;

/*
 * Tells whoever listens of ends whose day has come, and closes the sessions and tokens that acted in them; for a job of the
 * night, which works as the owner. After a merger the end is that of the membership that continues. Answers how many.
 */
create or replace function people.announce_endings() returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare told integer;
begin
  with come as (
    update people.departure d set announced_at = now()
    where d.withdrawn_at is null and d.announced_at is null and d.last_day < current_date
    returning d.membership_id),
  last as (
    select (with recursive line (id, depth) as (
        select come.membership_id, 0
        union all
        select m.id, line.depth + 1 from line join people.membership m on m.continues_id = line.id where line.depth < 20)
      select line.id from line order by line.depth desc limit 1) as id
    from come),
  ended as (
    select m.id, m.organisation_id from last join people.membership m on m.id = last.id
    where m.until < current_date),
  closed as (
    update signin.session s set revoked_at = now() from ended where s.membership_id = ended.id and s.revoked_at is null),
  taken_back as (
    update signin.token t set revoked_at = now() from ended where t.membership_id = ended.id and t.revoked_at is null)
  insert into foundation.event (name, organisation_id, payload)
  select 'membershipEnded', e.organisation_id, jsonb_build_object('membershipId', e.id) from ended e;
  get diagnostics told = row_count;
  return told;
end $$;

create or replace function people.change_myself(new_name text, new_phone text, new_locale text, deputy uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old people.membership;
begin
  select * into old from people.membership m where m.id = access.acting() for update;
  perform people.check_line(old.id, old.organisation_id, null, nullif(deputy, old.deputy_id));
  update people.person p set name = new_name, phone = new_phone, locale = new_locale where p.id = access.person();
  update people.membership m set deputy_id = deputy where m.id = old.id and m.deputy_id is distinct from deputy;
end $$;
grant execute on function people.change_myself(text, text, text, uuid) to schakel_app;

/*
 * Who may let somebody in: an administrator of the organisation; or owner or deputy of an open dossier, for an involved
 * organisation that is no government. A guest comes in bound to that organisation, whose involvement opens the dossier.
 */
create or replace function people.may_invite(organisation uuid, dossier uuid) returns boolean
  language sql volatile security definer set search_path = '' as $$
    select people.administers(organisation) or exists (
      select from dossier.dossier d
      join organisations.organisation o on o.id = may_invite.organisation and not o.is_government
      where d.id = may_invite.dossier and d.state <> 'closed' and access.acting() in (d.owner_id, d.deputy_id)
        and exists (select from dossier.involvement i where i.dossier_id = d.id and i.subject = 'o:' || o.id
          and (i.until is null or i.until > now())))
  $$;

create or replace function people.invite(invitation uuid, organisation uuid, address text, invitee text, post text, work text,
    dossier uuid, secret_digest bytea, days integer) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform people.wait_for(organisation);
  perform access.must(people.may_invite(organisation, dossier), 'people.mayInvite');
  perform access.must(not exists (select from people.person p where p.id = access.person() and p.email = address),
    'people.notForYourself');
  perform access.must(dossier is null or post = 'partner', 'people.guestsArePartners');
  perform access.must(exists (select from organisations.organisation o where o.id = invite.organisation
    and (o.valid_until is null or o.valid_until >= current_date)), 'people.organisationExists');
  -- What nobody accepted in time makes room.
  update people.invitation i set withdrawn_at = now(), withdrawn_by = access.person()
    where i.organisation_id = invite.organisation and i.email = address and i.accepted_at is null and i.withdrawn_at is null
      and i.expires_at < now();
  perform access.must(not exists (select from people.invitation i where i.organisation_id = invite.organisation and i.email = address
    and i.accepted_at is null and i.withdrawn_at is null), 'people.invitedAlready');
  perform access.must(not exists (select from people.membership m join people.person p on p.id = m.person_id
    where m.organisation_id = invite.organisation and p.email = address and m.position = post and m.function_name = work
      and (m.until is null or m.until >= current_date)), 'people.memberAlready');
  insert into people.invitation (id, organisation_id, email, name, position, function_name, invited_by, dossier_id, digest, expires_at)
    values (invitation, organisation, address, invitee, post, work, access.person(), dossier, secret_digest, now() + make_interval(days => days));
end $$;
grant execute on function people.invite(uuid, uuid, text, text, text, text, uuid, bytea, integer) to schakel_app;

/* Sends a fresh link; the old one opens nothing any more. */
create or replace function people.resend_invitation(invitation uuid, secret_digest bytea, days integer) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old people.invitation;
begin
  select * into old from people.invitation i where i.id = resend_invitation.invitation for update;
  perform access.must(people.may_invite(old.organisation_id, old.dossier_id), 'people.mayInvite');
  perform access.must(old.accepted_at is null and old.withdrawn_at is null, 'people.isWaiting');
  -- A mailbox of somebody else is not to be filled by pressing a button.
  perform access.must(old.sent_at < now() - interval '1 minute' and old.sent_times < 10, 'people.sentJustNow');
  update people.invitation i set digest = secret_digest, expires_at = now() + make_interval(days => days), sent_at = now(),
    sent_times = i.sent_times + 1 where i.id = old.id;
end $$;
grant execute on function people.resend_invitation(uuid, bytea, integer) to schakel_app;

create or replace function people.withdraw_invitation(invitation uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old people.invitation;
begin
  select * into old from people.invitation i where i.id = withdraw_invitation.invitation for update;
  perform access.must(old.invited_by = access.person() or people.may_invite(old.organisation_id, old.dossier_id), 'people.mayInvite');
  perform access.must(old.accepted_at is null and old.withdrawn_at is null, 'people.isWaiting');
  update people.invitation i set withdrawn_at = now(), withdrawn_by = access.person() where i.id = old.id;
end $$;
grant execute on function people.withdraw_invitation(uuid) to schakel_app;
