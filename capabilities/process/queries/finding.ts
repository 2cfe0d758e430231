// What acts and policies must know of a process before something changes.
import { type Dossier, findDossier } from '#capabilities/dossier/index.ts'
import { many, one, type Query } from '#foundation/database/query.ts'
import type { UncertaintyState } from '../standing.ts'

/** A dossier, with what whoever asks is to its process. */
export interface Process extends Dossier {
  readonly managesTheOwner: boolean
  readonly advises: boolean
  /** What they are in the organisation that answers for the dossier; null when they act elsewhere. */
  readonly position: string | null
}

export const findProcess = (dossierId: string): Query<Process | undefined> => {
  const { text, values } = findDossier(dossierId)
  return one(
    'process.find',
    `select (found.facts::jsonb || process.standing($1))::text from (${text}) as found (facts)`,
    values,
  )
}

/** How a thing stands: the newest line that is not erased, and the number of the newest line of all. */
export interface Standing {
  readonly thingId: string
  readonly number: number
  readonly state: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly audience: number
}

export const findStanding = (dossierId: string, kind: string, thingId: string): Query<Standing | undefined> =>
  one(
    'process.standing',
    `select json_build_object('thingId', r.thing_id, 'state', r.state, 'details', e.details, 'audience', e.audience,
       'number', (select max(n.number) from process.record n where n.thing_id = r.thing_id and n.kind = r.kind))::text
     from process.record r join dossier.entry e on e.id = r.entry_id
     where r.dossier_id = $1 and r.kind = $2 and r.thing_id = $3 and e.erased_at is null order by r.number desc limit 1`,
    [dossierId, kind, thingId],
  )

/** How many phases there are, to number the next. */
export const countPhases = (dossierId: string): Query<number> => ({
  ...many<never>(
    'process.count-phases',
    `select count(distinct r.thing_id)::text from process.record r where r.dossier_id = $1 and r.kind = 'phase'`,
    [dossierId],
  ),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})

export interface Gate {
  readonly gateId: string
  readonly capacity: 'college' | 'raad' | 'wethouder' | 'manager' | 'eigenaar'
  readonly phaseId: string | null
  readonly audience: number
  readonly number: number
  readonly title: string
  readonly conditions: readonly string[]
  readonly decided: boolean
  readonly cancelled: boolean
  /** The newest preparation, as it stands in its entry, and for whom that is. */
  readonly preparation: Readonly<Record<string, unknown>> | null
  readonly preparationAudience: number
  /** Its newest preparation says that each condition is met that the plan names now. */
  readonly ready: boolean
  readonly openObjections: number
}

/** A condition that was added to the plan after the preparation is a condition that nobody has looked at. */
export const READY = (preparation: string, plan: string) =>
  `((${preparation} ->> 'ready')::boolean and coalesce((select jsonb_agg(c -> 'text') from jsonb_array_elements(${preparation} -> 'conditions') c), '[]')
    = coalesce(${plan} -> 'conditions', '[]'))`

export const findGate = (dossierId: string, gateId: string | null): Query<Gate | undefined> =>
  one(
    'process.gate',
    `select json_build_object('gateId', g.id, 'capacity', g.capacity, 'phaseId', g.phase_id, 'audience', plan.audience,
       'number', plan.number, 'title', coalesce(plan.details ->> 'title', '—'), 'conditions', coalesce(plan.details -> 'conditions', '[]'),
       'decided', exists (select from process.gate_decision d where d.gate_id = g.id),
       'cancelled', exists (select from process.gate_cancellation c where c.gate_id = g.id),
       'preparation', made.details, 'preparationAudience', coalesce(made.audience, 0),
       'ready', coalesce(${READY('made.details', 'plan.details')}, false),
       'openObjections', (select count(*) from process.objection o where o.gate_id = g.id
         and not exists (select from process.objection_ending n where n.objection_id = o.id)))::text
     from process.gate g
     cross join lateral (select r.number, e.details, e.audience from process.record r join dossier.entry e on e.id = r.entry_id
       where r.thing_id = g.id and r.kind = 'gatePlan' order by r.number desc limit 1) plan
     left join lateral (select e.details, e.audience from process.record r join dossier.entry e on e.id = r.entry_id
       where r.thing_id = g.id and r.kind = 'gatePreparation' and e.erased_at is null order by r.number desc limit 1) made on true
     where g.id = $2 and g.dossier_id = $1`,
    [dossierId, gateId],
  )

