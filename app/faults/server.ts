// A server as an operator runs it, in a process of its own: to be killed, interrupted and started again.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { membershipId, type PersonKey, personId } from '#app/practice/cast.ts'
import { until } from '#foundation/database/embedded/processes.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface Server {
  readonly child: ChildProcess
  readonly origin: string
  /** Milliseconds from starting the process to the first address it answers. */
  readonly startedIn: number
  /** All that it said so far. */
  readonly said: () => string
  readonly kill: () => Promise<void>
  /** As Ctrl+C does; answers how many milliseconds it took to end. */
  readonly interrupt: () => Promise<number>
}

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export const startServer = async (settings: {
  readonly dataDir: string
  readonly port: number
  readonly env?: Record<string, string>
}): Promise<Server> => {
  const begun = Date.now()
  const flags = ['--disable-warning=ExperimentalWarning', '--import', './foundation/web/tsx-hook.ts']
  const child = spawn(process.execPath, [...flags, 'app/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      PRACTICE: '1',
      LOG_LEVEL: 'error',
      SCHAKEL_DATA: settings.dataDir,
      PORT: String(settings.port),
      ...settings.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const ended = once(child, 'exit')
  void ended.then(() => running.delete(child))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const isOpen = () => said.includes('Schakel is open')
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  await until(() => isOpen() || isOver(), 60_000)
  if (!isOpen()) {
    child.kill('SIGKILL')
    throw new Error(`the server did not start:\n${said}`)
  }
  return {
    child,
    origin: `http://127.0.0.1:${settings.port}`,
    startedIn: Date.now() - begun,
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    interrupt: async () => {
      const asked = Date.now()
      if (!isOver()) child.kill('SIGINT')
      await ended
      return Date.now() - asked
    },
  }
}

/** The first process of the embedded database in this folder, and where its socket is. */
export const databaseIn = (dataDir: string): { pid: number; socketDir: string } => {
  const lines = readFileSync(join(dataDir, 'database/postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(lines[0]), socketDir: lines[4]! }
}

/** A signed-in session of somebody of the cast, as the headers that a browser of theirs sends along. */
export const signIn = async (ownerUrl: string, origin: string, key: PersonKey): Promise<Record<string, string>> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const secret = randomBytes(32).toString('base64url')
    await client.query(
      `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
       values ($1, $2, $3, $4, 'test', 'test', now() + interval '1 hour')`,
      [newId(), digestOf(secret), personId(key), membershipId(key, 1)],
    )
    return { cookie: `schakel=${secret}`, origin }
  } finally {
    await client.end()
  }
}
