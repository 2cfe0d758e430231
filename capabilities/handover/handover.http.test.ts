// Handing over: both sides confirm, nothing falls between, and the page is made from what is there already.
// biome-ignore-all lint/suspicious/noExplicitAny: a test says what it expects
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { getDocumentProxy } from 'unpdf'
import { emailOf, membershipId, type PersonKey } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { attentionOf } from '#capabilities/attention/testing.ts'
import { addDays, clockOf, dayAt, isWorkingDay, succeedOwners } from '#capabilities/open-items/index.ts'
import { listeners } from './index.ts'

let house: TestHouse
let samira: Client
let iris: Client
const today = dayAt(new Date())
const workingDay = (from = addDays(today, 1)): string => (isWorkingDay(from) ? from : workingDay(addDays(from, 1)))

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  iris = await house.as('iris')
})
after(() => house.stop())
// What a test before left on offer waits on nobody any more.
beforeEach(() =>
  house.owner.query(`update handover.offer set outcome = 'withdrawn', ended_at = now() where outcome is null`),
)

const good = (answer: Answered): any => {
  assert.ok(answer.status < 300, answer.text)
  return answer.status === 204 ? null : answer.json
}
const code = (answer: Answered) => [answer.status, answer.json.code, answer.json.errors?.[0]?.code].filter(Boolean)
const open = async (ceiling = 3, who = samira): Promise<string> =>
  good(
    await who.post('/dossiers', {
      title: 'Batterij bij de school',
      reason: 'Ouders zijn bezorgd.',
      kind: 'opgave',
      ceiling,
      residentEffect: 'Een veilig schoolplein.',
    }),
  ).dossierId
const ask = async (dossierId: string, to: PersonKey, question: string, more: object = {}, who = samira) =>
  good(
    await who.post(`/dossiers/${dossierId}/open-items`, {
      question,
      addressee: { membershipId: membershipId(to) },
      dueOn: addDays(today, 14),
      audience: 2,
      ...more,
    }),
  ).openItemId as string
const offer = async (dossierId: string, to: PersonKey = 'iris', more: object = {}) =>
  good(
    await samira.post(`/dossiers/${dossierId}/handover-offers`, {
      toId: membershipId(to),
      reason: 'Ik begin op maandag bij de provincie.',
      ...more,
    }),
  ).offerId as string
const ownerOf = async (dossierId: string) =>
  (await house.owner.query('select owner_id, deputy_id from dossier.dossier where id = $1', [dossierId])).rows[0]

