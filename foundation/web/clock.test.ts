// When something happened, by a clock that may be wrong.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { momentOf } from './client/device/clock.ts'

const MINUTE = 60_000
const T = Date.UTC(2026, 0, 12, 15, 40)

test('a clock that is always wrong by the same is no trouble', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -400, max: 400 }).map((days) => days * 86_400_000),
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      (wrong, wroteAfter, sentAfter) => {
        const wrote = T + wroteAfter * MINUTE
        const sent = wrote + sentAfter * MINUTE
        const moment = momentOf(wrote + wrong, { server: T, device: T + wrong }, { server: sent, device: sent + wrong })
        assert.equal(moment, wrote)
      },
    ),
  )
})

test('a clock that was set wrong after the last contact is believed by what it says at sending', () => {
  const wrote = T + 30 * MINUTE
  const sent = T + 90 * MINUTE
  for (const wrong of [3 * 86_400_000, -30 * 86_400_000])
    assert.equal(momentOf(wrote + wrong, { server: T, device: T }, { server: sent, device: sent + wrong }), wrote)
})

test('whatever the clocks say, it lies between the last contact and the sending', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.integer(), fc.nat(), (wrote, device, later, after) => {
      const now = { server: T + after, device: later }
      const moment = momentOf(wrote, { server: T, device }, now)
      assert.ok(moment >= T - 1_000 && moment <= now.server + 1_000)
    }),
  )
})

test('lines keep their order', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), fc.integer({ min: -5, max: 5 }), (first, more, days) => {
      const before = { server: T, device: T + days * 86_400_000 }
      const sent = { server: T + 300_000, device: before.device + 300_000 }
      const one = momentOf(before.device + first, before, sent)
      const two = momentOf(before.device + first + more, before, sent)
      assert.ok(one <= two)
    }),
  )
})
