// What can be asked of the frames, and of the decisions that are taken under them.
import { z } from 'zod'

/**
 * By the lawful room a rule leaves (F4): 1 law and other generally binding rules, an ordinance among them, 2 policy rule
 * (art. 4:84 Awb), 3 frame of the council, budget or motion, 4 decision of the executive or mandate, 5 agreement between
 * parties, 6 professional standard, 7 protocol or own working agreement.
 */
export const RANKS = [1, 2, 3, 4, 5, 6, 7] as const
/** In which capacity somebody decides: the same person is alderman on Tuesday and owner of a dossier on Wednesday. */
export const CAPACITIES = ['college', 'raad', 'wethouder', 'manager', 'eigenaar'] as const
/** 1 core team, 2 involved, 3 organisation, 4 council, 5 public: each wider than the one before. */
const Audience = z.int().min(1).max(5)
const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const Limit = z.coerce.number().int().min(1).max(100).default(50)
/** Where the next page begins; as given in `next`, to be sent back unchanged. */
const Cursor = z.string().regex(/^[\w.:+-]{1,120}$/)
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
const Link = z.url({ protocol: /^https?$/ }).max(1000)

const AboutFrame = z.strictObject({ frameId: z.uuid() })
const AboutDossier = z.strictObject({ dossierId: z.uuid() })

/** What a version of a frame says. */
const Rule = {
  title: line(200),
  /** What the rule is for: without it nobody can weigh whether a departure serves it. */
  purpose: line(4000),
  /** «Wat ligt vast», in plain words. */
  fixed: line(8000),
  /** «Wat kan schuiven», in plain words. */
  movable: line(8000),
  source: line(1000),
  sourceLink: Link.optional(),
  competentBody: line(200),
  validFrom: Day,
  /** The last day. */
  validUntil: Day.optional(),
}

export const NewFrame = z.strictObject({
  rank: z.int().min(1).max(7),
  ...Rule,
  /** A membership of the same organisation; the one who registers it when left out. */
  ownerId: z.uuid().optional(),
})

const Version = z.object({
  frameVersionId: z.uuid(),
  number: z.int(),
  title: z.string(),
  purpose: z.string(),
  fixed: z.string(),
  movable: z.string(),
  source: z.string(),
  sourceLink: z.string().nullable(),
  competentBody: z.string(),
  /** Who answers for it: a function, never a name. */
  ownerRole: z.string(),
  validFrom: Day,
  validUntil: Day.nullable(),
  /** Why it changed; empty for the first version. */
  reason: z.string(),
})
export type VersionShown = z.output<typeof Version>

const STATES = ['coming', 'valid', 'ended'] as const

