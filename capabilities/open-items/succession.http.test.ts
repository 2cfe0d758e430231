// When an owner or deputy leaves, the dossier goes on, once, and somebody is told.
// biome-ignore-all lint/suspicious/noExplicitAny: a test says what it expects
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import pg from 'pg'
import { membershipId, type PersonKey } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { addDays, dayAt } from '../settings/calendar.ts'
import { succeedOwners } from './index.ts'

let house: TestHouse
let samira: Client

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
})
after(() => house.stop())
afterEach(async () => {
  await house.owner.query('update people.membership set until = null')
})

const open = async (title = 'Zon op de Dijk'): Promise<string> => {
  const answer = await samira.post('/dossiers', { title, reason: 'Panelen', kind: 'initiative', ceiling: 2 })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.dossierId
}
const leaves = (...keys: PersonKey[]) =>
  house.owner.query('update people.membership set until = current_date - 1 where id = any ($1)', [
    keys.map((key) => membershipId(key)),
  ])
const succeed = async () => {
  const client = await house.owner.connect()
  try {
    return await succeedOwners(client, new Date())
  } finally {
    client.release()
  }
}
const itemsOf = async (dossierId: string) =>
  (
    await house.owner.query(
      'select addressee, question, due_on::text as due, raised_by as by from open_items.open_item where dossier_id = $1 order by raised_at',
      [dossierId],
    )
  ).rows
const leadersOf = async (dossierId: string) =>
  (
    await house.owner.query('select owner_id as owner, deputy_id as deputy from dossier.dossier where id = $1', [
      dossierId,
    ])
  ).rows[0]

