// Lists over many dossiers. Each brings its own index condition; row-level security is the net, not the filter.
import { many, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import { ENTRY_JSON, NAMES, REACH } from './reading.ts'

const CURSOR = `(extract(epoch from d.changed_at) * 1000000)::bigint || '.' || d.id`
const moment = (n: number) => `to_timestamp(0) + split_part($${n}, '.', 1)::bigint * interval '1 microsecond'`
const LINE = `json_build_object('dossierId', d.id, 'title', d.title, 'kind', d.kind, 'state', d.state, 'organisationId', d.organisation_id,
  'organisationName', (select o.name from organisations.organisation o where o.id = d.organisation_id),
  'ownerName', (select p.name from people.membership m join people.person p on p.id = m.person_id where m.id = d.owner_id),
  'reach', ${REACH}, 'changedAt', d.changed_at)`

/** What a list may know of a dossier; its words are told by dossier.told(). */
const COLUMNS = `d.id, d.kind, d.title, d.organisation_id, d.owner_id, d.deputy_id, d.ceiling, 
  d.state, d.opened_at, d.changed_at`

export const dossierList = ({
  state,
  which,
  before,
  limit,
}: {
  state: 'active' | 'paused' | 'closed' | 'open' | 'all'
  which: 'mine' | 'organisation'
  before?: string
  limit: number
}): Query<Passed> => {
  const older = before ? `and (d.changed_at, d.id) < (${moment(3)}, split_part($3, '.', 2)::uuid)` : ''
  const inState =
    state === 'all' ? '' : state === 'open' ? `and d.state in ('active', 'paused')` : `and d.state = '${state}'`
  const newest = `${inState} ${older} order by d.changed_at desc, d.id desc limit $1`
  const found =
    which === 'mine'
      ? `select ${COLUMNS} from dossier.dossier d where d.id in (
           select r.dossier_id from dossier.reach r where r.subject = any ((select access.keys())::text[]) and r.until > now()) ${newest}`
      : `select x.* from unnest((select access.organisations() || access.councils())::uuid[]) as s(organisation_id)
           cross join lateral (select ${COLUMNS} from dossier.dossier d where d.organisation_id = s.organisation_id ${newest}) x`
  return passed(
    `dossier.list.${which}.${state}${before ? '.before' : ''}`,
    `with found as materialized (${found}),
       d as (select distinct on (changed_at, id) * from found order by changed_at desc, id desc limit $1),
       shown as (select * from d order by changed_at desc, id desc limit $2)
     select json_build_object(
       'items', coalesce((select json_agg(${LINE} order by d.changed_at desc, d.id desc) from shown d), '[]'),
       'next', case when (select count(*) from d) > $2 then (select ${CURSOR} from shown d order by d.changed_at, d.id limit 1) end)::text`,
    before ? [limit + 1, limit, before] : [limit + 1, limit],
  )
}

export const news = (limit: number): Query<Passed> =>
  passed(
    'dossier.news',
    `with since as (select v.at as at
         from dossier.visit v where v.person_id = (select access.person())),
       mine as (select distinct r.dossier_id from dossier.reach r where r.subject = any ((select access.keys())::text[]) and r.until > now()),
       fresh as materialized (
         select d.id, d.title from mine join dossier.dossier d on d.id = mine.dossier_id
         where d.changed_at > coalesce((select at from since), now() - interval '14 days') order by d.changed_at desc limit 200),
       page as materialized (
         select e.*, fresh.title from fresh cross join lateral (
           select * from dossier.entry e where e.dossier_id = fresh.id
             and e.recorded_at > coalesce((select at from since), now() - interval '14 days')
             and not (e.author_id = any ((select access.memberships())::uuid[]))
           order by e.recorded_at desc limit $1) e
         order by e.recorded_at desc, e.id desc limit $1),
       ${NAMES}
     select json_build_object('since', (select at from since),
       'items', coalesce((select json_agg((${ENTRY_JSON})::jsonb || jsonb_build_object('dossierId', e.dossier_id, 'dossierTitle', e.title)
           order by e.recorded_at desc, e.id desc)
         from (select * from page order by recorded_at desc, id desc limit $2) e left join names n on n.id = e.author_id), '[]'),
       'more', (select count(*) from page) > $2)::text`,
    [limit + 1, limit],
  )

/** What was there at `seenAt` (now when left out) is no longer new. It only goes forward. */
export const markVisit = (seenAt: string | undefined): Statement =>
  run(
    'dossier.visit',
    `insert into dossier.visit (person_id, previous_at, at)
     values (access.person(), now() - interval '14 days', least(now(), coalesce($1::timestamptz, now())))
     on conflict (person_id) do update set previous_at = dossier.visit.at, at = greatest(dossier.visit.at, excluded.at)`,
    [seenAt ?? null],
  )

export const recipients = (words: string, dossierId: string | undefined, limit: number): Query<Passed> =>
  passed(
    `dossier.recipients${dossierId ? '.in' : ''}`,
    `select json_build_object('items', coalesce(json_agg(json_build_object('membershipId', f.id, 'name', f.name,
         'functionName', f.function_name, 'organisationName', f.organisation) order by f.near desc, f.name, f.id), '[]'))::text
     from (
       select m.id, p.name, m.function_name, o.name as organisation,
         ${dossierId ? `exists (select from dossier.involvement i where i.dossier_id = $3 and i.membership_id = m.id)` : 'false'} as near
       from people.membership m join people.person p on p.id = m.person_id join organisations.organisation o on o.id = m.organisation_id
       where (m.organisation_id = any ((select access.colleagues())::uuid[]) or m.id = any (array(select access.fellows())))
         and m.since <= current_date and (m.until is null or m.until >= current_date)
         and ($1 = '' or p.name ilike '%' || replace(replace($1, '\\', ''), '%', '') || '%' or m.function_name ilike '%' || replace(replace($1, '\\', ''), '%', '') || '%')
       order by near desc, p.name, m.id limit $2) f`,
    dossierId ? [words, limit, dossierId] : [words, limit],
  )

/** A dossier that was found by its title, or by its id in an address. */
export interface FoundByTitle {
  /** Place of the title among those asked. */
  readonly at: number
  readonly dossierId: string
  readonly title: string
  readonly state: string
  readonly organisationId: string
}
const FOUND_BY_TITLE = `json_build_object('at', t.at::int - 1, 'dossierId', d.id, 'title', d.title, 'state', d.state,
  'organisationId', d.organisation_id)::text`

/** The dossiers that exist for who asks and are called so, whatever the capitals: one look into the index of titles. */
export const findByTitle = (titles: readonly string[]): Query<FoundByTitle[]> =>
  many(
    'dossier.find-by-title',
    `with asked as materialized (select lower(a.title) as key, a.at from unnest($1::text[]) with ordinality as a (title, at)),
       found as materialized (select d.id, d.title, d.title_key, d.state, d.organisation_id, d.opened_at from dossier.dossier d
         where d.title_key = any (array(select distinct key from asked)))
     select ${FOUND_BY_TITLE} from asked t join found d on d.title_key = t.key order by t.at, d.opened_at, d.id`,
    [titles],
  )
export const findByIds = (ids: readonly string[]): Query<FoundByTitle[]> =>
  many(
    'dossier.find-by-ids',
    `select ${FOUND_BY_TITLE} from unnest($1::uuid[]) with ordinality as t (id, at) join dossier.dossier d on d.id = t.id`,
    [ids],
  )
