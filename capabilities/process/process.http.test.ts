// A process through the front door: how it stands and stood, and the gates that nobody passes unseen.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { membershipId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
let samira: Client
let basjan: Client
let wout: Client
let deruiter: Client
let lotte: Client
let frameVersionId = ''

const dayFrom = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const today = dayFrom(0)

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}
const refused = (answer: Answered, status: number, code: string) => {
  assert.equal(answer.status, status, answer.text)
  const said = [answer.json.code, ...(answer.json.errors ?? []).map((one: { code: string }) => one.code)]
  assert.ok(said.includes(code), answer.text)
  return answer
}

const START = {
  purpose: 'Een haven waar gewerkt en gewoond kan worden, als dat samen kan.',
  searchArea: 'Kade 3 tot en met 14. De jachthaven valt erbuiten.',
  known: ['Een derde staat leeg.'],
  unknown: ['Wat er in de bodem zit.', 'Wie eigenaar is van kade 11.'],
  assumed: ['De werf blijft.'],
}
const PHASE = {
  title: 'Verkennen',
  question: 'Wat willen mensen aan de kade, en wat sluit elkaar uit?',
  mode: 'improvise',
  modeReason: 'Niemand weet nog wat werkt.',
  government: 'faciliteren',
  governmentReason: 'Ondernemers hebben zelf een plan.',
}
const UNCERTAINTY = {
  title: 'Bodem',
  impact: 'Saneren kan meer kosten dan het hele proces.',
  howWeFindOut: 'Veertien boringen langs de kade.',
  findOutBy: dayFrom(40),
}
const GATE = {
  title: 'Richting kiezen',
  question: 'Met welke richtingen gaan wij verder?',
  body: 'college van burgemeester en wethouders',
  plannedOn: dayFrom(30),
  information: 'Verslag van de gesprekken, het bodemrapport en de standpunten.',
  conditions: ['De schippers zijn gehoord.', 'Het bodemrapport ligt er.'],
}
const PREPARED = {
  facts: 'Een derde staat leeg. Veertien boringen zijn gedaan.',
  options: [
    { title: 'Werken', says: 'De haven blijft werkgebied.' },
    { title: 'Gemengd', says: 'Ook woningen, achter de tweede lijn.' },
  ],
  positions: [
    { whose: 'Ondernemersvereniging', says: 'Geen woningen naast de werf.' },
    { whose: 'Kade 12', says: 'Eerst het geluid meten.', minority: true },
  ],
  proposal: 'Met werken en gemengd verder.',
  conditions: [
    { met: true, note: 'Op 12 januari.' },
    { met: true, note: '' },
  ],
}
const decision = (more: object = {}) => ({
  outcome: 'goOn',
  text: 'Wij gaan verder met twee richtingen.',
  reason: 'Daar is het meeste draagvlak voor.',
  body: 'college van burgemeester en wethouders',
  frameVersionIds: [frameVersionId],
  residentEffect: 'Omwonenden weten welke twee richtingen er liggen.',
  decidedOn: today,
  minority: 'Kade 12 wil eerst het geluid meten.',
  fixed: 'De jachthaven valt erbuiten.',
  open: 'Of er woningen komen.',
  ...more,
})
const { outcome: _outcome, fixed: _fixed, open: _open, ...CHOICE } = decision()
const choiceDecision = (more: object = {}) => ({ ...CHOICE, frameVersionIds: [frameVersionId], ...more })

const openDossier = async (more: object = {}): Promise<string> => {
  const id = good(
    await samira.post('/dossiers', {
      title: 'Havenkwartier',
      reason: 'Leegstand',
      kind: 'opgave',
      ceiling: 4,
      ...more,
    }),
    201,
  ).json.dossierId
  for (const [key, role] of [
    ['wout', 'adviser'],
    ['iris', 'team'],
    ['lotte', 'follower'],
  ] as const)
    good(await samira.post(`/dossiers/${id}/involvements`, { membershipId: membershipId(key), role }), 201)
  return id
}
const planGate = async (id: string, capacity = 'college', more: object = {}): Promise<string> =>
  good(await samira.post(`/dossiers/${id}/gates`, { ...GATE, capacity, ...more }), 201).json.gateId
const preparedGate = async (id: string, capacity = 'college', more: object = {}): Promise<string> => {
  const gateId = await planGate(id, capacity, more)
  good(await samira.put(`/dossiers/${id}/gates/${gateId}/preparation`, PREPARED))
  return gateId
}
const read = async (id: string, client = samira) => good(await client.get(`/dossiers/${id}/process`)).json
const gateOf = async (id: string, gateId: string, client = samira) =>
  good(await client.get(`/dossiers/${id}/gates/${gateId}`)).json

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  basjan = await house.as('basjan')
  wout = await house.as('wout')
  deruiter = await house.as('deruiter')
  lotte = await house.as('lotte')
  frameVersionId = good(
    await wout.post('/frames', {
      rank: 3,
      title: 'Kader van de raad voor het Havenkwartier',
      purpose: 'Leegstand tegengaan.',
      fixed: 'Waterveiligheid.',
      movable: 'Alles achter de tweede lijn.',
      source: 'Raadsbesluit',
      competentBody: 'gemeenteraad',
      validFrom: '2020-01-01',
    }),
    201,
  ).json.frameVersionId
})
after(() => house.stop())

