// What can be asked of the council part of a dossier: releasing, agreeing when the council hears, and what it then reads.
import { z } from 'zod'

/** What a running arrangement may name as a reason to inform at once (method 2.10). */
export const TRIGGERS = ['gate', 'money', 'uncertainty', 'objection', 'departure', 'media', 'complaint'] as const
/** What somebody says happened; the others are seen in the journal by the house itself. */
export const SAID_TRIGGERS = ['media', 'complaint'] as const
/** Why an answer is late: the codes of the open items, so that they can be counted together. */
export const DELAYS = ['workload', 'unclearQuestion', 'missingData', 'disagreement', 'absent', 'other'] as const
export const INFORMED_FORMS = ['letter', 'meeting', 'line', 'other'] as const
/** The ten process frames (method 2.2), by place. */
export const FRAME_PLACES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
/** What a frame can be held against by the house itself. */
export const SIGNALS = ['none', 'money', 'day', 'uncertainties', 'information'] as const
/**
 * Entries that the council may want to know of: marked by the house in a dossier with a council part. Their details are
 * the agreement between the rooms `dossier`, `process`, `parties` and `council`; each names its thing by the key given here.
 */
export const KNOWN_KINDS = {
  opening: null,
  plan: null,
  pause: null,
  closure: null,
  start: null,
  phase: 'phaseId',
  role: 'phaseId',
  uncertainty: 'uncertaintyId',
  gate: 'gateId',
  gatePlan: 'gateId',
  gateCancelled: 'gateId',
  money: null,
  reservedChoice: 'choiceId',
  objection: 'objectionId',
  party: 'partyId',
  position: 'positionId',
  consultation: null,
} as const

const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const optionalLine = (maximum: number) => z.string().trim().max(maximum).default('')
const Limit = z.coerce.number().int().min(1).max(100).default(50)
const Moment = z.iso.datetime({ offset: true })
/** PostgreSQL knows no year 0, and JavaScript writes the year 10000 otherwise. */
const Day = z.iso.date().refine((day) => day >= '1000' && day < '3000', { message: 'notADate' })
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
const Made = { entryId: z.uuid() }

const About = z.strictObject({ dossierId: z.uuid() })
const AboutEntry = About.extend({ entryId: z.uuid() })
/** To the council, or to everybody. */
const Opened = z.int().min(4).max(5)
const STATES = ['running', 'nearlyLapsed', 'lapsed'] as const

const Holder = z.object({ name: z.string(), role: z.string() })

const Waiting = z.object({
  entryId: z.uuid(),
  dossierId: z.uuid(),
  dossierTitle: z.string(),
  kind: z.string(),
  text: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  occurredAt: Moment,
  authorRole: z.string(),
  wanted: z.int(),
  markedAt: Moment,
  /** Marked by the house, because it is of a kind that the council may want to know. */
  byHouse: z.boolean(),
})
export type WaitingShown = z.output<typeof Waiting>

const Answer = z.object({
  code: z.enum(DELAYS),
  /** Null for the council: words for the council pass the portfolio holder's office. */
  explanation: z.string().nullable(),
  expectedOn: Day.nullable(),
  answeredAt: Moment,
})

export const Duty = z.object({
  dutyId: z.uuid(),
  /** 'rhythm', or the trigger. */
  kind: z.string(),
  entryId: z.uuid().nullable(),
  since: Day,
  dueOn: Day,
  state: z.enum([...STATES, 'informed']),
  /** How far its ladder was climbed: 0 nobody, 1 owner, 2 portfolio holder, 3 griffier. */
  told: z.int(),
  steps: z.array(z.object({ number: z.int(), at: Moment, reachedAt: Moment.nullable() })),
  informedAt: Moment.nullable(),
  onTime: z.boolean().nullable(),
  answers: z.array(Answer),
})
export type DutyShown = z.output<typeof Duty>

