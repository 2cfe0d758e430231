// What can be asked of the learning evaluations of a dossier: fixing the questions at the start, and answering them with a method.
import { z } from 'zod'

export const STOP_OUTCOMES = ['notMet', 'met', 'unknown'] as const
/** Where there is nothing to count: said, not left open. */
export const NOT_APPLICABLE = 'n.v.t.'
export const MOST_QUESTIONS = 20
export const MOST_FIGURES = 20

const line = (maximum: number) => z.string().trim().min(1).max(maximum)
const loose = (maximum: number) => z.string().trim().max(maximum).default('')
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date().refine((day) => day >= '1000' && day < '3000', { message: 'notADate' })
const May = z.record(z.string(), z.boolean())
const Nothing = z.null()
const Made = z.object({ entryId: z.uuid() })
const About = z.strictObject({ dossierId: z.uuid() })

const PlannedMoment = z.strictObject({ dueOn: Day, what: line(300) })
const Questions = z.array(line(1000)).max(MOST_QUESTIONS)
const Moments = z.array(PlannedMoment).max(12)

/** A draft may be half; publishing asks for all of it. */
export const Figure = z.strictObject({
  label: loose(200),
  value: loose(100),
  numerator: loose(100),
  /** Or «n.v.t.». */
  denominator: loose(100),
  /** The reference date; a draft may leave it open. */
  asOf: loose(10),
  source: loose(500),
})
export const Method = z.strictObject({
  /** How many were looked at, or «n.v.t.». */
  n: loose(100),
  period: loose(200),
  source: loose(1000),
  limits: loose(4000),
})
export const Draft = z.strictObject({
  heldOn: loose(10),
  /** One for each question, in their order. */
  answers: z.array(loose(8000)).max(MOST_QUESTIONS),
  /** One for each stop criterion, in their order. */
  stops: z
    .array(z.strictObject({ outcome: z.enum(['', ...STOP_OUTCOMES]).default(''), explanation: loose(4000) }))
    .max(MOST_QUESTIONS),
  learned: loose(8000),
  method: Method,
  figures: z.array(Figure).max(MOST_FIGURES),
})
export type DraftShown = z.output<typeof Draft>

const Fixed = z.object({
  text: z.string(),
  fixedAt: Moment,
  /** Why it was added after the start; empty for what was fixed at the start. */
  reason: z.string(),
})
export type FixedShown = z.output<typeof Fixed>

export const EvaluationView = z.object({
  entryId: z.uuid(),
  heldOn: Day,
  recordedAt: Moment,
  audience: z.int(),
  /** Null of an evaluation that was erased by law. */
  content: z
    .object({
      answers: z.array(z.object({ question: z.string(), answer: z.string() })),
      stops: z.array(z.object({ criterion: z.string(), outcome: z.enum(STOP_OUTCOMES), explanation: z.string() })),
      learned: z.string(),
      method: z.object({ n: z.string(), period: z.string(), source: z.string(), limits: z.string() }),
      figures: z.array(
        z.object({
          label: z.string(),
          value: z.string(),
          numerator: z.string(),
          denominator: z.string(),
          referenceDate: Day,
          source: z.string(),
        }),
      ),
    })
    .nullable(),
})
export type EvaluationShown = z.output<typeof EvaluationView>

export const PlanView = z.object({
  questions: z.array(Fixed),
  stopCriteria: z.array(Fixed),
  moments: z.array(z.object({ dueOn: Day, what: z.string(), held: z.boolean() })),
  evaluations: z.array(EvaluationView),
  draft: Draft.nullable(),
  may: May,
})
export type PlanShown = z.output<typeof PlanView>

export const contract = {
  readEvaluations: {
    at: 'GET /dossiers/:dossierId/evaluations',
    about: 'dossierId',
    input: About,
    output: PlanView,
    summary:
      'What was fixed at the start (questions, stop criteria, moments) and the evaluations that this reader may read.',
  },
  fixEvaluationPlan: {
    at: 'POST /dossiers/:dossierId/evaluation-plan',
    about: 'dossierId',
    input: About.extend({ questions: Questions.min(1), stopCriteria: Questions.min(1), moments: Moments.min(1) }),
    output: Made,
    status: 201,
    summary: 'Fixes the evaluation questions, the stop criteria and the moments, once, at the start.',
  },
  addToEvaluationPlan: {
    at: 'POST /dossiers/:dossierId/evaluation-plan/additions',
    about: 'dossierId',
    input: About.extend({
      questions: Questions.default([]),
      stopCriteria: Questions.default([]),
      moments: Moments.default([]),
      reason: line(2000),
    }),
    output: Made,
    status: 201,
    summary: 'Adds to what was fixed, with the reason; what was fixed stays.',
  },
  saveEvaluation: {
    at: 'PUT /dossiers/:dossierId/evaluation-draft',
    about: 'dossierId',
    input: About.extend({ content: Draft }),
    output: Nothing,
    status: 204,
    summary: 'Keeps what was written of an evaluation so far; only the core team sees it.',
  },
  publishEvaluation: {
    at: 'POST /dossiers/:dossierId/evaluations',
    about: 'dossierId',
    input: About,
    output: Made,
    status: 201,
    summary:
      'Publishes the draft for the council: every question answered, with method statement and whole figures, or it fails.',
  },
} as const
