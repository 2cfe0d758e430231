// What a reader finds, by which words, why, and what is gone from the index the moment it is gone for them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { membershipId, organisationId, personId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { pdf } from '#foundation/testing/pdf.ts'
import type { FoundShown } from './contract.ts'

let house: TestHouse
let samira: Client
let henk: Client
let wout: Client
let dossierId: string
before(async () => {
  house = await startHouse({ background: 'asked' })
  samira = await house.as('samira')
  henk = await house.as('henk')
  wout = await house.as('wout')
  dossierId = await open('Havenkwartier Zuid', 'Bewoners van de kade klagen over geluid.')
})
after(() => house.stop())

const good = (answer: Answered): Answered => {
  assert.ok(answer.status < 300, answer.text)
  return answer
}
const open = async (title: string, reason: string, more: object = {}): Promise<string> =>
  good(await samira.post('/dossiers', { title, reason, kind: 'opgave', ...more })).json.dossierId
const write = async (text: string, more: object = {}, at = dossierId): Promise<string> =>
  good(await samira.post(`/dossiers/${at}/entries`, { text, audience: 3, ...more })).json.entryId
const upload = async (name: string, bytes: Buffer | Uint8Array | string): Promise<string> =>
  good(
    await samira.post('/uploads', Buffer.from(bytes), {
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    }),
  ).json.uploadId
const find = async (client: Client, query: string, more: Record<string, string> = {}): Promise<FoundShown[]> =>
  good(await client.get(`/search?${new URLSearchParams({ query, ...more })}`)).json.items
const suggest = async (client: Client, query: string): Promise<FoundShown[]> =>
  good(await client.get(`/search-suggestions?${new URLSearchParams({ query })}`)).json.items
const ids = (items: readonly FoundShown[]) => items.map(({ id }) => id)

/** What came in is read, and its words are known. */
const settle = async () => {
  for (const end = Date.now() + 20_000; ; ) {
    await house.runJob('readDocuments')
    const { rows } = await house.owner.query(`select 1 from search.document where state = 'waiting'`)
    if (!rows.length) break
    assert.ok(Date.now() < end, 'a document is not read')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  // Another round may be at it at this very moment; then it is for that one to finish.
  const { rows } = await house.owner.query('select now()::text as now')
  for (let known = false; !known; ) {
    await house.runJob('learnWords')
    known = (await house.owner.query('select 1 from search.learned where upto >= $1', [rows[0].now])).rows.length > 0
  }
}

test('words are found by their stem and without their accents, in titles and in lines, and the answer says why', async () => {
  const entryId = await write('De coöperatie heeft vergaderd over parkeerplaatsen.')
  assert.equal((await find(henk, 'cooperatie vergaderd'))[0]!.id, entryId, 'at once')
  await settle()
  const [found] = await find(henk, 'cooperatie parkeerplaats')
  assert.equal(found!.id, entryId)
  assert.equal(found!.kind, 'entry')
  assert.equal(found!.why, 'text')
  assert.match(found!.excerpt, /De «coöperatie» heeft vergaderd over «parkeerplaatsen»/)
  assert.equal(found!.title, 'Havenkwartier Zuid')
  const title = (await find(henk, 'havenkwartier')).find(({ id }) => id === dossierId)!
  assert.deepEqual([title.kind, title.why], ['dossier', 'title'])
  const reason = (await find(henk, 'geluid')).find(({ id }) => id === dossierId)!
  assert.deepEqual([reason.kind, reason.why], ['dossier', 'text'])
})

test('a part finds the compound, a slip of the pen finds the word, and both say that they did', async () => {
  const entryId = await write('De omgevingsvergunning ligt ter inzage.')
  const other = await write('De vergunning is verleend.')
  await settle()
  const found = await find(henk, 'vergunning')
  assert.deepEqual(ids(found).slice(0, 2), [other, entryId], 'the word itself comes first')
  assert.equal(found[0]!.why, 'text')
  assert.equal(found[1]!.why, 'compound')
  assert.match(found[1]!.excerpt, /«omgevingsvergunning»/)

  const [wrong] = await find(henk, 'omgevingsverguning')
  assert.equal(wrong!.id, entryId)
  assert.equal(wrong!.why, 'lookAlike')
  assert.match(wrong!.excerpt, /«omgevingsvergunning»/)
})

test('what stands between quotation marks stands beside each other, and a minus leaves out', async () => {
  const near = await write('Het groene dak lekt.')
  await write('Het dak is groen en lekt.')
  assert.deepEqual(ids(await find(henk, '"groene dak"')), [near])
  const without = await find(henk, 'lekt -groene')
  assert.equal(without.length, 0)
})

test('while somebody types, the last word may be unfinished', async () => {
  await write('Overleg met de stikstofcommissie.')
  await settle()
  assert.match((await suggest(henk, 'overleg stikst'))[0]!.excerpt, /«stikstofcommissie»/)
  assert.equal((await suggest(henk, 'havenk')).find(({ kind }) => kind === 'dossier')!.id, dossierId)
  assert.equal((await suggest(henk, 'sami')).find(({ kind }) => kind === 'person')!.id, personId('samira'))
  assert.deepEqual(await suggest(henk, ''), [])
})

test('people, organisations and frames are found by name, also with a slip of the pen', async () => {
  const { frameId } = good(
    await samira.post('/frames', {
      rank: 2,
      title: 'Beleidsregel terrassen',
      purpose: 'Gezellig en doorgankelijk.',
      fixed: 'x',
      movable: 'x',
      source: 'x',
      competentBody: 'college',
      validFrom: '2020-01-01',
    }),
  ).json
  await settle()
  const [frame] = await find(henk, 'terras', { kind: 'frame' })
  assert.deepEqual([frame!.id, frame!.why, frame!.title], [frameId, 'title', 'Beleidsregel terrassen'])
  // Of a frame that changed the version that holds is found, and not what it said before.
  good(
    await samira.post(`/frames/${frameId}/versions`, {
      title: 'Beleidsregel buitenruimte',
      purpose: 'Gezellig.',
      fixed: 'x',
      movable: 'x',
      source: 'x',
      competentBody: 'college',
      validFrom: '2021-01-01',
      reason: 'x',
    }),
  )
  assert.deepEqual(await find(henk, 'terras', { kind: 'frame' }), [])
  assert.equal((await find(henk, 'buitenruimte', { kind: 'frame' }))[0]!.id, frameId)

  assert.equal((await find(henk, 'Havenwonnen'))[0]!.id, organisationId('havenwonen'))
  const marleen = (await find(henk, 'smets')).filter(({ kind }) => kind === 'person')
  assert.deepEqual(marleen, [], 'nobody of another town')
})

test('an open item is found by its question, once, and says whether it was answered', async () => {
  const { openItemId } = good(
    await samira.post(`/dossiers/${dossierId}/open-items`, {
      kind: 'question',
      question: 'Mag de steiger blijven liggen?',
      addressee: { membershipId: membershipId('wout') },
      dueOn: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10),
      audience: 2,
    }),
  ).json
  for (const client of [samira, wout]) {
    const found = await find(client, 'steiger')
    assert.deepEqual(
      found.map(({ kind, id, detail }) => [kind, id, detail]),
      [['openItem', openItemId, 'open']],
    )
  }
  assert.deepEqual(await find(henk, 'steiger'), [])
})

