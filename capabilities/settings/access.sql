-- Which arrangements of an organisation exist for whom: for who works there, who sits in or serves its council, and who
-- administers it. Everybody is bound by them, so none is a secret to them; what others need to know, a function says.
grant usage on schema settings to schakel_app;

create policy known on settings.room_off for select to schakel_app using (
  organisation_id = any ((select access.colleagues())::uuid[]) or organisation_id = any ((select access.councils())::uuid[])
  or organisation_id = any ((select access.administers())::uuid[]));
create policy made on settings.room_off for insert to schakel_app with check (
  off_by = (select access.acting()) and organisation_id = any ((select access.administers())::uuid[]));
create policy ended on settings.room_off for update to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[])) with check (on_by = (select access.acting()));
grant select on settings.room_off to schakel_app;
grant insert (id, organisation_id, room, reason, off_by) on settings.room_off to schakel_app;
grant update (on_by, on_at) on settings.room_off to schakel_app;

-- How often somebody switched something says nothing of anybody.
create policy known on settings.switching for select to schakel_app using (true);
grant select on settings.switching to schakel_app;
grant execute on function settings.count_switching() to schakel_app;

create policy known on settings.terms for select to schakel_app using (
  organisation_id = any ((select access.colleagues())::uuid[]) or organisation_id = any ((select access.councils())::uuid[])
  or organisation_id = any ((select access.administers())::uuid[]));
create policy made on settings.terms for insert to schakel_app with check (
  made_by = (select access.acting()) and organisation_id = any ((select access.administers())::uuid[]));
create policy withdrawn on settings.terms for update to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[])) with check (withdrawn_by = (select access.acting()));
grant select, insert on settings.terms to schakel_app;
grant update (withdrawn_by, withdrawn_at) on settings.terms to schakel_app;

create policy known on settings.closing_day for select to schakel_app using (
  organisation_id = any ((select access.colleagues())::uuid[]) or organisation_id = any ((select access.councils())::uuid[])
  or organisation_id = any ((select access.administers())::uuid[]));
create policy made on settings.closing_day for insert to schakel_app with check (
  made_by = (select access.acting()) and organisation_id = any ((select access.administers())::uuid[]));
create policy withdrawn on settings.closing_day for update to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[])) with check (withdrawn_by = (select access.acting()));
grant select, insert on settings.closing_day to schakel_app;
grant update (withdrawn_by, withdrawn_at) on settings.closing_day to schakel_app;

-- For how long something is kept is no secret to whoever may read it, also for another organisation or the public.
create policy known on settings.retention for select to schakel_app using (true);
create policy made on settings.retention for insert to schakel_app with check (
  made_by = (select access.acting()) and organisation_id = any ((select access.administers())::uuid[]));
create policy withdrawn on settings.retention for update to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[])) with check (withdrawn_by = (select access.acting()));
grant select, insert on settings.retention to schakel_app;
grant update (withdrawn_by, withdrawn_at) on settings.retention to schakel_app;

-- Who sees to the dossiers of this organisation today: itself, or, when it went up in another one, its heir.
create or replace function settings.governor(organisation uuid) returns uuid
  language sql stable security definer set search_path = '' as $$
    select coalesce(
      (select h.organisation_id from organisations.organisation o
       join organisations.heritage h on h.predecessor_id = o.id
       join organisations.organisation heir on heir.id = h.organisation_id and (heir.valid_until is null or heir.valid_until >= current_date)
       where o.id = governor.organisation and o.valid_until < current_date order by h.organisation_id limit 1),
      governor.organisation)
  $$;

/* Of whose dossiers this organisation sees to today: its own, and those of the towns whose heir it is. Few: read once, then used. */
create or replace function settings.homes(organisation uuid) returns uuid[]
  language sql stable security definer set search_path = '' as $$
    select array(select homes.organisation
      union select h.predecessor_id from organisations.heritage h
        where h.organisation_id = homes.organisation and settings.governor(h.predecessor_id) = homes.organisation)
  $$;

