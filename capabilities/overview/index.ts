// The front door of the overview: an organisation in numbers.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const overview = capability({
  name: 'overview',
  contract,
  subjects,
  rules,
  policy,
  actions,
  optional: { needs: [] },
  processing,
  text: { nl, en },
})

export { routes } from './routes.ts'
