// Ctrl+C: who is being served is served, nobody new comes in, the database goes last, and the next start is quick.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { beginOf, sleep } from '#foundation/database/embedded/processes.ts'
import { OWNER, urlOf } from '#foundation/database/roles.ts'
import { asking } from './asking.ts'
import { databaseIn, freePort, type Server, signIn, startServer } from './server.ts'
import { balance, startWriters } from './writers.ts'

let dataDir: string
let port: number
let server: Server
let headers: Record<string, string>
before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'schakel-ending-'))
  port = await freePort()
  server = await startServer({ dataDir, port })
  headers = await signIn(urlOf(OWNER, databaseIn(dataDir).socketDir, 'schakel'), server.origin, 'samira')
})
after(async () => {
  await server?.interrupt()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const isRefused = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(false)).on('error', () => resolve(true))
    socket.on('close', () => socket.destroy())
    setTimeout(() => socket.destroy(), 500)
  })

test('after Ctrl+C a slow upload is still answered, nobody new comes in, the database ends last, and a new start is quick', async (t) => {
  const { pid } = databaseIn(dataDir)
  const begin = beginOf(pid)
  const upload = request(`${server.origin}/api/v1/uploads`, {
    method: 'POST',
    // Keeps its connection for as long as the server lets it, which is a quarter of a minute.
    agent: new Agent({ keepAlive: true }),
    headers: { ...headers, 'content-type': 'text/plain', 'x-file-name': 'verslag.txt', expect: '100-continue' },
  })
  const answered = once(upload, 'response') as Promise<[IncomingMessage]>
  upload.flushHeaders()
  await once(upload, 'continue')
  upload.write('De eerste regel van een verslag.\n')
  await sleep(200)

  const ending = server.interrupt()
  await sleep(500)
  assert.ok(await isRefused(), 'nobody new comes in')
  for (let line = 0; line < 5; line++) {
    upload.write('Nog een regel van dat verslag.\n')
    await sleep(200)
    assert.equal(beginOf(pid), begin, 'the database waits for the last request')
  }
  upload.end()
  const [answer] = await answered
  answer.resume()
  assert.equal(answer.statusCode, 201)
  const served = Date.now()
  await ending
  const took = Date.now() - served
  t.diagnostic(`ended ${took} ms after the last answer`)
  assert.ok(took < 10_000, `${took} ms`)
  assert.equal(server.child.exitCode, 0)
  assert.notEqual(beginOf(pid), begin, 'the database has ended')
  assert.equal(existsSync(join(dataDir, 'database/postmaster.pid')), false, 'in order')

  server = await startServer({ dataDir, port })
  t.diagnostic(`started again in ${server.startedIn} ms`)
  assert.ok(server.startedIn < 20_000, `${server.startedIn} ms`)
  const log = readFileSync(join(dataDir, 'database/log', logOfToday()), 'utf8')
  assert.doesNotMatch(log, /not properly shut down/)
})

test('Ctrl+C amid the writing of eight loses nothing and leaves nobody half answered', async (t) => {
  const ask = asking(server.origin, headers)
  const made = await ask('POST', '/api/v1/dossiers', { title: 'Einde', reason: 'Om te proberen.', kind: 'opgave' })
  assert.equal(made.status, 201, made.text)
  const writers = startWriters(ask, [made.json.dossierId])
  let took: number
  try {
    await writers.more(100)
    took = await server.interrupt()
    server = await startServer({ dataDir, port })
    await writers.more(20)
  } finally {
    await writers.stop()
  }
  const ownerUrl = urlOf(OWNER, databaseIn(dataDir).socketDir, 'schakel')
  const found = await balance(ownerUrl, writers, [made.json.dossierId])
  t.diagnostic(`ended in ${took} ms; ${JSON.stringify(found)}`)
  assert.ok(took < 15_000, `${took} ms`)
  assert.deepEqual(writers.odd, [])
  assert.deepEqual(found, { acknowledged: writers.acknowledged.size, lost: 0, doubled: 0, unasked: 0, broken: 0 })
})

const logOfToday = () => `postgres-${new Date().toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' })}.log`
