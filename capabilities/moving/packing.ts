// Packages that were asked for on a page are made one by one in the background, by one server however many run.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { putNotices } from '#capabilities/attention/index.ts'
import type { Database } from '#foundation/database/database.ts'
import { FILE_LOCK } from '#foundation/files/store.ts'
import type { Job, Work } from '#foundation/jobs/jobs.ts'
import type { Packed } from '#foundation/transfer/pack.ts'
import { packDossier, type Source } from './making.ts'
import { type Held, packOwn, SessionOver } from './own.ts'

const ATTEMPTS = 3
/** Whoever makes a package says every so often that it still does; one that died is silent for longer than `SILENT`. */
const BEAT = 60_000
const SILENT = '15 minutes'
/** How often progress is written down at most. */
const TOLD_EVERY = 1_500

interface Asked {
  readonly id: string
  /** The dossier, or the session. */
  readonly about: string
  readonly personId: string | null
  readonly attempts: number
  /** By the clock of the database, as erasures are. */
  readonly began: Date
}
/** Of a person's package: what it has words of. */
type Made = Packed & Partial<Held>
interface Queue {
  readonly table: 'moving.package' | 'moving.own_package'
  readonly columns: string
  /** Days that it can be fetched. */
  readonly kept: number
  readonly make: (asked: Asked, target: string, progress: (percent: number) => void, work: Work) => Promise<Made>
  /** SQL about the package `p`: something that may be in it was erased since $7, when the making began, or is gone. */
  readonly erased: string
}

/** It was taken over by another server, which thought that this one had died. */
class TakenOver extends Error {}

const take = ({ withClient, now }: Work, { table, columns }: Queue): Promise<Asked | undefined> =>
  withClient(async (client) => {
    // Whoever made it died each time, so nobody said that it failed; and while it waits, no other can be asked for.
    await client.query(
      `update ${table} set failed_at = $1 where made_at is null and failed_at is null and attempts >= ${ATTEMPTS}
         and taken_at < $1::timestamptz - interval '${SILENT}'`,
      [now()],
    )
    const { rows } = await client.query<Asked>(
      `update ${table} set attempts = attempts + 1, taken_at = $1, progress = 0 where id = (
         select id from ${table} where made_at is null and failed_at is null and attempts < ${ATTEMPTS}
           and (taken_at is null or taken_at < $1::timestamptz - interval '${SILENT}')
         order by asked_at limit 1 for update skip locked)
       returning id, ${columns}, attempts, clock_timestamp() as began`,
      [now()],
    )
    return rows[0]
  })

/** Says while it runs that it runs, and how far it is; `mine` throws when another has it by now. */
const keeping = ({ withClient, now, log }: Work, { table }: Queue, asked: Asked, beat: number) => {
  let percent = 0
  let told = Date.now()
  let lost = false
  let telling: Promise<void> = Promise.resolve()
  const tell = () => {
    told = Date.now()
    telling = telling.then(async () => {
      try {
        const { rowCount } = await withClient((client) =>
          client.query(
            `update ${table} set taken_at = $3, progress = $4 where id = $1 and attempts = $2 and made_at is null and failed_at is null`,
            [asked.id, asked.attempts, now(), percent],
          ),
        )
        if (!rowCount) lost = true
      } catch (error) {
        // The next beat says it; when none can for a quarter of an hour, another server may take over.
        log.warn({ err: error }, 'a package is being made, and that could not be written down')
      }
    })
  }
  const timer = setInterval(tell, beat).unref()
  return {
    progress: (to: number) => {
      percent = Math.max(percent, Math.min(99, to))
      if (lost) throw new TakenOver('a package was taken over by another server')
      if (Date.now() - told > TOLD_EVERY) tell()
    },
    stop: async () => {
      clearInterval(timer)
      await telling
    },
  }
}

const digestOf = async (path: string): Promise<Buffer> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest()
}

