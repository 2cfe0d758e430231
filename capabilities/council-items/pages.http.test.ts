// The pages as a browser without JavaScript has them: the desk, an item, a question, a political choice, the agenda.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, dayAt } from '#capabilities/open-items/index.ts'

let house: TestHouse
const who = {} as Record<PersonKey, Client>
let dossierId = ''
const today = dayAt(new Date())
const wierdijk = organisationId('wierdijk')

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text.slice(0, 2000))
  return answer
}
const ids = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
/** A page that is well: every id once, and each error leads to a field that is there. */
const page = async (client: Client, path: string, status = 200): Promise<string> => {
  const { text } = good(await client.page(path), status)
  assert.equal(new Set(ids(text)).size, ids(text).length, `every id once on ${path}: ${ids(text)}`)
  return text
}
const went = (answer: Answered): string => {
  assert.equal(answer.status, 303, answer.text.slice(0, 3000))
  return String(answer.headers.location)
}

before(async () => {
  house = await startHouse()
  for (const key of ['samira', 'henk', 'lotte', 'youssef', 'deruiter', 'marleen', 'bram', 'theo'] as const)
    who[key] = await house.as(key)
  dossierId = good(
    await who.samira.post('/dossiers', { title: 'Haven <kwartier>', reason: 'x', kind: 'opgave', ceiling: 4 }),
    201,
  ).json.dossierId
  good(
    await who.samira.post(`/dossiers/${dossierId}/involvements`, {
      organisationId: organisationId('zon'),
      role: 'partner',
    }),
    201,
  )
})
after(() => house.stop())

test('Lotte registers a promise, De Ruiter reports it ready, Lotte sends it back and then discharges it', async () => {
  const path = `/dossiers/${dossierId}/raadspunt`
  assert.match(await page(who.lotte, path), /Raadspunt opnemen/)
  assert.match(await page(who.samira, path), /kan alleen de griffie/)
  const fields = {
    kind: 'promise',
    title: 'Geluidsmodel <klaar>',
    text: 'Voor 15 september ligt het model er.',
    madeOn: addDays(today, -9),
    debtor: `m:${membershipId('deruiter')}`,
    dueOn: addDays(today, -2),
    vote: 'none',
    audience: '4',
  }
  const mistake = await who.lotte.submit(path, 'registerCouncilItem', { ...fields, title: '', dueOn: '' })
  assert.equal(mistake.status, 400)
  assert.match(mistake.text, /Voor 15 september ligt het model er\./, 'what was typed stays')
  assert.match(mistake.text, /Onderwerp: vul dit in\./i)
  const at = went(await who.lotte.submit(path, 'registerCouncilItem', fields))
  assert.match(at, /^\/raad\/punten\/[\da-f-]{36}\?gedaan=registerCouncilItem$/)
  const item = at.split('?')[0]!
  assert.match(await page(who.lotte, at), /Het raadspunt staat erin/)
  const seen = await page(who.youssef, item)
  assert.match(seen, /Geluidsmodel &lt;klaar>/)
  assert.match(seen, /wethouder, Gemeente Wierdijk/)
  assert.match(seen, /2 dagen te laat/)
  assert.doesNotMatch(seen.split('<main')[1]!, /Annelies|Samira|Lotte/, 'no names of officials')
  assert.doesNotMatch(seen, /Afdoen namens de raad|Gereed melden/)

  const bare = await who.deruiter.submit(item, 'reportCouncilItem', { text: 'Klaar.' })
  assert.equal(bare.status, 400)
  assert.match(bare.text, /Kies de regel waaruit blijkt dat het klaar is, of voeg een stuk toe/)
  good(await who.samira.post(`/dossiers/${dossierId}/entries`, { text: 'Het model, n = 14.', audience: 4 }), 201)
  const form = await page(who.deruiter, item)
  const evidence = /<option value="([\da-f-]{36})">[^<]*Het model, n = 14/.exec(form)?.[1]
  assert.ok(evidence, 'what the council can read is to be chosen')
  went(await who.deruiter.submit(item, 'reportCouncilItem', { text: 'Klaar.', evidenceEntryId: evidence }))
  assert.match(await page(who.deruiter, item), /Alleen de griffie kan het afdoen/)
  const refused = await who.deruiter.submit(item, 'dischargeCouncilItem', {
    body: 'raad',
    decidedOn: today,
    text: 'Toch.',
  })
  assert.equal(refused.status, 403)
  assert.match(refused.text, /Dit kan alleen de griffie, namens de raad/)
  assert.match(await page(who.lotte, item), /Afdoen namens de raad/)
  went(await who.lotte.submit(item, 'sendBackCouncilItem', { reason: 'Tabellen zonder noemer.' }))
  assert.match(await page(who.deruiter, item), /Tabellen zonder noemer\./)
  went(await who.deruiter.submit(item, 'reportCouncilItem', { text: 'Nu met noemer.', evidenceEntryId: evidence }))
  assert.match(
    went(await who.lotte.submit(item, 'dischargeCouncilItem', { body: 'commissie Ruimte', decidedOn: today })),
    /gedaan=/,
  )
  assert.match(await page(who.youssef, item), /Afgedaan door de raad/)
})

