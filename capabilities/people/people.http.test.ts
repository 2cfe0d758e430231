// People, as seen through the front door: who exists for whom, who lets somebody in, and how somebody leaves.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { emailOf, membershipId, organisationId, personId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
let samira: Client
let theo: Client
let marleen: Client
let dossierId: string

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  theo = await house.as('theo')
  marleen = await house.as('marleen')
  dossierId = await openDossier()
  await involve(dossierId, { organisationId: organisationId('zon'), role: 'partner' })
})
after(() => house.stop())

const openDossier = async (): Promise<string> => {
  const { status, json } = await samira.post('/dossiers', {
    title: 'Zon op de Dijk',
    reason: 'Panelen',
    kind: 'opgave',
  })
  assert.equal(status, 201, JSON.stringify(json))
  return json.dossierId
}
const involve = async (id: string, who: object) => {
  const { status, text } = await samira.post(`/dossiers/${id}/involvements`, who)
  assert.equal(status, 201, text)
}
const namesOf = (answer: { json: { items: { name: string }[] } }) => answer.json.items.map((one) => one.name)
const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)
/** The day it is for the house, which may differ from the day it is in UTC. */
const today = async (): Promise<string> =>
  (await house.house.database.plain([{ name: 'today', text: 'select current_date::text', values: [] }]))[0]![0]![0]!

let number = 0
/** Somebody new in Wierdijk, for whom nothing else is at stake. */
const newMember = async (more: object = {}): Promise<{ membershipId: string; personId: string; email: string }> => {
  const email = `nieuw${++number}@wierdijk.example`
  const { status, json, text } = await theo.post('/memberships', {
    organisationId: organisationId('wierdijk'),
    name: `Nieuwe Collega ${number}`,
    email,
    position: 'staff',
    functionName: 'medewerker beheer',
    ...more,
  })
  assert.equal(status, 201, text)
  return { ...json, email }
}
const signedIn = async (person: string, membership: string): Promise<Client> => {
  const secret = randomUUID()
  await house.owner.query(
    `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
     values (gen_random_uuid(), $1, $2, $3, 'test', 'test', now() + interval '1 hour')`,
    [createHash('sha256').update(secret).digest(), person, membership],
  )
  return house.clientWith(`schakel=${secret}`)
}

test('Samira finds her colleagues by name, surname and function, in the order of their names', async () => {
  const all = await samira.get('/people?limit=100')
  assert.equal(all.status, 200)
  const names = namesOf(all)
  assert.ok(names.includes('Wout Terpstra') && names.includes('Theo Blok') && names.includes('Youssef Haddad'))
  const folded = names.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''))
  assert.deepEqual(folded, [...folded].sort())
  assert.deepEqual(namesOf(await samira.get('/people?query=terpstra')), ['Wout Terpstra'])
  assert.deepEqual(namesOf(await samira.get('/people?query=Terpstra,%20W')), ['Wout Terpstra'])
  assert.deepEqual(namesOf(await samira.get('/people?query=wethouder')), ['Annelies de Ruiter'])
  assert.deepEqual(namesOf(await samira.get('/people?query=erpstra')), [])
  assert.equal((await samira.get('/people?query=%25')).status, 200)
})

test('a list comes in pages that neither skip nor repeat anybody', async () => {
  const all = namesOf(await samira.get('/people?limit=100'))
  const seen: string[] = []
  let after = ''
  do {
    const page = await samira.get(`/people?limit=4${after && `&after=${after}`}`)
    seen.push(...namesOf(page))
    after = page.json.next ?? ''
  } while (after)
  assert.deepEqual(seen, all)
  assert.equal((await samira.get('/people?after=nonsense')).status, 200)
  assert.equal((await samira.get('/people?after=%27%3B--')).status, 400)
})

test('nobody is listed with an e-mail address or a telephone number', async () => {
  const { text } = await samira.get('/people?limit=100')
  assert.ok(!text.includes('@') && !/phone/i.test(text))
})

test('who would begin next month and does not any more is a member no longer, from today', async () => {
  const { membershipId } = await newMember({ sinceDate: day(30) })
  const state = async (which: string) =>
    (await theo.get(`/memberships?state=${which}&limit=100`)).json.items.some(
      (one: { membershipId: string }) => one.membershipId === membershipId,
    )
  assert.equal(await state('now'), true)
  const ended = await theo.put(`/memberships/${membershipId}/end`, {
    untilDate: await today(),
    reason: 'Ging niet door.',
  })
  assert.equal(ended.status, 204, ended.text)
  assert.deepEqual([await state('now'), await state('past')], [false, true])
})

test('Bram of the newspaper cannot list the people of Wierdijk', async () => {
  const bram = await house.as('bram')
  for (const path of [
    '/people?limit=100',
    `/people?organisationId=${organisationId('wierdijk')}`,
    '/people?query=samira',
  ])
    for (const name of namesOf(await bram.get(path))) assert.equal(name, 'Bram Schouten')
  assert.equal((await bram.get(`/people/${personId('samira')}`)).status, 404)
  assert.equal((await bram.get('/colleagues?search=sam')).json.options.length, 0)
  assert.equal((await bram.get('/memberships')).status, 403)
  assert.equal((await bram.get(`/memberships/${membershipId('samira')}`)).status, 404)
})

test('Marleen sees Samira because they share a dossier', async () => {
  const names = namesOf(await marleen.get('/people?limit=100'))
  assert.deepEqual(names, ['Bas-Jan Kuiper', 'Marleen Visser', 'Samira El Amrani'])
  assert.deepEqual(namesOf(await marleen.get('/people?query=amrani')), ['Samira El Amrani'])
  assert.deepEqual(namesOf(await marleen.get(`/people?organisationId=${organisationId('zon')}`)), ['Marleen Visser'])
  const { status, json } = await marleen.get(`/people/${personId('samira')}`)
  assert.equal(status, 200)
  assert.equal(json.contact, null)
  assert.equal(json.memberships[0].functionName, 'procesambtenaar')
  assert.equal(json.memberships[0].manager, null, 'Gerrit takes no part in it')
  assert.equal(json.memberships[0].deputy.name, 'Bas-Jan Kuiper')
  assert.equal(json.may.changeMyself, false)
})

