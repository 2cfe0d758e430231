// What the council is owed, through the front door: who registers, who carries out, and who alone discharges.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { attentionOf } from '#capabilities/attention/testing.ts'
import { addDays, addWorkingDays, clockOf, dayAt, isWorkingDay } from '#capabilities/open-items/index.ts'
import { digestOf } from '#foundation/http/request.ts'

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
const MOTION = {
  kind: 'motion',
  title: 'Geen woningen zolang geluid onbekend',
  text: 'De raad vraagt het college geen woningen te plannen zolang het geluid niet gemeten is.',
  submittedBy: 'Haven Nu, GroenLinks',
  madeOn: addDays(today, -10),
}
const PROMISE = {
  kind: 'promise',
  title: 'Geluidsmodel',
  text: 'De wethouder zegt toe dat het geluidsmodel er ligt.',
  submittedBy: 'wethouder De Ruiter',
  madeOn: addDays(today, -10),
  debtor: { membershipId: membershipId('deruiter') },
  dueOn: addDays(today, -1),
}
const register = (body: object, to = dossierId, client = who.lotte) =>
  client.post(`/dossiers/${to}/council-items`, body)
const promised = async (more: object = {}): Promise<string> =>
  good(await register({ ...PROMISE, ...more }), 201).json.councilItemId
const evidence = async (audience = 4): Promise<string> =>
  good(
    await who.samira.post(`/dossiers/${dossierId}/entries`, {
      text: 'Het geluidsmodel ligt er, n = 14 metingen.',
      audience,
    }),
    201,
  ).json.entryId
const read = async (client: Client, id: string) => good(await client.get(`/council-items/${id}`)).json
const report = async (id: string, client = who.deruiter) =>
  client.put(`/council-items/${id}/report`, { text: 'Het model is klaar.', evidenceEntryId: await evidence() })
const discharge = (id: string, client = who.lotte, more: object = {}) =>
  client.put(`/council-items/${id}/discharge`, { body: 'commissie Ruimte', decidedOn: today, ...more })

before(async () => {
  house = await startHouse({ background: 'asked' })
  for (const key of [
    'samira',
    'basjan',
    'wout',
    'henk',
    'lotte',
    'youssef',
    'deruiter',
    'marleen',
    'jelle',
    'bram',
    'theo',
    'smeets',
    'omar',
  ] as const)
    who[key] = await house.as(key)
  dossierId = await openDossier()
})
after(() => house.stop())

