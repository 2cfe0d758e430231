// The database cannot be reached, in each of the ways in which that happens, and comes back.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sleep } from '#foundation/database/embedded/processes.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { OWNER, SERVING } from '#foundation/database/roles.ts'
import { type TestDatabase, testDatabase } from '#foundation/testing/database.ts'
import { type Ask, asking, type Outcome } from './asking.ts'
import { type BlackHole, startBlackHole } from './black-hole.ts'
import { freePort, type Server, signIn, startServer } from './server.ts'

/** What a reader may wait for an answer, whatever happens. The house promises itself 5.5 s; the rest is for a busy machine. */
const PATIENCE = 6_500

let base: TestDatabase
let between: BlackHole
let dataDir: string
let server: Server
let ask: Ask
let dossier: string
before(async () => {
  base = await testDatabase(async (owner) => {
    await migrate(owner)
    await declareAccess(owner)
  })
  const direct = new URL(base.ownerUrl.replace('@/', '@socket/'))
  between = await startBlackHole(direct.searchParams.get('host')!)
  const through = (role: string) => `postgres://${role}@127.0.0.1:${between.port}${direct.pathname}`
  dataDir = mkdtempSync(join(tmpdir(), 'schakel-unreachable-'))
  server = await startServer({
    dataDir,
    port: await freePort(),
    env: { DATABASE_URL: through(OWNER), DATABASE_SERVING_URL: through(SERVING) },
  })
  ask = asking(server.origin, await signIn(base.ownerUrl, server.origin, 'samira'))
  const made = await ask('POST', '/api/v1/dossiers', { title: 'Zon', reason: 'Om te proberen.', kind: 'opgave' })
  assert.equal(made.status, 201, made.text)
  dossier = made.json.dossierId
})
after(async () => {
  await server?.interrupt()
  await between?.close()
  await base?.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

const write = (text: string, key = randomUUID()) =>
  ask('POST', `/api/v1/dossiers/${dossier}/entries`, { text }, { 'idempotency-key': key })
const page = () => ask('GET', `/dossiers/${dossier}`)
/** As the page of a dossier sends it: with files or without is another way of writing the same. */
const form = (text: string, body: URLSearchParams | FormData, key = randomUUID()) => {
  for (const [name, value] of Object.entries({ _act: 'addEntry', _key: key, text, kind: 'fact' }))
    body.append(name, value)
  return ask('POST', `/dossiers/${dossier}`, body)
}

/** Everybody asks something, for as long as that takes. */
const everybody = async (milliseconds: number): Promise<{ pages: Outcome[]; reads: Outcome[]; writes: Outcome[] }> => {
  const end = Date.now() + milliseconds
  const over = async (what: () => Promise<Outcome>) => {
    const outcomes: Outcome[] = []
    while (Date.now() < end) {
      outcomes.push(await what())
      await sleep(100)
    }
    return outcomes
  }
  // More of them than there are connections.
  const many = async (what: () => Promise<Outcome>) =>
    (await Promise.all(Array.from({ length: 8 }, () => over(what)))).flat()
  const [pages, reads, writes] = await Promise.all([
    many(page),
    many(() => ask('GET', `/api/v1/dossiers/${dossier}`)),
    many(() => write(`tijdens ${randomUUID()}`)),
  ])
  return { pages, reads, writes }
}

const untilWell = async (): Promise<number> => {
  const begun = Date.now()
  for (;;) {
    const answers = await Promise.all([
      page(),
      ask('GET', '/api/v1/dossiers'),
      write(`weer ${randomUUID()}`),
      ask('GET', '/ready'),
    ])
    const took = Date.now() - begun
    if (answers.every((answer) => [200, 201].includes(answer.status))) return took
    assert.ok(
      took < 20_000,
      `still not well: ${answers.map((answer) => `${answer.status} ${answer.text.slice(0, 200)}`)}`,
    )
  }
}

for (const weather of ['refuses', 'swallows'] as const)
  test(`when the way to the database ${weather}, everybody is told so in time, and all is well within two seconds after`, async (t) => {
    // Connections that are at rest when it happens, as well as some at work.
    await Promise.all(Array.from({ length: 12 }, page))
    const going = everybody(9_000)
    await sleep(300)
    await between.turn(weather)
    const told = await going
    const key = randomUUID()
    const withFile = new FormData()
    withFile.append('uploads', new Blob(['tekst']), 'verslag.txt')
    const late = await Promise.all([
      page(),
      write('nu niet'),
      form('Dit schreef ik in de storm.', new URLSearchParams(), key),
      form('En dit ook, met een bestand erbij.', withFile),
      ask('GET', '/ready'),
      ask('GET', '/health'),
    ])
    await between.turn('fair')
    const well = await untilWell()

    const all = [...told.pages, ...told.reads, ...told.writes, ...late]
    const longest = Math.max(...all.map((answer) => answer.milliseconds))
    const refused = all.filter((answer) => answer.status === 503)
    t.diagnostic(
      `${all.length} answers, ${refused.length} times 503, the longest after ${longest} ms; well again after ${well} ms`,
    )
    assert.deepEqual(
      all.filter((answer) => ![200, 201, 503].includes(answer.status)),
      [],
    )
    assert.ok(longest < PATIENCE, `${longest} ms`)
    assert.ok(well < 2_000, `${well} ms`)

    for (const answer of [...told.reads, ...told.writes].filter((one) => one.status === 503)) {
      assert.match(answer.type, /^application\/problem\+json/)
      assert.match(answer.json.code, /^(unavailable|unknownOutcome)$/)
    }
    const [shown, refusedWrite, kept, keptToo, ready, health] = late
    assert.equal(refusedWrite!.json.code, 'unavailable')
    assert.match(shown!.type, /^text\/html/)
    assert.match(shown!.text, /Schakel kan nu niet bij de gegevens/)
    assert.equal(kept!.status, 503)
    assert.match(kept!.text, /Dit schreef ik in de storm\.<.*Verstuur het opnieuw/)
    assert.match(kept!.text, new RegExp(`name="_key" value="${key}"`))
    assert.equal(keptToo!.status, 503)
    assert.match(keptToo!.text, /En dit ook, met een bestand erbij\.<.*kies uw bestanden opnieuw/)
    assert.doesNotMatch(keptToo!.text, /Verstuur het opnieuw/)
    assert.equal((await form('Dit schreef ik in de storm.', new URLSearchParams(), key)).status, 303)
    assert.deepEqual([ready!.status, health!.status], [503, 200])

    const after = await Promise.all(Array.from({ length: 30 }, (_, i) => (i % 2 ? page() : write(`na de storm ${i}`))))
    assert.deepEqual(
      after.filter((answer) => answer.status >= 400).map((answer) => answer.text),
      [],
    )
  })

test('connections that were cut while at rest cost nobody an answer', async () => {
  await Promise.all(Array.from({ length: 12 }, page))
  // The way is open again before anybody asks: a firewall that forgot, a database that was switched over.
  await between.turn('refuses')
  await between.turn('fair')
  const answers = await Promise.all(Array.from({ length: 24 }, (_, i) => (i % 2 ? page() : write(`gewoon door ${i}`))))
  assert.deepEqual(
    answers.filter((answer) => answer.status >= 400).map((answer) => answer.text),
    [],
  )
})

test('with 300 ms more for every packet everything works, slowly', async (t) => {
  await between.turn({ slow: 300 })
  const answers: Outcome[] = []
  for (let round = 0; round < 2; round++)
    answers.push(
      ...(await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 3 ? page() : write(`langzaam ${round} ${i}`))))),
    )
  await between.turn('fair')
  t.diagnostic(`the longest took ${Math.max(...answers.map((answer) => answer.milliseconds))} ms`)
  assert.deepEqual(
    answers.filter((answer) => answer.status >= 400).map((answer) => answer.text),
    [],
  )
})
