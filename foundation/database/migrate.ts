// Brings a database up to date: migrations once each, in the order of their names; access declared afresh as a whole.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Connection } from './database.ts'

const ROOT = join(import.meta.dirname, '../..')
const MIGRATIONS = join(ROOT, 'database/migrations')

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly digest: string
}

export const migrations = (): Migration[] =>
  readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(MIGRATIONS, name), 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    })

const withOwner = async <T>(owner: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(owner as pg.ClientConfig)
  client.on('error', () => {})
  await client.connect()
  try {
    // Two servers that start at once wait for each other; the number is arbitrary, it only has to be the same.
    await client.query('select pg_advisory_lock(7201)')
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Applies what has not been applied yet, each migration in its own transaction.
 * Throws when an applied migration was changed or is unknown here: then this code is older than the data.
 */
export const migrate = (
  owner: Connection,
  say: (line: string) => void = () => {},
  upTo?: string,
): Promise<readonly string[]> =>
  withOwner(owner, async (client) => {
    await client.query(`create table if not exists public.migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from public.migration')
    const applied = new Map(rows.map((row) => [row.name, row.digest]))
    const known = migrations()
    const unknown = [...applied.keys()].filter((name) => !known.some((migration) => migration.name === name))
    if (unknown.length)
      throw new Error(`The data is newer than this Schakel: it does not know ${unknown.join(', ')}. Start a newer one.`)
    const done: string[] = []
    for (const migration of known) {
      if (upTo && migration.name > upTo) break
      const before = applied.get(migration.name)
      if (before && before !== migration.digest)
        throw new Error(
          `The migration ${migration.name} was changed after it was applied. Put it back and add a new one.`,
        )
      if (before) continue
      try {
        await client.query('begin')
        await client.query(migration.sql)
        await client.query('insert into public.migration (name, digest) values ($1, $2)', [
          migration.name,
          migration.digest,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`The migration ${migration.name} failed, nothing of it was kept: ${(error as Error).message}`, {
          cause: error,
        })
      }
      say(migration.name)
      done.push(migration.name)
    }
    return done
  })

/** Drops every policy and grant and declares all `access.sql` files again, in one transaction: nothing old stays allowed. */
export const declareAccess = (owner: Connection): Promise<void> =>
  withOwner(owner, async (client) => {
    const files = [join(ROOT, 'database/declare-access.sql'), ...accessFiles()]
    await client.query('begin')
    try {
      for (const file of files) {
        try {
          await client.query(readFileSync(file, 'utf8'))
        } catch (error) {
          throw new Error(`${file.slice(ROOT.length + 1)}: ${(error as Error).message}`, { cause: error })
        }
      }
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  })

/** Every `access.sql`, the foundation's first, then the rooms in the order in which they lean on each other. */
export const accessFiles = (): string[] => {
  const order = [
    'organisations',
    'people',
    'signin',
    'dossier',
    'open-items',
    'kaders',
    'process',
    'search',
    'attention',
    'handover',
  ]
  const rooms = readdirSync(join(ROOT, 'capabilities')).sort(
    (a, b) => (order.indexOf(a) + 1 || 99) - (order.indexOf(b) + 1 || 99) || a.localeCompare(b),
  )
  return [
    join(ROOT, 'foundation/access/access.sql'),
    ...rooms.map((room) => join(ROOT, 'capabilities', room, 'access.sql')),
  ].filter((file) => {
    try {
      readFileSync(file)
      return true
    } catch {
      return false
    }
  })
}