describe('a promise', () => {
  test('is registered by the registry, with reference, debtor and date; the journal tells it', async () => {
    const made = good(await register(PROMISE), 201).json
    assert.match(made.reference, new RegExp(`^T ${PROMISE.madeOn.slice(0, 4)}-\\d{3}$`))
    const item = await read(who.youssef, made.councilItemId)
    assert.equal(item.state, 'assigned')
    assert.equal(item.debtor, 'wethouder, Gemeente Wierdijk')
    assert.equal(item.late, true)
    assert.equal(item.registeredRole, 'griffier, Gemeente Wierdijk')
    const entry = good(await who.youssef.get(`/dossiers/${dossierId}/entries/${made.entryId}`)).json
    assert.equal(entry.kind, 'councilItem')
    assert.equal(entry.audience, 4)
    assert.equal(entry.details.reference, made.reference)
    const { json } = await who.samira.get(`/dossiers/${dossierId}/council-items`)
    assert.ok(json.items.some((one: { councilItemId: string }) => one.councilItemId === made.councilItemId))
  })

  test('numbers follow each other, also when two are registered at once, and a reference is used once', async () => {
    const two = await Promise.all([register(PROMISE), register(PROMISE)])
    const references = two.map((one) => good(one, 201).json.reference)
    assert.notEqual(references[0], references[1])
    good(await register({ ...PROMISE, reference: 'RIS 2026/14' }), 201)
    assert.equal((await register({ ...PROMISE, reference: 'RIS 2026/14' })).status, 409)
  })

  test('reported ready by who owes it, it is not discharged by that: only the registry can', async () => {
    const id = await promised()
    good(await who.deruiter.put(`/council-items/${id}/start`, {}))
    assert.equal((await read(who.youssef, id)).state, 'underWay')
    good(await report(id))
    const item = await read(who.youssef, id)
    assert.equal(item.state, 'reported')
    assert.equal(item.late, false)
    assert.equal(item.steps.at(-1).evidence, 'Het geluidsmodel ligt er, n = 14 metingen.')
    for (const key of ['deruiter', 'samira', 'basjan', 'henk', 'youssef', 'wout'] as const)
      refused(await discharge(id, who[key]), 403, 'councilItems.servesTheCouncil')
    for (const key of ['theo', 'smeets', 'bram'] as const) assert.equal((await discharge(id, who[key])).status, 404)
    assert.equal((await read(who.youssef, id)).state, 'reported')
    good(await discharge(id))
    const done = await read(who.youssef, id)
    assert.equal(done.state, 'discharged')
    assert.deepEqual(
      [done.steps.at(-1).body, done.steps.at(-1).decidedOn, done.steps.at(-1).role],
      ['commissie Ruimte', today, 'griffier, Gemeente Wierdijk'],
    )
  })

  test('sent back with a reason, and discharged a week later: tables without a denominator come back', async () => {
    const id = await promised()
    good(await report(id))
    assert.equal((await who.lotte.put(`/council-items/${id}/return`, { reason: ' ' })).status, 400)
    refused(
      await who.deruiter.put(`/council-items/${id}/return`, { reason: 'x' }),
      403,
      'councilItems.servesTheCouncil',
    )
    good(await who.lotte.put(`/council-items/${id}/return`, { reason: 'De tabellen hebben geen noemer.' }))
    const back = await read(who.deruiter, id)
    assert.equal(back.state, 'sentBack')
    assert.equal(back.timesSentBack, 1)
    assert.equal(back.late, true, 'the council waits again')
    refused(await discharge(id), 409, 'councilItems.movedMeanwhile')
    good(await report(id, who.samira))
    good(await discharge(id))
    assert.deepEqual(
      (await read(who.youssef, id)).steps.map((one: { kind: string }) => one.kind),
      ['assigned', 'reported', 'sentBack', 'reported', 'discharged'],
    )
  })

  test('needs evidence that the council can read: an entry, or a document that comes along', async () => {
    const id = await promised()
    const put = (body: object) => who.deruiter.put(`/council-items/${id}/report`, { text: 'Klaar.', ...body })
    refused(await put({}), 400, 'councilItems.needsEvidence')
    refused(await put({ evidenceEntryId: randomUUID() }), 400, 'councilItems.noSuchEntry')
    refused(await put({ evidenceEntryId: await evidence(3) }), 400, 'councilItems.evidenceForTheCouncil')
    refused(await put({ uploads: [{ uploadId: randomUUID() }] }), 400, 'councilItems.uploadGone')
    const upload = good(
      await who.deruiter.post('/uploads', 'geluid per woning', {
        'content-type': 'application/octet-stream',
        'x-file-name': 'geluid.txt',
      }),
      201,
    ).json
    const { entryId } = good(await put({ uploads: [{ uploadId: upload.uploadId }] })).json
    const entry = good(await who.youssef.get(`/dossiers/${dossierId}/entries/${entryId}`)).json
    assert.equal(entry.attachments[0].name, 'geluid.txt')
    assert.equal((await read(who.youssef, id)).steps.at(-1).evidenceEntryId, entryId)
  })

  test('two of the registry at once: one discharges or sends back, the other hears that somebody was before', async () => {
    const id = await promised()
    good(await report(id))
    const other = await house.as('lotte')
    const answers = await Promise.all([
      discharge(id),
      discharge(id, other),
      other.put(`/council-items/${id}/return`, { reason: 'Nog niet goed.' }),
    ])
    assert.deepEqual(answers.map((one) => one.status).sort(), [200, 409, 409])
    for (const one of answers.filter(({ status }) => status === 409)) refused(one, 409, 'councilItems.movedMeanwhile')
    assert.equal((await read(who.youssef, id)).steps.length, 3)
  })

  test('the same form sent twice is one act', async () => {
    const id = await promised()
    good(await report(id))
    const key = randomUUID()
    const send = () =>
      who.lotte.put(
        `/council-items/${id}/discharge`,
        { body: 'gemeenteraad', decidedOn: today },
        { 'idempotency-key': key },
      )
    const [first, second] = await Promise.all([send(), send()])
    assert.equal(good(first).text, good(second).text)
  })

  test('who owes it says why it is late, and the council reads the reason and no name', async () => {
    const id = await promised()
    refused(
      await who.youssef.post(`/council-items/${id}/lateness`, { code: 'workload' }),
      403,
      'councilItems.carriesItOut',
    )
    refused(await who.deruiter.post(`/council-items/${id}/lateness`, { code: 'other' }), 400, 'required')
    good(
      await who.deruiter.post(`/council-items/${id}/lateness`, {
        code: 'missingData',
        explanation: 'Het bodemrapport is te laat.',
        expectedOn: addDays(today, 7),
      }),
      201,
    )
    const { json, text } = await who.youssef.get(`/council-items/${id}`)
    assert.equal(json.lateness.code, 'missingData')
    assert.doesNotMatch(text, /Annelies|Samira|Lotte van Dam/)
    const late = good(
      await who.lotte.get(`/council-items?which=late&lateBy=missingData&organisationId=${wierdijk}`),
    ).json
    assert.ok(late.items.some((one: { councilItemId: string }) => one.councilItemId === id))
    const desk = good(await who.lotte.get(`/councils/${wierdijk}/desk`)).json
    assert.ok(
      desk.lateBy.some((one: { reason: string; count: number }) => one.reason === 'missingData' && one.count > 0),
    )
    assert.ok(desk.lateBy.some((one: { reason: string }) => one.reason === 'none'))
    refused(await who.deruiter.get(`/councils/${wierdijk}/desk`), 403, 'councilItems.servesTheCouncil')
  })

  test('a partner who owes it sees the item, and nothing else of a dossier in which they take no part', async () => {
    const id = await promised({ debtor: { organisationId: organisationId('ondernemers') } })
    const item = await read(who.jelle, id)
    assert.equal(item.mine, true)
    assert.equal(item.dossierTitle, null)
    assert.equal((await who.jelle.get(`/dossiers/${dossierId}`)).status, 404)
    good(await who.jelle.put(`/council-items/${id}/start`, {}))
    assert.equal((await read(who.youssef, id)).state, 'underWay')
    assert.equal((await who.marleen.get(`/council-items/${id}`)).status, 404)
  })

  test('bad input is said beside the field', async () => {
    refused(await register({ ...PROMISE, madeOn: addDays(today, 1) }), 400, 'inTheFuture')
    refused(await register({ ...PROMISE, madeOn: '1066-10-14' }), 400, 'councilItems.tooLongAgo')
    refused(await register({ ...PROMISE, dueOn: addDays(today, -30) }), 400, 'councilItems.dueAfterMade')
    refused(await register({ ...PROMISE, dueOn: undefined }), 400, 'required')
    refused(await register({ ...PROMISE, vote: 'adopted', body: 'x' }), 400, 'councilItems.noVote')
    refused(
      await register({ ...PROMISE, debtor: { membershipId: membershipId('theo') } }),
      400,
      'councilItems.noSuchDebtor',
    )
    refused(
      await register({ ...PROMISE, debtor: { membershipId: membershipId('youssef') } }),
      400,
      'councilItems.noSuchDebtor',
    )
    refused(await register({ ...PROMISE, debtor: {} }), 400, 'required')
    refused(await register({ ...PROMISE, audience: 5 }), 400, 'councilItems.withinCeiling')
    assert.equal((await register({ ...PROMISE, kind: 'technicalQuestion' })).status, 400)
    assert.equal((await register({ ...PROMISE, title: 'x'.repeat(201) })).status, 400)
    assert.equal((await register({ ...PROMISE, state: 'discharged' })).status, 400)
    const id = await promised()
    refused(
      await who.lotte.put(`/council-items/${id}/debtor`, {
        debtor: { organisationId: wierdijk },
        dueOn: addDays(today, -1),
      }),
      400,
      'inThePast',
    )
    good(await report(id))
    refused(await discharge(id, who.lotte, { decidedOn: addDays(today, -20) }), 400, 'councilItems.decidedAfterMade')
    refused(await discharge(id, who.lotte, { decidedOn: addDays(today, 1) }), 400, 'inTheFuture')
  })

  test('only the registry registers, in an open dossier that the council can read', async () => {
    for (const key of ['samira', 'deruiter', 'youssef', 'henk'] as const)
      refused(await register(PROMISE, dossierId, who[key]), 403, 'councilItems.servesTheCouncil')
    const closed = await openDossier()
    good(
      await who.samira.put(`/dossiers/${closed}/closure`, { outcome: 'result', result: 'x', effect: 'x', lesson: 'x' }),
    )
    refused(await register(PROMISE, closed), 403, 'councilItems.isOpen')
    assert.equal((await register(PROMISE, await openDossier({ ceiling: 3 }))).status, 404)
  })

  test('it outlives the dossier: what is owed is still reported and discharged after closing', async () => {
    const own = await openDossier()
    const { councilItemId: id } = good(await register(PROMISE, own), 201).json
    const shows = good(await who.samira.post(`/dossiers/${own}/entries`, { text: 'Klaar', audience: 4 }), 201).json
      .entryId
    good(await who.samira.put(`/dossiers/${own}/closure`, { outcome: 'result', result: 'x', effect: 'x', lesson: 'x' }))
    const told = good(
      await who.deruiter.put(`/council-items/${id}/report`, { text: 'Klaar.', evidenceEntryId: shows }),
    ).json
    assert.equal(told.entryId, null)
    good(await discharge(id))
    assert.equal((await read(who.youssef, id)).state, 'discharged')
  })
})

