-- Rename, merge and split: who asked, who agreed, when it was done; and what becomes of people and what they hold.

create table organisations.renaming (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  was             text not null,
  became          text not null,
  happened_on     date not null,
  renamed_by      uuid not null references people.membership,
  renamed_at      timestamptz not null default now()
);
create index renaming_of on organisations.renaming (organisation_id);

create table organisations.reorganisation (
  id           uuid primary key,
  kind         text not null check (kind in ('merge', 'split')),
  -- The first day of the successor.
  happens_on   date not null,
  -- At a split: the successor for whoever does not go along with the heir, by membership.
  elsewhere    jsonb not null default '{}',
  proposed_by  uuid not null references people.membership,
  proposed_at  timestamptz not null default now(),
  withdrawn_by uuid references people.membership,
  withdrawn_at timestamptz,
  done_at      timestamptz,
  check (done_at is null or withdrawn_at is null)
);
create index reorganisation_waiting on organisations.reorganisation (happens_on) where done_at is null and withdrawn_at is null;

-- Both sides must agree: an heir opens the predecessor's dossiers to its own people, and takes in the predecessor's people.
create table organisations.party (
  reorganisation_id uuid not null references organisations.reorganisation,
  -- No foreign key: a new successor is made on the day itself.
  organisation_id   uuid not null,
  side              text not null check (side in ('predecessor', 'successor')),
  number            smallint not null,
  is_heir           boolean not null default false,
  -- Of a successor that does not exist yet.
  new_name          text check (length(new_name) between 1 and 300),
  -- Null with agreed_at set: it had no administrator here who could be asked.
  agreed_by         uuid references people.membership,
  agreed_at         timestamptz,
  primary key (reorganisation_id, organisation_id),
  check (side = 'successor' or not is_heir)
);
create index party_organisation on organisations.party (organisation_id);

/*
 * Continues every membership that the predecessor has on that day at its heir, or where `elsewhere`
 * ({ membership: organisation }) says, and lets what is held by it follow: dossiers, involvement, open items, line
 * managers, deputies, sessions. What was written keeps its author. Answers the pairs.
 */
create function people.continue_memberships(predecessor uuid, heir uuid, happened_on date, elsewhere jsonb default '{}')
  returns table (was uuid, became uuid) language plpgsql volatile security definer set search_path = '' as $$
declare
  olds     uuid[];
  news     uuid[];
  dossiers uuid[];
  own_role constant text := 'r:' || continue_memberships.predecessor || ':';
  new_role constant text := 'r:' || continue_memberships.heir || ':';
