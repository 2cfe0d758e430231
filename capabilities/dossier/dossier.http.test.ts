// A dossier, as seen through the front door: HTTP in, PostgreSQL behind, nothing of ours faked.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { membershipId, organisationId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
let samira: Client
before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
})
after(() => house.stop())

const zon = { title: 'Zon op de Dijk', reason: '38 huishoudens willen panelen en één buurtbatterij.', kind: 'opgave' }
const open = async (who: Client = samira, more: object = {}): Promise<string> => {
  const { status, json } = await who.post('/dossiers', { ...zon, ...more })
  assert.equal(status, 201, JSON.stringify(json))
  return json.dossierId
}

test('Samira opens a dossier with title, reason and kind, and her usual deputy is her deputy', async () => {
  const id = await open()
  const { status, json } = await samira.get(`/dossiers/${id}`)
  assert.equal(status, 200)
  assert.equal(json.title, 'Zon op de Dijk')
  assert.equal(json.owner.name, 'Samira El Amrani')
  assert.equal(json.deputy.name, 'Bas-Jan Kuiper')
  assert.equal(json.reach, 1)
  assert.deepEqual(
    json.entries.map((entry: { kind: string }) => entry.kind),
    ['opening'],
  )
  assert.equal(json.may.closeDossier, true)
  assert.equal(json.may.resumeDossier, false)
})

test('a partner cannot open a dossier of the town', async () => {
  const marleen = await house.as('marleen')
  const { status, json } = await marleen.post('/dossiers', zon)
  assert.deepEqual([status, json.code], [403, 'dossier.isCivilServant'])
})

test('a dossier for the core team does not exist for a colleague, in no way', async () => {
  const id = await open(samira, { ceiling: 1, title: 'Stil dossier Kwikstaart' })
  const henk = await house.as('henk')
  const absent = await henk.get(`/dossiers/${randomUUID()}`)
  for (const path of [`/dossiers/${id}`, `/dossiers/${id}/entries`, `/dossiers/${id}/plans`]) {
    const { status, json } = await henk.get(path)
    assert.equal(status, 404)
    assert.deepEqual({ ...json, requestId: '' }, { ...absent.json, requestId: '' })
  }
  assert.equal((await henk.post(`/dossiers/${id}/entries`, { text: 'ik ook' })).status, 404)
  assert.equal(
    (await henk.put(`/dossiers/${id}/closure`, { outcome: 'result', result: 'x', effect: 'x', lesson: 'x' })).status,
    404,
  )
  assert.equal((await henk.get('/search?query=Kwikstaart')).json.items.length, 0)
  assert.equal((await samira.get('/search?query=Kwikstaart')).json.items.length >= 1, true)
  const list = await henk.get('/dossiers?which=organisation&state=all')
  assert.equal(
    list.json.items.some((item: { dossierId: string }) => item.dossierId === id),
    false,
  )
})

test('a colleague reads what is for the organisation, and not what is for the core team', async () => {
  const id = await open()
  await samira.post(`/dossiers/${id}/entries`, { text: 'voor het team', audience: 1 })
  await samira.post(`/dossiers/${id}/entries`, { text: 'voor iedereen hier', audience: 3 })
  const henk = await house.as('henk')
  const { json } = await henk.get(`/dossiers/${id}`)
  assert.deepEqual(
    json.entries.map((entry: { text: string }) => entry.text),
    ['voor iedereen hier'],
  )
  assert.equal(json.reach, 3)
  assert.equal((await henk.post(`/dossiers/${id}/entries`, { text: 'ik ook' })).json.code, 'dossier.takesPart')
})

