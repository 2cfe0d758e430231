// Where the database is: the embedded one, or one that the operator runs and names with DATABASE_URL.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Connection } from './database.ts'
import { type CrashHook, startEmbedded } from './embedded.ts'
import { EXTENSIONS, SERVING, withClient } from './roles.ts'

export type { Connection } from './database.ts'
export { OWNER, SERVING } from './roles.ts'

export interface DatabaseConfig {
  /** The one folder of this installation, `.schakel` unless SCHAKEL_DATA says otherwise. */
  readonly dataDir: string
  /** Of the owner (DATABASE_URL); without it the embedded database is used. */
  readonly url?: string | undefined
  /** Of the serving role (DATABASE_SERVING_URL); without it that role gets a password that is kept in the data folder. */
  readonly servingUrl?: string | undefined
  readonly log?: (line: string) => void
  /** Commands beside a running server use its database; a second server is refused. */
  readonly share?: boolean
}

export interface OpenedDatabase {
  readonly ownerUrl: string
  readonly servingUrl: string
  /** For migrations, jobs, backup and restore: waits as long as the work takes. */
  readonly owner: Connection
  /** For requests: gives up in time, so that a network that swallows everything is noticed. */
  readonly serving: Connection
  readonly version: string
  readonly embedded: boolean
  onCrash(hook: CrashHook): void
  stop(): Promise<void>
}

// `current_date` is the day on the wall: an involvement that ends today ends at midnight here, not in Greenwich.
const ZONE = '-c timezone=Europe/Amsterdam'

// The planner left to itself plans the larger statements anew for each request: 15 of 46 ms of one page were the plan of one
// statement. What differs from reader to reader stands in settings, so that one plan is good for all.
const PLAN = '-c plan_cache_mode=force_generic_plan'

/** How long a request may take in all is in reach.ts; the server ends a statement just before that. */
export const servingConnection = (url: string): Connection => ({
  connectionString: url,
  application_name: 'schakel',
  options: `${ZONE} ${PLAN}`,
  // A new connection with TLS and a password is six round trips, of 0.6 s each on a very bad line.
  connectionTimeoutMillis: 4_000,
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
})

export const ownerConnection = (url: string): Connection => ({
  connectionString: url,
  application_name: 'schakel owner',
  options: ZONE,
  connectionTimeoutMillis: 10_000,
  statement_timeout: 0,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
})

/** What the environment says about the database. */
export const databaseConfig = (env: NodeJS.ProcessEnv = process.env): DatabaseConfig => ({
  dataDir: env.SCHAKEL_DATA || join(import.meta.dirname, '../../.schakel'),
  url: env.DATABASE_URL || undefined,
  servingUrl: env.DATABASE_SERVING_URL || undefined,
})

/** Starts or reaches the database and makes sure that both roles can connect. Throws one sentence that says what to do. */
export async function openDatabase(config: DatabaseConfig): Promise<OpenedDatabase> {
  if (config.url) return openExternal(config, config.url)
  const { ownerUrl, servingUrl, version, onCrash, stop } = await startEmbedded(config).then((embedded) => ({
    ownerUrl: embedded.ownerUrl,
    servingUrl: embedded.servingUrl,
    version: embedded.version,
    onCrash: (hook: CrashHook) => embedded.onCrash(hook),
    stop: () => embedded.stop(),
  }))
  const owner = ownerConnection(ownerUrl)
  return { ownerUrl, servingUrl, owner, serving: servingConnection(servingUrl), version, embedded: true, onCrash, stop }
}

async function openExternal(config: DatabaseConfig, ownerUrl: string): Promise<OpenedDatabase> {
  const connected = withClient(ownerUrl, async (client) => {
    const version = await checkVersion(client)
    await makeExtensions(client)
    const servingUrl = config.servingUrl ?? (await makeServingRole(client, ownerUrl, config.dataDir))
    return { version, servingUrl }
  })
  const { version, servingUrl } = await connected.catch((error: NodeJS.ErrnoException) => {
    if (error instanceof Refusal) throw error
    throw new Error(`The database of DATABASE_URL cannot be used: ${error.message || error.code}.`, { cause: error })
  })
  await checkServing(servingUrl)
  return {
    ownerUrl,
    servingUrl,
    owner: ownerConnection(ownerUrl),
    serving: servingConnection(servingUrl),
    version,
    embedded: false,
    onCrash: () => {},
    stop: async () => {},
  }
}

