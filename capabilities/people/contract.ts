// What can be asked of people: finding a colleague, oneself, memberships and invitations.
import { z } from 'zod'

/** What somebody is in an organisation; it decides which doors open. The function only names the work. */
export const POSITIONS = ['staff', 'executive', 'council', 'registry', 'partner', 'administrator'] as const
/** These exist only where there is a council to sit in, to serve or to answer to. */
export const GOVERNMENT_POSITIONS: readonly string[] = ['executive', 'council', 'registry']
export const LOCALES = ['nl', 'en'] as const
export const MEMBER_STATES = ['now', 'past', 'all'] as const
export const INVITATION_STATES = ['waiting', 'expired', 'accepted', 'withdrawn'] as const

// Names go into the heads of mails and on every page: one line, without control characters.
const line = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u)
const Words = z.string().trim().max(100).default('')
const Limit = z.coerce.number().int().min(1).max(100).default(25)
/** Where the next page begins; as given in `next`, to be sent back unchanged. */
const Cursor = z.string().regex(/^[\w.-]{1,80}$/)
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()
/** A day on which somebody could work; the year 0000 is no day for PostgreSQL. */
const WorkDay = z.iso
  .date({ abort: true })
  .refine((day) => day >= '1950-01-01' && day <= '2199-12-31', { message: 'notADate' })
const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())
const Phone = z
  .string()
  .trim()
  .regex(/^\+?[\d ()./-]{6,30}$/)
const Reason = z.string().trim().min(1).max(1000)

const AboutPerson = z.strictObject({ personId: z.uuid() })
const AboutMembership = z.strictObject({ membershipId: z.uuid() })
const AboutOrganisation = z.strictObject({ organisationId: z.uuid() })
const AboutInvitation = z.strictObject({ invitationId: z.uuid() })
const AboutDossier = z.strictObject({ dossierId: z.uuid() })

const May = z.record(z.string(), z.boolean())
const Nothing = z.null()

/** Somebody by name, as far as this reader may know them. */
const Named = z.object({ membershipId: z.uuid(), personId: z.uuid(), name: z.string(), functionName: z.string() })

export const PersonLine = z.object({
  membershipId: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  position: z.enum(POSITIONS),
  functionName: z.string(),
  discipline: z.string().nullable(),
  organisationId: z.uuid(),
  organisationName: z.string(),
})
export type PersonListed = z.output<typeof PersonLine>

