// What then happens: a sheet is brought, chosen from, confirmed, taken back, thrown away. The background does the rest (jobs.ts).
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { type Passed, type Query, seen } from '#foundation/database/query.ts'
import { conflict, invalid, notAllowed } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { type contract, type KindName, MOST_BYTES } from './contract.ts'
import { KIND } from './kinds.ts'
import { templateOf, wrongRowsOf } from './papers.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'
import { rowShown, sheetShown } from './wording.ts'

/** A token that may not write in a room by hand may not do so by a sheet either. */
const mustReach = (scopes: readonly string[] | null, kind: KindName): void => {
  if (scopes && !scopes.includes('*:write') && !scopes.includes(`${KIND[kind].room}:write`))
    throw notAllowed('signin.tokenScope')
}

const brings = (kind: KindName) =>
  writes({
    needs: (input: { uploadId: string }) => ({ brought: q.findBrought(input.uploadId) }),
    then: (work, _input) => {
      const { brought } = work.needs
      mustReach(work.actor.scopes, kind)
      if (!brought) throw invalid('invalid', [{ path: 'uploadId', code: 'imports.uploadGone' }])
      if (!/^text\/(csv|plain)$/.test(brought.type))
        throw invalid('invalid', [{ path: 'uploadId', code: 'imports.noCsv' }])
      if (brought.size > MOST_BYTES) throw invalid('invalid', [{ path: 'uploadId', code: 'imports.tooLarge' }])
      const importId = newId()
      const { scopes, acting } = work.actor
      work.do(
        ...q.insertSheet(
          { importId, kind, organisationId: acting.organisationId, scopes, locale: work.context.locale },
          brought,
        ),
      )
      return { importId }
    },
  })

/** One query, with words put to what it answers; undefined stays the 404 that it is. */
const worded = <From>(query: Query<From | undefined>, word: (from: From) => unknown): Query<Passed> =>
  seen(query, (from) => (from === undefined ? undefined : word(from)))

export const actions: Actions<typeof contract, typeof subjects> = {
  importPeople: brings('people'),
  importManagerLines: brings('managerLines'),
  importDossiers: brings('dossiers'),
  importOpenItems: brings('openItems'),

  listImports: reads(() => q.listSheets()),
  readImport: reads((input, context) =>
    worded(q.readSheetView(input.importId), (sheet) => sheetShown(sheet, context.locale)),
  ),
  listImportRows: reads((input, context) =>
    worded(q.listRows(input.importId, input.state ?? null, input.after, input.limit + 1), (found) => {
      const rows = found.rows.slice(0, input.limit)
      return {
        items: rows.map((row) => rowShown(row, found, context.locale)),
        next: found.rows.length > input.limit ? rows.at(-1)!.number : null,
      }
    }),
  ),
  readImportTemplate: reads((input, context) => ({
    ...q.nothing(),
    read: () => templateOf(input.kind, context.locale),
  })),
  readWrongRows: reads((input, context) =>
    worded(q.listWrongRows(input.importId), (found) => wrongRowsOf(found, context.locale)),
  ),

  chooseDoubles: writes({
    then: (work, input) => {
      work.do(q.chooseRows(input.importId, input.numbers, input.make))
      return null
    },
  }),
  confirmImport: writes({
    needs: (input) => ({ waiting: q.countWaiting(input.importId) }),
    then: (work, input) => {
      const { kind } = work.subject
      mustReach(work.actor.scopes, kind)
      if (work.needs.waiting === 0) throw conflict('imports.nothingToMake')
      work.do(q.confirmSheet(input.importId, work.actor.scopes, work.context.locale, kind === 'people' && input.invite))
      return null
    },
  }),
  undoImport: writes({
    then: (work, input) => {
      mustReach(work.actor.scopes, work.subject.kind)
      work.do(q.askUndo(input.importId, work.actor.scopes, work.context.locale))
      return null
    },
  }),
  discardImport: writes({
    then: (work, input) => {
      work.do(q.removeSheet(input.importId))
      return null
    },
  }),
}
