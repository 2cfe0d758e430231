// The front door of the dossier: all that other rooms may import.
import { capability } from '#foundation/capability.ts'
import { actions } from './actions.ts'
import { contract } from './contract.ts'
import { policy, rules, subjects } from './policy.ts'
import { processing } from './processing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const dossier = capability({
  name: 'dossier',
  contract,
  subjects,
  rules,
  policy,
  actions,
  processing,
  text: { nl, en },
})

export { involving, record, roleOf } from './actions.ts'
export { drawingJobs } from './drawing.ts'
export { dossierRules } from './policy.ts'
export {
  appendEntry,
  attachUploads,
  type Dossier,
  endInvolvement,
  type FoundByTitle,
  findActing,
  findByIds,
  findByTitle,
  findDossier,
  findMemberships,
  findUploads,
  insertInvolvement,
  LEADING,
  listInvolved,
  lockDossier,
  organisationName,
  places,
  REACH,
  removeExpiredNotes,
  settleReach,
  touchDossier,
  type Upload,
  watched,
} from './queries.ts'
export { verifyJournal } from './verify.ts'
