-- What is found by whom. `@@` is not leakproof: behind a policy every visible row would be tested for every word (898 → 18 ms
-- at a million rows, stack.md 2.4). So the functions below run as owner and repeat the policies of the rooms, word for word;
-- search.db.test.ts holds their rows against the plain query's, for every kind and every role.
--
-- What may be found is what has a function here. A sealed kind has none, and so no index, no word and no suggestion.
-- The settings of pg_trgm, which functions below set, exist in a session that has used it.
select public.similarity('a', 'b');

grant usage on schema search to schakel_app;
grant execute on function search.scoped(tsvector, uuid, timestamptz), search.in_dossier(tsvector, uuid),
  search.of_item(tsvector, uuid, text, uuid), search.of_dossier(tsvector, uuid, smallint) to schakel_app;

-- The words of a document are for whoever the document is for; the index itself is for nobody.
create policy visible on search.document for select to schakel_app using (
  exists (select from dossier.document o where o.id = document.document_id));
grant select (document_id, dossier_id, text, state, fault) on search.document to schakel_app;

/*
 * The question as PostgreSQL asks it. Step 1: the words as typed, the last one also as a beginning while somebody types.
 * Step 2: also words of which they are a part. Step 3: also words that look like them. A question with quotation marks or a
 * minus means what it says: it is not widened. The words come from all that was written here, also what this reader may not
 * read: they widen the question and are never shown.
 */
create or replace function search.sought(asked text, step integer, unfinished boolean) returns tsquery
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
  set pg_trgm.similarity_threshold = 0.42 as $$
declare
  pieces text[] := regexp_split_to_array(btrim(asked), '\s+');
  piece  text;
  typed  text;
  core   text;
  wider  text[];
  own    tsquery;
  whole  tsquery;
begin
  if asked ~ '"|(^|\s)-\S' then
    own := websearch_to_tsquery('search.dutch', asked);
    return case when step = 1 and numnode(own) > 0 then own end;
  end if;
  for i in 1 .. least(cardinality(pieces), 12) loop
    piece := pieces[i];
    own := plainto_tsquery('search.dutch', piece);
    typed := lower(public.unaccent('public.unaccent', piece));
    wider := '{}';
    if typed ~ '^[[:lower:]]{3,40}$' then
      core := search.root(typed);
      -- Its other forms.
      wider := array(select w.stem from search.word w where w.root = core order by length(w.word), w.word limit 16);
      -- Of the first two thousand that come the shortest: a part of which half the language is made must not cost a sort of it.
      if step > 1 or (unfinished and i = cardinality(pieces)) then
        wider := wider || array(select x.stem from (select w.stem, w.word from search.word w
          where w.word >= typed and w.word < typed || chr(1114111) limit 2000) x order by length(x.word), x.word limit 32);
      end if;
      if step > 1 and length(typed) >= 4 then
        -- In the middle or at the end of a longer word; 'recht' is not what 'oprecht' is made of.
        wider := wider || array(select x.stem from (select w.stem, w.word from search.word w
          where w.word like '%' || typed || '%' and strpos(w.word, typed) >= 4
            and (length(typed) > 4 or right(w.word, length(typed)) = typed) limit 2000) x
          order by length(x.word), x.word limit 50)
          || array(select x.stem from (select w.stem, w.word from search.word w
          where w.root like '%' || core and length(w.root) - length(core) >= 3 limit 2000) x
          order by length(x.word), x.word limit 50);
      end if;
      if step > 2 and length(typed) >= 4 then
        wider := wider || array(select w.stem from search.word w
          where w.word operator(public.%) typed and abs(length(w.word) - length(typed)) <= 2
          order by public.similarity(w.word, typed) desc, w.word limit 12);
      end if;
      wider := array(select distinct s from unnest(wider) s where numnode(own) = 0 or not s = any (tsvector_to_array(to_tsvector('search.dutch', piece))));
    end if;
    if cardinality(wider) > 0 then
      own := own || (select string_agg(quote_literal(s), ' | ')::tsquery from unnest(wider) s);
    end if;
    if numnode(own) > 0 then whole := coalesce(whole && own, own); end if;
  end loop;
  return whole;
end $$;

