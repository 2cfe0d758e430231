// The disk is full: on a small disk of its own, with a real server and the database that it brings.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sleep, until } from '#foundation/database/embedded/processes.ts'
import { OWNER, urlOf } from '#foundation/database/roles.ts'
import { type Ask, asking } from './asking.ts'
import { databaseIn, freePort, type Server, signIn, startServer } from './server.ts'
import { balance, startWriters } from './writers.ts'

const MB = 1024 * 1024

const disk = mkdtempSync(join(tmpdir(), 'schakel-disk-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512m,mode=0711', 'tmpfs', disk]).status === 0
const skip = mounted ? false : 'only root can make a small disk'

let server: Server
let ownerUrl: string
let ask: Ask
let dossier: string
before(async () => {
  if (!mounted) return
  server = await startServer({ dataDir: disk, port: await freePort() })
  ownerUrl = urlOf(OWNER, databaseIn(disk).socketDir, 'schakel')
  ask = asking(server.origin, await signIn(ownerUrl, server.origin, 'samira'))
  const made = await ask('POST', '/api/v1/dossiers', { title: 'Vol', reason: 'Om te proberen.', kind: 'opgave' })
  assert.equal(made.status, 201, made.text)
  dossier = made.json.dossierId
})
after(async () => {
  await server?.interrupt()
  if (mounted) spawnSync('umount', ['-l', disk])
  rmSync(disk, { recursive: true, force: true })
})

const free = () => {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}
const filler = join(disk, 'somebody-else')
/** Somebody else on the same disk takes all but so many bytes. */
const leave = (bytes: number): void => {
  const file = openSync(filler, 'a')
  try {
    const chunk = Buffer.alloc(MB, 1)
    for (let left = free() - bytes; left > 0; left = free() - bytes) writeSync(file, chunk, 0, Math.min(left, MB))
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
  } finally {
    closeSync(file)
  }
}
const write = (text: string, key = randomUUID()) =>
  ask('POST', `/api/v1/dossiers/${dossier}/entries`, { text }, { 'idempotency-key': key })
const read = () => ask('GET', `/dossiers/${dossier}`)
const untilStatus = async (wanted: number, what: () => ReturnType<typeof read>, patience: number): Promise<number> => {
  const begun = Date.now()
  for (;;) {
    const { status, text } = await what()
    if (status === wanted) return Date.now() - begun
    assert.ok(
      Date.now() - begun < patience,
      `after ${patience} ms still ${status}: ${text.slice(0, 300)}\n${server.said()}`,
    )
    await sleep(50)
  }
}

test('while the disk is nearly full writing says so, reading goes on, and writing resumes when there is room', {
  skip,
}, async (t) => {
  leave(40 * MB)
  await untilStatus(507, () => write('past niet'), 3_000)
  const refused = await write('past niet')
  assert.deepEqual([refused.status, refused.json.code], [507, 'noSpace'])
  const page = await ask(
    'POST',
    `/dossiers/${dossier}`,
    new URLSearchParams({ _act: 'addEntry', _key: randomUUID(), text: 'Mijn zin blijft staan.', kind: 'fact' }),
  )
  assert.equal(page.status, 507)
  assert.match(page.text, /De opslag is vol.*Mijn zin blijft staan\./)
  for (let i = 0; i < 20; i++) assert.equal((await read()).status, 200)
  const { pid } = databaseIn(disk)
  rmSync(filler)
  t.diagnostic(`writing resumed after ${await untilStatus(201, () => write('past weer'), 5_000)} ms`)
  assert.equal(databaseIn(disk).pid, pid, 'the database went on all the time')
})

test('when the disk fills to its last byte amid writes, nothing acknowledged is lost, reading comes back by itself, and so does writing', {
  skip,
}, async (t) => {
  const made = await ask('POST', '/api/v1/dossiers', { title: 'Vol', reason: 'Om te proberen.', kind: 'opgave' })
  const writers = startWriters(ask, [made.json.dossierId], 8, [0, 503, 507])
  try {
    await writers.more(50)
    // Faster than anybody can look, and again what was given up for the database.
    leave(0)
    await sleep(1_500)
    const back = await untilStatus(200, read, 20_000)
    await untilStatus(507, () => write('past niet'), 5_000)
    let reads = 0
    for (const end = Date.now() + 2_000; Date.now() < end; await sleep(20), reads++)
      assert.equal((await read()).status, 200)
    rmSync(filler)
    const begun = Date.now()
    await writers.more(50)
    t.diagnostic(
      `reading was back ${back} ms after the disk was full for 1.5 s, ${reads} times in a row; writing ${Date.now() - begun} ms after there was room`,
    )
  } finally {
    await writers.stop()
  }
  const found = await balance(ownerUrl, writers, [made.json.dossierId])
  t.diagnostic(JSON.stringify(found))
  assert.deepEqual(writers.odd, [])
  assert.deepEqual(found, { acknowledged: writers.acknowledged.size, lost: 0, doubled: 0, unasked: 0, broken: 0 })
})

test('a database that is killed on a full disk comes back for readers on what was kept in reserve, and for writers when there is room', {
  skip,
}, async (t) => {
  const reserve = join(disk, 'reserve')
  assert.ok(await until(() => existsSync(reserve), 5_000))
  leave(0)
  assert.ok(await until(() => !existsSync(reserve), 2_000))
  process.kill(databaseIn(disk).pid, 'SIGKILL')
  await sleep(500)
  t.diagnostic(`reading came back after ${await untilStatus(200, read, 15_000)} ms, on a full disk`)
  assert.equal((await write('past niet')).status, 507)

  leave(0)
  process.kill(databaseIn(disk).pid, 'SIGKILL')
  const seen = new Set<number>()
  for (const end = Date.now() + 3_000; Date.now() < end; await sleep(100)) {
    const { status, milliseconds } = await read()
    seen.add(status)
    assert.ok(milliseconds < 6_500)
  }
  t.diagnostic(`with not one byte left readers got ${[...seen]}`)
  assert.deepEqual(
    [...seen].filter((status) => status !== 200 && status !== 503),
    [],
  )
  rmSync(filler)
  t.diagnostic(`writing came back ${await untilStatus(201, () => write('past weer'), 20_000)} ms after there was room`)
})
