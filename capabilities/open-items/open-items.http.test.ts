// Asking, answering, refusing, withdrawing and handing on, through the front door, by everybody whom it may concern.
// biome-ignore-all lint/suspicious/noExplicitAny: a test says what it expects
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, dayAt } from '../settings/calendar.ts'

let house: TestHouse
const cast = {} as Record<PersonKey, Client>
const PEOPLE = [
  'samira',
  'basjan',
  'wout',
  'henk',
  'ilse',
  'gerrit',
  'karin',
  'ruben',
  'theo',
  'lotte',
  'youssef',
  'marleen',
  'arend',
  'bram',
  'omar',
  'sanne',
  'smeets',
] as const

before(async () => {
  house = await startHouse()
  for (const key of PEOPLE) cast[key] = await house.as(key)
})
after(() => house.stop())

const today = dayAt(new Date())
const inDays = (days: number) => addDays(today, days)

const open = async (ceiling = 3, who: Client = cast.samira): Promise<string> => {
  const answer = await who.post('/dossiers', {
    title: 'Zon op de Dijk',
    reason: 'Panelen op de dijk',
    kind: 'initiative',
    ceiling,
  })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.dossierId
}
const to = (key: PersonKey) => ({ membershipId: membershipId(key) })
const ask = (dossierId: string, more: object = {}, who: Client = cast.samira) =>
  who.post(`/dossiers/${dossierId}/open-items`, {
    kind: 'question',
    question: 'Mag het op de dijk?',
    addressee: to('wout'),
    dueOn: inDays(14),
    ...more,
  })
const asked = async (dossierId: string, more: object = {}, who: Client = cast.samira): Promise<string> => {
  const answer = await ask(dossierId, more, who)
  assert.equal(answer.status, 201, answer.text)
  return answer.json.openItemId
}
const waitsOn = async (who: Client) =>
  (await who.get('/waiting-on-me?limit=100')).json.items.map((item: any) => item.openItemId)
const sees = async (who: Client, id: string) => (await who.get(`/open-items/${id}`)).status

