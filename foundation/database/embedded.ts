// Starts the PostgreSQL that came with the installation, keeps it running, and stops it: nobody else has to know how.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, accountFor, canEnter, privateFolder, socketFolder } from './embedded/account.ts'
import { makeDatabase, makeRoles } from './embedded/bootstrap.ts'
import { takeHold } from './embedded/hold.ts'
import { beginOf, processesMarked, signal, sleep, until } from './embedded/processes.ts'
import { findPrograms, type Programs } from './embedded/programs.ts'
import { OWNER, SERVING, urlOf, withClient } from './roles.ts'

export const SUPERUSER = 'postgres'
const DATABASE = 'schakel'

/** down: it ended by itself; up: it runs again, on the same address, and what was acknowledged is there. */
export type CrashHook = (state: 'down' | 'up') => void

export interface EmbeddedOptions {
  /** The one folder of this installation; the database is the folder `database` in it. Made when it is not there. */
  readonly dataDir: string
  readonly log?: (line: string) => void
  /** Use the database of a server that is running already, and leave it running; otherwise that is refused. */
  readonly share?: boolean
  /** False only for tests: faster, and an interrupted machine may lose everything. */
  readonly durable?: boolean
}

export interface Embedded {
  readonly ownerUrl: string
  readonly servingUrl: string
  /** For the bootstrap and the tests only. */
  readonly superuserUrl: string
  readonly socketDir: string
  readonly version: string
  /** Of the first process of the database, at this moment. */
  readonly pid: number
  /** False when it belongs to another process (`share`): then stop() does nothing. */
  readonly own: boolean
  onCrash(hook: CrashHook): void
  stop(): Promise<void>
}

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  wal_level: 'replica',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  // One file per day of the week, begun afresh a week later.
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_line_prefix: '%m [%p] %u ',
  // The log is read by people who may not read dossiers: no statement and no "key (name)=(…)" of a failure is kept.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** Throws one sentence that says what to do. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { share = false, durable = true, log = () => {} } = options
  const dataDir = ensureFolder(options.dataDir)
  const hold = await takeHold(dataDir).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EACCES' ? notWritable(dataDir) : error
  })
  if ('holder' in hold) {
    if (share) return joinRunning(dataDir)
    const where = hold.holder.host.split(' ')[0]
    throw new Error(
      `The data folder ${dataDir} is in use by another Schakel (process ${hold.holder.pid} on ${where}): ` +
        'stop that one first, or give this one a folder of its own with SCHAKEL_DATA.',
    )
  }
  const supervisor = new Supervisor(dataDir, durable, log, hold.release)
  try {
    await supervisor.begin()
    return supervisor
  } catch (error) {
    await supervisor.stop()
    throw error
  }
}

class Supervisor implements Embedded {
  readonly own = true
  version = ''
  socketDir = ''
  pid = 0

  private readonly cluster: string
  private readonly account: Account | undefined
  private readonly programs: Programs
  private readonly hooks: CrashHook[] = []
  private readonly dataDir: string
  private readonly durable: boolean
  private readonly log: (line: string) => void
  private readonly release: () => void
  private begun: string | undefined
  private watch: NodeJS.Timeout | undefined
  private stopping: Promise<void> | undefined
  private readonly onExit = () => {
    // Whoever ends this process in a hurry still gets an orderly database: this only asks, nothing waits.
    if (this.pid && beginOf(this.pid) === this.begun) signal(this.pid, 'SIGINT')
    this.release()
  }

  constructor(dataDir: string, durable: boolean, log: (line: string) => void, release: () => void) {
    this.dataDir = dataDir
    this.durable = durable
    this.log = log
    this.release = release
    this.cluster = join(dataDir, 'database')
    try {
      this.account = accountFor(this.cluster)
      this.programs = findPrograms(this.account, dataDir)
    } catch (error) {
      release()
      throw error
    }
  }

  get ownerUrl() {
    return urlOf(OWNER, this.socketDir, DATABASE)
  }
  get servingUrl() {
    return urlOf(SERVING, this.socketDir, DATABASE)
  }
  get superuserUrl() {
    return urlOf(SUPERUSER, this.socketDir, 'postgres')
  }

  onCrash(hook: CrashHook) {
    this.hooks.push(hook)
  }

  async begin(): Promise<void> {
    if (!existsSync(join(this.cluster, 'PG_VERSION'))) await this.initialise()
    this.refuseOtherMajor()
    this.repairOwnership()
    if (!(await this.adopt())) await this.launch()
    const ready = join(this.cluster, 'schakel.json')
    if (!existsSync(ready)) {
      await makeRoles(this.superuserUrl)
      await makeDatabase(this.socketDir, SUPERUSER, DATABASE)
      writeFileSync(ready, JSON.stringify({ made: new Date().toISOString(), release: this.programs.release }))
    }
    this.version = await this.ask('show server_version')
    process.on('exit', this.onExit)
    this.keepWatch()
  }

  stop(): Promise<void> {
    this.stopping ??= this.end()
    return this.stopping
  }

