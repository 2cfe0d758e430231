// Functions in the words of the town, and lines between people: nothing that is asked climbs into nothing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
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

const hears = async (openItemId: string, functionName: string) =>
  house.owner.query('insert into open_items.hears (open_item_id, subject) values ($1, $2)', [
    openItemId,
    `r:${wierdijk}:${functionName}`,
  ])
const addFunction = (name: string, position = 'staff') =>
  theo.post(`/organisations/${wierdijk}/functions`, { name, position })
/** As somebody typed it once, before it was in the list. */
const typedFunction = (key: PersonKey, name: string) =>
  house.owner.query('update people.membership set function_name = $2 where id = $1', [membershipId(key), name])

test('a former name opens nothing of what the function heard, was asked and answered, and is given to nobody else', async () => {
  await typedFunction('ilse', 'adviseur schulden')
  const { dossierId } = (
    await samira.post('/dossiers', { title: 'Stille zaak', reason: 'x', kind: 'opgave', ceiling: 2 })
  ).json
  const ask = async (functionName: string) =>
    (
      await samira.post(`/dossiers/${dossierId}/open-items`, {
        kind: 'question',
        question: 'Wat is de schuld?',
        addressee: { organisationId: wierdijk, functionName },
        audience: 2,
        dueOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
      })
    ).json.openItemId as string
  const ilse = await house.as('ilse')
  const wout = await house.as('wout')
  const answered = await ask('adviseur schulden')
  assert.equal((await ilse.put(`/open-items/${answered}/answer`, { text: 'Nul.' })).status, 200)
  const heard = await ask('wethouder')
  const heardTwice = await ask('wethouder')
  const statuses = async (who: Client) => {
    const seen: number[] = []
    for (const id of [answered, heard, heardTwice]) seen.push((await who.get(`/open-items/${id}`)).status)
    return seen
  }
  await hears(heard, 'adviseur schulden')
  await hears(heardTwice, 'adviseur schulden')
  await hears(heardTwice, 'schuldhulpverlener')
  assert.deepEqual(await statuses(ilse), [200, 200, 200])
  assert.deepEqual(await statuses(wout), [404, 404, 404])
  const { functionId } = (await addFunction('adviseur schulden')).json
  const rename = (name: string, id = functionId) => theo.put(`/functions/${id}/name`, { name })
  // Somebody heard something as this: whoever took the name would read it.
  assert.equal((await rename('schuldhulpverlener')).json.code, 'staffing.nameInUse')
  assert.equal((await rename('budgetcoach')).status, 204)
  assert.deepEqual(await statuses(ilse), [200, 200, 200])

  // The former name, whichever way somebody comes by it.
  await typedFunction('wout', 'adviseur schulden')
  assert.deepEqual(await statuses(wout), [404, 404, 404])
  await typedFunction('wout', 'procesambtenaar')
  assert.deepEqual(codesOf(await addFunction('adviseur schulden')), ['name staffing.nameIsFormer'])
  const other = (await addFunction('kwartiermaker')).json.functionId
  assert.equal((await rename('adviseur schulden', other)).json.code, 'staffing.nameInUse')
  const given = { organisationId: wierdijk, name: 'Oud', position: 'staff', functionName: 'adviseur schulden' }
  const added = await theo.post('/memberships', { ...given, email: 'oud@wierdijk.example' })
  assert.deepEqual([added.status, added.json.code], [409, 'people.functionIsFormer'])
  const invited = await theo.post('/invitations', { ...given, email: 'oud@wierdijk.example' })
  assert.deepEqual([invited.status, invited.json.code], [409, 'people.functionIsFormer'])
  // Only the function itself takes it back.
  assert.equal((await rename('adviseur schulden')).status, 204)
  assert.deepEqual(await statuses(ilse), [200, 200, 200])
  await typedFunction('wout', 'budgetcoach')
  assert.deepEqual(await statuses(wout), [404, 404, 404])
  await typedFunction('wout', 'procesambtenaar')
})

