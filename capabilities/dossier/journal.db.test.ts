// The journal in the database: append-only, chained, erasable by law.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { digestOf } from '#foundation/http/request.ts'
import { verifyJournals } from './verify.ts'

let house: TestHouse
let samira: Client
let serving: pg.Client
before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  serving = new pg.Client(house.database.servingUrl)
  await serving.connect()
})
after(async () => {
  await serving.end()
  await house.stop()
})

const open = async (more: object = {}) =>
  (await samira.post('/dossiers', { title: 'Journaal', reason: 'Om te toetsen.', kind: 'opgave', ...more })).json
    .dossierId as string
const write = async (dossierId: string, text: string, more: object = {}) =>
  (await samira.post(`/dossiers/${dossierId}/entries`, { text, ...more })).json.entryId as string
const owner = (dossierId?: string) => verifyJournals({ connectionString: house.database.ownerUrl }, dossierId)

/** Becomes whoever a client is, in one transaction of the serving role. */
const asRole = async <T>(client: Client | null, work: () => Promise<T>): Promise<T> => {
  await serving.query('begin')
  try {
    const secret = client?.cookie.replace('schakel=', '')
    await serving.query('select access.become($1, $2)', secret ? ['session', digestOf(secret)] : [null, null])
    return await work()
  } finally {
    await serving.query('rollback')
  }
}

test('the serving role can neither change nor remove an entry, nor say when it was recorded', async () => {
  const id = await open()
  const entryId = await write(id, 'staat er')
  for (const sql of [
    `update dossier.entry set text = 'anders' where id = '${entryId}'`,
    `update dossier.entry set audience = 5 where id = '${entryId}'`,
    `delete from dossier.entry where id = '${entryId}'`,
    'truncate dossier.entry',
    `insert into dossier.entry (id, recorded_at) values ('${randomUUID()}', now())`,
    'alter table dossier.entry disable trigger chain_entry',
    'set row_security = off',
  ])
    await assert.rejects(
      asRole(samira, async () => {
        await serving.query(sql)
        if (sql.startsWith('set')) await serving.query('select * from dossier.entry')
      }),
      /permission denied|must be owner|would be affected by row-level security/,
      sql,
    )
})

test('every journal is a chain that verifies, also after an erasure, and the words are gone', async () => {
  const id = await open()
  const gone = await write(id, 'Meneer X woont op nummer 4.')
  await write(id, 'Emoji 🌞, e\u0301 en "aanhalingstekens" \\ én een nieuwe\nregel')
  assert.equal((await samira.put(`/dossiers/${id}/entries/${gone}/erasure`, { ground: 'art. 17 AVG' })).status, 204)
  await write(id, 'verder')
  const { entries, broken } = await owner(id)
  assert.deepEqual([entries, broken], [4, []])
  const { json } = await samira.get(`/dossiers/${id}/entries/${gone}`)
  assert.deepEqual([json.text, json.erasedGround], [null, 'art. 17 AVG'])
  assert.equal((await samira.get('/search?query=nummer')).json.items.length, 0)
  const { rows } = await house.owner.query('select text, salt, details from dossier.entry where id = $1', [gone])
  assert.deepEqual([rows[0].text, rows[0].salt.length, rows[0].details], [null, 0, {}])
  assert.equal(
    (await samira.put(`/dossiers/${id}/entries/${gone}/erasure`, { ground: 'nog eens' })).json.code,
    'dossier.alreadyErased',
  )
})

test('a journal that was tampered with names its first broken link', async () => {
  const tamper = async (sql: string) => {
    const id = await open()
    for (const text of ['een', 'twee', 'drie']) await write(id, text)
    await house.owner.query(sql, [id])
    return (await owner(id)).broken.map(({ position, fault }) => [position, fault])
  }
  assert.deepEqual(await tamper(`update dossier.entry set text = 'twaalf' where dossier_id = $1 and position = 3`), [
    [3, 'its words are not those that were written'],
  ])
  assert.deepEqual(
    await tamper(
      `update dossier.entry set occurred_at = occurred_at - interval '1 day' where dossier_id = $1 and position = 2`,
    ),
    [[2, 'author, time, kind, place or audience is not what was written']],
  )
  assert.deepEqual(await tamper('delete from dossier.entry where dossier_id = $1 and position = 2'), [
    [3, 'an entry is missing before it: position 2'],
  ])
  assert.deepEqual(
    await tamper(`update dossier.entry set author_role = 'wethouder' where dossier_id = $1 and position = 4`),
    [[4, 'author, time, kind, place or audience is not what was written']],
  )
})

test('eight writers at one journal make one unbroken chain', async () => {
  const id = await open()
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let i = 0; i < 6; i++) await write(id, `schrijver ${writer}, regel ${i}`)
    }),
  )
  assert.deepEqual(await owner(id), { dossiers: 1, entries: 49, broken: [] })
})

test('without somebody there is no row, and the serving role owns nothing', async () => {
  await asRole(null, async () => {
    for (const table of [
      'dossier.dossier',
      'dossier.entry',
      'dossier.private_note',
      'people.person',
      'people.membership',
      'signin.session',
      'open_items.open_item',
    ]) {
      const { rows } = await serving.query(
        `select count(*)::int as n from ${table}${table === 'dossier.dossier' ? ' where ceiling < 5' : table === 'dossier.entry' ? ' where audience < 5' : ''}`,
      )
      assert.equal(rows[0].n, 0, table)
    }
  })
  const { rows } = await house.owner.query(
    `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = 'schakel_app'`,
  )
  assert.deepEqual(rows[0], { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false })
  const owned = await house.owner.query(
    `select relname from pg_class where relowner = 'schakel_app'::regrole union all select proname from pg_proc where proowner = 'schakel_app'::regrole`,
  )
  assert.deepEqual(owned.rows, [])
})
