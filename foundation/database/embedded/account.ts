// Under which account the database runs, and how it reaches its folders: PostgreSQL refuses to run as root.
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * Undefined: simply run as who we are. As root we step down to an account that exists, because initdb looks its name up:
 * the owner of the data when there is data, else `postgres`, which elsewhere does just this, else `nobody`.
 */
export function accountFor(cluster: string): Account | undefined {
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const me = process.getuid?.()
  if (me !== 0) {
    if (!owner || owner.uid === me) return undefined
    const whose = owner.uid === 0 ? 'root' : `account ${owner.uid}`
    throw new Error(
      `The database in ${cluster} belongs to ${whose}: start Schakel as root, or give it away with chown -R.`,
    )
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((fields) => fields[0] === name)
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) }
  }
  throw new Error(
    'The database cannot run as root and there is no account postgres or nobody: start Schakel as somebody else.',
  )
}

/** Makes a folder that only the database account can enter. */
export function privateFolder(path: string, account: Account | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  if (account) chownSync(path, account.uid, account.gid)
}

/** Whether the account can enter the folder: asked of the system itself, which also knows of access lists. */
export const canEnter = (path: string, account: Account | undefined): boolean =>
  !account || spawnSync('/bin/sh', ['-c', 'cd "$0"', path], { ...account, cwd: '/', stdio: 'ignore' }).status === 0

/**
 * The folder of the socket. Whoever can enter it is trusted as any role (pg_hba.conf says `trust`), so it is the door of
 * the database: mode 0700 and owned by the account that also owns the files. That gives nothing away: who is that
 * account, or root, reads the files of the database anyway. A password would lie in a file beside them.
 * Not in the data folder, because the path of a socket may have 103 bytes on macOS and 107 on Linux.
 */
export function socketFolder(mark: string, account: Account | undefined): string {
  const base = Buffer.byteLength(tmpdir()) > 60 ? '/tmp' : tmpdir()
  for (const name of [mark, ...Array.from({ length: 8 }, () => `${mark}-${Math.random().toString(36).slice(2, 8)}`)]) {
    const path = join(base, name)
    try {
      mkdirSync(path, { mode: 0o700 })
      privateFolder(path, account)
      return path
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const found = lstatSync(path)
    // Everybody can make a folder in the temporary folder, also one with the name we were going to use.
    if (found.isDirectory() && found.uid === (account?.uid ?? process.getuid?.()) && !(found.mode & 0o077)) {
      for (const left of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(path, left), { force: true })
      return path
    }
  }
  throw new Error(`No folder for the socket of the database could be made in ${base}.`)
}