test('a closed dossier takes no more entries, and every closing asks result, effect and lesson', async () => {
  const id = await open()
  const half = await samira.put(`/dossiers/${id}/closure`, { outcome: 'stopped', result: 'Gestopt.' })
  assert.equal(half.status, 400)
  assert.deepEqual(
    half.json.errors.map((error: { path: string; code: string }) => [error.path, error.code]),
    [
      ['effect', 'required'],
      ['lesson', 'required'],
    ],
  )
  assert.equal(
    (
      await samira.put(`/dossiers/${id}/closure`, {
        outcome: 'stopped',
        result: 'Gestopt.',
        effect: 'Niets.',
        lesson: 'Begin klein.',
      })
    ).status,
    200,
  )
  const { status, json } = await samira.post(`/dossiers/${id}/entries`, { text: 'nog iets' })
  assert.deepEqual([status, json.code], [403, 'dossier.isOpen'])
  assert.equal((await samira.get(`/dossiers/${id}`)).json.closure.outcome, 'stopped')
  assert.equal((await samira.delete(`/dossiers/${id}/closure`)).status, 204)
  assert.equal((await samira.get(`/dossiers/${id}`)).json.state, 'active')
})

test('an entry repeated with its idempotency key is one entry, forty times at once', async () => {
  const id = await open()
  const key = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      samira.post(`/dossiers/${id}/entries`, { text: 'één keer' }, { 'idempotency-key': key }),
    ),
  )
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [201])
  assert.equal(new Set(answers.map((answer) => answer.json.entryId)).size, 1)
  assert.equal((await samira.get(`/dossiers/${id}/entries`)).json.items.length, 2)
  const other = await samira.post(`/dossiers/${id}/entries`, { text: 'iets anders' }, { 'idempotency-key': key })
  assert.deepEqual([other.status, other.json.code], [409, 'idempotency.otherRequest'])
})

test('a private note is there for its writer only, and is no part of the journal', async () => {
  const id = await open()
  const { json } = await samira.post(`/dossiers/${id}/entries`, { kind: 'note', text: 'Postma twijfelt.' })
  const mine = (await samira.get(`/dossiers/${id}`)).json.entries
  assert.equal(mine[0].kind, 'note')
  assert.equal(mine[0].audience, 0)
  const basjan = await house.as('basjan')
  assert.equal((await basjan.get(`/dossiers/${id}`)).json.entries.length, 1)
  assert.equal((await basjan.get('/search?query=Postma')).json.items.length, 0)
  assert.equal((await basjan.delete(`/dossiers/${id}/notes/${json.entryId}`)).status, 404)
  assert.equal((await samira.delete(`/dossiers/${id}/notes/${json.entryId}`)).status, 204)
})

test('Marleen sees what is for the involved from the moment she is involved until it ends', async () => {
  const id = await open()
  const marleen = await house.as('marleen')
  assert.equal((await marleen.get(`/dossiers/${id}`)).status, 404)
  const involved = await samira.post(`/dossiers/${id}/involvements`, {
    membershipId: membershipId('marleen'),
    role: 'initiator',
  })
  // Samira cannot know Marleen's membership before they share a dossier: to her it does not exist.
  assert.equal(involved.status, 400)
})

test('widening asks somebody entitled; narrowing asks a reason, and both stay logged', async () => {
  const id = await open()
  const { json } = await samira.post(`/dossiers/${id}/entries`, { text: 'voor betrokkenen', audience: 2 })
  const path = `/dossiers/${id}/entries/${json.entryId}`
  assert.equal((await samira.put(`${path}/audience`, { audience: 5 })).json.errors[0].code, 'dossier.withinCeiling')
  assert.equal((await samira.put(`${path}/audience`, { audience: 3 })).status, 204)
  assert.equal(
    (await samira.put(`${path}/audience`, { audience: 1 })).json.errors[0].code,
    'dossier.narrowingNeedsReason',
  )
  assert.equal((await samira.put(`${path}/audience`, { audience: 1, reason: 'Er stond een naam in.' })).status, 204)
  assert.equal((await samira.get(path)).json.audienceChanges.length, 2)
  const henk = await house.as('henk')
  assert.equal((await henk.get(path)).status, 404)
})

