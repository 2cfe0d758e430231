// The large statements that make the data set: dossiers, journals with their chains, open items with their ladders.
import type { Size } from './size.ts'

/** Dossiers are made in ranges of their numbers: from, up to but not including. */
export type Range = readonly [from: number, upTo: number]

// A repeatable dice in SQL, and the chain as an aggregate: previous link and header in, next link out.
export const HELPERS = `
  create schema bench;
  create function bench.pick(of bigint, what bigint, below bigint) returns bigint language sql immutable parallel safe
    return (hashint8extended(of, what) & 9223372036854775807) % below;
  create function bench.part(of bigint, what bigint) returns float8 language sql immutable parallel safe
    return ((hashint8extended(of, what) & 9223372036854775807) % 1000003) / 1000003.0::float8;
  create function bench.id(at timestamptz, seed text) returns uuid language sql immutable parallel safe
    return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3) || '8' || substr(md5(seed), 4, 15))::uuid;
  create function bench.link(before bytea, dossier uuid, header bytea) returns bytea language sql immutable parallel safe
    return sha256(coalesce(before, sha256(convert_to(dossier::text, 'UTF8'))) || header);
  create aggregate bench.chain(uuid, bytea) (sfunc = bench.link, stype = bytea);
  create unlogged table bench.phrase (number bigint primary key, text text not null);
  create unlogged table bench.title (number bigint primary key, text text not null);
  create unlogged table bench.organisation (number integer primary key, id uuid not null, name text not null, members integer not null);
  create unlogged table bench.member (organisation integer not null, rank integer not null, id uuid not null, organisation_id uuid not null,
    role text not null, function_name text not null, manager_id uuid, primary key (organisation, rank));
  insert into foundation.file (digest, size, type) values (sha256('bench'), 48213, 'application/pdf') on conflict do nothing;`

/** How many texts there are to choose from. */
export const PHRASES = 20_000

// Who owns it, who takes part and when it lived. Of a hundred dossiers 58 are active, 5 paused and 37 closed. Every tenth
// has fifty entries; the others share what is left, some nine times as much as others.
export const thinkOut = ({ dossiers, organisations, entries }: Size): string => {
  const large = Math.min(Math.floor(dossiers / 10), Math.floor(entries / 100))
  const step = Math.floor(dossiers / large)
  return `
  create unlogged table bench.dossier as
  with thought as (
    select i as number, o.id as organisation_id, o.name as organisation_name, owner.id as owner_id, deputy.id as deputy_id,
      mate.id as mate_id, mate.function_name as mate_function, mate.manager_id as mate_manager_id, mate.role as mate_role,
      guest.id as guest_id, guest.organisation_id as guest_organisation_id, guest.manager_id as guest_manager_id, guest.role as guest_role,
      owner.role as owner_role, owner.manager_id as owner_manager_id, t.opened_at, t.state, t.c,
      case when t.state = 'closed' then t.opened_at + (now() - t.opened_at) * (0.2 + 0.7 * bench.part(i, 21))
        else greatest(t.opened_at, now() - interval '20 days' * bench.part(i, 22)) end as last_at,
      case when i % ${step} = 0 and i / ${step} < ${large} then 0 else bench.pick(i, 23, 9) + 1 end as weight,
      array[owner.id, owner.id, deputy.id, mate.id, guest.id] as authors,
      array[owner.role, owner.role, deputy.role, mate.role, guest.role] as roles
    from generate_series(0, ${dossiers - 1}) as i
    join bench.organisation o on o.number = floor(${organisations} * power(bench.part(i, 1), 1.6))::int
    join bench.member owner on owner.organisation = o.number and owner.rank = floor(o.members * power(bench.part(i, 2), 2))::int
    join bench.member deputy on deputy.organisation = o.number and deputy.rank = (owner.rank + 1) % o.members
    join bench.member mate on mate.organisation = o.number and mate.rank = ((owner.rank + 2 + bench.pick(i, 3, o.members - 2)) % o.members)::int
    join bench.organisation guest_home on guest_home.number = ((o.number + 1 + bench.pick(i, 4, ${organisations - 1})) % ${organisations})::int
    join bench.member guest on guest.organisation = guest_home.number and guest.rank = floor(guest_home.members * power(bench.part(i, 5), 3))::int
    cross join lateral (select now() - interval '25 days' - interval '2000 days' * bench.part(i, 6) as opened_at, bench.pick(i, 7, 100) as c,
      case when bench.pick(i, 8, 100) < 58 then 'active' when bench.pick(i, 8, 100) < 63 then 'paused' else 'closed' end as state) t),
  weighed as (
    select *, sum(weight) over (order by number) as upto, sum(weight) over () as total from thought)
  select *, bench.id(opened_at, 'dossier ' || number) as id,
    (case when c < 2 then 1 when c < 30 then 2 when c < 90 then 3 when c < 98 then 4 else 5 end)::smallint as ceiling,
    case when weight = 0 then 50
      else floor(upto * ${entries - 50 * large} / total) - floor((upto - weight) * ${entries - 50 * large} / total) end::int as entries
  from weighed;
  create index on bench.dossier (number);
  analyze bench.dossier;`
}

