// Minds the room on the disk of the embedded database, so that a full disk costs writing for a while and never reading.
//
// What PostgreSQL 18 does by itself: a table that cannot grow is an error of that one statement (53100), and all goes
// on. A journal (WAL) that cannot grow is a panic: the database ends, and while the disk stays full it may not get
// through its own recovery, so that nobody reads either. Reading itself writes a little (hint bits, with checksums on,
// go through the journal). So two things, both decided by the free room and undone by themselves when it is back:
// - below LOW no write of a reader begins (507, "reading goes on"); what is left is for the database to live on.
// - below CRITICAL, when somebody else goes on to fill the disk, a reserve file is given up: the database, which is
//   started again until it holds (embedded.ts), then recovers in that room.
import { randomFillSync } from 'node:crypto'
import { rmSync, statfsSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

const MB = 1024 * 1024
/** Four segments of the journal. */
export const LOW = 64 * MB
const CRITICAL = 24 * MB
/** Six segments: in three, recovering a town with ten months in its journal did not always come to its end. */
const RESERVE = 96 * MB
/** Above the line on the way up: not on and off with every few bytes. */
const SPARE = 16 * MB
const EVERY = 500

export interface Room {
  readonly hasRoom: () => boolean
  stop(): void
}

export const mindRoom = (dataDir: string, say: (line: string) => void): Room => {
  const reserve = join(dataDir, 'reserve')
  const hasReserve = () => statSync(reserve, { throwIfNoEntry: false })?.size === RESERVE
  let full = false
  let filling = false

  const look = () => {
    let free: number
    try {
      const { bavail, bsize } = statfsSync(dataDir)
      free = bavail * bsize
    } catch {
      // Not made yet, or a file system that does not tell: then the database tells, when it is too late.
      return
    }
    if (free < CRITICAL) rmSync(reserve, { force: true })
    const kept = hasReserve()
    const wanted = LOW + SPARE + (kept ? 0 : RESERVE)
    if (free < LOW && !full) {
      full = true
      say(`The disk of ${dataDir} is full: reading goes on, writing waits for room.`)
    } else if (full && free >= wanted) {
      full = false
      say('There is room on the disk again: writing goes on.')
    }
    if (kept || filling || free < wanted) return
    filling = true
    void fill(reserve).finally(() => {
      filling = false
    })
  }
  look()
  const timer = setInterval(look, EVERY).unref()
  return { hasRoom: () => !full, stop: () => clearInterval(timer) }
}

/** Bytes that no file system can press together or leave out. */
const fill = async (reserve: string): Promise<void> => {
  const draft = `${reserve}.new`
  try {
    const file = await open(draft, 'w', 0o600)
    try {
      const bytes = randomFillSync(Buffer.alloc(MB))
      for (let written = 0; written < RESERVE; written += MB) await file.write(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, reserve)
  } catch {
    // No room for it after all; another time.
    await rm(draft, { force: true })
  }
}
