-- Sessions, tokens and ways in: everybody sees their own; who is asking is found by a digest, never by reading the table.
-- Whoever is not signed in has no person, so what happens before that goes through functions that each do one thing.
grant usage on schema signin to schakel_app;

create policy own on signin.session for select to schakel_app using (person_id = (select access.person()));
create policy own on signin.token for select to schakel_app using (person_id = (select access.person()));
grant select on signin.session, signin.token to schakel_app;

/* The session that asks; null for a token and for nobody. */
create or replace function access.session() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.session', true), '')::uuid $$;
grant execute on function access.session() to schakel_app;

-- Sets, for this transaction only, who is asking and which doors that opens; null when the credential proves nobody.
create or replace function access.become(kind text, digest bytea) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who   record;
  doors record;
  acting jsonb;
begin
  perform set_config('app.fellows', '', true);
  -- A record that nothing was selected into cannot even be asked whether it is null.
  select null::uuid as session_id, null::uuid as token_id, null::uuid as person_id, null::uuid as membership_id,
    null::text[] as scopes, null::uuid as within, false as is_stale into who;
  select null::uuid[] as ids into doors;
  if become.kind = 'session' then
    select s.id as session_id, s.person_id, s.membership_id, null::text[] as scopes, s.organisation_id as within,
        s.last_used_at < now() - interval '5 minutes' as is_stale into who from signin.session s
      where s.digest = become.digest and s.revoked_at is null and s.expires_at > now()
        and s.last_used_at > now() - interval '12 hours';
  elsif become.kind = 'token' then
    select t.id as token_id, null::uuid as session_id, t.person_id, t.membership_id, t.scopes, null::uuid as within,
        coalesce(t.last_used_at, '-infinity') < now() - interval '5 minutes' as is_stale into who from signin.token t
      where t.digest = become.digest and t.revoked_at is null and t.expires_at > now();
  elsif become.kind = 'calendar' then
    -- The secret in the address of a calendar: it reads attention and does nothing, within what the session that made it opened.
    select null::uuid as session_id, null::uuid as token_id, c.person_id, m.id as membership_id,
        array['attention:read'] as scopes, c.within_id as within, false as is_stale into who
      from attention.calendar c join people.membership m on m.person_id = c.person_id
      where c.digest = become.digest and c.revoked_at is null
        and m.since <= current_date and (m.until is null or m.until >= current_date)
        and (c.within_id is null or m.organisation_id = c.within_id)
      order by m.position = 'administrator', m.since, m.id limit 1;
  elsif become.kind = 'reader' then
    -- Somebody whom the house is about to send something; `digest` is their id, and no request brings this kind.
    select null::uuid as session_id, null::uuid as token_id, m.person_id, m.id as membership_id,
        array['attention:read'] as scopes, null::uuid as within, false as is_stale into who
      from people.membership m where m.person_id = encode(become.digest, 'hex')::uuid
        and m.since <= current_date and (m.until is null or m.until >= current_date)
      order by m.position = 'administrator', m.since, m.id limit 1;
  elsif become.kind = 'errand' then
    -- What somebody confirmed goes on in their name while they no longer wait: `digest` is the id of their import. It reaches
    -- as far as they did when they confirmed it, in that role only, and no further than that role still does.
    select null::uuid as session_id, null::uuid as token_id, s.person_id, s.membership_id, s.scopes, s.within_id as within,
        false as is_stale into who
      from imports.sheet s join people.membership m on m.id = s.membership_id
      where s.id = encode(become.digest, 'hex')::uuid and s.expires_at > now() and s.fault is null
        and m.since <= current_date and (m.until is null or m.until >= current_date);
  end if;

  if who.person_id is not null then
    select p.name, p.locale,
      jsonb_agg(jsonb_build_object('membershipId', m.id, 'organisationId', o.id, 'organisationName', o.name,
        'isGovernment', o.is_government, 'position', m.position, 'functionName', m.function_name,
        'speaksForOrganisation', m.speaks_for_organisation) order by m.id <> who.membership_id, o.name, m.id) as memberships,
      array_agg(m.id) as ids,
      -- The registry serves the council: what the organisation keeps to itself is not there for it (dualism).
      array_agg(o.id) filter (where m.position in ('staff', 'executive', 'partner')) as works_in,
      array_agg(o.id) filter (where m.position in ('staff', 'executive', 'partner', 'registry')) as colleagues,
      array_agg(o.id) filter (where m.position in ('council', 'registry')) as councils,
      array_agg(o.id) filter (where m.position = 'administrator') as administers,
      array_agg('m:' || m.id) || coalesce(array_agg('o:' || o.id) filter (where m.speaks_for_organisation), '{}')
        || array_agg('r:' || o.id || ':' || m.function_name) as keys
    into doors
    from people.membership m
    join people.person p on p.id = m.person_id
    join organisations.organisation o on o.id = m.organisation_id
    where m.person_id = who.person_id and m.since <= current_date and (m.until is null or m.until >= current_date)
      -- A token opens only the doors of the membership it was made in; who an organisation vouched for, only those there.
      and (who.scopes is null or become.kind in ('calendar', 'reader') or m.id = who.membership_id)
      and (who.within is null or m.organisation_id = who.within)
    group by p.id;
  end if;

  if doors.ids is null then
    perform set_config('app.person', '', true), set_config('app.acting', '', true), set_config('app.memberships', '', true),
      set_config('app.organisations', '', true), set_config('app.councils', '', true), set_config('app.administers', '', true),
      set_config('app.keys', '', true), set_config('app.session', '', true), set_config('app.colleagues', '', true), set_config('app.acting_keys', '', true);
    return null;
  end if;

  -- When somebody last was here is written in the round trip that is made anyway, at most once in five minutes: measured
  -- 0.42 against 0.51 ms (and the disk's one flush), in one of hundreds of requests; a statement of its own would cost every
  -- request a round trip, a gatherer beside the requests would know sessions that the database does not. A row that another
  -- request of the same session holds is left to that one; a full disk must not stop a read.
  if who.is_stale then
    begin
      if who.session_id is not null then
        update signin.session s set last_used_at = now()
          where s.id = (select l.id from signin.session l where l.id = who.session_id for update skip locked);
      else
        update signin.token t set last_used_at = now()
          where t.id = (select l.id from signin.token l where l.id = who.token_id for update skip locked);
      end if;
    exception when insufficient_resources or io_error or read_only_sql_transaction then null;
    end;
  end if;

  acting := doors.memberships -> 0;
  perform set_config('app.person', who.person_id::text, true),
    set_config('app.session', coalesce(who.session_id::text, ''), true),
    set_config('app.acting', doors.memberships -> 0 ->> 'membershipId', true),
    set_config('app.memberships', doors.ids::text, true),
    set_config('app.organisations', (coalesce(doors.works_in, '{}') || array(
      select h.predecessor_id from organisations.heritage h where h.organisation_id = any (doors.works_in)))::text, true),
    set_config('app.colleagues', (coalesce(doors.colleagues, '{}') || array(
      select h.predecessor_id from organisations.heritage h where h.organisation_id = any (doors.colleagues)))::text, true),
    set_config('app.councils', (coalesce(doors.councils, '{}') || array(
      select h.predecessor_id from organisations.heritage h where h.organisation_id = any (doors.councils)))::text, true),
    set_config('app.administers', coalesce(doors.administers, '{}')::text, true),
    set_config('app.acting_keys', (array['m:' || (acting ->> 'membershipId'), 'r:' || (acting ->> 'organisationId') || ':' || (acting ->> 'functionName')]
      || case when (acting ->> 'speaksForOrganisation')::boolean then 'o:' || (acting ->> 'organisationId') || array(
           select 'o:' || h.predecessor_id from organisations.heritage h where h.organisation_id = (acting ->> 'organisationId')::uuid) else '{}' end)::text, true),
    set_config('app.keys', (doors.keys || array(
      select 'o:' || h.predecessor_id from organisations.heritage h
      where 'o:' || h.organisation_id = any (doors.keys)))::text, true);

  return jsonb_build_object('personId', who.person_id, 'name', doors.name, 'locale', doors.locale,
    'sessionId', who.session_id, 'scopes', who.scopes, 'acting', doors.memberships -> 0, 'memberships', doors.memberships,
    -- Which rooms the organisation of this role does not use, and as of which switch of the installation that is so.
    'off', settings.rooms_off((acting ->> 'organisationId')::uuid), 'switching', (select s.number from settings.switching s));
end $$;
grant execute on function access.become(text, bytea) to schakel_app;

/*
 * Opens a session for somebody who was proved to be that person, in the role they had last; `within` keeps it inside one
 * organisation. What the browser carried before ends: a secret that somebody else knows never becomes a better one.
 */
create or replace function signin.open_session(session uuid, digest bytea, person uuid, within uuid, method text, device text, replaces bytea)
  returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  update signin.session s set revoked_at = now() where s.digest = open_session.replaces and s.revoked_at is null;
  insert into signin.session (id, digest, person_id, membership_id, organisation_id, method, device, expires_at)
  select open_session.session, open_session.digest, m.person_id, m.id, open_session.within, open_session.method, left(open_session.device, 100),
    now() + interval '30 days'
  from people.membership m
  where m.person_id = open_session.person and (open_session.within is null or m.organisation_id = open_session.within)
    and m.since <= current_date and (m.until is null or m.until >= current_date)
  order by (m.id = (select s.membership_id from signin.session s where s.person_id = open_session.person
      order by s.last_used_at desc limit 1)) desc nulls last, m.position = 'administrator', m.since, m.id
  limit 1;
  perform access.must(found, 'signin.noMembership');
end $$;
grant execute on function signin.open_session(uuid, bytea, uuid, uuid, text, text, bytea) to schakel_app;

create or replace function signin.is_cast(membership uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m join organisations.organisation o on o.id = m.organisation_id
      where m.id = is_cast.membership and o.register_id like 'practice:%'
        and m.since <= current_date and (m.until is null or m.until >= current_date))
  $$;
grant execute on function signin.is_cast(uuid) to schakel_app;

/* Somebody of the practice town, without proof: only in organisations that the practice data made. */
create or replace function signin.become_cast(session uuid, digest bytea, membership uuid, device text, replaces bytea)
  returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  who people.membership;
begin
  perform access.must(signin.is_cast(membership), 'practice.notOfTheCast');
  select m.* into who from people.membership m where m.id = become_cast.membership;
  perform signin.open_session(session, digest, who.person_id, null, 'practice', device, replaces);
  update signin.session s set membership_id = who.id where s.id = become_cast.session;
end $$;
grant execute on function signin.become_cast(uuid, bytea, uuid, text, bytea) to schakel_app;

/* Another role of the same person is another set of rights, so the secret is a new one. */
create or replace function signin.switch_role(membership uuid, digest bytea) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update signin.session s set membership_id = switch_role.membership, digest = switch_role.digest, last_used_at = now()
    where s.id = access.session() and switch_role.membership = any (access.memberships());
  perform access.must(found, 'signin.notYourRole');
end $$;
grant execute on function signin.switch_role(uuid, bytea) to schakel_app;

/* Which of these still prove somebody, by their place in the list: for streams that stay open. It says nothing of whom. */
create or replace function signin.still_signed_in(kinds text[], digests bytea[]) returns setof integer
  language sql stable security definer set search_path = '' as $$
    select (c.place - 1)::integer
    from unnest(kinds, digests) with ordinality c (kind, digest, place)
    join lateral (
      select s.person_id, null::uuid as membership_id, s.organisation_id as within from signin.session s
        where c.kind = 'session' and s.digest = c.digest and s.revoked_at is null and s.expires_at > now()
          and s.last_used_at > now() - interval '12 hours'
      union all
      select t.person_id, t.membership_id, null from signin.token t
        where c.kind = 'token' and t.digest = c.digest and t.revoked_at is null and t.expires_at > now()) who on true
    where exists (select from people.membership m where m.person_id = who.person_id
      and m.since <= current_date and (m.until is null or m.until >= current_date)
      and (who.membership_id is null or m.id = who.membership_id)
      and (who.within is null or m.organisation_id = who.within))
  $$;
grant execute on function signin.still_signed_in(text[], bytea[]) to schakel_app;

/* Ends sessions of whoever asks: this one, another one, or (null) all others. */
create or replace function signin.revoke_session(session uuid) returns void
  language sql volatile security definer set search_path = '' as $$
    update signin.session s set revoked_at = now()
    where s.person_id = access.person() and s.revoked_at is null
      and case when revoke_session.session is null then s.id <> access.session() else s.id = revoke_session.session end
  $$;
grant execute on function signin.revoke_session(uuid) to schakel_app;

/* By the secret itself: who holds it may always throw it away. */
create or replace function signin.sign_out(digest bytea) returns void
  language sql volatile security definer set search_path = '' as $$
    update signin.session s set revoked_at = now() where s.digest = sign_out.digest and s.revoked_at is null
  $$;
grant execute on function signin.sign_out(bytea) to schakel_app;

/* The language for mail to whoever asks. */
create or replace function signin.choose_language(locale text) returns void
  language sql volatile security definer set search_path = '' as $$
    update people.person p set locale = choose_language.locale where p.id = access.person()
  $$;
grant execute on function signin.choose_language(text) to schakel_app;

-- Of a token everything may be known but its digest, which is no secret; making one is bound to who asks and how.
/* A session makes a token, in the role it acts in; a token cannot: then there is no session. */
create or replace function signin.create_token(token uuid, digest bytea, name text, scopes text[], days integer) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(access.session() is not null, 'signin.isInTheBrowser');
  insert into signin.token (id, digest, person_id, membership_id, name, scopes, expires_at)
  values (token, digest, access.person(), access.acting(), name, scopes, now() + make_interval(days => least(days, 365)));
end $$;
grant execute on function signin.create_token(uuid, bytea, text, text[], integer) to schakel_app;

create or replace function signin.revoke_token(token uuid) returns void
  language sql volatile security definer set search_path = '' as $$
    update signin.token t set revoked_at = now() where t.id = token and t.person_id = access.person() and t.revoked_at is null
  $$;
grant execute on function signin.revoke_token(uuid) to schakel_app;

/* The organisation that vouched for this session; null when the person proved it here themselves. */
create or replace function signin.vouched_for_by() returns uuid
  language sql stable security definer set search_path = '' as $$
    select s.organisation_id from signin.session s where s.id = access.session()
  $$;
grant execute on function signin.vouched_for_by() to schakel_app;

/* Ways in of one's own are changed only by who proved to be this person, in the browser: not by who an organisation let in. */
create or replace function signin.must_be_oneself() returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(access.session() is not null, 'signin.isInTheBrowser');
  perform access.must(signin.vouched_for_by() is null, 'signin.isOneself');
end $$;

-- How often was tried.
/*
 * Seconds until the first of these may be tried; 0 is now. Somebody else who is trying the first key at this moment
 * counts as a second: twelve guesses at once are not twelve chances.
 */
create or replace function signin.wait(keys bytea[]) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not pg_try_advisory_xact_lock(hashtextextended(encode(keys[1], 'hex'), 7)) then return 1; end if;
  return coalesce((select ceil(extract(epoch from max(t.wait_until) - now()))::integer from signin.trying t
    where t.key = any (keys) and t.wait_until > now()), 0);
end $$;
grant execute on function signin.wait(bytea[]) to schakel_app;

/* Counts a try; after `free` of them the next one waits 2, 4, 8 … seconds, at most `longest`. An hour's rest starts anew. */
create or replace function signin.count_try(key bytea, free integer, longest integer) returns void
  language sql volatile security definer set search_path = '' as $$
    insert into signin.trying as t (key, times, last_at, wait_until) values (key, 1, now(), now())
    on conflict on constraint trying_pkey do update set
      times = case when t.last_at < now() - interval '1 hour' then 1 else t.times + 1 end,
      last_at = now(),
      wait_until = case when t.last_at >= now() - interval '1 hour' and t.times >= count_try.free
        then now() + make_interval(secs => least(count_try.longest, power(2, least(t.times - count_try.free + 1, 20)))) else now() end
  $$;
grant execute on function signin.count_try(bytea, integer, integer) to schakel_app;

create or replace function signin.forget_tries(key bytea) returns void
  language sql volatile security definer set search_path = '' as $$
    delete from signin.trying t where t.key = forget_tries.key
  $$;
grant execute on function signin.forget_tries(bytea) to schakel_app;

/* Whether the person of this address signed in with this browser before. */
create or replace function signin.knows_device(email text, device bytea) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from signin.device d join people.person p on p.id = d.person_id
      where p.email = lower(knows_device.email) and d.digest = device)
  $$;
