// Many at the same moment, over two servers on one database: the same act, the same dossier, two dossiers crosswise.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { membershipId } from '#app/practice/cast.ts'
import { verifyJournals } from '#capabilities/dossier/verify.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { type TestDatabase, testDatabase } from '#foundation/testing/database.ts'
import { type Ask, asking } from './asking.ts'
import { freePort, type Server, signIn, startServer } from './server.ts'

let base: TestDatabase
let owner: pg.Client
const folders: string[] = []
const servers: Server[] = []
/** Samira, at each of the servers; her session is known at both. */
let samira: Ask[]
let basJan: Ask[]
before(async () => {
  base = await testDatabase(async (connection) => {
    await migrate(connection)
    await declareAccess(connection)
  })
  owner = new pg.Client({ connectionString: base.ownerUrl })
  await owner.connect()
  for (let i = 0; i < 2; i++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'schakel-two-'))
    folders.push(dataDir)
    const env = { DATABASE_URL: base.ownerUrl, DATABASE_SERVING_URL: base.servingUrl }
    servers.push(await startServer({ dataDir, port: await freePort(), env }))
  }
  const atBoth = async (key: 'samira' | 'basjan'): Promise<Ask[]> => {
    const headers = await signIn(base.ownerUrl, servers[0]!.origin, key)
    return servers.map(({ origin }) => asking(origin, { ...headers, origin }))
  }
  samira = await atBoth('samira')
  basJan = await atBoth('basjan')
})
after(async () => {
  await Promise.all(servers.map((server) => server.interrupt()))
  await owner?.end()
  await base?.drop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const open = async (more: object = {}): Promise<string> => {
  const made = await samira[0]!('POST', '/api/v1/dossiers', {
    title: 'Zon op de Dijk',
    reason: 'Veel panelen.',
    kind: 'opgave',
    ...more,
  })
  assert.equal(made.status, 201, made.text)
  return made.json.dossierId
}
const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number((await owner.query(sql, values)).rows[0].count)
const closing = { outcome: 'result', result: 'Gelukt.', effect: 'Lagere rekening.', lesson: 'Begin klein.' }

test('forty times the same act at once over two servers is one act, and everybody gets its answer', async () => {
  const id = await open()
  const key = { 'idempotency-key': randomUUID() }
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      samira[i % 2]!('POST', `/api/v1/dossiers/${id}/entries`, { text: 'één keer' }, key),
    ),
  )
  assert.deepEqual([...new Set(answers.map((answer) => `${answer.status} ${answer.text}`))].length, 1)
  assert.equal(answers[0]!.status, 201)
  assert.equal(await count(`select count(*) from dossier.entry where dossier_id = $1 and kind = 'fact'`, id), 1)
})

test('of two people who close one dossier at once one does, the other is told, and nothing is half written', async () => {
  for (let round = 0; round < 10; round++) {
    const id = await open({ deputyId: membershipId('basjan', 1) })
    const answers = await Promise.all([
      samira[0]!('PUT', `/api/v1/dossiers/${id}/closure`, closing),
      basJan[1]!('PUT', `/api/v1/dossiers/${id}/closure`, { ...closing, result: 'Gestopt.', outcome: 'stopped' }),
    ])
    const [won, lost] = answers.toSorted((a, b) => a.status - b.status)
    assert.deepEqual([won!.status, lost!.status, lost!.json.code], [200, 403, 'dossier.isOpen'])
    assert.match(lost!.json.detail, /gesloten|afgesloten/i)
    assert.equal(await count('select count(*) from dossier.closure where dossier_id = $1', id), 1)
    assert.equal(await count(`select count(*) from dossier.entry where dossier_id = $1 and kind = 'closure'`, id), 1)
    assert.equal(
      await count(`select count(*) from foundation.event where dossier_id = $1 and name = 'dossierClosed'`, id),
      1,
    )
  }
})

test('twenty people who do all sorts of things to two dossiers never wait for each other in a circle', async (t) => {
  const dossiers = [
    await open({ deputyId: membershipId('basjan', 1) }),
    await open({ deputyId: membershipId('basjan', 1) }),
  ]
  const before = await count('select deadlocks as count from pg_stat_database where datname = current_database()')
  const end = Date.now() + 4_000
  const seen: Record<string, number> = {}
  const acts: ((ask: Ask, one: string, other: string) => ReturnType<Ask>)[] = [
    (ask, one) => ask('POST', `/api/v1/dossiers/${one}/entries`, { text: 'een feit' }),
    (ask, one, other) =>
      ask('POST', `/api/v1/dossiers/${one}/entries`, { text: 'zie ook', links: [{ toKind: 'dossier', toId: other }] }),
    (ask, one) =>
      ask('PUT', `/api/v1/dossiers/${one}/plan`, {
        purpose: 'Samen',
        residentEffect: 'Minder',
        plan: 'Eerst',
        reason: 'Nieuw.',
      }),
    (ask, one) => ask('PUT', `/api/v1/dossiers/${one}/closure`, closing),
    (ask, one) => ask('DELETE', `/api/v1/dossiers/${one}/closure`),
    (ask, one) => ask('GET', `/api/v1/dossiers/${one}`),
  ]
  await Promise.all(
    Array.from({ length: 20 }, async (_, who) => {
      for (let turn = who; Date.now() < end; turn++) {
        const ask = (who % 2 ? samira : basJan)[turn % 2]!
        const [one, other] = turn % 3 ? dossiers : dossiers.toReversed()
        const { status, text } = await acts[Math.floor(Math.random() * acts.length)]!(ask, one!, other!)
        seen[status] = (seen[status] ?? 0) + 1
        assert.ok([200, 201, 204, 403, 409].includes(status), `${status} ${text.slice(0, 300)}`)
      }
    }),
  )
  t.diagnostic(`answers by status: ${JSON.stringify(seen)}`)
  assert.equal(
    await count('select deadlocks as count from pg_stat_database where datname = current_database()'),
    before,
  )
  const closures = `select count(*) from dossier.closure where dossier_id = any ($1) and reopened_at is null`
  assert.ok((await count(closures, dossiers)) <= 2)
  assert.deepEqual((await verifyJournals(ownerConnection(base.ownerUrl))).broken, [])
})
