// Who may take what along, and who lets programs elsewhere be told. What exists for whom is in access.sql.
import { dossierRules, findDossier, lockDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { findMyPackage, findWebhook, lockWebhook, type Webhook } from './queries.ts'

export const rules = {
  everyone,
  isAdministrator: ({ acting }: Actor) => acting.position === 'administrator',
  /** A secret is made for a person at a screen, not for a program that holds a token. */
  isInTheBrowser: ({ sessionId }: Actor) => sessionId !== null,
}

export const webhookRules = {
  administersIt: ({ acting }: Actor, webhook: Webhook) =>
    acting.position === 'administrator' && acting.organisationId === webhook.organisationId,
}

export const subjects = {
  dossierId: { find: findDossier, lock: lockDossier, rules: dossierRules },
  packageId: { find: findMyPackage, rules: {} },
  webhookId: { find: findWebhook, lock: lockWebhook, rules: webhookRules },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  askPackage: ['ownsOrDeputises'],
  listPackages: ['ownsOrDeputises'],
  downloadPackage: ['ownsOrDeputises'],
  readMyExport: ['everyone'],
  askMyPackage: ['isInTheBrowser'],
  listMyPackages: ['isInTheBrowser'],
  downloadMyPackage: ['isInTheBrowser'],
  listWebhooks: ['isAdministrator'],
  addWebhook: ['isInTheBrowser', 'isAdministrator'],
  readWebhook: ['administersIt'],
  tryWebhook: ['administersIt'],
  endWebhook: ['administersIt', 'isInTheBrowser'],
}
