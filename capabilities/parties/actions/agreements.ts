// What then happens with an agreement: an open item carries it, both sides read it, and each says what became of it.
import { type Dossier, involving, roleOf } from '#capabilities/dossier/index.ts'
import { type Addressee, ending, extending, raising } from '#capabilities/open-items/index.ts'
import { findTerms } from '#capabilities/settings/index.ts'
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { conflict, notAllowed } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { audienceFor, dayAt, tellLine, wrong } from './telling.ts'

type All = Actions<typeof contract, typeof subjects>

/** The day still comes, and within ten years: a ladder is counted day by day. */
const mustCome = (day: string, now: Date): void => {
  if (day < dayAt(now)) throw wrong('dueOn', 'inThePast')
  if (day > dayAt(new Date(now.getTime() + 3653 * 86_400_000))) throw wrong('dueOn', 'parties.tooFarAway')
}

/** Whom the open item is asked: the side that promised, else who keeps that party, else the owner of the dossier. */
const addresseeOf = (side: q.Side | null, owner: q.Person | null): Addressee => {
  if (side?.key)
    return {
      key: side.key,
      membershipId: side.membershipId,
      organisationId: side.organisationId!,
      functionName: null,
      role: side.name,
    }
  const person = side?.keeper ?? owner
  if (!person) throw conflict('parties.nobodyCarries')
  return {
    key: `m:${person.membershipId}`,
    membershipId: person.membershipId,
    organisationId: person.organisationId,
    functionName: null,
    role: person.role,
  }
}

