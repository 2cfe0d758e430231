// Areas, changes around the work, temporary teams and initiatives through the front door: what belongs together, what begins
// and ends by itself, and whose idea it stays.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { membershipId, organisationId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { digestOf } from '#foundation/http/request.ts'
import { clockOf } from '../settings/calendar.ts'
import { openTeams } from './index.ts'

let house: TestHouse
let samira: Client
let basjan: Client
let henk: Client
let marleen: Client
let youssef: Client
let arend: Client
let smeets: Client
let wout: Client

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
  good(await samira.post('/dossiers', { title: 'Kade 9', reason: 'Leeg', kind: 'opgave', ceiling: 3, ...more })).json
    .dossierId
const path = (to: string) => `/dossiers/${to}`
const involve = async (to: string, who: object, role = 'partner') =>
  good(await samira.post(`${path(to)}/involvements`, { ...who, role }))
const addParty = async (to: string, party: object): Promise<string> =>
  good(await samira.post(`${path(to)}/parties`, party)).json.partyId
const lastLine = async (to: string, kind: string, client = samira) =>
  good(await client.get(`${path(to)}/entries?kind=${kind}&limit=1`), 200).json.items[0]

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  basjan = await house.as('basjan')
  henk = await house.as('henk')
  marleen = await house.as('marleen')
  youssef = await house.as('youssef')
  arend = await house.as('arend')
  smeets = await house.as('smeets')
  wout = await house.as('wout')
})
after(() => house.stop())

