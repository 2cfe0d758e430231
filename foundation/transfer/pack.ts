// Writes what moves out into one file: rows as JSON, a line each, with their JSON Schema, the files beside them, checksums.
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { type Digest, digested, end, packed } from '../database/backup/archive.ts'
import type { Connection } from '../database/database.ts'
import { readGraph } from './graph.ts'
import { type Move, planOf } from './plan.ts'
import { schemaOf } from './schema.ts'

export const FORMAT = 'schakel package'
export const VERSION = 1
export const HEADING = 'package.json'
export const MANIFEST = 'manifest.json'
const PORTION = 2 << 20

export interface Heading {
  readonly format: string
  readonly version: number
  readonly made: string
  readonly release: string
  /** The installation it comes from. */
  readonly origin: string
  /** What it is of, in words. */
  readonly of: string
  readonly kind: 'dossier' | 'organisation' | 'person'
}
export interface Manifest {
  /** In the order in which they are taken in. */
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly entries: readonly string[] }[]
  readonly entries: Readonly<Record<string, Digest>>
  /** Files of which the bytes were not there. */
  readonly missing: readonly string[]
}
export interface Packed {
  readonly rows: number
  readonly files: number
  readonly manifest: Manifest
}

/**
 * One moment of the database, while others write on. `move` is asked within that moment. `open` gives the bytes of a file
 * by its digest. The target is replaced. Throws what the database or the disk throws; nothing is left then.
 */
export const writePackage = async (parts: {
  readonly owner: Connection
  readonly target: string
  readonly heading: Omit<Heading, 'format' | 'version' | 'made'>
  readonly about: string
  readonly move: (client: pg.ClientBase) => Promise<Move>
  readonly open: (digest: string) => Promise<Readable>
  readonly has: (digest: string) => Promise<boolean>
  readonly log?: (line: string) => void
  /** Of a hundred parts, how many are written; called at every part, so whoever listens says itself how often it writes it down. */
  readonly progress?: (percent: number) => void
}): Promise<Packed> => {
  const client = new pg.Client({ ...(parts.owner as pg.ClientConfig), statement_timeout: 0, query_timeout: 0 })
  client.on('error', () => {})
  await client.connect()
  const summary = { rows: 0, files: 0, manifest: undefined as Manifest | undefined }
  try {
    await client.query('begin isolation level repeatable read read only')
    // The same text everywhere, whatever the session is set to.
    await client.query(
      "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'",
    )
    await writeOut(contentOf(client, parts, summary), parts.target)
    await client.query('commit')
  } catch (error) {
    await rm(parts.target, { force: true })
    throw error
  } finally {
    await client.end().catch(() => {})
  }
  return { ...summary, manifest: summary.manifest! }
}

const writeOut = (content: AsyncGenerator<Buffer>, target: string): Promise<void> =>
  pipeline(
    Readable.from(content, { objectMode: false, highWaterMark: 1 << 20 }),
    createGzip({ level: 6 }),
    createWriteStream(target, { mode: 0o600, flush: true }),
  )

type Parts = Parameters<typeof writePackage>[0]

/** Puts parts in an archive and keeps the checksum of each. */
const putting = (entries: Record<string, Digest>) => {
  async function* put(path: string, size: number, body: Iterable<Buffer> | AsyncIterable<Buffer>) {
    yield* packed(
      path,
      size,
      digested(body, (digest) => {
        entries[path] = digest
      }),
    )
  }
  const putText = (path: string, text: string) => {
    const bytes = Buffer.from(text)
    return put(path, bytes.length, [bytes])
  }
  return { put, putText }
}

/** Reading rows is this much of the work when there are files too. */
const ROWS_SHARE = 20

