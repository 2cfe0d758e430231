// Moving out and in: what leaves comes back as it was, and nothing leaves that should stay.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import pg from 'pg'
import { membershipId, organisationId, personId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { verifyJournals } from '#capabilities/dossier/verify.ts'
import { entriesOf } from '#foundation/database/backup/archive.ts'
import { openDatabase } from '#foundation/database/database.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { diskStore } from '#foundation/files/disk.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import type { Work } from '#foundation/jobs/jobs.ts'
import { type TestDatabase, testDatabase } from '#foundation/testing/database.ts'
import { readGraph } from '#foundation/transfer/graph.ts'
import { verifyPackage } from '#foundation/transfer/unpack.ts'
import { isInside, isUsableAddress, signatureOf } from './calling.ts'
import { packageJobs, packDossier, packOrganisation, takeIn } from './index.ts'
import { myExport } from './queries.ts'
import { NEEDED, OF_DOSSIERS, OF_ORGANISATIONS, STAYING_ROOMS, STAYS } from './tables.ts'

let house: TestHouse
let samira: Client
let theo: Client
let now = new Date()
let place: string
let dossierId: string
let otherId: string
const elsewhere: TestDatabase[] = []

const good = <A extends { status: number; text: string }>(answer: A): A => {
  assert.ok(answer.status < 300, answer.text)
  return answer
}
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** An installation in which nothing was ever done. */
const emptyHouse = async () => {
  const database = await testDatabase(async (owner) => {
    await migrate(owner)
    await declareAccess(owner)
  })
  elsewhere.push(database)
  return { owner: ownerConnection(database.ownerUrl), store: diskStore(join(place, `files-${elsewhere.length}`)) }
}
const rowsOf = async (owner: pg.PoolConfig, table: string, where: string): Promise<unknown[]> => {
  const client = new pg.Client(owner as pg.ClientConfig)
  await client.connect()
  const { rows } = await client.query(
    `select to_jsonb(t) - 'search' as row from ${table} t where ${where} order by t::text`,
  )
  await client.end()
  return rows.map((row) => row.row)
}
const source = () => ({
  owner: ownerConnection(house.database.ownerUrl),
  store: diskStore(join(house.config.dataDir, 'files')),
  origin: 'https://schakel.example',
})

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

before(async () => {
  place = mkdtempSync(join(tmpdir(), 'schakel-moving-'))
  house = await startHouse({ background: 'asked', now: () => now })
  samira = await house.as('samira')
  theo = await house.as('theo')
  const iris = await house.as('iris')
  dossierId = good(
    await samira.post('/dossiers', {
      title: 'Zon op de Dijk',
      reason: '38 huishoudens willen zon.',
      kind: 'opgave',
      ceiling: 5,
    }),
  ).json.dossierId
  otherId = good(await samira.post('/dossiers', { title: 'Haven', reason: 'Een ander.', kind: 'area' })).json.dossierId
  const path = `/dossiers/${dossierId}`
  good(
    await samira.post(`${path}/involvements`, {
      membershipId: (await iris.get('/me')).json.memberships[0].membershipId,
      role: 'team',
    }),
  )
  const secret = good(await samira.post(`${path}/entries`, { text: 'Te wissen: een adres.', audience: 2 })).json.entryId
  good(await samira.put(`${path}/entries/${secret}/erasure`, { ground: 'art. 17 AVG' }))
  good(await samira.post(`${path}/entries`, { text: 'Met é, 😀 en "aanhalingstekens".', audience: 3 }))
  good(await samira.post(`${path}/entries`, { kind: 'note', text: 'Eigen gedachte van Samira.' }))
  good(await iris.post(`${path}/entries`, { kind: 'note', text: 'Eigen gedachte van Iris.' }))
  const item = good(
    await samira.post(`${path}/open-items`, {
      kind: 'question',
      question: 'Wat kost het?',
      addressee: { membershipId: (await iris.get('/me')).json.memberships[0].membershipId },
      dueOn: later(9),
    }),
  ).json.openItemId
  good(await iris.put(`/open-items/${item}/answer`, { text: 'Twaalfhonderd euro.' }))
  const frame = good(
    await samira.post('/frames', {
      rank: 2,
      title: 'Beeldkwaliteit',
      purpose: 'Een rustig beeld.',
      fixed: 'x',
      movable: 'x',
      source: 'x',
      competentBody: 'college',
      validFrom: '2020-01-01',
    }),
  ).json
  good(
    await samira.post(`${path}/decisions`, {
      text: 'Door.',
      reason: 'Het past.',
      capacity: 'eigenaar',
      body: 'eigenaar',
      residentEffect: 'Lagere rekening.',
      frameVersionIds: [frame.frameVersionId],
      decidedOn: later(0),
    }),
  )
  // Somebody of elsewhere takes part and writes, and the council may follow.
  good(await samira.post(`${path}/involvements`, { organisationId: organisationId('zon'), role: 'partner' }))
  good(await (await house.as('marleen')).post(`${path}/entries`, { text: 'Wij doen mee.', audience: 2 }))
  good(await samira.post(`${path}/council`, { portfolioHolderId: membershipId('deruiter') }))
  good(await samira.post(`${path}/entries`, { text: 'Voor de raad.', audience: 4 }))
  // A document, as a form of a browser brings it.
  const boundary = 'grens'
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const body = Buffer.concat([
    Buffer.from(
      `${part('_act', 'addEntry')}${part('_key', 'een-sleutel')}${part('text', 'Met een stuk.')}${part('kind', 'fact')}${part('audience', '3')}--${boundary}\r\ncontent-disposition: form-data; name="uploads"; filename="offerte.pdf"\r\ncontent-type: application/pdf\r\n\r\n`,
    ),
    pdf,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const sent = await house.app.inject({
    method: 'POST',
    url: `/dossiers/${dossierId}`,
    headers: {
      host: '127.0.0.1:3000',
      origin: house.config.origin,
      cookie: samira.cookie,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: body,
  })
  assert.equal(sent.statusCode, 303, sent.body.slice(0, 300))
})
afterEach(() => {
  now = new Date()
})
after(async () => {
  await house?.stop()
  for (const database of elsewhere) await database.drop()
  rmSync(place, { recursive: true, force: true })
})

const CONTENT = OF_DOSSIERS.map((one) => one.table)

test('every table goes along or stays, and which of both is said', async () => {
  const client = await house.owner.connect()
  const graph = await readGraph(client)
  client.release()
  const known = new Set([
    ...OF_DOSSIERS.map((one) => one.table),
    ...OF_ORGANISATIONS.map((one) => one.table),
    ...NEEDED.flatMap((one) => [one.table, ...(one.with ?? [])]),
    ...Object.keys(STAYS),
  ])
  assert.deepEqual(
    [...graph.keys()].filter((name) => !known.has(name) && !(name.split('.')[0]! in STAYING_ROOMS)),
    [],
  )
  assert.deepEqual(
    [...known].filter((name) => !graph.has(name)),
    [],
  )
})

test('Samira takes her dossier along, and another installation has it as it was, with a journal that verifies', async () => {
  const asked = good(await samira.post(`/dossiers/${dossierId}/packages`)).json.packageId
  const again = await samira.post(`/dossiers/${dossierId}/packages`)
  assert.deepEqual([again.status, again.json.code ?? again.json.type], [409, again.json.code ?? again.json.type])
  await house.runJob('make-packages')
  const { json } = await samira.get(`/dossiers/${dossierId}/packages`)
  assert.deepEqual([json.items[0].packageId, json.items[0].state, json.items[0].files], [asked, 'ready', 1])
  const page = await samira.page(`/dossiers/${dossierId}/meenemen`)
  assert.match(page.text, new RegExp(`/packages/${asked}/content`))

  const fetched = await house.app.inject({
    url: `/api/v1/dossiers/${dossierId}/packages/${asked}/content`,
    headers: { host: '127.0.0.1:3000', cookie: samira.cookie },
  })
  assert.equal(fetched.statusCode, 200)
  assert.equal(fetched.rawPayload.length, json.items[0].size)
  const file = join(place, 'dossier.tar.gz')
  writeFileSync(file, fetched.rawPayload)

  const there = await emptyHouse()
  const outcome = await takeIn(there.owner, there.store, file)
  assert.deepEqual([outcome.dossiers, outcome.files], [1, 1])
  const before = ownerConnection(house.database.ownerUrl)
  for (const table of CONTENT) {
    const where = table === 'dossier.dossier' ? `id = '${dossierId}'` : 'true'
    const all = await rowsOf(there.owner, table, where)
    const mine = (await rowsOf(before, table, where)).filter((row) => {
      const named = row as { dossier_id?: string }
      return named.dossier_id === undefined || named.dossier_id === dossierId
    })
    assert.ok(table === 'dossier.link' || all.length > 0 || mine.length === 0, table)
    assert.deepEqual(all, mine, table)
  }
  const journal = await verifyJournals(there.owner)
  assert.deepEqual([journal.broken, journal.dossiers], [[], 1])
  assert.ok(journal.entries >= 8)
  const [stored] = (await rowsOf(there.owner, 'dossier.document', 'true')) as { digest: string }[]
  const chunks: Buffer[] = []
  for await (const part of await there.store.open(stored!.digest.slice(2))) chunks.push(part as Buffer)
  assert.ok(Buffer.concat(chunks).equals(pdf))
  // The doors are there again: who led it there leads it here.
  assert.ok((await rowsOf(there.owner, 'dossier.reach', `dossier_id = '${dossierId}'`)).length >= 3)
  // How people are reached is nobody's business elsewhere; that they wrote is.
  for (const person of (await rowsOf(there.owner, 'people.person', 'true')) as { email: unknown; name: string }[])
    assert.deepEqual([person.email, typeof person.name], [null, 'string'])

  await assert.rejects(takeIn(there.owner, there.store, file), /is here already/)
  assert.equal((await rowsOf(there.owner, 'dossier.dossier', 'true')).length, 1)
})

test('own notes of people stay, and what was erased is gone', async () => {
  const file = join(place, 'notes.tar.gz')
  await packDossier(source(), dossierId, file)
  let all = ''
  for await (const entry of entriesOf(file))
    for await (const part of entry.body) if (!entry.path.startsWith('files/')) all += part.toString()
  assert.match(all, /aanhalingstekens/)
  assert.doesNotMatch(all, /Eigen gedachte|Te wissen|Een ander\.|@/)
})

test('each record fits the schema that comes with it', async () => {
  const file = join(place, 'schemas.tar.gz')
  await packDossier(source(), dossierId, file)
  const ajv = new Ajv2020({ strict: false })
  ;(formats as unknown as (ajv: Ajv2020) => void)(ajv)
  const schemas = new Map<string, object>()
  const lines = new Map<string, string[]>()
  for await (const entry of entriesOf(file)) {
    const parts: Buffer[] = []
    for await (const part of entry.body) parts.push(part)
    const text = Buffer.concat(parts).toString()
    const schema = /^schema\/(.+)\.schema\.json$/.exec(entry.path)?.[1]
    const table = /^data\/([^/]+)\//.exec(entry.path)?.[1]
    if (schema) schemas.set(schema, JSON.parse(text))
    if (table) lines.set(table, [...(lines.get(table) ?? []), ...text.trimEnd().split('\n')])
  }
  assert.ok(lines.size > 12)
  for (const [table, found] of lines) {
    const fits = ajv.compile(schemas.get(table)!)
    for (const line of found) assert.ok(fits(JSON.parse(line)), `${table}: ${ajv.errorsText(fits.errors)}`)
  }
})

test('a municipality leaves with everything of it, and how its own people are reached', async () => {
  const file = join(place, 'wierdijk.tar.gz')
  const packed = await packOrganisation(source(), 'gemeente wierdijk', file)
  assert.ok(packed.rows > 50)
  const there = await emptyHouse()
  const outcome = await takeIn(there.owner, there.store, file)
  assert.equal(outcome.dossiers, 2)
  const people = (await rowsOf(there.owner, 'people.person', 'true')) as { id: string; email: string | null }[]
  assert.equal(people.find((one) => one.id === personId('henk'))!.email, 'henk@wierdijk.example')
  assert.ok(people.every((one) => one.email === null || one.email.endsWith('@wierdijk.example')))
  // Who wrote here from elsewhere is known by name, and not how to reach them.
  assert.equal(people.find((one) => one.id === personId('marleen'))!.email, null)
  assert.deepEqual((await verifyJournals(there.owner)).broken, [])
  await assert.rejects(packOrganisation(source(), 'Gemeente Nergens', file), /no organisation/)
})

test('a package in which a byte was changed is not taken in, nor a file of something else', async () => {
  const file = join(place, 'whole.tar.gz')
  await packDossier(source(), dossierId, file)
  const bytes = readFileSync(file)
  const there = await emptyHouse()
  for (const at of [200, Math.floor(bytes.length / 2), bytes.length - 60]) {
    const bad = Buffer.from(bytes)
    bad[at] = bad[at]! ^ 0x55
    const path = join(place, 'bad.tar.gz')
    writeFileSync(path, bad)
    await assert.rejects(takeIn(there.owner, there.store, path), /damaged|not a package/)
  }
  const other = join(place, 'other.tar.gz')
  writeFileSync(other, 'geen pakket')
  await assert.rejects(takeIn(there.owner, there.store, other), /not a package/)
  await assert.rejects(takeIn(there.owner, there.store, join(place, 'nergens')), /not there/)
  assert.equal((await rowsOf(there.owner, 'dossier.dossier', 'true')).length, 0)
})

test('a journal with a word changed behind its back does not come in', async () => {
  await house.owner.query(`alter table dossier.entry disable trigger user`)
  const { rows } = await house.owner.query(
    `update dossier.entry set text = 'Anders.' where dossier_id = $1 and text like 'Met é%' returning id`,
    [dossierId],
  )
  const file = join(place, 'forged.tar.gz')
  await packDossier(source(), dossierId, file)
  await house.owner.query(`update dossier.entry set text = $2 where id = $1`, [
    rows[0].id,
    'Met é, 😀 en "aanhalingstekens".',
  ])
  await house.owner.query(`alter table dossier.entry enable trigger user`)
  const there = await emptyHouse()
  await assert.rejects(takeIn(there.owner, there.store, file), /does not verify/)
  assert.equal((await rowsOf(there.owner, 'dossier.dossier', 'true')).length, 0)
})

test('a package is there for a week, for who leads the dossier', async () => {
  const { json } = await samira.get(`/dossiers/${dossierId}/packages`)
  const path = `/dossiers/${dossierId}/packages/${json.items[0].packageId}/content`
  const wout = await house.as('wout')
  assert.equal((await wout.get(path)).status, 403)
  assert.equal((await (await house.as('smeets')).get(path)).status, 403)
  assert.equal((await samira.get(`/dossiers/${otherId}/packages/${json.items[0].packageId}/content`)).status, 404)
  await house.owner.query(`update moving.package set expires_at = now() - interval '1 minute'`)
  assert.equal((await samira.get(path)).status, 404)
  await house.runJob('forget-packages')
  assert.equal((await samira.get(`/dossiers/${dossierId}/packages`)).json.items[0].state, 'over')
})

test('a package that still has what was erased since is over', async () => {
  const path = `/dossiers/${otherId}`
  const { entryId } = good(await samira.post(`${path}/entries`, { text: 'Mevrouw X is ziek.', audience: 2 })).json
  const { packageId } = good(await samira.post(`${path}/packages`, {})).json
  await house.runJob('make-packages')
  assert.equal((await samira.get(`${path}/packages/${packageId}/content`)).status, 200)
  good(await samira.put(`${path}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' }))
  assert.equal((await samira.get(`${path}/packages/${packageId}/content`)).status, 404)
  assert.equal((await samira.get(`${path}/packages`)).json.items[0].state, 'over')
})

test('a package whose making died three times is said to have failed, and another can be asked for', async () => {
  const path = `/dossiers/${otherId}/packages`
  good(await samira.post(path, {}))
  await house.owner.query(
    `update moving.package set attempts = 3, taken_at = $2::timestamptz - interval '16 minutes'
     where dossier_id = $1 and made_at is null`,
    [otherId, now],
  )
  assert.equal((await samira.post(path, {})).status, 409)
  await house.runJob('make-packages')
  assert.equal((await samira.get(path)).json.items[0].state, 'failed')
  good(await samira.post(path, {}))
})

test('everybody takes along what they put in themselves, and no word of others', async () => {
  const { json, text } = await samira.get('/me/export')
  assert.equal(json.person.personId, personId('samira'))
  assert.ok(json.entries.some((one: { documents: unknown[] }) => one.documents.length === 1))
  assert.match(text, /Eigen gedachte van Samira/)
  assert.doesNotMatch(text, /Eigen gedachte van Iris/)
  const henk = (await (await house.as('henk')).get('/me/export')).json
  assert.deepEqual([henk.entries, henk.notes, henk.openItems], [[], [], []])
  assert.match((await samira.page('/mijn-gegevens/meenemen')).text, /\/api\/v1\/me\/export/)
})

/** The bytes of a package, as the browser of this cookie gets them. */
const bytesOf = async (client: Client, path: string) =>
  house.app.inject({ url: `/api/v1${path}`, headers: { host: '127.0.0.1:3000', cookie: client.cookie } })

test('Samira takes her own things along as a package with her files, in the session that asked and in no other', async () => {
  const { packageId } = good(await samira.post('/me/packages', {})).json
  assert.equal((await samira.post('/me/packages', {})).status, 409)
  await house.runJob('make-own-packages')
  const [shown] = (await samira.get('/me/packages')).json.items
  assert.deepEqual([shown.packageId, shown.state, shown.files, shown.progress], [packageId, 'ready', 1, 100])
  assert.ok(Math.abs(Date.parse(shown.expiresAt) - now.getTime() - 3 * 86_400_000) < 60_000)
  const path = `/me/packages/${packageId}/content`
  assert.match((await samira.page('/mijn-gegevens/meenemen')).text, new RegExp(path))
  const fetched = await bytesOf(samira, path)
  assert.equal(fetched.statusCode, 200)
  assert.equal(fetched.rawPayload.length, shown.size)

  const file = join(place, 'samira.tar.gz')
  writeFileSync(file, fetched.rawPayload)
  const { heading, manifest } = await verifyPackage(file)
  assert.deepEqual([heading.kind, heading.of, manifest.missing], ['person', personId('samira'), []])
  const ajv = new Ajv2020({ strict: false })
  ;(formats as unknown as (ajv: Ajv2020) => void)(ajv)
  const schemas = new Map<string, object>()
  const records = new Map<string, { documents: { name: string; path: string }[] }[]>()
  const files = new Map<string, Buffer>()
  for await (const entry of entriesOf(file)) {
    const parts: Buffer[] = []
    for await (const part of entry.body) parts.push(part)
    const bytes = Buffer.concat(parts)
    const name = entry.path.split('/')[1]?.replace('.schema.json', '') ?? ''
    if (entry.path.startsWith('schema/')) schemas.set(name, JSON.parse(bytes.toString()))
    if (entry.path.startsWith('files/')) files.set(entry.path, bytes)
    if (entry.path.startsWith('data/'))
      records.set(
        name,
        bytes
          .toString()
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      )
  }
  for (const [name, found] of records) {
    const fits = ajv.compile(schemas.get(name)!)
    for (const record of found) assert.ok(fits(record), `${name}: ${ajv.errorsText(fits.errors)}`)
  }
  const attached = records.get('entry')!.flatMap((entry) => entry.documents)
  assert.deepEqual(
    attached.map((one) => [one.name, one.path]),
    [['offerte.pdf', 'files/0001-offerte.pdf']],
  )
  assert.ok(files.get('files/0001-offerte.pdf')!.equals(pdf))
  const words = JSON.stringify([...records])
  assert.match(words, /Eigen gedachte van Samira/)
  assert.doesNotMatch(words, /Eigen gedachte van Iris|Wij doen mee/)

  // The same person in another browser, somebody else, a program with a token: for them it is not there.
  const elsewhere = await house.as('samira')
  for (const other of [elsewhere, await house.as('iris')]) {
    assert.equal((await other.get(path)).status, 404)
    assert.deepEqual((await other.get('/me/packages')).json.items, [])
  }
  const { secret } = good(
    await samira.post('/tokens', { name: 'x', scopes: ['*:read', '*:write'], expiresInDays: 1 }),
  ).json
  const bearer = { authorization: `Bearer ${secret}` }
  assert.equal((await house.nobody.get(path, bearer)).status, 404)
  assert.equal((await house.nobody.post('/me/packages', {}, bearer)).status, 403)
  const there = await emptyHouse()
  await assert.rejects(takeIn(there.owner, there.store, file), /package of a person/)
})

test('Samira hears that her package is there, and the mail says nothing of what is in it', async () => {
  const { rows } = await house.owner.query(
    `select n.kind, n.dossier_id from attention.notice n where n.person_id = $1 and n.kind = 'moving.ready'`,
    [personId('samira')],
  )
  assert.deepEqual(rows, [{ kind: 'moving.ready', dossier_id: null }])
  now = new Date(`${new Date().getFullYear() + 1}-03-03T13:00:00Z`)
  await house.owner.query(`update attention.notice set send_at = $1 where kind = 'moving.ready'`, [now])
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    await house.runJob('tell-notices')
    const { rows: told } = await house.owner.query(
      `select from attention.notice where kind = 'moving.ready' and outcome = 'told'`,
    )
    if (told.length) break
    now = new Date(now.getTime() + 3_600_000)
  }
  const { rows: mails } = await house.owner.query(
    `select m.body from foundation.mail m where m.subject = 'Uw pakket in Schakel is klaar'`,
  )
  assert.equal(mails.length, 1)
  assert.match(mails[0].body, /\/mijn-gegevens\/meenemen/)
  assert.doesNotMatch(mails[0].body, /Zon op|offerte/)
})

test('a package of oneself is over when something in it was erased, no longer exists for its reader, or its days are past', async () => {
  const make = async (client: Client) => {
    const { packageId } = good(await client.post('/me/packages', {})).json
    await house.runJob('make-own-packages')
    const path = `/me/packages/${packageId}/content`
    assert.equal((await client.get(path)).status, 200)
    return { path, packageId }
  }
  const stateOf = async (client: Client) => (await client.get('/me/packages')).json.items[0].state
  const dossier = `/dossiers/${dossierId}`
  const { entryId } = good(await samira.post(`${dossier}/entries`, { text: 'Mevrouw Y is ziek.', audience: 2 })).json
  const first = await make(samira)
  good(await samira.put(`${dossier}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' }))
  assert.equal((await samira.get(first.path)).status, 404)
  assert.equal(await stateOf(samira), 'over')

  const marleen = await house.as('marleen')
  const second = await make(marleen)
  const { json } = await samira.get(dossier)
  const part = json.involvements.find((one: { role: string }) => one.role === 'partner')
  good(await samira.delete(`${dossier}/involvements/${part.involvementId}`))
  await house.settle()
  // The dossier is public and still there for her; what she wrote for whoever takes part no longer is.
  assert.equal((await marleen.get(second.path)).status, 404)
  assert.equal(await stateOf(marleen), 'over')

  const third = await make(samira)
  await house.owner.query(`update moving.own_package set expires_at = now() - interval '1 minute' where id = $1`, [
    third.packageId,
  ])
  assert.equal((await samira.get(third.path)).status, 404)
  await house.runJob('forget-packages')
  const { rows } = await house.owner.query('select digest from moving.own_package where id = $1', [third.packageId])
  assert.equal(rows[0].digest, null)
})

test('a private note that is gone before the package is there, is not in a package that can be fetched', async () => {
  const { entryId: noteId } = good(
    await samira.post(`/dossiers/${dossierId}/entries`, { kind: 'note', text: 'Alleen voor even.' }),
  ).json
  const { packageId } = good(await samira.post('/me/packages', {})).json
  const path = `/me/packages/${packageId}/content`
  await house.runJob('make-own-packages')
  const { rows } = await house.owner.query('select digest, note_ids from moving.own_package where id = $1', [packageId])
  assert.ok(rows[0].note_ids.includes(noteId))
  assert.equal((await samira.get(path)).status, 200)
  // Gone while the package was being made: the trigger found nothing to let go of then.
  await house.owner.query('alter table dossier.private_note disable trigger forget_packages')
  await house.owner.query('delete from dossier.private_note where id = $1', [noteId])
  await house.owner.query('alter table dossier.private_note enable trigger forget_packages')
  assert.equal((await samira.get(path)).status, 404)
  assert.equal((await samira.get('/me/packages')).json.items[0].state, 'over')
})

test('a note that is thrown away while the package is made leaves nothing of it behind', async () => {
  const { entryId: noteId } = good(
    await samira.post(`/dossiers/${dossierId}/entries`, { kind: 'note', text: 'Weg voor het klaar is.' }),
  ).json
  const id = await takenByAnother(16)
  const own = source()
  const late: typeof own.store = {
    ...own.store,
    keep: async (...file) => {
      good(await samira.delete(`/dossiers/${dossierId}/notes/${noteId}`))
      return own.store.keep(...file)
    },
  }
  const database = openDatabase(house.connections.serving)
  try {
    const job = packageJobs({ ...own, store: late, database }).find(({ name }) => name === 'make-own-packages')!
    await job.run(
      {},
      workOf(() => now),
    )
  } finally {
    await database.close()
  }
  const made = await packageNow(id)
  assert.deepEqual([made.made_at !== null, made.digest], [true, null])
})

test('what is one’s own is found by the indexes of who wrote, who asked and who was asked', async () => {
  const { text, values } = myExport()
  const client = new pg.Client(house.connections.serving)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select access.become($1, $2)', ['session', digestOf(samira.cookie.replace('schakel=', ''))])
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query({ text: `explain ${text}`, values: [...values], rowMode: 'array' })
    const plan = rows.map(([line]) => line).join('\n')
    for (const index of ['entry_by_author', 'open_item_by_asker', 'open_item_by_addressee'])
      assert.match(plan, new RegExp(index))
  } finally {
    await client.end()
  }
})

test('who signs out while it is being made gets no package, and nobody else does', async () => {
  const iris = await house.as('iris')
  const { packageId } = good(await iris.post('/me/packages', {})).json
  await house.owner.query(
    'update signin.session s set revoked_at = now() from moving.own_package p where p.id = $1 and s.id = p.session_id',
    [packageId],
  )
  await house.runJob('make-own-packages')
  const settled = async () =>
    (await house.owner.query('select failed_at, digest from moving.own_package where id = $1', [packageId])).rows[0]
  for (const end = Date.now() + 5_000; !(await settled()).failed_at && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 20))
  assert.ok((await settled()).failed_at)
  assert.equal((await settled()).digest, null)
})

/** A package of Samira that the house's own jobs leave alone: somebody is making it already. */
const takenByAnother = async (minutesAgo: number): Promise<string> => {
  const id = newId()
  await house.owner.query(
    `insert into moving.own_package (id, person_id, session_id, attempts, taken_at)
     select $1, s.person_id, s.id, 1, $3::timestamptz - make_interval(mins => $4) from signin.session s where s.person_id = $2
     order by s.last_used_at desc limit 1`,
    [id, personId('samira'), now, minutesAgo],
  )
  return id
}
/** What a job works with, by this clock. */
const workOf = (clock: () => Date): Work => ({
  now: clock,
  log: { info: () => {}, warn: () => {}, error: () => {} } as never,
  withClient: async (doing) => {
    const client = await house.owner.connect()
    try {
      return await doing(client)
    } finally {
      client.release()
    }
  },
})
const packageNow = async (id: string) =>
  (await house.owner.query('select attempts, made_at, digest from moving.own_package where id = $1', [id])).rows[0]

test('who was silent for a quarter of an hour is overtaken, by one of two servers, and not a minute sooner', async () => {
  const id = await takenByAnother(14)
  await house.runJob('make-own-packages')
  assert.deepEqual([(await packageNow(id)).attempts, (await packageNow(id)).made_at], [1, null])
  now = new Date(now.getTime() + 2 * 60_000)
  await Promise.all([house.runJob('make-own-packages'), house.runJob('make-own-packages')])
  for (const end = Date.now() + 5_000; !(await packageNow(id)).made_at && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 20))
  const made = await packageNow(id)
  assert.deepEqual([made.attempts, made.made_at !== null, made.digest !== null], [2, true, true])
})

test('a server that takes half an hour says that it lives, and no other makes the same package', async () => {
  let clock = new Date(now.getTime() + 3_600_000)
  let opened = 0
  const id = await takenByAnother(-30)
  const own = source()
  const beat = 20
  const slow: typeof own.store = {
    ...own.store,
    drafts: own.store.drafts,
    open: async (digest) => {
      opened += 1
      for (let quarter = 0; quarter < 3; quarter++) {
        clock = new Date(clock.getTime() + 10 * 60_000)
        await new Promise((resolve) => setTimeout(resolve, 10 * beat))
        if (quarter < 2) await run({ ...own, beat })
      }
      return own.store.open(digest)
    },
  }
  const database = openDatabase(house.connections.serving)
  const run = async (parts: typeof own & { beat: number }) => {
    const job = packageJobs({ ...parts, database }).find(({ name }) => name === 'make-own-packages')!
    await job.run(
      {},
      workOf(() => clock),
    )
  }
  try {
    await run({ ...own, store: slow, beat })
  } finally {
    await database.close()
  }
  const made = await packageNow(id)
  assert.deepEqual([opened, made.attempts, made.made_at?.toISOString()], [1, 2, clock.toISOString()])
})

// Webhooks.

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
const listen = async (answer: () => number) => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.statusCode = answer()
      response.end('ja')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/seintje`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

const deliver = () => house.runJob('deliver-webhooks')

test('a program is told that something changed, signed, and not one word of what', async () => {
  const there = await listen(() => 204)
  // What happened before is heard before, and told to nobody.
  await house.settle()
  const { webhookId, secret } = good(await theo.post('/webhooks', { url: there.url, description: 'Zaaksysteem' })).json
  good(await samira.post(`/dossiers/${dossierId}/entries`, { text: 'Kwikstaart op de dijk.', audience: 3 }))
  await house.settle()
  now = new Date(Date.now() + 1000)
  await deliver()
  await there.stop()
  assert.equal(there.received.length, 1)
  const [{ headers, body }] = there.received as [Received]
  const event = JSON.parse(body)
  assert.deepEqual(
    [event.specversion, event.type, event.source, event.subject, headers['content-type']],
    [
      '1.0',
      'nl.schakel.dossier.changed',
      `${house.config.origin}/organisaties/${organisationId('wierdijk')}`,
      `/api/v1/dossiers/${dossierId}`,
      'application/cloudevents+json; charset=utf-8',
    ],
  )
  assert.doesNotMatch(body, /Kwikstaart|Zon op|Samira/)
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  assert.equal(headers['webhook-id'], event.id)
  const log = (await theo.get(`/webhooks/${webhookId}`)).json
  assert.deepEqual(
    [log.deliveries[0].state, log.deliveries[0].answer, log.deliveries[0].attempts],
    ['delivered', '204', 1],
  )
  const page = await theo.page(`/beheer/koppelingen/${webhookId}`)
  assert.match(page.text, /antwoord 204/)
  assert.doesNotMatch(page.text, new RegExp(dossierId))
  good(await theo.delete(`/webhooks/${webhookId}`))
  assert.equal((await theo.get(`/webhooks/${webhookId}`)).status, 404)
})

test('of a dossier that not everybody in the organisation may know, not even that it changed is told', async () => {
  const there = await listen(() => 200)
  await house.settle()
  const { webhookId } = good(await theo.post('/webhooks', { url: there.url, description: 'x' })).json
  const narrow = good(await samira.post('/dossiers', { title: 'Stil', reason: 'x', kind: 'opgave', ceiling: 2 })).json
    .dossierId
  good(await samira.post(`/dossiers/${narrow}/entries`, { text: 'Stil.', audience: 2 }))
  await house.settle()
  now = new Date(Date.now() + 1000)
  await deliver()
  await there.stop()
  assert.ok(there.received.every(({ body }) => !body.includes(narrow)))
  const { rows } = await house.owner.query('select from moving.delivery where webhook_id = $1 and dossier_id = $2', [
    webhookId,
    narrow,
  ])
  assert.equal(rows.length, 0)
  good(await theo.delete(`/webhooks/${webhookId}`))
})

test('who does not answer is told again under the same id, ever later, and given up after three days', async () => {
  let status = 500
  const there = await listen(() => status)
  const { webhookId } = good(await theo.post('/webhooks', { url: there.url, description: 'x' })).json
  good(await theo.post(`/webhooks/${webhookId}/trials`))
  const state = async () => (await theo.get(`/webhooks/${webhookId}`)).json
  const attempt = async () => {
    const { nextAt } = (await state()).deliveries[0]
    now = new Date(Math.max(Date.parse(nextAt) + 1000, now.getTime()))
    await deliver()
  }
  await attempt()
  await attempt()
  assert.equal(there.received.length, 2)
  assert.equal(new Set(there.received.map(({ headers }) => headers['webhook-id'])).size, 1)
  const begun = now.getTime()
  while ((await state()).deliveries[0].state === 'waiting') await attempt()
  assert.ok(now.getTime() - begun > 2.5 * 86_400_000)
  assert.equal((await state()).state, 'givenUp')
  assert.match((await theo.page(`/beheer/koppelingen/${webhookId}`)).text, /opgegeven/)

  status = 200
  good(await theo.post(`/webhooks/${webhookId}/trials`))
  now = new Date(Date.now() + 1000)
  await deliver()
  const after = await state()
  assert.deepEqual([after.state, after.deliveries[0].state], ['on', 'delivered'])
  await there.stop()
  good(await theo.delete(`/webhooks/${webhookId}`))
})

test('two servers deliver each notice once', async () => {
  const there = await listen(() => 200)
  const { webhookId } = good(await theo.post('/webhooks', { url: there.url, description: 'x' })).json
  for (let n = 0; n < 5; n++) good(await theo.post(`/webhooks/${webhookId}/trials`))
  now = new Date(Date.now() + 1000)
  await Promise.all([1, 2, 3].map(() => house.runJob('deliver-webhooks')))
  await there.stop()
  assert.equal(there.received.length, 5)
  good(await theo.delete(`/webhooks/${webhookId}`))
})

test('nobody makes this server knock on the doors of its own network', async () => {
  for (const address of [
    '10.1.2.3',
    '192.168.1.1',
    '172.31.0.1',
    '169.254.169.254',
    '100.64.1.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])
    assert.ok(isInside(address), address)
  for (const address of ['93.184.216.34', '2606:2800:220:1::1']) assert.ok(!isInside(address), address)
  for (const url of [
    'http://elders.example/',
    'https://10.0.0.1/',
    'https://a:b@elders.example/',
    'https://[fd00::1]/',
    'https://169.254.169.254/',
  ])
    assert.ok(!isUsableAddress(url), url)
  const refused = await theo.post('/webhooks', { url: 'https://10.0.0.1/x', description: 'x' })
  assert.equal(refused.status, 400)
  assert.match(
    (await theo.submit('/beheer/koppelingen', 'addWebhook', { url: 'https://10.0.0.1/x', description: 'x' })).text,
    /Dit adres kan niet/,
  )
  assert.equal(signatureOf('whsec_AAAA', 'a', 1, 'b').slice(0, 3), 'v1,')
})

test('the secret is shown once, in the browser that made it, and stands encrypted', async () => {
  const made = await theo.submit('/beheer/koppelingen', 'addWebhook', {
    url: 'https://elders.example/x',
    description: 'Archief',
  })
  assert.equal(made.status, 303, made.text)
  const cookies = [made.headers['set-cookie']].flat().map(String)
  const kept = cookies.find((one) => one.startsWith('schakel-koppeling='))!.split(';')[0]!
  const where = String(made.headers.location)
  const browser = house.clientWith(`${theo.cookie}; ${kept}`)
  const secret = /whsec_[A-Za-z0-9+/=]+/.exec((await browser.page(where)).text)?.[0]
  assert.ok(secret)
  assert.doesNotMatch((await theo.page(where)).text, /whsec_/)
  const { rows } = await house.owner.query(
    `select w.sealed_secret from moving.webhook w where w.description = 'Archief'`,
  )
  assert.ok(!rows[0].sealed_secret.includes(secret.slice(6)))
  const { rows: answers } = await house.owner.query(`select from foundation.idempotency where answer like '%whsec_%'`)
  assert.equal(answers.length, 0)
})
