// Draws what a PDF or a picture looks like, so that looking needs no program that runs what is in the file.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export interface Drawing {
  /** Pages that are drawn; of a longer document the first. */
  readonly most: number
  /** Of a page, in points. */
  readonly width: number
  /** Bytes; of a larger file nothing is drawn. */
  readonly largest: number
  readonly milliseconds: number
  /** MiB for what the drawing itself remembers. */
  readonly memory: number
}
const USUAL: Drawing = { most: 8, width: 1000, largest: 50_000_000, milliseconds: 30_000, memory: 384 }

/** Whether something of this type can be drawn. */
export const isDrawable = (type: string): boolean => /^(application\/pdf|image\/(png|jpeg|webp|gif))$/.test(type)

/**
 * WebP pictures of the pages, in order; those that were drawn before the time was over or the file broke the drawing.
 * Never throws for what is in the file; only when its bytes cannot be had.
 */
export const drawPages = async (
  file: { readonly size: number; readonly type: string; open(): Promise<Readable> },
  limits: Partial<Drawing> = {},
): Promise<readonly Buffer[]> => {
  const { most, width, largest, milliseconds, memory } = { ...USUAL, ...limits }
  if (!isDrawable(file.type) || file.size > largest) return []
  const chunks: Buffer[] = []
  for await (const chunk of await file.open()) chunks.push(chunk as Buffer)

  const child = fork(join(import.meta.dirname, 'previewing-child.ts'), {
    execArgv: [`--max-old-space-size=${memory}`, '--disable-warning=ExperimentalWarning'],
    // Nothing of this process is for what draws what others made.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const pages: Buffer[] = []
  child.on('message', (page) => pages.push(Buffer.from(page as Uint8Array)))
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
    child.send({ bytes: Buffer.concat(chunks), type: file.type, most, width }, () => {})
  })
  clearTimeout(timer)
  return pages
}
