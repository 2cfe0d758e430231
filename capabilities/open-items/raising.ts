// For rooms whose own act asks something of somebody: the open item and its ladder, and how it ends, as statements.
import type { Statement } from '#foundation/database/query.ts'
import { ladder } from './ladder.ts'
import { close, insertOpenItem, insertSteps, type OpenItemRow } from './queries.ts'

/**
 * Raises an open item in the transaction of the act that asks. The entry in the journal is that act's own, and so is telling
 * it (`openItemAsked`). `details.answerAt`, a path of this house, sends who is asked to the page where the answer is given:
 * answering and refusing here are then not theirs, and the room that asked ends the item with `ending`.
 */
export const raising = (item: OpenItemRow): Statement[] => [
  insertOpenItem(item),
  insertSteps(item.openItemId, ladder({ raisedAt: item.raisedAt, dueOn: item.dueOn })),
]

/** Ends an open item in the transaction of the act that answered it. */
export const ending = close
