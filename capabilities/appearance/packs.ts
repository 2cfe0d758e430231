// A vocabulary pack as a file, to keep or to give to another town: JSON, or CSV for who works in a spreadsheet.
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { invalid } from '#foundation/errors.ts'
import type { PackWord } from './contract.ts'

const COLUMNS = ['concept', 'language', 'singular', 'plural', 'article'] as const
/** More than any pack: two hundred words are some twenty thousand bytes. */
export const LARGEST_PACK = 128 * 1024

export const csvOf = (words: readonly PackWord[]): string =>
  // With the mark by which Excel reads it as UTF-8.
  `\uFEFF${stringify([...words], { header: true, columns: [...COLUMNS], delimiter: ';' })}`

/** What the act takes; its contract judges the rest. Throws `appearance.packUnreadable`. */
export const packFrom = (file: Buffer): object => {
  const text = file.toString('utf8').replace(/^\uFEFF/, '')
  try {
    if (text.trimStart().startsWith('{')) return JSON.parse(text) as object
    const [head = ''] = text.split('\n')
    const rows = parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: head.includes(';') ? ';' : ',',
      skip_empty_lines: true,
      trim: true,
    }) as Record<string, string>[]
    if (!COLUMNS.every((name) => head.toLowerCase().includes(name))) throw new Error('no such columns')
    const words = rows.map((row) => ({
      ...Object.fromEntries(COLUMNS.slice(0, 4).map((name) => [name, row[name]])),
      article: row.article || null,
    }))
    return { format: 'schakel-vocabulary', version: 1, words }
  } catch {
    throw invalid('appearance.packUnreadable')
  }
}
