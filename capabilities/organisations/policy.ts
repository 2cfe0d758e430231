// Who may do what with an organisation. The register itself is there for everybody who is signed in.
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import {
  findOrganisation,
  findReorganisation,
  lockReorganisation,
  type Organisation,
  type Reorganisation,
} from './queries.ts'

const isAdministrator = (actor: Actor) => actor.acting.position === 'administrator'

export const rules = { everyone, isAdministrator }

export const organisationRules = {
  administersTheOrganisation: (actor: Actor, organisation: Organisation) =>
    isAdministrator(actor) && actor.acting.organisationId === organisation.organisationId,
  existsToday: (_: Actor, organisation: Organisation) => organisation.existsToday,
}

export const reorganisationRules = {
  administersAParty: (actor: Actor, plan: Reorganisation) =>
    isAdministrator(actor) && plan.parties.some((party) => party.organisationId === actor.acting.organisationId),
  isWaiting: (_: Actor, plan: Reorganisation) => plan.isWaiting,
}

export const subjects = {
  organisationId: { find: findOrganisation, rules: organisationRules },
  reorganisationId: { find: findReorganisation, lock: lockReorganisation, rules: reorganisationRules },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  listOrganisations: ['everyone'],
  suggestOrganisations: ['everyone'],
  readOrganisation: ['everyone'],
  countOrganisations: ['everyone'],
  registerOrganisation: ['isAdministrator'],
  renameOrganisation: ['administersTheOrganisation', 'existsToday'],
  mergeOrganisations: ['administersTheOrganisation', 'existsToday'],
  listMembersToPlace: ['administersTheOrganisation'],
  splitOrganisation: ['administersTheOrganisation', 'existsToday'],
  agreeToReorganisation: ['administersAParty', 'isWaiting'],
  withdrawReorganisation: ['administersAParty', 'isWaiting'],
}
