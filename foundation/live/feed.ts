// Reads what happened, in order and without a gap, for the watchers of this process.
//
// A listener of events/dispatch.ts hears each event once in the whole installation; watchers sit in every process, so
// each process reads for itself, from the moment it started, and keeps no mark: who comes back brings their own.
import type pg from 'pg'
import type { Log } from '../events/log.ts'
import { compare, type Position } from './position.ts'

export interface LiveEvent {
  readonly at: Position
  readonly name: string
  readonly dossierId: string | null
  /** Ids only; what they stand for is read by whoever may. */
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Feed {
  /** All that was committed up to here has been told. Undefined until the database answered once. */
  readonly position: Position | undefined
  /** Somebody published; never awaited. */
  news(): void
  /** What happened after `from` up to and including `to`; null when that is more than can be told one by one. */
  between(from: Position, to: Position): Promise<readonly LiveEvent[] | null>
  /** Resolves when all that is committed now has been told; for tests. */
  settled(): Promise<void>
  stop(): Promise<void>
}

const BATCH = 500
const MOST = 2_000
const POLL = 1_000

const ROWS = `select e.xid::text, e.id::text, e.name, e.dossier_id as "dossierId", e.payload from foundation.event e
  where (e.xid, e.id) > ($1::xid8, $2::bigint)`
const NEXT = `${ROWS} and e.xid < pg_snapshot_xmin(pg_current_snapshot()) order by e.xid, e.id limit ${BATCH}`
const BETWEEN = `${ROWS} and (e.xid, e.id) <= ($3::xid8, $4::bigint) order by e.xid, e.id limit ${MOST + 1}`
const HIDDEN = `select exists (select from foundation.event e where (e.xid, e.id) > ($1::xid8, $2::bigint)) as hidden`

interface Row {
  readonly xid: string
  readonly id: string
  readonly name: string
  readonly dossierId: string | null
  readonly payload: Record<string, unknown>
}
const eventOf = ({ xid, id, ...rest }: Row): LiveEvent => ({ at: { xid: BigInt(xid), id: BigInt(id) }, ...rest })

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())

/** `heard` is called with each batch, and must not throw. Reads as the owner: the serving role cannot read events. */
export const startFeed = (parts: {
  readonly pool: pg.Pool
  readonly log: Log
  readonly heard: (events: readonly LiveEvent[]) => void
}): Feed => {
  const { pool, log } = parts
  let position: Position | undefined
  let again = false
  let stopped = false
  let reading: Promise<void> | null = null
  let complained = false
  let patience = 5

  const round = async (): Promise<void> => {
    if (!position) {
      // What is under way now is not told yet: it will come to lie above this.
      const { rows } = await pool.query<{ xmin: string }>(
        'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
      )
      position = { xid: BigInt(rows[0]!.xmin), id: 0n }
      return
    }
    const { rows } = await pool.query<Row>(NEXT, [String(position.xid), String(position.id)])
    if (rows.length === 0) {
      // An older transaction may hide what is committed already, for milliseconds mostly; nobody pokes when it ends.
      const hidden = await pool.query<{ hidden: boolean }>(HIDDEN, [String(position.xid), String(position.id)])
      if (hidden.rows[0]!.hidden) {
        patience = Math.min(patience * 2, POLL)
        await wait(patience)
        again = true
      }
      return
    }
    patience = 5
    const events = rows.map(eventOf)
    position = events.at(-1)!.at
    parts.heard(events)
    again = true
  }

  const readOn = async (): Promise<void> => {
    while (again && !stopped) {
      again = false
      try {
        await round()
        complained = false
      } catch (error) {
        if (!complained) log.warn({ err: error }, 'news cannot be read now')
        complained = true
      }
    }
    reading = null
  }
  const news = () => {
    if (stopped) return
    again = true
    reading ??= readOn()
  }
  news()
  const poll = setInterval(news, POLL).unref()

  return {
    get position() {
      return position
    },
    news,
    between: async (from, to) => {
      if (compare(from, to) >= 0) return []
      const values = [from.xid, from.id, to.xid, to.id].map(String)
      const { rows } = await pool.query<Row>(BETWEEN, values)
      return rows.length > MOST ? null : rows.map(eventOf)
    },
    settled: async () => {
      news()
      while (reading) await reading
    },
    stop: async () => {
      stopped = true
      clearInterval(poll)
      await reading
    },
  }
}
