// The council page and the public page through the front door: what was released, exactly as it was on a day, and no official.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { membershipId, people } from '#app/practice/cast.ts'
import {
  tellArrangement,
  tellCouncilPart,
  tellInformed,
  tellLine,
  tellRelease,
  tellWithdrawal,
} from '#app/practice/telling/council.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
const cast = {} as Record<
  'samira' | 'deruiter' | 'henk' | 'youssef' | 'lotte' | 'bram' | 'hanneke' | 'marleen' | 'smeets' | 'theo',
  Client
>
let dossierId = ''
const lines: Record<string, string> = {}

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}
/** 2025, so that all of it lies behind us whenever the test runs. */
const on = (day: string, clock = '10:00') => new Date(`2025-${day}T${clock}:00Z`)
const tell = async (name: string, day: string, kind: string, details: object, text = '', audience = 3) => {
  lines[name] = await tellLine(house.owner, { dossierId, at: on(day), by: 'samira', kind, text, details, audience })
}
const release = (name: string, day: string, audience: 4 | 5 = 4) =>
  tellRelease(house.owner, { entryId: lines[name]!, at: on(day), by: 'deruiter', audience })
const page = async (client: Client, at?: string) =>
  good(await client.get(`/council/dossiers/${dossierId}${at ? `?at=2025-${at}` : ''}`)).json
const publicly = (at?: string) => house.nobody.get(`/public/dossiers/${dossierId}${at ? `?at=2025-${at}` : ''}`)
const texts = (json: { entries: { text: string | null }[] }) => json.entries.map((one) => one.text)

before(async () => {
  house = await startHouse()
  for (const who of [
    'samira',
    'deruiter',
    'henk',
    'youssef',
    'lotte',
    'bram',
    'hanneke',
    'marleen',
    'smeets',
    'theo',
  ] as const)
    cast[who] = await house.as(who)
  dossierId = good(
    await cast.samira.post('/dossiers', { title: 'Havenkwartier', reason: 'x', kind: 'opgave', ceiling: 5 }),
    201,
  ).json.dossierId
  await house.owner.query(`update dossier.dossier set opened_at = '2025-01-10' where id = $1`, [dossierId])
  await tellCouncilPart(house.owner, { dossierId, at: on('01-14'), by: 'samira', portfolioHolder: 'deruiter' })
  await tell('start', '01-14', 'start', {
    purpose: 'Een haven waar gewerkt en gewoond kan worden.',
    searchArea: 'kade 3-14',
    known: ['De werf blijft.'],
    unknown: ['De bodem.'],
    assumed: [],
  })
  await release('start', '01-15', 5)
  await tell('phase', '02-01', 'phase', {
    phaseId: 'p1',
    title: 'Verkennen',
    question: 'Wie wil wat?',
    role: 'regisseren',
    state: 'running',
    number: 1,
  })
  await release('phase', '02-01', 5)
  await tell('amber', '02-10', 'uncertainty', { uncertaintyId: 'u1', title: 'Bodem', state: 'amber', was: 'green' })
  await release('amber', '02-12')
  await tell('money', '03-01', 'money', { spent: 4_500_000, ceiling: 15_000_000, share: 0.3 })
  await release('money', '03-02')
  await tell('red', '04-24', 'uncertainty', { uncertaintyId: 'u1', title: 'Bodem', state: 'red', was: 'amber' })
  await release('red', '04-24')
  await tell('later', '05-20', 'money', { spent: 9_000_000, ceiling: 15_000_000, share: 0.6 })
  await release('later', '05-25')
  await tell('never', '05-21', 'fact', {}, 'Dit gaf niemand vrij.', 4)
  await tell('line', '03-10', 'fact', {}, 'Veertien boringen gedaan.', 4)
  await release('line', '03-11', 5)
  await tell('wrong', '03-12', 'fact', {}, 'Het kost twee ton.', 4)
  await release('wrong', '03-12')
  await tellWithdrawal(house.owner, {
    entryId: lines.wrong!,
    at: on('05-02'),
    by: 'deruiter',
    reason: 'Het getal klopte niet.',
  })
  lines.right = await tellLine(house.owner, {
    dossierId,
    at: on('04-02'),
    by: 'samira',
    kind: 'fact',
    text: 'Zestien boringen gedaan.',
    audience: 4,
    corrects: lines.line!,
  })
  await release('right', '04-03', 5)
  await tell('agreed', '04-10', 'agreement', {}, 'De werf meldt groot onderhoud vooraf.', 5)
  await release('agreed', '04-11', 5)
  await tell('position', '04-12', 'position', {
    positionId: 's1',
    summary: 'Geen woningen',
    whose: 'de werf',
    contradicts: ['s2'],
    heard: true,
  })
  await tell('unheard', '04-12', 'position', {
    positionId: 's2',
    summary: 'Juist wel woningen',
    whose: 'jongeren',
    contradicts: ['s1'],
    heard: false,
  })
  // Held once, and no longer: it stays in the journal, and leaves this page.
  const gone = { positionId: 's3', summary: 'Sloop de loods', whose: 'een koper', contradicts: [], heard: true }
  await tell('held', '04-12', 'position', { ...gone, state: 'held' })
  await tell('gone', '04-13', 'position', { ...gone, state: 'withdrawn' })
  await tell('consultation', '04-13', 'consultation', {
    depth: 'adviseren',
    notConsulted: [{ who: 'schippers', reason: 'Zij varen.' }],
  })
  await tell('party', '04-14', 'party', { partyId: 'q1', name: 'Schippers', weakVoice: true, state: 'joined' })
  for (const name of ['position', 'unheard', 'held', 'gone', 'consultation', 'party']) await release(name, '04-15')
})
after(() => house.stop())

