// The pages of a process as a browser without JavaScript has them: every form, what is kept when it is refused, bad addresses.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { membershipId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
let samira: Client
let path = ''
let dossierId = ''

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const ids = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
const everyIdOnce = (page: Answered, where: string) => {
  const all = ids(page.text)
  assert.deepEqual(
    all.filter((id, at) => all.indexOf(id) !== at),
    [],
    where,
  )
}
const sent = async (client: Client, to: string, act: string, fields: Record<string, string | string[]>) => {
  const answer = await client.submit(to, act, fields)
  assert.equal(answer.status, 303, answer.text)
  return String(answer.headers.location)
}
const gateIn = (location: string) => /beslismomenten\/([\da-f-]{36})/.exec(location)![1]!

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  dossierId = (await samira.post('/dossiers', { title: 'Haven', reason: 'Leegstand', kind: 'opgave', ceiling: 4 })).json
    .dossierId
  path = `/dossiers/${dossierId}/proces`
  for (const [key, role] of [
    ['wout', 'adviser'],
    ['lotte', 'follower'],
    ['deruiter', 'follower'],
  ] as const)
    await samira.post(`/dossiers/${dossierId}/involvements`, { membershipId: membershipId(key), role })
})
after(() => house.stop())

test('a dossier without a process keeps it behind «Ook mogelijk» for who may begin, and shows nothing to others', async () => {
  const own = await samira.page(`/dossiers/${dossierId}`)
  assert.ok(own.text.includes(`href="${path}/start"`), 'the one way to begin')
  assert.ok(!own.text.includes(`href="${path}"`), 'no tab as long as it is not used')
  for (const key of ['henk', 'youssef'] as const)
    assert.ok(!(await (await house.as(key)).page(`/dossiers/${dossierId}`)).text.includes('/proces'), key)
  const empty = await samira.page(path)
  assert.match(empty.text, /Een uitkomst hoeft u niet te noemen/)
  everyIdOnce(empty, 'empty')
  assert.match((await (await house.as('henk')).page(path)).text, /nog niets te lezen/)
})

test('the start note keeps what was typed, asks why when it changes, and stops who comes second', async () => {
  const start = `${path}/start`
  const refused = await samira.submit(start, 'describeStart', {
    purpose: '',
    searchArea: 'Kade <3>',
    known: 'a\nb',
    basedOn: '0',
  })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /Kade &lt;3>/)
  assert.match(refused.text, /id="purpose-error"/)
  everyIdOnce(refused, 'refused')
  const fields = {
    purpose: 'Werken en wonen',
    searchArea: 'Kade 3',
    known: 'Leegstand\n\nSubsidie',
    unknown: '',
    assumed: '',
  }
  await sent(samira, start, 'describeStart', { ...fields, basedOn: '0' })
  const page = await samira.page(path)
  for (const words of [/Leegstand/, /Subsidie/, /niets genoemd/]) assert.match(page.text, words)
  const late = await samira.submit(start, 'describeStart', {
    ...fields,
    purpose: 'Mijn woorden',
    reason: 'x',
    basedOn: '0',
  })
  assert.equal(late.status, 409)
  assert.match(late.text, /Iemand veranderde dit net voor u/)
  assert.match(late.text, /Mijn woorden/)
  await sent(samira, start, 'describeStart', { ...fields, purpose: 'Nieuw', reason: 'Amendement', basedOn: '1' })
  const again = await samira.page(start)
  for (const words of [/Versie 1/, /Werken en wonen/, /Amendement/]) assert.match(again.text, words)
  everyIdOnce(again, 'start')
})

