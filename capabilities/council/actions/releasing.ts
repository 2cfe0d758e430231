// Marking a line for the council, and what the portfolio holder's office decides about it.
import { touchDossier } from '#capabilities/dossier/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { conflict, notAllowed, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { wrong } from './opening.ts'

type Acts = Actions<typeof contract, typeof subjects>

export const releasing: Pick<
  Acts,
  'readCouncilMark' | 'markForCouncil' | 'releaseEntries' | 'refuseEntry' | 'withdrawRelease' | 'listWaitingForRelease'
> = {
  readCouncilMark: reads((input) => q.markView(input.dossierId, input.entryId)),
  listWaitingForRelease: reads((input) => q.waitingForRelease(input.limit)),

  markForCouncil: writes({
    needs: (input) => ({ entry: q.findMarked(input.dossierId, input.entryId) }),
    then: (work, { dossierId, entryId, audience }) => {
      const { entry } = work.needs
      const dossier = work.subject
      if (!entry) throw notFound('council.notFound')
      if (entry.erased) throw conflict('council.isErased')
      if (entry.audience >= audience) throw conflict('council.isReleased')
      if (audience > dossier.ceiling) throw wrong('audience', 'council.withinCeiling')
      // The writer, or the core team: who takes part besides asks the writer.
      if (!entry.mine && dossier.actingReach > 1) throw notAllowed('council.marksForCouncil')
      work.do(
        q.insertMark({
          markId: newId(),
          entryId,
          dossierId,
          organisationId: dossier.organisationId,
          wanted: audience,
          markedBy: work.actor.acting.membershipId,
        }),
      )
      work.publish({ name: 'councilMarked', dossierId, organisationId: dossier.organisationId, payload: { entryId } })
      return null
    },
  }),

  releaseEntries: writes({
    then: (work, { dossierId, entryIds, audience }) => {
      const { organisationId } = work.subject
      for (const entryId of new Set(entryIds)) {
        work.do(q.isOf(dossierId, entryId), q.releaseEntry({ entryId, audience }))
        work.publish({ name: 'councilReleased', dossierId, organisationId, payload: { entryId, audience } })
      }
      work.do(touchDossier(dossierId))
      return null
    },
  }),

  refuseEntry: writes({
    then: (work, { dossierId, entryId, reason }) => {
      work.do(q.isOf(dossierId, entryId), q.refuseEntry(entryId, reason))
      work.publish({
        name: 'councilRefused',
        dossierId,
        organisationId: work.subject.organisationId,
        payload: { entryId },
      })
      return null
    },
  }),

  withdrawRelease: writes({
    then: (work, { dossierId, entryId, reason }) => {
      work.do(q.isOf(dossierId, entryId), q.withdrawEntry(entryId, reason), touchDossier(dossierId))
      work.publish({
        name: 'councilWithdrawn',
        dossierId,
        organisationId: work.subject.organisationId,
        payload: { entryId },
      })
      return null
    },
  }),
}
