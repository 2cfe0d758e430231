// One owner per data folder: a lock file that says who, so that a dead owner never locks anybody out.
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { beginOf, sleep } from './processes.ts'

export interface Holder {
  readonly pid: number
  readonly begin: string
  readonly host: string
  /** Of the data folder: a copy of the folder has another one, so a copied lock file holds nothing. */
  readonly inode: number
}

const BEAT = 1_000
const SILENCE = 5_000

/** A pid means something only within one process namespace: two containers on one disk each have their own. */
function thisHost(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

const beatOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

async function isAlive(path: string, holder: Holder, inode: number): Promise<boolean> {
  if (holder.inode !== inode) return false
  if (holder.host === thisHost()) return beginOf(holder.pid) === holder.begin
  // On another machine or in another container all there is to see is the beat of its heart.
  const seen = beatOf(path)
  for (const end = Date.now() + SILENCE; Date.now() < end && Date.now() - seen < SILENCE; await sleep(BEAT / 4)) {
    if (beatOf(path) !== seen) return true
  }
  return false
}

/** Takes the folder and returns how to let go of it, or returns who has it. */
export async function takeHold(dataDir: string): Promise<{ release: () => void } | { holder: Holder }> {
  const path = join(dataDir, 'in-use.json')
  const inode = statSync(dataDir).ino
  const mine: Holder = { pid: process.pid, begin: beginOf(process.pid) ?? '', host: thisHost(), inode }
  // Written aside and linked into place: a link is refused when the name exists, and nobody ever reads half a file.
  const draft = `${path}.${process.pid}.${Date.now()}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 })
  try {
    for (;;) {
      try {
        linkSync(draft, path)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = read(path)
      if (holder && (await isAlive(path, holder, inode))) return { holder }
      removeStale(path, holder)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date())
    } catch {
      // The folder may be moving; the next beat will tell.
    }
  }, BEAT).unref()
  const release = () => {
    clearInterval(beat)
    if (read(path)?.begin === mine.begin && read(path)?.pid === mine.pid) rmSync(path, { force: true })
  }
  return { release }
}

/** Two starters may both find the same dead lock: who moves it aside looks whether it really is that one. */
function removeStale(path: string, stale: Holder | undefined): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
    if (JSON.stringify(read(aside)) !== JSON.stringify(stale)) linkSync(aside, path)
  } catch {
    // Somebody else was faster; the caller looks again.
  } finally {
    rmSync(aside, { force: true })
  }
}
