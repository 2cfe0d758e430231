// Delivers what happened to whoever listens: in order, none skipped, and once for all that a listener writes.
//
// A number is handed out before its transaction ends, so a reader of `id > last` missed 2,215 of 9,853 events. The pair
// (xid, id), read only below the oldest transaction that still runs, missed none (stack.md 4). The price: one long write
// transaction delays everybody's events, and nobody may keep one open while waiting for a network.
import pg from 'pg'
import { type Connection, openPool } from '../database/database.ts'
import type { Log } from './log.ts'
import { mendOrder } from './order.ts'

export interface HeardEvent {
  readonly id: string
  readonly at: Date
  readonly name: string
  readonly dossierId: string | null
  readonly organisationId: string | null
  /** Who did it; null when the house itself did. */
  readonly personId: string | null
  readonly payload: Readonly<Record<string, any>>
}

export interface Listener {
  /** Stable: how far it has read is kept under this name. */
  readonly name: string
  /** Names of events. */
  readonly on: readonly string[]
  /** A new listener hears what happens from then on, unless it wants all that is kept (90 days). */
  readonly from?: 'beginning'
  /**
   * Runs as the owner, inside one transaction with the mark of how far was read: what it writes happens once. Anything
   * else it does may happen again. It is tried anew when it throws; after eight times the event is set aside.
   */
  hear(event: HeardEvent, tx: pg.ClientBase): Promise<void>
}

export interface Dispatcher {
  /** Call it after a commit that published; never awaited. */
  somethingHappened(): void
  /** Resolves when every listener has read all there is to read now; for tests and practice data. */
  settled(): Promise<void>
  /** Lets what is being heard end. */
  stop(): Promise<void>
}

const CHANNEL = 'schakel_news'
const BATCH = 100
export const ATTEMPTS = 8
/** At most one NOTIFY in this time: one per commit would take a global lock (0.19x at 16 writers). */
const QUIET = 50
const POLL = 1_000

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())
/** 0.5 s, 1 s, 2 s, … some two minutes in all before an event is set aside. */
const pauseAfter = (attempts: number) => Math.min(500 * 2 ** (attempts - 1), 60_000)

export const startDispatcher = async (parts: {
  readonly owner: Connection
  readonly listeners: readonly Listener[]
  readonly log: Log
  /** Called after a round in which something was heard, such as to send the mail that listeners wrote. */
  readonly heard?: () => void
  /** Called when this or another process published, and each second in case nobody said so. */
  readonly news?: () => void
}): Promise<Dispatcher> => {
  const { listeners, log } = parts
  const pool = openPool({ ...parts.owner, max: 3, query_timeout: 60_000, application_name: 'schakel events' })
  // A pool listens to its idle clients only; one that breaks between two of our queries would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  await introduce(pool, listeners)

  let stopped = false
  const reading = new Map<string, Reading>(
    listeners.map((listener) => [listener.name, { listener, again: false, running: null, patience: 0 }]),
  )
  const unreachable = complainOnce(log)

  const wake = (one: Reading): Promise<void> => {
    if (stopped) return one.running ?? Promise.resolve()
    one.again = true
    one.running ??= readOn(one)
    return one.running
  }
  const readOn = async (one: Reading): Promise<void> => {
    while (one.again && !stopped) {
      one.again = false
      try {
        const round = await hearRound(pool, one.listener, log)
        unreachable.over()
        if (round.heard) parts.heard?.()
        if (round.more) one.again = true
        // An older transaction still runs; nobody pokes when it ends, and mostly that is within milliseconds.
        one.patience = round.waiting ? Math.min((one.patience || 5) * 2, POLL) : 0
        if (round.waiting && one.patience < POLL) setTimeout(() => void wake(one), one.patience).unref()
      } catch (error) {
        unreachable.say(error)
      }
    }
    one.running = null
  }
  const wakeAll = () => {
    parts.news?.()
    return Promise.all([...reading.values()].map(wake))
  }

  const line = startLine(parts.owner, () => void wakeAll(), log)
  const poll = setInterval(() => void wakeAll(), POLL).unref()
  void wakeAll()

  let stopping: Promise<void> | undefined
  const end = async () => {
    stopped = true
    clearInterval(poll)
    await line.close()
    await Promise.all([...reading.values()].map((one) => one.running))
    await pool.end()
  }

  return {
    somethingHappened: () => {
      if (stopped) return
      void wakeAll()
      line.tell()
    },
    settled: async () => {
      while (!stopped) {
        await wakeAll()
        if (!(await hasUnread(pool, [...reading.keys()]))) return
        await wait(20)
      }
    },
    stop: () => {
      stopping ??= end()
      return stopping
    },
  }
}

interface Reading {
  readonly listener: Listener
  again: boolean
  running: Promise<void> | null
  /** Milliseconds until it looks again for what an older transaction keeps hidden. */
  patience: number
}

