// The ladder that silence climbs: from when something was asked and when it is due follow, under the terms of who answers,
// the steps and their moments.
import { addDays, addWorkingDays, type ClosedDays, clockOf, type Day, dayAt, workingDayUpTo } from './calendar.ts'
import type { KINDS } from './contract.ts'

export type StepKind = 'remind' | 'lapse' | 'manager' | 'owner' | 'head'

/** How an organisation lets silence climb. Slower or faster within bounds, never off (invariant 5). */
export interface Terms {
  /** The share of the term after which who was asked is reminded. */
  readonly remindAfter: number
  /** Working days after the due date. Two of them are never the same, and the head hears it last. */
  readonly managerAfter: number
  readonly ownerAfter: number
  readonly headAfter: number
  /** The hour of the day at which people hear something: not at night. */
  readonly hour: number
  /** Days on which the town hall is closed beside weekends and public holidays. */
  readonly closed?: ClosedDays
}
/** Those of the house, for an organisation that set none. */
export const TERMS: Terms = { remindAfter: 0.8, managerAfter: 3, ownerAfter: 6, headAfter: 10, hour: 8 }

/** Working days until an answer is due, when who asks names no day. */
export type Standard = Readonly<Record<(typeof KINDS)[number], number>>
export const STANDARD: Standard = { question: 10, advice: 20, agreement: 20, contribution: 10, promise: 20, task: 10 }

/** What counts when somebody is asked something today. */
export interface InForce {
  /** The version of an organisation; null: those of the house. */
  readonly termsId: string | null
  readonly standard: Standard
  readonly ladder: Terms
}

/** The terms as the database has them, with what is closed. */
export interface TermsRow extends Standard {
  readonly termsId: string
  /** Percent. */
  readonly remindAfter: number
  readonly managerAfter: number
  readonly ownerAfter: number
  readonly headAfter: number
  readonly hour: number
}
export const inForce = ({
  terms,
  closed,
}: {
  readonly terms: TermsRow | null
  readonly closed: readonly Day[]
}): InForce => {
  const closedDays = new Set(closed)
  if (!terms) return { termsId: null, standard: STANDARD, ladder: { ...TERMS, closed: closedDays } }
  const { termsId, remindAfter, managerAfter, ownerAfter, headAfter, hour, ...standard } = terms
  return {
    termsId,
    standard,
    ladder: { remindAfter: remindAfter / 100, managerAfter, ownerAfter, headAfter, hour, closed: closedDays },
  }
}

/** The day on which an answer is due when nobody named one. */
export const standardDay = (askedAt: Date, kind: keyof Standard, { standard, ladder: { closed } }: InForce): Day =>
  addWorkingDays(dayAt(askedAt), standard[kind], closed)

export interface Step {
  readonly number: number
  readonly kind: StepKind
  readonly at: Date
}

/**
 * Remind after a share of the term, on a working day and at least a day before it is due; lapse the night after it was due; then the
 * manager of who was asked, the owner of the dossier and the head, each on its day. A term too short for a reminder has none.
 * `from` numbers the steps when there were earlier ones (a due date that was put off).
 */
export const ladder = ({ raisedAt, dueOn }: { raisedAt: Date; dueOn: Day }, terms: Terms = TERMS, from = 1): Step[] => {
  const lapse = clockOf(addDays(dueOn, 1), 0)
  const share = dayAt(new Date(raisedAt.getTime() + terms.remindAfter * (lapse.getTime() - raisedAt.getTime())))
  const dayBefore = addDays(dueOn, -1)
  const [earlier] = [share, dayBefore].sort()
  const remind = clockOf(workingDayUpTo(earlier!, terms.closed), terms.hour)
  const after = (days: number): Date => clockOf(addWorkingDays(dueOn, days, terms.closed), terms.hour)
  const places = [
    { kind: 'manager' as const, days: terms.managerAfter },
    { kind: 'owner' as const, days: terms.ownerAfter },
    { kind: 'head' as const, days: terms.headAfter },
  ].sort((a, b) => a.days - b.days)
  const steps: { kind: StepKind; at: Date }[] = [
    ...(remind > raisedAt ? [{ kind: 'remind' as const, at: remind }] : []),
    { kind: 'lapse', at: lapse },
    ...places.map(({ kind, days }) => ({ kind, at: after(days) })),
  ]
  return steps.map((step, i) => ({ number: from + i, ...step }))
}
