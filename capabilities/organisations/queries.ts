// Every line of SQL about organisations; the import has its own in register/queries.ts.
import type { z } from 'zod'
import { many, one, type Passed, passed, type Query, run, type Statement, seen } from '#foundation/database/query.ts'
import type { contract, Listed } from './contract.ts'

type Asked = z.output<(typeof contract)['listOrganisations']['input']>
type Item = z.infer<typeof Listed>

const existsOn = (day: string) => `(o.valid_from <= ${day} and (o.valid_until is null or o.valid_until >= ${day}))`
const EXISTS = existsOn('current_date')
/** 1 January 1900 is how the register writes that it does not know. */
const since = (column: string) => `nullif(${column}, '1900-01-01'::date)`

export interface Organisation {
  readonly organisationId: string
  readonly name: string
  readonly kind: string
  readonly isGovernment: boolean
  readonly existsToday: boolean
}

const ORGANISATION = `json_build_object('organisationId', o.id, 'name', o.name, 'kind', o.kind, 'isGovernment', o.is_government,
  'existsToday', ${EXISTS})::text`

export const findOrganisation = (id: string): Query<Organisation | undefined> =>
  one('organisations.find', `select ${ORGANISATION} from organisations.organisation o where o.id = $1`, [id])

/** Those that exist of these, in no order. */
export const findOrganisations = (ids: readonly string[]): Query<Organisation[]> =>
  many(
    'organisations.findMany',
    `select ${ORGANISATION} from organisations.organisation o where o.id = any ($1::uuid[])`,
    [ids],
  )

/** What an organisation is called today, for a sentence of another room. */
export const organisationName = (id: string): Query<string | undefined> =>
  one('organisations.name', `select to_json(o.name)::text from organisations.organisation o where o.id = $1`, [id])

const ITEM = `'organisationId', o.id, 'name', o.name, 'kind', o.kind, 'existsToday', ${EXISTS}, 'takesPart', o.joined_at is not null,
  'validUntil', o.valid_until, 'parentName', (select p.name from organisations.organisation p where p.id = o.parent_id),
  'successorName', (select s.name from organisations.succession x join organisations.organisation s on s.id = x.successor_id
                    where x.predecessor_id = o.id order by x.is_heir desc, s.sort_key limit 1)`

/**
 * What was typed, folded as names are, is the beginning of a search key: whole names before beginnings before later words;
 * of these what exists before what ended, then who takes part, then municipalities, then the present name before others.
 * Only when nothing begins so, names are taken that look like it.
 */
const FOUND = `
  asked as materialized (
    select key, min(worse) as worse from (values
      (organisations.letters($1), 0),
      (replace(organisations.plain($1), ' ', ''), 0),
      (replace(regexp_replace(organisations.called($1), '^(de|het|een|den|der|s|t|n|d) ', ''), ' ', ''), 3)) as said (key, worse)
    where key <> '' group by key),
  begun as materialized (
    select k.organisation_id, k.key, k.place, a.worse + case when k.at > 0 then 2 when k.key = a.key then 0 else 1 end as tier
    from asked a join organisations.search_key k on k.key >= a.key and k.key < a.key || '{'
    where length(a.key) > 2 or k.key = a.key or (k.at = 0 and k.place = 0)
    union all
    select i.organisation_id, i.value, 0, 0 from organisations.identifier i where i.value = btrim($1) and length($1) > 5),
  alike as (
    select k.organisation_id, k.key, k.place, 10 + ((1 - similarity(k.key, a.key)) * 100)::integer as tier
    from asked a join organisations.search_key k on k.key % a.key
    where a.worse = 0 and length(a.key) > 3 and not exists (select from begun)),
  found as (
    select distinct on (organisation_id) organisation_id, key, place, tier
    from (select * from begun union all select * from alike) as f order by organisation_id, tier, place),
  ranked as materialized (
    select o.id, o.sort_key, o.kind, o.valid_from, o.valid_until, o.joined_at, o.parent_id, f.key, f.place,
      f.tier * 1000 + case when ${EXISTS} then 0 else 100 end
        + case when o.joined_at is not null then 0 when o.kind = 'gemeente' then 10 else 20 end + f.place as rank
    from found f cross join lateral (
      -- A few are found as a rule, and the planner expects hundreds: the limit keeps it to looking each of them up.
      select * from organisations.organisation x where x.id = f.organisation_id limit 1) as o)`

