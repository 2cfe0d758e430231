// Every line of SQL of functions and lines. What is written goes through functions that look again (access.sql).
import type { Position } from '#foundation/access/actor.ts'
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

const TODAY = (m: string) => `(${m}.until is null or ${m}.until >= current_date)`

export interface OrganisationFound {
  readonly organisationId: string
  readonly isGovernment: boolean
}
export const findAdministered = (organisationId: string): Query<OrganisationFound | undefined> =>
  one(
    'staffing.find-organisation',
    `select json_build_object('organisationId', o.id, 'isGovernment', o.is_government)::text
     from organisations.organisation o where o.id = $1 and o.id = any ((select access.administers())::uuid[])`,
    [organisationId],
  )

export interface FunctionFound {
  readonly organisationId: string
  readonly name: string
  readonly hasEnded: boolean
}
export const findFunction = (functionId: string): Query<FunctionFound | undefined> =>
  one(
    'staffing.find-function',
    `select json_build_object('organisationId', f.organisation_id, 'name', f.name, 'hasEnded', exists (
       select from staffing.ending e where e.function_id = f.id and e.withdrawn_at is null))::text
     from staffing.function f where f.id = $1`,
    [functionId],
  )

export interface MemberFound {
  readonly organisationId: string
}
export const findMember = (membershipId: string): Query<MemberFound | undefined> =>
  one(
    'staffing.find-member',
    `select json_build_object('organisationId', m.organisation_id)::text from people.membership m where m.id = $1`,
    [membershipId],
  )

/** With the acts on the people of the organisation: they wait for each other. */
export const lockOrganisation = (organisationId: string): Statement =>
  run('staffing.lock', 'select people.wait_for($1::uuid)', [organisationId])
export const lockFunction = (functionId: string): Statement =>
  run('staffing.lock-function', 'select people.wait_for(f.organisation_id) from staffing.function f where f.id = $1', [
    functionId,
  ])

export interface NameFound {
  readonly isTaken: boolean
  /** What the function that had this name before is called now. */
  readonly now: string | null
  /** In which positions people hold it today or will, besides the one asked for. */
  readonly otherwise: readonly Position[]
}
export const findName = (organisationId: string, name: string, position: string): Query<NameFound> => {
  const query = one<NameFound>(
    'staffing.find-name',
    `select json_build_object(
       'isTaken', exists (select from staffing.function f where f.organisation_id = $1 and f.name = $2),
       'now', (select f.name from staffing.renaming r join staffing.function f on f.id = r.function_id
         where f.organisation_id = $1 and r.was = $2 order by r.renamed_at desc limit 1),
       'otherwise', coalesce((select json_agg(distinct m.position order by m.position) from people.membership m
         where m.organisation_id = $1 and m.function_name = $2 and m.position <> $3 and ${TODAY('m')}), '[]'))::text`,
    [organisationId, name, position],
  )
  return { ...query, read: (rows) => query.read(rows)! }
}

export interface Places {
  /** How many of those asked for are members of today or to come. */
  readonly members: number
  readonly isColleague: boolean
  /** The line of the manager, itself first. */
  readonly above: readonly string[]
}
export const findPlaces = (organisationId: string, ids: readonly string[], managerId: string | null): Query<Places> => {
  const query = one<Places>(
    'staffing.places',
    `with recursive line (id) as (
       select $3::uuid where $3::uuid is not null
       union
       select m.manager_id from line join people.membership m on m.id = line.id where m.manager_id is not null)
     select json_build_object(
       'members', (select count(*) from people.membership m where m.id = any ($2::uuid[]) and m.organisation_id = $1
         and (m.until is null or m.until >= current_date)),
       'isColleague', exists (select from people.membership m where m.id = $3 and m.organisation_id = $1
         and (m.until is null or m.until >= current_date)),
       'above', coalesce((select json_agg(id) from line), '[]'))::text`,
    [organisationId, ids, managerId],
  )
  return { ...query, read: (rows) => query.read(rows)! }
}

const HOME = `home as materialized (
  select o.id, o.name, o.is_government from people.membership h join organisations.organisation o on o.id = h.organisation_id
  where h.id = (select access.acting()) and h.position = 'administrator')`
const NAMED = (m: string, p: string) => `'membershipId', ${m}.id, 'name', ${p}.name, 'functionName', ${m}.function_name`

export const functionList = (): Query<Passed> =>
  passed(
    'staffing.functions',
    `with ${HOME},
       held as materialized (select m.function_name as name, m.position, count(*) as n from home join people.membership m
         on m.organisation_id = home.id where ${TODAY('m')} group by 1, 2)
     select json_build_object('organisationId', home.id, 'organisationName', home.name, 'isGovernment', home.is_government,
       'items', coalesce((select json_agg(json_build_object('functionId', f.id, 'name', f.name, 'position', f.position,
           'holders', coalesce((select sum(n)::int from held where held.name = f.name), 0),
           'endedAt', (select e.ended_at from staffing.ending e where e.function_id = f.id and e.withdrawn_at is null),
           'formerNames', coalesce((select json_agg(r.was order by r.renamed_at desc) from staffing.renaming r where r.function_id = f.id), '[]'))
           order by lower(f.name), f.id)
         from staffing.function f where f.organisation_id = home.id), '[]'),
       'loose', coalesce((select json_agg(json_build_object('name', held.name, 'position', held.position, 'holders', held.n)
           order by lower(held.name), held.position)
         from held where not exists (select from staffing.function f where f.organisation_id = home.id and f.name = held.name)), '[]'))::text
     from home`,
  )

