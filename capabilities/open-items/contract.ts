// What can be asked of an open item: who owes whom an answer, by when, and what was said about it.
import { z } from 'zod'

export const KINDS = ['question', 'advice', 'agreement', 'contribution', 'promise', 'task'] as const
export const LATENESS = ['workload', 'unclearQuestion', 'missingData', 'disagreement', 'absent', 'other'] as const
/** How sure an adviser is of the advice (V1). */
export const CERTAINTIES = ['certain', 'likely', 'uncertain'] as const
export const STEPS = ['remind', 'lapse', 'manager', 'owner', 'head', 'escalate'] as const

/** 1 core team, 2 involved, 3 organisation, 4 council, 5 public: each wider than the one before. */
const Audience = z.int().min(1).max(5)
const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const optionalLine = (maximum: number) => z.string().trim().max(maximum)
const Limit = z.coerce.number().int().min(1).max(100).default(20)
/** Where the next page begins; as given in `next`, to be sent back unchanged: `<day>.<id>`, or `<place>.<id>` in one dossier. */
const ID = '[\\da-f]{8}(-[\\da-f]{4}){3}-[\\da-f]{12}'
const Cursor = z
  .string()
  .regex(new RegExp(`^[1-9]\\d{3}-\\d\\d-\\d\\d\\.${ID}$`))
  .refine((cursor) => z.iso.date().safeParse(cursor.slice(0, 10)).success, { message: 'wrongFormat' })
const PlaceCursor = z.string().regex(new RegExp(`^-?\\d{1,18}\\.${ID}$`))
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()

const AboutDossier = z.strictObject({ dossierId: z.uuid() })
const About = z.strictObject({ openItemId: z.uuid() })
const Reason = About.extend({ reason: line(4000) })

/** A person in one membership, an organisation (who speaks for it), or whoever holds a function there. */
export const Addressee = z
  .strictObject({
    membershipId: z.uuid().optional(),
    organisationId: z.uuid().optional(),
    functionName: line(120).optional(),
  })
  .refine((one) => (one.membershipId === undefined) !== (one.organisationId === undefined), { message: 'required' })
  .refine((one) => one.functionName === undefined || one.organisationId !== undefined, { message: 'required' })

export const NewOpenItem = AboutDossier.extend({
  kind: z.enum(KINDS).default('question'),
  question: line(4000),
  addressee: Addressee,
  /** The usual term of who answers, in working days, when left out. */
  dueOn: Day.optional(),
  /** The narrowest of *involved* and the dossier's ceiling when left out. */
  audience: Audience.optional(),
  /** Of advice: how many hours it may take, so that the question has a limit (V8). */
  hours: z.int().min(1).max(400).optional(),
  note: optionalLine(4000).default(''),
})

const Named = z.object({
  /** Null when this reader may know the role but not the person. */
  name: z.string().nullable(),
  role: z.string(),
  /** It is the reader, in any of their roles. */
  mine: z.boolean(),
})
const Lateness = z.object({
  code: z.enum(LATENESS),
  explanation: z.string(),
  expectedOn: Day.nullable(),
  saidAt: Moment,
})

export const OpenItemLine = z.object({
  openItemId: z.uuid(),
  dossierId: z.uuid(),
  /** Null when the dossier itself does not exist for this reader. */
  dossierTitle: z.string().nullable(),
  kind: z.enum(KINDS),
  question: z.string(),
  note: z.string(),
  /** Another room answers it by an act of its own, at this path of this house. */
  answerAt: z.string().nullable(),
  hours: z.int().nullable(),
  dueOn: Day,
  audience: z.int(),
  state: z.enum(['open', 'answered', 'refused', 'withdrawn']),
  /** How far silence has climbed; 0: not at all. */
  step: z.int(),
  lapsedAt: Moment.nullable(),
  raisedAt: Moment,
  closedAt: Moment.nullable(),
  asker: Named,
  addressee: Named,
  /** The last reason that was given for being late. */
  lateness: Lateness.nullable(),
  may: May,
})
export type OpenItemShown = z.output<typeof OpenItemLine>

export const OpenItemView = OpenItemLine.extend({
  openingEntryId: z.uuid().nullable(),
  steps: z.array(
    z.object({
      number: z.int(),
      kind: z.enum(STEPS),
      at: Moment,
      reachedAt: Moment.nullable(),
      /** Nobody holds that place: the step is passed over. */
      vacant: z.boolean(),
      /** Who hears it, when this reader may know. */
      who: z.string().nullable(),
      byHand: z.boolean(),
      reason: z.string(),
    }),
  ),
  latenesses: z.array(Lateness),
  passings: z.array(z.object({ wasRole: z.string(), becameRole: z.string(), reason: z.string(), passedAt: Moment })),
  extensions: z.array(z.object({ was: Day, became: Day, reason: z.string(), extendedAt: Moment })),
  closing: z
    .object({
      outcome: z.enum(['answered', 'refused', 'withdrawn']),
      text: z.string(),
      certainty: z.enum(CERTAINTIES).nullable(),
      limits: z.string(),
      name: z.string().nullable(),
      role: z.string(),
      closedAt: Moment,
      entryId: z.uuid().nullable(),
    })
    .nullable(),
})
export type OpenItemRead = z.output<typeof OpenItemView>

