// Euros go in and out as people write them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { euro, percent, toCents, typedEuro } from './words.ts'

test('an amount is read as people write it, and what is no amount is none', () => {
  for (const [typed, cents] of [
    ['150.000', 15_000_000],
    ['€ 150.000,50', 15_000_050],
    ['150000', 15_000_000],
    ['1,500.5', 150_050],
    ['0,05', 5],
    ['12,-', 1200],
    ['1.234.567', 123_456_700],
  ] as const)
    assert.equal(toCents(typed), cents, typed)
  for (const typed of ['', 'veel', '-5', '1.2.3', '12.34.567', '1e6', '--'])
    assert.ok(Number.isNaN(toCents(typed)), typed)
})

test('what is shown, and what stands in the field, is read back as it was', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
      assert.equal(toCents(typedEuro(cents)), cents)
      assert.equal(toCents(euro('nl', cents)), cents)
      assert.equal(toCents(euro('en', cents)), cents)
    }),
  ))

test('nobody reads a hundred percent before it is', () => {
  assert.equal(percent(0.9999), '99 %')
  assert.equal(percent(1), '100 %')
})
