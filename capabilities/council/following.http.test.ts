// Following without an account: asked twice, told of what is public and once a day, stopped with one press, and no address seen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { tellFollowers } from './index.ts'

let house: TestHouse
let samira: Client
let deruiter: Client
let dossierId = ''
let page = ''

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text.slice(0, 1500))
  return answer
}
const mailsTo = async (address: string) =>
  (
    await house.owner.query(
      'select subject, body, headers from foundation.mail where to_address = $1 order by made_at, id',
      [address],
    )
  ).rows as { subject: string; body: string; headers: Record<string, string> }[]
const linkIn = (body: string, way: string) => new RegExp(`/opgaven/${way}/[\\w-]{43}`).exec(body)![0]
const follow = async (email: string, path = page) => house.nobody.submit(path, 'followPublicly', { email })
const confirm = async (email: string) => {
  const link = linkIn((await mailsTo(email)).at(-1)!.body, 'volgen')
  assert.equal((await house.nobody.submit(link, 'confirmFollowing')).status, 303)
}
const write = async (text: string, audience: number) => {
  const { entryId } = good(await samira.post(`/dossiers/${dossierId}/entries`, { text, audience }), 201).json
  return entryId as string
}
const release = async (entryId: string, audience: number) =>
  good(await deruiter.post(`/dossiers/${dossierId}/council/releases`, { entryIds: [entryId], audience }), 204)
const tellAll = async (now = new Date()) => {
  const client = await house.owner.connect()
  try {
    while (await tellFollowers(client, now, house.config.origin));
  } finally {
    client.release()
  }
}

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  deruiter = await house.as('deruiter')
  dossierId = good(
    await samira.post('/dossiers', { title: 'Zon op de Dijk', reason: 'x', kind: 'opgave', ceiling: 5 }),
    201,
  ).json.dossierId
  good(await samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
  page = `/opgaven/${dossierId}`
})
after(() => house.stop())

test('anybody reads the page of a public opgave without account, with its feed; what is not public is not there', async () => {
  const entryId = await write('De werf meldt onderhoud vooraf.', 5)
  assert.ok(!good(await house.nobody.page(page)).text.includes('De werf meldt'))
  await release(entryId, 5)
  await release(await write('Alleen voor de raad.', 4), 4)
  const shown = good(await house.nobody.page(page)).text
  assert.ok(shown.includes('De werf meldt') && !shown.includes('Alleen voor de raad.'))
  for (const form of ['atom', 'rss']) {
    const feed = good(await house.nobody.page(`${page}/${form}.xml`))
    assert.ok(String(feed.headers['content-type']).includes(`application/${form}+xml`))
    assert.ok(feed.text.includes('De werf meldt') && !feed.text.includes('Alleen voor de raad.'))
    // Also not for who could read it: a feed is for everybody.
    assert.ok(!(await samira.page(`${page}/${form}.xml`)).text.includes('Alleen voor de raad.'))
  }
  const narrow = good(
    await samira.post('/dossiers', { title: 'Onder ons', reason: 'x', kind: 'opgave', ceiling: 4 }),
    201,
  ).json.dossierId
  for (const address of [`/opgaven/${narrow}`, `/opgaven/${narrow}/atom.xml`, '/opgaven/niets/atom.xml'])
    assert.equal((await house.nobody.page(address)).status, 404, address)
  assert.equal((await follow('kevin@voorbeeld.nl', `/opgaven/${narrow}`)).status, 404)
  assert.deepEqual(await mailsTo('kevin@voorbeeld.nl'), [])
})

test('following begins with a press in a mail; asking again in the same hour sends nothing and says the same', async () => {
  assert.equal((await follow('geen adres')).status, 400)
  const first = await follow('Kevin@Voorbeeld.nl')
  assert.equal(first.status, 303)
  const again = await follow('kevin@voorbeeld.nl')
  assert.deepEqual([again.status, again.headers.location], [first.status, first.headers.location])
  const mails = await mailsTo('kevin@voorbeeld.nl')
  assert.equal(mails.length, 1)
  await write('x', 3)
  await tellAll()
  assert.equal((await mailsTo('kevin@voorbeeld.nl')).length, 1, 'who did not press, hears nothing')
  const link = linkIn(mails[0]!.body, 'volgen')
  assert.ok(good(await house.nobody.page(link)).text.includes('Ja, ik wil volgen'), 'opening it is not yet following')
  await confirm('kevin@voorbeeld.nl')
  assert.ok(good(await house.nobody.page(link)).text.includes('U volgt nu «Zon op de Dijk»'))
  assert.equal((await follow('kevin@voorbeeld.nl')).status, 303)
  assert.equal((await mailsTo('kevin@voorbeeld.nl')).length, 1)
})

