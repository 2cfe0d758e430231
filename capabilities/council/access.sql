-- Which parts, marks, arrangements and duties exist for whom. What the council reads comes out of functions that look at
-- what was released, now or on a date; no row of the journal is opened to anybody by this file.
grant usage on schema council to schakel_app;

create policy visible on council.part for select to schakel_app using (
  exists (select from dossier.dossier d where d.id = part.dossier_id));
-- Who opens it leads the dossier; which of them may is the policy's.
create policy opened on council.part for insert to schakel_app with check (
  opened_by = (select access.acting()) and exists (select from dossier.dossier d where d.id = part.dossier_id
    and d.organisation_id = part.organisation_id and d.ceiling >= 4 and (select access.acting()) in (d.owner_id, d.deputy_id)));
create policy passed_on on council.part for update to schakel_app using (
  portfolio_holder_id = (select access.acting()) or exists (select from dossier.dossier d where d.id = part.dossier_id
    and (select access.acting()) in (d.owner_id, d.deputy_id)));
grant select, insert on council.part to schakel_app;
grant update (portfolio_holder_id) on council.part to schakel_app;

-- Inside the organisation and for who takes part; the council knows the portfolio holder, not who writes in their name.
create policy visible on council.mandate for select to schakel_app using (
  exists (select from council.part p where p.dossier_id = mandate.dossier_id
    and p.organisation_id = any ((select access.organisations())::uuid[])));
create policy given on council.mandate for insert to schakel_app with check (
  given_by = (select access.acting()) and exists (select from council.part p where p.dossier_id = mandate.dossier_id
    and p.portfolio_holder_id = (select access.acting())));
create policy ended on council.mandate for update to schakel_app using (
  exists (select from council.part p where p.dossier_id = mandate.dossier_id and p.portfolio_holder_id = (select access.acting())));
grant select, insert on council.mandate to schakel_app;
grant update (ended_by, ended_at) on council.mandate to schakel_app;

-- That something waits or was refused is not for the council; how long a release took is.
create policy visible on council.mark for select to schakel_app using (
  exists (select from dossier.entry e where e.id = mark.entry_id)
  and (outcome = 'released' or organisation_id = any ((select access.organisations())::uuid[])
    or exists (select from dossier.reach r where r.dossier_id = mark.dossier_id
      and r.subject = any ((select access.keys())::text[]) and r.until > now())));
create policy asked on council.mark for insert to schakel_app with check (
  marked_by = (select access.acting()) and outcome is null
  and exists (select from dossier.entry e where e.id = mark.entry_id and e.dossier_id = mark.dossier_id
    and e.organisation_id = mark.organisation_id and e.audience < mark.wanted and e.erased_at is null)
  and exists (select from dossier.reach r where r.dossier_id = mark.dossier_id and r.reach = 1
    and r.subject = any ((select access.acting_keys())::text[]) and r.until > now()
    union all select from dossier.entry e where e.id = mark.entry_id and e.author_id = (select access.acting())));
grant select on council.mark to schakel_app;
grant insert (id, entry_id, dossier_id, organisation_id, wanted, marked_by) on council.mark to schakel_app;

-- An arrangement is for whoever the dossier is for, the council among them; it names functions only.
create policy visible on council.arrangement for select to schakel_app using (
  exists (select from council.part p where p.dossier_id = arrangement.dossier_id));
grant select on council.arrangement to schakel_app;

-- That something happened which the council does not know yet, it hears from the college: at the latest when its griffier
-- was warned. The rhythm was agreed with the council, and is always there.
create policy visible on council.duty for select to schakel_app using (
  exists (select from council.part p where p.dossier_id = duty.dossier_id)
  and (organisation_id = any ((select access.organisations())::uuid[])
    or exists (select from dossier.reach r where r.dossier_id = duty.dossier_id
      and r.subject = any ((select access.keys())::text[]) and r.until > now())
    or kind = 'rhythm' or informed_at is not null or told = 3));
grant select on council.duty to schakel_app;
create policy visible on council.step for select to schakel_app using (
  exists (select from council.duty d where d.id = step.duty_id));