describe('an area', () => {
  let areaId = ''
  let kadeId = ''
  let silentId = ''

  before(async () => {
    areaId = await openDossier({ title: 'Havenkwartier', kind: 'area', ceiling: 5 })
    kadeId = await openDossier({ title: 'Kade 9' })
    silentId = await openDossier({ title: 'Stille koop merkstil', ceiling: 1 })
  })

  test('brings dossiers, parties and agreements of one place together, each as far as it exists for who asks', async () => {
    for (const dossierId of [kadeId, silentId]) good(await samira.put(`${path(dossierId)}/areas/${areaId}`), 204)
    for (const dossierId of [areaId, kadeId, silentId]) await addParty(dossierId, { name: 'De Werf' })
    await addParty(kadeId, { organisationId: organisationId('havenwonen') })
    const zon = await addParty(silentId, { name: 'Koper merkkoper' })
    good(
      await samira.post(`${path(kadeId)}/agreements`, {
        promise: 'Een plattegrond.',
        promiserId: (await samira.get(`${path(kadeId)}/parties`)).json.parties[0].partyId,
        dueOn: dayFrom(9),
      }),
    )
    const mine = good(await samira.get(`${path(areaId)}/area`), 200).json
    assert.deepEqual(mine.dossiers.map((one: { title: string }) => one.title).sort(), [
      'Havenkwartier',
      'Kade 9',
      'Stille koop merkstil',
    ])
    const werf = mine.parties.find((one: { name: string }) => one.name === 'De Werf')
    assert.equal(werf.in.length, 3, 'one party in three dossiers')
    assert.deepEqual(
      mine.agreements.map((one: { promise: string; dossierTitle: string }) => [one.promise, one.dossierTitle]),
      [['Een plattegrond.', 'Kade 9']],
    )
    const henks = good(await henk.get(`${path(areaId)}/area`), 200)
    assert.equal(henks.json.parties.find((one: { name: string }) => one.name === 'De Werf').in.length, 2)
    assert.ok(!henks.text.includes('merk'), henks.text)
    // An outsider reads of a public area only what is public.
    const outside = good(await smeets.get(`${path(areaId)}/area`), 200).json
    assert.deepEqual([outside.dossiers.length, outside.parties.length, outside.agreements.length], [1, 0, 0])
    const lists = await Promise.all([samira, henk, smeets].map((client) => client.get('/areas')))
    assert.deepEqual(
      lists.map(({ json }) => json.items[0].dossiers),
      [2, 1, 0],
    )
    assert.ok(zon)
  })

  test('the map of who can mobilise what gives weight to whoever may rate, and to a partner none', async () => {
    const { parties } = (await samira.get(`${path(kadeId)}/parties`)).json
    const werf = parties.find((one: { name: string }) => one.name === 'De Werf')
    good(
      await samira.post(`${path(kadeId)}/parties/${werf.partyId}/assessments`, {
        interest: 4,
        influence: 5,
        means: 'kranen',
        knowledge: 'diepgang',
      }),
    )
    const found = async (client: Client) =>
      (await client.get(`${path(areaId)}/area`)).json.parties.find((one: { name: string }) => one.name === 'De Werf')
    const seen = await found(henk)
    assert.deepEqual([seen.influence, seen.means, seen.knowledge], [5, ['kranen'], ['diepgang']])
    await involve(kadeId, { organisationId: organisationId('zon') })
    const partners = await found(marleen)
    assert.deepEqual([partners.influence, partners.interest, partners.means], [null, null, []])
  })

  test('the line in the journal names no area that its reader may not see', async () => {
    const hidden = await openDossier({ title: 'Gebied merkgeheim', kind: 'area', ceiling: 1 })
    good(await samira.put(`${path(kadeId)}/areas/${hidden}`), 204)
    const line = await lastLine(kadeId, 'area', henk)
    assert.deepEqual([line.text, line.details.state], ['', 'linked'])
    const asHenk = await henk.get(`${path(kadeId)}/entries/${line.entryId}`)
    assert.deepEqual(asHenk.json.links, [])
    assert.equal((await samira.get(`${path(kadeId)}/entries/${line.entryId}`)).json.links[0].label, 'Gebied merkgeheim')
    assert.ok(!(await henk.get(`${path(kadeId)}/surroundings`)).text.includes('merkgeheim'))
    assert.ok((await samira.get(`${path(kadeId)}/surroundings`)).text.includes('merkgeheim'))
    refused(await henk.put(`${path(kadeId)}/areas/${hidden}`), 403, 'parties.isCoreTeam')
  })

  test('only an area is one, a dossier lies in it once, and is taken out by its own core team', async () => {
    refused(await samira.put(`${path(kadeId)}/areas/${areaId}`), 409, 'parties.linkedAlready')
    refused(await samira.put(`${path(kadeId)}/areas/${silentId}`), 400, 'parties.noSuchArea')
    refused(await samira.put(`${path(areaId)}/areas/${areaId}`), 400, 'parties.areaOfItself')
    assert.equal((await samira.get(`${path(kadeId)}/area`)).status, 404, 'that is no area')
    assert.equal(
      (await samira.get(`${path(areaId)}/area`)).json.dossiers.find(
        (one: { dossierId: string }) => one.dossierId === kadeId,
      ).may.unlink,
      true,
    )
    refused(await henk.delete(`${path(kadeId)}/areas/${areaId}`), 403, 'parties.isCoreTeam')
    good(await samira.delete(`${path(kadeId)}/areas/${areaId}`), 204)
    refused(await samira.delete(`${path(kadeId)}/areas/${areaId}`), 404, 'parties.noSuchArea')
    assert.equal((await henk.get(`${path(areaId)}/area`)).json.dossiers.length, 1)
    good(await samira.put(`${path(kadeId)}/areas/${areaId}`), 204)
  })
})

