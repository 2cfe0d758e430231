// The pages of a dossier as a browser without JavaScript uses them: every page, every form, what is refused and why.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { membershipId, organisationId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

let house: TestHouse
let samira: Client
let wout: Client
let henk: Client
before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  wout = await house.as('wout')
  henk = await house.as('henk')
})
after(() => house.stop())

const opened = async (more: Record<string, string> = {}): Promise<string> => {
  const answer = await samira.submit('/dossiers/nieuw', 'openDossier', {
    title: 'Zon op de Dijk',
    reason: '38 huishoudens willen panelen en één buurtbatterij.',
    kind: 'initiative',
    ...more,
  })
  assert.equal(answer.status, 303, answer.text)
  return /^\/dossiers\/([0-9a-f-]{36})\?gedaan=openDossier$/.exec(String(answer.headers.location))![1]!
}
const written = async (dossierId: string, fields: Record<string, string> = {}): Promise<string> => {
  const { status } = await samira.submit(`/dossiers/${dossierId}`, 'addEntry', {
    text: 'De schuur van Postma.',
    ...fields,
  })
  assert.equal(status, 303)
  return (await samira.get(`/dossiers/${dossierId}`)).json.entries[0].entryId
}
/** A form with files, as a browser sends it. */
const sentWithFiles = async (
  path: string,
  fields: Record<string, string>,
  file?: { name: string; type: string; bytes: Buffer<ArrayBuffer> },
) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ _act: 'addEntry', _key: randomUUID(), ...fields })) form.set(name, value)
  form.set('uploads', new Blob(file ? [file.bytes] : [], { type: file?.type }), file?.name ?? '')
  const body = new Response(form)
  const { origin } = house.config
  return house.app.inject({
    method: 'POST',
    url: path,
    headers: {
      host: new URL(origin).host,
      origin,
      cookie: samira.cookie,
      accept: 'text/html',
      'content-type': body.headers.get('content-type')!,
    },
    payload: Buffer.from(await body.arrayBuffer()),
  })
}
/** Follows the redirect of a form that was taken. */
const followed = async (who: Client, answer: Answered): Promise<Answered> => {
  assert.equal(answer.status, 303, answer.text.slice(0, 2000))
  return who.page(String(answer.headers.location))
}
const below = (dossierId: string, entryId: string) =>
  ['', '/plan', '/mensen', '/afsluiten', '/bekendheid', `/regels/${entryId}`].map(
    (path) => `/dossiers/${dossierId}${path}`,
  )

test('every page opens for who may, and does not exist for who may not know the dossier', async () => {
  const id = await opened({ ceiling: '1', title: 'Stil dossier Kwikstaart' })
  const entryId = await written(id, { audience: '1' })
  for (const path of below(id, entryId)) {
    assert.equal((await samira.page(path)).status, 200, path)
    const absent = await henk.page(path)
    assert.equal(absent.status, 404, path)
    assert.doesNotMatch(absent.text, /Kwikstaart/)
  }
  for (const path of [
    '/dossiers',
    '/dossiers?wie=organisatie&stand=all',
    '/zoeken?woorden=kwikstaart',
    '/nieuwe-regel',
  ])
    assert.doesNotMatch((await henk.page(path)).text, /Stil dossier/, path)
  for (const path of ['/dossiers', '/dossiers/nieuw', '/nieuwe-regel', '/zoeken', '/zoeken?woorden=kwikstaart'])
    assert.equal((await samira.page(path)).status, 200, path)
})

test('whoever is not signed in is asked to sign in first, and an address that is no id is simply not there', async () => {
  assert.equal((await house.nobody.page('/dossiers')).status, 303)
  for (const path of [
    '/dossiers/onzin',
    `/dossiers/${randomUUID()}`,
    '/dossiers/onzin/plan',
    `/dossiers/${randomUUID()}/regels/x`,
  ])
    assert.equal((await samira.page(path)).status, 404, path)
  // A filter or a place in the list that somebody made up is left alone.
  assert.equal((await samira.page('/dossiers?stand=zoek&voor=<script>')).status, 200)
})

