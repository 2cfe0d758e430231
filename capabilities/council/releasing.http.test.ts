// Release through the front door: what is for the council waits for the portfolio holder's office, in whichever way it is tried.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { membershipId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
const cast = {} as Record<'samira' | 'basjan' | 'deruiter' | 'henk' | 'wout' | 'youssef' | 'lotte' | 'bram', Client>

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}
const refused = (answer: Answered, status: number, code: string) => {
  assert.equal(answer.status, status, answer.text)
  const said = [answer.json.code, ...(answer.json.errors ?? []).map((one: { code: string }) => one.code)]
  assert.ok(said.includes(code), answer.text)
}
const openDossier = async (ceiling = 4): Promise<string> =>
  good(await cast.samira.post('/dossiers', { title: 'Havenkwartier', reason: 'x', kind: 'opgave', ceiling }), 201).json
    .dossierId
const follow = async (ceiling = 4) => {
  const dossierId = await openDossier(ceiling)
  good(await cast.samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
  return dossierId
}
const write = async (dossierId: string, text: string, audience = 4, client = cast.samira): Promise<string> =>
  good(await client.post(`/dossiers/${dossierId}/entries`, { text, audience }), 201).json.entryId
const audienceOf = async (entryId: string): Promise<number> =>
  (await house.owner.query('select audience from dossier.entry where id = $1', [entryId])).rows[0].audience
const sees = async (client: Client, dossierId: string, entryId: string) =>
  (await client.get(`/dossiers/${dossierId}/entries/${entryId}`)).status === 200
const release = (dossierId: string, entryIds: string[], audience = 4, client = cast.deruiter) =>
  client.post(`/dossiers/${dossierId}/council/releases`, { entryIds, audience })

before(async () => {
  house = await startHouse({ background: 'asked' })
  for (const who of ['samira', 'basjan', 'deruiter', 'henk', 'wout', 'youssef', 'lotte', 'bram'] as const)
    cast[who] = await house.as(who)
})
after(() => house.stop())

describe('opening', () => {
  test('the owner lets the council follow with an alderman, once, and only a dossier that the council may know', async () => {
    const dossierId = await openDossier()
    const path = `/dossiers/${dossierId}/council`
    assert.equal(good(await cast.samira.get(path)).json.part, null, 'it appears only when it is used')
    refused(await cast.samira.post(path, { portfolioHolderId: membershipId('wout') }), 400, 'council.notAnExecutive')
    refused(await cast.henk.post(path, { portfolioHolderId: membershipId('deruiter') }), 403, 'council.ownsOrDeputises')
    good(await cast.samira.post(path, { portfolioHolderId: membershipId('deruiter') }), 201)
    const { json } = good(await cast.youssef.get(path))
    assert.equal(json.part.portfolioHolder.name, 'Annelies de Ruiter')
    refused(
      await cast.samira.post(path, { portfolioHolderId: membershipId('deruiter') }),
      403,
      'council.hasNoCouncilPart',
    )
    const narrow = await openDossier(3)
    refused(
      await cast.samira.post(`/dossiers/${narrow}/council`, { portfolioHolderId: membershipId('deruiter') }),
      400,
      'council.ceilingReachesCouncil',
    )
    assert.equal((await cast.youssef.get(`/dossiers/${narrow}/council`)).status, 404)
  })

  test('what the house knew already waits for release from that day on, and what the council read stays read', async () => {
    const dossierId = await openDossier()
    const old = await write(dossierId, 'Dit las de raad al.')
    await house.owner.query(
      `insert into dossier.entry (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role, occurred_at,
         audience, first_audience, salt, content_digest, previous, chain)
       select gen_random_uuid(), id, organisation_id, 0, 'uncertainty', 'De bodem.', '{"state":"amber"}', owner_id, 'x', now(), 3, 3, '', '', '', ''
       from dossier.dossier where id = $1`,
      [dossierId],
    )
    good(await cast.samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
    const { json } = good(await cast.deruiter.get('/council/waiting'))
    assert.deepEqual(
      json.items
        .filter((one: { dossierId: string }) => one.dossierId === dossierId)
        .map((one: { kind: string; text: string; byHouse: boolean }) => [one.kind, one.text, one.byHouse])
        .sort(),
      // And why the dossier is there at all: what it says of itself waits like any line.
      [
        ['opening', 'x', true],
        ['uncertainty', 'De bodem.', true],
      ],
    )
    assert.ok(await sees(cast.youssef, dossierId, old))
  })
})

describe('release', () => {
  test('a line that Samira writes for the council waits, and is the council’s when the alderman releases it', async () => {
    const dossierId = await follow()
    const entryId = await write(dossierId, 'De bodem is vuiler dan gedacht.')
    assert.equal(await audienceOf(entryId), 3)
    assert.equal(await sees(cast.youssef, dossierId, entryId), false)
    assert.ok(!(await cast.youssef.get('/search?query=bodem')).text.includes(entryId))
    assert.ok(!(await cast.youssef.get(`/dossiers/${dossierId}/council`)).text.includes('vuiler'))
    assert.equal(good(await cast.samira.get(`/dossiers/${dossierId}/entries/${entryId}/council`)).json.state, 'waiting')
    refused(await release(dossierId, [entryId], 4, cast.samira), 403, 'council.releasesForTheHolder')
    refused(await release(dossierId, [entryId], 4, cast.lotte), 403, 'council.releasesForTheHolder')
    good(await release(dossierId, [entryId]), 204)
    assert.ok(await sees(cast.youssef, dossierId, entryId))
    const mark = good(await cast.youssef.get(`/dossiers/${dossierId}/entries/${entryId}/council`)).json
    assert.equal(mark.state, 'released')
    assert.ok(Date.parse(mark.decidedAt) > Date.parse(mark.markedAt), 'the time it took is there')
    const { json } = good(await cast.deruiter.get(`/dossiers/${dossierId}/council`))
    const waits = json.waiting.map((one: { kind: string }) => one.kind)
    assert.deepEqual([waits, json.released], [['opening'], 1])
    refused(await release(dossierId, [entryId]), 409, 'council.noLongerWaits')
    // The journal still verifies: its chain has the audience under which the line was first kept.
    const { rows } = await house.owner.query('select first_audience from dossier.entry where id = $1', [entryId])
    assert.equal(rows[0].first_audience, 3)
  })

  test('no way around it: not by widening, not by the owner of the database role, not for everybody', async () => {
    const dossierId = await follow(5)
    const entryId = await write(dossierId, 'Langs de zijdeur.', 3)
    for (const audience of [4, 5])
      refused(
        await cast.samira.put(`/dossiers/${dossierId}/entries/${entryId}/audience`, { audience }),
        409,
        'council.onlyByRelease',
      )
    const forAll = await write(dossierId, 'Voor iedereen.', 5)
    assert.equal(await audienceOf(forAll), 3)
    await assert.rejects(house.owner.query('update dossier.entry set audience = 5 where id = $1', [forAll]), {
      message: 'council.onlyByRelease',
    })
    good(await release(dossierId, [forAll], 4), 204)
    refused(
      await cast.samira.put(`/dossiers/${dossierId}/entries/${forAll}/audience`, { audience: 5 }),
      409,
      'council.onlyByRelease',
    )
    assert.equal(await audienceOf(forAll), 4, 'what was released for the council is not yet for everybody')
    good(await release(dossierId, [forAll], 5), 204)
    assert.equal(await audienceOf(forAll), 5)
  })

  test('a question that is asked for the council to read waits with its line, and follows when that is released', async () => {
    const dossierId = await follow()
    const { openItemId, entryId } = good(
      await cast.samira.post(`/dossiers/${dossierId}/open-items`, {
        kind: 'question',
        question: 'Hoeveel vaten liggen er op de kwelderkade?',
        addressee: { membershipId: membershipId('wout') },
        dueOn: new Date(Date.now() + 9 * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' }),
        audience: 4,
      }),
      201,
    ).json
    const asked = async () => (await cast.youssef.get(`/open-items/${openItemId}`)).status
    assert.equal(await asked(), 404)
    assert.ok(!(await cast.youssef.get('/search?query=kwelderkade')).text.includes(openItemId))
    good(await cast.wout.get(`/open-items/${openItemId}`))
    good(await release(dossierId, [entryId]), 204)
    assert.equal(await asked(), 200)
  })

  test('what nobody marked and is for a narrower circle than theirs is not the alderman’s to open', async () => {
    const dossierId = await follow()
    const hidden = await write(dossierId, 'Alleen voor het kernteam.', 1)
    refused(await release(dossierId, [hidden]), 409, 'council.noLongerWaits')
    assert.equal(await audienceOf(hidden), 1)
    good(await cast.samira.put(`/dossiers/${dossierId}/entries/${hidden}/council`, { audience: 4 }), 204)
    good(await release(dossierId, [hidden]), 204)
  })

  test('what the core team keeps to itself, the house does not lay before the alderman', async () => {
    const dossierId = await follow()
    const parties = `/dossiers/${dossierId}/parties`
    good(await cast.samira.post(parties, { name: 'Stille erfgenaam', audience: 1 }), 201)
    good(await cast.samira.post(parties, { name: 'Schippers' }), 201)
    await house.settle()
    const { text } = good(await cast.deruiter.get('/council/waiting'))
    assert.ok(text.includes('Schippers'))
    assert.ok(!text.includes('Stille erfgenaam'))
    const later = await openDossier()
    good(await cast.samira.post(`/dossiers/${later}/parties`, { name: 'Stille erfgename', audience: 1 }), 201)
    good(await cast.samira.post(`/dossiers/${later}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
    assert.ok(!good(await cast.deruiter.get('/council/waiting')).text.includes('Stille erfgename'))
  })

  test('the name of a document is words too: one that names an official does not go to the council', async () => {
    const dossierId = await follow()
    const upload = good(
      await cast.samira.post('/uploads', 'x', {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent('advies Wout Terpstra.txt'),
      }),
      201,
    ).json.uploadId
    const { entryId } = good(
      await cast.samira.post(`/dossiers/${dossierId}/entries`, {
        text: 'Het advies.',
        audience: 4,
        uploads: [{ uploadId: upload, description: 'advies' }],
      }),
      201,
    ).json
    refused(await release(dossierId, [entryId]), 409, 'council.namesOfficials')
  })

  test('in a dossier that the council does not follow, writing for the council is as it was', async () => {
    const dossierId = await openDossier()
    const entryId = await write(dossierId, 'Gewoon voor de raad.')
    assert.ok(await sees(cast.youssef, dossierId, entryId))
    const other = await write(dossierId, 'Eerst niet.', 3)
    good(await cast.samira.put(`/dossiers/${dossierId}/entries/${other}/audience`, { audience: 4 }), 204)
    refused(await cast.samira.put(`/dossiers/${dossierId}/entries/${other}/council`, {}), 403, 'council.hasCouncilPart')
  })

  test('what the alderman writes for the council is released by writing it', async () => {
    const dossierId = await follow()
    good(
      await cast.samira.post(`/dossiers/${dossierId}/involvements`, {
        membershipId: membershipId('deruiter'),
        role: 'team',
      }),
      201,
    )
    const entryId = await write(dossierId, 'Ik meld u dit zelf.', 4, cast.deruiter)
    assert.ok(await sees(cast.youssef, dossierId, entryId))
    assert.equal((await cast.youssef.get(`/dossiers/${dossierId}/entries/${entryId}/council`)).json.state, 'released')
  })

  test('a line for the core team is marked, read by who releases, and by nobody else before', async () => {
    const dossierId = await follow()
    const entryId = await write(dossierId, 'Alleen voor ons gedacht.', 1)
    refused(await cast.henk.put(`/dossiers/${dossierId}/entries/${entryId}/council`, {}), 403, 'council.takesPart')
    good(await cast.basjan.put(`/dossiers/${dossierId}/entries/${entryId}/council`, {}), 204)
    assert.ok((await cast.deruiter.get('/council/waiting')).text.includes('Alleen voor ons'))
    assert.ok(!(await cast.henk.get(`/dossiers/${dossierId}/council`)).text.includes('Alleen voor ons'))
    good(
      await cast.deruiter.post(`/dossiers/${dossierId}/council/refusals`, { entryId, reason: 'Nog niet zeker.' }),
      204,
    )
    const mark = (await cast.samira.get(`/dossiers/${dossierId}/entries/${entryId}/council`)).json
    assert.deepEqual([mark.state, mark.reason], ['refused', 'Nog niet zeker.'])
    assert.equal(await audienceOf(entryId), 1, 'refused stays as narrow as it was')
    good(await cast.samira.put(`/dossiers/${dossierId}/entries/${entryId}/council`, {}), 204)
    assert.equal(
      (await cast.samira.get(`/dossiers/${dossierId}/entries/${entryId}/council`)).json.state,
      'waiting',
      'and may be asked again',
    )
  })

  test('withdrawing needs the office and a reason; the owner cannot take from the council what was released', async () => {
    const dossierId = await follow()
    const entryId = await write(dossierId, 'Te vroeg.')
    good(await release(dossierId, [entryId]), 204)
    refused(
      await cast.samira.put(`/dossiers/${dossierId}/entries/${entryId}/audience`, { audience: 3, reason: 'x' }),
      409,
      'council.onlyByWithdrawal',
    )
    assert.equal(
      (await cast.deruiter.post(`/dossiers/${dossierId}/council/withdrawals`, { entryId, reason: '' })).status,
      400,
    )
    good(
      await cast.deruiter.post(`/dossiers/${dossierId}/council/withdrawals`, {
        entryId,
        reason: 'Het getal klopt niet.',
      }),
      204,
    )
    assert.equal(await sees(cast.youssef, dossierId, entryId), false)
  })

  test('a colleague whom the alderman mandated releases in her name, until she ends it; a dossier’s line is not another’s', async () => {
    const dossierId = await follow()
    const other = await follow()
    const entryId = await write(dossierId, 'Voor de raad.')
    refused(await release(dossierId, [entryId], 4, cast.henk), 403, 'council.releasesForTheHolder')
    refused(
      await cast.samira.post(`/dossiers/${dossierId}/council/mandates`, { membershipId: membershipId('henk') }),
      403,
      'council.holdsThePortfolio',
    )
    const { mandateId } = good(
      await cast.deruiter.post(`/dossiers/${dossierId}/council/mandates`, { membershipId: membershipId('henk') }),
      201,
    ).json
    const elsewhere = await write(other, 'Hier niet.')
    refused(await release(dossierId, [elsewhere], 4, cast.henk), 409, 'council.noLongerWaits')
    assert.equal(await audienceOf(elsewhere), 3)
    good(await release(dossierId, [entryId], 4, cast.henk), 204)
    good(await cast.deruiter.delete(`/dossiers/${dossierId}/council/mandates/${mandateId}`), 204)
    const next = await write(dossierId, 'Nog een.')
    refused(await release(dossierId, [next], 4, cast.henk), 403, 'council.releasesForTheHolder')
  })

  test('no name of an official goes to the council: not the owner’s, not a colleague’s', async () => {
    const dossierId = await follow()
    for (const text of ['Wout zei het.', 'Volgens mevrouw El Amrani.', 'Vraag het henk mulder.']) {
      good(
        await cast.samira.post(`/dossiers/${dossierId}/involvements`, {
          membershipId: membershipId('wout'),
          role: 'adviser',
        }),
        text.startsWith('Wout') ? 201 : 400,
      )
      const entryId = await write(dossierId, text)
      refused(await release(dossierId, [entryId]), 409, 'council.namesOfficials')
      assert.equal(await audienceOf(entryId), 3)
    }
    const fine = await write(dossierId, 'De adviseur ruimte zei het; de haven ook.')
    good(await release(dossierId, [fine]), 204)
  })

  test('what officials ask each other goes no wider than the organisation', async () => {
    const dossierId = await follow()
    const among = good(
      await cast.samira.post(`/dossiers/${dossierId}/open-items`, {
        kind: 'question',
        question: 'Hoe diep is het?',
        addressee: { membershipId: membershipId('wout') },
        dueOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
        audience: 4,
      }),
      201,
    ).json.openItemId as string
    assert.equal((await cast.youssef.get(`/open-items/${among}`)).status, 404)
    assert.equal((await cast.henk.get(`/open-items/${among}`)).status, 200)
  })
})