grant select on council.step to schakel_app;

create policy visible on council.answer for select to schakel_app using (
  exists (select from council.duty d where d.id = answer.duty_id));
create policy given on council.answer for insert to schakel_app with check (
  answered_by = (select access.acting()) and exists (select from council.duty d where d.id = answer.duty_id
    and d.dossier_id = answer.dossier_id and d.informed_at is null));
-- Not the explanation: words for the council pass the portfolio holder's office.
grant select (id, duty_id, dossier_id, code, expected_on, answered_by, answered_at) on council.answer to schakel_app;
grant insert on council.answer to schakel_app;

/* The words of an answer, for those inside: the organisation and who takes part. */
create or replace function council.explanation(answer uuid) returns text
  language sql stable security definer set search_path = '' as $$
    select a.explanation from council.answer a join council.part p on p.dossier_id = a.dossier_id
    where a.id = explanation.answer and (p.organisation_id = any (access.organisations())
      or exists (select from dossier.reach r where r.dossier_id = a.dossier_id and r.subject = any (access.keys()) and r.until > now()))
  $$;
grant execute on function council.explanation(uuid) to schakel_app;

/* Whether who acts now releases in this dossier. */
create or replace function council.may_release(dossier uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select coalesce(council.office_of(access.acting(), may_release.dossier) = 'college', false)
  $$;
grant execute on function council.may_release(uuid) to schakel_app;

/* Who can hold the portfolio: the executive of the accountable organisation, or of the one that took it over. */
create or replace function council.executives(dossier uuid) returns table (id uuid, name text, function_name text)
  language sql stable security definer set search_path = '' as $$
    select m.id, p.name, m.function_name from dossier.dossier d
    join people.membership m on m.position = 'executive' and m.since <= current_date and (m.until is null or m.until >= current_date)
      and (m.organisation_id = d.organisation_id or exists (select from organisations.heritage h
        where h.organisation_id = m.organisation_id and h.predecessor_id = d.organisation_id))
    join people.person p on p.id = m.person_id where d.id = executives.dossier
  $$;
grant execute on function council.executives(uuid) to schakel_app;

/* The same of any role of the reader, for what they are shown: one reads with all one's hats and acts with one (K8). */
create or replace function council.is_office(dossier uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from council.part p where p.dossier_id = is_office.dossier and p.portfolio_holder_id = any (access.memberships())
      union all select from council.mandate a where a.dossier_id = is_office.dossier and a.membership_id = any (access.memberships())
        and a.ended_at is null and (a.until is null or a.until >= current_date))
  $$;
create or replace function council.is_registry(dossier uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from council.part p join people.membership m on m.id = any (access.memberships()) and m.position = 'registry'
      where p.dossier_id = is_registry.dossier and p.organisation_id = any (access.councils()))
  $$;
grant execute on function council.is_office(uuid), council.is_registry(uuid) to schakel_app;

create or replace function council.is_of(dossier uuid, entry uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from dossier.entry e where e.id = is_of.entry and e.dossier_id = is_of.dossier)
  $$;
grant execute on function council.is_of(uuid, uuid) to schakel_app;

/* When the portfolio goes to somebody else. Its leader may pass it on, without seeing or giving mandates. */
create or replace function council.end_mandates(dossier uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(council.side_of(dossier) = 'college', 'council.leadsOrReleases');
  update council.mandate a set ended_by = access.acting(), ended_at = clock_timestamp()
    where a.dossier_id = end_mandates.dossier and a.ended_at is null;
end $$;
grant execute on function council.end_mandates(uuid) to schakel_app;

/* The portfolio holder as everybody may know them: an elected office, no official. */
create or replace function council.holder_of(dossier uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('name', h.name, 'role', m.function_name) from council.part p
      join people.membership m on m.id = p.portfolio_holder_id join people.person h on h.id = m.person_id
    where p.dossier_id = holder_of.dossier and m.position = 'executive'
  $$;
grant execute on function council.holder_of(uuid) to schakel_app;

/* What the portfolio holder's office must decide about, also lines that they could not read otherwise. */
create or replace function council.waiting()
  returns table (mark_id uuid, entry_id uuid, dossier_id uuid, wanted smallint, marked_at timestamptz, by_house boolean, kind text,
    text text, details jsonb, occurred_at timestamptz, author_role text)
  language sql stable security definer set search_path = '' as $$
    select m.id, m.entry_id, m.dossier_id, m.wanted, m.marked_at, m.marked_by is null, e.kind, e.text, e.details, e.occurred_at, e.author_role
    from council.mark m join dossier.entry e on e.id = m.entry_id
    where m.outcome is null and e.erased_at is null and m.dossier_id = any (array(
      select p.dossier_id from council.part p where p.portfolio_holder_id = any (access.memberships())
      union select a.dossier_id from council.mandate a where a.membership_id = any (access.memberships()) and a.ended_at is null
        and (a.until is null or a.until >= current_date)))
  $$;
grant execute on function council.waiting() to schakel_app;

/*
 * Releases lines for the council (4) or everybody (5): decides the mark that waits, or asks and decides in one when nobody
 * had marked it. What caused a duty to inform and is now released, ends that duty.
 */
create or replace function council.release_entry(entry uuid, audience smallint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  line record;
  waiting uuid;
  moment timestamptz;
begin
  select e.id, e.dossier_id, e.organisation_id, e.kind, e.text, e.details, e.audience, e.erased_at, d.ceiling into line
    from dossier.entry e join dossier.dossier d on d.id = e.dossier_id where e.id = release_entry.entry for update of e;
  perform access.must(line.id is not null and council.may_release(line.dossier_id), 'council.releasesForTheHolder');
  perform access.must(line.erased_at is null, 'council.isErased');
  perform access.must(release_entry.audience between 4 and line.ceiling, 'council.withinCeiling');
  -- What a document is called is read with its line.
  perform access.must(line.kind not in ('involvement', 'involvementEnded', 'handover', 'handoverOffered', 'handoverDeclined',
      'handoverWithdrawn', 'deputy')
    and not council.names_officials(line.dossier_id, coalesce(line.text, '') || ' ' || line.details::text || ' '
      || coalesce((select string_agg(o.name || ' ' || o.description, ' ') from dossier.document o where o.entry_id = line.id), '')),
    'council.namesOfficials');
  moment := clock_timestamp();
  select m.id into waiting from council.mark m where m.entry_id = line.id and m.outcome is null for update;
  if waiting is null then
    -- What nobody asked to release exists for the office as for any reader: not, when it is for a narrower circle.
    perform access.must(line.audience < release_entry.audience and (
      (line.audience >= 3 and line.organisation_id = any (access.organisations()))
      or exists (select from dossier.reach r where r.dossier_id = line.dossier_id and r.subject = any (access.keys())
        and r.reach <= line.audience and r.until > now())), 'council.noLongerWaits');
    insert into council.mark (entry_id, dossier_id, organisation_id, wanted, marked_by, marked_at)
      select line.id, p.dossier_id, p.organisation_id, release_entry.audience, access.acting(), moment from council.part p
      where p.dossier_id = line.dossier_id returning id into waiting;
  end if;
  update council.mark m set outcome = 'released', audience = release_entry.audience, decided_by = access.acting(), decided_at = moment
    where m.id = waiting;
  if line.audience < release_entry.audience then
    insert into dossier.audience_change (id, entry_id, dossier_id, was, became, changed_by, changed_at)
      values (gen_random_uuid(), line.id, line.dossier_id, line.audience, release_entry.audience, access.acting(), moment);
    update dossier.entry e set audience = release_entry.audience where e.id = line.id;
  end if;
  -- Who releases may take no part in the dossier: moving it up in every list is done here.
  update dossier.dossier d set changed_at = moment where d.id = line.dossier_id;
  with done as (
    update council.duty d set informed_at = moment, informed_entry_id = line.id
    where d.entry_id = line.id and d.informed_at is null returning d.id)
  delete from council.step s using done where s.duty_id = done.id and s.reached_at is null;
end $$;
grant execute on function council.release_entry(uuid, smallint) to schakel_app;

create or replace function council.refuse_entry(entry uuid, why text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  mark record;
begin
  select m.id, m.dossier_id into mark from council.mark m where m.entry_id = refuse_entry.entry and m.outcome is null for update;
  perform access.must(mark.id is not null, 'council.noLongerWaits');
  perform access.must(council.may_release(mark.dossier_id), 'council.releasesForTheHolder');
  update council.mark m set outcome = 'refused', reason = refuse_entry.why, decided_by = access.acting(), decided_at = clock_timestamp()
    where m.id = mark.id;
end $$;
grant execute on function council.refuse_entry(uuid, text) to schakel_app;

/* Takes a released line back to the organisation; that it was released, and why no longer, stays for the council. */
create or replace function council.withdraw_entry(entry uuid, why text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  line record;
  moment timestamptz;
begin
  select e.id, e.dossier_id, e.audience into line from dossier.entry e where e.id = withdraw_entry.entry for update;
  perform access.must(line.id is not null and council.may_release(line.dossier_id), 'council.releasesForTheHolder');
  perform access.must(line.audience >= 4 and exists (select from council.mark m where m.entry_id = line.id and m.outcome = 'released'
    and m.withdrawn_at is null), 'council.isNotReleased');
  moment := clock_timestamp();
  update council.mark m set withdrawn_by = access.acting(), withdrawn_at = moment, withdrawn_why = withdraw_entry.why
    where m.entry_id = line.id and m.outcome = 'released' and m.withdrawn_at is null;
  insert into dossier.audience_change (id, entry_id, dossier_id, was, became, reason, changed_by, changed_at)
    values (gen_random_uuid(), line.id, line.dossier_id, line.audience, 3, withdraw_entry.why, access.acting(), moment);
  update dossier.entry e set audience = 3 where e.id = line.id;
end $$;
grant execute on function council.withdraw_entry(uuid, text) to schakel_app;

/*
 * Opens a line that stands for another one to whom that one was open, by the release that it had; what the release took is
 * kept as it was. Internal: for what is written anew because the law took words out of it.
 */
create or replace function council.carry_over(was uuid, became uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  old record;
  moment timestamptz := clock_timestamp();
begin
  select e.id, e.dossier_id, e.audience into old from dossier.entry e where e.id = carry_over.was;
  if old.audience < 4 then return; end if;
  insert into council.mark (entry_id, dossier_id, organisation_id, wanted, marked_by, marked_at, outcome, audience, decided_by, decided_at)
    select carry_over.became, m.dossier_id, m.organisation_id, old.audience, m.marked_by, moment - (m.decided_at - m.marked_at), 'released',
      old.audience, m.decided_by, moment
    from council.mark m where m.entry_id = old.id and m.outcome = 'released' and m.withdrawn_at is null
    order by m.decided_at desc limit 1;
  insert into dossier.audience_change (id, entry_id, dossier_id, was, became, changed_by, changed_at)
    select gen_random_uuid(), e.id, e.dossier_id, e.audience, old.audience, e.author_id, moment
    from dossier.entry e where e.id = carry_over.became;
  update dossier.entry e set audience = old.audience where e.id = carry_over.became;
end $$;

/*
 * Marks what the council may want to know of what was there before it followed the dossier. What the core team keeps to
 * itself, the house lays before nobody: that is marked by hand.
 */
create or replace function council.mark_known(dossier uuid, kinds text[]) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(exists (select from council.part p where p.dossier_id = mark_known.dossier and p.opened_by = access.acting()),
    'council.ownsOrDeputises');
  insert into council.mark (entry_id, dossier_id, organisation_id)
    select e.id, e.dossier_id, e.organisation_id from dossier.entry e
    where e.dossier_id = mark_known.dossier and e.kind = any (mark_known.kinds) and e.audience between 2 and 3 and e.erased_at is null
      and not exists (select from council.mark m where m.entry_id = e.id);
end $$;
grant execute on function council.mark_known(uuid, text[]) to schakel_app;

/* How far this reader may look at what was released: 4 the council and whoever is nearer, 5 everybody; null: it is not there. */
create or replace function council.level_of(dossier uuid) returns smallint
  language sql stable security definer set search_path = '' as $$
    select case
      when d.ceiling >= 4 and d.organisation_id = any (access.councils() || access.organisations()) then 4
      when exists (select from dossier.reach r where r.dossier_id = d.id and r.subject = any (access.keys()) and r.until > now()) then 4
      when d.ceiling = 5 then 5 end::smallint
    from dossier.dossier d where d.id = level_of.dossier
  $$;
grant execute on function council.level_of(uuid) to schakel_app;

/*
 * The lines of a dossier that stood open to the council (4) or to everybody (5) at a moment, exactly: also those that were
 * taken back later, and with a tombstone for what was erased. Null: now. Names nobody.
 */
create or replace function council.released(dossier uuid, moment timestamptz, level smallint)
  returns table (entry_id uuid, kind text, text text, details jsonb, occurred_at timestamptz, recorded_at timestamptz,
    opened_at timestamptz, marked_at timestamptz, corrects uuid, erased_at timestamptz, erased_ground text, attachments smallint)
  language plpgsql stable security definer set search_path = '' as $$
declare
  least_level smallint := greatest(level, council.level_of(dossier));
  at timestamptz := coalesce(moment, 'infinity');
begin
  -- Who may look at nothing has no level, and greatest() passes over null.
  if council.level_of(dossier) is null then return; end if;
  return query
  with changes as (
    select a.entry_id as id, a.changed_at, a.was, a.became from dossier.audience_change a
    where a.dossier_id = released.dossier and a.entry_id is not null),
  past as (select distinct on (c.id) c.id, c.became from changes c where c.changed_at <= at order by c.id, c.changed_at desc),
  later as (select distinct on (c.id) c.id, c.was from changes c where c.changed_at > at order by c.id, c.changed_at),
  candidates as (
    select e.* from dossier.entry e where e.dossier_id = released.dossier and e.audience >= 4 and e.recorded_at <= at
    union all
    select e.* from dossier.entry e where e.dossier_id = released.dossier and e.audience < 4 and e.recorded_at <= at
      and e.id in (select l.id from later l where l.was >= 4)),
  open as (
    select c.* from candidates c left join past p on p.id = c.id left join later l on l.id = c.id
    where coalesce(p.became, l.was, c.audience) >= least_level)
  select o.id, o.kind, o.text, o.details, o.occurred_at, o.recorded_at,
    coalesce((select max(c.changed_at) from changes c where c.id = o.id and c.was < least_level and c.became >= least_level and c.changed_at <= at), o.recorded_at),
    (select m.marked_at from council.mark m where m.entry_id = o.id and m.outcome = 'released' and m.decided_at <= at order by m.decided_at desc limit 1),
    o.corrects, o.erased_at, o.erased_ground, o.attachments
  from open o;
end $$;
grant execute on function council.released(uuid, timestamptz, smallint) to schakel_app;

/* What was released and taken back again by then: that it was, when and why, and not what it said. */
create or replace function council.withdrawn(dossier uuid, moment timestamptz)
  returns table (entry_id uuid, kind text, released_at timestamptz, withdrawn_at timestamptz, reason text)
  language sql stable security definer set search_path = '' as $$
    select m.entry_id, e.kind, m.decided_at, m.withdrawn_at, m.withdrawn_why
    from council.mark m join dossier.entry e on e.id = m.entry_id
    where m.dossier_id = withdrawn.dossier and m.withdrawn_at <= withdrawn.moment and council.level_of(withdrawn.dossier) = 4
  $$;
grant execute on function council.withdrawn(uuid, timestamptz) to schakel_app;

/* Opens a duty to inform with its ladder; on the clock of Amsterdam, at eight in the morning. Internal. */
create or replace function council.open_duty(arrangement uuid, kind text, entry uuid, since date, opened timestamptz) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  agreed record;
  made uuid;
  due date;
  days integer;
begin
  select a.* into agreed from council.arrangement a where a.id = open_duty.arrangement;
  days := case when open_duty.kind = 'rhythm' then agreed.weeks * 7 else agreed.trigger_days end;
  due := open_duty.since + days;
  insert into council.duty (arrangement_id, dossier_id, organisation_id, kind, entry_id, since, due_on, opened_at)
    values (agreed.id, agreed.dossier_id, agreed.organisation_id, open_duty.kind, open_duty.entry, open_duty.since, due, opened)
    on conflict do nothing returning id into made;
  if made is null then return; end if;
  insert into council.step (duty_id, number, at) select made, s.number, greatest(s.at, opened)
    from (values
      (1, case when open_duty.kind = 'rhythm' then (open_duty.since + round(days * 0.8)::integer + time '08:00') at time zone 'Europe/Amsterdam' else opened end),
      (2, (due + time '08:00') at time zone 'Europe/Amsterdam'),
      (3, (open_duty.since + greatest(days + 1, round(days * 1.1)::integer) + time '08:00') at time zone 'Europe/Amsterdam')
    ) as s (number, at);
end $$;

/* The side for which who acts now can agree: 'registry' for the council, 'college' for the college and who leads the dossier. */
create or replace function council.side_of(dossier uuid) returns text
  language sql stable security definer set search_path = '' as $$
    select case
      when exists (select from people.membership m where m.id = access.acting() and m.position = 'registry')
        and council.office_of(access.acting(), side_of.dossier) = 'council' then 'registry'
      when council.may_release(side_of.dossier) or exists (select from dossier.dossier d where d.id = side_of.dossier
        and access.acting() in (d.owner_id, d.deputy_id)) then 'college' end
  $$;
grant execute on function council.side_of(uuid) to schakel_app;

/* Agrees for one's own side; with both it runs, instead of the one before, and the first term counts from its first day. */
create or replace function council.agree(arrangement uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  proposed record;
  side text;
  moment timestamptz := clock_timestamp();
begin
  select a.* into proposed from council.arrangement a where a.id = agree.arrangement for update;
  side := council.side_of(proposed.dossier_id);
  perform access.must(side is not null, 'council.canAgree');
  perform access.must(proposed.agreed_at is null and proposed.ended_at is null, 'council.isProposed');
  update council.arrangement a set
      registry_id = case when side = 'registry' then coalesce(a.registry_id, access.acting()) else a.registry_id end,
      registry_at = case when side = 'registry' then coalesce(a.registry_at, moment) else a.registry_at end,
      college_id = case when side = 'college' then coalesce(a.college_id, access.acting()) else a.college_id end,
      college_at = case when side = 'college' then coalesce(a.college_at, moment) else a.college_at end
    where a.id = proposed.id returning a.* into proposed;
  if proposed.registry_at is null or proposed.college_at is null then return; end if;
  update council.arrangement a set ended_at = moment, end_reason = '—', ended_by = access.acting()
    where a.dossier_id = proposed.dossier_id and a.agreed_at is not null and a.ended_at is null;
  update council.arrangement a set agreed_at = moment where a.id = proposed.id;
  -- A term that runs goes on as it was; the new one counts from the next informing.
  if not exists (select from council.duty d where d.dossier_id = proposed.dossier_id and d.kind = 'rhythm' and d.informed_at is null) then
    perform council.open_duty(proposed.id, 'rhythm', null, proposed.starts_on, moment);
  end if;
end $$;
grant execute on function council.agree(uuid) to schakel_app;

/* Proposes an arrangement instead of the one that was still being talked about; who proposes, agrees for their side. */
create or replace function council.propose(arrangement uuid, dossier uuid, weeks smallint, triggers text[], money_share smallint,
  trigger_days smallint, form text, starts_on date) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(council.side_of(propose.dossier) is not null, 'council.canAgree');
  update council.arrangement a set ended_at = clock_timestamp(), ended_by = access.acting(), end_reason = '—'
    where a.dossier_id = propose.dossier and a.agreed_at is null and a.ended_at is null;
  insert into council.arrangement (id, dossier_id, organisation_id, number, weeks, triggers, money_share, trigger_days, form, proposed_by, starts_on)
    select propose.arrangement, p.dossier_id, p.organisation_id,
      1 + coalesce((select max(a.number) from council.arrangement a where a.dossier_id = p.dossier_id), 0),
      propose.weeks, propose.triggers, propose.money_share, propose.trigger_days, propose.form, access.acting(), propose.starts_on
    from council.part p where p.dossier_id = propose.dossier;
  perform council.agree(propose.arrangement);
end $$;
grant execute on function council.propose(uuid, uuid, smallint, text[], smallint, smallint, text, date) to schakel_app;

/* Only the council's own side ends what it agreed to; what is open then stays open until the council was informed. */
create or replace function council.end_arrangement(dossier uuid, why text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  ended uuid;
begin
  perform access.must(council.side_of(end_arrangement.dossier) = 'registry', 'council.servesTheCouncil');
  update council.arrangement a set ended_at = clock_timestamp(), ended_by = access.acting(), end_reason = why
    where a.dossier_id = end_arrangement.dossier and a.agreed_at is not null and a.ended_at is null returning a.id into ended;
  perform access.must(ended is not null, 'council.isRunning');
end $$;
grant execute on function council.end_arrangement(uuid, text) to schakel_app;

/* Opens a duty when the running arrangement names this trigger. Internal: for what the house sees, and for the next. */
create or replace function council.see_trigger(dossier uuid, kind text, entry uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  running uuid;
begin
  select a.id into running from council.arrangement a where a.dossier_id = see_trigger.dossier and a.agreed_at is not null
    and a.ended_at is null and see_trigger.kind = any (a.triggers);
  -- What the council can read already needs no duty.
  if running is null or exists (select from dossier.entry e where e.id = see_trigger.entry and e.audience >= 4) then return; end if;
  perform council.open_duty(running, see_trigger.kind, see_trigger.entry, (moment at time zone 'Europe/Amsterdam')::date, moment);
end $$;

/* The same for what somebody says: by the core team and the portfolio holder's office. */
create or replace function council.say_trigger(dossier uuid, kind text, entry uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(say_trigger.kind in ('media', 'complaint', 'departure') and council.is_of(say_trigger.dossier, say_trigger.entry)
    and (council.may_release(say_trigger.dossier) or exists (select from dossier.reach r where r.dossier_id = say_trigger.dossier
      and r.reach = 1 and r.subject = any (access.acting_keys()) and r.until > now())), 'council.leadsOrReleases');
  perform council.see_trigger(say_trigger.dossier, say_trigger.kind, say_trigger.entry, clock_timestamp());
end $$;
grant execute on function council.say_trigger(uuid, text, uuid) to schakel_app;

/*
 * The council was informed: every open duty of the dossier ends, and the rhythm begins anew on that day. `entry` is what
 * informed it. For whoever releases, and for the executive whose letter was sent.
 */
create or replace function council.inform(dossier uuid, entry uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  part record;
  running uuid;
  moment timestamptz := clock_timestamp();
begin
  select p.* into part from council.part p where p.dossier_id = inform.dossier;
  if part.dossier_id is null then return; end if;
  perform access.must(council.may_release(inform.dossier) or exists (select from people.membership m
    where m.id = access.acting() and m.position = 'executive' and m.organisation_id = any (access.organisations())
      and part.organisation_id = any (access.organisations())), 'council.releasesForTheHolder');
  with done as (
    update council.duty d set informed_at = moment, informed_entry_id = inform.entry
    where d.dossier_id = inform.dossier and d.informed_at is null returning d.id)
  delete from council.step s using done where s.duty_id = done.id and s.reached_at is null;
  select a.id into running from council.arrangement a join dossier.dossier d on d.id = a.dossier_id
    where a.dossier_id = inform.dossier and a.agreed_at is not null and a.ended_at is null and d.state <> 'closed';
  if running is not null then
    perform council.open_duty(running, 'rhythm', null, (moment at time zone 'Europe/Amsterdam')::date, moment);
  end if;
end $$;
grant execute on function council.inform(uuid, uuid) to schakel_app;
grant execute on function council.awaits_release(), council.holds_the_line(), council.keeps_inside() to schakel_app;

-- Followers: no grant on the table at all. An address goes in and out of these functions, and is never shown to anybody.

/*
 * A resident asks to follow a public dossier: whether a mail may go to ask if it was they. Not twice in an hour, not for who
 * follows already, not for an address or a dossier that somebody floods; the answer to who asks is always the same.
 */
create or replace function council.follow(dossier uuid, address text, locale text, confirming bytea, leaving text) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  known record;
begin
  if not exists (select from dossier.dossier d where d.id = follow.dossier and d.ceiling = 5 and d.state <> 'closed') then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(follow.address, 5));
  select f.id, f.confirmed_at, f.asked_at into known from council.follower f where f.dossier_id = follow.dossier and f.email = follow.address;
  if known.confirmed_at is not null or known.asked_at > now() - interval '1 hour'
    or (select count(*) from council.follower f where f.email = follow.address and f.confirmed_at is null) >= 5
    or (select count(*) from council.follower f where f.dossier_id = follow.dossier and f.confirmed_at is null
        and f.asked_at > now() - interval '1 hour') >= 200 then
    return false;
  end if;
  delete from council.follower f where f.id = known.id;
  insert into council.follower (dossier_id, email, locale, confirming, leaving)
    values (follow.dossier, follow.address, follow.locale, follow.confirming, follow.leaving);
  return true;
end $$;
/* What the link in the first mail is about, as long as it works. */
create or replace function council.follows(confirming bytea) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('dossierId', d.id, 'title', d.title, 'confirmed', f.confirmed_at is not null)
    from council.follower f join dossier.dossier d on d.id = f.dossier_id
    where f.confirming = follows.confirming and d.ceiling = 5
      and (f.confirmed_at is not null or f.asked_at > now() - interval '2 days')
  $$;
create or replace function council.confirm_following(confirming bytea) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(council.follows(confirm_following.confirming) is not null, 'council.linkIsGone');
  update council.follower f set confirmed_at = coalesce(f.confirmed_at, now()), told_until = coalesce(f.told_until, now())
    where f.confirming = confirm_following.confirming;
end $$;
/* One press, without signing in: the address is erased. What is not there any more is stopped too. */
create or replace function council.stop_following(leaving text) returns void
  language sql volatile security definer set search_path = '' as $$
    delete from council.follower f where f.leaving = stop_following.leaving
  $$;
grant execute on function council.follow(uuid, text, text, bytea, text), council.follows(bytea), council.confirm_following(bytea),
  council.stop_following(text) to schakel_app;

/*
 * What the executive itself sends needs nobody's release, whichever of its members sends it: the mark that the line got when it
 * was written is decided by sending. For the room letters; the words are held against names of officials all the same.
 */
create or replace function council.sent_by_college(entry uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  line record;
  moment timestamptz := clock_timestamp();
begin
  select e.id, e.dossier_id, e.organisation_id, e.text, e.details, e.audience, m.id as mark_id, m.wanted into line
    from dossier.entry e join council.mark m on m.entry_id = e.id and m.outcome is null
    where e.id = sent_by_college.entry and e.author_id = access.acting();
  -- Whoever holds the portfolio released it by writing it.
  if line.id is null then return; end if;
  perform access.must(exists (select from people.membership m where m.id = access.acting() and m.position = 'executive'
    and line.organisation_id = any (access.organisations())), 'council.releasesForTheHolder');
  perform access.must(not council.names_officials(line.dossier_id, coalesce(line.text, '') || ' ' || line.details::text),
    'council.namesOfficials');
  update council.mark m set outcome = 'released', audience = line.wanted, decided_by = access.acting(), decided_at = moment
    where m.id = line.mark_id;
  insert into dossier.audience_change (id, entry_id, dossier_id, was, became, changed_by, changed_at)
    values (gen_random_uuid(), line.id, line.dossier_id, line.audience, line.wanted, access.acting(), moment);
  update dossier.entry e set audience = line.wanted where e.id = line.id;
end $$;
grant execute on function council.sent_by_college(uuid) to schakel_app;