test('whoever is invited to a function that gets another name comes in under that name', async () => {
  const { functionId } = (await addFunction('havenmeester')).json
  const email = 'haven@wierdijk.example'
  const invited = await theo.post('/invitations', {
    organisationId: wierdijk,
    name: 'Aan Boord',
    email,
    position: 'staff',
    functionName: 'havenmeester',
  })
  assert.equal(invited.status, 201, invited.text)
  assert.equal((await theo.put(`/functions/${functionId}/name`, { name: 'beheerder van de haven' })).status, 204)
  const { rows } = await house.owner.query('select function_name from people.invitation where email = $1', [email])
  assert.deepEqual(rows, [{ function_name: 'beheerder van de haven' }])
})

test('what a function owes the council it owes under its new name, and who holds it does not discharge it', async () => {
  const lotte = await house.as('lotte')
  const deruiter = await house.as('deruiter')
  const { dossierId } = (await samira.post('/dossiers', { title: 'Geluid', reason: 'x', kind: 'opgave', ceiling: 4 }))
    .json
  const today = (await house.owner.query('select current_date::text as day')).rows[0].day
  const promise = async (title: string) => {
    const made = await lotte.post(`/dossiers/${dossierId}/council-items`, {
      kind: 'promise',
      title,
      text: 'De wethouder zegt toe dat het er komt.',
      submittedBy: 'wethouder',
      madeOn: today,
      debtor: { organisationId: wierdijk, functionName: 'wethouder' },
      dueOn: today,
    })
    assert.equal(made.status, 201, made.text)
    return made.json.councilItemId as string
  }
  const [one, two] = [await promise('Model'), await promise('Meting')]
  const { functionId } = (await addFunction('wethouder', 'executive')).json
  const renamed = await theo.put(`/functions/${functionId}/name`, { name: 'lid van het college' })
  assert.equal(renamed.status, 204, renamed.text)

  assert.equal((await deruiter.get(`/council-items/${one}`)).json.mine, true)
  const report = async (id: string, who: Client) => {
    const written = await samira.post(`/dossiers/${dossierId}/entries`, { text: 'Het ligt er, n = 14.', audience: 4 })
    const { entryId } = written.json
    return who.put(`/council-items/${id}/report`, { text: 'Het is klaar.', evidenceEntryId: entryId })
  }
  const own = await report(one, deruiter)
  assert.equal(own.status, 200, own.text)
  // Reported by who leads the dossier; the alderman, who owes it, comes back as griffier and would discharge it.
  assert.equal((await report(two, samira)).status, 200)
  await house.owner.query(
    `insert into people.membership (id, person_id, organisation_id, position, function_name, since)
     select $1, person_id, organisation_id, 'registry', 'griffier', current_date - 1 from people.membership where id = $2`,
    [membershipId('deruiter', 2), membershipId('deruiter')],
  )
  const discharge = (who: Client) =>
    who.put(`/council-items/${two}/discharge`, { body: 'commissie Ruimte', decidedOn: today })
  assert.equal((await discharge(await house.as('deruiter', 2))).json.code, 'councilItems.isNotItsDebtor')
  await assert.rejects(
    house.owner.query(
      `insert into council_items.step (id, council_item_id, kind, body, decided_on, moved_by, moved_role)
       values (gen_random_uuid(), $1, 'discharged', 'raad', current_date, $2, 'x')`,
      [two, membershipId('deruiter', 2)],
    ),
    /councilItems\.neverItsDebtor/,
  )
  assert.equal((await discharge(lotte)).status, 200)
  // What was said stays as it was said, also when it is not a renaming that would change it.
  await assert.rejects(
    house.owner.query(`select council_items.rename_key('r:' || $1 || ':lid van het college', 'r:' || $1 || ':x')`, [
      wierdijk,
    ]),
    /councilItems\.onlyBySteps/,
  )
})

