// Copies everything of an installation into one file while it runs, and puts such a file back, wholly or not at all.
import { createWriteStream } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { BadBackup, type Digest, digested, end, entriesOf, packed } from './backup/archive.ts'
import {
  dropEverything,
  isEmpty,
  liftForeignKeys,
  listSequences,
  listTables,
  nameOf,
  refreshViews,
  type Sequence,
  type Table,
} from './backup/catalog.ts'
import { CopyIn } from './backup/copy-in.ts'
import type { Connection } from './database.ts'
import type { Migration } from './migrate.ts'

export { BadBackup } from './backup/archive.ts'

// The first entry, so that a reader knows at once what it has in hand; the manifest is last, when all is known.
const HEADING = 'schakel.json'
const MANIFEST = 'manifest.json'
const FORMAT = 'schakel backup'
const LAYOUT = 1
// A tar wants to know the length of an entry beforehand and a table does not: it goes in portions of this size.
const PORTION = 4 << 20

interface Heading {
  readonly format: string
  readonly layout: number
  readonly release: string
  readonly made: string
  readonly postgres: string
  readonly migrations: readonly { name: string; digest: string }[]
}

export interface Manifest {
  readonly tables: readonly (Table & { rows: number; entries: readonly string[] })[]
  readonly sequences: readonly Sequence[]
  readonly entries: Readonly<Record<string, Digest>>
  /** Files that were removed while the backup was being made. */
  readonly vanished: readonly string[]
}

export interface Summary {
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Of everything before it was packed. */
  readonly bytes: number
}

export interface BackupOptions {
  readonly owner: Connection
  /** Where the uploaded files are; undefined when they are kept elsewhere (S3), which then needs a backup of its own. */
  readonly filesDir?: string | undefined
  readonly target: string
  readonly release: string
  readonly log?: (line: string) => void
}

/** Writes the file, readable by its owner only. Throws a sentence when the disk is full or the name is taken. */
export async function writeBackup(options: BackupOptions): Promise<Summary> {
  const { target, log = () => {} } = options
  if (await stat(target).catch(() => undefined)) throw new Error(`${target} exists already: choose another name.`)
  const draft = `${target}.part`
  const summary = { tables: 0, rows: 0, files: 0, bytes: 0 }
  try {
    await withOwner(options.owner, async (client) => {
      // One snapshot: every table as it was at one moment, while others write on.
      await client.query('begin isolation level repeatable read read only')
      const content = Readable.from(contentOf(client, options, summary, log), {
        objectMode: false,
        highWaterMark: 1 << 20,
      })
      const file = createWriteStream(draft, { flags: 'w', mode: 0o600, flush: true })
      await pipeline(content, createGzip({ level: 3 }), file)
      await client.query('commit')
    })
    // A link and not a rename: it never replaces a file that somebody else has made in the meantime.
    await link(draft, target).catch((error: NodeJS.ErrnoException) => {
      // Some disks (FAT, some network drives) know no links.
      if (error.code === 'EEXIST') throw error
      return rename(draft, target)
    })
    const folder = await open(dirname(target), 'r')
    await folder.sync().finally(() => folder.close())
  } catch (error) {
    throw inWords(error, target)
  } finally {
    await rm(draft, { force: true })
  }
  return summary
}

