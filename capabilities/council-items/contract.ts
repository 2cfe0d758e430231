// What can be asked of what the council is owed, of what it will treat, and of choices that are political.
import { z } from 'zod'

/** What the council can put in; each moves through its own states (Gemeentewet art. 147b, 155, 169). */
export const KINDS = ['motion', 'amendment', 'promise', 'technicalQuestion', 'writtenQuestion'] as const
export type Kind = (typeof KINDS)[number]
/** What the registry puts in; a question is asked by its own act. */
export const REGISTERED = ['motion', 'amendment', 'promise', 'writtenQuestion'] as const
/**
 * received → assigned → underWay → reported → discharged, or sentBack and on again. A motion is adopted first; an adopted
 * amendment is done; a technical question is asked, then answered, refused or withdrawn.
 */
export const STATES = [
  'received',
  'assigned',
  'underWay',
  'reported',
  'sentBack',
  'discharged',
  'adopted',
  'rejected',
  'withdrawn',
  'asked',
  'answered',
  'refused',
] as const
export type State = (typeof STATES)[number]
/** In these the council waits for nobody any more. */
export const ENDED: readonly State[] = ['discharged', 'adopted', 'rejected', 'withdrawn', 'answered', 'refused']
export const LATENESS = ['workload', 'unclearQuestion', 'missingData', 'disagreement', 'absent', 'other'] as const
/** The meeting model of Dutch councils: forming an image, forming an opinion, deciding. */
export const MOMENT_KINDS = ['imageForming', 'opinionForming', 'decisionMaking'] as const
export const MOMENT_STATES = ['proposed', 'planned', 'moved', 'treated', 'dropped'] as const
export const BODIES = ['raad', 'college'] as const

/** Council or public: what the council put in is never for fewer than the council. */
const Audience = z.int().min(4).max(5)
const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const optionalLine = (maximum: number) => z.string().trim().max(maximum)
const Limit = z.coerce.number().int().min(1).max(100).default(50)
const ID = '[\\da-f]{8}(-[\\da-f]{4}){3}-[\\da-f]{12}'
/** Where the next page begins; as given in `next`, to be sent back unchanged. */
const PlaceCursor = z.string().regex(new RegExp(`^-?\\d{1,18}\\.${ID}$`))
const DayCursor = z
  .string()
  .regex(new RegExp(`^[1-9]\\d{3}-\\d\\d-\\d\\d\\.${ID}$`))
  .refine((cursor) => z.iso.date().safeParse(cursor.slice(0, 10)).success, { message: 'wrongFormat' })
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()

const AboutDossier = z.strictObject({ dossierId: z.uuid() })
const AboutItem = z.strictObject({ councilItemId: z.uuid() })
const AboutMoment = z.strictObject({ momentId: z.uuid() })
const AboutMark = z.strictObject({ markId: z.uuid() })
const AboutCouncil = z.strictObject({ organisationId: z.uuid() })

/** Who owes it: an alderman or other officer in one membership, an organisation, or a function there. */
export const Debtor = z
  .strictObject({
    membershipId: z.uuid().optional(),
    organisationId: z.uuid().optional(),
    functionName: line(120).optional(),
  })
  .refine((one) => (one.membershipId === undefined) !== (one.organisationId === undefined), { message: 'required' })
  .refine((one) => one.functionName === undefined || one.organisationId !== undefined, { message: 'required' })

const Lateness = z.object({
  code: z.enum(LATENESS),
  /** Empty as long as these words wait for release to this reader. */
  explanation: z.string(),
  expectedOn: Day.nullable(),
  saidAt: Moment,
})