describe('how it stands', () => {
  test('a start note asks for what is known, unknown and assumed, and forces no end result', async () => {
    const id = await openDossier()
    assert.deepEqual((await read(id)).start, null)
    good(await samira.put(`/dossiers/${id}/process/start`, { ...START, known: [], assumed: [] }))
    const { start, may } = await read(id)
    assert.equal(start.purpose, START.purpose)
    assert.deepEqual([start.known, start.unknown, start.assumed], [[], START.unknown, []])
    assert.equal(start.number, 1)
    assert.equal(may.describeStart, true)
    refused(await samira.put(`/dossiers/${id}/process/start`, { ...START, purpose: '' }), 400, 'required')
    refused(
      await samira.put(`/dossiers/${id}/process/start`, { ...START, result: 'Zestig woningen' }),
      400,
      'unknownField',
    )
  })

  test('it changes freely with one sentence of reason, and what stood there stays readable', async () => {
    const id = await openDossier()
    good(await samira.put(`/dossiers/${id}/process/start`, START))
    refused(await samira.put(`/dossiers/${id}/process/start`, { ...START, searchArea: 'Ook kade 1' }), 400, 'required')
    good(
      await samira.put(`/dossiers/${id}/process/start`, {
        ...START,
        searchArea: 'Kade 1 tot en met 14.',
        reason: 'Amendement van de raad.',
      }),
    )
    const { json } = good(await samira.get(`/dossiers/${id}/process/records?kind=start`))
    assert.deepEqual(
      json.items.map((one: { number: number; details: { searchArea: string; reason: string } }) => [
        one.number,
        one.details.searchArea,
        one.details.reason,
      ]),
      [
        [2, 'Kade 1 tot en met 14.', 'Amendement van de raad.'],
        [1, START.searchArea, ''],
      ],
    )
    refused(
      await samira.put(`/dossiers/${id}/process/start`, { ...START, reason: 'Nog eens', basedOn: 1 }),
      409,
      'process.changedMeanwhile',
    )
    assert.equal((await read(id)).start.number, 2)
  })

  test('a phase has a learning question, a way of working with its reason, and runs and ends with what was learned', async () => {
    const id = await openDossier()
    const { phaseId } = good(await samira.post(`/dossiers/${id}/phases`, PHASE), 201).json
    good(await samira.post(`/dossiers/${id}/phases`, { ...PHASE, title: 'Kiezen', mode: 'process' }), 201)
    refused(
      await samira.post(`/dossiers/${id}/phases`, { ...PHASE, startsOn: dayFrom(5), endsOn: dayFrom(1) }),
      400,
      'process.endsBefore',
    )
    refused(
      await samira.put(`/dossiers/${id}/phases/${phaseId}/ending`, { learned: 'Veel' }),
      409,
      'process.phaseNotRunning',
    )
    good(await samira.put(`/dossiers/${id}/phases/${phaseId}/start`))
    refused(await samira.put(`/dossiers/${id}/phases/${phaseId}/start`), 409, 'process.phaseBegan')
    const { government: _g, governmentReason: _r, ...phase } = PHASE
    good(
      await samira.put(`/dossiers/${id}/phases/${phaseId}`, {
        ...phase,
        mode: 'process',
        modeReason: 'De partijen zitten nu aan tafel.',
        reason: 'Het improviseren is voorbij.',
      }),
    )
    good(await samira.put(`/dossiers/${id}/phases/${phaseId}/ending`, { learned: 'Wonen en werk sluiten elkaar uit.' }))
    const { phases } = await read(id)
    assert.deepEqual(
      phases.map((one: { title: string; order: number; state: string; learned: string; mode: string }) => [
        one.order,
        one.title,
        one.state,
        one.mode,
        one.learned,
      ]),
      [
        [1, 'Verkennen', 'ended', 'process', 'Wonen en werk sluiten elkaar uit.'],
        [2, 'Kiezen', 'planned', 'process', ''],
      ],
    )
    assert.equal(phases[0].endsOn, today)
    assert.equal((await samira.put(`/dossiers/${id}/phases/${randomUUID()}/start`)).status, 404)
  })

  test('every change of the role of government is logged with its reason', async () => {
    const id = await openDossier()
    const { phaseId } = good(await samira.post(`/dossiers/${id}/phases`, PHASE), 201).json
    const path = `/dossiers/${id}/phases/${phaseId}/role`
    refused(await samira.put(path, { government: 'loslaten', reason: '' }), 400, 'required')
    refused(await samira.put(path, { government: 'faciliteren', reason: 'Zo is het' }), 400, 'process.sameRole')
    refused(await samira.put(path, { government: 'sturen', reason: 'x' }), 400, 'notAChoice')
    good(await samira.put(path, { government: 'regisseren', reason: 'De partijen komen er samen niet uit.' }))
    const [phase] = (await read(id)).phases
    assert.equal(phase.government, 'regisseren')
    assert.deepEqual(
      phase.roles.map((one: { government: string; was: string | null; reason: string }) => [
        one.was,
        one.government,
        one.reason,
      ]),
      [
        [null, 'faciliteren', PHASE.governmentReason],
        ['faciliteren', 'regisseren', 'De partijen komen er samen niet uit.'],
      ],
    )
    const { json } = await samira.get(`/dossiers/${id}/entries?kind=role`)
    assert.equal(json.items.length, 2)
  })

  test('an uncertainty moves from amber to red to settled, and says what was learned', async () => {
    const id = await openDossier()
    const { uncertaintyId } = good(await samira.post(`/dossiers/${id}/uncertainties`, UNCERTAINTY), 201).json
    const path = `/dossiers/${id}/uncertainties/${uncertaintyId}`
    good(await samira.put(`${path}/state`, { state: 'red', reason: 'Het laboratorium vond zink.' }))
    refused(await samira.put(`${path}/state`, { state: 'red', reason: 'Nog steeds' }), 400, 'process.sameState')
    refused(await samira.put(`${path}/state`, { state: 'settled', reason: 'Klaar' }), 400, 'required')
    good(
      await samira.put(path, {
        ...UNCERTAINTY,
        findOutBy: dayFrom(60),
        reason: 'Het laboratorium heeft meer tijd nodig.',
      }),
    )
    good(
      await samira.put(`${path}/state`, {
        state: 'settled',
        learned: 'Sanering kost tussen 0,9 en 2,1 miljoen (n = 14 boringen).',
        reason: 'Het rapport is binnen.',
      }),
    )
    const [one] = (await read(id)).uncertainties
    assert.equal(one.state, 'settled')
    assert.equal(one.findOutBy, dayFrom(60))
    assert.match(one.learned, /n = 14/)
    assert.deepEqual(
      one.moves.map((move: { state: string }) => move.state),
      ['amber', 'red', 'settled'],
    )
    assert.equal(one.number, 4)
    const { json } = await samira.get(`/dossiers/${id}/process/records?kind=uncertainty&thingId=${uncertaintyId}`)
    assert.equal(json.items.length, 4)
  })

  test('money is an entry against a ceiling, and says when an agreed share is reached', async () => {
    const id = await openDossier()
    const spend = (spent: number, more: object = {}) =>
      samira.post(`/dossiers/${id}/money/spending`, { spent, asOf: today, source: 'Budgethouder', ...more })
    refused(await spend(100), 409, 'process.noCeiling')
    good(await samira.put(`/dossiers/${id}/money/ceiling`, { ceiling: 15_000_000, source: 'Raadsbesluit 14 januari' }))
    assert.deepEqual(good(await spend(8_999_999), 201).json.reached, [])
    const at = good(await spend(9_000_000), 201).json
    assert.deepEqual([at.share, at.reached], [0.6, [60]])
    assert.deepEqual(good(await spend(15_500_000), 201).json.reached, [60, 80, 100])
    refused(await spend(1, { asOf: dayFrom(1) }), 400, 'inTheFuture')
    refused(await spend(-1), 400, 'tooShort')
    const { json } = await samira.get(`/dossiers/${id}/entries?kind=money`)
    assert.deepEqual(
      json.items.map((one: { details: { passed: number[] } }) => one.details.passed),
      [[80, 100], [60], [], []],
    )
    good(await samira.put(`/dossiers/${id}/money/ceiling`, { ceiling: 20_000_000, warnAt: [90], source: 'Begroting' }))
    const { money } = await read(id)
    assert.deepEqual(
      [money.ceiling, money.spent, money.share, money.warnAt, money.reached, money.moves.length],
      [20_000_000, 15_500_000, 0.775, [90], [], 5],
    )
    refused(await basjan.put(`/dossiers/${id}/money/ceiling`, { ceiling: 0, source: 'x' }), 400, 'tooShort')
  })

  test('own room, consultation and whom not to consult are said, and the manager answers as employer', async () => {
    const id = await openDossier()
    good(
      await samira.put(`/dossiers/${id}/own-room`, {
        mandate: 'Gesprekken voeren, niets toezeggen.',
        budget: '€ 150.000 proceskosten',
        hours: '16 uur per week',
        knowledge: 'Wout (erfgoed), waterschap.',
        widenedBy: 'wethouder De Ruiter',
      }),
    )
    good(
      await samira.put(`/dossiers/${id}/consultation`, {
        depth: 'advise',
        tempo: 'Elke zes weken een avond.',
        why: 'Veel belangen, weinig tijd.',
        notConsulted: [{ who: 'Watersporters van buiten', reason: 'Zij komen alleen in juli.' }],
      }),
    )
    refused(
      await samira.put(`/dossiers/${id}/consultation`, {
        depth: 'advise',
        tempo: 'x',
        why: 'x',
        notConsulted: [{ who: 'Schippers', reason: '' }],
        reason: 'x',
      }),
      400,
      'required',
    )
    const answers = { work: 'Regie', organisation: 'Wierdijk', arrangement: 'Vrijgesteld', people: '0,4 fte' }
    refused(await samira.put(`/dossiers/${id}/employer`, answers), 403, 'process.managesTheOwner')
    good(await (await house.as('gerrit')).put(`/dossiers/${id}/employer`, answers))
    const { ownRoom, consultation, employer } = await read(id)
    assert.equal(ownRoom.widenedBy, 'wethouder De Ruiter')
    assert.deepEqual(consultation.notConsulted, [
      { who: 'Watersporters van buiten', reason: 'Zij komen alleen in juli.' },
    ])
    assert.equal(employer.people, '0,4 fte')
    assert.equal(employer.role, 'teammanager, Gemeente Wierdijk')
  })

  test('what is erased by law is gone from the process too, and the number goes on', async () => {
    const id = await openDossier()
    const { entryId } = good(await samira.put(`/dossiers/${id}/process/start`, { ...START, purpose: 'Van Jan' })).json
    good(await samira.put(`/dossiers/${id}/entries/${entryId}/erasure`, { ground: 'artikel 17 AVG' }), 204)
    const { text, json } = await samira.get(`/dossiers/${id}/process`)
    assert.ok(!text.includes('Van Jan'))
    assert.equal(json.start, null)
    good(await samira.put(`/dossiers/${id}/process/start`, START))
    assert.equal((await read(id)).start.number, 2)
    const rows = await house.owner.query(
      `select count(*)::int as n from process.record r, to_jsonb(r) j where r.dossier_id = $1 and j::text like '%Jan%'`,
      [id],
    )
    assert.equal(rows.rows[0].n, 0)
  })
})