/*
 * The dossiers in which the reader takes part, with how near they stand. Each is looked into by itself, below: `offset 0`
 * keeps the planner from reading a whole table to join it with some thirty dossiers (62 ms at 100,000 entries, growing), and
 * `is true` from reading all rows of each (13 ms; a journal lies scattered over its table). All of them in one question to
 * the index took five times as long as one by one.
 */
create or replace function search.doors() returns table (dossier_id uuid, reach smallint)
  language sql stable rows 30 set search_path = '' as $$
    select r.dossier_id, min(r.reach) from dossier.reach r
    where r.subject = any (access.keys()) and r.until > now() group by r.dossier_id
  $$;

create or replace function search.within(organisations uuid[], of_organisation uuid) returns uuid[]
  language sql stable set search_path = '' as $$
    select case when of_organisation is null then coalesce(organisations, '{}')
      when of_organisation = any (organisations) then array[of_organisation] else '{}' end
  $$;

/*
 * Which part of the index is asked: step 1 the month of `upto` and the one before, 2 its year and the one before, 3 all.
 * Null for no scopes: that finds nothing.
 */
create or replace function search.span(scopes uuid[], step integer, upto timestamptz) returns tsquery
  language sql stable set search_path = '' as $$
    select string_agg(quote_literal('§' || replace(s::text, '-', '') || p), ' | ')::tsquery
    from unnest(scopes) s cross join lateral (
      select '' as p where step = 3
      union all
      select extract(year from t)::text || case when step = 1 then 'm' || extract(month from t)::text else '' end
      from (select case when isfinite(upto) then upto else now() + interval '1 day' end at time zone 'UTC' as at) moment
      cross join lateral unnest(case when step = 1 then array[at, date_trunc('month', at) - interval '1 day']
        when step = 2 then array[at, date_trunc('year', at) - interval '1 day'] else '{}'::timestamp[] end) t) part
  $$;

/* One scope, as it stands in the index: an id without its dashes; a key as it is. */
create or replace function search.mark(prefix text, value text) returns tsquery
  language sql immutable parallel safe as $$
    select quote_literal('§' || prefix || case when prefix = 'a' then value else replace(value, '-', '') end)::tsquery
  $$;

/* The first moment of that part. */
create or replace function search.began(step integer, upto timestamptz) returns timestamptz
  language sql stable set search_path = '' as $$
    select case step
      when 1 then (date_trunc('month', at) - interval '1 month') at time zone 'UTC'
      when 2 then (date_trunc('year', at) - interval '1 year') at time zone 'UTC'
      else '-infinity' end
    from (select case when isfinite(upto) then upto else now() + interval '1 day' end at time zone 'UTC' as at) moment
  $$;

create or replace function search.find_dossiers(sought tsquery, of_organisation uuid, since timestamptz, upto timestamptz, most integer)
  returns table (id uuid, near boolean, at timestamptz)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  works_in uuid[] := search.within(access.organisations(), of_organisation);
  councils uuid[] := search.within(access.councils(), of_organisation);
  own      tsquery;
  found    uuid[];
  far      uuid[] := '{}';
begin
  found := array(
    select x.id from (
      select d.id, d.changed_at from search.doors() r cross join lateral (
        select d.id, d.changed_at from dossier.dossier d
        where d.id = r.dossier_id and r.reach <= d.ceiling and d.search @@ sought and d.changed_at between since and upto
          and (of_organisation is null or d.organisation_id = of_organisation) offset 0) d
      union
      (select d.id, d.changed_at from unnest(works_in) as home (id) cross join lateral (
        select d.id, d.changed_at from dossier.dossier d
        where search.of_dossier(d.search, d.organisation_id, d.ceiling) @@ (search.mark('', home.id::text) && sought)
          and (d.ceiling >= 3 and d.organisation_id = home.id and d.changed_at between since and upto) is true offset 0) d
        order by d.changed_at desc, d.id desc limit most)
      union
      (select d.id, d.changed_at from unnest(councils) as home (id) cross join lateral (
        select d.id, d.changed_at from dossier.dossier d
        where search.of_dossier(d.search, d.organisation_id, d.ceiling) @@ (search.mark('c', home.id::text) && sought)
          -- Outside, a dossier is found by its title; what else it says is found as the line that was opened.
          and ts_filter(d.search, '{a}') @@ sought
          and (d.ceiling >= 4 and d.organisation_id = home.id and d.changed_at between since and upto) is true offset 0) d
        order by d.changed_at desc, d.id desc limit most)) x
    order by x.changed_at desc, x.id desc limit most);
  -- What everybody may read, of whichever town, by its title alone: the newest first, without reading all of the country.
  if cardinality(found) < most then
    for step in 1 .. 3 loop
      own := search.span(array['00000000-0000-0000-0000-000000000000'::uuid], step, upto) && sought;
      -- `offset 0` and `is true`: an index of the newest would be walked through the whole country for a word that is rare.
      far := array(select d.id from (select d.id, d.changed_at from dossier.dossier d
          where search.scoped(ts_filter(d.search, '{a}'), '00000000-0000-0000-0000-000000000000', d.changed_at) @@ own and d.ceiling = 5
            and (d.changed_at between since and upto and (of_organisation is null or d.organisation_id = of_organisation)) is true offset 0) d
        order by d.changed_at desc, d.id desc limit most);
      exit when cardinality(far) >= most or search.began(step, upto) <= since;
    end loop;
  end if;
  return query
  select d.id, d.id = any (found), d.changed_at from dossier.dossier d
  where d.id = any (found || far) order by 2 desc, d.changed_at desc, d.id desc limit most;
