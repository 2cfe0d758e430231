// How a file comes in: counted, weighed and looked into on the way, and kept only when all of that is well.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { invalid, Refusal, tooMuch } from '../errors.ts'
import type { Files, StoredFile } from './files.ts'
import { emptyHeic } from './heic.ts'
import { kindNamed, kindOf } from './kinds.ts'
import { cleanName } from './names.ts'
import { withoutTraces } from './pictures.ts'
import { asFullOrSame, type Store } from './store.ts'

/** `maximum`: bytes of one file. */
export const takeFile = (store: Store, maximum: number): Files => ({
  take: async (content, name) => {
    const draft = join(await store.drafts(), randomUUID())
    const cleaned = `${draft}.clean`
    try {
      let { digest, size } = await writeDraft(content, draft, maximum)
      const kind = await kindOf(draft, size, name)
      let kept = draft
      if (kind === 'jpeg' || kind === 'png' || kind === 'webp' || kind === 'gif') {
        if (await withoutTraces(draft, cleaned, kind)) kept = cleaned
      } else if (kind === 'heic') {
        const handle = await open(draft, 'r+')
        await emptyHeic(handle, size).finally(() => handle.close())
      }
      if (kept === cleaned || kind === 'heic') ({ digest, size } = await weigh(kept))
      await store.keep(kept, digest, size)
      const { type, extensions } = kindNamed(kind)
      return { digest, size, type, name: cleanName(name, extensions) } satisfies StoredFile
    } catch (error) {
      throw asFullOrSame(error)
    } finally {
      await Promise.all([rm(draft, { force: true }), rm(cleaned, { force: true })])
    }
  },
  open: (digest) => store.open(digest),
})

const writeDraft = async (
  content: Readable,
  draft: string,
  maximum: number,
): Promise<{ digest: string; size: number }> => {
  const hash = createHash('sha256')
  const handle = await open(draft, 'wx', 0o600)
  let size = 0
  try {
    // Not destroyed when it is too much: it may be the connection over which the refusal has to go back.
    for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maximum) throw tooMuch(413, 'files.tooLarge')
      hash.update(chunk)
      // Not `write`: on a disk that is nearly full that writes a part, and says so only in its answer.
      await handle.writeFile(chunk)
    }
  } catch (error) {
    if (error instanceof Refusal || (error as NodeJS.ErrnoException).syscall === 'write') throw error
    // The sender went away half way; nobody hears this.
    throw content.errored ? invalid('files.damaged') : error
  } finally {
    await handle.close()
  }
  return { digest: hash.digest('hex'), size }
}

const weigh = async (path: string): Promise<{ digest: string; size: number }> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return { digest: hash.digest('hex'), size: (await stat(path)).size }
}
