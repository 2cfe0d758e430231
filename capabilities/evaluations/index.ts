// The front door of the evaluations: all that other rooms and the house may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const evaluations = capability({
  name: 'evaluations',
  contract,
  subjects,
  rules,
  policy,
  actions,
  optional: { needs: [] },
  processing,
  text: { nl, en },
})

export { jobs } from './jobs.ts'
