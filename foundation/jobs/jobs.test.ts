// Work in the background is done once, however many servers there are, and the night's cleaning takes only what nobody needs.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, afterEach, before, test } from 'node:test'
import pg from 'pg'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { type TestDatabase, testDatabase } from '#foundation/testing/database.ts'
import { takeFile } from '../files/check.ts'
import { diskStore } from '../files/disk.ts'
import { FILE_LOCK } from '../files/store.ts'
import { housekeeping, removeUnusedFiles } from './housekeeping.ts'
import { type Job, type Jobs, startJobs, type Work } from './jobs.ts'

let base: TestDatabase
let owner: pg.Pool
let folder: string
const started: Jobs[] = []
const said: { message: string; detail: object }[] = []
const note = (detail: object, message: string) => void said.push({ message, detail })
const log = { info: note, warn: note, error: note }

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schakel-jobs-'))
  base = await testDatabase(async (owner) => {
    await migrate(owner)
    await declareAccess(owner)
  })
  owner = new pg.Pool({ ...ownerConnection(base.ownerUrl), max: 20 })
  // One that is cut while nobody looks is no fault of a test.
  owner.on('error', () => {})
  await owner.query('create table ran (what text, at timestamptz not null default clock_timestamp())')
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()))
  await owner.query('truncate ran')
  said.length = 0
})
after(async () => {
  await owner?.end()
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

const start = async (jobs: readonly Job[]) => {
  const one = await startJobs({ owner: ownerConnection(base.ownerUrl), jobs, log })
  started.push(one)
  return one
}
const writes = (name: string, more: Partial<Job> = {}): Job => ({
  name,
  run: (payload, { withClient }) =>
    withClient(
      async (client) => void (await client.query('insert into ran (what) values ($1)', [payload.what ?? name])),
    ),
  ...more,
})
const ran = async (): Promise<string[]> =>
  (await owner.query('select what from ran order by at')).rows.map((row) => row.what)
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const until = async (holds: () => boolean | Promise<boolean>, milliseconds = 10_000) => {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(20)) if (await holds()) return
  assert.fail('it did not happen in time')
}

test('a job that is asked for is done once by one of two servers', async () => {
  const [here] = await Promise.all([start([writes('letter')]), start([writes('letter')])])
  await Promise.all(Array.from({ length: 20 }, (_, n) => here.addJob('letter', { what: `letter ${n}` })))
  await until(async () => (await ran()).length === 20)
  await wait(200)
  assert.equal(new Set(await ran()).size, 20)
  await assert.rejects(here.addJob('unknown'), /no job called unknown/)
})

test('a job under a key replaces the one that waits under it', async () => {
  const one = await start([writes('later')])
  const soon = new Date(Date.now() + 500)
  await one.addJob('later', { what: 'first' }, { key: 'k', runAt: soon })
  await one.addJob('later', { what: 'second' }, { key: 'k', runAt: soon })
  await until(async () => (await ran()).length > 0)
  await wait(200)
  assert.deepEqual(await ran(), ['second'])
})

test('a job that fails is tried again, and its payload is not in the log', async () => {
  let attempts = 0
  const one = await start([
    writes('stumbles', {
      run: async (payload, work) => {
        if (++attempts === 1) throw new Error('not now')
        await writes('stumbles').run(payload, work)
      },
    }),
  ])
  await one.addJob('stumbles', { what: 'over de familie' })
  await until(async () => (await ran()).length === 1)
  assert.equal(attempts, 2)
  assert.ok(said.some(({ message }) => message.includes('not now')))
  assert.doesNotMatch(JSON.stringify(said), /familie/)
})

test('what was due at night while nothing ran is done once by two servers that start', async () => {
  const jobs = [writes('nightly', { every: '17 2 * * *' })]
  await (await start(jobs)).stop()
  started.length = 0
  assert.deepEqual(await ran(), [])
  await owner.query(`
    update graphile_worker._private_known_crontabs
    set known_since = now() - interval '3 days', last_execution = now() - interval '3 days'`)
  await Promise.all([start(jobs), start(jobs)])
  await until(async () => (await ran()).length > 0)
  await wait(500)
  assert.deepEqual(await ran(), ['nightly'])
})

test('a job of every few seconds is looked after by itself, never twice at once in a server, and goes on after a fault', async () => {
  let running = 0
  let most = 0
  let times = 0
  await start([
    {
      name: 'looks',
      everySeconds: 0.05,
      run: async () => {
        most = Math.max(most, ++running)
        await wait(120)
        running--
        if (++times < 3) throw new Error('away')
      },
    },
  ])
  await until(() => times >= 5)
  assert.equal(most, 1)
  assert.equal(said.length, 1)
})

test('stopping lets a job that runs come to its end', async () => {
  let begun = false
  const one = await start([
    writes('long', {
      run: async (payload, work) => {
        begun = true
        await wait(400)
        await writes('long').run(payload, work)
      },
    }),
  ])
  await one.addJob('long')
  await until(() => begun)
  await one.stop()
  assert.deepEqual(await ran(), ['long'])
})

test('jobs go on after the database cut all connections, at whatever moment of the start that was', async () => {
  // One cut in six used to fall where the worker asks for its tasks, and then it never looked for work again.
  for (let round = 0; round < 20; round++) {
    const one = await start([writes('after')])
    if (round % 2) await wait(round)
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'schakel jobs' and datname = current_database()",
    )
    await until(async () => {
      await one.addJob('after').catch(() => {})
      return (await ran()).length > 0
    }, 20_000)
    await one.stop()
    await owner.query('truncate ran')
    await owner.query('delete from graphile_worker._private_jobs')
  }
})