  private async end(): Promise<void> {
    clearInterval(this.watch)
    process.off('exit', this.onExit)
    try {
      if (this.pid) await this.endProcesses()
      if (this.socketDir) rmSync(this.socketDir, { recursive: true, force: true })
    } finally {
      this.release()
    }
  }

  /** In the title of every process of this database; a copy of the folder has another one, a moved folder the same. */
  private get mark(): string {
    const { dev, ino } = statSync(this.cluster)
    return `schakel-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 10)}`
  }

  private get arguments(): string[] {
    const settings = { ...SETTINGS, cluster_name: this.mark, fsync: this.durable ? 'on' : 'off' }
    // So that the next start can see whether what runs is what it would have started itself.
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([settings, this.programs.release]))
      .digest('hex')
      .slice(0, 16)
    return Object.entries({ ...settings, 'schakel.settings': fingerprint }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ])
  }

  private async initialise(): Promise<void> {
    this.log('Making the database …')
    // Made under another name: when this is interrupted there is no half database, only something to clear away.
    const draft = `${this.cluster}.new`
    rmSync(draft, { recursive: true, force: true })
    privateFolder(draft, this.account)
    // C.UTF-8 by PostgreSQL itself: no index depends on the ICU of 2018 in these binaries, or on the one of the machine.
    const child = this.spawnIn(draft, this.programs.initdb, [
      ...['--username', SUPERUSER, '--auth-local=trust', '--auth-host=reject', '--encoding=UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--text-search-config=dutch'],
      ...(this.durable ? [] : ['--no-sync']),
    ])
    const code = await new Promise<number | null>((resolve, reject) => child.on('exit', resolve).on('error', reject))
    if (code !== 0) throw this.failure('The database could not be made')
    // An empty or broken folder from long ago may stand there; one with data in it never gets here.
    if (existsSync(this.cluster)) renameSync(this.cluster, `${this.cluster}.set-aside-${Date.now()}`)
    renameSync(draft, this.cluster)
  }

  private refuseOtherMajor(): void {
    const made = readFileSync(join(this.cluster, 'PG_VERSION'), 'utf8').trim()
    const major = this.programs.release.split('.')[0]
    if (made === major) return
    throw new Error(
      `The database in ${this.cluster} was made by PostgreSQL ${made} and this Schakel brings ${major}: ` +
        'make a backup with the Schakel that you had, and restore that with this one.',
    )
  }

  /** A plain copy of the folder has other rights than PostgreSQL wants, and one made by root belongs to root. */
  private repairOwnership(): void {
    const { uid, mode } = statSync(this.cluster)
    if (this.account && uid !== this.account.uid) {
      spawnSync('chown', ['-R', `${this.account.uid}:${this.account.gid}`, this.cluster])
    }
    if (mode & 0o077) chmodSync(this.cluster, 0o700)
  }

  /** Takes over a database that outlived the process that had started it (kill -9), when it is just what we would start. */
  private async adopt(): Promise<boolean> {
    const running = runningPostmaster(this.cluster)
    if (!running || !processesMarked(this.mark).includes(running.pid)) return false
    this.pid = running.pid
    this.begun = beginOf(running.pid)
    this.socketDir = running.socketDir
    const wanted = this.arguments.at(-1)!.split('=')[1]
    const found = await this.ask("select current_setting('schakel.settings', true)").catch(() => undefined)
    if (found === wanted) {
      this.log(`The database was still running (process ${this.pid}) and is taken over.`)
      return true
    }
    this.log(`The database was still running (process ${this.pid}), not as it should, and is started again.`)
    await this.endProcesses()
    return false
  }

  private async launch(): Promise<void> {
    await this.clearRemains()
    if (!this.socketDir || !existsSync(this.socketDir)) this.socketDir = socketFolder(this.mark, this.account)
    const child = this.spawnIn(this.cluster, this.programs.postgres, ['-k', this.socketDir, ...this.arguments])
    let ended = false
    child.on('exit', () => {
      ended = true
    })
    child.on('error', (error) => {
      ended = true
      this.log(error.message)
    })
    this.pid = child.pid ?? 0
    this.begun = this.pid ? beginOf(this.pid) : undefined
    const slow = setInterval(() => this.log('The database is still recovering …'), 10_000)
    try {
      // Recovery after a crash takes as long as it takes; only an end of the process is a failure.
      while (!runningPostmaster(this.cluster)?.ready) {
        if (ended) throw this.failure('The database did not start')
        await sleep(5)
      }
    } finally {
      clearInterval(slow)
    }
    child.unref()
  }

  /** What a killed database leaves: children that still finish a query, and a lock file with a pid that means nothing. */
  private async clearRemains(): Promise<void> {
    const left = () => processesMarked(this.mark)
    if (!(await until(() => left().length === 0, 1_000))) {
      for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
        for (const pid of left()) signal(pid, name)
        if (await until(() => left().length === 0, 5_000)) break
      }
    }
    // PostgreSQL itself only looks whether that pid is alive, and it may be anybody's by now (in a container it often
    // is). That nobody is left who has this folder open is what the lines above have made sure of.
    rmSync(join(this.cluster, 'postmaster.pid'), { force: true })
  }

  private keepWatch(): void {
    clearInterval(this.watch)
    this.watch = setInterval(() => {
      if (this.stopping || beginOf(this.pid) === this.begun) return
      clearInterval(this.watch)
      void this.revive()
    }, 200).unref()
  }

  private async revive(): Promise<void> {
    this.log('The database has ended by itself and is started again.')
    for (const hook of this.hooks) hook('down')
    for (let pause = 100; !this.stopping; pause = Math.min(pause * 2, 10_000)) {
      try {
        await this.launch()
        break
      } catch (error) {
        this.log(`${(error as Error).message} Next try in ${pause / 1000} s.`)
        await sleep(pause)
      }
    }
    // stop() may have come while it was starting, and has then seen the old process only.
    if (this.stopping) return this.endProcesses()
    this.log('The database runs again.')
    this.keepWatch()
    for (const hook of this.hooks) hook('up')
  }

  private async endProcesses(): Promise<void> {
    const gone = () => beginOf(this.pid) !== this.begun
    // Fast first: clients are cut off, everything is written. The others only when that hangs.
    for (const [name, patience] of [
      ['SIGINT', 30_000],
      ['SIGQUIT', 5_000],
      ['SIGKILL', 5_000],
    ] as const) {
      if (gone()) break
      signal(this.pid, name)
      if (await until(gone, patience)) break
    }
  }

  /**
   * Starts a program on a database folder. Detached, in a group of its own: Ctrl-C in the terminal goes to a whole group,
   * and the database must outlive us by the moment that we need to end in order. Its output goes to a file, because a
   * pipe would break when it outlives us by more.
   */
  private spawnIn(folder: string, program: string, args: string[]): ChildProcess {
    const logFile = join(this.dataDir, 'database.log')
    const output = openSync(logFile, 'w', 0o600)
    const reachable = canEnter(folder, this.account)
    if (!reachable && process.platform !== 'linux') {
      closeSync(output)
      throw new Error(`The database account cannot enter ${folder}: choose another folder with SCHAKEL_DATA.`)
    }
    // As root below a folder that others may not enter (/root itself): the path is closed to the database account, but
    // a folder that we open and hand over is not, and /proc/self/fd gives it a name.
    const handle = reachable ? undefined : openSync(folder, 'r')
    try {
      return spawn(program, ['-D', handle === undefined ? folder : '/proc/self/fd/3', ...args], {
        ...this.account,
        cwd: '/',
        // Nothing else of our environment: a stray PGDATA or a secret has no business there.
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
        detached: true,
        stdio: ['ignore', output, output, ...(handle === undefined ? [] : [handle])],
      })
    } finally {
      closeSync(output)
      if (handle !== undefined) closeSync(handle)
    }
  }

  private ask(sql: string): Promise<string> {
    return withClient(this.superuserUrl, async (client) => {
      const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' })
      return rows[0]![0]
    })
  }

  private failure(what: string): Error {
    const lines =
      tail(join(this.dataDir, 'database.log')) || tail(join(this.cluster, 'log', `postgres-${weekday()}.log`))
    if (/No space left on device/.test(lines)) return new Error(`${what}: the disk is full.`)
    return new Error(`${what}: ${lines || 'it did not say why.'}`)
  }
}

