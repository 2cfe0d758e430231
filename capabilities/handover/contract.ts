// What can be asked of a hand-over: the page that is made from the journal, and an offer that both sides confirm.
import { z } from 'zod'

const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
const MANY = 200

const AboutDossier = z.strictObject({ dossierId: z.uuid() })
const AboutOffer = z.strictObject({ offerId: z.uuid() })

const Member = z.object({ membershipId: z.uuid(), name: z.string().nullable(), role: z.string().nullable() })
const Item = z.object({
  openItemId: z.uuid(),
  kind: z.string(),
  question: z.string(),
  dueOn: Day,
  late: z.boolean(),
  /** Roles, as they stand in the journal: who asked, and who was asked. */
  from: z.string(),
  to: z.string(),
})
export type ItemShown = z.output<typeof Item>

/** An offer that waits. */
const Offer = z.object({
  offerId: z.uuid(),
  from: Member,
  to: Member,
  offeredAt: Moment,
  /** The words of its entry; null after a statutory erasure and for who may not read that line. */
  reason: z.string().nullable(),
})

/** All that a successor needs, and nothing that anybody typed for it but `first`. */
export const Facts = z.object({
  dossierId: z.uuid(),
  title: z.string(),
  organisationName: z.string(),
  state: z.enum(['active', 'paused', 'closed']),
  openedAt: Moment,
  owner: Member,
  deputy: Member,
  reason: z.string(),
  purpose: z.string(),
  residentEffect: z.string(),
  plan: z.string(),
  /** Why it stands still; null when it does not. */
  pause: z.string().nullable(),
  /** The last lines that people wrote, the newest first. */
  latest: z.array(
    z.object({ entryId: z.uuid(), occurredAt: Moment, kind: z.string(), text: z.string(), role: z.string() }),
  ),
  agreements: z.array(
    z.object({ text: z.string(), on: Day, state: z.string(), who: z.string(), openItemId: z.uuid().nullable() }),
  ),
  /** What waits on the owner. */
  owes: z.array(Item),
  /** What the dossier waits for. */
  awaits: z.array(Item),
  people: z.array(
    z.object({
      name: z.string().nullable(),
      functionName: z.string().nullable(),
      organisationName: z.string(),
      role: z.string(),
      mandate: z.string(),
      interest: z.string(),
    }),
  ),
  decisions: z.array(
    z.object({ entryId: z.uuid(), text: z.string(), decidedOn: Day, body: z.string(), frames: z.array(z.string()) }),
  ),
  lessons: z.array(z.object({ text: z.string(), on: Day })),
  /** «Wat ik als eerste zou doen»; null when nobody wrote it. */
  first: z.object({ text: z.string(), role: z.string().nullable(), writtenAt: Moment }).nullable(),
  offer: Offer.nullable(),
})
export type FactsShown = z.output<typeof Facts>

const Waiting = Offer.extend({ dossierId: z.uuid(), title: z.string().nullable(), forMe: z.boolean() })
export type OfferShown = z.output<typeof Waiting>

export const contract = {
  readHandover: {
    at: 'GET /dossiers/:dossierId/handover',
    about: 'dossierId',
    input: AboutDossier,
    output: Facts.extend({ may: May }),
    summary: 'The hand-over page of one dossier, made from its journal.',
  },
  readMyHandover: {
    at: 'GET /me/handover',
    input: z.strictObject({}),
    output: z.object({ items: z.array(Facts) }),
    summary: 'The hand-over pages of every open dossier that you own, in one.',
  },
  listHandovers: {
    at: 'GET /handovers',
    input: z.strictObject({}),
    output: z.object({
      /** Offers that wait: made to you, and made by you. */
      offers: z.array(Waiting),
      /** Your open dossiers, with whether one is on offer. */
      dossiers: z.array(
        z.object({ dossierId: z.uuid(), title: z.string(), offered: z.boolean(), owes: z.int(), awaits: z.int() }),
      ),
    }),
    summary: 'What is offered to you, what you offered, and what you could hand over.',
  },
  writeFirst: {
    at: 'PUT /dossiers/:dossierId/handover-note',
    about: 'dossierId',
    input: AboutDossier.extend({ text: z.string().trim().max(4000) }),
    output: Nothing,
    status: 204,
    summary: 'Writes what you would do first, for who takes over; empty removes it.',
  },
  offerHandover: {
    at: 'POST /dossiers/:dossierId/handover-offers',
    about: 'dossierId',
    input: AboutDossier.extend({
      /** A membership. */
      toId: z.uuid(),
      deputyId: z.uuid().optional(),
      reason: line(1000),
      /** Open items that you owe or await here and keep; all others go along. */
      keeps: z.array(z.uuid()).max(MANY).default([]),
    }),
    output: z.object({ offerId: z.uuid() }),
    status: 201,
    summary: 'Offers a dossier to a colleague; until it is accepted you stay its owner.',
  },
  offerHandovers: {
    at: 'POST /handovers',
    input: z.strictObject({ toId: z.uuid(), reason: line(1000), dossierIds: z.array(z.uuid()).min(1).max(MANY) }),
    output: z.object({ offerIds: z.array(z.uuid()) }),
    status: 201,
    summary: 'Offers several of your dossiers to one colleague.',
  },
  acceptHandover: {
    at: 'PUT /handover-offers/:offerId/acceptance',
    about: 'offerId',
    input: AboutOffer,
    output: z.object({ entryId: z.uuid() }),
    summary: 'Takes over a dossier that was offered to you.',
  },
  acceptHandovers: {
    at: 'POST /handover-acceptances',
    input: z.strictObject({ offerIds: z.array(z.uuid()).min(1).max(MANY) }),
    output: z.object({ accepted: z.int() }),
    status: 201,
    summary: 'Takes over several dossiers that were offered to you: all of these, or none.',
  },
  declineHandover: {
    at: 'PUT /handover-offers/:offerId/refusal',
    about: 'offerId',
    input: AboutOffer.extend({ reason: line(1000) }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'Declines a dossier that was offered to you, with the reason.',
  },
  withdrawHandover: {
    at: 'DELETE /handover-offers/:offerId',
    about: 'offerId',
    input: AboutOffer,
    output: Nothing,
    status: 204,
    summary: 'Takes back an offer that waits.',
  },
  handOverDossier: {
    at: 'PUT /dossiers/:dossierId/owner',
    about: 'dossierId',
    input: AboutDossier.extend({ ownerId: z.uuid(), deputyId: z.uuid().optional(), reason: line(1000) }),
    output: z.object({ entryId: z.uuid() }),
    summary:
      'Gives a dossier another owner when the owner is gone or absent: by the deputy or the manager, with the reason.',
  },
} as const