describe('asking', () => {
  test('Wout sees what Samira asks him, and Henk does not see that it exists', async () => {
    const dossierId = await open(2)
    assert.equal((await cast.wout.get(`/dossiers/${dossierId}`)).status, 404)
    const id = await asked(dossierId)
    const { json } = await cast.wout.get('/waiting-on-me')
    const item = json.items.find((one: any) => one.openItemId === id)
    assert.equal(item.question, 'Mag het op de dijk?')
    assert.equal(item.dossierTitle, 'Zon op de Dijk')
    assert.equal(item.asker.name, 'Samira El Amrani')
    assert.equal(item.may.answerOpenItem, true)
    assert.equal((await cast.wout.get(`/dossiers/${dossierId}`)).json.reach, 2)
    for (const who of [cast.henk, cast.gerrit, cast.theo, cast.youssef, cast.bram])
      assert.equal(await sees(who, id), 404)
    assert.equal((await house.nobody.get(`/open-items/${id}`)).status, 401)
    assert.equal((await house.nobody.get('/waiting-on-me')).status, 401)
    assert.deepEqual(await waitsOn(cast.henk), [])
    const mine = (await cast.samira.get('/waited-for-by-me')).json.items
    assert.ok(mine.some((one: any) => one.openItemId === id))
  })

  test('what Samira asks stands in the journal, with whom and until when, without a name that outsiders would read', async () => {
    const dossierId = await open()
    const id = await asked(dossierId)
    const entry = (await cast.samira.get(`/dossiers/${dossierId}`)).json.entries.find(
      (one: any) => one.kind === 'question',
    )
    assert.equal(entry.text, 'Mag het op de dijk?')
    assert.deepEqual(entry.details, {
      openItemId: id,
      kind: 'question',
      addressee: 'adviseur ruimte en erfgoed, Gemeente Wierdijk',
      dueOn: inDays(14),
    })
    assert.equal(entry.audience, 2)
    const { json } = await cast.samira.get(`/open-items/${id}`)
    assert.equal(json.openingEntryId, entry.entryId)
    assert.deepEqual(
      json.steps.map((step: any) => [step.kind, step.who]),
      [
        ['remind', 'Wout Terpstra'],
        ['lapse', 'Samira El Amrani'],
        ['manager', 'Gerrit Bakker'],
        ['owner', 'Samira El Amrani'],
        ['head', 'Karin Wolters'],
      ],
    )
  })

  test('somebody who takes part already is not involved a second time, an adviser is one, an organisation outside is a partner', async () => {
    const dossierId = await open()
    await asked(dossierId)
    await asked(dossierId)
    await asked(dossierId, { kind: 'advice', hours: 4, addressee: to('ilse') })
    await asked(dossierId, { addressee: { organisationId: organisationId('zon') } })
    await asked(dossierId, { addressee: to('basjan') })
    const roles = (await cast.samira.get(`/dossiers/${dossierId}`)).json.involvements.map((one: any) => [
      one.name ?? one.organisationName,
      one.role,
    ])
    assert.deepEqual(roles.sort(), [
      ['Energiecoöperatie Zon op de Dijk', 'partner'],
      ['Ilse Brouwer', 'adviser'],
      ['Wout Terpstra', 'asked'],
    ])
  })

  test('Marleen answers for her cooperative, Omar cannot see it, and she sees who asked', async () => {
    const dossierId = await open()
    const id = await asked(dossierId, { addressee: { organisationId: organisationId('zon') } })
    assert.ok((await waitsOn(cast.marleen)).includes(id))
    assert.equal(await sees(cast.omar, id), 404)
    const item = (await cast.marleen.get(`/open-items/${id}`)).json
    assert.equal(item.asker.name, 'Samira El Amrani')
    assert.equal(item.addressee.role, 'Energiecoöperatie Zon op de Dijk')
    const answer = await cast.marleen.put(`/open-items/${id}/answer`, { text: 'Ja, 38 huishoudens doen mee.' })
    assert.equal(answer.status, 200, answer.text)
    assert.ok(!(await waitsOn(cast.marleen)).includes(id))
  })

  test('the registrar is asked as a function: whoever holds it answers', async () => {
    const dossierId = await open()
    const id = await asked(dossierId, {
      addressee: { organisationId: organisationId('wierdijk'), functionName: 'griffier' },
    })
    assert.ok((await waitsOn(cast.lotte)).includes(id))
    assert.equal((await cast.lotte.put(`/open-items/${id}/answer`, { text: 'Op 12 maart.' })).status, 200)
  })

  test('Samira cannot ask somebody of another town whom she may not list: that person does not exist for her', async () => {
    const dossierId = await open()
    const unknown = await ask(dossierId, { addressee: { membershipId: '00000000-0000-4000-8000-000000000000' } })
    const smeets = await ask(dossierId, { addressee: to('smeets') })
    assert.equal(smeets.status, 400)
    assert.deepEqual(smeets.json.errors, unknown.json.errors)
    const list = (await cast.samira.get(`/dossiers/${dossierId}/addressees?search=smeets`)).json.options
    assert.deepEqual(list, [])
  })

  test('nothing is asked of whoever cannot answer: an organisation without a speaker here, a function nobody holds, an administrator', async () => {
    const dossierId = await open()
    for (const addressee of [
      { organisationId: organisationId('kustbode') },
      { organisationId: organisationId('wierdijk'), functionName: 'dijkgraaf' },
      { organisationId: organisationId('wierdijk'), functionName: 'functioneel beheerder' },
      to('theo'),
    ]) {
      const answer = await ask(dossierId, { addressee })
      assert.equal(answer.status, 400, answer.text)
      assert.equal(answer.json.errors[0].path, 'addressee')
    }
    for (const addressee of [
      {},
      { ...to('wout'), organisationId: organisationId('zon') },
      { functionName: 'griffier' },
    ])
      assert.equal((await ask(dossierId, { addressee })).status, 400)
  })

  test('a date that is past, hours without advice and an audience beyond the dossier or the asker are refused beside their field', async () => {
    const dossierId = await open()
    const path = async (more: object) => (await ask(dossierId, more)).json.errors[0].path
    assert.equal(await path({ dueOn: inDays(-1) }), 'dueOn')
    assert.equal(await path({ hours: 4 }), 'hours')
    assert.equal(await path({ audience: 4 }), 'audience')
    assert.equal(await path({ audience: 1 }), 'audience')
    assert.equal((await ask(dossierId, { dueOn: today })).status, 201)
    await asked(dossierId, { addressee: to('ilse') })
    assert.equal(
      (await ask(dossierId, { audience: 1, addressee: to('basjan') }, cast.ilse)).json.errors[0].code,
      'openItems.withinReach',
    )
  })

  test('a dossier that only the team knows asks nobody outside the team', async () => {
    const dossierId = await open(1)
    assert.equal((await ask(dossierId)).json.errors[0].code, 'openItems.teamOnly')
    assert.equal((await ask(dossierId, { addressee: to('basjan') })).status, 201)
  })

  test('who only reads along cannot ask, and in a closed dossier nobody can', async () => {
    const dossierId = await open()
    const henk = await ask(dossierId, {}, cast.henk)
    assert.deepEqual([henk.status, henk.json.code], [403, 'openItems.takesPart'])
    assert.equal((await ask(dossierId, {}, cast.bram)).status, 404)
    assert.equal((await ask(dossierId, {}, house.nobody)).status, 401)
    await cast.samira.put(`/dossiers/${dossierId}/closure`, {
      outcome: 'stopped',
      result: 'x',
      effect: 'x',
      lesson: 'x',
    })
    const late = await ask(dossierId)
    assert.deepEqual([late.status, late.json.code], [403, 'openItems.isOpen'])
  })

  test('sending the same question twice with one key asks once', async () => {
    const dossierId = await open()
    const body = { question: 'Eén keer?', addressee: to('wout'), dueOn: inDays(3) }
    const key = { 'idempotency-key': `once-${dossierId}` }
    const both = await Promise.all([
      cast.samira.post(`/dossiers/${dossierId}/open-items`, body, key),
      cast.samira.post(`/dossiers/${dossierId}/open-items`, body, key),
    ])
    assert.equal(both[0].json.openItemId, both[1].json.openItemId)
    assert.equal((await cast.samira.get(`/dossiers/${dossierId}/open-items`)).json.items.length, 1)
  })
})

