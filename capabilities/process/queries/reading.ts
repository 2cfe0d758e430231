// Reading a process: built from the newest line of each thing that whoever asks may read.
import { type Passed, passed, type Query } from '#foundation/database/query.ts'
import { READY } from './finding.ts'

/** Every line of the process of a dossier, and of each thing the newest. What is erased by law says nothing any more. */
const LINES = `lines as materialized (
    select r.kind, r.thing_id, r.number, r.state, r.recorded_at, e.id as entry_id, e.details as d, e.author_role, e.audience
    from process.record r join dossier.entry e on e.id = r.entry_id where r.dossier_id = $1 and e.erased_at is null),
  newest as (select distinct on (kind, thing_id) * from lines order by kind, thing_id, number desc)`

const AT = `'number', n.number, 'at', n.recorded_at, 'role', n.author_role, 'audience', n.audience`
const text = (name: string) => `coalesce(n.d ->> '${name}', '')`
const list = (name: string) => `coalesce(n.d -> '${name}', '[]')`
const once = (kind: string, json: string) =>
  `(select json_build_object(${AT}, ${json}) from newest n where n.kind = '${kind}')`
const pick = (...names: string[]) => names.map((name) => `'${name}', ${text(name)}`).join(', ')

const PHASE = `json_build_object(${AT}, 'phaseId', n.thing_id, 'order', coalesce((n.d ->> 'number')::int, 0),
  ${pick('title', 'question', 'mode', 'modeReason', 'learned')}, 'state', n.state,
  'startsOn', n.d ->> 'startsOn', 'endsOn', n.d ->> 'endsOn',
  'government', coalesce((select r.d ->> 'became' from newest r where r.kind = 'role' and r.thing_id = n.thing_id), n.d ->> 'role', ''),
  'roles', coalesce((select json_agg(json_build_object('government', r.d ->> 'became', 'was', r.d ->> 'was',
      'reason', coalesce(r.d ->> 'reason', ''), 'at', r.recorded_at) order by r.number)
    from lines r where r.kind = 'role' and r.thing_id = n.thing_id), '[]'))`

const UNCERTAINTY = `json_build_object(${AT}, 'uncertaintyId', n.thing_id, ${pick('title', 'impact', 'howWeFindOut', 'findOutBy', 'learned')},
  'state', n.state, 'moves', (select json_agg(json_build_object('state', m.state, 'learned', coalesce(m.d ->> 'learned', ''),
      'reason', coalesce(m.d ->> 'reason', ''), 'at', m.recorded_at) order by m.number)
    from (select l.*, lag(l.state) over (order by l.number) as before from lines l
          where l.kind = 'uncertainty' and l.thing_id = n.thing_id) m where m.before is distinct from m.state))`

/** Without its brackets, so that one choice can say more. */
const CHOICE_FACTS = `'choiceId', c.id, 'audience', e.audience, 'gateId', c.gate_id, 'text', coalesce(e.text, '—'), 'why', coalesce(e.details ->> 'why', ''),
  'capacity', c.capacity, 'state', case when x.choice_id is null then 'reserved' else 'decided' end, 'at', c.reserved_at,
  'decision', case when x.choice_id is not null then json_build_object('text', coalesce(xe.text, '—'),
    'reason', coalesce(xe.details ->> 'reason', ''), 'decidedOn', x.decided_on, 'entryId', x.entry_id, 'decisionId', x.decision_id) end`
const CHOICE = `json_build_object(${CHOICE_FACTS})`
const CHOICES = `process.reserved_choice c join dossier.entry e on e.id = c.entry_id
  left join process.choice_decision x on x.choice_id = c.id left join dossier.entry xe on xe.id = x.entry_id`

const OPEN_OBJECTIONS = `(select count(*) from process.objection o where o.gate_id = g.id
  and not exists (select from process.objection_ending z where z.objection_id = o.id))`