/* The rooms that are off for the dossiers of this organisation. Names of rooms, and nothing else. */
create or replace function settings.rooms_off(organisation uuid) returns text[]
  language sql stable security definer set search_path = '' as $$
    select array(select s.room from settings.room_off s
      where s.organisation_id = settings.governor(rooms_off.organisation) and s.on_at is null order by s.room)
  $$;
create or replace function settings.is_off(room text, organisation uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from settings.room_off s
      where s.organisation_id = settings.governor(is_off.organisation) and s.room = is_off.room and s.on_at is null)
  $$;

/* Where a room is off, once for a whole list: what each act answers with 404 stands in no list over several organisations. */
create or replace function settings.off_at(room text) returns uuid[]
  language sql stable security definer set search_path = '' as $$
    select coalesce(array_agg(w.id), '{}') from settings.room_off s
    cross join lateral (
      select s.organisation_id as id
      union select h.predecessor_id from organisations.heritage h
        where h.organisation_id = s.organisation_id and settings.governor(h.predecessor_id) = s.organisation_id) w
    where s.room = off_at.room and s.on_at is null
  $$;

/* All that is off, with the number under which it is so: what every server keeps. */
create or replace function settings.all_off() returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('number', (select s.number from settings.switching s), 'off', coalesce((
      select jsonb_object_agg(o.organisation_id, o.rooms) from (
        select w.organisation_id, jsonb_agg(distinct s.room) as rooms
        from settings.room_off s
        cross join lateral (
          select s.organisation_id
          union select h.predecessor_id from organisations.heritage h
            where h.organisation_id = s.organisation_id and settings.governor(h.predecessor_id) = s.organisation_id) w
        where s.on_at is null group by w.organisation_id) o), '{}'))
  $$;

