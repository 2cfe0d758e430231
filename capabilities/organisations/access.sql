-- Which organisations exist for whom: the register is public. Only the import and administrators change it, and these by
-- the functions below, because the serving role may write none of these tables.
grant usage on schema organisations to schakel_app;

create policy known on organisations.organisation for select to schakel_app using (true);
create policy known on organisations.name for select to schakel_app using (true);
create policy known on organisations.second_name for select to schakel_app using (true);
create policy known on organisations.identifier for select to schakel_app using (true);
create policy known on organisations.succession for select to schakel_app using (true);
create policy known on organisations.search_key for select to schakel_app using (true);
create policy known on organisations.renaming for select to schakel_app using (true);
grant select on organisations.organisation, organisations.name, organisations.second_name, organisations.identifier,
  organisations.succession, organisations.search_key, organisations.renaming to schakel_app;
grant execute on function organisations.plain(text), organisations.called(text), organisations.letters(text) to schakel_app;

-- What is only being talked about is there for the administrators of those whom it is about.
create or replace function organisations.concerns(organisation_ids uuid[]) returns setof uuid
  language sql stable security definer set search_path = '' as $$
    select p.reorganisation_id from organisations.party p where p.organisation_id = any (organisation_ids)
  $$;
grant execute on function organisations.concerns(uuid[]) to schakel_app;
create policy concerned on organisations.reorganisation for select to schakel_app using (
  id = any (array(select organisations.concerns((select access.administers())))));
create policy concerned on organisations.party for select to schakel_app using (
  reorganisation_id = any (array(select organisations.concerns((select access.administers())))));
grant select on organisations.reorganisation, organisations.party to schakel_app;

/*
 * Of these organisations: those that must agree themselves, because somebody or something of them is here. A merger opens
 * what they read and wrote, so one without an administrator waits until it has one. It names nobody.
 */
create or replace function organisations.must_agree(organisation_ids uuid[]) returns setof uuid
  language sql stable security definer set search_path = '' as $$
    select o.id from unnest(organisation_ids) as o (id)
    where exists (select from people.membership m where m.organisation_id = o.id)
      or exists (select from dossier.dossier d where d.organisation_id = o.id)
      or exists (select from dossier.involvement i where i.organisation_id = o.id or i.subject = 'o:' || o.id)
      or exists (select from open_items.open_item i where i.addressee_organisation_id = o.id)
  $$;
grant execute on function organisations.must_agree(uuid[]) to schakel_app;

/* Whether who acts now does so as an administrator of this organisation. */
create or replace function organisations.administers(organisation uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m where m.id = access.acting() and m.position = 'administrator'
      and m.organisation_id = administers.organisation)
  $$;

create or replace function organisations.rename(renaming uuid, organisation uuid, became text, short text, on_day date) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare old record;
begin
  perform access.must(organisations.administers(organisation), 'organisations.administersTheOrganisation');
  select o.name, o.valid_from, o.valid_until into old from organisations.organisation o where o.id = rename.organisation for update;
  perform access.must(old.valid_until is null or old.valid_until >= on_day, 'organisations.existsToday');
  perform access.must(on_day <= current_date, 'organisations.dayHasCome');
  perform access.must(old.name <> became, 'organisations.nameIsNew');
  if not exists (select from organisations.name n where n.organisation_id = rename.organisation and n.value = old.name and n.valid_until is null) then
    insert into organisations.name (organisation_id, value, valid_from) values (rename.organisation, old.name, old.valid_from)
      on conflict (organisation_id, valid_from, value) do update set valid_until = null;
  end if;
  perform access.must(not exists (select from organisations.name n
    where n.organisation_id = rename.organisation and n.valid_from >= on_day), 'organisations.nameIsLater');
  update organisations.name n set valid_until = on_day - 1 where n.organisation_id = rename.organisation and n.valid_until is null;
  insert into organisations.name (organisation_id, value, abbreviation, valid_from) values (rename.organisation, became, short, on_day);
  update organisations.organisation o set name = became, short_name = short where o.id = rename.organisation;
  insert into organisations.renaming (id, organisation_id, was, became, happened_on, renamed_by)
    values (renaming, rename.organisation, old.name, rename.became, on_day, access.acting());
end $$;
grant execute on function organisations.rename(uuid, uuid, text, text, date) to schakel_app;

