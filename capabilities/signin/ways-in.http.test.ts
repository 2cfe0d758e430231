// Every way in that this house knows itself, through the front door, as in production.
import assert from 'node:assert/strict'
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { Secret, TOTP } from 'otpauth'
import { emailOf, membershipId, organisationId, type PersonKey, personId } from '#app/practice/cast.ts'
import { startHouse, type TestHouse } from '#app/testing.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import { browserOf, type TestBrowser } from './testing.ts'

let house: TestHouse
before(async () => {
  house = await startHouse({ practice: false })
})
after(() => house?.stop())
beforeEach(async () => {
  await house.owner.query('delete from signin.trying')
})

const waiting = async () =>
  (await house.owner.query('select to_address, subject, body from foundation.mail order by made_at')).rows
const linkTo = async (email: string): Promise<string> => {
  const mine = (await waiting()).filter((mail) => mail.to_address === email)
  const [, path] = /http:\/\/127\.0\.0\.1:3000(\/\S+)/.exec(mine.at(-1)!.body)!
  return path!
}
/** Signs somebody in with a link by mail. */
const byMail = async (key: PersonKey, browser = browserOf(house)): Promise<TestBrowser> => {
  await browser.submit('/aanmelden', 'askMailLink', { email: emailOf(key) })
  const path = await linkTo(emailOf(key))
  const answer = await browser.submit(path, 'followMailLink')
  assert.equal(answer.location, '/vandaag', answer.text)
  return browser
}
const isIn = async (browser: TestBrowser) => (await browser.get('/sessions')).status === 200