export const shells = ([from, upTo]: Range): string => `
  insert into dossier.dossier (id, kind, title, reason, purpose, resident_effect, plan, organisation_id, owner_id, deputy_id, ceiling,
    state, opened_by, opened_at, changed_at)
  select d.id, (array['opgave', 'initiative', 'area', 'service'])[1 + bench.pick(d.number, 31, 4)], t.text, a.text || ' ' || b.text, c.text,
    b.text, '', d.organisation_id, d.owner_id, d.deputy_id, d.ceiling, d.state, d.owner_id, d.opened_at, d.last_at
  from bench.dossier d
  join bench.title t on t.number = bench.pick(d.number, 32, ${PHRASES})
  join bench.phrase a on a.number = bench.pick(d.number, 33, ${PHRASES})
  join bench.phrase b on b.number = bench.pick(d.number, 34, ${PHRASES})
  join bench.phrase c on c.number = bench.pick(d.number, 35, ${PHRASES})
  where d.number >= ${from} and d.number < ${upTo} order by d.number;
  insert into dossier.involvement (id, dossier_id, subject, membership_id, organisation_id, role, since, added_by)
  select bench.id(d.opened_at, 'part ' || d.number || i.subject), d.id, i.subject, i.membership_id, i.organisation_id, i.role, d.opened_at, d.owner_id
  from bench.dossier d cross join lateral (
    select 'm:' || d.mate_id, d.mate_id, null::uuid, 'team'
    union all select 'm:' || d.guest_id, d.guest_id, null, 'partner' where d.ceiling > 1
    union all select 'o:' || d.guest_organisation_id, null, d.guest_organisation_id, 'asked' where d.ceiling > 1 and bench.pick(d.number, 41, 2) = 0
    union all select 'r:' || d.organisation_id || ':' || d.mate_function, null, d.organisation_id, 'adviser' where d.ceiling > 1 and bench.pick(d.number, 42, 12) = 0
  ) as i (subject, membership_id, organisation_id, role)
  where d.number >= ${from} and d.number < ${upTo};
  insert into dossier.reach (subject, dossier_id, reach)
  select g.subject, d.id, min(g.reach) from bench.dossier d cross join lateral (
    select 'm:' || d.owner_id as subject, 1 as reach union all select 'm:' || d.deputy_id, 1
    union all select i.subject, case when i.role = 'team' then 1 else 2 end from dossier.involvement i where i.dossier_id = d.id) g
  where d.number >= ${from} and d.number < ${upTo} group by d.id, g.subject;
  insert into dossier.plan (dossier_id, number, purpose, resident_effect, plan, reason, made_by, made_at)
  select d.id, 1, s.purpose, s.resident_effect, '', 'Bij het openen.', d.owner_id, d.opened_at
  from bench.dossier d join dossier.dossier s on s.id = d.id where d.number >= ${from} and d.number < ${upTo};
  insert into dossier.pause (id, dossier_id, reason, paused_by, paused_at)
  select bench.id(last_at, 'pause ' || number), id, 'Wacht op het onderzoek naar de bodem.', owner_id, last_at
  from bench.dossier where state = 'paused' and number >= ${from} and number < ${upTo};
  insert into dossier.closure (id, dossier_id, outcome, result, effect, lesson, closed_by, closed_at, retain_until)
  select bench.id(last_at, 'closure ' || number), id, 'result', 'Het plan is uitgevoerd.', 'De buurt heeft er baat bij.',
    'Eerder met de buren praten.', owner_id, last_at, (last_at + interval '10 years')::date
  from bench.dossier where state = 'closed' and number >= ${from} and number < ${upTo};`

