// Documents: what they look like, their words, their versions; each for whoever its entry is for, and for nobody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { membershipId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { pdf } from '#foundation/testing/pdf.ts'

let house: TestHouse
let samira: Client
let wout: Client
let henk: Client
let path: string
before(async () => {
  house = await startHouse({ background: 'asked' })
  samira = await house.as('samira')
  wout = await house.as('wout')
  henk = await house.as('henk')
  const { dossierId } = good(
    await samira.post('/dossiers', { title: 'Havenkwartier', reason: 'Om te toetsen.', kind: 'opgave' }),
  ).json
  path = `/dossiers/${dossierId}`
  good(await samira.post(`${path}/involvements`, { membershipId: membershipId('wout'), role: 'adviser' }))
})
after(() => house.stop())

const good = (answer: Answered): Answered => {
  assert.ok(answer.status < 300, answer.text)
  return answer
}
const upload = async (client: Client, name: string, bytes: Buffer | string): Promise<string> =>
  good(
    await client.post('/uploads', Buffer.from(bytes), {
      'content-type': 'application/octet-stream',
      'x-file-name': name,
    }),
  ).json.uploadId
const attach = async (name: string, bytes: Buffer | string, audience: number) => {
  const { entryId } = good(
    await samira.post(`${path}/entries`, {
      text: `Met ${name}.`,
      audience,
      uploads: [{ uploadId: await upload(samira, name, bytes), description: 'Hoe het moet worden' }],
    }),
  ).json
  const { json } = await samira.get(`${path}/entries/${entryId}`)
  return { entryId, documentId: json.attachments[0].documentId as string }
}
/** Until everything that can be drawn is drawn, and everything with words is read. */
const settle = async () => {
  for (const end = Date.now() + 60_000; ; ) {
    await house.runJob('drawDocuments')
    await house.runJob('readDocuments')
    const { rows } = await house.owner.query(
      `select 1 from dossier.drawing where drawn_at is null union all select 1 from search.document where state = 'waiting'`,
    )
    if (!rows.length) return
    assert.ok(Date.now() < end, 'a document is not drawn or not read')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('a PDF is looked at as pictures of its pages, read as text, and never opened by the browser', async () => {
  const { documentId } = await attach('plan.pdf', pdf('De kade wordt hoger.', 'En breder.'), 3)
  await settle()
  const document = `${path}/documents/${documentId}`
  const { json } = good(await henk.get(document))
  assert.equal(json.pages, 2)
  const words = good(await henk.get(`${document}/text`)).json
  assert.equal(words.state, 'read')
  assert.match(words.pages[0], /De kade wordt hoger/)
  const response = good(await henk.get(`${document}/pages/1`))
  assert.equal(response.headers['content-type'], 'image/webp')
  assert.match(String(response.headers['content-security-policy']), /default-src 'none'.*sandbox/)
  assert.equal(response.headers['x-content-type-options'], 'nosniff')
  assert.match(String(response.headers['cache-control']), /private/)
  assert.equal((await henk.get(`${document}/pages/3`)).status, 404)
  const content = good(await henk.get(`${document}/content`))
  assert.match(String(content.headers['content-disposition']), /^attachment; filename="plan\.pdf"/)
  assert.match(String(content.headers['content-security-policy']), /sandbox/)

  const { text } = await henk.page(`${path}/stukken/${documentId}`)
  assert.match(text, new RegExp(`<img src="/api/v1${document}/pages/1" alt="Bladzijde 1 van 2"`))
  assert.match(text, /Lees als tekst/)
  assert.match(text, /De kade wordt hoger/)
})

test('a picture is shown small, with the words that were said of it', async () => {
  const picture = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer()
  const { documentId } = await attach('kade.jpg', picture, 3)
  await settle()
  const { json } = good(await henk.get(`${path}/documents/${documentId}`))
  assert.equal(json.pages, 1)
  const { rows } = await house.owner.query('select size::int from dossier.preview where document_id = $1', [documentId])
  assert.ok(rows[0].size < picture.length)
  const { text } = await henk.page(`${path}/stukken/${documentId}`)
  assert.match(text, /alt="Hoe het moet worden"/)
  const content = good(await henk.get(`${path}/documents/${documentId}/content`))
  assert.match(String(content.headers['content-disposition']), /^inline/)
})

test('a damaged PDF has no pictures, and everything else goes on', async () => {
  const { documentId } = await attach('stuk.pdf', `${pdf('Weg.').subarray(0, 200)}`, 3)
  await settle()
  const { json } = good(await henk.get(`${path}/documents/${documentId}`))
  assert.equal(json.pages, 0)
  assert.equal((await henk.page(`${path}/stukken/${documentId}`)).status, 200)
})

test('pictures and words have the audience of the entry, and go with it', async () => {
  const { entryId, documentId } = await attach('stil.pdf', pdf('Alleen voor wie meedoet.'), 3)
  await settle()
  const document = `${path}/documents/${documentId}`
  const seen = async (client: Client) =>
    (await Promise.all(['', '/content', '/text', '/pages/1'].map((end) => client.get(document + end)))).map(
      ({ status }) => status,
    )
  assert.deepEqual(await seen(henk), [200, 200, 200, 200])
  good(await samira.put(`${path}/entries/${entryId}/audience`, { audience: 2, reason: 'Te vroeg.' }))
  assert.deepEqual(await seen(henk), [404, 404, 404, 404])
  assert.deepEqual(await seen(wout), [200, 200, 200, 200])
  good(await samira.put(`${path}/entries/${entryId}/audience`, { audience: 1, reason: 'Toch niet.' }))
  assert.deepEqual(await seen(wout), [404, 404, 404, 404])
  good(await samira.put(`${path}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' }))
  assert.deepEqual(await seen(samira), [404, 404, 404, 404])
  const { rows } = await house.owner.query(
    `select document_id from dossier.preview where document_id = $1 union all select document_id from search.document where document_id = $1`,
    [documentId],
  )
  assert.deepEqual(rows, [])
})

test('a new version says what changed and points at the one before, which stays', async () => {
  const first = await attach('ontwerp.txt', 'Eerste ontwerp.', 2)
  const answer = good(
    await wout.post(`${path}/documents/${first.documentId}/versions`, {
      uploadId: await upload(wout, 'ontwerp-2.txt', 'Tweede ontwerp.'),
      text: 'De entree is verplaatst.',
    }),
  )
  assert.equal(answer.status, 201)
  const second = answer.json
  const entry = good(await samira.get(`${path}/entries/${second.entryId}`)).json
  assert.deepEqual([entry.text, entry.audience, entry.attachments.length], ['De entree is verplaatst.', 2, 1])
  assert.equal(entry.attachments[0].description, 'Hoe het moet worden')
  // A third, of the second; and one of the first again: all of one series.
  for (const [of, name] of [
    [second.documentId, 'ontwerp-3.txt'],
    [first.documentId, 'ontwerp-4.txt'],
  ])
    good(
      await samira.post(`${path}/documents/${of}/versions`, {
        uploadId: await upload(samira, name, name),
        text: 'Weer anders.',
        audience: name === 'ontwerp-4.txt' ? 1 : 2,
      }),
    )
  const versionsOf = async (client: Client) =>
    good(await client.get(`${path}/documents/${second.documentId}`)).json.versions.map(
      ({ name, number }: { name: string; number: number }) => `${number} ${name}`,
    )
  assert.deepEqual(await versionsOf(samira), ['4 ontwerp-4.txt', '3 ontwerp-3.txt', '2 ontwerp-2.txt', '1 ontwerp.txt'])
  // For Wout the version of the core team does not exist, and its number leaves no hole.
  assert.deepEqual(await versionsOf(wout), ['3 ontwerp-3.txt', '2 ontwerp-2.txt', '1 ontwerp.txt'])
  assert.equal((await wout.get(`${path}/documents/${first.documentId}/content`)).text, 'Eerste ontwerp.')
  const { text } = await wout.page(`${path}/stukken/${first.documentId}`)
  assert.match(text, /Er is een nieuwere versie van dit stuk/)
  assert.match(text, /Versie 2: ontwerp-2\.txt/)
})

test('who may not write, and what does not exist, makes no version', async () => {
  const { documentId } = await attach('nota.txt', 'Nota.', 3)
  const versions = `${path}/documents/${documentId}/versions`
  const words = { text: 'Anders.' }
  const own = await upload(henk, 'x.txt', 'x')
  assert.equal((await henk.post(versions, { ...words, uploadId: own })).status, 403)
  const notMine = await samira.post(versions, { ...words, uploadId: own })
  assert.deepEqual([notMine.status, notMine.json.errors[0].path], [400, 'uploadId'])
  const uploadId = await upload(samira, 'x.txt', 'x')
  for (const [body, field] of [
    [{ uploadId }, 'text'],
    [{ ...words }, 'uploadId'],
    [{ ...words, uploadId, audience: 5 }, 'audience'],
  ] as const) {
    const { status, json } = await samira.post(versions, body)
    assert.equal(status, 400)
    assert.equal(json.errors[0].path, field)
  }
  const hidden = await attach('geheim.txt', 'Geheim.', 1)
  assert.equal(
    (
      await wout.post(`${path}/documents/${hidden.documentId}/versions`, {
        ...words,
        uploadId: await upload(wout, 'y.txt', 'y'),
      })
    ).status,
    404,
  )
  assert.equal((await samira.get(`${path}/documents/${documentId}`)).json.versions.length, 1)
})

test('on the page of a document a version is added without script', async () => {
  const { documentId } = await attach('kaart.txt', 'Kaart.', 2)
  const page = `${path}/stukken/${documentId}`
  assert.match((await wout.page(page)).text, /Nieuwe versie toevoegen/)
  assert.doesNotMatch((await henk.page(page)).text, /Nieuwe versie toevoegen/)
  const refused = await wout.submit(page, 'addVersion', { text: '' })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /Wat is er veranderd/)
})
