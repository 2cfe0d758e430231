// The arithmetic of a process, without a database: shares of the money, and which way uncertainties went.

export type UncertaintyState = 'green' | 'amber' | 'red' | 'settled'

/** Spent divided by ceiling, to four decimals: 0 when nothing was spent, more than 1 when it is over. */
export const shareOf = (spent: number, ceiling: number): number => Math.round((spent / ceiling) * 10_000) / 10_000

/** The percentages at which it warns that are reached, from low to high. In whole cents, so that 60 % is reached at exactly 60 %. */
export const reachedAt = (spent: number, ceiling: number, warnAt: readonly number[]): number[] =>
  [...new Set(warnAt)].filter((percent) => spent * 100 >= percent * ceiling).sort((a, b) => a - b)

/** Those that were not reached before. */
export const newlyReached = (before: readonly number[], now: readonly number[]): number[] =>
  now.filter((percent) => !before.includes(percent))

const WEIGHT: Record<UncertaintyState, number> = { settled: 0, green: 1, amber: 2, red: 3 }

export interface Moved {
  readonly title: string
  readonly was: UncertaintyState | null
  readonly is: UncertaintyState
}
interface Movement {
  readonly title: string
  readonly was: UncertaintyState | 'new'
  readonly is: UncertaintyState
}

/** Which uncertainties fell since then and which grew. One that was not there yet grew, unless it came in settled. */
export const movements = (all: readonly Moved[]): { fell: Movement[]; grew: Movement[] } => {
  const named = all.map(({ title, was, is }) => ({ title, was: was ?? ('new' as const), is }))
  const before = (was: UncertaintyState | 'new') => (was === 'new' ? 0 : WEIGHT[was])
  return {
    fell: named.filter(({ was, is }) => WEIGHT[is] < before(was)),
    grew: named.filter(({ was, is }) => WEIGHT[is] > before(was)),
  }
}
