// Parties, positions and agreements through the front door: who reads what, whose words they are, and what both sides say.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { membershipId, organisationId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
let samira: Client
let iris: Client
let henk: Client
let marleen: Client
let jelle: Client
let youssef: Client
let arend: Client
let dossierId = ''
let zonId = ''
let schippersId = ''

const dayFrom = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const good = (answer: Answered, status = 201) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}
const refused = (answer: Answered, status: number, code: string) => {
  assert.equal(answer.status, status, answer.text)
  const said = [answer.json.code, ...(answer.json.errors ?? []).map((one: { code: string }) => one.code)]
  assert.ok(said.includes(code), answer.text)
}
const openDossier = async (more: object = {}): Promise<string> =>
  good(
    await samira.post('/dossiers', {
      title: 'Havenkwartier',
      reason: 'Kade 3 tot en met 14',
      kind: 'area',
      ceiling: 4,
      ...more,
    }),
  ).json.dossierId
const path = (to = dossierId) => `/dossiers/${to}`
const involve = async (to: string, who: object, role = 'partner') =>
  good(await samira.post(`${path(to)}/involvements`, { ...who, role }))
const addParty = async (party: object, to = dossierId, client = samira): Promise<string> =>
  good(await client.post(`${path(to)}/parties`, party)).json.partyId
const partiesAs = async (client: Client, to = dossierId) => good(await client.get(`${path(to)}/parties`), 200).json
const journalAs = async (client: Client, kind: string, to = dossierId) =>
  good(await client.get(`${path(to)}/entries?kind=${kind}&limit=100`), 200).json.items

before(async () => {
  house = await startHouse()
  for (const [key, set] of [
    ['samira', (one: Client) => (samira = one)],
    ['iris', (one: Client) => (iris = one)],
    ['henk', (one: Client) => (henk = one)],
    ['marleen', (one: Client) => (marleen = one)],
    ['jelle', (one: Client) => (jelle = one)],
    ['youssef', (one: Client) => (youssef = one)],
    ['arend', (one: Client) => (arend = one)],
  ] as const)
    set(await house.as(key))
  dossierId = await openDossier()
  await involve(dossierId, { organisationId: organisationId('zon') })
  await involve(dossierId, { membershipId: membershipId('iris') }, 'team')
  zonId = await addParty({ organisationId: organisationId('zon') })
  schippersId = await addParty({
    name: 'Schippers',
    weakVoice: 'Zij varen als er vergaderd wordt. Iris gaat naar de kade.',
    representedBy: 'niemand',
  })
})
after(() => house.stop())

