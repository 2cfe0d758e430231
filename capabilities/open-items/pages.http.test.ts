// biome-ignore-all lint/suspicious/noExplicitAny: a test says what it expects
// The pages as a browser without JavaScript has them: reading, asking, answering on the spot.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, dayAt } from '../settings/calendar.ts'

let house: TestHouse
let samira: Client
let wout: Client
const today = dayAt(new Date())

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  wout = await house.as('wout')
})
after(() => house.stop())

const open = async (ceiling = 3): Promise<string> => {
  const answer = await samira.post('/dossiers', {
    title: 'Zon op de <Dijk>',
    reason: 'Panelen',
    kind: 'initiative',
    ceiling,
  })
  return answer.json.dossierId
}
const asked = async (dossierId: string, more: object = {}, key: PersonKey = 'wout'): Promise<string> => {
  const answer = await samira.post(`/dossiers/${dossierId}/open-items`, {
    question: 'Mag het op de dijk?',
    addressee: { membershipId: membershipId(key) },
    dueOn: addDays(today, 14),
    ...more,
  })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.openItemId
}
const ids = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])

describe('Vandaag', () => {
  test('Bram has nothing waiting: the page is calm and says what will stand here', async () => {
    const page = await (await house.as('bram')).page('/vandaag')
    assert.equal(page.status, 200, page.text)
    assert.match(page.text, /Er wacht niets op u\./)
    assert.match(page.text, /U wacht op niemand/)
    assert.match(String((await house.nobody.page('/vandaag')).headers.location), /^\/aanmelden/)
  })

  test('Wout answers on the spot, and the page says that it is done', async () => {
    const id = await asked(await open())
    const page = await wout.page('/vandaag')
    assert.match(page.text, /Mag het op de dijk\?/)
    assert.match(page.text, /Zon op de &lt;Dijk>/)
    assert.equal(new Set(ids(page.text)).size, ids(page.text).length, 'every id once')
    const sent = await wout.submit('/vandaag', 'answerOpenItem', { openItemId: id, text: 'Ja, aan de zuidkant.' })
    assert.equal(sent.status, 303, sent.text)
    assert.equal(sent.headers.location, '/vandaag?gedaan=answerOpenItem')
    assert.match((await wout.page(sent.headers.location)).text, /Uw antwoord is gegeven/)
    assert.equal((await samira.get(`/open-items/${id}`)).json.closing.text, 'Ja, aan de zuidkant.')
  })

  test('an empty refusal is told beside the one item that it belongs to, and nothing typed is lost', async () => {
    const dossierId = await open()
    const [first, second] = [await asked(dossierId, {}, 'henk'), await asked(dossierId, {}, 'henk')]
    const henk = await house.as('henk')
    const refused = await henk.submit('/vandaag', 'refuseOpenItem', { openItemId: second, reason: '' })
    assert.equal(refused.status, 400)
    assert.match(refused.text, new RegExp(`reason-refuseOpenItem-${second}-error`))
    assert.doesNotMatch(refused.text, new RegExp(`reason-refuseOpenItem-${first}-error`))
    const late = await henk.submit('/vandaag', 'sayWhyLate', {
      openItemId: second,
      code: '',
      explanation: 'Wacht op cijfers',
    })
    assert.equal(late.status, 400)
    assert.equal(late.text.split('Wacht op cijfers').length, 2)
  })

  test('what Omar is asked in another role names that role and offers no form', async () => {
    const id = await asked(await open(), {
      addressee: { organisationId: organisationId('welzijn') },
    })
    const councillor = await (await house.as('omar', 2)).page('/vandaag')
    assert.match(councillor.text, /in een andere rol: Stichting Welzijn Wierdijk/)
    assert.ok(!councillor.text.includes(`text-${id}`))
    assert.ok((await (await house.as('omar')).page('/vandaag')).text.includes(`text-${id}`))
  })

  test('Gerrit sees what climbed to him, and a dossier that he may not know has no name there', async () => {
    const id = await asked(await open(2), { question: 'Wie rekent dit door?' })
    await samira.post(`/open-items/${id}/escalations`, { reason: 'Haast' })
    const { text } = await (await house.as('gerrit')).page('/vandaag')
    assert.match(text, /Bij mij gemeld/)
    assert.match(text, /Wie rekent dit door\?/)
    assert.match(text, /Een dossier dat u zelf niet ziet/)
    assert.ok(!text.includes('Zon op de'))
  })

  test('what is new in her dossiers is shown to Samira until she says that she is up to date', async () => {
    const dossierId = await open()
    const id = await asked(dossierId)
    await wout.put(`/open-items/${id}/answer`, { text: 'Een bijzonder antwoord.' })
    assert.match((await samira.page('/vandaag')).text, /Een bijzonder antwoord\./)
    const sent = await samira.submit('/vandaag', 'markVisit')
    assert.equal(sent.headers.location, '/vandaag?gedaan=markVisit')
    assert.match((await samira.page('/vandaag?gedaan=markVisit')).text, /Bijgewerkt tot nu\./)
  })

  test('in English for who reads English', async () => {
    await asked(await open())
    const page = await house.clientWith(`${wout.cookie}; taal=en`).page('/vandaag')
    assert.match(page.text, /What waits for me/)
    assert.match(page.text, /Answer now/)
  })
})

