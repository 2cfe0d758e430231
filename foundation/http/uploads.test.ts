// Files come in over HTTP only for who is signed in, once per key, and for nobody but their uploader.
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request as ask } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import pino from 'pino'
import { openAudit } from '#foundation/audit/audit.ts'
import { type Database, openDatabase } from '#foundation/database/database.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { ownerConnection, servingConnection } from '#foundation/database/where.ts'
import { takeFile } from '#foundation/files/check.ts'
import { diskStore } from '#foundation/files/disk.ts'
import { type TestDatabase, testDatabase } from '#foundation/testing/database.ts'
import { createHouse } from './handle.ts'
import { callerOf } from './request.ts'
import { buildServer } from './server.ts'
import { serveUploads } from './uploads.ts'

const MAXIMUM = 300_000
const ORIGIN = 'http://schakel.test'
let base: TestDatabase
let owner: pg.Pool
let database: Database
let app: FastifyInstance
let folder: string
let port: number

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schakel-uploads-'))
  base = await testDatabase(async (owner) => {
    await migrate(owner)
    await declareAccess(owner)
  })
  owner = new pg.Pool(ownerConnection(base.ownerUrl))
  // One that is cut while nobody looks is no fault of a test.
  owner.on('error', () => {})
  database = openDatabase(servingConnection(base.servingUrl))
  const log = pino({ level: 'silent' })
  const house = createHouse({
    capabilities: [],
    database,
    audit: openAudit(database, () => {}),
    somethingHappened: () => {},
    checkAnswers: true,
  })
  app = await buildServer({
    house,
    origin: ORIGIN,
    log,
    trustProxy: false,
    maximumUpload: MAXIMUM,
    drawFault: ({ title }) => title,
    signInPath: '/aanmelden',
    ready: async () => {},
  })
  const readMultipart = serveUploads(app, {
    house,
    files: takeFile(diskStore(join(folder, 'files')), MAXIMUM),
    origin: ORIGIN,
  })
  app.post('/form', async (request, reply) => readMultipart(request, callerOf(request, reply, ORIGIN)))
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as { port: number }).port
})
after(async () => {
  await app?.close()
  await database?.close()
  await owner?.end()
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Somebody who is signed in: their id, and the headers that prove it. */
const somebody = async (scopes?: string[]) => {
  const [organisation, person, membership, secret] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomBytes(24).toString('base64url'),
  ]
  const digest = createHash('sha256').update(secret).digest()
  await owner.query("insert into organisations.organisation (id, kind, name) values ($1, 'gemeente', 'Wierdijk')", [
    organisation,
  ])
  await owner.query("insert into people.person (id, name, email) values ($1, 'Karin', $2)", [
    person,
    `${person}@wierdijk.example`,
  ])
  await owner.query(
    "insert into people.membership (id, person_id, organisation_id, position, function_name, discipline) values ($1, $2, $3, 'staff', 'jurist', 'recht')",
    [membership, person, organisation],
  )
  const until = new Date(Date.now() + 3_600_000)
  if (scopes)
    await owner.query(
      "insert into signin.token (id, digest, person_id, membership_id, name, scopes, expires_at) values (gen_random_uuid(), $1, $2, $3, 'x', $4, $5)",
      [digest, person, membership, scopes, until],
    )
  else
    await owner.query(
      "insert into signin.session (id, digest, person_id, membership_id, method, expires_at) values (gen_random_uuid(), $1, $2, $3, 'x', $4)",
      [digest, person, membership, until],
    )
  const headers: Record<string, string> = scopes
    ? { authorization: `Bearer ${secret}` }
    : { cookie: `schakel=${secret}`, 'sec-fetch-site': 'same-origin' }
  return { person, headers }
}
const upload = (
  headers: Record<string, string>,
  body: string | Buffer,
  name = 'notitie.txt',
  type = 'application/octet-stream',
) =>
  fetch(`http://127.0.0.1:${port}/api/v1/uploads`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-file-name': encodeURIComponent(name), ...headers },
    body: body as BodyInit,
  })
const waitingOf = async (person: string) =>
  (
    await owner.query(
      "select id, name, type, size::int, encode(digest, 'hex') as digest from foundation.upload where person_id = $1 order by at",
      [person],
    )
  ).rows