describe('an offer', () => {
  test('until Iris accepts, Samira owns it; then it is hers, with all that Samira owed and awaited in it', async () => {
    const id = await open(2)
    const awaits = await ask(id, 'wout', 'Mag het naast de school?')
    const owes = await ask(id, 'samira', 'Wie belt de ouders terug?', {}, await house.as('wout'))
    const offerId = await offer(id)
    assert.equal((await ownerOf(id)).owner_id, membershipId('samira'))
    // She reads what the involved read, and nothing of the core team yet.
    const page = good(await iris.get(`/dossiers/${id}/handover`))
    assert.equal(page.offer.reason, 'Ik begin op maandag bij de provincie.')
    assert.deepEqual(
      page.awaits.map((item: any) => item.question),
      ['Mag het naast de school?'],
    )
    assert.equal(page.may.offerHandover, false)
    good(await iris.put(`/handover-offers/${offerId}/acceptance`))
    const { owner_id, deputy_id } = await ownerOf(id)
    assert.deepEqual([owner_id, deputy_id], [membershipId('iris'), membershipId('basjan')])
    assert.equal((await samira.get(`/dossiers/${id}`)).status, 404, 'it is only for who takes part')
    const waiting = (await iris.get('/waiting-on-me')).json.items.map((item: any) => item.openItemId)
    assert.ok(waiting.includes(owes))
    const waited = (await iris.get('/waited-for-by-me')).json.items.map((item: any) => item.openItemId)
    assert.ok(waited.includes(awaits))
    assert.ok(!(await samira.get('/waiting-on-me')).text.includes(owes))
    // The answer of Wout now goes to Iris.
    good(await (await house.as('wout')).put(`/open-items/${awaits}/answer`, { text: 'Niet binnen tien meter.' }))
    const { kind, details } = good(await iris.get(`/dossiers/${id}`)).entries.find(
      (one: any) => one.kind === 'handover',
    )
    assert.deepEqual([kind, details.to], ['handover', 'Iris Vermeer'])
    const { rows } = await house.owner.query(
      'select side from handover.passed_item where was = $1 and open_item_id = any ($2) order by side',
      [membershipId('samira'), [awaits, owes]],
    )
    assert.deepEqual(rows, [{ side: 'awaits' }, { side: 'owes' }])
    // She was involved as somebody who was asked; as owner she no longer is.
    assert.deepEqual(
      good(await iris.get(`/dossiers/${id}`)).involvements.filter((one: any) => one.name === 'Iris Vermeer'),
      [],
    )
  })

  test('what Samira keeps stays with her, and it must be hers', async () => {
    const id = await open()
    const mine = await ask(id, 'samira', 'Bel ik zelf nog terug.')
    const others = await ask(id, 'wout', 'Iets van een ander.', {}, await house.as('basjan'))
    assert.deepEqual(
      code(
        await samira.post(`/dossiers/${id}/handover-offers`, {
          toId: membershipId('iris'),
          reason: 'x',
          keeps: [others],
        }),
      ),
      [400, 'invalid', 'handover.notMine'],
    )
    good(await iris.put(`/handover-offers/${await offer(id, 'iris', { keeps: [mine] })}/acceptance`))
    assert.ok((await samira.get('/waiting-on-me')).text.includes(mine))
    assert.equal((await samira.get(`/open-items/${mine}`)).status, 200)
  })

  test('Iris declines with a reason: Samira stays the owner, and what Iris could read ends', async () => {
    const id = await open(2)
    const offerId = await offer(id)
    assert.equal((await iris.get(`/dossiers/${id}`)).status, 200)
    assert.equal((await iris.put(`/handover-offers/${offerId}/refusal`, { reason: '' })).status, 400)
    good(await iris.put(`/handover-offers/${offerId}/refusal`, { reason: 'Ik heb er al veertien.' }))
    assert.equal((await ownerOf(id)).owner_id, membershipId('samira'))
    assert.equal((await iris.get(`/dossiers/${id}`)).status, 404)
    assert.equal((await iris.get(`/dossiers/${id}/handover`)).status, 404)
    assert.match((await samira.get(`/dossiers/${id}/entries`)).text, /Ik heb er al veertien/)
    assert.equal((await iris.put(`/handover-offers/${offerId}/acceptance`)).status, 404)
  })

  test('Samira takes it back, also Bas-Jan may; Iris then has nothing to accept', async () => {
    const id = await open(2)
    const offerId = await offer(id)
    assert.equal((await (await house.as('wout')).delete(`/handover-offers/${offerId}`)).status, 404)
    assert.equal((await iris.delete(`/handover-offers/${offerId}`)).status, 403)
    assert.equal((await (await house.as('basjan')).delete(`/handover-offers/${offerId}`)).status, 204)
    assert.equal((await iris.put(`/handover-offers/${offerId}/acceptance`)).status, 404)
    assert.equal((await iris.get(`/dossiers/${id}`)).status, 404)
    // Then it can be offered again.
    await offer(id, 'femke')
  })

  test('of a dossier that the organisation knows, who already takes part keeps taking part when they decline', async () => {
    const id = await open()
    good(await samira.post(`/dossiers/${id}/involvements`, { membershipId: membershipId('iris'), role: 'adviser' }))
    good(await iris.put(`/handover-offers/${await offer(id)}/refusal`, { reason: 'x' }))
    const { involvements } = good(await samira.get(`/dossiers/${id}`))
    assert.deepEqual(
      involvements.map((one: any) => [one.name, one.role]),
      [['Iris Vermeer', 'adviser']],
    )
  })

  test('what only the core team knows is read whole by who is asked, and by nobody else', async () => {
    const id = await open(1)
    good(await samira.post(`/dossiers/${id}/entries`, { text: 'Heel gevoelig.', audience: 1 }))
    const offerId = await offer(id)
    assert.match((await iris.get(`/dossiers/${id}/handover`)).text, /Heel gevoelig/)
    good(await iris.put(`/handover-offers/${offerId}/refusal`, { reason: 'x' }))
    assert.equal((await iris.get(`/dossiers/${id}`)).status, 404)
  })

  test('two at once: one accepts, the other is told that somebody was before them', async () => {
    const id = await open()
    const offerId = await offer(id)
    const [accepted, withdrawn] = await Promise.all([
      iris.put(`/handover-offers/${offerId}/acceptance`),
      samira.delete(`/handover-offers/${offerId}`),
    ])
    const done = [accepted.status, withdrawn.status].filter((status) => status < 300)
    assert.equal(done.length, 1, `${accepted.status} ${withdrawn.status}`)
    const expected = accepted.status < 300 ? 'iris' : 'samira'
    assert.equal((await ownerOf(id)).owner_id, membershipId(expected))
  })

  test('it is offered once, to a colleague who can lead, and not to oneself', async () => {
    const id = await open()
    const path = `/dossiers/${id}/handover-offers`
    const to = (who: PersonKey, more = {}) => samira.post(path, { toId: membershipId(who), reason: 'x', ...more })
    assert.deepEqual(code(await to('samira')), [400, 'invalid', 'handover.ownsAlready'])
    assert.deepEqual(code(await to('theo')), [400, 'invalid', 'handover.worksHere'])
    for (const stranger of ['smeets', 'marleen'] as const) assert.equal((await to(stranger)).status, 400, stranger)
    assert.deepEqual(code(await to('iris', { deputyId: membershipId('iris') })), [
      400,
      'invalid',
      'handover.deputyIsOwner',
    ])
    assert.equal((await samira.post(path, { toId: membershipId('iris'), reason: ' ' })).status, 400)
    await offer(id)
    assert.deepEqual(code(await to('femke')), [409, 'handover.offeredAlready'])
    // Only the owner offers.
    assert.deepEqual(code(await (await house.as('basjan')).post(path, { toId: membershipId('iris'), reason: 'x' })), [
      403,
      'handover.ownsTheDossier',
    ])
  })

  test('nobody accepts what was offered to another, whatever they are', async () => {
    const offerId = await offer(await open())
    for (const who of ['samira', 'basjan', 'gerrit', 'wout', 'lotte', 'theo', 'bram', 'smeets'] as const) {
      const { status } = await (await house.as(who)).put(`/handover-offers/${offerId}/acceptance`)
      assert.ok(status === 403 || status === 404, `${who}: ${status}`)
    }
    assert.equal((await house.nobody.put(`/handover-offers/${offerId}/acceptance`)).status, 401)
    good(await samira.delete(`/handover-offers/${offerId}`))
  })

  test('the database itself lets nobody change the owner around the offer', async () => {
    const id = await open()
    const serving = house.house.database
    const secret = /schakel=([\w-]+)/.exec(iris.cookie)![1]!
    const { digestOf } = await import('#foundation/http/request.ts')
    const attempt = (text: string, values: unknown[]) =>
      serving.write({ kind: 'session', digest: digestOf(secret) }, [], () => ({
        commit: [{ name: `attempt ${text.slice(0, 20)} ${values.length}`, text, values }],
        answer: null,
      }))
    await assert.rejects(
      attempt('select handover.take_over($1, $2, $3, gen_random_uuid(), $4, null)', [
        id,
        membershipId('iris'),
        membershipId('basjan'),
        '',
      ]),
      /handover.stepsIn/,
    )
    await assert.rejects(
      attempt(
        'insert into dossier.handover (id, dossier_id, from_id, to_id, reason, handed_by) values (gen_random_uuid(), $1, $2, $3, $4, $3)',
        [id, membershipId('samira'), membershipId('iris'), ''],
      ),
      { code: '42501' },
    )
  })
})

