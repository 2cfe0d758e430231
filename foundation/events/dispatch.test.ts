// Listeners hear everything, in order, and once, whatever writers, servers and connections do meanwhile.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import { openDatabase } from '#foundation/database/database.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { ownerConnection, servingConnection } from '#foundation/database/where.ts'
import { type TestDatabase, testDatabase } from '#foundation/testing/database.ts'
import { ATTEMPTS, type Dispatcher, type HeardEvent, type Listener, startDispatcher } from './dispatch.ts'
import type { Log } from './log.ts'
import { mendOrder, removeOldEvents } from './order.ts'
import { publishing } from './publishing.ts'

let base: TestDatabase
let owner: pg.Pool
const dispatchers: Dispatcher[] = []
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} }

before(async () => {
  base = await testDatabase(async (owner) => {
    await migrate(owner)
    await declareAccess(owner)
  })
  owner = new pg.Pool({ ...ownerConnection(base.ownerUrl), max: 30 })
  // One that is cut while nobody looks, here or when the database is dropped, is no fault of a test.
  owner.on('error', () => {})
  owner.on('connect', (client) => client.on('error', () => {}))
  await owner.query(
    'create table heard (listener text, event bigint, n integer, at bigint generated always as identity)',
  )
})
beforeEach(async () => {
  await Promise.all(dispatchers.splice(0).map((one) => one.stop()))
  await owner.query('truncate heard, foundation.event, foundation.listener, foundation.stuck_event')
})
after(async () => {
  await Promise.all(dispatchers.splice(0).map((one) => one.stop()))
  await owner?.end()
  await base?.drop()
})

const start = async (listeners: Listener[], log: Log = quiet) => {
  const dispatcher = await startDispatcher({ owner: ownerConnection(base.ownerUrl), listeners, log })
  dispatchers.push(dispatcher)
  return dispatcher
}
/** Writes down what it hears, as any listener would. */
const scribe = (name: string, on = ['entryAdded'], more: Partial<Listener> = {}): Listener => ({
  name,
  on,
  hear: async (event, tx) => {
    await tx.query('insert into heard (listener, event, n) values ($1, $2, $3)', [
      name,
      event.id,
      event.payload.n ?? null,
    ])
  },
  ...more,
})
const publish = async (n: number, name = 'entryAdded', client: pg.Pool | pg.PoolClient = owner) => {
  const { text, values } = publishing({ name, payload: { n } }, null)
  await client.query(text, values as unknown[])
}
const heardBy = async (listener: string): Promise<number[]> =>
  (await owner.query('select n from heard where listener = $1 order by at', [listener])).rows.map((row) => row.n)
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const until = async (holds: () => boolean | Promise<boolean>, milliseconds = 5_000) => {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(10)) if (await holds()) return
  assert.fail('it did not happen in time')
}

test('a listener misses nothing of eight writers, some slow, where a reader of ascending numbers does', async () => {
  const dispatcher = await start([scribe('first'), scribe('second')])
  let writing = true
  let told = 0
  // What a reader would do that takes the last number for its mark: the control, without which this proves nothing.
  let last = 0
  const seen = new Set<number>()
  const read = async () => {
    const { rows } = await owner.query('select id::int, payload from foundation.event where id > $1 order by id', [
      last,
    ])
    for (const row of rows) {
      seen.add(row.payload.n)
      last = row.id
    }
  }
  const control = (async () => {
    for (; writing; await wait(2)) await read()
  })()

  const EACH = 120
  const writer = async (number: number) => {
    const client = await owner.connect()
    try {
      for (let i = 0; i < EACH; i++) {
        await client.query('begin')
        await publish(number * 1_000 + i, 'entryAdded', client)
        // Every seventh transaction takes its time between the number and the commit; one in twenty comes to nothing.
        if ((number + i) % 7 === 0) await wait(15)
        if ((number + i) % 20 === 0) await client.query('rollback')
        else {
          await client.query('commit')
          told++
        }
        dispatcher.somethingHappened()
      }
    } finally {
      client.release()
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)))
  writing = false
  await control
  await read()
  await dispatcher.settled()

  const all = (await owner.query('select payload from foundation.event order by xid, id')).rows.map(
    (row) => row.payload.n,
  )
  assert.equal(all.length, told)
  assert.deepEqual(await heardBy('first'), all)
  assert.deepEqual(await heardBy('second'), all)
  assert.ok(seen.size < all.length, 'the control missed nothing, so this test could not have failed')
})

