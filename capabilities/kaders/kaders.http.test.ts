// Frames and decisions through the front door: what is public, what stays as it was, and what no decision can do without.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { membershipId, organisationId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
let samira: Client
let wout: Client
let dossierId = ''
let lintId = ''
let lintVersionId = ''

const dayFrom = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const today = dayFrom(0)

const good = (answer: Answered, status = 201) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}
const refused = (answer: Answered, status: number, code: string) => {
  assert.equal(answer.status, status, answer.text)
  const said = [answer.json.code, ...(answer.json.errors ?? []).map((one: { code: string }) => one.code)]
  assert.ok(said.includes(code), answer.text)
}

const LINT = {
  rank: 2,
  title: 'Beeldkwaliteit Dijklint',
  purpose: 'Een rustig dijkbeeld.',
  fixed: 'Niets steekt boven de kruin van de dijk uit.',
  movable: 'Kleur en plaats van panelen, als de dijk rustig blijft.',
  source: 'Beleidsregel Beeldkwaliteit Dijklint, besluit van 2019',
  sourceLink: 'https://lokaleregelgeving.overheid.nl/dijklint',
  competentBody: 'college van burgemeester en wethouders',
  validFrom: '2019-03-01',
}
const { rank: _, ...LINT_AGAIN } = LINT

const register = (client: Client, more: object = {}) => client.post('/frames', { ...LINT, ...more })
const openDossier = async (more: object = {}): Promise<string> =>
  good(await samira.post('/dossiers', { title: 'Zon op de dijk', reason: 'Panelen', kind: 'initiative', ...more })).json
    .dossierId
const DECISION = () => ({
  text: 'De panelen komen op de zuidkant, onder de kruin.',
  reason: 'Zo blijft het dijkbeeld rustig en kan de buurt toch stroom maken.',
  capacity: 'eigenaar',
  body: 'college van burgemeester en wethouders',
  frameVersionIds: [lintVersionId],
  residentEffect: 'Wie op de dijk fietst, ziet de panelen niet.',
  decidedOn: today,
})
const decide = (more: object = {}, to = dossierId, client = samira) =>
  client.post(`/dossiers/${to}/decisions`, { ...DECISION(), ...more })

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  wout = await house.as('wout')
  const made = good(await register(wout)).json
  lintId = made.frameId
  lintVersionId = made.frameVersionId
  dossierId = await openDossier()
})
after(() => house.stop())