test('the desk shows Lotte what her council is owed, late by reason, and is for nobody else', async () => {
  const at = await who.lotte.post(`/dossiers/${dossierId}/council-items`, {
    kind: 'promise',
    title: 'Brief aan Kade 12',
    text: 'x',
    madeOn: addDays(today, -20),
    debtor: { membershipId: membershipId('deruiter') },
    dueOn: addDays(today, -5),
  })
  const item = `/raad/punten/${good(at, 201).json.councilItemId}`
  went(
    await who.deruiter.submit(item, 'explainLateness', {
      code: 'missingData',
      explanation: 'Bodemrapport.',
      expectedOn: addDays(today, 9),
    }),
  )
  const desk = await page(who.lotte, '/griffie')
  assert.match(desk, /Wat de raad van Gemeente Wierdijk nog te goed heeft/)
  assert.match(desk, /Brief aan Kade 12/)
  assert.match(desk, /gegevens ontbreken/)
  assert.match(desk, new RegExp(`/griffie/raadspunten\\.csv\\?raad=${wierdijk}`))
  const late = await page(who.lotte, '/griffie?welke=telaat&reden=missingData')
  assert.match(late, /Brief aan Kade 12/)
  assert.match(await page(who.lotte, '/griffie?welke=telaat&reden=absent'), /Geen raadspunten met deze keuze/)
  await page(who.lotte, '/griffie?welke=onzin&na=x&soort=y')
  for (const key of ['youssef', 'deruiter', 'theo', 'bram'] as const) {
    const other = await page(who[key], '/griffie')
    assert.match(other, /Deze werktafel is voor de griffie/)
    assert.doesNotMatch(other, /Brief aan Kade 12/)
  }
  const at303 = await who.lotte.submit('/griffie', 'changeTerms', {
    raad: wierdijk,
    technicalQuestion: '4',
    writtenQuestion: '20',
    politicalChoice: '10',
  })
  assert.match(went(at303), /gedaan=changeTerms/)
  assert.match(await page(who.lotte, '/griffie'), /4 werkdagen/)
  const wrong = await who.lotte.submit('/griffie', 'changeTerms', { raad: wierdijk, technicalQuestion: 'veel' })
  assert.equal(wrong.status, 400)
  assert.match(String((await house.nobody.page('/griffie')).headers.location), /^\/aanmelden/)
})

test('Youssef asks a technical question and follows it; the dossier shows it to whoever reads it', async () => {
  const path = `/dossiers/${dossierId}/raadsvraag`
  assert.match(await page(who.youssef, path), /Technische vraag/)
  assert.match(await page(who.samira, path), /Vragen namens de raad stellen/)
  const at = went(
    await who.youssef.submit(path, 'askTechnicalQuestion', {
      title: 'Bodem kade 9',
      question: 'Hoe diep zit de vervuiling?',
      submittedBy: 'Haven Nu',
    }),
  )
  const item = at.split('?')[0]!
  assert.match(await page(who.youssef, item), /Er is nog geen antwoord/)
  const open = /\/open-punten\/[\da-f-]{36}/.exec(await page(who.samira, item))?.[0]
  went(
    await who.samira.submit(open!, 'answerOpenItem', { openItemId: open!.split('/').at(-1)!, text: 'Tot 1,4 meter.' }),
  )
  for (const key of ['youssef', 'lotte'] as const) assert.match(await page(who[key], item), /Tot 1,4 meter\./)
  assert.match(await page(who.youssef, `/dossiers/${dossierId}`), /Bodem kade 9/)
  assert.match(await page(who.youssef, '/raad/punten?welke=klaar'), /Bodem kade 9/)
  assert.equal((await who.bram.page(item)).status, 404)
  assert.equal((await who.bram.page(`/raad/punten/${randomUUID()}`)).status, 404)
  assert.equal((await who.youssef.page('/raad/punten/geen-id')).status, 404)
})