test('Samira sees Marleen, who speaks for the cooperative that takes part, and not how to reach her', async () => {
  assert.ok(namesOf(await samira.get('/people?query=marleen')).includes('Marleen Visser'))
  const { json } = await samira.get(`/people/${personId('marleen')}`)
  assert.equal(json.contact, null)
  const wout = await house.as('wout')
  assert.equal((await wout.get(`/people/${personId('marleen')}`)).status, 404)
})

test('when the involvement ends, Marleen no longer sees Samira', async () => {
  const anker = await house.as('hoekstra')
  await involve(dossierId, { organisationId: organisationId('anker'), role: 'adviser' })
  assert.equal((await anker.get(`/people/${personId('samira')}`)).status, 200)
  const { json } = await samira.get(`/dossiers/${dossierId}`)
  const one = json.involvements.find(
    (each: { organisationId: string }) => each.organisationId === organisationId('anker'),
  )
  assert.equal((await samira.delete(`/dossiers/${dossierId}/involvements/${one.involvementId}`)).status, 204)
  assert.equal((await anker.get(`/people/${personId('samira')}`)).status, 404)
})

test('a colleague is reached; a council member sees no staff', async () => {
  const { json } = await samira.get(`/people/${personId('wout')}`)
  assert.deepEqual(json.contact, { email: emailOf('wout'), phone: null })
  assert.equal(json.memberships[0].manager.name, 'Gerrit Bakker')
  const youssef = await house.as('youssef')
  assert.deepEqual(namesOf(await youssef.get('/people?limit=100')), [])
  assert.equal((await youssef.get(`/people/${personId('samira')}`)).status, 404)
})

test('Omar has one identity and two roles, and stands there in both for himself only', async () => {
  const omar = await house.as('omar')
  const { json } = await omar.get(`/people/${personId('omar')}`)
  assert.equal(json.memberships.length, 2)
  const sanne = await house.as('sanne')
  const seen = await sanne.get(`/people/${personId('omar')}`)
  assert.deepEqual(
    seen.json.memberships.map((one: { functionName: string }) => one.functionName),
    ['raadslid'],
  )
})

test('an id that does not exist and one that is not for you answer the same', async () => {
  const bram = await house.as('bram')
  const [absent, hidden] = [await bram.get(`/people/${randomUUID()}`), await bram.get(`/people/${personId('samira')}`)]
  assert.deepEqual({ ...absent.json, requestId: '' }, { ...hidden.json, requestId: '' })
  assert.equal((await bram.get('/people/robert')).status, 400)
  assert.equal((await house.nobody.get('/people')).status, 401)
})

test('somebody changes their own name, telephone, language and usual deputy, and is found by the new name', async () => {
  const ilse = await house.as('ilse')
  const change = {
    name: 'Ilse Brouwer-Ångström',
    phone: '+31 6 12345678',
    locale: 'nl',
    deputyId: membershipId('wout'),
  }
  const { status, text } = await ilse.put(`/people/${personId('ilse')}/contact`, change)
  assert.equal(status, 204, text)
  const me = (await ilse.get('/me')).json
  assert.equal(me.phone, '+31 6 12345678')
  assert.equal(me.locale, 'nl')
  assert.equal(me.email, emailOf('ilse'))
  assert.equal(me.memberships[0].deputy.name, 'Wout Terpstra')
  assert.deepEqual(namesOf(await samira.get('/people?query=angstrom')), ['Ilse Brouwer-Ångström'])
  assert.equal((await samira.put(`/people/${personId('ilse')}/contact`, change)).json.code, 'people.isSelf')
  assert.equal((await marleen.put(`/people/${personId('ilse')}/contact`, change)).status, 404)
})

test('what does not fit in one’s own details is refused beside its field', async () => {
  const henk = await house.as('henk')
  const tried = async (change: object) => {
    const { status, json } = await henk.put(`/people/${personId('henk')}/contact`, { name: 'Henk Mulder', ...change })
    assert.equal(status, 400)
    return json.errors.map((error: { path: string; code: string }) => `${error.path} ${error.code}`).join()
  }
  assert.equal(await tried({ name: ' ' }), 'name required')
  assert.equal(await tried({ name: 'Henk\r\nBcc: x' }), 'name wrongFormat')
  assert.equal(await tried({ phone: 'bel me' }), 'phone wrongFormat')
  assert.equal(await tried({ locale: 'fr' }), 'locale notAChoice')
  assert.equal(await tried({ deputyId: membershipId('henk') }), 'deputyId people.notOneself')
  assert.equal(await tried({ deputyId: membershipId('smeets') }), 'deputyId people.notAColleague')
  assert.equal(await tried({ email: 'other@example.org' }), 'email unknownField')
})

test('who is called in another script, or with apostrophes, is found', async () => {
  await newMember({ name: 'Юлия ван ’t Hoff', email: 'yulia@wierdijk.example' })
  for (const query of ['юл', 'hoff', "'t hoff", 'van t'])
    assert.deepEqual(
      namesOf(await samira.get(`/people?query=${encodeURIComponent(query)}`)),
      ['Юлия ван ’t Hoff'].filter(() => query !== 'van t'),
    )
})

