// Makes the rows that were confirmed, each by the acts that a person would ask, each once, whatever happens in between.
import { notSignedIn } from '#foundation/errors.ts'
import { putMail } from '#foundation/mail/mail.ts'
import { cellsOf } from './columns.ts'
import { KEPT_DAYS } from './contract.ts'
import { lower } from './kinds/kind.ts'
import { KIND } from './kinds.ts'
import * as q from './queries.ts'
import { mail as en } from './text.en.ts'
import { mail as nl } from './text.nl.ts'
import { callerFor, carryOut, factsOf, type Working } from './working.ts'

const BATCH = 50

export const make = async (working: Working, sheet: q.SheetAtWork): Promise<void> => {
  const { client, hasTime } = working
  while (hasTime()) {
    const rows = await q.nextRows(client, sheet.importId, BATCH)
    if (rows.length === 0) return q.finishMaking(client, sheet.importId, KEPT_DAYS).then(() => {})
    // Asked before and not heard of: the same again, word for word, gives the answer of the first time.
    const asked = rows[0]!.plan ? rows : await plan(working, sheet, rows)
    for (const row of asked) await makeRow(working, sheet, row)
    await q.stillAtWork(client, sheet.importId)
  }
  await q.leaveSheet(client, sheet.importId)
}

/** Looks again at what the rows refer to, as it stands now, and writes down what will be asked before it is. */
const plan = async ({ client, house, origin }: Working, sheet: q.SheetAtWork, stored: readonly q.StoredRow[]) => {
  const kind = KIND[sheet.kind]
  const rows = stored.map((row) => ({ ...row, cells: cellsOf(sheet.kind, sheet.columns!, row.cells) }))
  const look = kind.look(rows, factsOf(sheet))
  const { actor, results } = await house.database.read(callerFor(origin, sheet).credential, look.queries)
  if (!actor) throw notSignedIn()
  const judge = look.judge(results)
  // Whoever is named must be there by now: nothing of the sheet is still to come.
  const nobody: ReadonlyMap<string, number> = new Map()
  const named = new Set(rows.map((row) => lower(row.cells.manager ?? '')).filter(Boolean))
  const comes: ReadonlyMap<string, number> = new Map([...named].map((email) => [email, 0]))
  const verdicts: q.Verdict[] = []
  const plans: { number: number; plan: (typeof stored)[number]['plan'] & object; way: string; remember: unknown }[] = []
  for (const row of rows) {
    const judged = judge(row, sheet.kind === 'people' ? comes : nobody)
    const faults =
      judged.way === 'invite' && !sheet.invites ? [{ column: 'email', code: 'imports.needsInvitation' }] : judged.faults
    const double = judged.double && !(row.chosen && judged.double.choosable) ? judged.double : null
    if (double || faults.length)
      verdicts.push({
        number: row.number,
        state: double ? 'double' : 'failed',
        faults: double ? [] : faults,
        double,
        way: judged.way,
      })
    else plans.push({ number: row.number, plan: judged.plan, way: judged.way, remember: judged.remember })
  }
  if (verdicts.length) {
    await q.saveVerdicts(client, sheet.importId, verdicts)
    await q.unchoose(
      client,
      sheet.importId,
      verdicts.map((one) => one.number),
    )
  }
  await q.savePlans(client, sheet.importId, plans)
  return plans.map((one) => ({
    ...stored.find((row) => row.number === one.number)!,
    plan: one.plan,
    made: (one.remember ?? null) as Record<string, unknown> | null,
    way: one.way,
  }))
}

const makeRow = async (working: Working, sheet: q.SheetAtWork, row: q.StoredRow): Promise<void> => {
  const { client, origin } = working
  const kind = KIND[sheet.kind]
  const { answered, faults } = await carryOut(working, sheet, `${sheet.importId} ${row.number}`, kind, row.plan!)
  // The first act made something, even when a second one was refused: it is told, and can be taken back.
  const made = Object.keys(answered).length > 0 || faults.length === 0
  const remembered = row.made ?? {}
  // A mail and the answer that it goes with are kept together: asked again, no second mail goes out.
  await client.query('begin')
  await q.saveOutcome(client, sheet.importId, row.number, {
    state: made ? 'made' : 'failed',
    faults,
    made: { ...answered, ...(faults.length && answered.membershipId ? { lastDay: null } : {}) },
  })
  if (made && sheet.kind === 'people' && sheet.invites && row.plan![0]!.act === 'addMember')
    await putMail(client, welcome(sheet, origin, remembered, await q.whoBrought(client, sheet.importId)))
  await client.query('commit')
}

const welcome = (
  sheet: q.SheetAtWork,
  origin: string,
  made: Readonly<Record<string, unknown>>,
  by: { readonly name: string; readonly organisation: string },
) => {
  const words = sheet.locale === 'en' ? en : nl
  const name = String(made.name)
  return {
    to: String(made.email),
    name,
    subject: words.subject(by.organisation),
    body: words.body({
      name,
      by: by.name,
      organisation: by.organisation,
      role: String(made.functionName),
      address: `${origin}/aanmelden`,
    }),
  }
}
