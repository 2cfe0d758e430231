// A vocabulary pack as a file, to keep or to give to another town: JSON, or CSV for who works in a spreadsheet.
import { invalid } from '#foundation/errors.ts'
import { foldedHeading, readSheet } from '#foundation/sheets/reading.ts'
import { writeSheet } from '#foundation/sheets/writing.ts'
import type { PackWord } from './contract.ts'

const COLUMNS = ['concept', 'language', 'singular', 'plural', 'article'] as const
/** More than any pack: two hundred words are some twenty thousand bytes. */
export const LARGEST_PACK = 128 * 1024

export const csvOf = (words: readonly PackWord[]): string =>
  writeSheet([COLUMNS, ...words.map((word) => COLUMNS.map((name) => word[name] ?? ''))])

/** What the act takes; its contract judges the rest. Throws `appearance.packUnreadable`. */
export const packFrom = (file: Buffer): object => {
  const text = file.toString('utf8').replace(/^\uFEFF/, '')
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text) as object
    } catch {
      throw invalid('appearance.packUnreadable')
    }
  }
  const sheet = readSheet(file, { rows: 1000, columns: 20 })
  const headings = sheet.headings?.map(foldedHeading) ?? []
  const at = COLUMNS.map((name) => headings.indexOf(name))
  if (at.includes(-1)) throw invalid('appearance.packUnreadable')
  // A pack without words is a pack as well: nothing is called otherwise.
  const rows = 'fault' in sheet ? [] : sheet.rows
  const words = rows.map(({ cells }) => {
    const [concept, language, singular, plural, article] = at.map((place) => cells[place])
    return { concept, language, singular, plural, article: article || null }
  })
  return { format: 'schakel-vocabulary', version: 1, words }
}