describe('a link by mail', () => {
  test('brings Samira in, in the browser that asked, where she wanted to go', async () => {
    const browser = browserOf(house)
    const sent = await browser.submit('/aanmelden', 'askMailLink', {
      email: ' Samira@Wierdijk.example ',
      next: '/zoeken?query=dijk',
    })
    assert.equal(sent.location, '/aanmelden/verstuurd')
    const path = await linkTo(emailOf('samira'))
    const page = await browser.page(path)
    assert.ok(page.text.includes('Nu aanmelden'))
    assert.ok(!page.text.includes('in een andere browser'))
    const answer = await browser.submit(path, 'followMailLink')
    assert.equal(answer.location, '/zoeken?query=dijk')
    assert.equal(await isIn(browser), true)
    const { rows } = await house.owner.query(
      `select count(*)::int as n from signin.link where encode(digest, 'hex') like '%' || $1 || '%'`,
      [path.split('/').at(-1)],
    )
    assert.equal(rows[0].n, 0)
  })

  test('whoever looks at it in a mail filter does not use it up; pressing the button does', async () => {
    const browser = browserOf(house)
    await browser.submit('/aanmelden', 'askMailLink', { email: emailOf('wout') })
    const path = await linkTo(emailOf('wout'))
    const scanner = browserOf(house)
    for (let i = 0; i < 3; i++) assert.ok((await scanner.page(path)).text.includes('in een andere browser'))
    assert.equal((await browser.submit(path, 'followMailLink')).location, '/vandaag')
    assert.equal((await scanner.submit(path, 'followMailLink')).status, 409)
    assert.ok((await scanner.page(path)).text.includes('Deze link werkt niet meer'))
    assert.equal(await isIn(scanner), false)
  })

  test('two who press at the same moment get one session', async () => {
    const browser = browserOf(house)
    await browser.submit('/aanmelden', 'askMailLink', { email: emailOf('gerrit') })
    const path = await linkTo(emailOf('gerrit'))
    const answers = await Promise.all([1, 2, 3, 4].map(() => browserOf(house).submit(path, 'followMailLink')))
    assert.deepEqual(answers.map((one) => one.status).sort(), [303, 409, 409, 409])
  })

  test('it is over after a quarter of an hour', async () => {
    await browserOf(house).submit('/aanmelden', 'askMailLink', { email: emailOf('henk') })
    const path = await linkTo(emailOf('henk'))
    const { rows } = await house.owner.query(
      `select expires_at - made_at as life from signin.link where person_id = $1`,
      [personId('henk')],
    )
    assert.equal(rows[0].life.minutes, 15)
    await house.owner.query(`update signin.link set expires_at = now() - interval '1 second' where person_id = $1`, [
      personId('henk'),
    ])
    assert.equal((await browserOf(house).submit(path, 'followMailLink')).status, 409)
  })

  test('an unknown address gets the same answer, and no mail', async () => {
    const before = (await waiting()).length
    const known = await browserOf(house).submit('/aanmelden', 'askMailLink', { email: emailOf('lotte') })
    const unknown = await browserOf(house).submit('/aanmelden', 'askMailLink', { email: 'niemand@wierdijk.example' })
    assert.equal(known.status, unknown.status)
    assert.equal(known.location, unknown.location)
    assert.equal(known.text, unknown.text)
    const flags = (line: string) => line.replace(/=[^;]*/, '=…')
    assert.deepEqual(known.setCookies.map(flags), unknown.setCookies.map(flags))
    assert.equal((await waiting()).length, before + 1)
  })

  test('who has no role here any more gets none', async () => {
    await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
      membershipId('bram'),
    ])
    const before = (await waiting()).length
    await browserOf(house).submit('/aanmelden', 'askMailLink', { email: emailOf('bram') })
    assert.equal((await waiting()).length, before)
  })

  test('asking again and again fills nobody’s mailbox, and the answer stays the same', async () => {
    const before = (await waiting()).length
    const answers = []
    for (let i = 0; i < 12; i++)
      answers.push(await browserOf(house).submit('/aanmelden', 'askMailLink', { email: emailOf('ilse') }))
    assert.deepEqual(new Set(answers.map((one) => one.location)), new Set(['/aanmelden/verstuurd']))
    const sent = (await waiting()).length - before
    assert.ok(sent >= 5 && sent <= 7, String(sent))
    // The link that did arrive still works.
    assert.equal((await browserOf(house).submit(await linkTo(emailOf('ilse')), 'followMailLink')).location, '/vandaag')
  })

  test('what is no address is said beside the field', async () => {
    const answer = await browserOf(house).submit('/aanmelden', 'askMailLink', { email: 'geen adres' })
    assert.equal(answer.status, 400)
    assert.ok(answer.text.includes('Vul een e-mailadres in'))
  })

  test('a link that was cut off is a link that does not work', async () => {
    assert.equal((await browserOf(house).page('/aanmelden/link/abc')).status, 200)
    assert.ok((await browserOf(house).page('/aanmelden/link/abc')).text.includes('Deze link werkt niet meer'))
  })
})

const GOOD = 'paard accu nietje regen'

/** Sets a password for somebody; answers what their authenticator app knows and the recovery codes. */
const withPassword = async (key: PersonKey, password = GOOD) => {
  // A code holds for half a minute: a test that begins at the end of one would speak of two.
  const left = 30_000 - (Date.now() % 30_000)
  if (left < 8_000) await new Promise((done) => setTimeout(done, left + 50))
  const browser = await byMail(key)
  const page = await browser.page('/mijn-aanmelding/wachtwoord')
  const [, shown] = /data-setup-secret[^>]*>([A-Z2-7 ]+)</.exec(page.text)!
  const totp = new TOTP({ secret: Secret.fromBase32(shown!.replaceAll(' ', '')), digits: 6, period: 30 })
  const answer = await browser.submit('/mijn-aanmelding/wachtwoord', 'setPassword', { password, code: totp.generate() })
  assert.equal(answer.location, '/mijn-aanmelding?gedaan=setPassword', answer.text)
  const after = await browser.page(answer.location)
  const codes = [...after.text.matchAll(/<code>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})<\/code>/g)].map(
    (match) => match[1]!,
  )
  assert.equal(codes.length, 10)
  assert.ok(!(await browser.page(answer.location)).text.includes(codes[0]!), 'shown once')
  return { browser, totp, codes, code: (steps = 0) => totp.generate({ timestamp: Date.now() + steps * 30_000 }) }
}
/** So that a code of this half minute may be used again in a test that lasts a second. */
const forgetStep = (key: PersonKey) =>
  house.owner.query('update signin.second_factor set last_step = 0 where person_id = $1', [personId(key)])