/** What goes into the record of a gate, each with the narrowest audience it stands in: advice with the reaction, and how money and uncertainties stand now and stood then. */
export interface GateFacts {
  readonly advice: readonly {
    readonly audience: number
    readonly question: string
    readonly reaction: string
    readonly reason: string
  }[]
  readonly points: readonly {
    readonly audience: number
    readonly text: string
    readonly reaction: string
    readonly answer: string
  }[]
  readonly money: {
    readonly audience: number
    readonly spent: number
    readonly ceiling: number
    readonly share: number
  } | null
  readonly uncertainties: readonly {
    readonly audience: number
    readonly title: string
    readonly was: UncertaintyState | null
    readonly is: UncertaintyState
  }[]
}

export const findGateFacts = (dossierId: string, gateId: string): Query<GateFacts | undefined> =>
  one(
    'process.gate-facts',
    `with since as (select coalesce(max(d.decided_at), '-infinity') as at from process.gate_decision d where d.dossier_id = $1),
     lines as (select r.thing_id, r.number, r.state, r.recorded_at, e.audience, e.details ->> 'title' as title
       from process.record r join dossier.entry e on e.id = r.entry_id
       where r.dossier_id = $1 and r.kind = 'uncertainty' and e.erased_at is null)
     select json_build_object(
       'advice', coalesce((select json_agg(json_build_object('audience', least(i.audience, e.audience), 'question', i.question, 'reaction', a.reaction, 'reason', e.details ->> 'reason')
           order by a.reacted_at)
         from process.advice_reaction a join dossier.entry e on e.id = a.entry_id join open_items.open_item i on i.id = a.open_item_id
         where a.gate_id = $2 and e.erased_at is null), '[]'),
       'points', coalesce((select json_agg(json_build_object('audience', least(pe.audience, ae.audience), 'text', pe.text, 'reaction', a.reaction, 'answer', ae.text) order by p.raised_at)
         from process.feasibility_point p join dossier.entry pe on pe.id = p.entry_id
         join process.feasibility_answer a on a.point_id = p.id join dossier.entry ae on ae.id = a.entry_id
         where p.gate_id = $2 and pe.erased_at is null and ae.erased_at is null), '[]'),
       'money', (select json_build_object('audience', e.audience, 'spent', (e.details ->> 'spent')::bigint, 'ceiling', (e.details ->> 'ceiling')::bigint,
           'share', (e.details ->> 'share')::float8)
         from process.record r join dossier.entry e on e.id = r.entry_id
         where r.dossier_id = $1 and r.kind = 'money' and e.erased_at is null order by r.number desc limit 1),
       'uncertainties', coalesce((select json_agg(json_build_object('audience', n.audience, 'title', n.title, 'is', n.state, 'was', (select b.state from lines b, since
             where b.thing_id = n.thing_id and b.recorded_at <= case when since.at = '-infinity' then b.recorded_at else since.at end
               and (since.at <> '-infinity' or b.number = 1) order by b.number desc limit 1)) order by n.title)
         from (select distinct on (thing_id) * from lines order by thing_id, number desc) n), '[]'))::text`,
    [dossierId, gateId],
  )

export interface Choice {
  readonly choiceId: string
  readonly capacity: 'college' | 'raad'
  readonly gateId: string | null
  readonly text: string
  readonly audience: number
  readonly decided: boolean
}
export const findChoice = (dossierId: string, choiceId: string): Query<Choice | undefined> =>
  one(
    'process.choice',
    `select json_build_object('choiceId', c.id, 'capacity', c.capacity, 'gateId', c.gate_id, 'text', coalesce(e.text, '—'),
       'audience', e.audience, 'decided', exists (select from process.choice_decision d where d.choice_id = c.id))::text
     from process.reserved_choice c join dossier.entry e on e.id = c.entry_id where c.id = $2 and c.dossier_id = $1`,
    [dossierId, choiceId],
  )

export interface Objection {
  readonly objectionId: string
  readonly gateId: string
  readonly capacity: Gate['capacity']
  readonly text: string
  readonly audience: number
  readonly mine: boolean
  readonly ended: boolean
}
export const findObjection = (dossierId: string, objectionId: string): Query<Objection | undefined> =>
  one(
    'process.objection',
    `select json_build_object('objectionId', o.id, 'gateId', o.gate_id, 'text', coalesce(e.text, '—'), 'audience', e.audience,
       'capacity', (select g.capacity from process.gate g where g.id = o.gate_id),
       'mine', o.raised_by = (select access.acting()),
       'ended', exists (select from process.objection_ending n where n.objection_id = o.id))::text
     from process.objection o join dossier.entry e on e.id = o.entry_id
     where o.id = $2 and o.dossier_id = $1 and exists (select from process.gate g where g.id = o.gate_id)`,
    [dossierId, objectionId],
  )

