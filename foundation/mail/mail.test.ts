// Mail arrives once, as it was written, and nothing written in it becomes a header or a second reader.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import { render } from 'preact-render-to-string'
import { SMTPServer } from 'smtp-server'
import { openDatabase } from '#foundation/database/database.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { ownerConnection, servingConnection } from '#foundation/database/where.ts'
import { type TestDatabase, testDatabase } from '#foundation/testing/database.ts'
import { Refusal } from '../errors.ts'
import type { Work } from '../jobs/jobs.ts'
import { mailing, putMail } from './mail.ts'
import { listMailbox, readMail } from './reading.ts'
import { ATTEMPTS, pauseAfter, sendWaiting } from './sending.ts'

interface Received {
  readonly from: string
  readonly to: string[]
  readonly text: string
}

let base: TestDatabase
let owner: pg.Pool
let smtp: SMTPServer
let url: string
const received: Received[] = []
/** What the mail server says to a reader, by address. */
const answers = new Map<string, { responseCode: number; message: string }>()
const said: string[] = []
let work: Work

before(async () => {
  base = await testDatabase(async (owner) => {
    await migrate(owner)
    await declareAccess(owner)
  })
  owner = new pg.Pool(ownerConnection(base.ownerUrl))
  // One that is cut while nobody looks is no fault of a test.
  owner.on('error', () => {})
  const note = (detail: object, message: string) => void said.push(`${message} ${JSON.stringify(detail)}`)
  work = {
    now: () => new Date(),
    log: { info: note, warn: note, error: note },
    withClient: async (doing) => {
      const client = await owner.connect()
      return doing(client).finally(() => client.release())
    },
  }
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _, done) => {
      const answer = answers.get(address)
      done(answer ? Object.assign(new Error(answer.message), { responseCode: answer.responseCode }) : null)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map((one) => one.address),
          text: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(smtp.server.address() as { port: number }).port}`
})
beforeEach(async () => {
  received.length = 0
  said.length = 0
  answers.clear()
  await owner.query('truncate foundation.mail')
})
after(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  await owner?.end()
  await base?.drop()
})

const send = (smtpUrl: string | null = url) =>
  sendWaiting({ smtpUrl, from: 'Schakel <schakel@wierdijk.example>' }).run({}, work)
const put = async (mail: Parameters<typeof mailing>[0]) => {
  const client = await owner.connect()
  await putMail(client, mail).finally(() => client.release())
}
const rows = async () =>
  (
    await owner.query(
      'select to_address, sent_at, attempts, fault, send_at > now() as later from foundation.mail order by id',
    )
  ).rows
const hurry = () => owner.query('update foundation.mail set send_at = now()')
const headerOf = (text: string, name: string) =>
  new RegExp(`^${name}: ((?:.*)(?:\\r\\n[ \\t].*)*)`, 'im').exec(text.split('\r\n\r\n')[0]!)?.[1]
const KARIN = { to: 'karin@wierdijk.example', name: 'Karin Özdemir', subject: 'Vraag', body: 'Tekst' }

test('a mail of an act is delivered once, with its letters and lines as they were written', async () => {
  const database = openDatabase(servingConnection(base.servingUrl))
  const body = 'Beste Naïma,\n\n.een regel die met een punt begint\n.\n..twee\n\nhttps://schakel.example/dossiers/1\n'
  await database.plain([
    mailing({ ...KARIN, subject: 'Vraag over „Dorpsstraat 12” – 👋', body, headers: { 'X-Dossier': '1' } }),
  ])
  await database.close()
  await send()
  await send()
  assert.equal(received.length, 1)
  const { from, to, text } = received[0]!
  assert.deepEqual([from, to], ['schakel@wierdijk.example', ['karin@wierdijk.example']])
  assert.equal(decoded(headerOf(text, 'Subject')!), 'Vraag over „Dorpsstraat 12” – 👋')
  assert.equal(headerOf(text, 'X-Dossier'), '1')
  assert.match(headerOf(text, 'Message-ID')!, /^<[0-9a-f-]{36}@wierdijk\.example>$/)
  assert.equal(contentOf(text), body.replaceAll('\n', '\r\n').replace(/\r\n$/, ''))
  const [row] = await rows()
  assert.ok(row.sent_at)
  assert.equal(row.fault, null)
})

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=` as a mail program shows them. */
const decoded = (header: string) =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, how, text) =>
      how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : fromQuoted(text.replaceAll('_', ' ')),
    )
const fromQuoted = (text: string) =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()
const contentOf = (text: string) => {
  const content = text.slice(text.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '')
  const how = headerOf(text, 'Content-Transfer-Encoding')
  const plain =
    how === 'base64'
      ? Buffer.from(content, 'base64').toString()
      : how === 'quoted-printable'
        ? fromQuoted(content)
        : content
  return plain.replace(/\r\n$/, '')
}

test('two servers that look at the same moment deliver each mail once', async () => {
  for (let n = 0; n < 60; n++) await put({ ...KARIN, subject: `nummer ${n}` })
  await Promise.all([send(), send(), send()])
  const subjects = received.map((one) => headerOf(one.text, 'Subject'))
  assert.deepEqual([subjects.length, new Set(subjects).size], [60, 60])
})