describe('the council page', () => {
  test('says in one answer what was released: purpose, phase, money, who takes part, uncertainties, positions', async () => {
    const json = await page(cast.youssef)
    assert.equal(json.purpose, 'Een haven waar gewerkt en gewoond kan worden.')
    assert.equal(json.phases[0].title, 'Verkennen')
    assert.deepEqual([json.money.spent, json.money.share], [9_000_000, 0.6])
    assert.deepEqual(
      json.uncertainties.map((one: { title: string; state: string; history: { state: string }[] }) => [
        one.title,
        one.state,
        one.history.map(({ state }) => state),
      ]),
      [['Bodem', 'red', ['amber', 'red']]],
    )
    assert.deepEqual(json.parties, [{ partyId: 'q1', name: 'Schippers', weakVoice: true }])
    assert.deepEqual(
      json.positions.map((one: { summary: string; heard: boolean }) => [one.summary, one.heard]),
      [
        ['Geen woningen', true],
        ['Juist wel woningen', false],
      ],
    )
    assert.deepEqual(json.consultation.notConsulted, [{ who: 'schippers', reason: 'Zij varen.' }])
    assert.deepEqual(json.portfolioHolder, { name: 'Annelies de Ruiter', role: 'wethouder' })
    assert.deepEqual(json.departures, [])
    assert.ok(!texts(json).includes('Dit gaf niemand vrij.'))
  })

  test('the time that release took stands there, line by line and as a whole', async () => {
    const json = await page(cast.youssef)
    const line = json.entries.find((one: { entryId: string }) => one.entryId === lines.later)
    assert.equal(Date.parse(line.openedAt) - Date.parse(line.markedAt), 5 * 86_400_000)
    assert.equal(json.release.longestHours, 120)
    assert.ok(json.release.count >= 10)
  })

  test('a dossier that the council does not follow has no such page, and one that does not exist for you neither', async () => {
    const other = good(
      await cast.samira.post('/dossiers', { title: 'Stil', reason: 'x', kind: 'opgave', ceiling: 4 }),
      201,
    ).json.dossierId
    assert.equal((await cast.youssef.get(`/council/dossiers/${other}`)).status, 404)
    for (const who of ['bram', 'hanneke', 'marleen', 'smeets', 'theo'] as const)
      assert.equal((await cast[who].get(`/council/dossiers/${dossierId}`)).status, 404, who)
    assert.equal((await house.nobody.get(`/council/dossiers/${dossierId}`)).status, 401)
    const { items } = good(await cast.youssef.get('/council/dossiers')).json
    assert.deepEqual(
      items.map((one: { title: string; phase: string }) => [one.title, one.phase]),
      [['Havenkwartier', 'Verkennen']],
    )
    // What is only public stands in the public list, and not in one whose pages he does not have.
    assert.deepEqual(good(await cast.smeets.get('/council/dossiers')).json.items, [])
    assert.equal(good(await cast.smeets.get(`/public/dossiers/${dossierId}`)).json.dossierId, dossierId)
  })

  test('no name of an official stands in any answer of the council: on the page, in the list, in the part', async () => {
    const officials = Object.values(people).filter(
      (one) => one.at === 'wierdijk' && (one.position === 'staff' || one.position === 'administrator'),
    )
    for (const client of [cast.youssef, cast.lotte])
      for (const path of [
        `/council/dossiers/${dossierId}`,
        `/council/dossiers/${dossierId}?at=2025-05-06`,
        '/council/dossiers',
        `/dossiers/${dossierId}/council`,
        `/public/dossiers/${dossierId}`,
        '/council/warnings',
      ]) {
        const { text, status } = await client.get(path)
        assert.equal(status, 200, path)
        for (const { name } of officials) assert.ok(!text.includes(name), `${name} at ${path}`)
        for (const one of [membershipId('samira'), membershipId('basjan')]) assert.ok(!text.includes(one), path)
      }
  })
})

