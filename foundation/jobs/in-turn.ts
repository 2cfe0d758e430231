// Work on many things of which one may be broken: each gets its turn, and one that fails keeps nobody behind it waiting.

import { isBroken } from '../database/reach.ts'

/** When so many fail one after another, it is the house that is ill and not one of them. */
const ALL_FAIL = 5

/** Does each in order. `failed` hears of every fault, with the thing. Throws the first fault when all had their turn. */
export const inTurn = async <T>(
  all: readonly T[],
  doing: (one: T) => Promise<void>,
  failed: (error: unknown, one: T) => void = () => {},
): Promise<void> => {
  const faults: unknown[] = []
  let inARow = 0
  for (const one of all) {
    try {
      await doing(one)
      inARow = 0
    } catch (error) {
      faults.push(error)
      failed(error, one)
      inARow += 1
      if (inARow === ALL_FAIL) break
    }
  }
  if (faults.length) throw faults[0]
}

/** A fault of our own is no sign that the connection is gone: what cannot tell that is the fault of one. */
const isGone = (error: unknown): boolean =>
  isBroken(error) && /connection|terminat|ECONN|EPIPE|socket/i.test(String((error as Error)?.message ?? error))

/**
 * The same for work with the database that is looked after again by itself: a fault of one is for the log alone, however many
 * there are. Only a connection that is gone ends it, and is thrown: then none has its turn.
 */
export const inTurnOrLog = async <T>(
  all: readonly T[],
  doing: (one: T) => Promise<void>,
  failed: (error: unknown, one: T) => void,
): Promise<void> => {
  for (const one of all) {
    try {
      await doing(one)
    } catch (error) {
      if (isGone(error)) throw error
      failed(error, one)
    }
  }
}
