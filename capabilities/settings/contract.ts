// What an organisation can arrange for itself: the rooms it uses, its terms, how long it keeps, and what it keeps of people.
import { z } from 'zod'

/** What can be asked of somebody; the open items have the same. */
export const KINDS = ['question', 'advice', 'agreement', 'contribution', 'promise', 'task'] as const
/** Kinds of dossier, and how one ends. */
export const DOSSIER_KINDS = ['opgave', 'initiative', 'area', 'service'] as const
export const OUTCOMES = ['result', 'noResult', 'stopped', 'handedOver'] as const
/** Within these a ladder may be slower or faster. It is never off: an open item does not evaporate (invariant 5). */
export const BOUNDS = {
  standard: { minimum: 1, maximum: 60 },
  remindAfter: { minimum: 50, maximum: 90 },
  managerAfter: { minimum: 1, maximum: 10 },
  ownerAfter: { minimum: 1, maximum: 10 },
  headAfter: { minimum: 2, maximum: 20 },
  hour: { minimum: 7, maximum: 17 },
} as const

const within = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
  z.coerce.number().int().min(minimum).max(maximum)
const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()
/** A day on which something could begin; years that no calendar of a town reaches are a slip of the pen. */
const ComingDay = z.iso
  .date({ abort: true })
  .refine((day) => day >= '2000-01-01' && day <= '2199-12-31', { message: 'notADate' })
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
const About = z.strictObject({ organisationId: z.uuid() })

const RoomLine = z.object({
  /** The name of the room, as in scopes. */
  room: z.string(),
  title: z.string(),
  about: z.string(),
  /** False for what the rest stands on: it can not be off. */
  optional: z.boolean(),
  /** Which other rooms it cannot do without, by title. */
  needs: z.array(z.string()),
  /** Null: it is used. */
  off: z.object({ since: Moment, byName: z.string().nullable(), reason: z.string() }).nullable(),
})
export type RoomShown = z.output<typeof RoomLine>

const Steps = {
  remindAfter: within(BOUNDS.remindAfter),
  managerAfter: within(BOUNDS.managerAfter),
  ownerAfter: within(BOUNDS.ownerAfter),
  headAfter: within(BOUNDS.headAfter),
  hour: within(BOUNDS.hour),
}
const Standard = {
  question: within(BOUNDS.standard),
  advice: within(BOUNDS.standard),
  agreement: within(BOUNDS.standard),
  contribution: within(BOUNDS.standard),
  promise: within(BOUNDS.standard),
  task: within(BOUNDS.standard),
}
const TERM_STATES = ['coming', 'valid', 'past', 'withdrawn'] as const
const TermsVersion = z.object({
  /** Null for those of the house. */
  termsId: z.uuid().nullable(),
  validFrom: Day.nullable(),
  state: z.enum(TERM_STATES),
  question: z.int(),
  advice: z.int(),
  agreement: z.int(),
  contribution: z.int(),
  promise: z.int(),
  task: z.int(),
  remindAfter: z.int(),
  managerAfter: z.int(),
  ownerAfter: z.int(),
  headAfter: z.int(),
  hour: z.int(),
  reason: z.string(),
  madeByName: z.string().nullable(),
  madeAt: Moment.nullable(),
  /** Something was asked or closed under it: it is part of what happened and stays. */
  used: z.boolean(),
})
export type TermsShown = z.output<typeof TermsVersion>

const ClosingDay = z.object({
  closingDayId: z.uuid(),
  day: Day,
  name: z.string(),
  madeByName: z.string().nullable(),
})
export type ClosingDayShown = z.output<typeof ClosingDay>

const Years = z.preprocess(
  (value) => (value === '' || value === null ? null : value),
  z.coerce.number().int().min(1).max(200).nullable(),
)
const RetentionVersion = z.object({
  /** Null for the rule of the house. */
  retentionId: z.uuid().nullable(),
  kind: z.enum(DOSSIER_KINDS),
  validFrom: Day.nullable(),
  state: z.enum(TERM_STATES),
  source: z.string(),
  /** Years after closing; null: for ever. */
  years: z.object({
    result: z.int().nullable(),
    noResult: z.int().nullable(),
    stopped: z.int().nullable(),
    handedOver: z.int().nullable(),
  }),
  reason: z.string(),
  madeByName: z.string().nullable(),
  madeAt: Moment.nullable(),
  /** Something was asked or closed under it: it is part of what happened and stays. */
  used: z.boolean(),
})
export type RetentionShown = z.output<typeof RetentionVersion>

export const ProcessingLine = z.object({
  room: z.string(),
  roomTitle: z.string(),
  /** False when this organisation does not use the room: what was kept stays kept. */
  used: z.boolean(),
  what: z.string(),
  purpose: z.string(),
  basis: z.string(),
  kept: z.string(),
  seen: z.string(),
  /** `schema.table.column`, or a whole table. */
  fields: z.array(z.string()),
})
export type ProcessingShown = z.output<typeof ProcessingLine>

/** A place in the list of what was kept long enough: a day and a dossier. */
export const KeptPlace = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
  .refine((place) => z.iso.date().safeParse(place.slice(0, 10)).success)

