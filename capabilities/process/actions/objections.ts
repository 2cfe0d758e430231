// What must be heard before a gate is decided: professional objections, requested advice, and the points of who carries it out.
import { writes } from '#foundation/capability.ts'
import { conflict, notAllowed, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { Advice, Objection } from '../queries.ts'
import * as q from '../queries.ts'
import { toCome } from './gates.ts'
import { type All, audienceFor, isCompetent, tell, wrong } from './telling.ts'

const stillOpen = (objection: Objection | undefined): Objection => {
  if (!objection) throw notFound('process.objectionNotFound')
  if (objection.ended) throw conflict('process.objectionEnded')
  return objection
}

const asked = (advice: Advice | undefined, code: string): Advice => {
  if (!advice) throw wrong('openItemId', code)
  if (advice.kind !== 'advice') throw wrong('openItemId', 'process.notAdvice')
  return advice
}

export const objections: Pick<
  All,
  | 'raiseObjection'
  | 'withdrawObjection'
  | 'judgeObjection'
  | 'linkAdvice'
  | 'reactToAdvice'
  | 'raisePoint'
  | 'answerPoint'
> = {
  raiseObjection: writes({
    needs: (input) => ({ gate: q.findGate(input.dossierId, input.gateId) }),
    then: (work, { dossierId, gateId, text }) => {
      const gate = toCome(work.needs.gate)
      const objectionId = newId()
      const entryId = tell(work, {
        kind: 'objection',
        text,
        details: { objectionId, gateId, title: gate.title, state: 'raised', text },
        event: 'objectionRaised',
        audience: audienceFor(work.subject, gate.audience),
        payload: { objectionId, gateId },
      })
      work.do(q.insertObjection({ objectionId, dossierId, gateId, entryId, by: work.actor.acting.membershipId }))
      return { objectionId, entryId }
    },
  }),

  withdrawObjection: writes({
    needs: (input) => ({ objection: q.findObjection(input.dossierId, input.objectionId) }),
    then: (work, { dossierId, objectionId, reason }) => {
      const objection = stillOpen(work.needs.objection)
      if (!objection.mine) throw notAllowed('process.notYourObjection')
      const entryId = tell(work, {
        kind: 'objection',
        text: reason,
        details: { objectionId, gateId: objection.gateId, state: 'withdrawn', text: objection.text, reason },
        event: 'objectionEnded',
        audience: audienceFor(work.subject, objection.audience),
        payload: { objectionId, gateId: objection.gateId, state: 'withdrawn' },
      })
      const by = work.actor.acting.membershipId
      work.do(q.insertObjectionEnding({ objectionId, dossierId, entryId, outcome: 'withdrawn', by }))
      return { entryId }
    },
  }),

  judgeObjection: writes({
    needs: (input) => ({ objection: q.findObjection(input.dossierId, input.objectionId) }),
    then: (work, { dossierId, objectionId, outcome, reason }) => {
      const objection = stillOpen(work.needs.objection)
      if (!isCompetent(work.actor, work.subject, objection.capacity)) throw notAllowed('process.decidesForAnother')
      const entryId = tell(work, {
        kind: 'objection',
        text: reason,
        details: { objectionId, gateId: objection.gateId, state: outcome, text: objection.text, reason },
        event: 'objectionEnded',
        audience: audienceFor(work.subject, objection.audience),
        payload: { objectionId, gateId: objection.gateId, state: outcome },
      })
      const by = work.actor.acting.membershipId
      work.do(q.insertObjectionEnding({ objectionId, dossierId, entryId, outcome, by }))
      return { entryId }
    },
  }),

  linkAdvice: writes({
    needs: (input) => ({
      gate: q.findGate(input.dossierId, input.gateId),
      advice: q.findAdvice(input.dossierId, input.gateId, input.openItemId),
    }),
    then: (work, { dossierId, gateId, openItemId }) => {
      toCome(work.needs.gate)
      if (asked(work.needs.advice, 'process.noSuchAdvice').linked) throw conflict('process.adviceLinked')
      work.do(q.linkAdvice(gateId, openItemId, dossierId, work.actor.acting.membershipId))
      return null
    },
  }),

  reactToAdvice: writes({
    needs: (input) => ({
      gate: q.findGate(input.dossierId, input.gateId),
      advice: q.findAdvice(input.dossierId, input.gateId, input.openItemId),
    }),
    then: (work, { dossierId, gateId, openItemId, reaction, reason }) => {
      const gate = toCome(work.needs.gate)
      const advice = asked(work.needs.advice, 'process.noSuchAdvice')
      if (!advice.linked) throw wrong('openItemId', 'process.noSuchAdvice')
      if (advice.reacted) throw conflict('process.reactedAlready')
      const entryId = tell(work, {
        kind: 'adviceReaction',
        text: reason,
        details: { gateId, openItemId, title: gate.title, question: advice.question, reaction, reason },
        event: 'adviceReactedTo',
        // For whom the advice was: what it says stays there.
        audience: Math.min(work.subject.ceiling, advice.audience),
        payload: { gateId, openItemId },
      })
      const by = work.actor.acting.membershipId
      work.do(q.insertReaction({ gateId, openItemId, dossierId, entryId, reaction, by }))
      return { entryId }
    },
  }),

  raisePoint: writes({
    needs: (input) => ({ gate: q.findGate(input.dossierId, input.gateId) }),
    then: (work, { dossierId, gateId, text }) => {
      const gate = toCome(work.needs.gate)
      const pointId = newId()
      const entryId = tell(work, {
        kind: 'feasibilityPoint',
        text,
        details: { pointId, gateId, title: gate.title },
        event: 'pointRaised',
        audience: audienceFor(work.subject, gate.audience),
        payload: { pointId, gateId },
      })
      work.do(q.insertPoint({ pointId, dossierId, gateId, entryId, by: work.actor.acting.membershipId }))
      return { pointId, entryId }
    },
  }),

  answerPoint: writes({
    needs: (input) => ({ point: q.findPoint(input.dossierId, input.pointId) }),
    then: (work, { dossierId, pointId, reaction, text }) => {
      const { point } = work.needs
      if (!point) throw notFound('process.pointNotFound')
      if (point.answered) throw conflict('process.answeredAlready')
      const entryId = tell(work, {
        kind: 'feasibilityAnswer',
        text,
        details: { pointId, gateId: point.gateId, point: point.text, reaction },
        event: 'pointAnswered',
        audience: audienceFor(work.subject, point.audience),
        payload: { pointId, gateId: point.gateId },
      })
      work.do(q.insertPointAnswer({ pointId, dossierId, entryId, reaction, by: work.actor.acting.membershipId }))
      return { entryId }
    },
  }),
}
