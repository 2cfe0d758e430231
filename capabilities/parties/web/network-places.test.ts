// The places of a network: the same facts give the same picture, everything stays inside, and nothing lies on another.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fit, layoutOf, type NetworkFacts, type Place, radiusOf } from './network-places.ts'

const facts = (dossiers: number, parties: number): NetworkFacts => ({
  dossiers: Array.from({ length: dossiers }, (_, i) => ({ dossierId: `d${i}` })),
  parties: Array.from({ length: parties }, (_, i) => ({
    key: `p${i}`,
    influence: i % 6 === 0 ? null : (i % 5) + 1,
    in: Array.from({ length: 1 + (i % 3) }, (_, j) => ({ dossierId: `d${(i * 7 + j * 5) % dossiers}` })),
  })),
})
const placesOf = (of: NetworkFacts, width: number, height: number, edge: number) =>
  fit(layoutOf(of), width, height, edge)
const all = (placed: { dossiers: readonly Place[]; parties: readonly Place[] }) => [
  ...placed.dossiers,
  ...placed.parties,
]

test('the same facts give the same picture, whatever chance does meanwhile', () => {
  const chance = Math.random
  const first = placesOf(facts(6, 24), 880, 620, 64)
  Math.random = () => 0.123
  try {
    assert.deepEqual(placesOf(facts(6, 24), 880, 620, 64), first)
  } finally {
    Math.random = chance
  }
})

for (const [dossiers, parties] of [
  [1, 0],
  [1, 1],
  [4, 13],
  [60, 80],
] as const)
  test(`${parties} parties in ${dossiers} dossiers stay inside, wide and narrow`, () => {
    for (const [width, height, edge] of [
      [880, 620, 64],
      [340, 460, 26],
    ] as const) {
      const placed = placesOf(facts(dossiers, parties), width, height, edge)
      assert.equal(placed.dossiers.length, dossiers)
      assert.equal(placed.parties.length, parties)
      assert.ok(placed.height <= height + 1)
      for (const { x, y, radius } of all(placed)) {
        assert.ok(x - radius >= 0 && x + radius <= width, `${x}`)
        assert.ok(y - radius >= 0 && y + radius <= placed.height, `${y}`)
      }
    }
  })

test('of an ordinary area no two lie on each other', () => {
  const places = all(placesOf(facts(4, 13), 880, 620, 64))
  places.forEach((one, i) => {
    for (const other of places.slice(i + 1))
      assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius, 'they touch')
  })
})

test('a party is larger with more influence, and in between when nobody may say', () => {
  const sizes = [1, 2, 3, 4, 5].map(radiusOf)
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => a - b),
  )
  assert.ok(radiusOf(null) > sizes[0]! && radiusOf(null) < sizes[4]!)
})
