// What can be asked of a process: how it stands, its gates, and what is reserved to whom.
import { z } from 'zod'

export const CAPACITIES = ['college', 'raad', 'wethouder', 'manager', 'eigenaar'] as const
/** Government lets go, eases, encourages, directs or rules; in the words of the town hall. */
export const ROLES = ['loslaten', 'faciliteren', 'stimuleren', 'regisseren', 'reguleren'] as const
/** A label with a reason, not five ways of working (methods 2.1). */
export const MODES = ['improvise', 'process', 'project', 'programme', 'routine'] as const
export const STATES = ['green', 'amber', 'red', 'settled'] as const
export const PHASE_STATES = ['planned', 'running', 'ended'] as const
export const OUTCOMES = ['goOn', 'adjust', 'stop', 'extend'] as const
export const REACTIONS = ['followed', 'partly', 'not'] as const
export const DEPTHS = ['inform', 'consult', 'advise', 'coproduce', 'codecide'] as const
export const GATE_STATES = ['planned', 'prepared', 'objection', 'decided', 'cancelled'] as const

const Audience = z.int().min(1).max(5)
const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const optionalLine = (maximum: number) => z.string().trim().max(maximum).default('')
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date()
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
/** Euro cents; up to a hundred billion euro. */
const Cents = z.int().min(0).max(10_000_000_000_000)
const Lines = z.array(line(1000)).max(50)
/** One sentence: why it changes. */
const Reason = line(2000)
/** The number of the version that somebody read before changing it; refused when it changed meanwhile. */
const BasedOn = z.coerce.number().int().min(0).optional()

const About = z.strictObject({ dossierId: z.uuid() })
const AboutPhase = About.extend({ phaseId: z.uuid() })
const AboutUncertainty = About.extend({ uncertaintyId: z.uuid() })
const AboutGate = About.extend({ gateId: z.uuid() })
const AboutChoice = About.extend({ choiceId: z.uuid() })
const AboutObjection = About.extend({ objectionId: z.uuid() })
const AboutPoint = About.extend({ pointId: z.uuid() })

const Start = { purpose: line(4000), searchArea: line(4000), known: Lines, unknown: Lines, assumed: Lines }
const Phase = {
  title: line(200),
  /** What we want to have learned when it ends. */
  question: line(1000),
  mode: z.enum(MODES),
  modeReason: line(1000),
  startsOn: Day.optional(),
  endsOn: Day.optional(),
}
const Uncertainty = { title: line(200), impact: line(2000), howWeFindOut: line(2000), findOutBy: Day }
const GatePlan = {
  title: line(200),
  /** What is asked of who decides. */
  question: line(2000),
  /** The competent body, in words. */
  body: line(200),
  plannedOn: Day,
  /** On which information it is decided. */
  information: line(4000),
  /** What must be so before it may be decided. */
  conditions: Lines,
}
/** What a decision names besides the thing itself (F2). */
const Decided = {
  text: line(20_000),
  reason: line(8000),
  body: line(200),
  frameVersionIds: z.array(z.uuid()).max(50),
  residentEffect: line(4000),
  /** A membership; who leads the dossier when a body decided and nobody was named. */
  responsibleId: z.uuid().optional(),
  decidedOn: Day,
  audience: Audience.optional(),
}

const At = { number: z.int(), at: Moment, role: z.string(), audience: z.int() }

