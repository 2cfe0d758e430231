// Every line of SQL about the evaluations of a dossier.
import { many, one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import type { DraftShown } from './contract.ts'

export interface FixedFacts {
  readonly questions: readonly string[]
  readonly stopCriteria: readonly string[]
  readonly fixed: boolean
}

const ITEMS = (name: string) =>
  `coalesce((select json_agg(x.value order by e.position, x.ordinality) from plan e,
     jsonb_array_elements(coalesce(e.details -> '${name}', '[]')) with ordinality x), '[]')`

const PLAN = `plan as materialized (select e.* from dossier.entry e
  where e.dossier_id = $1 and e.kind = 'evaluationPlan' and e.erased_at is null)`

export const findFixed = (dossierId: string): Query<FixedFacts> => {
  const query = one<FixedFacts>(
    'evaluations.fixed',
    `with ${PLAN} select json_build_object('questions', ${ITEMS('questions')}, 'stopCriteria', ${ITEMS('stopCriteria')},
       'fixed', exists (select from plan))::text`,
    [dossierId],
  )
  return { ...query, read: (rows) => query.read(rows)! }
}

export const findDraft = (dossierId: string): Query<DraftShown | undefined> =>
  one('evaluations.draft', 'select d.content::text from evaluations.draft d where d.dossier_id = $1', [dossierId])

export const saveDraft = (dossierId: string, content: DraftShown, writtenBy: string): Statement =>
  run(
    'evaluations.save-draft',
    `insert into evaluations.draft (dossier_id, content, written_by) values ($1, $2, $3)
     on conflict (dossier_id) do update set content = excluded.content, written_by = excluded.written_by, written_at = clock_timestamp()`,
    [dossierId, JSON.stringify(content), writtenBy],
  )

export const removeDraft = (dossierId: string): Statement =>
  run('evaluations.remove-draft', 'delete from evaluations.draft where dossier_id = $1', [dossierId])

const FIXED = (name: string) =>
  `coalesce((select json_agg(json_build_object('text', x.value #>> '{}', 'fixedAt', e.recorded_at, 'reason', coalesce(e.details ->> 'reason', ''))
     order by e.position, x.ordinality) from plan e,
     jsonb_array_elements(coalesce(e.details -> '${name}', '[]')) with ordinality x), '[]')`

export const evaluationsOf = (dossierId: string): Query<Passed> =>
  passed(
    'evaluations.of',
    `with ${PLAN}, done as materialized (select e.* from dossier.entry e where e.dossier_id = $1 and e.kind = 'evaluation')
     select json_build_object('questions', ${FIXED('questions')}, 'stopCriteria', ${FIXED('stopCriteria')},
       'moments', coalesce((select json_agg(json_build_object('dueOn', x.value ->> 'dueOn', 'what', x.value ->> 'what',
           -- Held when an evaluation came after the moment before it, or shortly ahead of it.
           'held', exists (select from done e where (e.occurred_at at time zone 'Europe/Amsterdam')::date
             between (x.value ->> 'dueOn')::date - 14 and (x.value ->> 'dueOn')::date + 60))
           order by x.value ->> 'dueOn', x.ordinality)
         from plan e, jsonb_array_elements(coalesce(e.details -> 'moments', '[]')) with ordinality x), '[]'),
       'evaluations', coalesce((select json_agg(json_build_object('entryId', e.id,
           'heldOn', (e.occurred_at at time zone 'Europe/Amsterdam')::date, 'recordedAt', e.recorded_at, 'audience', e.audience,
           'content', case when e.erased_at is null then json_build_object('answers', e.details -> 'answers', 'stops', e.details -> 'stops',
             'learned', e.details -> 'learned', 'method', e.details -> 'method', 'figures', e.details -> 'figures') end)
           order by e.position desc) from done e), '[]'),
       'draft', (select d.content from evaluations.draft d where d.dossier_id = $1))::text`,
    [dossierId],
  )

export interface ComingMoment {
  readonly entryId: string
  readonly place: number
  readonly what: string
  readonly dueOn: string
  /** Until then. */
  readonly days: number
  readonly dossierId: string
  readonly organisationId: string
  readonly ceiling: number
  readonly ownerId: string
  readonly ownerRole: string
}

/** A day that exists, or null: what was taken in from elsewhere may be anything. PostgreSQL 15 cannot be asked whether a cast would do. */
const DAY_OF = (text: string) =>
  `case when (${text}) ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
     case when right(${text}, 2)::int <= extract(day from (left(${text}, 7) || '-01')::date + interval '1 month' - interval '1 day')
       then (${text})::date end end`

/** Agreed moments within two weeks for which nobody was asked yet, in dossiers that are not closed. For the owner of the tables. */
export const momentsToCome = (now: Date): Query<ComingMoment[]> =>
  many(
    'evaluations.moments-to-come',
    `select json_build_object('entryId', e.id, 'place', x.ordinality, 'what', x.value ->> 'what', 'dueOn', x.value ->> 'dueOn',
       'days', x.due - t.today, 'dossierId', d.id, 'organisationId', d.organisation_id, 'ceiling', d.ceiling,
       'ownerId', d.owner_id, 'ownerRole', m.function_name || ', ' || o.name)::text as json
     from (select ($1::timestamptz at time zone 'Europe/Amsterdam')::date as today) t, dossier.entry e
     join dossier.dossier d on d.id = e.dossier_id and d.state <> 'closed'
     join people.membership m on m.id = d.owner_id join organisations.organisation o on o.id = m.organisation_id,
     -- A journal that was kept elsewhere may hold what no form here lets through: that is passed over, and the rest goes on.
     lateral (select m.value, m.ordinality, ${DAY_OF(`m.value ->> 'dueOn'`)} as due
       from jsonb_array_elements(case jsonb_typeof(e.details -> 'moments') when 'array' then e.details -> 'moments' else '[]' end)
         with ordinality m) x
     where e.kind = 'evaluationPlan' and e.erased_at is null and x.due between t.today and t.today + 14
       and not exists (select from evaluations.reminder r where r.entry_id = e.id and r.place = x.ordinality)
       and not settings.is_off('evaluations', d.organisation_id)
     order by e.id, x.ordinality limit 200`,
    [now],
  )

/** Says that it was asked; no row when somebody was faster. */
export const claimMoment = ({ entryId, place }: ComingMoment): Statement =>
  run(
    'evaluations.claim-moment',
    'insert into evaluations.reminder (entry_id, place) values ($1, $2) on conflict do nothing returning place',
    [entryId, place],
  )