const givePassword = (browser: TestBrowser, key: PersonKey, password = GOOD) =>
  browser.submit('/aanmelden', 'signInWithPassword', { email: emailOf(key), password })

describe('a password', () => {
  test('is never enough: the code of the phone comes after it, and each code works once', async () => {
    const { code } = await withPassword('samira')
    const browser = browserOf(house)
    assert.equal((await givePassword(browser, 'samira')).location, '/aanmelden/code')
    assert.equal(await isIn(browser), false)
    // The code that set it up was used already.
    assert.equal(
      (await browser.submit('/aanmelden/code', 'giveCode', { code: code() })).location,
      '/aanmelden/code?fout=code',
    )
    assert.equal((await browser.submit('/aanmelden/code', 'giveCode', { code: code(1) })).location, '/vandaag')
    assert.equal(await isIn(browser), true)
    const other = browserOf(house)
    await givePassword(other, 'samira')
    assert.equal(
      (await other.submit('/aanmelden/code', 'giveCode', { code: code(1) })).location,
      '/aanmelden/code?fout=code',
    )
  })

  test('a clock that is half a minute off is forgiven, more is not', async () => {
    const { code } = await withPassword('wout')
    for (const [steps, expected] of [
      [-3, '/aanmelden/code?fout=code'],
      [3, '/aanmelden/code?fout=code'],
      [-1, '/vandaag'],
    ] as const) {
      await forgetStep('wout')
      const browser = browserOf(house)
      await givePassword(browser, 'wout')
      assert.equal((await browser.submit('/aanmelden/code', 'giveCode', { code: code(steps) })).location, expected)
    }
  })

  test('a recovery code works once, however it is typed', async () => {
    const { codes } = await withPassword('gerrit')
    const first = browserOf(house)
    await givePassword(first, 'gerrit')
    assert.equal(
      (await first.submit('/aanmelden/code', 'giveCode', { code: codes[3]!.toLowerCase().replaceAll('-', ' ') }))
        .location,
      '/vandaag',
    )
    const second = browserOf(house)
    await givePassword(second, 'gerrit')
    assert.equal(
      (await second.submit('/aanmelden/code', 'giveCode', { code: codes[3]! })).location,
      '/aanmelden/code?fout=code',
    )
  })

  test('a wrong password and an unknown address are answered alike, and as slowly', async () => {
    await withPassword('henk')
    const time = async (email: string) => {
      const browser = browserOf(house, { ip: `198.51.100.${Math.floor(Math.random() * 250)}` })
      const begin = performance.now()
      const answer = await browser.submit('/aanmelden', 'signInWithPassword', { email, password: 'dit is het niet' })
      return { ms: performance.now() - begin, location: answer.location }
    }
    await time(emailOf('henk'))
    const median = async (email: string) => {
      const all = []
      for (let i = 0; i < 5; i++) all.push(await time(email))
      assert.deepEqual(new Set(all.map((one) => one.location)), new Set(['/aanmelden?fout=wachtwoord']))
      return all.map((one) => one.ms).sort((a, b) => a - b)[2]!
    }
    const [known, unknown] = [await median(emailOf('henk')), await median('niemand@wierdijk.example')]
    // Without the comparison an unknown address would be some ten times as fast.
    assert.ok(unknown > known / 3 && known > unknown / 3, `${known} ${unknown}`)
  })

  test('one that everybody tries, or a short one, is not taken', async () => {
    const browser = await byMail('ilse')
    for (const password of ['Wachtwoord123', 'elf tekens!', '111111111111', emailOf('ilse'), 'welkomwelkom!']) {
      const answer = await browser.submit('/mijn-aanmelding/wachtwoord', 'setPassword', { password, code: '123456' })
      assert.equal(answer.status, 400, password)
      assert.ok(/te makkelijk te raden|te kort/.test(answer.text), password)
    }
  })

  test('nothing is set up with a code that does not belong to the picture', async () => {
    const browser = await byMail('ilse')
    await browser.page('/mijn-aanmelding/wachtwoord')
    const answer = await browser.submit('/mijn-aanmelding/wachtwoord', 'setPassword', {
      password: GOOD,
      code: '000000',
    })
    assert.equal(answer.status, 400)
    assert.ok(answer.text.includes('Deze code klopt niet'))
    const { rows } = await house.owner.query('select from signin.password where person_id = $1', [personId('ilse')])
    assert.equal(rows.length, 0)
  })

  test('is kept as argon2id, and the second factor encrypted', async () => {
    await withPassword('karin')
    const { rows } = await house.owner.query(
      'select w.hash, s.sealed from signin.password w join signin.second_factor s using (person_id) where person_id = $1',
      [personId('karin')],
    )
    assert.match(rows[0].hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    assert.match(rows[0].sealed, /^[\w-]+$/)
    const { rows: readable } =
      await house.owner.query(`select has_table_privilege('schakel_app', 'signin.password', 'select') as p,
      has_table_privilege('schakel_app', 'signin.second_factor', 'select') as f, has_column_privilege('schakel_app', 'signin.provider', 'sealed_secret', 'select') as s`)
    assert.deepEqual(readable, [{ p: false, f: false, s: false }])
  })

  test('guessing makes the guesser wait, and nobody else', async () => {
    const { browser: desk, code } = await withPassword('bas')
    const attacker = browserOf(house, { ip: '198.51.100.66' })
    const answers = []
    for (let i = 0; i < 8; i++) answers.push((await givePassword(attacker, 'bas', `geraden wachtwoord ${i}`)).location)
    assert.deepEqual(new Set(answers.slice(0, 5)), new Set(['/aanmelden?fout=wachtwoord']))
    assert.equal(answers.at(-1), '/aanmelden?fout=wacht')
    // Also the right one: otherwise waiting would tell which it is.
    assert.equal((await givePassword(attacker, 'bas')).location, '/aanmelden?fout=wacht')
    // From elsewhere, and in the browser in which Bas was before, also behind the same address.
    assert.equal((await givePassword(browserOf(house, { ip: '198.51.100.67' }), 'bas')).location, '/aanmelden/code')
    await desk.submit('/afmelden', 'signOut')
    const same = browserOf(house, { ip: '198.51.100.66' })
    for (const [name, value] of desk.cookies) same.cookies.set(name, value)
    assert.equal((await givePassword(same, 'bas')).location, '/aanmelden/code')
    assert.equal((await same.submit('/aanmelden/code', 'giveCode', { code: code(1) })).location, '/vandaag')
  })

  test('many guessing from everywhere do not keep Iris out of her own browser, nor from a link by mail', async () => {
    const { browser } = await withPassword('iris')
    for (let i = 0; i < 60; i++)
      await givePassword(browserOf(house, { ip: `192.0.2.${i}` }), 'iris', `geraden wachtwoord ${i}`)
    assert.equal(
      (await givePassword(browserOf(house, { ip: '192.0.2.200' }), 'iris')).location,
      '/aanmelden?fout=wacht',
    )
    assert.equal((await givePassword(browser, 'iris')).location, '/aanmelden/code')
  })

  test('twelve guesses at the same moment are not twelve chances', async () => {
    await withPassword('priya')
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        givePassword(browserOf(house, { ip: '198.51.100.99' }), 'priya', `geraden wachtwoord ${i}`),
      ),
    )
    assert.ok(answers.filter((one) => one.location === '/aanmelden?fout=wachtwoord').length <= 6)
  })

  test('codes cannot be guessed one after another', async () => {
    await withPassword('femke')
    const browser = browserOf(house)
    await givePassword(browser, 'femke')
    const answers = []
    for (let i = 0; i < 8; i++)
      answers.push((await browser.submit('/aanmelden/code', 'giveCode', { code: String(100_000 + i) })).location)
    assert.equal(answers.at(-1), '/aanmelden/code?fout=wacht')
  })

  test('half signed in is not handed on: another browser without the step begins anew', async () => {
    assert.equal(
      (await browserOf(house).submit('/aanmelden/code', 'giveCode', { code: '123456' })).location,
      '/aanmelden?fout=verlopen',
    )
    const forger = browserOf(house)
    forger.cookies.set(
      'schakel-stap',
      Buffer.from(JSON.stringify({ personId: personId('samira'), method: 'password', next: '/' })).toString(
        'base64url',
      ),
    )
    assert.equal(
      (await forger.submit('/aanmelden/code', 'giveCode', { code: '123456' })).location,
      '/aanmelden?fout=verlopen',
    )
  })

  test('who has a second factor is asked for it after a link by mail, too', async () => {
    const { code } = await withPassword('ruben')
    const browser = browserOf(house)
    await browser.submit('/aanmelden', 'askMailLink', { email: emailOf('ruben') })
    assert.equal((await browser.submit(await linkTo(emailOf('ruben')), 'followMailLink')).location, '/aanmelden/code')
    assert.equal(await isIn(browser), false)
    assert.equal((await browser.submit('/aanmelden/code', 'giveCode', { code: code(1) })).location, '/vandaag')
  })

  test('forgotten: a new one by mail, still with the code, and then every other session ends', async () => {
    const { browser: desk, code } = await withPassword('theo')
    const phone = browserOf(house)
    await phone.submit('/aanmelden/wachtwoord-vergeten', 'askPasswordReset', { email: emailOf('theo') })
    const path = await linkTo(emailOf('theo'))
    assert.match(path, /^\/aanmelden\/nieuw-wachtwoord\//)
    const choose = (fields: Record<string, string>) => phone.submit(path, 'resetPassword', fields)
    assert.equal((await choose({ password: 'regen fiets kanaal boom', code: '000000' })).location, `${path}?fout=code`)
    assert.equal((await choose({ password: 'wachtwoord123', code: code(1) })).status, 400)
    assert.equal(await isIn(desk), true)
    assert.equal((await choose({ password: 'regen fiets kanaal boom', code: code(1) })).location, '/vandaag')
    assert.equal(await isIn(phone), true)
    assert.equal(await isIn(desk), false)
    assert.equal((await choose({ password: 'nog een keer dezelfde', code: code(1) })).status, 409)
    assert.equal((await givePassword(browserOf(house), 'theo')).location, '/aanmelden?fout=wachtwoord')
    assert.equal((await givePassword(browserOf(house), 'theo', 'regen fiets kanaal boom')).location, '/aanmelden/code')
    // A link to sign in does not reset, and the other way round.
    assert.equal(
      (await browserOf(house).submit(path.replace('nieuw-wachtwoord', 'link'), 'followMailLink')).status,
      409,
    )
  })

  test('changing it ends the other sessions and asks the code; removing it takes the second factor along', async () => {
    const { browser, codes } = await withPassword('nadia')
    const other = await (async () => {
      const one = browserOf(house)
      await givePassword(one, 'nadia')
      assert.equal((await one.submit('/aanmelden/code', 'giveCode', { code: codes[0]! })).location, '/vandaag')
      return one
    })()
    assert.equal(
      (
        await browser.submit('/mijn-aanmelding/wachtwoord', 'setPassword', {
          password: 'molen water gras lucht',
          code: '000000',
        })
      ).location,
      '/mijn-aanmelding/wachtwoord?fout=code',
    )
    assert.equal(
      (
        await browser.submit('/mijn-aanmelding/wachtwoord', 'setPassword', {
          password: 'molen water gras lucht',
          code: codes[1]!,
        })
      ).location,
      '/mijn-aanmelding?gedaan=setPassword',
    )
    assert.equal(await isIn(other), false)
    assert.equal(await isIn(browser), true)
    assert.equal(
      (await browser.submit('/mijn-aanmelding/wachtwoord', 'removePassword', { code: codes[2]! })).location,
      '/mijn-aanmelding?gedaan=removePassword',
    )
    const { rows } = await house.owner.query(
      'select (select count(*) from signin.second_factor where person_id = $1)::int as f, (select count(*) from signin.recovery_code where person_id = $1)::int as c',
      [personId('nadia')],
    )
    assert.deepEqual(rows, [{ f: 0, c: 0 }])
  })
})

