// Story 5.5, Havenkwartier: the motion, the promise that came back without a denominator, and the question of Youssef, each on
// its own day; and what the registry can still do with them today.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { organisationId } from '#app/practice/cast.ts'
import { tellArrangement, tellClimbing, tellCouncilPart, tellDelay } from '#app/practice/telling/council.ts'
import {
  type ToldItem,
  tellCouncilItem,
  tellItemStep,
  tellLateness,
  tellMoment,
  tellPoliticalChoice,
  tellTechnicalQuestion,
} from '#app/practice/telling/council-items.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, addWorkingDays, dayAt } from '#capabilities/open-items/index.ts'

let house: TestHouse
let lotte: Client
let youssef: Client
let deruiter: Client
let dossierId = ''
const told = {} as { motion: ToldItem; promise: ToldItem; question: ToldItem; mark: string; moment: string }
const today = dayAt(new Date())
/** So many days ago, at ten in the morning. */
const ago = (days: number) => new Date(`${addDays(today, -days)}T09:00:00Z`)

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}

before(async () => {
  house = await startHouse()
  const samira = await house.as('samira')
  ;[lotte, youssef, deruiter] = await Promise.all([house.as('lotte'), house.as('youssef'), house.as('deruiter')])
  dossierId = good(
    await samira.post('/dossiers', { title: 'Havenkwartier', reason: 'Leeg', kind: 'area', ceiling: 4 }),
    201,
  ).json.dossierId
  const client = await house.owner.connect()
  try {
    await client.query('update dossier.dossier set opened_at = $2 where id = $1', [dossierId, ago(300)])
    await tellCouncilPart(client, { dossierId, at: ago(290), by: 'samira', portfolioHolder: 'deruiter' })
    const asked = ago(200)
    told.question = await tellTechnicalQuestion(client, {
      dossierId,
      at: asked,
      by: 'youssef',
      of: 'samira',
      title: 'Hoe zeker is de sanering?',
      text: 'Op hoeveel boringen rust het bedrag?',
      submittedBy: 'Haven Nu',
      dueOn: addWorkingDays(dayAt(asked), 5),
      answer: {
        at: new Date(`${addWorkingDays(dayAt(asked), 4)}T13:00:00Z`),
        by: 'samira',
        text: 'Op 14 boringen; de methode staat in de bijlage.',
      },
    })
    const { markId } = await tellPoliticalChoice(client, {
      dossierId,
      at: ago(190),
      by: 'youssef',
      of: 'samira',
      text: 'Gemengd betekent woningbouw: politieke keuze.',
      dueOn: addDays(today, -176),
      audience: 4,
      answer: { at: ago(187), by: 'samira', reason: 'Woningbouw ligt bij de griffie voor de agenda.' },
    })
    told.mark = markId
    told.motion = await tellCouncilItem(client, {
      dossierId,
      at: ago(170),
      by: 'lotte',
      kind: 'motion',
      title: 'Geen woningen zolang geluid onbekend',
      text: 'De raad vraagt geen woningen te plannen zolang het geluid onbekend is.',
      submittedBy: 'Haven Nu',
    })
    await tellItemStep(client, told.motion, { at: ago(170), by: 'lotte', kind: 'adopted', body: 'gemeenteraad' })
    await tellItemStep(client, told.motion, {
      at: ago(168),
      by: 'lotte',
      kind: 'assigned',
      debtor: 'deruiter',
      dueOn: addDays(today, -30),
    })
    await tellLateness(client, told.motion, {
      at: ago(28),
      by: 'deruiter',
      code: 'missingData',
      explanation: 'Meting loopt.',
    })
    told.promise = await tellCouncilItem(client, {
      dossierId,
      at: ago(170),
      by: 'lotte',
      kind: 'promise',
      title: 'Geluidsmodel vóór 15 september',
      text: 'De wethouder zegt toe dat het geluidsmodel er dan ligt.',
      submittedBy: 'wethouder De Ruiter',
    })
    const step = (
      at: Date,
      kind: 'assigned' | 'reported' | 'sentBack' | 'discharged',
      by: 'lotte' | 'deruiter',
      more: object,
    ) => tellItemStep(client, told.promise, { at, kind, by, ...more })
    await step(ago(170), 'assigned', 'lotte', { debtor: 'deruiter', dueOn: addDays(today, -74) })
    await step(ago(71), 'reported', 'deruiter', { text: 'Het model ligt er.' })
    await step(ago(70), 'sentBack', 'lotte', { text: 'De tabellen hebben geen noemer.' })
    await step(ago(66), 'reported', 'deruiter', { text: 'Nu met noemer, n = 212 woningen.' })
    await step(ago(64), 'discharged', 'lotte', { body: 'commissie Ruimte' })
    const { momentId } = await tellMoment(client, {
      at: ago(120),
      by: 'lotte',
      council: 'wierdijk',
      dossierId,
      subject: 'Beslismoment 2: woningbouw',
      kind: 'decisionMaking',
      body: 'gemeenteraad',
      plannedOn: addDays(today, -55),
      audience: 4,
      moved: [{ at: ago(80), became: addDays(today, -48), reason: 'Het geluidsmodel kwam later.' }],
      ended: { at: ago(48), outcome: 'treated', text: 'Woningbouw nee, met 15-14.' },
    })
    told.moment = momentId
  } finally {
    client.release()
  }
})
after(() => house.stop())

