// The live stream: it tells each reader of what exists for them and of nothing else, misses nothing, and ends in time.
import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, test } from 'node:test'
import { organisationId, type PersonKey, personId } from './practice/cast.ts'
import { startHouse, type TestHouse } from './testing.ts'

interface Heard {
  readonly event: string
  readonly id: string
  readonly data: { dossiers?: string[]; mine?: boolean; dossierId?: string; why?: string }
}
interface Stream {
  readonly status: number
  readonly heard: Heard[]
  readonly ended: () => boolean
  /** Waits until it is connected and stands somewhere. */
  ready(): Promise<string>
  until(holds: (heard: readonly Heard[]) => boolean): Promise<void>
  close(): void
}

let house: TestHouse
let port: number
let dossierId: string
let silentId: string
const open: Stream[] = []

before(async () => {
  house = await startHouse()
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  port = (house.app.server.address() as AddressInfo).port
  const samira = await house.as('samira')
  const make = async (body: object) => (await samira.post('/dossiers', body)).json.dossierId as string
  dossierId = await make({ title: 'Haven', reason: 'Wat doen we met de kade?', kind: 'opgave', ceiling: 4 })
  silentId = await make({ title: 'Vlierstraat', reason: 'Overleg', kind: 'initiative', ceiling: 1 })
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})
after(() => house.stop())

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** What was written comes in: in turns, for a machine that stalls runs a timer before it looks at its lines. */
const arrive = async () => {
  for (let turn = 0; turn < 6; turn++) await wait(10)
}

const follow = (cookie: string, query: string, headers: Record<string, string> = {}): Promise<Stream> =>
  new Promise((resolve, reject) => {
    const request = get(
      {
        port,
        host: '127.0.0.1',
        path: `/api/v1/live?${query}`,
        headers: { ...(cookie ? { cookie } : {}), ...headers },
      },
      (answer: IncomingMessage) => {
        const heard: Heard[] = []
        let rest = ''
        let ended = false
        answer.setEncoding('utf8')
        answer.on('data', (text: string) => {
          rest += text
          const blocks = rest.split('\n\n')
          rest = blocks.pop()!
          for (const block of blocks) {
            const lines = new Map(
              block.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string]),
            )
            if (lines.has('event'))
              heard.push({
                event: lines.get('event')!,
                id: lines.get('id') ?? '',
                data: JSON.parse(lines.get('data')!),
              })
          }
        })
        answer.on('error', () => {})
        answer.on('close', () => {
          ended = true
        })
        const until: Stream['until'] = async (holds) => {
          for (const end = Date.now() + 5_000; Date.now() < end; await wait(10)) if (holds(heard)) return
          assert.fail(`it was not heard in time: ${JSON.stringify(heard)}`)
        }
        const stream: Stream = {
          status: answer.statusCode!,
          heard,
          ended: () => ended,
          until,
          ready: async () => {
            await until(() => heard.some((one) => one.event === 'ready'))
            return heard.find((one) => one.event === 'ready')!.id
          },
          close: () => request.destroy(),
        }
        open.push(stream)
        resolve(stream)
      },
    )
    request.on('error', reject)
  })

const as = async (who: PersonKey) => (await house.as(who)).cookie
const add = async (text: string, audience: number, to = dossierId) => {
  const samira = await house.as('samira')
  const answer = await samira.post(`/dossiers/${to}/entries`, { text, audience })
  assert.equal(answer.status, 201)
  return answer.json.entryId as string
}
const changes = (stream: Stream) => stream.heard.filter((one) => one.event === 'changed')

test('who works for Wierdijk hears of a line for the organisation, and nobody hears of one for the core team', async () => {
  const streams = new Map<PersonKey, Stream>()
  for (const who of ['samira', 'henk', 'youssef', 'theo', 'smeets', 'bram'] as PersonKey[])
    streams.set(who, await follow(await as(who), `dossiers=${dossierId}&mine=1`))
  for (const stream of streams.values()) await stream.ready()
  // On a busy machine the line of the test before may still be on its way to who leads the dossier.
  await house.live.settled()
  await wait(200)
  const earlier = new Map([...streams].map(([who, stream]) => [who, changes(stream).length]))
  const fresh = (who: PersonKey) => changes(streams.get(who)!).length - earlier.get(who)!
  await add('Alleen voor de kern', 1)
  await house.live.settled()
  await arrive()
  assert.deepEqual(
    [...streams.keys()].filter((who) => fresh(who) > 0),
    ['samira'],
  )
  await add('Voor wie hier werkt', 3)
  await house.live.settled()
  await arrive()
  const counts = Object.fromEntries([...streams.keys()].map((who) => [who, fresh(who)]))
  assert.deepEqual(counts, { samira: 2, henk: 1, youssef: 0, theo: 0, smeets: 0, bram: 0 })
  await add('Voor de raad', 4)
  await house.live.settled()
  await arrive()
  assert.equal(changes(streams.get('youssef')!).length, 1)
  assert.deepEqual(changes(streams.get('youssef')!)[0]!.data, { dossiers: [dossierId], mine: true })
  for (const who of ['theo', 'smeets', 'bram'] as PersonKey[]) {
    const { heard } = streams.get(who)!
    // A dossier that is not there for you looks exactly like one that never was.
    assert.deepEqual(heard.map((one) => one.event).sort(), ['gone', 'ready'], who)
  }
})