create or replace function signin.knows_device(person uuid, device bytea) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from signin.device d where d.person_id = person and d.digest = device)
  $$;
create or replace function signin.remember_device(person uuid, device bytea) returns void
  language sql volatile security definer set search_path = '' as $$
    insert into signin.device (person_id, digest) values (person, device)
    on conflict on constraint device_pkey do update set seen_at = now()
  $$;
grant execute on function signin.knows_device(text, bytea), signin.knows_device(uuid, bytea), signin.remember_device(uuid, bytea) to schakel_app;

-- Who somebody is, before they are signed in: only those who have a role here today.
/* What signing in must know of the person of this address. The hash is there to be compared, and goes nowhere. */
create or replace function signin.find_person(email text) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('personId', p.id, 'name', p.name, 'email', p.email, 'locale', p.locale, 'hash', w.hash)
    from people.person p left join signin.password w on w.person_id = p.id
    where p.email = lower(find_person.email) and exists (select from people.membership m where m.person_id = p.id
      and m.since <= current_date and (m.until is null or m.until >= current_date))
  $$;
grant execute on function signin.find_person(text) to schakel_app;

/* The second factor, held for this transaction, and whether this recovery code is good. Null when there is none. */
create or replace function signin.factor(person uuid, code bytea) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  f signin.second_factor;
begin
  select * into f from signin.second_factor s where s.person_id = person for update;
  if f.person_id is null then return null; end if;
  return jsonb_build_object('sealed', f.sealed, 'lastStep', f.last_step, 'recovers', exists (
    select from signin.recovery_code r where r.person_id = person and r.digest = code and r.used_at is null));