describe('a gate', () => {
  test('is planned, prepared and decided, with the whole record in one decision under its frames', async () => {
    const id = await openDossier()
    const { phaseId } = good(await samira.post(`/dossiers/${id}/phases`, PHASE), 201).json
    good(await samira.put(`/dossiers/${id}/phases/${phaseId}/start`))
    const { uncertaintyId } = good(await samira.post(`/dossiers/${id}/uncertainties`, UNCERTAINTY), 201).json
    good(await samira.put(`/dossiers/${id}/money/ceiling`, { ceiling: 15_000_000, source: 'Raad' }))
    good(await samira.post(`/dossiers/${id}/money/spending`, { spent: 3_000_000, asOf: today, source: 'Budget' }), 201)
    const gateId = await planGate(id, 'college', { phaseId })
    const path = `/dossiers/${id}/gates/${gateId}`
    assert.equal((await gateOf(id, gateId)).state, 'planned')
    refused(await deruiter.put(`${path}/decision`, decision()), 409, 'process.notPrepared')
    refused(await samira.put(`${path}/preparation`, { ...PREPARED, conditions: [] }), 400, 'process.eachCondition')
    const half = [PREPARED.conditions[0], { met: false, note: 'Volgt in februari.' }]
    good(await samira.put(`${path}/preparation`, { ...PREPARED, conditions: half }))
    assert.equal((await gateOf(id, gateId)).state, 'planned')
    refused(await deruiter.put(`${path}/decision`, decision()), 409, 'process.notPrepared')
    good(await samira.put(`${path}/preparation`, PREPARED))
    assert.equal((await gateOf(id, gateId)).state, 'prepared')
    refused(await samira.put(`/dossiers/${id}/phases/${phaseId}/ending`, { learned: 'x' }), 409, 'process.gateWaits')
    good(await samira.put(`/dossiers/${id}/uncertainties/${uncertaintyId}/state`, { state: 'red', reason: 'Zink' }))
    refused(await samira.put(`${path}/decision`, decision()), 403, 'process.decidesForAnother')
    refused(await deruiter.put(`${path}/decision`, decision({ frameVersionIds: [] })), 400, 'kaders.needsFrame')
    refused(await deruiter.put(`${path}/decision`, decision({ residentEffect: '' })), 400, 'required')
    refused(await deruiter.put(`${path}/decision`, decision({ outcome: 'misschien' })), 400, 'notAChoice')
    refused(await deruiter.put(`${path}/decision`, decision({ audience: 2 })), 400, 'process.asWideAsTheGate')
    const { entryId, decisionId } = good(await deruiter.put(`${path}/decision`, decision({ outcome: 'adjust' }))).json
    const gate = await gateOf(id, gateId)
    assert.deepEqual([gate.state, gate.outcome, gate.decidedOn], ['decided', 'adjust', today])
    assert.deepEqual(
      [gate.decision.minority, gate.decision.fixed, gate.decision.open, gate.decision.decisionId],
      ['Kade 12 wil eerst het geluid meten.', 'De jachthaven valt erbuiten.', 'Of er woningen komen.', decisionId],
    )
    assert.deepEqual(gate.decision.grew, [{ title: 'Bodem', was: 'amber', is: 'red' }])
    assert.deepEqual(gate.decision.money, { spent: 3_000_000, ceiling: 15_000_000, share: 0.2 })
    const entry = good(await samira.get(`/dossiers/${id}/entries/${entryId}`)).json
    assert.equal(entry.kind, 'gate')
    for (const name of ['facts', 'options', 'positions', 'proposal', 'advice', 'points', 'reason', 'frames'])
      assert.ok(name in entry.details, name)
    const taken = good(await samira.get(`/dossiers/${id}/decisions/${decisionId}`)).json
    assert.deepEqual(
      [taken.capacity, taken.frames[0].frameVersionId, taken.responsible.role],
      ['college', frameVersionId, 'procesambtenaar, Gemeente Wierdijk'],
    )
    refused(await deruiter.put(`${path}/decision`, decision()), 409, 'process.gateDecided')
    refused(await wout.post(`${path}/objections`, { text: 'Te laat' }), 409, 'process.gateDecided')
    good(await samira.put(`/dossiers/${id}/phases/${phaseId}/ending`, { learned: 'Wonen is een politieke keuze.' }))
  })

  test('whose conditions changed after the preparation must be prepared again', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id)
    const path = `/dossiers/${id}/gates/${gateId}`
    good(await samira.put(path, { ...GATE, plannedOn: dayFrom(40), reason: 'De zaal is bezet.' }))
    assert.equal((await gateOf(id, gateId)).state, 'prepared')
    good(
      await samira.put(path, {
        ...GATE,
        conditions: [...GATE.conditions, 'Het geluid is gemeten.'],
        reason: 'Kade 12',
      }),
    )
    assert.equal((await gateOf(id, gateId)).state, 'planned')
    refused(await deruiter.put(`${path}/decision`, decision()), 409, 'process.notPrepared')
    good(await deruiter.put(`${path}/decision`, decision({ outcome: 'extend' })))
  })

  test('of the council is recorded by the registry, of the executive by the executive, of the owner by the owner, and by nobody else', async () => {
    const id = await openDossier()
    const clients = {
      samira,
      basjan,
      wout,
      deruiter,
      lotte,
      theo: await house.as('theo'),
      youssef: await house.as('youssef'),
    }
    const allowed = {
      raad: ['lotte'],
      college: ['deruiter'],
      wethouder: ['deruiter'],
      manager: ['gerrit'],
      eigenaar: ['samira', 'basjan'],
    }
    for (const [capacity, may] of Object.entries(allowed)) {
      const gateId = await preparedGate(id, capacity)
      for (const [who, client] of Object.entries(clients)) {
        if (may.includes(who)) continue
        const { status } = await client.put(`/dossiers/${id}/gates/${gateId}/decision`, decision())
        assert.ok([403, 404].includes(status), `${who} at a gate of ${capacity}: ${status}`)
      }
      assert.equal((await gateOf(id, gateId)).state, 'prepared')
      const client = await house.as(may[0] as 'samira')
      good(await client.put(`/dossiers/${id}/gates/${gateId}/decision`, decision()))
    }
  })

  test('is decided once, also when two decide it at the same moment', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id, 'eigenaar')
    const answers = await Promise.all(
      [samira, basjan, samira, basjan].map((client, i) =>
        client.put(`/dossiers/${id}/gates/${gateId}/decision`, decision({ outcome: i % 2 ? 'stop' : 'goOn' })),
      ),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409])
    const { json } = await samira.get(`/dossiers/${id}/entries?kind=gate`)
    assert.equal(json.items.length, 1)
    assert.equal((await gateOf(id, gateId)).decision.entryId, json.items[0].entryId)
  })

  test('a phase that does not exist has no gate, and a gate of another dossier does not exist here', async () => {
    const id = await openDossier()
    const other = await openDossier()
    const gateId = await planGate(other)
    refused(
      await samira.post(`/dossiers/${id}/gates`, { ...GATE, capacity: 'raad', phaseId: randomUUID() }),
      400,
      'process.phaseNotFound',
    )
    assert.equal((await samira.get(`/dossiers/${id}/gates/${gateId}`)).status, 404)
    assert.equal((await samira.put(`/dossiers/${id}/gates/${gateId}/preparation`, PREPARED)).status, 404)
    assert.equal((await samira.put(`/dossiers/${id}/gates/${gateId}/cancellation`, { reason: 'x' })).status, 404)
  })

  test('that will not come is cancelled with the reason, and then decided by nobody', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id, 'eigenaar')
    const path = `/dossiers/${id}/gates/${gateId}`
    refused(await samira.put(`${path}/cancellation`, { reason: '' }), 400, 'required')
    good(await samira.put(`${path}/cancellation`, { reason: 'De raad besluit dit al in maart.' }))
    assert.equal((await gateOf(id, gateId)).state, 'cancelled')
    refused(await samira.put(`${path}/decision`, decision()), 409, 'process.gateCancelled')
    await assert.rejects(
      house.owner.query(
        `insert into process.gate_decision (gate_id, dossier_id, entry_id, decision_id, outcome, decided_on, decided_by)
         select $1, $2, e.id, $3, 'stop', current_date, $4 from dossier.entry e where e.dossier_id = $2 limit 1`,
        [gateId, id, randomUUID(), membershipId('samira')],
      ),
      /gateCancelled/,
    )
  })

  test('is not undone beside the gate, by nobody', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id, 'eigenaar')
    const { decisionId } = good(await samira.put(`/dossiers/${id}/gates/${gateId}/decision`, decision())).json
    const { choiceId } = good(
      await samira.post(`/dossiers/${id}/reserved-choices`, { text: 'Woningbouw', why: 'x', capacity: 'raad' }),
      201,
    ).json
    const choice = good(await lotte.put(`/dossiers/${id}/reserved-choices/${choiceId}/decision`, choiceDecision())).json
    const { minority: _minority, ...loose } = choiceDecision({ capacity: 'eigenaar', audience: 3 })
    for (const revokes of [decisionId, choice.decisionId])
      refused(await samira.post(`/dossiers/${id}/decisions`, { ...loose, revokes }), 409, 'process.decidedAtGate')
    assert.ok(!(await samira.page(`/dossiers/${id}`)).text.includes('herroept='))
    assert.equal((await samira.get(`/dossiers/${id}/decisions/${decisionId}`)).json.state, 'taken')
  })

  test('that is stopped or without result is a full outcome, and the dossier closes with result, effect and lesson', async () => {
    const id = await openDossier()
    const gateId = await planGate(id, 'eigenaar')
    good(await samira.put(`/dossiers/${id}/gates/${gateId}/decision`, decision({ outcome: 'stop' })))
    const closing = { outcome: 'noResult', result: '', effect: '', lesson: '' }
    const { json } = refused(await samira.put(`/dossiers/${id}/closure`, closing), 400, 'required')
    assert.deepEqual(json.errors.map((one: { path: string }) => one.path).sort(), ['effect', 'lesson', 'result'])
    good(
      await samira.put(`/dossiers/${id}/closure`, {
        outcome: 'noResult',
        result: 'Geen plan, wel een besluit: de haven blijft werkgebied.',
        effect: 'Ondernemers weten het voor tien jaar. Woningzoekenden krijgen hier niets.',
        lesson: 'Begin bij de schippers.',
      }),
    )
    refused(await samira.put(`/dossiers/${id}/process/start`, START), 403, 'process.isOpen')
    const page = await samira.page(`/dossiers/${id}`)
    assert.match(page.text, /Begin bij de schippers\./)
    assert.ok(!page.text.includes('role="alert"'))
  })
})

