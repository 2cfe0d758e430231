-- Which dossiers, entries and documents exist for whom. This file is the truth: every start drops all policies and declares these.
--
-- Cheap tests first (arrays of settings), the grant on a single dossier as the exception (stack.md 2.3, shape d9).
-- Reach 1 core team, 2 involved: dossier.reach. Reach 3: works in the accountable organisation. Reach 4: its council. 5: everybody.
grant usage on schema dossier to schakel_app;

/* Administrators manage shells and read nothing: they have no array that opens a dossier. */
create policy visible on dossier.dossier for select to schakel_app using (
  (ceiling >= 3 and organisation_id = any ((select access.organisations())::uuid[]))
  or (ceiling >= 4 and organisation_id = any ((select access.councils())::uuid[]))
  or ceiling = 5
  or exists (select from dossier.reach r where r.dossier_id = dossier.id
             and r.subject = any ((select access.keys())::text[]) and r.reach <= dossier.ceiling and r.until > now()));
create policy opened on dossier.dossier for insert to schakel_app with check (
  opened_by = (select access.acting()) and organisation_id = any ((select access.colleagues())::uuid[]));
create policy led on dossier.dossier for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = dossier.id
          and r.subject = any ((select access.keys())::text[]) and r.until > now()));
-- What it says of itself is not among it: inside, all of it is known; outside, what was opened of it. dossier.told() says which.
grant select (id, kind, title, title_key, organisation_id, owner_id, deputy_id, ceiling, state, opened_by, opened_at, changed_at) on dossier.dossier
  to schakel_app;
grant insert on dossier.dossier to schakel_app;
grant update (title, purpose, resident_effect, plan, owner_id, deputy_id, ceiling, state, changed_at) on dossier.dossier to schakel_app;

/* Whether this reader stands inside: takes part, or works for the organisation that answers for it. Council and public do not. */
create or replace function dossier.is_inside(dossier uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from dossier.reach r where r.dossier_id = is_inside.dossier and r.subject = any (access.keys()) and r.until > now())
      or exists (select from dossier.dossier d where d.id = is_inside.dossier and d.ceiling >= 3 and d.organisation_id = any (access.organisations()))
  $$;
grant execute on function dossier.is_inside(uuid) to schakel_app;

/*
 * What a dossier says of itself, to this reader: why it is there, its purpose, plan and effect, why it rests, how it ended.
 * Inside that is what holds now. Council and public read it as it was last opened to them: the words of the newest line of the
 * journal that carries them and that is for them; what nobody opened, is empty. Null: the dossier is not there for them.
 */
create or replace function dossier.told(dossier uuid) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  d record;
  rest dossier.pause;
  ended dossier.closure;
  level smallint;
  plan jsonb;
  opening record;
  words text;
  more jsonb;
