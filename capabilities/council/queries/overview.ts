// The council part as those inside a dossier see it, in one query: part, mandates, what waits, arrangement and duties.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'
import { WAITING_HERE } from './releasing.ts'

export const ARRANGEMENT_JSON = `json_build_object('arrangementId', a.id, 'number', a.number, 'weeks', a.weeks, 'triggers', a.triggers,
  'moneyShare', a.money_share, 'triggerDays', a.trigger_days, 'form', a.form, 'startsOn', a.starts_on,
  'registryAt', a.registry_at, 'collegeAt', a.college_at, 'endedAt', a.ended_at, 'endReason', a.end_reason,
  'state', case when a.ended_at is not null then 'ended' when a.agreed_at is not null then 'agreed' else 'proposed' end)`

const DAY = (moment: string) => `(${moment} at time zone 'Europe/Amsterdam')::date`

/** A duty `d`; `at` is the SQL of the moment on which it is looked at. */
export const dutyJson = (
  at = 'now()',
  explained = true,
) => `json_build_object('dutyId', d.id, 'kind', d.kind, 'entryId', d.entry_id,
  'since', d.since, 'dueOn', d.due_on, 'told', d.told,
  'state', case when d.informed_at <= ${at} then 'informed' when ${DAY(at)} > d.due_on then 'lapsed'
    when exists (select from council.step s where s.duty_id = d.id and s.number = 1 and s.at <= ${at}) then 'nearlyLapsed' else 'running' end,
  'steps', (select coalesce(json_agg(json_build_object('number', s.number, 'at', s.at,
    'reachedAt', case when s.reached_at <= ${at} then s.reached_at end) order by s.number), '[]')
    from council.step s where s.duty_id = d.id),
  'informedAt', case when d.informed_at <= ${at} then d.informed_at end,
  'onTime', case when d.informed_at <= ${at} then ${DAY('d.informed_at')} <= d.due_on end,
  'answers', (select coalesce(json_agg(json_build_object('code', w.code, 'explanation', ${explained ? 'council.explanation(w.id)' : 'null'},
      'expectedOn', w.expected_on, 'answeredAt', w.answered_at) order by w.answered_at), '[]')
    from council.answer w where w.duty_id = d.id and w.answered_at <= ${at}))`

export const partView = (dossierId: string): Query<Passed> =>
  passed(
    'council.part-view',
    `select json_build_object(
       'part', (select json_build_object('portfolioHolder', council.holder_of(p.dossier_id), 'openedAt', p.opened_at)
         from council.part p where p.dossier_id = $1),
       'mandates', coalesce((select json_agg(json_build_object('mandateId', a.id, 'until', a.until, 'role', m.function_name,
           'name', (select h.name from people.person h where h.id = m.person_id)) order by a.since)
         from council.mandate a join people.membership m on m.id = a.membership_id
         where a.dossier_id = $1 and a.ended_at is null and (a.until is null or a.until >= current_date)), '[]'),
       'waiting', ${WAITING_HERE},
       'released', (select count(*) from council.mark m where m.dossier_id = $1 and m.outcome = 'released' and m.withdrawn_at is null),
       'arrangement', (select ${ARRANGEMENT_JSON} from council.arrangement a
         where a.dossier_id = $1 and a.agreed_at is not null and a.ended_at is null),
       'proposed', (select ${ARRANGEMENT_JSON} from council.arrangement a
         where a.dossier_id = $1 and a.agreed_at is null and a.ended_at is null),
       'duties', coalesce((select json_agg(${dutyJson()} order by d.informed_at is not null, d.due_on desc, d.id) from (
         select * from council.duty d where d.dossier_id = $1 order by d.informed_at is not null, d.due_on desc limit 30) d), '[]'),
       'side', council.side_of($1))::text
     from dossier.dossier o where o.id = $1`,
    [dossierId],
  )
