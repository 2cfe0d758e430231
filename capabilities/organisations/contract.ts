// What can be asked of the organisations.
import { z } from 'zod'

/** As the register of government organisations writes them: they are names of Dutch law, not ours to translate. */
export const REGISTER_KINDS = [
  'gemeente',
  'provincie',
  'waterschap',
  'gemeenschappelijke-regeling',
  'ministerie',
  'agentschap',
  'inspectie',
  'adviescollege',
  'hoge-college',
  'zbo',
  'rwt',
  'rechterlijke-instantie',
  'politie',
  'caribisch-openbaar-lichaam',
  'organisatieonderdeel',
] as const
/** Partners that stand in no register of the government; an administrator adds them. */
export const PARTNER_KINDS = [
  'cooperatie',
  'stichting',
  'vereniging',
  'onderneming',
  'bewonersgroep',
  'clientenraad',
  'school',
  'zorginstelling',
  'woningcorporatie',
  'overig',
] as const

const name = z.string().trim().min(1).max(300)
const shortName = z.string().trim().min(1).max(100)
const query = z.string().trim().max(200)
const kind = z.string().min(1).max(60)
const YesNo = z.enum(['true', 'false'])
/** Where the next page begins; as given in `next`, to be sent back unchanged. */
const Cursor = z.string().regex(/^[\w-]{1,900}$/)
const May = z.record(z.string(), z.boolean())

const About = z.strictObject({ organisationId: z.uuid() })
const AboutReorganisation = z.strictObject({ reorganisationId: z.uuid() })

const Day = z.iso.date()
/** A day that somebody may name; the year 0000 is no day for PostgreSQL. */
const NamedDay = z.iso
  .date({ abort: true })
  .refine((day) => day >= '1000-01-01' && day <= '2999-12-31', { message: 'notADate' })
/** Asked of a person before what cannot be undone; a program that asks it has said so by asking. */
const Sure = z.literal(true).default(true)
/** Null: the register does not know since when. */
const Since = Day.nullable()

export const Listed = z.object({
  organisationId: z.uuid(),
  name: z.string(),
  kind: z.string(),
  existsToday: z.boolean(),
  takesPart: z.boolean(),
  validUntil: Day.nullable(),
  parentName: z.string().nullable(),
  /** What it went into, when it has ended. */
  successorName: z.string().nullable(),
  /** The name by which it was found, when that is not the present one. */
  foundAs: z.string().nullable(),
})

const Related = z.object({ organisationId: z.uuid(), name: z.string() })
export const Succession = Related.extend({
  happenedOn: Day,
  kind: z.enum(['merge', 'split', 'rename']),
  isHeir: z.boolean(),
  existsToday: z.boolean(),
})
export const Reorganisation = z.object({
  reorganisationId: z.uuid(),
  kind: z.enum(['merge', 'split']),
  happensOn: Day,
  parties: z.array(
    z.object({
      organisationId: z.uuid(),
      name: z.string(),
      side: z.enum(['predecessor', 'successor']),
      isHeir: z.boolean(),
      agreed: z.boolean(),
    }),
  ),
})

