// The arithmetic of a process, over many made-up cases.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { movements, newlyReached, reachedAt, shareOf, type UncertaintyState } from './standing.ts'

const cents = fc.integer({ min: 0, max: 10_000_000_000_000 })
const ceiling = fc.integer({ min: 1, max: 10_000_000_000_000 })
const percents = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 10 })
const states = ['settled', 'green', 'amber', 'red'] as const satisfies readonly UncertaintyState[]
const uncertainties = fc.array(
  fc.record({
    title: fc.string({ minLength: 1 }),
    was: fc.option(fc.constantFrom(...states), { nil: null }),
    is: fc.constantFrom(...states),
  }),
)

test('sixty percent is reached at sixty percent, and not a cent before', () => {
  assert.deepEqual(reachedAt(9_000_000, 15_000_000, [60, 80, 100]), [60])
  assert.deepEqual(reachedAt(8_999_999, 15_000_000, [60, 80, 100]), [])
  assert.equal(shareOf(13_840_000, 15_000_000), 0.9227)
})

test('who spends more reaches no less, and a higher ceiling reaches no more', () =>
  fc.assert(
    fc.property(cents, cents, ceiling, ceiling, percents, (a, b, low, high, warnAt) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      const [small, large] = [Math.min(low, high), Math.max(low, high)]
      assert.deepEqual(
        reachedAt(less, small, warnAt).filter((one) => !reachedAt(more, small, warnAt).includes(one)),
        [],
      )
      assert.deepEqual(
        reachedAt(less, large, warnAt).filter((one) => !reachedAt(less, small, warnAt).includes(one)),
        [],
      )
    }),
  ))

test('what is reached is among what was agreed, once each and from low to high, and everything below it is reached too', () =>
  fc.assert(
    fc.property(cents, ceiling, percents, (spent, limit, warnAt) => {
      const reached = reachedAt(spent, limit, warnAt)
      assert.deepEqual(
        reached,
        [...new Set(reached)].sort((a, b) => a - b),
      )
      const highest = reached.at(-1) ?? 0
      for (const one of warnAt) assert.equal(reached.includes(one), one <= highest)
    }),
  ))

test('the share says the same as the warnings, to a ten-thousandth', () =>
  fc.assert(
    fc.property(cents, ceiling, fc.integer({ min: 1, max: 200 }), (spent, limit, percent) => {
      const share = shareOf(spent, limit)
      if (share > percent / 100 + 0.0001) assert.deepEqual(reachedAt(spent, limit, [percent]), [percent])
      if (share < percent / 100 - 0.0001) assert.deepEqual(reachedAt(spent, limit, [percent]), [])
    }),
  ))

test('each share warns once on the way up, however the spending comes in', () =>
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 20 }), ceiling, percents, (amounts, limit, warnAt) => {
      let before: number[] = []
      const warned: number[] = []
      for (const spent of [...amounts].sort((a, b) => a - b)) {
        const now = reachedAt(spent, limit, warnAt)
        warned.push(...newlyReached(before, now))
        before = now
      }
      assert.deepEqual(warned, [...new Set(warned)])
      assert.deepEqual(
        [...warned].sort((a, b) => a - b),
        before,
      )
    }),
  ))

test('an uncertainty fell, grew or stayed, never two of these, and turned around it goes the other way', () =>
  fc.assert(
    fc.property(uncertainties, (all) => {
      const { fell, grew } = movements(all)
      const stayed = all.filter(({ was, is }) => was === is || (was === null && is === 'settled'))
      assert.equal(fell.length + grew.length + stayed.length, all.length)
      const known = all.filter(({ was }) => was !== null)
      const back = movements(known.map(({ title, was, is }) => ({ title, was: is, is: was! })))
      assert.equal(back.grew.length, movements(known).fell.length)
      assert.equal(back.fell.length, movements(known).grew.length)
    }),
  ))