class Refusal extends Error {}

async function checkVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query(
    `select current_setting('server_version') as name, current_setting('server_version_num')::int as number,
       current_setting('server_encoding') = 'UTF8' and lower('É') = 'é' as letters`,
  )
  if (rows[0].number < 150000)
    throw new Refusal(`Schakel needs PostgreSQL 15 or newer and the database of DATABASE_URL is ${rows[0].name}.`)
  // Searching for a name takes its letters without case; with the locale C only those of English have one.
  if (!rows[0].letters)
    throw new Refusal(
      'The database of DATABASE_URL does not know the case of letters such as É: make it with the encoding UTF8 and a locale such as C.UTF-8 or nl_NL.UTF-8.',
    )
  return rows[0].name
}

async function makeExtensions(client: pg.Client): Promise<void> {
  const refused: string[] = []
  for (const extension of EXTENSIONS) {
    await client.query(`create extension if not exists ${extension}`).catch(() => refused.push(extension))
  }
  if (refused.length === 0) return
  throw new Refusal(
    `The database of DATABASE_URL has no ${refused.join(', ')} and its owner may not create ${refused.length > 1 ? 'them' : 'it'}: ` +
      `install the package with PostgreSQL's own extensions and run, as its administrator, ` +
      `${refused.map((extension) => `"create extension ${extension}"`).join(', ')} in this database.`,
  )
}

/** Makes the serving role, or sets its password anew when this data folder does not know it, and returns its address. */
async function makeServingRole(client: pg.Client, ownerUrl: string, dataDir: string): Promise<string> {
  const file = join(dataDir, 'serving-password')
  let password: string | undefined
  try {
    password = readFileSync(file, 'utf8').trim()
  } catch {
    // Not made yet.
  }
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [SERVING])
  if (!rowCount || !password) {
    password = randomBytes(24).toString('base64url')
    try {
      // Only an administrator may say `nosuperuser` of a role that exists; checkServing() looks what it is.
      const what = rowCount ? `alter role ${SERVING} login` : `create role ${SERVING} login nosuperuser nobypassrls`
      await client.query(`${what} password ${client.escapeLiteral(password)}`)
    } catch (error) {
      throw new Refusal(
        `The role ${SERVING} could not be made in the database of DATABASE_URL (${(error as Error).message}): ` +
          `let its administrator make it ("create role ${SERVING} login password '…'") and give its address with DATABASE_SERVING_URL.`,
      )
    }
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    writeFileSync(file, `${password}\n`, { mode: 0o600 })
  }
  const { rows } = await client.query('select current_database() as name')
  await client.query(`grant connect on database ${client.escapeIdentifier(rows[0].name)} to ${SERVING}`)
  return withUser(ownerUrl, SERVING, password)
}

/** The same address for somebody else; one through a Unix socket has no host between @ and /, which URL does not take. */
function withUser(url: string, user: string, password: string): string {
  const address = new URL(url.replace('@/', '@socket/'))
  address.username = user
  address.password = password
  address.searchParams.delete('user')
  address.searchParams.delete('password')
  return address.href.replace('@socket/', '@/')
}

/** Row-level security binds neither an owner nor who may bypass it: with such a role every rule would be decoration. */
async function checkServing(url: string): Promise<void> {
  const role = await withClient(url, async (client) => {
    const { rows } = await client.query(
      `select current_user as name, rolsuper or rolbypassrls as above,
              exists (select from pg_class where relowner = pg_roles.oid) as owns
       from pg_roles where rolname = current_user`,
    )
    return rows[0] as { name: string; above: boolean; owns: boolean }
  }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The serving role cannot reach the database: ${error.message || error.code}.`, { cause: error })
  })
  if (role.above || role.owns) {
    throw new Error(
      `The role ${role.name} of DATABASE_SERVING_URL ${role.above ? 'is not bound by row-level security' : 'owns tables'}: ` +
        'give one that serves only, so that nobody sees what is not his.',
    )
  }
  if (role.name !== SERVING)
    throw new Error(`The role of DATABASE_SERVING_URL must be ${SERVING}, and it is ${role.name}.`)
}