test('Samira opens a dossier, writes a line with a photo, and reads who may see it', async () => {
  const id = await opened({ residentEffect: 'Lagere stroomrekening voor deelnemers.' })
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const answer = await sentWithFiles(
    `/dossiers/${id}`,
    {
      text: 'De schuur van Postma.',
      audience: '3',
      occurredAt: '2026-01-12T16:40',
      description: 'De schuur van achter',
    },
    { name: 'schuur.png', type: 'image/png', bytes: png },
  )
  assert.equal(answer.statusCode, 303, answer.body.slice(0, 2000))
  const page = await samira.page(String(answer.headers.location))
  assert.match(page.text, new RegExp(nl.done.addEntry))
  assert.match(page.text, /schuur\.png/)
  assert.match(page.text, /16\.40 uur/)
  assert.match(page.text, /Lagere stroomrekening voor deelnemers\./)
  const [document] = /\/dossiers\/[0-9a-f-]+\/stukken\/[0-9a-f-]+/.exec(page.text)!
  const shown = await samira.page(document)
  assert.equal(shown.status, 200)
  assert.match(shown.text, /De schuur van achter/)
  assert.match(shown.text, /\/api\/v1\/dossiers\/[0-9a-f-]+\/documents\/[0-9a-f-]+\/content/)
})

test('a line that is refused keeps everything that was typed, with a sentence beside its field', async () => {
  const id = await opened()
  const long = await samira.submit(`/dossiers/${id}`, 'addEntry', { text: 'a'.repeat(50_001), audience: '1' })
  assert.equal(long.status, 400)
  assert.match(long.text, /hooguit 50000 tekens/)
  assert.equal(long.text.includes('a'.repeat(50_001)), true)
  assert.match(long.text, /name="audience" value="1" checked/)

  const february = await samira.submit(`/dossiers/${id}`, 'addEntry', {
    text: 'Bij Postma geweest.',
    occurredAt: '2026-02-31T10:00',
    kind: 'agreement',
  })
  assert.equal(february.status, 400)
  assert.match(february.text, /Vul een datum in die bestaat/)
  assert.match(february.text, /Bij Postma geweest\./)
  assert.match(february.text, /href="#occurredAt"/)
  assert.match(february.text, /<details class="schakel-details" open/)

  const tomorrow = await samira.submit(`/dossiers/${id}`, 'addEntry', {
    text: 'Morgen.',
    occurredAt: '2999-01-01T10:00',
  })
  assert.match(tomorrow.text, /Kies een moment dat al geweest is\./)

  const empty = await samira.submit(`/dossiers/${id}`, 'addEntry', { text: '   ' })
  assert.match(empty.text, /Wat is er gebeurd: vul dit in\./)

  const wide = await samira.submit(`/dossiers/${id}`, 'addEntry', { text: 'Voor iedereen.', audience: '5' })
  assert.match(wide.text, /Zo wijd mag dit dossier niet bekend worden/)
})

test('emoji, right-to-left marks and anything that looks like a page are words, and stay as they were typed', async () => {
  const id = await opened()
  const strange = 'Zon ☀️👩🏽‍🌾 op ‮kjid ed‬ <script>alert(1)</script> & “dijk”'
  const page = await followed(samira, await samira.submit(`/dossiers/${id}`, 'addEntry', { text: strange }))
  assert.equal(page.text.includes('Zon ☀️👩🏽‍🌾 op ‮kjid ed‬ &lt;script>alert(1)&lt;/script> &amp; “dijk”'), true)
  assert.doesNotMatch(page.text, /<script>alert/)
  assert.equal((await samira.get(`/dossiers/${id}`)).json.entries[0].text, strange)
  const nothing = await samira.submit(`/dossiers/${id}`, 'addEntry', { text: 'een nul\0teken' })
  assert.match(nothing.text, /een teken in dat niet bewaard kan worden/)
})

test('five megabytes of text is answered with a sentence, not with a fault', async () => {
  const id = await opened()
  const answer = await samira.submit(`/dossiers/${id}`, 'addEntry', { text: 'a'.repeat(5_000_000) })
  assert.equal(answer.status, 413)
  assert.match(answer.text, /Dit is te groot om te bewaren\./)
  const withFiles = await sentWithFiles(`/dossiers/${id}`, { text: 'a'.repeat(5_000_000), audience: '1' })
  assert.equal([400, 413].includes(withFiles.statusCode), true, String(withFiles.statusCode))
  assert.match(withFiles.body, /te groot om te bewaren|hooguit 50000 tekens/)
})