describe('zoals het was op', () => {
  test('«wist de raad in mei van de sanering?»: on 6 May it was red since 24 April, and the money of later is not there', async () => {
    const json = await page(cast.youssef, '05-06')
    assert.equal(json.at, '2025-05-06')
    assert.deepEqual(
      [json.uncertainties[0].state, json.uncertainties[0].history.length, json.money.share],
      ['red', 2, 0.3],
    )
    assert.equal((await page(cast.youssef, '04-23')).uncertainties[0].state, 'amber')
  })

  test('what was released before that day is there, what was marked and not yet released is not', async () => {
    const before = await page(cast.youssef, '02-11')
    assert.deepEqual(before.uncertainties, [], 'known on the 10th, released on the 12th')
    assert.equal(before.phases.length, 1)
    assert.equal((await page(cast.youssef, '02-12')).uncertainties[0].state, 'amber')
    assert.equal((await page(cast.youssef, '05-24')).money.share, 0.3)
  })

  test('before the council followed it, there is no page', async () => {
    assert.equal((await cast.youssef.get(`/council/dossiers/${dossierId}?at=2025-01-13`)).status, 404)
  })

  test('what was taken back later stood there then, and now only that it was, and why', async () => {
    assert.ok(texts(await page(cast.youssef, '05-01')).includes('Het kost twee ton.'))
    const now = await page(cast.youssef)
    assert.ok(!texts(now).includes('Het kost twee ton.'))
    assert.deepEqual(
      now.withdrawn.map((one: { reason: string }) => one.reason),
      ['Het getal klopte niet.'],
    )
    assert.deepEqual((await page(cast.youssef, '05-01')).withdrawn, [])
  })

  test('a correction is not there before it was released, and then both lines are', async () => {
    const line = (json: { entries: { entryId: string; correctedBy: string | null }[] }) =>
      json.entries.find((one) => one.entryId === lines.line)!
    assert.equal(line(await page(cast.youssef, '04-02')).correctedBy, null)
    assert.equal(line(await page(cast.youssef, '04-03')).correctedBy, lines.right)
  })

  test('everybody reads what was public then, and nothing that was the council’s alone', async () => {
    const { json } = good(await publicly('05-06'))
    assert.deepEqual(json.uncertainties, [])
    assert.deepEqual(texts(json).sort(), [
      '',
      '',
      'De werf meldt groot onderhoud vooraf.',
      'Veertien boringen gedaan.',
      'Zestien boringen gedaan.',
    ])
    assert.ok(!texts(good(await publicly('04-02')).json).includes('Zestien boringen gedaan.'))
    assert.equal(good(await publicly('01-14')).json.entries.length, 0)
    // The journalist, the auditor, a partner, another town, the administrator: all the same as a resident without account.
    for (const who of ['bram', 'hanneke', 'marleen', 'smeets', 'theo'] as const)
      assert.deepEqual(
        texts(good(await cast[who].get(`/public/dossiers/${dossierId}?at=2025-05-06`)).json).length,
        5,
        who,
      )
  })

  test('what was erased by law is a tombstone on every day, with its ground', async () => {
    good(
      await cast.samira.put(`/dossiers/${dossierId}/entries/${lines.agreed}/erasure`, { ground: 'art. 17 AVG' }),
      204,
    )
    for (const at of [undefined, '05-06']) {
      const json = await page(cast.youssef, at)
      const line = json.entries.find((one: { entryId: string }) => one.entryId === lines.agreed)
      assert.deepEqual([line.text, line.erasedGround, line.kind], [null, 'art. 17 AVG', 'agreement'])
      assert.ok(!(await cast.youssef.get(`/council/dossiers/${dossierId}`)).text.includes('groot onderhoud'))
    }
  })

  test('the arrangement and what it asked are as they were', async () => {
    await tellArrangement(house.owner, {
      dossierId,
      at: on('02-20'),
      startsOn: '2025-02-25',
      weeks: 6,
      triggers: ['uncertainty'],
      form: 'een halve pagina',
      registry: 'lotte',
      college: 'deruiter',
    })
    await tellInformed(house.owner, { dossierId, entryId: lines.red!, at: on('04-21') })
    assert.equal((await page(cast.youssef, '02-19')).arrangement, null)
    const then = await page(cast.youssef, '04-10')
    assert.deepEqual([then.arrangement.weeks, then.duties[0].state, then.duties[0].dueOn], [6, 'lapsed', '2025-04-08'])
    assert.deepEqual(then.nextMoments[0], { on: '2025-04-08', kind: 'information', title: '' })
    const now = await page(cast.youssef)
    assert.deepEqual([now.duties[0].state, now.duties[0].onTime], ['informed', false])
  })
})

