// The organisation in numbers: counted right, the same for whoever works there, and betraying nothing that is for fewer.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { startHouse, type TestHouse } from '#app/testing.ts'
import type { OverviewShown } from './contract.ts'

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

const numbersOf = async (who: PersonKey): Promise<OverviewShown> => {
  const answer = await (await house.as(who)).get('/overview')
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}
const bare = ({ countedAt: _, ...numbers }: OverviewShown) => numbers
const partOf = (breakdown: { cells: { key: string; value: number | null }[] }, key: string) =>
  breakdown.cells.find((cell) => cell.key === key)?.value

/** Dossiers of the town as the owner of the database writes them: many at once, on days that are past. */
const plant = (many: number, { ceiling = 3, state = 'active', months = 1, town = 'wierdijk' as const } = {}) =>
  house.owner.query<{ id: string }>(
    `insert into dossier.dossier (id, kind, title, reason, organisation_id, owner_id, deputy_id, ceiling, state, opened_by, opened_at)
     select gen_random_uuid(), 'opgave', 'Geheim ' || n, 'x', $1, $2, $3, $4, $5, $2, now() - make_interval(months => $6)
     from generate_series(1, $7) as n returning id`,
    [organisationId(town), membershipId('samira'), membershipId('basjan'), ceiling, state, months, many],
  )
const ask = (
  dossierId: string,
  many: number,
  { audience = 3, late = false, asked = 'wout' as PersonKey, code = '' } = {},
) =>
  house.owner.query(
    `with made as (
       insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, raised_by, raised_role, raised_at, addressee,
         addressee_membership_id, addressee_organisation_id, due_on, audience)
       select gen_random_uuid(), $1, $2, 'question', 'Geheime vraag ' || n, $3, 'x', now() - interval '20 days', 'm:' || $4::text, $4::uuid, $2,
         current_date + $5::integer, $6 from generate_series(1, $7) as n returning id)
     insert into open_items.lateness (id, open_item_id, code, said_by) select gen_random_uuid(), id, $8, $4::uuid from made where $8 <> ''`,
    [
      dossierId,
      organisationId('wierdijk'),
      membershipId('samira'),
      membershipId(asked),
      late ? -3 : 10,
      audience,
      many,
      code,
    ],
  )

test('Samira, Gerrit, the alderman and Theo see the same numbers of the town; who does not work there sees none', async () => {
  const { rows } = await plant(12, { months: 4 })
  await plant(6, { state: 'paused', months: 13 })
  await plant(7, { state: 'closed', months: 30 })
  await ask(rows[0]!.id, 36)
  await ask(rows[1]!.id, 7, { late: true, code: 'workload' })
  await ask(rows[2]!.id, 8, { late: true, code: 'absent' })

  const numbers = await numbersOf('samira')
  assert.equal(numbers.dossiers.open.total.value, 18)
  assert.deepEqual([partOf(numbers.dossiers.open, 'active'), partOf(numbers.dossiers.open, 'paused')], [12, 6])
  assert.deepEqual([partOf(numbers.dossiers.age, 'under6Months'), partOf(numbers.dossiers.age, 'under2Years')], [12, 6])
  assert.equal(numbers.items.open.total.value, 51)
  assert.deepEqual([partOf(numbers.items.open, 'onTime'), partOf(numbers.items.open, 'late')], [36, 15])
  assert.equal(partOf(numbers.items.age, 'under4Weeks'), 51)
  assert.deepEqual(
    numbers.items.reasons.cells.filter((cell) => cell.value !== 0).map((cell) => [cell.key, cell.value]),
    [
      ['workload', 7],
      ['absent', 8],
    ],
  )
  assert.equal(numbers.months.length, 12)
  for (const who of ['gerrit', 'deruiter', 'theo', 'henk'] as const)
    assert.deepEqual(bare(await numbersOf(who)), bare(numbers), who)
  // Another town has its own, and the council and partners have none.
  assert.equal((await numbersOf('smeets')).dossiers.open.total.value, 0)
  for (const who of ['youssef', 'lotte', 'marleen', 'bram'] as const) {
    const { status, json } = await (await house.as(who)).get('/overview')
    assert.deepEqual([status, json.code], [403, 'overview.worksInTheOrganisation'], who)
  }
  assert.equal((await house.nobody.get('/overview')).status, 401)
})

test('what only a few may know is in no number, for nobody, its owner included', async () => {
  const before = bare(await numbersOf('theo'))
  const { rows } = await plant(20, { ceiling: 2 })
  await plant(20, { ceiling: 1 })
  await ask(rows[0]!.id, 20)
  const [known] = (await house.owner.query('select id from dossier.dossier where ceiling = 3 limit 1')).rows
  await ask(known.id, 20, { audience: 2 })
  await ask(known.id, 20, { audience: 1, late: true })
  for (const who of ['theo', 'samira', 'gerrit'] as const) assert.deepEqual(bare(await numbersOf(who)), before, who)
})

