// For rooms whose own act asks something of somebody: the open item and its ladder, a new day, and how it ends, as statements.
import type { Statement } from '#foundation/database/query.ts'
import { ladder, TERMS } from './ladder.ts'
import { close, extend, insertOpenItem, insertSteps, type OpenItemRow } from './queries.ts'

/**
 * Raises an open item in the transaction of the act that asks. The entry in the journal is that act's own, and so is telling
 * it (`openItemAsked`). `details.answerAt`, a path of this house, sends who is asked to the page where the answer is given:
 * answering and refusing here are then not theirs, and the room that asked ends the item with `ending`.
 */
export const raising = (item: OpenItemRow): Statement[] => [
  insertOpenItem(item),
  insertSteps(item.openItemId, ladder({ raisedAt: item.raisedAt, dueOn: item.dueOn })),
]

/** Moves the day of an open item; the ladder starts anew above the steps that were climbed. */
export const extending = (
  extension: Parameters<typeof extend>[0] & { readonly highestStep: number; readonly now: Date },
): Statement[] => [
  ...extend(extension),
  insertSteps(
    extension.openItemId,
    ladder({ raisedAt: extension.now, dueOn: extension.became }, TERMS, extension.highestStep + 1),
  ),
]

/** Ends an open item in the transaction of the act that answered it. */
export const ending = close