describe('parties', () => {
  test('a party is an organisation of the register, a person in a role, or a group with a name, and the journal tells it', async () => {
    const { parties, may } = await partiesAs(samira)
    const zon = parties.find((one: { partyId: string }) => one.partyId === zonId)
    assert.equal(zon.name, 'Energiecoöperatie Zon op de Dijk')
    assert.equal(zon.organisationId, organisationId('zon'))
    assert.deepEqual(zon.keptBy, { role: 'procesambtenaar, Gemeente Wierdijk', name: 'Samira El Amrani' })
    assert.equal(zon.rating, null)
    assert.equal(may.addParty, true)
    const arendsId = await addParty({ membershipId: membershipId('wout') })
    const person = (await partiesAs(samira)).parties.find((one: { partyId: string }) => one.partyId === arendsId)
    // The function, never the name: the council reads parties too.
    assert.equal(person.name, 'adviseur ruimte en erfgoed, Gemeente Wierdijk')
    assert.equal(person.personName, 'Wout Terpstra')
    assert.ok(!JSON.stringify(await partiesAs(youssef)).includes('Terpstra'))
    const [line] = (await journalAs(samira, 'party')).filter(
      (one: { details: { partyId: string } }) => one.details.partyId === schippersId,
    )
    const { why, ...details } = line.details
    assert.deepEqual(details, { partyId: schippersId, name: 'Schippers', weakVoice: true, state: 'joined' })
    assert.match(why, /^Zij varen/)
    assert.ok((await samira.get('/search?query=schippers')).text.includes(line.entryId), 'it is found by its name')
    assert.equal(line.audience, 3)
    const { rows } = await house.owner.query(
      `select payload from foundation.event where name = 'partyChanged' and payload ->> 'partyId' = $1`,
      [schippersId],
    )
    assert.deepEqual(rows[0].payload, { entryId: line.entryId, kind: 'party', partyId: schippersId, state: 'joined' })
  })

  test('nobody is named twice, and what does not exist is refused in plain words', async () => {
    refused(
      await samira.post(`${path()}/parties`, { organisationId: organisationId('zon') }),
      400,
      'parties.partyAlready',
    )
    refused(await samira.post(`${path()}/parties`, { name: 'schippers' }), 400, 'parties.partyAlready')
    refused(await samira.post(`${path()}/parties`, {}), 400, 'required')
    refused(await samira.post(`${path()}/parties`, { organisationId: randomUUID() }), 400, 'parties.noSuchOrganisation')
    refused(await samira.post(`${path()}/parties`, { membershipId: membershipId('theo') }), 400, 'parties.notAMember')
    refused(
      await samira.post(`${path()}/parties`, {
        membershipId: membershipId('henk'),
        organisationId: organisationId('welzijn'),
      }),
      400,
      'parties.oneOfBoth',
    )
    refused(await samira.post(`${path()}/parties`, { name: 'Krant', audience: 5 }), 400, 'parties.withinCeiling')
    refused(await marleen.post(`${path()}/parties`, { name: 'Zij' }), 403, 'parties.isCoreTeam')
    refused(await henk.post(`${path()}/parties`, { name: 'Zij' }), 403, 'parties.isCoreTeam')
    const sentence = (await samira.post(`${path()}/parties`, { name: 'schippers' })).json.errors[0].detail
    assert.equal(sentence, 'Deze partij staat er al bij.')
  })

  test('a party for the core team alone does not exist for anybody else', async () => {
    const hidden = await addParty({ name: 'Stille koper', audience: 1 })
    assert.ok(JSON.stringify(await partiesAs(iris)).includes('Stille koper'))
    for (const client of [marleen, henk, youssef])
      assert.ok(!(await client.get(`${path()}/parties`)).text.includes('Stille koper'))
    refused(
      await marleen.post(`${path()}/positions`, { summary: 'x', partyId: hidden, heardOn: dayFrom(0) }),
      400,
      'parties.noSuchParty',
    )
    // Who may read a party is who may read its line: one audience, changed in one place.
    const { parties } = await partiesAs(samira)
    const { entryId } = parties.find((one: { partyId: string }) => one.partyId === hidden)
    good(await samira.put(`${path()}/entries/${entryId}/audience`, { audience: 2 }), 204)
    assert.ok((await marleen.get(`${path()}/parties`)).text.includes('Stille koper'))
    assert.ok(!(await henk.get(`${path()}/parties`)).text.includes('Stille koper'), 'henk does not take part')
  })

  test('a party changes hands and name, and leaves with a reason; what stood there stays', async () => {
    const id = await addParty({ name: 'Kade 12' })
    good(
      await samira.put(`${path()}/parties/${id}`, {
        name: 'Bewonersgroep Kade 12',
        representedBy: 'mevrouw Dijkstra',
        weakVoice: '',
        keptById: membershipId('iris'),
      }),
      200,
    )
    const kade = (await partiesAs(samira)).parties.find((one: { partyId: string }) => one.partyId === id)
    assert.deepEqual([kade.name, kade.representedBy], ['Bewonersgroep Kade 12', 'mevrouw Dijkstra'])
    assert.equal(kade.keptBy.role, 'procesregisseur, Gemeente Wierdijk')
    refused(await marleen.put(`${path()}/parties/${id}`, { name: 'Van ons' }), 403, 'parties.isCoreTeam')
    good(await iris.put(`${path()}/parties/${id}/leaving`, { reason: 'De groep is opgeheven.' }), 200)
    refused(await iris.put(`${path()}/parties/${id}/leaving`, { reason: 'Nog eens.' }), 409, 'parties.leftAlready')
    refused(await iris.put(`${path()}/parties/${randomUUID()}/leaving`, { reason: 'x' }), 404, 'parties.partyNotFound')
    const left = (await partiesAs(henk)).parties.find((one: { partyId: string }) => one.partyId === id)
    assert.equal(left.left.reason, 'De groep is opgeheven.')
    const lines = (await journalAs(henk, 'party')).filter(
      (one: { details: { partyId: string } }) => one.details.partyId === id,
    )
    assert.deepEqual(
      lines.map((one: { details: { state: string; name: string } }) => [one.details.state, one.details.name]),
      [
        ['left', 'Bewonersgroep Kade 12'],
        ['joined', 'Bewonersgroep Kade 12'],
        ['joined', 'Kade 12'],
      ],
    )
    // Under that name a new group may come.
    await addParty({ name: 'Bewonersgroep Kade 12' })
  })
})