async function* contentOf(
  client: pg.Client,
  options: BackupOptions,
  summary: { -readonly [K in keyof Summary]: Summary[K] },
  log: (line: string) => void,
): AsyncGenerator<Buffer> {
  const entries: Record<string, Digest> = {}
  async function* put(path: string, size: number, body: Iterable<Buffer> | AsyncIterable<Buffer>) {
    summary.bytes += size
    yield* packed(
      path,
      size,
      digested(body, (digest) => {
        entries[path] = digest
      }),
    )
  }
  const putJson = (path: string, value: unknown) => {
    const text = Buffer.from(JSON.stringify(value, null, 1))
    return put(path, text.length, [text])
  }

  await neutral(client)
  const tables = await listTables(client)
  const hasMigrations = tables.some((table) => table.schema === 'public' && table.name === 'migration')
  const heading: Heading = {
    format: FORMAT,
    layout: LAYOUT,
    release: options.release,
    made: new Date().toISOString(),
    postgres: (await client.query('show server_version')).rows[0].server_version,
    migrations: hasMigrations
      ? (await client.query('select name, digest from public.migration order by name')).rows
      : [],
  }
  yield* putJson(HEADING, heading)

  const copied: Manifest['tables'][number][] = []
  for (const [index, table] of tables.entries()) {
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
    const only = table.partitioned ? '' : 'only '
    const stream = client.query(copyTo(`copy (select ${columns} from ${only}${nameOf(client, table)}) to stdout`))
    const own: string[] = []
    for await (const portion of inPortions(stream)) {
      const path = `tables/${String(index).padStart(4, '0')}-${table.name.replace(/\W/g, '_')}/${String(own.length).padStart(6, '0')}.copy`
      own.push(path)
      yield* put(path, portion.length, [portion])
    }
    copied.push({ ...table, rows: stream.rowCount, entries: own })
    summary.tables += 1
    summary.rows += stream.rowCount
    if (stream.rowCount) log(`${table.schema}.${table.name}: ${stream.rowCount} rows`)
  }

  const vanished: string[] = []
  // After the rows: a file that a row of the snapshot names was there before the snapshot.
  for (const path of options.filesDir ? await listFiles(options.filesDir) : []) {
    const name = relative(options.filesDir!, path).split(sep).join('/')
    const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      vanished.push(name)
    })
    if (!handle) continue
    const { size } = await handle.stat()
    const body = size ? handle.createReadStream({ end: size - 1, highWaterMark: 1 << 18 }) : []
    yield* put(`files/${name}`, size, body)
    await handle.close().catch(() => {})
    summary.files += 1
  }
  if (summary.files) log(`${summary.files} files`)

  const manifest: Manifest = { tables: copied, sequences: await listSequences(client), entries, vanished }
  const text = Buffer.from(JSON.stringify(manifest, null, 1))
  yield* packed(MANIFEST, text.length, [text])
  yield end()
}

async function* inPortions(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    parts.push(part)
    size += part.length
    if (size < PORTION) continue
    yield Buffer.concat(parts)
    parts = []
    size = 0
  }
  if (size) yield Buffer.concat(parts)
}

async function listFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Reads the whole file and checks every byte of it. Throws BadBackup with a sentence. */
export async function verifyBackup(source: string): Promise<{ heading: Heading; manifest: Manifest }> {
  let heading: Heading | undefined
  let manifest: Manifest | undefined
  const found: Record<string, Digest> = {}
  try {
    for await (const entry of entriesOf(source)) {
      if (!heading && entry.path !== HEADING) throw new BadBackup('begins otherwise')
      const keep = entry.path === HEADING || entry.path === MANIFEST
      const parts: Buffer[] = []
      const note = (digest: Digest) => {
        if (entry.path !== MANIFEST) found[entry.path] = digest
      }
      for await (const part of digested(entry.body, note)) if (keep) parts.push(part)
      if (entry.path === HEADING) heading = readHeading(Buffer.concat(parts), source)
      if (entry.path === MANIFEST) manifest = JSON.parse(Buffer.concat(parts).toString())
    }
  } catch (error) {
    if (error instanceof Newer || (!(error instanceof BadBackup) && !(error instanceof SyntaxError)))
      throw inWords(error, source)
    if (!heading) throw new BadBackup(`${source} is not a backup of Schakel.`)
    throw new BadBackup(`${source} is damaged (${error.message}): use another backup.`)
  }
  if (!heading || !manifest) throw new BadBackup(`${source} is damaged (it is not complete): use another backup.`)
  const names = new Set([...Object.keys(found), ...Object.keys(manifest.entries)])
  for (const name of names) {
    const [is, was] = [found[name], manifest.entries[name]]
    if (!is || !was || is.size !== was.size || is.sha256 !== was.sha256) {
      throw new BadBackup(`${source} is damaged (${name} is not what was written): use another backup.`)
    }
  }
  return { heading, manifest }
}