describe('who sees what', () => {
  test('colleagues see what the organisation may read, the council what the council may read, and nobody else', async () => {
    const dossierId = await open(4)
    const wide = await asked(dossierId, { audience: 3 })
    const council = await asked(dossierId, { audience: 4 })
    const expected = {
      [wide]: {
        samira: 200,
        wout: 200,
        basjan: 200,
        henk: 200,
        gerrit: 200,
        lotte: 404,
        youssef: 404,
        theo: 404,
        bram: 404,
        marleen: 404,
        sanne: 404,
      },
      [council]: {
        samira: 200,
        wout: 200,
        henk: 200,
        lotte: 200,
        youssef: 200,
        theo: 404,
        bram: 404,
        marleen: 404,
        sanne: 404,
      },
    }
    for (const [id, rows] of Object.entries(expected))
      for (const [who, status] of Object.entries(rows))
        assert.equal(await sees(cast[who as PersonKey], id), status, who)
    const ofDossier = (await cast.youssef.get(`/dossiers/${dossierId}/open-items`)).json.items.map(
      (one: any) => one.openItemId,
    )
    assert.deepEqual(ofDossier, [council])
  })

  test('Youssef reads the question and no name of an official, nor why one of them is late', async () => {
    const dossierId = await open(4)
    const id = await asked(dossierId, { audience: 4 })
    await cast.wout.post(`/open-items/${id}/lateness`, { code: 'absent', explanation: 'Ziek thuis' })
    const { text, json } = await cast.youssef.get(`/open-items/${id}`)
    assert.equal(json.question, 'Mag het op de dijk?')
    for (const word of ['Samira', 'Wout', 'Gerrit', 'Karin', 'Ziek']) assert.ok(!text.includes(word), word)
    assert.deepEqual(json.latenesses, [])
    assert.equal(json.lateness, null)
    assert.equal((await cast.henk.get(`/open-items/${id}`)).json.latenesses.length, 1)
  })

  test('who sees it but was not asked cannot answer, and who was asked cannot withdraw', async () => {
    const dossierId = await open()
    const id = await asked(dossierId, { audience: 3 })
    const henk = await cast.henk.put(`/open-items/${id}/answer`, { text: 'Ik weet het wel' })
    assert.deepEqual([henk.status, henk.json.code], [403, 'openItems.isAddressed'])
    const wout = await cast.wout.put(`/open-items/${id}/withdrawal`, { reason: 'x' })
    assert.deepEqual([wout.status, wout.json.code], [403, 'openItems.raisedIt'])
    const basjan = await cast.basjan.put(`/open-items/${id}/withdrawal`, {
      reason: 'De deputy trekt niet in zolang Samira er is',
    })
    assert.equal(basjan.status, 403)
    assert.equal((await cast.bram.put(`/open-items/${id}/answer`, { text: 'x' })).status, 404)
    assert.equal((await house.nobody.put(`/open-items/${id}/answer`, { text: 'x' })).status, 401)
  })

  test('Omar sees what waits on him in his other role, and must change roles to answer it', async () => {
    const councillor = await house.as('omar', 2)
    const dossierId = await open()
    const id = await asked(dossierId, { addressee: { organisationId: organisationId('welzijn') } })
    const item = (await councillor.get('/waiting-on-me')).json.items.find((one: any) => one.openItemId === id)
    assert.equal(item.may.answerOpenItem, false)
    assert.equal((await councillor.put(`/open-items/${id}/answer`, { text: 'x' })).status, 403)
    assert.equal((await cast.omar.put(`/open-items/${id}/answer`, { text: 'Ja' })).status, 200)
  })

  test('a list says the same about what may be done as the item itself, for everybody who sees it', async () => {
    const dossierId = await open(4)
    const id = await asked(dossierId, { audience: 4 })
    const shut = await asked(dossierId, { audience: 4 })
    await cast.wout.put(`/open-items/${shut}/refusal`, { reason: 'x' })
    for (const key of ['samira', 'basjan', 'wout', 'henk', 'lotte', 'youssef'] as const) {
      const rows = (await cast[key].get(`/dossiers/${dossierId}/open-items`)).json.items
      for (const one of [id, shut]) {
        const { may } = (await cast[key].get(`/open-items/${one}`)).json
        const row = rows.find((item: any) => item.openItemId === one)
        for (const [act, allowed] of Object.entries(row.may)) assert.equal(may[act], allowed, `${key} ${act}`)
      }
    }
  })

  test('whom you may ask are colleagues, functions and organisations that answer here; administrators are not among them', async () => {
    const dossierId = await open()
    const found = async (search: string, who: Client = cast.samira) =>
      (await who.get(`/dossiers/${dossierId}/addressees?search=${encodeURIComponent(search)}`)).json.options?.map(
        (one: any) => one.label,
      )
    assert.deepEqual(await found('wout'), ['Wout Terpstra'])
    assert.deepEqual(await found('griffier'), ['Lotte van Dam', 'griffier'])
    assert.deepEqual(await found('zon op'), ['Energiecoöperatie Zon op de Dijk'])
    assert.deepEqual(await found('kustbode'), [])
    assert.deepEqual(await found('theo'), [])
    assert.equal(await found('wout', cast.bram), undefined)
    assert.equal((await cast.henk.get(`/dossiers/${dossierId}/addressees`)).status, 403)
  })
})

