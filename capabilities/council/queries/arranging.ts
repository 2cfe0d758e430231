// When the council hears: arrangements, duties and warnings. The ladder itself is made in access.sql.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

export const propose = (arrangement: {
  arrangementId: string
  dossierId: string
  weeks: number
  triggers: readonly string[]
  moneyShare: number | null
  triggerDays: number
  form: string
  startsOn: string
}): Statement =>
  run('council.propose', 'select council.propose($1, $2, $3::smallint, $4, $5::smallint, $6::smallint, $7, $8)', [
    arrangement.arrangementId,
    arrangement.dossierId,
    arrangement.weeks,
    arrangement.triggers,
    arrangement.moneyShare,
    arrangement.triggerDays,
    arrangement.form,
    arrangement.startsOn,
  ])

export interface ArrangementFacts {
  readonly arrangementId: string
  readonly number: number
  readonly weeks: number
  readonly triggers: readonly string[]
  readonly moneyShare: number | null
  readonly triggerDays: number
  readonly form: string
  readonly state: 'proposed' | 'agreed' | 'ended'
  readonly registryAgreed: boolean
  readonly collegeAgreed: boolean
}
export const findArrangement = (dossierId: string, arrangementId: string): Query<ArrangementFacts | undefined> =>
  one(
    'council.find-arrangement',
    `select json_build_object('arrangementId', a.id, 'number', a.number, 'weeks', a.weeks, 'triggers', a.triggers, 'moneyShare', a.money_share,
       'triggerDays', a.trigger_days, 'form', a.form, 'registryAgreed', a.registry_at is not null, 'collegeAgreed', a.college_at is not null,
       'state', case when a.ended_at is not null then 'ended' when a.agreed_at is not null then 'agreed' else 'proposed' end)::text
     from council.arrangement a where a.dossier_id = $1 and a.id = $2`,
    [dossierId, arrangementId],
  )

export const agree = (arrangementId: string): Statement =>
  run('council.agree', 'select council.agree($1)', [arrangementId])

export const endArrangement = (dossierId: string, reason: string): Statement =>
  run('council.end-arrangement', 'select council.end_arrangement($1, $2)', [dossierId, reason])

export interface DutyFacts {
  readonly dutyId: string
  readonly told: number
  readonly informed: boolean
}
export const findDuty = (dossierId: string, dutyId: string): Query<DutyFacts | undefined> =>
  one(
    'council.find-duty',
    `select json_build_object('dutyId', d.id, 'told', d.told, 'informed', d.informed_at is not null)::text
     from council.duty d where d.dossier_id = $1 and d.id = $2`,
    [dossierId, dutyId],
  )

export const insertAnswer = (answer: {
  answerId: string
  dutyId: string
  dossierId: string
  code: string
  explanation: string
  expectedOn: string | null
  answeredBy: string
  answeredRole: string
}): Statement =>
  run(
    'council.answer',
    `insert into council.answer (id, duty_id, dossier_id, code, explanation, expected_on, answered_by, answered_role)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      answer.answerId,
      answer.dutyId,
      answer.dossierId,
      answer.code,
      answer.explanation,
      answer.expectedOn,
      answer.answeredBy,
      answer.answeredRole,
    ],
  )

/** Opens a duty when the running arrangement names this trigger. */
export const sayTrigger = (dossierId: string, trigger: string, entryId: string): Statement =>
  run('council.say-trigger', 'select council.say_trigger($1, $2, $3)', [dossierId, trigger, entryId])

/** Of every role of the reader: the step of the ladder on which they stand and that was reached. */
export const warnings = (): Query<Passed> =>
  passed(
    'council.warnings',
    `with mine as materialized (
       select d.id, d.dossier_id, d.kind, d.due_on, o.title,
         case when (select access.memberships())::uuid[] && array[o.owner_id, o.deputy_id] then 'owner'
           when d.told >= 2 and council.is_office(d.dossier_id) then 'portfolioHolder'
           when d.told >= 3 and council.is_registry(d.dossier_id) then 'registry' end as place
       from council.duty d join dossier.dossier o on o.id = d.dossier_id
       where d.informed_at is null and d.told > 0 and d.organisation_id = any (
         (select coalesce(access.organisations(), '{}') || coalesce(access.councils(), '{}'))::uuid[])),
     waiting as materialized (select count(*) as count, min(w.marked_at) as oldest from council.waiting() w)
     select json_build_object(
       'warnings', coalesce((select json_agg(json_build_object('dutyId', m.id, 'dossierId', m.dossier_id, 'dossierTitle', m.title, 'kind', m.kind,
           'dueOn', m.due_on, 'late', m.due_on < (now() at time zone 'Europe/Amsterdam')::date, 'as', m.place, 'answered', a.code, 'expectedOn', a.expected_on)
           order by m.due_on, m.id)
         from (select * from mine where place is not null order by due_on, id limit 50) m left join lateral (
           select w.code, w.expected_on from council.answer w where w.duty_id = m.id order by w.answered_at desc limit 1) a on true), '[]'),
       'proposals', coalesce((select json_agg(json_build_object('dossierId', a.dossier_id, 'dossierTitle', o.title, 'weeks', a.weeks) order by a.proposed_at)
         from council.arrangement a join dossier.dossier o on o.id = a.dossier_id
         where a.agreed_at is null and a.ended_at is null and a.organisation_id = any (
             (select coalesce(access.organisations(), '{}') || coalesce(access.councils(), '{}'))::uuid[])
           and ((a.registry_at is null and council.is_registry(a.dossier_id))
             or (a.college_at is null and (council.is_office(a.dossier_id) or (select access.memberships())::uuid[] && array[o.owner_id, o.deputy_id])))), '[]'),
       'waiting', (select json_build_object('count', w.count, 'oldestAt', w.oldest) from waiting w))::text`,
  )
