// The information arrangement through the front door: agreed by two sides, warned in order and once, ended only by informing.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { membershipId, organisationId } from '#app/practice/cast.ts'
import { tellArrangement, tellCouncilPart, tellLine } from '#app/practice/telling/council.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { attentionOf } from '#capabilities/attention/testing.ts'
import { addDays, clockOf, dayAt, isWorkingDay } from '#capabilities/open-items/index.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { climbDuties } from './index.ts'

let house: TestHouse
const cast = {} as Record<'samira' | 'deruiter' | 'henk' | 'youssef' | 'lotte', Client>

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}
const refused = (answer: Answered, status: number, code: string) => {
  assert.equal(answer.status, status, answer.text)
  const said = [answer.json.code, ...(answer.json.errors ?? []).map((one: { code: string }) => one.code)]
  assert.ok(said.includes(code), answer.text)
}
const openDossier = async (): Promise<string> =>
  good(await cast.samira.post('/dossiers', { title: 'Havenkwartier', reason: 'x', kind: 'opgave', ceiling: 4 }), 201)
    .json.dossierId
const follow = async () => {
  const dossierId = await openDossier()
  good(await cast.samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
  return dossierId
}
/** Story 5.5, in 2026: the letter before went on 25 February, every six weeks. */
const haven = async (): Promise<string> => {
  const dossierId = await openDossier()
  await house.owner.query(`update dossier.dossier set opened_at = '2026-01-10' where id = $1`, [dossierId])
  await tellCouncilPart(house.owner, {
    dossierId,
    at: new Date('2026-01-14T10:00:00Z'),
    by: 'samira',
    portfolioHolder: 'deruiter',
  })
  await tellArrangement(house.owner, {
    dossierId,
    at: new Date('2026-02-25T15:00:00Z'),
    startsOn: '2026-02-25',
    weeks: 6,
    triggers: ['gate', 'money', 'uncertainty', 'objection', 'departure', 'media'],
    moneyShare: 60,
    triggerDays: 0,
    form: 'een halve pagina',
    registry: 'lotte',
    college: 'deruiter',
  })
  return dossierId
}
const part = async (dossierId: string, client = cast.samira) =>
  good(await client.get(`/dossiers/${dossierId}/council`)).json
const climb = async (at: string) => {
  const client = await house.owner.connect()
  try {
    while (await climbDuties(client, new Date(at)));
  } finally {
    client.release()
  }
}
const told = async (dossierId: string): Promise<number[]> =>
  (
    await house.owner.query(
      `select payload ->> 'number' as number from foundation.event where name = 'councilWarned' and dossier_id = $1 order by id`,
      [dossierId],
    )
  ).rows.map((row) => Number(row.number))
const warned = async (client: Client, dossierId: string) =>
  good(await client.get('/council/warnings')).json.warnings.filter(
    (one: { dossierId: string }) => one.dossierId === dossierId,
  )
/** The mail that the house sends at noon on a working day: at night it waits (attention). */
const mailsTo = async (name: string) => {
  const day = (from: string): string => (isWorkingDay(from) ? from : day(addDays(from, 1)))
  const noon = clockOf(day(addDays(dayAt(new Date()), 1)), 12)
  await attentionOf({ owner: house.owner, database: house.house.database, origin: house.config.origin }).tell(noon)
  return (
    await house.owner.query('select subject, body from foundation.mail where to_name = $1 order by made_at', [name])
  ).rows
}

before(async () => {
  // The jobs of the house itself see a day before anything is due; each test climbs on the day it tells of.
  house = await startHouse({ background: 'asked', now: () => new Date('2026-03-01T12:00:00Z') })
  for (const who of ['samira', 'deruiter', 'henk', 'youssef', 'lotte'] as const) cast[who] = await house.as(who)
})
after(() => house.stop())

describe('agreeing', () => {
  test('an arrangement runs when the griffier and the college both agreed, and begins its first term then', async () => {
    const dossierId = await follow()
    const path = `/dossiers/${dossierId}/council/arrangements`
    refused(await cast.henk.post(path, { weeks: 6, form: 'x' }), 403, 'council.canAgree')
    refused(await cast.samira.post(path, { weeks: 6, form: 'x', triggers: ['money'] }), 400, 'council.needsShare')
    const { arrangementId } = good(
      await cast.samira.post(path, {
        weeks: 6,
        form: 'Een halve pagina.',
        triggers: ['gate', 'money'],
        moneyShare: 60,
      }),
      201,
    ).json
    const proposed = await part(dossierId, cast.lotte)
    assert.deepEqual([proposed.arrangement, proposed.proposed.weeks, proposed.duties], [null, 6, []])
    assert.equal(good(await cast.lotte.get('/council/warnings')).json.proposals[0].dossierId, dossierId)
    refused(await cast.samira.put(`${path}/${arrangementId}/agreement`), 409, 'council.agreedAlready')
    refused(await cast.youssef.put(`${path}/${arrangementId}/agreement`), 403, 'council.canAgree')
    good(await cast.lotte.put(`${path}/${arrangementId}/agreement`), 204)
    const running = await part(dossierId, cast.youssef)
    assert.deepEqual([running.arrangement.state, running.proposed], ['agreed', null])
    assert.deepEqual([running.duties[0].since, running.duties[0].dueOn], ['2026-03-01', '2026-04-12'])
    await house.settle()
    assert.ok((await mailsTo('Lotte van Dam')).some((one) => one.subject === 'Een informatieafspraak wacht op u'))
  })

  test('the registry may propose too, a new arrangement takes the place of the old, and only the registry ends one', async () => {
    const dossierId = await haven()
    const path = `/dossiers/${dossierId}/council`
    const { arrangementId } = good(
      await cast.lotte.post(`${path}/arrangements`, { weeks: 4, form: 'Elke vier weken.' }),
      201,
    ).json
    assert.equal((await part(dossierId)).arrangement.weeks, 6, 'the old one runs on')
    good(await cast.deruiter.put(`${path}/arrangements/${arrangementId}/agreement`), 204)
    const now = await part(dossierId)
    assert.deepEqual([now.arrangement.weeks, now.duties.length], [4, 1])
    refused(await cast.samira.put(`${path}/arrangement/ending`, { reason: 'x' }), 403, 'council.servesTheCouncil')
    good(await cast.lotte.put(`${path}/arrangement/ending`, { reason: 'De opgave is klaar.' }), 204)
    const ended = await part(dossierId)
    assert.deepEqual([ended.arrangement, ended.duties[0].informedAt], [null, null], 'what is owed stays owed')
  })
})

describe('warning', () => {
  test('Samira is warned on 31 March, the alderman on 8 April, Lotte on 12 April, in that order and each once', async () => {
    const dossierId = await haven()
    const seen = async () =>
      Promise.all(
        [cast.samira, cast.deruiter, cast.lotte].map(async (client) => (await warned(client, dossierId)).length),
      )
    await climb('2026-03-31T05:59:00Z')
    assert.deepEqual([await told(dossierId), await seen()], [[], [0, 0, 0]])
    await climb('2026-03-31T06:00:00Z')
    assert.deepEqual([await told(dossierId), await seen()], [[1], [1, 0, 0]])
    await climb('2026-04-08T06:00:00Z')
    assert.deepEqual(
      [await told(dossierId), await seen()],
      [
        [1, 2],
        [1, 1, 0],
      ],
    )
    await climb('2026-04-12T06:00:00Z')
    await climb('2026-04-13T06:00:00Z')
    assert.deepEqual(
      [await told(dossierId), await seen()],
      [
        [1, 2, 3],
        [1, 1, 1],
      ],
    )
    assert.deepEqual(await warned(cast.youssef, dossierId), [], 'a member of the council stands on no step')
    await house.settle()
    const mail = (await mailsTo('Samira El Amrani')).find((one) => one.subject === 'De raad moet binnenkort iets horen')
    assert.ok(mail && !mail.body.includes('Haven'), 'a mail says nothing of what it is about')
    assert.ok((await mailsTo('Annelies de Ruiter')).some((one) => one.subject === 'De raad moet vandaag iets horen'))
    assert.ok((await mailsTo('Lotte van Dam')).some((one) => one.subject.includes('verlopen')))
  })

  test('after a night without power all three are warned, once, also by two servers at the same time', async () => {
    const dossierId = await haven()
    const servers = await Promise.all(
      [1, 2].map(async () => {
        const client = new pg.Client(ownerConnection(house.database.ownerUrl) as pg.ClientConfig)
        await client.connect()
        return client
      }),
    )
    const at = new Date('2026-05-01T06:00:00Z')
    await Promise.all([...servers, ...servers].map((client) => climbDuties(client, at).catch(() => 0)))
    for (const client of servers) while (await climbDuties(client, at));
    await Promise.all(servers.map((client) => client.end()))
    assert.deepEqual(await told(dossierId), [1, 2, 3])
  })

  test('a warning cannot be put away: an answer with its reason leaves it standing, informing the council ends it', async () => {
    const dossierId = await haven()
    await climb('2026-04-13T06:00:00Z')
    const [{ dutyId }] = await warned(cast.samira, dossierId)
    const answers = `/dossiers/${dossierId}/council/duties/${dutyId}/answers`
    for (const method of ['delete', 'put'] as const)
      assert.equal((await cast.samira[method](`/dossiers/${dossierId}/council/duties/${dutyId}`)).status, 404)
    refused(await cast.samira.post(answers, { code: 'other' }), 400, 'council.needsExplanation')
    assert.equal((await cast.samira.post(answers, { code: 'geen zin' })).status, 400)
    refused(await cast.lotte.post(answers, { code: 'missingData' }), 403, 'council.leadsOrReleases')
    good(
      await cast.samira.post(answers, { code: 'missingData', explanation: 'Het bodemrapport van Wout is te laat.' }),
      201,
    )
    assert.deepEqual((await warned(cast.samira, dossierId))[0].answered, 'missingData')
    assert.equal((await warned(cast.lotte, dossierId)).length, 1)
    const page = good(await cast.youssef.get(`/council/dossiers/${dossierId}`))
    assert.deepEqual([page.json.duties[0].state, page.json.duties[0].answers[0].code], ['lapsed', 'missingData'])
    assert.ok(!page.text.includes('Wout'), 'the council gets the code; words pass the portfolio holder')
    refused(
      await cast.samira.post(`/dossiers/${dossierId}/council/informings`, { text: 'x' }),
      403,
      'council.releasesForTheHolder',
    )
    good(
      await cast.deruiter.post(`/dossiers/${dossierId}/council/informings`, {
        text: 'De stand van zaken.',
        form: 'letter',
      }),
      201,
    )
    for (const client of [cast.samira, cast.deruiter, cast.lotte]) assert.deepEqual(await warned(client, dossierId), [])
    const { duties } = await part(dossierId)
    assert.deepEqual(
      duties.map((one: { state: string; onTime: boolean | null }) => [one.state, one.onTime]),
      [
        ['running', null],
        ['informed', false],
      ],
      'and the rhythm begins anew',
    )
    refused(await cast.samira.post(answers, { code: 'absent' }), 409, 'council.informedAlready')
    assert.ok(good(await cast.youssef.get(`/council/dossiers/${dossierId}`)).text.includes('De stand van zaken.'))
  })
})

describe('triggers', () => {
  const line = async (dossierId: string, name: string, kind: string, details: object) => {
    const entryId = await tellLine(house.owner, { dossierId, at: new Date(), by: 'samira', kind, details })
    await house.owner.query(
      'insert into foundation.event (name, dossier_id, organisation_id, payload) values ($1, $2, $3, $4)',
      [name, dossierId, organisationId('wierdijk'), JSON.stringify({ entryId, kind })],
    )
    await house.settle()
    return entryId
  }
  const open = async (dossierId: string): Promise<string[]> =>
    (await part(dossierId)).duties
      .filter((one: { kind: string; informedAt: string | null }) => one.kind !== 'rhythm' && !one.informedAt)
      .map((one: { kind: string }) => one.kind)
      .sort()

  test('what the process tells is marked for the council, and red opens a duty that releasing the line ends', async () => {
    const dossierId = await haven()
    await line(dossierId, 'uncertaintyChanged', 'uncertainty', { uncertaintyId: 'u', state: 'amber', was: 'green' })
    assert.deepEqual(await open(dossierId), [])
    const entryId = await line(dossierId, 'uncertaintyChanged', 'uncertainty', {
      uncertaintyId: 'u',
      title: 'Bodem',
      state: 'red',
      was: 'amber',
    })
    assert.deepEqual(await open(dossierId), ['uncertainty'])
    const youssef = good(await cast.youssef.get(`/dossiers/${dossierId}/council`))
    assert.ok(!youssef.text.includes('Bodem') && !youssef.text.includes(entryId), 'not before it is released')
    const { waiting } = await part(dossierId)
    assert.deepEqual(
      waiting.map((one: { kind: string; byHouse: boolean }) => [one.kind, one.byHouse]),
      [
        ['uncertainty', true],
        ['uncertainty', true],
      ],
    )
    await climb(new Date(Date.now() + 1000).toISOString())
    assert.ok(
      (await warned(cast.samira, dossierId)).some((one: { kind: string }) => one.kind === 'uncertainty'),
      'the owner hears it at once',
    )
    good(await cast.deruiter.post(`/dossiers/${dossierId}/council/releases`, { entryIds: [entryId] }), 204)
    assert.deepEqual(await open(dossierId), [])
    assert.equal((await cast.youssef.get(`/council/dossiers/${dossierId}`)).json.uncertainties[0].state, 'red')
  })

  test('money opens a duty once, when it passes the share that was agreed', async () => {
    const dossierId = await haven()
    for (const share of [0.5, 0.6, 0.62, 0.7])
      await line(dossierId, 'moneyChanged', 'money', { spent: 1, ceiling: 2, share })
    assert.deepEqual(await open(dossierId), ['money'])
  })

  test('a gate, an objection, media and a departure from a frame each open theirs; a complaint was not agreed', async () => {
    const dossierId = await haven()
    const path = `/dossiers/${dossierId}/council`
    await line(dossierId, 'gateDecided', 'gate', { gateId: 'g', title: 'Beslismoment 1', outcome: 'adjust' })
    await line(dossierId, 'objectionRaised', 'objection', { gateId: 'g', state: 'raised', text: 'Te dicht bij.' })
    await line(dossierId, 'partyChanged', 'party', { partyId: 'p', name: 'Werf', state: 'joined' })
    good(await cast.samira.post(`${path}/triggers`, { trigger: 'media', text: 'De krant belt.' }), 201)
    good(await cast.samira.post(`${path}/triggers`, { trigger: 'complaint', text: 'Kade 12 klaagt.' }), 201)
    refused(await cast.henk.post(`${path}/triggers`, { trigger: 'media', text: 'x' }), 403, 'council.isCoreOrReleases')
    const { entryId } = good(
      await cast.samira.post(`${path}/departures`, {
        place: 7,
        rule: 'Antwoord binnen twee weken.',
        reason: 'De zaal was dicht.',
      }),
      201,
    ).json
    assert.deepEqual(await open(dossierId), ['departure', 'gate', 'media', 'objection'])
    assert.deepEqual((await cast.youssef.get(`/council/dossiers/${dossierId}`)).json.departures, [])
    good(await cast.deruiter.post(`${path}/releases`, { entryIds: [entryId] }), 204)
    const [departure] = (await cast.youssef.get(`/council/dossiers/${dossierId}`)).json.departures
    assert.deepEqual([departure.place, departure.rule], [7, 'Antwoord binnen twee weken.'])
  })

  test('a dossier that the council does not follow is left alone', async () => {
    const dossierId = await openDossier()
    await line(dossierId, 'uncertaintyChanged', 'uncertainty', { uncertaintyId: 'u', state: 'red', was: 'green' })
    const { rows } = await house.owner.query('select count(*)::int as n from council.mark where dossier_id = $1', [
      dossierId,
    ])
    assert.equal(rows[0].n, 0)
  })
})

describe('process frames', () => {
  const ten = (changed: Record<number, string> = {}) =>
    Array.from({ length: 10 }, (_, i) => ({
      place: i + 1,
      text: changed[i + 1] ?? `Kader ${i + 1}`,
      owner: 'wethouder',
      signal: i === 2 ? { kind: 'money', share: 100 } : { kind: 'none' },
    }))

  test('the college proposes ten, the council adopts them amended: a decision of the council, and both stay readable', async () => {
    const dossierId = await follow()
    const path = `/dossiers/${dossierId}/council`
    const { frameVersionId } = good(
      await cast.samira.post('/frames', {
        rank: 3,
        title: 'Verordening op de inspraak',
        purpose: 'x',
        fixed: 'x',
        movable: 'x',
        source: 'x',
        competentBody: 'gemeenteraad',
        validFrom: '2020-01-01',
      }),
      201,
    ).json
    assert.equal((await cast.samira.post(`${path}/frames`, { frames: ten().slice(1), reason: 'x' })).status, 400)
    refused(
      await cast.samira.post(`${path}/frames`, { frames: [...ten().slice(1), ten()[1]], reason: 'x' }),
      400,
      'council.eachPlaceOnce',
    )
    const proposed = good(
      await cast.samira.post(`${path}/frames`, { frames: ten({ 2: 'kade 3-14' }), reason: 'Startnotitie.' }),
      201,
    ).json.entryId
    assert.deepEqual(good(await cast.lotte.get(`${path}/frames`)).json.items, [], 'it waits for release')
    good(await cast.deruiter.post(`${path}/releases`, { entryIds: [proposed] }), 204)
    const adoption = {
      frames: ten({ 2: 'kade 1-14' }),
      text: 'Aangenomen met amendement.',
      reason: 'Ook kade 1-2.',
      residentEffect: 'Iedereen weet waar het over gaat.',
      decidedOn: '2026-02-20',
      frameVersionIds: [frameVersionId],
    }
    refused(await cast.samira.post(`${path}/frames/adoption`, adoption), 403, 'council.servesTheCouncil')
    refused(await cast.deruiter.post(`${path}/frames/adoption`, adoption), 403, 'council.servesTheCouncil')
    const { decisionId } = good(await cast.lotte.post(`${path}/frames/adoption`, adoption), 201).json
    const decision = good(await cast.youssef.get(`/dossiers/${dossierId}/decisions/${decisionId}`)).json
    assert.deepEqual([decision.capacity, decision.body], ['raad', 'gemeenteraad'])
    const { items } = good(await cast.youssef.get(`${path}/frames`)).json
    assert.deepEqual(
      items.map((one: { state: string; amended: boolean; frames: { text: string }[] }) => [
        one.state,
        one.amended,
        one.frames[1]?.text,
      ]),
      [
        ['adopted', true, 'kade 1-14'],
        ['proposed', false, 'kade 3-14'],
      ],
    )
    const page = good(await cast.youssef.get(`/council/dossiers/${dossierId}`)).json
    assert.deepEqual([page.frames.number, page.frames.amended, page.purpose], [1, true, 'Kader 1'])
  })
})
