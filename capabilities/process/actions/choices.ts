// Reserved choices: only the body for which a choice is reserved makes it, and no gate goes on past it.
import { decisionNeeds, takeDecision } from '#capabilities/kaders/index.ts'
import { writes } from '#foundation/capability.ts'
import { conflict, notAllowed, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { Choice } from '../queries.ts'
import * as q from '../queries.ts'
import { asDecision, toCome } from './gates.ts'
import { type All, audienceFor, isCompetent, type Telling, tell, wrong } from './telling.ts'

const undecided = (choice: Choice | undefined): Choice => {
  if (!choice) throw notFound('process.choiceNotFound')
  if (choice.decided) throw conflict('process.choiceDecided')
  return choice
}

/**
 * Reserves a choice for council or executive and tells it in the journal; also for a room that reserves as part of a larger
 * act (the frames that a council adopts). The gate, when named, must be one of this dossier that is still to come: the
 * table refuses any other.
 */
export const reserving = (
  work: Telling,
  choice: { text: string; why: string; capacity: 'raad' | 'college'; gateId?: string | null; audience?: number },
): { choiceId: string; entryId: string } => {
  const choiceId = newId()
  const { text, why, capacity } = choice
  const gateId = choice.gateId ?? null
  const entryId = tell(work, {
    kind: 'reservedChoice',
    text,
    details: { choiceId, text, why, body: capacity, capacity, gateId, state: 'reserved', decisionEntryId: null },
    event: 'choiceReserved',
    // The body for which it is reserved must hear of it, also when who asked for it spoke in a smaller circle.
    audience: audienceFor(work.subject, Math.max(3, choice.audience ?? 3)),
    payload: { choiceId },
  })
  work.do(
    q.insertChoice({
      choiceId,
      dossierId: work.subject.dossierId,
      gateId,
      capacity,
      entryId,
      by: work.actor.acting.membershipId,
    }),
  )
  return { choiceId, entryId }
}

export const choices: Pick<All, 'reserveChoice' | 'placeChoice' | 'decideChoice'> = {
  reserveChoice: writes({
    needs: (input) => ({ gate: q.findGate(input.dossierId, input.gateId ?? null) }),
    then: (work, { dossierId: _, ...choice }) => {
      if (choice.gateId) toCome(work.needs.gate)
      return reserving(work, { ...choice, audience: work.needs.gate?.audience })
    },
  }),

  placeChoice: writes({
    needs: (input) => ({
      choice: q.findChoice(input.dossierId, input.choiceId),
      gate: q.findGate(input.dossierId, input.gateId),
    }),
    then: (work, { choiceId, gateId }) => {
      const choice = undecided(work.needs.choice)
      // Moving it to a later gate would be passing it.
      if (choice.gateId) throw conflict('process.choiceStays')
      const gate = toCome(work.needs.gate)
      tell(work, {
        kind: 'reservedChoice',
        text: choice.text,
        details: {
          choiceId,
          text: choice.text,
          body: choice.capacity,
          capacity: choice.capacity,
          gateId,
          gateTitle: gate.audience >= choice.audience ? gate.title : '',
          state: 'reserved',
          decisionEntryId: null,
        },
        event: 'choicePlaced',
        audience: audienceFor(work.subject, choice.audience),
        payload: { choiceId, gateId },
      })
      work.do(q.placeChoice(choiceId, gateId))
      return null
    },
  }),

  decideChoice: writes({
    needs: (input) => ({
      ...decisionNeeds(asDecision(input, 'raad', undefined)),
      choice: q.findChoice(input.dossierId, input.choiceId),
      leader: q.findLeader(input.dossierId),
    }),
    then: (work, input) => {
      const choice = undecided(work.needs.choice)
      if (!isCompetent(work.actor, work.subject, choice.capacity)) throw notAllowed('process.decidesForAnother')
      const audience = input.audience ?? audienceFor(work.subject, choice.audience)
      if (audience < choice.audience) throw wrong('audience', 'process.asWideAsTheChoice')
      const { leader } = work.needs
      const { entryId, decisionId } = takeDecision(work, asDecision(input, choice.capacity, audience), {
        kind: 'reservedChoice',
        ...(leader ? { responsible: leader } : {}),
        details: (id) => ({
          choiceId: choice.choiceId,
          text: choice.text,
          gateId: choice.gateId,
          state: 'decided',
          decisionEntryId: id,
          minority: input.minority,
        }),
      })
      work.do(
        q.insertChoiceDecision({
          choiceId: choice.choiceId,
          dossierId: input.dossierId,
          entryId,
          decisionId,
          decidedOn: input.decidedOn,
          by: work.actor.acting.membershipId,
        }),
      )
      work.publish({
        name: 'choiceDecided',
        dossierId: input.dossierId,
        organisationId: work.subject.organisationId,
        payload: { entryId, kind: 'reservedChoice', choiceId: choice.choiceId },
      })
      return { entryId, decisionId }
    },
  }),
}
