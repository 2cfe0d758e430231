// What can be asked of how an organisation is staffed: its functions, and who answers to whom.
import { z } from 'zod'

/** The standard kinds of function: what somebody is in an organisation. The words of a town are mapped on one of these. */
export const STANDARDS = ['staff', 'executive', 'council', 'registry', 'partner', 'administrator'] as const
/** These exist only where there is a council to sit in, to serve or to answer to. */
export const GOVERNMENT_STANDARDS: readonly string[] = ['executive', 'council', 'registry']

const Name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u)
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()

const AboutFunction = z.strictObject({ functionId: z.uuid() })
const AboutOrganisation = z.strictObject({ organisationId: z.uuid() })

const FunctionView = z.object({
  functionId: z.uuid(),
  name: z.string(),
  position: z.enum(STANDARDS),
  /** Who holds it today. */
  holders: z.int(),
  endedAt: Moment.nullable(),
  /** How it was called before, the newest first. */
  formerNames: z.array(z.string()),
})
export type FunctionShown = z.output<typeof FunctionView>

const Somebody = z.object({ membershipId: z.uuid(), name: z.string(), functionName: z.string() })
const Manager = Somebody.extend({
  people: z.int(),
  /** The first day without; null: no end is known. */
  untilDate: Day.nullable(),
  hasLeft: z.boolean(),
})
export type ManagerShown = z.output<typeof Manager>

const LinesView = z.object({
  organisationId: z.uuid(),
  organisationName: z.string(),
  /** From the top, each below who they answer to; at most three hundred. */
  tree: z.array(
    Somebody.extend({
      depth: z.int(),
      people: z.int(),
      managerName: z.string().nullable(),
      sinceAt: Moment.nullable(),
    }),
  ),
  isWhole: z.boolean(),
  /** Nobody stands above them and nobody below: what is asked of them climbs into nothing. At most a hundred. */
  unled: z.array(Somebody),
  unledCount: z.int(),
  /** Managers who left or will leave while people still answer to them. */
  leaving: z.array(Manager),
})
export type LinesShown = z.output<typeof LinesView>

const PeopleView = z.object({
  manager: Manager,
  organisationId: z.uuid(),
  organisationName: z.string(),
  people: z.array(Somebody.extend({ sinceAt: Moment.nullable() })),
  /** Lines that ended, the newest first. */
  past: z.array(Somebody.extend({ sinceAt: Moment, untilAt: Moment })),
  may: May,
})
export type PeopleShown = z.output<typeof PeopleView>

export const contract = {
  listFunctions: {
    at: 'GET /functions',
    input: z.strictObject({}),
    output: z.object({
      organisationId: z.uuid(),
      organisationName: z.string(),
      isGovernment: z.boolean(),
      items: z.array(FunctionView),
      /** Names that members hold today and that are not in the list. */
      loose: z.array(z.object({ name: z.string(), position: z.enum(STANDARDS), holders: z.int() })),
    }),
    summary:
      'The functions of the organisation that you administer, by name, and the names that are in use without being listed.',
  },
  addFunction: {
    at: 'POST /organisations/:organisationId/functions',
    about: 'organisationId',
    input: AboutOrganisation.extend({ name: Name, position: z.enum(STANDARDS) }),
    output: z.object({ functionId: z.uuid() }),
    status: 201,
    summary: 'Adds a function with the standard kind that it belongs to.',
  },
  renameFunction: {
    at: 'PUT /functions/:functionId/name',
    about: 'functionId',
    input: AboutFunction.extend({ name: Name }),
    output: Nothing,
    status: 204,
    summary: 'Renames a function for everybody who holds it; what is asked of the function goes along.',
  },
  endFunction: {
    at: 'PUT /functions/:functionId/end',
    about: 'functionId',
    input: AboutFunction,
    output: Nothing,
    status: 204,
    summary: 'Gives a function to nobody new any more; whoever holds it keeps it.',
  },
  keepFunction: {
    at: 'DELETE /functions/:functionId/end',
    about: 'functionId',
    input: AboutFunction,
    output: Nothing,
    status: 204,
    summary: 'Takes back the end of a function.',
  },
  listLines: {
    at: 'GET /manager-lines',
    input: z.strictObject({}),
    output: LinesView,
    summary:
      'Who answers to whom in the organisation that you administer, who has nobody above them, and which managers leave.',
  },
  readPeopleOf: {
    at: 'GET /memberships/:membershipId/people',
    about: 'membershipId',
    input: z.strictObject({ membershipId: z.uuid() }),
    output: PeopleView,
    summary: 'Who answers to this member now, and who did before.',
  },
  changeLines: {
    at: 'PUT /organisations/:organisationId/manager-lines',
    about: 'organisationId',
    input: AboutOrganisation.extend({
      membershipIds: z.array(z.uuid()).min(1).max(500),
      /** Null: they answer to nobody. */
      managerId: z.uuid().nullable(),
    }),
    output: z.object({ changed: z.int() }),
    summary: 'Lets several members answer to another manager from now on, all or none of them.',
  },
} as const