describe('how a party is rated', () => {
  const rate = (id: string, more: object = {}, client = samira, to = dossierId) =>
    client.post(`${path(to)}/parties/${id}/assessments`, {
      interest: 5,
      influence: 2,
      why: 'merkreden: zij varen al weg',
      means: 'merkmiddel: dertig schepen',
      knowledge: 'merkkennis: de haven zelf',
      ...more,
    })

  test('the core team and colleagues read it; a partner, the party itself and the council never, in no list and no journal', async () => {
    assert.equal(good(await rate(schippersId)).json.number, 1)
    assert.equal(good(await rate(zonId, { interest: 3 })).json.number, 1)
    for (const client of [samira, iris, henk]) {
      const { parties } = await partiesAs(client)
      assert.equal(
        parties.find((one: { partyId: string }) => one.partyId === schippersId).rating.means,
        'merkmiddel: dertig schepen',
      )
    }
    for (const client of [marleen, youssef]) {
      for (const address of [`${path()}/parties`, path(), `${path()}/entries?limit=100`, `${path()}/area`]) {
        const { status, text } = await client.get(address)
        assert.equal(status, 200, address)
        for (const mark of ['merkreden', 'merkmiddel', 'merkkennis', '"influence":2', '"interest":5'])
          assert.ok(!text.includes(mark), `${address}: ${mark}`)
      }
      assert.equal((await partiesAs(client)).parties.filter((one: { rating: unknown }) => one.rating).length, 0)
    }
    assert.equal(
      (await marleen.get(`${path()}/area`)).json.parties.some((one: { influence: unknown }) => one.influence),
      false,
    )
    // The journal says that it was done, not how.
    const [line] = await journalAs(samira, 'partyAssessed')
    assert.deepEqual(Object.keys(line.details).sort(), ['name', 'number', 'partyId'])
    assert.equal(line.text, '')
  })

  test('a newer rating stands beside the older', async () => {
    assert.equal(good(await rate(schippersId, { influence: 4 }, iris)).json.number, 2)
    const { parties } = await partiesAs(henk)
    assert.equal(parties.find((one: { partyId: string }) => one.partyId === schippersId).rating.influence, 4)
    const { rows } = await house.owner.query(
      'select influence from parties.assessment where party_id = $1 order by number',
      [schippersId],
    )
    assert.deepEqual(rows, [{ influence: 2 }, { influence: 4 }])
  })

  test('a partner in the core team reads and writes no rating; a civil servant of another government does, but not of their own organisation', async () => {
    const to = await openDossier({ title: 'Kade samen' })
    await involve(to, { organisationId: organisationId('zon') })
    await involve(to, { organisationId: organisationId('dewierde') })
    await involve(to, { membershipId: membershipId('marleen') }, 'team')
    await involve(to, { membershipId: membershipId('arend') }, 'team')
    const werf = await addParty({ name: 'Werf' }, to)
    const schap = await addParty({ organisationId: organisationId('dewierde') }, to)
    good(await rate(werf, {}, samira, to))
    good(await rate(schap, { means: 'merkschap' }, samira, to))
    refused(await rate(werf, {}, marleen, to), 403, 'parties.isCivilServant')
    assert.ok(!(await marleen.get(`${path(to)}/parties`)).text.includes('merk'))
    const read = await arend.get(`${path(to)}/parties`)
    assert.ok(read.text.includes('merkmiddel'), 'arend is of the core team and a civil servant')
    assert.ok(!read.text.includes('merkschap'), 'and does not read how his own organisation is rated')
    assert.ok((await henk.get(`${path(to)}/parties`)).text.includes('merkschap'))
  })

  test('when a dossier is for those involved only, colleagues read no rating of it', async () => {
    const to = await openDossier({ title: 'Stil', ceiling: 2 })
    await involve(to, { membershipId: membershipId('henk') }, 'adviser')
    const id = await addParty({ name: 'Werf' }, to)
    good(await rate(id, {}, samira, to))
    assert.ok(!(await henk.get(`${path(to)}/parties`)).text.includes('merk'))
    assert.ok((await samira.get(`${path(to)}/parties`)).text.includes('merkmiddel'))
  })

  test('a rating is 1 to 5 and of a party that takes part', async () => {
    refused(await rate(schippersId, { interest: 6 }), 400, 'tooLong')
    refused(await rate(randomUUID()), 404, 'parties.partyNotFound')
    refused(await rate(schippersId, {}, marleen), 403, 'parties.isCoreTeam')
  })
})

