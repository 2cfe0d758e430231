// Takes back what an import made, by the acts that a person would ask, as far as nobody worked on it since.

import type { Asked } from './kinds/kind.ts'
import { KIND } from './kinds.ts'
import * as q from './queries.ts'
import { text } from './text.nl.ts'
import { carryOut, type Working } from './working.ts'

const BATCH = 50

type Way = { readonly plan: Asked } | { readonly why: string }

/** Which act takes a row back, or why it stays. */
const wayBack = async ({ client }: Working, sheet: q.SheetAtWork, row: q.StoredRow): Promise<Way> => {
  const made = (row.made ?? {}) as Record<string, string>
  const unless = (why: string | null, act: string, input: Record<string, unknown>): Way =>
    why ? { why } : { plan: { act, input } }
  const { record } = text
  switch (sheet.kind) {
    case 'dossiers':
      return unless(await q.dossierTouched(client, made.dossierId!), 'withdrawDossier', {
        dossierId: made.dossierId,
        reason: record.undone,
      })
    case 'openItems':
      return unless(await q.openItemTouched(client, made.openItemId!), 'withdrawOpenItem', {
        openItemId: made.openItemId,
        reason: record.undone,
      })
    case 'people':
      if (made.invitationId)
        return unless(await q.invitationTouched(client, made.invitationId), 'withdrawInvitation', {
          invitationId: made.invitationId,
        })
      return unless(
        await q.memberTouched(client, sheet.importId, {
          membershipId: made.membershipId!,
          functionName: made.functionName!,
          position: made.position!,
          lastDay: made.lastDay ?? null,
        }),
        'endMembership',
        { membershipId: made.membershipId, untilDate: sheet.today, reason: record.undone },
      )
    case 'managerLines': {
      const now = await q.lineNow(client, made.membershipId!)
      if (!now) return { why: 'keptGone' }
      if (now.managerId !== made.became) return { why: 'keptChanged' }
      return {
        plan: {
          act: 'changeMembership',
          input: { ...now, membershipId: made.membershipId, managerId: made.was ?? null },
        },
      }
    }
  }
}

export const undo = async (working: Working, sheet: q.SheetAtWork): Promise<void> => {
  const { client, hasTime } = working
  const kind = KIND[sheet.kind]
  while (hasTime()) {
    const rows = await q.nextToUndo(client, sheet.importId, BATCH)
    if (rows.length === 0) return q.finishUndoing(client, sheet.importId).then(() => {})
    for (const row of rows) {
      let plan = row.plan
      if (!plan) {
        const way = await wayBack(working, sheet, row)
        if ('why' in way) {
          await q.saveOutcome(client, sheet.importId, row.number, {
            state: 'kept',
            faults: [{ column: null, code: `imports.${way.why}` }],
          })
          continue
        }
        plan = [way.plan]
        // Written down before it is asked: who goes on after a fall would else take our own act for somebody's work.
        await q.saveUndoPlan(client, sheet.importId, row.number, plan)
      }
      const { faults } = await carryOut(working, sheet, `undo ${sheet.importId} ${row.number}`, kind, plan)
      await q.saveOutcome(client, sheet.importId, row.number, { state: faults.length ? 'kept' : 'undone', faults })
    }
    await q.stillAtWork(client, sheet.importId)
  }
  await q.leaveSheet(client, sheet.importId)
}
