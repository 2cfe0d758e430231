// A letter to the council through the front door: composed of released lines, sent by the executive and by nobody else.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { extractText } from 'unpdf'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { verifyJournals } from '#capabilities/dossier/verify.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'

let house: TestHouse
const CAST = [
  'samira',
  'basjan',
  'iris',
  'wout',
  'henk',
  'gerrit',
  'deruiter',
  'lotte',
  'youssef',
  'marleen',
  'theo',
  'bram',
  'smeets',
] as const
const cast = {} as Record<(typeof CAST)[number], Client>

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}
const refused = (answer: Answered, status: number, code: string) => {
  assert.equal(answer.status, status, answer.text)
  const said = [answer.json.code, ...(answer.json.errors ?? []).map((one: { code: string }) => one.code)]
  assert.ok(said.includes(code), answer.text)
}
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
const dayFrom = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

const openDossier = async (ceiling = 4): Promise<string> =>
  good(await cast.samira.post('/dossiers', { title: 'Havenkwartier', reason: 'Kade 3-14', kind: 'area', ceiling }), 201)
    .json.dossierId
const follow = async (ceiling = 4): Promise<string> => {
  const dossierId = await openDossier(ceiling)
  good(await cast.samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
  return dossierId
}
const line = async (dossierId: string, text: string, release = true): Promise<string> => {
  const { entryId } = good(await cast.samira.post(`/dossiers/${dossierId}/entries`, { text, audience: 4 }), 201).json
  if (release) good(await cast.deruiter.post(`/dossiers/${dossierId}/council/releases`, { entryIds: [entryId] }), 204)
  return entryId
}
const start = async (dossierId: string, title = 'De bodem', more: object = {}): Promise<string> =>
  good(await cast.samira.post(`/dossiers/${dossierId}/letters`, { title, ...more }), 201).json.letterId
const compose = (letterId: string, parts: object[], title = 'De bodem', client = cast.samira) =>
  client.put(`/letters/${letterId}`, { title, parts })
const own = (text: string) => ({ kind: 'own', text })
const of = (entryId: string) => ({ kind: 'line', entryId })

interface World {
  dossierId: string
  entryId: string
  letterId: string
}
const BODEM = 'Onder kade 5 tot en met 9 is de bodem sterker vervuild dan gedacht.'
/** A draft with a salutation and one line. */
const draft = async (ceiling = 4): Promise<World> => {
  const dossierId = await follow(ceiling)
  const entryId = await line(dossierId, BODEM)
  const letterId = await start(dossierId)
  good(await compose(letterId, [own('Geachte raad,'), { kind: 'heading', text: 'Bodem' }, of(entryId)]), 204)
  return { dossierId, entryId, letterId }
}
const submitted = async (ceiling = 4): Promise<World> => {
  const world = await draft(ceiling)
  good(await cast.samira.put(`/letters/${world.letterId}/submission`, {}), 204)
  return world
}
const send = (letterId: string, client = cast.deruiter, more: object = {}) =>
  client.put(`/letters/${letterId}/sending`, more)
const sent = async (ceiling = 4): Promise<World & { letterEntryId: string }> => {
  const world = await submitted(ceiling)
  return { ...world, letterEntryId: good(await send(world.letterId)).json.entryId }
}

before(async () => {
  house = await startHouse()
  for (const who of CAST) cast[who] = await house.as(who as PersonKey)
})
after(() => house.stop())

describe('composing', () => {
  test('Samira composes a letter of released lines, and no word of a line can be typed over', async () => {
    const { dossierId, entryId, letterId } = await draft()
    const { json } = good(await cast.samira.get(`/letters/${letterId}`))
    assert.equal(json.state, 'draft')
    assert.deepEqual(
      json.parts.map((part: { kind: string; text: string }) => [part.kind, part.text]),
      [
        ['own', 'Geachte raad,'],
        ['heading', 'Bodem'],
        ['line', BODEM],
      ],
    )
    assert.equal(json.parts[2].entryId, entryId)
    assert.equal(json.parts[2].lineKind, 'fact')
    refused(await compose(letterId, [{ kind: 'line', entryId, text: 'Alles gaat goed.' }]), 400, 'unknownField')
    const released = good(await cast.samira.get(`/dossiers/${dossierId}/released-lines`)).json.items
    assert.deepEqual(
      released.map((one: { text: string }) => one.text),
      [BODEM],
    )
  })

  test('the writer sees how much comes from the journal; of a sent letter nobody is told', async () => {
    const { letterId } = await draft()
    const { share } = good(await cast.samira.get(`/letters/${letterId}`)).json
    assert.equal(share, Math.round((BODEM.length / (BODEM.length + 'Geachte raad,'.length)) * 1000) / 1000)
    good(await cast.samira.put(`/letters/${letterId}/submission`, {}), 204)
    good(await send(letterId))
    for (const who of ['samira', 'youssef', 'gerrit', 'lotte'] as const)
      assert.equal(good(await cast[who].get(`/letters/${letterId}`)).json.share, null)
  })

  test('a line that waits for release, of another dossier, or named twice is not in a letter', async () => {
    const { dossierId, entryId, letterId } = await draft()
    const waiting = await line(dossierId, 'Dit is nog niet vrijgegeven.', false)
    const elsewhere = await line(await follow(), 'Een ander dossier.')
    refused(await compose(letterId, [of(waiting)]), 400, 'letters.lineNotReleased')
    refused(await compose(letterId, [of(elsewhere)]), 400, 'letters.lineNotReleased')
    refused(await compose(letterId, [of(randomUUID())]), 400, 'letters.lineNotReleased')
    refused(await compose(letterId, [of(entryId), of(entryId)]), 400, 'letters.lineOnce')
    const { items } = good(await cast.samira.get(`/dossiers/${dossierId}/released-lines`)).json
    assert.ok(!JSON.stringify(items).includes('nog niet'))
  })

  test('bad input gets a sentence beside its field', async () => {
    const { letterId } = await draft()
    refused(await compose(letterId, [own('   ')]), 400, 'required')
    refused(await compose(letterId, [own('a'.repeat(8001))]), 400, 'tooLong')
    refused(await compose(letterId, [], ''), 400, 'required')
    refused(await compose(letterId, [own('x\0y')]), 400, 'badCharacters')
    good(await compose(letterId, [own('#panic() <script>alert(1)</script> *niet vet*')]), 204)
    assert.equal((await cast.samira.put(`/letters/${letterId}`, { title: 'x', parts: 'alles' })).status, 400)
    const page = await cast.samira.page(`/raad/brieven/${letterId}`)
    assert.ok(page.text.includes('&lt;script>alert(1)') || page.text.includes('&lt;script&gt;alert(1)'))
    assert.ok(!page.text.includes('<script>alert(1)'))
  })

  test('a draft is the core team’s: nobody else knows that it is there', async () => {
    const { letterId, dossierId } = await draft()
    for (const who of ['henk', 'gerrit', 'deruiter', 'lotte', 'youssef', 'theo', 'bram', 'smeets'] as const) {
      assert.equal((await cast[who].get(`/letters/${letterId}`)).status, 404, who)
      assert.equal((await compose(letterId, [own('x')], 'x', cast[who])).status, 404, who)
      assert.equal((await cast[who].page(`/raad/brieven/${letterId}/brief.pdf`)).status, 404, who)
      const list = await cast[who].get(`/dossiers/${dossierId}/letters`)
      if (list.status === 200) assert.deepEqual(list.json.items, [], who)
    }
    assert.equal((await house.nobody.get(`/letters/${letterId}`)).status, 404)
    good(await cast.basjan.get(`/letters/${letterId}`))
  })

  test('a token that was not given the letters reads what everybody reads, and no draft', async () => {
    const { letterId } = await draft()
    const withToken = async (...scopes: string[]) => {
      const { secret } = good(await cast.samira.post('/tokens', { name: 'x', scopes, expiresInDays: 1 }), 201).json
      return (await house.nobody.get(`/letters/${letterId}`, { authorization: `Bearer ${secret}` })).status
    }
    assert.equal(await withToken('kaders:read'), 404)
    assert.equal(await withToken('letters:read'), 200)
  })

  test('without a council part there is no letter, and only the core team begins one', async () => {
    const dossierId = await openDossier()
    refused(await cast.samira.post(`/dossiers/${dossierId}/letters`, { title: 'x' }), 409, 'letters.needsCouncilPart')
    const followed = await follow()
    for (const who of ['henk', 'deruiter', 'lotte', 'youssef'] as const)
      refused(await cast[who].post(`/dossiers/${followed}/letters`, { title: 'x' }), 403, 'letters.isCoreTeam')
  })

  test('a draft is thrown away, and the line stays', async () => {
    const { letterId, dossierId, entryId } = await draft()
    good(await cast.samira.delete(`/letters/${letterId}`), 204)
    assert.equal((await cast.samira.get(`/letters/${letterId}`)).status, 404)
    good(await cast.samira.get(`/dossiers/${dossierId}/entries/${entryId}`))
  })
})

describe('the executive', () => {
  test('a letter that says nothing from the journal is not laid before the college', async () => {
    const letterId = await start(await follow())
    good(await compose(letterId, [own('Alles gaat goed.')]), 204)
    refused(await cast.samira.put(`/letters/${letterId}/submission`, {}), 409, 'letters.needsLines')
  })

  test('De Ruiter finds it on Vandaag, and gives it back with a reason', async () => {
    const { letterId } = await submitted()
    const waiting = good(await cast.deruiter.get('/letters?which=college')).json.items
    assert.ok(waiting.some((one: { letterId: string }) => one.letterId === letterId))
    assert.ok((await cast.deruiter.page('/vandaag')).text.includes('Brieven bij het college'))
    assert.deepEqual(good(await cast.samira.get('/letters?which=college')).json.items, [])
    refused(await compose(letterId, [own('x')]), 403, 'letters.isDraft')
    refused(await cast.deruiter.delete(`/letters/${letterId}/submission`, {}), 400, 'required')
    good(await cast.deruiter.delete(`/letters/${letterId}/submission`, { reason: 'Het bedrag ontbreekt.' }), 204)
    assert.equal((await cast.deruiter.get(`/letters/${letterId}`)).status, 404)
    const { json } = good(await cast.samira.get(`/letters/${letterId}`))
    assert.equal(json.state, 'draft')
    assert.equal(json.returned.reason, 'Het bedrag ontbreekt.')
  })

  test('nobody but the college sends: not the owner, not the manager, not the griffier, not the administrator', async () => {
    const { letterId } = await submitted()
    refused(await send(letterId, cast.samira), 403, 'letters.isTheCollege')
    refused(await send(letterId, cast.basjan), 403, 'letters.isTheCollege')
    for (const who of ['gerrit', 'lotte', 'youssef', 'theo', 'henk'] as const)
      assert.equal((await send(letterId, cast[who])).status, 404, who)
    // Also not past the acts: as owner of the tables.
    await assert.rejects(
      house.owner.query(
        `insert into letters.sending (letter_id, entry_id, organisation_id, year, number, decided_on, sent_by)
         select $1, e.id, e.organisation_id, 2026, 999, current_date, $2 from dossier.entry e limit 1`,
        [letterId, membershipId('samira')],
      ),
      /letters\.isTheCollege/,
    )
    assert.equal(good(await cast.samira.get(`/letters/${letterId}`)).json.state, 'college')
  })

  test('a draft that was not laid before the college is not sent', async () => {
    const { letterId } = await draft()
    assert.equal((await send(letterId)).status, 404)
    await assert.rejects(
      house.owner.query(
        `insert into letters.sending (letter_id, entry_id, organisation_id, year, number, decided_on, sent_by)
         select $1, e.id, e.organisation_id, 2026, 998, current_date, $2 from dossier.entry e limit 1`,
        [letterId, membershipId('deruiter')],
      ),
      /letters\.isWithTheCollege/,
    )
  })

  test('a line that was taken back in the meantime keeps the letter from going', async () => {
    const { letterId, dossierId, entryId } = await submitted()
    const back = { entryId, reason: 'Het getal klopt niet.' }
    good(await cast.deruiter.post(`/dossiers/${dossierId}/council/withdrawals`, back), 204)
    refused(await send(letterId), 409, 'letters.lineNotReleased')
    good(await cast.samira.delete(`/letters/${letterId}/submission`, { reason: 'De regel is terug.' }), 204)
    refused(await cast.samira.put(`/letters/${letterId}/submission`, {}), 409, 'letters.lineNotReleased')
    const { parts } = good(await cast.samira.get(`/letters/${letterId}`)).json
    assert.equal(parts[2].released, false)
  })

  test('the day of the decision is not in the future', async () => {
    const { letterId } = await submitted()
    refused(await send(letterId, cast.deruiter, { decidedOn: dayFrom(2) }), 400, 'letters.notAhead')
    good(await send(letterId, cast.deruiter, { decidedOn: dayFrom(-1) }))
  })

  test('a letter in which an official is named does not go', async () => {
    const { letterId, entryId } = await draft()
    good(await compose(letterId, [own('Vragen? Bel Samira El Amrani.'), of(entryId)]), 204)
    good(await cast.samira.put(`/letters/${letterId}/submission`, {}), 204)
    refused(await send(letterId), 409, 'council.namesOfficials')
  })

  test('another alderman sends too: the college is not one person, and nobody’s release is waited for', async () => {
    const { letterId, dossierId } = await submitted()
    const colleague = await another('executive', 'wethouder')
    const { entryId } = good(await send(letterId, colleague)).json
    good(await cast.youssef.get(`/letters/${letterId}`))
    good(await cast.youssef.get(`/dossiers/${dossierId}/entries/${entryId}`))
  })

  test('sending the same letter twice at once is one letter', async () => {
    const { letterId } = await submitted()
    const answers = await Promise.all([send(letterId), send(letterId), send(letterId)])
    assert.equal(answers.filter((one) => one.status === 200).length, 1, answers.map((one) => one.text).join())
    const { rows } = await house.owner.query('select 1 from letters.sending where letter_id = $1', [letterId])
    assert.equal(rows.length, 1)
  })

  test('letters are numbered through the year, also when two go at once', async () => {
    const [a, b] = [await submitted(), await submitted()]
    const numbers = (await Promise.all([send(a.letterId), send(b.letterId)])).map(
      (answer) => good(answer).json.reference.number,
    )
    assert.equal(Math.abs(numbers[0] - numbers[1]), 1)
  })
})

describe('a letter that was sent', () => {
  test('is there for the council with its words as they were, whatever happens to the line after it', async () => {
    const { letterId, dossierId, entryId } = await sent()
    good(
      await cast.deruiter.post(`/dossiers/${dossierId}/council/withdrawals`, {
        entryId,
        reason: 'Later bleek het anders.',
      }),
      204,
    )
    for (const who of ['youssef', 'lotte', 'henk', 'samira', 'deruiter'] as const) {
      const { json } = good(await cast[who].get(`/letters/${letterId}`))
      assert.equal(json.state, 'sent')
      assert.equal(json.parts[2].text, BODEM)
      assert.equal(json.parts[2].entryId, entryId)
    }
    for (const who of ['theo', 'bram', 'smeets', 'marleen'] as const)
      assert.equal((await cast[who].get(`/letters/${letterId}`)).status, 404, who)
    const listed = good(await cast.youssef.get('/letters')).json.items
    assert.ok(listed.some((one: { letterId: string }) => one.letterId === letterId))
  })

  test('does not change: not by an act, not by the owner of the tables', async () => {
    const { letterId, entryId } = await sent()
    refused(await compose(letterId, [of(entryId)]), 403, 'letters.isDraft')
    refused(await cast.samira.delete(`/letters/${letterId}`), 403, 'letters.isDraft')
    refused(
      await cast.deruiter.delete(`/letters/${letterId}/submission`, { reason: 'Toch niet.' }),
      403,
      'letters.isWithTheCollege',
    )
    await assert.rejects(
      house.owner.query(`insert into letters.part (letter_id, place, kind, text) values ($1, 1, 'own', 'Anders.')`, [
        letterId,
      ]),
      /letters\.isDraft/,
    )
  })

  test('is a line of kind letter in the journal, under its chain, with every sentence traceable to its line', async () => {
    const { letterEntryId, dossierId, entryId } = await sent()
    const { json } = good(await cast.youssef.get(`/dossiers/${dossierId}/entries/${letterEntryId}`))
    assert.equal(json.kind, 'letter')
    assert.equal(json.audience, 4)
    assert.ok(json.text.includes(BODEM))
    assert.equal(json.details.parts[2].entryId, entryId)
    assert.equal(json.authorName, null)
  })

  test('counts as informing: what the council had to hear is heard, and the rhythm begins anew', async () => {
    const { letterId, dossierId } = await submitted()
    // An arrangement of six weeks of which the term is over, as its acts leave it.
    const arrangement = randomUUID()
    await house.owner.query(
      `insert into council.arrangement (id, dossier_id, organisation_id, number, weeks, form, proposed_by, registry_id, registry_at,
         college_id, college_at, starts_on, agreed_at)
       select $1, $2, $3, 1, 6, 'een halve pagina', $4, $4, now(), $5, now(), current_date - 60, now()`,
      [arrangement, dossierId, organisationId('wierdijk'), membershipId('lotte'), membershipId('deruiter')],
    )
    await house.owner.query(
      `insert into council.duty (arrangement_id, dossier_id, organisation_id, kind, since, due_on)
       values ($1, $2, $3, 'rhythm', current_date - 60, current_date - 18)`,
      [arrangement, dossierId, organisationId('wierdijk')],
    )
    const { entryId } = good(await send(letterId)).json
    const { rows } = await house.owner.query(
      `select informed_entry_id, since = current_date as anew from council.duty where dossier_id = $1 order by since`,
      [dossierId],
    )
    assert.deepEqual(rows, [
      { informed_entry_id: entryId, anew: false },
      { informed_entry_id: null, anew: true },
    ])
  })

  test('is put right by another letter, and says so', async () => {
    const { letterId, dossierId, entryId, letterEntryId } = await sent()
    refused(
      await cast.samira.post(`/dossiers/${await follow()}/letters`, { title: 'x', corrects: letterId }),
      400,
      'letters.noSuchLetter',
    )
    const later = await start(dossierId, 'De bodem, verbeterd', { corrects: letterId })
    good(await compose(later, [own('In onze brief stond een fout.'), of(entryId)], 'De bodem, verbeterd'), 204)
    assert.equal(good(await cast.youssef.get(`/letters/${letterId}`)).json.correctedBy, null)
    good(await cast.samira.put(`/letters/${later}/submission`, {}), 204)
    const { entryId: laterEntryId } = good(await send(later)).json
    assert.equal(good(await cast.youssef.get(`/letters/${letterId}`)).json.correctedBy.letterId, later)
    assert.equal(good(await cast.youssef.get(`/letters/${later}`)).json.corrects.letterId, letterId)
    const { json } = good(await cast.youssef.get(`/dossiers/${dossierId}/entries/${laterEntryId}`))
    assert.equal(json.corrects, letterEntryId)
  })

  test('is said to be discussed by the griffier, and by nobody who wrote or sent it', async () => {
    const { letterId } = await sent()
    const said = { discussedOn: today, words: 'Ter kennisgeving aangenomen.' }
    for (const who of ['samira', 'deruiter', 'youssef', 'gerrit'] as const)
      refused(await cast[who].put(`/letters/${letterId}/discussion`, said), 403, 'letters.isTheRegistry')
    refused(
      await cast.lotte.put(`/letters/${letterId}/discussion`, { discussedOn: dayFrom(3) }),
      400,
      'letters.notAhead',
    )
    good(await cast.lotte.put(`/letters/${letterId}/discussion`, said))
    const { json } = good(await cast.youssef.get(`/letters/${letterId}`))
    assert.equal(json.state, 'discussed')
    assert.equal(json.discussion.words, said.words)
    refused(await cast.lotte.put(`/letters/${letterId}/discussion`, said), 403, 'letters.isSent')
  })

  test('is there for everybody once its line is released to everybody, also without an account', async () => {
    const { letterId, letterEntryId, dossierId } = await sent(5)
    assert.equal((await house.nobody.get(`/letters/${letterId}`)).status, 404)
    good(
      await cast.deruiter.post(`/dossiers/${dossierId}/council/releases`, { entryIds: [letterEntryId], audience: 5 }),
      204,
    )
    const { json } = good(await house.nobody.get(`/letters/${letterId}`))
    assert.equal(json.may, undefined)
    assert.equal(json.parts[2].text, BODEM)
    good(await house.nobody.page(`/raad/brieven/${letterId}`))
    good(await house.nobody.page(`/raad/brieven/${letterId}/brief.pdf`))
    assert.ok(
      good(await house.nobody.get('/letters')).json.items.some(
        (one: { letterId: string }) => one.letterId === letterId,
      ),
    )
  })

  test('loses its words when they are erased by law, and says on which ground', async () => {
    const { letterId, letterEntryId, dossierId } = await submitted().then(async (world) => {
      good(await cast.samira.delete(`/letters/${world.letterId}/submission`, { reason: 'De titel' }), 204)
      good(await compose(world.letterId, [of(world.entryId)], 'Over mevrouw Xanders'), 204)
      good(await cast.samira.put(`/letters/${world.letterId}/submission`, {}), 204)
      return { ...world, letterEntryId: good(await send(world.letterId)).json.entryId as string }
    })
    const discussed = good(
      await cast.lotte.put(`/letters/${letterId}/discussion`, {
        discussedOn: today,
        words: 'Mevrouw Xanders sprak in.',
      }),
    ).json.entryId
    for (const entryId of [letterEntryId, discussed])
      good(await cast.samira.put(`/dossiers/${dossierId}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' }), 204)
    for (const where of [`/letters/${letterId}`, `/dossiers/${dossierId}/letters`, '/letters'])
      assert.ok(!good(await cast.youssef.get(where)).text.includes('Xanders'), where)
    const { json, text } = good(await cast.youssef.get(`/letters/${letterId}`))
    assert.equal(json.erasedGround, 'art. 17 AVG')
    assert.ok(!text.includes(BODEM))
    good(await cast.youssef.page(`/raad/brieven/${letterId}/brief.pdf`))
  })
})

describe('a line that is erased after the letter that quotes it was sent', () => {
  test('is gone from page, list, search, PDF, ODT and journal; that it was taken out, when, why and by whom stays for the council', async () => {
    const first = await sent()
    const { letterId, entryId, dossierId } = first
    const before = good(await cast.youssef.get(`/letters/${letterId}`)).json
    assert.ok(before.parts.some((part: { text: string }) => part.text === BODEM))
    assert.deepEqual(before.struck, [])
    good(await cast.samira.put(`/dossiers/${dossierId}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' }), 204)

    const { json, text } = good(await cast.youssef.get(`/letters/${letterId}`))
    assert.deepEqual(
      [json.title, json.state, json.reference, json.sentAt],
      [before.title, 'sent', before.reference, before.sentAt],
    )
    assert.notEqual(json.entryId, before.entryId)
    assert.equal(json.parts.length, before.parts.length)
    assert.equal(json.parts.find((part: { entryId: string }) => part.entryId === entryId).text, null)
    const others = (parts: { entryId: string | null }[]) => parts.filter((part) => part.entryId !== entryId)
    assert.deepEqual(others(json.parts), others(before.parts))
    assert.deepEqual(
      json.struck.map(({ ground, byRole }: { ground: string; byRole: string }) => [ground, byRole]),
      [['art. 17 AVG', 'procesambtenaar, Gemeente Wierdijk']],
    )
    assert.ok(!text.includes(BODEM))
    for (const path of [`/dossiers/${dossierId}`, `/dossiers/${dossierId}/letters`, `/council/dossiers/${dossierId}`])
      assert.ok(!(await cast.youssef.get(path)).text.includes(BODEM), path)
    const page = good(await cast.youssef.page(`/raad/brieven/${letterId}`)).text
    assert.match(page, /Na het versturen is een regel uit deze brief gewist, op grond van de wet \(art\. 17 AVG\)/)
    assert.ok(page.includes('Deze regel is gewist.') && !page.includes(BODEM))
    for (const name of ['brief.pdf', 'brief.odt']) {
      const { bytes } = await download(cast.youssef, `/raad/brieven/${letterId}/${name}`)
      const words = name.endsWith('pdf')
        ? (await extractText(new Uint8Array(bytes), { mergePages: true })).text.replace(/\s+/g, ' ')
        : strFromU8(unzipSync(new Uint8Array(bytes))['content.xml']!)
      assert.ok(!words.includes(BODEM), name)
      assert.match(words, /Na het versturen is een regel/, name)
    }
    // In the database it stands nowhere, the tombstone of the letter as it was is there, and the chain holds.
    const { rows } = await house.owner.query(
      `select count(*) filter (where e::text like '%' || $2 || '%')::int as said, count(*) filter (where e.id = $3 and e.erased_at is not null)::int as tomb
       from dossier.entry e where e.dossier_id = $1`,
      [dossierId, BODEM, before.entryId],
    )
    assert.deepEqual(rows[0], { said: 0, tomb: 1 })
    assert.deepEqual((await verifyJournals(ownerConnection(house.database.ownerUrl), dossierId)).broken, [])
    // Whom the letter was for still reads it, and nobody more.
    assert.equal(
      (await cast.bram.get(`/letters/${letterId}`)).status,
      (await cast.bram.get(`/letters/${randomUUID()}`)).status,
    )
  })
})

describe('the letter as a file', () => {
  test('the PDF says what the letter says, each line with its note; the ODT the same', async () => {
    const { letterId, entryId, dossierId } = await sent()
    const pdf = await download(cast.youssef, `/raad/brieven/${letterId}/brief.pdf`)
    assert.equal(pdf.type, 'application/pdf')
    const text = (await extractText(new Uint8Array(pdf.bytes), { mergePages: true })).text.replace(/\s+/g, ' ')
    for (const words of [
      'De bodem',
      'Geachte raad,',
      BODEM,
      'Wat er is gebeurd van',
      `raadsbrief ${today.slice(0, 4)}-`,
    ])
      assert.ok(text.includes(words), `${words} in ${text}`)
    assert.ok(text.replaceAll(' ', '').includes(`/dossiers/${dossierId}/regels/${entryId}`), text)
    assert.ok(!text.includes('Ontwerp'))
    const odt = await download(cast.youssef, `/raad/brieven/${letterId}/brief.odt`)
    const content = strFromU8(unzipSync(new Uint8Array(odt.bytes))['content.xml']!)
    assert.ok(content.includes(BODEM))
    assert.match(content, /text:note-class="footnote"/)
  })

  test('a draft says on paper that it is one', async () => {
    const { letterId } = await draft()
    const { bytes } = await download(cast.samira, `/raad/brieven/${letterId}/brief.pdf`)
    assert.match((await extractText(new Uint8Array(bytes), { mergePages: true })).text, /Ontwerp/)
  })
})

describe('the pages', () => {
  test('Samira composes by form, without JavaScript: add, order, take away', async () => {
    const dossierId = await follow()
    const first = await line(dossierId, 'Eerst de boringen.')
    const second = await line(dossierId, 'Dan het gesprek.')
    const made = good(
      await cast.samira.submit(`/dossiers/${dossierId}/brieven`, 'startLetter', { title: 'Voortgang' }),
      303,
    )
    const path = new URL(String(made.headers.location), 'http://x').pathname
    const letterId = path.split('/')[3]!
    const parts = async () =>
      good(await cast.samira.get(`/letters/${letterId}`)).json.parts.map((part: { text: string }) => part.text)
    const base = { title: 'Voortgang' }
    good(
      await cast.samira.submit(path, 'composeLetter', {
        ...base,
        count: '0',
        move: `add-${first}`,
        newOwn: 'Geachte raad,',
      }),
      303,
    )
    assert.deepEqual(await parts(), ['Eerst de boringen.', 'Geachte raad,'])
    const two = { count: '2', 'kind-0': 'line', 'entry-0': first, 'kind-1': 'own', 'text-1': 'Geachte leden,' }
    good(await cast.samira.submit(path, 'composeLetter', { ...base, ...two, move: 'up-1' }), 303)
    assert.deepEqual(await parts(), ['Geachte leden,', 'Eerst de boringen.'])
    const three = { count: '2', 'kind-0': 'own', 'text-0': 'Geachte leden,', 'kind-1': 'line', 'entry-1': first }
    good(
      await cast.samira.submit(path, 'composeLetter', { ...base, ...three, move: `add-${second}`, newHeading: 'Slot' }),
      303,
    )
    assert.deepEqual(await parts(), ['Geachte leden,', 'Eerst de boringen.', 'Dan het gesprek.', 'Slot'])
    good(await cast.samira.submit(path, 'composeLetter', { ...base, ...three, move: 'remove-0' }), 303)
    assert.deepEqual(await parts(), ['Eerst de boringen.'])
    const page = good(await cast.samira.page(path))
    assert.ok(page.text.includes('Dan het gesprek.'), 'what is not in it can be added')
    const looked = good(await cast.samira.submit(path, 'composeLetter', { ...base, ...three, move: 'look-' }), 303)
    assert.match(String(looked.headers.location), new RegExp(`^/raad/brieven/${letterId}\\?`))
    const empty = await cast.samira.submit(path, 'composeLetter', {
      title: '',
      ...three,
      'text-0': 'Blijft staan',
      move: 'stay-',
    })
    assert.equal(empty.status, 400)
    assert.ok(empty.text.includes('Blijft staan'), 'what was typed is kept')
  })

  test('De Ruiter sends by form and the council reads it with a number behind each line', async () => {
    const { letterId, dossierId } = await submitted()
    good(await cast.deruiter.submit(`/raad/brieven/${letterId}`, 'sendLetter', { decidedOn: today }), 303)
    const page = good(await cast.youssef.page(`/raad/brieven/${letterId}`))
    assert.ok(page.text.includes(BODEM))
    assert.ok(page.text.includes('href="#bron-1"'))
    assert.ok(page.text.includes('Wat geen nummer heeft, is voor deze brief geschreven.'))
    assert.ok(!page.text.includes('Samira'), 'no official is named')
    assert.ok(!page.text.includes('komt zo uit het journaal'), 'no share is told')
    good(await cast.youssef.page('/raad/brieven'))
    assert.ok(good(await cast.youssef.page(`/dossiers/${dossierId}/brieven`)).text.includes('De bodem'))
    assert.ok(!good(await cast.youssef.page(`/dossiers/${dossierId}/brieven`)).text.includes('Brief beginnen'))
  })
})

/** Somebody of Wierdijk who is not in the cast. */
const another = async (position: string, functionName: string): Promise<Client> => {
  const [person, membership, secret] = [newId(), newId(), randomBytes(32).toString('base64url')]
  await house.owner.query('insert into people.person (id, name, email) values ($1, $2, $3)', [
    person,
    'Klaas Post',
    `${person}@wierdijk.example`,
  ])
  await house.owner.query(
    `insert into people.membership (id, person_id, organisation_id, position, function_name, since) values ($1, $2, $3, $4, $5, current_date - 10)`,
    [membership, person, organisationId('wierdijk'), position, functionName],
  )
  await house.owner.query(
    `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
     values ($1, $2, $3, $4, 'test', 'test', now() + interval '1 hour')`,
    [newId(), digestOf(secret), person, membership],
  )
  return house.clientWith(`schakel=${secret}`)
}

const download = async (client: Client, path: string): Promise<{ type: string; bytes: Buffer }> => {
  const response = await house.app.inject({ url: path, headers: { cookie: client.cookie } })
  assert.equal(response.statusCode, 200, response.body)
  return { type: String(response.headers['content-type']), bytes: response.rawPayload }
}
