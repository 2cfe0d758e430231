// The front door of moving out and in: all that the house may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const moving = capability({ name: 'moving', contract, subjects, rules, policy, actions, text: { nl, en } })

export { packageJobs, packDossier, packOrganisation, takeIn } from './making.ts'
export { jobs, listeners } from './telling.ts'