test('Marleen says that a choice is political; Samira reaches the page from Vandaag and refutes or routes it', async () => {
  const path = `/dossiers/${dossierId}/politieke-keuze`
  assert.match(await page(who.henk, path), /Dit kan wie aan het dossier meedoet/)
  const at = went(
    await who.marleen.submit(path, 'markPoliticalChoice', { text: 'Gemengd is woningbouw.', audience: '4' }),
  )
  const mark = at.split('?')[0]!
  const today303 = await page(who.samira, '/vandaag')
  assert.match(today303, new RegExp(`href="${mark}"`), 'the way to the answer')
  const open = /\/open-punten\/[\da-f-]{36}/.exec(await page(who.marleen, mark))?.[0]
  assert.match(await page(who.samira, open!), /Naar de pagina om te antwoorden/)
  assert.doesNotMatch(await page(who.marleen, mark), /Met redenen weerleggen/)
  const none = await who.samira.submit(mark, 'routePoliticalChoice', {
    body: 'raad',
    reason: 'x',
    reserve: '',
    subject: '',
  })
  assert.equal(none.status, 400)
  assert.match(none.text, /Kies hoe de keuze bij het bestuur komt/)
  went(
    await who.samira.submit(mark, 'routePoliticalChoice', {
      body: 'raad',
      reason: 'Woningbouw is aan de raad.',
      reserve: 'Woningbouw ja of nee?',
      subject: 'Woningbouw in de haven',
      kind: 'opinionForming',
      plannedOn: addDays(today, 30),
    }),
  )
  const answered = await page(who.marleen, mark)
  assert.match(answered, /Gaat naar: Gemeenteraad/)
  assert.match(answered, /De keuze is voorbehouden/)
  const moment = /\/raad\/agenda\/[\da-f-]{36}/.exec(answered)?.[0]
  assert.match(await page(who.lotte, moment!), /Dit is een voorstel/)
  went(await who.lotte.submit(moment!, 'confirmMoment'))
  assert.match(await page(who.lotte, moment!), /Gepland/)
})

test('the agenda is open to everybody; Lotte plans, moves with a reason, and takes off', async () => {
  assert.match(await page(house.nobody, '/raad/agenda'), /Langetermijnagenda van de raad/)
  assert.match(await page(who.youssef, '/raad/agenda/nieuw'), /De agenda van de raad beheert de griffie/)
  assert.match(await page(who.lotte, '/raad/agenda/nieuw'), /Haven &lt;kwartier>/)
  const bad = await who.lotte.submit('/raad/agenda/nieuw', 'planMoment', {
    subject: 'Startnotitie',
    kind: 'imageForming',
    body: 'raad',
    organisationId: wierdijk,
    plannedOn: addDays(today, 12),
    startsAt: 'half acht',
    audience: '',
  })
  assert.equal(bad.status, 400)
  assert.match(bad.text, /Tijd: dit heeft niet de goede vorm/i)
  const at = went(
    await who.lotte.submit('/raad/agenda/nieuw', 'planMoment', {
      subject: 'Startnotitie Havenkwartier',
      kind: 'imageForming',
      body: 'commissie Ruimte',
      organisationId: wierdijk,
      plannedOn: addDays(today, 12),
      startsAt: '19:30',
      audience: '',
    }),
  ).split('?')[0]!
  assert.match(await page(house.nobody, at), /19\.30 uur/)
  went(
    await who.lotte.submit(at, 'moveMoment', {
      plannedOn: addDays(today, 26),
      startsAt: '20:00',
      reason: 'Stukken te laat.',
    }),
  )
  const moved = await page(house.nobody, at)
  assert.match(moved, /Verplaatst/)
  assert.match(moved, /Stukken te laat\./)
  assert.match(moved, /20\.00 uur/)
  assert.doesNotMatch(moved, /Van de agenda halen/)
  assert.match(await page(house.nobody, `/raad/agenda?raad=${wierdijk}`), /Startnotitie Havenkwartier/)
  went(await who.lotte.submit(at, 'dropMoment', { reason: 'Geen raadsvoorstel.' }))
  assert.match(await page(house.nobody, at), /Vervallen/)
  await page(house.nobody, '/raad/agenda?welke=geweest&na=onzin&raad=x')
})

test('the first page of the council leads to what it is owed and to its agenda, and only the registry to its desk', async () => {
  const forLotte = await page(who.lotte, '/raad')
  for (const href of ['/griffie', '/raad/punten', '/raad/agenda']) assert.match(forLotte, new RegExp(`href="${href}"`))
  const forYoussef = await page(who.youssef, '/raad')
  assert.match(forYoussef, /href="\/raad\/punten"/)
  assert.doesNotMatch(forYoussef, /href="\/griffie"/)
})

test('the council page shows promises with their true state and the next moment, also as it was', async () => {
  good(await who.samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
  const now = await page(who.youssef, `/raad/${dossierId}`)
  assert.match(now, /Brief aan Kade 12/)
  assert.match(now, /Afgedaan door de raad/)
  assert.match(now, /Woningbouw in de haven/)
  assert.doesNotMatch(now.split('<main')[1]!, /Samira|Bas-Jan|Lotte van Dam/, 'no names of officials')
  const before = await who.youssef.page(`/raad/${dossierId}?op=${addDays(today, -3)}`)
  assert.doesNotMatch(before.text, /Brief aan Kade 12/, 'it was not registered yet')
})

test('the fields of the export are explained to everybody, in both languages', async () => {
  const { EXPORT_FIELDS } = await import('./contract.ts')
  const text = await page(house.nobody, '/raad/velden')
  for (const name of EXPORT_FIELDS) assert.ok(text.includes(`<code>${name}</code>`), name)
  const english = await house.clientWith('taal=en').page('/raad/velden')
  assert.match(english.text, /Fields of the council items/)
})