end $$;

create or replace function search.find_entries(sought tsquery, of_organisation uuid, since timestamptz, upto timestamptz, most integer)
  returns table (id uuid, near boolean, at timestamptz)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  works_in uuid[] := search.within(access.organisations(), of_organisation);
  councils uuid[] := search.within(access.councils(), of_organisation);
  own      tsquery;
  ours     tsquery;
  found    uuid[];
  far      uuid[] := '{}';
begin
  for step in 1 .. 3 loop
    own := search.span(works_in, step, upto) && sought;
    ours := search.span(councils, step, upto) && sought;
    found := array(
      (select e.id from dossier.entry e
        where search.scoped(e.search, e.organisation_id, e.occurred_at) @@ own and e.audience >= 3
          and e.organisation_id = any (works_in) and e.occurred_at between since and upto
        order by e.occurred_at desc, e.id desc limit most)
      union
      (select e.id from dossier.entry e
        where search.scoped(e.search, e.organisation_id, e.occurred_at) @@ ours and e.audience >= 4
          and e.organisation_id = any (councils) and e.occurred_at between since and upto
        order by e.occurred_at desc, e.id desc limit most));
    exit when cardinality(found) >= most or search.began(step, upto) <= since;
  end loop;
  found := array(select * from unnest(found) union (
    select e.id from search.doors() r cross join lateral (
      select e.id, e.occurred_at from dossier.entry e
      where search.in_dossier(e.search, e.dossier_id) @@ (search.mark('', r.dossier_id::text) && sought)
        and (e.dossier_id = r.dossier_id) is true and r.reach <= e.audience and e.occurred_at between since and upto
        and (of_organisation is null or e.organisation_id = of_organisation) offset 0) e
      order by e.occurred_at desc, e.id desc limit most));
  -- What everybody may read, of whichever town, comes after what is near.
  if cardinality(found) < most then
    for step in 1 .. 3 loop
      own := search.span(array['00000000-0000-0000-0000-000000000000'::uuid], step, upto) && sought;
      far := array(select e.id from dossier.entry e
        where search.scoped(e.search, '00000000-0000-0000-0000-000000000000', e.occurred_at) @@ own and e.audience = 5
          and e.occurred_at between since and upto and (of_organisation is null or e.organisation_id = of_organisation)
        order by e.occurred_at desc, e.id desc limit most);
      exit when cardinality(far) >= most or search.began(step, upto) <= since;
    end loop;
  end if;
  return query
  select e.id, e.id = any (found), e.occurred_at from dossier.entry e
  where e.id = any (found || far) order by 2 desc, e.occurred_at desc, e.id desc limit most;
end $$;

create or replace function search.find_open_items(sought tsquery, of_organisation uuid, since timestamptz, upto timestamptz, most integer)
  returns table (id uuid, near boolean, at timestamptz)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  mine     text[] := access.keys();
  works_in uuid[] := search.within(access.organisations(), of_organisation);
  councils uuid[] := search.within(access.councils(), of_organisation);
  own      tsquery;
  ours     tsquery;
  found    uuid[];