export const Arrangement = z.object({
  arrangementId: z.uuid(),
  number: z.int(),
  weeks: z.int(),
  triggers: z.array(z.enum(TRIGGERS)),
  moneyShare: z.int().nullable(),
  triggerDays: z.int(),
  form: z.string(),
  startsOn: Day,
  /** Which sides agreed: the griffier for the council, and the college or who leads the dossier. */
  registryAt: Moment.nullable(),
  collegeAt: Moment.nullable(),
  state: z.enum(['proposed', 'agreed', 'ended']),
  endedAt: Moment.nullable(),
  endReason: z.string().nullable(),
})
export type ArrangementShown = z.output<typeof Arrangement>

export const PartView = z.object({
  part: z.object({ portfolioHolder: Holder.nullable(), openedAt: Moment }).nullable(),
  mandates: z.array(
    z.object({ mandateId: z.uuid(), name: z.string().nullable(), role: z.string(), until: Day.nullable() }),
  ),
  /** What waits for release, the oldest first. Whoever does not release sees of it what they may read. */
  waiting: z.array(Waiting.omit({ dossierTitle: true, dossierId: true })),
  released: z.int(),
  arrangement: Arrangement.nullable(),
  proposed: Arrangement.nullable(),
  duties: z.array(Duty),
  side: z.enum(['registry', 'college']).nullable(),
  may: May,
})
export type PartShown = z.output<typeof PartView>

const Words = z.string()
const Frame = z.object({
  place: z.int(),
  text: Words,
  /** Who answers for it: a function or a body, never a name. */
  owner: Words,
  signal: z.object({ kind: z.enum(SIGNALS), day: Day.optional(), share: z.int().optional() }),
})
export type FrameShown = z.output<typeof Frame>

const Released = z.object({
  entryId: z.uuid(),
  kind: Words,
  /** Null after a statutory erasure: what stays is a tombstone. */
  text: Words.nullable(),
  /** What it is about, of a line that another room wrote. */
  title: Words.nullable(),
  occurredAt: Moment,
  /** Since when this reader's circle could read it. */
  openedAt: Moment,
  /** When it was asked to be released; null of what needed no release. */
  markedAt: Moment.nullable(),
  corrects: z.uuid().nullable(),
  correctedBy: z.uuid().nullable(),
  erasedAt: Moment.nullable(),
  erasedGround: Words.nullable(),
  attachments: z.int(),
  documents: z.array(z.object({ documentId: z.uuid(), name: Words, description: Words, type: Words, size: z.int() })),
})
export type ReleasedShown = z.output<typeof Released>

/** What council page and public page have in common. No name of a person stands in it but the portfolio holder's. */
const Page = {
  dossierId: z.uuid(),
  title: Words,
  state: z.enum(['active', 'paused', 'closed']),
  kind: Words,
  organisationId: z.uuid(),
  organisationName: Words,
  /** The day of «zoals het was op»; null: now. */
  at: Day.nullable(),
  purpose: Words,
  residentEffect: Words,
  phases: z.array(
    z.object({
      phaseId: Words.nullable(),
      title: Words,
      question: Words,
      role: Words,
      state: Words,
      number: z.int(),
    }),
  ),
  role: z.object({ became: Words, reason: Words, at: Moment }).nullable(),
  uncertainties: z.array(
    z.object({
      uncertaintyId: Words.nullable(),
      title: Words,
      impact: Words,
      state: Words,
      howWeFindOut: Words,
      findOutBy: Words.nullable(),
      learned: Words,
      history: z.array(z.object({ state: Words, at: Moment })),
    }),
  ),
  gates: z.array(
    z.object({
      gateId: Words.nullable(),
      title: Words,
      outcome: Words.nullable(),
      body: Words,
      decidedOn: Words.nullable(),
      plannedOn: Words.nullable(),
      /** What was decided, in the words of the decision; empty as long as it is planned. */
      text: Words,
      reason: Words,
      minority: Words,
      entryId: z.uuid(),
    }),
  ),
  parties: z.array(z.object({ partyId: Words.nullable(), name: Words, weakVoice: z.boolean() })),
  positions: z.array(
    z.object({
      positionId: Words.nullable(),
      summary: Words,
      whose: Words,
      contradicts: z.array(Words),
      heard: z.boolean(),
    }),
  ),
  consultation: z.object({ depth: Words, notConsulted: z.array(z.object({ who: Words, reason: Words })) }).nullable(),
  nextMoments: z.array(z.object({ on: Words, kind: z.enum(['information', 'gate']), title: Words })),
  entries: z.array(Released),
}