/** Makes the package that waits longest, when one does. */
const makeOne = async (work: Work, source: Source, queue: Queue, beat: number): Promise<void> => {
  const { withClient, now, log } = work
  const asked = await take(work, queue)
  if (!asked) return
  const { table } = queue
  const keeper = keeping(work, queue, asked, beat)
  // Two servers that both think it is theirs do not write into one file.
  const draft = join(await source.store.drafts(), `${asked.id}-${asked.attempts}.tar.gz`)
  try {
    const made = await queue.make(asked, draft, keeper.progress, work)
    const { size } = await stat(draft)
    const digest = await digestOf(draft)
    await source.store.keep(draft, digest.toString('hex'), size)
    await keeper.stop()
    await withClient(async (client) => {
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock_shared($1::bigint)', [FILE_LOCK])
      await client.query(
        `insert into foundation.file (digest, size, type) values ($1, $2, 'application/gzip') on conflict do nothing`,
        [digest, size],
      )
      const { rowCount } = await client.query(
        // What was erased while it was being made may still be in it.
        `update ${table} p set made_at = $3, digest = case when not ${queue.erased} then $4::bytea end, size = $5, rows = $6, files = $8,
           progress = 100, expires_at = $3::timestamptz + interval '${queue.kept} days'
           ${made.entryIds ? ', dossier_ids = $9, entry_ids = $10, note_ids = $11' : ''}
         where id = $1 and attempts = $2 and made_at is null and failed_at is null`,
        [
          asked.id,
          asked.attempts,
          now(),
          digest,
          size,
          made.rows,
          asked.began,
          made.files,
          ...(made.entryIds ? [made.dossierIds, made.entryIds, made.noteIds] : []),
        ],
      )
      if (rowCount && asked.personId)
        await putNotices(client, {
          kind: 'moving.ready',
          people: [asked.personId],
          dossierId: null,
          aboutId: asked.id,
        })
      await client.query('commit')
    })
  } catch (error) {
    await keeper.stop()
    await rm(draft, { force: true })
    if (error instanceof TakenOver) return
    // Who signed out needs no package; that is no fault.
    const over = error instanceof SessionOver || asked.attempts >= ATTEMPTS
    if (!(error instanceof SessionOver)) log.error({ err: error }, 'a package could not be made')
    await withClient((client) =>
      client.query(
        `update ${table} set taken_at = null, failed_at = $3 where id = $1 and attempts = $2 and made_at is null`,
        [asked.id, asked.attempts, over ? now() : null],
      ),
    )
  }
}

/** What is asked for on a page is made within seconds, by one server; three times tried, then it says so. */
export const packageJobs = (
  source: Source & {
    readonly database: Pick<Database, 'read'>
    /** Milliseconds between two signs of life of a package that is being made. */
    readonly beat?: number
  },
): readonly Job[] => {
  const dossiers: Queue = {
    table: 'moving.package',
    columns: 'dossier_id as about, null as "personId"',
    kept: 7,
    make: ({ about }, target, progress) => packDossier(source, about, target, undefined, progress),
    erased: 'exists (select from dossier.entry e where e.dossier_id = p.dossier_id and e.erased_at >= $7)',
  }
  const people: Queue = {
    table: 'moving.own_package',
    columns: 'session_id as about, person_id as "personId"',
    kept: 3,
    make: ({ about }, target, progress, { withClient }) => packOwn(source, withClient, about, target, progress),
    // A note that was thrown away or forgotten meanwhile leaves nothing behind that says when.
    erased: `(exists (select from people.membership m join dossier.entry e on e.author_id = m.id
        where m.person_id = p.person_id and e.erased_at >= $7)
      or exists (select from unnest($11::uuid[]) as held (id)
        where not exists (select from dossier.private_note n where n.id = held.id and n.expires_at > $3)))`,
  }
  const making = (name: string, queue: Queue): Job => ({
    name,
    everySeconds: 2,
    run: (_, work) => makeOne(work, source, queue, source.beat ?? BEAT),
  })
  return [
    // Two: a dossier that takes an hour keeps nobody waiting for what is their own.
    making('make-packages', dossiers),
    making('make-own-packages', people),
    {
      name: 'forget-packages',
      every: '57 * * * *',
      run: async (_, { withClient, now }) => {
        for (const { table } of [dossiers, people])
          await withClient((client) =>
            client.query(`update ${table} set digest = null where expires_at <= $1 and digest is not null`, [now()]),
          )
      },
    },
  ]
}