test('an administrator adds a member, whose address is kept in one form', async () => {
  const added = await theo.post('/memberships', {
    organisationId: organisationId('wierdijk'),
    name: ' Sofie de Jong ',
    email: '  Sofie.DeJong@Wierdijk.Example ',
    position: 'staff',
    functionName: 'procesambtenaar',
    managerId: membershipId('gerrit'),
    deputyId: membershipId('samira'),
  })
  assert.equal(added.status, 201, added.text)
  const { rows } = await house.owner.query('select name, email from people.person where id = $1', [added.json.personId])
  assert.deepEqual(rows, [{ name: 'Sofie de Jong', email: 'sofie.dejong@wierdijk.example' }])
  assert.deepEqual(namesOf(await samira.get('/people?query=sofie')), ['Sofie de Jong'])
  const { json } = await theo.get(`/memberships/${added.json.membershipId}`)
  assert.deepEqual(
    json.line.map((one: { name: string }) => one.name),
    ['Gerrit Bakker', 'Karin Wolters'],
  )
  const again = { organisationId: organisationId('wierdijk'), name: 'Sofie', position: 'staff', functionName: 'x' }
  const twice = await theo.post('/memberships', { ...again, email: 'SOFIE.dejong@wierdijk.example' })
  assert.deepEqual(
    [twice.status, twice.json.errors[0].path, twice.json.errors[0].code],
    [400, 'email', 'people.emailKnown'],
  )
  // Also when it belongs to somebody elsewhere: nobody is put in an organisation unasked.
  const elsewhere = await theo.post('/memberships', { ...again, email: emailOf('bram') })
  assert.equal(elsewhere.json.errors[0].code, 'people.emailKnown')
})

test('the same address at the same moment makes one person', async () => {
  const both = await Promise.all(
    ['a', 'b'].map(() =>
      theo.post('/memberships', {
        organisationId: organisationId('wierdijk'),
        name: 'Dubbel Ganger',
        email: 'dubbel@wierdijk.example',
        position: 'staff',
        functionName: 'x',
      }),
    ),
  )
  assert.deepEqual(both.map((one) => one.status).sort(), [201, 400])
  const { rows } = await house.owner.query("select from people.person where email = 'dubbel@wierdijk.example'")
  assert.equal(rows.length, 1)
})

test('what does not fit a member is refused beside its field', async () => {
  const tried = async (change: object) => {
    const { status, json } = await theo.post('/memberships', {
      organisationId: organisationId('wierdijk'),
      name: 'Iemand',
      email: `iemand${++number}@wierdijk.example`,
      position: 'staff',
      functionName: 'x',
      ...change,
    })
    assert.equal(status, 400, JSON.stringify(json))
    return json.errors.map((error: { path: string; code: string }) => `${error.path} ${error.code}`).join()
  }
  assert.equal(await tried({ sinceDate: '2026-02-31' }), 'sinceDate notADate')
  assert.equal(await tried({ sinceDate: '0000-01-01' }), 'sinceDate notADate')
  assert.equal(await tried({ sinceDate: 'morgen' }), 'sinceDate notADate')
  assert.equal(await tried({ email: 'geen adres' }), 'email notAnEmail')
  assert.equal(await tried({ email: undefined }), 'email required')
  assert.equal(await tried({ position: 'koning' }), 'position notAChoice')
  assert.equal(await tried({ functionName: '' }), 'functionName required')
  assert.equal(await tried({ managerId: membershipId('smeets') }), 'managerId people.notAColleague')
  assert.equal(await tried({ deputyId: randomUUID() }), 'deputyId people.notAColleague')
  assert.equal(await tried({ name: undefined, email: undefined, personId: personId('bram') }), 'personId notAnId')
  assert.equal(await tried({ score: 8 }), 'score unknownField')
})

test('ids of another organisation do not exist for an administrator', async () => {
  const to = { position: 'staff', functionName: 'x' }
  const added = await theo.post('/memberships', {
    organisationId: organisationId('lindemeer'),
    name: 'X',
    email: 'x@x.example',
    ...to,
  })
  assert.equal(added.status, 404)
  assert.equal((await theo.put(`/memberships/${membershipId('smeets')}`, to)).status, 404)
  const end = { untilDate: await today(), reason: 'x' }
  assert.equal((await theo.put(`/memberships/${membershipId('smeets')}/end`, end)).status, 404)
  assert.equal((await theo.get(`/memberships?organisationId=${organisationId('lindemeer')}`)).status, 404)
  assert.equal((await theo.get(`/invitations?organisationId=${organisationId('lindemeer')}`)).status, 404)
  const invited = {
    organisationId: organisationId('lindemeer'),
    email: 'x@x.example',
    name: 'X',
    position: 'staff',
    functionName: 'x',
  }
  assert.equal((await theo.post('/invitations', invited)).status, 404)
  const { rows } = await house.owner.query("select from people.person where email = 'x@x.example'")
  assert.equal(rows.length, 0)
})

test('a colleague who administers nothing changes nobody', async () => {
  const to = { position: 'administrator', functionName: 'baas' }
  assert.equal((await samira.put(`/memberships/${membershipId('samira')}`, to)).json.code, 'people.administersIt')
  const end = await samira.put(`/memberships/${membershipId('gerrit')}/end`, { untilDate: await today(), reason: 'x' })
  assert.deepEqual([end.status, end.json.code], [403, 'people.administersIt'])
  assert.equal(
    (
      await samira.post('/memberships', {
        organisationId: organisationId('wierdijk'),
        personId: personId('samira'),
        ...to,
      })
    ).status,
    404,
  )
})