test('the old plan stays readable', async () => {
  const id = await open(samira, { residentEffect: 'Lagere rekening' })
  await samira.put(`/dossiers/${id}/plan`, {
    purpose: 'Samen opwekken',
    residentEffect: 'Lagere rekening',
    plan: 'Eerst praten',
    reason: 'Er kwam een schuur bij.',
  })
  const { json } = await samira.get(`/dossiers/${id}/plans`)
  assert.deepEqual(
    json.items.map((plan: { purpose: string }) => plan.purpose),
    ['Samen opwekken', ''],
  )
})

test('what a line corrects or leads to does not exist in it for whom that itself does not exist', async () => {
  const id = await open(samira, { ceiling: 4 })
  const line = async (more: object): Promise<string> => {
    const { status, json, text } = await samira.post(`/dossiers/${id}/entries`, { text: 'Een regel', ...more })
    assert.equal(status, 201, text)
    return json.entryId
  }
  const silent = await line({ audience: 1 })
  const correction = await line({ audience: 4, corrects: silent })
  const leading = await line({
    audience: 4,
    links: [
      { toKind: 'entry', toId: silent },
      { toKind: 'entry', toId: correction },
      { toKind: 'membership', toId: membershipId('wout') },
      { toKind: 'dossier', toId: await open(samira, { ceiling: 1 }) },
    ],
  })
  const youssef = await house.as('youssef')
  for (const path of [`/dossiers/${id}`, `/dossiers/${id}/entries`, `/dossiers/${id}/entries/${correction}`])
    assert.equal((await youssef.get(path)).text.includes(silent), false, path)
  const { json } = await youssef.get(`/dossiers/${id}/entries/${leading}`)
  assert.deepEqual(
    json.links.map((link: { toId: string }) => link.toId),
    [correction],
  )
  assert.equal((await samira.get(`/dossiers/${id}/entries/${leading}`)).json.links.length, 4)
  assert.equal((await samira.get(`/dossiers/${id}/entries/${correction}`)).json.corrects, silent)
})

test('with the dossier goes one’s own note in it: no search tells how it is called now', async () => {
  const id = await open(samira, { ceiling: 2, title: 'Dossier Topaas' })
  const henk = await house.as('henk')
  const involved = await samira.post(`/dossiers/${id}/involvements`, {
    membershipId: membershipId('henk'),
    role: 'asked',
  })
  assert.equal((await henk.post(`/dossiers/${id}/entries`, { kind: 'note', text: 'mijn olifant' })).status, 201)
  assert.equal((await henk.get('/search?query=olifant')).json.items.length, 1)
  assert.equal((await samira.delete(`/dossiers/${id}/involvements/${involved.json.involvementId}`)).status, 204)
  assert.deepEqual((await henk.get('/search?query=olifant')).json.items, [])
})

test('a place in a list that was made up is refused, and is no fault of ours', async () => {
  const id = await open()
  for (const before of ['a', '1', '1.x', `99999999999999999999.${id}`, `9223372036854775807.${id}`, `infinity.${id}`])
    for (const path of ['/dossiers?which=mine', '/dossiers?which=organisation', `/dossiers/${id}/entries?limit=5`])
      assert.equal((await samira.get(`${path}&before=${before}`)).status, 400, `${path} ${before}`)
  assert.equal((await samira.get(`/dossiers?before=-1.${id}`)).status, 200)
})

test('a line in which the house wrote the name of an official is not shown to council or public', async () => {
  const id = await open(samira, { ceiling: 5 })
  await samira.post(`/dossiers/${id}/involvements`, { membershipId: membershipId('ilse'), role: 'team' })
  await samira.put(`/dossiers/${id}/deputy`, { deputyId: membershipId('iris') })
  const { json } = await samira.get(`/dossiers/${id}/entries`)
  for (const { kind, entryId } of json.items.filter((one: { kind: string }) => one.kind !== 'opening')) {
    const change = (audience: number) => samira.put(`/dossiers/${id}/entries/${entryId}/audience`, { audience })
    for (const audience of [4, 5]) {
      const refused = await change(audience)
      assert.deepEqual([refused.status, refused.json.code], [409, 'dossier.namesOfficials'], kind)
    }
    assert.equal((await change(3)).status, 204, kind)
  }
  const youssef = await house.as('youssef')
  assert.equal(/Brouwer|Vermeer/.test((await youssef.get(`/dossiers/${id}`)).text), false)
})

