// What then happens with a frame, and when a decision is taken under it.
import { findMemberships, roleOf } from '#capabilities/dossier/index.ts'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from './contract.ts'
import { decisionNeeds, takeDecision } from './deciding.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

interface Holder {
  readonly membershipId: string
  readonly role: string
}
interface Membership extends Holder {
  readonly organisationId: string
  readonly position: string
}

/** Who answers for a rule of this organisation works there. */
const ownerOf = (found: readonly Membership[], ownerId: string, organisationIds: readonly string[]): Holder => {
  const member = found.find((one) => one.membershipId === ownerId)
  if (
    !member ||
    !organisationIds.includes(member.organisationId) ||
    !['staff', 'executive', 'registry'].includes(member.position)
  )
    throw wrong('ownerId', 'kaders.ownerWorksHere')
  return member
}

const mustEndAfterItBegins = (input: { validFrom: string; validUntil?: string | undefined }) => {
  if (input.validUntil && input.validUntil < input.validFrom) throw wrong('validUntil', 'kaders.untilAfterFrom')
}

const tell = (work: Pick<Work<unknown, unknown>, 'publish'>, name: string, organisationId: string, payload: object) =>
  work.publish({ name, organisationId, payload: { ...payload } })

export const actions: Actions<typeof contract, typeof subjects> = {
  listFrames: reads((input) => q.frameList(input)),
  readFrame: reads((input) => q.frameView(input.frameId)),
  listDecisionsOf: reads((input) => q.decisionsOf(input.dossierId, input)),
  readDecision: reads((input) => q.decisionView(input.dossierId, input.decisionId)),

  registerFrame: writes({
    needs: (input) => ({ members: findMemberships(input.ownerId ? [input.ownerId] : []) }),
    then: (work, { rank, ownerId, ...rule }) => {
      const { acting } = work.actor
      mustEndAfterItBegins(rule)
      const owner = ownerId
        ? ownerOf(work.needs.members, ownerId, [acting.organisationId])
        : { membershipId: acting.membershipId, role: roleOf(work.actor) }
      const frameId = newId()
      const frameVersionId = newId()
      work.do(
        q.insertFrame({
          frameId,
          organisationId: acting.organisationId,
          rank,
          ownerId: owner.membershipId,
          registeredBy: acting.membershipId,
        }),
        q.insertVersion({
          ...rule,
          frameVersionId,
          frameId,
          number: 1,
          ownerRole: owner.role,
          reason: '',
          madeBy: acting.membershipId,
        }),
      )
      tell(work, 'frameRegistered', acting.organisationId, { frameId, frameVersionId })
      return { frameId, frameVersionId }
    },
  }),

  changeFrame: writes({
    needs: (input) => ({ members: findMemberships(input.ownerId ? [input.ownerId] : []) }),
    then: (work, { frameId, ownerId, ...rule }) => {
      const { acting } = work.actor
      const frame = work.subject
      mustEndAfterItBegins(rule)
      if (rule.validFrom <= frame.validFrom) throw wrong('validFrom', 'kaders.laterThanLast')
      const owner = ownerId
        ? ownerOf(work.needs.members, ownerId, [frame.organisationId, acting.organisationId])
        : frame.answers === 'nobody'
          ? { membershipId: acting.membershipId, role: roleOf(work.actor) }
          : null
      const frameVersionId = newId()
      const number = frame.number + 1
      work.do(
        q.endVersionBefore(frameId, frame.number, rule.validFrom),
        q.insertVersion({
          ...rule,
          frameVersionId,
          frameId,
          number,
          ownerRole: owner?.role ?? frame.ownerRole,
          madeBy: acting.membershipId,
        }),
      )
      if (owner) work.do(q.setOwner(frameId, owner.membershipId))
      tell(work, 'frameChanged', frame.organisationId, { frameId, frameVersionId, number })
      return { frameVersionId, number }
    },
  }),

  endFrame: writes({
    then: (work, { frameId, endsOn, reason }) => {
      const frame = work.subject
      if (endsOn < frame.validFrom) throw wrong('endsOn', 'kaders.endsAfterItBegan')
      work.do(
        q.endVersion(frameId, frame.number, endsOn),
        q.insertEnding(frameId, endsOn, reason, work.actor.acting.membershipId),
      )
      tell(work, 'frameEnded', frame.organisationId, { frameId, endsOn })
      return null
    },
  }),

  recordDecision: writes({
    needs: (input) => decisionNeeds(input),
    then: (work, input) => {
      const { decisionId, entryId } = takeDecision(work, input)
      return { decisionId, entryId }
    },
  }),
}
