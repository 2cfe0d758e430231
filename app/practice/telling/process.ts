// Writes, as owner, the rows that acts of a process would have left on a past day: the start note, phases, uncertainties, money,
// gates and what is reserved. Told in order of time; the guards of the tables hold here too.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { membershipId, organisations, type PersonKey, people } from '../cast.ts'
import { tellLine } from './council.ts'

type Client = Pick<pg.ClientBase, 'query'>

interface When {
  readonly dossierId: string
  readonly at: Date
  readonly by: PersonKey
  /** 4: for the council. 3 when left out. */
  readonly audience?: number
}

const roleOf = (key: PersonKey) => `${people[key].functionName}, ${organisations[people[key].at].name}`
const dayOf = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

type RecordKind =
  | 'start'
  | 'phase'
  | 'role'
  | 'uncertainty'
  | 'money'
  | 'ownRoom'
  | 'employer'
  | 'consultation'
  | 'gatePlan'
  | 'gatePreparation'

/** One more line about a thing of the process; the dossier itself for what it has only once. Answers the entry. */
export const tellRecord = async (
  client: Client,
  line: When & {
    readonly kind: RecordKind
    readonly text: string
    readonly details: Readonly<Record<string, unknown>>
    readonly thingId?: string
    readonly state?: string
  },
): Promise<string> => {
  const entryId = await tellLine(client, line)
  await client.query(
    `insert into process.record (entry_id, dossier_id, kind, thing_id, number, state, recorded_by, recorded_at)
     select $1, $2, $3, $4, coalesce(max(number), 0) + 1, $5, $6, $7 from process.record where thing_id = $4 and kind = $3`,
    [
      entryId,
      line.dossierId,
      line.kind,
      line.thingId ?? line.dossierId,
      line.state ?? null,
      membershipId(line.by),
      line.at,
    ],
  )
  return entryId
}

/** How a thing stood before this line, to change only what changes. */
const newest = async (client: Client, kind: RecordKind, thingId: string): Promise<Record<string, unknown>> => {
  const { rows } = await client.query(
    `select e.details from process.record r join dossier.entry e on e.id = r.entry_id
     where r.kind = $1 and r.thing_id = $2 order by r.number desc limit 1`,
    [kind, thingId],
  )
  return rows[0]?.details ?? {}
}

export const tellStart = (
  client: Client,
  note: When & {
    readonly purpose: string
    readonly searchArea: string
    readonly known: readonly string[]
    readonly unknown: readonly string[]
    readonly assumed: readonly string[]
    readonly reason?: string
  },
) => {
  const { purpose, searchArea, known, unknown, assumed, reason = '' } = note
  return tellRecord(client, {
    ...note,
    kind: 'start',
    text: purpose,
    details: { purpose, searchArea, known, unknown, assumed, reason },
  })
}

/** Plans a phase with its first role of government. Answers the phase. */
export const tellPhase = async (
  client: Client,
  phase: When & {
    readonly number: number
    readonly title: string
    readonly question: string
    readonly mode: 'improvise' | 'process' | 'project' | 'programme' | 'routine'
    readonly modeReason: string
    readonly role: 'loslaten' | 'faciliteren' | 'stimuleren' | 'regisseren' | 'reguleren'
    readonly roleReason: string
    readonly startsOn?: string
    readonly endsOn?: string
    readonly phaseId?: string
  },
): Promise<string> => {
  const { number, title, question, mode, modeReason, role, roleReason, startsOn, endsOn } = phase
  const phaseId = phase.phaseId ?? randomUUID()
  await tellRecord(client, {
    ...phase,
    kind: 'phase',
    thingId: phaseId,
    state: 'planned',
    text: question,
    details: {
      phaseId,
      title,
      question,
      mode,
      modeReason,
      role,
      state: 'planned',
      number,
      ...(startsOn ? { startsOn } : {}),
      ...(endsOn ? { endsOn } : {}),
    },
  })
  await tellRecord(client, {
    ...phase,
    kind: 'role',
    thingId: phaseId,
    text: roleReason,
    details: { phaseId, title, was: null, became: role, reason: roleReason },
  })
  return phaseId
}

/** A phase that begins, or ends with what was learned. */
export const tellPhaseState = async (
  client: Client,
  line: When & { readonly phaseId: string; readonly state: 'running' | 'ended'; readonly learned?: string },
) => {
  const now = await newest(client, 'phase', line.phaseId)
  const day = dayOf(line.at)
  return tellRecord(client, {
    ...line,
    kind: 'phase',
    thingId: line.phaseId,
    text: line.learned ?? String(now.question),
    details: {
      ...now,
      state: line.state,
      reason: '',
      ...(line.state === 'running' ? { startsOn: day } : { endsOn: day, learned: line.learned ?? '' }),
    },
  })
}