describe('what changes around the work', () => {
  const LAW = {
    kind: 'law',
    title: 'Wet collectieve warmte',
    meaning: 'De gemeente wijst warmtekavels aan.',
    happensOn: '2026-07-01',
    source: 'Staatsblad 2025, 312',
    sourceLink: 'https://wetten.overheid.nl/',
  }

  test('has a date and a source, and shows the dossiers that it touches to whoever may read them', async () => {
    const { contextChangeId } = good(await samira.post('/context-changes', LAW)).json
    const dossierId = await openDossier({ title: 'Warmte merkwarmte', ceiling: 2 })
    const line = good(
      await samira.post(`${path(dossierId)}/context-changes`, { contextChangeId, how: 'Ons plan wacht op de kavels.' }),
    ).json
    refused(
      await samira.post(`${path(dossierId)}/context-changes`, { contextChangeId, how: 'x' }),
      400,
      'parties.taggedAlready',
    )
    const find = async (client: Client) =>
      (await client.get('/context-changes')).json.items.find(
        (one: { contextChangeId: string }) => one.contextChangeId === contextChangeId,
      )
    assert.deepEqual((await find(samira)).dossiers, [
      { dossierId, title: 'Warmte merkwarmte', how: 'Ons plan wacht op de kavels.', mayUntag: true },
    ])
    assert.deepEqual((await find(henk)).dossiers, [], 'the change, not the dossier')
    assert.equal((await find(youssef)).source, LAW.source, 'a law is no secret for the council')
    assert.equal(await find(smeets), undefined, 'what one town writes is not another’s')
    assert.equal(await find(marleen), undefined)
    await involve(dossierId, { organisationId: organisationId('zon') })
    assert.deepEqual((await find(marleen)).dossiers.length, 1, 'who takes part reads what touches it')
    const entry = (await samira.get(`${path(dossierId)}/entries/${line.entryId}`)).json
    assert.deepEqual(entry.details, {
      contextChangeId,
      kind: 'law',
      title: LAW.title,
      happensOn: LAW.happensOn,
      source: LAW.source,
    })
    assert.equal(
      (await samira.get(`${path(dossierId)}/surroundings`)).json.contextChanges[0].how,
      'Ons plan wacht op de kavels.',
    )
    assert.deepEqual((await samira.get('/context-changes?kind=cuts')).json.items, [])

    // It is put otherwise, with the reason; what stood there before stays, for whoever reads what stands there now.
    const later = {
      ...LAW,
      title: `${LAW.title}, een jaar later`,
      happensOn: dayFrom(400),
      reason: 'De Kamer stelde uit.',
    }
    for (const client of [marleen, youssef])
      refused(await client.put(`/context-changes/${contextChangeId}`, later), 403, 'parties.isCivilServant')
    assert.equal((await smeets.put(`/context-changes/${contextChangeId}`, later)).status, 404)
    refused(await henk.put(`/context-changes/${contextChangeId}`, { ...later, reason: ' ' }), 400, 'required')
    assert.equal((await henk.put(`/context-changes/${contextChangeId}`, later)).status, 204)
    for (const client of [samira, youssef, marleen]) {
      const now = await find(client)
      assert.deepEqual([now.title, now.happensOn, now.earlier.length], [later.title, later.happensOn, 1])
      assert.deepEqual([now.earlier[0].title, now.earlier[0].happensOn], [LAW.title, LAW.happensOn])
      assert.equal(now.earlier[0].reason, 'De Kamer stelde uit.')
    }
    assert.deepEqual([(await find(samira)).mayChange, (await find(youssef)).mayChange], [true, false])
    const page = (await samira.page('/omgeving')).text
    assert.match(page, /Wat er eerst stond/)
    assert.match(page, /De Kamer stelde uit\./)

    // It turns out not to touch the dossier: that is said in its journal, and it can be said again.
    const touching = `${path(dossierId)}/context-changes/${contextChangeId}`
    refused(await marleen.delete(touching), 403, 'parties.isCoreTeam')
    assert.equal((await samira.delete(touching)).status, 204)
    assert.deepEqual((await find(samira)).dossiers, [])
    assert.equal(await find(marleen), undefined)
    assert.deepEqual((await samira.get(`${path(dossierId)}/surroundings`)).json.contextChanges, [])
    const said = (await samira.get(`${path(dossierId)}/entries?kind=contextChange`)).json.items
    assert.deepEqual(
      said.map((one: { details: { state?: string } }) => one.details.state ?? 'tagged'),
      ['untagged', 'tagged'],
    )
    assert.match((await samira.page(path(dossierId))).text, /Dit raakt het dossier bij nader inzien niet/)
    assert.equal((await samira.delete(touching)).status, 404)
    good(await samira.post(`${path(dossierId)}/context-changes`, { contextChangeId, how: 'Toch wel.' }))
    assert.equal((await find(samira)).dossiers[0].how, 'Toch wel.')

    const { rows: told } = await house.owner.query(
      `select name from foundation.event where payload ->> 'contextChangeId' = $1 order by id`,
      [contextChangeId],
    )
    assert.deepEqual(
      told.map(({ name }) => name.replace('contextChange', '')),
      ['Recorded', 'Tagged', 'Changed', 'Untagged', 'Tagged'],
    )

    // Whoever lets it go does so in their own name: held by the database too.
    const serving = new pg.Client(house.database.servingUrl)
    await serving.connect()
    const letGoAs = async (who: string) => {
      await serving.query('begin')
      try {
        const secret = samira.cookie.replace('schakel=', '')
        await serving.query('select access.become($1, $2)', ['session', digestOf(secret)])
        return (
          await serving.query(
            'update parties.touched set ended_by = $2, ended_at = now() where context_change_id = $1 and ended_at is null',
            [contextChangeId, who],
          )
        ).rowCount
      } finally {
        await serving.query('rollback')
      }
    }
    try {
      await assert.rejects(letGoAs(membershipId('henk')), /row-level security/)
      assert.equal(await letGoAs(membershipId('samira')), 1)
    } finally {
      await serving.end()
    }
  })

  test('is recorded by civil servants and linked by the core team', async () => {
    refused(await marleen.post('/context-changes', LAW), 403, 'parties.isCivilServant')
    refused(await youssef.post('/context-changes', LAW), 403, 'parties.isCivilServant')
    refused(await samira.post('/context-changes', { ...LAW, happensOn: '2026-02-30' }), 400, 'notADate')
    refused(await samira.post('/context-changes', { ...LAW, source: ' ' }), 400, 'required')
    refused(await samira.post('/context-changes', { ...LAW, sourceLink: 'javascript:alert(1)' }), 400, 'wrongFormat')
    const dossierId = await openDossier()
    const { contextChangeId } = good(await smeets.post('/context-changes', LAW)).json
    refused(
      await samira.post(`${path(dossierId)}/context-changes`, { contextChangeId, how: 'x' }),
      400,
      'parties.noSuchChange',
    )
  })
})