const StartView = z.object({
  ...At,
  purpose: z.string(),
  searchArea: z.string(),
  known: z.array(z.string()),
  unknown: z.array(z.string()),
  assumed: z.array(z.string()),
  reason: z.string(),
})
const PhaseView = z.object({
  ...At,
  phaseId: z.uuid(),
  /** Its place among the phases, from 1. */
  order: z.int(),
  title: z.string(),
  question: z.string(),
  mode: z.string(),
  modeReason: z.string(),
  state: z.enum(PHASE_STATES),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  learned: z.string(),
  /** The role of government now. */
  government: z.string(),
  /** Every role it had, the oldest first. */
  roles: z.array(z.object({ government: z.string(), was: z.string().nullable(), reason: z.string(), at: Moment })),
})
export type PhaseShown = z.output<typeof PhaseView>
const UncertaintyView = z.object({
  ...At,
  uncertaintyId: z.uuid(),
  title: z.string(),
  impact: z.string(),
  howWeFindOut: z.string(),
  findOutBy: z.string(),
  state: z.enum(STATES),
  learned: z.string(),
  /** Every state it had, the oldest first. */
  moves: z.array(z.object({ state: z.enum(STATES), learned: z.string(), reason: z.string(), at: Moment })),
})
export type UncertaintyShown = z.output<typeof UncertaintyView>
const ChoiceView = z.object({
  choiceId: z.uuid(),
  gateId: z.uuid().nullable(),
  text: z.string(),
  why: z.string(),
  capacity: z.enum(CAPACITIES),
  state: z.enum(['reserved', 'decided']),
  audience: z.int(),
  at: Moment,
  decision: z
    .object({ text: z.string(), reason: z.string(), decidedOn: Day, entryId: z.uuid(), decisionId: z.uuid() })
    .nullable(),
})
export type ChoiceShown = z.output<typeof ChoiceView>
const GateLine = z.object({
  ...At,
  gateId: z.uuid(),
  phaseId: z.uuid().nullable(),
  title: z.string(),
  question: z.string(),
  capacity: z.enum(CAPACITIES),
  body: z.string(),
  plannedOn: z.string(),
  information: z.string(),
  conditions: z.array(z.string()),
  state: z.enum(GATE_STATES),
  outcome: z.enum(OUTCOMES).nullable(),
  decidedOn: Day.nullable(),
  openChoices: z.int(),
  openObjections: z.int(),
})
export type GateShown = z.output<typeof GateLine>
const MoneyView = z.object({
  ...At,
  /** Euro cents. */
  ceiling: z.int(),
  spent: z.int(),
  /** Spent divided by ceiling. */
  share: z.number(),
  /** Warnings at these percentages of the ceiling. */
  warnAt: z.array(z.int()),
  /** Those that are reached. */
  reached: z.array(z.int()),
  asOf: z.string(),
  source: z.string(),
  moves: z.array(z.object({ ceiling: z.int(), spent: z.int(), asOf: z.string(), source: z.string(), at: Moment })),
})
export type MoneyShown = z.output<typeof MoneyView>
const OwnRoomView = z.object({
  ...At,
  mandate: z.string(),
  budget: z.string(),
  hours: z.string(),
  knowledge: z.string(),
  widenedBy: z.string(),
  reason: z.string(),
})
const EmployerView = z.object({
  ...At,
  work: z.string(),
  organisation: z.string(),
  arrangement: z.string(),
  people: z.string(),
  reason: z.string(),
})
const Left = z.object({ who: z.string(), reason: z.string() })
const ConsultationView = z.object({
  ...At,
  depth: z.enum(DEPTHS),
  tempo: z.string(),
  why: z.string(),
  notConsulted: z.array(Left),
  reason: z.string(),
})

export const ProcessView = z.object({
  start: StartView.nullable(),
  phases: z.array(PhaseView),
  uncertainties: z.array(UncertaintyView),
  gates: z.array(GateLine),
  choices: z.array(ChoiceView),
  money: MoneyView.nullable(),
  ownRoom: OwnRoomView.nullable(),
  employer: EmployerView.nullable(),
  consultation: ConsultationView.nullable(),
  may: May,
})
export type ProcessShown = z.output<typeof ProcessView>

const Condition = z.object({ text: z.string(), met: z.boolean(), note: z.string() })
const Option = z.object({ title: z.string(), says: z.string() })
const Position = z.object({ whose: z.string(), says: z.string(), minority: z.boolean() })
const Named = z.object({ title: z.string(), was: z.string(), is: z.string() })