test('two servers together hear everything once, and in order', async () => {
  const here = await start([scribe('shared')])
  const there = await start([scribe('shared')])
  for (let n = 0; n < 300; n++) {
    await publish(n)
    if (n % 3 === 0) here.somethingHappened()
    if (n % 5 === 0) there.somethingHappened()
  }
  await Promise.all([here.settled(), there.settled()])
  assert.deepEqual(
    await heardBy('shared'),
    Array.from({ length: 300 }, (_, n) => n),
  )
})

test('another server is told at once, not at its next poll', async () => {
  const here = await start([])
  await start([scribe('elsewhere')])
  await wait(300)
  const begun = Date.now()
  await publish(1)
  here.somethingHappened()
  await until(async () => (await heardBy('elsewhere')).length === 1)
  assert.ok(Date.now() - begun < 500, `took ${Date.now() - begun} ms`)
})

test('somebody whom nobody tells hears it by looking each second', async () => {
  await start([scribe('polls')])
  await wait(300)
  await publish(1)
  await until(async () => (await heardBy('polls')).length === 1, 3_000)
})

test('a listener hears only the events it is for, whole', async () => {
  const events: HeardEvent[] = []
  const dispatcher = await start([
    { name: 'closings', on: ['dossierClosed'], hear: async (event) => void events.push(event) },
  ])
  const dossierId = '0190a5b0-0000-7000-8000-000000000001'
  const database = openDatabase(servingConnection(base.servingUrl))
  await database.plain([
    publishing({ name: 'entryAdded', payload: {} }, null),
    publishing({ name: 'dossierClosed', dossierId, payload: { lesson: 'é' } }, null),
  ])
  await database.close()
  dispatcher.somethingHappened()
  await dispatcher.settled()
  assert.equal(events.length, 1)
  const [event] = events
  assert.deepEqual(
    [event!.name, event!.dossierId, event!.personId, event!.payload],
    ['dossierClosed', dossierId, null, { lesson: 'é' }],
  )
  assert.ok(event!.at instanceof Date)
})

test('what a listener itself publishes is heard too', async () => {
  const dispatcher = await start([
    {
      name: 'asks on',
      on: ['entryAdded'],
      hear: async (event, tx) => publish(event.payload.n + 100, 'openItemAdded', tx as pg.PoolClient),
    },
    scribe('last', ['openItemAdded']),
  ])
  await publish(1)
  dispatcher.somethingHappened()
  await dispatcher.settled()
  assert.deepEqual(await heardBy('last'), [101])
})

test('a listener that fails half way has done nothing, and is tried again after a pause', async () => {
  let attempts = 0
  const dispatcher = await start([
    {
      name: 'stumbles',
      on: ['entryAdded'],
      hear: async (event, tx) => {
        await scribe('stumbles').hear(event, tx)
        if (event.payload.n === 2 && ++attempts < 3) throw new Error('not now')
      },
    },
  ])
  for (const n of [1, 2, 3]) await publish(n)
  dispatcher.somethingHappened()
  await until(async () => (await heardBy('stumbles')).length === 1)
  await dispatcher.settled()
  assert.deepEqual(await heardBy('stumbles'), [1, 2, 3])
  assert.equal(attempts, 3)
})

test('an event that cannot be digested is set aside after eight attempts, and reading goes on', async () => {
  let attempts = 0
  const said: string[] = []
  const dispatcher = await start(
    [
      {
        name: 'chokes',
        on: ['entryAdded'],
        hear: async (event, tx) => {
          if (event.payload.n === 2) {
            attempts++
            await tx.query('select 1 / 0')
          }
          await scribe('chokes').hear(event, tx)
        },
      },
    ],
    { ...quiet, error: (_, message) => said.push(message) },
  )
  for (const n of [1, 2, 3]) await publish(n)
  // The pauses between the attempts are two minutes together: here they are over at once.
  const hurry = setInterval(() => void owner.query("update foundation.listener set retry_at = '-infinity'"), 5)
  await until(async () => {
    dispatcher.somethingHappened()
    return (await heardBy('chokes')).length === 2
  })
  clearInterval(hurry)
  assert.deepEqual(await heardBy('chokes'), [1, 3])
  assert.equal(attempts, ATTEMPTS)
  const { rows } = await owner.query(
    'select s.listener, s.fault, e.payload from foundation.stuck_event s join foundation.event e on e.id = s.event_id',
  )
  assert.deepEqual(rows, [{ listener: 'chokes', fault: 'division by zero', payload: { n: 2 } }])
  assert.equal(said.length, 1)
})