describe('a motion, an amendment', () => {
  test('a motion is adopted first and then assigned, by the registry or the executive', async () => {
    const { councilItemId: id } = good(await register(MOTION), 201).json
    assert.equal((await read(who.youssef, id)).state, 'received')
    const assign = (client: Client) =>
      client.put(`/council-items/${id}/debtor`, {
        debtor: { membershipId: membershipId('deruiter') },
        dueOn: addDays(today, 30),
      })
    refused(await assign(who.lotte), 409, 'councilItems.voteFirst')
    const vote = (client: Client, body: object) => client.put(`/council-items/${id}/vote`, body)
    const adopted = { vote: 'adopted', body: 'gemeenteraad', decidedOn: today }
    refused(await vote(who.deruiter, adopted), 403, 'councilItems.servesTheCouncil')
    good(await vote(who.lotte, adopted))
    assert.equal((await vote(who.lotte, adopted)).status, 409)
    refused(await assign(who.henk), 403, 'councilItems.mayAssign')
    good(await assign(who.deruiter))
    const item = await read(who.youssef, id)
    assert.deepEqual([item.state, item.vote, item.debtor], ['assigned', 'adopted', 'wethouder, Gemeente Wierdijk'])
    const [debtor] = good(await who.lotte.get(`/dossiers/${dossierId}/debtors`)).json.options
    assert.equal(debtor.value, `m:${membershipId('deruiter')}`)
    assert.equal((await who.youssef.get(`/dossiers/${dossierId}/debtors`)).status, 403)
  })

  test('rejected it is done, and an adopted amendment owes nobody anything', async () => {
    const rejected = good(await register({ ...MOTION, vote: 'rejected', body: 'gemeenteraad' }), 201).json.councilItemId
    assert.equal((await read(who.youssef, rejected)).state, 'rejected')
    refused(await register({ ...MOTION, vote: 'rejected' }), 400, 'required')
    const amendment = { ...MOTION, kind: 'amendment', title: 'Ook kade 1 en 2', vote: 'adopted', body: 'gemeenteraad' }
    const id = good(await register(amendment), 201).json.councilItemId
    assert.equal((await read(who.youssef, id)).state, 'adopted')
    refused(
      await register({ ...amendment, debtor: { organisationId: wierdijk }, dueOn: today }),
      400,
      'councilItems.amendmentsOweNothing',
    )
    refused(
      await register({ ...MOTION, debtor: { organisationId: wierdijk }, dueOn: today }),
      400,
      'councilItems.voteFirst',
    )
  })

  test('a public one is readable by everybody who signs in, when the dossier is public', async () => {
    const own = await openDossier({ ceiling: 5 })
    const id = good(await register({ ...MOTION, audience: 5 }, own), 201).json.councilItemId
    assert.equal((await read(who.bram, id)).title, MOTION.title)
    const hidden = good(await register(MOTION, own), 201).json.councilItemId
    assert.equal((await who.bram.get(`/council-items/${hidden}`)).status, 404)
    assert.equal((await house.nobody.get(`/council-items/${id}`)).status, 401)
  })
})

