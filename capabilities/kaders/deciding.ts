// Taking a decision under its frames: what must be known for it, and what it leaves. Other rooms decide through here too.
import type { z } from 'zod'
import { appendEntry, type Dossier, findMemberships, roleOf, touchDossier } from '#capabilities/dossier/index.ts'
import type { Work } from '#foundation/capability.ts'
import type { ResultOf } from '#foundation/database/query.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { NewDecision } from './contract.ts'
import * as q from './queries.ts'

/** What is decided, as `recordDecision` takes it. */
export type Deciding = z.output<typeof NewDecision>

interface Holder {
  readonly membershipId: string
  readonly role: string
}

const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

/** The calendar day in the Netherlands. */
const dayAt = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** A person who was named, when they work somewhere now and exist for who acts. */
const named = (
  found: readonly (Holder & { readonly position: string })[],
  membershipId: string,
  field: string,
): Holder => {
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

/** What `takeDecision` must know, to be spread into the `needs` of the act. */
export const decisionNeeds = (input: Deciding) => ({
  members: findMemberships([input.decisionMakerId, input.responsibleId].filter((id) => id !== undefined)),
  versions: q.findVersions(input.frameVersionIds),
  advice: q.countAdvice(input.dossierId, input.adviceEntryIds),
  earlier: q.findDecision(input.dossierId, input.revokes ?? null),
})
type Needs = { readonly [K in keyof ReturnType<typeof decisionNeeds>]: ResultOf<ReturnType<typeof decisionNeeds>[K]> }

/** How the line in the journal differs when another room decides: a gate is a decision, and says more. */
export interface DecisionLine {
  readonly kind: string
  /** Beside what every decision says; the id is that of the line itself. */
  readonly details: (entryId: string) => Readonly<Record<string, unknown>>
  /** Who acts took it in person: an alderman, a manager, the owner. */
  readonly inPerson?: boolean
  /** Who stays responsible when nobody was named. */
  readonly responsible?: Holder
}

/** Decides: one line in the journal, and beside it who, in which capacity and under which versions of which frames. */
export const takeDecision = (
  work: Pick<
    Work<Pick<Dossier, 'organisationId' | 'ceiling' | 'reach'>, Needs>,
    'actor' | 'subject' | 'needs' | 'now' | 'do' | 'publish'
  >,
  input: Deciding,
  line?: DecisionLine,
): { decisionId: string; entryId: string; audience: number } => {
  const dossier = work.subject
  const { members, versions, earlier } = work.needs
  const { dossierId } = input
  const { organisationId } = dossier
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
    : input.capacity === 'eigenaar' || line?.inPerson
      ? me
      : null
  if (!decisionMaker && input.capacity !== 'college' && input.capacity !== 'raad')
    throw wrong('decisionMakerId', 'kaders.needsDecisionMaker')
  const responsible = input.responsibleId
    ? named(members, input.responsibleId, 'responsibleId')
    : (decisionMaker ?? line?.responsible ?? me)
  const audience = audienceOf(dossier, input.audience, earlier)

  const kind = line?.kind ?? 'decision'
  const decisionId = newId()
  const entryId = newId()
  work.do(
    appendEntry({
      entryId,
      dossierId,
      kind,
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
        ...line?.details(entryId),
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
  work.publish({ name: 'entryAdded', dossierId, organisationId, payload: { entryId, kind } })
  work.publish({
    name: earlier ? 'decisionRevoked' : 'decisionTaken',
    dossierId,
    organisationId,
    payload: { decisionId, ...(earlier ? { revokes: earlier.decisionId } : {}) },
  })
  return { decisionId, entryId, audience }
}
