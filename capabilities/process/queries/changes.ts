// Writing a process: each row beside the entry that says it.
import { run, type Statement } from '#foundation/database/query.ts'

/** One more line about a thing. The number is the next; two who write at once wait for each other at the dossier. */
export const insertRecord = (record: {
  entryId: string
  dossierId: string
  kind: string
  thingId: string
  state?: string | null
  by: string
}): Statement =>
  run(
    'process.record',
    `insert into process.record (entry_id, dossier_id, kind, thing_id, number, state, recorded_by)
     select $1, $2, $3, $4, coalesce(max(r.number), 0) + 1, $5, $6 from process.record r where r.thing_id = $4 and r.kind = $3`,
    [record.entryId, record.dossierId, record.kind, record.thingId, record.state ?? null, record.by],
  )

export const insertGate = (gate: {
  gateId: string
  dossierId: string
  phaseId: string | null
  capacity: string
  by: string
}): Statement =>
  run(
    'process.insert-gate',
    'insert into process.gate (id, dossier_id, phase_id, capacity, planned_by) values ($1, $2, $3, $4, $5)',
    [gate.gateId, gate.dossierId, gate.phaseId, gate.capacity, gate.by],
  )

export const insertGateDecision = (decision: {
  gateId: string
  dossierId: string
  entryId: string
  decisionId: string
  outcome: string
  decidedOn: string
  by: string
}): Statement =>
  run(
    'process.decide-gate',
    `insert into process.gate_decision (gate_id, dossier_id, entry_id, decision_id, outcome, decided_on, decided_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      decision.gateId,
      decision.dossierId,
      decision.entryId,
      decision.decisionId,
      decision.outcome,
      decision.decidedOn,
      decision.by,
    ],
  )

export const insertCancellation = (gateId: string, dossierId: string, entryId: string, by: string): Statement =>
  run(
    'process.cancel-gate',
    'insert into process.gate_cancellation (gate_id, dossier_id, entry_id, cancelled_by) values ($1, $2, $3, $4)',
    [gateId, dossierId, entryId, by],
  )

export const insertChoice = (choice: {
  choiceId: string
  dossierId: string
  gateId: string | null
  capacity: string
  entryId: string
  by: string
}): Statement =>
  run(
    'process.reserve',
    `insert into process.reserved_choice (id, dossier_id, gate_id, capacity, entry_id, reserved_by) values ($1, $2, $3, $4, $5, $6)`,
    [choice.choiceId, choice.dossierId, choice.gateId, choice.capacity, choice.entryId, choice.by],
  )

export const placeChoice = (choiceId: string, gateId: string): Statement =>
  run('process.place', 'update process.reserved_choice set gate_id = $2 where id = $1', [choiceId, gateId])

export const insertChoiceDecision = (decision: {
  choiceId: string
  dossierId: string
  entryId: string
  decisionId: string
  decidedOn: string
  by: string
}): Statement =>
  run(
    'process.decide-choice',
    `insert into process.choice_decision (choice_id, dossier_id, entry_id, decision_id, decided_on, decided_by)
     values ($1, $2, $3, $4, $5, $6)`,
    [decision.choiceId, decision.dossierId, decision.entryId, decision.decisionId, decision.decidedOn, decision.by],
  )

export const insertObjection = (objection: {
  objectionId: string
  dossierId: string
  gateId: string
  entryId: string
  by: string
}): Statement =>
  run(
    'process.object',
    'insert into process.objection (id, dossier_id, gate_id, entry_id, raised_by) values ($1, $2, $3, $4, $5)',
    [objection.objectionId, objection.dossierId, objection.gateId, objection.entryId, objection.by],
  )

export const insertObjectionEnding = (ending: {
  objectionId: string
  dossierId: string
  entryId: string
  outcome: string
  by: string
}): Statement =>
  run(
    'process.end-objection',
    'insert into process.objection_ending (objection_id, dossier_id, entry_id, outcome, ended_by) values ($1, $2, $3, $4, $5)',
    [ending.objectionId, ending.dossierId, ending.entryId, ending.outcome, ending.by],
  )

export const linkAdvice = (gateId: string, openItemId: string, dossierId: string, by: string): Statement =>
  run(
    'process.link-advice',
    'insert into process.gate_advice (gate_id, open_item_id, dossier_id, linked_by) values ($1, $2, $3, $4)',
    [gateId, openItemId, dossierId, by],
  )

export const insertReaction = (reaction: {
  gateId: string
  openItemId: string
  dossierId: string
  entryId: string
  reaction: string
  by: string
}): Statement =>
  run(
    'process.react',
    `insert into process.advice_reaction (gate_id, open_item_id, dossier_id, entry_id, reaction, reacted_by) values ($1, $2, $3, $4, $5, $6)`,
    [reaction.gateId, reaction.openItemId, reaction.dossierId, reaction.entryId, reaction.reaction, reaction.by],
  )

export const insertPoint = (point: {
  pointId: string
  dossierId: string
  gateId: string
  entryId: string
  by: string
}): Statement =>
  run(
    'process.point-insert',
    'insert into process.feasibility_point (id, dossier_id, gate_id, entry_id, raised_by) values ($1, $2, $3, $4, $5)',
    [point.pointId, point.dossierId, point.gateId, point.entryId, point.by],
  )

export const insertPointAnswer = (answer: {
  pointId: string
  dossierId: string
  entryId: string
  reaction: string
  by: string
}): Statement =>
  run(
    'process.point-answer',
    'insert into process.feasibility_answer (point_id, dossier_id, entry_id, reaction, answered_by) values ($1, $2, $3, $4, $5)',
    [answer.pointId, answer.dossierId, answer.entryId, answer.reaction, answer.by],
  )