test('an administrator who acts in another role administers nothing at that moment', async () => {
  // Nobody gives a role to themselves: another administrator does.
  const second = await newMember({ position: 'administrator', functionName: 'beheerder van de week' })
  const vera = await signedIn(second.personId, second.membershipId)
  const added = await vera.post('/memberships', {
    organisationId: organisationId('wierdijk'),
    personId: personId('theo'),
    position: 'staff',
    functionName: 'adviseur',
  })
  assert.equal(added.status, 201, added.text)
  const asAdviser = await signedIn(personId('theo'), added.json.membershipId)
  assert.equal((await asAdviser.get('/memberships')).json.code, 'people.isAdministrator')
  const ended = await asAdviser.put(`/memberships/${membershipId('femke')}/end`, {
    untilDate: await today(),
    reason: 'x',
  })
  assert.equal(ended.json.code, 'people.administersIt')
  const again = await vera.post('/memberships', {
    organisationId: organisationId('wierdijk'),
    personId: personId('theo'),
    position: 'staff',
    functionName: 'adviseur',
  })
  assert.deepEqual([again.status, again.json.code], [409, 'people.memberAlready'])
  for (const id of [added.json.membershipId, second.membershipId])
    assert.equal((await theo.put(`/memberships/${id}/end`, { untilDate: await today(), reason: 'klaar' })).status, 204)
})

test('the line of managers has no circles', async () => {
  const change = (id: string, managerId: string) =>
    theo.put(`/memberships/${id}`, { position: 'staff', functionName: 'teammanager', managerId })
  const [a, b, c] = [await newMember(), await newMember(), await newMember()]
  assert.equal((await change(a.membershipId, b.membershipId)).status, 204)
  assert.equal((await change(b.membershipId, c.membershipId)).status, 204)
  const circle = await change(c.membershipId, a.membershipId)
  assert.deepEqual([circle.status, circle.json.errors[0].code], [400, 'people.noCircle'])
  assert.equal((await change(c.membershipId, c.membershipId)).json.errors[0].code, 'people.notOneself')
  const [x, y] = [await newMember(), await newMember()]
  const both = await Promise.all([change(x.membershipId, y.membershipId), change(y.membershipId, x.membershipId)])
  assert.deepEqual(both.map((one) => one.status).sort(), [204, 400], 'also not when both happen at once')
})

test('a partner organisation has no council and no executive', async () => {
  await house.owner.query(
    `insert into people.membership (id, person_id, organisation_id, position, function_name) values ($1, $2, $3, 'administrator', 'beheerder')`,
    [randomUUID(), personId('peter'), organisationId('havenwonen')],
  )
  const { rows } = await house.owner.query(
    "select id from people.membership where person_id = $1 and position = 'administrator'",
    [personId('peter')],
  )
  const peter = await signedIn(personId('peter'), rows[0].id)
  const { status, json } = await peter.put(`/memberships/${membershipId('peter')}`, {
    position: 'council',
    functionName: 'raadslid',
  })
  assert.deepEqual([status, json.errors[0].code], [400, 'people.onlyInGovernment'])
})

test('Theo ends the membership of Samira and her session no longer opens anything', async () => {
  const { membershipId: hers, personId: she } = await newMember({
    name: 'Samira de Tweede',
    functionName: 'procesambtenaar',
  })
  const client = await signedIn(she, hers)
  const token = randomUUID()
  await house.owner.query(
    `insert into signin.token (id, digest, person_id, membership_id, name, scopes, expires_at)
     values (gen_random_uuid(), $1, $2, $3, 'script', '{*:read}', now() + interval '1 day')`,
    [createHash('sha256').update(token).digest(), she, hers],
  )
  const withToken = { authorization: `Bearer ${token}` }
  assert.equal((await client.get('/people')).status, 200)
  assert.equal((await house.nobody.get('/people', withToken)).status, 200)
  const { status, text } = await theo.put(`/memberships/${hers}/end`, {
    untilDate: await today(),
    reason: 'Naar Lindemeer.',
  })
  assert.equal(status, 204, text)
  assert.equal((await client.get('/people')).status, 401)
  assert.equal((await client.get(`/dossiers/${dossierId}`)).status, 401)
  assert.equal((await house.nobody.get('/people', withToken)).status, 401)
  // Not by signing in once more either: there is no role left to act in.
  assert.equal((await (await signedIn(she, hers)).get('/people')).status, 401)
  assert.ok(!namesOf(await samira.get('/people?limit=100')).includes('Samira de Tweede'))
  const event = await house.owner.query(
    "select payload from foundation.event where name = 'membershipEnded' and payload ->> 'membershipId' = $1",
    [hers],
  )
  assert.equal(event.rows.length, 1)
  const seen = (await theo.get(`/memberships/${hers}`)).json
  assert.deepEqual(
    [seen.state, seen.departure.reason, seen.departure.decidedByName],
    ['past', 'Naar Lindemeer.', 'Theo Blok'],
  )
  assert.equal(seen.may.changeMembership, false)
  assert.equal(
    (await theo.put(`/memberships/${hers}/end`, { untilDate: await today(), reason: 'nog eens' })).json.code,
    'people.hasNotEnded',
  )
  assert.equal((await theo.get(`/people/${she}`)).json.past.length, 1)
  const forColleague = (await samira.get(`/people/${she}`)).json
  assert.deepEqual([forColleague.past, forColleague.memberships, forColleague.contact], [[], [], null])
})

test('an end that lies ahead is told when its day has come, and can be taken back', async () => {
  const { membershipId: id, personId: she } = await newMember()
  const client = await signedIn(she, id)
  assert.equal((await theo.put(`/memberships/${id}/end`, { untilDate: day(40), reason: 'Pensioen' })).status, 204)
  assert.equal((await client.get('/people')).status, 200)
  assert.equal((await theo.get(`/memberships/${id}`)).json.untilDate, day(40))
  assert.equal((await theo.delete(`/memberships/${id}/end`)).status, 204)
  assert.equal((await theo.get(`/memberships/${id}`)).json.untilDate, null)
  assert.equal((await theo.delete(`/memberships/${id}/end`)).json.code, 'people.endIsPlanned')
  await theo.put(`/memberships/${id}/end`, { untilDate: day(40), reason: 'Pensioen' })
  await house.owner.query(
    'update people.membership set since = current_date - 9, until = current_date - 1 where id = $1',
    [id],
  )
  await house.owner.query(
    'update people.departure set last_day = current_date - 1 where membership_id = $1 and withdrawn_at is null',
    [id],
  )
  assert.equal((await house.owner.query('select people.announce_endings() as told')).rows[0].told, 1)
  assert.equal((await house.owner.query('select people.announce_endings() as told')).rows[0].told, 0)
  const { rows } = await house.owner.query(
    "select from foundation.event where name = 'membershipEnded' and payload ->> 'membershipId' = $1",
    [id],
  )
  assert.equal(rows.length, 1)
})