describe('a stack of fourteen', () => {
  test('is offered in one go and accepted in one go; and when one of them is gone, nothing is taken', async () => {
    const ids: string[] = []
    for (let n = 0; n < 14; n += 1) ids.push(await open(n % 2 ? 2 : 3))
    const { offerIds } = good(
      await samira.post('/handovers', { toId: membershipId('femke'), reason: 'Ik ga weg.', dossierIds: ids }),
    )
    assert.equal(offerIds.length, 14)
    const femke = await house.as('femke')
    const list = good(await femke.get('/handovers'))
    assert.equal(list.offers.filter((one: any) => one.forMe).length, 14)
    assert.ok(list.offers.every((one: any) => one.title === 'Batterij bij de school'))
    good(await samira.delete(`/handover-offers/${offerIds[3]}`))
    assert.deepEqual(code(await femke.post('/handover-acceptances', { offerIds })), [
      400,
      'invalid',
      'handover.notAllForMe',
    ])
    const owned = async () =>
      (
        await house.owner.query(
          'select count(*)::int as n from dossier.dossier where owner_id = $1 and id = any ($2)',
          [membershipId('femke'), ids],
        )
      ).rows[0].n
    assert.equal(await owned(), 0)
    // One by one is fine too.
    good(await femke.put(`/handover-offers/${offerIds[0]}/acceptance`))
    const rest = offerIds.filter((_: string, at: number) => at !== 0 && at !== 3)
    assert.deepEqual(good(await femke.post('/handover-acceptances', { offerIds: rest })), { accepted: 12 })
    assert.equal(await owned(), 13)
    const chains = await house.owner.query(
      `select count(*)::int as n from dossier.entry e where e.kind = 'handover' and e.dossier_id = any ($1)`,
      [ids],
    )
    assert.equal(chains.rows[0].n, 13)
  })

  test('nobody offers a stack in which one is not theirs', async () => {
    const mine = await open()
    const wouts = await open(3, await house.as('wout'))
    assert.deepEqual(
      code(await samira.post('/handovers', { toId: membershipId('iris'), reason: 'x', dossierIds: [mine, wouts] })),
      [400, 'invalid', 'handover.notAllMine'],
    )
    assert.equal((await ownerOf(wouts)).owner_id, membershipId('wout'))
    assert.equal(
      (await samira.post('/handovers', { toId: membershipId('iris'), reason: 'x', dossierIds: [] })).status,
      400,
    )
  })
})