test('a file that is sent by itself is stored, and waits for its sender', async () => {
  const { person, headers } = await somebody()
  const answer = await upload(headers, 'Tekst van Naïma', 'Één notitie.txt', 'text/html')
  assert.equal(answer.status, 201)
  const body = (await answer.json()) as { uploadId: string }
  assert.deepEqual(body, { uploadId: body.uploadId, name: 'Één notitie.txt', type: 'text/plain', size: 16 })
  const digest = createHash('sha256').update('Tekst van Naïma').digest('hex')
  assert.deepEqual(await waitingOf(person), [
    { id: body.uploadId, name: 'Één notitie.txt', type: 'text/plain', size: 16, digest },
  ])
  const lines = await owner.query('select act, outcome, subject_id from foundation.audit_line where person_id = $1', [
    person,
  ])
  assert.deepEqual(lines.rows, [{ act: 'uploads.uploadFile', outcome: 'granted', subject_id: body.uploadId }])
})

test('whatever kind it says it is, a file is only a file', async () => {
  const { headers } = await somebody()
  for (const type of [
    'application/json',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'text/plain',
  ])
    assert.equal((await upload(headers, 'Gewone tekst', 'a.txt', type)).status, 201, type)
})

test('without signing in nothing is read, and nothing is stored', async () => {
  const before = await readdir(join(folder, 'files')).catch(() => [])
  const answer = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
    let sent = 0
    const outgoing = ask({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/uploads',
      headers: {
        'x-file-name': 'a.txt',
        'content-type': 'text/plain',
        authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaa',
      },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      resolve({ status: response.statusCode!, sent })
      outgoing.destroy()
    })
    // It begins, and waits to be told to go on: the answer has to come without the rest.
    sent += 10
    outgoing.write('a'.repeat(10))
  })
  assert.equal(answer.status, 401)
  assert.deepEqual(await readdir(join(folder, 'files')).catch(() => []), before)
})

test('a token that may only read brings nothing; one that may write somewhere does', async () => {
  const reader = await somebody(['dossier:read'])
  const refused = await upload(reader.headers, 'tekst')
  assert.deepEqual([refused.status, ((await refused.json()) as { code: string }).code], [403, 'signin.tokenScope'])
  const writer = await somebody(['dossier:write'])
  assert.equal((await upload(writer.headers, 'tekst')).status, 201)
})

test('a page elsewhere cannot make a browser upload', async () => {
  const { headers } = await somebody()
  assert.equal((await upload({ ...headers, 'sec-fetch-site': 'cross-site' }, 'tekst')).status, 403)
})

test('what is refused says why, and the connection stays good', async () => {
  const { person, headers } = await somebody()
  const cases: [string | Buffer, string, number, string][] = [
    [Buffer.alloc(MAXIMUM + 1, 'a'), 'a.txt', 413, 'files.tooLarge'],
    [Buffer.alloc(MAXIMUM * 20, 'a'), 'a.txt', 413, 'files.tooLarge'],
    ['<html></html>', 'a.html', 415, 'files.kindNotTaken'],
    ['', 'a.txt', 400, 'files.empty'],
  ]
  for (const [body, name, status, code] of cases) {
    const answer = await upload(headers, body, name)
    assert.deepEqual([answer.status, ((await answer.json()) as { code: string }).code], [status, code])
  }
  assert.equal((await upload({ ...headers, 'x-file-name': '%E0%A4%A' }, 'tekst')).status, 400)
  assert.deepEqual(await waitingOf(person), [])
  assert.equal((await upload(headers, 'tekst')).status, 201)
})

test('the same upload sent twice, also at the same moment, is one upload', async () => {
  const { person, headers } = await somebody()
  const keyed = { ...headers, 'idempotency-key': 'sleutel-1' }
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => upload(keyed, 'tekst').then(async (one) => [one.status, await one.text()])),
  )
  assert.equal(new Set(answers.map(String)).size, 1)
  assert.equal(answers[0]![0], 201)
  assert.equal((await waitingOf(person)).length, 1)
  assert.equal((await upload(keyed, 'andere tekst')).status, 409)
  // Somebody else's key is another key.
  const other = await somebody()
  assert.equal((await upload({ ...other.headers, 'idempotency-key': 'sleutel-1' }, 'tekst')).status, 201)
})

