// When the council hears: agreeing on it, saying why it waits, and informing it, which alone ends a warning.
import { record, roleOf } from '#capabilities/dossier/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { conflict, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { dayAt, wrong } from './opening.ts'

type Acts = Actions<typeof contract, typeof subjects>

export const arranging: Pick<
  Acts,
  | 'proposeArrangement'
  | 'agreeToArrangement'
  | 'endArrangement'
  | 'answerWarning'
  | 'informCouncil'
  | 'announceTrigger'
  | 'reportDeparture'
  | 'listCouncilWarnings'
> = {
  listCouncilWarnings: reads(() => q.warnings()),

  proposeArrangement: writes({
    then: (work, input) => {
      const { dossierId, weeks, triggerDays, form } = input
      const triggers = [...new Set(input.triggers)]
      const moneyShare = triggers.includes('money') ? (input.moneyShare ?? null) : null
      if (triggers.includes('money') && moneyShare === null) throw wrong('moneyShare', 'council.needsShare')
      const startsOn = input.startsOn ?? dayAt(work.now)
      if (startsOn > dayAt(work.now)) throw wrong('startsOn', 'inTheFuture')
      const arrangementId = newId()
      work.do(q.propose({ arrangementId, dossierId, weeks, triggers, moneyShare, triggerDays, form, startsOn }))
      record(work, work.subject, {
        kind: 'arrangement',
        text: form,
        details: { arrangementId, state: 'proposed', weeks, triggers, moneyShare, triggerDays },
        audience: Math.min(4, work.subject.ceiling),
      })
      work.publish({
        name: 'arrangementProposed',
        dossierId,
        organisationId: work.subject.organisationId,
        payload: { arrangementId, side: work.subject.side },
      })
      return { arrangementId }
    },
  }),

  agreeToArrangement: writes({
    needs: (input) => ({ arrangement: q.findArrangement(input.dossierId, input.arrangementId) }),
    then: (work, { dossierId, arrangementId }) => {
      const { arrangement } = work.needs
      if (!arrangement) throw notFound('council.notFound')
      if (arrangement.state !== 'proposed') throw conflict('council.isProposed')
      const { side } = work.subject
      if (side === 'registry' ? arrangement.registryAgreed : arrangement.collegeAgreed)
        throw conflict('council.agreedAlready')
      const { weeks, triggers, moneyShare, triggerDays, form } = arrangement
      work.do(q.agree(arrangementId))
      record(work, work.subject, {
        kind: 'arrangement',
        text: form,
        details: { arrangementId, state: 'agreed', weeks, triggers, moneyShare, triggerDays },
        audience: Math.min(4, work.subject.ceiling),
      })
      work.publish({
        name: 'arrangementAgreed',
        dossierId,
        organisationId: work.subject.organisationId,
        payload: { arrangementId },
      })
      return null
    },
  }),

  endArrangement: writes({
    then: (work, { dossierId, reason }) => {
      work.do(q.endArrangement(dossierId, reason))
      record(work, work.subject, {
        kind: 'arrangement',
        text: reason,
        details: { state: 'ended' },
        audience: Math.min(4, work.subject.ceiling),
      })
      work.publish({ name: 'arrangementEnded', dossierId, organisationId: work.subject.organisationId, payload: {} })
      return null
    },
  }),

  answerWarning: writes({
    needs: (input) => ({ duty: q.findDuty(input.dossierId, input.dutyId) }),
    then: (work, { dossierId, dutyId, code, explanation, expectedOn }) => {
      const { duty } = work.needs
      if (!duty) throw notFound('council.notFound')
      if (duty.informed) throw conflict('council.informedAlready')
      if (code === 'other' && !explanation) throw wrong('explanation', 'council.needsExplanation')
      if (expectedOn && expectedOn < dayAt(work.now)) throw wrong('expectedOn', 'inThePast')
      const answerId = newId()
      work.do(
        q.insertAnswer({
          answerId,
          dutyId,
          dossierId,
          code,
          explanation,
          expectedOn: expectedOn ?? null,
          answeredBy: work.actor.acting.membershipId,
          answeredRole: roleOf(work.actor),
        }),
      )
      // The council sees the code at once; the words, like all words, when the portfolio holder's office releases them.
      record(work, work.subject, {
        kind: 'councilDelay',
        text: explanation,
        details: { dutyId, code, ...(expectedOn ? { expectedOn } : {}) },
        audience: Math.min(explanation ? 4 : 3, work.subject.ceiling),
      })
      work.publish({
        name: 'councilDelayed',
        dossierId,
        organisationId: work.subject.organisationId,
        payload: { dutyId, code },
      })
      return { answerId }
    },
  }),

  informCouncil: writes({
    then: (work, { dossierId, text, form }) => {
      const entry = record(work, work.subject, {
        kind: 'councilInformed',
        text,
        details: { form },
        audience: Math.min(4, work.subject.ceiling),
      })
      work.do(...q.informed({ dossierId, entryId: entry.entryId }))
      work.publish({
        name: 'councilInformed',
        dossierId,
        organisationId: work.subject.organisationId,
        payload: { entryId: entry.entryId },
      })
      return entry
    },
  }),

  announceTrigger: writes({
    then: (work, { dossierId, trigger, text }) => {
      const entry = record(work, work.subject, {
        kind: 'councilTrigger',
        text,
        details: { trigger },
        audience: Math.min(4, work.subject.ceiling),
      })
      work.do(q.sayTrigger(dossierId, trigger, entry.entryId))
      return entry
    },
  }),

  reportDeparture: writes({
    then: (work, { dossierId, place, rule, reason }) => {
      const entry = record(work, work.subject, {
        kind: 'departure',
        text: reason,
        details: { place, rule, reason },
        audience: Math.min(4, work.subject.ceiling),
      })
      work.do(q.sayTrigger(dossierId, 'departure', entry.entryId))
      return entry
    },
  }),
}
