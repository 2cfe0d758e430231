// Reads the words of a stored file in a thread of its own, so that the server goes on serving and no file can hold it up.
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'

export interface Reading {
  /** Characters that are kept; of a longer text the beginning. */
  readonly most: number
  /** Bytes; a larger file is not read. */
  readonly largest: number
  readonly milliseconds: number
  /** MiB that the thread may use. */
  readonly memory: number
}
const USUAL: Reading = { most: 200_000, largest: 50_000_000, milliseconds: 20_000, memory: 256 }

export interface Read {
  /** Pages parted by a form feed; empty when there are no words in it, such as a scan. */
  readonly text: string
  /** Why it was not read, or not to the end: 'tooLarge', 'tooLong' (time or memory) or 'damaged'. */
  readonly fault: 'tooLarge' | 'tooLong' | 'damaged' | null
}

/** Never throws for what is in the file; only when its bytes cannot be had. */
export const readWords = async (
  file: { readonly size: number; readonly type: string; open(): Promise<Readable> },
  limits: Partial<Reading> = {},
): Promise<Read> => {
  const { most, largest, milliseconds, memory } = { ...USUAL, ...limits }
  if (file.size > largest) return { text: '', fault: 'tooLarge' }
  const chunks: Buffer[] = []
  for await (const chunk of await file.open()) chunks.push(chunk as Buffer)
  // A memory of its own: it is handed over, not copied.
  const bytes = new Uint8Array(file.size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, file.size - at), at)
    at += chunk.length
    if (at >= file.size) break
  }

  const pages: string[] = []
  const worker = new Worker(join(import.meta.dirname, 'reading-worker.ts'), {
    workerData: { bytes, type: file.type, most },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    // Nothing of this process is for who reads what others made.
    env: {},
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
  })
  let late = false
  const timer = setTimeout(() => {
    late = true
    void worker.terminate()
  }, milliseconds)
  worker.on('message', (page: string) => pages.push(page))
  const failed = await new Promise<Error | null>((resolve) => {
    worker.once('error', resolve)
    worker.once('exit', () => resolve(null))
  })
  clearTimeout(timer)
  await worker.terminate()
  const outOfMemory = (failed as NodeJS.ErrnoException | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
  const text = pages.join('\f').trim()
  return { text, fault: late || outOfMemory ? 'tooLong' : failed ? 'damaged' : null }
}
