// Starts what is measured: Schakel itself as `npm start` does, the floor on the same database, and who loads them.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#foundation/database/embedded.ts'
import { urlOf } from '#foundation/database/roles.ts'
import type { Reader } from './floor.ts'
import type { Measured, Order } from './load.ts'
import { memoryOf, treeOf } from './processes.ts'

const ROOT = join(import.meta.dirname, '..')
const FLAGS = ['--disable-warning=ExperimentalWarning', '--import', './foundation/web/tsx-hook.ts']
/** As `npm start` runs it (start.mjs). */
const SERVING = { flags: ['--max-old-space-size=512', '--max-semi-space-size=8'], env: { MALLOC_ARENA_MAX: '2' } }

/** The role of the floor: row-level security does not bind it. It exists in the database of the bench only. */
export const FLOOR_ROLE = 'schakel_floor'

export interface Benches {
  readonly port: number
  readonly socketDir: string
  readonly servingUrl: string
  /** Seconds from the start of the process to its first answer, on the data set. */
  readonly warmStart: number
  startFloor(readers: readonly Reader[]): Promise<number>
  load(order: Order): Promise<Measured>
  processes(): { app: number[]; database: number[]; floor: number[] }
  memory(): { app: number; database: number; shared: number }
  stop(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const startSchakel = async (dataDir: string): Promise<{ server: ChildProcess; port: number; seconds: number }> => {
  const port = await freePort()
  const began = performance.now()
  const server = spawn(process.execPath, [...FLAGS, ...SERVING.flags, join(ROOT, 'app/main.ts')], {
    cwd: ROOT,
    env: {
      ...SERVING.env,
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PRACTICE: '1',
      SCHAKEL_DATA: dataDir,
      PORT: String(port),
    },
    // Its request log is on, as in production, and goes where nobody waits for it.
    stdio: ['ignore', openSync('/dev/null', 'w'), 'pipe'],
  })
  let said = ''
  server.stderr!.on('data', (chunk) => {
    said += chunk
  })
  for (;;) {
    if (server.exitCode !== null) throw new Error(`Schakel ended: ${said}`)
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined)
    if (answer?.ok) return { server, port, seconds: (performance.now() - began) / 1000 }
    await sleep(5)
  }
}

const end = (child: ChildProcess | undefined, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> =>
  new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })

/** From nothing, as on a fresh checkout after the packages are installed: database made, town filled, first answer. */
export const measureColdStart = async (): Promise<number> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'schakel-bench-cold-'))
  try {
    const { server, seconds } = await startSchakel(dataDir)
    await end(server)
    return seconds
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const ask = <T>(child: ChildProcess, message: object): Promise<T> =>
  new Promise((resolve, reject) => {
    const left = () => reject(new Error('a process of the bench ended'))
    child.once('exit', left)
    child.once('message', (answer) => {
      child.off('exit', left)
      if ('error' in (answer as object)) reject(new Error((answer as { error: string }).error))
      else resolve(answer as T)
    })
    child.send(message)
  })

export const startBenches = async (dataDir: string): Promise<Benches> => {
  const { server, port, seconds } = await startSchakel(dataDir)
  const database = await startEmbedded({ dataDir, share: true })
  const loader = fork(join(import.meta.dirname, 'load.ts'), { cwd: ROOT, execArgv: FLAGS })
  let floor: ChildProcess | undefined
  const processes = () => {
    const inDatabase = treeOf(database.pid)
    return {
      database: inDatabase,
      app: treeOf(server.pid!).filter((pid) => !inDatabase.includes(pid)),
      floor: floor ? treeOf(floor.pid!) : [],
    }
  }
  return {
    port,
    socketDir: database.socketDir,
    servingUrl: database.servingUrl,
    warmStart: seconds,
    processes,
    startFloor: async (readers) => {
      floor = fork(join(import.meta.dirname, 'floor.ts'), { cwd: ROOT, execArgv: FLAGS })
      const url = urlOf(FLOOR_ROLE, database.socketDir, 'schakel')
      return (await ask<{ port: number }>(floor, { url, readers })).port
    },
    load: async (order) => (await ask<{ measured: Measured }>(loader, order)).measured,
    memory: () => {
      const now = processes()
      const own = memoryOf(now.app)
      const stored = memoryOf(now.database)
      return { app: own.pss, database: stored.pss - stored.shared, shared: stored.shared }
    },
    stop: async () => {
      await end(loader)
      await end(floor)
      await end(server)
    },
  }
}
