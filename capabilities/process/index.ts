// The front door of the process: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const processes = capability({
  name: 'process',
  contract,
  subjects,
  rules,
  policy,
  actions,
  optional: { needs: ['kaders'] },
  processing,
  text: { nl, en },
})

export { reserving } from './actions/choices.ts'
export { findGates, findProcess, GATES_OF_READER, type Gate, type Process } from './queries.ts'