const OrganisationView = z.object({
  organisationId: z.uuid(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: z.string(),
  isGovernment: z.boolean(),
  isEmployer: z.boolean(),
  existsToday: z.boolean(),
  takesPart: z.boolean(),
  takesPartSince: z.iso.datetime({ offset: true }).nullable(),
  validFrom: Since,
  /** The last day. */
  validUntil: Day.nullable(),
  website: z.string().nullable(),
  inhabitants: z.number().nullable(),
  parent: Related.nullable(),
  childCount: z.int(),
  names: z.array(
    z.object({ value: z.string(), abbreviation: z.string().nullable(), validFrom: Since, validUntil: Day.nullable() }),
  ),
  secondNames: z.array(z.string()),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
  predecessors: z.array(Succession),
  successors: z.array(Succession),
  /** What is being talked about; only its administrators see it. */
  reorganisations: z.array(Reorganisation),
  may: May,
})

const Successor = z
  .strictObject({ organisationId: z.uuid().optional(), name: name.optional() })
  .refine((said) => (said.organisationId === undefined) !== (said.name === undefined), 'oneOfBoth')

const Reorganised = z.object({
  reorganisationId: z.uuid(),
  /** The one that takes over the dossiers. */
  heirId: z.uuid(),
  /** False while others must agree or its day has not come. */
  isDone: z.boolean(),
  waitsFor: z.array(Related),
})

export const contract = {
  listOrganisations: {
    at: 'GET /organisations',
    summary: 'Organisations by name, kind and day, in the order of their names; with a query the best first.',
    input: z.strictObject({
      query: query.optional(),
      kind: kind.optional(),
      /** Only those that existed on this day. */
      existsOn: NamedDay.optional(),
      /** Only those that take part here. */
      joined: YesNo.optional(),
      /** Only those that are part of this one. */
      parentId: z.uuid().optional(),
      after: Cursor.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ items: z.array(Listed), next: z.string().nullable() }),
  },
  suggestOrganisations: {
    at: 'GET /organisation-suggestions',
    summary: 'Organisations while somebody types their name, the best first.',
    input: z.strictObject({ query, limit: z.coerce.number().int().min(1).max(20).default(8) }),
    output: z.object({
      options: z.array(z.object({ value: z.uuid(), label: z.string(), description: z.string().optional() })),
    }),
  },
  readOrganisation: {
    at: 'GET /organisations/:organisationId',
    about: 'organisationId',
    summary: 'One organisation: its names through time, numbers, and what it comes from and went into.',
    input: About,
    output: OrganisationView,
  },
  countOrganisations: {
    at: 'GET /organisation-counts',
    summary: 'How many organisations of each kind exist today, and how many ever did.',
    input: z.strictObject({}),
    output: z.object({
      today: z.int(),
      ever: z.int(),
      joined: z.int(),
      kinds: z.array(z.object({ kind: z.string(), today: z.int(), ever: z.int() })),
    }),
  },
  registerOrganisation: {
    at: 'POST /organisations',
    summary: 'Adds a partner that stands in no register of the government.',
    status: 201,
    input: z.strictObject({
      name,
      shortName: shortName.optional(),
      kind: z.enum(PARTNER_KINDS),
      website: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .optional(),
      /** Number at the chamber of commerce. */
      kvk: z
        .string()
        .regex(/^\d{8}$/)
        .optional(),
    }),
    output: z.object({ organisationId: z.uuid() }),
  },
  renameOrganisation: {
    at: 'PUT /organisations/:organisationId/name',
    about: 'organisationId',
    summary: 'Gives an organisation another name from a day on; the old name stays known.',
    status: 204,
    input: About.extend({ name, shortName: shortName.optional(), validFrom: NamedDay }),
    output: z.null(),
  },
  mergeOrganisations: {
    at: 'POST /organisations/:organisationId/mergers',
    about: 'organisationId',
    summary: 'Lets organisations go on as one, from a day on; each that takes part here must agree.',
    status: 201,
    input: About.extend({
      /** The others; the successor may be among them. */
      otherIds: z.array(z.uuid()).max(20).default([]),
      /** One that exists, or else a name for a new one. */
      successorId: z.uuid().optional(),
      successorName: name.optional(),
      happensOn: NamedDay,
      sure: Sure,
    }),
    output: Reorganised,
  },
  listMembersToPlace: {
    at: 'GET /organisations/:organisationId/members-to-place',
    about: 'organisationId',
    summary: 'Who works here now, for an administrator who splits the organisation.',
    input: About,
    output: z.object({
      items: z.array(z.object({ membershipId: z.uuid(), name: z.string(), functionName: z.string() })),
      may: May,
    }),
  },
  splitOrganisation: {
    at: 'POST /organisations/:organisationId/splits',
    about: 'organisationId',
    summary: 'Splits an organisation from a day on; one successor, the heir, takes over the dossiers.',
    status: 201,
    input: About.extend({
      successors: z.array(Successor).min(2).max(10),
      /** Which of the successors takes over the dossiers, and whoever is not named below: 0 is the first. */
      heir: z.coerce.number().int().min(0).max(9),
      memberships: z
        .array(z.strictObject({ membershipId: z.uuid(), successor: z.coerce.number().int().min(0).max(9) }))
        .max(5000)
        .default([]),
      happensOn: NamedDay,
      sure: Sure,
    }),
    output: Reorganised,
  },
  agreeToReorganisation: {
    at: 'PUT /reorganisations/:reorganisationId/agreement',
    about: 'reorganisationId',
    summary: 'Agrees, for the organisation in which one is now acting, to a merger or split.',
    input: AboutReorganisation,
    output: Reorganised,
  },
  withdrawReorganisation: {
    at: 'DELETE /reorganisations/:reorganisationId',
    about: 'reorganisationId',
    summary: 'Takes a merger or split off the table that was not carried out yet.',
    status: 204,
    input: AboutReorganisation,
    output: z.null(),
  },
} as const