test('a dossier that is refused keeps its words, and is opened once they are complete', async () => {
  const fields = { title: '', reason: 'Marleen belde over de dijk.', kind: 'area', residentEffect: 'Rust op de dijk.' }
  const refused = await samira.submit('/dossiers/nieuw', 'openDossier', fields)
  assert.equal(refused.status, 400)
  assert.match(refused.text, /Titel: vul dit in\./)
  assert.match(refused.text, /Marleen belde over de dijk\./)
  assert.match(refused.text, /value="area" checked/)
  assert.match(
    (await followed(samira, await samira.submit('/dossiers/nieuw', 'openDossier', { ...fields, title: 'Rust' }))).text,
    /Het dossier is geopend\./,
  )
})

test('without JavaScript a colleague is looked for with a button, chosen from a list, and nothing happens before that', async () => {
  const searched = await samira.submit('/dossiers/nieuw', 'openDossier', {
    title: 'Voor Iris',
    reason: 'Zij kent de haven.',
    kind: 'opgave',
    'ownerId-search': 'iris',
    search: 'ownerId',
  })
  assert.match(searched.text, /Iris Vermeer/)
  assert.match(searched.text, new RegExp(`name="ownerId" value="${membershipId('iris')}"`))
  assert.doesNotMatch(searched.text, /data-error-summary/)
  assert.match(searched.text, /value="Voor Iris"/)
  // A name that was typed and never chosen is no choice.
  const half = await samira.submit('/dossiers/nieuw', 'openDossier', {
    title: 'Voor Iris',
    reason: 'x',
    kind: 'opgave',
    'ownerId-search': 'iris',
  })
  assert.match(half.text, /Kies iets uit de lijst\./)
  const id = await opened({ title: 'Voor Iris', ownerId: membershipId('iris') })
  assert.equal((await samira.get(`/dossiers/${id}`)).json.owner.name, 'Iris Vermeer')
})

