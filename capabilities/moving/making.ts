// Makes the packages that were asked for, and takes packages in. Works as the owner of the database.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { verifyJournal } from '#capabilities/dossier/index.ts'
import type { Connection } from '#foundation/database/database.ts'
import { FILE_LOCK, type Store } from '#foundation/files/store.ts'
import type { Job } from '#foundation/jobs/jobs.ts'
import { type Heading, type Packed, writePackage } from '#foundation/transfer/pack.ts'
import type { Move } from '#foundation/transfer/plan.ts'
import { BadPackage, takePackage } from '#foundation/transfer/unpack.ts'
import { NEEDED, OF_DOSSIERS, OF_ORGANISATIONS } from './tables.ts'
import { text } from './text.nl.ts'

/** Days that a package can be fetched. */
const KEPT = 7
const ATTEMPTS = 3

interface Source {
  readonly owner: Connection
  readonly store: Store
  readonly origin: string
}

const releaseOf = async (): Promise<string> =>
  JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')).version

const moveOfDossiers = (dossierIds: readonly string[]): Move => ({
  dossierIds,
  organisationIds: [],
  taken: OF_DOSSIERS,
  needed: NEEDED,
  inFull: [],
})

const write = async (
  { owner, store, origin }: Source,
  target: string,
  heading: Pick<Heading, 'of' | 'kind'>,
  move: (client: pg.ClientBase) => Promise<Move>,
  log?: (line: string) => void,
): Promise<Packed> =>
  writePackage({
    owner,
    target,
    heading: { ...heading, origin, release: await releaseOf() },
    about: text.about,
    move,
    open: (digest) => store.open(digest),
    has: (digest) => store.has(digest),
    ...(log ? { log } : {}),
  })

/** Everything of one dossier, private notes of people excepted. Throws a sentence when there is no such dossier. */
export const packDossier = async (source: Source, dossierId: string, target: string, log?: (line: string) => void) =>
  write(
    source,
    target,
    { kind: 'dossier', of: dossierId },
    async (client) => {
      const { rowCount } = await client.query('select from dossier.dossier where id = $1', [dossierId])
      if (!rowCount) throw new Error(`There is no dossier ${dossierId} here.`)
      return moveOfDossiers([dossierId])
    },
    log,
  )

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Everything of one organisation and of those it inherited: dossiers, members, frames. Throws a sentence. */
export const packOrganisation = async (source: Source, name: string, target: string, log?: (line: string) => void) =>
  write(
    source,
    target,
    { kind: 'organisation', of: name },
    async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `select id from organisations.organisation where ${UUID.test(name) ? 'id = $1::uuid' : 'lower(name) = lower($1)'} order by id`,
        [name.trim()],
      )
      if (rows.length === 0) throw new Error(`There is no organisation "${name}" here.`)
      if (rows.length > 1)
        throw new Error(
          `There are ${rows.length} organisations called "${name}". Give the id of one: ${rows.map((row) => row.id).join(', ')}.`,
        )
      const { rows: all } = await client.query<{ id: string }>(
        'select $1::uuid as id union select predecessor_id from organisations.heritage where organisation_id = $1',
        [rows[0]!.id],
      )
      const organisationIds = all.map((row) => row.id)
      const { rows: dossiers } = await client.query<{ id: string }>(
        'select id from dossier.dossier where organisation_id = any ($1)',
        [organisationIds],
      )
      const { rows: members } = await client.query<{ id: string }>(
        'select distinct person_id as id from people.membership where organisation_id = any ($1)',
        [organisationIds],
      )
      return {
        dossierIds: dossiers.map((row) => row.id),
        organisationIds,
        taken: [...OF_DOSSIERS, ...OF_ORGANISATIONS],
        needed: NEEDED,
        inFull: members.map((row) => row.id),
      }
    },
    log,
  )

