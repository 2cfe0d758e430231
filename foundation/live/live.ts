// Live updates of this process: one feed of what happened, and one stream for every browser that follows it.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { Audit } from '../audit/audit.ts'
import type { Database } from '../database/database.ts'
import type { Query } from '../database/query.ts'
import { invalid, notAllowed, notSignedIn, Refusal } from '../errors.ts'
import type { Log } from '../events/log.ts'
import { API_ROOT } from '../http/api.ts'
import { callerOf } from '../http/request.ts'
import { type LiveEvent, startFeed } from './feed.ts'
import { readPosition, writePosition } from './position.ts'
import type { LiveRooms } from './watched.ts'
import { startWatchers, writeTold } from './watchers.ts'

export interface Live {
  /** Call it after a commit that published, and when another server did; never awaited. */
  news(): void
  /** Where a page that is drawn now stands: what happens after it, the page has not shown. */
  readonly position: string | undefined
  readonly watching: number
  serve(app: FastifyInstance): void
  /** Resolves when everybody has been told all there is to tell now; for tests. */
  settled(): Promise<void>
  stop(): Promise<void>
}

const ADDRESS = `${API_ROOT}/live`
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
/** More tabs than anybody reads; and a bound on what one connection makes us ask. */
const MOST_PLACES = 40
/** Bytes that may wait for a browser that reads slowly before its line is closed; it comes back from where it was. */
const SLOW = 64 * 1024

const myKeys: Query<readonly string[]> = {
  name: 'live.keys',
  text: `select to_json(coalesce((select access.keys()), '{}'))::text`,
  values: [],
  read: (rows) => JSON.parse(rows[0]![0]!) as string[],
}

const watchedIn = (request: FastifyRequest): { places: string[]; mine: boolean; after: string | undefined } => {
  const query = request.query as Record<string, string | undefined>
  const places = (query.dossiers ?? '').split(',').filter(Boolean)
  if (places.length > MOST_PLACES || !places.every((one) => UUID.test(one)))
    throw invalid('invalid', [{ path: 'dossiers', code: 'wrongFormat' }])
  if (query.mine !== undefined && !['0', '1'].includes(query.mine))
    throw invalid('invalid', [{ path: 'mine', code: 'notAChoice' }])
  const header = request.headers['last-event-id']
  // The browser sends the header when it comes back by itself; a new page says it in the address.
  const after = (typeof header === 'string' && header) || query.after
  if (after && !readPosition(after)) throw invalid('invalid', [{ path: 'after', code: 'wrongFormat' }])
  return { places: [...new Set(places.map((one) => one.toLowerCase()))], mine: query.mine === '1', after }
}

export const startLive = (parts: {
  readonly database: Database
  /** The owner's connections: events can be read by nobody else. */
  readonly pool: pg.Pool
  readonly rooms: LiveRooms
  readonly audit: Audit
  readonly origin: string
  readonly log: Log
  /** What happened, also at another server: for what each process keeps in memory. */
  readonly heard?: (events: readonly LiveEvent[]) => void
}): Live => {
  const { database, pool, rooms, audit, origin } = parts
  const watchers = startWatchers({
    database,
    rooms,
    log: parts.log,
    feed: () => feed,
    asHouse: async ({ text, values }) => {
      const answer = await pool.query({ text, values: [...values], rowMode: 'array' })
      return answer.rows as (string | null)[][]
    },
  })
  const feed = startFeed({
    pool,
    log: parts.log,
    heard: (events) => {
      parts.heard?.(events)
      watchers.heard(events)
    },
  })
  const capabilities = [...new Set([rooms.places.capability, ...rooms.watched.map((one) => one.capability)])]
  let stopped = false

  return {
    news: feed.news,
    get position() {
      return feed.position && writePosition(feed.position)
    },
    get watching() {
      return watchers.count
    },
    settled: async () => {
      await feed.settled()
      await watchers.settled()
    },
    serve: (app) => {
      // What is open is closed first: a stream never ends by itself, and the server would wait for it.
      app.addHook('preClose', async () => {
        stopped = true
        watchers.stop()
      })
      app.get(ADDRESS, { exposeHeadRoute: false }, async (request, reply) => {
        const { places, mine, after } = watchedIn(request)
        const { credential, context } = callerOf(request, reply, origin)
        const note = (actor: Parameters<Audit['later']>[0]['actor'], refusal?: Refusal) =>
          audit.later({
            requestId: context.requestId,
            actor,
            act: 'live.follow',
            subjectId: null,
            outcome: refusal ? 'refused' : 'granted',
            rule: refusal?.code ?? null,
          })
        const refuse = (actor: Parameters<typeof note>[0], refusal: Refusal): never => {
          note(actor, refusal)
          throw refusal
        }
        if (stopped) throw new Refusal(503, 'unavailable')
        const { actor, results } = await database.read(credential, [myKeys, rooms.places.exist(places)])
        if (!actor || !credential) return refuse(null, notSignedIn())
        const { scopes } = actor
        const may = (room: string) =>
          !scopes || [`${room}:read`, `${room}:write`, '*:read', '*:write'].some((one) => scopes.includes(one))
        if (!capabilities.every(may)) return refuse(actor, notAllowed('signin.tokenScope'))
        note(actor)

        const exist = new Set(results[1] as readonly string[])
        reply.hijack()
        const { raw } = reply
        raw.writeHead(200, {
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          // A proxy that gathers before it sends makes of live updates a letter a day.
          'x-accel-buffering': 'no',
        })
        raw.socket?.setNoDelay(true)
        raw.on('error', () => raw.destroy())
        // What is no longer there for this reader, the page still shows: as with an address that leads to nothing.
        for (const dossierId of places.filter((one) => !exist.has(one)))
          raw.write(writeTold({ event: 'gone', data: { dossierId } }))
        const leave = watchers.add(
          { credential, keys: results[0] as readonly string[], places: places.filter((one) => exist.has(one)), mine },
          {
            write: (bytes) => {
              raw.write(bytes)
              return raw.writableLength < SLOW
            },
            end: () => raw.end(),
          },
          after,
        )
        raw.on('close', leave)
        // Gone while it was asked who they are: that was said before anybody listened.
        if (raw.destroyed) leave()
      })
    },
    stop: async () => {
      stopped = true
      watchers.stop()
      await feed.stop()
    },
  }
}
