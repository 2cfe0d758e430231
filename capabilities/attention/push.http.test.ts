// A signal to a browser, by way of a push service that this test is itself: it checks who pokes (RFC 8292) and decrypts what
// only the browser can (RFC 8291 and 8188), with its own hands and not with the library that encrypted it.
// biome-ignore-all lint/suspicious/noExplicitAny: a test says what it expects
import assert from 'node:assert/strict'
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { after, before, beforeEach, test } from 'node:test'
import { membershipId, personId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, clockOf, dayAt, isWorkingDay } from '#capabilities/open-items/index.ts'
import { pushKeysFrom } from './index.ts'
import { attentionOf } from './testing.ts'

interface Poked {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

let house: TestHouse
let attention: ReturnType<typeof attentionOf>
let service: Server
let address: string
const poked: Poked[] = []
let answersWith = 201
const today = dayAt(new Date())
const workingDay = (from = addDays(today, 1)): string => (isWorkingDay(from) ? from : workingDay(addDays(from, 1)))
const noon = clockOf(workingDay(), 12)

before(async () => {
  house = await startHouse()
  attention = attentionOf({ owner: house.owner, database: house.house.database, origin: 'https://schakel.wierdijk.nl' })
  service = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      poked.push({ path: request.url!, headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(answersWith, answersWith === 307 ? { location: `${address}/elders` } : {}).end()
    })
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(service.address() as { port: number }).port}`
})
after(async () => {
  await new Promise<void>((resolve) => service.close(() => resolve()))
  await house.stop()
})
beforeEach(async () => {
  poked.length = 0
  answersWith = 201
  await attention.hear()
  await attention.forget()
  await house.owner.query('delete from attention.device')
})

/** What a browser keeps to itself, and the subscription it gives away. */
const browser = (name: string) => {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const auth = randomBytes(16)
  return {
    keys,
    auth,
    subscription: {
      name,
      endpoint: `${address}/${name}`,
      keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
  }
}

/** RFC 8188 with the keys of RFC 8291: one record of aes128gcm, read as a browser reads it. */
const decrypted = (body: Buffer, { keys, auth }: ReturnType<typeof browser>): string => {
  const salt = body.subarray(0, 16)
  const recordSize = body.readUInt32BE(16)
  const keyLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  assert.ok(sealed.length <= recordSize, 'one record')
  const shared = keys.computeSecret(sender)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
  const material = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: nonce\0', 12))
  const opener = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()])
  const end = padded.lastIndexOf(2)
  assert.ok(end >= 0 && padded.subarray(end + 1).every((byte) => byte === 0), 'the last record, with its mark')
  return padded.subarray(0, end).toString('utf8')
}

const ask = async (samira: Client) => {
  const { json } = await samira.post('/dossiers', { title: 'Geheim dossier', reason: 'x', kind: 'opgave', ceiling: 2 })
  const item = await samira.post(`/dossiers/${json.dossierId}/open-items`, {
    question: 'Geheime vraag?',
    addressee: { membershipId: membershipId('wout') },
    dueOn: addDays(today, 10),
  })
  return item.json.openItemId as string
}
const tellAll = async () => {
  await attention.hear()
  await house.owner.query(
    `insert into attention.digest (person_id, day, mailed) select id, $1::date, false from people.person on conflict do nothing`,
    [dayAt(noon)],
  )
  await attention.tell(noon)
  await attention.poke(noon)
}

test('the keys of an installation follow from its secret, and fit together', () => {
  const keys = pushKeysFrom('a secret of forty characters for the tests')
  assert.deepEqual(keys, pushKeysFrom('a secret of forty characters for the tests'))
  assert.notEqual(keys.publicKey, pushKeysFrom('another secret of forty characters for it').publicKey)
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(keys.privateKey, 'base64url')
  assert.equal(pair.getPublicKey('base64url'), keys.publicKey)
  assert.equal(Buffer.from(keys.publicKey, 'base64url').length, 65)
})

test('Wout’s browser is poked once; only it can read it, and even then it reads no word of what waits', async () => {
  const wout = await house.as('wout')
  const phone = browser('telefoon')
  assert.equal((await wout.post('/devices', phone.subscription)).status, 201)
  const id = await ask(await house.as('samira'))
  await tellAll()
  await attention.poke(noon)
  assert.equal(poked.length, 1)
  const [one] = poked as [Poked]
  assert.equal(one.path, '/telefoon')
  assert.equal(one.headers['content-encoding'], 'aes128gcm')
  assert.ok(Number(one.headers.ttl) > 0)
  const message = JSON.parse(decrypted(one.body, phone))
  assert.deepEqual(message, { title: 'Schakel', body: 'Er wacht iets op u.', href: '/vandaag' })
  assert.ok(!JSON.stringify(message).includes(id))
  assert.throws(() => decrypted(one.body, browser('van een ander')))
  // Nobody on the way reads anything of it.
  assert.ok(!one.body.toString('latin1').includes('Schakel'))
  const { rows } = await house.owner.query('select * from attention.poke')
  assert.deepEqual(rows, [])
})

test('the push service can check that it was this house that poked', async () => {
  const wout = await house.as('wout')
  await wout.post('/devices', browser('telefoon').subscription)
  await ask(await house.as('samira'))
  await tellAll()
  const { publicKey } = pushKeysFrom('a secret of forty characters for the tests')
  const [, token, key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(poked[0]!.headers.authorization!)!
  assert.equal(key, publicKey)
  const [head, claims, signature] = token!.split('.') as [string, string, string]
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString())
  assert.equal(said.aud, address)
  assert.equal(said.sub, 'https://schakel.wierdijk.nl')
  assert.ok(said.exp * 1000 > Date.now() && said.exp * 1000 < Date.now() + 86_400_000)
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  assert.ok(
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  )
})

test('a browser that is gone is forgotten, one that was busy is poked later, and no redirect is followed', async () => {
  const wout = await house.as('wout')
  const count = async () => (await house.owner.query('select count(*)::int as n from attention.device')).rows[0].n
  await wout.post('/devices', browser('telefoon').subscription)
  answersWith = 503
  await ask(await house.as('samira'))
  await tellAll()
  assert.deepEqual([poked.length, await count()], [1, 1])
  await attention.poke(noon)
  assert.equal(poked.length, 1, 'not at once')
  answersWith = 307
  await attention.poke(new Date(noon.getTime() + 31_000))
  assert.deepEqual([poked.length, poked.some(({ path }) => path === '/elders')], [2, false])
  answersWith = 410
  await ask(await house.as('samira'))
  await tellAll()
  assert.deepEqual([poked.length, await count()], [3, 0])
})

test('a browser whose keys are none keeps no other waiting, and is not tried for ever', async () => {
  const wout = await house.as('wout')
  const bad = browser('kapot').subscription
  await wout.post('/devices', { ...bad, keys: { ...bad.keys, p256dh: 'A'.repeat(87) } })
  for (const name of ['telefoon', 'laptop'])
    assert.equal((await wout.post('/devices', browser(name).subscription)).status, 201)
  await ask(await house.as('samira'))
  await assert.rejects(tellAll())
  assert.deepEqual(poked.map(({ path }) => path).sort(), ['/laptop', '/telefoon'])
  for (let minutes = 3; minutes < 30; minutes += 3)
    await attention.poke(new Date(noon.getTime() + minutes * 60_000)).catch(() => {})
  const { rows } = await house.owner.query('select attempts from attention.poke')
  assert.deepEqual(rows, [])
  assert.equal(poked.length, 2)
})

test('a browser that is turned off is poked no more, and nobody turns off another’s', async () => {
  const wout = await house.as('wout')
  const { deviceId } = (await wout.post('/devices', browser('telefoon').subscription)).json
  assert.equal((await (await house.as('samira')).delete(`/devices/${deviceId}`)).status, 404)
  assert.deepEqual(
    (await wout.get('/me/attention')).json.devices.map((one: any) => one.name),
    ['telefoon'],
  )
  assert.equal((await wout.delete(`/devices/${deviceId}`)).status, 204)
  await ask(await house.as('samira'))
  await tellAll()
  assert.equal(poked.length, 0)
})

test('a shared computer pokes for who turned it on last, and eleven browsers are one too many', async () => {
  const shared = browser('balie')
  await (await house.as('wout')).post('/devices', shared.subscription)
  await (await house.as('henk')).post('/devices', shared.subscription)
  const { rows } = await house.owner.query('select person_id from attention.device')
  assert.deepEqual(rows, [{ person_id: personId('henk') }])
  const henk = await house.as('henk')
  for (let n = 1; n < 10; n += 1)
    assert.equal((await henk.post('/devices', browser(`nr${n}`).subscription)).status, 201)
  assert.equal((await henk.post('/devices', browser('nr10').subscription)).status, 409)
})

test('the script that waits in the browser is served as one, and shows only what it was sent', async () => {
  const answer = await house.app.inject({ url: '/aandacht/seintje.js', headers: { host: '127.0.0.1:3000' } })
  assert.equal(answer.statusCode, 200)
  assert.match(String(answer.headers['content-type']), /^text\/javascript/)
  const heard = new Map<string, (event: any) => void>()
  const shown: any[] = []
  const opened: string[] = []
  const worker = {
    addEventListener: (name: string, hear: (event: any) => void) => heard.set(name, hear),
    registration: {
      showNotification: async (title: string, options: object) => void shown.push({ title, ...options }),
    },
    location: { origin: 'https://schakel.wierdijk.nl' },
    clients: { openWindow: async (href: string) => void opened.push(href) },
  }
  new Function('self', 'URL', answer.body)(worker, URL)
  const event = {
    data: { json: () => ({ title: 'Schakel', body: 'Er wacht iets op u.', href: '/vandaag' }) },
    waitUntil: () => {},
  }
  heard.get('push')!(event)
  assert.deepEqual(shown, [
    { title: 'Schakel', body: 'Er wacht iets op u.', tag: 'schakel', data: { href: '/vandaag' } },
  ])
  const click = (href: string) =>
    heard.get('notificationclick')!({ notification: { close: () => {}, data: { href } }, waitUntil: () => {} })
  click('/vandaag')
  click('https://evil.example/')
  assert.deepEqual(opened, ['https://schakel.wierdijk.nl/vandaag', '/vandaag'])
})