test('a day that does not exist, or is past, ends nothing', async () => {
  const { membershipId: id } = await newMember()
  const tried = async (untilDate: string, reason = 'x') => {
    const { status, json } = await theo.put(`/memberships/${id}/end`, { untilDate, reason })
    assert.equal(status, 400)
    return `${json.errors[0].path} ${json.errors[0].code}`
  }
  assert.equal(await tried('2027-02-31'), 'untilDate notADate')
  assert.equal(await tried('9999-12-31'), 'untilDate notADate')
  assert.equal(await tried(day(-2)), 'untilDate inThePast')
  assert.equal(await tried(await today(), '  '), 'reason required')
})

test('the last administrator stays, also when two end each other at once', async () => {
  const end = { untilDate: await today(), reason: 'x' }
  assert.equal((await theo.put(`/memberships/${membershipId('theo')}/end`, end)).json.code, 'people.lastAdministrator')
  const other = await theo.put(`/memberships/${membershipId('theo')}`, {
    position: 'staff',
    functionName: 'functioneel beheerder',
  })
  assert.equal(other.json.code, 'people.lastAdministrator')
  const second = await newMember({ position: 'administrator', functionName: 'tweede beheerder' })
  const vera = await signedIn(second.personId, second.membershipId)
  // An administrator who leaves later does not count as one who stays.
  assert.equal((await vera.put(`/memberships/${second.membershipId}/end`, { ...end, untilDate: day(30) })).status, 204)
  assert.equal((await theo.put(`/memberships/${membershipId('theo')}/end`, end)).json.code, 'people.lastAdministrator')
  assert.equal((await vera.delete(`/memberships/${second.membershipId}/end`)).status, 204)
  const third = await newMember({ position: 'administrator', functionName: 'derde beheerder' })
  const pia = await signedIn(third.personId, third.membershipId)
  assert.equal(
    (
      await pia.put(`/memberships/${membershipId('theo')}`, {
        position: 'staff',
        functionName: 'functioneel beheerder',
      })
    ).status,
    204,
  )
  const both = await Promise.all([
    pia.put(`/memberships/${second.membershipId}/end`, end),
    vera.put(`/memberships/${third.membershipId}/end`, end),
  ])
  assert.deepEqual(both.map((one) => one.status === 204).sort(), [false, true], both.map((one) => one.text).join())
  const { rows } = await house.owner.query(
    "select from people.membership where organisation_id = $1 and position = 'administrator' and (until is null or until >= current_date)",
    [organisationId('wierdijk')],
  )
  assert.equal(rows.length, 1)
  await house.owner.query("update people.membership set position = 'administrator' where id = $1", [
    membershipId('theo'),
  ])
})

test('two administrators who change the same member: the last one holds, and nothing breaks', async () => {
  const { membershipId: id } = await newMember()
  const all = await Promise.all(
    ['een', 'twee', 'drie', 'vier'].map((functionName) =>
      theo.put(`/memberships/${id}`, { position: 'staff', functionName }),
    ),
  )
  assert.deepEqual(
    all.map((one) => one.status),
    [204, 204, 204, 204],
  )
  const { functionName } = (await theo.get(`/memberships/${id}`)).json
  assert.deepEqual(namesOf(await samira.get(`/people?query=${functionName}`)).length, 1)
})

const secretOf = async (email: string): Promise<string> => {
  const { rows } = await house.owner.query(
    'select body from foundation.mail where to_address = $1 order by made_at desc, id desc limit 1',
    [email],
  )
  return /\/uitnodiging\/([\w-]{43})\b/.exec(rows[0].body)![1]!
}
const digestKept = async (email: string): Promise<Buffer> =>
  (await house.owner.query('select digest from people.invitation where email = $1 and withdrawn_at is null', [email]))
    .rows[0].digest

test('Theo invites somebody; only the digest of the link is kept, and a second link ends the first', async () => {
  const invited = {
    organisationId: organisationId('wierdijk'),
    email: ' Nina@Example.NL',
    name: 'Nina Smit',
    position: 'staff',
    functionName: 'jurist',
  }
  const { status, json, text } = await theo.post('/invitations', invited)
  assert.equal(status, 201, text)
  const first = await secretOf('nina@example.nl')
  assert.ok(
    createHash('sha256')
      .update(first)
      .digest()
      .equals(await digestKept('nina@example.nl')),
  )
  assert.ok(!(await theo.get('/invitations')).text.includes(first))
  assert.equal((await theo.post('/invitations', invited)).json.code, 'people.invitedAlready')
  assert.equal((await theo.put(`/invitations/${json.invitationId}/sending`)).json.code, 'people.sentJustNow')
  await house.owner.query("update people.invitation set sent_at = now() - interval '2 minutes'")
  assert.equal((await theo.put(`/invitations/${json.invitationId}/sending`)).status, 204)
  const second = await secretOf('nina@example.nl')
  assert.notEqual(first, second)
  assert.ok(
    createHash('sha256')
      .update(second)
      .digest()
      .equals(await digestKept('nina@example.nl')),
  )
  const [line] = (await theo.get('/invitations')).json.items
  assert.deepEqual(
    [line.state, line.sentTimes, line.name, line.invitedByName],
    ['waiting', 2, 'Nina Smit', 'Theo Blok'],
  )
  assert.ok(Math.abs(Date.parse(line.expiresAt) - Date.now() - 14 * 86_400_000) < 120_000)
  const bram = await house.as('bram')
  assert.equal((await bram.put(`/invitations/${json.invitationId}/withdrawal`)).status, 404)
  assert.equal((await samira.put(`/invitations/${json.invitationId}/withdrawal`)).status, 404)
  assert.equal((await theo.put(`/invitations/${json.invitationId}/withdrawal`)).status, 204)
  assert.equal((await theo.put(`/invitations/${json.invitationId}/sending`)).json.code, 'people.isWaiting')
  assert.equal((await theo.get('/invitations')).json.items.length, 0)
  assert.equal((await theo.get('/invitations?state=all')).json.items[0].state, 'withdrawn')
})