begin
  perform access.must(continue_memberships.happened_on <= current_date, 'organisations.dayHasCome');

  -- Who has not begun yet has written nothing yet: they begin at the successor.
  update people.membership m set organisation_id = coalesce((elsewhere ->> m.id::text)::uuid, heir)
    where m.organisation_id = predecessor and m.since > current_date;

  with made as (
    insert into people.membership (id, person_id, organisation_id, position, function_name, discipline, manager_id, deputy_id,
      speaks_for_organisation, since, until, continues_id)
    select gen_random_uuid(), m.person_id, coalesce((elsewhere ->> m.id::text)::uuid, heir), m.position, m.function_name,
      m.discipline, m.manager_id, m.deputy_id, m.speaks_for_organisation, greatest(m.since, continue_memberships.happened_on), m.until, m.id
    from people.membership m
    where m.organisation_id = predecessor and (m.until is null or m.until >= continue_memberships.happened_on)
      and not exists (select from people.membership n where n.continues_id = m.id)
    returning id, continues_id)
  select coalesce(array_agg(continues_id), '{}'), coalesce(array_agg(id), '{}') into olds, news from made;

  update people.membership m set until = greatest(m.since, continue_memberships.happened_on - 1) where m.id = any (olds);

  -- Lines between people: also those of colleagues elsewhere who report to, or are replaced by, somebody who moved.
  update people.membership m set manager_id = pair.new from unnest(olds, news) as pair (old, new)
    where m.manager_id = pair.old and not m.id = any (olds);
  update people.membership m set deputy_id = pair.new from unnest(olds, news) as pair (old, new)
    where m.deputy_id = pair.old and not m.id = any (olds);
  update people.invitation i set organisation_id = heir
    where i.organisation_id = predecessor and i.accepted_at is null and i.withdrawn_at is null;
  update signin.session s set membership_id = pair.new from unnest(olds, news) as pair (old, new)
    where s.membership_id = pair.old and s.revoked_at is null;
  update signin.token t set membership_id = pair.new from unnest(olds, news) as pair (old, new)
    where t.membership_id = pair.old and t.revoked_at is null;

  -- Dossiers: who owns, deputises or takes part does so under the continuing membership; a role goes to the heir's role.
  with owned as (
    update dossier.dossier d set owner_id = pair.new from unnest(olds, news) as pair (old, new)
    where d.owner_id = pair.old returning d.id)
  select array_agg(id) into dossiers from owned;
  with deputised as (
    update dossier.dossier d set deputy_id = pair.new from unnest(olds, news) as pair (old, new)
    where d.deputy_id = pair.old returning d.id)
  select dossiers || array_agg(id) into dossiers from deputised;
  with involved as (
    update dossier.involvement i set subject = 'm:' || pair.new, membership_id = pair.new,
      organisation_id = case when i.organisation_id is not null then (select m.organisation_id from people.membership m where m.id = pair.new) end
    from unnest(olds, news) as pair (old, new)
    where i.subject = 'm:' || pair.old and (i.until is null or i.until > now()) returning i.dossier_id)
  select dossiers || array_agg(distinct dossier_id) into dossiers from involved;
  with in_role as (
    update dossier.involvement i set subject = new_role || substr(i.subject, length(own_role) + 1),
      organisation_id = case when i.organisation_id = predecessor then heir else i.organisation_id end
    where starts_with(i.subject, own_role) and (i.until is null or i.until > now()) returning i.dossier_id)
  select dossiers || array_agg(distinct dossier_id) into dossiers from in_role;

  -- Open items: who asked still waits, who was asked still owes. 'o:<predecessor>' is inherited by key and stays as it was.
  update open_items.open_item i set raised_by = pair.new from unnest(olds, news) as pair (old, new)
    where i.raised_by = pair.old and i.closed_at is null;
  update open_items.open_item i set addressee = 'm:' || pair.new, addressee_membership_id = pair.new,
      addressee_organisation_id = (select m.organisation_id from people.membership m where m.id = pair.new)
    from unnest(olds, news) as pair (old, new) where i.addressee = 'm:' || pair.old and i.closed_at is null;
  update open_items.open_item i set addressee = new_role || substr(i.addressee, length(own_role) + 1), addressee_organisation_id = heir
    where starts_with(i.addressee, own_role) and i.closed_at is null;
  update open_items.step s set subject = 'm:' || pair.new from unnest(olds, news) as pair (old, new)
    where s.subject = 'm:' || pair.old and s.reached_at is null;
  update open_items.step s set subject = new_role || substr(s.subject, length(own_role) + 1)
    where starts_with(s.subject, own_role) and s.reached_at is null;
  -- What somebody already heard stays readable for them.
  insert into open_items.hears (open_item_id, subject, since)
    select h.open_item_id, 'm:' || pair.new, h.since from open_items.hears h join unnest(olds, news) as pair (old, new) on h.subject = 'm:' || pair.old
    union all
    select h.open_item_id, new_role || substr(h.subject, length(own_role) + 1), h.since from open_items.hears h where starts_with(h.subject, own_role)
    on conflict do nothing;

  perform dossier.settle_reach(d) from (select distinct unnest(dossiers) as d) as touched where d is not null;

  return query select pair.old, pair.new from unnest(olds, news) as pair (old, new);
end $$;