describe('a temporary team over organisations', () => {
  let dossierId = ''
  const team = (more: object = {}) => ({
    name: 'Kadeteam',
    purpose: 'De kade veilig openhouden.',
    startsOn: dayFrom(3),
    endsOn: dayFrom(10),
    members: [
      { membershipId: membershipId('arend'), role: 'dijkbeheerder', powers: 'beslist over de waterkering' },
      { membershipId: membershipId('wout'), role: 'adviseur', powers: 'adviseert', isCore: true },
    ],
    ...more,
  })
  const openOn = async (day: string) => {
    const client = await house.owner.connect()
    // Just after midnight in the Netherlands.
    const opened = await openTeams(client, new Date(clockOf(day, 0).getTime() + 30_000))
    client.release()
    return opened
  }
  const teamsAs = async (client: Client, to = dossierId) => good(await client.get(`${path(to)}/teams`), 200).json.items

  // Samira knows people of other organisations from another dossier.
  before(async () => {
    const shared = await openDossier({ title: 'Waar men elkaar kent' })
    await involve(shared, { organisationId: organisationId('dewierde') })
    dossierId = await openDossier({ title: 'Kadeveiligheid', ceiling: 2 })
  })

  test('opens nothing before its first day, everything on that day, once, and nothing after its last', async () => {
    const { teamId } = good(await samira.post(`${path(dossierId)}/teams`, team())).json
    assert.equal((await arend.get(path(dossierId))).status, 404)
    assert.equal((await wout.get(path(dossierId))).status, 404)
    assert.equal(await openOn(dayFrom(2)), 0)
    assert.equal((await arend.get(path(dossierId))).status, 404)
    const [coming] = await teamsAs(samira)
    assert.deepEqual(
      [coming.state, coming.members.map((one: { hasAccess: boolean }) => one.hasAccess)],
      ['coming', [false, false]],
    )
    assert.deepEqual((await samira.get(path(dossierId))).json.involvements, [], 'who begins later takes no part yet')

    assert.equal(await openOn(dayFrom(3)), 2)
    assert.equal(await openOn(dayFrom(3)), 0, 'once')
    const seen = good(await arend.get(path(dossierId)), 200).json
    assert.equal(seen.reach, 2)
    assert.equal((await wout.get(path(dossierId))).json.reach, 1)
    good(await arend.post(`${path(dossierId)}/entries`, { text: 'De kering is gezien.' }))
    const { rows } = await house.owner.query(
      `select subject, reach, until = ($2::date + 1)::timestamp at time zone 'Europe/Amsterdam' as to_the_second
       from dossier.reach where dossier_id = $1 and subject = any ($3) order by reach`,
      [dossierId, dayFrom(10), [`m:${membershipId('arend')}`, `m:${membershipId('wout')}`]],
    )
    assert.deepEqual(rows, [
      { subject: `m:${membershipId('wout')}`, reach: 1, to_the_second: true },
      { subject: `m:${membershipId('arend')}`, reach: 2, to_the_second: true },
    ])

    // Its last second, brought near: nobody does anything, and the door is shut.
    await house.owner.query(
      `update dossier.involvement set until = clock_timestamp() + interval '400 ms' where dossier_id = $1`,
      [dossierId],
    )
    await house.owner.query(
      `update dossier.reach set until = clock_timestamp() + interval '400 ms' where dossier_id = $1 and until <> 'infinity'`,
      [dossierId],
    )
    assert.equal((await arend.get(path(dossierId))).status, 200)
    await new Promise((done) => setTimeout(done, 500))
    for (const client of [arend, wout]) {
      assert.equal((await client.get(path(dossierId))).status, 404)
      assert.equal((await client.post(`${path(dossierId)}/entries`, { text: 'Nog iets.' })).status, 404)
      assert.ok(!(await client.get('/search?query=kering')).text.includes('De kering is gezien'))
    }
    assert.equal((await samira.get(`${path(dossierId)}/teams`)).json.items[0].teamId, teamId)
  })

  test('that begins today is open at once; ending it takes its access, and no other', async () => {
    const to = await openDossier({ title: 'Vandaag', ceiling: 2 })
    await involve(to, { membershipId: membershipId('wout') }, 'adviser')
    const { teamId } = good(await samira.post(`${path(to)}/teams`, team({ startsOn: dayFrom(0) }))).json
    assert.equal((await arend.get(path(to))).status, 200)
    assert.equal((await wout.get(path(to))).json.reach, 1)
    refused(await arend.put(`${path(to)}/teams/${teamId}/ending`), 403, 'parties.isCoreTeam')
    good(await samira.put(`${path(to)}/teams/${teamId}/ending`), 204)
    assert.equal((await arend.get(path(to))).status, 404)
    assert.equal((await wout.get(path(to))).json.reach, 2, 'he stays adviser')
    refused(await samira.put(`${path(to)}/teams/${teamId}/ending`), 409, 'parties.teamIsOver')
    refused(await samira.put(`${path(to)}/teams/${randomUUID()}/ending`), 404, 'parties.teamNotFound')
  })

  test('that was ended, or whose dossier closed or whose member left before it began, opens nothing', async () => {
    const made = async (title: string) => {
      const to = await openDossier({ title, ceiling: 2 })
      const { teamId } = good(await samira.post(`${path(to)}/teams`, team())).json
      return { to, teamId }
    }
    const ended = await made('Gestopt team')
    good(await samira.put(`${path(ended.to)}/teams/${ended.teamId}/ending`), 204)
    const closed = await made('Gesloten dossier')
    good(
      await samira.put(`${path(closed.to)}/closure`, { outcome: 'stopped', result: 'x', effect: 'x', lesson: 'x' }),
      200,
    )
    const missed = await made('Gemiste start')
    assert.equal(await openOn(dayFrom(4)), 6)
    for (const { to } of [ended, closed]) assert.equal((await arend.get(path(to))).status, 404)
    assert.equal((await arend.get(path(missed.to))).status, 200, 'a server that was down a day opens it later')
  })

  test('two servers at once open each access once', async () => {
    const to = await openDossier({ title: 'Twee servers', ceiling: 2 })
    good(await samira.post(`${path(to)}/teams`, team()))
    await Promise.all([openOn(dayFrom(3)), openOn(dayFrom(3)), openOn(dayFrom(3))])
    const { rows } = await house.owner.query('select count(*)::int from dossier.involvement where dossier_id = $1', [
      to,
    ])
    assert.equal(rows[0].count, 2)
  })

  test('names roles and powers, no mother organisation; the journal names no officials', async () => {
    const to = await openDossier({ title: 'Rollen', ceiling: 3 })
    good(await samira.post(`${path(to)}/teams`, team({ startsOn: dayFrom(0) })))
    const [one] = await teamsAs(henk, to)
    assert.deepEqual(
      one.members.map((member: { label: string; role: string; powers: string }) => [
        member.label,
        member.role,
        member.powers,
      ]),
      [
        ['adviseur ruimte en erfgoed, Gemeente Wierdijk', 'adviseur', 'adviseert'],
        ['dijkbeheerder, Waterschap De Wierde', 'dijkbeheerder', 'beslist over de waterkering'],
      ],
    )
    const line = await lastLine(to, 'team')
    assert.ok(!JSON.stringify(line.details).includes('Wiersma'))
    assert.deepEqual(
      [line.details.name, line.details.startsOn, line.details.endsOn],
      ['Kadeteam', dayFrom(0), dayFrom(10)],
    )
  })

  test('has dates in their order, members that exist, and each of them once', async () => {
    const to = await openDossier()
    const compose = (more: object) => samira.post(`${path(to)}/teams`, team(more))
    refused(await compose({ endsOn: dayFrom(1) }), 400, 'parties.endsAfterItStarts')
    refused(await compose({ startsOn: dayFrom(-1) }), 400, 'inThePast')
    refused(await compose({ members: [] }), 400, 'tooShort')
    const one = { membershipId: membershipId('wout'), role: 'x', powers: 'x' }
    refused(await compose({ members: [one, one] }), 400, 'parties.memberTwice')
    refused(await compose({ members: [{ ...one, membershipId: membershipId('theo') }] }), 400, 'parties.notAMember')
    refused(await compose({ members: [{ ...one, membershipId: membershipId('smeets') }] }), 400, 'parties.notAMember')
    refused(await henk.post(`${path(to)}/teams`, team()), 403, 'parties.isCoreTeam')
  })
})