/** A device that keeps passkeys, as a phone does. */
const deviceFor = (rpId: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const { x, y } = publicKey.export({ format: 'jwk' })
  let counter = 0
  const authData = (attested: boolean, flags = 0x05) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const head = Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([attested ? flags | 0x40 : flags]),
      count,
    ])
    if (!attested) return head
    const key = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x!, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y!, 'base64url'))],
      ]) as never,
    )
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    return Buffer.concat([head, Buffer.alloc(16), length, id, Buffer.from(key)])
  }
  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  return {
    count: (to: number) => {
      counter = to
    },
    register: (challenge: string, origin: string) => ({
      id: b64(id),
      rawId: b64(id),
      type: 'public-key',
      response: {
        clientDataJSON: b64(clientData('webauthn.create', challenge, origin)),
        attestationObject: b64(
          isoCBOR.encode(
            new Map<string, unknown>([
              ['fmt', 'none'],
              ['attStmt', new Map()],
              ['authData', new Uint8Array(authData(true))],
            ]) as never,
          ),
        ),
        transports: ['internal'],
      },
    }),
    sign: (challenge: string, origin: string, flags = 0x05) => {
      counter++
      const data = authData(false, flags)
      const client = clientData('webauthn.get', challenge, origin)
      const signature = createSign('sha256')
        .update(data)
        .update(createHash('sha256').update(client).digest())
        .sign(privateKey)
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key',
        response: { clientDataJSON: b64(client), authenticatorData: b64(data), signature: b64(signature) },
      }
    },
  }
}

