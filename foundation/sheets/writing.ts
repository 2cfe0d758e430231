// Writes a CSV that a Dutch spreadsheet opens with a double click, and in which nothing runs.
import { stringify } from 'csv-stringify/sync'

// What begins so, a spreadsheet takes for a formula, and a formula can send what stands in the sheet elsewhere (OWASP: CSV
// injection). With an apostrophe before it, it is text; reading.ts takes that away again.
const RUNS = /^\s*[=+\-@＝＋－＠]|^[\t\r]/

export const harmless = (cell: string): string => (RUNS.test(cell) ? `'${cell}` : cell)

/** With BOM, because Excel takes UTF-8 without it for Windows-1252; `;`, because a comma is decimal here. */
export const writeSheet = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${stringify(
    rows.map((row) => row.map(harmless)),
    { delimiter: ';', record_delimiter: 'windows' },
  )}`
