// What can be asked of the parties around a dossier: who they are, what they hold, what was agreed, and where they meet.
import { z } from 'zod'

/** 1 hardly, 2 a little, 3 clearly, 4 strongly, 5 decisive. */
export const DEGREES = [1, 2, 3, 4, 5] as const
export const SIDES = ['promiser', 'receiver'] as const
export const WORD_STATES = ['kept', 'notKept', 'changed'] as const
/** `disputed`: the two sides do not say the same, and both stand there. */
export const AGREEMENT_STATES = ['open', 'changed', 'kept', 'notKept', 'disputed', 'withdrawn'] as const
export const CONTEXT_KINDS = ['law', 'cuts', 'reform', 'election', 'other'] as const

/** 1 core team, 2 involved, 3 organisation, 4 council, 5 public: each wider than the one before. */
const Audience = z.int().min(1).max(5)
const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const optionalLine = (maximum: number) => z.string().trim().max(maximum)
const Limit = z.coerce.number().int().min(1).max(100).default(50)
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date().refine((day) => day >= '1900' && day < '3000', { message: 'notADate' })
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
const Link = z.url({ protocol: /^https?$/ }).max(1000)
const Degree = z.int().min(1).max(5)

const About = z.strictObject({ dossierId: z.uuid() })
const AboutParty = About.extend({ partyId: z.uuid() })
const AboutPosition = About.extend({ positionId: z.uuid() })
const AboutAgreement = z.strictObject({ agreementId: z.uuid() })
const AboutInitiative = z.strictObject({ initiativeId: z.uuid() })
const Named = z.object({
  /** Null when this reader may know the role but not the person. */
  name: z.string().nullable(),
  role: z.string(),
})

/** How a party is rated; only for whoever may read that. */
const Rating = z.object({
  interest: Degree,
  influence: Degree,
  why: z.string(),
  means: z.string(),
  knowledge: z.string(),
  assessedAt: Moment,
})

const Party = z.object({
  partyId: z.uuid(),
  entryId: z.uuid(),
  name: z.string(),
  organisationId: z.uuid().nullable(),
  /** The person, when the party is one and this reader may know them. */
  personName: z.string().nullable(),
  representedBy: z.string(),
  /** Why this voice is easily missed; empty: it is not a weak voice. */
  weakVoice: z.string(),
  keptBy: Named,
  audience: z.int(),
  addedAt: Moment,
  left: z.object({ reason: z.string(), leftAt: Moment }).nullable(),
  /** Null when there is none, or not for this reader. */
  rating: Rating.nullable(),
})
export type PartyShown = z.output<typeof Party>

const Position = z.object({
  positionId: z.uuid(),
  entryId: z.uuid(),
  summary: z.string(),
  partyId: z.uuid().nullable(),
  whose: z.string(),
  arguments: z.string(),
  heardOn: Day.nullable(),
  heardHow: z.string(),
  /** Of who was not heard: what is done about it. */
  unheard: z.string(),
  contradicts: z.array(z.uuid()),
  audience: z.int(),
  changedAt: Moment,
  /** Who asks may change these words: the core team, who wrote them down, or who holds the position. */
  mayChange: z.boolean(),
  withdrawn: z.object({ reason: z.string(), withdrawnAt: Moment }).nullable(),
})
export type PositionShown = z.output<typeof Position>

const PartiesView = z.object({ parties: z.array(Party), positions: z.array(Position), may: May })
export type PartiesShown = z.output<typeof PartiesView>

/** A side of an agreement: a party of the dossier, or the accountable organisation itself when the id is null. */
const Side = z.object({
  partyId: z.uuid().nullable(),
  name: z.string(),
  /** Who asks may say what this side says. */
  mine: z.boolean(),
})
export const AgreementLine = z.object({
  agreementId: z.uuid(),
  dossierId: z.uuid(),
  dossierTitle: z.string(),
  entryId: z.uuid(),
  openItemId: z.uuid(),
  promise: z.string(),
  promiser: Side,
  receiver: Side,
  /** The accountable organisation promised it. */
  isOurs: z.boolean(),
  dueOn: Day,
  firstDueOn: Day,
  state: z.enum(AGREEMENT_STATES),
  audience: z.int(),
  recordedAt: Moment,
  /** What the sides said, the newest first. */
  words: z.array(
    z.object({
      side: z.enum(SIDES),
      state: z.enum([...WORD_STATES, 'withdrawn']),
      reason: z.string(),
      dueOn: Day.nullable(),
      saidRole: z.string(),
      saidAt: Moment,
    }),
  ),
})
export type AgreementShown = z.output<typeof AgreementLine>

