// Kills the server, its database and both amid writes, and holds what was acknowledged against what is there.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { signal, sleep, until } from '#foundation/database/embedded/processes.ts'
import { OWNER, SERVING, urlOf } from '#foundation/database/roles.ts'
import { type Ask, asking } from './asking.ts'
import { databaseIn, freePort, type Server, signIn, startServer } from './server.ts'
import { balance, startWriters } from './writers.ts'

/** Of all three kinds together. */
const ROUNDS = Number(process.env.FAULT_ROUNDS) || 21
const KINDS = ['server', 'database', 'both'] as const

let dataDir: string
let port: number
let server: Server
let ownerUrl: string
let ask: Ask
before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'schakel-kill-'))
  port = await freePort()
  server = await startServer({ dataDir, port })
  ownerUrl = urlOf(OWNER, databaseIn(dataDir).socketDir, 'schakel')
  ask = asking(server.origin, await signIn(ownerUrl, server.origin, 'samira'))
})
after(async () => {
  await server?.interrupt()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const openDossiers = async (count: number): Promise<string[]> => {
  const dossiers: string[] = []
  for (let i = 1; i <= count; i++) {
    const made = await ask('POST', '/api/v1/dossiers', {
      title: `Proef ${i}`,
      reason: 'Om te proberen.',
      kind: 'opgave',
    })
    assert.equal(made.status, 201, made.text)
    dossiers.push(made.json.dossierId)
  }
  return dossiers
}

const databasePid = (): number | undefined => {
  try {
    return databaseIn(dataDir).pid
  } catch {
    return undefined
  }
}

/** Resolves when somebody else stands in its place: what a killed database had begun may still be answered for a moment. */
const kill = async (kind: (typeof KINDS)[number]): Promise<void> => {
  const killed = databasePid()!
  if (kind !== 'server') signal(killed, 'SIGKILL')
  if (kind === 'database') {
    assert.ok(await until(() => ![killed, undefined].includes(databasePid()), 30_000), server.said())
    return
  }
  await server.kill()
  server = await startServer({ dataDir, port })
}

test(`after ${ROUNDS} kills amid the writing of eight, nothing acknowledged is lost and nothing is there twice`, async (t) => {
  const dossiers = await openDossiers(3)
  const writers = startWriters(ask, dossiers)
  const outages: Record<string, number[]> = { server: [], database: [], both: [] }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const kind = KINDS[round % KINDS.length]!
      await writers.more(32)
      // Not always at the same point of somebody's write.
      await sleep(Math.random() * 50)
      writers.longestSilence()
      await kill(kind)
      await writers.more(8)
      outages[kind]!.push(writers.longestSilence())
    }
  } finally {
    await writers.stop()
  }
  const found = await balance(ownerUrl, writers, dossiers)
  for (const [kind, times] of Object.entries(outages))
    t.diagnostic(`${kind}: ${times.length} kills, silence of ${Math.min(...times)} to ${Math.max(...times)} ms`)
  t.diagnostic(`${JSON.stringify(found)}, ${writers.repeats()} requests were repeated`)
  assert.deepEqual(writers.odd, [])
  assert.deepEqual(found, { acknowledged: writers.acknowledged.size, lost: 0, doubled: 0, unasked: 0, broken: 0 })
  // The database alone is brought back by the server; on a machine with nothing else to do that takes some two seconds.
  assert.ok(Math.max(...outages.database!) < 15_000, `${outages.database}`)
})

test('a database that acknowledges before it has written does lose, so this way of looking can find a loss', async (t) => {
  // Not to be lost themselves.
  const dossiers = await openDossiers(5)
  const { socketDir } = databaseIn(dataDir)
  const superuser = new pg.Client({ connectionString: urlOf('postgres', socketDir, 'postgres') })
  await superuser.connect()
  for (const role of [OWNER, SERVING]) await superuser.query(`alter role ${role} set synchronous_commit = off`)
  await superuser.query(`alter system set wal_writer_delay = '10s'`)
  await superuser.query('select pg_reload_conf()')
  await superuser.end()
  // So that every connection is a new one.
  await server.interrupt()
  server = await startServer({ dataDir, port })

  let lost = 0
  for (let attempt = 1; attempt <= 5 && !lost; attempt++) {
    const dossier = [dossiers[attempt - 1]!]
    const writers = startWriters(ask, dossier)
    try {
      await writers.more(100)
      await kill('database')
      await writers.more(8)
    } finally {
      await writers.stop()
    }
    const found = await balance(ownerUrl, writers, dossier)
    t.diagnostic(JSON.stringify(found))
    lost += found.lost
  }
  assert.ok(lost > 0)
})