begin
  select x.id, x.state, x.reason, x.purpose, x.resident_effect, x.plan, x.ceiling, x.organisation_id into d
    from dossier.dossier x where x.id = told.dossier;
  if d.state = 'paused' then
    select u.* into rest from dossier.pause u where u.dossier_id = d.id and u.resumed_at is null;
  elsif d.state = 'closed' then
    select c.* into ended from dossier.closure c where c.dossier_id = d.id and c.reopened_at is null;
  end if;
  if dossier.is_inside(d.id) then
    return jsonb_build_object('reason', d.reason, 'purpose', d.purpose, 'residentEffect', d.resident_effect, 'plan', d.plan,
      'planNumber', coalesce((select max(l.number) from dossier.plan l where l.dossier_id = d.id), 0),
      'pause', case when d.state = 'paused' then jsonb_build_object('reason', rest.reason, 'pausedAt', rest.paused_at) end,
      'closure', case when d.state = 'closed' then jsonb_build_object('outcome', ended.outcome, 'result', ended.result, 'effect', ended.effect,
        'lesson', ended.lesson, 'closedAt', ended.closed_at, 'retainUntil', ended.retain_until,
        'retentionSource', (select r.source from settings.retention r where r.id = ended.retention_id)) end);
  end if;
  level := case when d.ceiling >= 4 and d.organisation_id = any (access.councils()) then 4 when d.ceiling = 5 then 5 end;
  if level is null then return null; end if;
  select e.details into plan from dossier.entry e where e.dossier_id = d.id and e.audience >= level and e.kind = 'plan'
    and e.erased_at is null and e.details ? 'purpose' order by e.recorded_at desc limit 1;
  select e.text, e.details into opening from dossier.entry e where e.dossier_id = d.id and e.audience >= level and e.kind = 'opening'
    and e.erased_at is null order by e.recorded_at desc limit 1;
  -- Of this pause and this closing, not of one before.
  if d.state in ('paused', 'closed') then
    select e.text, e.details into words, more from dossier.entry e where e.dossier_id = d.id and e.audience >= level
      and e.kind = case d.state when 'paused' then 'pause' else 'closure' end and e.erased_at is null
      and e.recorded_at >= case d.state when 'paused' then rest.paused_at else ended.closed_at end order by e.recorded_at desc limit 1;
  end if;
  return jsonb_build_object('reason', coalesce(opening.text, ''), 'purpose', coalesce(plan ->> 'purpose', opening.details ->> 'purpose', ''),
    'residentEffect', coalesce(plan ->> 'residentEffect', opening.details ->> 'residentEffect', ''), 'plan', coalesce(plan ->> 'plan', ''),
    'planNumber', 0,
    'pause', case when d.state = 'paused' then jsonb_build_object('reason', coalesce(words, ''), 'pausedAt', rest.paused_at) end,
    'closure', case when d.state = 'closed' then jsonb_build_object('outcome', ended.outcome, 'result', coalesce(words, ''),
      'effect', coalesce(more ->> 'effect', ''), 'lesson', coalesce(more ->> 'lesson', ''), 'closedAt', ended.closed_at,
      'retainUntil', ended.retain_until,
        'retentionSource', (select r.source from settings.retention r where r.id = ended.retention_id)) end);
end $$;
grant execute on function dossier.told(uuid) to schakel_app;

create policy visible on dossier.entry for select to schakel_app using (
  (audience >= 3 and organisation_id = any ((select access.organisations())::uuid[]))
  or (audience >= 4 and organisation_id = any ((select access.councils())::uuid[]))
  or audience = 5
  or exists (select from dossier.reach r where r.dossier_id = entry.dossier_id
             and r.subject = any ((select access.keys())::text[]) and r.reach <= entry.audience and r.until > now()));
-- Who writes is who acts; the dossier must exist for them, not be closed above their heads, and be wide enough.
create policy written on dossier.entry for insert to schakel_app with check (
  author_id = (select access.acting())
  and exists (select from dossier.dossier d where d.id = entry.dossier_id and d.organisation_id = entry.organisation_id
              and entry.audience <= d.ceiling));
-- No update, no delete: the journal is append-only for the role that serves.
grant select on dossier.entry to schakel_app;
-- Not recorded_at: when it was recorded is not for the writer to say.
grant insert (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role, occurred_at, audience,
  first_audience, corrects, attachments, salt, content_digest, previous, chain) on dossier.entry to schakel_app;
grant execute on function dossier.chain_entry(), dossier.entry_header(dossier.entry) to schakel_app;

-- Also one's own note is in the dossier: with the dossier it goes, because it says that the dossier is there, and how it is called.
create policy own on dossier.private_note to schakel_app
  using (person_id = (select access.person()) and expires_at > now()
         and exists (select from dossier.dossier d where d.id = private_note.dossier_id))
  with check (person_id = (select access.person())
              and exists (select from dossier.dossier d where d.id = private_note.dossier_id));
grant select, insert, delete on dossier.private_note to schakel_app;

create policy visible on dossier.document for select to schakel_app using (
  exists (select from dossier.entry e where e.id = document.entry_id));
