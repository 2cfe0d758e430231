// The gates: planned, prepared, and decided by whoever is competent. What stands in the way is guarded by the table itself.
import { type Deciding, decisionNeeds, takeDecision } from '#capabilities/kaders/index.ts'
import { writes } from '#foundation/capability.ts'
import { conflict, notAllowed, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { Gate, GateFacts } from '../queries.ts'
import * as q from '../queries.ts'
import { movements } from '../standing.ts'
import { type All, audienceFor, isCompetent, mustBeNewest, stand, tell, wrong } from './telling.ts'

/** A gate that can still change. */
export const toCome = (gate: Gate | undefined): Gate => {
  if (!gate) throw notFound('process.gateNotFound')
  if (gate.decided) throw conflict('process.gateDecided')
  if (gate.cancelled) throw conflict('process.gateCancelled')
  return gate
}

/** What every decision here names; the capacity is that of the gate or the choice, never of who typed it. */
export const asDecision = (
  input: Omit<Deciding, 'capacity' | 'adviceEntryIds'>,
  capacity: Deciding['capacity'],
  audience: number | undefined,
): Deciding => ({
  dossierId: input.dossierId,
  text: input.text,
  reason: input.reason,
  capacity,
  body: input.body,
  frameVersionIds: input.frameVersionIds,
  residentEffect: input.residentEffect,
  responsibleId: input.responsibleId,
  adviceEntryIds: [],
  decidedOn: input.decidedOn,
  audience,
})

/** The facts that whoever may read the decision may read too: in its line nothing of a narrower circle is repeated. */
const within = (audience: number, gate: Gate, facts: GateFacts) => {
  const wide = <T extends { readonly audience: number }>(one: T) => one.audience >= audience
  const bare = <T extends { readonly audience: number }>({ audience: _, ...rest }: T) => rest
  const made = gate.preparation && gate.preparationAudience >= audience ? gate.preparation : {}
  return {
    facts: made.facts ?? '',
    options: made.options ?? [],
    positions: made.positions ?? [],
    proposal: made.proposal ?? '',
    advice: facts.advice.filter(wide).map(bare),
    points: facts.points.filter(wide).map(bare),
    uncertainties: movements(facts.uncertainties.filter(wide)),
    money: facts.money && wide(facts.money) ? bare(facts.money) : null,
  }
}

export const gates: Pick<All, 'planGate' | 'changeGate' | 'cancelGate' | 'prepareGate' | 'decideGate'> = {
  planGate: writes({
    needs: (input) => ({
      phase: q.findStanding(input.dossierId, 'phase', input.phaseId ?? input.dossierId),
    }),
    then: (work, { dossierId, phaseId, capacity, ...plan }) => {
      if (phaseId && !work.needs.phase) throw wrong('phaseId', 'process.phaseNotFound')
      if (phaseId && work.needs.phase?.state === 'ended') throw wrong('phaseId', 'process.phaseEnded')
      const gateId = newId()
      work.do(
        q.insertGate({
          gateId,
          dossierId,
          phaseId: phaseId ?? null,
          capacity,
          by: work.actor.acting.membershipId,
        }),
      )
      const { entryId } = stand(work, {
        kind: 'gatePlan',
        thingId: gateId,
        text: plan.question,
        details: { gateId, phaseId: phaseId ?? null, capacity, ...plan },
        event: 'gatePlanned',
        payload: { gateId },
      })
      return { gateId, entryId }
    },
  }),

  changeGate: writes({
    needs: (input) => ({ gate: q.findGate(input.dossierId, input.gateId) }),
    then: (work, { dossierId: _, gateId, basedOn, reason, ...plan }) => {
      const gate = toCome(work.needs.gate)
      mustBeNewest(gate, basedOn)
      return stand(work, {
        kind: 'gatePlan',
        thingId: gateId,
        text: reason,
        details: { gateId, phaseId: gate.phaseId, capacity: gate.capacity, ...plan, reason },
        event: 'gatePlanned',
        audience: audienceFor(work.subject, gate.audience),
        payload: { gateId },
      })
    },
  }),

  cancelGate: writes({
    needs: (input) => ({ gate: q.findGate(input.dossierId, input.gateId) }),
    then: (work, { dossierId, gateId, reason }) => {
      const gate = toCome(work.needs.gate)
      const entryId = tell(work, {
        kind: 'gateCancelled',
        text: reason,
        details: { gateId, title: gate.title },
        event: 'gateCancelled',
        audience: audienceFor(work.subject, gate.audience),
        payload: { gateId },
      })
      work.do(q.insertCancellation(gateId, dossierId, entryId, work.actor.acting.membershipId))
      return { entryId }
    },
  }),

  prepareGate: writes({
    needs: (input) => ({ gate: q.findGate(input.dossierId, input.gateId) }),
    then: (work, { gateId, facts, options, positions, proposal, conditions }) => {
      const gate = toCome(work.needs.gate)
      if (conditions.length !== gate.conditions.length) throw wrong('conditions', 'process.eachCondition')
      return stand(work, {
        kind: 'gatePreparation',
        thingId: gateId,
        text: proposal,
        details: {
          gateId,
          title: gate.title,
          facts,
          options,
          positions,
          proposal,
          conditions: conditions.map((one, at) => ({ text: gate.conditions[at], ...one })),
          ready: conditions.every(({ met }) => met),
        },
        event: 'gatePrepared',
        audience: audienceFor(work.subject, gate.audience),
        payload: { gateId },
      })
    },
  }),

  decideGate: writes({
    needs: (input) => ({
      ...decisionNeeds(asDecision(input, 'eigenaar', undefined)),
      gate: q.findGate(input.dossierId, input.gateId),
      facts: q.findGateFacts(input.dossierId, input.gateId),
      leader: q.findLeader(input.dossierId),
    }),
    then: (work, input) => {
      const gate = toCome(work.needs.gate)
      const { capacity } = gate
      if (!isCompetent(work.actor, work.subject, capacity)) throw notAllowed('process.decidesForAnother')
      // Stopping or taking more time needs no finished papers; going on does.
      if ((input.outcome === 'goOn' || input.outcome === 'adjust') && !gate.ready) throw conflict('process.notPrepared')
      const audience = input.audience ?? audienceFor(work.subject, gate.audience)
      if (audience < gate.audience) throw wrong('audience', 'process.asWideAsTheGate')
      const { leader } = work.needs
      const { entryId, decisionId } = takeDecision(work, asDecision(input, capacity, audience), {
        kind: 'gate',
        inPerson: capacity !== 'raad' && capacity !== 'college',
        ...(leader && (capacity === 'raad' || capacity === 'college') ? { responsible: leader } : {}),
        details: () => ({
          gateId: gate.gateId,
          phaseId: gate.phaseId,
          title: gate.title,
          outcome: input.outcome,
          minority: input.minority,
          fixed: input.fixed,
          open: input.open,
          ...within(audience, gate, work.needs.facts!),
        }),
      })
      work.do(
        q.insertGateDecision({
          gateId: gate.gateId,
          dossierId: input.dossierId,
          entryId,
          decisionId,
          outcome: input.outcome,
          decidedOn: input.decidedOn,
          by: work.actor.acting.membershipId,
        }),
      )
      work.publish({
        name: 'gateDecided',
        dossierId: input.dossierId,
        organisationId: work.subject.organisationId,
        payload: { entryId, kind: 'gate', gateId: gate.gateId, outcome: input.outcome },
      })
      return { entryId, decisionId }
    },
  }),
}