describe('a reserved choice', () => {
  const HOMES = { text: 'Woningbouw: ja of nee.', why: 'Dit is een politieke keuze.', capacity: 'raad' }

  test('without the council’s decision gives nobody passage, and with it it does', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id, 'college')
    const path = `/dossiers/${id}/gates/${gateId}`
    const { choiceId } = good(await samira.post(`/dossiers/${id}/reserved-choices`, { ...HOMES, gateId }), 201).json
    assert.equal((await gateOf(id, gateId)).openChoices, 1)
    refused(await deruiter.put(`${path}/decision`, decision()), 409, 'process.choiceUndecided')
    const choice = `/dossiers/${id}/reserved-choices/${choiceId}`
    // Not the owner, not the executive, not a member of the council, not an administrator: only its registry.
    for (const client of [
      samira,
      basjan,
      wout,
      deruiter,
      await house.as('youssef'),
      await house.as('theo'),
      await house.as('gerrit'),
    ]) {
      const { status } = await client.put(`${choice}/decision`, choiceDecision())
      assert.ok([403, 404].includes(status), String(status))
    }
    refused(await deruiter.put(`${path}/decision`, decision()), 409, 'process.choiceUndecided')
    const made = good(
      await lotte.put(`${choice}/decision`, choiceDecision({ text: 'Geen woningbouw.', minority: '14 van de 29.' })),
    ).json
    const [shown] = (await read(id)).choices
    assert.deepEqual(
      [shown.state, shown.decision.text, shown.decision.entryId],
      ['decided', 'Geen woningbouw.', made.entryId],
    )
    refused(await lotte.put(`${choice}/decision`, choiceDecision()), 409, 'process.choiceDecided')
    good(await deruiter.put(`${path}/decision`, decision()))
    const { json } = await samira.get(`/dossiers/${id}/entries/${made.entryId}`)
    assert.deepEqual(
      [json.kind, json.details.state, json.details.decisionEntryId],
      ['reservedChoice', 'decided', made.entryId],
    )
    assert.equal(json.details.capacity, 'raad')
  })

  test('cannot be passed by the owner of the tables either, nor taken away, moved or decided for the council', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id, 'eigenaar')
    const later = await planGate(id, 'eigenaar')
    const { choiceId } = good(await samira.post(`/dossiers/${id}/reserved-choices`, { ...HOMES, gateId }), 201).json
    const owner = house.owner
    const { rows } = await owner.query(
      `select e.id as entry_id, d.id as decision_id from kaders.decision d join dossier.entry e on e.id = d.entry_id limit 1`,
    )
    const pass = (outcome: string, by: string) =>
      owner.query(
        `insert into process.gate_decision (gate_id, dossier_id, entry_id, decision_id, outcome, decided_on, decided_by)
         values ($1, $2, $3, $4, $5, current_date, $6)`,
        [gateId, id, rows[0].entry_id, rows[0].decision_id, outcome, by],
      )
    for (const key of ['samira', 'theo', 'lotte', 'deruiter'] as const)
      await assert.rejects(pass('goOn', membershipId(key)), /process\.choiceUndecided/)
    await assert.rejects(owner.query('delete from process.reserved_choice where id = $1', [choiceId]), /choiceStays/)
    await assert.rejects(
      owner.query('update process.reserved_choice set gate_id = $2 where id = $1', [choiceId, later]),
      /choiceStays/,
    )
    await assert.rejects(
      owner.query(`update process.reserved_choice set capacity = 'college' where id = $1`, [choiceId]),
      /choiceStays/,
    )
    for (const key of ['samira', 'theo', 'deruiter', 'youssef'] as const)
      await assert.rejects(
        owner.query(
          `insert into process.choice_decision (choice_id, dossier_id, entry_id, decision_id, decided_on, decided_by)
           values ($1, $2, $3, $4, current_date, $5)`,
          [choiceId, id, rows[0].entry_id, rows[0].decision_id, membershipId(key)],
        ),
        /decidesForAnother/,
      )
    // A gate that stopped cannot be turned into one that went on.
    good(await samira.put(`/dossiers/${id}/gates/${gateId}/decision`, decision({ outcome: 'stop' })))
    await assert.rejects(
      owner.query(`update process.gate_decision set outcome = 'goOn' where gate_id = $1`, [gateId]),
      /gateDecided/,
    )
    await assert.rejects(owner.query('delete from process.gate_decision where gate_id = $1', [gateId]), /gateDecided/)
  })

  test('that hangs from no gate stops every gate, until it is placed once; and it is not moved on', async () => {
    const id = await openDossier()
    const first = await preparedGate(id, 'eigenaar')
    const second = await preparedGate(id, 'college')
    const { choiceId } = good(await lotte.post(`/dossiers/${id}/reserved-choices`, HOMES), 201).json
    refused(await samira.put(`/dossiers/${id}/gates/${first}/decision`, decision()), 409, 'process.choiceUnplaced')
    good(await samira.put(`/dossiers/${id}/reserved-choices/${choiceId}/gate`, { gateId: second }), 204)
    good(await samira.put(`/dossiers/${id}/gates/${first}/decision`, decision()))
    const third = await planGate(id)
    refused(
      await samira.put(`/dossiers/${id}/reserved-choices/${choiceId}/gate`, { gateId: third }),
      409,
      'process.choiceStays',
    )
    refused(
      await samira.put(`/dossiers/${id}/gates/${second}/cancellation`, { reason: 'x' }),
      409,
      'process.choiceUndecided',
    )
    refused(await deruiter.put(`/dossiers/${id}/gates/${second}/decision`, decision()), 409, 'process.choiceUndecided')
    assert.equal((await samira.post(`/dossiers/${id}/reserved-choices`, { ...HOMES, gateId: first })).status, 409)
  })

  test('of the executive is decided by the executive and not by the registry', async () => {
    const id = await openDossier()
    const { choiceId } = good(
      await samira.post(`/dossiers/${id}/reserved-choices`, {
        ...HOMES,
        text: 'Verplaatsing werf.',
        capacity: 'college',
      }),
      201,
    ).json
    const path = `/dossiers/${id}/reserved-choices/${choiceId}/decision`
    refused(await lotte.put(path, choiceDecision()), 403, 'process.decidesForAnother')
    good(await deruiter.put(path, choiceDecision()))
  })

  test('holds the phase behind its gate back', async () => {
    const id = await openDossier()
    const { phaseId } = good(await samira.post(`/dossiers/${id}/phases`, PHASE), 201).json
    const next = good(await samira.post(`/dossiers/${id}/phases`, { ...PHASE, title: 'Uitwerken' }), 201).json.phaseId
    good(await samira.put(`/dossiers/${id}/phases/${phaseId}/start`))
    const gateId = await preparedGate(id, 'college', { phaseId })
    good(await samira.post(`/dossiers/${id}/reserved-choices`, { ...HOMES, gateId }), 201)
    good(await deruiter.put(`/dossiers/${id}/gates/${gateId}/decision`, decision({ outcome: 'adjust' })))
    refused(await samira.put(`/dossiers/${id}/phases/${next}/start`), 409, 'process.choiceUndecided')
    refused(
      await samira.put(`/dossiers/${id}/phases/${phaseId}/ending`, { learned: 'x' }),
      409,
      'process.choiceUndecided',
    )
  })
})