describe('a passkey', () => {
  const ORIGIN = 'http://127.0.0.1:3000'
  const device = deviceFor('127.0.0.1')
  const begin = async (browser: TestBrowser): Promise<string> =>
    (await browser.post('/passkey-challenges')).json.challenge
  const finish = (browser: TestBrowser, credential: object, next = '') =>
    browser.post('/passkey-sessions', { credential, next })

  test('is made by who is signed in, from the challenge of this browser, once', async () => {
    const marleen = await byMail('marleen')
    const options = (await marleen.post('/passkey-registrations')).json
    assert.deepEqual(
      options.pubKeyCredParams.map((one: { alg: number }) => one.alg),
      [-7, -8, -257],
    )
    assert.equal(options.authenticatorSelection.residentKey, 'required')
    assert.equal(options.authenticatorSelection.userVerification, 'required')
    const wrong = device.register(options.challenge, 'https://evil.example')
    assert.equal((await marleen.post('/passkeys', { credential: wrong })).status, 400)
    const right = device.register(options.challenge, ORIGIN)
    const other = await byMail('omar')
    assert.equal((await other.post('/passkeys', { credential: right })).status, 400)
    const before = marleen.cookies.get('schakel-sleutel')!
    assert.equal((await marleen.post('/passkeys', { credential: right, name: 'telefoon' })).status, 201)
    marleen.cookies.set('schakel-sleutel', before)
    assert.equal((await marleen.post('/passkeys', { credential: right })).status, 400)
    assert.deepEqual(
      (await marleen.get('/passkeys')).json.items.map((one: { name: string }) => one.name),
      ['telefoon'],
    )
  })

  test('brings Marleen in with nothing to type', async () => {
    const browser = browserOf(house)
    const challenge = await begin(browser)
    const answer = await finish(browser, device.sign(challenge, ORIGIN), '/dossiers')
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.json.next, '/dossiers')
    assert.equal(await isIn(browser), true)
    const { rows } = await house.owner.query('select person_id from signin.session where digest = $1', [
      digestOf(browser.cookies.get('schakel')!),
    ])
    assert.equal(rows[0].person_id, personId('marleen'))
  })

  test('an answer that was heard on the line is worth nothing a second time', async () => {
    const browser = browserOf(house)
    const challenge = await begin(browser)
    const sealed = browser.cookies.get('schakel-sleutel')!
    const said = device.sign(challenge, ORIGIN)
    assert.equal((await finish(browser, said)).status, 200)
    const thief = browserOf(house)
    thief.cookies.set('schakel-sleutel', sealed)
    assert.equal((await finish(thief, said)).status, 400)
    assert.equal(await isIn(thief), false)
  })

  test('another website, another challenge, no finger on the device, an older counter: all refused alike', async () => {
    const refused = async (make: (challenge: string, browser: TestBrowser) => object | Promise<object>) => {
      const browser = browserOf(house)
      const challenge = await begin(browser)
      const answer = await finish(browser, await make(challenge, browser))
      assert.equal(answer.status, 400)
      assert.equal(answer.json.code, 'signin.passkeyRefused')
      assert.equal(await isIn(browser), false)
    }
    await refused((challenge) => device.sign(challenge, 'https://schakel.evil.example'))
    await refused(async () => device.sign(await begin(browserOf(house)), ORIGIN))
    await refused((challenge) => device.sign(challenge, ORIGIN, 0x01))
    await refused((challenge) => deviceFor('127.0.0.1').sign(challenge, ORIGIN))
    await refused((challenge) => {
      const said = device.sign(challenge, ORIGIN)
      return {
        ...said,
        response: { ...said.response, signature: deviceFor('127.0.0.1').sign(challenge, ORIGIN).response.signature },
      }
    })
    device.count(0)
    await refused((challenge) => device.sign(challenge, ORIGIN))
    device.count(100)
    const browser = browserOf(house)
    assert.equal((await finish(browser, device.sign(await begin(browser), ORIGIN))).status, 200)
  })

  test('removed is removed', async () => {
    const browser = browserOf(house)
    await finish(browser, device.sign(await begin(browser), ORIGIN))
    const [{ passkeyId }] = (await browser.get('/passkeys')).json.items
    const wout = await browserOf(house)
    assert.equal((await wout.delete(`/passkeys/${passkeyId}`)).status, 401)
    assert.equal((await browser.delete(`/passkeys/${passkeyId}`)).status, 204)
    assert.equal((await finish(browserOf(house), device.sign(await begin(browser), ORIGIN))).status, 400)
  })
})

