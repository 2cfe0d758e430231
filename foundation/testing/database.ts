// A database for one test file, copied in milliseconds from a template that is made once per run.
import { createHash } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { limitConnections, makeDatabase } from '../database/embedded/bootstrap.ts'
import { beginOf, signal } from '../database/embedded/processes.ts'
import { SUPERUSER, startEmbedded } from '../database/embedded.ts'
import { OWNER, SERVING, urlOf, withClient } from '../database/roles.ts'
import { type Connection, ownerConnection } from '../database/where.ts'

/** Set by app/commands/test.ts: the socket folder of the cluster that all test files share. */
export const CLUSTER = 'TEST_CLUSTER'

export interface TestDatabase {
  readonly ownerUrl: string
  readonly servingUrl: string
  readonly superuserUrl: string
  readonly name: string
  drop(): Promise<void>
}

/** Brings the template up to date: `async (owner) => { await migrate(owner); await declareAccess(owner) }`. */
export type Prepare = (owner: Connection) => Promise<void>

const ROOT = join(import.meta.dirname, '../..')

let own: Promise<TestCluster> | undefined

/** A test file that is run by itself brings its own cluster and stops it at the end. */
async function clusterOf(): Promise<string> {
  const shared = process.env[CLUSTER]
  if (shared) return shared
  own ??= startTestCluster().then((cluster) => {
    // Not an `after` of node:test: that would come before those of the test file, which still have to close their pools.
    process.once('exit', () => cluster.discard())
    return cluster
  })
  return (await own).socketDir
}

export interface TestCluster {
  readonly socketDir: string
  readonly version: string
  stop(): Promise<void>
  /** The same at once, for when the process is ending. */
  discard(): void
}

/** Without fsync: nobody needs these rows tomorrow. */
export async function startTestCluster(): Promise<TestCluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'schakel-test-'))
  const embedded = await startEmbedded({ dataDir, durable: false })
  const { socketDir, version } = embedded
  const clear = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  return {
    socketDir,
    version,
    stop: () => embedded.stop().finally(clear),
    discard: () => {
      signal(embedded.pid, 'SIGINT')
      for (const end = Date.now() + 5_000; beginOf(embedded.pid) && Date.now() < end; ) pause(10)
      rmSync(socketDir, { recursive: true, force: true })
      clear()
    },
  }
}

const pause = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

/** An own database for a test file. Without `prepare` it holds the extensions and nothing else. */
export async function testDatabase(prepare?: Prepare): Promise<TestDatabase> {
  const socketDir = await clusterOf()
  const superuserUrl = urlOf(SUPERUSER, socketDir, 'postgres')
  const template = await templateOf(socketDir, superuserUrl, prepare)
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await withClient(superuserUrl, async (client) => {
    await client.query(`create database ${name} owner ${OWNER} template ${template}`)
    await limitConnections(client, name)
  })
  const drop = () => withClient(superuserUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
  return {
    name,
    ownerUrl: urlOf(OWNER, socketDir, name),
    servingUrl: urlOf(SERVING, socketDir, name),
    superuserUrl: urlOf(SUPERUSER, socketDir, name),
    drop: async () => void (await drop()),
  }
}

/** Test files start at the same time: the first makes the template, the others wait for it. */
async function templateOf(socketDir: string, superuserUrl: string, prepare: Prepare | undefined): Promise<string> {
  const template = `template_${prepare ? fingerprint(prepare) : 'bare'}`
  return withClient(superuserUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount) return template
    // Under another name until it is whole, so that a failure is not taken for a template.
    const draft = `${template}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await makeDatabase(socketDir, SUPERUSER, draft)
    await prepare?.(ownerConnection(urlOf(OWNER, socketDir, draft)))
    await client.query(`alter database ${draft} rename to ${template}`)
    return template
  })
}

/** Another schema, other rights or another way of preparing is another template. */
function fingerprint(prepare: Prepare): string {
  const hash = createHash('sha256').update(prepare.toString())
  for (const path of globSync(['database/**/*.sql', '{foundation,capabilities}/**/*.sql'], { cwd: ROOT }).sort()) {
    hash.update(path).update(readFileSync(join(ROOT, path)))
  }
  return hash.digest('hex').slice(0, 12)
}