test('somebody who names a dossier that they may not see hears no more than of one that does not exist', async () => {
  const henk = await as('henk')
  const nothing = '0190a5b0-0000-7000-8000-000000000001'
  const stream = await follow(henk, `dossiers=${silentId},${nothing}&mine=1`)
  await stream.ready()
  await add('Vast overleg', 1, silentId)
  await house.live.settled()
  await arrive()
  assert.deepEqual(
    stream.heard.map(({ event, data }) => [event, data.dossierId]),
    [
      ['gone', silentId],
      ['gone', nothing],
      ['ready', undefined],
    ],
  )
})

test('only what one takes part in changes Vandaag; a colleague who takes part in nothing hears nothing', async () => {
  const [samira, basjan, henk] = await Promise.all(
    (['samira', 'basjan', 'henk'] as PersonKey[]).map(async (who) => follow(await as(who), 'mine=1')),
  )
  for (const stream of [samira!, basjan!, henk!]) await stream.ready()
  await add('Nieuws', 3)
  await house.live.settled()
  await arrive()
  assert.deepEqual(
    [samira!, basjan!, henk!].map((one) => changes(one).length),
    [1, 1, 0],
  )
})

test('after a cut the stream goes on where it stopped: nothing is missed and nothing comes twice', async () => {
  const cookie = await as('basjan')
  const first = await follow(cookie, `dossiers=${dossierId}`)
  await first.ready()
  await add('Gehoord', 2)
  await first.until(() => changes(first).length === 1)
  const mark = changes(first)[0]!.id
  first.close()
  await add('Tijdens de onderbreking', 2)
  await add('Nog een', 2)
  await house.live.settled()
  const again = await follow(cookie, `dossiers=${dossierId}`, { 'last-event-id': mark })
  await again.until(() => changes(again).length === 1)
  const after = changes(again)[0]!.id
  // As a page does that was drawn before: in the address.
  const third = await follow(cookie, `dossiers=${dossierId}&after=${after}`)
  assert.equal(await third.ready(), after)
  await house.live.settled()
  assert.equal(changes(third).length, 0)
  await add('En verder', 2)
  await third.until(() => changes(third).length === 1)
  await again.until(() => changes(again).length === 2)
})

test('what was hidden during the cut stays hidden after it', async () => {
  const cookie = await as('henk')
  const first = await follow(cookie, `dossiers=${dossierId}`)
  const mark = await first.ready()
  first.close()
  await add('Voor de kern alleen', 1)
  await house.live.settled()
  const again = await follow(cookie, `dossiers=${dossierId}&after=${mark}`)
  await again.ready()
  await house.live.settled()
  assert.equal(changes(again).length, 0)
})

test('a mark from before a restore, or of long ago, says that all that is open may have changed', async () => {
  const stream = await follow(await as('basjan'), `dossiers=${dossierId}&after=999999999999.1`)
  await stream.until(() => changes(stream).length === 1)
  assert.deepEqual(changes(stream)[0]!.data, { dossiers: [dossierId], mine: false })
})

test('eight writers at once, some slow: every line is told of, in the order of the events', async () => {
  const stream = await follow(await as('basjan'), `dossiers=${dossierId}`)
  const mark = await stream.ready()
  const slow = await house.owner.connect()
  await slow.query('begin')
  await slow.query("insert into foundation.event (name, payload) values ('nothing', '{}')")
  await Promise.all(Array.from({ length: 8 }, (_, n) => add(`Schrijver ${n}`, 2)))
  await slow.query('commit')
  slow.release()
  await house.live.settled()
  await arrive()
  const ids = changes(stream).map((one) => one.id)
  assert.ok(ids.length >= 1)
  const { rows } = await house.owner.query(
    "select xid::text || '.' || id as place from foundation.event where (xid, id) > ($1::xid8, $2::bigint) order by xid desc, id desc limit 1",
    mark.split('.'),
  )
  assert.equal(ids.at(-1), rows[0].place)
  assert.deepEqual(ids, [...new Set(ids)])
})