export const CouncilPage = z.object({
  ...Page,
  portfolioHolder: Holder.nullable(),
  start: z
    .object({ searchArea: Words, known: z.array(Words), unknown: z.array(Words), assumed: z.array(Words) })
    .nullable(),
  frames: z
    .object({
      number: z.int(),
      adoptedOn: Words.nullable(),
      entryId: z.uuid(),
      amended: z.boolean(),
      frames: z.array(Frame),
    })
    .nullable(),
  /** In euro cents; `share` of the ceiling. */
  money: z.object({ spent: z.number(), ceiling: z.number(), share: z.number(), at: Moment }).nullable(),
  reservedChoices: z.array(z.object({ choiceId: Words.nullable(), text: Words, body: Words, state: Words })),
  objections: z.array(z.object({ gateId: Words.nullable(), state: Words, text: Words })),
  departures: z.array(
    z.object({ entryId: z.uuid(), place: z.int().nullable(), rule: Words, reason: Words, at: Moment }),
  ),
  withdrawn: z.array(
    z.object({ entryId: z.uuid(), kind: Words, releasedAt: Moment, withdrawnAt: Moment, reason: Words }),
  ),
  release: z.object({ count: z.int(), medianHours: z.number(), longestHours: z.number() }),
  arrangement: Arrangement.nullable(),
  duties: z.array(Duty),
  may: May,
})
export type CouncilPageShown = z.output<typeof CouncilPage>

export const PublicPage = z.object({
  ...Page,
  agreements: z.array(Released),
  /** It can be followed by mail: not when it is closed. */
  follows: z.boolean(),
  may: May.optional(),
})
export type PublicPageShown = z.output<typeof PublicPage>

