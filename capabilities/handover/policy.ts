// Who may do what with a hand-over: the owner offers, who is asked accepts, and only in need somebody steps in.
import { type Dossier, dossierRules, lockDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { findHandover, findOffer, type Handover, lockOffer, type Offer } from './queries.ts'

export const rules = { everyone }

export const handoverRules = {
  ...dossierRules,
  /** Takes part in it, or may decide about it in the owner's place. */
  takesPartOrStepsIn: (actor: Actor, dossier: Handover) =>
    dossierRules.takesPart(actor, dossier as Dossier) || dossier.stepsIn,
  /** The deputy, or the owner's manager: for when the owner is gone or absent. The owner offers. */
  stepsIn: (_: Actor, dossier: Handover) => dossier.stepsIn,
}

export const offerRules = {
  isWaiting: (_: Actor, offer: Offer) => offer.waiting || offer.changing,
  isForMe: (actor: Actor, offer: Offer) => offer.toId === actor.acting.membershipId,
  leadsIt: (actor: Actor, offer: Offer) => [offer.ownerId, offer.deputyId].includes(actor.acting.membershipId),
}

export const subjects = {
  dossierId: { find: findHandover, lock: lockDossier, rules: handoverRules },
  offerId: { find: findOffer, lock: lockOffer, rules: offerRules },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  readHandover: ['takesPartOrStepsIn'],
  readMyHandover: ['everyone'],
  listHandovers: ['everyone'],
  writeFirst: ['ownsOrDeputises', 'isOpen'],
  offerHandover: ['ownsTheDossier', 'isOpen'],
  offerHandovers: ['everyone'],
  acceptHandover: ['isForMe', 'isWaiting'],
  acceptHandovers: ['everyone'],
  declineHandover: ['isForMe', 'isWaiting'],
  withdrawHandover: ['leadsIt', 'isWaiting'],
  handOverDossier: ['stepsIn', 'isOpen'],
}
