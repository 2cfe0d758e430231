// Where bytes are kept, by the SHA-256 of what they are.
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { NoSpace } from '../errors.ts'

export interface Store {
  /** A folder on this machine for what is still being looked at; it exists. */
  drafts(): Promise<string>
  /** Keeps a draft; it is durable when this returns. The draft itself may be gone then. Bytes that are here already become fresh. */
  keep(draft: string, digest: string, size: number): Promise<void>
  /** Throws when they are not there. */
  open(digest: string): Promise<Readable>
  has(digest: string): Promise<boolean>
  /** Removes bytes that nobody kept since; false when they were fresh or not there. */
  remove(digest: string, unlessSince: Date): Promise<boolean>
  /** Digests of what was last kept before this moment. */
  list(before: Date): AsyncIterable<string>
}

/** The database's lock between taking a file into use (shared: http/uploads.ts) and removing it (alone: jobs/housekeeping.ts). */
export const FILE_LOCK = 7202

export const DIGEST = /^[0-9a-f]{64}$/

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** A full disk as the house knows it; anything else as it was. */
export const asFullOrSame = (error: unknown): unknown =>
  FULL.has((error as NodeJS.ErrnoException)?.code ?? '') ? new NoSpace(error) : error

/** Makes the folder, and clears what an interrupted upload left in it more than a day ago. */
export const openDrafts = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > 86_400_000) await rm(path, { force: true })
  }
  return folder
}