begin
  for step in 1 .. 3 loop
    own := search.span(works_in, step, upto) && sought;
    ours := search.span(councils, step, upto) && sought;
    found := array(
      (select i.id from open_items.open_item i
        where search.scoped(i.search, i.organisation_id, i.raised_at) @@ own and i.audience >= 3
          and i.organisation_id = any (works_in) and i.raised_at between since and upto
        order by i.raised_at desc, i.id desc limit most)
      union
      (select i.id from open_items.open_item i
        where search.scoped(i.search, i.organisation_id, i.raised_at) @@ ours and i.audience >= 4
          and i.organisation_id = any (councils) and i.raised_at between since and upto
        order by i.raised_at desc, i.id desc limit most));
    exit when cardinality(found) >= most or search.began(step, upto) <= since;
  end loop;
  return query
  with mine_too as (
    select i.id from search.doors() r cross join lateral (
      select i.id from open_items.open_item i
      where search.of_item(i.search, i.dossier_id, i.addressee, i.raised_by) @@ (search.mark('', r.dossier_id::text) && sought)
        and (i.dossier_id = r.dossier_id) is true and r.reach <= i.audience offset 0) i
    union
    select i.id from unnest(mine) as me (key) cross join lateral (
      select i.id from open_items.open_item i
      where search.of_item(i.search, i.dossier_id, i.addressee, i.raised_by) @@ (search.mark('a', me.key) && sought)
        and (i.addressee = me.key) is true offset 0) i
    union
    select i.id from unnest(access.memberships()) as me (id) cross join lateral (
      select i.id from open_items.open_item i
      where search.of_item(i.search, i.dossier_id, i.addressee, i.raised_by) @@ (search.mark('r', me.id::text) && sought)
        and (i.raised_by = me.id) is true offset 0) i
    union
    select i.id from open_items.hears h join open_items.open_item i on i.id = h.open_item_id
      where h.subject = any (mine) and i.search @@ sought
    union
    select * from unnest(found))
  select i.id, true, i.raised_at from mine_too m join open_items.open_item i on i.id = m.id
  where i.raised_at between since and upto and (of_organisation is null or i.organisation_id = of_organisation)
  order by i.raised_at desc, i.id desc limit most;
end $$;

create or replace function search.find_documents(sought tsquery, of_organisation uuid, since timestamptz, upto timestamptz, most integer)
  returns table (id uuid, near boolean, at timestamptz)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  works_in uuid[] := search.within(access.organisations(), of_organisation);
  councils uuid[] := search.within(access.councils(), of_organisation);
  own      tsquery;
  ours     tsquery;
  found    uuid[];
  far      uuid[] := '{}';
begin
  for step in 1 .. 3 loop
    own := search.span(works_in, step, upto) && sought;
    ours := search.span(councils, step, upto) && sought;
    found := array(
      (select o.document_id from search.document o
        where search.scoped(o.search, o.organisation_id, o.at) @@ own and o.audience >= 3
          and o.organisation_id = any (works_in) and o.at between since and upto
        order by o.at desc, o.document_id desc limit most)
      union
      (select o.document_id from search.document o
        where search.scoped(o.search, o.organisation_id, o.at) @@ ours and o.audience >= 4
          and o.organisation_id = any (councils) and o.at between since and upto
        order by o.at desc, o.document_id desc limit most));
    exit when cardinality(found) >= most or search.began(step, upto) <= since;
  end loop;
  found := array(select * from unnest(found) union (
    select o.document_id from search.doors() r cross join lateral (
      select o.document_id, o.at from search.document o
      where search.in_dossier(o.search, o.dossier_id) @@ (search.mark('', r.dossier_id::text) && sought)
        and (o.dossier_id = r.dossier_id) is true and r.reach <= o.audience and o.at between since and upto
        and (of_organisation is null or o.organisation_id = of_organisation) offset 0) o
      order by o.at desc, o.document_id desc limit most));
  if cardinality(found) < most then
    for step in 1 .. 3 loop
      own := search.span(array['00000000-0000-0000-0000-000000000000'::uuid], step, upto) && sought;
      far := array(select o.document_id from search.document o
        where search.scoped(o.search, '00000000-0000-0000-0000-000000000000', o.at) @@ own and o.audience = 5
          and o.at between since and upto and (of_organisation is null or o.organisation_id = of_organisation)
        order by o.at desc, o.document_id desc limit most);
      exit when cardinality(far) >= most or search.began(step, upto) <= since;
    end loop;
  end if;
  return query
  select o.document_id, o.document_id = any (found), o.at from search.document o
  where o.document_id = any (found || far) order by 2 desc, o.at desc, o.document_id desc limit most;