test('the technical question was answered in four working days, to all of the council', async () => {
  const { json, text } = good(await lotte.get(`/council-items/${told.question.councilItemId}`))
  assert.equal(json.state, 'answered')
  assert.equal(json.answer.text, 'Op 14 boringen; de methode staat in de bijlage.')
  assert.equal(addWorkingDays(json.madeOn, 4), dayAt(new Date(json.answer.at)))
  assert.equal(
    good(await youssef.get(`/council-items/${told.question.councilItemId}`)).json.answer.text,
    json.answer.text,
  )
  assert.doesNotMatch(text, /Samira/)
})

test('the promise came back without a denominator and was discharged a week later, as its history says', async () => {
  const { json } = good(await youssef.get(`/council-items/${told.promise.councilItemId}`))
  assert.deepEqual([json.state, json.timesSentBack], ['discharged', 1])
  assert.deepEqual(
    json.steps.map((one: { kind: string; at: string }) => [one.kind, dayAt(new Date(one.at))]),
    [
      ['assigned', addDays(today, -170)],
      ['reported', addDays(today, -71)],
      ['sentBack', addDays(today, -70)],
      ['reported', addDays(today, -66)],
      ['discharged', addDays(today, -64)],
    ],
  )
  const asOf = good(await youssef.get(`/dossiers/${dossierId}/council-items?at=${addDays(today, -68)}`)).json.items
  assert.deepEqual(Object.fromEntries(asOf.map((one: { title: string; state: string }) => [one.title, one.state])), {
    'Geluidsmodel vóór 15 september': 'sentBack',
    'Geen woningen zolang geluid onbekend': 'assigned',
    'Hoe zeker is de sanering?': 'answered',
  })
})

test('given the motion reported ready, only the registry can discharge it', async () => {
  const path = `/council-items/${told.motion.councilItemId}`
  const late = good(await lotte.get('/council-items?which=late&lateBy=missingData')).json.items
  assert.ok(late.some((one: { councilItemId: string }) => one.councilItemId === told.motion.councilItemId))
  const upload = good(
    await deruiter.post('/uploads', 'geluid', {
      'content-type': 'application/octet-stream',
      'x-file-name': 'geluid.txt',
    }),
    201,
  ).json
  good(await deruiter.put(`${path}/report`, { text: 'Gemeten.', uploads: [{ uploadId: upload.uploadId }] }))
  const discharge = (client: Client) => client.put(`${path}/discharge`, { body: 'gemeenteraad', decidedOn: today })
  assert.equal((await discharge(deruiter)).status, 403)
  assert.equal((await discharge(youssef)).status, 403)
  good(await discharge(lotte))
  assert.equal(good(await youssef.get(path)).json.state, 'discharged')
})

