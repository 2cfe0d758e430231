// Silence climbs by itself, once, also after a night without power and with two servers.
// biome-ignore-all lint/suspicious/noExplicitAny: a test says what it expects
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { membershipId, type PersonKey } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, clockOf, dayAt } from '../settings/calendar.ts'
import { climb } from './index.ts'

let house: TestHouse
let samira: Client
const today = dayAt(new Date())

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
})
after(() => house.stop())
beforeEach(async () => {
  await house.owner.query('delete from open_items.step where reached_at is null')
  await house.owner.query('delete from foundation.event')
})

const QUESTION = 'Mag het paneel op het dak van Postma?'
const asked = async (key: PersonKey = 'wout', days = 14): Promise<string> => {
  const dossier = await samira.post('/dossiers', {
    title: 'Zon op de Dijk',
    reason: 'Panelen',
    kind: 'initiative',
    ceiling: 2,
  })
  const item = await samira.post(`/dossiers/${dossier.json.dossierId}/open-items`, {
    question: QUESTION,
    addressee: { membershipId: membershipId(key) },
    dueOn: addDays(today, days),
  })
  assert.equal(item.status, 201, item.text)
  return item.json.openItemId
}
test('a day that is too far away to count the ladder to is refused at once', async () => {
  const { json } = await samira.post('/dossiers', { title: 'Zon', reason: 'Panelen', kind: 'initiative' })
  // The calendar had no end there: the house stood still for everybody.
  for (const dueOn of ['9999-12-31', addDays(today, 3_700)]) {
    const refused = await samira.post(`/dossiers/${json.dossierId}/open-items`, {
      question: QUESTION,
      addressee: { membershipId: membershipId('wout') },
      dueOn,
    })
    assert.deepEqual([refused.status, refused.json.errors[0].code], [400, 'openItems.tooFarAway'], dueOn)
  }
  const id = await asked()
  const later = await samira.put(`/open-items/${id}/due`, { dueOn: '9999-12-31', reason: 'Het heeft geen haast.' })
  assert.deepEqual([later.status, later.json.errors[0].code], [400, 'openItems.tooFarAway'])
})

const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await house.owner.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}
const climbAt = (now: Date) => withClient((client) => climb(client, now))
const stepAt = async (id: string, kind: string): Promise<Date> =>
  (await house.owner.query('select at from open_items.step where open_item_id = $1 and kind = $2', [id, kind])).rows[0]
    .at
const climbed = async (id: string) =>
  (
    await house.owner.query(
      `select payload ->> 'step' as step from foundation.event where name = 'openItemClimbed' and payload ->> 'openItemId' = $1 order by id`,
      [id],
    )
  ).rows.map((row) => row.step)

