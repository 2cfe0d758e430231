// Writes a CSV that a Dutch spreadsheet opens with a double click, and in which nothing runs.
import { stringify } from 'csv-stringify/sync'

// What begins so, a spreadsheet takes for a formula, and a formula can send what stands in the sheet elsewhere (OWASP: CSV
// injection). With an apostrophe before it, it is text; reading.ts takes that away again.
// What has its apostrophe already gets one more, so that reading gives back exactly what was written.
const RUNS = /^'*\s*[=+\-@＝＋－＠\t\r]/

export const harmless = (cell: string): string => (RUNS.test(cell) ? `'${cell}` : cell)

/** What `harmless` made, as it was. */
export const asItWas = (cell: string): string =>
  cell.startsWith("'") && RUNS.test(cell.slice(1)) ? cell.slice(1) : cell

/** With BOM, because Excel takes UTF-8 without it for Windows-1252; `;`, because a comma is decimal here. */
export const writeSheet = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${stringify(
    rows.map((row) => row.map(harmless)),
    { delimiter: ';', record_delimiter: 'windows' },
  )}`
