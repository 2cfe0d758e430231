// Takes a package in, wholly or not at all; what it holds becomes part of this installation as it was in the other.
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { BadBackup, type Digest, digested, entriesOf } from '../database/backup/archive.ts'
import type { Connection } from '../database/database.ts'
import type { Store } from '../files/store.ts'
import { type Graph, readGraph, refer } from './graph.ts'
import { FORMAT, HEADING, type Heading, MANIFEST, type Manifest, VERSION } from './pack.ts'

/** A sentence for the operator about the file or about what is here already. */
export class BadPackage extends Error {}

/** Reads all of it and checks every byte. Throws BadPackage with a sentence. */
export const verifyPackage = async (source: string): Promise<{ heading: Heading; manifest: Manifest }> => {
  let heading: Heading | undefined
  let manifest: Manifest | undefined
  const found: Record<string, Digest> = {}
  try {
    for await (const entry of entriesOf(source)) {
      if (!heading && entry.path !== HEADING) throw new BadPackage(`${source} is not a package of Schakel.`)
      const keep = entry.path === HEADING || entry.path === MANIFEST
      const parts: Buffer[] = []
      const note = (digest: Digest) => {
        if (entry.path !== MANIFEST) found[entry.path] = digest
      }
      for await (const part of digested(entry.body, note)) if (keep) parts.push(part)
      if (entry.path === HEADING) heading = headingOf(Buffer.concat(parts).toString(), source)
      if (entry.path === MANIFEST) manifest = JSON.parse(Buffer.concat(parts).toString())
    }
  } catch (error) {
    if (error instanceof BadPackage) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new BadPackage(`${source} is not there.`)
    if (!heading && (error instanceof BadBackup || error instanceof SyntaxError))
      throw new BadPackage(`${source} is not a package of Schakel.`)
    throw new BadPackage(`${source} is damaged (${message}): use another copy.`)
  }
  if (!heading || !manifest) throw new BadPackage(`${source} is damaged (it is not complete): use another copy.`)
  for (const name of new Set([...Object.keys(found), ...Object.keys(manifest.entries)])) {
    const [is, was] = [found[name], manifest.entries[name]]
    if (!is || !was || is.size !== was.size || is.sha256 !== was.sha256)
      throw new BadPackage(`${source} is damaged (${name} is not what was written): use another copy.`)
  }
  return { heading, manifest }
}

const headingOf = (text: string, source: string): Heading => {
  const heading = JSON.parse(text) as Heading
  if (heading.format !== FORMAT) throw new BadPackage(`${source} is not a package of Schakel.`)
  if (heading.version > VERSION)
    throw new BadPackage(`${source} was made by a newer Schakel (${heading.release}): take it in with that one.`)
  return heading
}

export interface Taking {
  /** Tables of which rows may be here already: the same organisation, the same person. */
  readonly shared: ReadonlySet<string>
  /** Every table that a package may fill. */
  readonly known: ReadonlySet<string>
  /** Tables whose triggers only make what hangs from a row (what is found by its words): they do their work here too. */
  readonly awake: ReadonlySet<string>
}

/**
 * One transaction. Rows of shared tables that are here already stay as they are here; any other row that is here already
 * refuses the whole. `after` runs inside the transaction: what must be settled again, and what must hold.
 */
export const takePackage = async (parts: {
  readonly owner: Connection
  readonly source: string
  readonly store: Store
  readonly taking: Taking
  readonly after: (client: pg.ClientBase, dossierIds: readonly string[]) => Promise<void>
  readonly log?: (line: string) => void
}): Promise<{ heading: Heading; rows: number; files: number; dossiers: number }> => {
  const { source, taking, log = () => {} } = parts
  log('Checking the file …')
  const { heading, manifest } = await verifyPackage(source)
  if (heading.kind === 'person')
    throw new BadPackage(
      `${source} is a package of a person: it is theirs to keep and to read, and no installation takes it in.`,
    )
  const client = new pg.Client({ ...(parts.owner as pg.ClientConfig), statement_timeout: 0, query_timeout: 0 })
  client.on('error', () => {})
  await client.connect()
  let rows = 0
  let files = 0
  const dossierIds: string[] = []
  try {
    await client.query('begin')
    await client.query("set local lock_timeout = '10s'")
    const graph = await readGraph(client)
    for (const { name } of manifest.tables) {
      if (!graph.has(name) || !taking.known.has(name))
        throw new BadPackage(`${source} holds rows of ${name}, which this Schakel does not take in.`)
      // What the triggers once wrote is in the rows already; of shared tables they make what searching needs.
      if (!taking.shared.has(name) && !taking.awake.has(name))
        await client.query(`alter table ${refer(client, name)} disable trigger user`)
    }
    const tableAt = new Map(
      manifest.tables.flatMap(({ name, entries }) => entries.map((path) => [path, name] as const)),
    )
    for await (const entry of entriesOf(source)) {
      const table = tableAt.get(entry.path)
      const digest = /^files\/([0-9a-f]{64})$/.exec(entry.path)?.[1]
      if (table) {
        const chunks: Buffer[] = []
        for await (const part of entry.body) chunks.push(part)
        const lines = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n')
        if (table === 'dossier.dossier')
          dossierIds.push(...lines.map((line) => (JSON.parse(line) as { id: string }).id))
        rows += await put(client, graph, table, lines, taking)
      } else if (digest) {
        const draft = join(await parts.store.drafts(), `${digest}.package`)
        try {
          await pipeline(entry.body, createWriteStream(draft, { mode: 0o600 }))
          await parts.store.keep(draft, digest, entry.size)
        } finally {
          await rm(draft, { force: true })
        }
        files += 1
      }
    }
    // What is looked at when a transaction ends is looked at now: a table that waits for that cannot be altered.
    await client.query('set constraints all immediate')
    await parts.after(client, dossierIds)
    for (const { name } of manifest.tables)
      if (!taking.shared.has(name) && !taking.awake.has(name))
        await client.query(`alter table ${refer(client, name)} enable trigger user`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw inWords(error, source)
  } finally {
    await client.end().catch(() => {})
  }
  return { heading, rows, files, dossiers: dossierIds.length }
}

const put = async (
  client: pg.ClientBase,
  graph: Graph,
  name: string,
  lines: readonly string[],
  taking: Taking,
): Promise<number> => {
  const table = graph.get(name)!
  const columns = table.columns
    .filter((column) => !column.generated)
    .map((column) => client.escapeIdentifier(column.name))
  const list = columns.join(', ')
  const { rowCount } = await client.query(
    `insert into ${refer(client, name)} (${list}) overriding system value
     select ${list} from jsonb_populate_recordset(null::${refer(client, name)}, $1::jsonb)
     ${taking.shared.has(name) ? 'on conflict do nothing' : ''}`,
    [`[${lines.join(',')}]`],
  )
  return rowCount ?? 0
}

const inWords = (error: unknown, source: string): Error => {
  if (error instanceof BadPackage) return error
  const { code, message, detail, table } = error as NodeJS.ErrnoException & { detail?: string; table?: string }
  const words: Record<string, string> = {
    '23505': `Something of this package is here already (${table}: ${detail}). Nothing was changed.`,
    '23503': `Something that this package refers to is not here (${table}: ${detail}). Nothing was changed.`,
    '55P03': 'The database is in use: stop the server first. Nothing was changed.',
    53100: 'The disk of the database is full. Nothing was changed.',
    ENOSPC: 'The disk is full. Nothing was changed.',
  }
  return new Error(words[code ?? ''] ?? `${source} could not be taken in: ${message}`, { cause: error })
}
