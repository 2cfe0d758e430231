// The long-term agenda and the choices that are political, through the front door.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, addWorkingDays, dayAt } from '#capabilities/open-items/index.ts'

let house: TestHouse
const who = {} as Record<PersonKey, Client>
let dossierId = ''
const today = dayAt(new Date())
const wierdijk = organisationId('wierdijk')

const good = (answer: Answered, status = 200) => {
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
    await who.samira.post('/dossiers', { title: 'Havenkwartier', reason: 'Leeg', kind: 'opgave', ceiling: 4, ...more }),
    201,
  ).json.dossierId

before(async () => {
  house = await startHouse()
  for (const key of [
    'samira',
    'basjan',
    'wout',
    'henk',
    'lotte',
    'youssef',
    'deruiter',
    'marleen',
    'bram',
    'theo',
    'smeets',
    'omar',
  ] as const)
    who[key] = await house.as(key)
  dossierId = await openDossier()
  good(
    await who.samira.post(`/dossiers/${dossierId}/involvements`, {
      organisationId: organisationId('zon'),
      role: 'partner',
    }),
    201,
  )
})
after(() => house.stop())

describe('the long-term agenda', () => {
  const plan = (more: object = {}, client = who.lotte, council = wierdijk) =>
    client.post(`/councils/${council}/moments`, {
      subject: 'Havenkwartier: beslismoment 2',
      kind: 'decisionMaking',
      body: 'gemeenteraad',
      plannedOn: addDays(today, 30),
      ...more,
    })
  const planned = async (more: object = {}): Promise<string> => good(await plan(more), 201).json.momentId
  const moment = async (client: Client, id: string) => good(await client.get(`/council-moments/${id}`)).json

  test('is public when it belongs to no dossier, and else as widely known as the dossier', async () => {
    const id = await planned()
    assert.equal((await moment(house.nobody, id)).subject, 'Havenkwartier: beslismoment 2')
    const inside = await planned({ dossierId, subject: 'Stil punt' })
    assert.equal((await house.nobody.get(`/council-moments/${inside}`)).status, 404)
    assert.equal((await who.bram.get(`/council-moments/${inside}`)).status, 404)
    assert.equal((await moment(who.youssef, inside)).dossierTitle, 'Havenkwartier')
    assert.equal((await moment(who.marleen, inside)).dossierId, dossierId)
    const chosen = await planned({ dossierId, audience: 5, subject: 'Wel openbaar' })
    const seen = await moment(house.nobody, chosen)
    assert.deepEqual([seen.dossierId, seen.dossierTitle], [null, null], 'the dossier itself stays unknown')
    const listed = good(await house.nobody.get('/council-moments')).text
    assert.ok(listed.includes('Wel openbaar') && !listed.includes('Stil punt'))
    const { json } = await who.youssef.get(`/dossiers/${dossierId}/entries?kind=councilMoment`)
    assert.ok(json.items.length >= 2, 'the journal tells it')
  })

  test('only the registry of that council keeps it', async () => {
    for (const key of ['samira', 'deruiter', 'youssef', 'theo', 'smeets', 'bram'] as const)
      refused(await plan({}, who[key]), 403, 'councilItems.servesTheCouncil')
    refused(await plan({}, who.lotte, organisationId('lindemeer')), 403, 'councilItems.servesTheCouncil')
    const id = await planned()
    for (const [path, body] of [
      ['moves', { plannedOn: addDays(today, 60), reason: 'x' }],
      ['treatment', { text: 'x' }],
      ['dropping', { reason: 'x' }],
      ['confirmation', {}],
    ] as const) {
      const client = path === 'moves' ? who.samira.post : who.samira.put
      refused(await client(`/council-moments/${id}/${path}`, body), 403, 'councilItems.servesTheCouncil')
    }
    assert.equal((await who.deruiter.get(`/council-moments/${id}`)).json.may.moveMoment, false)
  })

  test('a move keeps the day it was and the reason; what was treated or dropped stays readable', async () => {
    const id = await planned()
    const move = (plannedOn: string, reason = 'Het bodemrapport is te laat.') =>
      who.lotte.post(`/council-moments/${id}/moves`, { plannedOn, reason })
    refused(await move(addDays(today, 30)), 400, 'councilItems.anotherDay')
    refused(await move(addDays(today, -1)), 400, 'inThePast')
    assert.equal((await move(addDays(today, 44), '')).status, 400)
    good(await move(addDays(today, 44)), 204)
    const seen = await moment(house.nobody, id)
    assert.deepEqual([seen.state, seen.plannedOn], ['moved', addDays(today, 44)])
    assert.deepEqual(
      seen.moves.map(({ was, became, reason }: { was: string; became: string; reason: string }) => [
        was,
        became,
        reason,
      ]),
      [[addDays(today, 30), addDays(today, 44), 'Het bodemrapport is te laat.']],
    )
    refused(
      await who.lotte.put(`/council-moments/${id}/treatment`, { text: 'Nee, met 15-14.' }),
      409,
      'councilItems.notYetTreated',
    )
    await house.owner.query('update council_items.moment set planned_on = current_date where id = $1', [id])
    const [first, second] = await Promise.all([
      who.lotte.put(`/council-moments/${id}/treatment`, { text: 'Woningbouw nee, met 15-14.' }),
      (await house.as('lotte')).put(`/council-moments/${id}/dropping`, { reason: 'Vervalt.' }),
    ])
    assert.deepEqual([first.status, second.status].sort(), [204, 409])
    assert.ok(['treated', 'dropped'].includes((await moment(house.nobody, id)).state))
    assert.equal((await move(addDays(today, 90))).status, 409)
  })

  test('bad input is said beside the field', async () => {
    assert.equal((await plan({ startsAt: '25:00' })).status, 400)
    assert.equal((await plan({ kind: 'praten' })).status, 400)
    refused(await plan({ plannedOn: addDays(today, -1) }), 400, 'inThePast')
    refused(await plan({ plannedOn: addDays(today, 9000) }), 400, 'councilItems.tooFarAway')
    refused(await plan({ dossierId: randomUUID() }), 400, 'councilItems.noSuchDossier')
    assert.equal((await house.nobody.get('/council-moments?after=nergens')).status, 400)
  })

  test('goes out as a calendar: what is public for everybody, and more for who is signed in', async () => {
    await planned({ subject: 'Avondraad', startsAt: '19:30', plannedOn: '2027-07-08', place: 'Raadzaal' })
    await planned({ subject: 'Geheim punt', dossierId })
    const open = good(await house.nobody.page(`/raad/agenda.ics?raad=${wierdijk}`))
    assert.match(String(open.headers['content-type']), /^text\/calendar/)
    const unfolded = open.text.replace(/\r\n[ \t]/g, '')
    assert.match(unfolded, /BEGIN:VCALENDAR[\s\S]*END:VCALENDAR/)
    assert.match(unfolded, /SUMMARY:Avondraad \(besluitvormend\)/)
    assert.match(unfolded, /DTSTART:20270708T173000Z/, 'half past seven in summer')
    assert.doesNotMatch(unfolded, /TZID/, 'a zone that is named must be described')
    assert.match(unfolded, /DTSTART;VALUE=DATE:\d{8}/)
    assert.match(unfolded, /SEQUENCE:1/)
    assert.ok(!unfolded.includes('Geheim punt'))
    assert.ok((await who.youssef.page(`/raad/agenda.ics?raad=${wierdijk}`)).text.includes('Geheim punt'))
    assert.ok(!(await who.bram.page('/raad/agenda.ics')).text.includes('Geheim punt'))
    assert.equal((await house.nobody.page('/raad/agenda.ics?raad=x')).status, 404)
  })

  test('goes out as an Atom feed of what is public, whoever asks, with what changed last on top', async () => {
    const feed = good(await who.lotte.page(`/raad/agenda.atom?raad=${wierdijk}`))
    assert.match(String(feed.headers['content-type']), /^application\/atom\+xml/)
    assert.match(feed.text, /<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/)
    assert.ok(feed.text.includes('Avondraad') && !feed.text.includes('Geheim punt'))
    assert.match(feed.text, /<link rel="self" href="http:\/\/127\.0\.0\.1:3000\/raad\/agenda\.atom\?raad=/)
    const days = [...feed.text.matchAll(/<updated>([^<]+)<\/updated>/g)].map((found) => found[1]!).slice(1)
    assert.deepEqual(days, [...days].sort().reverse())
  })

  test('a whole day stays that day, in whichever zone the server stands', () => {
    const program = `
      import { calendarOf } from './capabilities/council-items/web/agenda-files.ts'
      const one = (startsAt) => ({ momentId: 'x', organisationId: 'y', organisationName: 'W', dossierId: null, dossierTitle: null,
        subject: 'S', kind: 'decisionMaking', body: 'raad', place: '', plannedOn: '2026-07-08', startsAt, state: 'planned',
        audience: 5, changedAt: '2026-01-01T00:00:00Z', moves: [], ending: null })
      console.log(calendarOf([one(null), one('19:30')], { origin: 'https://s.example', locale: 'nl', now: new Date(0) }))`
    for (const TZ of ['UTC', 'America/New_York', 'Pacific/Auckland', 'Europe/Amsterdam']) {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [...process.execArgv.filter((one) => !one.startsWith('--test')), '--input-type=module', '-e', program],
        { encoding: 'utf8', env: { ...process.env, TZ, NODE_TEST_CONTEXT: '' } },
      )
      assert.match(stdout, /DTSTART;VALUE=DATE:20260708/, `${TZ} ${stderr}`)
      assert.match(stdout, /DTSTART:20260708T173000Z/, TZ)
    }
  })
})