test('a function comes into the list only in the position of everybody who holds it, so it can be renamed', async () => {
  await typedFunction('priya', 'ontwerper')
  const refused = await addFunction('ontwerper', 'executive')
  assert.deepEqual(codesOf(refused), ['position staffing.heldOtherwise'])
  assert.match(refused.text, /in een andere rol: Medewerker\./)
  const { functionId } = (await addFunction('ontwerper')).json
  // Held in another position all the same, by what the house itself did: they go along.
  await house.owner.query('update people.membership set function_name = $2 where id = $1', [
    membershipId('deruiter'),
    'ontwerper',
  ])
  const renamed = await theo.put(`/functions/${functionId}/name`, { name: 'vormgever' })
  assert.equal(renamed.status, 204, renamed.text)
  assert.equal((await functions()).find((one) => one.functionId === functionId)!.holders, 2)
})

test('an end of a function is taken back in the name of who does so', async () => {
  const { functionId } = (await addFunction('uitvoerder')).json
  assert.equal((await theo.put(`/functions/${functionId}/end`)).status, 204)
  const client = new pg.Client(house.database.servingUrl)
  await client.connect()
  const takenBackBy = async (by: string) => {
    await client.query('begin')
    try {
      await client.query(
        `select set_config('app.acting', $1, true), set_config('app.administers', array[$2::uuid]::text, true)`,
        [membershipId('theo'), wierdijk],
      )
      return (
        await client.query(
          'update staffing.ending set withdrawn_by = $1, withdrawn_at = now() where function_id = $2 and withdrawn_at is null',
          [by, functionId],
        )
      ).rowCount
    } finally {
      await client.query('rollback')
    }
  }
  try {
    await assert.rejects(takenBackBy(membershipId('samira')), /row-level security/)
    assert.equal(await takenBackBy(membershipId('theo')), 1)
  } finally {
    await client.end()
  }
})

test('the line of somebody who leaves ends the day after, and goes on when they stay', async () => {
  const joined = await theo.post('/memberships', {
    organisationId: wierdijk,
    name: 'Vera Vertrekt',
    email: 'vera@wierdijk.example',
    position: 'staff',
    functionName: 'planner',
    managerId: membershipId('bas'),
  })
  assert.equal(joined.status, 201, joined.text)
  const vera = joined.json.membershipId
  const line = async () =>
    (
      await house.owner.query(
        `select (l.until)::date - (m.until + 1) as off, l.until is null as open
         from staffing.line l join people.membership m on m.id = l.membership_id where m.id = $1`,
        [vera],
      )
    ).rows
  const under = async () => (await theo.get(`/memberships/${membershipId('bas')}/people`)).json
  const leave = async (days: number) => {
    const day = (await house.owner.query('select (current_date + $1::integer)::text as day', [days])).rows[0].day
    const ended = await theo.put(`/memberships/${vera}/end`, { untilDate: day, reason: 'Ander werk' })
    assert.equal(ended.status, 204, ended.text)
  }
  const isVera = (one: { membershipId: string }) => one.membershipId === vera
  await leave(10)
  assert.deepEqual(await line(), [{ off: 0, open: false }])
  assert.ok((await under()).people.find(isVera).sinceAt)
  assert.ok(!(await under()).past.some(isVera))
  assert.equal((await theo.delete(`/memberships/${vera}/end`)).status, 204)
  assert.deepEqual(await line(), [{ off: null, open: true }])
  await leave(0)
  assert.ok(!(await under()).people.some(isVera))
  assert.ok((await under()).past.some(isVera))
})