describe('when the owner is gone or absent', () => {
  test('the deputy or the manager names a new owner, with the reason; the owner cannot do it alone', async () => {
    for (const [who, to] of [
      ['basjan', 'basjan'],
      ['gerrit', 'iris'],
    ] as const) {
      const id = await open()
      const owes = await ask(id, 'samira', 'Wie belt?', {}, await house.as('basjan'))
      const client = await house.as(who)
      assert.equal((await client.put(`/dossiers/${id}/owner`, { ownerId: membershipId(to), reason: '' })).status, 400)
      good(await client.put(`/dossiers/${id}/owner`, { ownerId: membershipId(to), reason: 'Samira is ziek.' }))
      assert.equal((await ownerOf(id)).owner_id, membershipId(to))
      // It stands in the journal for who takes part; rank alone reads none of it.
      assert.match((await (await house.as(to)).get(`/dossiers/${id}/entries`)).text, /Samira is ziek/)
      const { rows } = await house.owner.query('select addressee from open_items.open_item where id = $1', [owes])
      assert.deepEqual(rows, [{ addressee: `m:${membershipId(to)}` }])
    }
    const id = await open()
    assert.deepEqual(code(await samira.put(`/dossiers/${id}/owner`, { ownerId: membershipId('iris'), reason: 'x' })), [
      403,
      'handover.stepsIn',
    ])
  })

  test('whoever usually stands in becomes deputy when the deputy takes over or left', async () => {
    const id = await open()
    await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
      membershipId('basjan'),
    ])
    try {
      good(await (await house.as('wout')).put(`/handover-offers/${await offer(id, 'wout')}/acceptance`))
      assert.deepEqual(await ownerOf(id), { owner_id: membershipId('wout'), deputy_id: membershipId('ilse') })
    } finally {
      await house.owner.query('update people.membership set until = null where id = $1', [membershipId('basjan')])
    }
  })

  test('an offer that waits is overtaken when somebody steps in, or when the owner left', async () => {
    const stepped = await open(2)
    const one = await offer(stepped)
    good(
      await (await house.as('basjan')).put(`/dossiers/${stepped}/owner`, {
        ownerId: membershipId('basjan'),
        reason: 'x',
      }),
    )
    assert.equal((await iris.put(`/handover-offers/${one}/acceptance`)).status, 404)
    assert.equal((await iris.get(`/dossiers/${stepped}`)).status, 404)

    const left = await open(2, await house.as('ruben'))
    const ruben = await house.as('ruben')
    const two = good(
      await ruben.post(`/dossiers/${left}/handover-offers`, { toId: membershipId('iris'), reason: 'x' }),
    ).offerId
    await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
      membershipId('ruben'),
    ])
    try {
      const client = await house.owner.connect()
      await succeedOwners(client, new Date())
      const { rows } = await client.query(
        `select e.id::text, at, name, dossier_id as "dossierId", person_id as "personId", payload from foundation.event e
         where e.name = 'dossierHandedOver' and e.dossier_id = $1`,
        [left],
      )
      for (const event of rows)
        for (const listener of listeners) if (listener.on.includes(event.name)) await listener.hear(event, client)
      client.release()
      assert.equal((await iris.put(`/handover-offers/${two}/acceptance`)).status, 404)
      assert.equal((await iris.get(`/dossiers/${left}`)).status, 404)
      assert.equal((await ownerOf(left)).owner_id, membershipId('femke'))
    } finally {
      await house.owner.query('update people.membership set until = null where id = $1', [membershipId('ruben')])
    }
  })
})