describe('in the database, whichever way it is written', () => {
  const insert = (id: string, kind: string, by: PersonKey) =>
    house.owner.query(
      `insert into council_items.step (id, council_item_id, kind, text, body, decided_on, moved_by, moved_role)
       values ($1, $2, $3, 'x', 'raad', current_date, $4, 'x')`,
      [randomUUID(), id, kind, membershipId(by)],
    )

  test('neither debtor nor administrator nor owner discharges, not even with the keys of the database', async () => {
    const id = await promised()
    good(await report(id))
    for (const by of ['deruiter', 'theo', 'samira', 'youssef'] as const)
      await assert.rejects(insert(id, 'discharged', by), /councilItems\.onlyTheRegistry/)
    await assert.rejects(
      house.owner.query(`update council_items.council_item set state = 'discharged' where id = $1`, [id]),
      /councilItems\.onlyBySteps/,
    )
    await assert.rejects(
      house.owner.query('update council_items.step set text = $2 where council_item_id = $1', [id, 'anders']),
      /councilItems\.staysAsItWas/,
    )
    await assert.rejects(
      house.owner.query('delete from council_items.step where council_item_id = $1', [id]),
      /councilItems\.staysAsItWas/,
    )
    assert.equal((await read(who.youssef, id)).state, 'reported')
  })

  test('who owes it cannot discharge it, also when they serve the registry', async () => {
    const id = await promised()
    // A debtor who changes posts: the alderman becomes griffier and would discharge what she promised.
    await house.owner.query(
      `insert into people.membership (id, person_id, organisation_id, position, function_name, speaks_for_organisation, since)
       select $1, person_id, organisation_id, 'registry', 'griffier', false, current_date - 1 from people.membership where id = $2`,
      [membershipId('deruiter', 2), membershipId('deruiter')],
    )
    const asRegistry = await house.as('deruiter', 2)
    good(await report(id))
    refused(await discharge(id, asRegistry), 403, 'councilItems.isNotItsDebtor')
    await assert.rejects(
      house.owner.query(
        `insert into council_items.step (id, council_item_id, kind, body, decided_on, moved_by, moved_role)
         values ($1, $2, 'discharged', 'raad', current_date, $3, 'x')`,
        [randomUUID(), id, membershipId('deruiter', 2)],
      ),
      /councilItems\.neverItsDebtor/,
    )
    good(await discharge(id))
    await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
      membershipId('deruiter', 2),
    ])
  })

  test('the registry of another town discharges nothing here', async () => {
    await house.owner.query(
      `insert into people.membership (id, person_id, organisation_id, position, function_name, speaks_for_organisation, since)
       select $1, person_id, $3, 'registry', 'griffier', false, current_date - 1 from people.membership where id = $2`,
      [membershipId('omar', 3), membershipId('omar'), organisationId('lindemeer')],
    )
    const id = await promised()
    good(await report(id))
    assert.equal((await discharge(id, await house.as('omar', 3))).status, 404)
    await assert.rejects(
      house.owner.query(
        `insert into council_items.step (id, council_item_id, kind, body, decided_on, moved_by, moved_role)
         values ($1, $2, 'discharged', 'raad', current_date, $3, 'x')`,
        [randomUUID(), id, membershipId('omar', 3)],
      ),
      /councilItems\.onlyTheRegistry/,
    )
  })

  test('statutory erasure of the line takes the words of the item too', async () => {
    const made = good(await register({ ...PROMISE, text: 'Woorden over mevrouw Kwikstaart.' }), 201).json
    // Only who owns the dossier erases.
    good(await who.samira.put(`/dossiers/${dossierId}/entries/${made.entryId}/erasure`, { ground: 'art. 17 AVG' }), 204)
    assert.doesNotMatch((await who.youssef.get(`/council-items/${made.councilItemId}`)).text, /Kwikstaart/)
  })
})

