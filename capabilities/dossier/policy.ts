// Who may do what with a dossier. Which dossiers exist for whom is decided in access.sql.
import type { Actor } from '#foundation/access/actor.ts'
import { everyone, isCivilServant } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { type Dossier, findDossier, lockDossier } from './queries.ts'

export const rules = { everyone, isCivilServant }

const owns = (actor: Actor, dossier: Dossier) => dossier.ownerId === actor.acting.membershipId
const deputises = (actor: Actor, dossier: Dossier) => dossier.deputyId === actor.acting.membershipId

export const dossierRules = {
  /** Finding is the access check: who gets here may read. */
  seesIt: () => true,
  /** In the role in which they act: one reads with all one's hats and writes with one (K8). */
  takesPart: (_: Actor, dossier: Dossier) => dossier.actingReach <= 2,
  isCoreTeam: (_: Actor, dossier: Dossier) => dossier.actingReach <= 1,
  ownsTheDossier: owns,
  ownsOrDeputises: (actor: Actor, dossier: Dossier) => owns(actor, dossier) || deputises(actor, dossier),
  openedIt: (actor: Actor, dossier: Dossier) => dossier.openedBy === actor.acting.membershipId,
  isOpen: (_: Actor, dossier: Dossier) => dossier.state !== 'closed',
  isActive: (_: Actor, dossier: Dossier) => dossier.state === 'active',
  isPaused: (_: Actor, dossier: Dossier) => dossier.state === 'paused',
  isClosed: (_: Actor, dossier: Dossier) => dossier.state === 'closed',
}

export const subjects = {
  dossierId: { find: findDossier, lock: lockDossier, rules: dossierRules },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  openDossier: ['isCivilServant'],
  listDossiers: ['everyone'],
  readDossier: ['seesIt'],
  listEntries: ['seesIt'],
  listEntryKinds: ['seesIt'],
  addEntry: ['takesPart', 'isOpen'],
  readEntry: ['seesIt'],
  changeAudience: ['ownsOrDeputises'],
  eraseEntry: ['ownsTheDossier'],
  discardNote: ['seesIt'],
  changePlan: ['isCoreTeam', 'isOpen'],
  listPlans: ['seesIt'],
  changeCeiling: ['ownsOrDeputises', 'isOpen'],
  pauseDossier: ['ownsOrDeputises', 'isActive'],
  resumeDossier: ['ownsOrDeputises', 'isPaused'],
  closeDossier: ['ownsOrDeputises', 'isOpen'],
  withdrawDossier: ['isCoreTeam', 'openedIt', 'isOpen'],
  reopenDossier: ['ownsOrDeputises', 'isClosed'],
  changeDeputy: ['ownsOrDeputises', 'isOpen'],
  involve: ['isCoreTeam', 'isOpen'],
  endInvolvement: ['isCoreTeam', 'isOpen'],
  readDocument: ['seesIt'],
  downloadDocument: ['seesIt'],
  downloadPreview: ['seesIt'],
  addVersion: ['takesPart', 'isOpen'],
  listNews: ['everyone'],
  markVisit: ['everyone'],
  listRecipients: ['everyone'],
}
