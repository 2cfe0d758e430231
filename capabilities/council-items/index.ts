// The front door of the council's items: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const councilItems = capability({
  name: 'councilItems',
  contract,
  subjects,
  rules,
  policy,
  actions,
  optional: { needs: ['council', 'process', 'kaders'] },
  processing,
  text: { nl, en },
})

export { listeners } from './notices.ts'
export { MOMENTS_OF_READER } from './queries.ts'
export { routes } from './routes.ts'