describe('an initiative', () => {
  const NAMED = {
    organisationId: organisationId('zon'),
    words: 'Wij willen zelf stroom maken op de dijk.',
    support: 'Wij denken mee over de vergunning.',
  }
  const close = (to: string, client = samira) =>
    client.put(`${path(to)}/closure`, { outcome: 'result', result: 'x', effect: 'x', lesson: 'x' })
  const open = async (named: object = NAMED) => {
    const to = await openDossier({ title: 'Zon op de Dijk', kind: 'initiative' })
    good(await samira.put(`${path(to)}/initiative`, named), 200)
    return to
  }

  test('stays the initiator’s: named, in their words, with our support and one contact person', async () => {
    const to = await open()
    const seen = good(await marleen.get(`/initiatives/${to}`), 200).json
    assert.deepEqual(
      [seen.initiator, seen.mine, seen.words, seen.support, seen.contact.role],
      ['Energiecoöperatie Zon op de Dijk', true, NAMED.words, NAMED.support, 'procesambtenaar, Gemeente Wierdijk'],
    )
    assert.equal((await henk.get(`/initiatives/${to}`)).json.mine, false)
    assert.equal((await smeets.get(`/initiatives/${to}`)).status, 404)
    const { involvements } = (await samira.get(path(to))).json
    assert.deepEqual(
      involvements.map((one: { role: string }) => one.role),
      ['initiator'],
    )
  })

  test('only the initiator changes the words of the idea; the earlier ones stay', async () => {
    const to = await open()
    for (const client of [samira, basjan, henk])
      refused(
        await client.post(`/initiatives/${to}/ideas`, { words: 'Een gemeentelijk zonnepark.' }),
        403,
        'parties.isInitiator',
      )
    assert.equal(
      good(await marleen.post(`/initiatives/${to}/ideas`, { words: 'Stroom van en voor de dijk.' })).json.number,
      2,
    )
    const seen = (await henk.get(`/initiatives/${to}`)).json
    assert.deepEqual(
      seen.ideas.map((one: { words: string }) => one.words),
      ['Stroom van en voor de dijk.', NAMED.words],
    )
    refused(await samira.put(`${path(to)}/initiative`, NAMED), 409, 'parties.initiatorIsNamed')
    good(
      await samira.put(`/initiatives/${to}/support`, {
        support: 'Wij lenen de zaal.',
        contactId: membershipId('basjan'),
      }),
      200,
    )
    refused(await marleen.put(`/initiatives/${to}/support`, { support: 'Geld.' }), 403, 'parties.ownsOrDeputises')
    const after = (await henk.get(`/initiatives/${to}`)).json
    assert.deepEqual([after.support, after.contact.name], ['Wij lenen de zaal.', 'Bas-Jan Kuiper'])
  })

  test('is not closed over the initiator’s head: with agreement, or with a reason that was told first', async () => {
    const to = await open()
    refused(await close(to), 409, 'parties.initiatorWasAsked')
    assert.match((await close(to)).json.detail, /initiatief van een ander/)
    assert.equal((await samira.get(path(to))).json.state, 'active')
    refused(await samira.put(`/initiatives/${to}/consent`, { reason: 'Namens hen.' }), 403, 'parties.isInitiator')
    good(await marleen.put(`/initiatives/${to}/consent`, { reason: 'Wij gaan zelf verder.' }), 200)
    good(await close(to), 200)
    // A consent is for one closing.
    good(await samira.delete(`${path(to)}/closure`, { reason: 'Toch niet.' }), 204)
    assert.equal((await samira.get(`/initiatives/${to}`)).json.closing, null)
    refused(await close(to), 409, 'parties.initiatorWasAsked')
    refused(await marleen.put(`/initiatives/${to}/closing-reason`, { reason: 'x' }), 403, 'parties.ownsOrDeputises')
    good(await samira.put(`/initiatives/${to}/closing-reason`, { reason: 'Al een jaar geen bericht.' }), 200)
    const line = await lastLine(to, 'initiative', marleen)
    assert.deepEqual([line.text, line.details.state], ['Al een jaar geen bericht.', 'closingReason'])
    good(await close(to), 200)
  })

  test('of a resident without an account keeps the words as they were heard', async () => {
    const to = await open({
      name: 'Kevin van de Dijk',
      words: 'Ik wil meedoen zonder dak.',
      support: 'Wij zoeken mee.',
    })
    const seen = (await samira.get(`/initiatives/${to}`)).json
    assert.deepEqual([seen.initiator, seen.signsIn, seen.mine], ['Kevin van de Dijk', false, false])
    refused(await samira.post(`/initiatives/${to}/ideas`, { words: 'Iets anders.' }), 403, 'parties.isInitiator')
    refused(await close(to), 409, 'parties.initiatorWasAsked')
  })

  test('gets no other name from anybody but the initiator, whichever way it is written', async () => {
    const to = await open()
    await assert.rejects(
      house.owner.query(`update dossier.dossier set title = 'Zonnepark Wierdijk' where id = $1`, [to]),
      /parties.initiatorNames/,
    )
    await house.owner.query(`update dossier.dossier set changed_at = now() where id = $1`, [to])
  })

  test('belongs to a dossier of that kind, and has one initiator', async () => {
    const other = await openDossier()
    refused(await samira.put(`${path(other)}/initiative`, NAMED), 409, 'parties.isInitiative')
    const to = await openDossier({ kind: 'initiative' })
    refused(await samira.put(`${path(to)}/initiative`, { ...NAMED, name: 'Kevin' }), 400, 'required')
    refused(
      await samira.put(`${path(to)}/initiative`, { ...NAMED, organisationId: randomUUID() }),
      400,
      'parties.noSuchOrganisation',
    )
    refused(
      await samira.put(`${path(to)}/initiative`, { ...NAMED, contactId: membershipId('arend') }),
      400,
      'parties.contactWorksHere',
    )
    refused(await henk.put(`${path(to)}/initiative`, NAMED), 403, 'parties.ownsOrDeputises')
    // Without an initiator it closes as any dossier.
    good(await close(to), 200)
  })
})
