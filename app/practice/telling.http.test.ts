// A process that is told on past days reads as one that was done on them, and what nobody may do cannot be told either.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { ownerConnection } from '#foundation/database/where.ts'
import { type Client, startHouse, type TestHouse } from '../testing.ts'
import { membershipId } from './cast.ts'
import {
  tellChoice,
  tellChoiceDecision,
  tellChoicePlaced,
  tellGate,
  tellGateDecision,
  tellMoney,
  tellObjection,
  tellObjectionEnding,
  tellPhase,
  tellPhaseState,
  tellPreparation,
  tellRecord,
  tellRole,
  tellStart,
  tellUncertainty,
  tellUncertaintyState,
} from './telling/process.ts'

let house: TestHouse
let samira: Client
let client: pg.Client
let dossierId = ''
let frameVersionId = ''

const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
const dayOf = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  client = new pg.Client(ownerConnection(house.database.ownerUrl) as pg.ClientConfig)
  await client.connect()
  dossierId = (
    await samira.post('/dossiers', { title: 'Havenkwartier', reason: 'Leegstand', kind: 'opgave', ceiling: 4 })
  ).json.dossierId
  await samira.post(`/dossiers/${dossierId}/involvements`, { membershipId: membershipId('wout'), role: 'adviser' })
  frameVersionId = (
    await samira.post('/frames', {
      rank: 3,
      title: 'Kader van de raad',
      purpose: 'x',
      fixed: 'x',
      movable: 'x',
      source: 'x',
      competentBody: 'gemeenteraad',
      validFrom: '2020-01-01',
    })
  ).json.frameVersionId
})
after(async () => {
  await client.end()
  await house.stop()
})

const on = (days: number, by: 'samira' | 'wout' | 'lotte' | 'deruiter' = 'samira') => ({ dossierId, at: ago(days), by })
const decided = () =>
  ({
    text: 'Geen woningen.',
    reason: 'De werf gaat voor.',
    residentEffect: 'Hier komen geen woningen.',
    body: 'gemeenteraad',
    frameVersionIds: [frameVersionId],
    responsible: 'deruiter',
    minority: '14 van de 29.',
  }) as const

test('start, phase, role, uncertainty and money read as they were told, on their days', async () => {
  const note = { purpose: 'Werken en wonen', known: ['Leegstand'], unknown: ['Bodem'], assumed: [] }
  await tellStart(client, { ...on(90), ...note, searchArea: 'Kade 3 tot en met 14' })
  await tellStart(client, { ...on(80), ...note, searchArea: 'Ook kade 1 en 2', reason: 'Amendement' })
  const phaseId = await tellPhase(client, {
    ...on(88),
    number: 1,
    title: 'Verkennen',
    question: 'Wat willen mensen?',
    mode: 'improvise',
    modeReason: 'Niemand weet het nog',
    role: 'faciliteren',
    roleReason: 'Iedereen heeft een plan',
  })
  await tellPhaseState(client, { ...on(88), phaseId, state: 'running' })
  await tellRole(client, { ...on(40), phaseId, became: 'regisseren', reason: 'De plannen sluiten elkaar uit' })
  await tellPhaseState(client, { ...on(20), phaseId, state: 'ended', learned: 'Wonen en werk willen dezelfde kade' })
  const uncertaintyId = await tellUncertainty(client, {
    ...on(85),
    title: 'Bodem',
    impact: 'Duur',
    howWeFindOut: 'Boren',
    findOutBy: dayOf(ago(10)),
    state: 'amber',
  })
  await tellUncertaintyState(client, { ...on(30), uncertaintyId, state: 'red', reason: 'Zink' })
  await tellUncertaintyState(client, {
    ...on(5),
    uncertaintyId,
    state: 'settled',
    learned: 'n = 14',
    reason: 'Rapport',
  })
  await tellMoney(client, { ...on(85), ceiling: 15_000_000, source: 'Raad' })
  await tellMoney(client, { ...on(15), spent: 13_840_000, source: 'Budgethouder' })
  await tellRecord(client, {
    ...on(84),
    kind: 'ownRoom',
    text: 'Praten',
    details: { mandate: 'Praten', budget: 'x', hours: 'x', knowledge: 'x', widenedBy: 'De wethouder', reason: '' },
  })
  const { json } = await samira.get(`/dossiers/${dossierId}/process`)
  assert.deepEqual(
    [json.start.searchArea, json.start.number, dayOf(new Date(json.start.at))],
    ['Ook kade 1 en 2', 2, dayOf(ago(80))],
  )
  const [phase] = json.phases
  assert.deepEqual(
    [phase.state, phase.government, phase.startsOn, phase.endsOn, phase.learned],
    ['ended', 'regisseren', dayOf(ago(88)), dayOf(ago(20)), 'Wonen en werk willen dezelfde kade'],
  )
  assert.deepEqual(
    json.uncertainties[0].moves.map((move: { state: string; at: string }) => [move.state, dayOf(new Date(move.at))]),
    [
      ['amber', dayOf(ago(85))],
      ['red', dayOf(ago(30))],
      ['settled', dayOf(ago(5))],
    ],
  )
  assert.deepEqual([json.money.share, json.money.reached], [0.9227, [60, 80]])
  const { json: journal } = await samira.get(`/dossiers/${dossierId}/entries?kind=money`)
  assert.deepEqual(
    journal.items.map((one: { details: { passed: number[] } }) => one.details.passed),
    [[60, 80], []],
  )
  assert.equal(json.ownRoom.widenedBy, 'De wethouder')
})