export const GateView = GateLine.extend({
  preparation: z
    .object({
      ...At,
      facts: z.string(),
      options: z.array(Option),
      positions: z.array(Position),
      proposal: z.string(),
      conditions: z.array(Condition),
    })
    .nullable(),
  choices: z.array(ChoiceView),
  objections: z.array(
    z.object({
      objectionId: z.uuid(),
      text: z.string(),
      role: z.string(),
      mine: z.boolean(),
      at: Moment,
      ending: z
        .object({
          outcome: z.enum(['withdrawn', 'overruled', 'upheld']),
          reason: z.string(),
          role: z.string(),
          at: Moment,
        })
        .nullable(),
    }),
  ),
  advice: z.array(
    z.object({
      openItemId: z.uuid(),
      question: z.string(),
      answer: z.string().nullable(),
      reaction: z.object({ reaction: z.enum(REACTIONS), reason: z.string(), at: Moment }).nullable(),
    }),
  ),
  points: z.array(
    z.object({
      pointId: z.uuid(),
      text: z.string(),
      role: z.string(),
      at: Moment,
      answer: z.object({ reaction: z.enum(REACTIONS), text: z.string(), role: z.string(), at: Moment }).nullable(),
    }),
  ),
  decision: z
    .object({
      entryId: z.uuid(),
      decisionId: z.uuid(),
      outcome: z.enum(OUTCOMES),
      decidedOn: Day,
      text: z.string(),
      reason: z.string(),
      residentEffect: z.string(),
      minority: z.string(),
      fixed: z.string(),
      open: z.string(),
      fell: z.array(Named),
      grew: z.array(Named),
      money: z.object({ spent: z.int(), ceiling: z.int(), share: z.number() }).nullable(),
    })
    .nullable(),
  cancelled: z.object({ reason: z.string(), at: Moment }).nullable(),
  /** Who reads may decide it: it is theirs by capacity. */
  mine: z.boolean(),
  may: May,
})
export type GateWhole = z.output<typeof GateView>

export const SummaryView = z.object({
  used: z.boolean(),
  phase: z.object({ title: z.string(), order: z.int(), of: z.int(), government: z.string() }).nullable(),
  gate: z
    .object({ gateId: z.uuid(), title: z.string(), plannedOn: z.string(), capacity: z.enum(CAPACITIES) })
    .nullable(),
  /** How many uncertainties stand so. */
  green: z.int(),
  amber: z.int(),
  red: z.int(),
  settled: z.int(),
  money: z.object({ spent: z.int(), ceiling: z.int(), share: z.number(), reached: z.array(z.int()) }).nullable(),
  openChoices: z.int(),
  may: May,
})
export type SummaryShown = z.output<typeof SummaryView>

const RecordView = z.object({
  entryId: z.uuid(),
  kind: z.string(),
  thingId: z.uuid(),
  number: z.int(),
  state: z.string().nullable(),
  /** The words as they stood; empty after a statutory erasure. */
  details: z.record(z.string(), z.unknown()),
  role: z.string(),
  at: Moment,
})
export type RecordShown = z.output<typeof RecordView>

const Entry = z.object({ entryId: z.uuid() })
const PreparationInput = {
  facts: line(20_000),
  options: z
    .array(z.strictObject({ title: line(200), says: optionalLine(4000) }))
    .min(1)
    .max(12),
  positions: z
    .array(z.strictObject({ whose: line(200), says: line(2000), minority: z.boolean().default(false) }))
    .max(40)
    .default([]),
  proposal: line(4000),
  /** In the order of the gate's own conditions. */
  conditions: z.array(z.strictObject({ met: z.boolean(), note: optionalLine(1000) })).max(50),
}