describe('asking', () => {
  test('without JavaScript: look for somebody, choose, see who will read it, and ask', async () => {
    const dossierId = await open()
    const address = `/dossiers/${dossierId}/vraag`
    const empty = await samira.page(address)
    assert.equal(empty.status, 200, empty.text)
    assert.match(empty.text, /gaat meedoen aan dit dossier/)
    // No day is the usual term of who is asked.
    assert.match(empty.text, /de gewone termijn van wie het gevraagd is/)
    const sought = await samira.submit(address, 'askOpenItem', {
      question: 'Mag het?',
      'addressee-search': 'wout',
      search: 'addressee',
      dueOn: addDays(today, 3),
    })
    assert.match(sought.text, new RegExp(`value="m:${membershipId('wout')}"`))
    assert.match(sought.text, /Mag het\?/)
    assert.doesNotMatch(sought.text, /Er is nog iets niet goed ingevuld/)
    const sent = await samira.submit(address, 'askOpenItem', {
      kind: 'advice',
      question: 'Mag het?',
      addressee: `m:${membershipId('wout')}`,
      dueOn: addDays(today, 3),
      hours: '6',
      audience: '2',
    })
    assert.equal(sent.status, 303, sent.text)
    const page = await samira.page(String(sent.headers.location))
    assert.match(page.text, /Uw vraag is gesteld/)
    assert.match(page.text, /hooguit 6 uur/)
  })

  test('an organisation and a function are asked in the same way', async () => {
    const address = `/dossiers/${await open()}/vraag`
    for (const addressee of [`o:${organisationId('zon')}`, `r:${organisationId('wierdijk')}:griffier`]) {
      const sent = await samira.submit(address, 'askOpenItem', { question: 'Mag het?', addressee, dueOn: '' })
      assert.equal(sent.status, 303, sent.text)
    }
  })

  test('what is missing is said beside its field, and who may not ask is told so', async () => {
    const address = `/dossiers/${await open()}/vraag`
    const refused = await samira.submit(address, 'askOpenItem', {
      question: '',
      dueOn: addDays(today, -3),
      hours: 'veel',
    })
    assert.equal(refused.status, 400)
    for (const name of ['question', 'addressee', 'hours'])
      assert.match(refused.text, new RegExp(`id="${name}-error"`), name)
    assert.equal((await (await house.as('henk')).page(address)).status, 403)
    assert.equal((await (await house.as('bram')).page(address)).status, 404)
  })
})