test('an invitation that expired says so, and makes room for a new one', async () => {
  const invited = {
    organisationId: organisationId('wierdijk'),
    email: 'laat@example.nl',
    name: 'Laat',
    position: 'staff',
    functionName: 'jurist',
  }
  await theo.post('/invitations', invited)
  await house.owner.query(
    "update people.invitation set expires_at = now() - interval '1 day' where email = 'laat@example.nl'",
  )
  assert.equal((await theo.get('/invitations')).json.items[0].state, 'expired')
  assert.equal((await theo.post('/invitations', invited)).status, 201)
  assert.equal((await theo.get('/invitations')).json.items.length, 1)
})

test('Samira invites a guest of the cooperative for her dossier, and of nobody who takes no part', async () => {
  const guest = {
    organisationId: organisationId('zon'),
    email: 'penning@zon.example',
    name: 'Piet Penning',
    functionName: 'penningmeester',
  }
  const shown = (await samira.get(`/dossiers/${dossierId}/invitations`)).json
  assert.deepEqual(shown.organisations, [
    { organisationId: organisationId('zon'), name: 'Energiecoöperatie Zon op de Dijk' },
  ])
  const { status, json, text } = await samira.post(`/dossiers/${dossierId}/invitations`, guest)
  assert.equal(status, 201, text)
  const { rows } = await house.owner.query(
    'select position, organisation_id, dossier_id from people.invitation where id = $1',
    [json.invitationId],
  )
  assert.deepEqual(rows, [{ position: 'partner', organisation_id: organisationId('zon'), dossier_id: dossierId }])
  const { rows: mails } = await house.owner.query(
    "select subject, body from foundation.mail where to_address = 'penning@zon.example'",
  )
  assert.ok(
    !`${mails[0].subject} ${mails[0].body.replaceAll('Energiecoöperatie Zon op de Dijk', '')}`.includes(
      'Zon op de Dijk',
    ),
    'a mail names no dossier',
  )
  for (const other of ['kustbode', 'lindemeer', 'wierdijk'] as const) {
    const refused = await samira.post(`/dossiers/${dossierId}/invitations`, {
      ...guest,
      email: 'x@y.example',
      organisationId: organisationId(other),
    })
    assert.deepEqual([refused.status, refused.json.errors[0].code], [400, 'people.notInvolved'])
  }
  await involve(dossierId, { organisationId: organisationId('dewierde'), role: 'partner' })
  const government = await samira.post(`/dossiers/${dossierId}/invitations`, {
    ...guest,
    email: 'x@y.example',
    organisationId: organisationId('dewierde'),
  })
  assert.equal(government.json.errors[0].code, 'people.notInvolved')

  // The deputy sees to it as well; whoever only takes part does not; who stands outside does not know that it exists.
  const basjan = await house.as('basjan')
  assert.equal((await basjan.get(`/dossiers/${dossierId}/invitations`)).json.items.length, 1)
  assert.equal((await marleen.get(`/dossiers/${dossierId}/invitations`)).json.code, 'people.ownsOrDeputises')
  assert.equal((await marleen.post(`/dossiers/${dossierId}/invitations`, guest)).json.code, 'people.ownsOrDeputises')
  const bram = await house.as('bram')
  assert.equal((await bram.get(`/dossiers/${dossierId}/invitations`)).status, 404)
  assert.equal((await theo.get(`/dossiers/${dossierId}/invitations`)).status, 404, 'an administrator reads no dossier')
  assert.equal((await basjan.put(`/invitations/${json.invitationId}/withdrawal`)).status, 204)
})

test('a guest who accepts takes part in that dossier only, and the journal says so', async () => {
  const other = await openDossier()
  await involve(other, { organisationId: organisationId('zon'), role: 'partner' })
  const guest = {
    organisationId: organisationId('zon'),
    email: 'dina@zon.example',
    name: 'Dina Dijk',
    functionName: 'lid',
  }
  const { json } = await samira.post(`/dossiers/${dossierId}/invitations`, guest)
  const [person, membership] = [randomUUID(), randomUUID()]
  // What accepting does; the page for it is in the room signin.
  await house.owner.query("insert into people.person (id, name, email) values ($1, 'Dina Dijk', 'dina@zon.example')", [
    person,
  ])
  await house.owner.query(
    "insert into people.membership (id, person_id, organisation_id, position, function_name) values ($1, $2, $3, 'partner', 'lid')",
    [membership, person, organisationId('zon')],
  )
  const dina = await signedIn(person, membership)
  assert.equal((await dina.get(`/dossiers/${dossierId}`)).status, 404)
  await house.owner.query('update people.invitation set accepted_at = now(), accepted_by = $2 where id = $1', [
    json.invitationId,
    person,
  ])
  const seen = await dina.get(`/dossiers/${dossierId}`)
  assert.equal(seen.status, 200)
  assert.equal(seen.json.reach, 2)
  assert.equal(seen.json.entries[0].text, 'Dina Dijk (lid, Energiecoöperatie Zon op de Dijk)')
  assert.equal((await dina.get(`/dossiers/${other}`)).status, 404)
  assert.ok(namesOf(await dina.get('/people?limit=100')).includes('Samira El Amrani'))
  assert.ok(!namesOf(await dina.get('/people?limit=100')).includes('Wout Terpstra'))
})

