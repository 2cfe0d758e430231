// The sheets that we hand out: a template to begin with, and the rows that were not made with what is wrong with them.
import { writeSheet } from '#foundation/sheets/writing.ts'
import { COLUMNS } from './columns.ts'
import type { KindName } from './contract.ts'
import type { RowsRead } from './queries.ts'
import { sentenceOf, wordsOf } from './wording.ts'

type Locale = 'nl' | 'en'

/** A day in four weeks, as people here write it: an example of last year would be refused. */
const soon = (): string => {
  const [year, month, day] = new Date(Date.now() + 28 * 86_400_000).toISOString().slice(0, 10).split('-')
  return `${day}-${month}-${year}`
}

export const templateOf = (kind: KindName, locale: Locale) => {
  const words = wordsOf(locale)
  const columns = COLUMNS[kind].map(({ column, required }) => {
    const { heading, explanation, example } = (
      words.columns[kind] as Readonly<Record<string, { heading: string; explanation: string; example: string }>>
    )[column]!
    return { column, heading, required, explanation, example: example.replace('{soon}', soon()) }
  })
  return {
    kind,
    name: `${words.fileNames[kind]}.csv`,
    csv: writeSheet([columns.map(({ heading }) => heading), columns.map(({ example }) => example)]),
    columns,
  }
}

/** What stood there, as it stood there, and in a last column what is wrong: mended, it can be brought again as it is. */
export const wrongRowsOf = (sheet: RowsRead, locale: Locale) => {
  const words = wordsOf(locale)
  const headings = [...sheet.headings, words.wrongRows.row, words.wrongRows.wrong]
  // What was brought again has these two columns already.
  const kept = sheet.headings.map((heading) => heading !== words.wrongRows.row && heading !== words.wrongRows.wrong)
  const of = (cells: readonly string[]) => cells.filter((_, i) => kept[i] ?? true)
  return {
    name: `${words.wrongRows.name}-${sheet.name.replace(/\.[^.]*$/, '')}.csv`,
    csv: writeSheet([
      of(headings),
      ...sheet.rows.map((row) => [
        ...of(row.cells),
        String(row.number),
        row.faults
          .map((fault) => {
            const heading = sheet.headings[sheet.columns.indexOf(fault.column)]
            const sentence = sentenceOf(fault, sheet.kind, locale)
            return heading ? `${heading}: ${sentence}` : sentence
          })
          .join(' '),
      ]),
    ]),
  }
}
