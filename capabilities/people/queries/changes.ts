// What is written of people: each a function of the database that looks again whether it may (access.sql).
import { run, type Statement } from '#foundation/database/query.ts'

interface Role {
  readonly position: string
  readonly functionName: string
  readonly discipline: string | null
  readonly managerId: string | null
  readonly deputyId: string | null
  readonly speaksForOrganisation: boolean
}

export const addMember = (
  member: Role & {
    readonly membershipId: string
    readonly organisationId: string
    readonly personId: string
    /** Of somebody new; both null for somebody who is known. */
    readonly name: string | null
    readonly email: string | null
    readonly sinceDate: string
  },
): Statement =>
  run('people.add-member', 'select people.add_member($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
    member.membershipId,
    member.organisationId,
    member.personId,
    member.name,
    member.email,
    member.position,
    member.functionName,
    member.discipline,
    member.managerId,
    member.deputyId,
    member.speaksForOrganisation,
    member.sinceDate,
  ])

export const changeMembership = (
  change: Role & { readonly membershipId: string; readonly sinceDate: string | null },
): Statement =>
  run('people.change-membership', 'select people.change_membership($1, $2, $3, $4, $5, $6, $7, $8)', [
    change.membershipId,
    change.position,
    change.functionName,
    change.discipline,
    change.managerId,
    change.deputyId,
    change.speaksForOrganisation,
    change.sinceDate,
  ])

/** `untilDate` is the first day without; what is kept is the last day with. */
export const endMembership = (
  departureId: string,
  membershipId: string,
  untilDate: string,
  reason: string,
): Statement =>
  run('people.end-membership', 'select people.end_membership($1, $2, $3::date - 1, $4)', [
    departureId,
    membershipId,
    untilDate,
    reason,
  ])

export const keepMembership = (membershipId: string): Statement =>
  run('people.keep-membership', 'select people.keep_membership($1)', [membershipId])

export const changeMyself = (self: {
  readonly name: string
  readonly phone: string | null
  readonly locale: string | null
  readonly deputyId: string | null
}): Statement =>
  run('people.change-myself', 'select people.change_myself($1, $2, $3, $4)', [
    self.name,
    self.phone,
    self.locale,
    self.deputyId,
  ])
