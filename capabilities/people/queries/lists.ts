// Lists of people, in the order of their names and in no other: nobody is compared with anybody.
// Each brings its own index condition; row-level security is the net, not the filter.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'

const LINE = `'membershipId', m.id, 'personId', m.person_id, 'name', p.name, 'position', m.position, 'functionName', m.function_name,
  'discipline', m.discipline, 'organisationId', m.organisation_id, 'organisationName', o.name`
const UNTIL = `case when m.until is not null then m.until + 1 end`
export const STATE = `case when m.until < current_date then 'past' when m.since > current_date then 'coming' else 'now' end`

/** Only what holds a letter or a digit can be searched for; anything else asks for everybody. */
const isAsked = (query: string) => /[\p{L}\p{N}]/u.test(query)

/** Collects values as they are named, so that every shape of a query numbers its own. */
const values = () => {
  const list: unknown[] = []
  return { list, put: (value: unknown) => `$${list.push(value)}` }
}

// Every word must begin something that is known of this membership. The longest one opens the index, the others only look.
const ASKED = (words: string) => `asked as materialized (
  select all_words, (select w from unnest(all_words) as w order by length(w) desc, w limit 1) as longest
  from (select string_to_array(people.fold(${words}), ' ') as all_words) as folded)`
const RANGE = (key: string, word: string) => `${key} >= ${word} and ${key} < ${word} || chr(1114111)`
const OTHERS = `and not exists (select from asked, unnest(asked.all_words) as w where w <> asked.longest and not exists (
  select from people.search_key k where k.membership_id = m.id and ${RANGE('k.key', 'w')}))`
const KNOWN_IN = (organisation: string) => `and m.id in (select k.membership_id from people.search_key k
  where k.organisation_id = ${organisation} and ${RANGE('k.key', '(select longest from asked)')}) ${OTHERS}`
// The cursor is a membership: its name is looked up, so that no name stands in an address.
const after = (cursor: string) =>
  `and (m.sort_key, m.id) > ((select c.sort_key from people.membership c where c.id = ${cursor}::uuid), ${cursor}::uuid)`

const isId = (cursor: string | undefined): cursor is string =>
  cursor !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(cursor)

export const peopleList = (asked: {
  query: string
  organisationId?: string
  after?: string
  limit: number
}): Query<Passed> =>
  passed(
    'people.list',
    `with found as materialized (select * from people.listed($1, $2, $3, $4 + 1))
     select json_build_object(
       'items', coalesce((select json_agg(json_build_object('membershipId', f.membership_id, 'personId', f.person_id, 'name', f.name,
           'position', f.held, 'functionName', f.function_name, 'discipline', f.discipline, 'organisationId', f.organisation_id,
           'organisationName', f.organisation_name) order by f.place) from found f where f.place <= $4), '[]'),
       'next', (select f.membership_id from found f where f.place = $4 and (select count(*) from found) > $4),
       'may', json_build_object('listMembers', exists (select from people.membership m
         where m.id = (select access.acting()) and m.position = 'administrator')))::text`,
    [asked.query, asked.organisationId ?? null, isId(asked.after) ? asked.after : null, asked.limit],
  )

/** Members of the organisation that the reader acts for, as a picker wants them. */
export const colleagueOptions = (query: string, limit: number): Query<Passed> =>
  passed(
    'people.colleagues',
    `select json_build_object('options', coalesce(json_agg(json_build_object(
         'value', f.membership_id, 'label', f.name, 'description', f.function_name) order by f.place), '[]'))::text
     from people.membership h cross join lateral people.listed($1, h.organisation_id, null, $2) as f
     where h.id = (select access.acting())`,
    [query, limit],
  )

/** The organisation that is asked for, when the acting role administers it; else nothing. */
export const ADMINISTERED = (organisation: string | null) => `administered as materialized (
  select o.id, o.name, o.is_government from people.membership h join organisations.organisation o on o.id = h.organisation_id
  where h.id = (select access.acting()) and h.position = 'administrator' ${organisation ? `and o.id = ${organisation}::uuid` : ''})`

export const memberList = (asked: {
  organisationId?: string
  query: string
  state: 'now' | 'past' | 'all'
  after?: string
  limit: number
}): Query<Passed> => {
  const { list, put } = values()
  const more = put(asked.limit + 1)
  const most = put(asked.limit)
  const searches = isAsked(asked.query)
  const words = searches ? `${ASKED(put(asked.query))},` : ''
  const organisation = asked.organisationId ? put(asked.organisationId) : null
  const cursor = isId(asked.after) ? after(put(asked.after)) : ''
  // Whoever begins next week belongs to the members of now: somebody has just added them and looks whether they are there.
  const inState = {
    now: 'and (m.until is null or m.until >= current_date)',
    past: 'and m.until < current_date',
    all: '',
  }[asked.state]
  return passed(
    `people.members.${asked.state}${searches ? '.query' : ''}${organisation ? '.organisation' : ''}${cursor ? '.after' : ''}`,
    `with ${words} ${ADMINISTERED(organisation)},
       found as materialized (
         select x.* from administered a cross join lateral (
           select m.* from people.membership m where m.organisation_id = a.id ${inState} ${searches ? KNOWN_IN('a.id') : ''}
           ${cursor} order by m.sort_key, m.id limit ${more}) as x),
       shown as (select * from found order by sort_key, id limit ${most})
     select json_build_object('organisationId', a.id, 'organisationName', a.name, 'isGovernment', a.is_government,
       'items', coalesce((select json_agg(json_build_object(${LINE}, 'sinceDate', m.since, 'untilDate', ${UNTIL}, 'state', ${STATE},
           'managerName', (select b.name from people.membership x join people.person b on b.id = x.person_id where x.id = m.manager_id))
           order by m.sort_key, m.id)
         from shown m join people.person p on p.id = m.person_id join organisations.organisation o on o.id = m.organisation_id), '[]'),
       'next', case when (select count(*) from found) > ${most} then (select id from shown order by sort_key desc, id desc limit 1) end)::text
     from administered a`,
    list,
  )
}