/** A gate is prepared when its newest preparation says that each of its conditions is met. */
const GATE = `'gateId', g.id, 'phaseId', g.phase_id, ${AT}, ${pick('title', 'question', 'body', 'plannedOn', 'information')},
  'capacity', g.capacity, 'conditions', ${list('conditions')},
  'state', case when gd.gate_id is not null then 'decided' when gc.gate_id is not null then 'cancelled'
    when ${OPEN_OBJECTIONS} > 0 then 'objection'
    when exists (select from newest p where p.kind = 'gatePreparation' and p.thing_id = g.id and ${READY('p.d', 'n.d')})
      then 'prepared' else 'planned' end,
  'outcome', gd.outcome, 'decidedOn', gd.decided_on, 'openObjections', ${OPEN_OBJECTIONS},
  'openChoices', (select count(*) from process.reserved_choice c where c.gate_id = g.id
    and not exists (select from process.choice_decision x where x.choice_id = c.id))`
const GATES = `process.gate g join newest n on n.kind = 'gatePlan' and n.thing_id = g.id
  left join process.gate_decision gd on gd.gate_id = g.id left join process.gate_cancellation gc on gc.gate_id = g.id`

const MONEY_NOW = `(n.d ->> 'ceiling')::bigint`
/** The same whole cents as `reachedAt` of standing.ts. */
const REACHED = `coalesce((select json_agg(w::int order by w::int) from jsonb_array_elements_text(${list('warnAt')}) w
  where (n.d ->> 'spent')::bigint * 100 >= w::bigint * ${MONEY_NOW}), '[]')`

export const processView = (dossierId: string): Query<Passed> =>
  passed(
    'process.view',
    `with ${LINES}
     select json_build_object(
       'start', ${once('start', `${pick('purpose', 'searchArea', 'reason')}, 'known', ${list('known')}, 'unknown', ${list('unknown')}, 'assumed', ${list('assumed')}`)},
       'phases', coalesce((select json_agg(${PHASE} order by coalesce((n.d ->> 'number')::int, 0), n.thing_id) from newest n where n.kind = 'phase'), '[]'),
       'uncertainties', coalesce((select json_agg(${UNCERTAINTY} order by array_position(array['red', 'amber', 'green', 'settled'], n.state), n.d ->> 'title')
         from newest n where n.kind = 'uncertainty'), '[]'),
       'gates', coalesce((select json_agg(json_build_object(${GATE}) order by n.d ->> 'plannedOn', g.id) from ${GATES} where g.dossier_id = $1), '[]'),
       'choices', coalesce((select json_agg(${CHOICE} order by c.reserved_at, c.id) from ${CHOICES}
         where c.dossier_id = $1 and e.erased_at is null), '[]'),
       'money', ${once(
         'money',
         `'ceiling', ${MONEY_NOW}, 'spent', (n.d ->> 'spent')::bigint, 'share', (n.d ->> 'share')::float8, 'warnAt', ${list('warnAt')},
          'reached', ${REACHED}, 'asOf', ${text('asOf')}, 'source', ${text('source')},
          'moves', (select json_agg(json_build_object('ceiling', (m.d ->> 'ceiling')::bigint, 'spent', (m.d ->> 'spent')::bigint,
              'asOf', coalesce(m.d ->> 'asOf', ''), 'source', coalesce(m.d ->> 'source', ''), 'at', m.recorded_at) order by m.number)
            from lines m where m.kind = 'money')`,
       )},
       'ownRoom', ${once('ownRoom', pick('mandate', 'budget', 'hours', 'knowledge', 'widenedBy', 'reason'))},
       'employer', ${once('employer', pick('work', 'organisation', 'arrangement', 'people', 'reason'))},
       'consultation', ${once('consultation', `${pick('depth', 'tempo', 'why', 'reason')}, 'notConsulted', ${list('notConsulted')}`)})::text`,
    [dossierId],
  )