describe('closing', () => {
  test('an answer stands in the journal by who gave it, for the readers of the question', async () => {
    const dossierId = await open()
    const id = await asked(dossierId, { audience: 3 })
    const { json } = await cast.wout.put(`/open-items/${id}/answer`, { text: 'Ja, onder voorwaarden.' })
    const entry = (await cast.henk.get(`/dossiers/${dossierId}`)).json.entries.find(
      (one: any) => one.entryId === json.entryId,
    )
    assert.deepEqual(
      [entry.kind, entry.text, entry.audience, entry.authorName],
      ['answer', 'Ja, onder voorwaarden.', 3, 'Wout Terpstra'],
    )
    const item = (await cast.samira.get(`/open-items/${id}`)).json
    assert.equal(item.state, 'answered')
    assert.equal(item.closing.text, 'Ja, onder voorwaarden.')
    assert.equal(item.closing.entryId, json.entryId)
    assert.equal(item.may.withdrawOpenItem, false)
    assert.ok(!(await waitsOn(cast.wout)).includes(id))
  })

  test('advice says how certain it is and what it does not cover; an ordinary answer does not', async () => {
    const dossierId = await open()
    const id = await asked(dossierId, { kind: 'advice', hours: 6, note: 'Alleen de zuidkant.' })
    const item = (await cast.wout.get(`/open-items/${id}`)).json
    assert.deepEqual([item.hours, item.note], [6, 'Alleen de zuidkant.'])
    await cast.wout.put(`/open-items/${id}/answer`, {
      text: 'Niet zichtbaar.',
      certainty: 'likely',
      limits: 'Geen zicht vanaf zee onderzocht.',
    })
    const { closing } = (await cast.samira.get(`/open-items/${id}`)).json
    assert.deepEqual([closing.certainty, closing.limits], ['likely', 'Geen zicht vanaf zee onderzocht.'])
    const entry = (await cast.samira.get(`/dossiers/${dossierId}`)).json.entries.find(
      (one: any) => one.kind === 'advice',
    )
    assert.equal(entry.details.certainty, 'likely')
    const plain = await asked(dossierId)
    assert.equal((await cast.wout.put(`/open-items/${plain}/answer`, { text: 'x', certainty: 'likely' })).status, 400)
  })

  test('refusing needs a reason; withdrawing too; both are written down', async () => {
    const dossierId = await open()
    const refused = await asked(dossierId)
    assert.equal((await cast.wout.put(`/open-items/${refused}/refusal`, {})).status, 400)
    assert.equal((await cast.wout.put(`/open-items/${refused}/refusal`, { reason: ' ' })).status, 400)
    assert.equal(
      (await cast.wout.put(`/open-items/${refused}/refusal`, { reason: 'Hoort bij het waterschap.' })).status,
      200,
    )
    const withdrawn = await asked(dossierId)
    assert.equal((await cast.samira.put(`/open-items/${withdrawn}/withdrawal`, { reason: 'Al gevonden.' })).status, 200)
    const kinds = (await cast.samira.get(`/dossiers/${dossierId}`)).json.entries.map((one: any) => one.kind)
    assert.ok(kinds.includes('refusal') && kinds.includes('withdrawal'))
    const list = (await cast.samira.get(`/dossiers/${dossierId}/open-items?state=closed`)).json.items
    assert.deepEqual(list.map((one: any) => one.state).sort(), ['refused', 'withdrawn'])
  })

  test('two people close one item at once: one wins, the other hears who was before them', async () => {
    const dossierId = await open()
    for (let round = 0; round < 8; round++) {
      const id = await asked(dossierId)
      const both = await Promise.all([
        cast.wout.put(`/open-items/${id}/answer`, { text: 'Ja' }),
        cast.samira.put(`/open-items/${id}/withdrawal`, { reason: 'Niet meer nodig' }),
        cast.wout.put(`/open-items/${id}/refusal`, { reason: 'Nee' }),
      ])
      assert.deepEqual(both.map((one) => one.status).sort(), [200, 409, 409])
      const late = both.find((one) => one.status === 409)!
      assert.equal(late.json.code, 'openItems.closedAlready')
      assert.match(late.json.detail, /intussen gesloten/)
      const { rows } = await house.owner.query(
        'select count(*)::int as n from open_items.closing where open_item_id = $1',
        [id],
      )
      assert.equal(rows[0].n, 1)
    }
  })

  test('who comes a minute too late gets 409 as well, and their page no longer offers it', async () => {
    const dossierId = await open()
    const id = await asked(dossierId)
    await cast.wout.put(`/open-items/${id}/answer`, { text: 'Ja' })
    for (const late of [
      await cast.wout.put(`/open-items/${id}/answer`, { text: 'Nee' }),
      await cast.wout.post(`/open-items/${id}/lateness`, { code: 'workload' }),
      await cast.samira.post(`/open-items/${id}/escalations`, { reason: 'x' }),
      await cast.samira.put(`/open-items/${id}/due`, { dueOn: inDays(30), reason: 'x' }),
    ])
      assert.deepEqual([late.status, late.json.code], [409, 'openItems.closedAlready'])
    const { may } = (await cast.wout.get(`/open-items/${id}`)).json
    assert.deepEqual([may.answerOpenItem, may.sayWhyLate, may.readOpenItem], [false, false, true])
  })

  test('the same answer sent twice with one key is one answer, not a conflict', async () => {
    const dossierId = await open()
    const id = await asked(dossierId)
    const key = { 'idempotency-key': `answer-${id}` }
    const first = await cast.wout.put(`/open-items/${id}/answer`, { text: 'Ja' }, key)
    const second = await cast.wout.put(`/open-items/${id}/answer`, { text: 'Ja' }, key)
    assert.deepEqual([second.status, second.text], [200, first.text])
  })

  test('an answer may still come after the dossier closed; it then stands in the item and not in the journal', async () => {
    const dossierId = await open()
    const id = await asked(dossierId)
    await cast.samira.put(`/dossiers/${dossierId}/closure`, {
      outcome: 'stopped',
      result: 'x',
      effect: 'x',
      lesson: 'x',
    })
    const before = (await cast.samira.get(`/dossiers/${dossierId}/entries`)).json.items.length
    const answer = await cast.wout.put(`/open-items/${id}/answer`, { text: 'Te laat, maar toch.' })
    assert.deepEqual([answer.status, answer.json.entryId], [200, null])
    assert.equal((await cast.samira.get(`/dossiers/${dossierId}/entries`)).json.items.length, before)
    assert.equal((await cast.samira.get(`/open-items/${id}`)).json.closing.text, 'Te laat, maar toch.')
  })

  test('Wout still answers when he was taken out of the dossier meanwhile', async () => {
    const dossierId = await open(2)
    const id = await asked(dossierId)
    const { involvements } = (await cast.samira.get(`/dossiers/${dossierId}`)).json
    await cast.samira.delete(`/dossiers/${dossierId}/involvements/${involvements[0].involvementId}`)
    assert.equal((await cast.wout.get(`/dossiers/${dossierId}`)).status, 404)
    assert.equal((await cast.wout.get(`/open-items/${id}`)).json.dossierTitle, null)
    const answer = await cast.wout.put(`/open-items/${id}/answer`, { text: 'Hier is het.' })
    assert.deepEqual([answer.status, answer.json.entryId], [200, null])
  })
})

