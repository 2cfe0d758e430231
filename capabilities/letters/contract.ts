// What can be asked of the letters to the council: composing, deciding, sending, and what the council then reads.
import { z } from 'zod'

export const LETTER_STATES = ['draft', 'college', 'sent', 'discussed'] as const
/** A heading, words of the letter's own, or a line of the journal as it stands there. */
export const PART_KINDS = ['heading', 'own', 'line'] as const
export const MOST_PARTS = 200

const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const Limit = z.coerce.number().int().min(1).max(100).default(50)
/** Where the next page begins; as given in `next`, to be sent back unchanged. */
const Cursor = z.string().regex(/^-?\d{1,17}\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date().refine((day) => day >= '1000' && day < '3000', { message: 'notADate' })
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()

const AboutLetter = z.strictObject({ letterId: z.uuid() })
const AboutDossier = z.strictObject({ dossierId: z.uuid() })
const Title = line(200)

const Reference = z.object({ year: z.int(), number: z.int() })
const OtherLetter = z.object({ letterId: z.uuid(), title: z.string() })

export const PartView = z.object({
  kind: z.enum(PART_KINDS),
  /** Null of a line that was erased by law, or that this reader may not read. */
  text: z.string().nullable(),
  /** Of a line: where it comes from. */
  entryId: z.uuid().nullable(),
  lineKind: z.string().nullable(),
  occurredAt: Moment.nullable(),
  /** Of a line in a draft: it still stands open to the council. A letter is sent only when all of them do. */
  released: z.boolean(),
})
export type PartShown = z.output<typeof PartView>

export const LetterLine = z.object({
  letterId: z.uuid(),
  dossierId: z.uuid(),
  dossierTitle: z.string(),
  organisationName: z.string(),
  title: z.string(),
  state: z.enum(LETTER_STATES),
  reference: Reference.nullable(),
  /** The day of sending, of submitting or of the draft, after its state. */
  at: Moment,
})
export type LetterListed = z.output<typeof LetterLine>

export const LetterView = z.object({
  letterId: z.uuid(),
  dossierId: z.uuid(),
  dossierTitle: z.string(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  title: z.string(),
  state: z.enum(LETTER_STATES),
  parts: z.array(PartView),
  /** Of the words of a draft: the share that comes from the journal, 0 to 1. For its writer; of a sent letter it is not told. */
  share: z.number().nullable(),
  reference: Reference.nullable(),
  entryId: z.uuid().nullable(),
  audience: z.int().nullable(),
  decidedOn: Day.nullable(),
  sentAt: Moment.nullable(),
  /** The ground, when its words were erased by law. */
  erasedGround: z.string().nullable(),
  /** Lines that the law took out after it was sent: the council received the letter with them. */
  struck: z.array(z.object({ entryId: z.uuid(), at: Moment, ground: z.string(), byRole: z.string() })),
  corrects: OtherLetter.nullable(),
  correctedBy: OtherLetter.nullable(),
  submittedAt: Moment.nullable(),
  /** Why it came back last, as long as it was not submitted again. */
  returned: z.object({ reason: z.string(), returnedAt: Moment }).nullable(),
  discussion: z.object({ discussedOn: Day, words: z.string() }).nullable(),
  /** Left out for whoever is not signed in. */
  may: May.optional(),
})
export type LetterShown = z.output<typeof LetterView>

export const ReleasedLine = z.object({
  entryId: z.uuid(),
  kind: z.string(),
  text: z.string(),
  occurredAt: Moment,
  recordedAt: Moment,
})
export type ReleasedShown = z.output<typeof ReleasedLine>

export const NewPart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: line(200) }),
  z.strictObject({ kind: z.literal('own'), text: line(8000) }),
  z.strictObject({ kind: z.literal('line'), entryId: z.uuid() }),
])

export const contract = {
  listLetters: {
    at: 'GET /letters',
    open: true,
    input: z.strictObject({
      /** Sent, or waiting for the executive in which the reader sits. */
      which: z.enum(['sent', 'college']).default('sent'),
      after: Cursor.optional(),
      limit: Limit,
    }),
    output: z.object({ items: z.array(LetterLine), next: z.string().nullable() }),
    summary: 'Letters to a council that exist for you, the newest first; what was made public also without an account.',
  },
  listLettersOf: {
    at: 'GET /dossiers/:dossierId/letters',
    about: 'dossierId',
    input: AboutDossier,
    output: z.object({ items: z.array(LetterLine), may: May }),
    summary: 'The letters about one dossier that exist for you, drafts first.',
  },
  startLetter: {
    at: 'POST /dossiers/:dossierId/letters',
    about: 'dossierId',
    input: AboutDossier.extend({ title: Title, corrects: z.uuid().optional() }),
    output: z.object({ letterId: z.uuid() }),
    status: 201,
    summary: 'Begins a draft, or a letter that puts right one that was sent.',
  },
  listReleasedLines: {
    at: 'GET /dossiers/:dossierId/released-lines',
    about: 'dossierId',
    input: AboutDossier,
    output: z.object({ items: z.array(ReleasedLine), may: May }),
    summary: 'The newest 200 lines of the journal that stand open to the council, of which a letter can be composed.',
  },
  readLetter: {
    at: 'GET /letters/:letterId',
    about: 'letterId',
    open: true,
    input: AboutLetter,
    output: LetterView,
    summary: 'One letter with its parts, each line with where it comes from.',
  },
  composeLetter: {
    at: 'PUT /letters/:letterId',
    about: 'letterId',
    input: AboutLetter.extend({ title: Title, parts: z.array(NewPart).max(MOST_PARTS) }),
    output: Nothing,
    status: 204,
    summary: 'Puts the title and the parts of a draft, in order.',
  },
  discardLetter: {
    at: 'DELETE /letters/:letterId',
    about: 'letterId',
    input: AboutLetter,
    output: Nothing,
    status: 204,
    summary: 'Throws a draft away.',
  },
  submitLetter: {
    at: 'PUT /letters/:letterId/submission',
    about: 'letterId',
    input: AboutLetter,
    output: Nothing,
    status: 204,
    summary: 'Lays a draft before the executive.',
  },
  returnLetter: {
    at: 'DELETE /letters/:letterId/submission',
    about: 'letterId',
    input: AboutLetter.extend({ reason: line(2000) }),
    output: Nothing,
    status: 204,
    summary: 'Sends a draft back to its writers, or takes it back, with the reason.',
  },
  sendLetter: {
    at: 'PUT /letters/:letterId/sending',
    about: 'letterId',
    input: AboutLetter.extend({
      /** The day on which the executive decided; today when left out. */
      decidedOn: Day.optional(),
    }),
    output: z.object({ entryId: z.uuid(), reference: Reference }),
    summary:
      'Sends the letter to the council for the executive: its words no longer change, and the council is informed.',
  },
  recordDiscussion: {
    at: 'PUT /letters/:letterId/discussion',
    about: 'letterId',
    input: AboutLetter.extend({ discussedOn: Day, words: z.string().trim().max(2000).default('') }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'Says that the council dealt with the letter; for its registry.',
  },
} as const