test('phases, uncertainties, money, own room and consultation each have their form', async () => {
  const planned = await samira.submit(`${path}/fase`, 'planPhase', { title: 'Verkennen', question: 'Wat?' })
  assert.equal(planned.status, 400)
  everyIdOnce(planned, 'phase refused')
  await sent(samira, `${path}/fase`, 'planPhase', {
    title: 'Verkennen',
    question: 'Wat willen mensen?',
    mode: 'improvise',
    modeReason: 'x',
    startsOn: '',
    endsOn: '',
    government: 'faciliteren',
    governmentReason: 'x',
  })
  const { phases } = (await samira.get(`/dossiers/${dossierId}/process`)).json
  const phase = `${path}/fasen/${phases[0].phaseId}`
  everyIdOnce(await samira.page(phase), 'phase')
  await sent(samira, phase, 'startPhase', {})
  await sent(samira, phase, 'changeGovernmentRole', { government: 'regisseren', reason: 'Zij komen er niet uit' })
  const change = { title: 'Verkennen', question: 'Nieuw', mode: 'process', modeReason: 'y', reason: '' }
  const refused = await samira.submit(phase, 'changePhase', { ...change, basedOn: '2' })
  assert.equal(refused.status, 400)
  everyIdOnce(refused, 'changing refused')
  await sent(samira, phase, 'changePhase', { ...change, reason: 'Geleerd', basedOn: '2' })
  await sent(samira, phase, 'endPhase', { learned: 'Zij willen hetzelfde' })
  assert.match((await samira.page(phase)).text, /Zij willen hetzelfde/)
  assert.equal((await samira.get(`/dossiers/${dossierId}/process`)).json.phases[0].government, 'regisseren')

  await sent(samira, `${path}/onzekerheid`, 'nameUncertainty', {
    title: 'Bodem',
    impact: 'Duur',
    howWeFindOut: 'Boren',
    findOutBy: '2031-01-01',
    state: 'amber',
  })
  const { uncertainties } = (await samira.get(`/dossiers/${dossierId}/process`)).json
  const one = `${path}/onzekerheden/${uncertainties[0].uncertaintyId}`
  const unlearned = await samira.submit(one, 'moveUncertainty', { state: 'settled', learned: '', reason: 'x' })
  assert.equal(unlearned.status, 400)
  everyIdOnce(unlearned, 'uncertainty refused')
  await sent(samira, one, 'moveUncertainty', { state: 'red', learned: '', reason: 'Zink' })
  assert.match((await samira.page(path)).text, /staat op rood/)

  const wrong = await samira.submit(`${path}/geld`, 'agreeMoney', { ceiling: 'veel', warnAt: '60, 80', source: 'Raad' })
  assert.equal(wrong.status, 400)
  assert.match(wrong.text, /value="veel"/)
  await sent(samira, `${path}/geld`, 'agreeMoney', { ceiling: '150.000', warnAt: '60, 80 en 100 %', source: 'Raad' })
  await sent(samira, `${path}/geld`, 'recordSpending', { spent: '€ 138.400,50', asOf: today, source: 'Budgethouder' })
  const { money } = (await samira.get(`/dossiers/${dossierId}/process`)).json
  assert.deepEqual([money.ceiling, money.spent, money.reached], [15_000_000, 13_840_050, [60, 80]])
  const shown = await samira.page(`${path}/geld`)
  assert.match(shown.text, /Van het plafond is 92 % besteed/)
  everyIdOnce(shown, 'money')

  await sent(samira, `${path}/ruimte`, 'describeOwnRoom', {
    mandate: 'Praten',
    budget: 'x',
    hours: 'x',
    knowledge: 'x',
    widenedBy: 'De wethouder',
    basedOn: '0',
  })
  const half = await samira.submit(`${path}/inspraak`, 'chooseConsultation', {
    depth: 'advise',
    tempo: 'x',
    why: 'x',
    'notConsulted-1-who': 'Vissers',
    'notConsulted-1-reason': '',
    basedOn: '0',
  })
  assert.equal(half.status, 400)
  // The second row is the first that was filled: the mistake stands beside it.
  assert.match(half.text, /id="notConsulted-1-reason-error"/)
  await sent(samira, `${path}/inspraak`, 'chooseConsultation', {
    depth: 'advise',
    tempo: 'x',
    why: 'x',
    'notConsulted-1-who': 'Vissers',
    'notConsulted-1-reason': 'Op zee',
    basedOn: '0',
  })
  assert.match((await samira.page(path)).text, /Vissers: Op zee/)
  assert.match((await samira.page(`${path}/werkgever`)).text, /beantwoordt de leidinggevende/)
  await sent(await house.as('gerrit'), `${path}/werkgever`, 'answerAsEmployer', {
    work: 'x',
    organisation: 'x',
    arrangement: 'x',
    people: '0,4 fte',
    basedOn: '0',
  })
  everyIdOnce(await samira.page(path), 'process')
})

