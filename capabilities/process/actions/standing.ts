// How a process stands: start note, phases, uncertainties, money, own room. Each change is a line, the older stay readable.
import { writes } from '#foundation/capability.ts'
import { conflict, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { Standing } from '../queries.ts'
import * as q from '../queries.ts'
import { newlyReached, reachedAt, shareOf } from '../standing.ts'
import { type All, audienceOf, dayAt, mustBeNewest, mustSayWhy, stand, wrong } from './telling.ts'

const found = (standing: Standing | undefined, code: string): Standing => {
  if (!standing) throw notFound(code)
  return standing
}
const words = (standing: Standing | undefined, name: string): string => String(standing?.details[name] ?? '')

const phaseNeeds = (input: { dossierId: string; phaseId: string }) => ({
  now: q.findStanding(input.dossierId, 'phase', input.phaseId),
  role: q.findStanding(input.dossierId, 'role', input.phaseId),
})
/** A later line of a phase names the role that it has by then: who reads only that line must not read an old one. */
const roleNow = (role: Standing | undefined) => (role ? { role: role.details.became } : {})

export const standing: Pick<
  All,
  | 'describeStart'
  | 'planPhase'
  | 'changePhase'
  | 'startPhase'
  | 'endPhase'
  | 'changeGovernmentRole'
  | 'nameUncertainty'
  | 'changeUncertainty'
  | 'moveUncertainty'
  | 'agreeMoney'
  | 'recordSpending'
  | 'describeOwnRoom'
  | 'answerAsEmployer'
  | 'chooseConsultation'
> = {
  describeStart: writes({
    needs: (input) => ({ now: q.findStanding(input.dossierId, 'start', input.dossierId) }),
    then: (work, { dossierId, basedOn, reason, ...note }) => {
      mustBeNewest(work.needs.now, basedOn)
      mustSayWhy(work.needs.now, reason)
      return stand(work, {
        kind: 'start',
        thingId: dossierId,
        text: note.purpose,
        details: { ...note, reason },
        event: 'processStarted',
        audience: audienceOf(work.subject, work.needs.now),
      })
    },
  }),

  planPhase: writes({
    needs: (input) => ({ count: q.countPhases(input.dossierId) }),
    then: (work, { dossierId: _, government, governmentReason, ...phase }) => {
      if (phase.startsOn && phase.endsOn && phase.endsOn < phase.startsOn) throw wrong('endsOn', 'process.endsBefore')
      const phaseId = newId()
      const { entryId } = stand(work, {
        kind: 'phase',
        thingId: phaseId,
        state: 'planned',
        text: phase.question,
        details: { phaseId, ...phase, role: government, state: 'planned', number: work.needs.count + 1 },
        event: 'phaseChanged',
      })
      stand(work, {
        kind: 'role',
        thingId: phaseId,
        text: governmentReason,
        details: { phaseId, title: phase.title, was: null, became: government, reason: governmentReason },
        event: 'roleChanged',
      })
      return { phaseId, entryId }
    },
  }),

  changePhase: writes({
    needs: (input) => phaseNeeds(input),
    then: (work, { dossierId: _, phaseId, basedOn, reason, ...phase }) => {
      const now = found(work.needs.now, 'process.phaseNotFound')
      mustBeNewest(now, basedOn)
      if (phase.startsOn && phase.endsOn && phase.endsOn < phase.startsOn) throw wrong('endsOn', 'process.endsBefore')
      const { startsOn: _s, endsOn: _e, ...kept } = now.details
      return stand(work, {
        kind: 'phase',
        thingId: phaseId,
        state: now.state,
        text: reason,
        details: { ...kept, ...phase, ...roleNow(work.needs.role), reason },
        event: 'phaseChanged',
        audience: audienceOf(work.subject, now),
      })
    },
  }),

  startPhase: writes({
    needs: (input) => phaseNeeds(input),
    then: (work, { phaseId }) => {
      const now = found(work.needs.now, 'process.phaseNotFound')
      if (now.state !== 'planned') throw conflict('process.phaseBegan')
      return stand(work, {
        kind: 'phase',
        thingId: phaseId,
        state: 'running',
        text: words(now, 'question'),
        details: {
          ...now.details,
          ...roleNow(work.needs.role),
          startsOn: dayAt(work.now),
          state: 'running',
          reason: '',
        },
        event: 'phaseChanged',
        audience: audienceOf(work.subject, now),
      })
    },
  }),

  endPhase: writes({
    needs: (input) => phaseNeeds(input),
    then: (work, { phaseId, learned }) => {
      const now = found(work.needs.now, 'process.phaseNotFound')
      if (now.state !== 'running') throw conflict('process.phaseNotRunning')
      return stand(work, {
        kind: 'phase',
        thingId: phaseId,
        state: 'ended',
        text: learned,
        details: {
          ...now.details,
          ...roleNow(work.needs.role),
          endsOn: dayAt(work.now),
          state: 'ended',
          learned,
          reason: '',
        },
        event: 'phaseChanged',
        audience: audienceOf(work.subject, now),
      })
    },
  }),

  changeGovernmentRole: writes({
    needs: (input) => ({
      phase: q.findStanding(input.dossierId, 'phase', input.phaseId),
      now: q.findStanding(input.dossierId, 'role', input.phaseId),
    }),
    then: (work, { phaseId, government, reason }) => {
      const phase = found(work.needs.phase, 'process.phaseNotFound')
      const was = words(work.needs.now, 'became') || words(phase, 'role')
      if (was === government) throw wrong('government', 'process.sameRole')
      return stand(work, {
        kind: 'role',
        thingId: phaseId,
        text: reason,
        details: { phaseId, title: words(phase, 'title'), was, became: government, reason },
        event: 'roleChanged',
        audience: audienceOf(work.subject, phase),
      })
    },
  }),

  nameUncertainty: writes({
    then: (work, { dossierId: _, state, ...uncertainty }) => {
      const uncertaintyId = newId()
      const { entryId } = stand(work, {
        kind: 'uncertainty',
        thingId: uncertaintyId,
        state,
        text: uncertainty.impact,
        details: { uncertaintyId, ...uncertainty, state, was: null, learned: '' },
        event: 'uncertaintyChanged',
        payload: { state },
      })
      return { uncertaintyId, entryId }
    },
  }),

  changeUncertainty: writes({
    needs: (input) => ({ now: q.findStanding(input.dossierId, 'uncertainty', input.uncertaintyId) }),
    then: (work, { dossierId: _, uncertaintyId, basedOn, reason, ...uncertainty }) => {
      const now = found(work.needs.now, 'process.uncertaintyNotFound')
      mustBeNewest(now, basedOn)
      return stand(work, {
        kind: 'uncertainty',
        thingId: uncertaintyId,
        state: now.state,
        text: reason,
        details: { ...now.details, ...uncertainty, was: now.state, reason },
        event: 'uncertaintyChanged',
        audience: audienceOf(work.subject, now),
        payload: { state: now.state },
      })
    },
  }),

  moveUncertainty: writes({
    needs: (input) => ({ now: q.findStanding(input.dossierId, 'uncertainty', input.uncertaintyId) }),
    then: (work, { uncertaintyId, state, learned, reason }) => {
      const now = found(work.needs.now, 'process.uncertaintyNotFound')
      // What stands as it stood is no movement; what was learned is worth a line all the same.
      if (state === now.state && !learned) throw wrong('state', 'process.sameState')
      if (state === 'settled' && !learned) throw wrong('learned', 'required')
      return stand(work, {
        kind: 'uncertainty',
        thingId: uncertaintyId,
        state,
        text: learned || reason,
        details: { ...now.details, state, was: now.state, learned: learned || words(now, 'learned'), reason },
        event: 'uncertaintyChanged',
        audience: audienceOf(work.subject, now),
        payload: { state, was: now.state },
      })
    },
  }),

  agreeMoney: writes({
    needs: (input) => ({ now: q.findStanding(input.dossierId, 'money', input.dossierId) }),
    then: (work, { dossierId, ceiling, source, ...asked }) => {
      const { now } = work.needs
      const spent = Number(now?.details.spent ?? 0)
      const warnAt = [...new Set(asked.warnAt)].sort((a, b) => a - b)
      return stand(work, {
        kind: 'money',
        thingId: dossierId,
        text: source,
        details: {
          spent,
          ceiling,
          share: shareOf(spent, ceiling),
          warnAt,
          passed: [],
          asOf: words(now, 'asOf') || dayAt(work.now),
          source,
          agreed: true,
        },
        event: 'moneyChanged',
        audience: audienceOf(work.subject, now),
        payload: { share: shareOf(spent, ceiling), passed: [] },
      })
    },
  }),

  recordSpending: writes({
    needs: (input) => ({ now: q.findStanding(input.dossierId, 'money', input.dossierId) }),
    then: (work, { dossierId, spent, asOf, source }) => {
      const { now } = work.needs
      if (!now) throw conflict('process.noCeiling')
      if (asOf > dayAt(work.now)) throw wrong('asOf', 'inTheFuture')
      const ceiling = Number(now.details.ceiling)
      const warnAt = now.details.warnAt as number[]
      const share = shareOf(spent, ceiling)
      const reached = reachedAt(spent, ceiling, warnAt)
      const passed = newlyReached(reachedAt(Number(now.details.spent), ceiling, warnAt), reached)
      const { entryId } = stand(work, {
        kind: 'money',
        thingId: dossierId,
        text: source,
        details: { spent, ceiling, share, warnAt, passed, asOf, source },
        event: 'moneyChanged',
        audience: audienceOf(work.subject, now),
        payload: { share, passed },
      })
      return { entryId, share, reached }
    },
  }),

  describeOwnRoom: writes({
    needs: (input) => ({ now: q.findStanding(input.dossierId, 'ownRoom', input.dossierId) }),
    then: (work, { dossierId, basedOn, reason, ...room }) => {
      mustBeNewest(work.needs.now, basedOn)
      mustSayWhy(work.needs.now, reason)
      return stand(work, {
        kind: 'ownRoom',
        thingId: dossierId,
        text: room.mandate,
        details: { ...room, reason },
        event: 'ownRoomChanged',
        audience: audienceOf(work.subject, work.needs.now),
      })
    },
  }),

  answerAsEmployer: writes({
    needs: (input) => ({ now: q.findStanding(input.dossierId, 'employer', input.dossierId) }),
    then: (work, { dossierId, basedOn, reason, ...answers }) => {
      mustBeNewest(work.needs.now, basedOn)
      mustSayWhy(work.needs.now, reason)
      return stand(work, {
        kind: 'employer',
        thingId: dossierId,
        text: answers.work,
        details: { ...answers, reason },
        event: 'employerAnswered',
        audience: audienceOf(work.subject, work.needs.now),
      })
    },
  }),

  chooseConsultation: writes({
    needs: (input) => ({ now: q.findStanding(input.dossierId, 'consultation', input.dossierId) }),
    then: (work, { dossierId, basedOn, reason, ...choice }) => {
      mustBeNewest(work.needs.now, basedOn)
      mustSayWhy(work.needs.now, reason)
      return stand(work, {
        kind: 'consultation',
        thingId: dossierId,
        text: choice.why,
        details: { ...choice, reason },
        event: 'consultationChanged',
        audience: audienceOf(work.subject, work.needs.now),
      })
    },
  }),
}
