// What can be asked of a dossier and its journal.
import { z } from 'zod'

/** 0 own note, 1 core team, 2 involved, 3 organisation, 4 council, 5 public: each wider than the one before. */
export const Audience = z.int().min(1).max(5)
export const DOSSIER_KINDS = ['opgave', 'initiative', 'area', 'service'] as const
/** What a person writes. Other kinds (opening, plan, closure, …) are written by the acts themselves. */
export const WRITTEN_KINDS = ['fact', 'agreement', 'advice', 'decisionDocument', 'contribution'] as const
export const OUTCOMES = ['result', 'noResult', 'stopped', 'handedOver'] as const
export const INVOLVED_ROLES = ['team', 'adviser', 'partner', 'initiator', 'asked', 'follower'] as const

const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const optionalLine = (maximum: number) => z.string().trim().max(maximum)
const Limit = z.coerce.number().int().min(1).max(100).default(20)
/** Where the next page begins; as given in `next`, to be sent back unchanged. */
const Cursor = z.string().regex(/^-?\d{1,17}\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
const Moment = z.iso.datetime({ offset: true })
/** PostgreSQL knows no year 0, and JavaScript writes the year 10000 otherwise. */
const sane = (day: string) => day >= '1000' && day < '3000'

const About = z.strictObject({ dossierId: z.uuid() })
const AboutEntry = About.extend({ entryId: z.uuid() })

export const NewDossier = z.strictObject({
  title: line(200),
  reason: line(4000),
  kind: z.enum(DOSSIER_KINDS),
  /** A membership; the one who opens it when left out. */
  ownerId: z.uuid().optional(),
  /** A membership; the owner's usual deputy when left out. */
  deputyId: z.uuid().optional(),
  residentEffect: optionalLine(4000).default(''),
  ceiling: Audience.default(3),
})

export const NewEntry = About.extend({
  kind: z.enum([...WRITTEN_KINDS, 'note']).default('fact'),
  text: line(50_000),
  /** Left out for a private note; the narrowest of *involved* and the ceiling when left out. */
  audience: Audience.optional(),
  occurredAt: Moment.refine(sane, { message: 'notADate' }).optional(),
  corrects: z.uuid().optional(),
  uploads: z
    .array(z.strictObject({ uploadId: z.uuid(), description: optionalLine(500).default('') }))
    .max(20)
    .default([]),
  links: z
    .array(z.strictObject({ toKind: z.enum(['membership', 'organisation', 'entry', 'dossier']), toId: z.uuid() }))
    .max(50)
    .default([]),
})

const Reason = About.extend({ reason: line(4000) })
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
const Made = { entryId: z.uuid() }

export const Member = z.object({
  membershipId: z.uuid(),
  /** Null when this reader may know the role but not the person. */
  name: z.string().nullable(),
  functionName: z.string().nullable(),
  organisationName: z.string().nullable(),
})
export const EntryView = z.object({
  entryId: z.uuid(),
  kind: z.string(),
  /** Null after a statutory erasure. */
  text: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  authorName: z.string().nullable(),
  authorRole: z.string(),
  mine: z.boolean(),
  occurredAt: Moment,
  recordedAt: Moment,
  audience: z.int().min(0).max(5),
  corrects: z.uuid().nullable(),
  correctedBy: z.uuid().nullable(),
  attachments: z.array(
    z.object({ documentId: z.uuid(), name: z.string(), description: z.string(), type: z.string(), size: z.int() }),
  ),
  erasedAt: Moment.nullable(),
  erasedGround: z.string().nullable(),
  /** Only of a private note. */
  expiresAt: Moment.nullable(),
})
export type EntryShown = z.output<typeof EntryView>

export const DossierLine = z.object({
  dossierId: z.uuid(),
  title: z.string(),
  kind: z.string(),
  state: z.enum(['active', 'paused', 'closed']),
  organisationId: z.uuid(),
  organisationName: z.string(),
  ownerName: z.string().nullable(),
  reach: z.int(),
  changedAt: Moment,
})

export const DossierView = z.object({
  dossierId: z.uuid(),
  title: z.string(),
  kind: z.string(),
  reason: z.string(),
  purpose: z.string(),
  residentEffect: z.string(),
  plan: z.string(),
  state: z.enum(['active', 'paused', 'closed']),
  ceiling: z.int(),
  /** The reader's own: the narrowest audience they belong to. */
  reach: z.int(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  owner: Member,
  deputy: Member,
  openedAt: Moment,
  changedAt: Moment,
  pause: z.object({ reason: z.string(), pausedAt: Moment }).nullable(),
  closure: z
    .object({
      outcome: z.enum(OUTCOMES),
      result: z.string(),
      effect: z.string(),
      lesson: z.string(),
      closedAt: Moment,
      /** Null: for ever. */
      retainUntil: z.string().nullable(),
      /** Where it stands in the selection list; null: the rule of the house. */
      retentionSource: z.string().nullable(),
    })
    .nullable(),
  /** How long it will be kept after it closes, by how it ends; years, null is for ever. */
  keeping: z.object({
    source: z.string().nullable(),
    years: z.record(z.enum(OUTCOMES), z.int().nullable()),
  }),
  planNumber: z.int(),
  /** Null for whoever may not know who takes part. */
  involvements: z.array(
    z.object({
      involvementId: z.uuid(),
      role: z.string(),
      mandate: z.string(),
      interest: z.string(),
      membershipId: z.uuid().nullable(),
      name: z.string().nullable(),
      functionName: z.string().nullable(),
      organisationId: z.uuid().nullable(),
      organisationName: z.string().nullable(),
      since: Moment,
      until: Moment.nullable(),
    }),
  ),
  entries: z.array(EntryView),
  /** Null when there is nothing older. */
  older: z.string().nullable(),
  may: May,
})
export type DossierShown = z.output<typeof DossierView>

const DossierPageOf = z.object({ items: z.array(DossierLine), next: z.string().nullable() })
const EntryFilter = About.extend({
  kind: z.string().max(40).optional(),
  audience: z.coerce.number().int().min(0).max(5).optional(),
  before: Cursor.optional(),
  limit: Limit,
})
const DocumentAddress = About.extend({ documentId: z.uuid() })

export const contract = {
  openDossier: {
    at: 'POST /dossiers',
    input: NewDossier,
    output: z.object({ dossierId: z.uuid() }),
    status: 201,
    summary: 'Opens a dossier, without anybody’s approval.',
  },
  listDossiers: {
    at: 'GET /dossiers',
    input: z.strictObject({
      state: z.enum(['active', 'paused', 'closed', 'open', 'all']).default('open'),
      /** Only those in which the reader takes part, or also those of the organisation. */
      which: z.enum(['mine', 'organisation']).default('mine'),
      before: Cursor.optional(),
      limit: Limit,
    }),
    output: DossierPageOf,
    summary: 'Dossiers that exist for you, the last changed first.',
  },
  readDossier: {
    at: 'GET /dossiers/:dossierId',
    about: 'dossierId',
    input: About,
    output: DossierView,
    summary: 'One dossier with its newest entries.',
  },
  listEntries: {
    at: 'GET /dossiers/:dossierId/entries',
    about: 'dossierId',
    input: EntryFilter,
    output: z.object({ items: z.array(EntryView), next: z.string().nullable(), may: May }),
    summary: 'The journal, newest first, as far as it exists for you.',
  },
  listEntryKinds: {
    at: 'GET /dossiers/:dossierId/entry-kinds',
    about: 'dossierId',
    input: About,
    output: z.object({ items: z.array(z.string()), may: May }),
    summary: 'The kinds of lines that the journal has for you, own notes among them.',
  },
  addEntry: {
    at: 'POST /dossiers/:dossierId/entries',
    about: 'dossierId',
    input: NewEntry,
    output: z.object(Made),
    status: 201,
    summary: 'Adds a line to the journal, a correction of one, or a private note.',
  },
  readEntry: {
    at: 'GET /dossiers/:dossierId/entries/:entryId',
    about: 'dossierId',
    input: AboutEntry,
    output: EntryView.extend({
      links: z.array(z.object({ toKind: z.string(), toId: z.uuid(), label: z.string().nullable() })),
      audienceChanges: z.array(z.object({ was: z.int(), became: z.int(), reason: z.string(), changedAt: Moment })),
      may: May,
    }),
    summary: 'One entry with its links and, for the core team, the changes of its audience.',
  },
  changeAudience: {
    at: 'PUT /dossiers/:dossierId/entries/:entryId/audience',
    about: 'dossierId',
    input: AboutEntry.extend({ audience: Audience, reason: optionalLine(2000).default('') }),
    output: Nothing,
    status: 204,
    summary: 'Widens an entry’s audience, or narrows it with a reason; both stay logged.',
  },
  eraseEntry: {
    at: 'PUT /dossiers/:dossierId/entries/:entryId/erasure',
    about: 'dossierId',
    input: AboutEntry.extend({ ground: line(1000) }),
    output: Nothing,
    status: 204,
    summary: 'Statutory erasure: the words go, a tombstone with the ground stays.',
  },
  discardNote: {
    at: 'DELETE /dossiers/:dossierId/notes/:noteId',
    about: 'dossierId',
    input: About.extend({ noteId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Throws away a private note of your own.',
  },
  changePlan: {
    at: 'PUT /dossiers/:dossierId/plan',
    about: 'dossierId',
    input: About.extend({
      purpose: optionalLine(4000),
      residentEffect: optionalLine(4000),
      plan: optionalLine(20_000).default(''),
      reason: line(1000),
    }),
    output: z.object(Made),
    summary: 'Changes purpose, effect or plan with one sentence of reason; the old plan stays readable.',
  },
  listPlans: {
    at: 'GET /dossiers/:dossierId/plans',
    about: 'dossierId',
    input: About,
    output: z.object({
      items: z.array(
        z.object({
          number: z.int(),
          purpose: z.string(),
          residentEffect: z.string(),
          plan: z.string(),
          reason: z.string(),
          madeAt: Moment,
        }),
      ),
      may: May,
    }),
    summary: 'Every plan that held, newest first.',
  },
  changeCeiling: {
    at: 'PUT /dossiers/:dossierId/ceiling',
    about: 'dossierId',
    input: About.extend({ ceiling: Audience, reason: optionalLine(1000).default('') }),
    output: Nothing,
    status: 204,
    summary: 'Says how widely this dossier and what is in it may be known.',
  },
  pauseDossier: {
    at: 'PUT /dossiers/:dossierId/pause',
    about: 'dossierId',
    input: Reason,
    output: z.object(Made),
    summary: 'Pauses a dossier, with the reason.',
  },
  resumeDossier: {
    at: 'DELETE /dossiers/:dossierId/pause',
    about: 'dossierId',
    input: About,
    output: Nothing,
    status: 204,
    summary: 'Takes a paused dossier up again.',
  },
  closeDossier: {
    at: 'PUT /dossiers/:dossierId/closure',
    about: 'dossierId',
    input: About.extend({ outcome: z.enum(OUTCOMES), result: line(8000), effect: line(8000), lesson: line(8000) }),
    output: z.object(Made),
    summary: 'Closes a dossier with result, effect and lesson; stopped and no result are full outcomes.',
  },
  withdrawDossier: {
    at: 'PUT /dossiers/:dossierId/withdrawal',
    about: 'dossierId',
    input: Reason,
    output: z.object(Made),
    summary: 'Closes a dossier that was opened by mistake: by who opened it, as long as nobody wrote a line in it.',
  },
  reopenDossier: {
    at: 'DELETE /dossiers/:dossierId/closure',
    about: 'dossierId',
    input: About.extend({ reason: line(1000).optional() }),
    output: Nothing,
    status: 204,
    summary: 'Opens a closed dossier again.',
  },
  changeDeputy: {
    at: 'PUT /dossiers/:dossierId/deputy',
    about: 'dossierId',
    input: About.extend({ deputyId: z.uuid() }),
    output: z.object(Made),
    summary: 'Appoints another deputy.',
  },
  involve: {
    at: 'POST /dossiers/:dossierId/involvements',
    about: 'dossierId',
    input: About.extend({
      /** A membership or an organisation, one of both. */
      membershipId: z.uuid().optional(),
      organisationId: z.uuid().optional(),
      role: z.enum(INVOLVED_ROLES),
      mandate: optionalLine(1000).default(''),
      interest: optionalLine(1000).default(''),
      untilDate: z.iso.date().refine(sane, { message: 'notADate' }).optional(),
    }).refine((input) => (input.membershipId === undefined) !== (input.organisationId === undefined), {
      message: 'required',
      path: ['membershipId'],
    }),
    output: z.object({ involvementId: z.uuid() }),
    status: 201,
    summary: 'Involves a person or an organisation, which opens the dossier to them.',
  },
  endInvolvement: {
    at: 'DELETE /dossiers/:dossierId/involvements/:involvementId',
    about: 'dossierId',
    input: About.extend({ involvementId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Ends an involvement; what they could read, they no longer can.',
  },
  readDocument: {
    at: 'GET /dossiers/:dossierId/documents/:documentId',
    about: 'dossierId',
    input: DocumentAddress,
    output: z.object({
      documentId: z.uuid(),
      entryId: z.uuid(),
      name: z.string(),
      description: z.string(),
      type: z.string(),
      size: z.int(),
      madeAt: Moment,
      /** Pictures of its pages, from 1 on; 0 when there are none, or none yet. */
      pages: z.int(),
      /** Of the entry, and so of the document. */
      audience: z.int(),
      /** Those that exist for who asks, the newest first, this one among them. */
      versions: z.array(
        z.object({
          documentId: z.uuid(),
          entryId: z.uuid(),
          name: z.string(),
          number: z.int(),
          madeAt: Moment,
        }),
      ),
      may: May,
    }),
    summary: 'What a document is, with its versions; its bytes are at /content, pictures of its pages at /pages.',
  },
  downloadDocument: {
    at: 'GET /dossiers/:dossierId/documents/:documentId/content',
    about: 'dossierId',
    input: DocumentAddress,
    output: z.object({ digest: z.string(), name: z.string(), type: z.string(), size: z.int(), may: May }),
    download: true,
    summary: 'The bytes of a document.',
  },
  downloadPreview: {
    at: 'GET /dossiers/:dossierId/documents/:documentId/pages/:page',
    about: 'dossierId',
    input: DocumentAddress.extend({ page: z.coerce.number().int().min(1).max(1000) }),
    output: z.object({ digest: z.string(), name: z.string(), type: z.string(), size: z.int(), may: May }),
    download: true,
    summary: 'A picture (WebP) of a page of a document, for whoever may read that document.',
  },
  addVersion: {
    at: 'POST /dossiers/:dossierId/documents/:documentId/versions',
    about: 'dossierId',
    input: DocumentAddress.extend({
      uploadId: z.uuid(),
      /** What changed. */
      text: line(8000),
      /** That of the version it replaces when left out. */
      audience: Audience.optional(),
    }),
    output: z.object({ documentId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Adds a new version of a document, with the sentence what changed; the earlier ones stay readable.',
  },
  listNews: {
    at: 'GET /news',
    input: z.strictObject({ limit: Limit }),
    output: z.object({
      since: Moment.nullable(),
      items: z.array(EntryView.extend({ dossierId: z.uuid(), dossierTitle: z.string() })),
      more: z.boolean(),
    }),
    summary: 'What others added to your dossiers since your last visit.',
  },
  markVisit: {
    at: 'PUT /visit',
    /** When the list was drawn: what came after it was not seen. Now when left out. */
    input: z.strictObject({ seenAt: Moment.optional() }),
    output: Nothing,
    status: 204,
    summary: 'Says that you have seen what was new.',
  },
  listRecipients: {
    at: 'GET /recipients',
    input: z.strictObject({
      query: z.string().trim().max(100).default(''),
      dossierId: z.uuid().optional(),
      limit: Limit,
    }),
    output: z.object({
      items: z.array(
        z.object({ membershipId: z.uuid(), name: z.string(), functionName: z.string(), organisationName: z.string() }),
      ),
    }),
    summary: 'People you may ask or involve: colleagues and those with whom you share a dossier.',
  },
} as const
