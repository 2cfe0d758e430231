// The front door of the letters to the council: all that other rooms and the house may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const letters = capability({
  name: 'letters',
  contract,
  subjects,
  rules,
  policy,
  actions,
  optional: { needs: ['council'] },
  processing,
  text: { nl, en },
})

export { routes } from './routes.ts'