create policy added on dossier.document for insert to schakel_app with check (
  exists (select from dossier.entry e where e.id = document.entry_id and e.author_id = (select access.acting())));
grant select, insert on dossier.document to schakel_app;

-- What its pages look like is as much for its readers, and for nobody else, as what stands on them.
create policy visible on dossier.preview for select to schakel_app using (
  exists (select from dossier.document o where o.id = preview.document_id));
grant select on dossier.preview to schakel_app;

-- A link is there for whom both its ends are there: who reads the line learns nothing of what it leads to beyond that.
create policy visible on dossier.link for select to schakel_app using (
  exists (select from dossier.entry e where e.id = link.entry_id)
  and case to_kind
    when 'entry' then exists (select from dossier.entry e where e.id = link.to_id)
    when 'dossier' then exists (select from dossier.dossier d where d.id = link.to_id)
    when 'membership' then exists (select from people.membership m where m.id = link.to_id)
    else true end);
create policy added on dossier.link for insert to schakel_app with check (
  exists (select from dossier.entry e where e.id = link.entry_id and e.author_id = (select access.acting())));
grant select, insert on dossier.link to schakel_app;

-- Who takes part is there for whoever takes part or works in the accountable organisation, not for council or public.
create policy visible on dossier.involvement for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = involvement.dossier_id
          and r.subject = any ((select access.keys())::text[]) and r.until > now())
  or exists (select from dossier.dossier d where d.id = involvement.dossier_id and d.ceiling >= 3
             and d.organisation_id = any ((select access.organisations())::uuid[])));
create policy added on dossier.involvement for insert to schakel_app with check (
  added_by = (select access.acting()) and exists (select from dossier.dossier d where d.id = involvement.dossier_id));
create policy ended on dossier.involvement for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = involvement.dossier_id and r.reach = 1
          and r.subject = any ((select access.keys())::text[]) and r.until > now()));
grant select, insert on dossier.involvement to schakel_app;
grant update (until, ended_by) on dossier.involvement to schakel_app;

create policy mine on dossier.reach for select to schakel_app using (subject = any ((select access.keys())::text[]));
grant select on dossier.reach to schakel_app;

-- Makes dossier.reach of one dossier again from owner, deputy and involvements. Called last in every act that changes those.
-- Who is of the core team until Friday and adviser after it has two rows: the nearer reach must end when it ends.
create or replace function dossier.settle_reach(which uuid) returns void
  language sql volatile security definer set search_path = '' as $$
    -- Who fellows are may change with it (access.fellows).
    select set_config('app.fellows', '', true);
    delete from dossier.reach where dossier_id = which;
    with given as (
      select 'm:' || d.owner_id as subject, 1 as reach, 'infinity'::timestamptz as until from dossier.dossier d where d.id = which
      union all
      select 'm:' || d.deputy_id, 1, 'infinity' from dossier.dossier d where d.id = which
      union all
      select i.subject, case when i.role = 'team' then 1 else 2 end, coalesce(i.until, 'infinity')
      from dossier.involvement i where i.dossier_id = which and coalesce(i.until, 'infinity') > now()),
    longest as (select subject, reach, max(until) as until from given group by subject, reach)
    insert into dossier.reach (dossier_id, subject, reach, until)
    select which, l.subject, l.reach, l.until from longest l
    where not exists (select from longest nearer where nearer.subject = l.subject and nearer.reach < l.reach and nearer.until >= l.until)
  $$;
grant execute on function dossier.settle_reach(uuid) to schakel_app;

