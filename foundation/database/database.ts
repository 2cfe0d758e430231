// Every query runs as somebody: a read is one round trip, a write is two and one transaction.
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { Actor, Credential } from '../access/actor.ts'
import { NoSpace, Unavailable } from '../errors.ts'
import { speakFor } from '../words/speaking.ts'
import { inOneSync } from './one-sync.ts'
import type { Query, Rows, Statement } from './query.ts'
import { Broken, isBroken, openReach } from './reach.ts'

export type Connection = pg.PoolConfig & {
  /** Says whether there is room on the disk to write; while there is not, no write begins and reading goes on. */
  readonly hasRoom?: (() => boolean) | undefined
}

/** What the second round trip of a write carries; null: undo, nothing happened. */
export type Decision<T> = { readonly commit: readonly Statement[]; readonly answer: T } | { readonly undo: T }

export interface Database {
  /** Runs the queries as whoever the credential proves, in one round trip. */
  read(credential: Credential | null, queries: readonly Query<unknown>[]): Promise<Seen>
  /**
   * First round trip: begin, become somebody, run the queries. `decide` says what then happens, and that goes with the
   * commit in the second. Locks taken by the queries are held in between, so `decide` decides on what is still true.
   */
  write<T>(
    credential: Credential | null,
    queries: readonly Query<unknown>[],
    decide: (seen: Seen) => Decision<T> | Promise<Decision<T>>,
  ): Promise<T>
  /** Statements as nobody: for what belongs to the house itself (audit lines of reads, readiness). One transaction. */
  plain(statements: readonly Statement[]): Promise<Rows[]>
  close(): Promise<void>
}

export interface Seen {
  readonly actor: Actor | null
  readonly results: readonly unknown[]
}

const BEGIN: Statement = { name: 'begin', text: 'begin', values: [] }
const COMMIT: Statement = { name: 'commit', text: 'commit', values: [] }
const ROLLBACK: Statement = { name: 'rollback', text: 'rollback', values: [] }

// A statement of its own, never a CTE of the query it guards: the order inside one statement is the planner's, and a
// policy then reads the settings of the previous request (stack.md 2.1).
const become = (credential: Credential | null): Query<Actor | null> => ({
  name: 'access.become',
  text: 'select access.become($1::text, $2::bytea)::text',
  values: [credential?.kind ?? null, credential?.digest ?? null],
  read: (rows) => (rows[0]?.[0] == null ? null : (JSON.parse(rows[0][0]) as Actor)),
})

// Disk full, and an input or output error; running out of memory (53200) is no matter of room.
const SPACE = new Set(['53100', '58030'])
// 57014: statement time-out; 53300: too many connections; 25006: a standby; 55P03: a lock that was not given.
const AWAY = /^(57014|53300|25006|55P03)/

/** Says what kind of fault the server reports; faults of our own making (a broken statement) pass unchanged. */
const asFault = (error: unknown): unknown => {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : ''
  if (SPACE.has(code)) return new NoSpace(error)
  if (AWAY.test(code)) return new Unavailable(error)
  return error
}

export const openPool = ({ hasRoom: _, ...connection }: Connection): pg.Pool => {
  const pool = new pg.Pool({
    max: 12,
    connectionTimeoutMillis: 4_000,
    query_timeout: 8_000,
    statement_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'schakel',
    ...connection,
  })
  // An idle connection that breaks tells the pool; without a listener that would end the process.
  pool.on('error', () => {})
  // Nor may one that breaks while it is ours, between the two round trips of a write: the next query tells.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * From here on this request speaks in the words of the organisation in which who asks acts: also where an answer is read. What
 * looks through somebody's eyes has chosen its words itself, and what the house reads for itself in between changes nothing.
 */
const heard = (credential: Credential | null, actor: Actor | null): Actor | null => {
  if (actor && credential?.kind !== 'reader') speakFor(actor.acting.organisationId)
  return actor
}

/** A connection that was waited for comes in the name of whoever gave it back: what is asked goes on in the asker's own. */
const inThisWork = () => AsyncLocalStorage.snapshot()

export const openDatabase = (connection: Connection): Database => {
  const reach = openReach(connection, () => openPool(connection))

  /** One round trip. Throws Broken when the connection is gone, else what the server said. */
  const trip = (client: pg.ClientBase, statements: readonly Statement[], commits: boolean): Promise<Rows[]> =>
    inOneSync(client, statements).catch((error) => {
      throw isBroken(error) ? new Broken(error, commits) : asFault(error)
    })

  return {
    read: (credential, queries) => {
      const asAsked = inThisWork()
      return reach.use(async (client) => {
        const who = become(credential)
        const rows = await trip(client, [who, ...queries], false)
        return asAsked(() => ({
          actor: heard(credential, who.read(rows[0]!)),
          results: queries.map((query, i) => query.read(rows[i + 1]!)),
        }))
      })
    },

    write: async (credential, queries, decide) => {
      if (connection.hasRoom?.() === false) throw new NoSpace(new Error('too little room left on the disk'))
      const asAsked = inThisWork()
      return reach.use(async (client, spoil) => {
        const who = become(credential)
        // Should this fail, then the connection goes and the server undoes it; what was decided stands.
        const undo = () => trip(client, [ROLLBACK], false).catch(spoil)
        try {
          const rows = await trip(client, [BEGIN, who, ...queries], false)
          const decision = await asAsked(() => {
            const actor = heard(credential, who.read(rows[1]!))
            return decide({ actor, results: queries.map((query, i) => query.read(rows[i + 2]!)) })
          })
          if ('undo' in decision) {
            await undo()
            return decision.undo
          }
          await trip(client, [...decision.commit, COMMIT], true)
          return decision.answer
        } catch (error) {
          if (!(error instanceof Broken)) await undo()
          throw error
        }
      })
    },

    // Without a begin of its own it is committed when it is sent: it is not sent again here.
    plain: (statements) => reach.use((client) => trip(client, statements, true)),

    close: () => reach.close(),
  }
}