describe('what must be heard first', () => {
  test('an open professional objection blocks its gate, whatever the outcome, until it is withdrawn with reason', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id)
    const path = `/dossiers/${id}/gates/${gateId}`
    refused(await samira.post(`${path}/objections`, { text: 'Ik vind van niet' }), 403, 'process.advises')
    refused(await (await house.as('henk')).post(`${path}/objections`, { text: 'x' }), 403, 'process.advises')
    const { objectionId } = good(
      await wout.post(`${path}/objections`, { text: 'De kade draagt geen woningen zonder fundering.' }),
      201,
    ).json
    assert.deepEqual([(await gateOf(id, gateId)).state, (await gateOf(id, gateId)).openObjections], ['objection', 1])
    for (const outcome of ['goOn', 'adjust', 'stop', 'extend'])
      refused(await deruiter.put(`${path}/decision`, decision({ outcome })), 409, 'process.objectionOpen')
    refused(await samira.put(`${path}/cancellation`, { reason: 'x' }), 409, 'process.objectionOpen')
    const objection = `/dossiers/${id}/objections/${objectionId}`
    refused(
      await samira.put(`${objection}/withdrawal`, { reason: 'Hij bedoelt het niet zo' }),
      403,
      'process.notYourObjection',
    )
    refused(await wout.put(`${objection}/withdrawal`, { reason: '' }), 400, 'required')
    good(await wout.put(`${objection}/withdrawal`, { reason: 'De fundering is doorgerekend.' }))
    refused(await wout.put(`${objection}/withdrawal`, { reason: 'Nog eens' }), 409, 'process.objectionEnded')
    good(await deruiter.put(`${path}/decision`, decision()))
  })

  test('or until the competent person decides on it with reasons; upheld, there is no going on', async () => {
    const id = await openDossier()
    for (const [outcome, after] of [
      ['overruled', 200],
      ['upheld', 409],
    ] as const) {
      const gateId = await preparedGate(id)
      const path = `/dossiers/${id}/gates/${gateId}`
      const { objectionId } = good(await wout.post(`${path}/objections`, { text: 'Dit kan niet.' }), 201).json
      const judgement = `/dossiers/${id}/objections/${objectionId}/judgement`
      refused(await samira.put(judgement, { outcome, reason: 'x' }), 403, 'process.decidesForAnother')
      refused(await deruiter.put(judgement, { outcome, reason: '' }), 400, 'required')
      good(await deruiter.put(judgement, { outcome, reason: 'Gewogen tegen de veiligheid.' }))
      const answer = await deruiter.put(`${path}/decision`, decision())
      assert.equal(answer.status, after, answer.text)
      if (after === 409) {
        refused(answer, 409, 'process.objectionUpheld')
        good(await deruiter.put(`${path}/decision`, decision({ outcome: 'adjust' })))
      }
      const shown = (await gateOf(id, gateId)).objections[0]
      assert.deepEqual([shown.ending.outcome, shown.ending.reason], [outcome, 'Gewogen tegen de veiligheid.'])
    }
  })

  test('requested advice has a reaction before the decision: followed, partly or not, with the reason', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id)
    const path = `/dossiers/${id}/gates/${gateId}`
    const ask = async (kind: string) =>
      good(
        await samira.post(`/dossiers/${id}/open-items`, {
          kind,
          question: 'Welke panden zijn beeldbepalend?',
          addressee: { membershipId: membershipId('wout') },
          dueOn: dayFrom(20),
          audience: 2,
          ...(kind === 'advice' ? { hours: 6 } : {}),
        }),
        201,
      ).json.openItemId
    const openItemId = await ask('advice')
    refused(await samira.post(`${path}/advice`, { openItemId: await ask('question') }), 400, 'process.notAdvice')
    refused(await samira.post(`${path}/advice`, { openItemId: randomUUID() }), 400, 'process.noSuchAdvice')
    good(await samira.post(`${path}/advice`, { openItemId }), 204)
    refused(await samira.post(`${path}/advice`, { openItemId }), 409, 'process.adviceLinked')
    refused(await deruiter.put(`${path}/decision`, decision()), 409, 'process.adviceWithoutReaction')
    const reaction = `${path}/advice/${openItemId}/reaction`
    refused(await samira.put(reaction, { reaction: 'partly', reason: '' }), 400, 'required')
    good(await samira.put(reaction, { reaction: 'partly', reason: 'Tien van de twaalf panden blijven staan.' }))
    refused(await samira.put(reaction, { reaction: 'not', reason: 'x' }), 409, 'process.reactedAlready')
    const { advice } = await gateOf(id, gateId, wout)
    assert.deepEqual([advice[0].reaction.reaction, advice[0].answer], ['partly', null])
    const { entryId } = good(await deruiter.put(`${path}/decision`, decision())).json
    // The advice was for those involved: the decision, which the whole organisation reads, does not repeat it.
    const { text } = await samira.get(`/dossiers/${id}/entries/${entryId}`)
    assert.ok(!text.includes('beeldbepalend'))
  })

  test('each point of the feasibility test is answered before the decision', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id)
    const path = `/dossiers/${id}/gates/${gateId}`
    refused(await (await house.as('henk')).post(`${path}/points`, { text: 'x' }), 403, 'process.takesPart')
    const point = async (text: string) => good(await wout.post(`${path}/points`, { text }), 201).json.pointId
    const first = await point('Wie handhaaft het geluid in het weekend?')
    const second = await point('Er is geen vergunningverlener in maart.')
    const answer = (pointId: string, more: object = {}) =>
      samira.put(`/dossiers/${id}/points/${pointId}/answer`, {
        reaction: 'followed',
        text: 'De omgevingsdienst.',
        ...more,
      })
    good(await answer(first))
    refused(await answer(first), 409, 'process.answeredAlready')
    refused(await deruiter.put(`${path}/decision`, decision()), 409, 'process.pointUnanswered')
    refused(
      await wout.put(`/dossiers/${id}/points/${second}/answer`, { reaction: 'not', text: 'x' }),
      403,
      'process.ownsOrDeputises',
    )
    good(await answer(second, { reaction: 'not', text: 'De vergunning komt in april; de datum schuift.' }))
    const { entryId } = good(await deruiter.put(`${path}/decision`, decision())).json
    const { details } = (await samira.get(`/dossiers/${id}/entries/${entryId}`)).json
    assert.deepEqual(
      details.points.map((one: { reaction: string }) => one.reaction),
      ['followed', 'not'],
    )
  })
})

