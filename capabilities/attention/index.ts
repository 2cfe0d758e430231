// The front door of attention: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const attention = capability({
  name: 'attention',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

export { jobs } from './jobs.ts'
export { registerNotice } from './kinds.ts'
export { type DigestLine, type MomentSource, registerDigestLine, registerMoments } from './moments.ts'
export { listeners, putNotice, putNotices } from './notices.ts'
export { type PushKeys, pushKeysFrom } from './pushing.ts'
export { routes } from './routes.ts'
