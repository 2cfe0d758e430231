-- The numbers of an organisation, for whoever works there and for its administrators. No table and no row: only counts come out.
grant usage on schema overview to schakel_app;

/*
 * Counts what every colleague of the organisation could count as well: dossiers known in the organisation and items for its
 * readers. What fewer may know (a narrower ceiling or audience, a sealed kind) is in no number, so that no number betrays
 * it. It runs as owner because an administrator may have the number and not the rows. Numbers that are too small are hidden
 * in hiding.ts, before they leave the house.
 */
create or replace function overview.counted() returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  home  uuid := (select m.organisation_id from people.membership m where m.id = access.acting()
    and m.position in ('staff', 'executive', 'administrator') and m.since <= current_date and (m.until is null or m.until >= current_date));
  homes uuid[] := array(select home union select h.predecessor_id from organisations.heritage h where h.organisation_id = home);
  -- The first moments of this month and the eleven before it, on the clock of the Netherlands.
  starts timestamptz[] := array(select m at time zone 'Europe/Amsterdam' from generate_series(
    date_trunc('month', now() at time zone 'Europe/Amsterdam') - interval '11 months',
    date_trunc('month', now() at time zone 'Europe/Amsterdam'), interval '1 month') as m);
begin
  if home is null then return null; end if;
  return (
    with known as materialized (
      select d.id, d.state, d.opened_at from dossier.dossier d where d.organisation_id = any (homes) and d.ceiling >= 3),
    asked as materialized (
      select i.id, i.raised_at, i.due_on, i.step, i.addressee_membership_id, known.state
      from open_items.open_item i join known on known.id = i.dossier_id
      where i.organisation_id = any (homes) and i.closed_at is null and i.audience >= 3),
    late as materialized (
      select asked.id, asked.step, coalesce(
        (select l.code from open_items.lateness l where l.open_item_id = asked.id order by l.said_at desc limit 1),
        case when asked.state = 'paused' then 'paused' else 'nothingSaid' end) as reason
      from asked where asked.due_on < current_date),
    -- The number of the month, 1 to 12: looking in an array of its first days costs a tenth of writing each date as text.
    happened (what, month) as (
      select 1, width_bucket(k.opened_at, starts) from known k where k.opened_at >= starts[1]
      union all
      select 2, width_bucket(c.closed_at, starts)
      from dossier.closure c join known k on k.id = c.dossier_id where c.reopened_at is null and c.closed_at >= starts[1]
      union all
      select 3, width_bucket(i.raised_at, starts) from open_items.open_item i join known k on k.id = i.dossier_id
      where i.organisation_id = any (homes) and i.audience >= 3 and i.raised_at >= starts[1]
      union all
      select 4, width_bucket(i.closed_at, starts) from open_items.open_item i join known k on k.id = i.dossier_id
      where i.organisation_id = any (homes) and i.audience >= 3 and i.closed_at >= starts[1]),
    flow as materialized (select month, what, count(*) as n from happened group by month, what),
    -- A discipline of four people is four people.
    disciplines as (
      select m.discipline from people.membership m
      where m.organisation_id = any (homes) and m.discipline is not null and m.since <= current_date
        and (m.until is null or m.until >= current_date)
      group by m.discipline having count(distinct m.person_id) >= 5),
    fields as (
      select coalesce(g.discipline, '') as key, count(*) as n
      from asked left join people.membership m on m.id = asked.addressee_membership_id and m.organisation_id = any (homes)
      left join disciplines g on g.discipline = m.discipline group by 1)
    select jsonb_build_object(
      'organisationId', home,
      'organisationName', (select o.name from organisations.organisation o where o.id = home),
      'countedAt', now(),
      'dossiers', (select jsonb_build_object('active', count(*) filter (where state = 'active'),
        'paused', count(*) filter (where state = 'paused')) from known),
      'dossierAges', (select jsonb_build_object(
        'under3Months', count(*) filter (where opened_at > now() - interval '3 months'),
        'under6Months', count(*) filter (where opened_at > now() - interval '6 months' and opened_at <= now() - interval '3 months'),
        'under1Year', count(*) filter (where opened_at > now() - interval '1 year' and opened_at <= now() - interval '6 months'),
        'under2Years', count(*) filter (where opened_at > now() - interval '2 years' and opened_at <= now() - interval '1 year'),
        'older', count(*) filter (where opened_at <= now() - interval '2 years')) from known where state <> 'closed'),
      'items', (select jsonb_build_object('onTime', count(*) filter (where due_on >= current_date),
          'late', count(*) filter (where due_on < current_date),
          'moreTime', count(*) filter (where longer), 'firstTerm', count(*) filter (where not longer))
        from (select asked.due_on, longer.so as longer from asked
          -- One look into an index for each of these; an exists among the columns would be hashed over every organisation.
          cross join lateral (select count(*) > 0 as so
            from (select from open_items.extension e where e.open_item_id = asked.id limit 1) as any_one) as longer) as one),
      'itemAges', (select jsonb_build_object(
        'under2Weeks', count(*) filter (where raised_at > now() - interval '14 days'),
        'under4Weeks', count(*) filter (where raised_at > now() - interval '28 days' and raised_at <= now() - interval '14 days'),
        'under3Months', count(*) filter (where raised_at > now() - interval '3 months' and raised_at <= now() - interval '28 days'),
        'under6Months', count(*) filter (where raised_at > now() - interval '6 months' and raised_at <= now() - interval '3 months'),
        'older', count(*) filter (where raised_at <= now() - interval '6 months')) from asked),
      'reasons', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select reason, count(*) as n from late group by reason) as r),
      'climbed', (select coalesce(jsonb_object_agg(place, n), '{}') from (
        select case when s.kind in ('manager', 'owner', 'head') then s.kind else 'nobody' end as place, count(*) as n
        from late left join open_items.step s on s.open_item_id = late.id and s.number = late.step group by 1) as c),
      'disciplines', (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'count', n) order by key = '', key), '[]') from fields),
      'months', (select jsonb_agg(jsonb_build_object(
          'month', to_char(starts[m] at time zone 'Europe/Amsterdam', 'YYYY-MM'),
          'dossiersOpened', coalesce((select n from flow f where f.month = m and f.what = 1), 0),
          'dossiersClosed', coalesce((select n from flow f where f.month = m and f.what = 2), 0),
          'itemsRaised', coalesce((select n from flow f where f.month = m and f.what = 3), 0),
          'itemsClosed', coalesce((select n from flow f where f.month = m and f.what = 4), 0)) order by m)
        from generate_series(1, 12) as m)));
end $$;
grant execute on function overview.counted() to schakel_app;
