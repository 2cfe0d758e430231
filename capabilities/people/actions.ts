// What then happens with people: each act decides from what was found, and the database looks again when it writes.
import { createHash, randomBytes } from 'node:crypto'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { type FieldError, invalid } from '#foundation/errors.ts'
import { newId } from '#foundation/id.ts'
import { mailing } from '#foundation/mail/mail.ts'
import { type contract, GOVERNMENT_POSITIONS } from './contract.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'
import { mail as en } from './text.en.ts'
import { mail as nl } from './text.nl.ts'

/** How long the link of an invitation works. */
const INVITATION_DAYS = 14

/** A secret of 256 bits for a link; only its digest is kept, so that whoever reads the database cannot accept. */
const newSecret = async () => {
  const secret = randomBytes(32).toString('base64url')
  return { secret, digest: createHash('sha256').update(secret).digest() }
}

const invitationMail = (
  work: Pick<Work<unknown, unknown>, 'actor' | 'context' | 'now'>,
  to: { readonly email: string; readonly name: string; readonly organisation: string },
  secret: string,
) => {
  const words = work.context.locale === 'en' ? en : nl
  const until = new Date(work.now.getTime() + INVITATION_DAYS * 86_400_000)
  return mailing({
    to: to.email,
    name: to.name,
    subject: words.subject(work.actor.name),
    body: words.body({
      name: to.name,
      inviter: work.actor.name,
      role: `${work.actor.acting.functionName}, ${work.actor.acting.organisationName}`,
      organisation: to.organisation,
      address: `${work.context.origin}/uitnodiging/${secret}`,
      until: words.day(until),
    }),
  })
}

interface Role {
  readonly position: string
  readonly managerId: string | null
  readonly deputyId: string | null
}

/** Refuses a role beside its fields; what is unchanged is not looked at, because somebody named long ago may have left. */
const checkRole = (
  role: Role,
  to: { readonly membershipId: string; readonly organisationId: string; readonly isGovernment: boolean },
  was: Pick<q.MembershipFound, 'managerId' | 'deputyId' | 'position'> | null,
  known: readonly q.Colleague[],
  above: readonly string[],
) => {
  const errors: FieldError[] = []
  if (!to.isGovernment && GOVERNMENT_POSITIONS.includes(role.position) && role.position !== was?.position)
    errors.push({ path: 'position', code: 'people.onlyInGovernment' })
  for (const field of ['managerId', 'deputyId'] as const) {
    const id = role[field]
    if (id === null || id === was?.[field]) continue
    if (id === to.membershipId) errors.push({ path: field, code: 'people.notOneself' })
    else if (!known.some((one) => one.membershipId === id && one.organisationId === to.organisationId))
      errors.push({ path: field, code: 'people.notAColleague' })
    // What climbs to a manager is read by them, and an administrator reads nothing.
    else if (field === 'managerId' && known.some((one) => one.membershipId === id && one.isMine))
      errors.push({ path: field, code: 'people.notUnderYourself' })
    else if (field === 'managerId' && above.includes(to.membershipId))
      errors.push({ path: field, code: 'people.noCircle' })
  }
  if (errors.length) throw invalid('invalid', errors)
}