export const processSummary = (dossierId: string): Query<Passed> =>
  passed(
    'process.summary',
    `with ${LINES},
     states as (select state, count(*)::int as n from newest where kind = 'uncertainty' group by state)
     select json_build_object(
       'used', exists (select from lines) or exists (select from process.reserved_choice c where c.dossier_id = $1),
       'phase', (select json_build_object('title', ${text('title')}, 'order', coalesce((n.d ->> 'number')::int, 0),
           'of', (select count(*)::int from newest p where p.kind = 'phase'),
           'government', coalesce((select r.d ->> 'became' from newest r where r.kind = 'role' and r.thing_id = n.thing_id), n.d ->> 'role', ''))
         from newest n where n.kind = 'phase' order by array_position(array['running', 'planned', 'ended'], n.state),
           case when n.state = 'ended' then -coalesce((n.d ->> 'number')::int, 0) else coalesce((n.d ->> 'number')::int, 0) end limit 1),
       'gate', (select json_build_object('gateId', g.id, 'title', ${text('title')}, 'plannedOn', ${text('plannedOn')}, 'capacity', g.capacity)
         from ${GATES} where g.dossier_id = $1 and gd.gate_id is null and gc.gate_id is null order by n.d ->> 'plannedOn', g.id limit 1),
       'green', coalesce((select n from states where state = 'green'), 0), 'amber', coalesce((select n from states where state = 'amber'), 0),
       'red', coalesce((select n from states where state = 'red'), 0), 'settled', coalesce((select n from states where state = 'settled'), 0),
       'money', (select json_build_object('spent', (n.d ->> 'spent')::bigint, 'ceiling', ${MONEY_NOW}, 'share', (n.d ->> 'share')::float8,
           'reached', ${REACHED}) from newest n where n.kind = 'money'),
       'openChoices', (select count(*)::int from process.reserved_choice c where c.dossier_id = $1
         and not exists (select from process.choice_decision x where x.choice_id = c.id)))::text`,
    [dossierId],
  )

export const processRecords = (
  dossierId: string,
  { kind, thingId, limit }: { kind?: string; thingId?: string; limit: number },
): Query<Passed> => {
  const values: unknown[] = [dossierId, limit]
  const ofKind = kind ? `and r.kind = $${values.push(kind)}` : ''
  const ofThing = thingId ? `and r.thing_id = $${values.push(thingId)}` : ''
  return passed(
    `process.records${kind ? '.kind' : ''}${thingId ? '.thing' : ''}`,
    `select json_build_object('items', coalesce((select json_agg(json_build_object('entryId', l.entry_id, 'kind', l.kind, 'thingId', l.thing_id,
         'number', l.number, 'state', l.state, 'details', l.details, 'role', l.author_role, 'at', l.recorded_at)
         order by l.recorded_at desc, l.number desc, l.entry_id)
       from (select r.*, e.details, e.author_role from process.record r join dossier.entry e on e.id = r.entry_id
         where r.dossier_id = $1 ${ofKind} ${ofThing} order by r.recorded_at desc, r.number desc, r.entry_id limit $2) l), '[]'))::text
     -- A thing without a line that this reader may read is not there.
     where ${thingId ? `exists (select from process.record r where r.dossier_id = $1 ${ofKind} ${ofThing})` : 'true'}`,
    values,
  )
}

export const choiceView = (dossierId: string, choiceId: string): Query<Passed> =>
  passed(
    'process.choice-view',
    `select json_build_object(${CHOICE_FACTS}, 'mine', coalesce(process.standing($1) ->> 'position'
       = case c.capacity when 'raad' then 'registry' else 'executive' end, false))::text
     from ${CHOICES} where c.id = $2 and c.dossier_id = $1 and e.erased_at is null`,
    [dossierId, choiceId],
  )