describe('«dit is een politieke keuze»', () => {
  const mark = (client: Client, more: object = {}, to = dossierId) =>
    client.post(`/dossiers/${to}/political-choices`, { text: 'Gemengd betekent woningbouw: politieke keuze.', ...more })
  const marked = async (client: Client, more: object = {}): Promise<{ markId: string; openItemId: string }> =>
    good(await mark(client, more), 201).json
  const read = async (client: Client, id: string) => good(await client.get(`/political-choices/${id}`)).json

  test('may be said by whoever takes part, a partner and a council member among them, and by nobody else', async () => {
    for (const key of ['marleen', 'youssef', 'basjan', 'lotte'] as const) {
      const { markId } = await marked(who[key])
      const seen = await read(who[key], markId)
      assert.equal(seen.state, 'waiting')
      assert.equal(seen.mine, true)
    }
    refused(await mark(who.henk), 403, 'councilItems.takesPartOrActsForTheCouncil')
    refused(await mark(who.deruiter), 403, 'councilItems.takesPartOrActsForTheCouncil')
    for (const key of ['bram', 'theo', 'smeets'] as const) assert.equal((await mark(who[key])).status, 404)
    refused(await mark(who.youssef, { audience: 3 }), 400, 'councilItems.withinReach')
    refused(await mark(who.marleen, { audience: 5 }), 400, 'councilItems.withinCeiling')
    assert.equal((await mark(who.marleen, { text: '' })).status, 400)
  })

  test('an official’s mark stays in the town unless they choose wider; the council reads its own', async () => {
    const { markId: inside } = await marked(who.basjan)
    assert.equal((await read(who.samira, inside)).audience, 3)
    assert.equal((await who.youssef.get(`/political-choices/${inside}`)).status, 404)
    const { markId: wide } = await marked(who.marleen, { audience: 4 })
    assert.equal((await read(who.youssef, wide)).markedRole, 'voorzitter, Energiecoöperatie Zon op de Dijk')
    const listed = good(await who.youssef.get(`/dossiers/${dossierId}/political-choices`)).json.items
    assert.ok(listed.some((one: { markId: string }) => one.markId === wide))
    assert.ok(!listed.some((one: { markId: string }) => one.markId === inside))
  })

  test('waits on who leads the dossier as an open item with a term, that ends only by routing or refuting', async () => {
    const { markId, openItemId } = await marked(who.marleen)
    const waiting = good(await who.samira.get('/waiting-on-me')).json.items
    const item = waiting.find((one: { openItemId: string }) => one.openItemId === openItemId)
    assert.equal(item.dueOn, addWorkingDays(today, 10))
    assert.equal(item.answerAt, `/politieke-keuzes/${markId}`)
    assert.deepEqual([item.may.answerOpenItem, item.may.sayWhyLate], [false, true])
    refused(
      await who.samira.put(`/open-items/${openItemId}/answer`, { text: 'Nee hoor.' }),
      403,
      'openItems.isAnsweredHere',
    )
    refused(
      await who.samira.put(`/open-items/${openItemId}/refusal`, { reason: 'Nee.' }),
      403,
      'openItems.isAnsweredHere',
    )
    // Nor by who holds the keys of the database.
    const client = await house.owner.connect()
    await client.query('begin')
    await client.query(
      `insert into open_items.closing (open_item_id, outcome, text, closed_by, closed_role) values ($1, 'answered', 'x', $2, 'x')`,
      [openItemId, membershipId('samira')],
    )
    await assert.rejects(client.query('commit'), /councilItems\.routeOrRefute/)
    client.release()
    assert.equal((await read(who.marleen, markId)).state, 'waiting')
  })

  test('refuted with reasons, which who said it reads; twice at once is once', async () => {
    const { markId, openItemId } = await marked(who.marleen)
    refused(
      await who.marleen.put(`/political-choices/${markId}/refutation`, { reason: 'x' }),
      403,
      'councilItems.mustAnswer',
    )
    assert.equal((await who.samira.put(`/political-choices/${markId}/refutation`, { reason: '' })).status, 400)
    const answers = await Promise.all([
      who.samira.put(`/political-choices/${markId}/refutation`, { reason: 'De raad koos dit al op 11 juni.' }),
      who.basjan.put(`/political-choices/${markId}/refutation`, { reason: 'Zie het kader.' }),
    ])
    assert.deepEqual(answers.map((one) => one.status).sort(), [204, 409])
    const seen = await read(who.marleen, markId)
    assert.equal(seen.state, 'refuted')
    assert.ok(seen.answer.reason.length > 0)
    const item = good(await who.marleen.get(`/open-items/${openItemId}`)).json
    assert.equal(item.state, 'answered')
    const news = good(await who.marleen.get(`/dossiers/${dossierId}/entries?kind=politicalChoice`)).json.items
    assert.ok(
      news.some(
        (one: { details: { markId: string; move: string } }) =>
          one.details.markId === markId && one.details.move === 'refuted',
      ),
    )
  })

  test('routed to the council: the registry finds a proposed moment and puts it on the agenda', async () => {
    const { markId } = await marked(who.youssef)
    const route = (body: object, client = who.samira) =>
      client.put(`/political-choices/${markId}/routing`, {
        body: 'raad',
        reason: 'Woningbouw is aan de raad.',
        ...body,
      })
    const moment = { subject: 'Woningbouw ja of nee', kind: 'opinionForming', plannedOn: addDays(today, 40) }
    refused(await route({}), 400, 'councilItems.routeSomewhere')
    refused(await route({ body: 'college', moment }), 400, 'councilItems.agendaOfTheCouncil')
    refused(await route({ moment: { ...moment, plannedOn: addDays(today, -4) } }), 400, 'inThePast')
    const { momentId } = good(await route({ moment })).json
    assert.equal((await read(who.youssef, markId)).answer.momentId, momentId)
    assert.equal((await house.nobody.get(`/council-moments/${momentId}`)).status, 404, 'a proposal is not public')
    const proposed = good(await who.lotte.get(`/council-moments/${momentId}`)).json
    assert.deepEqual([proposed.state, proposed.may.confirmMoment], ['proposed', true])
    refused(await who.samira.put(`/council-moments/${momentId}/confirmation`, {}), 403, 'councilItems.servesTheCouncil')
    good(await who.lotte.put(`/council-moments/${momentId}/confirmation`, {}), 204)
    assert.equal((await who.lotte.get(`/council-moments/${momentId}`)).json.state, 'planned')
    assert.equal((await who.lotte.put(`/council-moments/${momentId}/confirmation`, {})).status, 409)
  })

  test('reserved to the council, no gate goes on past it; Kade 12 was right', async () => {
    const own = await openDossier()
    const { markId } = good(await mark(who.youssef, {}, own), 201).json
    const { reservedChoiceId } = good(
      await who.samira.put(`/political-choices/${markId}/routing`, {
        body: 'raad',
        reason: 'Gemengd betekent woningbouw, en die keuze is aan de raad.',
        reserve: 'Woningbouw op kade 3 tot en met 14: ja of nee?',
      }),
    ).json
    assert.ok(reservedChoiceId)
    const { rows } = await house.owner.query('select capacity, dossier_id from process.reserved_choice where id = $1', [
      reservedChoiceId,
    ])
    assert.deepEqual(rows, [{ capacity: 'raad', dossier_id: own }])
    assert.equal((await read(who.youssef, markId)).answer.reservedChoiceId, reservedChoiceId)
    const told = good(await who.youssef.get(`/dossiers/${own}/entries?kind=reservedChoice`)).json.items
    assert.equal(told.length, 1, 'the council reads that it is reserved to it')
  })

  test('handed on to a colleague, that colleague answers; withdrawn by who said it, it waits no more', async () => {
    const first = await marked(who.marleen)
    good(
      await who.samira.put(`/open-items/${first.openItemId}/addressee`, {
        membershipId: membershipId('wout'),
        reason: 'Zijn vak.',
      }),
      204,
    )
    good(
      await who.wout.put(`/political-choices/${first.markId}/refutation`, { reason: 'Dit is een norm van het vak.' }),
      204,
    )
    const second = await marked(who.marleen)
    good(await who.marleen.put(`/open-items/${second.openItemId}/withdrawal`, { reason: 'Al besproken.' }))
    assert.equal((await read(who.samira, second.markId)).state, 'withdrawn')
    assert.equal((await who.samira.put(`/political-choices/${second.markId}/refutation`, { reason: 'x' })).status, 409)
  })
})
