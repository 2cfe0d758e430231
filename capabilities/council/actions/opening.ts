// Opening the council part, and who answers for it: the portfolio holder and whom they mandate.
import { findMemberships, record } from '#capabilities/dossier/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { invalid, notFound } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { type contract, KNOWN_KINDS } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'

type Acts = Actions<typeof contract, typeof subjects>
export const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

/** The calendar day in the Netherlands. */
export const dayAt = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

export const opening: Pick<
  Acts,
  | 'readCouncilPart'
  | 'listPortfolioHolders'
  | 'openCouncilPart'
  | 'changePortfolioHolder'
  | 'mandateRelease'
  | 'endMandate'
> = {
  readCouncilPart: reads((input) => q.partView(input.dossierId)),
  listPortfolioHolders: reads((input) => q.executivesOf(input.dossierId)),

  openCouncilPart: writes({
    needs: (input) => ({ holder: q.findExecutive(input.dossierId, input.portfolioHolderId) }),
    then: (work, { dossierId, portfolioHolderId }) => {
      const { holder } = work.needs
      if (!holder) throw wrong('portfolioHolderId', 'council.notAnExecutive')
      if (work.subject.ceiling < 4) throw wrong('dossierId', 'council.ceilingReachesCouncil')
      work.do(
        q.insertPart({
          dossierId,
          organisationId: work.subject.organisationId,
          portfolioHolderId,
          openedBy: work.actor.acting.membershipId,
        }),
        q.markKnown(dossierId, Object.keys(KNOWN_KINDS)),
      )
      work.publish({
        name: 'councilPartOpened',
        dossierId,
        organisationId: work.subject.organisationId,
        payload: { portfolioHolderId },
      })
      return record(work, work.subject, {
        kind: 'councilPart',
        text: '',
        // A portfolio is an elected office: the council may know who holds it.
        details: { portfolioHolder: holder.name, role: holder.role },
        audience: Math.min(3, work.subject.ceiling),
      })
    },
  }),

  changePortfolioHolder: writes({
    needs: (input) => ({ holder: q.findExecutive(input.dossierId, input.portfolioHolderId) }),
    then: (work, { dossierId, portfolioHolderId }) => {
      const { holder } = work.needs
      if (!holder) throw wrong('portfolioHolderId', 'council.notAnExecutive')
      const entry = record(work, work.subject, {
        kind: 'councilPart',
        text: '',
        details: { portfolioHolder: holder.name, role: holder.role },
        audience: Math.min(3, work.subject.ceiling),
      })
      // Last: who hands the portfolio on may no longer change it afterwards.
      work.do(q.endMandatesOf(dossierId), q.setPortfolioHolder(dossierId, portfolioHolderId))
      return entry
    },
  }),

  mandateRelease: writes({
    needs: (input) => ({ named: findMemberships([input.membershipId]) }),
    then: (work, { dossierId, membershipId, untilDate }) => {
      const member = work.needs.named[0]
      if (!member || !['staff', 'executive'].includes(member.position))
        throw wrong('membershipId', 'council.notAMember')
      if (untilDate && untilDate < dayAt(work.now)) throw wrong('untilDate', 'inThePast')
      const mandateId = newId()
      work.do(
        q.insertMandate({
          mandateId,
          dossierId,
          membershipId,
          givenBy: work.actor.acting.membershipId,
          untilDate: untilDate ?? null,
        }),
      )
      return { mandateId }
    },
  }),

  endMandate: writes({
    needs: (input) => ({ mandate: q.findMandate(input.dossierId, input.mandateId) }),
    then: (work, { mandateId }) => {
      if (!work.needs.mandate) throw notFound('council.notFound')
      work.do(q.endMandate(mandateId, work.actor.acting.membershipId))
      return null
    },
  }),
}
