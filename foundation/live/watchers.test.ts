// Many watchers and a database that is away: it is said once, and once that it is back; nobody misses what happened meanwhile.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '../database/database.ts'
import type { Query } from '../database/query.ts'
import type { LiveEvent } from './feed.ts'
import { startWatchers } from './watchers.ts'

const nothing = { name: 'x', text: '', values: [], read: () => [] } as unknown as Query<never>

test('a hundred watchers of a database that is away are one line in the log, and all are told when it is back', async () => {
  const said: string[] = []
  const note = (_: object, words?: string) => said.push(String(words))
  // By the clock, each second, it is also asked who is still signed in: a fault of its own, said once of its own.
  const ofNews = () => said.filter((line) => !line.startsWith('who is still signed in'))
  let away = true
  const database = {
    read: async (_: unknown, queries: readonly unknown[]) => {
      if (away) throw new Error('away')
      // Alone it is the question who is still signed in: everybody.
      const first = queries.length === 1 ? Array.from({ length: 100 }, (_one, at) => at) : ['haven']
      return { actor: {}, results: queries.map((_query, at) => (at === 0 ? first : ['1.1'])) }
    },
  } as unknown as Database
  const watchers = startWatchers({
    database,
    asHouse: async () => [],
    feed: () => ({ position: undefined }) as never,
    rooms: {
      watched: [{ capability: 'dossier', key: 'entryId', exist: () => nothing }],
      places: { capability: 'dossier', exist: () => nothing },
      recheckOn: [],
      stillSignedIn: () => nothing,
    },
    log: { info: note, warn: note, error: note } as never,
  })
  const told: string[] = []
  for (let n = 0; n < 100; n++)
    watchers.add(
      { credential: { kind: 'session', digest: Buffer.from([n]) }, keys: [], places: ['haven'], mine: false },
      {
        write: (bytes) => {
          if (bytes.toString().includes('event: changed')) told.push(`${n}`)
          return true
        },
        end: () => {},
      },
      undefined,
    )
  const event: LiveEvent = {
    at: { xid: 1n, id: 1n },
    name: 'entryAdded',
    dossierId: 'haven',
    payload: { entryId: 'regel' },
  }
  await new Promise((resolve) => setTimeout(resolve, 20))
  watchers.heard([event])
  // Not a matter of how fast this machine is: it says so at last, and then says no more.
  for (const end = Date.now() + 10_000; !ofNews().length && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 10))
  await new Promise((resolve) => setTimeout(resolve, 400))
  assert.equal(ofNews().length, 1, said.join('\n'))
  assert.equal(told.length, 0)
  away = false
  await watchers.settled()
  watchers.stop()
  assert.equal(new Set(told).size, 100)
  assert.equal(ofNews().length, 2, said.join('\n'))
})