test('a number below five is not shown, nor what would betray it, in the answer, on the page and in the spreadsheet', async () => {
  const [known] = (await house.owner.query('select id from dossier.dossier where ceiling = 3 limit 1')).rows
  await ask(known.id, 2, { late: true, code: 'disagreement', asked: 'henk' })
  const { reasons } = (await numbersOf('theo')).items
  assert.equal(reasons.total.value, 17)
  const cell = (key: string) => reasons.cells.find((one) => one.key === key)
  assert.deepEqual(cell('disagreement'), { key: 'disagreement', value: null, hidden: 'small' })
  // Otherwise 17 less 15 would be Henk's two.
  assert.deepEqual(cell('workload'), { key: 'workload', value: null, hidden: 'other' })
  assert.equal(cell('absent')!.value, 8)

  const theo = await house.as('theo')
  const page = await theo.page('/cijfers')
  assert.equal(page.status, 200)
  assert.match(page.text, /17 van de 53 open punten \(32%\)/)
  assert.match(page.text, /minder dan 5/)
  assert.match(page.text, /Geteld op/)
  assert.doesNotMatch(page.text, /Geheim|Wout|Henk/)
  const sheet = await theo.page('/cijfers.csv')
  assert.match(String(sheet.headers['content-type']), /text\/csv/)
  const line = sheet.text.split('\r\n').find((one) => one.includes('niet eens'))!
  assert.match(line, /;minder dan 5;17;20\d\d-/)
  assert.doesNotMatch(sheet.text, /Geheim|Wout|Henk/)
  assert.equal((await (await house.as('youssef')).page('/cijfers.csv')).status, 403)
})

test('items that got more time are counted once, however often they got it', async () => {
  const before = (await numbersOf('theo')).items.moreTime
  const given = async (many: number) =>
    house.owner.query(
      `insert into open_items.extension (id, open_item_id, was, became, reason, extended_by)
       select gen_random_uuid(), i.id, i.due_on, i.due_on + t, 'x', $1 from generate_series(1, 2) as t,
         (select o.id, o.due_on from open_items.open_item o join dossier.dossier d on d.id = o.dossier_id
          where o.closed_at is null and o.audience = 3 and d.ceiling = 3 order by o.id limit $2) as i`,
      [membershipId('samira'), many],
    )
  assert.equal(partOf(before, 'moreTime'), 0)
  await given(7)
  const { moreTime } = (await numbersOf('theo')).items
  assert.deepEqual([partOf(moreTime, 'moreTime'), moreTime.total.value], [7, before.total.value])
})

test('a discipline stands apart only when five people work in it, and never with what is late', async () => {
  const [known] = (await house.owner.query('select id from dossier.dossier where ceiling = 3 limit 1')).rows
  const names = async () => (await numbersOf('theo')).items.disciplines.cells.map((cell) => cell.key)
  assert.deepEqual(await names(), [''])
  await house.owner.query(
    `with p as (insert into people.person (id, name, email) select gen_random_uuid(), 'Vakmens ' || n, 'vakmens' || n || '@wierdijk.example'
       from generate_series(1, 4) as n returning id)
     insert into people.membership (id, person_id, organisation_id, position, function_name, discipline)
     select gen_random_uuid(), p.id, $1, 'staff', 'adviseur', '=ruimte en erfgoed' from p`,
    [organisationId('wierdijk')],
  )
  await house.owner.query(`update people.membership set discipline = '=ruimte en erfgoed' where id = $1`, [
    membershipId('wout'),
  ])
  await ask(known.id, 5)
  assert.deepEqual(await names(), ['=ruimte en erfgoed', ''])
  // Typed by somebody: a spreadsheet must not compute it.
  assert.match((await (await house.as('theo')).page('/cijfers.csv')).text, /;'=ruimte en erfgoed;/)
  await house.owner.query('update people.membership set until = current_date - 1 where function_name = $1', [
    'adviseur',
  ])
  assert.deepEqual(await names(), [''])
})

test('what came and went is counted by month, and what is closed again by reopening is not', async () => {
  const months = (await numbersOf('samira')).months
  const opened = months.at(-5)!.dossiersOpened.value
  assert.equal(opened, 12)
  const [{ month }] = (
    await house.owner.query(`select to_char(now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as month`)
  ).rows
  assert.equal(months.at(-1)!.month, month)
  await house.owner.query(
    `insert into dossier.closure (id, dossier_id, outcome, result, effect, lesson, closed_by, closed_at, retain_until, reopened_at)
     select gen_random_uuid(), d.id, 'result', 'x', 'x', 'x', d.owner_id, now() - interval '2 months', '2050-01-01',
       case when row_number() over (order by d.id) > 6 then now() end
     from (select id, owner_id from dossier.dossier where ceiling = 3 order by id limit 12) as d`,
  )
  assert.equal((await numbersOf('samira')).months.at(-3)!.dossiersClosed.value, 6)
})

test('who asks on and on is asked to wait, on the page and by the API: every time everything is counted', async () => {
  const theo = await house.as('theo')
  for (const path of ['/cijfers', '/api/v1/overview']) {
    const ask = () => theo.page(path)
    let last = await ask()
    for (let times = 0; times < 60 && last.status === 200; times++) last = await ask()
    assert.equal(last.status, 429, path)
  }
})