test('erasing a line of the house takes its words from wherever the dossier repeats them', async () => {
  const name = 'mevrouw Kwartsiet'
  const id = await open(samira, { reason: name })
  const done = async (asked: Promise<{ status: number; text: string }>) => {
    const { status, text } = await asked
    assert.ok(status < 300, text)
  }
  await done(samira.put(`/dossiers/${id}/plan`, { purpose: 'Rust', residentEffect: '', plan: '', reason: name }))
  await done(samira.put(`/dossiers/${id}/ceiling`, { ceiling: 2, reason: name }))
  await done(samira.put(`/dossiers/${id}/pause`, { reason: name }))
  await done(samira.put(`/dossiers/${id}/closure`, { outcome: 'stopped', result: name, effect: name, lesson: name }))
  await done(samira.delete(`/dossiers/${id}/closure`))
  await done(samira.put(`/dossiers/${id}/closure`, { outcome: 'stopped', result: name, effect: name, lesson: name }))
  const { json } = await samira.get(`/dossiers/${id}/entries?limit=50`)
  for (const { entryId } of json.items)
    await done(samira.put(`/dossiers/${id}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' }))
  for (const path of [`/dossiers/${id}`, `/dossiers/${id}/plans`, '/search?query=Kwartsiet'])
    assert.equal((await samira.get(path)).text.includes('Kwartsiet'), false, path)
  for (const table of ['dossier', 'plan', 'pause', 'closure', 'audience_change']) {
    const key = table === 'dossier' ? 'id' : 'dossier_id'
    const { rows } = await house.owner.query(`select t::text as row from dossier.${table} t where ${key} = $1`, [id])
    assert.equal(JSON.stringify(rows).includes('Kwartsiet'), false, table)
  }
})

test('an administrator is not let into a dossier, also not by its owner', async () => {
  const id = await open(samira)
  const theo = { membershipId: membershipId('theo'), role: 'follower' }
  const { status, json } = await samira.post(`/dossiers/${id}/involvements`, theo)
  assert.deepEqual([status, json.errors[0].code], [400, 'dossier.notAMember'])
  assert.equal((await (await house.as('theo')).get(`/dossiers/${id}`)).status, 404)
})

test('Omar reads with both his hats, and writes only with the one that takes part', async () => {
  const id = await open()
  await samira.post(`/dossiers/${id}/involvements`, { organisationId: organisationId('welzijn'), role: 'partner' })
  const councillor = await house.as('omar', 2)
  assert.equal((await councillor.get(`/dossiers/${id}`)).status, 200)
  const refused = await councillor.post(`/dossiers/${id}/entries`, { text: 'als raadslid' })
  assert.deepEqual([refused.status, refused.json.code], [403, 'dossier.takesPart'])
  const director = await house.as('omar')
  assert.equal((await director.post(`/dossiers/${id}/entries`, { text: 'als directeur' })).status, 201)
})

test('what was marked as seen is no longer new, and what came after the list was drawn still is', async () => {
  const id = await open()
  const wout = await house.as('wout')
  await samira.post(`/dossiers/${id}/involvements`, { membershipId: membershipId('wout'), role: 'adviser' })
  const drawn = new Date().toISOString()
  await samira.post(`/dossiers/${id}/entries`, { text: 'Net na het tekenen.' })
  assert.equal((await wout.put('/visit', { seenAt: drawn })).status, 204)
  const texts = (await wout.get('/news')).json.items.map((one: { text: string }) => one.text)
  assert.ok(texts.includes('Net na het tekenen.'))
  await wout.put('/visit', {})
  assert.deepEqual((await wout.get('/news')).json.items, [])
})
