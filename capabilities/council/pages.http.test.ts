// The pages of the council as they are served, without JavaScript: reading, releasing, agreeing, informing, and what is refused.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { membershipId, people } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
const cast = {} as Record<'samira' | 'deruiter' | 'henk' | 'youssef' | 'lotte', Client>
let dossierId = ''
let inside = ''

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text.slice(0, 2000))
  return answer
}
const went = (answer: Answered, act: string) => {
  assert.equal(
    answer.status,
    303,
    answer.text.match(/Er klopt iets niet[\s\S]{0,600}/)?.[0] ?? answer.text.slice(0, 500),
  )
  assert.ok(String(answer.headers.location).includes(`gedaan=${act}`), String(answer.headers.location))
}

before(async () => {
  house = await startHouse()
  for (const who of ['samira', 'deruiter', 'henk', 'youssef', 'lotte'] as const) cast[who] = await house.as(who)
  dossierId = good(
    await cast.samira.post('/dossiers', { title: 'Havenkwartier', reason: 'x', kind: 'opgave', ceiling: 5 }),
    201,
  ).json.dossierId
  inside = `/dossiers/${dossierId}/raad`
})
after(() => house.stop())

describe('inside', () => {
  test('as long as the council does not follow, the page says what it is and the owner switches it on', async () => {
    assert.ok(good(await cast.henk.page(inside)).text.includes('De raad kijkt in dit dossier nog niet mee.'))
    assert.ok(good(await cast.samira.page(inside)).text.includes('Annelies de Ruiter'))
    went(
      await cast.samira.submit(inside, 'openCouncilPart', { portfolioHolderId: membershipId('deruiter') }),
      'openCouncilPart',
    )
    assert.ok(good(await cast.samira.page(`/dossiers/${dossierId}`)).text.includes(`href="${inside}"`), 'a tab')
  })

  test('a line is marked on its own page, waits there, and is released and withdrawn by the office', async () => {
    const { entryId } = good(
      await cast.samira.post(`/dossiers/${dossierId}/entries`, { text: 'De bodem valt tegen.', audience: 3 }),
      201,
    ).json
    const line = `/dossiers/${dossierId}/regels/${entryId}`
    assert.ok(good(await cast.samira.page(line)).text.includes('Aanmerken voor de raad'))
    assert.ok(!good(await cast.henk.page(line)).text.includes('Aanmerken voor de raad'))
    went(await cast.samira.submit(`${inside}/regels/${entryId}`, 'markForCouncil', { audience: '4' }), 'markForCouncil')
    assert.ok(good(await cast.samira.page(line)).text.includes('wacht op vrijgave'))
    assert.ok(good(await cast.deruiter.page('/vandaag')).text.includes('Wacht op uw vrijgave'))
    assert.ok(good(await cast.deruiter.page('/raad/vrijgave')).text.includes('Havenkwartier'))
    const office = good(await cast.deruiter.page(inside)).text
    assert.ok(office.includes('De bodem valt tegen.') && office.includes('Wat geeft u vrij?') === false)
    went(await cast.deruiter.submit(inside, 'releaseEntries', { entryIds: entryId, audience: '4' }), 'releaseEntries')
    assert.ok(good(await cast.youssef.page(`/raad/${dossierId}`)).text.includes('De bodem valt tegen.'))
    const empty = await cast.deruiter.submit(inside, 'releaseEntries', { audience: '4' })
    assert.equal(empty.status, 400)
    const back = `${inside}/regels/${entryId}`
    const refusedBack = await cast.deruiter.submit(back, 'withdrawRelease', { reason: '' })
    assert.equal(refusedBack.status, 400)
    went(await cast.deruiter.submit(back, 'withdrawRelease', { reason: 'Nog niet zeker.' }), 'withdrawRelease')
    const page = good(await cast.youssef.page(`/raad/${dossierId}`)).text
    assert.ok(!page.includes('De bodem valt tegen.') && page.includes('Nog niet zeker.'))
  })

  test('an arrangement is proposed with everything typed kept when something is missing, and agreed by the griffier', async () => {
    const typed = {
      weeks: '6',
      triggers: ['gate', 'money'],
      moneyShare: '',
      triggerDays: '0',
      form: 'Een halve pagina.',
    }
    const missing = await cast.samira.submit(inside, 'proposeArrangement', typed)
    assert.equal(missing.status, 400)
    assert.ok(
      missing.text.includes('Vul in vanaf welk deel van het geld') && missing.text.includes('Een halve pagina.'),
    )
    went(await cast.samira.submit(inside, 'proposeArrangement', { ...typed, moneyShare: '60' }), 'proposeArrangement')
    assert.ok(good(await cast.lotte.page('/vandaag')).text.includes('Een informatieafspraak wacht op u'))
    const shown = good(await cast.lotte.page(inside)).text
    const arrangementId = /name="arrangementId" value="([^"]+)"/.exec(shown)![1]!
    went(await cast.lotte.submit(inside, 'agreeToArrangement', { arrangementId }), 'agreeToArrangement')
    assert.ok(good(await cast.youssef.page(`/raad/${dossierId}`)).text.includes('meer dan 60 % van het geld'))
  })

  test('the office informs the council in one form; the owner has no such form', async () => {
    assert.ok(!good(await cast.samira.page(inside)).text.includes('inform-text'))
    went(
      await cast.deruiter.submit(inside, 'informCouncil', { text: 'De stand in maart.', form: 'meeting' }),
      'informCouncil',
    )
    assert.ok(good(await cast.youssef.page(`/raad/${dossierId}`)).text.includes('De stand in maart.'))
  })

  test('ten frames are proposed and adopted in forms; a mistake stands beside its frame', async () => {
    const ten = Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [
        [`text-${i + 1}`, `Kader ${i + 1}`],
        [`owner-${i + 1}`, 'wethouder'],
        [`signal-${i + 1}`, i === 2 ? 'money' : 'none'],
      ]).flat(),
    )
    const wrong = await cast.samira.submit(`${inside}/kaders/voorstel`, 'proposeFrames', { ...ten, reason: 'Begin.' })
    assert.equal(wrong.status, 400, 'a signal on money without a share')
    assert.ok(wrong.text.includes('Kader 7'))
    went(
      await cast.samira.submit(`${inside}/kaders/voorstel`, 'proposeFrames', {
        ...ten,
        'share-3': '100',
        reason: 'Begin.',
      }),
      'proposeFrames',
    )
    const { frameVersionId } = good(
      await cast.samira.post('/frames', {
        rank: 3,
        title: 'Kader van de raad',
        purpose: 'x',
        fixed: 'x',
        movable: 'x',
        source: 'x',
        competentBody: 'gemeenteraad',
        validFrom: '2020-01-01',
      }),
      201,
    ).json
    assert.ok(good(await cast.lotte.page(`${inside}/kaders/besluit`)).text.includes('Kader van de raad'))
    went(
      await cast.lotte.submit(`${inside}/kaders/besluit`, 'adoptFrames', {
        ...ten,
        'share-3': '100',
        text: 'Aangenomen.',
        reason: 'Zo weet iedereen het.',
        residentEffect: 'Duidelijkheid.',
        decidedOn: '2024-01-14',
        frameVersionIds: frameVersionId,
      }),
      'adoptFrames',
    )
    const page = good(await cast.youssef.page(`/raad/${dossierId}`)).text
    assert.ok(page.includes('Tien proceskaders, versie 1') && page.includes('Kader 10'))
    assert.ok(good(await cast.youssef.page(`${inside}/kaders`)).text.includes('Versie 1, vastgesteld 14 januari 2024'))
    assert.ok(good(await cast.samira.page(`/dossiers/${dossierId}`)).text.includes('Proceskaders vastgesteld'))
  })
})

describe('the council', () => {
  test('finds its pages in the menu, in one list, and no name of an official on any of them', async () => {
    const today = good(await cast.youssef.page('/vandaag')).text
    assert.ok(today.includes('href="/raad"'))
    const list = good(await cast.youssef.page('/raad'))
    assert.ok(list.text.includes('Havenkwartier'))
    for (const path of [
      '/raad',
      `/raad/${dossierId}`,
      `/raad/${dossierId}?op=2026-01-01`,
      inside,
      `${inside}/kaders`,
    ]) {
      const { text } = await cast.youssef.page(path)
      for (const one of Object.values(people))
        if (one.at === 'wierdijk' && one.position === 'staff')
          assert.ok(!text.includes(one.name), `${one.name} at ${path}`)
    }
  })

  test('a day that is none is now; a page that is not there is 404 for everybody', async () => {
    assert.ok(good(await cast.youssef.page(`/raad/${dossierId}?op=gisteren`)).text.includes('Havenkwartier'))
    assert.equal((await cast.youssef.page(`/raad/${dossierId}?op=2020-01-01`)).status, 404)
    assert.equal((await cast.youssef.page('/raad/dat-is-geen-nummer')).status, 404)
  })
})
