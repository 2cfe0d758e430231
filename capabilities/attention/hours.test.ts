// Quiet hours and the hour of the digest: on the clock of the Netherlands, also on the days on which that jumps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digestDay, disturbsRest, type Settings, wakesAt } from './hours.ts'

const usual: Settings = {
  digest: 'workingDays',
  digestHour: 8,
  quietHours: true,
  quietFrom: 18,
  quietUntil: 8,
  quietWeekends: true,
  immediate: true,
}
const at = (moment: string) => new Date(moment)
const wakes = (settings: Settings, moment: string) => wakesAt(settings, at(moment)).toISOString()

test('in the day one hears at once, in the evening the next morning', () => {
  assert.equal(wakes(usual, '2026-11-24T10:00:00Z'), '2026-11-24T10:00:00.000Z')
  assert.equal(wakes(usual, '2026-11-24T16:59:59Z'), '2026-11-24T16:59:59.000Z')
  assert.equal(wakes(usual, '2026-11-24T17:00:00Z'), '2026-11-25T07:00:00.000Z')
  assert.equal(wakes(usual, '2026-11-24T03:00:00Z'), '2026-11-24T07:00:00.000Z')
})

test('from Friday evening one hears on Monday, and after Easter on Tuesday', () => {
  assert.equal(wakes(usual, '2026-11-27T20:00:00Z'), '2026-11-30T07:00:00.000Z')
  // Easter Monday is 6 April 2026; the clock jumped on 29 March.
  assert.equal(wakes(usual, '2026-04-03T18:00:00Z'), '2026-04-07T06:00:00.000Z')
  assert.equal(wakes({ ...usual, quietWeekends: false }, '2026-11-27T20:00:00Z'), '2026-11-28T07:00:00.000Z')
})

test('who wants no quiet hours is told at night, and on a weekend only when they want that too', () => {
  const awake = { ...usual, quietHours: false }
  assert.equal(wakes(awake, '2026-11-24T23:30:00Z'), '2026-11-24T23:30:00.000Z')
  assert.equal(wakes(awake, '2026-11-28T12:00:00Z'), '2026-11-29T23:00:00.000Z')
  assert.equal(wakes({ ...awake, quietWeekends: false }, '2026-11-28T12:00:00Z'), '2026-11-28T12:00:00.000Z')
})

test('a digest is due from its hour until the evening, on the days that were chosen', () => {
  assert.equal(digestDay(usual, at('2026-11-24T06:59:59Z')), null)
  assert.equal(digestDay(usual, at('2026-11-24T07:00:00Z')), '2026-11-24')
  assert.equal(digestDay(usual, at('2026-11-24T16:59:00Z')), '2026-11-24')
  assert.equal(digestDay(usual, at('2026-11-24T17:00:00Z')), null)
  assert.equal(digestDay(usual, at('2026-11-28T12:00:00Z')), null)
  assert.equal(digestDay({ ...usual, digest: 'everyDay' }, at('2026-11-28T12:00:00Z')), '2026-11-28')
  assert.equal(digestDay({ ...usual, digest: 'never' }, at('2026-11-24T12:00:00Z')), null)
  // Summer time: eight o'clock is six in the world.
  assert.equal(digestDay(usual, at('2026-07-01T06:00:00Z')), '2026-07-01')
  assert.equal(digestDay(usual, at('2026-07-01T05:59:00Z')), null)
})

test('a digest within one’s own quiet hours is a mistake', () => {
  assert.equal(disturbsRest(usual), false)
  assert.equal(disturbsRest({ ...usual, digestHour: 7 }), true)
  assert.equal(disturbsRest({ ...usual, digestHour: 18 }), true)
  assert.equal(disturbsRest({ ...usual, digestHour: 7, quietHours: false }), false)
  assert.equal(disturbsRest({ ...usual, digestHour: 7, digest: 'never' }), false)
})
