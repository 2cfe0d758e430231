// The embedded database survives what happens to servers: kills, moves, double starts.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { beginOf } from './embedded/processes.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { withClient } from './roles.ts'

const base = mkdtempSync(join(tmpdir(), 'schakel-embedded-'))
const children: ChildProcess[] = []
const running: Embedded[] = []
after(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const embedded of running) await embedded.stop()
  rmSync(base, { recursive: true, force: true })
})

const start = async (dataDir: string, more: { share?: boolean } = {}) => {
  const embedded = await startEmbedded({ dataDir, ...more })
  running.push(embedded)
  return embedded
}

/** Starts the database in a process of its own, which then waits to be killed. */
async function startElsewhere(dataDir: string): Promise<{ child: ChildProcess; pid: number }> {
  const program = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const embedded = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
    process.stdout.write(String(embedded.pid))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, pid: Number(line.toString()) }
}

const kill = async (child: ChildProcess) => {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const rows = async (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows)

test('The owner owns the database and neither role is above the rules', async () => {
  const embedded = await start(join(base, 'roles'))
  const found = await rows(
    embedded.superuserUrl,
    `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as above, rolcanlogin as login
     from pg_roles where rolname like 'schakel%' order by 1`,
  )
  assert.deepEqual(found, [
    { rolname: 'schakel_app', above: false, login: true },
    { rolname: 'schakel_owner', above: false, login: true },
  ])
  const owns = await rows(
    embedded.ownerUrl,
    `select (select count(*) from pg_shdepend where refobjid = 'schakel_app'::regrole and deptype = 'o')::int as serving,
            (select datdba::regrole::text from pg_database where datname = 'schakel') as database`,
  )
  assert.deepEqual(owns, [{ serving: 0, database: 'schakel_owner' }])
  await rows(
    embedded.ownerUrl,
    'create schema x; create table x.y (a int); alter default privileges grant select on tables to schakel_app',
  )
  await assert.rejects(rows(embedded.servingUrl, 'create table z (a int)'), /permission denied/)
  await assert.rejects(rows(embedded.servingUrl, 'select from x.y'), /permission denied/)
  const extensions = await rows(embedded.servingUrl, 'select extname from pg_extension order by 1')
  assert.deepEqual(
    extensions.map((row) => row.extname),
    ['btree_gin', 'pg_trgm', 'pgcrypto', 'plpgsql', 'unaccent'],
  )
  const settings = await rows(
    embedded.superuserUrl,
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'listen_addresses', 'jit', 'wal_level') order by 1",
  )
  assert.deepEqual(
    settings.map((row) => `${row.name}=${row.setting}`),
    ['fsync=on', 'jit=off', 'listen_addresses=', 'synchronous_commit=on', 'wal_level=replica'],
  )
  assert.equal(statSync(embedded.socketDir).mode & 0o777, 0o700)
  await embedded.stop()
  assert.equal(beginOf(embedded.pid), undefined)
  assert.equal(existsSync(embedded.socketDir), false)
})