end $$;

create or replace function search.find_notes(sought tsquery, of_organisation uuid, since timestamptz, upto timestamptz, most integer)
  returns table (id uuid, near boolean, at timestamptz)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select p.id, true, p.occurred_at from dossier.private_note p join dossier.dossier d on d.id = p.dossier_id
  where p.person_id = access.person() and p.expires_at > now() and p.search @@ sought and p.occurred_at between since and upto
    and (of_organisation is null or d.organisation_id = of_organisation) and (
      (d.ceiling >= 3 and d.organisation_id = any (access.organisations()))
      or (d.ceiling >= 4 and d.organisation_id = any (access.councils()))
      or d.ceiling = 5
      or exists (select from dossier.reach r where r.dossier_id = d.id and r.subject = any (access.keys())
                 and r.reach <= d.ceiling and r.until > now()))
  order by p.occurred_at desc, p.id desc limit most;
end $$;

/* Memberships, by name or function. Who may be known by whom is people.listed()'s to say; only a slip of the pen is added. */
create or replace function search.find_people(asked text, alike boolean, of_organisation uuid, most integer)
  returns table (id uuid, near boolean, at timestamptz)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set pg_trgm.word_similarity_threshold = 0.6 as $$
declare
  homes   uuid[] := array(select distinct o from unnest(coalesce(access.colleagues(), '{}') || coalesce(access.administers(), '{}')) as o
    where of_organisation is null or o = of_organisation);
  fellows uuid[];
  letters text := replace(people.fold(asked), ' ', '');
begin
  if not alike then
    return query select l.membership_id, true, null::timestamptz from people.listed(asked, of_organisation, null, most) l order by l.place;
  elsif length(letters) >= 4 then
    fellows := array(select access.fellows());
    return query
    select m.id, true, null::timestamptz from (
      select x.membership_id, max(x.alike) as alike from (
        select k.membership_id, public.word_similarity(letters, k.key) as alike from people.search_key k
          where k.organisation_id = any (homes) and k.key operator(public.%>) letters
        union all
        select k.membership_id, public.word_similarity(letters, k.key) from people.search_key k
          where k.membership_id = any (fellows) and k.key operator(public.%>) letters) x
      group by x.membership_id) found
    join people.membership m on m.id = found.membership_id
    where (of_organisation is null or m.organisation_id = of_organisation)
      and m.since <= current_date and (m.until is null or m.until >= current_date)
    order by found.alike desc, m.sort_key, m.id limit most;
  end if;
end $$;

/* The register is public. */
create or replace function search.find_organisations(asked text, alike boolean, most integer)
  returns table (id uuid, near boolean, at timestamptz)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set pg_trgm.word_similarity_threshold = 0.6 as $$
declare
  letters text := organisations.letters(asked);
begin
  if length(letters) < (case when alike then 4 else 2 end) then return; end if;
  if not alike then
    return query
    select o.id, true, null::timestamptz from (
      select k.organisation_id, min(k.at * 4 + k.place) as rank from organisations.search_key k
      where k.key >= letters and k.key < letters || '{' group by k.organisation_id) found
    join organisations.organisation o on o.id = found.organisation_id
    order by (o.valid_until is not null), found.rank, o.sort_key, o.id limit most;
  else
    return query
    select o.id, true, null::timestamptz from (
      select k.organisation_id, max(public.word_similarity(letters, k.key)) as alike from organisations.search_key k
      where k.key operator(public.%>) letters group by k.organisation_id) found
    join organisations.organisation o on o.id = found.organisation_id
    order by (o.valid_until is not null), found.alike desc, o.sort_key, o.id limit most;
  end if;
end $$;

