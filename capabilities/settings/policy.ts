// Who may arrange something for an organisation, and who may know how it is arranged: whoever is bound by it.
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import { findOrganisation, lockOrganisation, type Organisation } from './queries.ts'

export const rules = { everyone }

export const subjects = {
  organisationId: {
    find: findOrganisation,
    lock: lockOrganisation,
    rules: {
      /** In the role in which they act now; finding says that some role of theirs is there. */
      belongsHere: (actor: Actor, { organisationId }: Organisation) => actor.acting.organisationId === organisationId,
      // A second hat does not count: an administrator who acts as a council member administers nothing at that moment.
      administersIt: (actor: Actor, { organisationId }: Organisation) =>
        actor.acting.position === 'administrator' && actor.acting.organisationId === organisationId,
      organisationExists: (_: Actor, { existsToday }: Organisation) => existsToday,
    },
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  listRooms: ['belongsHere'],
  switchRoomOff: ['administersIt', 'organisationExists'],
  switchRoomOn: ['administersIt', 'organisationExists'],
  readTerms: ['belongsHere'],
  tryTerms: ['belongsHere'],
  planTerms: ['administersIt', 'organisationExists'],
  withdrawTerms: ['administersIt', 'organisationExists'],
  addClosingDay: ['administersIt', 'organisationExists'],
  withdrawClosingDay: ['administersIt', 'organisationExists'],
  readRetention: ['belongsHere'],
  planRetention: ['administersIt', 'organisationExists'],
  withdrawRetention: ['administersIt', 'organisationExists'],
  listKept: ['administersIt'],
  listProcessing: ['belongsHere'],
}