test('After kill -9 of the database it comes back on the same address and nothing acknowledged is lost', async () => {
  const embedded = await start(join(base, 'killed'))
  const seen: string[] = []
  embedded.onCrash((state) => seen.push(state))
  await rows(embedded.ownerUrl, 'create table written (id int primary key)')
  const pool = new pg.Pool({ connectionString: embedded.ownerUrl, max: 4, connectionTimeoutMillis: 2_000 })
  pool.on('error', () => {})
  const acknowledged: number[] = []
  let next = 0
  let writing = true
  const writer = async () => {
    while (writing) {
      const id = next++
      await pool.query('insert into written values ($1)', [id]).then(
        () => acknowledged.push(id),
        () => new Promise((resolve) => setTimeout(resolve, 20)),
      )
    }
  }
  const writers = Promise.all([writer(), writer(), writer(), writer()])
  await new Promise((resolve) => setTimeout(resolve, 300))
  const before = acknowledged.length
  const victim = embedded.pid
  process.kill(victim, 'SIGKILL')
  for (const end = Date.now() + 15_000; !seen.includes('up') && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  writing = false
  await writers
  await pool.end()
  assert.deepEqual(seen, ['down', 'up'])
  assert.notEqual(embedded.pid, victim)
  assert.ok(before > 0 && acknowledged.length > before, 'wrote before and after')
  const found = new Set((await rows(embedded.ownerUrl, 'select id from written')).map((row) => row.id))
  assert.deepEqual(
    acknowledged.filter((id) => !found.has(id)),
    [],
  )
  await embedded.stop()
})

test('After kill -9 of the server the next start takes over the database that still runs', async () => {
  const dataDir = join(base, 'orphan')
  const { child, pid } = await startElsewhere(dataDir)
  await kill(child)
  assert.ok(beginOf(pid), 'the database outlives its server')
  const embedded = await start(dataDir)
  assert.equal(embedded.pid, pid)
  // And watches over it as over one of its own.
  const up = new Promise((resolve) => embedded.onCrash((state) => state === 'up' && resolve(undefined)))
  process.kill(pid, 'SIGKILL')
  await up
  assert.notEqual(embedded.pid, pid)
  await rows(embedded.servingUrl, 'select 1')
  await embedded.stop()
})

test('A database that runs with other settings is ended and started as it should', async () => {
  const dataDir = join(base, 'other')
  const first = await startEmbedded({ dataDir, durable: false })
  const lock = readFileSync(join(dataDir, 'in-use.json'), 'utf8')
  // As if its server had been killed: the lock names a process that is no more.
  writeFileSync(join(dataDir, 'in-use.json'), JSON.stringify({ ...JSON.parse(lock), begin: '0' }))
  const second = await start(dataDir)
  assert.notEqual(second.pid, first.pid)
  assert.deepEqual(await rows(second.superuserUrl, 'show fsync'), [{ fsync: 'on' }])
  await second.stop()
  await first.stop()
})

test('A lock file with the pid of somebody else does not stand in the way', async () => {
  const dataDir = join(base, 'stale')
  const embedded = await startEmbedded({ dataDir })
  const file = join(dataDir, 'database/postmaster.pid')
  const content = readFileSync(file, 'utf8')
  await embedded.stop()
  writeFileSync(file, content.replace(/^\d+/, String(process.pid)))
  const again = await start(dataDir)
  await rows(again.servingUrl, 'select 1')
  await again.stop()
})

test('The data folder can be moved, and a copy of it made while it runs is another one', async () => {
  const dataDir = join(base, 'here')
  const first = await startEmbedded({ dataDir })
  await rows(first.ownerUrl, "create table kept (word text); insert into kept values ('opgave')")
  const copy = join(base, 'copy')
  cpSync(dataDir, copy, { recursive: true })
  const second = await start(copy)
  assert.notEqual(second.socketDir, first.socketDir)
  await rows(second.ownerUrl, "insert into kept values ('copy')")
  assert.equal((await rows(first.ownerUrl, 'select * from kept')).length, 1)
  await second.stop()
  await first.stop()
  const there = join(base, 'deep/there')
  mkdirSync(join(base, 'deep'))
  renameSync(dataDir, there)
  const moved = await start(there)
  assert.deepEqual(await rows(moved.ownerUrl, 'select word from kept'), [{ word: 'opgave' }])
  await moved.stop()
})

test('A second server on the same folder is refused, a command may join, and neither stops the first', async () => {
  const dataDir = join(base, 'shared')
  const first = await start(dataDir)
  await assert.rejects(startEmbedded({ dataDir }), /is in use by another Schakel \(process \d+ on .*SCHAKEL_DATA/)
  const joined = await startEmbedded({ dataDir, share: true })
  assert.equal(joined.own, false)
  assert.equal(joined.servingUrl, first.servingUrl)
  await joined.stop()
  await rows(first.servingUrl, 'select 1')
  await first.stop()
  const alone = await startEmbedded({ dataDir, share: true })
  assert.equal(alone.own, true)
  await alone.stop()
})

test('An interrupted first start leaves nothing that hinders the next', async () => {
  const dataDir = join(base, 'interrupted')
  mkdirSync(join(dataDir, 'database.new/base'), { recursive: true })
  mkdirSync(join(dataDir, 'database'), { recursive: true })
  const embedded = await start(dataDir)
  await rows(embedded.servingUrl, 'select 1')
  await embedded.stop()
})

test('Root below a folder that nobody else may enter', { skip: process.getuid?.() !== 0 }, async () => {
  const closed = join(base, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const embedded = await start(join(closed, 'data'))
  await rows(embedded.servingUrl, 'select 1')
  process.kill(embedded.pid, 'SIGKILL')
  await new Promise((resolve) => embedded.onCrash((state) => state === 'up' && resolve(undefined)))
  await rows(embedded.servingUrl, 'select 1')
  await embedded.stop()
})

test('Another major version of the data is refused in words', async () => {
  const dataDir = join(base, 'major')
  mkdirSync(join(dataDir, 'database'), { recursive: true })
  writeFileSync(join(dataDir, 'database/PG_VERSION'), '14\n')
  await assert.rejects(startEmbedded({ dataDir }), /was made by PostgreSQL 14 and this Schakel brings 18/)
})
