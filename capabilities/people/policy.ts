// Who may do what with people. Which people exist for whom is decided in access.sql.
import type { Actor } from '#foundation/access/actor.ts'
import { everyone } from '#foundation/access/rules.ts'
import type { Policy, Subjects } from '#foundation/capability.ts'
import type { contract } from './contract.ts'
import * as q from './queries.ts'

// A second hat does not count: an administrator who acts as a council member administers nothing at that moment.
const isAdministrator = (actor: Actor) => actor.acting.position === 'administrator'
const administers = (actor: Actor, organisationId: string) =>
  isAdministrator(actor) && actor.acting.organisationId === organisationId

export const rules = { everyone, isAdministrator }

export const subjects = {
  personId: {
    find: q.findPerson,
    rules: {
      /** Finding is the access check: who gets here may read. */
      seesThem: () => true,
      isSelf: (actor: Actor, person: q.PersonFound) => person.personId === actor.personId,
    },
  },
  membershipId: {
    find: q.findMembership,
    lock: q.lockOrganisationOf,
    rules: {
      administersIt: (actor: Actor, membership: q.MembershipFound) => administers(actor, membership.organisationId),
      hasNotEnded: (_: Actor, membership: q.MembershipFound) => !membership.hasEnded,
      endIsPlanned: (_: Actor, membership: q.MembershipFound) => membership.endIsPlanned && !membership.hasEnded,
    },
  },
  organisationId: {
    find: q.findAdministered,
    lock: q.lockOrganisation,
    rules: {
      administersIt: (actor: Actor, organisation: q.OrganisationFound) =>
        administers(actor, organisation.organisationId),
      organisationExists: (_: Actor, organisation: q.OrganisationFound) => organisation.existsToday,
    },
  },
  dossierId: {
    find: q.findDossierLed,
    rules: {
      ownsOrDeputises: (actor: Actor, dossier: q.DossierLed) =>
        [dossier.ownerId, dossier.deputyId].includes(actor.acting.membershipId),
      dossierIsOpen: (_: Actor, dossier: q.DossierLed) => dossier.isOpen,
    },
  },
  invitationId: {
    find: q.findInvitation,
    rules: {
      /** The administrator of its organisation, who sent it, or who leads the dossier that it is for. */
      maySeeToIt: (actor: Actor, invitation: q.InvitationFound) =>
        administers(actor, invitation.organisationId) ||
        invitation.invitedBy === actor.personId ||
        [invitation.ownerId, invitation.deputyId].includes(actor.acting.membershipId),
      isWaiting: (_: Actor, invitation: q.InvitationFound) => invitation.isWaiting,
    },
  },
} satisfies Subjects

export const policy: Policy<typeof contract, typeof rules, typeof subjects> = {
  listPeople: ['everyone'],
  listColleagues: ['everyone'],
  readPerson: ['seesThem'],
  readMyself: ['everyone'],
  changeMyself: ['isSelf'],
  listMembers: ['isAdministrator'],
  readMembership: ['administersIt'],
  addMember: ['administersIt', 'organisationExists'],
  changeMembership: ['administersIt', 'hasNotEnded'],
  endMembership: ['administersIt', 'hasNotEnded'],
  keepMembership: ['administersIt', 'endIsPlanned'],
  listInvitations: ['isAdministrator'],
  invite: ['administersIt', 'organisationExists'],
  listGuestInvitations: ['ownsOrDeputises'],
  inviteGuest: ['ownsOrDeputises', 'dossierIsOpen'],
  resendInvitation: ['maySeeToIt', 'isWaiting'],
  withdrawInvitation: ['maySeeToIt', 'isWaiting'],
}
