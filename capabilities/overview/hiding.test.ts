// Small numbers stay unknown, also for who subtracts everything that is shown from the whole.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Divided, divided, LEAST } from './hiding.ts'

/** Every way in which the hidden parts could be filled in, for somebody who knows the rules of hiding. */
const possible = (picture: Divided, key: string): Set<number> => {
  const hidden = picture.cells.filter((cell) => cell.hidden)
  const rest = picture.total.value! - picture.cells.reduce((sum, cell) => sum + (cell.value ?? 0), 0)
  const unlabelled = hidden.every((cell) => cell.hidden === 'other')
  const found = new Set<number>()
  const fill = (at: number, left: number, mine: number): void => {
    if (at === hidden.length) {
      if (left === 0) found.add(mine)
      return
    }
    const cell = hidden[at]!
    const from = cell.hidden === 'small' ? 1 : unlabelled ? 0 : LEAST
    const to = cell.hidden === 'small' ? LEAST - 1 : left
    for (let value = from; value <= Math.min(to, left); value += 1)
      fill(at + 1, left - value, cell.key === key ? value : mine)
  }
  fill(0, rest, -1)
  return found
}

test('of every small number 1, 2, 3 and 4 remain possible, whatever the numbers are', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  let withSmall = 0
  let shownBesideHidden = 0
  for (let round = 0; round < 3000; round += 1) {
    const counts = Array.from(
      { length: 2 + random(4) },
      (_, at) => [`k${at}`, random(2) ? random(8) : random(30)] as const,
    )
    const picture = divided(counts)
    for (const [at, [key, count]] of counts.entries()) {
      const cell = picture.cells[at]!
      if (cell.value !== null) assert.equal(cell.value, count)
      if (count === 0 || count >= LEAST) continue
      withSmall += 1
      assert.equal(cell.value, null, `${count} of ${JSON.stringify(counts)} is shown`)
      if (picture.total.value === null) {
        assert.ok(picture.cells.every((one) => one.value === null))
        continue
      }
      if (picture.cells.some((one) => one.value !== null && one.value > 0)) shownBesideHidden += 1
      const could = possible(picture, key)
      for (const value of [1, 2, 3, 4])
        assert.ok(
          could.has(value),
          `${key} of ${JSON.stringify(counts)} cannot be ${value}: ${JSON.stringify(picture)}`,
        )
    }
  }
  assert.ok(
    withSmall > 500 && shownBesideHidden > 100,
    `${withSmall} small numbers, ${shownBesideHidden} beside others`,
  )
})

test('large numbers and nought are shown as they are', () => {
  assert.deepEqual(
    divided([
      ['a', 12],
      ['b', 0],
      ['c', 36],
    ]),
    {
      total: { value: 48, hidden: null },
      cells: [
        { key: 'a', value: 12, hidden: null },
        { key: 'b', value: 0, hidden: null },
        { key: 'c', value: 36, hidden: null },
      ],
    },
  )
})

test('a small whole shows nothing of its parts, and a whole that is hidden neither', () => {
  const small = divided([
    ['a', 1],
    ['b', 0],
  ])
  assert.deepEqual(small.total, { value: null, hidden: 'small' })
  assert.ok(small.cells.every((cell) => cell.hidden === 'other'))
  assert.ok(
    divided(
      [
        ['a', 100],
        ['b', 100],
      ],
      false,
    ).cells.every((cell) => cell.value === null),
  )
})