test('a gate goes from planning to decision by forms, with advice, a feasibility point and an objection in between', async () => {
  const planned = await sent(samira, `${path}/beslismoment`, 'planGate', {
    title: 'Richting',
    question: 'Verder?',
    capacity: 'college',
    body: 'college',
    plannedOn: '2031-01-01',
    information: 'x',
    conditions: 'Schippers gehoord\nRapport',
    phaseId: '',
  })
  const gate = `${path}/beslismomenten/${gateIn(planned)}`
  await sent(samira, `${gate}/voorbereiden`, 'prepareGate', {
    facts: 'x',
    'options-0-title': 'Werken',
    'options-0-says': '',
    'positions-0-whose': 'Kade 12',
    'positions-0-says': 'Eerst meten',
    'positions-0-minority': 'true',
    proposal: 'Verder',
    'conditions-0-met': 'true',
    'conditions-0-note': '',
    'conditions-1-met': 'true',
    'conditions-1-note': '',
    conditionCount: '2',
  })
  const wout = await house.as('wout')
  await sent(wout, gate, 'raisePoint', { text: 'Wie handhaaft?' })
  await sent(wout, gate, 'raisePoint', { text: 'En in het weekend?' })
  await sent(wout, gate, 'raiseObjection', { text: 'De kade draagt dit niet' })
  const { points, objections } = (await samira.get(`/dossiers/${dossierId}/gates/${gateIn(planned)}`)).json
  const unanswered = await samira.submit(gate, 'answerPoint', { pointId: points[1].pointId, text: 'x' })
  assert.equal(unanswered.status, 400)
  everyIdOnce(unanswered, 'two points, one of them refused')
  for (const { pointId } of points)
    await sent(samira, gate, 'answerPoint', { pointId, reaction: 'followed', text: 'De omgevingsdienst' })
  const asked = await samira.post(`/dossiers/${dossierId}/open-items`, {
    kind: 'advice',
    question: 'Welke panden?',
    addressee: { membershipId: membershipId('wout') },
    dueOn: '2031-01-01',
    hours: 4,
  })
  await sent(samira, gate, 'linkAdvice', { openItemId: asked.json.openItemId })
  await sent(samira, gate, 'reactToAdvice', { openItemId: asked.json.openItemId, reaction: 'not', reason: 'Later' })
  const deruiter = await house.as('deruiter')
  const decided = `${gate}/besluit`
  assert.ok(!(await samira.page(decided)).text.includes('name="outcome"'), 'it is not hers to decide')
  const none = await deruiter.page(decided)
  assert.match(none.text, /nog geen kaders/)
  await wout.post('/frames', {
    rank: 3,
    title: 'Kader',
    purpose: 'x',
    fixed: 'x',
    movable: 'x',
    source: 'x',
    competentBody: 'raad',
    validFrom: '2020-01-01',
  })
  const form = await deruiter.page(decided)
  const version = /name="frameVersionIds" value="([^"]+)"/.exec(form.text)![1]!
  const fields = {
    outcome: 'goOn',
    text: 'Verder',
    reason: 'x',
    residentEffect: 'x',
    body: 'college',
    decidedOn: today,
    audience: '3',
    minority: 'Kade 12',
    fixed: '',
    open: '',
  }
  const frameless = await deruiter.submit(decided, 'decideGate', fields)
  assert.equal(frameless.status, 400)
  assert.match(frameless.text, /Kies minstens één kader/)
  everyIdOnce(frameless, 'decision refused')
  const blocked = await deruiter.submit(decided, 'decideGate', { ...fields, frameVersionIds: version })
  assert.equal(blocked.status, 409)
  assert.match(blocked.text, /Er ligt een vakbezwaar/)
  assert.match(blocked.text, /Kade 12/)
  await sent(deruiter, gate, 'judgeObjection', {
    objectionId: objections[0].objectionId,
    outcome: 'overruled',
    reason: 'Gewogen',
  })
  await sent(deruiter, decided, 'decideGate', { ...fields, frameVersionIds: version })
  const page = await samira.page(gate)
  for (const words of [/Besluit: Door/, /Niet gevolgd, met reden/, /Kade 12/]) assert.match(page.text, words)
  everyIdOnce(page, 'gate decided')
  const journal = await samira.page(`/dossiers/${dossierId}?soort=gate`)
  assert.match(journal.text, /Besluit op beslismoment/)
  assert.match(journal.text, /Minderheid:/)
})

