// Who may search: everybody who is signed in. What they find is what exists for them: access.sql.
import { dossierRules, findDossier } from '#capabilities/dossier/index.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'

export const rules = { everyone }
export const subjects = { dossierId: { find: findDossier, rules: dossierRules } } satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  readDocumentText: ['seesIt'],
  search: ['everyone'],
  suggestFound: ['everyone'],
}