/** Gives every listener its row. A new one begins at what was still under way at this moment. */
const introduce = async (pool: pg.Pool, listeners: readonly Listener[]): Promise<void> => {
  const twice = listeners.find((one, i) => listeners.findIndex((other) => other.name === one.name) !== i)
  if (twice) throw new Error(`two listeners are called ${twice.name}`)
  const client = await pool.connect()
  try {
    await client.query('begin')
    await mendOrder(client)
    await client.query(
      `insert into foundation.listener (name, xid)
       select name, case when all_of_it then '0'::xid8 else pg_snapshot_xmin(pg_current_snapshot()) end
       from unnest($1::text[], $2::bool[]) as l (name, all_of_it)
       on conflict do nothing`,
      [listeners.map((one) => one.name), listeners.map((one) => one.from === 'beginning')],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

const NEXT = `
  select e.xid::text, e.id::text, e.at, e.name, e.dossier_id as "dossierId", e.organisation_id as "organisationId",
    e.person_id as "personId", e.payload
  from foundation.event e
  where (e.xid, e.id) > ($1::xid8, $2::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by e.xid, e.id limit ${BATCH}`

interface Round {
  readonly heard: number
  /** There may be more to read at once. */
  readonly more: boolean
  /** There is more that may not be read yet. */
  readonly waiting: boolean
}

const hearRound = async (pool: pg.Pool, listener: Listener, log: Log): Promise<Round> => {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const { rows: mine } = await client.query<{ xid: string; id: string; attempts: number }>(
      `select xid::text, id::text, attempts from foundation.listener
       where name = $1 and retry_at <= clock_timestamp() for update skip locked`,
      [listener.name],
    )
    const place = mine[0]
    // Another server reads for this listener now, or it waits for its next attempt.
    if (!place) {
      await client.query('rollback')
      return { heard: 0, more: false, waiting: false }
    }
    const { rows: events } = await client.query<HeardEvent & { xid: string }>(NEXT, [place.xid, place.id])
    let heard = 0
    let at: { xid: string; id: string } = place
    let failed: { event: HeardEvent & { xid: string }; error: unknown } | undefined
    for (const event of events) {
      if (listener.on.includes(event.name)) {
        // Its own savepoint, so that what the events before it brought about stays when this one cannot be digested.
        await client.query('savepoint heard')
        try {
          await listener.hear(event, client)
          await client.query('release savepoint heard')
        } catch (error) {
          // Throws when the connection itself is gone: then nothing of this round happened, and it is no attempt.
          await client.query('rollback to savepoint heard')
          failed = { event, error }
          break
        }
        heard++
      }
      at = event
    }
    let attempts = 0
    if (failed) {
      attempts = (at === place ? place.attempts : 0) + 1
      const detail = { listener: listener.name, event: failed.event.id, attempts, err: failed.error }
      if (attempts >= ATTEMPTS) {
        log.error(detail, 'a listener could not digest an event, it is set aside')
        await client.query(
          `insert into foundation.stuck_event (event_id, listener, fault) values ($1, $2, $3) on conflict do nothing`,
          [failed.event.id, listener.name, String((failed.error as Error)?.message ?? failed.error)],
        )
        at = failed.event
        attempts = 0
      } else log.warn(detail, 'a listener failed and is tried again')
    }
    if (at !== place || failed)
      await client.query(
        `update foundation.listener set xid = $2::xid8, id = $3, attempts = $4,
           retry_at = clock_timestamp() + $5::int * interval '1 millisecond' where name = $1`,
        [listener.name, at.xid, at.id, attempts, attempts ? pauseAfter(attempts) : 0],
      )
    await client.query('commit')
    if (attempts) return { heard, more: false, waiting: false }
    const more = events.length === BATCH || failed !== undefined || heard > 0
    return { heard, more, waiting: !more && (await hasUnread(client, [listener.name])) }
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

const hasUnread = async (client: Pick<pg.ClientBase, 'query'>, names: readonly string[]): Promise<boolean> => {
  const { rows } = await client.query(
    `select from foundation.listener l where l.name = any ($1) and exists (
       select from foundation.event e where (e.xid, e.id) > (l.xid, l.id)) limit 1`,
    [names],
  )
  return rows.length > 0
}

/**
 * One direct connection that hears from other processes and tells them (LISTEN does not work through a pooler in
 * transaction mode). Without it the poll of each second still finds everything.
 */
const startLine = (owner: Connection, news: () => void, log: Log) => {
  let client: pg.Client | undefined
  let closed = false
  let telling: NodeJS.Timeout | undefined
  let toldAt = 0
  let told: Promise<unknown> = Promise.resolve()
  const notify = () => {
    told = told.then(() => client?.query(`notify ${CHANNEL}`)).catch(() => {})
    return told
  }
  const lost = complainOnce(log)

  const keepOpen = async () => {
    for (let pause = 100; !closed; pause = Math.min(pause * 2, 5_000)) {
      const attempt = new pg.Client({ ...owner, keepAlive: true, application_name: 'schakel news' } as pg.ClientConfig)
      try {
        await new Promise<void>((resolve, reject) => {
          const over = (error?: Error) => reject(error ?? new Error('the connection ended'))
          attempt.on('error', over)
          attempt.on('end', () => (closed ? resolve() : over()))
          attempt.on('notification', news)
          attempt
            .connect()
            .then(() => attempt.query(`listen ${CHANNEL}`))
            .then(() => {
              if (closed) return attempt.end()
              client = attempt
              pause = 100
              lost.over()
              // What was told while nobody listened.
              news()
            })
            .catch(over)
        })
      } catch (error) {
        if (!closed) lost.say(error)
      } finally {
        client = undefined
        attempt.end().catch(() => {})
      }
      if (!closed) await wait(pause)
    }
  }
  const keeping = keepOpen()

  return {
    tell: () => {
      telling ??= setTimeout(
        () => {
          telling = undefined
          toldAt = Date.now()
          void notify()
        },
        Math.max(0, toldAt + QUIET - Date.now()),
      ).unref()
    },
    close: async () => {
      // What this process published last, the others would otherwise hear at their next poll.
      if (telling) await notify()
      clearTimeout(telling)
      closed = true
      await client?.end().catch(() => {})
      await Promise.race([keeping, wait(200)])
    },
  }
}

/** A database that is away is one line in the log, not one each second. */
const complainOnce = (log: Log) => {
  let silent = false
  return {
    say: (error: unknown) => {
      if (!silent) log.warn({ err: error }, 'events cannot be read now')
      silent = true
    },
    over: () => {
      silent = false
    },
  }
}
