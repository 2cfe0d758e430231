// The front door of the council: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const council = capability({
  name: 'council',
  contract,
  subjects,
  rules,
  policy,
  actions,
  optional: { needs: ['kaders'] },
  processing,
  text: { nl, en },
})

export { climbDuties } from './climbing.ts'
export { jobsFor } from './jobs.ts'
export { listeners } from './listening.ts'
export { councilRules } from './policy.ts'
export {
  type CouncilDossier,
  type CouncilPart,
  findCouncilDossier,
  findCouncilPart,
  informed,
  lockPart,
  releaseEntry,
  sentByCollege,
} from './queries.ts'
export { routes } from './routes.ts'
export { tellFollowers } from './telling.ts'