describe('a technical question', () => {
  /** Somebody more in the council of Wierdijk, signed in. */
  const memberOfTheCouncil = async (name: string, email: string): Promise<Client> => {
    const [person, membership, secret] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')]
    await house.owner.query('insert into people.person (id, name, email) values ($1, $2, $3)', [person, name, email])
    await house.owner.query(
      `insert into people.membership (id, person_id, organisation_id, position, function_name, since)
       values ($1, $2, $3, 'council', 'raadslid', current_date)`,
      [membership, person, wierdijk],
    )
    await house.owner.query(
      `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
       values ($1, $2, $3, $4, 'test', 'test', now() + interval '1 hour')`,
      [randomUUID(), digestOf(secret), person, membership],
    )
    return house.clientWith(`schakel=${secret}`)
  }
  const ask = (client: Client, more: object = {}) =>
    client.post(`/dossiers/${dossierId}/technical-questions`, {
      title: 'Bodem kade 9',
      question: 'Hoe diep zit de vervuiling bij kade 9?',
      submittedBy: 'Haven Nu',
      ...more,
    })

  test('goes to who leads the dossier with the term of this council, and the answer to all of the council at once', async () => {
    const made = good(await ask(who.youssef), 201).json
    assert.equal(made.dueOn, addWorkingDays(today, 5))
    const waiting = good(await who.samira.get('/waiting-on-me')).json.items
    const item = waiting.find((one: { openItemId: string }) => one.openItemId === made.openItemId)
    assert.equal(item.question, 'Hoe diep zit de vervuiling bij kade 9?')
    assert.ok(
      (await who.samira.get(`/open-items/${made.openItemId}`)).json.steps.length >= 4,
      'the ladder hangs from it',
    )
    assert.equal((await read(who.youssef, made.councilItemId)).state, 'asked')
    // A member of another group, who asked nothing.
    const hanneke = await memberOfTheCouncil('Hanneke Prins', 'hanneke@wierdijk.example')
    good(await who.samira.put(`/open-items/${made.openItemId}/answer`, { text: 'Tot 1,4 meter (n = 14 boringen).' }))
    for (const client of [who.youssef, hanneke, who.lotte]) {
      const seen = await read(client, made.councilItemId)
      assert.equal(seen.state, 'answered')
      assert.equal(seen.answer.text, 'Tot 1,4 meter (n = 14 boringen).')
      assert.equal(seen.answer.role, 'procesambtenaar, Gemeente Wierdijk')
    }
    assert.doesNotMatch((await who.youssef.get(`/council-items/${made.councilItemId}`)).text, /Samira/)
    await house.settle()
    const day = (from: string): string => (isWorkingDay(from) ? from : day(addDays(from, 1)))
    const noon = clockOf(day(addDays(dayAt(new Date()), 1)), 12)
    await attentionOf({ owner: house.owner, database: house.house.database, origin: house.config.origin }).tell(noon)
    const { rows: mails } = await house.owner.query<{ to: string; body: string }>(
      `select to_address as to, body from foundation.mail where body like '%' || $1 || '%'`,
      [`/raad/punten/${made.councilItemId}`],
    )
    assert.deepEqual(mails.map((one) => one.to).sort(), ['hanneke@wierdijk.example', 'lotte@wierdijk.example'])
    assert.doesNotMatch(mails.map((one) => one.body).join(), /vervuiling|boringen|Haven/)
  })

  test('unanswered it is overdue, for the council to see', async () => {
    const { councilItemId, openItemId } = good(await ask(who.youssef), 201).json
    await house.owner.query(`update open_items.open_item set due_on = current_date - 3 where id = $1`, [openItemId])
    const item = await read(who.youssef, councilItemId)
    assert.deepEqual([item.state, item.late], ['asked', true])
    refused(await discharge(councilItemId), 409, 'councilItems.answersEndIt')
    good(await who.samira.put(`/open-items/${openItemId}/refusal`, { reason: 'Dit staat al in de brief van maart.' }))
    assert.equal((await read(who.youssef, councilItemId)).state, 'refused')
  })

  test('the registry sets the usual terms; they hold for what is asked from then on', async () => {
    const terms = { technicalQuestion: 8, writtenQuestion: 15, politicalChoice: 6 }
    refused(await who.youssef.put(`/councils/${wierdijk}/terms`, terms), 403, 'councilItems.servesTheCouncil')
    assert.equal((await who.lotte.put(`/councils/${wierdijk}/terms`, { ...terms, technicalQuestion: 0 })).status, 400)
    good(await who.lotte.put(`/councils/${wierdijk}/terms`, terms), 204)
    assert.deepEqual((await who.lotte.get(`/councils/${wierdijk}/desk`)).json.terms, terms)
    assert.equal(good(await ask(who.youssef), 201).json.dueOn, addWorkingDays(today, 8))
    assert.equal(good(await ask(who.youssef, { dueOn: addDays(today, 2) }), 201).json.dueOn, addDays(today, 2))
    refused(await ask(who.youssef, { dueOn: addDays(today, -2) }), 400, 'inThePast')
  })

  test('is for the council alone; a written question goes to the registry to be assigned', async () => {
    for (const key of ['samira', 'deruiter', 'henk'] as const)
      refused(await ask(who[key]), 403, 'councilItems.actsForTheCouncil')
    assert.equal((await ask(who.bram)).status, 404)
    const { councilItemId: id, reference } = good(
      await who.youssef.post(`/dossiers/${dossierId}/written-questions`, {
        title: 'Geld',
        question: 'Waar blijft het geld?',
      }),
      201,
    ).json
    assert.match(reference, /^SV /)
    const item = await read(who.lotte, id)
    assert.deepEqual([item.state, item.debtor, item.dueOn], ['received', null, addWorkingDays(today, 15)])
    good(
      await who.lotte.put(`/council-items/${id}/debtor`, {
        debtor: { organisationId: wierdijk, functionName: 'wethouder' },
        dueOn: addDays(today, 20),
      }),
    )
    assert.equal((await read(who.deruiter, id)).mine, true)
  })
})