test('a document is found by its name at once, by its text when it was read, and the page is told', async () => {
  const words = [
    ['rapport-duurzaamheid.pdf', pdf('Over isolatie van woningen.', 'Warmtenet in de binnenstad.'), 'warmtenet', 2],
    [
      'Advies.docx',
      zipSync({
        '[Content_Types].xml': strToU8(
          '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        ),
        'word/document.xml': strToU8('<w:document><w:p><w:t>Advies over het bollenveld.</w:t></w:p></w:document>'),
      }),
      'bollenveld',
      null,
    ],
    [
      'Notitie.odt',
      zipSync({
        mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
        'META-INF/manifest.xml': strToU8('<manifest:manifest/>'),
        'content.xml': strToU8(
          '<office:body><office:text><text:p>Over de trekschuit.</text:p></office:text></office:body>',
        ),
      }),
      'trekschuit',
      null,
    ],
    ['lijst.txt', 'Een lijst met appelbomen.', 'appelbomen', null],
  ] as const
  for (const [name, bytes, word, page] of words) {
    await write(`Zie het stuk ${name.length}.`, { uploads: [{ uploadId: await upload(name, bytes) }], audience: 3 })
    const bare = name.replace(/\..*/, '').split('-').at(-1)!
    const [byName] = await find(henk, bare, { kind: 'document' })
    assert.deepEqual([byName!.title, byName!.why], [name, 'name'])
    await settle()
    const [byText] = await find(henk, word, { kind: 'document' })
    assert.deepEqual([byText!.title, byText!.why, byText!.page], [name, 'text', page], word)
    assert.match(byText!.excerpt, new RegExp(`«${word}»`, 'i'))
  }
})

test('a document follows the audience of its line: narrowed or erased, it is found no more, from that moment', async () => {
  const entryId = await write('Stuk over de narcissen.', {
    uploads: [{ uploadId: await upload('narcissen.txt', 'Tekst over tulpenbollen.') }],
    audience: 3,
  })
  await settle()
  const seen = async (client: Client) => [
    (await find(client, 'narcissen')).length,
    (await find(client, 'tulpenbollen')).length,
    (await suggest(client, 'tulpenb')).length,
  ]
  assert.deepEqual(await seen(henk), [2, 1, 1])
  good(await samira.put(`/dossiers/${dossierId}/entries/${entryId}/audience`, { audience: 1, reason: 'Te vroeg.' }))
  assert.deepEqual(await seen(henk), [0, 0, 0])
  assert.deepEqual(await seen(samira), [2, 1, 1])
  good(await samira.put(`/dossiers/${dossierId}/entries/${entryId}/audience`, { audience: 3 }))
  assert.deepEqual(await seen(henk), [2, 1, 1])
  good(await samira.put(`/dossiers/${dossierId}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' }))
  for (const client of [henk, samira]) assert.deepEqual(await seen(client), [0, 0, 0])
  // Not only hidden: the words are nowhere any more.
  const { rows } = await house.owner.query(
    `select word from search.word where word in ('narcissen', 'tulpenbollen')
     union all select name from search.document where name ~ 'narcissen' or text ~ 'tulpenbollen'`,
  )
  assert.deepEqual(rows, [])
})

test('a word of what somebody may not read gives no suggestion, no look-alike and no trace in the answer', async () => {
  const hidden = await open('Stil', 'Over de klokkenluiderszaak.', { ceiling: 1 })
  await write('De klokkenluidersmelding van gisteren.', { audience: 1 }, hidden)
  await settle()
  assert.ok((await find(samira, 'klokkenluider')).length > 0)
  const bare = ({ status, json }: Answered) => [status, json]
  for (const path of ['/search?query=', '/search-suggestions?query='])
    for (const word of ['klokkenluiderszaak', 'klokkenluider', 'klokken', 'klokkenluiderzaak'])
      assert.deepEqual(bare(await henk.get(path + word)), bare(await henk.get(`${path}nergenswoord`)), path + word)
})

test('by kind, by organisation and by day the answer is narrowed', async () => {
  const old = await write('Jubileum van de fanfare.', { occurredAt: '2024-03-02T10:00:00Z' })
  const fresh = await write('Weer een jubileum van de fanfare.')
  assert.deepEqual(ids(await find(henk, 'fanfare')), [fresh, old])
  assert.deepEqual(ids(await find(henk, 'fanfare', { until: '2024-03-02' })), [old])
  assert.deepEqual(ids(await find(henk, 'fanfare', { from: '2024-03-03' })), [fresh])
  assert.deepEqual(ids(await find(henk, 'fanfare', { from: '2024-03-02', until: '2024-03-02' })), [old])
  assert.deepEqual(await find(henk, 'fanfare', { kind: 'dossier' }), [])
  assert.deepEqual(ids(await find(henk, 'fanfare', { organisationId: organisationId('wierdijk') })), [fresh, old])
  assert.deepEqual(await find(henk, 'fanfare', { organisationId: organisationId('lindemeer') }), [])
  const { json } = await henk.get('/search?query=fanfare&limit=1')
  assert.deepEqual([ids(json.items), json.more], [[fresh], true])
})

test('what everybody may read is found in every town, after what is near', async () => {
  const far = await open('Openbare kermis', 'Voor iedereen.', { ceiling: 5 })
  const entryId = await write('De zweefmolen staat op het plein.', { audience: 5 }, far)
  const smeets = await house.as('smeets')
  assert.deepEqual(ids(await find(smeets, 'zweefmolen')), [entryId])
  const bram = await house.as('bram')
  assert.deepEqual(ids(await find(bram, 'kermis', { kind: 'dossier' })), [far])
})

test('a question that cannot be asked gets a sentence, and one of nothing finds nothing', async () => {
  for (const path of [
    '/search?query=x&kind=geheim',
    '/search?query=x&from=morgen',
    '/search?query=x&limit=1000',
    `/search?query=${'x'.repeat(201)}`,
  ])
    assert.equal((await henk.get(path)).status, 400, path)
  for (const odd of [
    "'; drop table search.word; --",
    'a & b | !(',
    ':*',
    '«»',
    '%_\\',
    '"',
    '- -',
    '😀 日本語',
    'de het een',
    "d'r 's-Hertogenbosch 2026-01",
  ])
    assert.equal((await henk.get(`/search?${new URLSearchParams({ query: odd })}`)).status, 200, odd)
  assert.deepEqual(await find(henk, ''), [])
  assert.equal((await house.nobody.get('/search?query=haven')).status, 401)
})

test('the page shows what was found with the words marked, why, and ways to narrow it; it survives any address', async () => {
  await write('Het vuurwerkverbod geldt ook hier.')
  await settle()
  const { status, text } = await henk.page('/zoeken?woorden=vuurwerk')
  assert.equal(status, 200)
  assert.match(text, /Het <mark>vuurwerkverbod<\/mark> geldt ook hier/)
  assert.match(text, /deel van een langer woord/)
  assert.match(text, /href="\/zoeken\?woorden=vuurwerk&amp;soort=document"/)
  assert.match((await henk.page('/zoeken?woorden=vuurwerk&soort=document')).text, /Niets gevonden voor «vuurwerk»/)
  assert.match((await henk.page('/zoeken')).text, /Typ een paar woorden/)
  for (const odd of ['soort=geheim', 'van=x', 'vanaf=2026-02-31', 'tot=morgen', 'meer=9', 'woorden=%22'])
    assert.equal((await henk.page(`/zoeken?woorden=x&${odd}`)).status, 200, odd)
  assert.equal((await house.nobody.page('/zoeken?woorden=x')).status, 303)
})
