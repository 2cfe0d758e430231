// The ladder's arithmetic: what holds for every term, and the days that people remember.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, addWorkingDays, clockOf, dayAt, easterOf, holidaysOf, isWorkingDay } from './calendar.ts'
import { ladder, TERMS } from './ladder.ts'

const moments = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2060-12-31T00:00:00Z'),
  noInvalidDate: true,
})
const asked = fc.record({ raisedAt: moments, days: fc.integer({ min: 0, max: 400 }) }).map(({ raisedAt, days }) => ({
  raisedAt,
  dueOn: addDays(dayAt(raisedAt), days),
}))
const at = (steps: ReturnType<typeof ladder>, kind: string) => steps.find((step) => step.kind === kind)?.at

describe('the ladder', () => {
  test('climbs in order, one moment after the other, whatever the term', () => {
    fc.assert(
      fc.property(asked, (item) => {
        const steps = ladder(item)
        steps.forEach((step, i) => {
          assert.equal(step.number, i + 1)
          if (i > 0) assert.ok(step.at > steps[i - 1]!.at, `${step.kind} comes after ${steps[i - 1]!.kind}`)
        })
        assert.deepEqual(
          steps.map((step) => step.kind).filter((kind) => kind !== 'remind'),
          ['lapse', 'manager', 'owner', 'head'],
        )
      }),
    )
  })

  test('reminds at least a day before it is due, never before it was asked, and not at all when there is no time', () => {
    fc.assert(
      fc.property(asked, (item) => {
        const remind = at(ladder(item), 'remind')
        if (remind) {
          assert.ok(remind > item.raisedAt)
          assert.ok(dayAt(remind) <= addDays(item.dueOn, -1))
          assert.ok(isWorkingDay(dayAt(remind)))
        } else assert.ok(item.dueOn < addDays(dayAt(item.raisedAt), 10), 'ten days always have room for a reminder')
      }),
    )
  })

  test('lapses as the day after the due date begins, in summer and in winter', () => {
    fc.assert(
      fc.property(asked, (item) => {
        const lapse = at(ladder(item), 'lapse')!
        assert.equal(dayAt(lapse), addDays(item.dueOn, 1))
        assert.equal(dayAt(new Date(lapse.getTime() - 1)), item.dueOn)
      }),
    )
  })

  test('disturbs managers and owners only on working days', () => {
    fc.assert(
      fc.property(asked, (item) => {
        for (const kind of ['manager', 'owner', 'head']) assert.ok(isWorkingDay(dayAt(at(ladder(item), kind)!)), kind)
      }),
    )
  })

  test('starts again after the steps that were there, when the date is put off', () => {
    assert.deepEqual(
      ladder({ raisedAt: new Date('2026-02-02T09:00:00Z'), dueOn: '2026-02-16' }, TERMS, 4).map((step) => step.number),
      [4, 5, 6, 7, 8],
    )
  })

  test('asked on Monday 2 February for the 16th: reminded on Friday the 13th, at eight in the morning', () => {
    const steps = ladder({ raisedAt: new Date('2026-02-02T09:00:00Z'), dueOn: '2026-02-16' })
    assert.deepEqual(
      steps.map((step) => [step.kind, step.at.toISOString()]),
      [
        ['remind', '2026-02-13T07:00:00.000Z'],
        ['lapse', '2026-02-16T23:00:00.000Z'],
        ['manager', '2026-02-19T07:00:00.000Z'],
        ['owner', '2026-02-24T07:00:00.000Z'],
        ['head', '2026-03-02T07:00:00.000Z'],
      ],
    )
  })
})

describe('working days', () => {
  test('adding working days lands on one and counts exactly so many', () => {
    fc.assert(
      fc.property(moments.map(dayAt), fc.integer({ min: 1, max: 60 }), (day, days) => {
        const end = addWorkingDays(day, days)
        assert.ok(isWorkingDay(end))
        let counted = 0
        for (let one = addDays(day, 1); one <= end; one = addDays(one, 1)) if (isWorkingDay(one)) counted++
        assert.equal(counted, days)
      }),
    )
  })

  test('Easter falls on a Sunday between 22 March and 25 April', () => {
    for (let year = 1900; year < 2200; year++) {
      const easter = easterOf(year)
      assert.equal(new Date(easter).getUTCDay(), 0)
      assert.ok(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25', easter)
    }
    assert.deepEqual([2024, 2025, 2026, 2038].map(easterOf), ['2024-03-31', '2025-04-20', '2026-04-05', '2038-04-25'])
  })

  test('King’s Day is on the 26th when the 27th is a Sunday; 5 May is free once in five years', () => {
    assert.ok(holidaysOf(2025).has('2025-04-26') && !holidaysOf(2025).has('2025-04-27'))
    assert.ok(holidaysOf(2026).has('2026-04-27'))
    assert.ok(holidaysOf(2025).has('2025-05-05') && !holidaysOf(2026).has('2026-05-05'))
    assert.ok(isWorkingDay('2026-05-05'))
  })

  test('nobody is disturbed at Christmas, Ascension Day or Whit Monday', () => {
    for (const day of ['2026-12-25', '2026-12-26', '2026-01-01', '2026-04-06', '2026-05-14', '2026-05-25'])
      assert.ok(!isWorkingDay(day), day)
    assert.equal(addWorkingDays('2026-12-24', 1), '2026-12-28')
  })

  test('the clock of Amsterdam is read on the nights that it changes too', () => {
    assert.equal(clockOf('2026-03-29', 0).toISOString(), '2026-03-28T23:00:00.000Z')
    assert.equal(clockOf('2026-03-29', 8).toISOString(), '2026-03-29T06:00:00.000Z')
    assert.equal(clockOf('2026-10-25', 0).toISOString(), '2026-10-24T22:00:00.000Z')
    assert.equal(clockOf('2026-10-25', 8).toISOString(), '2026-10-25T07:00:00.000Z')
  })
})