describe('in a dossier that the council follows', () => {
  let followed = ''
  before(async () => {
    followed = await openDossier({ title: 'Kade 3 tot en met 14' })
    good(await who.samira.post(`/dossiers/${followed}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
  })

  test('a technical question is answered to all groups at once, without waiting for release and without names', async () => {
    const { councilItemId: id, openItemId } = good(
      await who.youssef.post(`/dossiers/${followed}/technical-questions`, { title: 'Bodem', question: 'Hoe diep?' }),
      201,
    ).json
    const answer = (text: string) => who.samira.put(`/open-items/${openItemId}/answer`, { text })
    refused(await answer('Volgens Samira El Amrani is het 1,4 meter.'), 409, 'council.namesOfficials')
    good(await answer('Tot 1,4 meter diep, n = 14 boringen.'))
    for (const client of [who.youssef, who.lotte]) {
      const item = await read(client, id)
      assert.equal(item.answer.text, 'Tot 1,4 meter diep, n = 14 boringen.')
      assert.ok(item.answer.entryId, 'the line is in the journal of the council')
    }
  })

  test('why an official’s mark is no political choice, the council reads when that line is released', async () => {
    const { markId, entryId } = good(
      await who.basjan.post(`/dossiers/${followed}/political-choices`, {
        text: 'Wie betaalt de sanering?',
        audience: 4,
      }),
      201,
    ).json
    const release = async (id: string) =>
      good(await who.deruiter.post(`/dossiers/${followed}/council/releases`, { entryIds: [id] }), 204)
    await release(entryId)
    good(await who.samira.put(`/political-choices/${markId}/refutation`, { reason: 'Het Rijk betaalt.' }), 204)
    const answer = async (client: Client) => good(await client.get(`/political-choices/${markId}`)).json.answer
    assert.deepEqual([(await answer(who.youssef)).outcome, (await answer(who.youssef)).reason], ['refuted', ''])
    assert.equal((await answer(who.henk)).reason, 'Het Rijk betaalt.')
    await release((await answer(who.henk)).entryId)
    assert.equal((await answer(who.youssef)).reason, 'Het Rijk betaalt.')
  })

  test('what is said of an item when its dossier is closed has no line to release, and names no official either', async () => {
    const id = await openDossier({ title: 'Bijna klaar' })
    good(await who.samira.post(`/dossiers/${id}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
    const { councilItemId } = good(await register(PROMISE, id), 201).json
    good(await who.samira.put(`/dossiers/${id}/closure`, { outcome: 'result', result: 'x', effect: 'x', lesson: 'x' }))
    const late = (explanation: string) =>
      who.samira.post(`/council-items/${councilItemId}/lateness`, { code: 'other', explanation })
    refused(await late('Wout Terpstra was ziek.'), 409, 'council.namesOfficials')
    good(await late('De meting was duurder dan gedacht.'), 201)
  })

  test('what an official reports waits for release; what the alderman reports does not', async () => {
    const { councilItemId: id } = good(await register(PROMISE, followed), 201).json
    const upload = async (client: Client) =>
      good(
        await client.post('/uploads', 'model', {
          'content-type': 'application/octet-stream',
          'x-file-name': 'model.txt',
        }),
        201,
      ).json.uploadId
    good(
      await who.samira.put(`/council-items/${id}/report`, {
        text: 'Het model is klaar.',
        uploads: [{ uploadId: await upload(who.samira) }],
      }),
    )
    const seen = await read(who.lotte, id)
    assert.equal(seen.state, 'reported', 'that it is reported is no secret')
    assert.deepEqual([seen.steps.at(-1).text, seen.steps.at(-1).evidenceEntryId], ['', null])
    assert.equal((await read(who.deruiter, id)).steps.at(-1).text, 'Het model is klaar.')
    good(await who.lotte.put(`/council-items/${id}/return`, { reason: 'Ik kan het nog niet lezen.' }))
    good(
      await who.deruiter.put(`/council-items/${id}/report`, {
        text: 'Namens het college: klaar.',
        uploads: [{ uploadId: await upload(who.deruiter) }],
      }),
    )
    const again = (await read(who.lotte, id)).steps.at(-1)
    assert.equal(again.text, 'Namens het college: klaar.')
    assert.ok(again.evidenceEntryId)
  })
})

describe('the export for the council information system', () => {
  test('has every item with its fields, as JSON and as CSV, only of a council that one serves', async () => {
    const id = await promised({
      title: '=HYPERLINK("http://kwaad.example";"klik")',
      text: '+31 6\n"aanhaling"; en meer',
    })
    const rows = good(await who.lotte.get(`/councils/${wierdijk}/council-items?limit=500`)).json.items
    const row = rows.find((one: { councilItemId: string }) => one.councilItemId === id)
    assert.equal(row.debtor, 'wethouder, Gemeente Wierdijk')
    assert.equal(row.dossier, 'Havenkwartier')
    assert.match(row.itemAddress, new RegExp(`/raad/punten/${id}$`))
    for (const key of ['deruiter', 'youssef', 'samira', 'theo', 'bram'] as const)
      refused(await who[key].get(`/councils/${wierdijk}/council-items`), 403, 'councilItems.servesTheCouncil')
    refused(
      await who.lotte.get(`/councils/${organisationId('lindemeer')}/council-items`),
      403,
      'councilItems.servesTheCouncil',
    )

    const csv = good(await who.lotte.page(`/griffie/raadspunten.csv?raad=${wierdijk}`))
    assert.match(String(csv.headers['content-type']), /^text\/csv; charset=utf-8/)
    assert.match(String(csv.headers['content-disposition']), /attachment; filename="raadspunten\.csv"/)
    assert.ok(csv.text.startsWith('\uFEFFreference;kind;title;'))
    assert.ok(csv.text.includes(`"'=HYPERLINK(""http://kwaad.example"";""klik"")"`), csv.text)
    assert.ok(csv.text.includes(`"'+31 6\n""aanhaling""; en meer"`))
    const json = good(await who.lotte.page(`/griffie/raadspunten.json?raad=${wierdijk}`)).json
    assert.equal(json.items.length, rows.length)
    for (const path of ['/griffie/raadspunten.csv', '/griffie/raadspunten.json']) {
      assert.equal((await who.youssef.page(`${path}?raad=${wierdijk}`)).status, 403)
      assert.equal((await who.lotte.page(`${path}?raad=${organisationId('lindemeer')}`)).status, 403)
      assert.equal((await who.lotte.page(`${path}?raad=iets`)).status, 404)
      assert.ok([303, 401].includes((await house.nobody.page(`${path}?raad=${wierdijk}`)).status))
    }
  })

  test('goes on where it was, without losing or repeating one', async () => {
    const seen: string[] = []
    let after = ''
    do {
      const { items, next } = good(
        await who.lotte.get(`/councils/${wierdijk}/council-items?limit=3${after && `&after=${after}`}`),
      ).json
      seen.push(...items.map((one: { councilItemId: string }) => one.councilItemId))
      after = next ?? ''
    } while (after)
    const { rows } = await house.owner.query(
      'select count(*)::int as n from council_items.council_item where organisation_id = $1',
      [wierdijk],
    )
    assert.equal(new Set(seen).size, seen.length)
    assert.equal(seen.length, rows[0].n)
  })
})

describe('lists', () => {
  test('the oldest debt comes first, page after page, and what ended comes last', async () => {
    const seen: { dueOn: string | null; state: string }[] = []
    let after = ''
    do {
      const { items, next } = good(
        await who.lotte.get(`/council-items?which=all&organisationId=${wierdijk}&limit=4${after && `&after=${after}`}`),
      ).json
      seen.push(...items)
      after = next ?? ''
    } while (after)
    const ended = (one: { state: string }) =>
      ['discharged', 'rejected', 'adopted', 'answered', 'refused'].includes(one.state)
    const days = seen.filter((one) => !ended(one) && one.dueOn).map((one) => one.dueOn!)
    assert.deepEqual(days, [...days].sort())
    assert.deepEqual(seen.map(ended), [...seen.map(ended)].sort(), 'what ended stands at the end')
    assert.equal((await who.lotte.get('/council-items?after=2026-13-45.x')).status, 400)
  })

  test('each finds what exists for them: De Ruiter what she owes, Bram and Theo nothing', async () => {
    const mine = good(await who.deruiter.get('/council-items?which=mine')).json.items
    assert.ok(mine.length > 0 && mine.every((one: { mine: boolean }) => one.mine))
    for (const key of ['theo', 'smeets'] as const)
      assert.deepEqual(
        (await who[key].get('/council-items?which=all')).json.items.filter(
          (one: { audience: number }) => one.audience < 5,
        ),
        [],
      )
  })
})