/* A function got another name (staffing): where it takes part or took part, it does so under that name. */
create or replace function dossier.rename_key(was_key text, new_key text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare dossiers uuid[];
begin
  with moved as (
    update dossier.involvement i set subject = new_key where i.subject = was_key returning i.dossier_id, i.until)
  select array_agg(distinct dossier_id) into dossiers from moved where until is null or until > now();
  perform dossier.settle_reach(d) from unnest(dossiers) as d;
end $$;

/* Whether this key takes part anywhere, or did. */
create or replace function dossier.knows_key(key text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from dossier.involvement i where i.subject = knows_key.key)
  $$;

-- Changing an audience is the one change an entry knows, and it leaves its line in the same statement.
create or replace function dossier.change_audience(change uuid, entry uuid, became smallint, why text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old record;
begin
  select e.audience, e.dossier_id, e.kind, d.ceiling into old from dossier.entry e join dossier.dossier d on d.id = e.dossier_id
    where e.id = change_audience.entry for update of e;
  perform access.must(old.dossier_id is not null and exists (select from dossier.reach r where r.dossier_id = old.dossier_id
    and r.reach = 1 and r.subject = any (access.keys()) and r.until > now()), 'dossier.ownsOrDeputises');
  perform access.must(became between 1 and old.ceiling, 'dossier.withinCeiling');
  -- The house itself writes names in these; what council and public read names no officials (invariant 18).
  perform access.must(became <= 3 or old.kind not in ('involvement', 'involvementEnded', 'handover',
    'handoverOffered', 'handoverDeclined', 'handoverWithdrawn', 'deputy'), 'dossier.namesOfficials');
  insert into dossier.audience_change (id, entry_id, dossier_id, was, became, reason, changed_by)
    values (change, change_audience.entry, old.dossier_id, old.audience, change_audience.became, why, access.acting());
  update dossier.entry e set audience = change_audience.became where e.id = change_audience.entry;
end $$;
grant execute on function dossier.change_audience(uuid, uuid, smallint, text) to schakel_app;

-- Statutory erasure (art. 17 AVG): the words go, a tombstone stays, and the chain still verifies over the digests.
create or replace function dossier.erase_entry(entry uuid, ground text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old record;
begin
  select e.dossier_id, e.erased_at, e.kind, e.text, e.details into old from dossier.entry e where e.id = erase_entry.entry for update;
  perform access.must(old.dossier_id is not null and exists (select from dossier.dossier d where d.id = old.dossier_id
    and 'm:' || d.owner_id = any (access.keys())), 'dossier.ownsTheDossier');
  perform access.must(old.erased_at is null, 'dossier.notErased');
  perform access.must(length(ground) > 0, 'dossier.needsGround');
  -- A line of the house repeats what stands in a table of its own: left there, it would still be read and found.
  case old.kind
    when 'opening' then
      update dossier.dossier d set reason = '—' where d.id = old.dossier_id and d.reason = old.text;
      if coalesce(old.details ->> 'residentEffect', '') <> '' then
        update dossier.dossier d set resident_effect = '—' where d.id = old.dossier_id and d.resident_effect = old.details ->> 'residentEffect';
        update dossier.plan p set resident_effect = '—' where p.dossier_id = old.dossier_id and p.resident_effect = old.details ->> 'residentEffect';
      end if;
    when 'plan' then
      if old.details ? 'purpose' and not exists (select from dossier.plan p where p.dossier_id = old.dossier_id
          and p.number > (old.details ->> 'number')::integer) then
        update dossier.dossier d set purpose = case d.purpose when '' then '' else '—' end,
          resident_effect = case d.resident_effect when '' then '' else '—' end, plan = case d.plan when '' then '' else '—' end
          where d.id = old.dossier_id;
      end if;
      update dossier.plan p set reason = '—',
        purpose = case when old.details ? 'purpose' and p.purpose <> '' then '—' else p.purpose end,
        resident_effect = case when old.details ? 'purpose' and p.resident_effect <> '' then '—' else p.resident_effect end,
        plan = case when old.details ? 'purpose' and p.plan <> '' then '—' else p.plan end
        where p.dossier_id = old.dossier_id and p.number = (old.details ->> 'number')::integer;
    when 'pause' then update dossier.pause p set reason = '—' where p.dossier_id = old.dossier_id and p.reason = old.text;
    when 'handover' then update dossier.handover h set reason = '—' where h.dossier_id = old.dossier_id and h.reason = old.text;
    when 'closure' then update dossier.closure c set result = '—', effect = '—', lesson = '—'
      where c.dossier_id = old.dossier_id and c.result = old.text;
    when 'reopening' then update dossier.closure c set reopen_reason = '—' where c.dossier_id = old.dossier_id and c.reopen_reason = old.text;
    when 'ceiling' then update dossier.audience_change a set reason = '—'
      where a.dossier_id = old.dossier_id and a.entry_id is null and a.reason = old.text;
    else null;
  end case;
  delete from dossier.link where entry_id = erase_entry.entry;
  delete from dossier.document where entry_id = erase_entry.entry;
  update dossier.entry e set text = null, details = '{}', salt = '', attachments = 0, erased_at = now(), erased_ground = ground
    where e.id = erase_entry.entry;
end $$;
grant execute on function dossier.erase_entry(uuid, text) to schakel_app;

create policy visible on dossier.audience_change for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = audience_change.dossier_id
          and r.subject = any ((select access.keys())::text[]) and r.reach = 1 and r.until > now()));
grant select on dossier.audience_change to schakel_app;
create policy put_in on dossier.audience_change for insert to schakel_app with check (changed_by = (select access.acting()) and entry_id is null);
grant insert on dossier.audience_change to schakel_app;

-- Plan, pause and closure are there for who stands inside: council and public read what was opened of them (dossier.told).
-- Who may make them is the policy's.
create policy visible on dossier.plan for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = plan.dossier_id
          and r.subject = any ((select access.keys())::text[]) and r.until > now())
  or exists (select from dossier.dossier d where d.id = plan.dossier_id and d.ceiling >= 3
             and d.organisation_id = any ((select access.organisations())::uuid[])));