test('one chooses among the kinds that occur in this journal for who reads it, in groups', async () => {
  const id = await opened()
  const path = `/dossiers/${id}`
  for (const [kind, text, audience] of [
    ['agreement', 'Wij spreken af.', 2],
    ['advice', 'Een advies.', 1],
    ['fact', 'Iets gebeurde.', 3],
    ['fact', 'Nog iets.', 3],
    ['note', 'Voor mijzelf.', undefined],
  ] as const)
    assert.equal((await samira.post(`${path}/entries`, { kind, text, ...(audience ? { audience } : {}) })).status, 201)
  const kindsOf = async (client: Client) => (await client.get(`${path}/entry-kinds`)).json.items.sort()
  assert.deepEqual(await kindsOf(samira), ['advice', 'agreement', 'fact', 'note', 'opening'])
  // A colleague reads what is for the organisation, and learns of no kind beside it.
  assert.deepEqual(await kindsOf(henk), ['fact'])
  const page = (await samira.page(path)).text
  const choices = /<select[^>]*name="soort".*?<\/select>/s.exec(page)![0]
  assert.deepEqual(
    [...choices.matchAll(/<optgroup label="([^"]+)"/g)].map(([, label]) => label),
    [nl.entryGroups.written, nl.entryGroups.dossier],
  )
  assert.equal([...choices.matchAll(/<option value="\w/g)].length, 5)
  assert.ok(!choices.includes('value="letter"'))
})

test('the journal is filtered by kind and audience, and read further back', async () => {
  const id = await opened()
  await written(id, { text: 'Een afspraak met Postma.', kind: 'agreement', audience: '1' })
  for (let n = 1; n <= 52; n++)
    await samira.post(`/dossiers/${id}/entries`, { text: `regel ${n} van het journaal`, audience: 3 })
  const first = await samira.page(`/dossiers/${id}`)
  assert.match(first.text, /regel 52 van/)
  assert.doesNotMatch(first.text, /Een afspraak met Postma/)
  const older = /href="(\/dossiers\/[^"]+voor=[^"]+)"/.exec(first.text)![1]!.replaceAll('&amp;', '&')
  assert.match((await samira.page(older)).text, /Een afspraak met Postma/)
  const agreements = await samira.page(`/dossiers/${id}?soort=agreement`)
  assert.match(agreements.text, /Een afspraak met Postma/)
  assert.doesNotMatch(agreements.text, /regel 52 van/)
  assert.match((await samira.page(`/dossiers/${id}?lezers=1`)).text, /Een afspraak met Postma/)
  assert.match((await samira.page(`/dossiers/${id}?soort=advice`)).text, new RegExp(nl.web.journal.emptyFilter))
})

test('a line is put right with a new one, and each points at the other', async () => {
  const id = await opened()
  const old = await written(id, { text: 'Op 3 meter van de slaapkamer.', audience: '3' })
  const right = await followed(
    samira,
    await samira.submit(`/dossiers/${id}/regels/${old}`, 'addEntry', {
      text: 'Op 8 meter.',
      corrects: old,
      kind: 'fact',
    }),
  )
  assert.match(right.text, new RegExp(`/regels/${old}`))
  const journal = await samira.page(`/dossiers/${id}`)
  assert.match(journal.text, /<del>.*Op 3 meter van de slaapkamer\..*<\/del>/s)
  assert.match(journal.text, /Verbetert een eerdere regel\./)
  // Put right already: the newer line is the one to go on with.
  assert.doesNotMatch((await samira.page(`/dossiers/${id}/regels/${old}`)).text, /id="verbeteren"/)
  assert.equal((await samira.get(`/dossiers/${id}`)).json.entries[0].audience, 3)
})

test('more readers is asked once, fewer readers wants a reason, and both stay to be read', async () => {
  const id = await opened()
  const entryId = await written(id)
  const path = `/dossiers/${id}/regels/${entryId}`
  assert.match(
    (await followed(samira, await samira.submit(path, 'changeAudience', { audience: '3', direction: 'wider' }))).text,
    /Wie deze regel leest, is gewijzigd\./,
  )
  const refused = await samira.submit(path, 'changeAudience', { audience: '1', direction: 'narrower', reason: '' })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /Minder mensen laten lezen vraagt een reden/)
  const done = await followed(
    samira,
    await samira.submit(path, 'changeAudience', {
      audience: '1',
      direction: 'narrower',
      reason: 'Er staat een naam in.',
    }),
  )
  assert.match(done.text, /Van Organisatie naar Kernteam/)
  assert.match(done.text, /Er staat een naam in\./)
})

test('who does not own the dossier gets no button to erase, and what is erased leaves its ground', async () => {
  const id = await opened()
  const entryId = await written(id, { audience: '3', text: 'Woorden die weg moeten.' })
  const path = `/dossiers/${id}/regels/${entryId}`
  assert.doesNotMatch((await henk.page(path)).text, /eraseEntry|changeAudience|id="verbeteren"/)
  const refused = await henk.submit(path, 'eraseEntry', { ground: 'zomaar' })
  assert.equal(refused.status, 403)
  assert.match(refused.text, /Dit kan alleen de eigenaar van dit dossier/)
  const gone = await followed(samira, await samira.submit(path, 'eraseEntry', { ground: 'Artikel 17 AVG' }))
  assert.doesNotMatch(gone.text, /Woorden die weg moeten/)
  assert.match(gone.text, /Artikel 17 AVG/)
})

test('an own note is for nobody else, says when it goes, and can be thrown away', async () => {
  const id = await opened()
  const page = await followed(
    samira,
    await samira.submit(`/dossiers/${id}`, 'addEntry', { text: 'Postma bellen.', audience: '0', kind: 'agreement' }),
  )
  assert.match(page.text, /Alleen u leest dit\. De notitie verdwijnt op/)
  assert.doesNotMatch((await henk.page(`/dossiers/${id}`)).text, /Postma bellen/)
  const noteId = /name="noteId" value="([0-9a-f-]+)"/.exec(page.text)![1]!
  assert.doesNotMatch(
    (await followed(samira, await samira.submit(`/dossiers/${id}`, 'discardNote', { noteId }))).text,
    /Postma bellen/,
  )
})

test('a plan changes with one sentence of reason, and the old one can still be read', async () => {
  const id = await opened()
  const path = `/dossiers/${id}/plan`
  const refused = await samira.submit(path, 'changePlan', {
    purpose: 'Samen stroom',
    residentEffect: '',
    plan: 'Eerst Wout.',
    reason: '',
  })
  assert.match(refused.text, /Waarom stelt u het bij: vul dit in\./)
  assert.match(refused.text, /Eerst Wout\./)
  await followed(
    samira,
    await samira.submit(path, 'changePlan', {
      purpose: 'Samen stroom',
      residentEffect: '',
      plan: 'Eerst Wout.',
      reason: 'Eerste gesprekken',
    }),
  )
  const later = await followed(
    samira,
    await samira.submit(path, 'changePlan', {
      purpose: 'Ook huurders',
      residentEffect: '',
      plan: 'Huurders spreken.',
      reason: 'Huurders ontbraken',
    }),
  )
  assert.match(later.text, /Eerdere plannen/)
  assert.match(later.text, /Eerst Wout\./)
  assert.match(later.text, /Huurders ontbraken/)
})

test('people are involved and leave again; whoever joined sees the dossier and writes in it', async () => {
  const id = await opened({ ceiling: '2' })
  assert.equal((await wout.page(`/dossiers/${id}`)).status, 404)
  const path = `/dossiers/${id}/mensen`
  const searched = await samira.submit(path, 'involve', {
    'membershipId-search': 'wout',
    search: 'membershipId',
    role: 'adviser',
  })
  assert.match(searched.text, new RegExp(`name="membershipId" value="${membershipId('wout')}"`))
  assert.match(searched.text, /value="adviser" checked/)
  const both = await samira.submit(path, 'involve', {
    membershipId: membershipId('wout'),
    organisationId: organisationId('zon'),
    role: 'adviser',
  })
  assert.equal(both.status, 400)
  const joined = await followed(
    samira,
    await samira.submit(path, 'involve', {
      membershipId: membershipId('wout'),
      role: 'adviser',
      mandate: 'Het dijkbeeld',
    }),
  )
  assert.match(joined.text, /Wout Terpstra/)
  assert.match(joined.text, /Het dijkbeeld/)
  assert.match((await wout.page(`/dossiers/${id}`)).text, /name="text"/)
  const involvementId = /name="involvementId" value="([0-9a-f-]+)"/.exec(joined.text)![1]!
  await followed(samira, await samira.submit(path, 'endInvolvement', { involvementId }))
  assert.equal((await wout.page(`/dossiers/${id}`)).status, 404)
})

test('a dossier is paused, taken up, closed as stopped, and opened again', async () => {
  const id = await opened({ residentEffect: 'Lagere rekening.' })
  const path = `/dossiers/${id}/afsluiten`
  assert.match(
    (await followed(samira, await samira.submit(path, 'pauseDossier', { reason: 'Wacht op het bestuur.' }))).text,
    /Wacht op het bestuur\./,
  )
  await followed(samira, await samira.submit(path, 'resumeDossier'))
  assert.match((await samira.page(path)).text, /Lagere rekening\./)
  const half = await samira.submit(path, 'closeDossier', { outcome: 'stopped', result: 'Na zes bezoeken gestopt.' })
  assert.match(half.text, /Na zes bezoeken gestopt\./)
  assert.match(half.text, /href="#lesson"/)
  const closed = await followed(
    samira,
    await samira.submit(path, 'closeDossier', {
      outcome: 'stopped',
      result: 'Gestopt.',
      effect: 'Vier mensen.',
      lesson: 'Begin klein.',
    }),
  )
  assert.match(closed.text, /Begin klein\./)
  assert.doesNotMatch(closed.text, /id="nieuwe-regel"/)
  assert.match(
    (await followed(samira, await samira.submit(path, 'reopenDossier', { reason: '' }))).text,
    /id="nieuwe-regel"/,
  )
})

test('words that came too late, because a colleague closed the dossier meanwhile, are shown back and not lost', async () => {
  const id = await opened()
  await samira.put(`/dossiers/${id}/closure`, {
    outcome: 'stopped',
    result: 'Gestopt.',
    effect: 'Niets.',
    lesson: 'Klein.',
  })
  const late = await samira.submit(`/dossiers/${id}`, 'addEntry', { text: 'Een hele middag aantekeningen.' })
  assert.equal(late.status, 403)
  assert.match(late.text, /Dit dossier is afgesloten\. Heropen het eerst/)
  assert.match(late.text, /Een hele middag aantekeningen\./)
})

test('an organisation is looked for by name and takes part as a whole', async () => {
  const id = await opened()
  const path = `/dossiers/${id}/mensen`
  const searched = await samira.submit(path, 'involve', {
    'organisationId-search': 'zon op de dijk',
    search: 'organisationId',
    role: 'initiator',
  })
  assert.match(searched.text, new RegExp(`name="organisationId" value="${organisationId('zon')}"`))
  const joined = await followed(
    samira,
    await samira.submit(path, 'involve', { organisationId: organisationId('zon'), role: 'initiator' }),
  )
  assert.match(joined.text, /De hele organisatie/)
  const marleen = await house.as('marleen')
  assert.equal((await marleen.page(`/dossiers/${id}`)).status, 200)
  // Whoever works for no government opens no dossier of one: no button, and a reason when they try.
  assert.doesNotMatch((await marleen.page('/dossiers')).text, /href="\/dossiers\/nieuw"/)
  const refused = await marleen.submit('/dossiers/nieuw', 'openDossier', {
    title: 'Zelf',
    reason: 'Zelf',
    kind: 'opgave',
  })
  assert.equal(refused.status, 403)
  assert.match(refused.text, /Alleen wie bij een overheid werkt/)
})

test('the ceiling goes up, and down only with a reason', async () => {
  const id = await opened()
  const path = `/dossiers/${id}/bekendheid`
  assert.match((await henk.page(path)).text, /de eigenaar en de plaatsvervanger/)
  await followed(samira, await samira.submit(path, 'changeCeiling', { ceiling: '5', reason: '' }))
  assert.match((await samira.submit(path, 'changeCeiling', { ceiling: '2', reason: '' })).text, /vraagt een reden/)
})

test('in the field a line goes into the dossier that was tapped, or the one from the list', async () => {
  const id = await opened()
  const none = await samira.submit('/nieuwe-regel', 'addEntry', { text: 'In de regen bij Postma.', audience: '2' })
  assert.equal(none.status, 400)
  assert.match(none.text, /In welk dossier/)
  assert.match(none.text, /In de regen bij Postma\./)
  const saved = await samira.submit('/nieuwe-regel', 'addEntry', {
    text: 'In de regen bij Postma.',
    audience: '2',
    dossierId: id,
  })
  assert.equal(saved.headers.location, `/dossiers/${id}?gedaan=addEntry`)
  const other = await samira.submit('/nieuwe-regel', 'addEntry', {
    text: 'Toch hier.',
    dossierId: randomUUID(),
    otherDossierId: id,
  })
  assert.equal(other.headers.location, `/dossiers/${id}?gedaan=addEntry`)
  // The same form sent twice is one line.
  const _key = randomUUID()
  for (let n = 0; n < 2; n++)
    await samira.submit('/nieuwe-regel', 'addEntry', { text: 'Eén keer.', dossierId: id, _key })
  const { entries } = (await samira.get(`/dossiers/${id}`)).json
  assert.equal(entries.filter((entry: { text: string }) => entry.text === 'Eén keer.').length, 1)
})

test('what was found is marked, and nothing found says how to go on', async () => {
  const id = await opened()
  await written(id, { text: 'De duiventil achter de schuur.', audience: '3' })
  assert.match((await samira.page('/zoeken?woorden=duiventil')).text, /<mark>duiventil<\/mark>/)
  assert.match((await samira.page('/zoeken?woorden=zeemeeuwveer')).text, /Niets gevonden voor «zeemeeuwveer»/)
})

/** Every word of a text, functions called with a mark, as path and sentence. */
const wordsIn = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : typeof value === 'function'
      ? [[path, String((value as (...given: unknown[]) => unknown)('X', 2))]]
      : Object.entries((value ?? {}) as object).flatMap(([name, inner]) => wordsIn(inner, `${path}.${name}`))

test('English says everything that Dutch says, in English', () => {
  const dutch = new Map(wordsIn(nl))
  const english = new Map(wordsIn(en))
  assert.deepEqual([...english.keys()].sort(), [...dutch.keys()].sort())
  const SAME = ['Dossier', 'Dossiers', 'Plan', 'PDF', 'Partner', '']
  const same = [...english].filter(([path, words]) => dutch.get(path) === words && !SAME.includes(words))
  assert.deepEqual(same, [])
})

test('an English page of the dossier holds no Dutch sentence of the house', async () => {
  const id = await opened()
  const entryId = await written(id, { audience: '3' })
  const english = house.clientWith(`${samira.cookie}; taal=en`)
  const own = wordsIn(nl)
    .map(([, words]) => words)
    .filter((words) => words.length > 12 && !wordsIn(en).some(([, other]) => other === words))
  for (const path of [...below(id, entryId), '/dossiers', '/dossiers/nieuw', '/nieuwe-regel', '/zoeken']) {
    const { status, text } = await english.page(path)
    assert.equal(status, 200)
    assert.match(text, /<html lang="en"/)
    assert.deepEqual(
      own.filter((words) => text.includes(words)),
      [],
      path,
    )
  }
})