export const addFunction = (one: {
  readonly functionId: string
  readonly organisationId: string
  readonly name: string
  readonly position: string
}): Statement =>
  run(
    'staffing.add-function',
    `insert into staffing.function (id, organisation_id, name, position, made_by) values ($1, $2, $3, $4, access.acting())`,
    [one.functionId, one.organisationId, one.name, one.position],
  )

export const renameFunction = (renamingId: string, functionId: string, name: string): Statement =>
  run('staffing.rename', 'select staffing.rename_function($1, $2, $3)', [renamingId, functionId, name])

export const endFunction = (endingId: string, functionId: string): Statement =>
  run('staffing.end', 'insert into staffing.ending (id, function_id, ended_by) values ($1, $2, access.acting())', [
    endingId,
    functionId,
  ])

export const keepFunction = (functionId: string): Statement =>
  run(
    'staffing.keep',
    `update staffing.ending set withdrawn_by = access.acting(), withdrawn_at = now() where function_id = $1 and withdrawn_at is null`,
    [functionId],
  )

export const changeLines = (organisationId: string, ids: readonly string[], managerId: string | null): Statement =>
  run('staffing.change-lines', 'select staffing.change_lines($1, $2::uuid[], $3)', [organisationId, ids, managerId])

/** Since when the line of today holds; of who will leave, its end stands there already. */
const SINCE = (m: string) => `(select l.since from staffing.line l where l.membership_id = ${m}.id
  and (l.until is null or l.until > now()) order by l.since desc, l.until desc nulls first limit 1)`
/** How far down the tree goes. */
const DEEPEST = 12
/** As many as a page can show; a large organisation walks down by the page of one manager. */
const MOST = 300
const MANAGER = `json_build_object(${NAMED('m', 'p')}, 'people', m.n,
  'untilDate', case when m.until is not null then m.until + 1 end, 'hasLeft', m.until is not null and m.until < current_date)`

export const lines = (): Query<Passed> =>
  passed(
    'staffing.lines',
    `with recursive ${HOME},
       members as materialized (select m.* from home join people.membership m on m.organisation_id = home.id where ${TODAY('m')}),
       below as materialized (select manager_id as id, count(*)::int as n from members where manager_id is not null group by 1),
       tree (id, depth, path) as (
         select m.id, 0, array[m.sort_key || m.id] from members m
         where exists (select from below where below.id = m.id)
           and not exists (select from members b where b.id = m.manager_id)
         union all
         select m.id, tree.depth + 1, tree.path || (m.sort_key || m.id) from tree join members m on m.manager_id = tree.id
         where tree.depth < ${DEEPEST}),
       shown as materialized (select * from tree order by path limit ${MOST}),
       unled as materialized (select m.* from members m where m.position in ('staff', 'administrator')
         and not exists (select from below where below.id = m.id)
         and (m.manager_id is null or not exists (select from people.membership b where b.id = m.manager_id and ${TODAY('b')}))),
       leaving as materialized (select m.*, below.n from below join people.membership m on m.id = below.id where m.until is not null)
     select json_build_object('organisationId', home.id, 'organisationName', home.name,
       'tree', coalesce((select json_agg(json_build_object(${NAMED('m', 'p')}, 'depth', s.depth,
           'people', coalesce((select n from below where below.id = m.id), 0),
           'managerName', (select b.name from people.membership x join people.person b on b.id = x.person_id where x.id = m.manager_id),
           'sinceAt', ${SINCE('m')}) order by s.path)
         from shown s join members m on m.id = s.id join people.person p on p.id = m.person_id), '[]'),
       'isWhole', (select count(*) from tree) <= ${MOST}
         and not exists (select from tree join below on below.id = tree.id where tree.depth = ${DEEPEST}),
       'unled', coalesce((select json_agg(json_build_object(${NAMED('m', 'p')}) order by m.sort_key, m.id)
         from (select * from unled order by sort_key, id limit 100) m join people.person p on p.id = m.person_id), '[]'),
       'unledCount', (select count(*) from unled),
       'leaving', coalesce((select json_agg(${MANAGER} order by m.until, m.sort_key)
         from leaving m join people.person p on p.id = m.person_id), '[]'))::text
     from home`,
  )

export const peopleOf = (membershipId: string): Query<Passed> =>
  passed(
    'staffing.people-of',
    `with m as (select m.*, (select count(*)::int from people.membership r where r.manager_id = m.id and ${TODAY('r')}) as n
       from people.membership m where m.id = $1)
     select json_build_object('organisationId', o.id, 'organisationName', o.name, 'manager', ${MANAGER},
       'people', coalesce((select json_agg(json_build_object(${NAMED('r', 'q')},
           'sinceAt', ${SINCE('r')}) order by r.sort_key, r.id)
         from people.membership r join people.person q on q.id = r.person_id where r.manager_id = m.id and ${TODAY('r')}), '[]'),
       'past', coalesce((select json_agg(json_build_object(${NAMED('r', 'q')}, 'sinceAt', l.since, 'untilAt', l.until)
           order by l.until desc, r.sort_key)
         from (select * from staffing.line l where l.manager_id = m.id and l.until <= now() order by l.until desc limit 100) l
         join people.membership r on r.id = l.membership_id join people.person q on q.id = r.person_id), '[]'))::text
     from m join people.person p on p.id = m.person_id join organisations.organisation o on o.id = m.organisation_id`,
    [membershipId],
  )
