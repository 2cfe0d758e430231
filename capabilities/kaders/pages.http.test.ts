// The pages as a browser without JavaScript has them: what is public, what is kept when a form is refused, bad addresses.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
let samira: Client
let dossierId = ''

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const FRAME = {
  rank: '2',
  title: 'Beeldkwaliteit <Dijklint>',
  purpose: 'Een rustig dijkbeeld.',
  fixed: 'Niets boven de kruin.',
  movable: 'Kleur en plaats.',
  source: 'Besluit van 2019',
  competentBody: 'college',
  validFrom: '2019-03-01',
}
const DECISION = {
  text: 'De panelen komen op de zuidkant.',
  reason: 'Zo blijft het rustig.',
  residentEffect: 'Niemand ziet ze.',
  capacity: 'eigenaar',
  body: 'college',
  decidedOn: today,
  audience: '2',
}
const ids = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
const versionIn = (html: string) => /name="frameVersionIds" value="([^"]+)"/.exec(html)![1]!

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  dossierId = (await samira.post('/dossiers', { title: 'Zon', reason: 'Panelen', kind: 'initiative', ceiling: 4 })).json
    .dossierId
})
after(() => house.stop())

test('the empty register says what will stand there, and offers the button to whom it is for', async () => {
  const page = await house.nobody.page('/kaders')
  assert.equal(page.status, 200)
  assert.match(page.text, /Hier staan straks de regels/)
  assert.ok(!page.text.includes('/kaders/nieuw'))
  assert.match((await samira.page('/kaders?van=mijn')).text, /\/kaders\/nieuw/)
  assert.ok(!(await (await house.as('youssef')).page('/kaders')).text.includes('/kaders/nieuw'))
  assert.match((await samira.page(`/dossiers/${dossierId}/besluit`)).text, /nog geen kaders/)
})

test('Samira registers a frame by a form, which keeps what was typed until it is right', async () => {
  const refused = await samira.submit('/kaders/nieuw', 'registerFrame', {
    ...FRAME,
    purpose: '',
    sourceLink: 'javascript:1',
  })
  assert.equal(refused.status, 400)
  for (const words of [/Niets boven de kruin\./, /id="purpose-error"/, /id="sourceLink-error"/])
    assert.match(refused.text, words)
  assert.equal(new Set(ids(refused.text)).size, ids(refused.text).length, 'every id once')
  const sent = await samira.submit('/kaders/nieuw', 'registerFrame', FRAME)
  assert.equal(sent.status, 303, sent.text)
  const page = await house.nobody.page(String(sent.headers.location))
  assert.match(page.text, /Beeldkwaliteit &lt;Dijklint>/)
  assert.match(page.text, /procesambtenaar, Gemeente Wierdijk/)
  assert.ok(!page.text.includes('El Amrani'))
  assert.ok(!page.text.includes('/wijzigen'))
})

test('she changes it and ends another, and both stay readable', async () => {
  const made = await samira.submit('/kaders/nieuw', 'registerFrame', { ...FRAME, title: 'Schuren' })
  const path = String(made.headers.location).split('?')[0]!
  const form = await samira.page(`${path}/wijzigen`)
  assert.equal(new Set(ids(form.text)).size, ids(form.text).length, 'every id once')
  const changed = await samira.submit(`${path}/wijzigen`, 'changeFrame', {
    ...FRAME,
    title: 'Schuren',
    validFrom: today,
    reason: 'De raad wil het zo.',
  })
  assert.equal(changed.status, 303, changed.text)
  assert.match((await house.nobody.page(path)).text, /De raad wil het zo\./)
  assert.match((await house.nobody.page(`${path}?versie=1`)).text, /een andere versie dan die nu geldt/)
  const ended = await samira.submit(`${path}/wijzigen`, 'endFrame', { endsOn: today, reason: 'Opgeheven' })
  assert.equal(ended.status, 303, ended.text)
  assert.match((await house.nobody.page(path)).text, /Dit kader is beëindigd/)
  assert.match((await samira.page(`${path}/wijzigen`)).text, /U kunt dit kader niet wijzigen/)
})

test('a decision without a frame is refused beside the frames, and every word and tick is kept', async () => {
  const path = `/dossiers/${dossierId}/besluit`
  const half = await samira.submit(path, 'recordDecision', { ...DECISION, caseNumber: 'Z-1' })
  assert.equal(half.status, 400)
  for (const words of [/value="Z-1"/, /id="caseSystem-error"/, /href="#formalCase"/]) assert.match(half.text, words)
  const refused = await samira.submit(path, 'recordDecision', DECISION)
  assert.equal(refused.status, 400)
  for (const words of [/Kies minstens één kader/, /Zo blijft het rustig\./]) assert.match(refused.text, words)
  const frame = versionIn(refused.text)
  const again = await samira.submit(path, 'recordDecision', { ...DECISION, text: '', frameVersionIds: frame })
  assert.equal(again.status, 400)
  assert.match(again.text, new RegExp(`value="${frame}"[^>]*checked`))
  assert.equal(new Set(ids(again.text)).size, ids(again.text).length, 'every id once')
  const sent = await samira.submit(path, 'recordDecision', { ...DECISION, frameVersionIds: frame })
  assert.equal(sent.status, 303, sent.text)
  const dossier = await samira.page(`/dossiers/${dossierId}`)
  assert.match(dossier.text, /Besluit genomen/)
  assert.match(dossier.text, /herroept=/)
  assert.ok(dossier.text.indexOf('Open punten') < dossier.text.indexOf('>Besluiten<'), 'what waits stands first')
})

test('who may not decide is told so, and gets no form', async () => {
  const henk = await house.as('henk')
  const page = await henk.page(`/dossiers/${dossierId}/besluit`)
  assert.equal(page.status, 200)
  assert.ok(!page.text.includes('name="frameVersionIds"'))
  const sent = await henk.submit(`/dossiers/${dossierId}/besluit`, 'recordDecision', DECISION)
  assert.equal(sent.status, 403)
  assert.match(sent.text, /Zo blijft het rustig\./, 'the words are given back')
  assert.equal((await (await house.as('smeets')).page(`/dossiers/${dossierId}/besluit`)).status, 404)
})

test('addresses that somebody made up lead to nothing, and break nothing', async () => {
  for (const path of ['/kaders/geen-kader', `/kaders/${randomUUID()}`, `/kaders/${randomUUID()}/wijzigen`])
    assert.equal((await samira.page(path)).status, 404, path)
  for (const query of [
    'soort=99',
    'na=x',
    'van=zzz',
    'stand=',
    `zoek=${'%27'.repeat(400)}`,
    `na=${randomUUID()}`,
    'zoek=%25_',
  ])
    assert.equal((await house.nobody.page(`/kaders?${query}`)).status, 200, query)
  for (const path of ['/kaders/nieuw', `/kaders/${randomUUID()}/wijzigen`, `/dossiers/${dossierId}/besluit`]) {
    const { status, headers } = await house.nobody.page(path)
    assert.ok(status === 404 || String(headers.location).startsWith('/aanmelden'), `${path}: ${status}`)
  }
  assert.equal((await samira.page(`/dossiers/${dossierId}/besluit?herroept=x`)).status, 200)
})