/* Frames are public; of each the version that holds now, else the last one. */
create or replace function search.find_frames(sought tsquery, of_organisation uuid, most integer)
  returns table (id uuid, near boolean, at timestamptz)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select v.id, true, v.made_at from kaders.frame_version v join kaders.frame f on f.id = v.frame_id
  where v.search @@ sought and (of_organisation is null or f.organisation_id = of_organisation)
    and not exists (select from kaders.frame_version later where later.frame_id = v.frame_id and later.number > v.number
      and (later.valid_from <= current_date or v.valid_from > current_date))
    and (v.valid_from <= current_date or not exists (select from kaders.frame_version now_valid
      where now_valid.frame_id = v.frame_id and now_valid.valid_from <= current_date))
  order by f.organisation_id = any (coalesce(access.organisations(), '{}')) desc, f.rank, v.made_at desc, v.id limit most;
end $$;

/* Which of these have the words of this question in them: what was meant, among what a wider question found. */
create or replace function search.matching(kind text, ids uuid[], sought tsquery) returns uuid[]
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return case kind
    when 'dossier' then array(select d.id from dossier.dossier d where d.id = any (ids)
      and (ts_filter(d.search, '{a}') @@ sought or d.search @@ sought and dossier.is_inside(d.id)))
    when 'entry' then array(select e.id from dossier.entry e where e.id = any (ids) and e.search @@ sought)
    when 'openItem' then array(select i.id from open_items.open_item i where i.id = any (ids) and i.search @@ sought)
    when 'document' then array(select o.document_id from search.document o where o.document_id = any (ids) and o.search @@ sought)
    when 'note' then array(select p.id from dossier.private_note p where p.id = any (ids) and p.search @@ sought)
    when 'frame' then array(select v.id from kaders.frame_version v where v.id = any (ids) and v.search @@ sought)
  end;
end $$;

/*
 * All of it, in the order in which it is shown: dossiers, people and organisations, frames, and then what was written, the
 * newest first; what was found as typed before what a wider question found. The wider question is asked first: when it gives
 * less than there is room for, it has given all, and what was meant is among it. Look-alikes are looked for only when there
 * was next to nothing. Both are decided by what this reader may see alone.
 */
create or replace function search.find(asked text, unfinished boolean, kinds text[], of_organisation uuid, since timestamptz,
    upto timestamptz, most integer)
  returns table (place bigint, kind text, id uuid, step integer, sought tsquery)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  every  constant text[] := array['dossier', 'person', 'organisation', 'frame', 'entry', 'openItem', 'document', 'note'];
  wanted text[] := array(select k from unnest(every) k where kinds is null or k = any (kinds));
  one    text;
  enough integer;
  asks   tsquery[] := '{}';
  widest tsquery;
  exact  uuid[];
  came   integer;
  ours   text[] := '{}';
  ids    uuid[] := '{}';
  steps  integer[] := '{}';
  nears  boolean[] := '{}';
  ats    timestamptz[] := '{}';
  more   record;