create or replace function settings.terms_json(terms uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('termsId', t.id, 'question', t.question, 'advice', t.advice, 'agreement', t.agreement,
      'contribution', t.contribution, 'promise', t.promise, 'task', t.task, 'remindAfter', t.remind_after,
      'managerAfter', t.manager_after, 'ownerAfter', t.owner_after, 'headAfter', t.head_after, 'hour', t.hour)
    from settings.terms t where t.id = terms_json.terms
  $$;
create or replace function settings.closed_days(organisation uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select coalesce((select jsonb_agg(c.day order by c.day) from settings.closing_day c
      where c.organisation_id = settings.governor(closed_days.organisation) and c.withdrawn_at is null
        and c.day > current_date - 400), '[]')
  $$;

/*
 * The terms that count when somebody here answers in a dossier of there: those of who answers, else those of the
 * organisation that is accountable for the dossier, else (null) those of the house.
 */
create or replace function settings.terms_in_force(answering uuid, accountable uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
    with found as (
      select t.*, o.place from unnest(array[settings.governor(answering), settings.governor(accountable)]) with ordinality o (id, place)
      join settings.terms t on t.organisation_id = o.id and t.withdrawn_at is null and t.valid_from <= (now() at time zone 'Europe/Amsterdam')::date
      order by o.place, t.valid_from desc limit 1)
    select jsonb_build_object(
      'terms', (select settings.terms_json(f.id) from found f),
      'closed', settings.closed_days(answering))
  $$;

/* Whether anything was asked under these terms, or closed under this rule: then it is part of what happened. */
create or replace function settings.is_used(version uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from open_items.open_item i where i.terms_id = is_used.version)
      or exists (select from dossier.closure c where c.retention_id = is_used.version)
  $$;
grant execute on function settings.is_used(uuid) to schakel_app;

/* The rule for what closes today, and the day until which it is then kept: null is for ever. Without a rule, the house's. */
create or replace function settings.retention_for(organisation uuid, kind text, outcome text) returns table (retention_id uuid, years smallint)
  language sql stable security definer set search_path = '' as $$
    select r.id, case retention_for.outcome when 'result' then r.result when 'noResult' then r.no_result
      when 'stopped' then r.stopped else r.handed_over end
    from settings.retention r
    where r.organisation_id = settings.governor(retention_for.organisation) and r.kind = retention_for.kind and r.withdrawn_at is null
      and r.valid_from <= (now() at time zone 'Europe/Amsterdam')::date
    order by r.valid_from desc limit 1
  $$;

/* How long a dossier of this kind will be kept that closes today, by how it ends. */
create or replace function settings.keeping(organisation uuid, kind text) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select coalesce(
      (select jsonb_build_object('source', r.source, 'years', jsonb_build_object('result', r.result, 'noResult', r.no_result,
          'stopped', r.stopped, 'handedOver', r.handed_over))
        from settings.retention r
        where r.organisation_id = settings.governor(keeping.organisation) and r.kind = keeping.kind and r.withdrawn_at is null
          and r.valid_from <= (now() at time zone 'Europe/Amsterdam')::date order by r.valid_from desc limit 1),
      (select jsonb_build_object('source', null, 'years', jsonb_object_agg(h.outcome, coalesce(w.years, 10)))
        from unnest(array['result', 'noResult', 'stopped', 'handedOver']) h (outcome)
        left join dossier.retention_rule w on w.kind = keeping.kind and w.outcome = h.outcome))
  $$;
grant execute on function settings.keeping(uuid, text) to schakel_app;

/*
 * What of an organisation has been kept long enough, or will be on a day, after a place in the list and not more than asked:
 * shells, for its administrator. No title, no name and no words; the id is the reference by which the owner finds it.
 */
create or replace function settings.kept_until(organisation uuid, day date, after_day date, after_id uuid, most integer)
  returns table (dossier_id uuid, kind text, outcome text, closed_on date, retain_until date, source text)
  language sql stable security definer set search_path = '' as $$
    -- From its own closed dossiers to how each closed: with a limit, the planner would rather walk all closures of the country
    -- by day until it met enough of these.
    with mine as materialized (
      select d.id, d.kind from dossier.dossier d
      where d.state = 'closed' and d.organisation_id = any ((select settings.homes(kept_until.organisation))::uuid[])
        and (select kept_until.organisation = any (access.administers())))
    select m.id, m.kind, c.outcome, (c.closed_at at time zone 'Europe/Amsterdam')::date, c.retain_until, r.source
    from mine m
    cross join lateral (
      select o.* from dossier.closure o where o.dossier_id = m.id and o.reopened_at is null offset 0) c
    left join settings.retention r on r.id = c.retention_id
    where c.retain_until <= kept_until.day
      and (kept_until.after_day is null or (c.retain_until, m.id) > (kept_until.after_day, kept_until.after_id))
    order by c.retain_until, m.id limit kept_until.most
  $$;

/* Closed dossiers of an organisation by kind: how many are kept for ever, and how many until a day. Counts, for its administrator. */
create or replace function settings.kept_counts(organisation uuid, day date) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'closed', k.closed, 'forEver', k.for_ever, 'due', k.due) order by k.kind), '[]')
    from (select d.kind, count(*) as closed, count(*) filter (where c.retain_until is null) as for_ever,
        count(*) filter (where c.retain_until <= kept_counts.day) as due
      from dossier.dossier d
      cross join lateral (
        select o.retain_until from dossier.closure o where o.dossier_id = d.id and o.reopened_at is null offset 0) c
      where d.state = 'closed' and (select kept_counts.organisation = any (access.administers()))
        and d.organisation_id = any ((select settings.homes(kept_counts.organisation))::uuid[])
      group by d.kind) k
  $$;

/* How many open items in dossiers of an organisation can be answered on pages of one room only. A count, for its administrator. */
create or replace function settings.answered_there(organisation uuid, room text) returns integer
  language sql stable security definer set search_path = '' as $$
    select count(*)::integer from open_items.open_item i
    where i.closed_at is null and i.details ->> 'answerRoom' = answered_there.room
      and (select answered_there.organisation = any (access.administers()))
      and i.organisation_id = any ((select settings.homes(answered_there.organisation))::uuid[])
  $$;
grant execute on function settings.governor(uuid), settings.rooms_off(uuid), settings.is_off(text, uuid), settings.off_at(text), settings.all_off(),
  settings.terms_in_force(uuid, uuid), settings.terms_json(uuid), settings.closed_days(uuid),
  settings.retention_for(uuid, text, text), settings.kept_until(uuid, date, date, uuid, integer), settings.kept_counts(uuid, date),
  settings.answered_there(uuid, text) to schakel_app;