describe('an invitation', () => {
  const invite = async (email: string, more: { expires?: string; position?: string } = {}) => {
    const secret = randomBytes(32).toString('base64url')
    const id = newId()
    await house.owner.query(
      `insert into people.invitation (id, organisation_id, email, name, position, function_name, invited_by, digest, expires_at)
       values ($1, $2, $3, 'Dina Dijk', $4, 'penningmeester', $5, $6, now() + $7::interval)`,
      [
        id,
        organisationId('zon'),
        email,
        more.position ?? 'partner',
        personId('samira'),
        digestOf(secret),
        more.expires ?? '7 days',
      ],
    )
    return { id, path: `/uitnodiging/${secret}` }
  }

  test('says who asks and for what, and one button brings Dina in', async () => {
    const { path } = await invite('dina@zon.example')
    const browser = browserOf(house)
    const page = await browser.page(path)
    for (const words of ['Energiecoöperatie Zon op de Dijk', 'Samira El Amrani', 'penningmeester', 'Ja, ik doe mee'])
      assert.ok(page.text.includes(words), words)
    const answer = await browser.submit(path, 'acceptInvitation')
    assert.equal(answer.location, '/vandaag?gedaan=acceptInvitation')
    assert.equal(await isIn(browser), true)
    const { rows } = await house.owner.query(
      `select p.name, m.position, m.function_name, m.organisation_id, i.accepted_by = p.id as accepted from people.person p
       join people.membership m on m.person_id = p.id join people.invitation i on i.email = p.email where p.email = 'dina@zon.example'`,
    )
    assert.deepEqual(rows, [
      {
        name: 'Dina Dijk',
        position: 'partner',
        function_name: 'penningmeester',
        organisation_id: organisationId('zon'),
        accepted: true,
      },
    ])
  })

  test('works once, also for two who press at the same moment', async () => {
    const { path } = await invite('twee@zon.example')
    const answers = await Promise.all([1, 2, 3].map(() => browserOf(house).submit(path, 'acceptInvitation')))
    assert.deepEqual(answers.map((one) => one.status).sort(), [303, 409, 409])
    const { rows } = await house.owner.query(
      `select count(*)::int as n from people.person where email = 'twee@zon.example'`,
    )
    assert.equal(rows[0].n, 1)
    assert.ok((await browserOf(house).page(path)).text.includes('Deze uitnodiging werkt niet meer'))
  })

  test('used, withdrawn, over its time, wrong and never made look the same', async () => {
    const late = await invite('laat@zon.example', { expires: '-1 second' })
    const withdrawn = await invite('weg@zon.example')
    await house.owner.query('update people.invitation set withdrawn_at = now() where id = $1', [withdrawn.id])
    const texts = []
    for (const path of [late.path, withdrawn.path, '/uitnodiging/wrong', `/uitnodiging/${'a'.repeat(43)}`]) {
      const browser = browserOf(house)
      const page = await browser.page(path)
      assert.equal(page.status, 200)
      texts.push(page.text.replaceAll(path, '…').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'))
      assert.notEqual((await browser.submit(path, 'acceptInvitation')).status, 303)
      assert.equal(await isIn(browser), false)
    }
    assert.equal(new Set(texts).size, 1)
  })

  test('for somebody who is known elsewhere it opens this organisation only, and no way into the rest', async () => {
    const { path } = await invite(emailOf('peter'))
    const browser = browserOf(house)
    await browser.submit(path, 'acceptInvitation')
    assert.equal(await isIn(browser), true)
    const page = await browser.page('/mijn-aanmelding')
    assert.ok(page.text.includes('U bent binnengelaten door Energiecoöperatie Zon op de Dijk'))
    assert.equal((await browser.submit('/rol', 'switchRole', { membershipId: membershipId('peter') })).status, 403)
    assert.equal((await browser.post('/passkey-registrations')).status, 403)
    assert.equal(
      (await browser.submit('/mijn-aanmelding/wachtwoord', 'setPassword', { password: GOOD, code: '123456' })).status,
      403,
    )
  })

  test('who is signed in as that person keeps all roles, under a new secret', async () => {
    const joost = await byMail('joost')
    const old = joost.cookies.get('schakel')
    const { path } = await invite(emailOf('joost'))
    await joost.submit(path, 'acceptInvitation')
    assert.notEqual(joost.cookies.get('schakel'), old)
    assert.equal((await joost.submit('/rol', 'switchRole', { membershipId: membershipId('joost') })).status, 303)
    assert.equal((await house.clientWith(`schakel=${old}`).get('/sessions')).status, 401)
  })
  test('it passes no second factor by: whoever set one up signs in first', async () => {
    const { browser: chantal } = await withPassword('chantal')
    const { path } = await invite(emailOf('chantal'))
    const found = browserOf(house)
    assert.ok((await found.page(path)).text.includes(`/aanmelden?verder=${encodeURIComponent(path)}`))
    const answer = await found.submit(path, 'acceptInvitation')
    assert.equal(answer.status, 409)
    assert.ok(answer.text.includes('Meld u eerst aan'))
    assert.equal(await isIn(found), false)
    assert.equal((await chantal.submit(path, 'acceptInvitation')).status, 303)
    assert.equal(await isIn(chantal), true)
  })
})