export const ItemLine = z.object({
  councilItemId: z.uuid(),
  dossierId: z.uuid(),
  /** Null when the dossier itself does not exist for this reader. */
  dossierTitle: z.string().nullable(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  kind: z.enum(KINDS),
  reference: z.string(),
  title: z.string(),
  submittedBy: z.string(),
  madeOn: Day,
  dueOn: Day.nullable(),
  state: z.enum(STATES),
  vote: z.enum(['adopted', 'rejected', 'withdrawn']).nullable(),
  /** The council still waits, and the day has passed. */
  late: z.boolean(),
  /** A function and an organisation, never the name of an official. */
  debtor: z.string().nullable(),
  mine: z.boolean(),
  /** How often the council sent it back. */
  timesSentBack: z.int(),
  lateness: Lateness.nullable(),
  audience: z.int(),
  changedAt: Moment,
})
export type ItemShown = z.output<typeof ItemLine>

export const ItemView = ItemLine.extend({
  text: z.string(),
  registeredRole: z.string(),
  registeredAt: Moment,
  entryId: z.uuid().nullable(),
  /** Of a technical question: the open item with its ladder. */
  openItemId: z.uuid().nullable(),
  /** Of a technical question, for the whole council at once. */
  answer: z.object({ text: z.string(), role: z.string(), at: Moment, entryId: z.uuid().nullable() }).nullable(),
  steps: z.array(
    z.object({
      kind: z.enum(['adopted', 'rejected', 'withdrawn', 'assigned', 'started', 'reported', 'sentBack', 'discharged']),
      text: z.string(),
      debtor: z.string().nullable(),
      dueOn: Day.nullable(),
      body: z.string(),
      decidedOn: Day.nullable(),
      evidenceEntryId: z.uuid().nullable(),
      evidence: z.string().nullable(),
      role: z.string(),
      at: Moment,
    }),
  ),
  latenesses: z.array(Lateness),
})
export type ItemRead = z.output<typeof ItemView>

const MomentFields = {
  subject: line(200),
  kind: z.enum(MOMENT_KINDS),
  body: line(200),
  place: optionalLine(200).default(''),
  plannedOn: Day,
  startsAt: Clock.optional(),
}

export const MomentView = z.object({
  momentId: z.uuid(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  /** Both null when it belongs to no dossier, or to one that does not exist for this reader. */
  dossierId: z.uuid().nullable(),
  dossierTitle: z.string().nullable(),
  subject: z.string(),
  kind: z.enum(MOMENT_KINDS),
  body: z.string(),
  place: z.string(),
  plannedOn: Day,
  startsAt: Clock.nullable(),
  state: z.enum(MOMENT_STATES),
  audience: z.int(),
  changedAt: Moment,
  moves: z.array(z.object({ was: Day, became: Day, reason: z.string(), movedAt: Moment })),
  ending: z.object({ outcome: z.enum(['treated', 'dropped']), text: z.string(), endedAt: Moment }).nullable(),
})
export type MomentShown = z.output<typeof MomentView>

export const MarkView = z.object({
  markId: z.uuid(),
  dossierId: z.uuid(),
  dossierTitle: z.string().nullable(),
  text: z.string(),
  audience: z.int(),
  dueOn: Day,
  markedRole: z.string(),
  markedAt: Moment,
  mine: z.boolean(),
  state: z.enum(['waiting', 'routed', 'refuted', 'withdrawn']),
  openItemId: z.uuid(),
  entryId: z.uuid().nullable(),
  answer: z
    .object({
      outcome: z.enum(['routed', 'refuted']),
      reason: z.string(),
      body: z.enum(BODIES).nullable(),
      reservedChoiceId: z.uuid().nullable(),
      momentId: z.uuid().nullable(),
      role: z.string(),
      answeredAt: Moment,
      entryId: z.uuid().nullable(),
    })
    .nullable(),
})
export type MarkShown = z.output<typeof MarkView>

/** An information arrangement as it stands: what the council must hear next, by when, and how far its ladder was climbed. */
export const ArrangementLine = z.object({
  arrangementId: z.uuid(),
  dutyId: z.uuid().nullable(),
  dossierId: z.uuid(),
  dossierTitle: z.string(),
  /** A function and an organisation. */
  portfolioHolder: z.string(),
  weeks: z.int(),
  /** 'rhythm', or the trigger that opened it; null while the arrangement is only proposed. */
  kind: z.string().nullable(),
  dueOn: Day.nullable(),
  state: z.enum(['proposed', 'running', 'nearlyLapsed', 'lapsed']),
  /** The reason that was given last for waiting, and when the council may expect to hear. */
  reason: z.enum(LATENESS).nullable(),
  expectedOn: Day.nullable(),
})
export type ArrangementListed = z.output<typeof ArrangementLine>

/** The fields of the export, in this order; what each means stands in the text of this room and on the page /raad/velden. */
export const EXPORT_FIELDS = [
  'reference',
  'kind',
  'title',
  'text',
  'submittedBy',
  'madeOn',
  'vote',
  'debtor',
  'dueOn',
  'state',
  'late',
  'latenessReason',
  'latenessExplanation',
  'expectedOn',
  'timesSentBack',
  'reportedOn',
  'report',
  'dischargedOn',
  'dischargedBy',
  'dossier',
  'dossierAddress',
  'council',
  'registeredAt',
  'changedAt',
  'itemAddress',
  'councilItemId',
] as const
export const ExportedItem = z.object({
  reference: z.string(),
  kind: z.enum(KINDS),
  title: z.string(),
  text: z.string(),
  submittedBy: z.string(),
  madeOn: Day,
  vote: z.enum(['adopted', 'rejected', 'withdrawn']).nullable(),
  debtor: z.string().nullable(),
  dueOn: Day.nullable(),
  state: z.enum(STATES),
  late: z.boolean(),
  latenessReason: z.enum(LATENESS).nullable(),
  latenessExplanation: z.string().nullable(),
  expectedOn: Day.nullable(),
  timesSentBack: z.int(),
  reportedOn: Day.nullable(),
  report: z.string().nullable(),
  dischargedOn: Day.nullable(),
  dischargedBy: z.string().nullable(),
  dossier: z.string(),
  dossierAddress: z.string(),
  council: z.string(),
  registeredAt: Moment,
  changedAt: Moment,
  itemAddress: z.string(),
  councilItemId: z.uuid(),
})
export type Exported = z.output<typeof ExportedItem>

export const Terms = z.object({
  technicalQuestion: z.int(),
  writtenQuestion: z.int(),
  politicalChoice: z.int(),
})
const Days = z.coerce.number().int().min(1).max(120)
const Upload = z.strictObject({ uploadId: z.uuid(), description: optionalLine(500).default('') })
const Made = z.object({ councilItemId: z.uuid(), entryId: z.uuid(), reference: z.string() })
const Moved = z.object({ entryId: z.uuid().nullable() })

export const contract = {
  registerCouncilItem: {
    at: 'POST /dossiers/:dossierId/council-items',
    about: 'dossierId',
    input: AboutDossier.extend({
      kind: z.enum(REGISTERED),
      title: line(200),
      text: line(8000),
      /** As the council information system has it; the next number of its kind when left out. */
      reference: line(60).optional(),
      submittedBy: optionalLine(300).default(''),
      madeOn: Day,
      /** Of a motion or amendment on which the council has decided already. */
      vote: z.enum(['adopted', 'rejected']).optional(),
      body: optionalLine(200).default(''),
      debtor: Debtor.optional(),
      dueOn: Day.optional(),
      audience: Audience.optional(),
    }),
    output: Made,
    status: 201,
    summary: 'Registers a motion, amendment, promise or written question of the council in a dossier.',
  },
  askTechnicalQuestion: {
    at: 'POST /dossiers/:dossierId/technical-questions',
    about: 'dossierId',
    input: AboutDossier.extend({
      title: line(200),
      question: line(4000),
      submittedBy: optionalLine(300).default(''),
      /** The usual term of this council when left out. */
      dueOn: Day.optional(),
    }),
    output: Made.extend({ openItemId: z.uuid(), dueOn: Day }),
    status: 201,
    summary: 'Asks who leads the dossier for facts, with a term; the whole council reads the answer at once.',
  },
  askWrittenQuestion: {
    at: 'POST /dossiers/:dossierId/written-questions',
    about: 'dossierId',
    input: AboutDossier.extend({
      title: line(200),
      question: line(8000),
      submittedBy: optionalLine(300).default(''),
    }),
    output: Made,
    status: 201,
    summary: 'Asks the executive a political question in writing (art. 155 Gemeentewet); the registry assigns it.',
  },
  listCouncilItems: {
    at: 'GET /council-items',
    input: z.strictObject({
      organisationId: z.uuid().optional(),
      dossierId: z.uuid().optional(),
      kind: z.enum(KINDS).optional(),
      state: z.enum(STATES).optional(),
      which: z.enum(['open', 'late', 'reported', 'mine', 'ended', 'all']).default('open'),
      /** Of what is late: the reason that was given last, or that none was given. */
      lateBy: z.enum([...LATENESS, 'none']).optional(),
      after: PlaceCursor.optional(),
      limit: Limit,
    }),
    output: z.object({ items: z.array(ItemLine), next: z.string().nullable() }),
    summary: 'What councils are owed, as far as it exists for you: oldest debt first, then what ended last.',
  },
  listCouncilItemsOf: {
    at: 'GET /dossiers/:dossierId/council-items',
    about: 'dossierId',
    input: AboutDossier.extend({
      /** As it was at the end of this day; then without further pages. */
      at: Day.optional(),
      after: PlaceCursor.optional(),
      limit: Limit,
    }),
    output: z.object({ items: z.array(ItemLine), next: z.string().nullable(), may: May }),
    summary: 'What the council is owed in one dossier: oldest debt first, then what ended last.',
  },
  readCouncilItem: {
    at: 'GET /council-items/:councilItemId',
    about: 'councilItemId',
    input: AboutItem,
    output: ItemView.extend({ may: May }),
    summary: 'One item of the council with its history, and of a technical question the answer.',
  },
  listDebtors: {
    at: 'GET /dossiers/:dossierId/debtors',
    about: 'dossierId',
    input: AboutDossier.extend({ search: z.string().trim().max(100).default(''), limit: Limit }),
    output: z.object({
      options: z.array(z.object({ value: z.string(), label: z.string(), description: z.string() })),
      may: May,
    }),
    summary:
      'Who can owe the council something here: members of the executive, functions, organisations that take part.',
  },
  recordVote: {
    at: 'PUT /council-items/:councilItemId/vote',
    about: 'councilItemId',
    input: AboutItem.extend({
      vote: z.enum(['adopted', 'rejected', 'withdrawn']),
      body: line(200),
      decidedOn: Day,
      text: optionalLine(4000).default(''),
    }),
    output: Moved,
    summary: 'Records that the council adopted or rejected it, or that it was withdrawn.',
  },
  assignCouncilItem: {
    at: 'PUT /council-items/:councilItemId/debtor',
    about: 'councilItemId',
    input: AboutItem.extend({ debtor: Debtor, dueOn: Day, text: optionalLine(4000).default('') }),
    output: Moved,
    summary: 'Says who owes it, and by when; again when that changes.',
  },
  startCouncilItem: {
    at: 'PUT /council-items/:councilItemId/start',
    about: 'councilItemId',
    input: AboutItem.extend({ text: optionalLine(4000).default('') }),
    output: Moved,
    summary: 'Says that the work on it has begun.',
  },
  explainLateness: {
    at: 'POST /council-items/:councilItemId/lateness',
    about: 'councilItemId',
    input: AboutItem.extend({
      code: z.enum(LATENESS),
      explanation: optionalLine(2000).default(''),
      expectedOn: Day.optional(),
    }),
    output: z.object({ latenessId: z.uuid() }),
    status: 201,
    summary: 'Tells the council why it waits and when it may expect more: a reason, not blame.',
  },
  reportCouncilItem: {
    at: 'PUT /council-items/:councilItemId/report',
    about: 'councilItemId',
    input: AboutItem.extend({
      text: line(8000),
      /** An entry of the dossier that the council can read; the report itself when documents come with it. */
      evidenceEntryId: z.uuid().optional(),
      uploads: z.array(Upload).max(20).default([]),
    }),
    output: Moved,
    summary: 'Reports to the council that it is done, with what shows it. It is not discharged by that.',
  },
  sendBackCouncilItem: {
    at: 'PUT /council-items/:councilItemId/return',
    about: 'councilItemId',
    input: AboutItem.extend({ reason: line(4000) }),
    output: Moved,
    summary: 'Sends back what was reported ready, with the reason: only the registry, for the council.',
  },
  dischargeCouncilItem: {
    at: 'PUT /council-items/:councilItemId/discharge',
    about: 'councilItemId',
    input: AboutItem.extend({ body: line(200), decidedOn: Day, text: optionalLine(4000).default('') }),
    output: Moved,
    summary: 'Discharges what was reported ready: only the registry, for the council, and never who owes it.',
  },
  readDesk: {
    at: 'GET /councils/:organisationId/desk',
    about: 'organisationId',
    input: AboutCouncil,
    output: z.object({
      organisationId: z.uuid(),
      organisationName: z.string(),
      open: z.int(),
      late: z.int(),
      reported: z.int(),
      unassigned: z.int(),
      /** Of what is late, by the reason that was given last. */
      lateBy: z.array(z.object({ reason: z.enum([...LATENESS, 'none']), count: z.int() })),
      terms: Terms,
      may: May,
    }),
    summary:
      'What one council is owed, counted: open, late by reason, reported ready, not yet assigned; and its terms.',
  },
  listArrangements: {
    at: 'GET /councils/:organisationId/arrangements',
    about: 'organisationId',
    input: AboutCouncil.extend({ after: DayCursor.optional(), limit: Limit }),
    output: z.object({ items: z.array(ArrangementLine), next: z.string().nullable(), lapsed: z.int(), may: May }),
    summary: 'The information arrangements of a council as they stand, the oldest debt first.',
  },
  changeTerms: {
    at: 'PUT /councils/:organisationId/terms',
    about: 'organisationId',
    input: AboutCouncil.extend({ technicalQuestion: Days, writtenQuestion: Days, politicalChoice: Days }),
    output: Nothing,
    status: 204,
    summary: 'Sets how many working days an answer may usually take; for what is asked from now on.',
  },
  exportCouncilItems: {
    at: 'GET /councils/:organisationId/council-items',
    about: 'organisationId',
    input: AboutCouncil.extend({
      after: z
        .string()
        .regex(new RegExp(`^${ID}$`))
        .optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ items: z.array(ExportedItem), next: z.string().nullable(), may: May }),
    summary: 'Every item of a council for its council information system; the fields are described at /raad/velden.',
  },
  markPoliticalChoice: {
    at: 'POST /dossiers/:dossierId/political-choices',
    about: 'dossierId',
    input: AboutDossier.extend({ text: line(4000), audience: z.int().min(1).max(5).optional() }),
    output: z.object({ markId: z.uuid(), entryId: z.uuid(), openItemId: z.uuid() }),
    status: 201,
    summary: 'Says that a choice in this dossier is political; who leads it must route it or refute that with reasons.',
  },
  listPoliticalChoicesOf: {
    at: 'GET /dossiers/:dossierId/political-choices',
    about: 'dossierId',
    input: AboutDossier.extend({ limit: Limit }),
    output: z.object({ items: z.array(MarkView), may: May }),
    summary: 'The choices that somebody called political in this dossier, unanswered ones first.',
  },
  readPoliticalChoice: {
    at: 'GET /political-choices/:markId',
    about: 'markId',
    input: AboutMark,
    output: MarkView.extend({ may: May }),
    summary: 'One choice that was called political, and what became of it.',
  },
  routePoliticalChoice: {
    at: 'PUT /political-choices/:markId/routing',
    about: 'markId',
    input: AboutMark.extend({
      body: z.enum(BODIES),
      reason: line(4000),
      /** The choice in words, to be reserved to that body: no gate passes before it decided. */
      reserve: line(2000).optional(),
      /** A moment to propose on the long-term agenda of the council. */
      moment: z.strictObject({ subject: line(200), kind: z.enum(MOMENT_KINDS), plannedOn: Day }).optional(),
    }),
    output: z.object({ reservedChoiceId: z.uuid().nullable(), momentId: z.uuid().nullable() }),
    summary: 'Takes the choice to the body that may make it: reserved to it, on its agenda, or both.',
  },
  refutePoliticalChoice: {
    at: 'PUT /political-choices/:markId/refutation',
    about: 'markId',
    input: AboutMark.extend({ reason: line(4000) }),
    output: Nothing,
    status: 204,
    summary: 'Says with reasons why the choice is not political.',
  },
  listMoments: {
    at: 'GET /council-moments',
    open: true,
    input: z.strictObject({
      organisationId: z.uuid().optional(),
      dossierId: z.uuid().optional(),
      which: z.enum(['coming', 'past', 'all']).default('coming'),
      /** Of one dossier: as it was at the end of this day, what was then still to come; without further pages. */
      at: Day.optional(),
      after: DayCursor.optional(),
      limit: Limit,
    }),
    output: z.object({ items: z.array(MomentView), next: z.string().nullable() }),
    summary: 'The long-term agenda of councils, by day; without signing in: what is public.',
  },
  readMoment: {
    at: 'GET /council-moments/:momentId',
    about: 'momentId',
    open: true,
    input: AboutMoment,
    output: MomentView.extend({ may: May.optional() }),
    summary: 'One moment of the long-term agenda, with every move and its reason.',
  },
  planMoment: {
    at: 'POST /councils/:organisationId/moments',
    about: 'organisationId',
    input: AboutCouncil.extend({ ...MomentFields, dossierId: z.uuid().optional(), audience: Audience.optional() }),
    output: z.object({ momentId: z.uuid() }),
    status: 201,
    summary: 'Puts a subject on the long-term agenda of a council.',
  },
  confirmMoment: {
    at: 'PUT /council-moments/:momentId/confirmation',
    about: 'momentId',
    input: AboutMoment,
    output: Nothing,
    status: 204,
    summary: 'Puts on the agenda what who leads a dossier proposed.',
  },
  moveMoment: {
    at: 'POST /council-moments/:momentId/moves',
    about: 'momentId',
    input: AboutMoment.extend({ plannedOn: Day, startsAt: Clock.optional(), reason: line(4000) }),
    output: Nothing,
    status: 204,
    summary: 'Moves a moment to another day, with the reason; what it was stays readable.',
  },
  treatMoment: {
    at: 'PUT /council-moments/:momentId/treatment',
    about: 'momentId',
    input: AboutMoment.extend({ text: line(4000) }),
    output: Nothing,
    status: 204,
    summary: 'Records that the council treated it, and what came of it.',
  },
  dropMoment: {
    at: 'PUT /council-moments/:momentId/dropping',
    about: 'momentId',
    input: AboutMoment.extend({ reason: line(4000) }),
    output: Nothing,
    status: 204,
    summary: 'Takes it off the agenda, with the reason.',
  },
} as const