async function* contentOf(
  client: pg.Client,
  parts: Parts,
  summary: { rows: number; files: number; manifest: Manifest | undefined },
): AsyncGenerator<Buffer> {
  const entries: Record<string, Digest> = {}
  const { put, putText } = putting(entries)
  const heading: Heading = { format: FORMAT, version: VERSION, made: new Date().toISOString(), ...parts.heading }
  yield* putText(HEADING, JSON.stringify(heading, null, 1))
  yield* putText('README.md', parts.about)

  const graph = await readGraph(client)
  const plan = await planOf(client, graph, await parts.move(client))
  const tables: Manifest['tables'][number][] = []
  const digests = new Map<string, number>()
  for (const [at, { table, sql, values }] of plan.entries()) {
    parts.progress?.(Math.floor((ROWS_SHARE * at) / plan.length))
    const own: string[] = []
    let rows = 0
    let lines: string[] = []
    let size = 0
    const path = () => `data/${table.name}/${String(own.length + 1).padStart(5, '0')}.ndjson`
    const flush = function* () {
      if (lines.length === 0) return
      const at = path()
      own.push(at)
      const text = `${lines.join('\n')}\n`
      lines = []
      size = 0
      yield [at, text] as const
    }
    await client.query({ text: `declare rows_of_table no scroll cursor for ${sql}`, values: [...values] })
    for (;;) {
      const { rows: found } = await client.query<{ row: string }>('fetch 500 from rows_of_table')
      for (const { row } of found) {
        lines.push(row)
        size += row.length
        if (table.name === 'foundation.file') {
          const file = JSON.parse(row) as { digest: string; size: number }
          digests.set(file.digest.slice(2), file.size)
        }
      }
      rows += found.length
      if (size > PORTION) for (const [at, text] of flush()) yield* putText(at, text)
      if (found.length === 0) break
    }
    await client.query('close rows_of_table')
    for (const [at, text] of flush()) yield* putText(at, text)
    if (rows === 0) continue
    yield* putText(`schema/${table.name}.schema.json`, JSON.stringify(schemaOf(table), null, 1))
    tables.push({ name: table.name, rows, entries: own })
    summary.rows += rows
    parts.log?.(`${table.name}: ${rows}`)
  }

  const missing: string[] = []
  const all = [...digests.values()].reduce((sum, size) => sum + size, 0)
  let written = 0
  for (const [digest, size] of digests) {
    parts.progress?.(ROWS_SHARE + Math.floor(((99 - ROWS_SHARE) * written) / Math.max(all, 1)))
    written += size
    if (!(await parts.has(digest))) {
      missing.push(digest)
      continue
    }
    yield* put(`files/${digest}`, size, await parts.open(digest))
    summary.files += 1
  }
  summary.manifest = { tables, entries, missing }
  const text = Buffer.from(JSON.stringify(summary.manifest, null, 1))
  yield* packed(MANIFEST, text.length, [text])
  yield end()
}

/** What a package of documents holds: records that the caller already has, and the files that they name. */
export interface Document {
  readonly name: string
  /** JSON Schema of one record. */
  readonly schema: object
  readonly records: readonly object[]
}
export interface PackedFile {
  readonly path: string
  readonly digest: string
  readonly size: number
}

/**
 * The same form, for what is no part of a database but an answer of the house: a record a line with its schema, the files
 * beside it, and checksums. The target is replaced. Throws what the disk throws; nothing is left then.
 */
export const writeDocuments = async (parts: {
  readonly target: string
  readonly heading: Omit<Heading, 'format' | 'version' | 'made'>
  readonly about: string
  readonly documents: readonly Document[]
  readonly files: readonly PackedFile[]
  readonly open: (digest: string) => Promise<Readable>
  readonly has: (digest: string) => Promise<boolean>
  readonly progress?: (percent: number) => void
}): Promise<Packed> => {
  const entries: Record<string, Digest> = {}
  const { put, putText } = putting(entries)
  const missing: string[] = []
  let rows = 0
  let files = 0
  let manifest: Manifest | undefined
  async function* content() {
    const heading: Heading = { format: FORMAT, version: VERSION, made: new Date().toISOString(), ...parts.heading }
    yield* putText(HEADING, JSON.stringify(heading, null, 1))
    yield* putText('README.md', parts.about)
    const tables: Manifest['tables'][number][] = []
    for (const { name, schema, records } of parts.documents) {
      if (records.length === 0) continue
      const at = `data/${name}/00001.ndjson`
      yield* putText(at, `${records.map((record) => JSON.stringify(record)).join('\n')}\n`)
      yield* putText(`schema/${name}.schema.json`, JSON.stringify(schema, null, 1))
      tables.push({ name, rows: records.length, entries: [at] })
      rows += records.length
    }
    const all = parts.files.reduce((sum, { size }) => sum + size, 0)
    let written = 0
    for (const { path, digest, size } of parts.files) {
      parts.progress?.(ROWS_SHARE + Math.floor(((99 - ROWS_SHARE) * written) / Math.max(all, 1)))
      written += size
      if (!(await parts.has(digest))) {
        missing.push(digest)
        continue
      }
      yield* put(path, size, await parts.open(digest))
      files += 1
    }
    manifest = { tables, entries, missing }
    const text = Buffer.from(JSON.stringify(manifest, null, 1))
    yield* packed(MANIFEST, text.length, [text])
    yield end()
  }
  try {
    await writeOut(content(), parts.target)
  } catch (error) {
    await rm(parts.target, { force: true })
    throw error
  }
  return { rows, files, manifest: manifest! }
}
