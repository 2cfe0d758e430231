// What then happens: an offer, its acceptance, its refusal; and the owner changes only when both sides said so, or in need.
import { type Dossier, findActing, findMemberships, LEADING, record } from '#capabilities/dossier/index.ts'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { conflict, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

interface Member {
  readonly membershipId: string
  readonly organisationId: string
  readonly position: string
  readonly deputyId: string | null
  readonly managerId: string | null
  readonly name: string | null
  readonly role: string
}
const wrong = (path: string, code: string) => invalid('invalid', [{ path, code }])

/** Who leads a dossier works for the organisation that answers for it, now. */
const colleague = (found: readonly Member[], id: string, organisationId: string, field: string): Member => {
  const member = found.find((one) => one.membershipId === id)
  if (!member) throw wrong(field, 'handover.notAMember')
  if (member.organisationId !== organisationId || !LEADING.includes(member.position))
    throw wrong(field, 'handover.worksHere')
  return member
}

/**
 * Who deputises after it: whom somebody named; else who did, unless they take over or left; else who usually stands in for
 * the new owner; else who owned it.
 */
const nextDeputy = (
  owner: Member,
  dossier: Pick<Dossier, 'ownerId' | 'deputyId'>,
  named: string | null,
  deputyIsThere: boolean,
): string => {
  const stays = deputyIsThere && owner.membershipId !== dossier.deputyId ? dossier.deputyId : undefined
  const usual = owner.membershipId === dossier.deputyId ? undefined : (owner.deputyId ?? owner.managerId ?? undefined)
  const choices = [named ?? undefined, stays, usual, dossier.ownerId]
  return choices.find((id) => id !== undefined && id !== owner.membershipId)!
}

/** Offers one dossier: the line in the journal, the right to read it, and the offer. */
const offer = (
  work: Work<unknown, unknown>,
  dossier: q.Givable,
  to: Member,
  more: { reason: string; deputyId?: string | undefined; keeps: readonly string[] },
): string => {
  const by = work.actor.acting.membershipId
  const offerId = newId()
  const involvementId = dossier.reads ? null : newId()
  if (involvementId)
    work.do(
      ...q.insertInvolvement({
        involvementId,
        dossierId: dossier.dossierId,
        toId: to.membershipId,
        // What only the core team may know exists for nobody else, also not for who is asked to take it.
        role: dossier.ceiling === 1 ? 'team' : 'asked',
        by,
      }),
    )
  const { entryId } = record(work, dossier, {
    kind: 'handoverOffered',
    text: more.reason,
    details: { to: to.name, toRole: to.role, ...(dossier.first ? { first: dossier.first } : {}) },
  })
  work.do(
    q.insertOffer({
      offerId,
      dossierId: dossier.dossierId,
      fromId: by,
      toId: to.membershipId,
      deputyId: more.deputyId ?? null,
      entryId,
      involvementId,
      keeps: more.keeps,
    }),
  )
  work.publish({
    name: 'handoverOffered',
    dossierId: dossier.dossierId,
    organisationId: dossier.organisationId,
    payload: { offerId, to: `m:${to.membershipId}` },
  })
  return offerId
}

/** Takes one dossier over that was offered to who acts. */
const accept = (
  work: Work<unknown, unknown>,
  one: q.Offer,
  me: Member,
  deputyIsThere: boolean,
): { entryId: string } => {
  if (!one.waiting) throw conflict('handover.isWaiting')
  const entry = record(work, one, { kind: 'handover', text: '', details: { to: me.name, toRole: me.role } })
  work.do(
    q.takeOver({
      dossierId: one.dossierId,
      ownerId: me.membershipId,
      deputyId: nextDeputy(me, one, one.nextDeputyId, deputyIsThere),
      handoverId: newId(),
      reason: '',
      offerId: one.offerId,
    }),
  )
  ended(work, one, one.fromId)
  work.publish({
    name: 'dossierHandedOver',
    dossierId: one.dossierId,
    organisationId: one.organisationId,
    payload: { to: me.membershipId },
  })
  return entry
}

/** Tells the other side how it ended. */
const ended = (work: Work<unknown, unknown>, one: { dossierId: string; organisationId: string }, toId: string) =>
  work.publish({
    name: 'handoverEnded',
    dossierId: one.dossierId,
    organisationId: one.organisationId,
    payload: { to: `m:${toId}` },
  })

const there = (deputies: readonly { dossierId: string }[], dossierId: string) =>
  deputies.some((one) => one.dossierId === dossierId)

export const actions: Actions<typeof contract, typeof subjects> = {
  readHandover: reads((input) => q.handoverView(input.dossierId)),
  readMyHandover: reads(() => q.myHandover()),
  listHandovers: reads(() => q.handoverList()),

  writeFirst: writes({
    then: (work, input) => {
      work.do(q.saveNote(input.dossierId, input.text))
      return null
    },
  }),

  offerHandover: writes({
    needs: (input) => ({
      named: findMemberships([input.toId, input.deputyId].filter((id) => id !== undefined)),
      givable: q.findGivable([input.dossierId], input.toId),
      mine: q.countMine(input.dossierId, input.keeps),
    }),
    then: (work, input) => {
      const dossier = work.needs.givable[0]
      if (!dossier || dossier.offered) throw conflict('handover.offeredAlready')
      const to = colleague(work.needs.named, input.toId, dossier.organisationId, 'toId')
      if (to.membershipId === dossier.ownerId) throw wrong('toId', 'handover.ownsAlready')
      if (input.deputyId) {
        colleague(work.needs.named, input.deputyId, dossier.organisationId, 'deputyId')
        if (input.deputyId === to.membershipId) throw wrong('deputyId', 'handover.deputyIsOwner')
      }
      if (work.needs.mine !== new Set(input.keeps).size) throw wrong('keeps', 'handover.notMine')
      return { offerId: offer(work, dossier, to, input) }
    },
  }),

  offerHandovers: writes({
    needs: (input) => ({
      locked: q.lockDossiers(input.dossierIds),
      named: findMemberships([input.toId]),
      givable: q.findGivable(input.dossierIds, input.toId),
    }),
    then: (work, input) => {
      const { givable } = work.needs
      if (givable.length !== new Set(input.dossierIds).size) throw wrong('dossierIds', 'handover.notAllMine')
      if (givable.some((one) => one.offered)) throw wrong('dossierIds', 'handover.offeredAlready')
      return {
        offerIds: givable.map((dossier) => {
          const to = colleague(work.needs.named, input.toId, dossier.organisationId, 'toId')
          if (to.membershipId === dossier.ownerId) throw wrong('toId', 'handover.ownsAlready')
          return offer(work, dossier, to, { reason: input.reason, keeps: [] })
        }),
      }
    },
  }),

  acceptHandover: writes({
    needs: (input) => ({
      me: findActing(),
      deputies: q.findDeputiesOf({ offerIds: [input.offerId] }),
    }),
    then: (work) => {
      const { me, deputies } = work.needs
      return accept(work, work.subject, me!, there(deputies, work.subject.dossierId))
    },
  }),

  acceptHandovers: writes({
    needs: (input) => ({
      locked: q.lockOffers(input.offerIds),
      offers: q.findOffersToMe(input.offerIds),
      me: findActing(),
      deputies: q.findDeputiesOf({ offerIds: input.offerIds }),
    }),
    then: (work, input) => {
      const { offers, me, deputies } = work.needs
      // All or none: a stack of which half was taken is how something falls between.
      if (offers.length !== new Set(input.offerIds).size) throw wrong('offerIds', 'handover.notAllForMe')
      for (const one of offers) accept(work, one, me!, there(deputies, one.dossierId))
      return { accepted: offers.length }
    },
  }),

  declineHandover: writes({
    then: (work, input) => {
      const one = work.subject
      if (!one.waiting) throw conflict('handover.isWaiting')
      const entry = record(work, one, { kind: 'handoverDeclined', text: input.reason })
      work.do(q.endOffer(one.offerId, 'declined'))
      ended(work, one, one.ownerId)
      return entry
    },
  }),

  withdrawHandover: writes({
    then: (work) => {
      const one = work.subject
      if (!one.waiting) throw conflict('handover.isWaiting')
      record(work, one, { kind: 'handoverWithdrawn', text: '' })
      work.do(q.endOffer(one.offerId, 'withdrawn'))
      ended(work, one, one.toId)
      return null
    },
  }),

  handOverDossier: writes({
    needs: (input) => ({
      named: findMemberships([input.ownerId, input.deputyId].filter((id) => id !== undefined)),
      deputies: q.findDeputiesOf({ dossierIds: [input.dossierId] }),
    }),
    then: (work, input) => {
      const dossier = work.subject
      const owner = colleague(work.needs.named, input.ownerId, dossier.organisationId, 'ownerId')
      if (owner.membershipId === dossier.ownerId) throw wrong('ownerId', 'handover.ownsAlready')
      if (input.deputyId) {
        colleague(work.needs.named, input.deputyId, dossier.organisationId, 'deputyId')
        if (input.deputyId === owner.membershipId) throw wrong('deputyId', 'handover.deputyIsOwner')
      }
      const entry = record(work, dossier, {
        kind: 'handover',
        text: input.reason,
        details: { to: owner.name, toRole: owner.role },
      })
      work.do(
        q.takeOver({
          dossierId: dossier.dossierId,
          ownerId: owner.membershipId,
          deputyId: nextDeputy(owner, dossier, input.deputyId ?? null, there(work.needs.deputies, dossier.dossierId)),
          handoverId: newId(),
          reason: input.reason,
          offerId: null,
        }),
      )
      // Both hear it: who had it, and who has it now.
      ended(work, dossier, dossier.ownerId)
      ended(work, dossier, owner.membershipId)
      work.publish({
        name: 'dossierHandedOver',
        dossierId: dossier.dossierId,
        organisationId: dossier.organisationId,
        payload: { to: owner.membershipId },
      })
      return entry
    },
  }),
}