describe('one open item', () => {
  test('Wout sees question, ladder and forms to answer; Samira sees what she may do; Henk only reads; Bram finds nothing', async () => {
    const id = await asked(await open(), { audience: 3, kind: 'advice', hours: 4 })
    const address = `/open-punten/${id}`
    const forWout = await wout.page(address)
    assert.equal(forWout.status, 200, forWout.text)
    for (const words of [
      'Mag het op de dijk?',
      'Vraag gesteld',
      'Leidinggevende',
      'Gerrit Bakker',
      'Met reden weigeren',
      'Hoe zeker is dit?',
    ])
      assert.ok(forWout.text.includes(words), words)
    assert.ok(!forWout.text.includes('Hogerop brengen'))
    assert.match(forWout.text, /aria-current="step"/)
    assert.equal(new Set(ids(forWout.text)).size, ids(forWout.text).length, 'every id once')
    const forSamira = await samira.page(address)
    assert.ok(forSamira.text.includes('Hogerop brengen') && !forSamira.text.includes('Met reden weigeren'))
    const forHenk = await (await house.as('henk')).page(address)
    assert.ok(!forHenk.text.includes('Hogerop brengen') && !forHenk.text.includes('Met reden weigeren'))
    assert.equal((await (await house.as('bram')).page(address)).status, 404)
    assert.equal((await samira.page('/open-punten/geen-nummer')).status, 404)
    assert.match(String((await house.nobody.page(address)).headers.location), /^\/aanmelden/)
  })

  test('every form of the page does what it says', async () => {
    const dossierId = await open()
    const id = await asked(dossierId)
    const address = `/open-punten/${id}`
    const done = async (who: Client, act: string, fields: Record<string, string>) => {
      const sent = await who.submit(address, act, { openItemId: id, ...fields })
      assert.equal(sent.status, 303, `${act}: ${sent.text}`)
      assert.equal(sent.headers.location, `${address}?gedaan=${act}`)
      return (await who.page(String(sent.headers.location))).text
    }
    assert.match(
      await done(wout, 'sayWhyLate', { code: 'workload', explanation: 'Drie zieken' }),
      /Later, want: te veel werk/,
    )
    assert.match(await done(samira, 'escalateOpenItem', { reason: 'Haast' }), /Met de hand hogerop gebracht: Haast/)
    assert.match(await done(samira, 'extendOpenItem', { reason: 'Goed', dueOn: addDays(today, 40) }), /Meer tijd: van/)
    assert.match(
      await done(wout, 'passOnOpenItem', { membershipId: membershipId('ilse'), reason: 'Cijfers' }),
      /Doorgegeven door adviseur ruimte en erfgoed/,
    )
    assert.match(await done(await house.as('ilse'), 'answerOpenItem', { text: 'Ja.' }), /Beantwoord/)
    const again = await (await house.as('ilse')).submit(address, 'answerOpenItem', {
      openItemId: id,
      text: 'Mijn tekst.',
    })
    assert.equal(again.status, 409)
    assert.match(again.text, /Iemand was u net voor/)
    assert.match(again.text, /Mijn tekst\./)
    const spot = await (await house.as('ilse')).submit('/vandaag', 'answerOpenItem', {
      openItemId: id,
      text: 'Mijn tekst.',
    })
    assert.match(spot.text, /Iemand was u net voor[\s\S]*Mijn tekst\./)
    assert.match((await samira.page(`/dossiers/${dossierId}`)).text, /Open punten/)
  })

  test('the dossier shows its open items beside the journal, with the way to ask', async () => {
    const dossierId = await open()
    const nothing = await samira.page(`/dossiers/${dossierId}`)
    assert.match(nothing.text, /Nog geen open punten/)
    const id = await asked(dossierId)
    const { text } = await samira.page(`/dossiers/${dossierId}`)
    assert.ok(text.includes(`/open-punten/${id}`))
    assert.ok(text.includes(`/dossiers/${dossierId}/vraag`))
    assert.match(text, /Aan adviseur ruimte en erfgoed, Gemeente Wierdijk, uiterlijk/)
    const henk = await (await house.as('henk')).page(`/dossiers/${dossierId}`)
    assert.ok(!henk.text.includes('Mag het op de dijk') && !henk.text.includes('/vraag"'))
  })
})

test('whoever waits for more than fits on Vandaag reads on, and from an address that was made up begins at the beginning', async () => {
  const ruben = await house.as('ruben')
  const { json } = await ruben.post('/dossiers', { title: 'Wijk', reason: 'Veel te vragen', kind: 'opgave' })
  for (let n = 1; n <= 25; n++)
    await ruben.post(`/dossiers/${json.dossierId}/open-items`, {
      question: `Vraag nummer ${n}.`,
      addressee: { membershipId: membershipId('femke') },
      dueOn: addDays(today, n),
    })
  const numbers = (html: string) => [...html.matchAll(/Vraag nummer (\d+)\./g)].map((match) => Number(match[1]))
  const first = (await ruben.page('/vandaag')).text
  assert.ok(numbers(first).includes(20) && !numbers(first).includes(21))
  const next = /href="(\/vandaag\?van=[^"]+)"/.exec(first)?.[1]
  const second = (await ruben.page(next!)).text
  assert.ok(numbers(second).includes(21) && numbers(second).includes(25) && !numbers(second).includes(20))
  assert.match(second, /href="\/vandaag"/)
  assert.ok(numbers((await ruben.page('/vandaag?van=abc')).text).includes(1))
})
