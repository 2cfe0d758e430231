// Who may do what with functions and lines: the administrators of the organisation, in that role.
import type { Actor } from '#foundation/access/actor.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import * as q from './queries.ts'

const administers = (actor: Actor, organisationId: string) =>
  actor.acting.position === 'administrator' && actor.acting.organisationId === organisationId

export const rules = { isAdministrator: (actor: Actor) => actor.acting.position === 'administrator' }

export const subjects = {
  organisationId: {
    find: q.findAdministered,
    lock: q.lockOrganisation,
    rules: {
      administersIt: (actor: Actor, { organisationId }: q.OrganisationFound) => administers(actor, organisationId),
    },
  },
  functionId: {
    find: q.findFunction,
    lock: q.lockFunction,
    rules: {
      administersIt: (actor: Actor, { organisationId }: q.FunctionFound) => administers(actor, organisationId),
      isInUse: (_: Actor, { hasEnded }: q.FunctionFound) => !hasEnded,
      hasEnded: (_: Actor, { hasEnded }: q.FunctionFound) => hasEnded,
    },
  },
  membershipId: {
    find: q.findMember,
    rules: {
      administersIt: (actor: Actor, { organisationId }: q.MemberFound) => administers(actor, organisationId),
    },
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  listFunctions: ['isAdministrator'],
  addFunction: ['administersIt'],
  renameFunction: ['administersIt', 'isInUse'],
  endFunction: ['administersIt', 'isInUse'],
  keepFunction: ['administersIt', 'hasEnded'],
  listLines: ['isAdministrator'],
  readPeopleOf: ['administersIt'],
  changeLines: ['administersIt'],
}