const FOUND_AS = `case when best.place > 0 then (
  select x.value from (
    select n.value, 0 as at from organisations.name n where n.organisation_id = o.id
    union all select n.abbreviation, 1 from organisations.name n where n.organisation_id = o.id
    union all select s.value, 2 from organisations.second_name s where s.organisation_id = o.id
    union all select o.short_name, 3 union all select o.profile ->> 'subname', 4) as x
  where x.value <> o.name and position(best.key in organisations.letters(x.value)) > 0 order by x.at limit 1) end`

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const isSmall = (rank: unknown): rank is number => Number.isInteger(rank) && Math.abs(rank as number) < 2 ** 31
const encode = (place: readonly unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url')
const decode = (cursor: string | undefined): readonly [number | null, string | null, string | null] => {
  if (!cursor) return [null, null, null]
  try {
    const [rank, key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (isSmall(rank) && typeof key === 'string' && /^[a-z\d]*$/.test(key) && typeof id === 'string' && ID.test(id))
      return [rank, key, id]
  } catch {
    // A cursor that was not ours: begin at the beginning.
  }
  return [null, null, null]
}

interface Row {
  readonly item: Item
  readonly at: readonly [number, string, string]
}
const paged = (query: Query<Row[]>, limit: number): Query<{ items: Item[]; next: string | null }> =>
  seen(query, (rows) => ({
    items: rows.slice(0, limit).map((row) => row.item),
    next: rows.length > limit ? encode(rows[limit - 1]!.at) : null,
  }))

const row = (rank: string, foundAs: string) =>
  `json_build_object('item', json_build_object(${ITEM}, 'foundAs', ${foundAs}), 'at', json_build_array(${rank}, o.sort_key, o.id))::text`

const FILTER = `($2::text is null or o.kind = $2) and ($3::date is null or ${existsOn('$3::date')})
  and ($4::boolean is null or (o.joined_at is not null) = $4) and ($5::uuid is null or o.parent_id = $5)`

export const listOrganisations = (asked: Asked): Query<{ items: Item[]; next: string | null }> => {
  const [rank, key, id] = decode(asked.after)
  const values = [
    asked.query ?? null,
    asked.kind ?? null,
    asked.existsOn ?? null,
    asked.joined === undefined ? null : asked.joined === 'true',
    asked.parentId ?? null,
    rank,
    key,
    id,
    asked.limit + 1,
  ]
  return paged(
    asked.query
      ? many<Row>(
          'organisations.listFound',
          `with ${FOUND},
           best as (select * from ranked o
             where ${FILTER} and ($6::integer is null or (o.rank, o.sort_key, o.id) > ($6, $7::text collate "C", $8::uuid))
             order by o.rank, o.sort_key, o.id limit $9)
           select ${row('best.rank', FOUND_AS)} from best join organisations.organisation o on o.id = best.id
           order by best.rank, best.sort_key, best.id`,
          values,
        )
      : many<Row>(
          'organisations.list',
          `with best as (select * from organisations.organisation o
             where $1::text is null and ${FILTER} and ($6::integer is null or (o.sort_key, o.id) > ($7::text collate "C", $8::uuid))
             order by o.sort_key, o.id limit $9)
           select ${row('0', 'null')} from best o order by o.sort_key, o.id`,
          values,
        ),
    asked.limit,
  )
}

export const suggestOrganisations = (query: string, limit: number): Query<Item[]> =>
  many(
    'organisations.suggest',
    `with ${FOUND},
     best as (select * from ranked r order by r.rank, r.sort_key, r.id limit $2)
     select json_build_object(${ITEM}, 'foundAs', ${FOUND_AS})::text from best join organisations.organisation o on o.id = best.id
     order by best.rank, best.sort_key, best.id`,
    [query, limit],
  )

const succession = (
  other: string,
  own: string,
) => `(select coalesce(json_agg(json_build_object('organisationId', s.id, 'name', s.name,
    'happenedOn', x.happened_on, 'kind', x.kind, 'isHeir', x.is_heir, 'existsToday', s.valid_until is null or s.valid_until >= current_date)
    order by x.happened_on, s.sort_key), '[]')
  from organisations.succession x join organisations.organisation s on s.id = x.${other} where x.${own} = o.id)`

const PARTIES = `(select json_agg(json_build_object('organisationId', p.organisation_id, 'name', coalesce(o.name, p.new_name),
    'side', p.side, 'isHeir', p.is_heir, 'agreed', p.agreed_at is not null) order by p.side, p.number)
  from organisations.party p left join organisations.organisation o on o.id = p.organisation_id where p.reorganisation_id = r.id)`

export const readOrganisation = (id: string): Query<Passed | undefined> =>
  passed(
    'organisations.read',
    `select json_build_object('organisationId', o.id, 'name', o.name, 'shortName', o.short_name, 'kind', o.kind,
       'isGovernment', o.is_government, 'isEmployer', o.is_employer, 'existsToday', ${EXISTS}, 'takesPart', o.joined_at is not null,
       'takesPartSince', o.joined_at, 'validFrom', ${since('o.valid_from')}, 'validUntil', o.valid_until, 'website', o.website,
       'inhabitants', (o.profile ->> 'inhabitants')::numeric,
       'parent', (select json_build_object('organisationId', p.id, 'name', p.name) from organisations.organisation p where p.id = o.parent_id),
       'childCount', (select count(*) from organisations.organisation c where c.parent_id = o.id
                      and (c.valid_until is null or c.valid_until >= current_date)),
       'names', (select coalesce(json_agg(json_build_object('value', n.value, 'abbreviation', n.abbreviation,
                   'validFrom', ${since('n.valid_from')}, 'validUntil', n.valid_until)
                   order by n.valid_until is not null, n.valid_until desc, n.valid_from desc), '[]')
                 from organisations.name n where n.organisation_id = o.id),
       'secondNames', (select coalesce(json_agg(n.value order by n.value), '[]') from organisations.second_name n where n.organisation_id = o.id),
       'identifiers', (select coalesce(json_agg(json_build_object('scheme', i.scheme, 'value', i.value) order by i.scheme, i.value), '[]')
                       from organisations.identifier i where i.organisation_id = o.id),
       'predecessors', ${succession('predecessor_id', 'successor_id')},
       'successors', ${succession('successor_id', 'predecessor_id')},
       'reorganisations', (select coalesce(json_agg(json_build_object('reorganisationId', r.id, 'kind', r.kind, 'happensOn', r.happens_on,
                             'parties', ${PARTIES}) order by r.happens_on, r.id), '[]')
                           from organisations.reorganisation r where r.done_at is null and r.withdrawn_at is null
                             and exists (select from organisations.party p where p.reorganisation_id = r.id and p.organisation_id = o.id)))::text
     from organisations.organisation o where o.id = $1`,
    [id],
  )

/** How many there are in the Netherlands: the invented towns of practice take part, and are not among them. */
export const countOrganisations = (): Query<Passed | undefined> =>
  passed(
    'organisations.count',
    `select json_build_object('today', sum(today), 'ever', sum(ever), 'joined', coalesce(sum(joined), 0),
       'kinds', coalesce(json_agg(json_build_object('kind', kind, 'today', today, 'ever', ever) order by ever desc, kind)
                           filter (where kind is not null), '[]'))::text
     from (select count(*) filter (where ${EXISTS}) as today, count(*) as ever, 0 as joined, o.kind from organisations.organisation o
           where o.register_id is null or not starts_with(o.register_id, 'practice:') group by o.kind
           union all
           select 0, 0, count(*), null from organisations.organisation o where o.joined_at is not null and ${EXISTS}) as counted`,
  )

/** A partner that is here already: with this number, or with this name and kind. */
export const findTwin = (asked: {
  name: string
  kind: string
  kvk?: string | undefined
}): Query<{ organisationId: string } | undefined> =>
  one(
    'organisations.findTwin',
    `select json_build_object('organisationId', o.id)::text from organisations.organisation o
     where (o.kind = $2 and o.sort_key = organisations.letters($1) and ${EXISTS})
        or ($3::text is not null and o.id in (select i.organisation_id from organisations.identifier i where i.scheme = 'kvk' and i.value = $3) and not o.is_government)
     limit 1`,
    [asked.name, asked.kind, asked.kvk ?? null],
  )

export const registerOrganisation = (made: {
  organisationId: string
  kind: string
  name: string
  shortName?: string | undefined
  website?: string | undefined
  kvk?: string | undefined
}): Statement =>
  run('organisations.register', 'select organisations.register($1, $2, $3, $4, $5, $6)', [
    made.organisationId,
    made.kind,
    made.name,
    made.shortName ?? null,
    made.website ?? null,
    made.kvk ?? null,
  ])

export const renameOrganisation = (renaming: {
  renamingId: string
  organisationId: string
  name: string
  shortName?: string | undefined
  validFrom: string
}): Statement =>
  run('organisations.rename', 'select organisations.rename($1, $2, $3, $4, $5::date)', [
    renaming.renamingId,
    renaming.organisationId,
    renaming.name,
    renaming.shortName ?? null,
    renaming.validFrom,
  ])

/** The day as the database counts it: what holds from a day on is compared there. */
export const today = (): Query<string | undefined> => one('organisations.today', 'select to_json(current_date)::text')

/** Of these: who has an administrator here who is not the one that acts, and must be asked. */
export const listToBeAsked = (ids: readonly string[]): Query<string[]> =>
  many(
    'organisations.listToBeAsked',
    `select to_json(id)::text from organisations.must_agree($1::uuid[]) as id where not id = any (coalesce((select access.administers()), '{}'))`,
    [ids],
  )

export interface Party {
  readonly organisationId: string
  readonly side: 'predecessor' | 'successor'
  readonly isHeir?: boolean
  readonly newName?: string
}
export const propose = (plan: {
  reorganisationId: string
  kind: 'merge' | 'split'
  happensOn: string
  parties: readonly Party[]
  elsewhere?: Readonly<Record<string, string>>
}): Statement =>
  run('organisations.propose', 'select organisations.propose($1, $2, $3::date, $4::jsonb, $5::jsonb)', [
    plan.reorganisationId,
    plan.kind,
    plan.happensOn,
    JSON.stringify(plan.parties),
    JSON.stringify(plan.elsewhere ?? {}),
  ])
export const carryOut = (reorganisationId: string): Statement =>
  run('organisations.carryOut', 'select organisations.carry_out($1)', [reorganisationId])
export const agree = (reorganisationId: string, organisationId: string): Statement =>
  run('organisations.agree', 'select organisations.agree($1, $2)', [reorganisationId, organisationId])
export const withdraw = (reorganisationId: string): Statement =>
  run('organisations.withdraw', 'select organisations.withdraw($1)', [reorganisationId])

/** For the job of the night, as the owner: what was agreed for a day that has come. */
export const carryOutDue = (): Query<number | undefined> =>
  one('organisations.carryOutDue', 'select organisations.carry_out_due()::text')

export interface Reorganisation {
  readonly reorganisationId: string
  readonly kind: 'merge' | 'split'
  readonly happensOn: string
  readonly isWaiting: boolean
  readonly parties: readonly {
    organisationId: string
    name: string
    side: 'predecessor' | 'successor'
    isHeir: boolean
    agreed: boolean
  }[]
}
export const findReorganisation = (id: string): Query<Reorganisation | undefined> =>
  one(
    'organisations.findReorganisation',
    `select json_build_object('reorganisationId', r.id, 'kind', r.kind, 'happensOn', r.happens_on,
       'isWaiting', r.done_at is null and r.withdrawn_at is null, 'parties', ${PARTIES})::text
     from organisations.reorganisation r where r.id = $1`,
    [id],
  )
/** Two that agree at once: the second must see that it is the last. */
export const lockReorganisation = (_: string): Statement =>
  run('organisations.lock', 'select pg_advisory_xact_lock(7203)')

export const listMembersToPlace = (organisationId: string): Query<Passed | undefined> =>
  passed(
    'organisations.membersToPlace',
    `select json_build_object('items', coalesce(json_agg(json_build_object('membershipId', m.id, 'name', p.name, 'functionName', m.function_name)
       order by p.name, m.function_name, m.id), '[]'))::text
     from people.membership m join people.person p on p.id = m.person_id
     where m.organisation_id = $1 and (m.until is null or m.until >= current_date)`,
    [organisationId],
  )

/** Organisations of today by their name, short name or an identifier of the register, word for word but for capitals. */
export const findByName = (names: readonly string[]): Query<{ at: number; organisationId: string; name: string }[]> =>
  many(
    'organisations.find-by-name',
    `select json_build_object('at', a.at::int - 1, 'organisationId', o.id, 'name', o.name)::text
     from unnest($1::text[]) with ordinality as a (name, at)
     cross join lateral (
       select k.organisation_id from organisations.search_key k where k.key = organisations.letters(a.name) and k.at = 0 and k.place < 2
       union
       select i.organisation_id from organisations.identifier i where i.value = a.name) as f
     join organisations.organisation o on o.id = f.organisation_id
     where ${EXISTS} order by a.at, o.sort_key, o.id`,
    [names],
  )