begin
  -- Of signs alone there is nothing to find.
  if access.person() is null or people.fold(asked) = '' then return; end if;
  -- Who are here have no date; a question about a time is not about them.
  if isfinite(since) or isfinite(upto) then
    wanted := array(select k from unnest(wanted) k where k not in ('person', 'organisation', 'frame'));
  end if;
  asks[1] := search.sought(asked, 1, unfinished);
  asks[2] := search.sought(asked, 2, unfinished);
  for round in 2 .. 3 loop
    if round = 3 then
      -- An unfinished word looks like many.
      exit when cardinality(ids) >= (case when unfinished then 1 else 3 end);
      asks[3] := search.sought(asked, 3, unfinished);
    end if;
    widest := coalesce(asks[round], asks[1]);
    foreach one in array wanted loop
      -- Nothing new can come of the same question.
      continue when one not in ('person', 'organisation') and (widest is null or round = 3 and widest = coalesce(asks[2], asks[1]));
      enough := case when cardinality(wanted) = 1 or one not in ('dossier', 'person', 'organisation', 'frame') then most
        else least(most, case one when 'dossier' then 6 else 4 end) end;
      came := cardinality(ids);
      -- The second time for what was meant alone, when the wider question left no room for it.
      for pass in 1 .. 2 loop
        exit when pass = 2 and (round = 3 or one in ('person', 'organisation') or widest = asks[1] or cardinality(ids) - came < enough);
        for more in
          select f.* from search.find_dossiers(case pass when 1 then widest else asks[1] end, of_organisation, since, upto, enough) f where one = 'dossier'
          union all select f.* from search.find_entries(case pass when 1 then widest else asks[1] end, of_organisation, since, upto, enough) f where one = 'entry'
          union all select f.* from search.find_open_items(case pass when 1 then widest else asks[1] end, of_organisation, since, upto, enough) f where one = 'openItem'
          union all select f.* from search.find_documents(case pass when 1 then widest else asks[1] end, of_organisation, since, upto, enough) f where one = 'document'
          union all select f.* from search.find_notes(case pass when 1 then widest else asks[1] end, of_organisation, since, upto, enough) f where one = 'note'
          union all select f.* from search.find_people(asked, round = 3, of_organisation, enough) f where one = 'person'
          union all select f.* from search.find_organisations(asked, round = 3, enough) f where one = 'organisation' and of_organisation is null
          union all select f.* from search.find_frames(case pass when 1 then widest else asks[1] end, of_organisation, enough) f where one = 'frame'
        loop
          continue when more.id = any (ids);
          ours := ours || one; ids := ids || more.id; nears := nears || more.near; ats := ats || more.at;
          steps := steps || (case when round = 3 then 3 when one in ('person', 'organisation') or pass = 2 or widest = asks[1] then 1 else 2 end);
        end loop;
      end loop;
      if round = 2 and one not in ('person', 'organisation') and widest <> asks[1] and cardinality(ids) > came then
        exact := search.matching(one, ids[came + 1:], asks[1]);
        for i in came + 1 .. cardinality(ids) loop
          if ids[i] = any (exact) then steps[i] := 1; end if;
        end loop;
      end if;
    end loop;
  end loop;

  return query
  select row_number() over (order by h.section, h.step, h.near desc, h.as_found, h.at desc, h.id desc), h.kind, h.id, h.step, asks[h.step]
  from (
    select g.*, row_number() over (partition by g.kind order by g.step, g.near desc, g.as_found, g.at desc, g.id desc) as rank
    from (
      select k.kind, k.id, k.step, k.near, k.at,
        case k.kind when 'dossier' then 0 when 'person' then 1 when 'organisation' then 2 when 'frame' then 3 else 4 end as section,
        case when k.kind in ('person', 'organisation', 'frame') then k.n end as as_found
      from unnest(ours, ids, steps, nears, ats) with ordinality as k (kind, id, step, near, at, n)
      -- A question stands in the journal too, as the line that asked it: once is enough.
      where not (k.kind = 'entry' and exists (select from open_items.open_item i where i.opening_entry_id = k.id and i.id = any (ids)))) g) h
  where cardinality(wanted) = 1 or h.section = 4 or h.rank <= (case when h.kind = 'dossier' then 6 else 4 end)
  order by 1 limit most;
end $$;

/* The words around what matched, with « and » about it. Of a long text only the piece in which it stands. */
create or replace function search.excerpt(body text, sought tsquery) returns text
  language sql stable set search_path = '' as $$
    select ts_headline('search.dutch', translate(body, '«»', '“”'), sought,
      'StartSel=«, StopSel=», ' || case when length(body) <= 240 then 'HighlightAll=true' else 'MaxWords=28, MinWords=12, MaxFragments=1' end)
  $$;
create or replace function search.first_match(body text, sought tsquery) returns integer
  language sql stable set search_path = '' as $$
    select coalesce(min(at), 1) from (
      select nullif(strpos(lower(body), m[1]), 0) as at from regexp_matches(sought::text, '''([^'']+)''', 'g') m) found
  $$;

