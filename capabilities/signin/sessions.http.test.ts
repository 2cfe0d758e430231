// Sessions, roles and tokens, through the front door.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { membershipId, organisationId, personId } from '#app/practice/cast.ts'
import { startHouse, type TestHouse } from '#app/testing.ts'
import { browserOf, type TestBrowser } from './testing.ts'
import { localPath } from './web/next.ts'

const become = async (
  house: TestHouse,
  key: Parameters<typeof membershipId>[0],
  agent?: string,
): Promise<TestBrowser> => {
  const browser = browserOf(house, { agent })
  const answer = await browser.submit('/wie-bent-u', 'becomeCast', { membershipId: membershipId(key) })
  assert.equal(answer.status, 303, answer.text)
  return browser
}

describe('a session', () => {
  let house: TestHouse
  before(async () => {
    house = await startHouse()
  })
  after(() => house?.stop())

  test('a secret that somebody planted in the browser does not become a session', async () => {
    const browser = browserOf(house)
    browser.cookies.set('schakel', 'a-secret-that-an-attacker-knows-already-0123')
    await browser.submit('/wie-bent-u', 'becomeCast', { membershipId: membershipId('samira') })
    assert.notEqual(browser.cookies.get('schakel'), 'a-secret-that-an-attacker-knows-already-0123')
    const planted = house.clientWith('schakel=a-secret-that-an-attacker-knows-already-0123')
    assert.equal((await planted.get('/sessions')).status, 401)
  })

  test('the cookie cannot be read by a script, is sent by no other site, and is kept thirty days', async () => {
    const answer = await browserOf(house).submit('/wie-bent-u', 'becomeCast', { membershipId: membershipId('samira') })
    const line = answer.setCookies.find((one) => one.startsWith('schakel='))!
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000'])
      assert.ok(line.includes(flag), `${flag}: ${line}`)
  })

  test('signing out ends it at once, also for whoever copied the cookie', async () => {
    const browser = await become(house, 'wout')
    const copy = house.clientWith(`schakel=${browser.cookies.get('schakel')}`)
    assert.equal((await copy.get('/sessions')).status, 200)
    const answer = await browser.submit('/afmelden', 'signOut')
    assert.equal(answer.location, '/aanmelden?gedaan=signOut')
    assert.equal(browser.cookies.has('schakel'), false)
    assert.equal((await copy.get('/sessions')).status, 401)
  })

  test('Samira sees where she is signed in, and ends the session on her phone', async () => {
    const desk = await become(house, 'samira')
    const phone = await become(
      house,
      'samira',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
    )
    const { items } = (await desk.get('/sessions')).json
    const theirs = items.find((one: { device: string }) => one.device === 'Safari, iPhone')
    assert.equal(items.filter((one: { current: boolean }) => one.current).length, 1)
    assert.equal(items[0].device, 'Firefox, Linux')
    assert.equal((await desk.delete(`/sessions/${theirs.sessionId}`)).status, 204)
    assert.equal((await phone.get('/sessions')).status, 401)
    assert.equal((await desk.get('/sessions')).status, 200)
  })

  test('Wout cannot end a session of Samira', async () => {
    const samira = await become(house, 'samira')
    const wout = await become(house, 'wout')
    const [own] = (await samira.get('/sessions')).json.items
    await wout.delete(`/sessions/${own.sessionId}`)
    assert.equal((await samira.get('/sessions')).status, 200)
  })

  test('signing out everywhere else leaves this one', async () => {
    const first = await become(house, 'gerrit')
    const second = await become(house, 'gerrit')
    assert.equal((await second.submit('/mijn-aanmelding', 'revokeOtherSessions')).status, 303)
    assert.equal((await first.get('/sessions')).status, 401)
    assert.equal((await second.get('/sessions')).json.items.length, 1)
  })

  test('after twelve hours without a request, or thirty days in all, it is over', async () => {
    const browser = await become(house, 'henk')
    const age = (set: string) =>
      house.owner.query(`update signin.session set ${set} where person_id = $1`, [personId('henk')])
    await age(`last_used_at = now() - interval '11 hours 59 minutes'`)
    assert.equal((await browser.get('/sessions')).status, 200)
    await age(`last_used_at = now() - interval '12 hours 1 minute'`)
    assert.equal((await browser.get('/sessions')).status, 401)
    await age(`last_used_at = now(), expires_at = now() - interval '1 second'`)
    assert.equal((await browser.get('/sessions')).status, 401)
  })

  test('when it was last used is written once in five minutes', async () => {
    const browser = await become(house, 'lotte')
    const of = async () =>
      (
        await house.owner.query('select last_used_at, xmin::text from signin.session where person_id = $1', [
          personId('lotte'),
        ])
      ).rows[0]
    const before = await of()
    await browser.get('/sessions')
    assert.equal((await of()).xmin, before.xmin)
    await house.owner.query(
      `update signin.session set last_used_at = now() - interval '6 minutes' where person_id = $1`,
      [personId('lotte')],
    )
    await browser.get('/sessions')
    assert.ok(Date.now() - (await of()).last_used_at.getTime() < 60_000)
  })

  test('Omar goes on in his other role under a new secret; the old one is worth nothing', async () => {
    const omar = await become(house, 'omar')
    const old = omar.cookies.get('schakel')
    const answer = await omar.submit('/rol', 'switchRole', {
      membershipId: membershipId('omar', 2),
      verder: '/dossiers?wat=mijn',
    })
    assert.equal(answer.location, '/dossiers?wat=mijn')
    assert.notEqual(omar.cookies.get('schakel'), old)
    assert.equal((await house.clientWith(`schakel=${old}`).get('/sessions')).status, 401)
    const { rows } = await house.owner.query(
      'select membership_id from signin.session where person_id = $1 and revoked_at is null',
      [personId('omar')],
    )
    assert.deepEqual(rows, [{ membership_id: membershipId('omar', 2) }])
  })

  test('nobody takes a role of somebody else, and asking for it does not sign them out', async () => {
    const samira = await become(house, 'samira')
    const answer = await samira.submit('/rol', 'switchRole', { membershipId: membershipId('theo'), verder: '/' })
    assert.equal(answer.status, 403)
    assert.equal((await samira.get('/sessions')).status, 200)
  })

  test('a role that ended is no role any more, from the next request on', async () => {
    const bram = await become(house, 'bram')
    await house.owner.query(`update people.membership set until = current_date - 1 where id = $1`, [
      membershipId('bram'),
    ])
    assert.equal((await bram.get('/sessions')).status, 401)
  })

  test('who an organisation let in has only the roles in that organisation', async () => {
    const omar = await become(house, 'omar')
    await house.owner.query('update signin.session set organisation_id = $2 where person_id = $1', [
      personId('omar'),
      organisationId('welzijn'),
    ])
    assert.equal((await omar.submit('/rol', 'switchRole', { membershipId: membershipId('omar', 2) })).status, 403)
    const page = await omar.page('/mijn-aanmelding')
    assert.ok(page.text.includes('U bent binnengelaten door Stichting Welzijn Wierdijk'))
    assert.equal((await omar.post('/passkey-registrations')).status, 403)
  })

  test('the language is chosen without signing in, and leads back to where one was', async () => {
    const browser = browserOf(house)
    const answer = await browser.submit('/taal', 'chooseLanguage', { language: 'en', verder: '/wie-bent-u' })
    assert.equal(answer.location, '/wie-bent-u')
    assert.ok((await browser.page('/wie-bent-u')).text.includes('Who are you today?'))
  })

  test('nobody is led to another website', async () => {
    const samira = await become(house, 'samira')
    for (const verder of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '\\/evil.example',
      '/\t/evil.example',
      '/.//evil.example',
      '/%0a//x',
      'javascript:alert(1)',
      '/\n/evil.example',
      '///evil.example',
    ]) {
      const { location } = await samira.submit('/rol', 'switchRole', { membershipId: membershipId('samira'), verder })
      assert.equal(new URL(location, house.config.origin).origin, house.config.origin, verder)
      assert.ok(!location.startsWith('//'), verder)
    }
    assert.equal(localPath('/dossiers/1?a=b#c'), '/dossiers/1?a=b#c')
    assert.equal(localPath('/a/../..//evil.example'), '/')
  })
})

