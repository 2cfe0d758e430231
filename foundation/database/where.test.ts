// A database of the operator's own is used as well as the embedded one, or refused in words.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startTestCluster, type TestCluster } from '../testing/database.ts'
import { openPool } from './database.ts'
import { SUPERUSER } from './embedded.ts'
import { urlOf, withClient } from './roles.ts'
import { databaseConfig, openDatabase } from './where.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'schakel-where-'))
let cluster: TestCluster
let url: string

const asAdministrator = (sql: string, database = 'postgres') =>
  withClient(urlOf(SUPERUSER, cluster.socketDir, database), async (client) => (await client.query(sql)).rows)

before(async () => {
  // A cluster of its own: it takes away the serving role, which the other test files use.
  cluster = await startTestCluster()
  await asAdministrator('drop owned by schakel_app')
  await asAdministrator('drop owned by schakel_app', 'schakel')
  await asAdministrator('drop role schakel_app')
  await asAdministrator('create role town login createrole')
  await asAdministrator('create database town owner town')
  url = urlOf('town', cluster.socketDir, 'town')
})

after(async () => {
  await cluster.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('The serving role is made, and found again at the next start', async () => {
  const first = await openDatabase({ dataDir, url })
  assert.equal(first.embedded, false)
  assert.equal(statSync(join(dataDir, 'serving-password')).mode & 0o777, 0o600)
  const second = await openDatabase({ dataDir, url })
  assert.equal(second.servingUrl, first.servingUrl)
  const [role] = await withClient(
    second.servingUrl,
    async (client) =>
      (
        await client.query(
          'select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
        )
      ).rows,
  )
  assert.deepEqual(role, { name: 'schakel_app', rolsuper: false, rolbypassrls: false })
  const extensions = await withClient(
    second.ownerUrl,
    async (client) => (await client.query('select from pg_extension')).rowCount,
  )
  assert.equal(extensions, 5)
})

test('A day is a day in the Netherlands, for who serves and for who works at night', async () => {
  const opened = await openDatabase({ dataDir, url })
  for (const connection of [opened.serving, opened.owner]) {
    const pool = openPool(connection)
    const { rows } = await pool.query("select ('2026-01-31 23:30Z'::timestamptz)::date::text as day")
    await pool.end()
    assert.equal(rows[0].day, '2026-02-01')
  }
})

test('A data folder that does not know the password gets another one', async () => {
  const other = join(dataDir, 'other')
  const opened = await openDatabase({ dataDir: other, url })
  await withClient(opened.servingUrl, (client) => client.query('select 1'))
})

test('A serving role that is not bound by the rules is refused', async () => {
  await asAdministrator('create role above login bypassrls')
  const refused = openDatabase({ dataDir, url, servingUrl: urlOf('above', cluster.socketDir, 'town') })
  await assert.rejects(refused, /above of DATABASE_SERVING_URL is not bound by row-level security/)
  await assert.rejects(openDatabase({ dataDir, url, servingUrl: url }), /DATABASE_SERVING_URL/)
})

test('A database that is not there is a sentence', async () => {
  await assert.rejects(
    openDatabase({ dataDir, url: 'postgres://x@127.0.0.1:1/x' }),
    /The database of DATABASE_URL cannot be used: .*ECONNREFUSED/,
  )
})

test('An owner that may not make roles is told what its administrator has to do', async () => {
  await asAdministrator('create role plain login')
  await asAdministrator('create database plain owner plain')
  await asAdministrator('drop owned by schakel_app', 'town')
  await asAdministrator('drop owned by schakel_app')
  await asAdministrator('drop role schakel_app')
  await assert.rejects(
    openDatabase({ dataDir: join(dataDir, 'plain'), url: urlOf('plain', cluster.socketDir, 'plain') }),
    /create role schakel_app login password/,
  )
})

test('The environment says where', () => {
  const config = databaseConfig({ SCHAKEL_DATA: '/data', DATABASE_URL: 'postgres://a', DATABASE_SERVING_URL: '' })
  assert.deepEqual(config, { dataDir: '/data', url: 'postgres://a', servingUrl: undefined })
})