describe('being late', () => {
  test('Wout says why he is late: a reason and a day, which Samira reads', async () => {
    const dossierId = await open()
    const id = await asked(dossierId)
    const said = await cast.wout.post(`/open-items/${id}/lateness`, {
      code: 'missingData',
      explanation: 'De tekening ontbreekt.',
      expectedOn: inDays(20),
    })
    assert.equal(said.status, 201)
    const item = (await cast.samira.get('/waited-for-by-me?limit=100')).json.items.find(
      (one: any) => one.openItemId === id,
    )
    assert.deepEqual([item.lateness.code, item.lateness.expectedOn], ['missingData', inDays(20)])
    assert.equal(
      (await cast.wout.post(`/open-items/${id}/lateness`, { code: 'other' })).json.errors[0].path,
      'explanation',
    )
    assert.equal(
      (await cast.wout.post(`/open-items/${id}/lateness`, { code: 'workload', expectedOn: inDays(-1) })).json.errors[0]
        .path,
      'expectedOn',
    )
    assert.equal((await cast.samira.post(`/open-items/${id}/lateness`, { code: 'workload' })).status, 403)
  })

  test('only who asked gives more time; the ladder starts anew and what was stays readable', async () => {
    const dossierId = await open()
    const id = await asked(dossierId)
    assert.equal((await cast.wout.put(`/open-items/${id}/due`, { dueOn: inDays(30), reason: 'x' })).status, 403)
    assert.equal(
      (await cast.samira.put(`/open-items/${id}/due`, { dueOn: inDays(7), reason: 'x' })).json.errors[0].code,
      'openItems.laterThanNow',
    )
    assert.equal(
      (await cast.samira.put(`/open-items/${id}/due`, { dueOn: inDays(30), reason: 'Vakantie' })).status,
      204,
    )
    const item = (await cast.wout.get(`/open-items/${id}`)).json
    assert.equal(item.dueOn, inDays(30))
    assert.deepEqual(
      item.extensions.map((one: any) => [one.was, one.became, one.reason]),
      [[inDays(14), inDays(30), 'Vakantie']],
    )
    assert.equal(
      item.steps.find((step: any) => step.kind === 'lapse').at > new Date(Date.parse(inDays(29))).toISOString(),
      true,
    )
  })

  test('Samira takes it higher by hand: Gerrit sees the item, not the dossier, then she, then Karin, then it ends', async () => {
    const dossierId = await open(2)
    const id = await asked(dossierId)
    assert.equal((await cast.wout.post(`/open-items/${id}/escalations`, { reason: 'x' })).status, 403)
    assert.equal(await sees(cast.gerrit, id), 404)
    const first = await cast.samira.post(`/open-items/${id}/escalations`, { reason: 'De vergunning moet maandag weg.' })
    assert.deepEqual([first.status, first.json.kind], [201, 'manager'])
    assert.equal(await sees(cast.gerrit, id), 200)
    const heard = (await cast.gerrit.get('/climbed-to-me')).json.items
    assert.deepEqual(
      heard.map((one: any) => [one.openItemId, one.dossierTitle]),
      [[id, null]],
    )
    assert.equal((await cast.gerrit.get(`/dossiers/${dossierId}`)).status, 404)
    assert.equal((await cast.gerrit.put(`/open-items/${id}/answer`, { text: 'x' })).status, 403)
    const step = (await cast.gerrit.get(`/open-items/${id}`)).json.steps.find((one: any) => one.kind === 'manager')
    assert.deepEqual([step.byHand, step.reason], [true, 'De vergunning moet maandag weg.'])
    assert.equal((await cast.samira.post(`/open-items/${id}/escalations`, { reason: 'x' })).json.kind, 'owner')
    assert.equal((await cast.samira.post(`/open-items/${id}/escalations`, { reason: 'x' })).json.kind, 'head')
    assert.equal(await sees(cast.karin, id), 200)
    const top = await cast.samira.post(`/open-items/${id}/escalations`, { reason: 'x' })
    assert.deepEqual([top.status, top.json.code], [409, 'openItems.topReached'])
  })

  test('Wout hands it on to Ilse with a reason: she sees item and dossier, he no longer owes it, the date stays', async () => {
    const dossierId = await open(2)
    const id = await asked(dossierId)
    assert.equal((await cast.samira.put(`/open-items/${id}/addressee`, { ...to('ilse'), reason: 'x' })).status, 403)
    for (const key of ['marleen', 'smeets', 'theo'] as const)
      assert.equal(
        (await cast.wout.put(`/open-items/${id}/addressee`, { ...to(key), reason: 'x' })).json.errors[0].code,
        'openItems.notAColleague',
        key,
      )
    assert.equal((await cast.wout.put(`/open-items/${id}/addressee`, { ...to('wout'), reason: 'x' })).status, 400)
    assert.equal(
      (await cast.wout.put(`/open-items/${id}/addressee`, { ...to('ilse'), reason: 'Zij heeft de cijfers.' })).status,
      204,
    )
    assert.ok((await waitsOn(cast.ilse)).includes(id))
    assert.ok(!(await waitsOn(cast.wout)).includes(id))
    assert.equal((await cast.ilse.get(`/dossiers/${dossierId}`)).status, 200)
    const item = (await cast.samira.get(`/open-items/${id}`)).json
    assert.deepEqual([item.addressee.name, item.dueOn], ['Ilse Brouwer', inDays(14)])
    assert.deepEqual(
      item.passings.map((one: any) => [one.wasRole, one.becameRole, one.reason]),
      [
        [
          'adviseur ruimte en erfgoed, Gemeente Wierdijk',
          'data-analist schulden, Gemeente Wierdijk',
          'Zij heeft de cijfers.',
        ],
      ],
    )
    assert.equal((await cast.wout.put(`/open-items/${id}/answer`, { text: 'x' })).status, 403)
    assert.equal((await cast.ilse.put(`/open-items/${id}/answer`, { text: 'Ja' })).status, 200)
  })
})

