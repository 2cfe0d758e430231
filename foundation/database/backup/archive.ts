// The form of a backup file: a gzipped tar that any tool can open, written and read as a stream.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { Header, Pax } from 'tar'

const BLOCK = 512

/** A sentence for the operator about the file itself, as opposed to a fault of ours. */
export class BadBackup extends Error {}

export interface Digest {
  readonly size: number
  readonly sha256: string
}

/** The bytes of an entry: its head, its body, and zeros up to a whole block. Throws when the body has another length. */
export async function* packed(
  path: string,
  size: number,
  body: Iterable<Buffer> | AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const about = { path, size, mode: 0o600, uid: 0, gid: 0, mtime: new Date(), type: 'File' as const }
  const head = new Header(about)
  head.encode()
  // A long name does not fit in the classic head and goes in an extended one before it.
  if (head.needPax) yield new Pax({ path, size }).encode()
  yield head.block!
  let written = 0
  for await (const part of body) {
    written += part.length
    yield part
  }
  if (written !== size) throw new Error(`${path} changed while it was read`)
  if (size % BLOCK) yield Buffer.alloc(BLOCK - (size % BLOCK))
}

/** Two empty blocks say that the archive ends here. */
export const end = (): Buffer => Buffer.alloc(2 * BLOCK)

export interface Entry {
  readonly path: string
  readonly size: number
  /** To be read once, before the next entry; what is left unread is skipped. */
  readonly body: AsyncGenerator<Buffer>
}

/** Throws BadBackup when the file is no gzip, no tar, or ends too soon. */
export async function* entriesOf(file: string): AsyncGenerator<Entry> {
  const source = new Source(file)
  try {
    let long: { path?: string; size?: number } = {}
    for (;;) {
      const head = new Header(await source.exactly(BLOCK))
      if (head.nullBlock) return
      if (!head.cksumValid) throw new BadBackup('not a tar')
      const size = head.size ?? 0
      if (head.type === 'ExtendedHeader') {
        long = Pax.parse((await source.exactly(size)).toString())
        await source.skip(padding(size))
        continue
      }
      const entry = { path: long.path ?? head.path ?? '', size: long.size ?? size }
      long = {}
      const body = source.next(entry.size)
      yield { ...entry, body }
      for await (const _ of body);
      await source.skip(padding(entry.size))
    }
  } finally {
    source.close()
  }
}

const padding = (size: number) => (size % BLOCK ? BLOCK - (size % BLOCK) : 0)

/** The unpacked bytes of a file, in portions of the length one asks for. */
class Source {
  private readonly file
  private readonly gunzip = createGunzip()
  private readonly chunks: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)

  constructor(path: string) {
    this.file = createReadStream(path, { highWaterMark: 1 << 18 })
    this.file.on('error', (error) => this.gunzip.destroy(error))
    this.chunks = this.file.pipe(this.gunzip)[Symbol.asyncIterator]()
  }

  private async fill(): Promise<void> {
    const { value, done } = await this.chunks.next().catch((error: NodeJS.ErrnoException) => {
      if (error.code?.startsWith('Z_')) throw new BadBackup(error.message)
      throw error
    })
    if (done) throw new BadBackup('ends too soon')
    this.rest = value
  }

  async *next(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (this.rest.length === 0) await this.fill()
      const part = this.rest.subarray(0, left)
      this.rest = this.rest.subarray(part.length)
      left -= part.length
      yield part
    }
  }

  async exactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of this.next(size)) parts.push(part)
    return Buffer.concat(parts)
  }

  async skip(size: number): Promise<void> {
    for await (const _ of this.next(size));
  }

  close(): void {
    this.file.destroy()
    this.gunzip.destroy()
  }
}

/** Passes the bytes on and keeps count of them. */
export async function* digested(
  body: Iterable<Buffer> | AsyncIterable<Buffer>,
  done: (digest: Digest) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let size = 0
  for await (const part of body) {
    hash.update(part)
    size += part.length
    yield part
  }
  done({ size, sha256: hash.digest('hex') })
}