/* A partner that stands in no register of the government. */
create or replace function organisations.register(organisation uuid, kind text, name text, short text, website text, kvk text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(exists (select from people.membership m where m.id = access.acting() and m.position = 'administrator'),
    'organisations.isAdministrator');
  insert into organisations.organisation (id, kind, name, short_name, website) values (organisation, kind, name, short, website);
  insert into organisations.name (organisation_id, value, abbreviation, valid_from) values (organisation, name, short, '1900-01-01');
  if kvk is not null then
    insert into organisations.identifier (organisation_id, scheme, value) values (organisation, 'kvk', kvk);
  end if;
end $$;
grant execute on function organisations.register(uuid, text, text, text, text, text) to schakel_app;

/*
 * Puts a merge or a split down. `parties`: [{ organisationId, side, isHeir, newName }]; the one who acts comes first.
 * A party agrees by an administrator of its own: an heir opens dossiers and takes in people, so nobody can pull an
 * organisation into theirs, or push themselves into another.
 */
create or replace function organisations.propose(reorganisation uuid, kind text, on_day date, parties jsonb, elsewhere jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(7203);
  perform access.must(organisations.administers((parties -> 0 ->> 'organisationId')::uuid), 'organisations.administersTheOrganisation');
  insert into organisations.reorganisation (id, kind, happens_on, elsewhere, proposed_by)
    values (reorganisation, propose.kind, on_day, propose.elsewhere, access.acting());
  insert into organisations.party (reorganisation_id, organisation_id, side, number, is_heir, new_name, agreed_by, agreed_at)
  select reorganisation, p.id, p.side, p.number - 1, p.is_heir, p.new_name,
    case when p.id = any (access.administers()) then access.acting() end,
    case when p.id = any (access.administers()) or not exists (select from organisations.must_agree(array[p.id])) then now() end
  from (select (value ->> 'organisationId')::uuid as id, value ->> 'side' as side, ordinality as number,
          coalesce((value ->> 'isHeir')::boolean, false) as is_heir, value ->> 'newName' as new_name
        from jsonb_array_elements(parties) with ordinality) as p;

  perform access.must((select count(*) from organisations.party p where p.reorganisation_id = reorganisation and p.is_heir) = 1, 'organisations.oneHeir');
  perform access.must(not exists (select from organisations.party p left join organisations.organisation o on o.id = p.organisation_id
    where p.reorganisation_id = reorganisation
      and case when p.new_name is null then o.id is null or o.valid_until < greatest(on_day, current_date) else o.id is not null end),
    'organisations.partiesExist');
  -- Otherwise an association could end a municipality in this register, because nobody of it is here to be asked.
  perform access.must(not exists (select from organisations.party p join organisations.organisation o on o.id = p.organisation_id
    where p.reorganisation_id = reorganisation and o.is_government) or exists (select from organisations.organisation o
    where o.id = (parties -> 0 ->> 'organisationId')::uuid and o.is_government), 'organisations.governmentByGovernment');
  perform access.must(not exists (select from organisations.party p join organisations.party other on other.organisation_id = p.organisation_id
    join organisations.reorganisation r on r.id = other.reorganisation_id
    where p.reorganisation_id = reorganisation and p.side = 'predecessor' and other.side = 'predecessor' and r.id <> reorganisation
      and r.done_at is null and r.withdrawn_at is null), 'organisations.notProposedYet');
end $$;
grant execute on function organisations.propose(uuid, text, date, jsonb, jsonb) to schakel_app;

create or replace function organisations.agree(reorganisation uuid, organisation uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(organisations.administers(organisation), 'organisations.administersAParty');
  perform access.must(exists (select from organisations.reorganisation r
    where r.id = reorganisation and r.done_at is null and r.withdrawn_at is null), 'organisations.isWaiting');
  update organisations.party p set agreed_by = access.acting(), agreed_at = now()
    where p.reorganisation_id = reorganisation and p.organisation_id = agree.organisation and p.agreed_at is null;
end $$;
grant execute on function organisations.agree(uuid, uuid) to schakel_app;

create or replace function organisations.withdraw(reorganisation uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.must(exists (select from organisations.party p
    where p.reorganisation_id = reorganisation and organisations.administers(p.organisation_id)), 'organisations.administersAParty');
  update organisations.reorganisation r set withdrawn_by = access.acting(), withdrawn_at = now()
    where r.id = reorganisation and r.done_at is null and r.withdrawn_at is null;
  perform access.must(found, 'organisations.isWaiting');
end $$;
grant execute on function organisations.withdraw(uuid) to schakel_app;

/*
 * Does what all agreed on: ends the predecessors, records the succession, hands dossiers and people to the heir.
 * It asks nobody who they are: it can only do what was agreed, and not before its day.
 */
create or replace function organisations.carry_out(reorganisation uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  plan  organisations.reorganisation;
  heir  uuid;
  party record;
begin
  perform pg_advisory_xact_lock(7203);
  select * into plan from organisations.reorganisation r where r.id = carry_out.reorganisation for update;
  perform access.must(plan.id is not null and plan.done_at is null and plan.withdrawn_at is null, 'organisations.isWaiting');
  perform access.must(plan.happens_on <= current_date, 'organisations.dayHasCome');
  perform access.must(not exists (select from organisations.party p
    where p.reorganisation_id = plan.id and p.agreed_at is null), 'organisations.allAgreed');
  select p.organisation_id into heir from organisations.party p where p.reorganisation_id = plan.id and p.is_heir;

  insert into organisations.organisation (id, kind, name, is_government, is_employer, valid_from)
    select p.organisation_id, o.kind, p.new_name, o.is_government, o.is_employer, plan.happens_on
    from organisations.party p
    join organisations.organisation o on o.id = (select f.organisation_id from organisations.party f
      where f.reorganisation_id = plan.id and f.side = 'predecessor' order by f.number limit 1)
    where p.reorganisation_id = plan.id and p.new_name is not null;
  insert into organisations.name (organisation_id, value, valid_from)
    select p.organisation_id, p.new_name, plan.happens_on from organisations.party p
    where p.reorganisation_id = plan.id and p.new_name is not null;

  for party in select p.organisation_id as id from organisations.party p
      where p.reorganisation_id = plan.id and p.side = 'predecessor' order by p.number loop
    update organisations.organisation o set valid_until = greatest(o.valid_from, plan.happens_on - 1)
      where o.id = party.id and (o.valid_until is null or o.valid_until >= plan.happens_on);
    perform access.must(found, 'organisations.partiesExist');
    update organisations.name n set valid_until = greatest(n.valid_from, plan.happens_on - 1)
      where n.organisation_id = party.id and (n.valid_until is null or n.valid_until >= plan.happens_on);
    insert into organisations.succession (predecessor_id, successor_id, happened_on, kind, is_heir)
      select party.id, p.organisation_id, plan.happens_on, plan.kind, p.is_heir from organisations.party p
      where p.reorganisation_id = plan.id and p.side = 'successor'
      on conflict do nothing;
    perform people.continue_memberships(party.id, heir, plan.happens_on, plan.elsewhere);
    -- An end that was settled already, and lies ahead, is the end of the membership that goes on.
    update people.departure d set membership_id = m.id from people.membership m
      where m.continues_id = d.membership_id and d.last_day >= plan.happens_on and d.withdrawn_at is null and d.announced_at is null;
  end loop;
  perform organisations.settle_heritage();
  update organisations.organisation o set joined_at = now() where o.joined_at is null
    and o.id in (select p.organisation_id from organisations.party p where p.reorganisation_id = plan.id and p.side = 'successor')
    and exists (select from people.membership m where m.organisation_id = o.id);
  update organisations.reorganisation r set done_at = now() where r.id = plan.id;
end $$;
grant execute on function organisations.carry_out(uuid) to schakel_app;

/* What was agreed for a day that has come since; for the job of the night. Answers how many. */
create or replace function organisations.carry_out_due() returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  plan organisations.reorganisation;
  done integer := 0;
begin
  for plan in select r.* from organisations.reorganisation r
      where r.done_at is null and r.withdrawn_at is null and r.happens_on <= current_date
        and not exists (select from organisations.party p where p.reorganisation_id = r.id and p.agreed_at is null)
      order by r.happens_on, r.proposed_at loop
    begin
      perform organisations.carry_out(plan.id);
    exception when sqlstate 'RF409' then
      -- One that can no longer be done (a party ended meanwhile) must not hold up the others; it stays waiting and in sight.
      raise warning 'reorganisation % cannot be carried out: %', plan.id, sqlerrm;
      continue;
    end;
    insert into foundation.event (name, organisation_id, payload)
      select case plan.kind when 'merge' then 'organisationMerged' else 'organisationSplit' end,
        (select p.organisation_id from organisations.party p where p.reorganisation_id = plan.id and p.is_heir),
        jsonb_build_object('reorganisationId', plan.id,
          'predecessorIds', (select jsonb_agg(p.organisation_id) from organisations.party p where p.reorganisation_id = plan.id and p.side = 'predecessor'),
          'successorIds', (select jsonb_agg(p.organisation_id) from organisations.party p where p.reorganisation_id = plan.id and p.side = 'successor'));
    done := done + 1;
  end loop;
  return done;
end $$;

-- For the import alone, which works as the owner.
create policy known on organisations.register_line for select to schakel_app using (true);
create policy known on organisations.heritage for select to schakel_app using (true);