export const contract = {
  listRooms: {
    at: 'GET /organisations/:organisationId/rooms',
    about: 'organisationId',
    input: About,
    output: z.object({ items: z.array(RoomLine), may: May.optional() }),
    summary: 'The rooms of the house, and which of them this organisation does not use.',
  },
  switchRoomOff: {
    at: 'PUT /organisations/:organisationId/rooms/:room/off',
    about: 'organisationId',
    input: About.extend({ room: z.string().max(60), reason: line(1000) }),
    output: Nothing,
    status: 204,
    summary: 'From now on a room is not used here; what was written there is kept.',
  },
  switchRoomOn: {
    at: 'DELETE /organisations/:organisationId/rooms/:room/off',
    about: 'organisationId',
    input: About.extend({ room: z.string().max(60) }),
    output: Nothing,
    status: 204,
    summary: 'A room is used again, with all that was written there.',
  },
  readTerms: {
    at: 'GET /organisations/:organisationId/terms',
    about: 'organisationId',
    input: About,
    output: z.object({
      /** Those of today. */
      current: TermsVersion,
      /** Those of the house, which count as long as there are none of one's own. */
      house: TermsVersion,
      /** The newest first. */
      versions: z.array(TermsVersion),
      closingDays: z.array(ClosingDay),
      /** Public holidays of this year and the next. */
      holidays: z.array(Day),
      may: May.optional(),
    }),
    summary: 'How long answers take here and who hears it when nothing comes, of today, before and to come.',
  },
  tryTerms: {
    at: 'GET /organisations/:organisationId/terms/example',
    about: 'organisationId',
    input: About.extend({
      ...Standard,
      ...Steps,
      askedOn: ComingDay.optional(),
      kind: z.enum(KINDS).default('question'),
    }),
    output: z.object({
      askedOn: Day,
      dueOn: Day,
      steps: z.array(z.object({ kind: z.enum(['remind', 'lapse', 'manager', 'owner', 'head']), on: Day })),
      may: May.optional(),
    }),
    summary:
      'What terms would mean: when a question that is asked on a day is due, and when who hears that nothing came.',
  },
  planTerms: {
    at: 'POST /organisations/:organisationId/terms',
    about: 'organisationId',
    input: About.extend({ ...Standard, ...Steps, validFrom: ComingDay, reason: line(1000) }),
    output: z.object({ termsId: z.uuid() }),
    status: 201,
    summary: 'Other terms from a day on. What was asked before keeps its own.',
  },
  withdrawTerms: {
    at: 'DELETE /organisations/:organisationId/terms/:termsId',
    about: 'organisationId',
    input: About.extend({ termsId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Takes terms back under which nothing was asked yet; those before them hold again.',
  },
  addClosingDay: {
    at: 'POST /organisations/:organisationId/closing-days',
    about: 'organisationId',
    input: About.extend({ day: ComingDay, name: line(100) }),
    output: z.object({ closingDayId: z.uuid() }),
    status: 201,
    summary: 'A day on which the town hall is closed, beside weekends and public holidays.',
  },
  withdrawClosingDay: {
    at: 'DELETE /organisations/:organisationId/closing-days/:closingDayId',
    about: 'organisationId',
    input: About.extend({ closingDayId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'A closing day that is none.',
  },
  readRetention: {
    at: 'GET /organisations/:organisationId/retention',
    about: 'organisationId',
    input: About,
    output: z.object({
      /** Of today, one for each kind. */
      current: z.array(RetentionVersion),
      /** Of one's own, the newest first. */
      versions: z.array(RetentionVersion),
      may: May.optional(),
    }),
    summary: 'How long each kind of dossier is kept after it closed, by how it ended.',
  },
  planRetention: {
    at: 'POST /organisations/:organisationId/retention',
    about: 'organisationId',
    input: About.extend({
      kind: z.enum(DOSSIER_KINDS),
      validFrom: ComingDay,
      source: line(300),
      result: Years,
      noResult: Years,
      stopped: Years,
      handedOver: Years,
      reason: line(1000),
    }),
    output: z.object({ retentionId: z.uuid() }),
    status: 201,
    summary: 'Another rule for a kind from a day on. What closed before keeps its own.',
  },
  withdrawRetention: {
    at: 'DELETE /organisations/:organisationId/retention/:retentionId',
    about: 'organisationId',
    input: About.extend({ retentionId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Takes a rule back under which nothing closed yet; the one before it holds again.',
  },
  listKept: {
    at: 'GET /organisations/:organisationId/kept',
    about: 'organisationId',
    input: About.extend({
      /** What will have been kept long enough on this day; today when left out. */
      on: ComingDay.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
      after: KeptPlace.optional(),
    }),
    output: z.object({
      on: Day,
      /** Of all of it, beside the first of the list only. */
      counts: z
        .array(z.object({ kind: z.enum(DOSSIER_KINDS), closed: z.int(), forEver: z.int(), due: z.int() }))
        .nullable(),
      items: z.array(
        z.object({
          dossierId: z.uuid(),
          kind: z.enum(DOSSIER_KINDS),
          outcome: z.enum(OUTCOMES),
          closedOn: Day,
          retainUntil: Day,
          /** Null: closed under the rule of the house. */
          source: z.string().nullable(),
        }),
      ),
      next: z.string().nullable(),
      may: May.optional(),
    }),
    summary: 'Shells of dossiers that have been kept long enough: no titles and no names. Nothing is destroyed.',
  },
  listProcessing: {
    at: 'GET /organisations/:organisationId/processing',
    about: 'organisationId',
    input: About,
    output: z.object({ items: z.array(ProcessingLine), may: May.optional() }),
    summary:
      'The register of processing: what is kept of people, for what, on which ground, how long, and who sees it.',
  },
} as const
