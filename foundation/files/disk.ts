// Keeps files below one folder of this machine (or a share of several), as aa/bb/<sha256>.
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asFullOrSame, DIGEST, openDrafts, type Store } from './store.ts'

const REMOVED = '.removed'

export const diskStore = (folder: string): Store => {
  const pathOf = (digest: string): string => {
    if (!DIGEST.test(digest)) throw new Error('not a digest')
    return join(folder, digest.slice(0, 2), digest.slice(2, 4), digest)
  }
  let drafts: Promise<string> | undefined
  const prepare = async (): Promise<string> => {
    const aside = await openDrafts(join(folder, '.drafts'))
    // A removal that was interrupted half way: put back, and removed in full some other night.
    for (const name of await names(aside))
      if (name.endsWith(REMOVED)) {
        await link(join(aside, name), pathOf(name.slice(0, -REMOVED.length))).catch(ifThere)
        await rm(join(aside, name), { force: true })
      }
    return aside
  }

  const store: Store = {
    // In the same file system, so that keeping is renaming.
    drafts: () => {
      drafts ??= prepare().catch((error) => {
        drafts = undefined
        throw asFullOrSame(error)
      })
      return drafts
    },

    keep: async (draft, digest, size) => {
      const path = pathOf(digest)
      try {
        if (await freshen(path, size)) return await sync(dirname(path))
        await sync(draft)
        const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(draft, path)
        // The bytes, the name in its folder, and the names of folders that are new: only then a power cut cannot undo it.
        for (let at = dirname(path); ; at = dirname(at)) {
          await sync(at)
          if (!made || at === dirname(made) || at === folder) break
        }
      } catch (error) {
        throw asFullOrSame(error)
      }
    },

    open: async (digest) => {
      const path = pathOf(digest)
      // Opened before it is answered: a file that is not there is a fault now, not half way a download.
      const handle = await open(path, 'r')
      return handle.createReadStream()
    },

    has: async (digest) => (await stat(pathOf(digest)).catch(() => null)) !== null,

    remove: async (digest, unlessSince) => {
      const path = pathOf(digest)
      // Moved aside first: whoever keeps the same bytes from now on finds none and puts its own; whoever did so before
      // has made them fresh, which is seen here, and then they go back.
      const aside = join(await store.drafts(), digest + REMOVED)
      try {
        await rename(path, aside)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
        throw error
      }
      const fresh = (await stat(aside)).mtimeMs >= unlessSince.getTime()
      if (fresh) await link(aside, path).catch(ifThere)
      await rm(aside, { force: true })
      return !fresh
    },

    list: async function* (before) {
      for (const a of await names(folder))
        for (const b of /^[0-9a-f]{2}$/.test(a) ? await names(join(folder, a)) : [])
          for (const digest of await names(join(folder, a, b))) {
            if (!DIGEST.test(digest)) continue
            const found = await stat(join(folder, a, b, digest)).catch(() => null)
            if (found && found.mtimeMs < before.getTime()) yield digest
          }
    },
  }
  return store
}

/** Same bytes as before: only their time is new. A file of another size was cut short by a crash, and is replaced. */
const freshen = async (path: string, size: number): Promise<boolean> => {
  try {
    const now = new Date()
    await utimes(path, now, now)
    return (await stat(path)).size === size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

const ifThere = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error
}

const names = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })

const sync = async (path: string): Promise<void> => {
  // Windows has no fsync of a folder; there the journal of the file system orders a rename.
  const handle = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EISDIR') return open(path, 'r')
    if (process.platform === 'win32') return null
    throw error
  })
  if (!handle) return
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