describe('positions', () => {
  const write = (more: object, client = samira, to = dossierId) => client.post(`${path(to)}/positions`, more)
  let werkenId = ''
  let wonenId = ''

  test('positions stand side by side in their own words, with what they contradict and who was not heard; nothing is counted', async () => {
    const werken = good(
      await write({
        summary: 'Geen woningen naast de werf',
        partyId: zonId,
        arguments: 'Lawaai hoort bij werk.',
        heardOn: dayFrom(-2),
        heardHow: 'gesprek aan de kade',
      }),
    ).json
    werkenId = werken.positionId
    wonenId = good(
      await write({
        summary: 'Boven de zaak wonen',
        whose: 'Twee jonge ondernemers',
        unheard: 'Iris belt hen deze week.',
        contradicts: [werkenId],
      }),
    ).json.positionId
    const view = await partiesAs(henk)
    const byId = (id: string) => view.positions.find((one: { positionId: string }) => one.positionId === id)
    assert.deepEqual(byId(werkenId).contradicts, [wonenId], 'it goes both ways')
    assert.deepEqual(byId(wonenId).contradicts, [werkenId])
    assert.equal(byId(wonenId).heardOn, null)
    assert.equal(byId(wonenId).unheard, 'Iris belt hen deze week.')
    assert.deepEqual(
      Object.keys(byId(werkenId)).filter((name) => /count|number|average|share/i.test(name)),
      [],
    )
    const [line] = (await journalAs(henk, 'position')).filter(
      (one: { details: { positionId: string } }) => one.details.positionId === wonenId,
    )
    const { details } = line
    assert.deepEqual(
      [details.summary, details.whose, details.contradicts, details.heard],
      ['Boven de zaak wonen', 'Twee jonge ondernemers', [werkenId], false],
    )
  })

  test('who was not heard is written down with what is done about it', async () => {
    refused(await write({ summary: 'x', whose: 'Jongeren' }), 400, 'parties.needsHearing')
    refused(await write({ summary: 'x', whose: 'Jongeren', heardOn: dayFrom(2) }), 400, 'inTheFuture')
    refused(await write({ summary: 'x', heardOn: dayFrom(0) }), 400, 'required')
    refused(
      await write({ summary: 'x', whose: 'Jongeren', heardOn: dayFrom(0), contradicts: [randomUUID()] }),
      400,
      'parties.noSuchPosition',
    )
    refused(await write({ summary: 'x', whose: 'Jongeren', heardOn: dayFrom(0) }, henk), 403, 'parties.takesPart')
  })

  test('a partner writes and changes the words of their own, and puts none in another’s mouth', async () => {
    const own = good(await write({ summary: 'Zon op elk dak', partyId: zonId, heardOn: dayFrom(0) }, marleen)).json
    good(
      await marleen.put(`${path()}/positions/${own.positionId}`, {
        summary: 'Zon op elk dak aan de kade',
        heardOn: dayFrom(0),
      }),
      200,
    )
    // Written by Samira, held by the cooperative that Marleen speaks for.
    good(
      await marleen.put(`${path()}/positions/${werkenId}`, {
        summary: 'Liever geen woningen naast de werf',
        arguments: 'Lawaai hoort bij werk.',
        heardOn: dayFrom(-2),
        contradicts: [wonenId],
      }),
      200,
    )
    refused(
      await marleen.put(`${path()}/positions/${wonenId}`, { summary: 'Niets', heardOn: dayFrom(0) }),
      403,
      'parties.rewritesOwn',
    )
    const { positions } = await partiesAs(marleen)
    assert.deepEqual(
      positions
        .filter((one: { withdrawn: unknown }) => !one.withdrawn)
        .map((one: { summary: string; mayChange: boolean }) => [one.summary, one.mayChange]),
      [
        ['Liever geen woningen naast de werf', true],
        ['Boven de zaak wonen', false],
        ['Zon op elk dak aan de kade', true],
      ],
    )
    const { rows } = await house.owner.query('select summary from parties.position where id = $1', [wonenId])
    assert.equal(rows[0].summary, 'Boven de zaak wonen')
  })

  test('a position that is no longer held stays readable with the reason, and does not change any more', async () => {
    const id = good(await write({ summary: 'Sloop de loods', whose: 'Een projectontwikkelaar', heardOn: dayFrom(0) }))
      .json.positionId
    good(await samira.put(`${path()}/positions/${id}/withdrawal`, { reason: 'Hij is afgehaakt.' }), 200)
    refused(await samira.put(`${path()}/positions/${id}/withdrawal`, { reason: 'x' }), 409, 'parties.withdrawnAlready')
    refused(
      await samira.put(`${path()}/positions/${id}`, { summary: 'x', heardOn: dayFrom(0) }),
      409,
      'parties.withdrawnAlready',
    )
    const { positions } = await partiesAs(henk)
    assert.equal(positions.at(-1).withdrawn.reason, 'Hij is afgehaakt.')
    const [line] = await journalAs(henk, 'position')
    assert.deepEqual([line.details.state, line.text], ['withdrawn', 'Hij is afgehaakt.'])
  })

  test('a position tells the name of its party on to nobody for whom that party is not', async () => {
    const quiet = await addParty({ name: 'Koper', audience: 2 })
    refused(
      await write({ summary: 'Ik koop de werf', partyId: quiet, heardOn: dayFrom(0), audience: 3 }),
      400,
      'parties.widerThanParty',
    )
    const { positionId } = good(await write({ summary: 'Ik koop de werf', partyId: quiet, heardOn: dayFrom(0) })).json
    assert.equal(
      (
        await house.owner.query(
          'select e.audience from parties.position p join dossier.entry e on e.id = p.entry_id where p.id = $1',
          [positionId],
        )
      ).rows[0].audience,
      2,
    )
    assert.ok(!(await henk.get(`${path()}/parties`)).text.includes('Ik koop de werf'))
  })

  test('where the council follows, what is said later waits for release here as in the journal', async () => {
    const to = await openDossier({ title: 'De raad kijkt mee' })
    const deruiter = await house.as('deruiter')
    good(await samira.post(`${path(to)}/council`, { portfolioHolderId: membershipId('deruiter') }))
    const made = good(
      await write({ summary: 'Ik blijf', whose: 'De werf', heardOn: dayFrom(0), audience: 4 }, samira, to),
    ).json
    const party = good(await samira.post(`${path(to)}/parties`, { name: 'De werf', audience: 4 })).json
    const release = async (...entryIds: string[]) =>
      good(await deruiter.post(`${path(to)}/council/releases`, { entryIds }), 204)
    await release(made.entryId, party.entryId)
    assert.ok((await youssef.get(`${path(to)}/parties`)).text.includes('Ik blijf'))
    const changed = good(
      await samira.put(`${path(to)}/positions/${made.positionId}`, { summary: 'Ik verkoop', heardOn: dayFrom(0) }),
      200,
    ).json
    good(
      await samira.put(`${path(to)}/parties/${party.partyId}`, {
        name: 'De werf in verkoop',
        representedBy: '',
        weakVoice: '',
      }),
      200,
    )
    const early = (await youssef.get(`${path(to)}/parties`)).text
    assert.ok(!early.includes('verkoop'), early)
    assert.ok((await henk.get(`${path(to)}/parties`)).text.includes('De werf in verkoop'))
    await release(changed.entryId)
    assert.ok((await youssef.get(`${path(to)}/parties`)).text.includes('Ik verkoop'))
    good(
      await samira.put(`${path(to)}/positions/${made.positionId}/withdrawal`, { reason: 'De koper zegt het nog niet' }),
      200,
    )
    assert.ok(!(await youssef.get(`${path(to)}/parties`)).text.includes('koper'))
  })

  test('statutory erasure takes the words here too', async () => {
    const to = await openDossier({ title: 'Wissen' })
    const made = good(
      await write({ summary: 'Mijn buurman is ziek', whose: 'Mevrouw X', heardOn: dayFrom(0) }, samira, to),
    ).json
    good(await samira.put(`${path(to)}/entries/${made.entryId}/erasure`, { ground: 'art. 17 AVG' }), 204)
    const { text } = await samira.get(`${path(to)}/parties`)
    assert.ok(!text.includes('ziek') && !text.includes('Mevrouw X'), text)
  })
})