describe('succession', () => {
  test('as long as everybody is there nothing happens', async () => {
    await open()
    assert.equal(await succeed(), 0)
  })

  test('Samira leaves: Bas-Jan becomes owner, somebody deputises, the journal says so and he is asked to look, once', async () => {
    const dossierId = await open()
    await leaves('samira')
    assert.ok((await succeed()) >= 1)
    assert.equal(await succeed(), 0)
    // His usual deputy is Samira, who left; so his manager.
    assert.deepEqual(await leadersOf(dossierId), { owner: membershipId('basjan'), deputy: membershipId('gerrit') })
    const basjan = await house.as('basjan')
    const dossier = (await basjan.get(`/dossiers/${dossierId}`)).json
    assert.equal(dossier.owner.name, 'Bas-Jan Kuiper')
    const kinds = dossier.entries.map((entry: any) => entry.kind)
    assert.equal(kinds.filter((kind: string) => kind === 'succession').length, 1)
    assert.equal((await (await house.as('gerrit')).get(`/dossiers/${dossierId}`)).json.reach, 1)
    const { items } = (await basjan.get('/waiting-on-me?limit=100')).json
    const item = items.find((one: any) => one.dossierId === dossierId)
    assert.match(item.question, /^U bent nu eigenaar/)
    assert.equal(item.dueOn, addDays(dayAt(new Date()), 14))
    assert.equal((await itemsOf(dossierId)).length, 1)
    const handovers = await house.owner.query(
      'select was_deputy, handed_by from dossier.handover where dossier_id = $1',
      [dossierId],
    )
    assert.deepEqual(handovers.rows, [{ was_deputy: true, handed_by: null }])
    assert.equal((await basjan.put(`/open-items/${item.openItemId}/answer`, { text: 'Gezien.' })).status, 200)
    assert.equal(await succeed(), 0)
  })

  test('Bas-Jan, the deputy, leaves: Samira stays owner, gets another deputy and is told, once', async () => {
    const dossierId = await open()
    await leaves('basjan')
    await succeed()
    assert.equal(await succeed(), 0)
    assert.deepEqual(await leadersOf(dossierId), { owner: membershipId('samira'), deputy: membershipId('gerrit') })
    const items = await itemsOf(dossierId)
    assert.deepEqual(
      items.map((item) => item.addressee),
      [`m:${membershipId('samira')}`],
    )
    assert.match(items[0].question, /^De plaatsvervanger/)
  })

  test('both leave: their manager takes over, and an item says so', async () => {
    const dossierId = await open()
    await leaves('samira', 'basjan')
    await succeed()
    assert.equal(await succeed(), 0)
    assert.equal((await leadersOf(dossierId)).owner, membershipId('gerrit'))
    const gerrit = await house.as('gerrit')
    const { json } = await gerrit.get(`/dossiers/${dossierId}`)
    assert.deepEqual([json.reach, json.entries.some((one: any) => one.kind === 'succession')], [1, true])
    assert.equal(
      (await gerrit.get('/waiting-on-me')).json.items.some((one: any) => one.dossierId === dossierId),
      true,
    )
  })

  test('everybody leaves: nobody is made owner, and the administrators hear it without a word of the dossier', async () => {
    const dossierId = await open('Geheim van de haven')
    const before = await house.owner.query('select count(*)::int as n from dossier.entry where dossier_id = $1', [
      dossierId,
    ])
    await leaves('samira', 'basjan', 'gerrit')
    await succeed()
    assert.equal(await succeed(), 0)
    assert.deepEqual(await leadersOf(dossierId), { owner: membershipId('samira'), deputy: membershipId('basjan') })
    const theo = await house.as('theo')
    const answer = await theo.get('/waiting-on-me?limit=100')
    const item = answer.json.items.find((one: any) => one.dossierId === dossierId)
    assert.equal(item.dossierTitle, null)
    assert.ok(!answer.text.includes('Geheim'))
    assert.equal((await theo.get(`/dossiers/${dossierId}`)).status, 404)
    const after = await house.owner.query('select count(*)::int as n from dossier.entry where dossier_id = $1', [
      dossierId,
    ])
    assert.equal(after.rows[0].n, before.rows[0].n)
    // The membership of the deputy is prolonged after all.
    await house.owner.query('update people.membership set until = null where id = $1', [membershipId('basjan')])
    await succeed()
    assert.equal((await leadersOf(dossierId)).owner, membershipId('basjan'))
    assert.equal((await theo.put(`/open-items/${item.openItemId}/answer`, { text: 'Verlengd.' })).status, 200)
  })

  test('nobody is left to deputise: who left stays on paper, is let in nowhere, and it is said once', async () => {
    const dossierId = await open()
    await leaves('samira', 'gerrit')
    await succeed()
    assert.equal(await succeed(), 0)
    assert.deepEqual(await leadersOf(dossierId), { owner: membershipId('basjan'), deputy: membershipId('samira') })
    assert.equal((await itemsOf(dossierId)).length, 1)
  })

  test('a closed dossier stays with whom it was', async () => {
    const dossierId = await open()
    await samira.put(`/dossiers/${dossierId}/closure`, { outcome: 'stopped', result: 'x', effect: 'x', lesson: 'x' })
    await leaves('samira')
    await succeed()
    assert.equal((await leadersOf(dossierId)).owner, membershipId('samira'))
  })

  test('two servers see to fifty dossiers at the same minute: each once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 50; n++) ids.push(await open(`Dossier ${n}`))
    await leaves('samira')
    const pools = [1, 2].map(
      () => new pg.Pool({ ...ownerConnection(house.database.ownerUrl), max: 2 } as pg.PoolConfig),
    )
    const server = async (pool: pg.Pool) => {
      const client = await pool.connect()
      for (let misses = 0; misses < 3; ) if (!(await succeedOwners(client, new Date()))) misses++
      client.release()
    }
    await Promise.all(pools.map(server))
    await Promise.all(pools.map((pool) => pool.end()))
    const { rows } = await house.owner.query(
      `select (select count(*)::int from dossier.handover where dossier_id = any ($1)) as handovers,
         (select count(*)::int from open_items.open_item where dossier_id = any ($1)) as items,
         (select count(*)::int from dossier.entry where dossier_id = any ($1) and kind = 'succession') as entries`,
      [ids],
    )
    assert.deepEqual(rows[0], { handovers: 50, items: 50, entries: 50 })
  })
})