test('a line that goes down further than the tree is not called whole', async () => {
  assert.equal((await linesOf()).isWhole, true)
  let above = membershipId('wout')
  const chain: string[] = []
  const depthOf = (lines: LinesShown, id: string) => lines.tree.find((one) => one.membershipId === id)?.depth
  const start = depthOf(await linesOf(), above)!
  for (let depth = start + 1; depth <= 13; depth++) {
    const added = await theo.post('/memberships', {
      organisationId: wierdijk,
      name: `Laag ${depth}`,
      email: `laag${depth}@wierdijk.example`,
      position: 'staff',
      functionName: 'laag',
      managerId: above,
    })
    assert.equal(added.status, 201, added.text)
    above = added.json.membershipId
    chain.push(above)
    const lines = await linesOf()
    assert.equal(lines.isWhole, depth <= 12, `at ${depth}`)
  }
  assert.equal(depthOf(await linesOf(), chain.at(-2)!), 12)
  assert.equal(depthOf(await linesOf(), chain.at(-1)!), undefined)
})

test('what a renaming left behind before the house took all of it along follows when the house is brought up to date', async () => {
  await typedFunction('priya', 'stadsbouwmeester')
  const priya = await house.as('priya')
  const lotte = await house.as('lotte')
  const { dossierId } = (await samira.post('/dossiers', { title: 'Plein', reason: 'x', kind: 'opgave', ceiling: 4 }))
    .json
  const addressee = { organisationId: wierdijk, functionName: 'stadsbouwmeester' }
  const today = (await house.owner.query('select current_date::text as day')).rows[0].day
  const dueOn = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const asked = await samira.post(`/dossiers/${dossierId}/open-items`, {
    kind: 'question',
    question: 'Hoe groot is het plein?',
    addressee,
    audience: 2,
    dueOn,
  })
  const { openItemId } = asked.json
  assert.equal((await priya.put(`/open-items/${openItemId}/answer`, { text: 'Groot.' })).status, 200)
  await hears(openItemId, 'stadsbouwmeester')
  const owed = await lotte.post(`/dossiers/${dossierId}/council-items`, {
    kind: 'promise',
    title: 'Plein',
    text: 'Het plein komt er.',
    submittedBy: 'college',
    madeOn: today,
    debtor: addressee,
    dueOn,
  })
  assert.equal(owed.status, 201, owed.text)
  const { functionId } = (await addFunction('stadsbouwmeester')).json
  const client = await house.owner.connect()
  try {
    await client.query('begin')
    await client.query('alter table staffing.renaming disable trigger follow_renaming')
    await client.query(
      `insert into staffing.renaming (id, function_id, was, became, renamed_by) values (gen_random_uuid(), $1, 'stadsbouwmeester', 'ruimtemeester', $2)`,
      [functionId, membershipId('theo')],
    )
    await client.query('alter table staffing.renaming enable trigger follow_renaming')
    await client.query(`update staffing.function set name = 'ruimtemeester' where id = $1`, [functionId])
    await client.query(`update people.membership set function_name = 'ruimtemeester' where id = $1`, [
      membershipId('priya'),
    ])
    await client.query('commit')
  } finally {
    client.release()
  }
  const kept = async () =>
    (
      await house.owner.query(
        `select count(*) filter (where k = $1)::int as was, count(*) filter (where k = $2)::int as became from (
           select addressee from open_items.open_item union all select subject from open_items.hears
           union all select debtor from council_items.council_item union all select debtor from council_items.step) as kept (k)`,
        [`r:${wierdijk}:stadsbouwmeester`, `r:${wierdijk}:ruimtemeester`],
      )
    ).rows[0]
  const before = await kept()
  assert.ok(before.was >= 4, JSON.stringify(before))
  const file = new URL('../../database/migrations/20261125-0800-staffing-former-names.sql', import.meta.url)
  const block = /^do \$\$[\s\S]*$/m.exec(readFileSync(file, 'utf8'))![0]
  await house.owner.query(block)
  assert.deepEqual(await kept(), { was: 0, became: before.was })
  assert.equal((await priya.get(`/council-items/${owed.json.councilItemId}`)).json.mine, true)
  await house.owner.query(block)
  assert.deepEqual(await kept(), { was: 0, became: before.was })
})
