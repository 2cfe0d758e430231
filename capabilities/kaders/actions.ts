// What then happens with a frame, and when a decision is taken under it.
import { appendEntry, type Dossier, findMemberships, roleOf, touchDossier } from '#capabilities/dossier/index.ts'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

/** The calendar day in the Netherlands. */
const dayAt = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

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

/** A person who was named, when they work somewhere now and exist for who acts. */
const named = (found: readonly Membership[], membershipId: string, field: string): Holder => {
  const member = found.find((one) => one.membershipId === membershipId)
  if (!member || member.position === 'administrator') throw wrong(field, 'kaders.notAMember')
  return member
}

/** Each of the versions exists, and held on the day of the decision. */
const mustHold = (versions: readonly q.VersionFacts[], ids: readonly string[], day: string) => {
  if (ids.length === 0) throw wrong('frameVersionIds', 'kaders.needsFrame')
  if (versions.length !== ids.length) throw wrong('frameVersionIds', 'kaders.noSuchVersion')
  if (versions.some((one) => one.validFrom > day || (one.validUntil !== null && one.validUntil < day)))
    throw wrong('frameVersionIds', 'kaders.notInForce')
}

/** Whoever could read that it was decided must be able to read that it is undone. */
const audienceOf = (
  dossier: Pick<Dossier, 'ceiling' | 'reach'>,
  asked: number | undefined,
  earlier: q.DecisionFacts | undefined,
): number => {
  const audience = asked ?? Math.max(Math.min(2, dossier.ceiling), earlier?.audience ?? 0)
  if (audience > dossier.ceiling) throw wrong('audience', 'kaders.withinCeiling')
  if (audience < dossier.reach) throw wrong('audience', 'kaders.withinReach')
  if (earlier && audience < earlier.audience) throw wrong('audience', 'kaders.revocationReachesAll')
  return audience
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
    needs: (input) => ({
      members: findMemberships([input.decisionMakerId, input.responsibleId].filter((id) => id !== undefined)),
      versions: q.findVersions(input.frameVersionIds),
      advice: q.countAdvice(input.dossierId, input.adviceEntryIds),
      earlier: q.findDecision(input.dossierId, input.revokes ?? null),
    }),
    then: (work, input) => {
      const dossier = work.subject
      const { members, versions, earlier } = work.needs
      const { dossierId, organisationId } = dossier
      const me: Holder = { membershipId: work.actor.acting.membershipId, role: roleOf(work.actor) }
      const adviceEntryIds = [...new Set(input.adviceEntryIds)]
      const frameVersionIds = [...new Set(input.frameVersionIds)]
      if (input.decidedOn > dayAt(work.now)) throw wrong('decidedOn', 'inTheFuture')
      mustHold(versions, frameVersionIds, input.decidedOn)
      if (work.needs.advice !== adviceEntryIds.length) throw wrong('adviceEntryIds', 'kaders.noSuchAdvice')
      if (input.revokes && !earlier) throw wrong('revokes', 'kaders.noSuchDecision')
      if (earlier?.revoked) throw conflict('kaders.revokedAlready')
      const decisionMaker = input.decisionMakerId
        ? named(members, input.decisionMakerId, 'decisionMakerId')
        : input.capacity === 'eigenaar'
          ? me
          : null
      if (!decisionMaker && input.capacity !== 'college' && input.capacity !== 'raad')
        throw wrong('decisionMakerId', 'kaders.needsDecisionMaker')
      const responsible = input.responsibleId
        ? named(members, input.responsibleId, 'responsibleId')
        : (decisionMaker ?? me)
      const audience = audienceOf(dossier, input.audience, earlier)

      const decisionId = newId()
      const entryId = newId()
      work.do(
        appendEntry({
          entryId,
          dossierId,
          kind: 'decision',
          text: input.text,
          // Roles and no names: the journal is read by the council too, which gets no names of officials.
          details: {
            decisionId,
            reason: input.reason,
            effect: input.residentEffect,
            capacity: input.capacity,
            body: input.body,
            ...(decisionMaker ? { decisionMaker: decisionMaker.role } : {}),
            responsible: responsible.role,
            decidedOn: input.decidedOn,
            frames: versions.map(({ frameId, frameVersionId, title, number, rank }) => ({
              frameId,
              frameVersionId,
              title,
              number,
              rank,
            })),
            ...(input.formalCase ? { formalCase: input.formalCase } : {}),
            ...(earlier ? { revokes: earlier.decisionId, revokedEntryId: earlier.entryId } : {}),
          },
          authorId: me.membershipId,
          authorRole: me.role,
          // It happened on the day on which it was decided, also when it is written down later.
          ...(input.decidedOn < dayAt(work.now) ? { occurredAt: `${input.decidedOn}T12:00:00Z` } : {}),
          audience,
        }),
        ...q.insertDecision({
          decisionId,
          dossierId,
          entryId,
          capacity: input.capacity,
          body: input.body,
          decisionMaker,
          responsible,
          decidedOn: input.decidedOn,
          revokes: earlier?.decisionId ?? null,
          recordedBy: me.membershipId,
          frameVersionIds,
          adviceEntryIds,
        }),
        touchDossier(dossierId),
      )
      work.publish({ name: 'entryAdded', dossierId, organisationId, payload: { entryId, kind: 'decision' } })
      work.publish({
        name: earlier ? 'decisionRevoked' : 'decisionTaken',
        dossierId,
        organisationId,
        payload: { decisionId, ...(earlier ? { revokes: earlier.decisionId } : {}) },
      })
      return { decisionId, entryId }
    },
  }),
}