describe('the page', () => {
  test('says all that the journal knows, without anybody typing it again, and only what its reader may see', async () => {
    const id = await open(3)
    const wout = await house.as('wout')
    good(
      await samira.put(`/dossiers/${id}/plan`, {
        purpose: 'Een veilige plek.',
        residentEffect: 'Rust.',
        plan: 'Eerst meten.',
        reason: 'De meting ontbrak.',
      }),
    )
    good(await samira.post(`/dossiers/${id}/entries`, { text: 'De buurt is gebeld.' }))
    good(await samira.post(`/dossiers/${id}/entries`, { text: 'Alleen voor het kernteam.', audience: 1 }))
    good(await samira.post(`/dossiers/${id}/entries`, { kind: 'agreement', text: 'De school meldt zich op vrijdag.' }))
    good(await samira.post(`/dossiers/${id}/entries`, { kind: 'note', text: 'Een eigen gedachte.' }))
    good(
      await samira.post(`/dossiers/${id}/involvements`, {
        membershipId: membershipId('wout'),
        role: 'adviser',
        mandate: 'Het erfgoed',
      }),
    )
    await ask(id, 'wout', 'Wat zegt het erfgoed?', { kind: 'promise' })
    const frame = good(
      await samira.post('/frames', {
        rank: 2,
        title: 'Beleidsregel batterijen',
        purpose: 'x',
        fixed: 'x',
        movable: 'x',
        source: 'x',
        competentBody: 'college',
        validFrom: '2020-01-01',
      }),
    )
    good(
      await samira.post(`/dossiers/${id}/decisions`, {
        text: 'Tien meter afstand.',
        reason: 'x',
        capacity: 'eigenaar',
        body: 'eigenaar',
        residentEffect: 'x',
        frameVersionIds: [frame.frameVersionId],
        decidedOn: today,
      }),
    )
    good(await samira.put(`/dossiers/${id}/handover-note`, { text: 'Bel eerst de directeur.' }))
    const page = good(await samira.get(`/dossiers/${id}/handover`))
    assert.equal(page.purpose, 'Een veilige plek.')
    assert.equal(page.plan, 'Eerst meten.')
    assert.deepEqual(
      page.latest.map((line: any) => line.text),
      ['Alleen voor het kernteam.', 'De buurt is gebeld.'],
    )
    assert.deepEqual(page.agreements.map((one: any) => [one.text, one.state]).sort(), [
      ['De school meldt zich op vrijdag.', 'agreed'],
      ['Wat zegt het erfgoed?', 'open'],
    ])
    assert.deepEqual(
      page.awaits.map((item: any) => item.question),
      ['Wat zegt het erfgoed?'],
    )
    assert.deepEqual(
      page.people.map((one: any) => [one.name, one.mandate]),
      [['Wout Terpstra', 'Het erfgoed']],
    )
    assert.deepEqual(
      page.decisions.map((one: any) => [one.text, one.frames]),
      [['Tien meter afstand.', ['Beleidsregel batterijen']]],
    )
    assert.deepEqual(
      page.lessons.map((one: any) => one.text),
      ['De meting ontbrak.'],
    )
    assert.equal(page.first.text, 'Bel eerst de directeur.')
    assert.ok(!JSON.stringify(page).includes('Een eigen gedachte'))
    const wouts = await wout.get(`/dossiers/${id}/handover`)
    assert.ok(!wouts.text.includes('Alleen voor het kernteam'))
    for (const who of ['karin', 'lotte'] as const)
      assert.equal((await (await house.as(who)).get(`/dossiers/${id}/handover`)).status, who === 'karin' ? 403 : 404)
    // The advice goes along in the offer, and stands in the journal then.
    good(await iris.put(`/handover-offers/${await offer(id)}/acceptance`))
    await house.owner.query('delete from handover.note where dossier_id = $1', [id])
    assert.equal(good(await iris.get(`/dossiers/${id}/handover`)).first.text, 'Bel eerst de directeur.')
    // All of one person at once.
    assert.ok(good(await iris.get('/me/handover')).items.some((one: any) => one.dossierId === id))
    assert.ok(!good(await samira.get('/me/handover')).items.some((one: any) => one.dossierId === id))
  })

  test('goes out as a tagged PDF in Dutch and as an ODT, with what its reader may see', async () => {
    const id = await open(3)
    good(await samira.post(`/dossiers/${id}/entries`, { text: 'Geheim voor het kernteam.', audience: 1 }))
    good(await samira.post(`/dossiers/${id}/entries`, { text: 'Voor wie meedoet.' }))
    good(await samira.post(`/dossiers/${id}/involvements`, { membershipId: membershipId('wout'), role: 'adviser' }))
    const file = (client: Client, form: string) =>
      house.app.inject({
        url: `/dossiers/${id}/overdracht.${form}`,
        headers: { host: '127.0.0.1:3000', cookie: client.cookie },
      })
    const wout = await house.as('wout')
    const pdf = await file(wout, 'pdf')
    assert.equal(pdf.statusCode, 200)
    assert.equal(pdf.headers['content-type'], 'application/pdf')
    const document = await getDocumentProxy(new Uint8Array(pdf.rawPayload))
    const marks = await document.getMarkInfo()
    assert.equal(marks?.Marked, true)
    const { info } = (await document.getMetadata()) as { info: any }
    assert.match(info.Title, /^Overdracht: Batterij bij de school/)
    let words = ''
    for (let n = 1; n <= document.numPages; n += 1)
      words += (await (await document.getPage(n)).getTextContent()).items.map((item: any) => item.str).join(' ')
    assert.match(words, /Voor wie meedoet/)
    assert.doesNotMatch(words, /Geheim voor het kernteam/)
    const odt = await file(samira, 'odt')
    assert.equal(odt.statusCode, 200)
    assert.equal(odt.rawPayload.subarray(0, 2).toString(), 'PK')
    assert.equal((await file(await house.as('karin'), 'pdf')).statusCode, 403)
    assert.equal((await file(await house.as('bram'), 'pdf')).statusCode, 404)
    const all = await house.app.inject({
      url: '/overdracht.pdf',
      headers: { host: '127.0.0.1:3000', cookie: samira.cookie },
    })
    assert.equal(all.statusCode, 200)
    assert.equal(
      (
        await house.app.inject({
          url: '/dossiers/geen-id/overdracht.pdf',
          headers: { host: '127.0.0.1:3000', cookie: samira.cookie },
        })
      ).statusCode,
      404,
    )
  })
})

