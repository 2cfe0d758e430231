// Looks a sheet through: reads it, keeps its rows, and says of each what would be made or what is wrong. Nothing is made.
import { buffer } from 'node:stream/consumers'
import { notSignedIn } from '#foundation/errors.ts'
import { readSheet } from '#foundation/sheets/reading.ts'
import { COLUMNS, cellsOf, columnsOf } from './columns.ts'
import { type KindName, MOST_COLUMNS, MOST_ROWS } from './contract.ts'
import { type Fault, type Judged, lower, type Row } from './kinds/kind.ts'
import { KIND } from './kinds.ts'
import * as q from './queries.ts'
import { callerFor, factsOf, faultsOf, type Working } from './working.ts'

const CHUNK = 100

/** Reads the bytes into rows. Answers false when nothing could be read of it; the sheet then says why. */
const store = async ({ client, files }: Working, sheet: q.SheetAtWork): Promise<boolean> => {
  const read = readSheet(await buffer(await files.open(sheet.digest!)), { rows: MOST_ROWS, columns: MOST_COLUMNS })
  if ('fault' in read) {
    const detail = read.row === undefined ? {} : { detail: { row: read.row } }
    await q.refuseSheet(client, sheet.importId, { column: null, code: `imports.${read.fault}`, ...detail })
    return false
  }
  const columns = columnsOf(sheet.kind, read.headings)
  const missing = COLUMNS[sheet.kind].find(({ column, required }) => required && !columns.includes(column))
  if (missing) {
    await q.refuseSheet(client, sheet.importId, {
      column: missing.column,
      code: columns.every((column) => column === null) ? 'imports.noHeadings' : 'imports.columnMissing',
    })
    return false
  }
  const { depths } = orderOf(
    sheet.kind,
    read.rows.map(({ number, cells }) => ({ number, cells: cellsOf(sheet.kind, columns, cells) })),
  )
  await q.storeRows(client, sheet.importId, {
    headings: read.headings,
    columns,
    rows: read.rows.map((row) => ({ ...row, depth: depths.get(row.number)! })),
  })
  return true
}

/** The first row of each key. */
export const firstOf = (kind: KindName, rows: readonly Row[]): Map<string, number> => {
  const first = new Map<string, number>()
  for (const row of rows) {
    const key = KIND[kind].keyOf(row)
    if (key !== null && !first.has(key)) first.set(key, row.number)
  }
  return first
}

/** A row comes after that of its manager, and the second of two with one key after the first. `circles`: rows that go round. */
export const orderOf = (
  kind: KindName,
  rows: readonly Row[],
): { readonly depths: ReadonlyMap<number, number>; readonly circles: ReadonlySet<number> } => {
  const first = firstOf(kind, rows)
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  const above = (row: Row): Row | undefined => {
    const mine = KIND[kind].keyOf(row)
    const same = mine === null ? undefined : first.get(mine)
    const over = same !== undefined && same !== row.number ? same : first.get(lower(row.cells.manager ?? ''))
    return over === row.number ? undefined : byNumber.get(over ?? -1)
  }
  const depths = new Map<number, number>()
  const circles = new Set<number>()
  for (const row of rows) {
    const line: Row[] = []
    const places = new Map<number, number>()
    let at: Row | undefined = row
    while (at && !depths.has(at.number) && !places.has(at.number)) {
      places.set(at.number, line.length)
      line.push(at)
      at = above(at)
    }
    let depth = at ? (depths.get(at.number) ?? 0) + 1 : 0
    for (const one of at && places.has(at.number) ? line.splice(places.get(at.number)!) : []) {
      circles.add(one.number)
      depths.set(one.number, 0)
    }
    for (const one of line.reverse()) depths.set(one.number, Math.min(depth++, DEEPEST))
  }
  return { depths, circles }
}
const DEEPEST = 30_000

/** What is said of one row, apart from what its acts would refuse. */
const verdictOf = (
  kind: KindName,
  row: Row,
  judged: Judged,
  first: ReadonlyMap<string, number>,
  states: ReadonlyMap<number, string>,
  circles: ReadonlySet<number>,
): Judged => {
  const faults: Fault[] = [...judged.faults]
  if (circles.has(row.number)) faults.push({ column: 'manager', code: 'people.noCircle' })
  const above = judged.needs === null ? undefined : first.get(judged.needs)
  if (above !== undefined && states.get(above) === 'wrong' && !circles.has(row.number))
    faults.push({ column: 'manager', code: 'imports.managerWrong', detail: { row: above } })
  const key = KIND[kind].keyOf(row)
  const same = key === null ? row.number : first.get(key)!
  const double =
    judged.double ??
    (same === row.number
      ? null
      : { code: 'imports.twiceInSheet', detail: { row: same }, choosable: KIND[kind].secondIsChoosable })
  return { ...judged, faults, double }
}

export const check = async (working: Working, sheet: q.SheetAtWork): Promise<void> => {
  const { client, house, origin, hasTime } = working
  if (!sheet.stored) {
    await store(working, sheet)
    // The headings are asked for anew.
    return q.leaveSheet(client, sheet.importId).then(() => {})
  }
  const kind = KIND[sheet.kind]
  const stored = await q.allRows(client, sheet.importId)
  const rows = stored.map((row) => ({ ...row, cells: cellsOf(sheet.kind, sheet.columns!, row.cells) }))
  const states = new Map(stored.map((row) => [row.number, row.state]))
  const first = firstOf(sheet.kind, rows)
  const { circles } = orderOf(sheet.kind, rows)
  const look = kind.look(rows, factsOf(sheet))
  const caller = callerFor(origin, sheet)
  const { actor, results } = await house.database.read(caller.credential, look.queries)
  if (!actor) throw notSignedIn()
  const judge = look.judge(results)
  const waiting = rows.filter((row) => row.state === 'new')
  for (let from = 0; from < waiting.length; from += CHUNK) {
    const verdicts: q.Verdict[] = []
    for (const row of waiting.slice(from, from + CHUNK)) {
      const judged = verdictOf(sheet.kind, row, judge(row, first), first, states, circles)
      const faults = [...judged.faults]
      // What its acts would refuse, in their own words; a second act has nothing to stand on yet.
      if (faults.length === 0 && (!judged.double || judged.double.choosable)) {
        const { act, input } = judged.trial ?? judged.plan[0]!
        const refusal = await house.rehearse(caller, act, input)
        if (refusal) faults.push(...faultsOf(refusal, kind))
      }
      // A row of somebody who is there already is no mistake to mend.
      const state =
        judged.double && (faults.length === 0 || !judged.double.choosable) ? 'double' : faults.length ? 'wrong' : 'good'
      states.set(row.number, state)
      verdicts.push({
        number: row.number,
        state,
        faults: state === 'double' ? [] : faults,
        double: judged.double,
        way: judged.way,
      })
    }
    await q.saveVerdicts(client, sheet.importId, verdicts)
    await q.stillAtWork(client, sheet.importId)
    // Only now: looking all rows up may take the whole turn, and each turn brings it further.
    if (!hasTime() && from + CHUNK < waiting.length) return q.leaveSheet(client, sheet.importId).then(() => {})
  }
  await q.finishChecking(client, sheet.importId)
}