describe('lists', () => {
  test('the oldest debt comes first, over pages without doubles or gaps', async () => {
    const dossierId = await open()
    for (const days of [9, 3, 27, 1, 15, 3, 40]) await asked(dossierId, { addressee: to('ruben'), dueOn: inDays(days) })
    const seen: string[] = []
    let after = ''
    do {
      const { json } = await cast.ruben.get(`/waiting-on-me?limit=2${after}`)
      seen.push(...json.items.map((one: any) => one.dueOn))
      after = json.next ? `&after=${json.next}` : ''
    } while (after)
    assert.deepEqual(seen, [1, 3, 3, 9, 15, 27, 40].map(inDays))
  })

  test('of a dossier: open first, oldest debt on top, then what closed last; and what I owe myself I do not wait for', async () => {
    const dossierId = await open()
    const far = await asked(dossierId, { dueOn: inDays(30) })
    const gone = await asked(dossierId)
    const near = await asked(dossierId, { dueOn: inDays(2) })
    const own = await asked(dossierId, { kind: 'task', addressee: to('samira'), dueOn: inDays(5) })
    const last = await asked(dossierId)
    await cast.wout.put(`/open-items/${gone}/answer`, { text: 'x' })
    await cast.wout.put(`/open-items/${last}/answer`, { text: 'x' })
    const ids: string[] = []
    let after = ''
    do {
      const { json } = await cast.samira.get(`/dossiers/${dossierId}/open-items?limit=2${after}`)
      ids.push(...json.items.map((one: any) => one.openItemId))
      assert.equal(json.may.askOpenItem, true)
      after = json.next ? `&after=${json.next}` : ''
    } while (after)
    assert.deepEqual(ids, [near, own, far, last, gone])
    const waited = (await cast.samira.get('/waited-for-by-me?limit=100')).json.items.map((one: any) => one.openItemId)
    assert.ok(!waited.includes(own) && waited.includes(far))
    assert.ok((await waitsOn(cast.samira)).includes(own))
  })
})