// The recipe of dossier.chain_entry() and dossier.entry_header(), a journal at a time instead of a row at a time. A range is
// put down in the order of recording, so that a journal lies scattered over the table, as one that grew does.
export const entries = ([from, upTo]: Range): string => `
  insert into dossier.entry (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role, occurred_at, recorded_at,
    audience, first_audience, corrects, attachments, salt, content_digest, previous, chain)
  select id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role, occurred_at, recorded_at, audience, audience,
    corrects, attachments, salt, content_digest, coalesce(lag(chain) over w, sha256(convert_to(dossier_id::text, 'UTF8'))), chain
  from (
    select *, bench.chain(dossier_id, convert_to(concat_ws('|', dossier_id, position, id, kind, author_id,
      encode(sha256(convert_to(author_role, 'UTF8')), 'hex'), (extract(epoch from occurred_at) * 1000000)::bigint,
      (extract(epoch from recorded_at) * 1000000)::bigint, audience, coalesce(corrects::text, '-'), encode(content_digest, 'hex')), 'UTF8')) over w as chain
    from (
      select *, sha256(salt || convert_to(text, 'UTF8') || '\\x00'::bytea || convert_to(details::text, 'UTF8')) as content_digest,
        case when position > 2 and bench.pick(seed, 51, 50) = 0 then lag(id) over w end as corrects
      from (
        select d.id as dossier_id, d.organisation_id, d.number, k::bigint as position, s.seed, s.recorded_at, s.attachments,
          bench.id(s.recorded_at, 'entry ' || s.seed) as id,
          case when k = 1 then 'opening' else (array['fact', 'fact', 'fact', 'agreement', 'advice', 'contribution', 'decisionDocument'])[1 + bench.pick(s.seed, 52, 7)] end as kind,
          case when bench.pick(s.seed, 53, 3) = 0 then a.text else a.text || ' ' || b.text end as text,
          case when s.attachments = 1 then jsonb_build_object('documents', jsonb_build_array(encode(sha256('bench'), 'hex'))) else '{}' end as details,
          d.authors[1 + bench.pick(s.seed, 54, 5)] as author_id, d.roles[1 + bench.pick(s.seed, 54, 5)] as author_role,
          s.recorded_at - interval '3 hours' * bench.part(s.seed, 55) as occurred_at,
          least(d.ceiling, case when s.c < 5 then 1 when s.c < 65 then 2 when s.c < 93 then 3 when s.c < 98 then 4 else 5 end)::smallint as audience,
          decode(md5('salt ' || s.seed), 'hex') as salt
        from bench.dossier d
        cross join lateral generate_series(1, d.entries) as k
        cross join lateral (select d.number::bigint * 1000 + k as seed, bench.pick(d.number::bigint * 1000 + k, 56, 100) as c,
          (case when bench.pick(d.number::bigint * 1000 + k, 57, 50) = 0 then 1 else 0 end)::smallint as attachments,
          d.opened_at + (d.last_at - d.opened_at) * ((k - 1.0) / greatest(d.entries - 1, 1)) as recorded_at) s
        join bench.phrase a on a.number = bench.pick(s.seed, 58, ${PHRASES})
        join bench.phrase b on b.number = bench.pick(s.seed, 59, ${PHRASES})
        where d.number >= ${from} and d.number < ${upTo}
      ) told window w as (partition by dossier_id order by position)
    ) digested window w as (partition by dossier_id order by position)
  ) chained window w as (partition by dossier_id order by position)
  order by recorded_at`

export const DOCUMENTS = `
  insert into dossier.document (id, dossier_id, entry_id, name, description, type, size, digest, number, made_at, series)
  select bench.id(e.recorded_at, 'document ' || e.id), e.dossier_id, e.id, 'tekening.pdf', 'De tekening waar het over gaat', 'application/pdf',
    48213, sha256('bench'), 1, e.recorded_at, bench.id(e.recorded_at, 'document ' || e.id)
  from dossier.entry e where e.attachments = 1;
  insert into search.document (document_id, dossier_id, entry_id, organisation_id, audience, at, name, text, state, read_at)
  select o.id, o.dossier_id, e.id, e.organisation_id, e.audience, e.occurred_at, 'tekening pdf De tekening waar het over gaat',
    (select string_agg(p.text, ' ') from bench.phrase p where p.number in (bench.pick(hashtextextended(e.id::text, 0), 81, ${PHRASES}), bench.pick(hashtextextended(e.id::text, 0), 82, ${PHRASES}))),
    'read', o.made_at
  from dossier.document o join dossier.entry e on e.id = o.entry_id`