export const FrameLine = z.object({
  frameId: z.uuid(),
  frameVersionId: z.uuid(),
  number: z.int(),
  rank: z.int(),
  title: z.string(),
  purpose: z.string(),
  competentBody: z.string(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  validFrom: Day,
  validUntil: Day.nullable(),
  state: z.enum(STATES),
})
export type FrameListed = z.output<typeof FrameLine>

export const FrameView = z.object({
  frameId: z.uuid(),
  rank: z.int(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  state: z.enum(STATES),
  /** The version that holds today; else the one that will, or the last that did. */
  current: Version,
  /** The newest first, the current one among them. */
  versions: z.array(Version),
  ending: z.object({ endsOn: Day, reason: z.string() }).nullable(),
  /** Left out for whoever is not signed in. */
  may: May.optional(),
})
export type FrameShown = z.output<typeof FrameView>

const FormalCase = z.strictObject({ number: line(100), system: line(100) })
const Named = z.object({
  /** Null when this reader may know the role but not the person. */
  name: z.string().nullable(),
  role: z.string(),
})

export const NewDecision = AboutDossier.extend({
  text: line(50_000),
  reason: line(8000),
  capacity: z.enum(CAPACITIES),
  /** A membership. Needed of an alderman or manager; of the owner's own decision it is who records it when left out. */
  decisionMakerId: z.uuid().optional(),
  body: line(200),
  /** The versions under which it is taken, at least one; each held on the day of the decision. */
  frameVersionIds: z.array(z.uuid()).max(50),
  /** «Wat merkt de inwoner hiervan?» */
  residentEffect: line(4000),
  /** Who stays responsible for what follows; the decision maker when left out, else who records it. */
  responsibleId: z.uuid().optional(),
  /** Entries of this dossier with the advice that was considered. */
  adviceEntryIds: z.array(z.uuid()).max(50).default([]),
  /** Where the permit or individual decision is taken; this is a reference, no permit is given here. */
  formalCase: FormalCase.optional(),
  decidedOn: Day,
  /** The narrowest of *involved* and the dossier's ceiling when left out. */
  audience: Audience.optional(),
  /** An earlier decision of this dossier that holds no more from now on. */
  revokes: z.uuid().optional(),
})

export const DecisionView = z.object({
  decisionId: z.uuid(),
  dossierId: z.uuid(),
  entryId: z.uuid(),
  /** The kind of its entry: 'decision', or that of the room at whose gate it was taken. */
  kind: z.string(),
  /** The words are null after a statutory erasure. */
  text: z.string().nullable(),
  reason: z.string().nullable(),
  residentEffect: z.string().nullable(),
  capacity: z.enum(CAPACITIES),
  body: z.string(),
  decisionMaker: Named.nullable(),
  responsible: Named,
  decidedOn: Day,
  recordedAt: Moment,
  audience: z.int(),
  state: z.enum(['taken', 'revoked']),
  revokes: z.uuid().nullable(),
  /** Null as long as it holds, and for whoever may not read the decision that revoked it. */
  revokedBy: z.uuid().nullable(),
  /** As they were on the day. */
  frames: z.array(
    z.object({
      frameId: z.uuid(),
      frameVersionId: z.uuid(),
      number: z.int(),
      rank: z.int(),
      title: z.string(),
      /** The frame changed or ended since. */
      changedSince: z.boolean(),
    }),
  ),
  adviceEntryIds: z.array(z.uuid()),
  formalCase: z.object({ number: z.string(), system: z.string() }).nullable(),
})
export type DecisionShown = z.output<typeof DecisionView>

export const contract = {
  listFrames: {
    at: 'GET /frames',
    open: true,
    input: z.strictObject({
      rank: z.coerce.number().int().min(1).max(7).optional(),
      query: z.string().trim().max(200).optional(),
      organisationId: z.uuid().optional(),
      /** 'mine': of the organisations in which the reader works, or whose council they sit in or serve. */
      which: z.enum(['all', 'mine']).default('all'),
      state: z.enum(['valid', 'all']).default('valid'),
      after: Cursor.optional(),
      limit: Limit,
    }),
    output: z.object({ items: z.array(FrameLine), next: z.string().nullable() }),
    summary: 'Frames by rank, then by title; readable by everybody.',
  },
  readFrame: {
    at: 'GET /frames/:frameId',
    about: 'frameId',
    open: true,
    input: AboutFrame,
    output: FrameView,
    summary: 'One frame with all its versions: its purpose, what is fixed and what can move; readable by everybody.',
  },
  registerFrame: {
    at: 'POST /frames',
    input: NewFrame,
    output: z.object({ frameId: z.uuid(), frameVersionId: z.uuid() }),
    status: 201,
    summary: 'Puts a frame in the register of the organisation in which one is now acting; it is public at once.',
  },
  changeFrame: {
    at: 'POST /frames/:frameId/versions',
    about: 'frameId',
    input: AboutFrame.extend({ ...Rule, ownerId: z.uuid().optional(), reason: line(4000) }),
    output: z.object({ frameVersionId: z.uuid(), number: z.int() }),
    status: 201,
    summary: 'Makes a new version from a day on, with the reason; the version before it stays readable.',
  },
  endFrame: {
    at: 'PUT /frames/:frameId/ending',
    about: 'frameId',
    input: AboutFrame.extend({ endsOn: Day, reason: line(4000) }),
    output: Nothing,
    status: 204,
    summary: 'Ends a frame on a last day, with the reason; it stays readable.',
  },
  recordDecision: {
    at: 'POST /dossiers/:dossierId/decisions',
    about: 'dossierId',
    input: NewDecision,
    output: z.object({ decisionId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Records a decision under its frames, with capacity, body, effect on residents and who stays responsible.',
  },
  listDecisionsOf: {
    at: 'GET /dossiers/:dossierId/decisions',
    about: 'dossierId',
    input: AboutDossier.extend({ after: Cursor.optional(), limit: Limit }),
    output: z.object({ items: z.array(DecisionView), next: z.string().nullable(), may: May }),
    summary: 'The decisions of a dossier that this reader may read, the newest first.',
  },
  readDecision: {
    at: 'GET /dossiers/:dossierId/decisions/:decisionId',
    about: 'dossierId',
    input: AboutDossier.extend({ decisionId: z.uuid() }),
    output: DecisionView.extend({ may: May }),
    summary: 'One decision with the versions of the frames under which it was taken.',
  },
} as const