export const actions: Actions<typeof contract, typeof subjects> = {
  listPeople: reads((input) => q.peopleList(input)),
  listColleagues: reads((input) => q.colleagueOptions(input.search, input.limit)),
  readPerson: reads((input) => q.personView(input.personId)),
  readMyself: reads(() => q.myselfView()),
  listMembers: reads((input) => q.memberList(input)),
  readMembership: reads((input) => q.memberView(input.membershipId)),
  listInvitations: reads((input) => q.invitationList(input)),
  listGuestInvitations: reads((input) => q.guestInvitations(input.dossierId)),

  changeMyself: writes({
    needs: (input) => ({ known: q.findColleagues([input.deputyId]), own: q.findOwnDeputy() }),
    then: (work, input) => {
      const { acting } = work.actor
      checkRole(
        { position: acting.position, managerId: null, deputyId: input.deputyId },
        { membershipId: acting.membershipId, organisationId: acting.organisationId, isGovernment: acting.isGovernment },
        { position: acting.position, managerId: null, deputyId: work.needs.own?.deputyId ?? null },
        work.needs.known,
        [],
      )
      work.do(q.changeMyself(input))
      return null
    },
  }),

  addMember: writes({
    needs: (input) => ({
      // Somebody who does not exist for this administrator cannot be taken in by guessing an id.
      person: q.findPerson(input.personId ?? input.organisationId),
      taken: q.emailKnown(input.email),
      known: q.findColleagues([input.managerId, input.deputyId]),
    }),
    then: (work, input) => {
      const { organisationId, isGovernment, today } = work.subject
      const membershipId = newId()
      if (input.personId && !work.needs.person) throw invalid('invalid', [{ path: 'personId', code: 'notAnId' }])
      if (!input.personId && work.needs.taken) throw invalid('invalid', [{ path: 'email', code: 'people.emailKnown' }])
      checkRole(input, { membershipId, organisationId, isGovernment }, null, work.needs.known, [])
      const personId = input.personId ?? newId()
      work.do(
        q.addMember({
          ...input,
          membershipId,
          personId,
          name: input.personId ? null : input.name!,
          email: input.personId ? null : input.email!,
          sinceDate: input.sinceDate ?? today,
        }),
      )
      work.publish({ name: 'memberAdded', organisationId, payload: { membershipId } })
      return { membershipId, personId }
    },
  }),

  changeMembership: writes({
    needs: (input) => ({
      known: q.findColleagues([input.managerId, input.deputyId]),
      above: q.findLineAbove(input.managerId),
    }),
    then: (work, input) => {
      checkRole(input, work.subject, work.subject, work.needs.known, work.needs.above)
      work.do(q.changeMembership({ ...input, sinceDate: input.sinceDate ?? null }))
      work.publish({
        name: 'membershipChanged',
        organisationId: work.subject.organisationId,
        payload: { membershipId: input.membershipId },
      })
      return null
    },
  }),

  endMembership: writes({
    then: (work, input) => {
      const { membershipId, organisationId, today } = work.subject
      if (input.untilDate < today) throw invalid('invalid', [{ path: 'untilDate', code: 'inThePast' }])
      work.do(q.endMembership(newId(), membershipId, input.untilDate, input.reason))
      // An end that lies ahead is told when its day has come: people.announce_endings().
      if (input.untilDate === today)
        work.publish({ name: 'membershipEnded', organisationId, payload: { membershipId } })
      return null
    },
  }),

  keepMembership: writes({
    then: (work, input) => {
      work.do(q.keepMembership(input.membershipId))
      return null
    },
  }),

  invite: writes({
    prepare: newSecret,
    then: (work, input, { secret, digest }) => {
      const { organisationId, isGovernment, name } = work.subject
      if (!isGovernment && GOVERNMENT_POSITIONS.includes(input.position))
        throw invalid('invalid', [{ path: 'position', code: 'people.onlyInGovernment' }])
      const invitationId = newId()
      work.do(
        q.invite({ ...input, invitationId, dossierId: null, digest, days: INVITATION_DAYS }),
        invitationMail(work, { ...input, organisation: name }, secret),
      )
      work.publish({ name: 'invited', organisationId, payload: { invitationId } })
      return { invitationId }
    },
  }),

  inviteGuest: writes({
    prepare: newSecret,
    needs: (input) => ({ partner: q.findInvolvedPartner(input.dossierId, input.organisationId) }),
    then: (work, input, { secret, digest }) => {
      if (!work.needs.partner) throw invalid('invalid', [{ path: 'organisationId', code: 'people.notInvolved' }])
      const invitationId = newId()
      work.do(
        q.invite({ ...input, invitationId, position: 'partner', digest, days: INVITATION_DAYS }),
        invitationMail(work, { ...input, organisation: work.needs.partner.name }, secret),
      )
      work.publish({
        name: 'invited',
        dossierId: input.dossierId,
        organisationId: input.organisationId,
        payload: { invitationId },
      })
      return { invitationId }
    },
  }),

  resendInvitation: writes({
    prepare: newSecret,
    then: (work, input, { secret, digest }) => {
      const { email, name, organisationName } = work.subject
      work.do(
        q.resendInvitation(input.invitationId, digest, INVITATION_DAYS),
        invitationMail(work, { email, name, organisation: organisationName }, secret),
      )
      return null
    },
  }),

  withdrawInvitation: writes({
    then: (work, input) => {
      work.do(q.withdrawInvitation(input.invitationId))
      return null
    },
  }),
}