test('a gate waits for its objection and for the council, told or done; then it reads as it was decided', async () => {
  const gateId = await tellGate(client, {
    ...on(60),
    title: 'Komen er woningen?',
    question: 'Laat de raad woningen toe?',
    capacity: 'raad',
    body: 'gemeenteraad',
    plannedOn: dayOf(ago(8)),
    information: 'Rapport',
    conditions: ['Geluid gemeten'],
  })
  await tellPreparation(client, {
    ...on(20),
    gateId,
    facts: 'Gemeten.',
    options: [{ title: 'Ja', says: '' }],
    positions: [{ whose: 'Kade 12', says: 'Eerst meten', minority: true }],
    proposal: 'De raad kiest.',
  })
  const choiceId = await tellChoice(client, { ...on(59), text: 'Woningbouw', why: 'Politiek', capacity: 'raad' })
  await tellChoicePlaced(client, { choiceId, gateId })
  const objectionId = await tellObjection(client, { ...on(18, 'wout'), gateId, text: 'De kade draagt dit niet.' })
  const goOn = (by: 'samira' | 'lotte' = 'lotte') =>
    tellGateDecision(client, { ...on(8, by), ...decided(), gateId, outcome: 'goOn', grew: [], fell: [] })
  const isRefused = async (told: () => Promise<unknown>, code: RegExp) => {
    await client.query('begin')
    await assert.rejects(told, code)
    await client.query('rollback')
  }
  await isRefused(() => goOn(), /objectionOpen/)
  await tellObjectionEnding(client, { ...on(16, 'wout'), objectionId, outcome: 'withdrawn', reason: 'Doorgerekend' })
  await isRefused(() => goOn(), /choiceUndecided/)
  await isRefused(() => goOn('samira'), /decidesForAnother/)
  for (const by of ['samira', 'deruiter'] as const)
    await isRefused(() => tellChoiceDecision(client, { ...on(8, by), ...decided(), choiceId }), /decidesForAnother/)
  // A decision and its frames belong to one transaction, as in a story.
  await client.query('begin')
  await tellChoiceDecision(client, { ...on(8, 'lotte'), ...decided(), choiceId })
  await goOn()
  await client.query('commit')
  const gate = (await samira.get(`/dossiers/${dossierId}/gates/${gateId}`)).json
  assert.deepEqual(
    [gate.state, gate.outcome, gate.decidedOn, gate.decision.minority, gate.choices[0].state],
    ['decided', 'goOn', dayOf(ago(8)), '14 van de 29.', 'decided'],
  )
  assert.deepEqual([gate.objections[0].ending.outcome, gate.preparation.positions[0].minority], ['withdrawn', true])
  const { json } = await samira.get(`/dossiers/${dossierId}/decisions/${gate.decision.decisionId}`)
  assert.deepEqual([json.capacity, json.responsible.role], ['raad', 'wethouder, Gemeente Wierdijk'])
})