describe('what happens to a line of the journal', () => {
  const line = (dossierId: string, entryId: string) => `/dossiers/${dossierId}/entries/${entryId}`

  test('narrowing the question narrows the item; who was asked keeps it', async () => {
    const dossierId = await open(4)
    const { json } = await ask(dossierId, { audience: 4 })
    const item = `/open-items/${json.openItemId}`
    assert.equal((await cast.youssef.get(item)).status, 200)
    const narrowed = { audience: 1, reason: 'Er stond een naam in.' }
    assert.equal((await cast.samira.put(`${line(dossierId, json.entryId)}/audience`, narrowed)).status, 204)
    for (const key of ['youssef', 'henk'] as const) {
      assert.equal((await cast[key].get(item)).status, 404, key)
      assert.deepEqual((await cast[key].get(`/dossiers/${dossierId}/open-items`)).json.items, [], key)
    }
    assert.equal((await cast.wout.put(`${item}/answer`, { text: 'Het mag.' })).status, 200)
    assert.equal((await cast.samira.get(item)).json.closing.text, 'Het mag.')
  })

  test('narrowing the answer takes it from whoever neither asked nor was asked', async () => {
    const dossierId = await open(4)
    const { json } = await ask(dossierId, { audience: 4 })
    const item = `/open-items/${json.openItemId}`
    const { entryId } = (await cast.wout.put(`${item}/answer`, { text: 'Mevrouw De Boer wil niet.' })).json
    const narrowed = { audience: 2, reason: 'Er stond een naam in.' }
    assert.equal((await cast.samira.put(`${line(dossierId, entryId)}/audience`, narrowed)).status, 204)
    const seen = await cast.youssef.get(item)
    assert.deepEqual([seen.json.state, seen.json.closing], ['answered', null])
    assert.equal((await cast.youssef.page(`/open-punten/${json.openItemId}`)).text.includes('De Boer'), false)
    for (const key of ['samira', 'wout', 'basjan'] as const)
      assert.equal((await cast[key].get(item)).json.closing.text, 'Mevrouw De Boer wil niet.', key)
  })

  test('erasing question and answer leaves their words nowhere', async () => {
    const dossierId = await open()
    const { json } = await ask(dossierId, {
      question: 'Wil mevrouw De Boer?',
      note: 'Bel mevrouw De Boer',
      audience: 3,
    })
    const item = `/open-items/${json.openItemId}`
    const { entryId } = (await cast.wout.put(`${item}/answer`, { text: 'Mevrouw De Boer wil niet.' })).json
    for (const id of [json.entryId, entryId])
      assert.equal((await cast.samira.put(`${line(dossierId, id)}/erasure`, { ground: 'art. 17 AVG' })).status, 204)
    for (const key of ['samira', 'wout', 'henk'] as const) {
      const { status, text } = await cast[key].get(item)
      assert.deepEqual([status, text.includes('De Boer')], [200, false], key)
    }
    const { rows } = await house.owner.query(
      `select i::text || c::text as all_of_it from open_items.open_item i join open_items.closing c on c.open_item_id = i.id where i.id = $1`,
      [json.openItemId],
    )
    assert.equal(rows[0].all_of_it.includes('De Boer'), false)
  })

  test('a place in a list that was made up is refused, and is no fault of ours', async () => {
    const dossierId = await open()
    for (const after of [
      'a',
      '1',
      `2026-02-31.${dossierId}`,
      `infinity.${dossierId}`,
      `9223372036854775808.${dossierId}`,
    ])
      for (const path of ['/waiting-on-me', '/waited-for-by-me', '/climbed-to-me', `/dossiers/${dossierId}/open-items`])
        assert.equal((await cast.samira.get(`${path}?after=${after}`)).status, 400, `${path} ${after}`)
    assert.equal((await cast.samira.get(`/waiting-on-me?after=2026-02-28.${dossierId}`)).status, 200)
  })
})
