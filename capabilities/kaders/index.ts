// The front door of the frames and decisions: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const kaders = capability({
  name: 'kaders',
  contract,
  subjects,
  rules,
  policy,
  actions,
  optional: { needs: [] },
  processing,
  text: { nl, en },
})

export { type Deciding, type DecisionLine, decisionNeeds, takeDecision } from './deciding.ts'
export { type DecisionFacts, findDecision, findVersions, type VersionFacts } from './queries.ts'