test('motions and promises go to the council information system', async () => {
  const { items } = good(await lotte.get(`/councils/${organisationId('wierdijk')}/council-items`)).json
  const row = items.find((one: { reference: string }) => one.reference === told.promise.reference)
  assert.deepEqual(
    [row.state, row.timesSentBack, row.dischargedOn, row.dischargedBy, row.report],
    ['discharged', 1, addDays(today, -64), 'commissie Ruimte', 'Nu met noemer, n = 212 woningen.'],
  )
})

test('who said that the choice was political reads the answer, and the agenda tells why it moved', async () => {
  const mark = good(await youssef.get(`/political-choices/${told.mark}`)).json
  assert.equal(mark.answer.reason, 'Woningbouw ligt bij de griffie voor de agenda.')
  const moment = good(await youssef.get(`/council-moments/${told.moment}`)).json
  assert.deepEqual([moment.state, moment.moves[0].reason], ['treated', 'Het geluidsmodel kwam later.'])
  const then = good(await youssef.get(`/council-moments?dossierId=${dossierId}&at=${addDays(today, -60)}`)).json.items
  assert.deepEqual(
    then.map((one: { plannedOn: string }) => one.plannedOn),
    [addDays(today, -48)],
  )
})

test('the desk shows every arrangement as it stands, the oldest debt first, with the reason, and to nobody else', async () => {
  const client = await house.owner.connect()
  const samira = await house.as('samira')
  const other = good(
    await samira.post('/dossiers', { title: 'Zon op de dijk', reason: 'x', kind: 'opgave', ceiling: 4 }),
    201,
  ).json.dossierId
  try {
    const agreed = {
      weeks: 6,
      triggers: [],
      form: 'Een halve pagina.',
      registry: 'lotte',
      college: 'deruiter',
    } as const
    await tellArrangement(client, { ...agreed, dossierId, at: ago(60), startsOn: addDays(today, -60) })
    await tellDelay(client, {
      dossierId,
      at: ago(16),
      by: 'deruiter',
      code: 'missingData',
      expectedOn: addDays(today, 2),
    })
    await tellCouncilPart(client, { dossierId: other, at: ago(5), by: 'samira', portfolioHolder: 'deruiter' })
    await tellArrangement(client, { ...agreed, dossierId: other, at: ago(4), startsOn: addDays(today, -4) })
    await tellClimbing(client, new Date())
  } finally {
    client.release()
  }
  const path = `/councils/${organisationId('wierdijk')}/arrangements`
  const { items, lapsed } = good(await lotte.get(path)).json
  assert.equal(lapsed, 1)
  assert.deepEqual(
    items.map((one: { dossierTitle: string; state: string; reason: string | null; kind: string }) => [
      one.dossierTitle,
      one.state,
      one.reason,
      one.kind,
    ]),
    [
      ['Havenkwartier', 'lapsed', 'missingData', 'rhythm'],
      ['Zon op de dijk', 'running', null, 'rhythm'],
    ],
  )
  const first = good(await lotte.get(`${path}?limit=1`)).json
  const second = good(await lotte.get(`${path}?limit=1&after=${first.next}`)).json
  assert.deepEqual(
    [first.items[0].dossierTitle, second.items[0].dossierTitle, second.next],
    ['Havenkwartier', 'Zon op de dijk', null],
  )
  for (const client of [deruiter, youssef]) assert.equal((await client.get(path)).status, 403)
  const page = await lotte.page('/griffie?welke=afspraken')
  assert.match(page.text, /Verlopen/)
  assert.match(page.text, /gegevens ontbreken/)
})
