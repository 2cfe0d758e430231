-- Who looks for the province of Utrecht types 'utrecht': a word that only says what kind it is, is passed over as an article is.
create or replace function organisations.settle_search(which uuid[]) returns void
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
        case when words[:i - 1] <@ array['de', 'het', 'een', 'den', 'der', 's', 't', 'n', 'd', 'van', 'voor', 'gemeente', 'provincie',
          'waterschap', 'hoogheemraadschap', 'ministerie', 'stichting', 'vereniging', 'cooperatie', 'gemeenschappelijke', 'regeling']
          then 0 else 1 end as at
      from called, generate_series(1, least(cardinality(words), 12)) as i
    )
    insert into organisations.search_key (organisation_id, key, at, place)
    select distinct on (id, key) id, key, at, place from entered order by id, key, at, place
  $$;

select organisations.settle_search(array(select id from organisations.organisation));
