// What the house itself cleans up at night: answers kept for repeated requests, uploads nobody used, old events, old mail.
import type pg from 'pg'
import { removeOldEvents } from '../events/order.ts'
import { FILE_LOCK, type Store } from '../files/store.ts'
import type { Job, Work } from './jobs.ts'

// Audit lines are not here: how long they stay is for the organisation's own selection list to say.

const BATCH = 2_000
const HOUR = 3_600_000

/** Removes row by row what `which` selects, in short transactions: a long one holds up all events. */
const removeAll = async ({ withClient }: Work, table: string, which: string): Promise<number> => {
  let removed = 0
  for (;;) {
    const { rowCount } = await withClient((client) =>
      client.query(
        `delete from ${table} where ctid = any (array(select ctid from ${table} where ${which} limit ${BATCH}))`,
      ),
    )
    removed += rowCount ?? 0
    if ((rowCount ?? 0) < BATCH) return removed
  }
}

/** All jobs of the house itself. `listeners`: the names of all listeners, whose unread events stay. */
export const housekeeping = (parts: { readonly store: Store; readonly listeners: readonly string[] }): Job[] => [
  {
    name: 'removeOldAnswers',
    every: '7 2 * * *',
    run: async (_, work) => {
      const removed = await removeAll(work, 'foundation.idempotency', "at < now() - interval '30 days'")
      if (removed) work.log.info({ removed }, 'answers to repeated requests removed')
    },
  },
  {
    name: 'removeOldEvents',
    every: '17 2 * * *',
    run: async (_, work) => {
      let removed = 0
      for (let count = BATCH; count === BATCH; removed += count)
        count = await work.withClient((client) => removeOldEvents(client, parts.listeners, BATCH))
      if (removed) work.log.info({ removed }, 'old events removed')
    },
  },
  {
    name: 'removeUnusedUploads',
    every: '27 2 * * *',
    run: async (_, work) => {
      const uploads = await removeAll(work, 'foundation.upload', "at < now() - interval '2 days'")
      const files = await removeUnusedFiles(parts.store, work)
      if (uploads || files) work.log.info({ uploads, files }, 'unused uploads removed')
    },
  },
  {
    // Mail is full of names; who received it has it.
    name: 'removeOldMail',
    every: '37 2 * * *',
    run: async (_, work) => {
      const old =
        "coalesce(sent_at, made_at) < now() - case when sent_at is null then interval '90 days' else interval '30 days' end"
      const removed = await removeAll(work, 'foundation.mail', old)
      if (removed) work.log.info({ removed }, 'old mail removed')
    },
  },
]

/** Removes the rows and the bytes of files that nothing refers to; answers how many. */
export const removeUnusedFiles = async (
  store: Store,
  { withClient, now }: Pick<Work, 'withClient' | 'now'>,
): Promise<number> => {
  let removed = 0
  for (;;) {
    const digests = await withClient(removeRows)
    // Bytes that somebody brought again meanwhile are fresh, and stay: their row is on its way.
    for (const digest of digests) if (await store.remove(digest, new Date(now().getTime() - HOUR))) removed++
    if (digests.length < ROWS) break
  }
  // Bytes whose row was never written, or whose removal was interrupted.
  const dayAgo = new Date(now().getTime() - 24 * HOUR)
  let waiting: string[] = []
  const check = async () => {
    const { rows } = await withClient((client) =>
      client.query<{ digest: string }>(
        `select stored.digest from unnest($1::text[]) as stored (digest)
         where not exists (select from foundation.file f where f.digest = decode(stored.digest, 'hex'))`,
        [waiting],
      ),
    )
    waiting = []
    for (const { digest } of rows) if (await store.remove(digest, dayAgo)) removed++
  }
  for await (const digest of store.list(dayAgo)) if (waiting.push(digest) === 500) await check()
  if (waiting.length) await check()
  return removed
}

const ROWS = 100

const removeRows = async (client: pg.PoolClient): Promise<string[]> => {
  const { rows: references } = await client.query<{ at: string; column: string }>(`
    select c.conrelid::regclass::text as at, quote_ident(a.attname) as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'foundation.file'::regclass`)
  const unused = references
    .map(({ at, column }) => `not exists (select from ${at} r where r.${column} = f.digest)`)
    .join(' and ')
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock($1)', [FILE_LOCK])
  // First the locks, then, in a statement that sees what was committed meanwhile, the question again: whoever attaches
  // a file needs a lock on its row that waits for ours.
  const { rows: found } = await client.query(
    `select digest from foundation.file f where ${unused} limit ${ROWS} for update skip locked`,
  )
  const { rows } = await client.query<{ digest: string }>(
    `delete from foundation.file f where digest = any ($1) and ${unused} returning encode(digest, 'hex') as digest`,
    [found.map((row) => row.digest)],
  )
  await client.query('commit')
  return rows.map((row) => row.digest)
}
