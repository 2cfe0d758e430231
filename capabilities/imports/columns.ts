// The columns of each kind of sheet, in the order of its template; what they are called stands in text.nl.ts and text.en.ts.
import { foldedHeading } from '#foundation/sheets/reading.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import type { KindName } from './contract.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export interface Column {
  readonly column: string
  readonly required: boolean
}
const must = (column: string): Column => ({ column, required: true })
const may = (column: string): Column => ({ column, required: false })

export const COLUMNS: Readonly<Record<KindName, readonly Column[]>> = {
  people: [
    must('name'),
    must('email'),
    must('functionName'),
    may('position'),
    may('discipline'),
    may('from'),
    may('lastDay'),
    may('manager'),
  ],
  managerLines: [must('email'), must('manager'), may('from')],
  dossiers: [
    must('title'),
    must('reason'),
    may('kind'),
    may('residentEffect'),
    may('owner'),
    may('deputy'),
    may('audience'),
  ],
  openItems: [
    must('dossier'),
    must('question'),
    must('dueOn'),
    may('email'),
    may('organisation'),
    may('functionName'),
    may('kind'),
    may('hours'),
    may('note'),
    may('audience'),
  ],
}

interface Words {
  readonly heading: string
  readonly also: readonly string[]
}
/** In both languages: as the organisation calls it, and as the house does, because a sheet may have been made before. */
const wordsOf = (kind: KindName, column: string): Words[] => {
  const called = () => [nl, en].map((text) => (text.columns[kind] as Readonly<Record<string, Words>>)[column]!)
  return [...called(), ...inWordsOf(null, called)]
}

/** Which column each heading is, in either language; null for what we do not know, or the second of two that say the same. */
export const columnsOf = (kind: KindName, headings: readonly string[]): (string | null)[] => {
  const known = new Map<string, string>()
  for (const { column } of COLUMNS[kind])
    for (const { heading, also } of wordsOf(kind, column))
      for (const name of [heading, ...also, column]) {
        const folded = foldedHeading(name)
        if (!known.has(folded)) known.set(folded, column)
      }
  const taken = new Set<string>()
  return headings.map((heading) => {
    const column = known.get(foldedHeading(heading)) ?? null
    if (column === null || taken.has(column)) return null
    taken.add(column)
    return column
  })
}

/** The cells of a row by our columns; those that are not there are empty. */
export const cellsOf = (
  kind: KindName,
  columns: readonly (string | null)[],
  cells: readonly string[],
): Record<string, string> =>
  Object.fromEntries(COLUMNS[kind].map(({ column }) => [column, cells[columns.indexOf(column)] ?? '']))