describe('who sees it', () => {
  test('what was narrowed to the core team stays there when it moves on', async () => {
    const id = await openDossier()
    const henk = await house.as('henk')
    const { uncertaintyId, entryId } = good(
      await samira.post(`/dossiers/${id}/uncertainties`, { ...UNCERTAINTY, title: 'De stille koper' }),
      201,
    ).json
    const gateId = await planGate(id, 'eigenaar', { title: 'De stille poort' })
    const narrow = async (line: string) =>
      good(
        await samira.put(`/dossiers/${id}/entries/${line}/audience`, { audience: 1, reason: 'Nog vertrouwelijk' }),
        204,
      )
    await narrow(entryId)
    const { rows } = await house.owner.query('select entry_id from process.record where thing_id = $1', [gateId])
    await narrow(rows[0].entry_id)
    good(
      await samira.put(`/dossiers/${id}/uncertainties/${uncertaintyId}/state`, {
        state: 'red',
        reason: 'Het wordt erger',
      }),
    )
    good(await samira.put(`/dossiers/${id}/gates/${gateId}/cancellation`, { reason: 'Niet nodig' }))
    for (const where of ['process', 'entries?limit=100']) {
      assert.ok((await samira.get(`/dossiers/${id}/${where}`)).text.includes('stille'))
      assert.ok(!(await henk.get(`/dossiers/${id}/${where}`)).text.includes('stille'), where)
    }
  })

  test('the things of a process are there for whom their entries are, the newest that they may read', async () => {
    const id = await openDossier()
    const first = good(await samira.put(`/dossiers/${id}/process/start`, START)).json.entryId
    good(await samira.put(`/dossiers/${id}/process/start`, { ...START, purpose: 'Anders', reason: 'Nieuw' }))
    const gateId = await planGate(id)
    const youssef = await house.as('youssef')
    const before = await read(id, youssef)
    assert.deepEqual([before.start, before.gates, before.phases], [null, [], []])
    assert.equal((await youssef.get(`/dossiers/${id}/gates/${gateId}`)).status, 404)
    good(await samira.put(`/dossiers/${id}/entries/${first}/audience`, { audience: 4 }), 204)
    assert.equal((await read(id, youssef)).start.purpose, START.purpose)
    assert.equal((await read(id)).start.purpose, 'Anders')
    const { text } = await youssef.get(`/dossiers/${id}/process/records`)
    assert.ok(!text.includes('Anders'))
    for (const key of ['theo', 'smeets', 'bram'] as const)
      assert.equal((await (await house.as(key)).get(`/dossiers/${id}/process`)).status, 404, key)
    assert.deepEqual((await youssef.get(`/dossiers/${id}/process/summary`)).json.used, true)
  })

  test('a quiet dossier has a process for the core team only, and its summary says nothing to others', async () => {
    const id = good(await samira.post('/dossiers', { title: 'Stil', reason: 'Stil', kind: 'opgave', ceiling: 1 }), 201)
      .json.dossierId
    good(await samira.put(`/dossiers/${id}/process/start`, START))
    assert.equal((await read(id)).start.audience, 1)
    assert.equal((await (await house.as('henk')).get(`/dossiers/${id}/process/summary`)).status, 404)
  })

  test('the summary says phase, next gate, uncertainties by state and the share of the money', async () => {
    const id = await openDossier()
    assert.equal((await samira.get(`/dossiers/${id}/process/summary`)).json.used, false)
    const { phaseId } = good(await samira.post(`/dossiers/${id}/phases`, PHASE), 201).json
    good(await samira.put(`/dossiers/${id}/phases/${phaseId}/start`))
    good(await samira.post(`/dossiers/${id}/uncertainties`, { ...UNCERTAINTY, state: 'red' }), 201)
    good(await samira.put(`/dossiers/${id}/money/ceiling`, { ceiling: 1000, source: 'x' }))
    good(await samira.post(`/dossiers/${id}/money/spending`, { spent: 850, asOf: today, source: 'x' }), 201)
    await planGate(id, 'raad', { plannedOn: dayFrom(50), title: 'Later' })
    const gateId = await planGate(id)
    const { json } = good(await samira.get(`/dossiers/${id}/process/summary`))
    assert.deepEqual(
      [json.used, json.phase.title, json.phase.government, json.gate.gateId, json.red, json.amber],
      [true, 'Verkennen', 'faciliteren', gateId, 1, 0],
    )
    assert.deepEqual(json.money, { spent: 850, ceiling: 1000, share: 0.85, reached: [60, 80] })
  })

  test('no name of an official stands in what the process writes', async () => {
    const id = await openDossier()
    const gateId = await preparedGate(id)
    good(await deruiter.put(`/dossiers/${id}/gates/${gateId}/decision`, decision({ audience: 4 })))
    const { rows } = await house.owner.query(
      `select string_agg(e.text || e.details::text, ' ') as words from dossier.entry e where e.dossier_id = $1 and e.kind in ('gate', 'gatePlan', 'gatePreparation')`,
      [id],
    )
    for (const name of ['Samira', 'El Amrani', 'Kuiper', 'Terpstra', 'Lotte'])
      assert.ok(!rows[0].words.includes(name), name)
  })
})