describe('climbing', () => {
  test('each step comes on its day and not before, and Gerrit, then Samira, then Karin hears it', async () => {
    const id = await asked()
    const gerrit = await house.as('gerrit')
    assert.equal(await climbAt(new Date()), 0)
    for (const [kind, step] of [
      ['remind', 1],
      ['lapse', 2],
      ['manager', 3],
      ['owner', 4],
      ['head', 5],
    ] as const) {
      const at = await stepAt(id, kind)
      assert.equal(await climbAt(new Date(at.getTime() - 1)), 0, `${kind} too early`)
      assert.equal((await gerrit.get(`/open-items/${id}`)).status, step > 3 ? 200 : 404)
      assert.equal(await climbAt(at), 1, kind)
      assert.equal((await samira.get(`/open-items/${id}`)).json.step, step)
    }
    assert.deepEqual(await climbed(id), ['remind', 'lapse', 'manager', 'owner', 'head'])
    const item = (await samira.get(`/open-items/${id}`)).json
    assert.equal(new Date(item.lapsedAt).getTime(), clockOf(addDays(today, 15), 0).getTime())
    assert.equal(item.state, 'open')
    assert.equal((await (await house.as('karin')).get('/climbed-to-me')).json.items[0].openItemId, id)
  })

  test('lapse is not closing: Wout still answers, and then nothing climbs any more', async () => {
    const id = await asked()
    await climbAt(await stepAt(id, 'lapse'))
    const wout = await house.as('wout')
    assert.equal((await wout.put(`/open-items/${id}/answer`, { text: 'Ja' })).status, 200)
    assert.equal(await climbAt(new Date(Date.now() + 365 * 86_400_000)), 0)
    assert.deepEqual(await climbed(id), ['lapse'])
  })

  test('after weeks without power all steps are climbed in order and told of once: the highest', async () => {
    const id = await asked()
    assert.equal(await climbAt(await stepAt(id, 'owner')), 1)
    assert.deepEqual(await climbed(id), ['owner'])
    const item = (await samira.get(`/open-items/${id}`)).json
    assert.deepEqual(
      item.steps.map((step: any) => step.reachedAt !== null),
      [true, true, true, true, false],
    )
    assert.equal((await (await house.as('gerrit')).get(`/open-items/${id}`)).status, 200)
    assert.equal(await climbAt(await stepAt(id, 'owner')), 0)
  })

  test('a place that nobody holds is passed over and says so; a manager who left meanwhile hears nothing', async () => {
    const priya = await asked('priya')
    assert.equal(
      (await samira.get(`/open-items/${priya}`)).json.steps.find((step: any) => step.kind === 'manager').vacant,
      true,
    )
    await climbAt(await stepAt(priya, 'manager'))
    assert.deepEqual(await climbed(priya), ['lapse'])
    const wout = await asked('wout')
    await house.owner.query(`update people.membership set until = current_date - 1 where id = $1`, [
      membershipId('gerrit'),
    ])
    try {
      await climbAt(await stepAt(wout, 'manager'))
      const { rows } = await house.owner.query('select subject from open_items.hears where open_item_id = $1', [wout])
      assert.deepEqual(rows, [])
    } finally {
      await house.owner.query('update people.membership set until = null where id = $1', [membershipId('gerrit')])
    }
  })

  test('two servers climb two hundred steps that are due at once: each once', async () => {
    const id = await asked()
    await house.owner.query(
      `with made as (
         insert into open_items.open_item (id, dossier_id, organisation_id, kind, question, raised_by, raised_role, addressee,
           addressee_membership_id, addressee_organisation_id, due_on, audience)
         select gen_random_uuid(), dossier_id, organisation_id, kind, question, raised_by, raised_role, addressee,
           addressee_membership_id, addressee_organisation_id, due_on, audience
         from open_items.open_item, generate_series(1, 200) where id = $1 returning id)
       insert into open_items.step (open_item_id, number, kind, at) select id, 3, 'manager', now() - interval '1 hour' from made`,
      [id],
    )
    const pools = [1, 2].map(() => new pg.Pool({ connectionString: house.database.ownerUrl, max: 3 }))
    const server = async (pool: pg.Pool) => {
      const client = await pool.connect()
      let climbedHere = 0
      for (let misses = 0; misses < 3; ) {
        const now = await climb(client, new Date())
        climbedHere += now
        if (!now) misses++
      }
      client.release()
      return climbedHere
    }
    const counts = await Promise.all([server(pools[0]!), server(pools[1]!), server(pools[0]!), server(pools[1]!)])
    await Promise.all(pools.map((pool) => pool.end()))
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      200,
    )
    const { rows } = await house.owner.query(
      `select count(*)::int as told, count(distinct payload ->> 'openItemId')::int as items from foundation.event where name = 'openItemClimbed'`,
    )
    assert.deepEqual(rows[0], { told: 200, items: 200 })
  })

  test('who answers while the ladder climbs does not get stuck, and neither does the ladder', async () => {
    const wout = await house.as('wout')
    const ids = await Promise.all(Array.from({ length: 12 }, () => asked()))
    const later = new Date(Date.now() + 60 * 86_400_000)
    const answers = ids.map((id) => wout.put(`/open-items/${id}/answer`, { text: 'Ja' }))
    const ladders = [climbAt(later), climbAt(later)]
    for (const answer of await Promise.all(answers)) assert.equal(answer.status, 200, answer.text)
    await Promise.all(ladders)
    const { rows } = await house.owner.query(
      'select count(*)::int as n from open_items.open_item where id = any ($1) and closed_at is null',
      [ids],
    )
    assert.equal(rows[0].n, 0)
  })
})
