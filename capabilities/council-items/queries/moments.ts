// Reading the long-term agenda.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'

const TODAY = `(now() at time zone 'Europe/Amsterdam')::date`

const JSON_OF_MOMENT = `json_build_object('momentId', t.id, 'organisationId', t.organisation_id,
  'organisationName', (select n.name from organisations.organisation n where n.id = t.organisation_id),
  'dossierId', (select d.id from dossier.dossier d where d.id = t.dossier_id),
  'dossierTitle', (select d.title from dossier.dossier d where d.id = t.dossier_id),
  'subject', t.subject, 'kind', t.kind, 'body', t.body, 'place', t.place, 'plannedOn', t.planned_on,
  'startsAt', to_char(t.starts_at, 'HH24:MI'), 'audience', t.audience,
  'state', case when e.outcome is not null then e.outcome when t.confirmed_at is null then 'proposed'
    when exists (select from council_items.moment_move v where v.moment_id = t.id) then 'moved' else 'planned' end,
  'changedAt', greatest(coalesce(e.ended_at, t.confirmed_at, t.proposed_at),
    (select max(v.moved_at) from council_items.moment_move v where v.moment_id = t.id)),
  'moves', coalesce((select json_agg(json_build_object('was', v.was, 'became', v.became, 'reason', v.reason, 'movedAt', v.moved_at)
    order by v.moved_at) from council_items.moment_move v where v.moment_id = t.id), '[]'),
  'ending', case when e.outcome is not null then json_build_object('outcome', e.outcome, 'text', e.text, 'endedAt', e.ended_at) end)`
const FROM = 'council_items.moment t left join council_items.moment_ending e on e.moment_id = t.id'

export const momentView = (momentId: string): Query<Passed> =>
  passed('councilItems.moment', `select ${JSON_OF_MOMENT}::text from ${FROM} where t.id = $1`, [momentId])

export const momentList = (input: {
  readonly organisationId?: string
  readonly dossierId?: string
  readonly which: 'coming' | 'past' | 'all'
  readonly after?: string
  readonly limit: number
}): Query<Passed> => {
  const values: unknown[] = [input.limit + 1, input.limit]
  const shape: string[] = [input.which]
  const narrow = (name: string, value: unknown, condition: (place: string) => string): string => {
    if (value === undefined) return ''
    values.push(value)
    shape.push(name)
    return condition(`$${values.length}`)
  }
  const past = input.which === 'past'
  const direction = past ? 'desc' : 'asc'
  // What was not treated on its day is still to come: a council sees that it waits.
  const coming = `(e.outcome is null or t.planned_on >= ${TODAY})`
  const filters = [
    narrow('organisation', input.organisationId, (n) => `and t.organisation_id = ${n}::uuid`),
    narrow('dossier', input.dossierId, (n) => `and t.dossier_id = ${n}::uuid`),
    narrow(
      'after',
      input.after,
      (n) =>
        `and (t.planned_on, t.id) ${past ? '<' : '>'} (split_part(${n}, '.', 1)::date, split_part(${n}, '.', 2)::uuid)`,
    ),
    input.which === 'all' ? '' : past ? `and not ${coming}` : `and ${coming}`,
  ].join(' ')
  return passed(
    `councilItems.moments.${shape.join('.')}`,
    `with page as materialized (
         select t.id, t.planned_on from ${FROM}
         where (t.audience = 5 or t.organisation_id <> all ((select settings.off_at('councilItems'))::uuid[])) ${filters} order by t.planned_on ${direction}, t.id ${direction} limit $1),
       shown as (select * from page order by planned_on ${direction}, id ${direction} limit $2)
     select json_build_object(
       'items', coalesce((select json_agg(${JSON_OF_MOMENT} order by t.planned_on ${direction}, t.id ${direction})
         from shown s join council_items.moment t on t.id = s.id left join council_items.moment_ending e on e.moment_id = t.id), '[]'),
       'next', case when (select count(*) from page) > $2
         then (select planned_on || '.' || id from shown order by planned_on ${past ? 'asc' : 'desc'}, id ${past ? 'asc' : 'desc'} limit 1) end)::text`,
    values,
  )
}

/**
 * For somebody's calendar, run as that person (attention): what their council has on its agenda, and what is on it about a
 * dossier in which they take part. What is only proposed is in no calendar.
 */
export const MOMENTS_OF_READER = `select m.id::text as id, case when m.starts_at is null then m.planned_on end as day,
    (m.planned_on + m.starts_at) at time zone 'Europe/Amsterdam' as at, null::timestamptz as until,
    m.subject as title, '/raad/agenda/' || m.id as href
  from council_items.moment m
  where m.confirmed_at is not null and m.planned_on between current_date - 90 and current_date + 730
    and not exists (select from council_items.moment_ending e where e.moment_id = m.id and e.outcome = 'dropped')
    and not settings.is_off('councilItems', m.organisation_id)
    and (m.organisation_id = any ((select access.councils())::uuid[])
      or exists (select from dossier.reach r where r.dossier_id = m.dossier_id
                 and r.subject = any ((select access.keys())::text[]) and r.until > now()))`
