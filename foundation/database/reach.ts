// Hands out connections that work, each for a bounded time; what broke is thrown away together with all of its age.
//
// The pool of `pg` by itself waited more than 8 s in a network that swallows everything, and afterwards handed out its
// dead connections one by one. Here the first connection that breaks puts all of them in doubt: the pool is begun anew,
// and until a probe has reached the database nobody hangs in a connection of their own. A database that is back within
// PATIENCE (started again after a crash, switched over) costs a reader time and no fault; after that the answer is quick.
import pg from 'pg'
import { Unavailable } from '../errors.ts'

/** From asking for a connection to the last answer on it. Statements are ended by the server just before. */
export const DEADLINE = 5_500
/** How long a request waits for a database that has just gone. */
const PATIENCE = 2_500
/** A new probe although the last one still waits: what was sent into a black hole does not come back. */
const PROBE_EVERY = 200
const PROBE_PATIENCE = 5_000

/** Only what broke at once is tried again: a second wait of the same length is nobody's wish. */
const AT_ONCE = 250

/** The connection is gone, and with it whatever was going on in it. */
export class Broken extends Error {
  /** What was sent may have been committed: then it is not for us to send it again. */
  readonly mayHaveHappened: boolean
  constructor(cause: unknown, mayHaveHappened: boolean) {
    super('the connection broke', { cause })
    this.mayHaveHappened = mayHaveHappened
  }
}

/** A pool, from one breakage to the next. */
interface Age {
  readonly pool: pg.Pool
  readonly idle: Set<pg.PoolClient>
  /** Who waits for a connection of this age, to be told that it is over. */
  readonly waiting: Set<() => void>
}

export interface Reach {
  /**
   * Does the work on a connection, or throws Unavailable. When the work says (Broken) that the connection broke where
   * nothing can have happened yet, it is done once more on a new one. `spoil`: nobody should get this connection next.
   */
  use<T>(work: (client: pg.PoolClient, spoil: () => void) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** True when it was not the server that answered, or when it said that it ends this connection or takes none now. */
export const isBroken = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || /^(57P0|08|25P0[34])/.test(error.code ?? '')

const sever = (client: pg.ClientBase): void => {
  const { connection } = client as unknown as { connection: { stream: { destroy(error: Error): void } } }
  connection.stream.destroy(new Error('severed'))
}

export const openReach = (connection: pg.PoolConfig, openPool: () => pg.Pool): Reach => {
  const begin = (): Age => {
    const age: Age = { pool: openPool(), idle: new Set(), waiting: new Set() }
    age.pool.on('acquire', (client) => age.idle.delete(client))
    age.pool.on('release', (_, client) => age.idle.add(client))
    age.pool.on('remove', (client) => age.idle.delete(client))
    return age
  }
  let now = begin()
  let away: { readonly since: number; readonly waiting: Set<() => void> } | null = null
  let probe: { stop(): void } | null = null
  let closed = false

  const finish = (age: Age): Promise<void> => {
    const ended = age.pool.end().catch(() => {})
    for (const leave of age.waiting) leave()
    return ended
  }

  const doubt = (age: Age): void => {
    if (age !== now || closed) return
    now = begin()
    // Not a friendly goodbye: that would wait for an answer.
    for (const client of age.idle) sever(client)
    void finish(age)
    away = { since: Date.now(), waiting: new Set() }
    probe = startProbe(connection, () => {
      const { waiting } = away!
      away = null
      for (const go of waiting) go()
    })
  }

  /** Resolves when the probe has reached the database, or when there is no time left to wait for that. */
  const untilBack = (end: number): Promise<void> =>
    new Promise((resolve) => {
      const { waiting, since } = away!
      const go = () => {
        clearTimeout(timer)
        waiting.delete(go)
        resolve()
      }
      const timer = setTimeout(go, Math.max(0, Math.min(since + PATIENCE, end) - Date.now()))
      waiting.add(go)
    })

  /** A connection of this age, or null when that is over. */
  const connect = (age: Age): Promise<pg.PoolClient | null> =>
    new Promise((resolve, reject) => {
      let left = false
      const leave = () => {
        left = true
        resolve(null)
      }
      age.waiting.add(leave)
      age.pool.connect().then(
        (client) => {
          age.waiting.delete(leave)
          if (left) client.release(true)
          else resolve(client)
        },
        (error) => {
          age.waiting.delete(leave)
          reject(error)
        },
      )
    })

  const take = async (end: number): Promise<{ age: Age; client: pg.PoolClient }> => {
    for (;;) {
      if (away) await untilBack(end)
      if (away || Date.now() >= end) throw new Unavailable(new Error('the database cannot be reached'))
      const age = now
      // Then a failure says that all connections are at work, not that the database cannot be reached.
      const full = age.pool.idleCount === 0 && age.pool.totalCount >= age.pool.options.max
      try {
        const client = await connect(age)
        if (client) return { age, client }
      } catch (error) {
        if (closed || full || !isBroken(error)) throw new Unavailable(error)
        doubt(age)
      }
    }
  }

  return {
    use: async (work) => {
      const end = Date.now() + DEADLINE
      for (let attempt = 1; ; attempt++) {
        const { age, client } = await take(end)
        const begun = Date.now()
        const late = setTimeout(() => sever(client), end - Date.now())
        let sound = true
        const spoil = () => {
          sound = false
        }
        try {
          return await work(client, spoil)
        } catch (error) {
          if (!(error instanceof Broken)) throw error
          sound = false
          doubt(age)
          if (error.mayHaveHappened || attempt > 1 || Date.now() - begun > AT_ONCE)
            throw new Unavailable(error.cause, error.mayHaveHappened)
        } finally {
          clearTimeout(late)
          client.release(!sound)
        }
      }
    },
    close: () => {
      closed = true
      probe?.stop()
      return finish(now)
    },
  }
}

/** Tries to connect until it succeeds, and then says so once. */
const startProbe = (connection: pg.PoolConfig, reached: () => void) => {
  const attempts = new Set<pg.Client>()
  let over = false
  const stop = () => {
    over = true
    clearInterval(timer)
    for (const client of attempts) sever(client)
    attempts.clear()
  }
  const attempt = () => {
    const client = new pg.Client({ ...(connection as pg.ClientConfig), connectionTimeoutMillis: PROBE_PATIENCE })
    client.on('error', () => {})
    attempts.add(client)
    client.connect().then(
      () => {
        attempts.delete(client)
        client.end().catch(() => {})
        if (over) return
        stop()
        reached()
      },
      (error) => {
        attempts.delete(client)
        if (over || isBroken(error)) return
        // Refused by the server itself, such as too many connections: whoever asks will be told.
        stop()
        reached()
      },
    )
  }
  const timer = setInterval(attempt, PROBE_EVERY).unref()
  attempt()
  return { stop }
}