/** Takes a package in, wholly or not at all: the journals must verify, else nothing happened. Throws a sentence. */
export const takeIn = async (owner: Connection, store: Store, source: string, log?: (line: string) => void) =>
  takePackage({
    owner,
    source,
    store,
    taking: {
      known: new Set([
        ...OF_DOSSIERS.map((one) => one.table),
        ...OF_ORGANISATIONS.map((one) => one.table),
        ...NEEDED.flatMap((one) => [one.table, ...(one.with ?? [])]),
      ]),
      awake: new Set(['dossier.document']),
      shared: new Set([
        ...NEEDED.flatMap((one) => [one.table, ...(one.with ?? [])]),
        ...OF_ORGANISATIONS.map((one) => one.table),
      ]),
    },
    after: async (client, dossierIds) => {
      // Searching learns the words of a journal in the order in which it was recorded, and these were recorded long ago.
      await client.query("update search.learned set upto = '-infinity'")
      for (const dossierId of dossierIds) {
        await client.query('select dossier.settle_reach($1)', [dossierId])
        const fault = await verifyJournal(client, dossierId)
        if (fault)
          throw new BadPackage(`The journal of dossier ${dossierId} does not verify (${fault}). Nothing was changed.`)
      }
    },
    ...(log ? { log } : {}),
  })

/** What is asked for on a page is made within seconds, by one server; three times tried, then it says so. */
export const packageJobs = ({ owner, store, origin }: Source): readonly Job[] => [
  {
    name: 'make-packages',
    everySeconds: 2,
    run: async (_, { withClient, now, log }) => {
      // Whoever made it died each time, so nobody said that it failed; and while it waits, no other can be asked for.
      await withClient((client) =>
        client.query(
          `update moving.package set failed_at = $1 where made_at is null and failed_at is null and attempts >= ${ATTEMPTS}
             and taken_at < $1::timestamptz - interval '15 minutes'`,
          [now()],
        ),
      )
      const asked = await withClient(
        async (client) =>
          (
            await client.query<{ id: string; dossierId: string; attempts: number }>(
              `update moving.package set attempts = attempts + 1, taken_at = $1 where id = (
                 select id from moving.package where made_at is null and failed_at is null and attempts < ${ATTEMPTS}
                   and (taken_at is null or taken_at < $1::timestamptz - interval '15 minutes')
                 order by asked_at limit 1 for update skip locked)
               returning id, dossier_id as "dossierId", attempts`,
              [now()],
            )
          ).rows[0],
      )
      if (!asked) return
      try {
        const draft = join(await store.drafts(), `${asked.id}.tar.gz`)
        const packed = await packDossier({ owner, store, origin }, asked.dossierId, draft)
        const { size } = await stat(draft)
        const hash = createHash('sha256')
        await pipeline(createReadStream(draft), hash)
        const digest = hash.digest()
        await store.keep(draft, digest.toString('hex'), size)
        await withClient(async (client) => {
          await client.query('begin')
          await client.query('select pg_advisory_xact_lock_shared($1::bigint)', [FILE_LOCK])
          await client.query(
            `insert into foundation.file (digest, size, type) values ($1, $2, 'application/gzip') on conflict do nothing`,
            [digest, size],
          )
          await client.query(
            // What was erased while it was being made may still be in it.
            `update moving.package p set made_at = $2, digest = case when not exists (select from dossier.entry e
                 where e.dossier_id = p.dossier_id and e.erased_at >= p.taken_at) then $3::bytea end, size = $4, rows = $5, files = $6,
               expires_at = $2::timestamptz + interval '${KEPT} days' where id = $1`,
            [asked.id, now(), digest, size, packed.rows, packed.files],
          )
          await client.query('commit')
        })
      } catch (error) {
        log.error({ err: error }, 'a package could not be made')
        const over = asked.attempts >= ATTEMPTS
        await withClient((client) =>
          client.query('update moving.package set taken_at = null, failed_at = $2 where id = $1', [
            asked.id,
            over ? now() : null,
          ]),
        )
      }
    },
  },
  {
    name: 'forget-packages',
    every: '57 * * * *',
    run: async (_, { withClient, now }) => {
      await withClient((client) =>
        client.query('update moving.package set digest = null where expires_at <= $1 and digest is not null', [now()]),
      )
    },
  },
]
