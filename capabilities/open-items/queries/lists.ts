// Lists of open items. Each key or membership of the reader is asked of its own index, and the few that come are merged.
import { type Passed, passed, type Query, run } from '#foundation/database/query.ts'
import { LINE_JSON } from './reading.ts'

interface PageInput {
  readonly after?: string
  readonly limit: number
}

const OLDEST_FIRST = 'order by i.due_on, i.id'
const laterThan = (n: number) =>
  `and (i.due_on, i.id) > (split_part($${n}, '.', 1)::date, split_part($${n}, '.', 2)::uuid)`

/** `found`: a select of items `i`, oldest debt first, one more than asked for. */
const page = (name: string, found: string, { after, limit }: PageInput): Query<Passed> =>
  passed(
    `openItems.${name}${after ? '.after' : ''}`,
    `with page as materialized (${found} ${OLDEST_FIRST} limit $1),
       shown as (select * from page i ${OLDEST_FIRST} limit $2)
     select json_build_object(
       'items', coalesce((select json_agg(${LINE_JSON} ${OLDEST_FIRST}) from shown i left join dossier.dossier d on d.id = i.dossier_id), '[]'),
       'next', case when (select count(*) from page) > $2
         then (select i.due_on || '.' || i.id from shown i order by i.due_on desc, i.id desc limit 1) end)::text`,
    after ? [limit + 1, limit, after] : [limit + 1, limit],
  )

export const waitingOnMe = (input: PageInput): Query<Passed> =>
  page(
    'waiting-on-me',
    `select i.* from unnest((select access.keys())::text[]) as mine(key) cross join lateral (
       select i.* from open_items.open_item i where i.addressee = mine.key and i.closed_at is null
       ${input.after ? laterThan(3) : ''} ${OLDEST_FIRST} limit $1) i`,
    input,
  )

// What somebody asks of themselves waits on them: it stands in that list alone.
export const waitedForByMe = (input: PageInput): Query<Passed> =>
  page(
    'waited-for-by-me',
    `select i.* from unnest((select access.memberships())::uuid[]) as mine(id) cross join lateral (
       select i.* from open_items.open_item i where i.raised_by = mine.id and i.closed_at is null
         and not (i.addressee = any ((select access.keys())::text[]))
       ${input.after ? laterThan(3) : ''} ${OLDEST_FIRST} limit $1) i`,
    input,
  )

export const climbedToMe = (input: PageInput): Query<Passed> =>
  page(
    'climbed-to-me',
    `select i.* from open_items.open_item i
     where i.id in (select h.open_item_id from open_items.hears h where h.subject = any ((select access.keys())::text[]))
       and i.closed_at is null and not (i.addressee = any ((select access.keys())::text[]))
       and not (i.raised_by = any ((select access.memberships())::uuid[])) ${input.after ? laterThan(3) : ''}`,
    input,
  )

// One number orders both halves: days until it is due for what is open, and after all of those the microseconds since it closed, counting down.
const PLACE = `case when i.closed_at is null then i.due_on - date '2000-01-01'
  else 1000000000000000000 - (extract(epoch from i.closed_at) * 1000000)::bigint end`

export const openItemsOf = (
  dossierId: string,
  { state, after, limit }: PageInput & { state: 'open' | 'closed' | 'all' },
): Query<Passed> => {
  const inState = { open: 'and i.closed_at is null', closed: 'and i.closed_at is not null', all: '' }[state]
  return passed(
    `openItems.of.${state}${after ? '.after' : ''}`,
    `with page as materialized (
         select i.*, ${PLACE} as place from open_items.open_item i where i.dossier_id = $1 ${inState}
         ${after ? `and (${PLACE}, i.id) > (split_part($4, '.', 1)::bigint, split_part($4, '.', 2)::uuid)` : ''}
         order by place, i.id limit $2),
       shown as (select * from page order by place, id limit $3)
     select json_build_object(
       'items', coalesce((select json_agg(${LINE_JSON} order by i.place, i.id) from shown i left join dossier.dossier d on d.id = i.dossier_id), '[]'),
       'next', case when (select count(*) from page) > $3
         then (select place || '.' || id from shown order by place desc, id desc limit 1) end)::text`,
    after ? [dossierId, limit + 1, limit, after] : [dossierId, limit + 1, limit],
  )
}

