// What can be asked to bring in a spreadsheet: people, who their manager is, dossiers, open items.
import { z } from 'zod'

export const KINDS = ['people', 'managerLines', 'dossiers', 'openItems'] as const
export type KindName = (typeof KINDS)[number]
/** Rows of one sheet. */
export const MOST_ROWS = 20_000
export const MOST_COLUMNS = 60
/** Bytes of one sheet. */
export const MOST_BYTES = 10_000_000
/** Days that a sheet is kept, and that what it made can be taken back. */
export const KEPT_DAYS = 14

export const SHEET_STATES = ['reading', 'refused', 'ready', 'making', 'made', 'undoing', 'undone'] as const
export const ROW_STATES = ['good', 'double', 'wrong', 'made', 'failed', 'undone', 'kept'] as const

const Moment = z.iso.datetime({ offset: true })
const Nothing = z.null()
const May = z.record(z.string(), z.boolean())
const About = z.strictObject({ importId: z.uuid() })
const Upload = z.strictObject({ uploadId: z.uuid() })
const Made = z.object({ importId: z.uuid() })

const Counts = z.object({
  /** All rows of the sheet. */
  all: z.int(),
  /** Not looked at yet. */
  new: z.int(),
  good: z.int(),
  double: z.int(),
  /** Doubles that will be made all the same. */
  chosen: z.int(),
  wrong: z.int(),
  made: z.int(),
  failed: z.int(),
  undone: z.int(),
  kept: z.int(),
  /** Of `good`: those that come in only by an invitation. */
  onlyInvited: z.int(),
})

export const ImportLine = z.object({
  importId: z.uuid(),
  kind: z.enum(KINDS),
  name: z.string(),
  uploadedAt: Moment,
  state: z.enum(SHEET_STATES),
  counts: Counts,
  /** Until then it can be read and taken back; after it nothing of it is kept. */
  expiresAt: Moment,
})
export type ImportShown = z.output<typeof ImportLine>

const Said = z.object({ code: z.string(), sentence: z.string() })

export const ImportView = ImportLine.extend({
  /** Why nothing could be read of it. */
  fault: Said.nullable(),
  /** What stands above each column, and which of ours it is; null: not known, and passed over. */
  headings: z.array(z.object({ heading: z.string(), column: z.string().nullable() })),
  /** Columns that may be there and are not. */
  missing: z.array(z.string()),
  invites: z.boolean(),
  confirmedAt: Moment.nullable(),
  madeAt: Moment.nullable(),
  undoneAt: Moment.nullable(),
  may: May,
})
export type ImportRead = z.output<typeof ImportView>

export const RowView = z.object({
  /** As the spreadsheet numbers it: the headings are row 1. */
  number: z.int(),
  state: z.enum(ROW_STATES),
  /** By our columns; what stands in others is passed over. */
  cells: z.record(z.string(), z.string()),
  faults: z.array(Said.extend({ column: z.string().nullable() })),
  double: Said.extend({ choosable: z.boolean(), chosen: z.boolean() }).nullable(),
  /** Somebody who is known elsewhere already comes in by an invitation. */
  way: z.enum(['add', 'invite', 'set']).nullable(),
  /** The page of what was made. */
  href: z.string().nullable(),
})
export type RowShown = z.output<typeof RowView>

const brings = (what: string, path: string) =>
  ({
    at: `POST /imports/${path}`,
    input: Upload,
    output: Made,
    status: 201,
    summary: `Brings a CSV with ${what}, uploaded before; it is looked through, and nothing is made until it is confirmed.`,
  }) as const

export const contract = {
  importPeople: brings('people of your organisation', 'people'),
  importManagerLines: brings('who the manager of whom is', 'manager-lines'),
  importDossiers: brings('dossiers to open', 'dossiers'),
  importOpenItems: brings('open items in dossiers that exist', 'open-items'),
  listImports: {
    at: 'GET /imports',
    input: z.strictObject({}),
    output: z.object({ items: z.array(ImportLine) }),
    summary: 'The sheets that you brought in the role you act in, the newest first, as long as they are kept.',
  },
  readImport: {
    at: 'GET /imports/:importId',
    about: 'importId',
    input: About,
    output: ImportView,
    summary: 'One import: how far it is, how many rows, which columns.',
  },
  listImportRows: {
    at: 'GET /imports/:importId/rows',
    about: 'importId',
    input: About.extend({
      state: z.enum(ROW_STATES).optional(),
      /** The number of the last row that was shown. */
      after: z.coerce.number().int().min(0).max(10_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ items: z.array(RowView), next: z.int().nullable(), may: May }),
    summary: 'The rows of an import, in their order, with what is wrong and what to do about it.',
  },
  chooseDoubles: {
    at: 'PUT /imports/:importId/doubles',
    about: 'importId',
    input: About.extend({
      numbers: z.array(z.int().min(1).max(10_000_000)).min(1).max(1000),
      /** True: make them all the same; false: pass them over. */
      make: z.boolean(),
    }),
    output: Nothing,
    status: 204,
    summary: 'Says of possible doubles whether they are made all the same.',
  },
  confirmImport: {
    at: 'PUT /imports/:importId/confirmation',
    about: 'importId',
    input: About.extend({
      /** Of people: everybody who comes in receives a mail with how to sign in. */
      invite: z.boolean().default(false),
    }),
    output: Nothing,
    status: 204,
    summary:
      'Makes the good rows, in the background; what is wrong is passed over and can be mended and brought again.',
  },
  undoImport: {
    at: 'PUT /imports/:importId/undoing',
    about: 'importId',
    input: About,
    output: Nothing,
    status: 204,
    summary: 'Takes back what an import made, as far as nobody worked on it since; the rest stays, with the reason.',
  },
  discardImport: {
    at: 'DELETE /imports/:importId',
    about: 'importId',
    input: About,
    output: Nothing,
    status: 204,
    summary: 'Throws a sheet away; what it made stays and can no longer be taken back at once.',
  },
  readImportTemplate: {
    at: 'GET /import-templates/:kind',
    input: z.strictObject({ kind: z.enum(KINDS) }),
    output: z.object({
      kind: z.enum(KINDS),
      name: z.string(),
      /** A CSV with the headings and an example. */
      csv: z.string(),
      columns: z.array(
        z.object({
          column: z.string(),
          heading: z.string(),
          required: z.boolean(),
          explanation: z.string(),
          example: z.string(),
        }),
      ),
    }),
    summary: 'The columns of a kind of sheet, with an explanation of each, and a CSV to begin with.',
  },
  readWrongRows: {
    at: 'GET /imports/:importId/wrong-rows',
    about: 'importId',
    input: About,
    output: z.object({ name: z.string(), csv: z.string(), may: May }),
    summary: 'The rows that were not made as a CSV, with a column that says what is wrong, to mend and bring again.',
  },
} as const