create policy made on dossier.plan for insert to schakel_app with check (
  made_by = (select access.acting()) and exists (select from dossier.dossier d where d.id = plan.dossier_id));
grant select, insert on dossier.plan to schakel_app;

create policy visible on dossier.pause for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = pause.dossier_id
          and r.subject = any ((select access.keys())::text[]) and r.until > now())
  or exists (select from dossier.dossier d where d.id = pause.dossier_id and d.ceiling >= 3
             and d.organisation_id = any ((select access.organisations())::uuid[])));
create policy made on dossier.pause for insert to schakel_app with check (paused_by = (select access.acting()));
create policy resumed on dossier.pause for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = pause.dossier_id and r.reach = 1 and r.subject = any ((select access.keys())::text[])));
grant select, insert on dossier.pause to schakel_app;
grant update (resumed_by, resumed_at) on dossier.pause to schakel_app;

create policy visible on dossier.closure for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = closure.dossier_id
          and r.subject = any ((select access.keys())::text[]) and r.until > now())
  or exists (select from dossier.dossier d where d.id = closure.dossier_id and d.ceiling >= 3
             and d.organisation_id = any ((select access.organisations())::uuid[])));
create policy made on dossier.closure for insert to schakel_app with check (closed_by = (select access.acting()));
create policy reopened on dossier.closure for update to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = closure.dossier_id and r.reach = 1 and r.subject = any ((select access.keys())::text[])));
grant select, insert on dossier.closure to schakel_app;
grant update (reopened_by, reopened_at, reopen_reason) on dossier.closure to schakel_app;

create policy visible on dossier.handover for select to schakel_app using (
  exists (select from dossier.reach r where r.dossier_id = handover.dossier_id
          and r.subject = any ((select access.keys())::text[]) and r.until > now())
  or exists (select from dossier.dossier d where d.id = handover.dossier_id and d.ceiling >= 3
             and d.organisation_id = any ((select access.organisations())::uuid[])));
-- Written by handover.take_over alone, which checks both sides.
grant select on dossier.handover to schakel_app;

create policy own on dossier.visit to schakel_app using (person_id = (select access.person())) with check (person_id = (select access.person()));
grant select, insert, update on dossier.visit to schakel_app;

create policy known on dossier.retention_rule for select to schakel_app using (true);
grant select on dossier.retention_rule to schakel_app;