end $$;
create or replace function signin.has_factor(person uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from signin.second_factor s where s.person_id = person)
  $$;
/* The same for the person of a link that is still good. */
create or replace function signin.factor_of_link(link bytea, code bytea) returns jsonb
  language sql volatile security definer set search_path = '' as $$
    select signin.factor(k.person_id, code) from signin.link k where k.digest = link and k.used_at is null and k.expires_at > now()
  $$;
grant execute on function signin.factor_of_link(bytea, bytea) to schakel_app;
/* Uses up a code: the half minute of an authenticator's, or the recovery code itself. */
create or replace function signin.use_code(person uuid, step bigint, code bytea) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if step is not null then
    update signin.second_factor s set last_step = step where s.person_id = person and s.last_step < step;
  else
    update signin.recovery_code r set used_at = now() where r.person_id = person and r.digest = code and r.used_at is null;
  end if;
  perform access.must(found, 'signin.codeUsed');
end $$;
grant execute on function signin.factor(uuid, bytea), signin.has_factor(uuid), signin.use_code(uuid, bigint, bytea) to schakel_app;

-- Links by mail.
create or replace function signin.make_link(link uuid, digest bytea, kind text, person uuid, browser bytea, next text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  -- The operator's kind is made by the operator alone, on the owner's connection.
  perform access.must(kind in ('signIn', 'reset'), 'signin.linkGone');
  insert into signin.link (id, digest, kind, person_id, browser, next, expires_at)
  values (link, digest, kind, person, browser, next, now() + interval '15 minutes');
end $$;
grant execute on function signin.make_link(uuid, bytea, text, uuid, bytea, text) to schakel_app;

/* The link with this secret while it is good; with `take` it is then used up. */
create or replace function signin.find_link(digest bytea, take boolean) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  l signin.link;
begin
  if take then
    update signin.link k set used_at = now()
      where k.digest = find_link.digest and k.used_at is null and k.expires_at > now() returning k.* into l;
  else
    select k.* into l from signin.link k where k.digest = find_link.digest and k.used_at is null and k.expires_at > now() for update;
  end if;
  if l.id is null or not exists (select from people.membership m where m.person_id = l.person_id
      and m.since <= current_date and (m.until is null or m.until >= current_date)) then return null; end if;
  return jsonb_build_object('linkId', l.id, 'kind', l.kind, 'personId', l.person_id, 'next', l.next,
    'browser', encode(l.browser, 'hex'), 'hasFactor', signin.has_factor(l.person_id));
end $$;
grant execute on function signin.find_link(bytea, boolean) to schakel_app;

-- Password and second factor.
/* Sets both for whoever asks; other sessions end, because whoever had the old password may be in one of them. */
create or replace function signin.set_password(hash text, sealed text, step bigint, codes bytea[]) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform signin.must_be_oneself();
  insert into signin.password as w (person_id, hash) values (access.person(), hash)
    on conflict (person_id) do update set hash = excluded.hash, set_at = now();
  if sealed is not null then
    insert into signin.second_factor as s (person_id, sealed, last_step) values (access.person(), sealed, step)
      on conflict (person_id) do update set sealed = excluded.sealed, last_step = excluded.last_step, set_at = now();
    delete from signin.recovery_code r where r.person_id = access.person();
    insert into signin.recovery_code (person_id, digest) select access.person(), c from unnest(codes) as c;
  end if;
  perform signin.revoke_session(null);
end $$;
grant execute on function signin.set_password(text, text, bigint, bytea[]) to schakel_app;

create or replace function signin.remove_password() returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform signin.must_be_oneself();
  delete from signin.password w where w.person_id = access.person();
  delete from signin.second_factor s where s.person_id = access.person();
  delete from signin.recovery_code r where r.person_id = access.person();
end $$;
grant execute on function signin.remove_password() to schakel_app;

/* A new password for who has the link and the second factor; every session ends. */
create or replace function signin.reset_password(link bytea, hash text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid;
begin
  update signin.link k set used_at = now()
    where k.digest = link and k.kind = 'reset' and k.used_at is null and k.expires_at > now() returning k.person_id into person;
  perform access.must(person is not null and signin.has_factor(person), 'signin.linkGone');
  update signin.password w set hash = reset_password.hash, set_at = now() where w.person_id = person;
  perform access.must(found, 'signin.linkGone');
  update signin.session s set revoked_at = now() where s.person_id = person and s.revoked_at is null;
end $$;
grant execute on function signin.reset_password(bytea, text) to schakel_app;

-- Challenges: answered once.
create or replace function signin.use_challenge(digest bytea, kind text) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into signin.challenge (digest, kind, expires_at) values (digest, kind, now() + interval '1 hour') on conflict do nothing;
  return found;
end $$;
grant execute on function signin.use_challenge(bytea, text) to schakel_app;

-- Passkeys.
create policy own on signin.passkey for select to schakel_app using (person_id = (select access.person()));
grant select on signin.passkey to schakel_app;

create or replace function signin.add_passkey(passkey uuid, credential text, public_key bytea, counter bigint, transports text[], synced boolean, name text)
  returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform signin.must_be_oneself();
  insert into signin.passkey (id, person_id, credential_id, public_key, counter, transports, is_synced, name)
  values (passkey, access.person(), credential, public_key, counter, transports, synced, name);
end $$;
create or replace function signin.remove_passkey(passkey uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform signin.must_be_oneself();
  delete from signin.passkey k where k.id = passkey and k.person_id = access.person();
end $$;
/* The key behind a credential, held for this transaction so that its counter cannot be passed by. */
create or replace function signin.find_passkey(credential text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  k signin.passkey;
begin
  select * into k from signin.passkey p where p.credential_id = credential for update;
  if k.id is null or not exists (select from people.membership m where m.person_id = k.person_id
      and m.since <= current_date and (m.until is null or m.until >= current_date)) then return null; end if;
  return jsonb_build_object('passkeyId', k.id, 'personId', k.person_id, 'publicKey', encode(k.public_key, 'base64'),
    'counter', k.counter, 'transports', k.transports);
end $$;
create or replace function signin.use_passkey(passkey uuid, counter bigint) returns void
  language sql volatile security definer set search_path = '' as $$
    update signin.passkey k set counter = use_passkey.counter, last_used_at = now() where k.id = passkey
  $$;
grant execute on function signin.add_passkey(uuid, text, bytea, bigint, text[], boolean, text), signin.remove_passkey(uuid),
  signin.find_passkey(text), signin.use_passkey(uuid, bigint) to schakel_app;

/* How whoever asks can come in. */
create or replace function signin.ways_in() returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object(
      'email', (select p.email from people.person p where p.id = access.person()),
      'hasPassword', exists (select from signin.password w where w.person_id = access.person()),
      'codesLeft', (select count(*) from signin.recovery_code r where r.person_id = access.person() and r.used_at is null),
      'vouchedForBy', (select o.name from organisations.organisation o where o.id = signin.vouched_for_by()))
  $$;
grant execute on function signin.ways_in() to schakel_app;

-- Providers of organisations: their administrators make them; the secret is never read back by them.
create policy administered on signin.provider to schakel_app
  using (organisation_id = any ((select access.administers())::uuid[]))
  with check (organisation_id = any ((select access.administers())::uuid[]));
grant select (id, organisation_id, issuer, client_id, domains, claims, made_at, changed_at, disabled_at) on signin.provider to schakel_app;
grant insert, delete on signin.provider to schakel_app;
grant update (issuer, client_id, sealed_secret, domains, claims, changed_at, disabled_at) on signin.provider to schakel_app;

/* The organisations whose people can sign in at their own provider; that is public. */
create or replace function signin.list_providers() returns jsonb
  language sql stable security definer set search_path = '' as $$
    select coalesce(jsonb_agg(jsonb_build_object('providerId', v.id, 'organisationName', o.name) order by o.name, v.made_at), '[]')
    from signin.provider v join organisations.organisation o on o.id = v.organisation_id where v.disabled_at is null
  $$;
/* What the house needs to speak with a provider that is on. */
create or replace function signin.find_provider(provider uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('providerId', v.id, 'organisationId', v.organisation_id, 'issuer', v.issuer, 'clientId', v.client_id,
      'sealedSecret', v.sealed_secret, 'domains', v.domains, 'claims', v.claims)
    from signin.provider v where v.id = provider and v.disabled_at is null
  $$;
/*
 * The person behind a subject of this provider: by the link that was made before, else by an address that the provider
 * may speak for. Only people who have a role in the provider's own organisation today.
 */
create or replace function signin.find_subject(provider uuid, issuer text, sub text, email text) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('personId', p.id, 'organisationId', v.organisation_id, 'isLinked', s.person_id is not null)
    from signin.provider v
    left join signin.subject s on s.issuer = find_subject.issuer and s.sub = find_subject.sub
    join people.person p on p.id = s.person_id
      or (s.person_id is null and p.email = lower(find_subject.email) and split_part(p.email, '@', 2) = any (v.domains))
    where v.id = provider and v.disabled_at is null and v.issuer = find_subject.issuer
      and exists (select from people.membership m where m.person_id = p.id and m.organisation_id = v.organisation_id
        and m.since <= current_date and (m.until is null or m.until >= current_date))
  $$;
create or replace function signin.link_subject(issuer text, sub text, person uuid) returns void
  language sql volatile security definer set search_path = '' as $$
    insert into signin.subject (issuer, sub, person_id) values (issuer, sub, person)
  $$;
grant execute on function signin.list_providers(), signin.find_provider(uuid), signin.find_subject(uuid, text, text, text),
  signin.link_subject(text, text, uuid) to schakel_app;

-- Invitations: who has the secret may see what it is for, and accept it once.
/*
 * Whether the person of this address must sign in first. An invitation is a mailbox, one factor, and works for days: who has
 * set up a second one would otherwise have it passed by, for all that they are in this organisation already.
 */
create or replace function signin.signs_in_first(address text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.person p where p.email = address and signin.has_factor(p.id)
      and (p.id is distinct from access.person() or access.session() is null or signin.vouched_for_by() is not null))
  $$;
create or replace function signin.find_invitation(digest bytea) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('signInFirst', signin.signs_in_first(i.email),
      'invitationId', i.id, 'organisationId', i.organisation_id, 'organisationName', o.name, 'name', i.name,
      'functionName', i.function_name, 'invitedByName', p.name, 'expiresAt', to_char(i.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    from people.invitation i join organisations.organisation o on o.id = i.organisation_id join people.person p on p.id = i.invited_by
    where i.digest = find_invitation.digest and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
  $$;
/*
 * Accepts: the person of that address (made when new) gets the role that was offered, and a session that opens that
 * organisation only. The inviter may have seen the link; it must not become a way into what the person has elsewhere.
 */
create or replace function signin.accept_invitation(digest bytea, person uuid, membership uuid, session uuid, secret bytea, device text, replaces bytea)
  returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i   people.invitation;
  who uuid;
  was uuid;
begin
  update people.invitation v set accepted_at = now()
    where v.digest = accept_invitation.digest and v.accepted_at is null and v.withdrawn_at is null and v.expires_at > now()
    returning v.* into i;
  perform access.must(i.id is not null, 'signin.invitationGone');
  perform access.must(not signin.signs_in_first(i.email), 'signin.invitationSignInFirst');
  insert into people.person (id, name, email) values (person, i.name, i.email) on conflict (email) do nothing;
  select p.id into who from people.person p where p.email = i.email;
  select m.id into was from people.membership m where m.person_id = who and m.organisation_id = i.organisation_id
    and m.position = i.position and m.function_name = i.function_name
    and m.since <= current_date and (m.until is null or m.until >= current_date);
  if was is null then
    insert into people.membership (id, person_id, organisation_id, position, function_name)
      values (membership, who, i.organisation_id, i.position, i.function_name);
    was := membership;
  end if;
  update people.invitation v set accepted_by = who where v.id = i.id;
  update organisations.organisation o set joined_at = now() where o.id = i.organisation_id and o.joined_at is null;
  if who = access.person() and access.session() is not null and signin.vouched_for_by() is null then
    -- Whoever already is here as this person keeps all their doors, under a new secret, and goes on in the new role.
    update signin.session s set membership_id = was, digest = secret, last_used_at = now() where s.id = access.session();
  else
    perform signin.open_session(session, secret, who, i.organisation_id, 'invitation', device, replaces);
    update signin.session s set membership_id = was where s.id = session;
  end if;
  insert into foundation.event (name, organisation_id, person_id, payload)
    values ('invitationAccepted', i.organisation_id, who, jsonb_build_object('invitationId', i.id, 'membershipId', was));
end $$;
grant execute on function signin.find_invitation(bytea), signin.accept_invitation(bytea, uuid, uuid, uuid, bytea, text, bytea) to schakel_app;

/* Throws away what is over; for the job of the night. */
create or replace function signin.tidy() returns void
  language sql volatile security definer set search_path = '' as $$
    delete from signin.link where expires_at < now() - interval '1 day';
    delete from signin.challenge where expires_at < now();
    delete from signin.trying where last_at < now() - interval '1 day';
    delete from signin.device where seen_at < now() - interval '1 year';
    delete from signin.session where greatest(last_used_at, coalesce(revoked_at, last_used_at)) < now() - interval '60 days';
    delete from signin.token where least(expires_at, revoked_at) < now() - interval '1 year';
  $$;
