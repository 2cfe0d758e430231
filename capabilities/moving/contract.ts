// What can be asked to take one's things along, and to be told elsewhere that something changed here.
import { z } from 'zod'

const Moment = z.iso.datetime({ offset: true })
const Nothing = z.null()
const May = z.record(z.string(), z.boolean())
const AboutDossier = z.strictObject({ dossierId: z.uuid() })
const AboutWebhook = z.strictObject({ webhookId: z.uuid() })
const line = (maximum: number) => z.string().trim().min(1).max(maximum)

/** What a program elsewhere may be told: that something changed, of which kind, and never what. */
export const CHANGES = [
  'dossier.opened',
  'dossier.changed',
  'dossier.closed',
  'openItem.changed',
  'decision.recorded',
  'organisation.changed',
  'test',
] as const

const PackageView = z.object({
  packageId: z.uuid(),
  askedAt: Moment,
  state: z.enum(['waiting', 'ready', 'failed', 'over']),
  /** Bytes; null as long as it is not made. */
  size: z.int().nullable(),
  rows: z.int().nullable(),
  files: z.int().nullable(),
  /** From then on it can no longer be fetched. */
  expiresAt: Moment.nullable(),
  /** Of a hundred parts, how many are written. */
  progress: z.int(),
})
export type PackageShown = z.output<typeof PackageView>

const WebhookView = z.object({
  webhookId: z.uuid(),
  url: z.string(),
  description: z.string(),
  madeAt: Moment,
  state: z.enum(['on', 'givenUp']),
  lastAnswer: z.string().nullable(),
  lastAt: Moment.nullable(),
  waiting: z.int(),
})
export type WebhookShown = z.output<typeof WebhookView>

const DeliveryView = z.object({
  deliveryId: z.uuid(),
  type: z.string(),
  happenedAt: Moment,
  attempts: z.int(),
  answer: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  /** When it is tried again, while it waits. */
  nextAt: Moment.nullable(),
})
export type DeliveryShown = z.output<typeof DeliveryView>

/** What somebody put in and what exists for them. */
export const OwnExport = z.object({
  format: z.literal('schakel person'),
  version: z.literal(1),
  madeAt: Moment,
  person: z.object({
    personId: z.uuid(),
    name: z.string(),
    locale: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  memberships: z.array(
    z.object({
      membershipId: z.uuid(),
      organisationName: z.string(),
      functionName: z.string(),
      position: z.string(),
      since: z.iso.date(),
      until: z.iso.date().nullable(),
    }),
  ),
  entries: z.array(
    z.object({
      entryId: z.uuid(),
      dossierId: z.uuid(),
      dossierTitle: z.string(),
      kind: z.string(),
      text: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
      authorRole: z.string(),
      occurredAt: Moment,
      recordedAt: Moment,
      audience: z.int(),
      documents: z.array(
        z.object({
          name: z.string(),
          description: z.string(),
          type: z.string(),
          size: z.int(),
          /** Of the bytes, hexadecimal. */
          sha256: z.string(),
          /** Below the address of the API. */
          address: z.string(),
        }),
      ),
    }),
  ),
  notes: z.array(
    z.object({
      noteId: z.uuid(),
      dossierId: z.uuid(),
      text: z.string(),
      occurredAt: Moment,
      recordedAt: Moment,
      expiresAt: Moment,
    }),
  ),
  openItems: z.array(
    z.object({
      openItemId: z.uuid(),
      dossierId: z.uuid(),
      part: z.enum(['asked', 'addressed']),
      kind: z.string(),
      question: z.string(),
      raisedAt: Moment,
      dueOn: z.iso.date(),
      outcome: z.string().nullable(),
      answer: z.string().nullable(),
    }),
  ),
})

export const contract = {
  askPackage: {
    at: 'POST /dossiers/:dossierId/packages',
    about: 'dossierId',
    input: AboutDossier,
    output: z.object({ packageId: z.uuid() }),
    status: 201,
    summary: 'Asks for a package with everything of a dossier: JSON with its schema, the files beside it, checksums.',
  },
  listPackages: {
    at: 'GET /dossiers/:dossierId/packages',
    about: 'dossierId',
    input: AboutDossier,
    output: z.object({ items: z.array(PackageView), may: May }),
    summary: 'The packages that were asked for, the newest first.',
  },
  downloadPackage: {
    at: 'GET /dossiers/:dossierId/packages/:packageId/content',
    about: 'dossierId',
    input: AboutDossier.extend({ packageId: z.uuid() }),
    output: z.object({ digest: z.string(), name: z.string(), type: z.string(), size: z.int(), may: May }),
    download: true,
    summary: 'The bytes of a package, as a gzipped tar.',
  },
  readMyExport: {
    at: 'GET /me/export',
    input: z.strictObject({}),
    output: OwnExport,
    summary:
      'Everything that you put in and that exists for you, in one document; documents beside it by their address.',
  },
  askMyPackage: {
    at: 'POST /me/packages',
    input: z.strictObject({}),
    output: z.object({ packageId: z.uuid() }),
    status: 201,
    summary:
      'Asks for a package with everything that you put in: JSON with its schema, your files beside it, checksums.',
  },
  listMyPackages: {
    at: 'GET /me/packages',
    input: z.strictObject({}),
    output: z.object({ items: z.array(PackageView) }),
    summary: 'The packages of yourself that were asked for in this session, the newest first.',
  },
  downloadMyPackage: {
    at: 'GET /me/packages/:packageId/content',
    about: 'packageId',
    input: z.strictObject({ packageId: z.uuid() }),
    output: z.object({ digest: z.string(), name: z.string(), type: z.string(), size: z.int(), may: May }),
    download: true,
    summary: 'The bytes of a package of yourself, as a gzipped tar; only in the session that asked for it.',
  },
  listWebhooks: {
    at: 'GET /webhooks',
    input: z.strictObject({}),
    output: z.object({ organisationName: z.string(), items: z.array(WebhookView) }),
    summary: 'The programs that are told when something changes in your organisation.',
  },
  addWebhook: {
    at: 'POST /webhooks',
    input: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(1000), description: line(200) }),
    /** The secret is shown this once: it stands encrypted from then on. */
    output: z.object({ webhookId: z.uuid(), secret: z.string() }),
    status: 201,
    summary: 'Adds a program that is told; it checks the signature with the secret.',
  },
  readWebhook: {
    at: 'GET /webhooks/:webhookId',
    about: 'webhookId',
    input: AboutWebhook,
    output: WebhookView.extend({
      deliveries: z.array(DeliveryView),
      /** Only in the browser in which it was just made, for two minutes. */
      newSecret: z.string().nullable(),
      may: May,
    }),
    summary: 'One webhook with its last hundred deliveries.',
  },
  tryWebhook: {
    at: 'POST /webhooks/:webhookId/trials',
    about: 'webhookId',
    input: AboutWebhook,
    output: z.object({ deliveryId: z.uuid() }),
    status: 201,
    summary: 'Sends a trial, and tries again a webhook that was given up.',
  },
  endWebhook: {
    at: 'DELETE /webhooks/:webhookId',
    about: 'webhookId',
    input: AboutWebhook,
    output: Nothing,
    status: 204,
    summary: 'Ends a webhook: it is told nothing any more.',
  },
} as const
