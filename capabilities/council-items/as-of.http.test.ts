// As it was: what the council was owed on a day is made from what was recorded by then, and nothing that came later.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId, organisationId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, dayAt } from '#capabilities/open-items/index.ts'

let house: TestHouse
let samira: Client
let lotte: Client
let youssef: Client
let dossierId = ''
const today = dayAt(new Date())

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  lotte = await house.as('lotte')
  youssef = await house.as('youssef')
  dossierId = good(await samira.post('/dossiers', { title: 'Haven', reason: 'x', kind: 'opgave', ceiling: 4 }), 201)
    .json.dossierId
})
after(() => house.stop())

/** Puts what was done a moment ago so many days back: nobody can do something last month. */
const daysAgo = (table: string, column: string, id: string, where: string, days: number) =>
  house.owner.query(
    `alter table council_items.${table} disable trigger user;
     update council_items.${table} set ${column} = now() - interval '${days} days' where ${where} = '${id}';
     alter table council_items.${table} enable trigger user`,
  )

test('a promise stands on each day as it stood, also after it was reported, sent back and discharged', async () => {
  const deruiter = await house.as('deruiter')
  const { councilItemId: id } = good(
    await lotte.post(`/dossiers/${dossierId}/council-items`, {
      kind: 'promise',
      title: 'Geluidsmodel',
      text: 'x',
      madeOn: addDays(today, -60),
      debtor: { membershipId: membershipId('deruiter') },
      dueOn: addDays(today, -20),
    }),
    201,
  ).json
  const shows = good(await samira.post(`/dossiers/${dossierId}/entries`, { text: 'n = 14', audience: 4 }), 201).json
    .entryId
  await daysAgo('council_item', 'registered_at', id, 'id', 60)
  const steps = async (days: number) => {
    const { rows } = await house.owner.query(
      'select id from council_items.step where council_item_id = $1 order by number desc limit 1',
      [id],
    )
    await daysAgo('step', 'moved_at', rows[0].id, 'id', days)
  }
  await steps(60)
  const report = () => deruiter.put(`/council-items/${id}/report`, { text: 'Klaar', evidenceEntryId: shows })
  good(await report())
  await steps(15)
  good(await lotte.put(`/council-items/${id}/return`, { reason: 'Zonder noemer.' }))
  await steps(12)
  good(await report())
  await steps(6)
  good(await lotte.put(`/council-items/${id}/discharge`, { body: 'commissie', decidedOn: today }))
  await steps(4)
  const asOf = async (days: number) => {
    const { items } = good(await youssef.get(`/dossiers/${dossierId}/council-items?at=${addDays(today, -days)}`)).json
    return items.map((one: { state: string; late: boolean; timesSentBack: number; debtor: string }) => [
      one.state,
      one.late,
      one.timesSentBack,
    ])
  }
  assert.deepEqual(await asOf(61), [])
  assert.deepEqual(await asOf(50), [['assigned', false, 0]])
  assert.deepEqual(await asOf(17), [['assigned', true, 0]])
  assert.deepEqual(await asOf(14), [['reported', false, 0]])
  assert.deepEqual(await asOf(10), [['sentBack', true, 1]])
  assert.deepEqual(await asOf(5), [['reported', false, 1]])
  assert.deepEqual(await asOf(0), [['discharged', false, 1]])
})

test('a question is unanswered until the day of its answer', async () => {
  const { openItemId, councilItemId } = good(
    await youssef.post(`/dossiers/${dossierId}/technical-questions`, { title: 'Bodem', question: 'Hoe diep?' }),
    201,
  ).json
  good(await samira.put(`/open-items/${openItemId}/answer`, { text: '1,4 meter' }))
  await daysAgo('council_item', 'registered_at', councilItemId, 'id', 8)
  const state = async (days: number) =>
    good(await youssef.get(`/dossiers/${dossierId}/council-items?at=${addDays(today, -days)}`)).json.items.find(
      (one: { councilItemId: string }) => one.councilItemId === councilItemId,
    )?.state
  assert.deepEqual([await state(9), await state(3), await state(0)], [undefined, 'asked', 'answered'])
})

test('a moment stands on the day on which it then stood', async () => {
  const { momentId } = good(
    await lotte.post(`/councils/${organisationId('wierdijk')}/moments`, {
      subject: 'Beslismoment',
      kind: 'decisionMaking',
      body: 'gemeenteraad',
      plannedOn: addDays(today, 20),
      dossierId,
    }),
    201,
  ).json
  good(
    await lotte.post(`/council-moments/${momentId}/moves`, {
      plannedOn: addDays(today, 50),
      reason: 'Bodemrapport te laat.',
    }),
    204,
  )
  await house.owner.query(
    `update council_items.moment set proposed_at = now() - interval '30 days', confirmed_at = now() - interval '30 days' where id = $1`,
    [momentId],
  )
  const asOf = async (days: number) =>
    good(await youssef.get(`/council-moments?dossierId=${dossierId}&at=${addDays(today, -days)}`)).json.items.map(
      (one: { plannedOn: string; state: string }) => [one.plannedOn, one.state],
    )
  assert.deepEqual(await asOf(31), [])
  assert.deepEqual(await asOf(10), [[addDays(today, 20), 'planned']])
  assert.deepEqual(await asOf(0), [[addDays(today, 50), 'moved']])
})