const store = () => diskStore(join(folder, 'files'))
const work: Work = {
  log,
  now: () => new Date(),
  withClient: async (doing) => {
    const client = await owner.connect()
    return doing(client).finally(() => client.release())
  },
}
const keep = async (text: string, age = '3 days') => {
  const stored = await takeFile(store(), 1_000_000).take(Readable.from([Buffer.from(text)]), 'a.txt')
  const digest = Buffer.from(stored.digest, 'hex')
  await owner.query('insert into foundation.file (digest, size, type) values ($1, $2, $3) on conflict do nothing', [
    digest,
    stored.size,
    stored.type,
  ])
  const id = randomUUID()
  await owner.query(
    `insert into foundation.upload (id, person_id, digest, name, type, size, at) values ($1, $2, $3, 'a', 'b', 1, now() - $4::interval)`,
    [id, randomUUID(), digest, age],
  )
  await utimes(join(folder, 'files', stored.digest.slice(0, 2), stored.digest.slice(2, 4), stored.digest), 1, 1)
  return { id, digest, hex: stored.digest }
}
const rowOf = async (digest: Buffer) =>
  (await owner.query('select from foundation.file where digest = $1', [digest])).rowCount

test('uploads nobody attached go after two days, with their bytes; what a document or a fresh upload has stays', async () => {
  // Any table that refers to a file counts, also one that does not exist yet when this is written.
  await owner.query('create table attached (digest bytea references foundation.file)')
  const old = await keep('oud')
  const fresh = await keep('vers', '1 hour')
  const used = await keep('in een dossier')
  await owner.query('insert into attached values ($1)', [used.digest])
  const touched = await keep('opnieuw gebracht')
  await takeFile(store(), 1_000_000).take(Readable.from([Buffer.from('opnieuw gebracht')]), 'a.txt')
  const orphan = await takeFile(store(), 1_000_000).take(Readable.from([Buffer.from('zonder rij')]), 'a.txt')
  await utimes(join(folder, 'files', orphan.digest.slice(0, 2), orphan.digest.slice(2, 4), orphan.digest), 1, 1)

  const jobs = await start(housekeeping({ store: store(), listeners: [] }))
  await jobs.runNow('removeUnusedUploads')
  const has = await Promise.all(
    [old.hex, fresh.hex, used.hex, touched.hex, orphan.digest].map((digest) => store().has(digest)),
  )
  assert.deepEqual(has, [false, true, true, true, false])
  assert.deepEqual(await Promise.all([old, fresh, used, touched].map((one) => rowOf(one.digest))), [0, 1, 1, 0])
  const uploads = (await owner.query('select id from foundation.upload')).rows.map((row) => row.id)
  assert.deepEqual(uploads, [fresh.id])
  await owner.query('drop table attached')
})