describe('agreements of both sides', () => {
  const agree = (more: object = {}, client = samira, to = dossierId) =>
    client.post(`${path(to)}/agreements`, {
      promise: 'Een lijst met daken die sterk genoeg zijn.',
      promiserId: zonId,
      dueOn: dayFrom(20),
      ...more,
    })
  const say = (id: string, more: object, client = samira) =>
    client.post(`/agreements/${id}/words`, { side: 'promiser', state: 'kept', reason: 'Gedaan.', ...more })
  const agreementAs = async (client: Client, id: string, to = dossierId) =>
    good(await client.get(`${path(to)}/agreements`), 200).json.items.find(
      (one: { agreementId: string }) => one.agreementId === id,
    )
  const itemOf = async (openItemId: string) => good(await samira.get(`/open-items/${openItemId}`), 200).json

  test('a partner’s promise waits for the partner, with its ladder, and both sides read it', async () => {
    const made = good(await agree()).json
    for (const client of [samira, marleen, henk]) {
      const one = await agreementAs(client, made.agreementId)
      assert.deepEqual(
        [one.promiser.name, one.receiver.name, one.state, one.dueOn],
        ['Energiecoöperatie Zon op de Dijk', 'Gemeente Wierdijk', 'open', dayFrom(20)],
      )
    }
    const mine = await agreementAs(marleen, made.agreementId)
    assert.deepEqual([mine.promiser.mine, mine.receiver.mine], [true, false])
    const waiting = (await marleen.get('/waiting-on-me')).json.items
    assert.ok(waiting.some((one: { openItemId: string }) => one.openItemId === made.openItemId))
    const item = await itemOf(made.openItemId)
    assert.deepEqual([item.kind, item.steps.length > 3], ['agreement', true])
    assert.ok(!(await youssef.get(`${path()}/agreements`)).text.includes('Een lijst met daken'), 'for the organisation')
  })

  test('the side that promised says that it was kept: the open item ends with it', async () => {
    const made = good(await agree()).json
    good(await say(made.agreementId, { reason: 'De lijst is gestuurd.' }, marleen))
    const one = await agreementAs(samira, made.agreementId)
    assert.equal(one.state, 'kept')
    assert.equal(one.words.length, 1)
    assert.equal(one.words[0].saidRole, 'voorzitter, Energiecoöperatie Zon op de Dijk')
    const item = await itemOf(made.openItemId)
    assert.deepEqual([item.state, item.closing.text], ['answered', 'De lijst is gestuurd.'])
  })

  test('two sides that do not say the same both stand there, and nobody decides which is true', async () => {
    const made = good(await agree()).json
    good(await say(made.agreementId, {}, marleen))
    good(await say(made.agreementId, { side: 'receiver', state: 'notKept', reason: 'Er ontbreken zes daken.' }))
    const one = await agreementAs(marleen, made.agreementId)
    assert.equal(one.state, 'disputed')
    assert.deepEqual(
      one.words.map((word: { side: string; state: string }) => [word.side, word.state]),
      [
        ['receiver', 'notKept'],
        ['promiser', 'kept'],
      ],
    )
    good(await say(made.agreementId, { side: 'receiver', state: 'kept', reason: 'Nu compleet.' }))
    assert.equal((await agreementAs(marleen, made.agreementId)).state, 'kept')
  })

  test('answering it on Vandaag says the same as saying it here', async () => {
    const made = good(await agree()).json
    good(await marleen.put(`/open-items/${made.openItemId}/answer`, { text: 'Hier is de lijst.' }), 200)
    assert.equal((await agreementAs(samira, made.agreementId)).state, 'kept')
    const other = good(await agree()).json
    good(await marleen.put(`/open-items/${other.openItemId}/refusal`, { reason: 'Dat kunnen wij niet.' }), 200)
    const one = await agreementAs(samira, other.agreementId)
    assert.deepEqual([one.state, one.words[0].reason], ['notKept', 'Dat kunnen wij niet.'])
  })

  test('a changed day has a reason and starts the ladder anew; who was promised something cannot change it alone', async () => {
    const made = good(await agree()).json
    refused(await say(made.agreementId, { state: 'changed' }, marleen), 400, 'required')
    refused(await say(made.agreementId, { dueOn: dayFrom(30) }, marleen), 400, 'parties.dayOfChange')
    refused(await say(made.agreementId, { state: 'changed', dueOn: dayFrom(-1) }, marleen), 400, 'inThePast')
    good(
      await say(made.agreementId, { state: 'changed', dueOn: dayFrom(40), reason: 'De dakdekker is ziek.' }, marleen),
    )
    const one = await agreementAs(samira, made.agreementId)
    assert.deepEqual([one.state, one.dueOn, one.firstDueOn], ['changed', dayFrom(40), dayFrom(20)])
    const item = await itemOf(made.openItemId)
    assert.deepEqual([item.dueOn, item.extensions[0].reason], [dayFrom(40), 'De dakdekker is ziek.'])
    good(await say(made.agreementId, { reason: 'Toch nog.' }, marleen))
    refused(
      await say(made.agreementId, { state: 'changed', dueOn: dayFrom(50) }, marleen),
      409,
      'parties.agreementEnded',
    )
    const ours = good(await agree({ promiserId: undefined, receiverId: zonId })).json
    refused(
      await say(ours.agreementId, { side: 'receiver', state: 'changed', dueOn: dayFrom(50) }, marleen),
      400,
      'parties.promiserChanges',
    )
  })

  test('what we promise waits for the owner, and the other side says whether it was kept', async () => {
    const made = good(
      await agree({ promiserId: undefined, receiverId: zonId, promise: 'Een aansluiting vóór de zomer.' }, iris),
    ).json
    const item = await itemOf(made.openItemId)
    assert.deepEqual([item.kind, item.addressee.mine], ['promise', true])
    refused(await say(made.agreementId, {}, marleen), 403, 'parties.speaksForThatSide')
    good(await say(made.agreementId, { side: 'receiver', state: 'notKept', reason: 'Niets gezien.' }, marleen))
    assert.equal((await agreementAs(samira, made.agreementId)).state, 'notKept')
    assert.equal((await itemOf(made.openItemId)).state, 'open', 'a creditor does not end the debt')
    refused(await say(made.agreementId, {}, henk), 403, 'parties.isASide')
    refused(await say(made.agreementId, {}, youssef), 404, 'parties.notFound')
  })

  test('for a group without an account the keeper looks after the promise, and the core team writes down what it said', async () => {
    good(
      await samira.put(`${path()}/parties/${schippersId}`, {
        name: 'Schippers',
        weakVoice: 'Zij varen.',
        keptById: membershipId('iris'),
      }),
      200,
    )
    const made = good(await agree({ promiserId: schippersId, promise: 'Na tien uur geen muziek.' })).json
    const waiting = (await iris.get('/waiting-on-me')).json.items
    assert.ok(waiting.some((one: { openItemId: string }) => one.openItemId === made.openItemId))
    refused(await say(made.agreementId, {}, marleen), 403, 'parties.isASide')
    good(await say(made.agreementId, { state: 'notKept', reason: 'Zaterdag tot twee uur.' }, samira))
    const one = await agreementAs(henk, made.agreementId)
    assert.equal(one.state, 'notKept')
    assert.equal((await itemOf(made.openItemId)).state, 'refused')
  })

  test('an organisation that is a side takes part from then on, and reads what it agreed', async () => {
    const to = await openDossier({ title: 'Haven en ondernemers' })
    assert.equal((await jelle.get(path(to))).status, 404)
    const id = await addParty({ organisationId: organisationId('ondernemers') }, to)
    assert.equal((await jelle.get(path(to))).status, 404, 'being named opens nothing')
    const made = good(await agree({ promiserId: id, promise: 'Wij vragen onze leden.' }, samira, to)).json
    const one = await agreementAs(jelle, made.agreementId, to)
    assert.equal(one.promiser.mine, true)
    good(await say(made.agreementId, { reason: 'Gevraagd.' }, jelle))
    assert.equal((await itemOf(made.openItemId)).state, 'answered')
  })

  test('an agreement has two different sides, is for both, and has a day that still comes', async () => {
    refused(await agree({ promiserId: undefined }), 400, 'required')
    refused(await agree({ receiverId: zonId }), 400, 'parties.twoSides')
    refused(await agree({ promiserId: randomUUID() }), 400, 'parties.noSuchParty')
    refused(await agree({ dueOn: dayFrom(-1) }), 400, 'inThePast')
    refused(await agree({ dueOn: '2999-01-01' }), 400, 'parties.tooFarAway')
    refused(await agree({ audience: 1 }), 400, 'parties.bothRead')
    refused(await agree({}, henk), 403, 'parties.takesPart')
    const before = (await house.owner.query('select count(*) from open_items.open_item')).rows[0].count
    refused(await agree({ audience: 5 }), 400, 'parties.withinCeiling')
    assert.equal((await house.owner.query('select count(*) from open_items.open_item')).rows[0].count, before)
  })

  test('a silent promise climbs, and is listed with the day that counts', async () => {
    const made = good(await agree({ promise: 'Stil.' })).json
    await house.owner.query(`update open_items.step set at = now() - interval '1 minute' where open_item_id = $1`, [
      made.openItemId,
    ])
    const { climb } = await import('#capabilities/open-items/index.ts')
    const client = await house.owner.connect()
    while (await climb(client, new Date()));
    client.release()
    const item = await itemOf(made.openItemId)
    assert.ok(item.lapsedAt, 'it lapsed')
    assert.ok(item.step > 1)
  })
})
