// Functions in the words of the town, and lines between people: nothing that is asked climbs into nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import type { FunctionShown, LinesShown } from './contract.ts'

let house: TestHouse
let theo: Client
let samira: Client
before(async () => {
  house = await startHouse()
  theo = await house.as('theo')
  samira = await house.as('samira')
})
after(() => house.stop())

const wierdijk = organisationId('wierdijk')
const linesOf = async (): Promise<LinesShown> => (await theo.get('/manager-lines')).json
const change = (people: readonly PersonKey[], manager: PersonKey | null, who = theo) =>
  who.put(`/organisations/${wierdijk}/manager-lines`, {
    membershipIds: people.map((one) => membershipId(one)),
    managerId: manager && membershipId(manager),
  })
const managerOf = async (key: PersonKey): Promise<string | null> =>
  (await theo.get(`/memberships/${membershipId(key)}`)).json.manager?.name ?? null
const codesOf = (answer: { json: { errors?: { path: string; code: string }[] } }) =>
  (answer.json.errors ?? []).map(({ path, code }) => `${path} ${code}`)
const functions = async (): Promise<FunctionShown[]> => (await theo.get('/functions')).json.items

test('Theo sees who answers to whom from the top, and who has nobody above them', async () => {
  const lines = await linesOf()
  assert.deepEqual(
    lines.tree.slice(0, 3).map((one) => [one.name, one.depth]),
    [
      ['Karin Wolters', 0],
      ['Bas Verhoeven', 1],
      ['Gerrit Bakker', 1],
    ],
  )
  assert.equal(lines.tree.find((one) => one.name === 'Wout Terpstra')!.depth, 2)
  assert.equal(lines.tree.find((one) => one.name === 'Wout Terpstra')!.managerName, 'Gerrit Bakker')
  assert.deepEqual(lines.unled.map((one) => one.name).sort(), ['Priya Raman', 'Theo Blok'])
  assert.equal((await samira.get('/manager-lines')).status, 403)
})

test('several people get another manager at once, all or none, and what held before stays to be read', async () => {
  const before = await theo.get(`/memberships/${membershipId('karin')}/people`)
  assert.equal(before.json.past.length, 0)
  assert.equal((await change(['priya', 'bas'], 'gerrit')).json.changed, 2)
  assert.deepEqual([await managerOf('priya'), await managerOf('bas')], ['Gerrit Bakker', 'Gerrit Bakker'])
  const { json } = await theo.get(`/memberships/${membershipId('karin')}/people`)
  assert.deepEqual(
    json.past.map((one: { name: string }) => one.name),
    ['Bas Verhoeven'],
  )
  const { rows } = await house.owner.query(
    'select set_by from staffing.line where membership_id = $1 and until is null',
    [membershipId('bas')],
  )
  assert.equal(rows[0].set_by, membershipId('theo'))
  // One of them works elsewhere: nobody is moved.
  const refused = await change(['henk', 'smeets'], 'karin')
  assert.deepEqual([refused.status, codesOf(refused)], [400, ['membershipIds staffing.notMembers']])
  assert.equal(await managerOf('henk'), 'Gerrit Bakker')
  assert.equal((await change(['bas'], 'karin')).status, 200)
})

test('a circle is refused, also one over several people, and nobody is their own manager', async () => {
  assert.deepEqual(codesOf(await change(['karin'], 'wout')), ['managerId staffing.noCircle'])
  assert.deepEqual(codesOf(await change(['bas', 'gerrit'], 'gerrit')), ['managerId staffing.notOneself'])
  assert.deepEqual(codesOf(await change(['bas'], 'smeets')), ['managerId staffing.notAColleague'])
  // What climbs to a manager is read by them, and an administrator reads nothing.
  const own = await change(['samira'], 'theo')
  assert.deepEqual([own.status, own.json.code], [409, 'staffing.notForYourself'])
  assert.equal(await managerOf('samira'), 'Gerrit Bakker')
  assert.equal((await change(['henk'], 'karin', samira)).status, 404)
})

