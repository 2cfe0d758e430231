// For rooms whose own act asks something of somebody: the open item and its ladder, a new day, and how it ends, as statements.
import { type InForce, ladder } from '#capabilities/settings/index.ts'
import type { Statement } from '#foundation/database/query.ts'
import { close, extend, insertOpenItem, insertSteps, type OpenItemRow } from './queries.ts'

/**
 * Raises an open item in the transaction of the act that asks, under the terms of who answers (`findTerms` of settings). The
 * entry in the journal is that act's own, and so is telling it (`openItemAsked`). `details.answerAt`, a path of this house,
 * sends who is asked to the page where the answer is given, and `details.answerRoom` names the room of that page: answering
 * and refusing here are then not theirs, and the room that asked ends the item with `ending`.
 */
export const raising = (item: Omit<OpenItemRow, 'termsId'>, terms: InForce): Statement[] => [
  insertOpenItem({ ...item, termsId: terms.termsId }),
  insertSteps(item.openItemId, ladder({ raisedAt: item.raisedAt, dueOn: item.dueOn }, terms.ladder)),
]

/** Moves the day of an open item; the ladder starts anew above the steps that were climbed, under the terms it was asked under. */
export const extending = (
  extension: Parameters<typeof extend>[0] & { readonly highestStep: number; readonly now: Date },
  terms: InForce,
): Statement[] => [
  ...extend(extension),
  insertSteps(
    extension.openItemId,
    ladder({ raisedAt: extension.now, dueOn: extension.became }, terms.ladder, extension.highestStep + 1),
  ),
]

/** Ends an open item in the transaction of the act that answered it. */
export const ending = close