describe('the register', () => {
  test('a resident without account reads what a rule is for, what is fixed and what can move, and no name', async () => {
    const { json, text } = good(await house.nobody.get(`/frames/${lintId}`), 200)
    assert.equal(json.rank, 2)
    assert.equal(json.state, 'valid')
    assert.equal(json.current.purpose, LINT.purpose)
    assert.equal(json.current.fixed, LINT.fixed)
    assert.equal(json.current.movable, LINT.movable)
    assert.equal(json.current.sourceLink, LINT.sourceLink)
    assert.equal(json.current.ownerRole, 'adviseur ruimte en erfgoed, Gemeente Wierdijk')
    assert.ok(!text.includes('Wout'))
    assert.equal(json.may, undefined)
    assert.equal((await house.nobody.get(`/frames/${randomUUID()}`)).status, 404)
  })

  test('a new version keeps the old one word for word, and the old one ends the day before', async () => {
    const { frameId } = good(await register(wout, { title: 'Hoogte van schuren' })).json
    const made = await wout.post(`/frames/${frameId}/versions`, {
      ...LINT_AGAIN,
      title: 'Hoogte van schuren',
      purpose: 'Uitzicht over de dijk.',
      validFrom: dayFrom(-10),
      reason: 'De raad wil dat het uitzicht blijft.',
    })
    assert.deepEqual([good(made).json.number], [2])
    const { json } = await house.nobody.get(`/frames/${frameId}`)
    assert.equal(json.current.number, 2)
    assert.deepEqual(
      json.versions.map((one: { number: number; purpose: string; validUntil: string | null }) => [
        one.number,
        one.purpose,
        one.validUntil,
      ]),
      [
        [2, 'Uitzicht over de dijk.', null],
        [1, LINT.purpose, dayFrom(-11)],
      ],
    )
    assert.equal(json.versions[0].reason, 'De raad wil dat het uitzicht blijft.')
    refused(
      await wout.post(`/frames/${frameId}/versions`, { ...LINT_AGAIN, validFrom: dayFrom(-10), reason: 'Nog eens' }),
      400,
      'kaders.laterThanLast',
    )
    assert.equal((await wout.post(`/frames/${frameId}/versions`, LINT_AGAIN)).status, 400, 'without a reason')
  })

  test('a version that is announced for later does not hold yet', async () => {
    const { frameId } = good(await register(wout, { title: 'Dakkapellen' })).json
    good(
      await wout.post(`/frames/${frameId}/versions`, {
        ...LINT_AGAIN,
        title: 'Dakkapellen en panelen',
        validFrom: dayFrom(30),
        reason: 'Ruimer',
      }),
    )
    const { json } = await house.nobody.get(`/frames/${frameId}`)
    assert.equal(json.current.title, 'Dakkapellen')
    assert.equal(json.state, 'valid')
    const coming = good(await register(wout, { title: 'Pas later', validFrom: dayFrom(5) })).json
    assert.equal((await house.nobody.get(`/frames/${coming.frameId}`)).json.state, 'coming')
    assert.ok(!(await house.nobody.get('/frames')).text.includes('Pas later'))
  })

  test('a frame that ended stays readable, and changes no more', async () => {
    const { frameId } = good(await register(wout, { title: 'Oude reclameregel' })).json
    const end = { endsOn: dayFrom(-1), reason: 'Opgegaan in de verordening' }
    refused(
      await wout.put(`/frames/${frameId}/ending`, { ...end, endsOn: '2018-01-01' }),
      400,
      'kaders.endsAfterItBegan',
    )
    good(await wout.put(`/frames/${frameId}/ending`, end), 204)
    const { json } = await house.nobody.get(`/frames/${frameId}`)
    assert.equal(json.state, 'ended')
    assert.deepEqual(json.ending, end)
    assert.equal(json.current.purpose, LINT.purpose)
    refused(await wout.put(`/frames/${frameId}/ending`, end), 403, 'kaders.hasNotEnded')
    refused(
      await wout.post(`/frames/${frameId}/versions`, { ...LINT_AGAIN, validFrom: today, reason: 'x' }),
      403,
      'kaders.hasNotEnded',
    )
    assert.ok(!(await house.nobody.get('/frames?query=reclameregel')).text.includes(frameId))
    assert.ok((await house.nobody.get('/frames?query=reclameregel&state=all')).text.includes(frameId))
  })

  test('its owner and the owner’s manager change it, a colleague does not, and nobody else’s administrator', async () => {
    const change = (client: Client, days: number) =>
      client.post(`/frames/${lintId}/versions`, { ...LINT_AGAIN, validFrom: dayFrom(days), reason: 'Proef' })
    for (const key of ['henk', 'smeets'] as const)
      refused(await change(await house.as(key), 100), 403, 'kaders.answersForTheFrame')
    for (const key of ['theo', 'youssef', 'marleen'] as const)
      refused(await change(await house.as(key), 100), 403, 'kaders.isCivilServant')
    assert.equal((await change(house.nobody, 100)).status, 401)
    good(await change(await house.as('gerrit'), 100))
    assert.equal((await wout.get(`/frames/${lintId}`)).json.may.changeFrame, true)
    assert.equal((await (await house.as('henk')).get(`/frames/${lintId}`)).json.may.changeFrame, false)
  })

  test('when the owner has left, a colleague takes the frame over by changing it', async () => {
    const ilse = await house.as('ilse')
    const { frameId } = good(await register(ilse, { rank: 7, title: 'Protocol betaalregeling' })).json
    const change = { ...LINT_AGAIN, title: 'Protocol betaalregeling', validFrom: dayFrom(-1), reason: 'Ilse is weg' }
    const henk = await house.as('henk')
    refused(await henk.post(`/frames/${frameId}/versions`, change), 403, 'kaders.answersForTheFrame')
    await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
      membershipId('ilse'),
    ])
    refused(
      await (await house.as('smeets')).post(`/frames/${frameId}/versions`, change),
      403,
      'kaders.answersForTheFrame',
    )
    good(await henk.post(`/frames/${frameId}/versions`, change))
    const { json } = await henk.get(`/frames/${frameId}`)
    assert.equal(json.current.ownerRole, 'medewerker uitkeringen, Gemeente Wierdijk')
    assert.equal(json.versions[1].ownerRole, 'data-analist schulden, Gemeente Wierdijk')
    assert.equal(json.may.changeFrame, true)
    assert.equal(
      (await (await house.as('femke')).get(`/frames/${frameId}`)).json.may.changeFrame,
      false,
      'it is Henk’s now',
    )
  })

  test('the owner that is named works for the organisation', async () => {
    const handed = good(await register(samira, { title: 'Geluid op de kade', ownerId: membershipId('wout') })).json
    assert.equal((await wout.get(`/frames/${handed.frameId}`)).json.may.changeFrame, true)
    assert.equal((await samira.get(`/frames/${handed.frameId}`)).json.may.changeFrame, false)
    for (const key of ['smeets', 'theo', 'youssef'] as const)
      refused(await register(samira, { ownerId: membershipId(key) }), 400, 'kaders.ownerWorksHere')
  })

  test('frames stand by rank and title, and are found by rank, word, organisation and page by page', async () => {
    const smeets = await house.as('smeets')
    good(await register(smeets, { rank: 1, title: 'Algemene plaatselijke verordening Lindemeer' }))
    const titles = async (query: string, client = house.nobody): Promise<string[]> =>
      (await client.get(`/frames?${query}`)).json.items.map((one: { title: string }) => one.title)
    const all = (await house.nobody.get('/frames?limit=100')).json.items
    const ranks = all.map((one: { rank: number }) => one.rank)
    assert.deepEqual(ranks, ranks.toSorted())
    assert.deepEqual(await titles('rank=1'), ['Algemene plaatselijke verordening Lindemeer'])
    assert.deepEqual(await titles('query=verordeningen'), ['Algemene plaatselijke verordening Lindemeer'])
    assert.deepEqual(await titles('query=plaatselijke verord'), ['Algemene plaatselijke verordening Lindemeer'])
    assert.deepEqual(await titles('query=%25'), [])
    assert.deepEqual(await titles(`organisationId=${organisationId('lindemeer')}`), [
      'Algemene plaatselijke verordening Lindemeer',
    ])
    assert.ok(!(await titles('which=mine', wout)).includes('Algemene plaatselijke verordening Lindemeer'))
    assert.deepEqual(await titles('which=mine'), [])
    const paged: string[] = []
    let after = ''
    do {
      const { json } = await house.nobody.get(`/frames?limit=2${after && `&after=${after}`}`)
      paged.push(...json.items.map((one: { frameId: string }) => one.frameId))
      after = json.next ?? ''
    } while (after)
    assert.deepEqual(
      paged,
      all.map((one: { frameId: string }) => one.frameId),
    )
    assert.deepEqual(await titles(`after=${randomUUID()}`), [])
  })

  test('what is no rule is refused: without purpose, a link that is no web address, an end before the beginning', async () => {
    for (const [field, value] of [
      ['purpose', ' '],
      ['fixed', ''],
      ['movable', ''],
      ['source', ''],
      ['competentBody', ''],
      ['rank', 8],
      ['rank', 0],
      ['sourceLink', 'javascript:alert(1)'],
      ['sourceLink', 'ftp://wierdijk.example'],
      ['validFrom', '2026-02-30'],
      ['title', 'x'.repeat(201)],
    ] as const) {
      const answer = await register(wout, { [field]: value })
      assert.equal(answer.status, 400, `${field}: ${answer.text}`)
      assert.equal(answer.json.errors[0].path, field)
    }
    refused(await register(wout, { validUntil: '2019-02-28' }), 400, 'kaders.untilAfterFrom')
  })
})

