// The front door of staffing: functions, and who answers to whom.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const staffing = capability({
  name: 'staffing',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})