// Three for each dossier: to the partner, to a colleague, to an organisation or a function. In dossiers that live two thirds
// are open, and a quarter of those is late; what should have been climbed by now was climbed.
export const openItems = ([from, upTo]: Range): string => `
  insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, details, raised_by, raised_role, raised_at, addressee,
    addressee_membership_id, addressee_organisation_id, addressee_function, addressee_role, due_on, audience, step, lapsed_at, closed_at, outcome)
  select bench.id(t.raised_at, 'item ' || s.seed), d.id, d.organisation_id, (array['question', 'advice', 'agreement', 'contribution', 'promise', 'task'])[1 + bench.pick(s.seed, 61, 6)],
    p.text, '{"note": ""}', d.owner_id, d.owner_role, t.raised_at,
    case when k = 0 then 'm:' || d.guest_id when k = 1 then 'm:' || d.mate_id when s.to_function then 'r:' || d.organisation_id || ':' || d.mate_function
      else 'o:' || d.guest_organisation_id end,
    case when k = 0 then d.guest_id when k = 1 then d.mate_id end, case when k = 1 or k = 2 and s.to_function then d.organisation_id else d.guest_organisation_id end,
    case when k = 2 and s.to_function then d.mate_function end,
    case when k = 0 then d.guest_role when k = 1 then d.mate_role when s.to_function then d.mate_function || ', ' || d.organisation_name
      else split_part(d.guest_role, ', ', 2) end,
    t.due_on, least(d.ceiling, 2 + bench.pick(s.seed, 62, 2))::smallint,
    case when not s.open or t.due_on >= current_date then 0 when t.due_on + 5 > current_date then 2 when t.due_on + 8 > current_date then 3 else 4 end,
    case when s.open and t.due_on < current_date then t.due_on + 1 end,
    case when not s.open then least(t.raised_at + interval '20 days' * bench.part(s.seed, 63), now()) end,
    case when not s.open then (array['answered', 'answered', 'answered', 'answered', 'answered', 'refused', 'withdrawn'])[1 + bench.pick(s.seed, 64, 7)] end
  from bench.dossier d
  cross join generate_series(0, 2) as k
  cross join lateral (select d.number::bigint * 10 + k as seed, d.state <> 'closed' and bench.pick(d.number::bigint * 10 + k, 65, 3) < 2 as open,
    bench.pick(d.number, 66, 2) = 0 as to_function) s
  cross join lateral (select u.raised_at, case when s.open then current_date - 10 + bench.pick(s.seed, 67, 40)::int else (u.raised_at + interval '21 days')::date end as due_on
    from (select case when s.open then now() - interval '15 days' - interval '20 days' * bench.part(s.seed, 68)
      else d.opened_at + (d.last_at - d.opened_at) * 0.8 * bench.part(s.seed, 69) end as raised_at) u) t
  join bench.phrase p on p.number = bench.pick(s.seed, 70, ${PHRASES})
  where d.number >= ${from} and d.number < ${upTo} order by t.raised_at;
  insert into open_items.step (open_item_id, number, kind, at, subject, reached_at)
  select i.id, l.number, l.kind, l.at, l.subject, case when l.at <= now() then l.at end
  from bench.dossier d join open_items.open_item i on i.dossier_id = d.id
  cross join lateral (values
    (1, 'remind', i.raised_at + (i.due_on - i.raised_at) * 0.8, i.addressee), (2, 'lapse', i.due_on + interval '1 day', 'm:' || i.raised_by),
    (3, 'manager', i.due_on + interval '5 days 8 hours', 'm:' || case when i.addressee_membership_id = d.guest_id then d.guest_manager_id else d.mate_manager_id end),
    (4, 'owner', i.due_on + interval '8 days 8 hours', 'm:' || d.owner_id), (5, 'head', i.due_on + interval '14 days 8 hours', 'o:' || i.addressee_organisation_id)
  ) as l (number, kind, at, subject)
  where d.number >= ${from} and d.number < ${upTo} and (i.closed_at is null or l.number = 1 and l.at < i.closed_at);
  insert into open_items.hears (open_item_id, subject, since)
  select s.open_item_id, s.subject, min(s.reached_at) from bench.dossier d join open_items.open_item i on i.dossier_id = d.id join open_items.step s on s.open_item_id = i.id
  where d.number >= ${from} and d.number < ${upTo} and s.kind in ('manager', 'owner') and s.reached_at is not null and s.subject is not null
  group by 1, 2;
  insert into open_items.closing (open_item_id, outcome, text, closed_by, closed_role, closed_at)
  select i.id, i.outcome, 'Zo is het goed; de tekening klopt met wat is afgesproken.', case when i.outcome = 'withdrawn' then i.raised_by else coalesce(i.addressee_membership_id, d.guest_id) end,
    i.addressee_role, i.closed_at
  from bench.dossier d join open_items.open_item i on i.dossier_id = d.id where d.number >= ${from} and d.number < ${upTo} and i.closed_at is not null;
  insert into open_items.lateness (id, open_item_id, code, explanation, said_by, said_at)
  select bench.id(i.lapsed_at, 'late ' || i.id), i.id, 'workload', 'Volgende week kom ik eraan toe.', coalesce(i.addressee_membership_id, d.guest_id), i.lapsed_at
  from bench.dossier d join open_items.open_item i on i.dossier_id = d.id
  where d.number >= ${from} and d.number < ${upTo} and i.lapsed_at is not null and bench.pick(d.number, 71, 3) = 0;`
