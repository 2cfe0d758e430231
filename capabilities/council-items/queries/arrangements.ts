// Reading the information arrangements of a council, for the desk of its registry; the room of the council makes and keeps them.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'

const TODAY = `(now() at time zone 'Europe/Amsterdam')::date`

/**
 * One line for each thing that the council must hear and did not yet, and one for an arrangement that waits for agreement.
 * Row-level security shows the registry the rhythm always, and a trigger as soon as its ladder reached the council.
 */
export const arrangements = (
  organisationId: string,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Query<Passed> =>
  passed(
    `councilItems.arrangements${after ? '.after' : ''}`,
    `with open as materialized (
       select a.id as arrangement_id, d.id as duty_id, a.dossier_id, o.title, a.weeks, d.kind, d.due_on, coalesce(d.id, a.id) as line_id,
         (select m.function_name || ', ' || n.name from council.part p join people.membership m on m.id = p.portfolio_holder_id
           join organisations.organisation n on n.id = m.organisation_id where p.dossier_id = a.dossier_id) as holder,
         case when a.agreed_at is null then 'proposed' when d.due_on < ${TODAY} then 'lapsed' when d.told > 0 then 'nearlyLapsed'
           else 'running' end as state
       from council.arrangement a join dossier.dossier o on o.id = a.dossier_id
       left join council.duty d on d.arrangement_id = a.id and d.informed_at is null
       where a.organisation_id = $1 and a.ended_at is null),
     page as materialized (
       select * from open where true
       ${after ? `and (coalesce(due_on, '9999-12-31'), line_id) > (split_part($4, '.', 1)::date, split_part($4, '.', 2)::uuid)` : ''}
       order by coalesce(due_on, '9999-12-31'), line_id limit $2),
     shown as (select * from page order by coalesce(due_on, '9999-12-31'), line_id limit $3)
     select json_build_object(
       'items', coalesce((select json_agg(json_build_object('arrangementId', s.arrangement_id, 'dutyId', s.duty_id,
           'dossierId', s.dossier_id, 'dossierTitle', s.title, 'portfolioHolder', coalesce(s.holder, ''), 'weeks', s.weeks, 'kind', s.kind,
           'dueOn', s.due_on, 'state', s.state, 'reason', w.code, 'expectedOn', w.expected_on)
           order by coalesce(s.due_on, '9999-12-31'), s.line_id)
         from shown s left join lateral (select w.code, w.expected_on from council.answer w where w.duty_id = s.duty_id
           order by w.answered_at desc limit 1) w on true), '[]'),
       'lapsed', (select count(*) from open where state = 'lapsed'),
       'next', case when (select count(*) from page) > $3
         then (select coalesce(due_on, '9999-12-31') || '.' || line_id from shown
               order by coalesce(due_on, '9999-12-31') desc, line_id desc limit 1) end)::text`,
    after ? [organisationId, limit + 1, limit, after] : [organisationId, limit + 1, limit],
  )