test('a listener that fails does not keep the others waiting', async () => {
  const dispatcher = await start([
    { name: 'fails', on: ['entryAdded'], hear: async () => Promise.reject(new Error('never')) },
    scribe('works'),
  ])
  await publish(1)
  dispatcher.somethingHappened()
  await until(async () => (await heardBy('works')).length === 1, 900)
})

test('a new listener hears what happens from now on, or everything when it asks for that', async () => {
  await publish(1)
  const dispatcher = await start([
    scribe('from now'),
    scribe('from the beginning', ['entryAdded'], { from: 'beginning' }),
  ])
  await publish(2)
  dispatcher.somethingHappened()
  await dispatcher.settled()
  assert.deepEqual(await heardBy('from now'), [2])
  assert.deepEqual(await heardBy('from the beginning'), [1, 2])
})

test('a server that starts goes on where the last one stopped', async () => {
  const first = await start([scribe('goes on')])
  await publish(1)
  await first.settled()
  await first.stop()
  await publish(2)
  await (await start([scribe('goes on')])).settled()
  assert.deepEqual(await heardBy('goes on'), [1, 2])
})

test('connections that break are made again, and nothing is lost or heard twice', async () => {
  const dispatcher = await start([scribe('breaks')])
  await publish(1)
  await dispatcher.settled()
  for (let n = 2; n <= 6; n++) {
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name in ('schakel events', 'schakel news') and datname = current_database()",
    )
    await publish(n)
    dispatcher.somethingHappened()
    await wait(30)
  }
  await until(async () => (await heardBy('breaks')).length === 6)
  await dispatcher.settled()
  assert.deepEqual(await heardBy('breaks'), [1, 2, 3, 4, 5, 6])
  const lines = "select from pg_stat_activity where application_name = 'schakel news' and datname = current_database()"
  await until(async () => (await owner.query(lines)).rows.length === 1)
})

test('after a restore into a younger database every listener goes on at its own event', async () => {
  const names = ['behind', 'half way', 'done']
  await (await start(names.map((name) => scribe(name)))).stop()
  await dispatchers.splice(0)
  await owner.query(`
    insert into foundation.event (name, payload) select 'entryAdded', jsonb_build_object('n', n) from generate_series(1, 4) n`)
  // Transactions of long ago and of a database that had seen many more; two of them in another order than their numbers.
  await owner.query(`
    update foundation.event e set xid = (array['9000000001','9000000004','9000000003','9000000009'])[(payload ->> 'n')::int]::xid8`)
  await owner.query(`update foundation.listener set xid = '9000000000', id = 0 where name = 'behind'`)
  await owner.query(
    `update foundation.listener l set (xid, id) = (select xid, id from foundation.event where payload = '{"n": 3}') where name = 'half way'`,
  )
  await owner.query(
    `update foundation.listener l set (xid, id) = (select xid, id from foundation.event where payload = '{"n": 4}') where name = 'done'`,
  )
  await owner.query(
    `insert into foundation.stuck_event select id, 'done', 'x' from foundation.event where payload = '{"n": 2}'`,
  )
  const dispatcher = await start(names.map((name) => scribe(name)))
  await publish(5)
  dispatcher.somethingHappened()
  await dispatcher.settled()
  assert.deepEqual(await heardBy('behind'), [1, 3, 2, 4, 5])
  assert.deepEqual(await heardBy('half way'), [2, 4, 5])
  assert.deepEqual(await heardBy('done'), [5])
  const stuck = await owner.query(
    'select e.payload from foundation.stuck_event s join foundation.event e on e.id = s.event_id',
  )
  assert.deepEqual(stuck.rows, [{ payload: { n: 2 } }])
  const client = await owner.connect()
  await client.query('begin')
  assert.equal(await mendOrder(client), false)
  await client.query('rollback')
  client.release()
})

test('events of more than 90 days ago are removed once every listener has read them', async () => {
  const dispatcher = await start([scribe('reader')])
  for (const n of [1, 2, 3]) await publish(n)
  await dispatcher.settled()
  await dispatcher.stop()
  await publish(4)
  await owner.query("update foundation.event set at = now() - interval '91 days' where payload->>'n' <> '3'")
  await owner.query("insert into foundation.listener (name) values ('of an earlier version')")
  const client = await owner.connect()
  assert.equal(await removeOldEvents(client, ['reader']), 2)
  client.release()
  const left = await owner.query('select payload from foundation.event order by id')
  assert.deepEqual(
    left.rows.map((row) => row.payload.n),
    [3, 4],
  )
})