class Newer extends BadBackup {}

function readHeading(text: Buffer, source: string): Heading {
  const heading = JSON.parse(text.toString()) as Heading
  if (heading.format !== FORMAT) throw new BadBackup('another kind of file')
  if (heading.layout > LAYOUT) throw newer(source, heading)
  return heading
}

const newer = (source: string, heading: Heading) =>
  new Newer(`${source} was made by a newer Schakel (${heading.release}): restore it with that one or a later one.`)

export interface RestoreOptions {
  readonly owner: Connection
  readonly filesDir?: string | undefined
  readonly source: string
  /** All that this release knows; those that the backup names are applied, the rest comes at the next start. */
  readonly migrations: readonly Migration[]
  /** Throw away what is there. Files that are there are moved aside, not removed. */
  readonly replace?: boolean
  readonly log?: (line: string) => void
}

export class NotEmpty extends Error {}

/**
 * Checks the whole file first, then does everything in one transaction: what was there stays until the commit.
 * Throws BadBackup, NotEmpty, or an Error with a sentence.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Summary> {
  const { source, filesDir, log = () => {} } = options
  log('Checking the file …')
  const { heading, manifest } = await verifyBackup(source)
  const schema = schemaOf(heading, options)
  const files =
    filesDir && Object.keys(manifest.entries).some((path) => path.startsWith('files/')) ? filesDir : undefined
  const draft = filesDir && `${filesDir}.restoring`
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  let undoFiles = async () => {}
  try {
    await withOwner(options.owner, async (client) => {
      await client.query('begin')
      // A server that still runs on this database holds locks; better a sentence than waiting for ever.
      await client.query("set local lock_timeout = '10s'")
      if (!options.replace) await refuseWhenFull(client, filesDir)
      await neutral(client)
      log('Making the tables …')
      await dropEverything(client)
      for (const migration of schema) await client.query(migration.sql)
      await client.query(MIGRATION_TABLE)
      await neutral(client)
      await load(client, manifest, source, draft, log)
      if (filesDir && (files || options.replace)) undoFiles = await swapFiles(filesDir, draft!)
      await client.query('commit')
    })
  } catch (error) {
    await undoFiles()
    if (draft) await rm(draft, { recursive: true, force: true })
    throw inWords(error, source)
  }
  const bytes = Object.values(manifest.entries).reduce((sum, entry) => sum + entry.size, 0)
  const count = Object.keys(manifest.entries).filter((path) => path.startsWith('files/')).length
  return { tables: manifest.tables.length, rows, files: count, bytes }
}

// As migrate.ts makes it, which does that outside of any transaction; its rows come from the backup.
const MIGRATION_TABLE = `create table if not exists public.migration (
  name text primary key, digest text not null, applied_at timestamptz not null default now())`

function schemaOf(heading: Heading, { migrations, source }: RestoreOptions): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  return heading.migrations.map(({ name, digest }) => {
    const migration = known.get(name)
    if (!migration) throw newer(source, heading)
    if (migration.digest !== digest) {
      throw new BadBackup(
        `${source} was made by a Schakel whose migration ${name} is different: restore it with that one.`,
      )
    }
    return migration
  })
}

async function refuseWhenFull(client: pg.Client, filesDir: string | undefined): Promise<void> {
  if ((await isEmpty(client)) && (!filesDir || (await listFiles(filesDir)).length === 0)) return
  throw new NotEmpty(
    'There is something in this installation already: restore into an empty one, or add --replace to throw it away.',
  )
}

async function load(
  client: pg.Client,
  manifest: Manifest,
  source: string,
  filesDir: string | undefined,
  log: (line: string) => void,
): Promise<void> {
  const present = await listTables(client)
  const keyOf = (table: { schema: string; name: string }) => JSON.stringify([table.schema, table.name])
  const missing = manifest.tables.filter((table) => !present.some((other) => keyOf(other) === keyOf(table)))
  if (missing.length)
    throw new BadBackup(`${source} holds tables that its migrations do not make: ${missing.map(keyOf).join(', ')}.`)

  const restoreKeys = await liftForeignKeys(client)
  for (const table of present) await client.query(`alter table ${nameOf(client, table)} disable trigger user`)
  // Migrations put rows in some tables; those are in the backup as they were in the end.
  if (present.length) await client.query(`truncate ${present.map((table) => nameOf(client, table)).join(', ')}`)

  const tableAt = new Map(manifest.tables.flatMap((table) => table.entries.map((path) => [path, table] as const)))
  const entries = entriesOf(source)
  let copying: { readonly table: Manifest['tables'][number]; readonly copy: CopyIn } | undefined
  const finish = async () => {
    if (!copying) return
    const { copy, table } = copying
    copying = undefined
    if ((await copy.end()) !== table.rows)
      throw new BadBackup(`${source} is damaged (rows of ${table.name} are missing).`)
    log(`${table.schema}.${table.name}: ${table.rows} rows`)
  }
  for await (const entry of entries) {
    const table = tableAt.get(entry.path)
    if (copying && copying.table !== table) await finish()
    if (table) {
      if (!copying) {
        const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
        const copy = CopyIn.begin(client, `copy ${nameOf(client, table)} (${columns}) from stdin`)
        copying = { table, copy }
      }
      for await (const part of entry.body) await copying.copy.write(part)
    } else if (entry.path.startsWith('files/') && filesDir) {
      const path = resolve(filesDir, entry.path.slice('files/'.length))
      // The file is checked, its maker is not: never write outside of the folder.
      if (!path.startsWith(resolve(filesDir) + sep))
        throw new BadBackup(`${source} names a file outside of its folder.`)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await pipeline(entry.body, createWriteStream(path, { mode: 0o600, flush: true }))
    }
  }
  await finish()

  for (const { schema, name, value, called } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [nameOf(client, { schema, name }), value, called])
  }
  log('Checking the references …')
  await restoreKeys()
  for (const table of present) await client.query(`alter table ${nameOf(client, table)} enable trigger user`)
  await refreshViews(client)
}

/** Puts the restored files in place and the present ones aside, and returns how to undo that. */
async function swapFiles(filesDir: string, draft: string): Promise<() => Promise<void>> {
  await mkdir(draft, { recursive: true, mode: 0o700 })
  const aside = `${filesDir}.before-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`
  const moved = await rename(filesDir, aside).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
  await rename(draft, filesDir)
  return async () => {
    await rename(filesDir, draft)
    if (moved) await rename(aside, filesDir)
  }
}

/** How values look as text depends on settings of the session; with these they read the same everywhere. */
const neutral = (client: pg.Client) =>
  client.query(`set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
    set local extra_float_digits = 1; set local bytea_output = 'hex'; set local xmloption = 'content';
    set local row_security = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`)

async function withOwner<T>(owner: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...(owner as pg.ClientConfig), statement_timeout: 0, query_timeout: 0 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    // Halfway a COPY that failed end() may wait for an answer that never comes. Cut off, the server rolls back.
    const stream = (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream
    await Promise.race([client.end().catch(() => {}), sleep(1_000)])
    stream.destroy()
  }
}

function inWords(error: unknown, file: string): Error {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof BadBackup || error instanceof NotEmpty) return error
  const words: Record<string, string> = {
    ENOSPC: `The disk is full: nothing was kept of ${file}.`,
    53100: 'The disk of the database is full: nothing was changed.',
    ENOENT: `${file} is not there.`,
    EISDIR: `${file} is a folder.`,
    EACCES: `${file} may not be read or written by this account.`,
    EEXIST: `${file} exists already: choose another name.`,
    '55P03': 'The database is in use by a server that still runs: stop it first. Nothing was changed.',
  }
  return new Error(words[code ?? ''] ?? message, { cause: error })
}
