// What a dossier says of itself: council and public read it as it was opened to them, at every address, or not at all.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
const cast = {} as Record<'samira' | 'basjan' | 'deruiter' | 'henk' | 'youssef' | 'lotte' | 'bram', Client>

const good = (answer: Answered): Answered => {
  assert.ok(answer.status < 300, answer.text)
  return answer
}
/** Each its own, so that a leak says where it came from; each test has its bird, so that it is no other dossier's. */
let bird = ''
const MARKS = ['reden', 'doel', 'gevolg', 'plan', 'pauze', 'uitkomst', 'les']

before(async () => {
  house = await startHouse({ background: 'asked' })
  for (const who of ['samira', 'basjan', 'deruiter', 'henk', 'youssef', 'lotte', 'bram'] as const)
    cast[who] = await house.as(who)
})
after(() => house.stop())

const open = async (ceiling: number, of: string): Promise<string> => {
  bird = of
  const { dossierId } = good(
    await cast.samira.post('/dossiers', { title: `${bird}nest`, reason: `Om ${bird}reden.`, kind: 'opgave', ceiling }),
  ).json
  good(await cast.samira.put(`/dossiers/${dossierId}/plan`, plan('')))
  return dossierId
}
const plan = (which: string) => ({
  purpose: `Naar ${bird}doel${which}.`,
  residentEffect: `Men merkt ${bird}gevolg${which}.`,
  plan: `Eerst ${bird}plan${which}.`,
  reason: 'Het is zover.',
})
/** All that this reader gets of this dossier, at every address where its own words might stand. */
const allOf = async (client: Client, dossierId: string): Promise<string> => {
  const texts: string[] = []
  for (const path of [
    `/dossiers/${dossierId}`,
    `/dossiers/${dossierId}/plans`,
    `/dossiers/${dossierId}/entries?limit=100`,
    `/dossiers/${dossierId}/handover`,
    '/dossiers?which=organisation&state=all&limit=100',
    `/council/dossiers/${dossierId}`,
    '/council/dossiers?limit=100',
    `/public/dossiers/${dossierId}`,
    '/public/dossiers?limit=100',
    '/news?limit=100',
    ...MARKS.map((mark) => `/search?query=${bird}${mark}&limit=20`),
    ...MARKS.map((mark) => `/public/dossiers?query=${bird}${mark}&limit=20`),
    '/me/export',
  ]) {
    const { status, text } = await client.get(path)
    if (status === 200) texts.push(text.replaceAll(/"query":"[^"]*"/g, ''))
  }
  for (const page of [
    `/dossiers/${dossierId}`,
    `/dossiers/${dossierId}/plan`,
    `/opgaven/${dossierId}`,
    `/opgaven/${dossierId}/atom.xml`,
    '/opgaven',
    `/raad/${dossierId}`,
  ]) {
    const { status, text } = await client.page(page)
    if (status === 200) texts.push(text)
  }
  return texts.join('\n')
}
const marksFor = async (client: Client, dossierId: string) => {
  const all = await allOf(client, dossierId)
  assert.ok(all.includes(`${bird}nest`), 'the dossier is there for them')
  return MARKS.filter((mark) => all.includes(bird + mark))
}
const lineOf = async (dossierId: string, kind: string): Promise<string> =>
  (await cast.samira.get(`/dossiers/${dossierId}/entries?limit=100`)).json.items.find(
    (one: { kind: string }) => one.kind === kind,
  ).entryId
const widen = async (dossierId: string, kind: string, audience: number) =>
  good(await cast.samira.put(`/dossiers/${dossierId}/entries/${await lineOf(dossierId, kind)}/audience`, { audience }))

test('nothing of it reaches council or public before somebody opens it, also not by searching', async () => {
  const dossierId = await open(5, 'zwaan')
  good(await cast.samira.put(`/dossiers/${dossierId}/pause`, { reason: 'Wegens zwaanpauze.' }))
  const outside = [cast.youssef, cast.lotte, cast.bram, house.nobody]
  for (const client of outside) assert.deepEqual(await marksFor(client, dossierId), [])
  assert.deepEqual(await marksFor(cast.henk, dossierId), MARKS.slice(0, 5))
  const paused = (await cast.youssef.get(`/dossiers/${dossierId}`)).json
  assert.deepEqual([paused.state, paused.pause.reason, paused.closure], ['paused', '', null])
  good(await cast.samira.delete(`/dossiers/${dossierId}/pause`))
  const closure = { outcome: 'stopped', result: 'Met zwaanuitkomst.', effect: 'Niets.', lesson: 'Een zwaanles.' }
  good(await cast.samira.put(`/dossiers/${dossierId}/closure`, closure))
  for (const client of outside) assert.deepEqual(await marksFor(client, dossierId), [])
  const closed = (await cast.youssef.get(`/dossiers/${dossierId}`)).json
  assert.deepEqual([closed.closure.outcome, closed.closure.result, closed.closure.lesson], ['stopped', '', ''])
  assert.equal((await cast.henk.get(`/dossiers/${dossierId}`)).json.closure.result, 'Met zwaanuitkomst.')
})

test('the owner of a dossier without a council part opens a line, and whom it is for reads those words and no newer ones', async () => {
  const dossierId = await open(5, 'reiger')
  await widen(dossierId, 'opening', 5)
  await widen(dossierId, 'plan', 4)
  assert.deepEqual(await marksFor(cast.youssef, dossierId), ['reden', 'doel', 'gevolg', 'plan'])
  for (const client of [cast.bram, house.nobody]) assert.deepEqual(await marksFor(client, dossierId), ['reden'])
  good(await cast.samira.put(`/dossiers/${dossierId}/plan`, plan('nieuw')))
  const shown = (await cast.youssef.get(`/dossiers/${dossierId}`)).json
  assert.deepEqual([shown.purpose, shown.residentEffect], ['Naar reigerdoel.', 'Men merkt reigergevolg.'])
  assert.equal((await cast.henk.get(`/dossiers/${dossierId}`)).json.purpose, 'Naar reigerdoelnieuw.')
  await widen(dossierId, 'plan', 5)
  for (const path of [`/dossiers/${dossierId}`, `/public/dossiers/${dossierId}`])
    assert.equal((await cast.bram.get(path)).json.purpose, 'Naar reigerdoelnieuw.')
  assert.match((await house.nobody.page(`/opgaven/${dossierId}/atom.xml`)).text, /Naar reigerdoelnieuw/)
})

test('in a dossier with a council part it waits for the office, which reads what it releases, and no official is named', async () => {
  const dossierId = await open(5, 'kraai')
  const path = `/dossiers/${dossierId}`
  good(await cast.samira.post(`${path}/council`, { portfolioHolderId: membershipId('deruiter') }))
  assert.deepEqual(await marksFor(cast.youssef, dossierId), [])
  const waiting = async () => {
    await house.settle()
    const { items } = (await cast.deruiter.get('/council/waiting')).json
    return items.filter((one: { dossierId: string }) => one.dossierId === dossierId)
  }
  assert.deepEqual((await waiting()).map((one: { kind: string }) => one.kind).sort(), ['opening', 'plan'])
  assert.ok((await cast.deruiter.page(`${path}/raad`)).text.includes('Naar kraaidoel'))
  const release = async (kind: string, audience = 4) => {
    // A line waits from when the council's room heard of it.
    await house.settle()
    return cast.deruiter.post(`${path}/council/releases`, { entryIds: [await lineOf(dossierId, kind)], audience })
  }
  good(await release('plan'))
  const page = async (client = cast.youssef) => (await client.get(`/council/dossiers/${dossierId}`)).json
  assert.deepEqual(
    [(await page()).purpose, (await page()).residentEffect],
    ['Naar kraaidoel.', 'Men merkt kraaigevolg.'],
  )
  assert.deepEqual(await marksFor(cast.bram, dossierId), [])

  good(
    await cast.samira.put(`${path}/plan`, { ...plan('nieuw'), purpose: 'Zoals Samira El Amrani wil: kraaidoelnieuw.' }),
  )
  assert.equal((await page()).purpose, 'Naar kraaidoel.')
  assert.equal((await waiting()).filter((one: { kind: string }) => one.kind === 'plan').length, 1)
  const named = await release('plan')
  assert.equal(named.status, 409)
  assert.match(named.text, /namesOfficials/)
  good(await cast.samira.put(`${path}/plan`, plan('later')))
  good(await release('plan', 5))
  assert.equal((await page()).purpose, 'Naar kraaidoellater.')
  assert.equal((await cast.bram.get(`/public/dossiers/${dossierId}`)).json.purpose, 'Naar kraaidoellater.')

  // The same for why it rests, and how it ended: both lines wait by themselves.
  good(await cast.samira.put(`${path}/pause`, { reason: 'Wegens kraaipauze.' }))
  assert.ok((await waiting()).some((one: { kind: string }) => one.kind === 'pause'))
  assert.equal((await cast.youssef.get(path)).json.pause.reason, '')
  good(await release('pause'))
  assert.equal((await cast.youssef.get(path)).json.pause.reason, 'Wegens kraaipauze.')
  assert.equal((await cast.bram.get(path)).json.pause.reason, '')

  // What is taken back is no longer read; what stood open before it is not told again as if it still held.
  const entryId = await lineOf(dossierId, 'pause')
  good(await cast.deruiter.post(`${path}/council/withdrawals`, { entryId, reason: 'Te vroeg.' }))
  assert.equal((await cast.youssef.get(path)).json.pause.reason, '')
})

test('the serving role cannot read these words past the house', async () => {
  const { rows } = await house.owner.query(
    `select column_name from information_schema.column_privileges where grantee = 'schakel_app' and table_schema = 'dossier'
       and table_name = 'dossier' and privilege_type = 'SELECT' and column_name in ('reason', 'purpose', 'resident_effect', 'plan', 'search')`,
  )
  assert.deepEqual(rows, [])
})
