// Who may do what with the evaluations of a dossier. Which of them exist for whom follows from their entries.
import { type Dossier, dossierRules, findDossier, lockDossier } from '#capabilities/dossier/index.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'

export const rules = { everyone }

export const subjects = {
  dossierId: {
    find: findDossier,
    lock: lockDossier,
    rules: dossierRules,
    organisationOf: (dossier: Dossier) => dossier.organisationId,
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  readEvaluations: ['seesIt'],
  fixEvaluationPlan: ['ownsOrDeputises', 'isOpen'],
  addToEvaluationPlan: ['ownsOrDeputises', 'isOpen'],
  saveEvaluation: ['isCoreTeam', 'isOpen'],
  publishEvaluation: ['ownsOrDeputises', 'isOpen'],
}
