// One person, one membership, oneself.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'
import { STATE } from './lists.ts'

const NAMED = (
  id: string,
) => `(select json_build_object('membershipId', x.id, 'personId', x.person_id, 'name', n.name, 'functionName', x.function_name)
  from people.membership x join people.person n on n.id = x.person_id where x.id = ${id})`

const MEMBERSHIP = `'membershipId', m.id, 'organisationId', m.organisation_id, 'organisationName', o.name, 'position', m.position,
  'functionName', m.function_name, 'discipline', m.discipline, 'speaksForOrganisation', m.speaks_for_organisation, 'sinceDate', m.since,
  'untilDate', case when m.until is not null then m.until + 1 end, 'manager', ${NAMED('m.manager_id')}, 'deputy', ${NAMED('m.deputy_id')}`

const MEMBERSHIPS = (
  person: string,
  which: string,
) => `coalesce((select json_agg(json_build_object(${MEMBERSHIP}) order by m.since desc, m.id)
  from people.membership m join organisations.organisation o on o.id = m.organisation_id where m.person_id = ${person} and ${which}), '[]')`

const TODAY = 'm.since <= current_date and (m.until is null or m.until >= current_date)'

export const personView = (personId: string): Query<Passed> =>
  passed(
    'people.person',
    `select json_build_object('personId', p.id, 'name', p.name, 'isSelf', p.id = (select access.person()), 'contact', people.contact(p.id),
       'memberships', ${MEMBERSHIPS('p.id', TODAY)},
       'past', ${MEMBERSHIPS('p.id', `m.until < current_date and m.organisation_id = any ((select access.administers())::uuid[])`)})::text
     from people.person p where p.id = $1`,
    [personId],
  )

export const myselfView = (): Query<Passed> =>
  passed(
    'people.myself',
    `select (jsonb_build_object('personId', p.id, 'name', p.name, 'locale', people.own_locale(), 'actingId', access.acting())
       || people.contact(p.id) || jsonb_build_object('memberships', ${MEMBERSHIPS('p.id', TODAY)}))::text
     from people.person p where p.id = (select access.person())`,
  )

export const memberView = (membershipId: string): Query<Passed> =>
  passed(
    'people.member',
    `with recursive line (id, depth) as (
         select m.manager_id, 1 from people.membership m where m.id = $1
         union all
         select m.manager_id, line.depth + 1 from line join people.membership m on m.id = line.id
         where m.manager_id is not null and line.depth < 12)
     select json_build_object(${MEMBERSHIP}, 'personId', p.id, 'name', p.name, 'contact', people.contact(p.id), 'state', ${STATE},
       'isGovernment', o.is_government,
       'departure', (select json_build_object('reason', d.reason, 'decidedAt', d.decided_at, 'decidedByName',
           (select n.name from people.membership x join people.person n on n.id = x.person_id where x.id = d.decided_by))
         from people.departure d where d.membership_id = m.id and d.withdrawn_at is null),
       'line', coalesce((select json_agg(${NAMED('line.id')} order by line.depth) from line
         where exists (select from people.membership x where x.id = line.id)), '[]'),
       'reports', coalesce((select json_agg(json_build_object('membershipId', r.id, 'personId', r.person_id, 'name', n.name,
           'functionName', r.function_name) order by r.sort_key, r.id)
         from people.membership r join people.person n on n.id = r.person_id
         where r.manager_id = m.id and (r.until is null or r.until >= current_date)), '[]'))::text
     from people.membership m join people.person p on p.id = m.person_id
     join organisations.organisation o on o.id = m.organisation_id where m.id = $1`,
    [membershipId],
  )