create or replace function search.shown(asked text, unfinished boolean, kinds text[], of_organisation uuid, since timestamptz,
    upto timestamptz, most integer)
  returns table (place bigint, kind text, id uuid, dossier_id uuid, title text, excerpt text, why text, detail text, page integer,
    organisation_name text, at timestamptz)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query
  with found as materialized (select * from search.find(asked, unfinished, kinds, of_organisation, since, upto, most)),
  widened as (select f.*, case f.step when 2 then 'compound' when 3 then 'lookAlike' end as wider from found f)
  select f.place, f.kind, d.id, d.id, d.title, search.excerpt(concat_ws(' · ', d.title, nullif(dossier.told(d.id) ->> 'reason', '')), f.sought),
    coalesce(f.wider, case when to_tsvector('search.dutch', d.title) @@ f.sought then 'title' else 'text' end),
    d.state, null::integer, o.name, d.changed_at
  from widened f join dossier.dossier d on d.id = f.id join organisations.organisation o on o.id = d.organisation_id
  where f.kind = 'dossier'
  union all
  select f.place, f.kind, e.id, d.id, d.title, search.excerpt(e.text, f.sought), coalesce(f.wider, 'text'), e.kind, null, o.name, e.occurred_at
  from widened f join dossier.entry e on e.id = f.id join dossier.dossier d on d.id = e.dossier_id
  join organisations.organisation o on o.id = d.organisation_id
  where f.kind = 'entry'
  union all
  -- Who hears the silence about an item need not know the dossier: then its title is not theirs to read either.
  select f.place, f.kind, i.id, i.dossier_id, search.dossier_title(i.dossier_id), search.excerpt(i.question || ' ' || coalesce(i.details ->> 'note', ''), f.sought),
    coalesce(f.wider, 'text'), coalesce(i.outcome, 'open'), null, o.name, i.raised_at
  from widened f join open_items.open_item i on i.id = f.id join organisations.organisation o on o.id = i.organisation_id
  where f.kind = 'openItem'
  union all
  select f.place, f.kind, c.id, d.id, c.name,
    case when to_tsvector('search.dutch', x.name) @@ f.sought and not to_tsvector('search.dutch', left(x.text, 20000)) @@ f.sought
      then search.excerpt(c.description, f.sought)
      else search.excerpt(replace(substr(x.text, greatest(m.at - 200, 1), 700), chr(12), ' '), f.sought) end,
    coalesce(f.wider, case when to_tsvector('search.dutch', x.name) @@ f.sought then 'name' else 'text' end),
    c.type, case when strpos(x.text, chr(12)) > 0 and m.at > 1
      then length(left(x.text, m.at)) - length(replace(left(x.text, m.at), chr(12), '')) + 1 end, o.name, x.at
  from widened f join search.document x on x.document_id = f.id join dossier.document c on c.id = x.document_id
  join dossier.dossier d on d.id = x.dossier_id join organisations.organisation o on o.id = d.organisation_id
  cross join lateral (select search.first_match(x.text, f.sought) as at) m
  where f.kind = 'document'
  union all
  select f.place, f.kind, p.id, d.id, d.title, search.excerpt(p.text, f.sought), coalesce(f.wider, 'text'), null, null, o.name, p.occurred_at
  from widened f join dossier.private_note p on p.id = f.id join dossier.dossier d on d.id = p.dossier_id
  join organisations.organisation o on o.id = d.organisation_id
  where f.kind = 'note'
  union all
  select f.place, f.kind, m.person_id, null, p.name, m.function_name, coalesce(f.wider, 'name'), null, null, o.name, null
  from widened f join people.membership m on m.id = f.id join people.person p on p.id = m.person_id
  join organisations.organisation o on o.id = m.organisation_id
  where f.kind = 'person'
  union all
  select f.place, f.kind, o.id, null, o.name, '', coalesce(f.wider, 'name'), null, null, o.name, null
  from widened f join organisations.organisation o on o.id = f.id where f.kind = 'organisation'
  union all
  select f.place, f.kind, v.frame_id, null, v.title, search.excerpt(v.title || ' · ' || v.purpose, f.sought),
    coalesce(f.wider, case when to_tsvector('search.dutch', v.title) @@ f.sought then 'title' else 'text' end), null, null, o.name, null
  from widened f join kaders.frame_version v on v.id = f.id join kaders.frame r on r.id = v.frame_id
  join organisations.organisation o on o.id = r.organisation_id
  where f.kind = 'frame';
end $$;

/* The title of a dossier, for whom it exists; its policy, word for word. */
create or replace function search.dossier_title(dossier uuid) returns text
  language sql stable set search_path = '' as $$
    select d.title from dossier.dossier d where d.id = dossier and (
      (d.ceiling >= 3 and d.organisation_id = any (access.organisations()))
      or (d.ceiling >= 4 and d.organisation_id = any (access.councils()))
      or d.ceiling = 5
      or exists (select from dossier.reach r where r.dossier_id = d.id and r.subject = any (access.keys())
                 and r.reach <= d.ceiling and r.until > now()))
  $$;

grant execute on function search.find(text, boolean, text[], uuid, timestamptz, timestamptz, integer),
  search.shown(text, boolean, text[], uuid, timestamptz, timestamptz, integer), search.sought(text, integer, boolean) to schakel_app;