const ContextLine = z.object({
  contextChangeId: z.uuid(),
  kind: z.enum(CONTEXT_KINDS),
  title: z.string(),
  meaning: z.string(),
  happensOn: Day,
  source: z.string(),
  sourceLink: z.string().nullable(),
  organisationName: z.string(),
  /** Those that exist for this reader. */
  dossiers: z.array(z.object({ dossierId: z.uuid(), title: z.string(), how: z.string(), mayUntag: z.boolean() })),
  /** The reader works where it was recorded. */
  mayChange: z.boolean(),
  /** What was said of it before, the last first, each with why it was said otherwise. */
  earlier: z.array(
    z.object({
      number: z.int(),
      kind: z.enum(CONTEXT_KINDS),
      title: z.string(),
      meaning: z.string(),
      happensOn: Day,
      source: z.string(),
      reason: z.string(),
      until: Moment,
    }),
  ),
})
export type ContextShown = z.output<typeof ContextLine>

const AreaLine = z.object({
  areaId: z.uuid(),
  title: z.string(),
  organisationName: z.string(),
  /** Of those that exist for this reader. */
  dossiers: z.int(),
})
export type AreaListed = z.output<typeof AreaLine>

const NetworkParty = z.object({
  /** The same party in several dossiers is one: by its organisation, else by its name. */
  key: z.string(),
  name: z.string(),
  organisationId: z.uuid().nullable(),
  isWeak: z.boolean(),
  /** The highest rating over these dossiers; null when there is none, or not for this reader. */
  influence: Degree.nullable(),
  interest: Degree.nullable(),
  means: z.array(z.string()),
  knowledge: z.array(z.string()),
  in: z.array(z.object({ dossierId: z.uuid(), partyId: z.uuid() })),
})
export type NetworkPartyShown = z.output<typeof NetworkParty>

const AreaDossier = z.object({
  dossierId: z.uuid(),
  title: z.string(),
  kind: z.string(),
  state: z.enum(['active', 'paused', 'closed']),
  organisationName: z.string(),
  openAgreements: z.int(),
  may: z.object({ unlink: z.boolean() }),
})
const AreaView = z.object({
  /** The area itself first. */
  dossiers: z.array(AreaDossier),
  moreDossiers: z.boolean(),
  parties: z.array(NetworkParty),
  moreParties: z.boolean(),
  agreements: z.array(AgreementLine),
  moreAgreements: z.boolean(),
  contextChanges: z.array(ContextLine),
  may: May,
})
export type AreaShown = z.output<typeof AreaView>

const Initiative = z.object({
  dossierId: z.uuid(),
  initiator: z.string(),
  /** Who asks is the initiator, or speaks for it, in the role in which they act. */
  mine: z.boolean(),
  /** The initiator signs in here, and may agree or write. */
  signsIn: z.boolean(),
  words: z.string(),
  number: z.int(),
  support: z.string(),
  contact: Named,
  /** The last word about closing since the dossier was opened or reopened. */
  closing: z.object({ byInitiator: z.boolean(), reason: z.string(), saidAt: Moment }).nullable(),
})
export type InitiativeShown = z.output<typeof Initiative>

const Surroundings = z.object({
  areas: z.array(z.object({ areaId: z.uuid(), title: z.string() })),
  contextChanges: z.array(
    ContextLine.omit({ dossiers: true, mayChange: true, earlier: true }).extend({ how: z.string() }),
  ),
  initiative: Initiative.nullable(),
  parties: z.int(),
  agreements: z.int(),
  openAgreements: z.int(),
  teams: z.int(),
  may: May,
})
export type SurroundingsShown = z.output<typeof Surroundings>

