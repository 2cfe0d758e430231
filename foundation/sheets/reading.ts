// Reads a CSV as spreadsheets make it: `;`, `,` or tab, UTF-8 or Windows-1252, with line breaks inside quotes.
import { parse } from 'csv-parse/sync'
import { asItWas } from './writing.ts'

export interface Sheet {
  readonly headings: readonly string[]
  readonly rows: readonly SheetRow[]
}
export interface SheetRow {
  /** As the spreadsheet numbers it: the headings are row 1. */
  readonly number: number
  /** As many as there are headings, trimmed; empty where nothing stood. */
  readonly cells: readonly string[]
}
/** Why it cannot be read at all. `row`: where, when that is known. */
export interface SheetFault {
  readonly fault: 'empty' | 'noRows' | 'tooManyRows' | 'tooManyColumns' | 'brokenQuotes' | 'notText'
  readonly row?: number
  /** Of a sheet that holds nothing else. */
  readonly headings?: readonly string[]
}

/** Excel in the Netherlands writes Windows-1252 unless it is asked for UTF-8; whatever is valid UTF-8 is UTF-8. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const DELIMITERS = [';', ',', '\t'] as const

/** The one that stands most often outside quotes in the first line. */
const delimiterOf = (text: string): string => {
  const counts = new Map<string, number>()
  let quoted = false
  for (const character of text.slice(0, 20_000)) {
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return DELIMITERS.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best))
}

// What we put before a cell that a spreadsheet would run (writing.ts) is taken away again.
const cleaned = (cell: string): string => asItWas(cell.replaceAll(/\r\n?/g, '\n').normalize('NFC').trim())

/** More than anybody's cells with line breaks in them need. */
const MOST_BREAKS = 500_000

class TooMany extends Error {}

/** How often it stands in the text; stops counting above `enough`. */
const count = (text: string, what: string, enough: number): number => {
  let found = 0
  for (let at = text.indexOf(what); at >= 0 && found <= enough; at = text.indexOf(what, at + 1)) found += 1
  return found
}

/** Answers what is in it, or why it cannot be read. Rows with nothing in them are passed over; the numbers stay those of the spreadsheet. */
export const readSheet = (
  bytes: Uint8Array,
  most: { readonly rows: number; readonly columns: number },
): Sheet | SheetFault => {
  let text = decode(bytes)
  if (text.includes('\0')) return { fault: 'notText' }
  let before = 0
  // Excel's own first line that says which delimiter it used.
  const named = /^sep=(.)\r?\n/i.exec(text)
  if (named) {
    text = text.slice(named[0].length)
    before = 1
  }
  if (!text.trim()) return { fault: 'empty' }
  const delimiter = named?.[1] ?? delimiterOf(text)
  // Before anything is made of it: ten megabytes of line breaks or delimiters would be millions of arrays.
  if (count(text, '\n', MOST_BREAKS) + count(text, '\r', MOST_BREAKS) > MOST_BREAKS) return { fault: 'tooManyRows' }
  const cells = most.rows * most.columns + 100_000
  if (count(text, delimiter, cells) > cells) return { fault: 'tooManyColumns' }
  const records: { number: number; record: string[] }[] = []
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { records: number, empty_lines }) => {
        if (record.some((cell) => cell.trim())) records.push({ number: number + empty_lines + before, record })
        if (records.length > most.rows + 1) throw new TooMany()
        return undefined
      },
    })
  } catch (error) {
    if (error instanceof TooMany) return { fault: 'tooManyRows' }
    const row = (error as { records?: number }).records
    return { fault: 'brokenQuotes', ...(row === undefined ? {} : { row: row + 1 + before }) }
  }
  const [first, ...rest] = records
  if (!first) return { fault: 'empty' }
  const headings = first.record.map(cleaned)
  while (headings.at(-1) === '') headings.pop()
  if (headings.length > most.columns) return { fault: 'tooManyColumns' }
  const rows = rest
    .map(({ number, record }) => ({ number, cells: headings.map((_, i) => cleaned(record[i] ?? '')) }))
    .filter(({ cells }) => cells.some((cell) => cell))
  if (rows.length === 0) return { fault: 'noRows', headings }
  return { headings, rows }
}

/** How headings are held against each other: without capitals, accents, spaces and marks. */
export const foldedHeading = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * A day as people write it in a sheet: 31-12-2026, 31/12/2026, 31.12.2026 or 2026-12-31. Null when there is no such day;
 * 'twoDigits' for 31-12-26, because nobody can know which century was meant.
 */
export const readDay = (text: string): string | null | 'twoDigits' => {
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text)
  // What comes along when a spreadsheet writes a moment: midnight.
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$/.exec(text)
  if (!dutch && !iso) return null
  const [year, month, day] = dutch ? [dutch[3]!, dutch[2]!, dutch[1]!] : [iso![1]!, iso![2]!, iso![3]!]
  if (year.length === 2) return 'twoDigits'
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === written ? written : null
}