test('a mail tells what became public since, once, at most one a day, and never what is the council’s', async () => {
  await release(await write('Ook huurders doen mee.', 5), 5)
  await release(await write('Alleen de raad.', 4), 4)
  await write('Nog niet vrijgegeven.', 5)
  const forCouncil = await write('Eerst de raad, dan iedereen.', 4)
  await release(forCouncil, 4)
  await tellAll()
  await tellAll()
  const news = (await mailsTo('kevin@voorbeeld.nl')).slice(1)
  assert.equal(news.length, 1)
  assert.ok(news[0]!.body.includes('Ook huurders doen mee.'))
  for (const hidden of ['Alleen de raad.', 'Nog niet', 'Eerst de raad', 'De werf meldt', 'Samira', 'El Amrani'])
    assert.ok(!news[0]!.body.includes(hidden), hidden)
  await release(forCouncil, 5)
  await tellAll(new Date(Date.now() + 3_600_000))
  assert.equal((await mailsTo('kevin@voorbeeld.nl')).length, 2, 'not twice in a day')
  await tellAll(new Date(Date.now() + 21 * 3_600_000))
  const next = (await mailsTo('kevin@voorbeeld.nl')).at(-1)!
  assert.ok(next.body.includes('Eerst de raad, dan iedereen.') && !next.body.includes('Ook huurders'))
})

test('one press stops it without signing in: in the mail program, or on the page; the address is gone', async () => {
  const mail = (await mailsTo('kevin@voorbeeld.nl')).at(-1)!
  assert.equal(mail.headers['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click')
  const link = linkIn(mail.headers['List-Unsubscribe']!, 'afmelden')
  assert.equal((await house.nobody.page(link)).status, 200)
  const { rowCount: still } = await house.owner.query('select from council.follower')
  assert.equal(still, 1, 'opening the page stops nothing')
  const pressed = await house.app.inject({
    method: 'POST',
    url: link,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  })
  assert.equal(pressed.statusCode, 200)
  const { rowCount } = await house.owner.query('select from council.follower')
  assert.equal(rowCount, 0)
  assert.equal((await house.app.inject({ method: 'POST', url: link })).statusCode, 200, 'twice is as good as once')
})

test('an address can be read by nobody through the role that serves, and who never pressed is forgotten', async () => {
  await follow('dijkstra@voorbeeld.nl')
  for (const text of ['select * from council.follower', 'select email from council.follower'])
    await assert.rejects(
      house.house.database.plain([{ name: `x${text.length}`, text, values: [] }]),
      /permission denied/,
    )
  for (const address of [page, '/opgaven', `/dossiers/${dossierId}/raad`])
    assert.ok(!(await samira.page(address)).text.includes('dijkstra@'))
  await tellAll(new Date(Date.now() + 49 * 3_600_000))
  const { rowCount } = await house.owner.query('select from council.follower')
  assert.equal(rowCount, 0)
})

test('what is public no more is told to nobody, and the address goes', async () => {
  await follow('kevin@voorbeeld.nl')
  await house.owner.query(`update council.follower set asked_at = now() - interval '2 hours'`)
  await follow('kevin@voorbeeld.nl')
  await confirm('kevin@voorbeeld.nl')
  const count = (await mailsTo('kevin@voorbeeld.nl')).length
  await house.owner.query('update dossier.dossier set ceiling = 4, changed_at = now() where id = $1', [dossierId])
  await tellAll()
  const { rowCount } = await house.owner.query('select from council.follower')
  assert.deepEqual([rowCount, (await mailsTo('kevin@voorbeeld.nl')).length], [0, count])
  assert.equal((await house.nobody.page(page)).status, 404)
})
