// Finding the one that an act is about. Row-level security decides whether it exists for who asks.
import { many, one, type Query, run, type Statement } from '#foundation/database/query.ts'
import { STATE } from './lists.ts'

export interface PersonFound {
  readonly personId: string
}
export const findPerson = (personId: string): Query<PersonFound | undefined> =>
  one('people.find-person', `select json_build_object('personId', p.id)::text from people.person p where p.id = $1`, [
    personId,
  ])

export interface MembershipFound {
  readonly membershipId: string
  readonly organisationId: string
  readonly personId: string
  readonly position: string
  readonly isGovernment: boolean
  readonly managerId: string | null
  readonly deputyId: string | null
  readonly hasEnded: boolean
  readonly endIsPlanned: boolean
  /** The day it is in the database, which is the day that decides. */
  readonly today: string
}
export const findMembership = (membershipId: string): Query<MembershipFound | undefined> =>
  one(
    'people.find-membership',
    `select json_build_object('membershipId', m.id, 'organisationId', m.organisation_id, 'personId', m.person_id, 'position', m.position,
       'isGovernment', o.is_government, 'managerId', m.manager_id, 'deputyId', m.deputy_id,
       'hasEnded', m.until is not null and m.until < current_date, 'endIsPlanned', m.until is not null, 'today', current_date)::text
     from people.membership m join organisations.organisation o on o.id = m.organisation_id where m.id = $1`,
    [membershipId],
  )

/** Acts on the people of one organisation wait for each other. */
export const lockOrganisation = (organisationId: string): Statement =>
  run('people.lock', 'select people.wait_for($1::uuid)', [organisationId])
export const lockOrganisationOf = (membershipId: string): Statement =>
  run('people.lock-of', 'select people.wait_for(m.organisation_id) from people.membership m where m.id = $1', [
    membershipId,
  ])

export interface OrganisationFound {
  readonly organisationId: string
  readonly name: string
  readonly isGovernment: boolean
  readonly existsToday: boolean
  readonly today: string
}
/** The organisation as something to administer: for whoever does not, in none of their roles, it does not exist. */
export const findAdministered = (organisationId: string): Query<OrganisationFound | undefined> =>
  one(
    'people.find-administered',
    `select json_build_object('organisationId', o.id, 'name', o.name, 'isGovernment', o.is_government,
       'existsToday', o.valid_until is null or o.valid_until >= current_date, 'today', current_date)::text
     from organisations.organisation o where o.id = $1 and o.id = any ((select access.administers())::uuid[])`,
    [organisationId],
  )

export interface DossierLed {
  readonly dossierId: string
  readonly ownerId: string
  readonly deputyId: string
  readonly isOpen: boolean
}
export const findDossierLed = (dossierId: string): Query<DossierLed | undefined> =>
  one(
    'people.find-dossier',
    `select json_build_object('dossierId', d.id, 'ownerId', d.owner_id, 'deputyId', d.deputy_id, 'isOpen', d.state <> 'closed')::text
     from dossier.dossier d where d.id = $1`,
    [dossierId],
  )

export interface InvitationFound {
  readonly invitationId: string
  readonly organisationId: string
  readonly organisationName: string
  readonly email: string
  readonly name: string
  readonly invitedBy: string
  readonly ownerId: string | null
  readonly deputyId: string | null
  /** Neither accepted nor withdrawn; it may have expired. */
  readonly isWaiting: boolean
}
export const findInvitation = (invitationId: string): Query<InvitationFound | undefined> =>
  one(
    'people.find-invitation',
    `select json_build_object('invitationId', i.id, 'organisationId', i.organisation_id, 'organisationName', o.name, 'email', i.email,
       'name', i.name, 'invitedBy', i.invited_by, 'ownerId', d.owner_id, 'deputyId', d.deputy_id,
       'isWaiting', i.accepted_at is null and i.withdrawn_at is null)::text
     from people.invitation i join organisations.organisation o on o.id = i.organisation_id
     left join dossier.dossier d on d.id = i.dossier_id where i.id = $1`,
    [invitationId],
  )

export interface Colleague {
  readonly membershipId: string
  readonly organisationId: string
  /** A membership of who asks, in whatever role. */
  readonly isMine: boolean
}
/** Of these memberships: those of today, or to come, that exist for who asks. */
export const findColleagues = (membershipIds: readonly (string | null)[]): Query<Colleague[]> =>
  many(
    'people.find-colleagues',
    `select json_build_object('membershipId', m.id, 'organisationId', m.organisation_id,
       'isMine', m.person_id = (select access.person()))::text
     from people.membership m where m.id = any ($1::uuid[]) and (m.until is null or m.until >= current_date)`,
    [membershipIds.filter((id) => id !== null)],
  )

/** Everybody above this membership, itself first. */
export const findLineAbove = (membershipId: string | null): Query<string[]> => ({
  ...many<string>(
    'people.line-above',
    `with recursive line (id) as (
       select $1::uuid where $1::uuid is not null
       union
       select m.manager_id from line join people.membership m on m.id = line.id where m.manager_id is not null)
     select to_json(id)::text from line`,
    [membershipId],
  ),
})

export const emailKnown = (email: string | undefined): Query<boolean> => ({
  ...run('people.email-known', 'select people.email_known($1)::text', [email ?? '']),
  read: (rows) => rows[0]?.[0] === 'true',
})

/** The usual deputy in the role that acts. */
export const findOwnDeputy = (): Query<{ deputyId: string | null } | undefined> =>
  one(
    'people.own-deputy',
    `select json_build_object('deputyId', m.deputy_id)::text from people.membership m where m.id = (select access.acting())`,
  )

/** A membership that was found by the address of its person. */
export interface FoundByEmail {
  /** Place of the address among those asked. */
  readonly at: number
  readonly membershipId: string
  readonly personId: string
  readonly organisationId: string
  readonly name: string
  readonly position: string
  readonly functionName: string
  readonly discipline: string | null
  readonly managerId: string | null
  readonly deputyId: string | null
  readonly speaksForOrganisation: boolean
  readonly state: 'past' | 'now' | 'coming'
}
/** Memberships of colleagues by address, in lower case; an administrator also finds who left. Nobody else exists here. */
export const findByEmail = (emails: readonly string[]): Query<FoundByEmail[]> =>
  many(
    'people.find-by-email',
    `select json_build_object('at', f.at::int - 1, 'membershipId', m.id, 'personId', m.person_id, 'organisationId', m.organisation_id,
       'name', p.name, 'position', m.position, 'functionName', m.function_name, 'discipline', m.discipline, 'managerId', m.manager_id,
       'deputyId', m.deputy_id, 'speaksForOrganisation', m.speaks_for_organisation, 'state', ${STATE})::text
     from people.found_by_email($1::text[]) f join people.membership m on m.id = f.membership_id
     join people.person p on p.id = m.person_id order by f.at, m.since, m.id`,
    [emails],
  )

/** For administrators: the places of the addresses that are somebody's already, here or elsewhere. */
export const findKnownEmails = (emails: readonly string[]): Query<number[]> => ({
  ...run('people.known-emails', 'select (at - 1)::text from people.emails_known($1::text[]) as at', [emails]),
  read: (rows) => rows.map((row) => Number(row[0])),
})
