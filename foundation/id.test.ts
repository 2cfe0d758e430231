// Identifiers: unique, and in the order of their making, also within one millisecond.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from './id.ts'

test('twenty thousand made at once are different, in order, and of version 7', () => {
  const ids = Array.from({ length: 20_000 }, newId)
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(ids.toSorted(), ids)
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