const Contact = z.object({ email: z.string().nullable(), phone: z.string().nullable() })
const MembershipView = z.object({
  membershipId: z.uuid(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  position: z.enum(POSITIONS),
  functionName: z.string(),
  discipline: z.string().nullable(),
  speaksForOrganisation: z.boolean(),
  sinceDate: Day,
  /** The first day on which it holds no more; null: no end is known. */
  untilDate: Day.nullable(),
  /** Null when there is none, or none that this reader may know. */
  manager: Named.nullable(),
  deputy: Named.nullable(),
})
export type MembershipShown = z.output<typeof MembershipView>

export const PersonView = z.object({
  personId: z.uuid(),
  name: z.string(),
  isSelf: z.boolean(),
  /** Null for whoever is no colleague. */
  contact: Contact.nullable(),
  memberships: z.array(MembershipView),
  /** Only for administrators, of their own organisations. */
  past: z.array(MembershipView),
  may: May,
})
export type PersonShown = z.output<typeof PersonView>

export const Myself = z.object({
  personId: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  locale: z.enum(LOCALES).nullable(),
  actingId: z.uuid(),
  memberships: z.array(MembershipView),
})
export type MyselfShown = z.output<typeof Myself>

export const MemberLine = PersonLine.extend({
  sinceDate: Day,
  untilDate: Day.nullable(),
  state: z.enum(['coming', 'now', 'past']),
  managerName: z.string().nullable(),
})
export type MemberListed = z.output<typeof MemberLine>

export const MemberView = MembershipView.extend({
  personId: z.uuid(),
  name: z.string(),
  contact: Contact.nullable(),
  state: z.enum(['coming', 'now', 'past']),
  departure: z.object({ reason: z.string(), decidedByName: z.string().nullable(), decidedAt: Moment }).nullable(),
  /** The line above, the nearest first. */
  line: z.array(Named),
  /** Who has this member as manager now. */
  reports: z.array(Named),
  isGovernment: z.boolean(),
  may: May,
})
export type MemberShown = z.output<typeof MemberView>

export const InvitationLine = z.object({
  invitationId: z.uuid(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  email: z.string(),
  name: z.string(),
  position: z.enum(POSITIONS),
  functionName: z.string(),
  invitedByName: z.string().nullable(),
  /** Asked by the owner of a dossier; which one is not for administrators. */
  forDossier: z.boolean(),
  state: z.enum(INVITATION_STATES),
  madeAt: Moment,
  sentAt: Moment,
  sentTimes: z.int(),
  expiresAt: Moment,
  acceptedAt: Moment.nullable(),
  withdrawnAt: Moment.nullable(),
})
export type InvitationListed = z.output<typeof InvitationLine>

const Role = {
  position: z.enum(POSITIONS),
  functionName: line(120),
  discipline: line(120).nullable().default(null),
  managerId: z.uuid().nullable().default(null),
  deputyId: z.uuid().nullable().default(null),
  speaksForOrganisation: z.boolean().default(false),
}
const Invitee = { email: Email, name: line(200), functionName: line(120) }

export const contract = {
  listPeople: {
    at: 'GET /people',
    input: z.strictObject({
      query: Words,
      organisationId: z.uuid().optional(),
      after: Cursor.optional(),
      limit: Limit,
    }),
    output: z.object({ items: z.array(PersonLine), next: z.string().nullable(), may: May }),
    summary:
      'Colleagues, and those with whom you share a dossier, by name; somebody with two roles stands there twice.',
  },
  listColleagues: {
    at: 'GET /colleagues',
    input: z.strictObject({ search: Words, limit: Limit }),
    output: z.object({ options: z.array(z.object({ value: z.uuid(), label: z.string(), description: z.string() })) }),
    summary: 'Members of the organisation you act for now, for choosing a manager or deputy.',
  },
  readPerson: {
    at: 'GET /people/:personId',
    about: 'personId',
    input: AboutPerson,
    output: PersonView,
    summary: 'One person with the memberships that exist for you; contact for colleagues.',
  },
  readMyself: { at: 'GET /me', input: z.strictObject({}), output: Myself, summary: 'What is known of you.' },
  changeMyself: {
    at: 'PUT /people/:personId/contact',
    about: 'personId',
    input: AboutPerson.extend({
      name: line(200),
      phone: Phone.nullable().default(null),
      locale: z.enum(LOCALES).nullable().default(null),
      /** The usual deputy in the role you act in now; null: none. */
      deputyId: z.uuid().nullable().default(null),
    }),
    output: Nothing,
    status: 204,
    summary: 'Changes your own name, telephone, language, and usual deputy in the role you act in.',
  },
  listMembers: {
    at: 'GET /memberships',
    input: z.strictObject({
      /** The organisation you act for when left out. */
      organisationId: z.uuid().optional(),
      query: Words,
      state: z.enum(MEMBER_STATES).default('now'),
      after: Cursor.optional(),
      limit: Limit,
    }),
    output: z.object({
      organisationId: z.uuid(),
      organisationName: z.string(),
      isGovernment: z.boolean(),
      items: z.array(MemberLine),
      next: z.string().nullable(),
    }),
    summary: 'The members of an organisation that you administer, by name.',
  },
  readMembership: {
    at: 'GET /memberships/:membershipId',
    about: 'membershipId',
    input: AboutMembership,
    output: MemberView,
    summary: 'One membership with its line, for administrators.',
  },
  addMember: {
    at: 'POST /memberships',
    about: 'organisationId',
    input: AboutOrganisation.extend({
      /** Somebody who is known already … */
      personId: z.uuid().optional(),
      /** … or somebody new. */
      name: line(200).optional(),
      email: Email.optional(),
      ...Role,
      sinceDate: WorkDay.optional(),
    }).superRefine((input, issues) => {
      if (input.personId) {
        if (input.name !== undefined || input.email !== undefined)
          issues.addIssue({ code: 'custom', path: ['personId'], message: 'invalid' })
        return
      }
      for (const field of ['name', 'email'] as const)
        if (input[field] === undefined) issues.addIssue({ code: 'custom', path: [field], message: 'required' })
    }),
    output: z.object({ membershipId: z.uuid(), personId: z.uuid() }),
    status: 201,
    summary: 'Adds a member: somebody known, or somebody new by name and e-mail.',
  },
  changeMembership: {
    at: 'PUT /memberships/:membershipId',
    about: 'membershipId',
    input: AboutMembership.extend({ ...Role, sinceDate: WorkDay.optional() }),
    output: Nothing,
    status: 204,
    summary: 'Changes what somebody is in the organisation.',
  },
  endMembership: {
    at: 'PUT /memberships/:membershipId/end',
    about: 'membershipId',
    input: AboutMembership.extend({
      /** The first day on which it holds no more: today ends it at once, with the sessions that act in it. */
      untilDate: WorkDay,
      reason: Reason,
    }),
    output: Nothing,
    status: 204,
    summary: 'Ends a membership today or later, with the reason.',
  },
  keepMembership: {
    at: 'DELETE /memberships/:membershipId/end',
    about: 'membershipId',
    input: AboutMembership,
    output: Nothing,
    status: 204,
    summary: 'Takes back an end that is still to come.',
  },
  listInvitations: {
    at: 'GET /invitations',
    input: z.strictObject({
      /** The organisation you act for when left out. */
      organisationId: z.uuid().optional(),
      state: z.enum(['open', 'all']).default('open'),
      after: Cursor.optional(),
      limit: Limit,
    }),
    output: z.object({
      organisationId: z.uuid(),
      organisationName: z.string(),
      isGovernment: z.boolean(),
      items: z.array(InvitationLine),
      next: z.string().nullable(),
    }),
    summary: 'Invitations to an organisation that you administer, newest first.',
  },
  invite: {
    at: 'POST /invitations',
    about: 'organisationId',
    input: AboutOrganisation.extend({ ...Invitee, position: z.enum(POSITIONS) }),
    output: z.object({ invitationId: z.uuid() }),
    status: 201,
    summary: 'Invites somebody into an organisation that you administer.',
  },
  listGuestInvitations: {
    at: 'GET /dossiers/:dossierId/invitations',
    about: 'dossierId',
    input: AboutDossier,
    output: z.object({
      /** Involved organisations that are no government: for these a guest can be invited. */
      organisations: z.array(z.object({ organisationId: z.uuid(), name: z.string() })),
      items: z.array(InvitationLine),
      may: May,
    }),
    summary: 'Guests invited for a dossier, for its owner and deputy.',
  },
  inviteGuest: {
    at: 'POST /dossiers/:dossierId/invitations',
    about: 'dossierId',
    input: AboutDossier.extend({ organisationId: z.uuid(), ...Invitee }),
    output: z.object({ invitationId: z.uuid() }),
    status: 201,
    summary: 'Invites a guest of an involved organisation that is no government.',
  },
  resendInvitation: {
    at: 'PUT /invitations/:invitationId/sending',
    about: 'invitationId',
    input: AboutInvitation,
    output: Nothing,
    status: 204,
    summary: 'Sends an invitation again with a fresh link; the old one no longer works.',
  },
  withdrawInvitation: {
    at: 'PUT /invitations/:invitationId/withdrawal',
    about: 'invitationId',
    input: AboutInvitation,
    output: Nothing,
    status: 204,
    summary: 'Withdraws an invitation that nobody accepted yet.',
  },
} as const