test('a server that is busy is tried again later', async () => {
  answers.set(KARIN.to, { responseCode: 451, message: 'busy, try again' })
  await put(KARIN)
  await send()
  let [row] = await rows()
  assert.deepEqual([row.sent_at, row.attempts, row.later], [null, 1, true])
  assert.match(row.fault, /451/)
  await send()
  assert.equal((await rows())[0].attempts, 1)
  answers.clear()
  await hurry()
  await send()
  ;[row] = await rows()
  assert.deepEqual([row.attempts, row.fault, received.length], [2, null, 1])
  assert.ok(row.sent_at)
})

test('an address that does not exist is given up at once, and the log does not name it', async () => {
  answers.set('weg@wierdijk.example', { responseCode: 550, message: 'no such user weg@wierdijk.example' })
  await put({ ...KARIN, to: 'weg@wierdijk.example', subject: 'Geheim onderwerp' })
  await put(KARIN)
  await send()
  await hurry()
  await send()
  const [gone, karin] = await rows()
  assert.deepEqual([gone.sent_at, gone.attempts], [null, ATTEMPTS])
  assert.match(gone.fault, /550/)
  assert.ok(karin.sent_at)
  assert.equal(said.length, 1)
  assert.match(said[0]!, /given up.*"response":550/)
  assert.doesNotMatch(said.join(), /weg@|Geheim|no such user/)
})

test('a mail server that is away is tried twelve times, over hours', async () => {
  await put(KARIN)
  for (let n = 1; n <= 14; n++) {
    await send('smtp://127.0.0.1:9')
    await hurry()
  }
  const [row] = await rows()
  assert.deepEqual([row.sent_at, row.attempts], [null, ATTEMPTS])
  assert.match(row.fault, /ECONNREFUSED/)
  const hours = Array.from({ length: ATTEMPTS - 1 }, (_, n) => pauseAfter(n + 1)).reduce((a, b) => a + b) / 3600
  assert.ok(hours > 6 && hours < 24, String(hours))
})

test('a line break in a subject, name or header begins no new header', async () => {
  await put({
    ...KARIN,
    name: 'Karin\r\nBcc: iemand@elders.example',
    subject: 'Vraag\r\nBcc: iemand@elders.example\r\n\r\nandere tekst\u2028\0',
    headers: { 'X-Dossier': '1\r\nBcc: iemand@elders.example' },
  })
  await send()
  const { to, text } = received[0]!
  assert.deepEqual(to, [KARIN.to])
  assert.equal(headerOf(text, 'Bcc'), undefined)
  assert.equal(headerOf(text, 'Subject'), 'Vraag Bcc: iemand@elders.example andere tekst')
  assert.equal(contentOf(text), 'Tekst')
})

test('an address that is more than one address is refused', () => {
  const bad = [
    'karin@wierdijk.example\r\nBcc: iemand@elders.example',
    'karin@wierdijk.example, iemand@elders.example',
    '<karin@wierdijk.example>',
    'groep: karin@wierdijk.example;',
    'karin@wierdijk.example\n',
    '"a b"@wierdijk.example',
    'karin',
    '',
  ]
  for (const to of bad)
    assert.throws(
      () => mailing({ ...KARIN, to }),
      (error) => error instanceof Refusal && error.code === 'mail.address',
      to,
    )
  assert.throws(() => mailing({ ...KARIN, headers: { Bcc: 'x@y.example' } }))
  assert.throws(() => mailing({ ...KARIN, headers: { 'X\r\nBcc': 'x' } }))
})

test('a mail of an act that comes to nothing is not sent', async () => {
  const client = await owner.connect()
  await client.query('begin')
  await putMail(client, KARIN)
  await client.query('rollback')
  client.release()
  await send()
  assert.equal(received.length, 0)
})

test('in the practice town nothing leaves, and all of it can be read, the newest first', async () => {
  await put({ ...KARIN, subject: 'eerste' })
  await put({ ...KARIN, subject: 'tweede' })
  await send(null)
  assert.equal(received.length, 0)
  assert.ok((await rows()).every((row) => row.sent_at))
  const mails = await listMailbox(owner)
  assert.deepEqual(
    mails.map((mail) => mail.subject),
    ['tweede', 'eerste'],
  )
  assert.equal((await readMail(owner, mails[0]!.id))!.body, 'Tekst')
  const serving = new pg.Pool(servingConnection(base.servingUrl))
  await assert.rejects(listMailbox(serving), { code: '42501' })
  await serving.end()
})

test('the mailbox page shows mail as text, with links that can be followed', async () => {
  await import('#foundation/web/tsx-hook.ts')
  const { mailboxPage } = await import('./mailbox.tsx')
  await put({
    ...KARIN,
    subject: '<b>Vraag</b>',
    body: 'Kijk op https://schakel.example/uitnodiging/abc?x=1&y=2. Of niet <script>alert(1)</script>',
  })
  const page = mailboxPage(() => listMailbox(owner))
  const request = { locale: 'nl', now: new Date() } as Parameters<typeof page.load>[0]
  const mails = await page.load(request)
  const html = render(page.view(mails, request))
  assert.match(html, /href="https:\/\/schakel\.example\/uitnodiging\/abc\?x=1&amp;y=2">/)
  assert.match(html, /&lt;script>/)
  assert.match(html, /&lt;b>Vraag/)
  assert.match(html, /Karin Özdemir &lt;karin@wierdijk\.example>/)
  assert.deepEqual(
    [page.at, page.open, page.frame(mails, request).title],
    ['/postvak', true, 'Postvak van de oefenomgeving'],
  )
  assert.match(render(page.view([], request)), /nog geen e-mail/)
})
