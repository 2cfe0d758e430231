// The front door of the open items: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const openItems = capability({
  name: 'openItems',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

export { addDays, addWorkingDays, clockOf, dayAt, isWorkingDay } from '#capabilities/settings/index.ts'
export { climb } from './climbing.ts'
export { jobs } from './jobs.ts'
export type { Addressee } from './queries.ts'
export { findAsked, watched } from './queries.ts'
export { ending, extending, raising } from './raising.ts'
export { raiseByHouse, succeedOwners } from './succession.ts'
