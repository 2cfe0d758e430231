// The front door of the imports: all that the house may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const imports = capability({
  name: 'imports',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

export { jobsFor } from './jobs.ts'
export { routes } from './routes.ts'