export const agreementActions: Pick<All, 'listAgreementsOf' | 'recordAgreement' | 'sayOfAgreement'> = {
  listAgreementsOf: reads((input) => q.agreementsOf(input.dossierId)),

  recordAgreement: writes({
    needs: (input) => ({
      promiser: q.findSide(input.dossierId, input.promiserId ?? null, 'promiser'),
      receiver: q.findSide(input.dossierId, input.receiverId ?? null, 'receiver'),
      ours: q.findOurs(input.dossierId),
      // Parties are seldom organisations of this house: both sides share the terms of who is accountable for the dossier.
      terms: findTerms({ dossierId: input.dossierId }),
    }),
    then: (work, input) => {
      const dossier = work.subject
      const { promiser, receiver, ours } = work.needs
      for (const [side, id, field] of [
        [promiser, input.promiserId, 'promiserId'],
        [receiver, input.receiverId, 'receiverId'],
      ] as const) {
        if (id && !side) throw wrong(field, 'parties.noSuchParty')
        if (side?.left) throw wrong(field, 'parties.leftAlready')
      }
      if (input.promiserId === input.receiverId) throw wrong('receiverId', 'parties.twoSides')
      mustCome(input.dueOn, work.now)
      const widest = Math.min(...[promiser, receiver].map((side) => side?.audience ?? 5))
      const audience = audienceFor(input.audience ?? Math.min(widest, 3, dossier.ceiling), dossier)
      // Both sides read what they agreed.
      if (audience < 2) throw wrong('audience', 'parties.bothRead')
      if (audience > widest) throw wrong('audience', 'parties.widerThanParty')

      for (const side of [promiser, receiver]) if (side) work.do(...joining(work, dossier, side))
      const sideOf = (side: q.Side | undefined) => ({
        partyId: side?.partyId ?? null,
        name: side?.name ?? ours!.organisationName,
        key: side?.key ?? null,
      })
      const sides = { promiser: sideOf(promiser), receiver: sideOf(receiver) }
      const agreementId = newId()
      const openItemId = newId()
      const addressee = addresseeOf(promiser ?? null, ours?.owner ?? null)
      const { entryId } = tellLine(work, dossier, 'agreementRecorded', {
        kind: 'agreement',
        text: input.promise,
        details: {
          agreementId,
          openItemId,
          promiser: sides.promiser.name,
          receiver: sides.receiver.name,
          dueOn: input.dueOn,
          state: 'open',
        },
        audience,
      })
      work.do(
        ...raising(
          {
            openItemId,
            dossierId: dossier.dossierId,
            organisationId: dossier.organisationId,
            // Who must see to it is the side that promised; when that is ourselves, it is our promise.
            kind: promiser ? 'agreement' : 'promise',
            question: input.promise,
            details: {},
            raisedBy: work.actor.acting.membershipId,
            raisedRole: roleOf(work.actor),
            raisedAt: work.now,
            addressee,
            dueOn: input.dueOn,
            audience,
            openingEntryId: entryId,
          },
          work.needs.terms,
        ),
        q.insertAgreement({
          agreementId,
          dossierId: dossier.dossierId,
          entryId,
          openItemId,
          promise: input.promise,
          ...sides,
          dueOn: input.dueOn,
        }),
      )
      work.publish({
        name: 'openItemAsked',
        dossierId: dossier.dossierId,
        organisationId: dossier.organisationId,
        payload: { openItemId },
      })
      return { agreementId, entryId, openItemId }
    },
  }),

  sayOfAgreement: writes({
    needs: (input) => ({ terms: q.termsOfAgreement(input.agreementId) }),
    then: (work, input) => {
      const agreement = work.subject
      const { item, dossier } = agreement
      if (!agreement.speaksFor.includes(input.side)) throw notAllowed('parties.speaksForThatSide')
      const changes = input.state === 'changed'
      if (changes && !input.dueOn) throw wrong('dueOn', 'required')
      if (!changes && input.dueOn) throw wrong('dueOn', 'parties.dayOfChange')
      // Who was promised something may say that it was not kept, but not promise in the other's place.
      if (changes && input.side === 'receiver' && dossier.actingReach > 1)
        throw wrong('state', 'parties.promiserChanges')
      if (changes && (!item || item.closed)) throw conflict('parties.agreementEnded')
      if (changes) mustCome(input.dueOn!, work.now)

      const saidRole = roleOf(work.actor)
      const { entryId } = tellLine(work, dossier, 'agreementChanged', {
        kind: 'agreement',
        text: input.reason,
        details: {
          agreementId: agreement.agreementId,
          openItemId: agreement.openItemId,
          promiser: agreement.promiser,
          receiver: agreement.receiver,
          side: input.side,
          state: input.state,
          promise: agreement.promise,
          ...(input.dueOn ? { dueOn: input.dueOn } : {}),
        },
        audience: agreement.audience,
      })
      work.do(
        q.insertWord({
          wordId: newId(),
          agreementId: agreement.agreementId,
          side: input.side,
          state: input.state,
          reason: input.reason,
          dueOn: input.dueOn ?? null,
          entryId,
          saidRole,
        }),
      )
      const { membershipId } = work.actor.acting
      if (changes && item)
        work.do(
          ...extending(
            {
              extensionId: newId(),
              openItemId: agreement.openItemId,
              was: item.dueOn,
              became: input.dueOn!,
              reason: input.reason,
              extendedBy: membershipId,
              highestStep: item.highestStep,
              now: work.now,
            },
            work.needs.terms,
          ),
        )
      // The debt ends when who promised says what became of it, or when the core team is content with it.
      const ends = !changes && (input.side === 'promiser' || (input.state === 'kept' && dossier.actingReach === 1))
      if (ends && item && !item.closed)
        work.do(
          ...ending({
            openItemId: agreement.openItemId,
            outcome: input.state === 'kept' ? 'answered' : 'refused',
            text: input.reason,
            details: {},
            closedBy: membershipId,
            closedRole: saidRole,
            entryId,
          }),
        )
      return { entryId }
    },
  }),
}

/** A side that signs in here takes part from now on: both sides read what they agreed. */
const joining = (work: Parameters<typeof involving>[0], dossier: Dossier, side: q.Side) =>
  !side.key || side.takesPart
    ? []
    : involving(
        work,
        dossier.dossierId,
        {
          key: side.key,
          membershipId: side.membershipId,
          organisationId: side.membershipId ? null : side.organisationId,
        },
        'partner',
      )