describe('as pages', () => {
  test('Samira offers, Iris reads on Vandaag that it waits, and takes it over', async () => {
    const id = await open(2)
    await ask(id, 'samira', 'Wie belt de ouders?')
    const path = `/dossiers/${id}/overdracht`
    assert.match((await samira.page(`/dossiers/${id}`)).text, new RegExp(`href="${path}"`))
    const page = await samira.page(path)
    assert.equal(page.status, 200, page.text)
    assert.match(page.text, /Wat ik als eerste zou doen/)
    const empty = await samira.submit(path, 'offerHandover', { reason: '' })
    assert.equal(empty.status, 400)
    assert.match(empty.text, /Aan wie: vul dit in\./)
    const looked = await samira.submit(path, 'offerHandover', {
      'toId-search': 'iris',
      search: 'toId',
      reason: 'Ik ga weg.',
    })
    assert.match(looked.text, /Iris Vermeer/)
    assert.match(looked.text, /Ik ga weg\./)
    const offered = await samira.submit(path, 'offerHandover', { toId: membershipId('iris'), reason: 'Ik ga weg.' })
    assert.equal(offered.headers.location, `${path}?gedaan=offerHandover`)
    assert.match((await samira.page(path)).text, /Aangeboden aan Iris Vermeer/)
    assert.match((await iris.page('/vandaag')).text, /Eén dossier is u aangeboden\./)
    const stack = await iris.page('/overdracht')
    assert.match(stack.text, /Ja, ik neem het over/)
    const { offers } = good(await iris.get('/handovers'))
    const accepted = await iris.submit('/overdracht', 'acceptHandovers', {
      offerIds: offers.map((one: any) => one.offerId),
    })
    assert.equal(accepted.headers.location, '/overdracht?gedaan=acceptHandovers')
    assert.equal((await samira.page(path)).status, 404)
    assert.match((await iris.page(path)).text, /Wie belt de ouders\?/)
    assert.equal((await samira.page('/overdracht')).status, 200)
    assert.equal((await (await house.as('bram')).page('/overdracht')).status, 200)
  })
})