test('a reserved choice is placed by a form and decided by the registry', async () => {
  await sent(samira, `${path}/keuze`, 'reserveChoice', {
    text: 'Woningbouw: ja of nee',
    why: 'Politiek',
    capacity: 'raad',
    gateId: '',
  })
  const [choice] = (await samira.get(`/dossiers/${dossierId}/process`)).json.choices
  assert.match((await samira.page(path)).text, /hoort nog bij geen beslismoment/)
  const planned = await sent(samira, `${path}/beslismoment`, 'planGate', {
    title: 'Raad',
    question: 'Woningen?',
    capacity: 'raad',
    body: 'raad',
    plannedOn: '2031-02-01',
    information: 'x',
    conditions: '',
    phaseId: '',
  })
  const page = `${path}/keuzen/${choice.choiceId}`
  await sent(samira, page, 'placeChoice', { gateId: gateIn(planned) })
  assert.ok(!(await samira.page(page)).text.includes('name="residentEffect"'))
  const lotte = await house.as('lotte')
  const form = await lotte.page(page)
  const version = /name="frameVersionIds" value="([^"]+)"/.exec(form.text)![1]!
  everyIdOnce(form, 'choice')
  await sent(lotte, page, 'decideChoice', {
    text: 'Geen woningen',
    reason: 'x',
    minority: '14 van de 29',
    residentEffect: 'x',
    body: 'gemeenteraad',
    decidedOn: today,
    audience: '3',
    frameVersionIds: version,
  })
  assert.match((await samira.page(page)).text, /Geen woningen/)
  await sent(samira, `${path}/beslismomenten/${gateIn(planned)}`, 'cancelGate', { reason: 'Al besloten' })
  assert.match((await samira.page(`${path}/beslismomenten/${gateIn(planned)}`)).text, /is vervallen/)
})

test('who only reads gets no form, and addresses that somebody made up lead to nothing', async () => {
  const henk = await house.as('henk')
  const pages = ['start', 'fase', 'onzekerheid', 'ruimte', 'inspraak', 'beslismoment', 'keuze']
  for (const page of pages) {
    const { status, text } = await henk.page(`${path}/${page}`)
    assert.equal(status, 200, page)
    assert.ok(!text.includes('name="_act"') || !/<form[^>]*method="post"[^>]*proces/.test(text), page)
  }
  for (const page of ['', '/start', '/geld', ...pages.map((one) => `/${one}`)])
    assert.equal((await (await house.as('smeets')).page(path + page)).status, 404, page)
  const unknown = randomUUID()
  for (const page of [
    `fasen/${unknown}`,
    `onzekerheden/${unknown}`,
    `beslismomenten/${unknown}`,
    `beslismomenten/${unknown}/besluit`,
    `keuzen/${unknown}`,
    'fasen/geen-fase',
    'keuzen/x',
  ])
    assert.equal((await samira.page(`${path}/${page}`)).status, 404, page)
  assert.equal((await samira.page(`${path}/beslismoment?fase=x`)).status, 200)
  assert.equal((await samira.page(`${path}/keuze?moment=%27`)).status, 200)
})

test('English says everything that Dutch says', async () => {
  const [{ text: nl }, { text: en }] = await Promise.all([import('./text.nl.ts'), import('./text.en.ts')])
  const leaves = (value: unknown, at = ''): [string, unknown][] =>
    value && typeof value === 'object'
      ? Object.entries(value).flatMap(([name, one]) => leaves(one, `${at}.${name}`))
      : [[at, value]]
  const english = new Map(leaves(en))
  const same = leaves(nl).filter(([at, words]) => typeof words === 'string' && english.get(at) === words)
  assert.deepEqual(
    leaves(nl)
      .map(([at]) => at)
      .sort(),
    [...english.keys()].sort(),
  )
  assert.deepEqual(
    same.map(([at]) => at),
    // The same word in both languages.
    ['.modes.project', '.modes.routine', '.capacities.manager'],
  )
})