/** People, then functions, then organisations; row-level security decides which people exist for the reader. */
export const addressees = (dossierId: string, words: string, limit: number): Query<Passed> =>
  passed(
    'openItems.addressees',
    `with sought as (select '%' || replace(replace(replace($2, '\\', ''), '%', ''), '_', '') || '%' as words),
     near as (select i.membership_id from dossier.involvement i where i.dossier_id = $1 and (i.until is null or i.until > now())
       union select d.owner_id from dossier.dossier d where d.id = $1
       union select d.deputy_id from dossier.dossier d where d.id = $1),
     mine as materialized (
       select m.id, m.organisation_id, m.function_name, p.name, o.name as organisation
       from people.membership m join people.person p on p.id = m.person_id join organisations.organisation o on o.id = m.organisation_id
       where (m.organisation_id = any ((select access.colleagues())::uuid[]) or m.id = any (array(select access.fellows())))
         and m.since <= current_date and (m.until is null or m.until >= current_date) and m.position <> 'administrator'),
     found as (
       (select 'm:' || m.id as value, m.name as label, m.function_name || ', ' || m.organisation as description,
          case when m.id in (select membership_id from near) then 0 else 1 end as rank
        from mine m, sought where m.name ilike sought.words or m.function_name ilike sought.words
        order by rank, label limit $3)
       union all
       (select distinct 'r:' || m.organisation_id || ':' || m.function_name, m.function_name, m.organisation, 2
        from mine m, sought where $2 <> '' and m.organisation_id = any ((select access.colleagues())::uuid[])
          and m.function_name ilike sought.words limit $3)
       union all
       (select 'o:' || o.id, o.name, '', 3 from organisations.organisation o, sought
        where $2 <> '' and o.joined_at is not null and (o.valid_until is null or o.valid_until >= current_date)
          and o.name ilike sought.words and open_items.has_answerer(o.id, null) order by o.name limit $3))
     select json_build_object('options', coalesce(json_agg(json_build_object('value', value, 'label', label, 'description', description)
       order by rank, label, value), '[]'))::text from (select * from found order by rank, label, value limit $3) found`,
    [dossierId, words, limit],
  )

/** Of these questions, each in a dossier by its id or its title: the places of those that exist there for who asks, open or closed. */
export const findAsked = (
  asked: readonly { readonly dossierId: string | null; readonly title: string; readonly question: string }[],
): Query<number[]> => ({
  ...run(
    'openItems.find-asked',
    `with asked as materialized (
       select a.dossier_id, lower(a.title) as title, lower(a.question) as question, a.at
       from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as a (dossier_id, title, question, at)),
     titled as materialized (select d.id, d.title_key from dossier.dossier d
       where d.title_key = any (array(select distinct a.title from asked a where a.dossier_id is null))),
     meant as materialized (
       select a.at, a.dossier_id, a.question from asked a where a.dossier_id is not null
       union all
       select a.at, d.id, a.question from asked a join titled d on d.title_key = a.title where a.dossier_id is null),
     there as materialized (select i.dossier_id, lower(i.question) as question from open_items.open_item i
       where i.dossier_id = any (array(select distinct dossier_id from meant)))
     select distinct (m.at - 1)::text from meant m join there i on i.dossier_id = m.dossier_id and i.question = m.question`,
    [asked.map((one) => one.dossierId), asked.map((one) => one.title), asked.map((one) => one.question)],
  ),
  read: (rows) => rows.map((row) => Number(row[0])),
})