describe('a decision', () => {
  test('stands in the journal with its words, and beside it with who stays responsible', async () => {
    const made = good(
      await decide({
        responsibleId: membershipId('basjan'),
        formalCase: { number: 'Z-2026-118', system: 'zaaksysteem' },
      }),
    ).json
    const entry = (await samira.get(`/dossiers/${dossierId}/entries/${made.entryId}`)).json
    assert.equal(entry.kind, 'decision')
    assert.equal(entry.text, DECISION().text)
    assert.equal(entry.details.effect, DECISION().residentEffect)
    assert.equal(entry.details.responsible, 'procesambtenaar, Gemeente Wierdijk')
    const { json } = good(await samira.get(`/dossiers/${dossierId}/decisions/${made.decisionId}`), 200)
    assert.equal(json.state, 'taken')
    assert.equal(json.reason, DECISION().reason)
    assert.deepEqual(json.decisionMaker, { name: 'Samira El Amrani', role: 'procesambtenaar, Gemeente Wierdijk' })
    assert.equal(json.responsible.name, 'Bas-Jan Kuiper')
    assert.deepEqual(json.formalCase, { number: 'Z-2026-118', system: 'zaaksysteem' })
    assert.equal(json.frames[0].title, LINT.title)
    assert.ok((await house.owner.query(`select 1 from foundation.event where name = 'decisionTaken'`)).rows.length)
  })

  test('is not taken without frame, capacity, body, reason or effect on residents', async () => {
    const before = (await house.owner.query('select count(*) from dossier.entry')).rows[0].count
    refused(await decide({ frameVersionIds: [] }), 400, 'kaders.needsFrame')
    for (const field of ['frameVersionIds', 'capacity', 'body', 'reason', 'residentEffect', 'text', 'decidedOn']) {
      const answer = await decide({ [field]: undefined })
      assert.deepEqual(
        [answer.status, answer.json.errors[0]],
        [400, { ...answer.json.errors[0], path: field, code: 'required' }],
      )
    }
    for (const field of ['body', 'reason', 'residentEffect', 'text'])
      assert.equal((await decide({ [field]: '  ' })).status, 400, field)
    assert.equal((await decide({ capacity: 'burgemeester' })).status, 400)
    refused(await decide({ capacity: 'wethouder' }), 400, 'kaders.needsDecisionMaker')
    refused(await decide({ frameVersionIds: [randomUUID()] }), 400, 'kaders.noSuchVersion')
    refused(await decide({ decidedOn: dayFrom(1) }), 400, 'inTheFuture')
    refused(await decide({ responsibleId: randomUUID() }), 400, 'kaders.notAMember')
    refused(await decide({ responsibleId: membershipId('theo') }), 400, 'kaders.notAMember')
    refused(await decide({ audience: 5 }), 400, 'kaders.withinCeiling')
    assert.equal((await house.owner.query('select count(*) from dossier.entry')).rows[0].count, before)
  })

  test('without a frame cannot be written in any other way either', async () => {
    const { entryId } = good(await samira.post(`/dossiers/${dossierId}/entries`, { text: 'Een gewone regel' })).json
    await assert.rejects(
      house.owner.query(
        `insert into kaders.decision (id, dossier_id, entry_id, capacity, body, responsible_id, responsible_role, decided_on, recorded_by)
         values ($1, $2, $3, 'college', 'college', $4, 'x', current_date, $4)`,
        [randomUUID(), dossierId, entryId, membershipId('samira')],
      ),
      /kaders\.needsFrame/,
    )
  })

  test('stays under the version that held on its day when the frame changes', async () => {
    const frame = good(await register(wout, { title: 'Verlichting op de kade' })).json
    const made = good(await decide({ frameVersionIds: [frame.frameVersionId], decidedOn: dayFrom(-3) })).json
    const second = good(
      await wout.post(`/frames/${frame.frameId}/versions`, {
        ...LINT_AGAIN,
        title: 'Licht op de kade',
        validFrom: today,
        reason: 'Korter',
      }),
    ).json
    const { json } = await samira.get(`/dossiers/${dossierId}/decisions/${made.decisionId}`)
    assert.deepEqual(json.frames, [
      {
        frameId: frame.frameId,
        frameVersionId: frame.frameVersionId,
        number: 1,
        rank: 2,
        title: 'Verlichting op de kade',
        changedSince: true,
      },
    ])
    refused(await decide({ frameVersionIds: [frame.frameVersionId] }), 400, 'kaders.notInForce')
    refused(
      await decide({ frameVersionIds: [second.frameVersionId], decidedOn: dayFrom(-1) }),
      400,
      'kaders.notInForce',
    )
    good(await decide({ frameVersionIds: [second.frameVersionId, lintVersionId] }))
    const entry = (await samira.get(`/dossiers/${dossierId}/entries/${made.entryId}`)).json
    assert.equal(entry.occurredAt.slice(0, 10), dayFrom(-3), 'it stands on the day on which it was decided')
  })

  test('names the advice that was considered, when that is advice in this dossier', async () => {
    const write = async (to: string, kind: string) =>
      good(await samira.post(`/dossiers/${to}/entries`, { kind, text: 'Aan de zuidkant kan het.' })).json.entryId
    const advice = await write(dossierId, 'advice')
    const made = good(await decide({ adviceEntryIds: [advice, advice] })).json
    assert.deepEqual((await samira.get(`/dossiers/${dossierId}/decisions/${made.decisionId}`)).json.adviceEntryIds, [
      advice,
    ])
    refused(await decide({ adviceEntryIds: [await write(dossierId, 'fact')] }), 400, 'kaders.noSuchAdvice')
    refused(await decide({ adviceEntryIds: [await write(await openDossier(), 'advice')] }), 400, 'kaders.noSuchAdvice')
  })

  test('is undone by a new decision, once, for at least the same readers', async () => {
    const id = await openDossier({ ceiling: 4 })
    const first = good(await decide({ audience: 3 }, id)).json
    refused(await decide({ revokes: first.decisionId, audience: 2 }, id), 400, 'kaders.revocationReachesAll')
    refused(await decide({ revokes: first.decisionId }), 400, 'kaders.noSuchDecision')
    const second = good(await decide({ text: 'Toch niet.', revokes: first.decisionId }, id)).json
    refused(await decide({ revokes: first.decisionId }, id), 409, 'kaders.revokedAlready')
    const { items } = (await (await house.as('henk')).get(`/dossiers/${id}/decisions`)).json
    assert.equal(items.length, 2)
    const [was] = items.filter((one: { decisionId: string }) => one.decisionId === first.decisionId)
    assert.deepEqual([was.state, was.revokedBy], ['revoked', second.decisionId])
  })

  test('that was revoked says so, also to who may not read the decision that revoked it', async () => {
    const id = await openDossier({ ceiling: 4 })
    const first = good(await decide({ audience: 2 }, id)).json
    const second = good(await decide({ text: 'Toch niet.', revokes: first.decisionId }, id)).json
    assert.equal(second.decisionId.length, 36)
    good(await samira.put(`/dossiers/${id}/entries/${first.entryId}/audience`, { audience: 3 }), 204)
    const { items } = (await (await house.as('henk')).get(`/dossiers/${id}/decisions`)).json
    assert.deepEqual(
      items.map((one: { state: string; revokedBy: null }) => [one.state, one.revokedBy]),
      [['revoked', null]],
    )
  })

  test('two who revoke the same decision at once: one does, the other is told', async () => {
    const id = await openDossier()
    const first = good(await decide({}, id)).json
    const answers = await Promise.all([1, 2, 3].map(() => decide({ revokes: first.decisionId }, id)))
    assert.deepEqual(answers.map((one) => one.status).toSorted(), [201, 409, 409])
  })

  test('is recorded by owner or deputy of an open dossier, and by nobody else', async () => {
    const id = await openDossier()
    good(await samira.post(`/dossiers/${id}/involvements`, { membershipId: membershipId('wout'), role: 'team' }))
    refused(await decide({}, id, wout), 403, 'kaders.ownsOrDeputises')
    good(await decide({}, id, await house.as('basjan')))
    assert.equal((await decide({}, id, await house.as('smeets'))).status, 404)
    assert.equal((await decide({}, id, house.nobody)).status, 401)
    good(
      await samira.put(`/dossiers/${id}/closure`, { outcome: 'stopped', result: 'x', effect: 'x', lesson: 'x' }),
      200,
    )
    refused(await decide({}, id), 403, 'kaders.isOpen')
  })

  test('is there for exactly whom its entry is there for, and shows the council no names', async () => {
    const id = await openDossier({ ceiling: 4 })
    const made: string[] = []
    for (const audience of [2, 3, 4]) made.push(good(await decide({ audience }, id)).json.decisionId)
    const seen = async (key: 'samira' | 'henk' | 'youssef' | 'smeets' | 'theo') => {
      const client = await house.as(key)
      const statuses = []
      for (const decisionId of made) statuses.push((await client.get(`/dossiers/${id}/decisions/${decisionId}`)).status)
      return statuses.join(' ')
    }
    assert.equal(await seen('samira'), '200 200 200')
    assert.equal(await seen('henk'), '404 200 200')
    assert.equal(await seen('youssef'), '404 404 200')
    assert.equal(await seen('smeets'), '404 404 404')
    assert.equal(await seen('theo'), '404 404 404')
    const { json } = await (await house.as('youssef')).get(`/dossiers/${id}/decisions`)
    assert.equal(json.items.length, 1)
    assert.deepEqual(json.items[0].responsible, { name: null, role: 'procesambtenaar, Gemeente Wierdijk' })
    assert.equal(json.may.recordDecision, false)
    // The same decision below another dossier does not exist for anybody.
    assert.equal((await samira.get(`/dossiers/${dossierId}/decisions/${made[0]}`)).status, 404)
  })

  test('whose entry is erased by law has no words left anywhere', async () => {
    const id = await openDossier()
    const made = good(await decide({ text: 'Besluit over Jan', reason: 'Jan vroeg het' }, id)).json
    good(await samira.put(`/dossiers/${id}/entries/${made.entryId}/erasure`, { ground: 'artikel 17 AVG' }), 204)
    const { json, text } = await samira.get(`/dossiers/${id}/decisions/${made.decisionId}`)
    assert.ok(!text.includes('Jan'))
    assert.deepEqual([json.text, json.reason, json.residentEffect, json.formalCase], [null, null, null, null])
    assert.equal(json.frames.length, 1)
    const rows = await house.owner.query('select to_jsonb(d)::text as row from kaders.decision d where id = $1', [
      made.decisionId,
    ])
    assert.ok(!rows.rows[0].row.includes('Jan'))
  })

  test('decisions come page by page, the newest first', async () => {
    const id = await openDossier()
    for (const days of [-3, -1, -2]) good(await decide({ decidedOn: dayFrom(days) }, id))
    const days: string[] = []
    let after = ''
    do {
      const { json } = await samira.get(`/dossiers/${id}/decisions?limit=1${after && `&after=${after}`}`)
      days.push(...json.items.map((one: { decidedOn: string }) => one.decidedOn))
      after = json.next ?? ''
    } while (after)
    assert.deepEqual(days, [dayFrom(-1), dayFrom(-2), dayFrom(-3)])
  })
})
