// The ladder that silence climbs: from when something was asked and when it is due follow the steps and their moments.
import { addDays, addWorkingDays, clockOf, type Day, dayAt, workingDayUpTo } from './calendar.ts'

export type StepKind = 'remind' | 'lapse' | 'manager' | 'owner' | 'head'

/** What an organisation may set one day; until then everybody has these. */
export interface Terms {
  /** The share of the term after which who was asked is reminded. */
  readonly remindAfter: number
  /** Working days after the due date. */
  readonly managerAfter: number
  readonly ownerAfter: number
  readonly headAfter: number
  /** The hour of the day at which people hear something: not at night. */
  readonly hour: number
}
export const TERMS: Terms = { remindAfter: 0.8, managerAfter: 3, ownerAfter: 6, headAfter: 10, hour: 8 }

export interface Step {
  readonly number: number
  readonly kind: StepKind
  readonly at: Date
}

/**
 * Remind after four fifths of the term, on a working day and at least a day before it is due; lapse the night after it was due; then the
 * manager of who was asked, the owner of the dossier and the head. A term too short for a reminder has none.
 * `from` numbers the steps when there were earlier ones (a due date that was put off).
 */
export const ladder = ({ raisedAt, dueOn }: { raisedAt: Date; dueOn: Day }, terms: Terms = TERMS, from = 1): Step[] => {
  const lapse = clockOf(addDays(dueOn, 1), 0)
  const share = dayAt(new Date(raisedAt.getTime() + terms.remindAfter * (lapse.getTime() - raisedAt.getTime())))
  const dayBefore = addDays(dueOn, -1)
  const [earlier] = [share, dayBefore].sort()
  const remind = clockOf(workingDayUpTo(earlier!), terms.hour)
  const steps: { kind: StepKind; at: Date }[] = [
    ...(remind > raisedAt ? [{ kind: 'remind' as const, at: remind }] : []),
    { kind: 'lapse', at: lapse },
    { kind: 'manager', at: clockOf(addWorkingDays(dueOn, terms.managerAfter), terms.hour) },
    { kind: 'owner', at: clockOf(addWorkingDays(dueOn, terms.ownerAfter), terms.hour) },
    { kind: 'head', at: clockOf(addWorkingDays(dueOn, terms.headAfter), terms.hour) },
  ]
  return steps.map((step, i) => ({ number: from + i, ...step }))
}