describe('who hears of it', () => {
  const attention = () =>
    attentionOf({ owner: house.owner, database: house.house.database, origin: 'http://127.0.0.1:3000' })
  beforeEach(async () => {
    await attention().forget()
    await house.owner.query('delete from foundation.event')
  })
  const hear = async () => {
    const { rows } = await house.owner.query(
      `select e.id::text, at, name, dossier_id as "dossierId", person_id as "personId", payload from foundation.event e order by e.id`,
    )
    const client = await house.owner.connect()
    for (const event of rows)
      for (const listener of listeners) if (listener.on.includes(event.name)) await listener.hear(event, client)
    client.release()
  }

  test('Iris gets one mail without a word of what it is, and counts it in her overview; Samira hears how it ended', async () => {
    const id = await open(2)
    const offerId = await offer(id)
    const noon = clockOf(workingDay(), 12)
    await hear()
    await attention().digest(noon)
    const [digest] = (await attention().mails()).filter((mail) => mail.to_address === emailOf('iris'))
    assert.match(digest!.body, /Eén dossier is u aangeboden\.\nhttp:\/\/127\.0\.0\.1:3000\/overdracht/)
    assert.ok(!digest!.body.includes('Batterij'))
    await house.owner.query('delete from foundation.event')
    await house.owner.query('delete from foundation.mail')
    good(await iris.put(`/handover-offers/${offerId}/refusal`, { reason: 'Te druk.' }))
    await hear()
    await attention().tell(clockOf(workingDay(), 13))
    const mails = await attention().mails()
    assert.deepEqual(
      mails.map((mail) => mail.to_address),
      [emailOf('samira')],
    )
    assert.equal(mails[0]!.subject, 'Er is nieuws over een overdracht in Schakel')
    assert.ok(!JSON.stringify(mails).includes('druk'))
  })

  test('what was withdrawn in the night is not told in the morning: who may not see it hears nothing', async () => {
    const id = await open(2)
    const offerId = await offer(id)
    await hear()
    good(await samira.delete(`/handover-offers/${offerId}`))
    await house.owner.query(`update attention.digest set day = current_date`)
    await house.owner.query(
      `insert into attention.digest (person_id, day, mailed) select id, $1::date, false from people.person on conflict do nothing`,
      [workingDay()],
    )
    await attention().tell(clockOf(workingDay(), 9))
    assert.deepEqual(await attention().mails(), [])
  })
})
