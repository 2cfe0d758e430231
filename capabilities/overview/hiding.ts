// Hides numbers that are so small that they speak of somebody, and as many others as it takes to keep them from being computed.

/** A number from 1 to 4 is not shown: with so few, colleagues know who it is about. */
export const LEAST = 5

export interface Hidable {
  readonly value: number | null
  /** `small`: between 1 and 4. `other`: it would betray one that is. */
  readonly hidden: 'small' | 'other' | null
}
export interface Divided {
  readonly total: Hidable
  readonly cells: readonly (Hidable & { readonly key: string })[]
}

const NOT_SHOWN: Hidable = { value: null, hidden: 'other' }
const isSmall = (count: number) => count > 0 && count < LEAST
const shown = (count: number): Hidable =>
  isSmall(count) ? { value: null, hidden: 'small' } : { value: count, hidden: null }

/**
 * A whole and its parts, with what must be hidden. Whoever subtracts what is shown from the whole gets the sum of what is
 * hidden. Therefore the smallest other parts are hidden too, until every small number could still be 1, 2, 3 or 4; and when
 * there are not enough of those, no part is shown. Nought is shown: it speaks of nobody.
 */
export const divided = (counts: readonly (readonly [key: string, count: number])[], wholeIsShown = true): Divided => {
  const sum = counts.reduce((before, [, count]) => before + count, 0)
  const total = wholeIsShown ? shown(sum) : NOT_SHOWN
  const nothing = { total, cells: counts.map(([key]) => ({ key, ...NOT_SHOWN })) }
  if (total.hidden) return nothing
  const small = counts.filter(([, count]) => isSmall(count))
  const others = new Set<string>()
  if (small.length) {
    const spare = counts.filter(([, count]) => count >= LEAST).sort(([, a], [, b]) => a - b)
    let hidden = small.reduce((before, [, count]) => before + count, 0)
    while (others.size === 0 || hidden < LEAST - 1 + (small.length - 1) + LEAST * others.size) {
      const next = spare.shift()
      if (!next) return nothing
      others.add(next[0])
      hidden += next[1]
    }
  }
  return { total, cells: counts.map(([key, count]) => ({ key, ...(others.has(key) ? NOT_SHOWN : shown(count)) })) }
}