export interface Advice {
  readonly openItemId: string
  readonly kind: string
  readonly audience: number
  readonly question: string
  readonly linked: boolean
  readonly reacted: boolean
}
/** An open item of this dossier, and whether it belongs to this gate. */
export const findAdvice = (dossierId: string, gateId: string, openItemId: string): Query<Advice | undefined> =>
  one(
    'process.advice',
    `select json_build_object('openItemId', i.id, 'kind', i.kind, 'audience', i.audience, 'question', i.question,
       'linked', exists (select from process.gate_advice a where a.gate_id = $2 and a.open_item_id = i.id),
       'reacted', exists (select from process.advice_reaction r where r.gate_id = $2 and r.open_item_id = i.id))::text
     from open_items.open_item i where i.id = $3 and i.dossier_id = $1`,
    [dossierId, gateId, openItemId],
  )

export interface Point {
  readonly pointId: string
  readonly gateId: string
  readonly audience: number
  readonly text: string
  readonly answered: boolean
  readonly gateDecided: boolean
}
export const findPoint = (dossierId: string, pointId: string): Query<Point | undefined> =>
  one(
    'process.point',
    `select json_build_object('pointId', p.id, 'gateId', p.gate_id, 'audience', e.audience, 'text', coalesce(e.text, '—'),
       'answered', exists (select from process.feasibility_answer a where a.point_id = p.id),
       'gateDecided', exists (select from process.gate_decision d where d.gate_id = p.gate_id))::text
     from process.feasibility_point p join dossier.entry e on e.id = p.entry_id where p.id = $2 and p.dossier_id = $1`,
    [dossierId, pointId],
  )

/** Who leads the dossier, as the one who stays responsible when a body decided and nobody was named (F13). */
export const findLeader = (dossierId: string): Query<{ membershipId: string; role: string } | undefined> =>
  one(
    'process.leader',
    `select json_build_object('membershipId', m.id, 'role', m.function_name || ', ' || o.name)::text
     from dossier.dossier d join people.membership m on m.id = d.owner_id join organisations.organisation o on o.id = m.organisation_id
     where d.id = $1`,
    [dossierId],
  )

/** The gates of a dossier that exist for others too: what other rooms may know of them. */
export const findGates = (
  dossierId: string,
): Query<{ gateId: string; title: string; capacity: Gate['capacity']; plannedOn: string; outcome: string | null }[]> =>
  many(
    'process.gates',
    `select json_build_object('gateId', g.id, 'title', coalesce(e.details ->> 'title', '—'), 'capacity', g.capacity,
       'plannedOn', coalesce(e.details ->> 'plannedOn', ''), 'outcome', (select d.outcome from process.gate_decision d where d.gate_id = g.id))::text
     from process.gate g cross join lateral (select r.entry_id from process.record r
       where r.thing_id = g.id and r.kind = 'gatePlan' order by r.number desc limit 1) newest
     join dossier.entry e on e.id = newest.entry_id
     where g.dossier_id = $1 and not exists (select from process.gate_cancellation c where c.gate_id = g.id)
     order by e.details ->> 'plannedOn', g.id`,
    [dossierId],
  )

/**
 * For somebody's calendar, run as that person (attention): gates that still come, of the dossiers in which they take part.
 */
export const GATES_OF_READER = `select g.id::text as id, (plan.details ->> 'plannedOn')::date as day, null::timestamptz as at,
    null::timestamptz as until, plan.details ->> 'title' as title, '/dossiers/' || g.dossier_id || '/proces/beslismomenten/' || g.id as href
  from (select distinct r.dossier_id from dossier.reach r where r.subject = any ((select access.keys())::text[]) and r.until > now()) mine
  join process.gate g on g.dossier_id = mine.dossier_id
  cross join lateral (select e.details from process.record r join dossier.entry e on e.id = r.entry_id
    where r.thing_id = g.id and r.kind = 'gatePlan' order by r.number desc limit 1) plan
  where plan.details ->> 'plannedOn' ~ '^\\d{4}-\\d\\d-\\d\\d$'
    and not exists (select from process.gate_decision d where d.gate_id = g.id)
    and not exists (select from process.gate_cancellation c where c.gate_id = g.id)
    and not settings.is_off('process', (select d.organisation_id from dossier.dossier d where d.id = g.dossier_id))`