/** Where the next page begins; as given in `next`, to be sent back unchanged. */
const Cursor = z.string().regex(/^-?\d{1,17}\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
const Listing = z.strictObject({
  query: z.string().trim().max(200).optional(),
  after: Cursor.optional(),
  limit: Limit,
})
const Listed = {
  dossierId: z.uuid(),
  title: Words,
  state: z.enum(['active', 'paused', 'closed']),
  organisationName: Words,
  phase: Words.nullable(),
  newestAt: Moment.nullable(),
}
const CouncilLine = z.object({
  ...Listed,
  portfolioHolder: Holder.nullable(),
  dueOn: Day.nullable(),
  late: z.boolean(),
})
export type CouncilLineShown = z.output<typeof CouncilLine>
const PublicLine = z.object(Listed)
export type PublicLineShown = z.output<typeof PublicLine>
/** A day in the past or today. */
const AsOf = About.extend({ at: Day.optional() })

const Warning = z.object({
  dutyId: z.uuid(),
  dossierId: z.uuid(),
  dossierTitle: z.string(),
  kind: z.string(),
  dueOn: Day,
  late: z.boolean(),
  /** On which step of the ladder the reader stands. */
  as: z.enum(['owner', 'portfolioHolder', 'registry']),
  /** The last reason that was given for waiting. */
  answered: z.enum(DELAYS).nullable(),
  expectedOn: Day.nullable(),
})
export type WarningShown = z.output<typeof Warning>
export const Warnings = z.object({
  warnings: z.array(Warning),
  /** Arrangements that wait for the agreement of the reader's side. */
  proposals: z.array(z.object({ dossierId: z.uuid(), dossierTitle: z.string(), weeks: z.int() })),
  waiting: z.object({ count: z.int(), oldestAt: Moment.nullable() }),
})
export type WarningsShown = z.output<typeof Warnings>

export const NewArrangement = About.extend({
  weeks: z.int().min(1).max(52),
  triggers: z.array(z.enum(TRIGGERS)).max(TRIGGERS.length).default([]),
  /** Needed with the trigger `money`. */
  moneyShare: z.int().min(1).max(100).optional(),
  triggerDays: z.int().min(0).max(14).default(1),
  form: line(1000),
  /** The day from which the first term counts; today when left out. */
  startsOn: Day.optional(),
})

const NewFrame = z.strictObject({
  place: z.int().min(1).max(10),
  text: line(4000),
  owner: line(200),
  signal: z
    .strictObject({ kind: z.enum(SIGNALS), day: Day.optional(), share: z.int().min(1).max(100).optional() })
    .default({ kind: 'none' }),
})
/** All ten, each once. */
const Ten = z.array(NewFrame).length(10)

/** 256 bits, as they stand in an address. */
const Secret = z.string().regex(/^[\w-]{43}$/)

export const contract = {
  followPublicly: {
    at: 'POST /public/dossiers/:dossierId/followers',
    about: 'dossierId',
    open: true,
    api: false,
    input: About.extend({ email: z.email().max(320) }),
    output: Nothing,
    status: 204,
    summary: 'Asks to be told by mail when something becomes public; begins after a press in a mail.',
  },
  readPublicFollowing: {
    at: 'GET /public/followings/:secret',
    open: true,
    api: false,
    input: z.strictObject({ secret: Secret }),
    output: z.object({ dossierId: z.uuid(), title: z.string(), confirmed: z.boolean() }),
    summary: 'What the link in such a mail is about.',
  },
  confirmFollowing: {
    at: 'PUT /public/followings/:secret',
    open: true,
    api: false,
    input: z.strictObject({ secret: Secret }),
    output: Nothing,
    status: 204,
    summary: 'Begins to follow.',
  },
  stopFollowing: {
    at: 'DELETE /public/followers/:secret',
    open: true,
    api: false,
    input: z.strictObject({ secret: Secret }),
    output: Nothing,
    status: 204,
    summary: 'Stops following and erases the address; with one press and without signing in.',
  },
  proposeArrangement: {
    at: 'POST /dossiers/:dossierId/council/arrangements',
    about: 'dossierId',
    input: NewArrangement,
    output: z.object({ arrangementId: z.uuid() }),
    status: 201,
    summary: 'Proposes when and how the council hears; who proposes agrees for their own side.',
  },
  agreeToArrangement: {
    at: 'PUT /dossiers/:dossierId/council/arrangements/:arrangementId/agreement',
    about: 'dossierId',
    input: About.extend({ arrangementId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Agrees for one’s side: the griffier for the council, the college or who leads the dossier for theirs.',
  },
  endArrangement: {
    at: 'PUT /dossiers/:dossierId/council/arrangement/ending',
    about: 'dossierId',
    input: About.extend({ reason: line(2000) }),
    output: Nothing,
    status: 204,
    summary: 'Ends the arrangement, by the griffier; what is open stays open until the council was informed.',
  },
  answerWarning: {
    at: 'POST /dossiers/:dossierId/council/duties/:dutyId/answers',
    about: 'dossierId',
    input: About.extend({
      dutyId: z.uuid(),
      code: z.enum(DELAYS),
      explanation: optionalLine(2000),
      expectedOn: Day.optional(),
    }),
    output: z.object({ answerId: z.uuid() }),
    status: 201,
    summary: 'Says why the council still waits. It does not end the warning: only informing the council does.',
  },
  informCouncil: {
    at: 'POST /dossiers/:dossierId/council/informings',
    about: 'dossierId',
    input: About.extend({ text: line(20_000), form: z.enum(INFORMED_FORMS).default('line') }),
    output: z.object(Made),
    status: 201,
    summary: 'Informs the council, in the name of the portfolio holder; open duties end and the rhythm begins anew.',
  },
  announceTrigger: {
    at: 'POST /dossiers/:dossierId/council/triggers',
    about: 'dossierId',
    input: About.extend({ trigger: z.enum(SAID_TRIGGERS), text: line(4000) }),
    output: z.object(Made),
    status: 201,
    summary: 'Says that something happened of which the council must hear at once: media, or a complaint.',
  },
  reportDeparture: {
    at: 'POST /dossiers/:dossierId/council/departures',
    about: 'dossierId',
    input: About.extend({ place: z.int().min(1).max(10), rule: line(1000), reason: line(4000) }),
    output: z.object(Made),
    status: 201,
    summary: 'Reports that a process frame of the council was departed from: the rule and the reason, no person.',
  },
  listCouncilWarnings: {
    at: 'GET /council/warnings',
    input: z.strictObject({}),
    output: Warnings,
    summary: 'Warnings that the council must hear something, on the step of the ladder where you stand.',
  },
  proposeFrames: {
    at: 'POST /dossiers/:dossierId/council/frames',
    about: 'dossierId',
    input: About.extend({ frames: Ten, reason: line(4000) }),
    output: z.object(Made),
    status: 201,
    summary: 'Proposes the ten process frames to the council; the proposal waits for release like all else.',
  },
  adoptFrames: {
    at: 'POST /dossiers/:dossierId/council/frames/adoption',
    about: 'dossierId',
    input: About.extend({
      frames: Ten,
      text: line(8000),
      reason: line(8000),
      residentEffect: line(4000),
      decidedOn: Day,
      frameVersionIds: z.array(z.uuid()).max(50),
    }),
    output: z.object({ decisionId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Records that the council adopted the ten frames, amended or not: a decision of the council.',
  },
  listFrameVersions: {
    at: 'GET /dossiers/:dossierId/council/frames',
    about: 'dossierId',
    input: About,
    output: z.object({
      items: z.array(
        z.object({
          entryId: z.uuid(),
          number: z.int(),
          state: z.enum(['proposed', 'adopted']),
          amended: z.boolean(),
          text: z.string().nullable(),
          reason: z.string().nullable(),
          on: Day,
          frames: z.array(Frame),
        }),
      ),
      may: May,
    }),
    summary: 'Every version of the ten frames that you may read, the newest first.',
  },
  listCouncilDossiers: {
    at: 'GET /council/dossiers',
    input: Listing,
    output: z.object({ items: z.array(CouncilLine), next: z.string().nullable() }),
    summary: 'Dossiers that the council follows and that exist for you, the last changed first.',
  },
  readCouncilPage: {
    at: 'GET /council/dossiers/:dossierId',
    about: 'dossierId',
    input: AsOf,
    output: CouncilPage,
    summary: 'One page for the council, now or exactly as it was on a day: only what had been released then.',
  },
  listPublicDossiers: {
    at: 'GET /public/dossiers',
    open: true,
    input: Listing,
    output: z.object({ items: z.array(PublicLine), next: z.string().nullable() }),
    summary: 'Dossiers that are public, the last changed first.',
  },
  readPublicDossier: {
    at: 'GET /public/dossiers/:dossierId',
    about: 'dossierId',
    open: true,
    input: AsOf,
    output: PublicPage,
    summary: 'A public dossier for everybody, now or as it was public on a day.',
  },
  downloadPublicDocument: {
    at: 'GET /public/dossiers/:dossierId/documents/:documentId',
    about: 'dossierId',
    open: true,
    input: About.extend({ documentId: z.uuid() }),
    output: z.object({ digest: z.string(), name: z.string(), type: z.string(), size: z.int() }),
    download: true,
    summary: 'The bytes of a document that is public.',
  },
  readCouncilPart: {
    at: 'GET /dossiers/:dossierId/council',
    about: 'dossierId',
    input: About,
    output: PartView,
    summary: 'The council part of a dossier: portfolio holder, what waits for release, arrangement and duties.',
  },
  openCouncilPart: {
    at: 'POST /dossiers/:dossierId/council',
    about: 'dossierId',
    /** A membership of the executive. The dossier must be wide enough for the council. */
    input: About.extend({ portfolioHolderId: z.uuid() }),
    output: z.object(Made),
    status: 201,
    summary: 'Lets the council follow a dossier; from then on its lines reach the council by release.',
  },
  changePortfolioHolder: {
    at: 'PUT /dossiers/:dossierId/council/portfolio-holder',
    about: 'dossierId',
    input: About.extend({ portfolioHolderId: z.uuid() }),
    output: z.object(Made),
    summary: 'Another member of the executive holds the portfolio; mandates of the one before end.',
  },
  listPortfolioHolders: {
    at: 'GET /dossiers/:dossierId/council/executives',
    about: 'dossierId',
    input: About,
    output: z.object({
      items: z.array(z.object({ membershipId: z.uuid(), name: z.string(), functionName: z.string() })),
      may: May,
    }),
    summary: 'Members of the executive of the accountable organisation who can hold the portfolio.',
  },
  mandateRelease: {
    at: 'POST /dossiers/:dossierId/council/mandates',
    about: 'dossierId',
    input: About.extend({ membershipId: z.uuid(), untilDate: Day.optional() }),
    output: z.object({ mandateId: z.uuid() }),
    status: 201,
    summary: 'Lets a colleague release in the name of the portfolio holder.',
  },
  endMandate: {
    at: 'DELETE /dossiers/:dossierId/council/mandates/:mandateId',
    about: 'dossierId',
    input: About.extend({ mandateId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Ends such a mandate.',
  },
  readCouncilMark: {
    at: 'GET /dossiers/:dossierId/entries/:entryId/council',
    about: 'dossierId',
    input: AboutEntry,
    output: z.object({
      state: z.enum(['none', 'waiting', 'released', 'refused', 'withdrawn']),
      hasPart: z.boolean(),
      markedAt: Moment.nullable(),
      decidedAt: Moment.nullable(),
      reason: z.string().nullable(),
      may: May,
    }),
    summary: 'Whether a line is marked for the council, and what was decided about it.',
  },
  markForCouncil: {
    at: 'PUT /dossiers/:dossierId/entries/:entryId/council',
    about: 'dossierId',
    input: AboutEntry.extend({ audience: Opened.default(4) }),
    output: Nothing,
    status: 204,
    summary: 'Marks a line «for the council»: by its writer or the core team; it waits for release.',
  },
  releaseEntries: {
    at: 'POST /dossiers/:dossierId/council/releases',
    about: 'dossierId',
    input: About.extend({ entryIds: z.array(z.uuid()).min(1).max(100), audience: Opened.default(4) }),
    output: Nothing,
    status: 204,
    summary: 'Releases lines for the council, or for everybody, in the name of the portfolio holder.',
  },
  refuseEntry: {
    at: 'POST /dossiers/:dossierId/council/refusals',
    about: 'dossierId',
    input: AboutEntry.extend({ reason: line(2000) }),
    output: Nothing,
    status: 204,
    summary: 'Does not release a line, with the reason for whoever marked it.',
  },
  withdrawRelease: {
    at: 'POST /dossiers/:dossierId/council/withdrawals',
    about: 'dossierId',
    input: AboutEntry.extend({ reason: line(2000) }),
    output: Nothing,
    status: 204,
    summary: 'Takes a released line back, with the reason; that it was released stays visible to the council.',
  },
  listWaitingForRelease: {
    at: 'GET /council/waiting',
    input: z.strictObject({ limit: Limit }),
    output: z.object({ items: z.array(Waiting), more: z.boolean() }),
    summary: 'Lines that wait for your release, over all dossiers, the oldest first.',
  },
} as const