export const tellRole = async (
  client: Client,
  line: When & { readonly phaseId: string; readonly became: string; readonly reason: string },
) => {
  const { title, became: was } = await newest(client, 'role', line.phaseId)
  return tellRecord(client, {
    ...line,
    kind: 'role',
    thingId: line.phaseId,
    text: line.reason,
    details: { phaseId: line.phaseId, title, was, became: line.became, reason: line.reason },
  })
}

/** Names an uncertainty. Answers it. */
export const tellUncertainty = async (
  client: Client,
  one: When & {
    readonly title: string
    readonly impact: string
    readonly howWeFindOut: string
    readonly findOutBy: string
    readonly state: 'green' | 'amber' | 'red'
    readonly uncertaintyId?: string
  },
): Promise<string> => {
  const { title, impact, howWeFindOut, findOutBy, state } = one
  const uncertaintyId = one.uncertaintyId ?? randomUUID()
  await tellRecord(client, {
    ...one,
    kind: 'uncertainty',
    thingId: uncertaintyId,
    text: impact,
    details: { uncertaintyId, title, impact, howWeFindOut, findOutBy, state, was: null, learned: '' },
  })
  return uncertaintyId
}

export const tellUncertaintyState = async (
  client: Client,
  line: When & {
    readonly uncertaintyId: string
    readonly state: 'green' | 'amber' | 'red' | 'settled'
    readonly reason: string
    readonly learned?: string
  },
) => {
  const now = await newest(client, 'uncertainty', line.uncertaintyId)
  const { state, reason, learned } = line
  return tellRecord(client, {
    ...line,
    kind: 'uncertainty',
    thingId: line.uncertaintyId,
    text: learned || reason,
    details: { ...now, state, was: now.state, learned: learned || now.learned, reason },
  })
}

/** In euro cents: the ceiling that was agreed (`spent` left out: as it was), or what was spent up to a day. */
export const tellMoney = async (
  client: Client,
  line: When & {
    readonly ceiling?: number
    readonly spent?: number
    readonly source: string
    readonly warnAt?: readonly number[]
  },
) => {
  const now = await newest(client, 'money', line.dossierId)
  const ceiling = line.ceiling ?? Number(now.ceiling)
  const before = Number(now.spent ?? 0)
  const spent = line.spent ?? before
  const warnAt = line.warnAt ?? (now.warnAt as number[] | undefined) ?? [60, 80, 100]
  return tellRecord(client, {
    ...line,
    kind: 'money',
    text: line.source,
    details: {
      spent,
      ceiling,
      share: Math.round((spent / ceiling) * 10_000) / 10_000,
      warnAt,
      passed: warnAt.filter((percent) => spent * 100 >= percent * ceiling && before * 100 < percent * ceiling),
      asOf: dayOf(line.at),
      source: line.source,
      ...(line.ceiling === undefined ? {} : { agreed: true }),
    },
  })
}

export type Capacity = 'college' | 'raad' | 'wethouder' | 'manager' | 'eigenaar'

/** Plans a gate. Answers it. */
export const tellGate = async (
  client: Client,
  gate: When & {
    readonly title: string
    readonly question: string
    readonly capacity: Capacity
    readonly body: string
    readonly plannedOn: string
    readonly information: string
    readonly conditions: readonly string[]
    readonly phaseId?: string
    readonly gateId?: string
  },
): Promise<string> => {
  const { title, question, capacity, body, plannedOn, information, conditions } = gate
  const gateId = gate.gateId ?? randomUUID()
  const phaseId = gate.phaseId ?? null
  await client.query(
    'insert into process.gate (id, dossier_id, phase_id, capacity, planned_by, planned_at) values ($1, $2, $3, $4, $5, $6)',
    [gateId, gate.dossierId, phaseId, capacity, membershipId(gate.by), gate.at],
  )
  await tellRecord(client, {
    ...gate,
    kind: 'gatePlan',
    thingId: gateId,
    text: question,
    details: { gateId, phaseId, capacity, title, question, body, plannedOn, information, conditions },
  })
  return gateId
}