test('the same file of two people is stored once and waits for each of them alone', async () => {
  const [karin, wout] = [await somebody(), await somebody()]
  for (const one of [karin, wout]) assert.equal((await upload(one.headers, 'van ons allebei')).status, 201)
  const [[first], [second]] = [await waitingOf(karin.person), await waitingOf(wout.person)]
  assert.notEqual(first!.id, second!.id)
  assert.equal(first!.digest, second!.digest)
})

test('somebody with half a gigabyte waiting brings no more until it is used', async () => {
  const { person, headers } = await somebody()
  await upload(headers, 'tekst')
  await owner.query('update foundation.upload set size = 524288000 - 10 where person_id = $1', [person])
  const answer = await upload(headers, 'meer dan tien tekens')
  assert.deepEqual([answer.status, ((await answer.json()) as { code: string }).code], [429, 'files.tooMany'])
  assert.equal((await upload(headers, 'acht tek')).status, 201)
})

const form = (headers: Record<string, string>, parts: FormData) =>
  fetch(`http://127.0.0.1:${port}/form`, { method: 'POST', headers, body: parts })
const formOf = (...parts: [string, string | { name: string; content: string | Buffer }][]) => {
  const data = new FormData()
  for (const [name, value] of parts)
    if (typeof value === 'string') data.append(name, value)
    else data.append(name, new Blob([value.content as BlobPart]), value.name)
  return data
}

test('a form brings its words and its files, and an empty file field is nothing', async () => {
  const { person, headers } = await somebody()
  const answer = await form(
    headers,
    formOf(
      ['_act', 'addEntry'],
      ['tekst', 'Één\r\ntwee'],
      ['soort', 'a'],
      ['soort', 'b'],

      ['bijlage', { name: 'één.txt', content: 'eerste' }],
      ['bijlage', { name: 'twee.txt', content: 'tweede' }],
      ['leeg', { name: '', content: '' }],
    ),
  )
  assert.equal(answer.status, 200)
  const text = await answer.text()
  const { fields, files, refusal } = JSON.parse(text)
  assert.deepEqual(
    [fields._act, fields.tekst, fields.soort, refusal],
    [['addEntry'], ['Één\r\ntwee'], ['a', 'b'], null],
  )
  assert.deepEqual(
    files.bijlage.map((one: { name: string }) => one.name),
    ['één.txt', 'twee.txt'],
  )
  assert.deepEqual(Object.keys(files), ['bijlage'])
  assert.deepEqual(
    (await waitingOf(person)).map((one) => one.id),
    files.bijlage.map((one: { uploadId: string }) => one.uploadId),
  )
})

test('a refused file in a form keeps the words that were typed, also those after it', async () => {
  const { person, headers } = await somebody()
  for (const [content, code] of [
    ['<html></html>', 'files.kindNotTaken'],
    [Buffer.alloc(MAXIMUM + 5, 'a'), 'files.tooLarge'],
    [Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(MAXIMUM)]), 'files.tooLarge'],
  ] as const) {
    const answer = await form(
      headers,
      formOf(
        ['_act', 'addEntry'],
        ['bijlage', { name: 'a.docx', content }],
        ['bijlage', { name: 'b.txt', content: 'goed' }],
        ['tekst', 'blijft'],
      ),
    )
    const { fields, files, refusal } = (await answer.json()) as any
    assert.deepEqual([fields, files], [{ _act: ['addEntry'], tekst: ['blijft'] }, {}])
    assert.deepEqual([refusal.code, refusal.fields], [code, [{ path: 'bijlage', code }]])
  }
  assert.deepEqual(await waitingOf(person), [])
})

test('a form with a file of somebody who is not signed in is refused', async () => {
  assert.equal((await form({}, formOf(['_act', 'x'], ['bijlage', { name: 'a.txt', content: 'tekst' }]))).status, 401)
  assert.deepEqual(await readdir(join(folder, 'files/.drafts')), [])
})