export const contract = {
  readProcess: {
    at: 'GET /dossiers/:dossierId/process',
    about: 'dossierId',
    input: About,
    output: ProcessView,
    summary: 'How the process stands: start note, phases, uncertainties, gates, reserved choices, money, own room.',
  },
  readProcessSummary: {
    at: 'GET /dossiers/:dossierId/process/summary',
    about: 'dossierId',
    input: About,
    output: SummaryView,
    summary: 'The process in a few facts: phase, next gate, uncertainties by state, share of the money.',
  },
  listProcessRecords: {
    at: 'GET /dossiers/:dossierId/process/records',
    about: 'dossierId',
    input: About.extend({
      kind: z
        .enum([
          'start',
          'phase',
          'role',
          'uncertainty',
          'money',
          'ownRoom',
          'employer',
          'consultation',
          'gatePlan',
          'gatePreparation',
        ])
        .optional(),
      thingId: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(RecordView), may: May }),
    summary: 'Every version of a thing of the process that this reader may read, the newest first.',
  },
  describeStart: {
    at: 'PUT /dossiers/:dossierId/process/start',
    about: 'dossierId',
    input: About.extend({ ...Start, reason: optionalLine(2000), basedOn: BasedOn }),
    output: Entry,
    summary: 'Writes the start note, or changes it with one sentence of reason; no end result is asked.',
  },
  planPhase: {
    at: 'POST /dossiers/:dossierId/phases',
    about: 'dossierId',
    input: About.extend({ ...Phase, government: z.enum(ROLES), governmentReason: line(1000) }),
    output: z.object({ phaseId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Plans a phase with a learning question, a way of working and the role of government.',
  },
  changePhase: {
    at: 'PUT /dossiers/:dossierId/phases/:phaseId',
    about: 'dossierId',
    input: AboutPhase.extend({ ...Phase, reason: Reason, basedOn: BasedOn }),
    output: Entry,
    summary: 'Changes a phase with one sentence of reason.',
  },
  startPhase: {
    at: 'PUT /dossiers/:dossierId/phases/:phaseId/start',
    about: 'dossierId',
    input: AboutPhase,
    output: Entry,
    summary: 'Starts a phase that was planned.',
  },
  endPhase: {
    at: 'PUT /dossiers/:dossierId/phases/:phaseId/ending',
    about: 'dossierId',
    input: AboutPhase.extend({ learned: line(4000) }),
    output: Entry,
    summary: 'Ends a phase with the answer to its learning question; not while one of its gates waits.',
  },
  changeGovernmentRole: {
    at: 'PUT /dossiers/:dossierId/phases/:phaseId/role',
    about: 'dossierId',
    input: AboutPhase.extend({ government: z.enum(ROLES), reason: Reason }),
    output: Entry,
    summary: 'Changes the role of government in a phase, with the reason.',
  },
  nameUncertainty: {
    at: 'POST /dossiers/:dossierId/uncertainties',
    about: 'dossierId',
    input: About.extend({ ...Uncertainty, state: z.enum(['green', 'amber', 'red']).default('amber') }),
    output: z.object({ uncertaintyId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Names what is uncertain, its impact, and how and when we find out.',
  },
  changeUncertainty: {
    at: 'PUT /dossiers/:dossierId/uncertainties/:uncertaintyId',
    about: 'dossierId',
    input: AboutUncertainty.extend({ ...Uncertainty, reason: Reason, basedOn: BasedOn }),
    output: Entry,
    summary: 'Changes the words of an uncertainty, with the reason.',
  },
  moveUncertainty: {
    at: 'PUT /dossiers/:dossierId/uncertainties/:uncertaintyId/state',
    about: 'dossierId',
    input: AboutUncertainty.extend({ state: z.enum(STATES), learned: optionalLine(4000), reason: Reason }),
    output: Entry,
    summary: 'Says how an uncertainty stands now and what was learned.',
  },
  agreeMoney: {
    at: 'PUT /dossiers/:dossierId/money/ceiling',
    about: 'dossierId',
    input: About.extend({
      ceiling: Cents.min(1),
      /** Percentages of the ceiling at which it warns. */
      warnAt: z.array(z.int().min(1).max(200)).min(1).max(10).default([60, 80, 100]),
      source: line(500),
    }),
    output: Entry,
    summary: 'Sets the ceiling of the money and the shares at which to warn.',
  },
  recordSpending: {
    at: 'POST /dossiers/:dossierId/money/spending',
    about: 'dossierId',
    input: About.extend({ spent: Cents, asOf: Day, source: line(500) }),
    output: z.object({ entryId: z.uuid(), share: z.number(), reached: z.array(z.int()) }),
    status: 201,
    summary: 'Records what was spent up to a day, with its source; this is no bookkeeping.',
  },
  describeOwnRoom: {
    at: 'PUT /dossiers/:dossierId/own-room',
    about: 'dossierId',
    input: About.extend({
      mandate: line(4000),
      budget: line(1000),
      hours: line(1000),
      knowledge: line(4000),
      widenedBy: line(1000),
      reason: optionalLine(2000),
      basedOn: BasedOn,
    }),
    output: Entry,
    summary: 'Says which mandate, money, hours and knowledge the owner has, and who may widen them.',
  },
  answerAsEmployer: {
    at: 'PUT /dossiers/:dossierId/employer',
    about: 'dossierId',
    input: About.extend({
      work: line(2000),
      organisation: line(2000),
      arrangement: line(2000),
      people: line(2000),
      reason: optionalLine(2000),
      basedOn: BasedOn,
    }),
    output: Entry,
    summary: 'Answers the four questions of the employer: which work, organisation, arrangement and how many people.',
  },
  chooseConsultation: {
    at: 'PUT /dossiers/:dossierId/consultation',
    about: 'dossierId',
    input: About.extend({
      depth: z.enum(DEPTHS),
      tempo: line(1000),
      why: line(2000),
      notConsulted: z
        .array(z.strictObject({ who: line(200), reason: line(1000) }))
        .max(40)
        .default([]),
      reason: optionalLine(2000),
      basedOn: BasedOn,
    }),
    output: Entry,
    summary: 'Chooses depth and tempo of consultation, and says whom not to consult and why.',
  },
  planGate: {
    at: 'POST /dossiers/:dossierId/gates',
    about: 'dossierId',
    input: About.extend({ ...GatePlan, phaseId: z.uuid().optional(), capacity: z.enum(CAPACITIES) }),
    output: z.object({ gateId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Plans a gate: who decides, when, on which information, under which conditions.',
  },
  readGate: {
    at: 'GET /dossiers/:dossierId/gates/:gateId',
    about: 'dossierId',
    input: AboutGate,
    output: GateView,
    summary: 'One gate with its preparation, reserved choices, advice, objections, feasibility points and decision.',
  },
  changeGate: {
    at: 'PUT /dossiers/:dossierId/gates/:gateId',
    about: 'dossierId',
    input: AboutGate.extend({ ...GatePlan, reason: Reason, basedOn: BasedOn }),
    output: Entry,
    summary: 'Changes a gate that is not decided, with the reason; who decides does not change.',
  },
  cancelGate: {
    at: 'PUT /dossiers/:dossierId/gates/:gateId/cancellation',
    about: 'dossierId',
    input: AboutGate.extend({ reason: Reason }),
    output: Entry,
    summary: 'Cancels a gate that will not come; not while a reserved choice or an objection is open at it.',
  },
  prepareGate: {
    at: 'PUT /dossiers/:dossierId/gates/:gateId/preparation',
    about: 'dossierId',
    input: AboutGate.extend(PreparationInput),
    output: Entry,
    summary: 'Prepares a gate: facts, options, positions with the minority, a proposal, and which conditions are met.',
  },
  decideGate: {
    at: 'PUT /dossiers/:dossierId/gates/:gateId/decision',
    about: 'dossierId',
    input: AboutGate.extend({
      ...Decided,
      outcome: z.enum(OUTCOMES),
      /** What those who wanted otherwise said; empty when nobody did. */
      minority: optionalLine(4000),
      /** What is fixed from now on, and what stays open. */
      fixed: optionalLine(4000),
      open: optionalLine(4000),
    }),
    output: z.object({ entryId: z.uuid(), decisionId: z.uuid() }),
    summary: 'Records the decision at a gate, by whoever acts for the competent body.',
  },
  reserveChoice: {
    at: 'POST /dossiers/:dossierId/reserved-choices',
    about: 'dossierId',
    input: About.extend({
      text: line(1000),
      why: line(2000),
      capacity: z.enum(['raad', 'college']),
      gateId: z.uuid().optional(),
    }),
    output: z.object({ choiceId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Reserves a choice to the council or the executive; no gate goes on past it without their decision.',
  },
  readChoice: {
    at: 'GET /dossiers/:dossierId/reserved-choices/:choiceId',
    about: 'dossierId',
    input: AboutChoice,
    output: ChoiceView.extend({
      /** Who reads may record the decision: they speak for the body it is reserved to. */
      mine: z.boolean(),
      may: May,
    }),
    summary: 'One reserved choice with the decision on it.',
  },
  placeChoice: {
    at: 'PUT /dossiers/:dossierId/reserved-choices/:choiceId/gate',
    about: 'dossierId',
    input: AboutChoice.extend({ gateId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Says at which gate a reserved choice falls, once.',
  },
  decideChoice: {
    at: 'PUT /dossiers/:dossierId/reserved-choices/:choiceId/decision',
    about: 'dossierId',
    input: AboutChoice.extend({ ...Decided, minority: optionalLine(4000) }),
    output: z.object({ entryId: z.uuid(), decisionId: z.uuid() }),
    summary:
      'Records the decision on a reserved choice: of the council by its registry, of the executive by the executive.',
  },
  raiseObjection: {
    at: 'POST /dossiers/:dossierId/gates/:gateId/objections',
    about: 'dossierId',
    input: AboutGate.extend({ text: line(8000) }),
    output: z.object({ objectionId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Raises a professional objection against a gate, as an adviser; the gate waits for it.',
  },
  withdrawObjection: {
    at: 'PUT /dossiers/:dossierId/objections/:objectionId/withdrawal',
    about: 'dossierId',
    input: AboutObjection.extend({ reason: Reason }),
    output: Entry,
    summary: 'Withdraws one’s own objection, with the reason.',
  },
  judgeObjection: {
    at: 'PUT /dossiers/:dossierId/objections/:objectionId/judgement',
    about: 'dossierId',
    input: AboutObjection.extend({ outcome: z.enum(['overruled', 'upheld']), reason: line(8000) }),
    output: Entry,
    summary: 'Decides on an objection with reasons, by whoever decides at that gate.',
  },
  linkAdvice: {
    at: 'POST /dossiers/:dossierId/gates/:gateId/advice',
    about: 'dossierId',
    input: AboutGate.extend({ openItemId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Says that advice was requested for this gate; it must be reacted to before the decision.',
  },
  reactToAdvice: {
    at: 'PUT /dossiers/:dossierId/gates/:gateId/advice/:openItemId/reaction',
    about: 'dossierId',
    input: AboutGate.extend({ openItemId: z.uuid(), reaction: z.enum(REACTIONS), reason: line(4000) }),
    output: Entry,
    summary: 'Says what was done with advice: followed, partly or not, with the reason.',
  },
  raisePoint: {
    at: 'POST /dossiers/:dossierId/gates/:gateId/points',
    about: 'dossierId',
    input: AboutGate.extend({ text: line(4000) }),
    output: z.object({ pointId: z.uuid(), entryId: z.uuid() }),
    status: 201,
    summary: 'Raises a point of the feasibility test, by whoever must carry it out.',
  },
  answerPoint: {
    at: 'PUT /dossiers/:dossierId/points/:pointId/answer',
    about: 'dossierId',
    input: AboutPoint.extend({ reaction: z.enum(REACTIONS), text: line(4000) }),
    output: Entry,
    summary: 'Answers a point of the feasibility test; the gate waits until each is answered.',
  },
} as const
