// What then happens: acts on items of the council, on choices that are political, and on the long-term agenda.
import { type Actions, reads } from '#foundation/capability.ts'
import { moving } from './actions/moving.ts'
import { planning } from './actions/planning.ts'
import { political } from './actions/political.ts'
import { raising } from './actions/raising.ts'
import type { contract } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'

export const actions: Actions<typeof contract, typeof subjects> = {
  listCouncilItems: reads((input) => q.itemList(input)),
  listCouncilItemsOf: reads((input) =>
    input.at ? q.itemsAsOf(input.dossierId, input.at, input.limit) : q.itemsOf(input.dossierId, input),
  ),
  readCouncilItem: reads((input) => q.itemView(input.councilItemId)),
  listDebtors: reads((input) => q.debtors(input.dossierId, input.search, input.limit)),
  readDesk: reads((input) => q.deskView(input.organisationId)),
  listArrangements: reads((input) => q.arrangements(input.organisationId, input)),
  exportCouncilItems: reads((input, { origin }) => q.itemExport(input.organisationId, input, origin)),
  listPoliticalChoicesOf: reads((input) => q.marksOf(input.dossierId, input.limit)),
  readPoliticalChoice: reads((input) => q.markView(input.markId)),
  listMoments: reads((input) =>
    input.at && input.dossierId ? q.momentsAsOf(input.dossierId, input.at, input.limit) : q.momentList(input),
  ),
  readMoment: reads((input) => q.momentView(input.momentId)),
  ...raising,
  ...moving,
  ...political,
  ...planning,
}
