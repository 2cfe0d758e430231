// What then happens: nothing changes by searching.
import { type Actions, reads } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

export const actions: Actions<typeof contract, typeof subjects> = {
  readDocumentText: reads((input) => q.documentText(input.dossierId, input.documentId)),
  search: reads((input) => q.found({ ...input, unfinished: false })),
  suggestFound: reads((input) => q.suggested(input.query, input.limit)),
}