test('Gerrit leaves: his people are shown as led by nobody, and go to Karin in one step', async () => {
  await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
    membershipId('gerrit'),
  ])
  const [leaving] = (await linesOf()).leaving
  assert.equal(leaving!.name, 'Gerrit Bakker')
  assert.equal(leaving!.hasLeft, true)
  const page = await theo.page(`/beheer/leidinggevenden/${membershipId('gerrit')}`)
  assert.equal(page.status, 200)
  const ids = [...page.text.matchAll(/<input[^>]*name="membershipIds"[^>]*>/g)].map(([input]) => input)
  assert.equal(ids.length, leaving!.people)
  assert.ok(ids.every((input) => input.includes('checked')))
  const people = ids.map((input) => /value="([^"]+)"/.exec(input)![1]!)
  const path = `/beheer/leidinggevenden/${membershipId('gerrit')}`
  // Sent without a choice, nobody loses their line.
  const early = await theo.submit(path, 'changeLines', { organisationId: wierdijk, membershipIds: people })
  assert.equal(early.status, 400)
  const done = await theo.submit(path, 'changeLines', {
    organisationId: wierdijk,
    membershipIds: people,
    managerId: membershipId('karin'),
    'managerId-was': '',
    'managerId-search': 'Karin Wolters',
  })
  assert.equal(done.status, 303, done.text.slice(0, 300))
  assert.equal(await managerOf('samira'), 'Karin Wolters')
  assert.deepEqual((await linesOf()).leaving, [])
  await house.owner.query('update people.membership set until = null where id = $1', [membershipId('gerrit')])
})

test('a function gets another name, and what is asked of the function goes along', async () => {
  const open = await samira.post('/dossiers', { title: 'Haven', reason: 'x', kind: 'opgave' })
  const { dossierId } = open.json
  const asked = await samira.post(`/dossiers/${dossierId}/open-items`, {
    kind: 'question',
    question: 'Klopt dit?',
    addressee: { organisationId: wierdijk, functionName: 'medewerker uitkeringen' },
    dueOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
  })
  assert.equal(asked.status, 201, asked.text)
  const henk = await house.as('henk')
  const waits = async () => (await henk.get('/waiting-on-me')).json.items.length
  assert.equal(await waits(), 1)
  const taken = await theo.post(`/organisations/${wierdijk}/functions`, {
    name: 'medewerker uitkeringen',
    position: 'staff',
  })
  assert.equal(taken.status, 201, taken.text)
  const { functionId } = taken.json
  assert.equal((await theo.put(`/functions/${functionId}/name`, { name: 'inkomensconsulent' })).status, 204)
  const [one] = await functions()
  assert.deepEqual([one!.name, one!.holders, one!.formerNames], ['inkomensconsulent', 1, ['medewerker uitkeringen']])
  assert.equal(await waits(), 1)
  assert.equal((await henk.get('/people?query=inkomensconsulent')).json.items.length, 1)
  // The name of another function would open what is asked of that one.
  const stolen = await theo.put(`/functions/${functionId}/name`, { name: 'regisseur wijkteam' })
  assert.deepEqual([stolen.status, stolen.json.code], [409, 'staffing.nameInUse'])
  assert.equal((await samira.put(`/functions/${functionId}/name`, { name: 'y' })).status, 404)
})

test('a function that ended is given to nobody new, and belongs to its own role', async () => {
  const [one] = await functions()
  assert.equal((await theo.put(`/functions/${one!.functionId}/end`)).status, 204)
  const add = (email: string, position = 'staff') =>
    theo.post('/memberships', { organisationId: wierdijk, name: 'Nieuw', email, position, functionName: one!.name })
  const refused = await add('nieuw@wierdijk.example')
  assert.deepEqual([refused.status, refused.json.code], [409, 'people.functionHasEnded'])
  // Henk has it and keeps it, also when something else of him changes.
  const henk = (await theo.get(`/memberships/${membershipId('henk')}`)).json
  assert.equal(
    (
      await theo.put(`/memberships/${membershipId('henk')}`, {
        position: 'staff',
        functionName: one!.name,
        discipline: 'inkomen',
        managerId: henk.manager.membershipId,
      })
    ).status,
    204,
  )
  assert.equal((await theo.delete(`/functions/${one!.functionId}/end`)).status, 204)
  assert.equal((await add('raad@wierdijk.example', 'council')).json.code, 'people.functionHasItsPosition')
  assert.equal((await add('nieuw@wierdijk.example')).status, 201)
  const page = await theo.page('/beheer/functies')
  assert.match(page.text, /Heette eerst: medewerker uitkeringen/)
  assert.match(page.text, /«procesambtenaar» in de lijst zetten/)
})