/** What the database says of itself in the file that it keeps while it runs; the pid may be of a process long dead. */
function runningPostmaster(cluster: string): { pid: number; socketDir: string; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** The database of a server that runs: its address is in the folder. A server that is just starting gets half a minute. */
async function joinRunning(dataDir: string): Promise<Embedded> {
  const cluster = join(dataDir, 'database')
  const isUp = () => existsSync(join(cluster, 'schakel.json')) && runningPostmaster(cluster)?.ready === true
  if (!(await until(isUp, 30_000))) throw new Error(`The database in ${dataDir} is in use, but it does not answer.`)
  const { socketDir, pid } = runningPostmaster(cluster)!
  const superuserUrl = urlOf(SUPERUSER, socketDir, 'postgres')
  const version = await withClient(
    superuserUrl,
    async (client) => (await client.query('show server_version')).rows[0].server_version,
  )
  return {
    ownerUrl: urlOf(OWNER, socketDir, DATABASE),
    servingUrl: urlOf(SERVING, socketDir, DATABASE),
    superuserUrl,
    socketDir,
    version,
    pid,
    own: false,
    onCrash: () => {},
    stop: async () => {},
  }
}

function ensureFolder(dataDir: string): string {
  try {
    // Others may pass through, as the database account must when we are root, and may not look around.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    return realpathSync(dataDir)
  } catch {
    throw notWritable(dataDir)
  }
}

const notWritable = (dataDir: string) =>
  new Error(`The data folder ${dataDir} cannot be made or written by this account: choose another with SCHAKEL_DATA.`)

const weekday = () => new Date().toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' })

function tail(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim().split('\n').slice(-3).join(' ')
  } catch {
    return ''
  }
}
