-- Finding an organisation while somebody types; second names; what the register said last.

-- Letters and digits only, in lower case, without accents: 's-Hertogenbosch becomes 's hertogenbosch'. Immutable and
-- from PostgreSQL itself (unaccent is neither), so that names and questions are folded by the same words everywhere.
create function organisations.plain(value text) returns text language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(translate(lower(regexp_replace(normalize(value, nfkd), '[\u0300-\u036f]', '', 'g')),
    'øłđßæœı', 'oldsaoi'), '[^a-z0-9]+', ' ', 'g'))
$$;
-- The name as it is called: nobody types 'gemeente' first.
create function organisations.called(value text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(organisations.plain(value), '^gemeente ', '')
$$;
create function organisations.letters(value text) returns text language sql immutable strict parallel safe as $$
  select replace(organisations.called(value), ' ', '')
$$;

-- A list of names is in the order of their letters: 's-Hertogenbosch stands with the s, Gemeente Gouda with the g of Gouda.
alter table organisations.organisation
  add column sort_key text collate "C" not null generated always as (organisations.letters(name)) stored;
create index organisation_sorted on organisations.organisation (sort_key, id);

alter table organisations.name alter column folded set default '';
create function organisations.fold_name() returns trigger language plpgsql as $$
begin
  new.folded := organisations.called(new.value);
  return new;
end $$;
create trigger fold_name before insert or update on organisations.name
  for each row execute function organisations.fold_name();
update organisations.name set folded = '';
-- Finding goes by search_key below.
drop index organisations.name_folded;

-- What people say and the register does not know: Den Bosch, Ljouwert. From second-names.ts.
create table organisations.second_name (
  organisation_id uuid not null references organisations.organisation on delete cascade,
  value           text not null check (length(value) between 1 and 300),
  primary key (organisation_id, value)
);

-- One row for every word at which a name can be entered: 'kaagenbraassem', 'enbraassem', 'braassem'. A question is then
-- a range in a b-tree, which also under row-level security may be used (like and trigrams are not leakproof).
create table organisations.search_key (
  organisation_id uuid not null references organisations.organisation on delete cascade,
  key             text collate "C" not null,
  -- 0: the beginning of the name, apart from articles; 1: a later word.
  at              smallint not null,
  -- 0: the present name, 1: another name of now, 2: a name of the past.
  place           smallint not null,
  primary key (organisation_id, key)
);
create index search_key_key on organisations.search_key (key);
create index search_key_similar on organisations.search_key using gin (key gin_trgm_ops);

create index identifier_of_any_scheme on organisations.identifier (value);

create function organisations.settle_search(which uuid[]) returns void
  language sql volatile security definer set search_path = '' as $$
    delete from organisations.search_key where organisation_id = any (which);
    with said as (
      select o.id, o.name as value, 0 as place from organisations.organisation o where o.id = any (which)
      union all
      select o.id, unnest(array[o.short_name, o.profile ->> 'subname']), 1 from organisations.organisation o where o.id = any (which)
      union all
      select o.id, unnest(array[n.value, n.abbreviation]),
        case when n.valid_until is null or n.valid_until >= o.valid_until then 1 else 2 end
      from organisations.name n join organisations.organisation o on o.id = n.organisation_id where o.id = any (which)
      union all
      select s.organisation_id, s.value, 1 from organisations.second_name s where s.organisation_id = any (which)
    ), called as (
      select id, place, string_to_array(organisations.called(value), ' ') as words
      from said where organisations.called(value) <> ''
    ), entered as (
      select id, place, left(array_to_string(words[i:], ''), 80) as key,
        case when words[:i - 1] <@ array['de', 'het', 'een', 'den', 'der', 's', 't', 'n', 'd'] then 0 else 1 end as at
      from called, generate_series(1, least(cardinality(words), 12)) as i
    )
    insert into organisations.search_key (organisation_id, key, at, place)
    select distinct on (id, key) id, key, at, place from entered order by id, key, at, place
  $$;

-- Whoever writes a name, by whatever way, it is found. A load of thousands settles all at its end.
create function organisations.settle_search_of_organisation() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if coalesce(current_setting('organisations.loading', true), '') <> 'on' then
    perform organisations.settle_search(array(select id from changed));
  end if;
  return null;
end $$;
create function organisations.settle_search_of_name() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if coalesce(current_setting('organisations.loading', true), '') <> 'on' then
    perform organisations.settle_search(array(select distinct organisation_id from changed));
  end if;
  return null;
end $$;
create trigger settle_search_made after insert on organisations.organisation referencing new table as changed
  for each statement execute function organisations.settle_search_of_organisation();
create trigger settle_search_changed after update on organisations.organisation referencing new table as changed
  for each statement execute function organisations.settle_search_of_organisation();
create trigger settle_search_made after insert on organisations.name referencing new table as changed
  for each statement execute function organisations.settle_search_of_name();
create trigger settle_search_changed after update on organisations.name referencing new table as changed
  for each statement execute function organisations.settle_search_of_name();
create trigger settle_search_gone after delete on organisations.name referencing old table as changed
  for each statement execute function organisations.settle_search_of_name();
create trigger settle_search_made after insert on organisations.second_name referencing new table as changed
  for each statement execute function organisations.settle_search_of_name();
create trigger settle_search_gone after delete on organisations.second_name referencing old table as changed
  for each statement execute function organisations.settle_search_of_name();
select organisations.settle_search(array(select id from organisations.organisation));

-- What the register said about an organisation at the last import; the same again changes nothing.
create table organisations.register_line (
  register_id     text primary key,
  organisation_id uuid not null unique references organisations.organisation on delete cascade,
  digest          text not null,
  imported_at     timestamptz not null default now()
);

-- Makes organisations.heritage complete: an heir also inherits what its predecessor inherited.
-- `union` ends a circle that a mistake in the register would make (A went into B, and B into A).
create function organisations.settle_heritage() returns void
  language sql volatile security definer set search_path = '' as $$
    with recursive line (organisation_id, predecessor_id) as (
      select successor_id, predecessor_id from organisations.succession where is_heir
      union
      select line.organisation_id, s.predecessor_id
      from line join organisations.succession s on s.successor_id = line.predecessor_id and s.is_heir
    )
    insert into organisations.heritage (organisation_id, predecessor_id)
    select organisation_id, predecessor_id from line where organisation_id <> predecessor_id
    on conflict do nothing
  $$;