describe('in a dossier that the council follows', () => {
  test('the registry decides what was released to the council, and its own words need nobody’s release', async () => {
    const id = good(
      await samira.post('/dossiers', { title: 'Haven', reason: 'Leegstand', kind: 'opgave', ceiling: 4 }),
      201,
    ).json.dossierId
    good(await samira.post(`/dossiers/${id}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
    const youssef = await house.as('youssef')
    const gate = good(
      await samira.post(`/dossiers/${id}/gates`, { ...GATE, capacity: 'raad', conditions: [] }),
      201,
    ).json
    const prepared = good(
      await samira.put(`/dossiers/${id}/gates/${gate.gateId}/preparation`, { ...PREPARED, conditions: [] }),
    ).json
    const choice = good(
      await samira.post(`/dossiers/${id}/reserved-choices`, {
        text: 'Woningbouw: ja of nee.',
        why: 'Politieke keuze.',
        capacity: 'raad',
        gateId: gate.gateId,
      }),
      201,
    ).json
    const decideChoice = `/dossiers/${id}/reserved-choices/${choice.choiceId}/decision`
    assert.equal((await lotte.put(decideChoice, choiceDecision())).status, 404, 'nothing is released yet')
    for (const entryId of [gate.entryId, choice.entryId])
      good(await samira.put(`/dossiers/${id}/entries/${entryId}/council`, {}), 204)
    good(
      await deruiter.post(`/dossiers/${id}/council/releases`, {
        entryIds: [gate.entryId, choice.entryId],
        audience: 4,
      }),
      204,
    )
    const seen = await read(id, youssef)
    assert.deepEqual([seen.gates.length, seen.choices.length, seen.start], [1, 1, null])
    good(await lotte.put(decideChoice, choiceDecision({ text: 'Geen woningbouw.' })))
    // On what was not shown to it no council goes on.
    const decides = () => lotte.put(`/dossiers/${id}/gates/${gate.gateId}/decision`, decision())
    refused(await decides(), 409, 'process.notPrepared')
    good(await samira.put(`/dossiers/${id}/entries/${prepared.entryId}/council`, {}), 204)
    good(await deruiter.post(`/dossiers/${id}/council/releases`, { entryIds: [prepared.entryId], audience: 4 }), 204)
    const { entryId } = good(await decides()).json
    const entry = good(await youssef.get(`/dossiers/${id}/entries/${entryId}`)).json
    assert.equal(entry.audience, 4)
    assert.equal(entry.details.facts, PREPARED.facts)
    assert.equal((await read(id, youssef)).choices[0].decision.text, 'Geen woningbouw.')
  })

  test('a gate of the owner is decided for the house, and the council reads it when it is released', async () => {
    const id = await openDossier()
    good(await samira.post(`/dossiers/${id}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
    const gateId = await preparedGate(id, 'eigenaar')
    const { entryId } = good(
      await samira.put(`/dossiers/${id}/gates/${gateId}/decision`, decision({ audience: 4 })),
    ).json
    assert.equal((await samira.get(`/dossiers/${id}/entries/${entryId}`)).json.audience, 3)
    assert.deepEqual((await read(id, await house.as('youssef'))).gates, [])
    assert.equal((await gateOf(id, gateId)).decision.entryId, entryId)
  })
})
