// The long-term agenda: planned, moved with a reason, treated, or taken off with a reason.
import { dayAt } from '#capabilities/open-items/index.ts'
import { type Actions, type Work, writes } from '#foundation/capability.ts'
import { conflict } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { actorOf, mustCome, tellJournal, wrong } from './telling.ts'

const mustBeComing = (moment: q.Moment): void => {
  if (moment.ended) throw conflict('councilItems.endedMeanwhile')
}

/** A moment of a dossier has its line in that journal too. */
const tell = (
  work: Work<q.Moment, unknown>,
  move: string,
  text: string,
  told: Readonly<Record<string, unknown>> = {},
): void => {
  const moment = work.subject
  const { dossierId, organisationId, momentId } = moment
  if (dossierId)
    tellJournal(
      work,
      { dossierId, organisationId, dossier: moment.dossier },
      {
        kind: 'councilMoment',
        text,
        details: {
          momentId,
          move,
          subject: moment.subject,
          momentKind: moment.kind,
          plannedOn: moment.plannedOn,
          ...told,
        },
        audience: moment.audience,
      },
    )
  work.publish({
    name: 'councilMomentChanged',
    organisationId,
    ...(dossierId ? { dossierId } : {}),
    payload: { momentId, move },
  })
}

const end = (work: Work<q.Moment, unknown>, outcome: 'treated' | 'dropped', text: string): null => {
  mustBeComing(work.subject)
  work.do(q.endMoment(work.subject.momentId, outcome, text, actorOf(work)))
  tell(work, outcome, text)
  return null
}

type Planning = Pick<
  Actions<typeof contract, typeof subjects>,
  'planMoment' | 'confirmMoment' | 'moveMoment' | 'treatMoment' | 'dropMoment'
>

export const planning: Planning = {
  planMoment: writes({
    needs: (input) => ({ dossier: q.findCouncilDossierOr(input.dossierId ?? null) }),
    then: (work, input) => {
      const { organisationId } = work.subject
      const { dossier } = work.needs
      mustCome(input.plannedOn, work.now, 'plannedOn')
      if (input.dossierId && (!dossier || dossier.organisationId !== organisationId))
        throw wrong('dossierId', 'councilItems.noSuchDossier')
      // The agenda of a council is public by nature; what belongs to a dossier that is not, is so only when that is chosen.
      const audience = input.audience ?? (dossier && dossier.ceiling < 5 ? 4 : 5)
      const momentId = newId()
      const me = actorOf(work)
      const entryId = dossier
        ? tellJournal(
            work,
            { dossierId: dossier.dossierId, organisationId, dossier },
            {
              kind: 'councilMoment',
              text: input.subject,
              details: {
                momentId,
                move: 'planned',
                subject: input.subject,
                momentKind: input.kind,
                body: input.body,
                plannedOn: input.plannedOn,
              },
              audience,
            },
          )
        : null
      work.do(
        q.insertMoment({
          momentId,
          organisationId,
          dossierId: dossier?.dossierId ?? null,
          subject: input.subject,
          kind: input.kind,
          body: input.body,
          place: input.place,
          plannedOn: input.plannedOn,
          startsAt: input.startsAt ?? null,
          audience,
          proposedBy: me.membershipId,
          proposedRole: me.role,
          confirmed: true,
          entryId,
        }),
      )
      work.publish({
        name: 'councilMomentChanged',
        organisationId,
        ...(dossier ? { dossierId: dossier.dossierId } : {}),
        payload: { momentId, move: 'planned' },
      })
      return { momentId }
    },
  }),

  confirmMoment: writes({
    then: (work, input) => {
      mustBeComing(work.subject)
      if (work.subject.state !== 'proposed') throw conflict('councilItems.endedMeanwhile')
      work.do(q.confirmMoment(input.momentId, actorOf(work).membershipId))
      tell(work, 'planned', work.subject.subject)
      return null
    },
  }),

  moveMoment: writes({
    then: (work, input) => {
      const moment = work.subject
      mustBeComing(moment)
      mustCome(input.plannedOn, work.now, 'plannedOn')
      if (input.plannedOn === moment.plannedOn) throw wrong('plannedOn', 'councilItems.anotherDay')
      work.do(
        ...q.moveMoment({
          moveId: newId(),
          momentId: input.momentId,
          was: moment.plannedOn,
          became: input.plannedOn,
          startsAt: input.startsAt ?? null,
          reason: input.reason,
          by: actorOf(work),
        }),
      )
      tell(work, 'moved', input.reason, { was: moment.plannedOn, plannedOn: input.plannedOn })
      return null
    },
  }),

  treatMoment: writes({
    then: (work, input) => {
      if (work.subject.state === 'proposed' || work.subject.plannedOn > dayAt(work.now))
        throw conflict('councilItems.notYetTreated')
      return end(work, 'treated', input.text)
    },
  }),
  dropMoment: writes({ then: (work, input) => end(work, 'dropped', input.reason) }),
}
