// What can be asked of searching: everything in which words occur, as far as it exists for who asks.
import { z } from 'zod'

/** What may be found. A kind that is not here has no function in access.sql and is in no index. */
export const KINDS = ['dossier', 'person', 'organisation', 'frame', 'entry', 'openItem', 'document', 'note'] as const
/** Why it was found: the words stand in its title, in its text, in its name; in a longer word; or a word looks like them. */
export const REASONS = ['title', 'text', 'name', 'compound', 'lookAlike'] as const

const Words = z.string().trim().max(200).default('')
const Day = z.iso.date()
const Moment = z.iso.datetime({ offset: true })

export const Found = z.object({
  kind: z.enum(KINDS),
  /** Of the dossier, entry, note, open item, document, person, organisation or frame. */
  id: z.uuid(),
  dossierId: z.uuid().nullable(),
  /** Of a dossier and what stands in it the title of the dossier; else its own name. Null when that is not for who asks. */
  title: z.string().nullable(),
  /** Marked with « and » around what matched. */
  excerpt: z.string(),
  why: z.enum(REASONS),
  /** The kind of an entry, the state of a dossier or open item, the type of a document. */
  detail: z.string().nullable(),
  /** Of a document: the page on which it stands. */
  page: z.int().nullable(),
  organisationName: z.string(),
  at: Moment.nullable(),
})
export type FoundShown = z.output<typeof Found>

export const contract = {
  readDocumentText: {
    at: 'GET /dossiers/:dossierId/documents/:documentId/text',
    about: 'dossierId',
    input: z.strictObject({ dossierId: z.uuid(), documentId: z.uuid() }),
    output: z.object({
      /** Page by page; of a long document the beginning. Empty when there are no words in it, or none that could be read. */
      pages: z.array(z.string()),
      state: z.enum(['waiting', 'read', 'empty', 'unreadable']),
      may: z.record(z.string(), z.boolean()),
    }),
    summary: 'The words of a document, for who listens or has no program for it.',
  },
  search: {
    at: 'GET /search',
    input: z.strictObject({
      query: Words,
      kind: z.enum(KINDS).optional(),
      organisationId: z.uuid().optional(),
      /** The first and the last day, as they are in the Netherlands. */
      from: Day.optional(),
      until: Day.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ items: z.array(Found), more: z.boolean() }),
    summary:
      'Dossiers, entries, open items, documents, people, organisations and frames in which the words occur, as far as they exist for you.',
  },
  suggestFound: {
    at: 'GET /search-suggestions',
    input: z.strictObject({ query: Words, limit: z.coerce.number().int().min(1).max(20).default(8) }),
    output: z.object({ items: z.array(Found) }),
    summary: 'The same while somebody types: the last word may be unfinished.',
  },
} as const