test('the pages show people and shells, and never what they work on', async () => {
  const pages: [Client, string, RegExp][] = [
    [samira, '/mensen', /Annelies de Ruiter/],
    [samira, `/mensen?organisatie=${organisationId('wierdijk')}`, /wethouder, Gemeente Wierdijk/],
    [samira, '/mensen?zoek=terp', /Wout Terpstra/],
    [samira, '/mensen?zoek=niemandheetzo', /Niemand gevonden/],
    [samira, `/mensen/${personId('wout')}`, /wout@wierdijk\.example/],
    [marleen, `/mensen/${personId('samira')}`, /alleen van collega/],
    [samira, '/mijn-gegevens', /Bewaar mijn gegevens/],
    [samira, `/uitnodigen?dossierId=${dossierId}`, /Energiecoöperatie Zon op de Dijk/],
    [theo, '/beheer', /Uitnodigingen[\s\S]*Koppelingen/],
    [theo, '/beheer/leden', /Samira El Amrani/],
    [theo, '/beheer/leden?stand=past', /Voorbij/],
    [theo, '/beheer/leden/nieuw', /Eerste dag/],
    [theo, `/beheer/leden/nieuw?persoon=${personId('samira')}`, /Een nieuwe rol voor Samira/],
    [theo, `/beheer/leden/${membershipId('samira')}`, /Gerrit Bakker/],
    [theo, '/beheer/uitnodigingen', /Laat/],
    [theo, '/beheer/uitnodigingen?stand=all', /Ingetrokken/],
    [theo, '/beheer/uitnodigingen/nieuw', /Stuur de uitnodiging/],
  ]
  for (const [who, path, shows] of pages) {
    const { status, text } = await who.page(path)
    assert.equal(status, 200, `${path}: ${text.slice(0, 300)}`)
    assert.match(text, shows, path)
    if (who === theo) assert.ok(!/(?<!coöperatie )Zon op de Dijk/.test(text), path)
    assert.ok(!/style="|<script>/.test(text), path)
  }
  assert.equal((await samira.page('/beheer')).status, 403)
  assert.equal((await samira.page('/beheer/leden')).status, 403)
  assert.equal((await samira.page('/mensen/nergens')).status, 404)
  assert.equal((await marleen.page(`/mensen/${personId('wout')}`)).status, 404)
  assert.equal((await marleen.page('/uitnodigen')).status, 404)
})

test('the forms work without JavaScript, and keep what was typed', async () => {
  const path = '/beheer/leden/nieuw'
  const fields = {
    organisationId: organisationId('wierdijk'),
    name: 'Form Ulier',
    position: 'staff',
    functionName: 'jurist',
  }
  const refused = await theo.submit(path, 'addMember', { ...fields, email: 'geen adres', sinceDate: '2026-02-31' })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /value="Form Ulier"/)
  assert.match(refused.text, /Vul een e-mailadres in/)
  assert.match(refused.text, /Vul een datum in die bestaat/)
  const looking = await theo.submit(path, 'addMember', {
    ...fields,
    email: 'form@wierdijk.example',
    search: 'managerId',
    'managerId-search': 'gerr',
  })
  assert.equal(looking.status, 400)
  assert.match(looking.text, new RegExp(`value="${membershipId('gerrit')}"`))
  assert.doesNotMatch(looking.text, /data-error-summary/)
  const added = await theo.submit(path, 'addMember', {
    ...fields,
    email: 'form@wierdijk.example',
    managerId: membershipId('gerrit'),
    'managerId-search': 'gerr',
    speaksForOrganisation: 'true',
  })
  assert.equal(added.status, 303, added.text.slice(0, 400))
  const member = String(added.headers.location).split('?')[0]!
  const shown = await theo.page(`${member}?gedaan=addMember`)
  assert.match(shown.text, /Het lid is toegevoegd/)
  assert.match(shown.text, /Gerrit Bakker/)
  // Emptying the name means: nobody any more.
  const changed = await theo.submit(member, 'changeMembership', {
    position: 'staff',
    functionName: 'jurist',
    managerId: membershipId('gerrit'),
    'managerId-was': membershipId('gerrit'),
    'managerId-search': '',
  })
  assert.equal(changed.status, 303)
  const id = member.split('/').at(-1)!
  assert.equal((await theo.get(`/memberships/${id}`)).json.manager, null)
  assert.equal((await theo.submit(member, 'endMembership', { untilDate: '2027-02-30', reason: 'x' })).status, 400)
  assert.equal((await theo.submit(member, 'endMembership', { untilDate: await today(), reason: 'x' })).status, 303)
  const mine = await samira.submit('/mijn-gegevens', 'changeMyself', {
    personId: personId('samira'),
    name: 'Samira El Amrani',
    phone: '06 11 22 33 44',
    locale: '',
    deputyId: membershipId('basjan'),
    'deputyId-was': membershipId('basjan'),
    'deputyId-search': 'Bas-Jan Kuiper',
  })
  assert.equal(mine.status, 303, mine.text.slice(0, 300))
  assert.equal((await samira.get('/me')).json.memberships[0].deputy.name, 'Bas-Jan Kuiper')
  const guest = await samira.submit(`/uitnodigen?dossierId=${dossierId}`, 'inviteGuest', {
    organisationId: organisationId('zon'),
    name: 'Gast',
    email: 'gast@zon.example',
    functionName: 'lid',
  })
  assert.equal(guest.status, 303)
  assert.match((await samira.page(String(guest.headers.location))).text, /De uitnodiging is verstuurd/)
})

test('English readers get English', async () => {
  const { text } = await house.clientWith(`${samira.cookie}; taal=en`).page('/mensen')
  assert.match(text, /Your colleagues, and the people with whom you share a dossier/)
})

