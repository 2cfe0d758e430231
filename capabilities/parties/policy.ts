// Who may do what around the parties of a dossier. Which of them exist for whom is decided in access.sql.
import { type Dossier, dossierRules, findDossier, lockDossier } from '#capabilities/dossier/index.ts'
import type { Actor } from '#foundation/access/actor.ts'
import { everyone, isCivilServant } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import {
  type Agreement,
  type ContextChange,
  findAgreement,
  findChange,
  findInitiative,
  type Initiative,
  lockAgreement,
  lockChange,
  lockInitiative,
} from './queries.ts'

export const rules = { everyone, isCivilServant }

export const agreementRules = {
  /** In the role in which they act now: one of the two sides, or the core team for whoever does not sign in. */
  isASide: (_: Actor, agreement: Agreement) => agreement.speaksFor.length > 0,
  dossierIsOpen: (_: Actor, agreement: Agreement) => agreement.dossier.state !== 'closed',
}

/** Whoever works where it was recorded may say it otherwise. */
export const changeRules = { isOurs: (_: Actor, change: ContextChange) => change.isOurs }

export const initiativeRules = {
  /** Finding is the access check: who gets here may read. */
  seesIt: () => true,
  /** In the role in which they act now. */
  isInitiator: (_: Actor, initiative: Initiative) => initiative.mine,
  ownsOrDeputises: (actor: Actor, { dossier }: Initiative) =>
    [dossier.ownerId, dossier.deputyId].includes(actor.acting.membershipId),
  dossierIsOpen: (_: Actor, { dossier }: Initiative) => dossier.state !== 'closed',
}

export const subjects = {
  dossierId: {
    find: findDossier,
    lock: lockDossier,
    rules: dossierRules,
    organisationOf: (dossier: Dossier) => dossier.organisationId,
  },
  agreementId: {
    find: findAgreement,
    lock: lockAgreement,
    rules: agreementRules,
    organisationOf: (one: Agreement) => one.dossier.organisationId,
  },
  initiativeId: {
    find: findInitiative,
    lock: lockInitiative,
    rules: initiativeRules,
    organisationOf: (one: Initiative) => one.dossier.organisationId,
  },
  contextChangeId: {
    find: findChange,
    lock: lockChange,
    rules: changeRules,
    organisationOf: (one: ContextChange) => one.organisationId,
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  listPartiesOf: ['seesIt'],
  addParty: ['isCoreTeam', 'isOpen'],
  changeParty: ['isCoreTeam', 'isOpen'],
  leaveParty: ['isCoreTeam', 'isOpen'],
  // How others are rated is the work of a civil servant: a partner in the core team does not take part in that.
  assessParty: ['isCoreTeam', 'isCivilServant', 'isOpen'],
  writePosition: ['takesPart', 'isOpen'],
  changePosition: ['takesPart', 'isOpen'],
  withdrawPosition: ['takesPart', 'isOpen'],
  listAgreementsOf: ['seesIt'],
  recordAgreement: ['takesPart', 'isOpen'],
  sayOfAgreement: ['isASide', 'dossierIsOpen'],
  listAreas: ['everyone'],
  readArea: ['seesIt'],
  linkToArea: ['isCoreTeam', 'isOpen'],
  unlinkFromArea: ['isCoreTeam'],
  readSurroundings: ['seesIt'],
  listContextChanges: ['everyone'],
  recordContextChange: ['isCivilServant'],
  changeContextChange: ['isCivilServant', 'isOurs'],
  tagContextChange: ['isCoreTeam', 'isOpen'],
  untagContextChange: ['isCoreTeam'],
  listTeamsOf: ['seesIt'],
  composeTeam: ['isCoreTeam', 'isOpen'],
  endTeam: ['isCoreTeam'],
  nameInitiator: ['ownsOrDeputises', 'isOpen'],
  readInitiative: ['seesIt'],
  stateSupport: ['ownsOrDeputises', 'dossierIsOpen'],
  changeIdea: ['isInitiator', 'dossierIsOpen'],
  agreeToClosing: ['isInitiator', 'dossierIsOpen'],
  stateClosingReason: ['ownsOrDeputises', 'dossierIsOpen'],
}
