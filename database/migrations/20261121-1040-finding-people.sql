-- Finding people by name and by what they do; who ended a membership and why; how often an invitation was sent.

-- Lower case, without accents and punctuation. Letters of other scripts stay: who is called Юлия must be found as Юлия.
create function people.fold(value text) returns text language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(translate(lower(regexp_replace(normalize(value, nfkd), '[\u0300-\u036f]', '', 'g')),
    'øłđßæœı', 'oldsaoi'), '[[:space:][:punct:]’‘´]+', ' ', 'g'))
$$;

-- A list of people is in the order of their names, per organisation: the name stands beside the membership for the index.
alter table people.membership add column sort_key text collate "C" not null default '';
create index membership_sorted on people.membership (organisation_id, sort_key, id);

-- One row for every word at which a name, function or discipline can be entered: 'samiraelamrani', 'elamrani', 'amrani'.
-- A question is then a range in a b-tree, which may be used behind row-level security (like and trigrams are not leakproof).
create table people.search_key (
  organisation_id uuid not null references organisations.organisation on delete cascade,
  key             text collate "C" not null,
  membership_id   uuid not null references people.membership on delete cascade,
  primary key (organisation_id, key, membership_id)
);
create index search_key_of_membership on people.search_key (membership_id, key);

create function people.settle_search(which uuid[]) returns void
  language sql volatile security definer set search_path = '' as $$
    delete from people.search_key where membership_id = any (which);
    insert into people.search_key (organisation_id, key, membership_id)
    select distinct m.organisation_id, left(array_to_string(w.words[i:], ''), 60), m.id
    from people.membership m
    join people.person p on p.id = m.person_id
    cross join lateral unnest(array[p.name, m.function_name, m.discipline]) as said
    cross join lateral (select string_to_array(people.fold(said), ' ') as words) as w
    cross join lateral generate_series(1, least(coalesce(cardinality(w.words), 0), 8)) as i
    where m.id = any (which)
  $$;

create function people.set_sort_key() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  new.sort_key := left(replace(people.fold((select p.name from people.person p where p.id = new.person_id)), ' ', ''), 80);
  return new;
end $$;
create function people.settle_search_of_made() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform people.settle_search(array(select id from made));
  return null;
end $$;
create function people.settle_search_of_changed() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform people.settle_search(array[new.id]);
  return null;
end $$;
create function people.rename_memberships() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update people.membership m set sort_key = left(replace(people.fold(new.name), ' ', ''), 80) where m.person_id = new.id;
  return null;
end $$;
-- Whoever writes a name or a membership, by whatever way, it is found.
create trigger set_sort_key before insert or update of person_id on people.membership
  for each row execute function people.set_sort_key();
create trigger settle_search_made after insert on people.membership referencing new table as made
  for each statement execute function people.settle_search_of_made();
create trigger settle_search_changed after update of function_name, discipline, organisation_id, sort_key on people.membership
  for each row execute function people.settle_search_of_changed();
create trigger rename_memberships after update of name on people.person
  for each row when (old.name is distinct from new.name) execute function people.rename_memberships();
update people.membership m set sort_key = left(replace(people.fold(p.name), ' ', ''), 80) from people.person p where p.id = m.person_id;

-- What is ended on the day it began, or before, was never there: its last day lies before its first.
alter table people.membership drop constraint membership_check;
alter table people.membership add constraint ends_after_it_begins check (until is null or until >= since - 1);
create index membership_deputy on people.membership (deputy_id) where deputy_id is not null;

-- Who ended a membership, and why. An end that is still to come may be withdrawn; the line stays.
create table people.departure (
  id            uuid primary key,
  membership_id uuid not null references people.membership,
  last_day      date not null,
  reason        text not null check (length(reason) between 1 and 1000),
  decided_by    uuid not null references people.membership,
  decided_at    timestamptz not null default now(),
  withdrawn_by  uuid references people.membership,
  withdrawn_at  timestamptz,
  -- When whoever listens was told; an end that lies ahead is told when its day has come.
  announced_at  timestamptz
);
create unique index departure_that_stands on people.departure (membership_id) where withdrawn_at is null;
create index departure_waiting on people.departure (last_day) where withdrawn_at is null and announced_at is null;

alter table people.invitation
  add column sent_at timestamptz not null default now(),
  add column sent_times smallint not null default 1,
  add column withdrawn_by uuid references people.person;
create index invitation_of_dossier on people.invitation (dossier_id, made_at desc) where dossier_id is not null;
create index invitation_waiting on people.invitation (organisation_id, email) where accepted_at is null and withdrawn_at is null;