test('a file that is attached at the very moment of cleaning keeps its bytes', async () => {
  await owner.query('create table attached (digest bytea references foundation.file)')
  for (let n = 0; n < 25; n++) {
    const { digest, hex, id } = await keep(`tegelijk ${n}`)
    const attach = async () => {
      const client = await owner.connect()
      try {
        await client.query('begin')
        await client.query('insert into attached values ($1)', [digest])
        await client.query('delete from foundation.upload where id = $1', [id])
        await wait(n % 3)
        await client.query('commit')
        return true
      } catch (error) {
        await client.query('rollback')
        // Too late: the file was gone, and the act is refused as a whole.
        assert.equal((error as { code?: string }).code, '23503')
        return false
      } finally {
        client.release()
      }
    }
    const clean = async () => {
      await wait(n % 5)
      await owner.query('delete from foundation.upload where id = $1', [id])
      await removeUnusedFiles(store(), work)
    }
    const [attached] = await Promise.all([attach(), clean()])
    assert.deepEqual([await rowOf(digest), await store().has(hex)], attached ? [1, true] : [0, false])
  }
  await owner.query('drop table attached')
})

test('nothing is removed while somebody takes a file into use', async () => {
  const { digest, id } = await keep('in gebruik')
  await owner.query('delete from foundation.upload where id = $1', [id])
  const client = await owner.connect()
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock_shared($1::bigint)', [FILE_LOCK])
  const cleaning = removeUnusedFiles(store(), work)
  await wait(150)
  assert.equal(await rowOf(digest), 1)
  await client.query(
    'insert into foundation.upload (id, person_id, digest, name, type, size) values ($1, $1, $2, $3, $3, 1)',
    [randomUUID(), digest, 'a'],
  )
  await client.query('commit')
  client.release()
  await cleaning
  assert.equal(await rowOf(digest), 1)
})

test('answers to repeated requests go after thirty days, mail after thirty days from sending, audit lines stay', async () => {
  const at = (days: number) => `now() - interval '${days} days'`
  await owner.query(`insert into foundation.idempotency (person_id, key, act, digest, answer, at)
    select gen_random_uuid(), n::text, 'a', '\\x00', '', case when n <= 4500 then ${at(31)} else ${at(29)} end from generate_series(1, 4501) n`)
  await owner.query(
    `insert into foundation.audit_line (at, request_id, act, outcome) values (${at(4000)}, gen_random_uuid(), 'a', 'granted')`,
  )
  await owner.query(`insert into foundation.mail (id, to_address, subject, body, made_at, sent_at) values
    (gen_random_uuid(), 'a', 'sent long ago', '', ${at(40)}, ${at(31)}),
    (gen_random_uuid(), 'a', 'sent', '', ${at(40)}, ${at(29)}),
    (gen_random_uuid(), 'a', 'never sent', '', ${at(40)}, null),
    (gen_random_uuid(), 'a', 'never sent long ago', '', ${at(91)}, null)`)
  const jobs = await start(housekeeping({ store: store(), listeners: [] }))
  await jobs.runNow('removeOldAnswers')
  await jobs.runNow('removeOldMail')
  await jobs.runNow('removeOldEvents')
  assert.deepEqual((await owner.query('select key from foundation.idempotency')).rows, [{ key: '4501' }])
  assert.deepEqual(
    (await owner.query('select subject from foundation.mail order by subject')).rows.map((row) => row.subject),
    ['never sent', 'sent'],
  )
  assert.equal((await owner.query('select from foundation.audit_line')).rowCount, 1)
  assert.deepEqual(await readdir(join(folder, 'files/.drafts')), [])
})