test('the serving role reads no e-mail address from the table, and no secret of an invitation', async () => {
  const asked = (sql: string) => house.house.database.plain([{ name: `try ${sql}`, text: sql, values: [] }])
  await assert.rejects(asked('select email from people.person'), /permission denied/)
  await assert.rejects(asked('select digest from people.invitation'), /permission denied/)
  for (const table of ['person', 'membership', 'invitation', 'search_key', 'departure'])
    assert.equal(Number((await asked(`select count(*) from people.${table}`))[0]![0]![0]), 0)
})

test('the list holds exactly whom the policies hold, for everybody of the cast', async () => {
  const { people } = await import('#app/practice/cast.ts')
  const client = new pg.Client(house.database.servingUrl)
  await client.connect()
  try {
    for (const key of Object.keys(people) as (keyof typeof people)[]) {
      const secret = randomUUID()
      const digest = createHash('sha256').update(secret).digest()
      await house.owner.query(
        `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
         values (gen_random_uuid(), $1, $2, $3, 'test', 'test', now() + interval '1 hour')`,
        [digest, personId(key), membershipId(key)],
      )
      await client.query('begin')
      await client.query("select access.become('session', $1)", [digest])
      const { rows } = await client.query(`select
        array(select l.membership_id from people.listed('', null, null, 1000) l order by 1) as listed,
        array(select m.id from people.membership m where m.since <= current_date and (m.until is null or m.until >= current_date)
          and (m.organisation_id = any (access.colleagues()) or m.organisation_id = any (access.administers())
            or not m.person_id = access.person() or m.id = any (array(select access.fellows()))) order by 1) as visible,
        array(select l.membership_id from people.listed('a', null, null, 1000) l order by 1) as asked,
        array(select distinct k.membership_id from people.search_key k join people.membership m on m.id = k.membership_id
          where k.key like 'a%' and m.since <= current_date and (m.until is null or m.until >= current_date) order by 1) as known`)
      await client.query('rollback')
      assert.deepEqual(rows[0].listed, rows[0].visible, key)
      assert.deepEqual(rows[0].asked, rows[0].known, key)
    }
  } finally {
    await client.end()
  }
})

test('an administrator gives no doors to themselves: no second role, no function that is asked, no voice of the organisation', async () => {
  const refused = async (asked: Promise<{ status: number; json: { code: string } }>) => {
    const { status, json } = await asked
    assert.deepEqual([status, json.code], [409, 'people.notForYourself'])
  }
  const role = { position: 'staff', functionName: 'medewerker beheer' }
  const organisation = { organisationId: organisationId('wierdijk') }
  await refused(theo.post('/memberships', { ...organisation, ...role, personId: personId('theo') }))
  await refused(theo.post('/invitations', { ...organisation, ...role, name: 'Theo', email: emailOf('theo') }))
  const own = `/memberships/${membershipId('theo')}`
  const same = { position: 'administrator', functionName: 'functioneel beheerder', managerId: null, deputyId: null }
  await refused(theo.put(own, { ...same, functionName: 'adviseur ruimte en erfgoed' }))
  await refused(theo.put(own, { ...same, speaksForOrganisation: true }))
  assert.equal((await theo.put(own, { ...same, deputyId: membershipId('karin') })).status, 204)
  assert.equal((await theo.put(own, same)).status, 204)
})

test('nobody who manages members puts people under themselves, in none of their roles', async () => {
  const mine = membershipId('theo', 4)
  await house.owner.query(
    `insert into people.membership (id, person_id, organisation_id, position, function_name, since)
     select $1, person_id, organisation_id, 'staff', 'teammanager', current_date from people.membership where id = $2`,
    [mine, membershipId('theo')],
  )
  const role = { position: 'staff', functionName: 'medewerker beheer' }
  const one = await newMember()
  const client = new pg.Client(house.database.servingUrl)
  await client.connect()
  try {
    for (const managerId of [membershipId('theo'), mine]) {
      const asked = { organisationId: organisationId('wierdijk'), ...role, name: 'Eronder', managerId }
      const added = await theo.post('/memberships', { ...asked, email: 'eronder@wierdijk.example' })
      const changed = await theo.put(`/memberships/${one.membershipId}`, { ...role, managerId })
      for (const { status, json } of [added, changed]) {
        assert.deepEqual(
          [status, json.errors[0].path, json.errors[0].code],
          [400, 'managerId', 'people.notUnderYourself'],
        )
        assert.match(json.errors[0].detail, /^U kunt mensen niet onder uzelf zetten\./)
      }
      // The database looks again, whoever asks.
      const directly = async (sql: string, values: unknown[]) => {
        await client.query('begin')
        try {
          await client.query(`select set_config('app.person', $1, true), set_config('app.acting', $2, true)`, [
            personId('theo'),
            membershipId('theo'),
          ])
          await client.query(sql, values)
        } finally {
          await client.query('rollback')
        }
      }
      const change = `select people.change_membership($1, 'staff', 'medewerker beheer', null, $2, null, false, null)`
      await assert.rejects(directly(change, [one.membershipId, managerId]), /people\.notUnderYourself/)
      await directly(change, [one.membershipId, membershipId('karin')])
      const add = `select people.add_member(gen_random_uuid(), $1, gen_random_uuid(), 'Eronder', 'eronder@wierdijk.example',
        'staff', 'medewerker beheer', null, $2, null, false, current_date)`
      await assert.rejects(directly(add, [organisationId('wierdijk'), managerId]), /people\.notUnderYourself/)
      await directly(add, [organisationId('wierdijk'), membershipId('karin')])
    }
  } finally {
    await client.end()
  }
  // What another administrator set stays when something else changes.
  await house.owner.query('update people.membership set manager_id = $2 where id = $1', [
    one.membershipId,
    membershipId('theo'),
  ])
  const kept = await theo.put(`/memberships/${one.membershipId}`, {
    ...role,
    discipline: 'beheer',
    managerId: membershipId('theo'),
  })
  assert.equal(kept.status, 204, kept.text)
})
