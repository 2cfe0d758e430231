// A PostgreSQL of the operating system, for running tests on the oldest version that Schakel promises to work with.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountFor, privateFolder } from '../database/embedded/account.ts'
import { makeRoles } from '../database/embedded/bootstrap.ts'
import { beginOf, signal, sleep, until } from '../database/embedded/processes.ts'
import { SUPERUSER } from '../database/embedded.ts'
import { urlOf } from '../database/roles.ts'
import type { TestCluster } from './database.ts'

const DEBIAN = '/usr/lib/postgresql'

/** The folder of programs of the oldest one that is new enough; undefined when there is none. */
export function findSystemPostgres(oldest = 15): string | undefined {
  if (!existsSync(DEBIAN)) return undefined
  const versions = readdirSync(DEBIAN)
    .map(Number)
    .filter((version) => version >= oldest)
  return versions
    .sort((a, b) => a - b)
    .map((version) => join(DEBIAN, String(version), 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')) && existsSync(join(bin, 'initdb')))
}

export async function startSystemPostgres(bin: string): Promise<TestCluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'schakel-old-'))
  const account = accountFor(dataDir)
  privateFolder(dataDir, account)
  const cluster = join(dataDir, 'd')
  const how = { ...account, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
  const flags = ['-D', cluster, '-U', SUPERUSER, '-A', 'trust', '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8']
  const made = spawnSync(join(bin, 'initdb'), flags, { ...how, encoding: 'utf8' })
  if (made.status !== 0)
    throw new Error(`The database in ${bin} could not be made: ${made.stderr || made.error?.message}`)
  const settings = ['listen_addresses=', 'fsync=off', 'max_connections=60', 'timezone=UTC', 'jit=off']
  const args = ['-D', cluster, '-k', dataDir, ...settings.flatMap((setting) => ['-c', setting])]
  const output = openSync(join(dataDir, 'log'), 'w')
  const child = spawn(join(bin, 'postgres'), args, { ...how, detached: true, stdio: ['ignore', output, output] })
  child.unref()
  const pid = child.pid!
  const clear = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  const discard = () => {
    signal(pid, 'SIGQUIT')
    clear()
  }
  const superuserUrl = urlOf(SUPERUSER, dataDir, 'postgres')
  for (let attempt = 0; ; attempt += 1) {
    try {
      await makeRoles(superuserUrl)
      break
    } catch (error) {
      if (attempt < 100 && beginOf(pid)) await sleep(50)
      else {
        discard()
        throw error
      }
    }
  }
  const version =
    spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout.trim().split(' ')[2] ?? ''
  const stop = async () => {
    signal(pid, 'SIGINT')
    await until(() => beginOf(pid) === undefined, 10_000)
    discard()
  }
  return { socketDir: dataDir, version, stop, discard }
}