export const tellPreparation = async (
  client: Client,
  line: When & {
    readonly gateId: string
    readonly facts: string
    readonly options: readonly { readonly title: string; readonly says: string }[]
    readonly positions: readonly { readonly whose: string; readonly says: string; readonly minority: boolean }[]
    readonly proposal: string
    /** In the order of the gate's conditions; each is met unless it says otherwise. */
    readonly notes?: readonly { readonly met: boolean; readonly note: string }[]
  },
) => {
  const { title, conditions } = await newest(client, 'gatePlan', line.gateId)
  const { gateId, facts, options, positions, proposal } = line
  const answered = (conditions as string[]).map((text, i) => ({ text, met: true, note: '', ...line.notes?.[i] }))
  return tellRecord(client, {
    ...line,
    kind: 'gatePreparation',
    thingId: gateId,
    text: proposal,
    details: {
      gateId,
      title,
      facts,
      options,
      positions,
      proposal,
      conditions: answered,
      ready: answered.every(({ met }) => met),
    },
  })
}

interface Decided {
  readonly text: string
  readonly reason: string
  readonly residentEffect: string
  readonly body: string
  /** Versions of frames that held on the day. */
  readonly frameVersionIds: readonly string[]
  readonly responsible: PersonKey
  readonly minority?: string
}