const Waiting = z.object({ items: z.array(OpenItemLine), next: z.string().nullable() })
const Page = z.strictObject({ after: Cursor.optional(), limit: Limit })

export const contract = {
  askOpenItem: {
    at: 'POST /dossiers/:dossierId/open-items',
    about: 'dossierId',
    input: NewOpenItem,
    output: z.object({ openItemId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Asks something of somebody, with a date; who is asked takes part in the dossier from then on.',
  },
  listOpenItemsOf: {
    at: 'GET /dossiers/:dossierId/open-items',
    about: 'dossierId',
    input: AboutDossier.extend({
      state: z.enum(['open', 'closed', 'all']).default('all'),
      after: PlaceCursor.optional(),
      limit: Limit,
    }),
    output: Waiting.extend({ may: May }),
    summary: 'The open items of a dossier: what is open first, oldest debt on top, then what closed last.',
  },
  listAddressees: {
    at: 'GET /dossiers/:dossierId/addressees',
    about: 'dossierId',
    input: AboutDossier.extend({ search: z.string().trim().max(100).default(''), limit: Limit }),
    output: z.object({
      options: z.array(
        z.object({
          /** 'm:<membership>', 'o:<organisation>' or 'r:<organisation>:<function>'. */
          value: z.string(),
          label: z.string(),
          description: z.string(),
        }),
      ),
      may: May,
    }),
    summary:
      'Whom you may ask: colleagues, people with whom you share a dossier, functions, and organisations that answer here.',
  },
  listWaitingOnMe: {
    at: 'GET /waiting-on-me',
    input: Page,
    output: Waiting,
    summary: 'What waits for your answer, over all dossiers, organisations and roles, oldest debt first.',
  },
  listWaitedForByMe: {
    at: 'GET /waited-for-by-me',
    input: Page,
    output: Waiting,
    summary: 'What you asked others and still wait for, oldest debt first.',
  },
  listClimbedToMe: {
    at: 'GET /climbed-to-me',
    input: Page,
    output: Waiting,
    summary: 'What others wait for so long that you hear it, as manager, owner or head.',
  },
  readOpenItem: {
    at: 'GET /open-items/:openItemId',
    about: 'openItemId',
    input: About,
    output: OpenItemView,
    summary: 'One open item with its ladder, its history and how it closed.',
  },
  answerOpenItem: {
    at: 'PUT /open-items/:openItemId/answer',
    about: 'openItemId',
    input: About.extend({
      text: line(50_000),
      /** Only of advice. */
      certainty: z.enum(CERTAINTIES).optional(),
      limits: optionalLine(4000).default(''),
      uploads: z
        .array(z.strictObject({ uploadId: z.uuid(), description: optionalLine(500).default('') }))
        .max(20)
        .default([]),
    }),
    output: z.object({ entryId: z.uuid().nullable() }),
    summary: 'Answers. It stands in the journal too, unless the dossier is closed meanwhile.',
  },
  refuseOpenItem: {
    at: 'PUT /open-items/:openItemId/refusal',
    about: 'openItemId',
    input: Reason,
    output: z.object({ entryId: z.uuid().nullable() }),
    summary: 'Refuses to answer, with the reason.',
  },
  withdrawOpenItem: {
    at: 'PUT /open-items/:openItemId/withdrawal',
    about: 'openItemId',
    input: Reason,
    output: z.object({ entryId: z.uuid().nullable() }),
    summary: 'Withdraws what you asked, with the reason.',
  },
  escalateOpenItem: {
    at: 'POST /open-items/:openItemId/escalations',
    about: 'openItemId',
    input: Reason,
    output: z.object({ number: z.int(), kind: z.enum(STEPS) }),
    status: 201,
    summary: 'Climbs one step now, without waiting for its day.',
  },
  sayWhyLate: {
    at: 'POST /open-items/:openItemId/lateness',
    about: 'openItemId',
    input: About.extend({
      code: z.enum(LATENESS),
      explanation: optionalLine(2000).default(''),
      expectedOn: Day.optional(),
    }),
    output: z.object({ latenessId: z.uuid() }),
    status: 201,
    summary: 'Says why the answer is late and when it is expected: a reason, not blame.',
  },
  passOnOpenItem: {
    at: 'PUT /open-items/:openItemId/addressee',
    about: 'openItemId',
    input: Reason.extend({ membershipId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Hands an item on to a colleague of the same organisation; the due date stays.',
  },
  extendOpenItem: {
    at: 'PUT /open-items/:openItemId/due',
    about: 'openItemId',
    input: Reason.extend({ dueOn: Day }),
    output: Nothing,
    status: 204,
    summary: 'Gives more time: only who asked can, and the ladder starts anew.',
  },
} as const