describe('for everybody', () => {
  test('a dossier that is not public does not exist there', async () => {
    const narrow = good(
      await cast.samira.post('/dossiers', { title: 'Onder ons', reason: 'x', kind: 'opgave', ceiling: 4 }),
      201,
    ).json.dossierId
    assert.equal((await house.nobody.get(`/public/dossiers/${narrow}`)).status, 404)
    assert.equal((await cast.samira.get(`/public/dossiers/${narrow}`)).status, 404)
    const { text } = good(await house.nobody.get('/public/dossiers'))
    assert.ok(text.includes('Havenkwartier') && !text.includes('Onder ons'))
    const absent = await house.nobody.get('/public/dossiers/01890000-0000-7000-8000-000000000000')
    assert.equal(absent.json.code, (await house.nobody.get(`/public/dossiers/${narrow}`)).json.code)
  })

  test('a document of a public line can be fetched without account, of another line not', async () => {
    const add = async (audience: number) => {
      const { uploadId } = good(
        await cast.samira.post('/uploads', `stuk ${audience}`, {
          'content-type': 'application/octet-stream',
          'x-file-name': 'stuk.txt',
        }),
        201,
      ).json
      const { entryId } = good(
        await cast.samira.post(`/dossiers/${dossierId}/entries`, {
          text: 'Met stuk.',
          audience,
          uploads: [{ uploadId }],
        }),
        201,
      ).json
      const { json } = await cast.samira.get(`/dossiers/${dossierId}/entries/${entryId}`)
      return { entryId, documentId: json.attachments[0].documentId }
    }
    const open = await add(5)
    const path = (documentId: string) => `/public/dossiers/${dossierId}/documents/${documentId}`
    assert.equal((await house.nobody.get(path(open.documentId))).status, 404, 'it waits for release')
    good(
      await cast.deruiter.post(`/dossiers/${dossierId}/council/releases`, { entryIds: [open.entryId], audience: 5 }),
      204,
    )
    assert.equal(good(await house.nobody.get(path(open.documentId))).text, 'stuk 5')
    const inside = await add(3)
    assert.equal((await house.nobody.get(path(inside.documentId))).status, 404)
  })
})
