// The front door of people: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const people = capability({
  name: 'people',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

export { jobs } from './jobs.ts'
export { type FoundByEmail, findByEmail, findKnownEmails } from './queries.ts'
export { pages } from './web/pages.ts'