/** A decision of the frames, with an entry of its own kind. */
const decide = async (
  client: Client,
  line: When &
    Decided & { readonly kind: string; readonly capacity: Capacity; readonly more: (entryId: string) => object },
): Promise<{ entryId: string; decisionId: string }> => {
  const { rows: frames } = await client.query(
    `select json_build_object('frameId', v.frame_id, 'frameVersionId', v.id, 'title', v.title, 'number', v.number, 'rank', f.rank) as frame
     from kaders.frame_version v join kaders.frame f on f.id = v.frame_id where v.id = any ($1::uuid[]) order by f.rank, v.title`,
    [line.frameVersionIds],
  )
  const entryId = randomUUID()
  const decisionId = randomUUID()
  const inPerson = line.capacity !== 'raad' && line.capacity !== 'college'
  await tellLine(client, {
    ...line,
    entryId,
    details: {
      decisionId,
      reason: line.reason,
      effect: line.residentEffect,
      capacity: line.capacity,
      body: line.body,
      ...(inPerson ? { decisionMaker: roleOf(line.by) } : {}),
      responsible: roleOf(line.responsible),
      decidedOn: dayOf(line.at),
      frames: frames.map(({ frame }) => frame),
      ...line.more(entryId),
    },
  })
  await client.query(
    `insert into kaders.decision (id, dossier_id, entry_id, capacity, body, decision_maker_id, decision_maker_role, responsible_id,
       responsible_role, decided_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      decisionId,
      line.dossierId,
      entryId,
      line.capacity,
      line.body,
      inPerson ? membershipId(line.by) : null,
      inPerson ? roleOf(line.by) : null,
      membershipId(line.responsible),
      roleOf(line.responsible),
      dayOf(line.at),
      membershipId(line.by),
      line.at,
    ],
  )
  await client.query(
    'insert into kaders.decision_frame (decision_id, frame_version_id) select $1, unnest($2::uuid[])',
    [decisionId, line.frameVersionIds],
  )
  return { entryId, decisionId }
}

/** The decision at a gate, recorded by whoever acts for its body: the registry, the executive, the owner. */
export const tellGateDecision = async (
  client: Client,
  line: When &
    Decided & {
      readonly gateId: string
      readonly outcome: 'goOn' | 'adjust' | 'stop' | 'extend'
      readonly fixed?: string
      readonly open?: string
      readonly fell?: readonly { readonly title: string; readonly was: string; readonly is: string }[]
      readonly grew?: readonly { readonly title: string; readonly was: string; readonly is: string }[]
    },
) => {
  const plan = await newest(client, 'gatePlan', line.gateId)
  const made = await newest(client, 'gatePreparation', line.gateId)
  const money = await newest(client, 'money', line.dossierId)
  const { entryId, decisionId } = await decide(client, {
    ...line,
    kind: 'gate',
    capacity: plan.capacity as Capacity,
    more: () => ({
      gateId: line.gateId,
      phaseId: plan.phaseId,
      title: plan.title,
      outcome: line.outcome,
      minority: line.minority ?? '',
      fixed: line.fixed ?? '',
      open: line.open ?? '',
      facts: made.facts ?? '',
      options: made.options ?? [],
      positions: made.positions ?? [],
      proposal: made.proposal ?? '',
      advice: [],
      points: [],
      uncertainties: { fell: line.fell ?? [], grew: line.grew ?? [] },
      money: money.ceiling ? { spent: money.spent, ceiling: money.ceiling, share: money.share } : null,
    }),
  })
  await client.query(
    `insert into process.gate_decision (gate_id, dossier_id, entry_id, decision_id, outcome, decided_on, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [line.gateId, line.dossierId, entryId, decisionId, line.outcome, dayOf(line.at), membershipId(line.by), line.at],
  )
  return { entryId, decisionId }
}

/** Reserves a choice, at a gate when it is known. Answers it. */
export const tellChoice = async (
  client: Client,
  choice: When & {
    readonly text: string
    readonly why: string
    readonly capacity: 'raad' | 'college'
    readonly gateId?: string
    readonly choiceId?: string
  },
): Promise<string> => {
  const choiceId = choice.choiceId ?? randomUUID()
  const { text, why, capacity } = choice
  const gateId = choice.gateId ?? null
  const entryId = await tellLine(client, {
    ...choice,
    kind: 'reservedChoice',
    details: { choiceId, text, why, body: capacity, capacity, gateId, state: 'reserved', decisionEntryId: null },
  })
  await client.query(
    `insert into process.reserved_choice (id, dossier_id, gate_id, capacity, entry_id, reserved_by, reserved_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [choiceId, choice.dossierId, gateId, capacity, entryId, membershipId(choice.by), choice.at],
  )
  return choiceId
}

export const tellChoicePlaced = (client: Client, line: { readonly choiceId: string; readonly gateId: string }) =>
  client.query('update process.reserved_choice set gate_id = $2 where id = $1', [line.choiceId, line.gateId])

/** The council's decision by its registry, the executive's by the executive: anybody else is refused by the table. */
export const tellChoiceDecision = async (client: Client, line: When & Decided & { readonly choiceId: string }) => {
  const { rows } = await client.query(
    `select c.capacity, c.gate_id as "gateId", e.text from process.reserved_choice c join dossier.entry e on e.id = c.entry_id where c.id = $1`,
    [line.choiceId],
  )
  const { capacity, gateId, text } = rows[0]
  const { entryId, decisionId } = await decide(client, {
    ...line,
    kind: 'reservedChoice',
    capacity,
    more: (decisionEntryId) => ({
      choiceId: line.choiceId,
      text,
      gateId,
      state: 'decided',
      decisionEntryId,
      minority: line.minority ?? '',
    }),
  })
  await client.query(
    `insert into process.choice_decision (choice_id, dossier_id, entry_id, decision_id, decided_on, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [line.choiceId, line.dossierId, entryId, decisionId, dayOf(line.at), membershipId(line.by), line.at],
  )
  return { entryId, decisionId }
}

/** An adviser objects to a gate. Answers the objection. */
export const tellObjection = async (
  client: Client,
  line: When & { readonly gateId: string; readonly text: string },
): Promise<string> => {
  const objectionId = randomUUID()
  const { title } = await newest(client, 'gatePlan', line.gateId)
  const { gateId, text } = line
  const entryId = await tellLine(client, {
    ...line,
    kind: 'objection',
    details: { objectionId, gateId, title, state: 'raised', text },
  })
  await client.query(
    'insert into process.objection (id, dossier_id, gate_id, entry_id, raised_by, raised_at) values ($1, $2, $3, $4, $5, $6)',
    [objectionId, line.dossierId, gateId, entryId, membershipId(line.by), line.at],
  )
  return objectionId
}

export const tellObjectionEnding = async (
  client: Client,
  line: When & {
    readonly objectionId: string
    readonly outcome: 'withdrawn' | 'overruled' | 'upheld'
    readonly reason: string
  },
): Promise<string> => {
  const { rows } = await client.query(
    `select o.gate_id as "gateId", e.text from process.objection o join dossier.entry e on e.id = o.entry_id where o.id = $1`,
    [line.objectionId],
  )
  const { objectionId, outcome, reason } = line
  const entryId = await tellLine(client, {
    ...line,
    kind: 'objection',
    text: reason,
    details: { objectionId, gateId: rows[0].gateId, state: outcome, text: rows[0].text, reason },
  })
  await client.query(
    `insert into process.objection_ending (objection_id, dossier_id, entry_id, outcome, ended_by, ended_at) values ($1, $2, $3, $4, $5, $6)`,
    [objectionId, line.dossierId, entryId, outcome, membershipId(line.by), line.at],
  )
  return entryId
}
