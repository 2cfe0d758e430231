// Holds the one thing in this house that leans on internals of a driver against a real PostgreSQL.
import assert from 'node:assert/strict'
import { createServer, connect as dial, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type TestDatabase, testDatabase } from '#foundation/testing/database.ts'
import { Unavailable } from '../errors.ts'
import { openDatabase } from './database.ts'
import { inOneSync } from './one-sync.ts'
import type { Statement } from './query.ts'

let base: TestDatabase
const opened: pg.Client[] = []

before(async () => {
  base = await testDatabase()
  const owner = await connect(base.ownerUrl)
  await owner.query(`
    create table note (id integer primary key, whose text not null, text text not null);
    alter table note enable row level security;
    create policy own on note to schakel_app
      using (whose = nullif(current_setting('app.person', true), ''))
      with check (whose = nullif(current_setting('app.person', true), ''));
    grant select, insert on note to schakel_app;
    insert into note values (1, 'Karin', 'one'), (2, 'Wout', 'two');
    create schema access;
    grant usage on schema access to schakel_app;
    create function access.become(kind text, digest bytea) returns jsonb language sql as 'select null::jsonb'`)
})

after(async () => {
  await Promise.all(opened.map((client) => client.end().catch(() => {})))
  await base?.drop()
})

const connect = async (connectionString: string, more: pg.ClientConfig = {}) => {
  const client = new pg.Client({ connectionString, ...more })
  client.on('error', () => {})
  await client.connect()
  opened.push(client)
  return client
}
const serving = () => connect(base.servingUrl)

const say = (name: string, text: string, values: readonly unknown[] = []): Statement => ({ name, text, values })
const as = (person: string) => say('as', "select set_config('app.person', $1, true)", [person])
const texts = say('texts', 'select text from note order by id')
const add = (id: number, whose: string, text = 'new') =>
  say('add', 'insert into note values ($1, $2, $3)', [id, whose, text])
const broken = say('broken', 'selec 1')
const divides = (by: number) => say('divides', 'select 1 / $1::int', [by])
const codeIs = (code: string) => (error: unknown) => (error as { code?: string }).code === code

test('who was asking is not visible to the next request on the same connection', async () => {
  const client = await serving()
  assert.deepEqual((await inOneSync(client, [as('Karin'), texts]))[1], [['one']])
  assert.deepEqual((await inOneSync(client, [texts]))[0], [])
  assert.deepEqual((await inOneSync(client, [as('Wout'), texts]))[1], [['two']])
})

test('an error in a later statement undoes the earlier ones', async () => {
  const client = await serving()
  await assert.rejects(inOneSync(client, [as('Karin'), add(10, 'Karin'), divides(0)]), codeIs('22012'))
  assert.deepEqual((await inOneSync(client, [as('Karin'), texts]))[1], [['one']])
})

test('after a syntax error in its first batch a connection prepares what it had not prepared yet', async () => {
  const client = await serving()
  // `as` was parsed, `texts` was skipped by the server: whoever counts what was sent takes both for known.
  await assert.rejects(inOneSync(client, [as('Karin'), broken, texts]), codeIs('42601'))
  assert.deepEqual((await inOneSync(client, [as('Karin'), texts]))[1], [['one']])
  await assert.rejects(inOneSync(client, [broken, as('Karin'), texts]), codeIs('42601'))
  assert.deepEqual((await inOneSync(client, [as('Karin'), texts]))[1], [['one']])
})

test('after a run-time error in its first batch a connection prepares what it had not prepared yet', async () => {
  const client = await serving()
  await assert.rejects(inOneSync(client, [divides(0), as('Wout'), texts]), codeIs('22012'))
  assert.deepEqual((await inOneSync(client, [as('Wout'), texts, divides(1)])).slice(1), [[['two']], [['1']]])
  await assert.rejects(inOneSync(client, [as('Wout'), divides(0), texts]), codeIs('22012'))
  assert.deepEqual((await inOneSync(client, [as('Wout'), texts]))[1], [['two']])
})

test('two inserts of one batch are one transaction', async () => {
  const client = await serving()
  await inOneSync(client, [as('Fenna'), add(20, 'Fenna'), add(21, 'Fenna')])
  const ids = say('xmins', 'select distinct xmin::text from note where id in (20, 21)')
  assert.equal((await inOneSync(client, [as('Fenna'), ids]))[1]!.length, 1)
})

test('a row for somebody else is refused by the database', async () => {
  const client = await serving()
  await assert.rejects(inOneSync(client, [as('Karin'), add(30, 'Wout')]), codeIs('42501'))
  await assert.rejects(inOneSync(client, [add(31, 'Karin')]), codeIs('42501'))
  assert.deepEqual((await inOneSync(client, [as('Wout'), texts]))[1], [['two']])
})

test('a name that occurs three times in one batch is parsed once, and each time has its own rows', async () => {
  const client = await serving()
  const twice = (n: number) => say('twice', 'select $1::int * 2', [n])
  assert.deepEqual(await inOneSync(client, [twice(1), twice(2), twice(3)]), [[['2']], [['4']], [['6']]])
  const prepared = say('', "select count(*) from pg_prepared_statements where name = 'twice'")
  assert.deepEqual((await inOneSync(client, [prepared]))[0], [['1']])
  assert.deepEqual((await inOneSync(client, [twice(4)]))[0], [['8']])
})

test('a connection that breaks ends the promise', async () => {
  const client = await serving()
  const waiting = assert.rejects(inOneSync(client, [say('sleep', 'select pg_sleep(20)')]))
  const owner = await connect(base.superuserUrl)
  const pid = (client as unknown as { processID: number }).processID
  await new Promise((resolve) => setTimeout(resolve, 50))
  await owner.query('select pg_terminate_backend($1)', [pid])
  await waiting
})

test('a network that swallows everything ends the promise in time, and the pool is sound when it heals', async () => {
  const address = new URL(base.servingUrl.replace('@/', '@socket/'))
  const upstream = `${address.searchParams.get('host')}/.s.PGSQL.5432`
  let swallowing = false
  const sockets = new Set<Socket>()
  const proxy = createServer((near) => {
    const far = dial(upstream)
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}))
    near.on('data', (bytes) => swallowing || far.write(bytes))
    far.on('data', (bytes) => swallowing || near.write(bytes))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as { port: number }
  const database = openDatabase({
    connectionString: `postgres://schakel_app@127.0.0.1:${port}${address.pathname}`,
    max: 2,
    connectionTimeoutMillis: 300,
    query_timeout: 300,
  })
  try {
    const one = { ...say('one', 'select 1'), read: (rows: readonly (readonly (string | null)[])[]) => rows[0]![0] }
    assert.deepEqual((await database.read(null, [one])).results, ['1'])
    swallowing = true
    const begun = Date.now()
    await assert.rejects(database.read(null, [one]), Unavailable)
    assert.ok(Date.now() - begun < 2_000, `took ${Date.now() - begun} ms`)
    swallowing = false
    assert.deepEqual((await database.read(null, [one])).results, ['1'])
  } finally {
    for (const socket of sockets) socket.destroy()
    proxy.close()
    await database.close()
  }
})

test('a statement that takes too long is ended by the server, and the connection goes on', async () => {
  const client = await connect(base.servingUrl, { statement_timeout: 100 })
  await assert.rejects(inOneSync(client, [say('sleep', 'select pg_sleep(20)')]), codeIs('57014'))
  assert.deepEqual((await inOneSync(client, [as('Karin'), texts]))[1], [['one']])
})