const Team = z.object({
  teamId: z.uuid(),
  name: z.string(),
  purpose: z.string(),
  startsOn: Day,
  endsOn: Day,
  state: z.enum(['coming', 'working', 'ended']),
  members: z.array(
    z.object({
      membershipId: z.uuid(),
      name: z.string().nullable(),
      label: z.string(),
      organisationId: z.uuid(),
      role: z.string(),
      powers: z.string(),
      isCore: z.boolean(),
      /** Their access has begun and not ended. */
      hasAccess: z.boolean(),
    }),
  ),
})
export type TeamShown = z.output<typeof Team>

export const NewAgreement = About.extend({
  promise: line(4000),
  /** A party of this dossier; left out: the accountable organisation itself. One of the two sides is a party. */
  promiserId: z.uuid().optional(),
  receiverId: z.uuid().optional(),
  dueOn: Day,
  /** Both sides read it, so at least the involved; the narrowest of *organisation* and the ceiling when left out. */
  audience: Audience.optional(),
})
const Heard = {
  heardOn: Day.optional(),
  heardHow: optionalLine(1000).default(''),
  unheard: optionalLine(1000).default(''),
}

export const contract = {
  listPartiesOf: {
    at: 'GET /dossiers/:dossierId/parties',
    about: 'dossierId',
    input: About,
    output: PartiesView,
    summary: 'The parties of a dossier and their positions side by side; ratings only for whoever may read those.',
  },
  addParty: {
    at: 'POST /dossiers/:dossierId/parties',
    about: 'dossierId',
    input: About.extend({
      /** Left out: as the organisation or the function is called. */
      name: line(200).optional(),
      organisationId: z.uuid().optional(),
      membershipId: z.uuid().optional(),
      representedBy: optionalLine(200).default(''),
      weakVoice: optionalLine(1000).default(''),
      /** The narrowest of *organisation* and the ceiling when left out. */
      audience: Audience.optional(),
    }).refine((input) => input.name !== undefined || input.organisationId !== undefined || input.membershipId, {
      message: 'required',
      path: ['name'],
    }),
    output: z.object({ partyId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Names a party: an organisation of the register, a person in a role, or a group by its name.',
  },
  changeParty: {
    at: 'PUT /dossiers/:dossierId/parties/:partyId',
    about: 'dossierId',
    input: AboutParty.extend({
      name: line(200),
      representedBy: optionalLine(200).default(''),
      weakVoice: optionalLine(1000).default(''),
      /** A membership of the dossier’s people; who keeps what stands here. */
      keptById: z.uuid().optional(),
    }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'Changes a party’s name, spokesperson, weak voice or keeper.',
  },
  leaveParty: {
    at: 'PUT /dossiers/:dossierId/parties/:partyId/leaving',
    about: 'dossierId',
    input: AboutParty.extend({ reason: line(1000) }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'Says that a party no longer takes part, with the reason; it stays readable.',
  },
  assessParty: {
    at: 'POST /dossiers/:dossierId/parties/:partyId/assessments',
    about: 'dossierId',
    input: AboutParty.extend({
      interest: Degree,
      influence: Degree,
      why: optionalLine(2000).default(''),
      means: optionalLine(1000).default(''),
      knowledge: optionalLine(1000).default(''),
    }),
    output: z.object({ number: z.int() }),
    status: 201,
    summary: 'Rates interest, influence, means and knowledge of a party; not readable for partners.',
  },
  writePosition: {
    at: 'POST /dossiers/:dossierId/positions',
    about: 'dossierId',
    input: About.extend({
      summary: line(500),
      partyId: z.uuid().optional(),
      /** Whose words, when it is no party of this dossier. */
      whose: line(200).optional(),
      arguments: optionalLine(8000).default(''),
      ...Heard,
      contradicts: z.array(z.uuid()).max(50).default([]),
      audience: Audience.optional(),
    }).refine((input) => input.partyId !== undefined || input.whose !== undefined, {
      message: 'required',
      path: ['partyId'],
    }),
    output: z.object({ positionId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Writes down a position: whose, why, whether they were heard, and what it contradicts.',
  },
  changePosition: {
    at: 'PUT /dossiers/:dossierId/positions/:positionId',
    about: 'dossierId',
    input: AboutPosition.extend({
      summary: line(500),
      arguments: optionalLine(8000).default(''),
      ...Heard,
      contradicts: z.array(z.uuid()).max(50).default([]),
    }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'Changes a position; what stood there before stays in the journal.',
  },
  withdrawPosition: {
    at: 'PUT /dossiers/:dossierId/positions/:positionId/withdrawal',
    about: 'dossierId',
    input: AboutPosition.extend({ reason: line(1000) }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'Says that a position is no longer held, with the reason.',
  },
  listAgreementsOf: {
    at: 'GET /dossiers/:dossierId/agreements',
    about: 'dossierId',
    input: About,
    output: z.object({ items: z.array(AgreementLine), may: May }),
    summary: 'What the sides promised each other, open first, with what each of them says of it.',
  },
  recordAgreement: {
    at: 'POST /dossiers/:dossierId/agreements',
    about: 'dossierId',
    input: NewAgreement.refine((input) => input.promiserId !== undefined || input.receiverId !== undefined, {
      message: 'required',
      path: ['receiverId'],
    }),
    output: z.object({ agreementId: z.uuid(), entryId: z.uuid(), openItemId: z.uuid() }),
    status: 201,
    summary: 'Records who promises what to whom and by when; an open item with its ladder carries it.',
  },
  sayOfAgreement: {
    at: 'POST /agreements/:agreementId/words',
    about: 'agreementId',
    input: AboutAgreement.extend({
      side: z.enum(SIDES),
      state: z.enum(WORD_STATES),
      reason: line(2000),
      /** The new day, of a change. */
      dueOn: Day.optional(),
    }),
    output: z.object({ entryId: z.uuid() }),
    status: 201,
    summary: 'A side says that an agreement was kept, not kept, or changes, with the reason.',
  },
  listAreas: {
    at: 'GET /areas',
    input: z.strictObject({ limit: Limit }),
    output: z.object({ items: z.array(AreaLine) }),
    summary: 'Areas that exist for you, the last changed first.',
  },
  readArea: {
    at: 'GET /dossiers/:dossierId/area',
    about: 'dossierId',
    input: About,
    output: AreaView,
    summary: 'Dossiers, parties, agreements and changes of one area together, as far as they exist for you.',
  },
  linkToArea: {
    at: 'PUT /dossiers/:dossierId/areas/:areaId',
    about: 'dossierId',
    input: About.extend({ areaId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Says that a dossier belongs to an area.',
  },
  unlinkFromArea: {
    at: 'DELETE /dossiers/:dossierId/areas/:areaId',
    about: 'dossierId',
    input: About.extend({ areaId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Takes a dossier out of an area.',
  },
  readSurroundings: {
    at: 'GET /dossiers/:dossierId/surroundings',
    about: 'dossierId',
    input: About,
    output: Surroundings,
    summary: 'What a dossier is part of: its areas, what changes around it, and whose initiative it is.',
  },
  listContextChanges: {
    at: 'GET /context-changes',
    input: z.strictObject({ kind: z.enum(CONTEXT_KINDS).optional(), limit: Limit }),
    output: z.object({ items: z.array(ContextLine) }),
    summary: 'Laws, cuts, reforms and elections, with the dossiers they touch.',
  },
  recordContextChange: {
    at: 'POST /context-changes',
    input: z.strictObject({
      kind: z.enum(CONTEXT_KINDS),
      title: line(200),
      meaning: line(4000),
      happensOn: Day,
      source: line(500),
      sourceLink: Link.optional(),
    }),
    output: z.object({ contextChangeId: z.uuid() }),
    status: 201,
    summary: 'Records what changes around the work, with date and source.',
  },
  changeContextChange: {
    at: 'PUT /context-changes/:contextChangeId',
    about: 'contextChangeId',
    input: z.strictObject({
      contextChangeId: z.uuid(),
      kind: z.enum(CONTEXT_KINDS),
      title: line(200),
      meaning: line(4000),
      happensOn: Day,
      source: line(500),
      sourceLink: Link.optional(),
      reason: line(2000),
    }),
    output: z.null(),
    status: 204,
    summary: 'Says otherwise what changes around the work, with the reason; what was said before stays to be read.',
  },
  untagContextChange: {
    at: 'DELETE /dossiers/:dossierId/context-changes/:contextChangeId',
    about: 'dossierId',
    input: About.extend({ contextChangeId: z.uuid() }),
    output: z.null(),
    status: 204,
    summary: 'Says that a change does not touch this dossier after all.',
  },
  tagContextChange: {
    at: 'POST /dossiers/:dossierId/context-changes',
    about: 'dossierId',
    input: About.extend({ contextChangeId: z.uuid(), how: line(2000) }),
    output: z.object({ entryId: z.uuid() }),
    status: 201,
    summary: 'Says that a change touches this dossier, and how.',
  },
  listTeamsOf: {
    at: 'GET /dossiers/:dossierId/teams',
    about: 'dossierId',
    input: About,
    output: z.object({ items: z.array(Team), may: May }),
    summary: 'Temporary teams over organisations, with roles, powers and dates.',
  },
  composeTeam: {
    at: 'POST /dossiers/:dossierId/teams',
    about: 'dossierId',
    input: About.extend({
      name: line(200),
      purpose: line(2000),
      startsOn: Day,
      /** The last day. */
      endsOn: Day,
      members: z
        .array(
          z.strictObject({
            membershipId: z.uuid(),
            role: line(200),
            powers: line(1000),
            isCore: z.boolean().default(false),
          }),
        )
        .min(1)
        .max(30),
    }),
    output: z.object({ teamId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Composes a temporary team; access begins on the first day and ends after the last, by itself.',
  },
  endTeam: {
    at: 'PUT /dossiers/:dossierId/teams/:teamId/ending',
    about: 'dossierId',
    input: About.extend({ teamId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Ends a temporary team now; what its members could read through it, they no longer can.',
  },
  nameInitiator: {
    at: 'PUT /dossiers/:dossierId/initiative',
    about: 'dossierId',
    input: About.extend({
      organisationId: z.uuid().optional(),
      membershipId: z.uuid().optional(),
      /** An initiator who does not sign in here: how they want to be called. */
      name: line(200).optional(),
      words: line(8000),
      support: line(2000),
      contactId: z.uuid().optional(),
    }).refine(
      (input) => [input.organisationId, input.membershipId, input.name].filter((one) => one !== undefined).length === 1,
      { message: 'required', path: ['name'] },
    ),
    output: z.object({ entryId: z.uuid() }),
    summary: 'Names whose initiative this is, in their words, with our supporting role and one contact person.',
  },
  readInitiative: {
    at: 'GET /initiatives/:initiativeId',
    about: 'initiativeId',
    input: AboutInitiative,
    output: Initiative.extend({
      ideas: z.array(z.object({ number: z.int(), words: z.string(), writtenAt: Moment })),
      may: May,
    }),
    summary: 'One initiative with every wording of its idea.',
  },
  stateSupport: {
    at: 'PUT /initiatives/:initiativeId/support',
    about: 'initiativeId',
    input: AboutInitiative.extend({ support: line(2000), contactId: z.uuid().optional() }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'States our supporting role and the one contact person.',
  },
  changeIdea: {
    at: 'POST /initiatives/:initiativeId/ideas',
    about: 'initiativeId',
    input: AboutInitiative.extend({ words: line(8000) }),
    output: z.object({ entryId: z.uuid(), number: z.int() }),
    status: 201,
    summary: 'Words the idea anew; only the initiator can.',
  },
  agreeToClosing: {
    at: 'PUT /initiatives/:initiativeId/consent',
    about: 'initiativeId',
    input: AboutInitiative.extend({ reason: line(2000) }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'The initiator agrees that the dossier is closed.',
  },
  stateClosingReason: {
    at: 'PUT /initiatives/:initiativeId/closing-reason',
    about: 'initiativeId',
    input: AboutInitiative.extend({ reason: line(2000) }),
    output: z.object({ entryId: z.uuid() }),
    summary: 'States why the dossier closes without the initiator’s agreement; the initiator reads it.',
  },
} as const