export const gateView = (dossierId: string, gateId: string): Query<Passed> =>
  passed(
    'process.gate-view',
    `with ${LINES}
     select json_build_object(${GATE},
       'preparation', (select json_build_object(${AT}, ${pick('facts', 'proposal')}, 'options', ${list('options')}, 'positions', ${list('positions')},
           'conditions', ${list('conditions')}) from newest n where n.kind = 'gatePreparation' and n.thing_id = $2),
       'choices', coalesce((select json_agg(${CHOICE} order by c.reserved_at, c.id) from ${CHOICES}
         where c.gate_id = $2 and e.erased_at is null), '[]'),
       'objections', coalesce((select json_agg(json_build_object('objectionId', o.id, 'text', coalesce(e.text, '—'), 'role', e.author_role,
           'mine', o.raised_by = (select access.acting()), 'at', o.raised_at,
           'ending', case when z.objection_id is not null then json_build_object('outcome', z.outcome, 'reason', coalesce(ze.details ->> 'reason', '—'),
             'role', ze.author_role, 'at', z.ended_at) end) order by o.raised_at, o.id)
         from process.objection o join dossier.entry e on e.id = o.entry_id
         left join (process.objection_ending z join dossier.entry ze on ze.id = z.entry_id) on z.objection_id = o.id
         where o.gate_id = $2), '[]'),
       'advice', coalesce((select json_agg(json_build_object('openItemId', a.open_item_id, 'question', i.question,
           'answer', (select k.text from open_items.closing k where k.open_item_id = i.id),
           'reaction', case when r.entry_id is not null then json_build_object('reaction', r.reaction, 'reason', coalesce(e.details ->> 'reason', '—'),
             'at', r.reacted_at) end) order by a.linked_at, a.open_item_id)
         from process.gate_advice a join open_items.open_item i on i.id = a.open_item_id
         left join (process.advice_reaction r join dossier.entry e on e.id = r.entry_id)
           on r.gate_id = a.gate_id and r.open_item_id = a.open_item_id
         where a.gate_id = $2), '[]'),
       'points', coalesce((select json_agg(json_build_object('pointId', p.id, 'text', coalesce(e.text, '—'), 'role', e.author_role, 'at', p.raised_at,
           'answer', case when w.point_id is not null then json_build_object('reaction', w.reaction, 'text', coalesce(we.text, '—'),
             'role', we.author_role, 'at', w.answered_at) end) order by p.raised_at, p.id)
         from process.feasibility_point p join dossier.entry e on e.id = p.entry_id
         left join (process.feasibility_answer w join dossier.entry we on we.id = w.entry_id) on w.point_id = p.id
         where p.gate_id = $2), '[]'),
       'decision', case when gd.gate_id is not null then (select json_build_object('entryId', e.id, 'decisionId', gd.decision_id, 'outcome', gd.outcome,
           'decidedOn', gd.decided_on, 'text', coalesce(e.text, '—'), 'reason', coalesce(e.details ->> 'reason', ''),
           'residentEffect', coalesce(e.details ->> 'effect', ''), 'minority', coalesce(e.details ->> 'minority', ''),
           'fixed', coalesce(e.details ->> 'fixed', ''), 'open', coalesce(e.details ->> 'open', ''),
           'fell', coalesce(e.details #> '{uncertainties,fell}', '[]'), 'grew', coalesce(e.details #> '{uncertainties,grew}', '[]'),
           'money', e.details -> 'money') from dossier.entry e where e.id = gd.entry_id) end,
       'cancelled', case when gc.gate_id is not null then (select json_build_object('reason', coalesce(e.text, '—'), 'at', gc.cancelled_at)
         from dossier.entry e where e.id = gc.entry_id) end,
       'mine', case g.capacity when 'eigenaar' then (select access.acting()) in (select d.owner_id from dossier.dossier d where d.id = $1
             union select d.deputy_id from dossier.dossier d where d.id = $1)
           when 'manager' then (process.standing($1) ->> 'managesTheOwner')::boolean
           else coalesce(process.standing($1) ->> 'position' = case g.capacity when 'raad' then 'registry' else 'executive' end, false) end)::text
     from ${GATES} where g.id = $2 and g.dossier_id = $1`,
    [dossierId, gateId],
  )