describe('a personal access token', () => {
  let house: TestHouse
  let samira: TestBrowser
  before(async () => {
    house = await startHouse()
    samira = await become(house, 'samira')
  })
  after(() => house?.stop())

  const withToken = (secret: string) => {
    const { nobody } = house
    const headers = { authorization: `Bearer ${secret}` }
    return {
      get: (path: string) => nobody.get(path, headers),
      post: (path: string, body: unknown) => nobody.post(path, body, headers),
      delete: (path: string) => nobody.delete(path, undefined, headers),
    }
  }
  const make = async (scopes: string[], expiresInDays = 30) => {
    const answer = await samira.post('/tokens', { name: 'export', scopes, expiresInDays })
    assert.equal(answer.status, 201, answer.text)
    return answer.json as { tokenId: string; secret: string }
  }

  test('it opens what its scopes name, and nothing else', async () => {
    const reader = withToken((await make(['dossier:read'])).secret)
    assert.equal((await reader.get('/dossiers')).status, 200)
    const refused = await reader.post('/dossiers', { title: 'a', reason: 'b', kind: 'opgave' })
    assert.equal(refused.status, 403)
    assert.equal(refused.json.code, 'signin.tokenScope')
  })

  test('it hears no answer again to what it may not do', async () => {
    const body = { title: 'Eenmaal', reason: 'daarom', kind: 'opgave' }
    const key = { 'idempotency-key': 'heard-once' }
    const herself = house.clientWith(`schakel=${samira.cookies.get('schakel')}`)
    const { dossierId } = (await herself.post('/dossiers', body, key)).json
    const { secret } = await make(['dossier:read'])
    const headers = { ...key, authorization: `Bearer ${secret}` }
    assert.equal((await house.clientWith('').post('/dossiers', body, headers)).json.code, 'signin.tokenScope')
    assert.equal((await herself.post('/dossiers', body, key)).json.dossierId, dossierId)
  })

  test('it makes no tokens and touches no sessions, whatever its scopes', async () => {
    const all = withToken((await make(['*:read', '*:write'])).secret)
    assert.equal((await all.get('/dossiers')).status, 200)
    for (const answer of [
      await all.post('/tokens', { name: 'more', scopes: ['*:write'], expiresInDays: 365 }),
      await all.get('/tokens'),
      await all.get('/sessions'),
      await all.delete('/sessions'),
      await all.post('/passkey-registrations', {}),
    ]) {
      assert.equal(answer.status, 403)
      assert.equal(answer.json.code, 'signin.isInTheBrowser')
    }
  })

  test('a scope that does not exist, or more than a year, is not given', async () => {
    for (const body of [
      { name: 'x', scopes: ['signin:write'], expiresInDays: 1 },
      { name: 'x', scopes: [], expiresInDays: 1 },
      { name: 'x', scopes: ['*:read'], expiresInDays: 366 },
      { name: 'x', scopes: ['*:read'], expiresInDays: 0 },
    ])
      assert.equal((await samira.post('/tokens', body)).status, 400)
  })

  test('it ends on its day, and at once when it is revoked', async () => {
    const one = await make(['*:read'])
    assert.equal((await withToken(one.secret).get('/dossiers')).status, 200)
    await house.owner.query(`update signin.token set expires_at = now() - interval '1 second' where id = $1`, [
      one.tokenId,
    ])
    assert.equal((await withToken(one.secret).get('/dossiers')).status, 401)
    const other = await make(['*:read'])
    assert.equal((await samira.delete(`/tokens/${other.tokenId}`)).status, 204)
    assert.equal((await withToken(other.secret).get('/dossiers')).status, 401)
  })

  test('its secret is nowhere in the database, also not to answer a repetition', async () => {
    const answer = await house
      .clientWith(`schakel=${samira.cookies.get('schakel')}`)
      .post('/tokens', { name: 'once', scopes: ['*:read'], expiresInDays: 1 }, { 'idempotency-key': 'the same' })
    const { secret } = answer.json
    const { rows } = await house.owner.query(
      `select count(*)::int as n from foundation.idempotency where answer like '%' || $1 || '%'`,
      [secret],
    )
    assert.equal(rows[0].n, 0)
    assert.match(secret, /^schakel_[\w-]{43}$/)
  })

  test('the page shows it once', async () => {
    const made = await samira.submit('/mijn-aanmelding', 'createToken', {
      name: 'weekbericht',
      scopes: ['dossier:read', '*:read'],
      expiresInDays: '30',
    })
    assert.equal(made.location, '/mijn-aanmelding?gedaan=createToken')
    const first = await samira.page(made.location)
    const [, secret] = /<code[^>]*>(schakel_[\w-]{43})<\/code>/.exec(first.text)!
    assert.equal((await withToken(secret!).get('/dossiers')).status, 200)
    const second = await samira.page(made.location)
    assert.ok(!second.text.includes(secret!))
    assert.ok(second.text.includes('weekbericht'))
  })

  test('Wout does not see or revoke the tokens of Samira', async () => {
    const token = await make(['*:read'])
    const wout = await become(house, 'wout')
    assert.deepEqual((await wout.get('/tokens')).json.items, [])
    await wout.delete(`/tokens/${token.tokenId}`)
    assert.equal((await withToken(token.secret).get('/dossiers')).status, 200)
  })
})

describe('an installation with https', () => {
  let house: TestHouse
  before(async () => {
    house = await startHouse({ practice: true, env: { ORIGIN: 'https://schakel.example' } })
  })
  after(() => house?.stop())

  test('every cookie is bound to this host and goes over TLS only', async () => {
    const browser = browserOf(house)
    const answer = await browser.submit('/wie-bent-u', 'becomeCast', { membershipId: membershipId('samira') })
    const token = await browser.submit('/mijn-aanmelding', 'createToken', {
      name: 'x',
      scopes: ['*:read'],
      expiresInDays: '7',
    })
    for (const line of [...answer.setCookies, ...token.setCookies]) {
      assert.ok(line.startsWith('__Host-'), line)
      for (const flag of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) assert.ok(line.includes(flag), line)
      assert.ok(!/Domain=/i.test(line), line)
    }
    assert.ok(browser.cookies.has('__Host-schakel'))
  })
})