test('signing out closes the stream at once, and says so', async () => {
  const basjan = await house.as('basjan')
  const stream = await follow(basjan.cookie, `dossiers=${dossierId}`)
  await stream.ready()
  await basjan.submit('/afmelden', 'signOut')
  await stream.until(() => stream.ended())
  assert.deepEqual(stream.heard.at(-1), { event: 'over', id: '', data: { why: 'signedOut' } })
  await add('Na het afmelden', 2)
  await house.live.settled()
  assert.equal(changes(stream).length, 0)
  assert.equal((await follow(basjan.cookie, `dossiers=${dossierId}`)).status, 401)
})

test('whose membership ends hears that it is over', async () => {
  const wout = await house.as('wout')
  const stream = await follow(wout.cookie, 'mine=1')
  await stream.ready()
  await house.owner.query('update people.membership set until = current_date - 1 where person_id = $1', [
    personId('wout'),
  ])
  await house.owner.query(
    "insert into foundation.event (name, organisation_id, payload) values ('membershipEnded', $1, '{}')",
    [organisationId('wierdijk')],
  )
  house.live.news()
  await stream.until(() => stream.ended())
  assert.equal(stream.heard.at(-1)!.event, 'over')
  await house.owner.query('update people.membership set until = null where person_id = $1', [personId('wout')])
})

test('whose part in a dossier ends hears that it is gone, and nothing after', async () => {
  const samira = await house.as('samira')
  const kernId = (await samira.post('/dossiers', { title: 'Kern', reason: 'Klein', kind: 'initiative', ceiling: 2 }))
    .json.dossierId
  const { rows } = await house.owner.query('select id from people.membership where person_id = $1', [personId('wout')])
  const involved = await samira.post(`/dossiers/${kernId}/involvements`, { membershipId: rows[0].id, role: 'adviser' })
  assert.equal(involved.status, 201)
  const stream = await follow(await as('wout'), `dossiers=${kernId}`)
  await stream.ready()
  assert.equal((await samira.delete(`/dossiers/${kernId}/involvements/${involved.json.involvementId}`, {})).status, 204)
  await stream.until((heard) => heard.some((one) => one.event === 'gone' && one.data.dossierId === kernId))
  const before = stream.heard.length
  await add('Zonder Wout', 2, kernId)
  await house.live.settled()
  await arrive()
  assert.ok(!stream.heard.slice(before).some((one) => one.event === 'changed'))
})

test('a token follows only with the right to read', async () => {
  const samira = await house.as('samira')
  const token = async (scopes: string[]) =>
    (await samira.post('/tokens', { name: 'proef', scopes, expiresInDays: 1 })).json.secret as string
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  const narrow = await follow('', `dossiers=${dossierId}`, bearer(await token(['people:read'])))
  assert.equal(narrow.status, 403)
  const wide = await follow('', `dossiers=${dossierId}`, bearer(await token(['*:read'])))
  assert.equal(wide.status, 200)
  await wide.ready()
})

test('what is not well-formed is refused, and whoever is nobody hears nothing', async () => {
  const henk = await house.as('henk')
  for (const query of ['dossiers=x', 'mine=maybe', 'after=yesterday'])
    assert.equal((await henk.get(`/live?${query}`)).status, 400, query)
  assert.equal((await house.nobody.get('/live')).status, 401)
})

test('one session has six streams at most; the oldest makes room', async () => {
  const cookie = await as('iris')
  const streams: Stream[] = []
  for (let i = 0; i < 7; i++) {
    streams.push(await follow(cookie, 'mine=1'))
    await streams.at(-1)!.ready()
  }
  await streams[0]!.until(() => streams[0]!.ended())
  assert.deepEqual(
    streams.slice(1).map((one) => one.ended()),
    [false, false, false, false, false, false],
  )
  assert.ok(!streams[0]!.heard.some((one) => one.event === 'over'))
})

test('who goes away while it is still asked who they are is not watched for', async () => {
  await house.live.settled()
  for (const end = Date.now() + 5_000; house.live.watching && Date.now() < end; ) await wait(10)
  assert.equal(house.live.watching, 0)
  const cookie = await as('iris')
  const holding = await house.owner.connect()
  await holding.query('begin')
  await holding.query('lock table signin.session in access exclusive mode')
  const request = get({ port, host: '127.0.0.1', path: '/api/v1/live?mine=1', headers: { cookie } })
  request.on('error', () => {})
  await wait(200)
  request.destroy()
  await wait(100)
  await holding.query('commit')
  holding.release()
  await wait(300)
  assert.equal(house.live.watching, 0)
})
