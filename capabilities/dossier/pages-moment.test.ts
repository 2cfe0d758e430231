// The clock on the wall in the Netherlands, twice a year and on days that do not exist.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toMoment, toWall } from './web/moment.ts'

test('a quarter to five on the dike in January is Central European winter time', () => {
  assert.equal(toMoment('2026-01-12T16:40'), '2026-01-12T16:40:00+01:00')
  assert.equal(toMoment('2026-07-12T16:40'), '2026-07-12T16:40:00+02:00')
})

test('the hour that is skipped in March means the hour after it', () => {
  assert.equal(toMoment('2026-03-29T01:59'), '2026-03-29T01:59:00+01:00')
  assert.equal(toMoment('2026-03-29T02:30'), '2026-03-29T03:30:00+02:00')
  assert.equal(toMoment('2026-03-29T03:00'), '2026-03-29T03:00:00+02:00')
})

test('of the hour that comes twice in October the first is meant', () => {
  assert.equal(toMoment('2026-10-25T02:30'), '2026-10-25T02:30:00+02:00')
  assert.equal(toMoment('2026-10-25T03:00'), '2026-10-25T03:00:00+01:00')
})

test('what is no moment is given back as it came, for the contract to refuse', () => {
  for (const typed of ['2026-02-31T10:00', '2026-13-01T10:00', '2026-01-01T25:00', 'gisteren', '2026-01-12', ''])
    assert.equal(toMoment(typed), typed)
})

test('every hour of two years comes back as the same hour on the wall', () => {
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += 3_600_000) {
    const wall = toWall(new Date(at))
    assert.equal(toWall(new Date(toMoment(wall))), wall)
  }
})
