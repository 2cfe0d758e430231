// Feeds rows to COPY … FROM STDIN, waiting when the server cannot keep up; a refusal of the server is an ordinary error.
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type pg from 'pg'

// The class of pg-copy-streams ends the process when the server refuses while rows are still on their way (a full disk):
// it goes on writing to a connection that it has let go of. What is needed of it fits here.

const COPY_DATA = 'd'.charCodeAt(0)
const COPY_DONE = Buffer.from(['c'.charCodeAt(0), 0, 0, 0, 4])

interface Wire {
  readonly stream: Writable
  query(text: string): void
}

export class CopyIn {
  private readonly text: string
  private wire: Wire | undefined
  private readonly begun = Promise.withResolvers<void>()
  private readonly ended = Promise.withResolvers<number>()
  private failure: Error | undefined
  private rows = 0

  private constructor(text: string) {
    this.text = text
    // Whoever writes hears of a failure at the next write or at the end; nobody has to listen in between.
    this.begun.promise.catch(() => {})
    this.ended.promise.catch(() => {})
  }

  static begin(client: pg.Client, text: string): CopyIn {
    const copy = new CopyIn(text)
    client.query(copy as unknown as pg.Submittable)
    return copy
  }

  async write(rows: Buffer): Promise<void> {
    await this.begun.promise
    if (this.failure) throw this.failure
    const head = Buffer.alloc(5)
    head[0] = COPY_DATA
    head.writeUInt32BE(rows.length + 4, 1)
    const { stream } = this.wire!
    stream.cork()
    stream.write(head)
    const room = stream.write(rows)
    stream.uncork()
    // After a refusal the server throws away what comes, so there will be room; after a broken connection there will not.
    if (!room) await Promise.race([once(stream, 'drain'), this.ended.promise])
  }

  /** The number of rows that the server took. */
  async end(): Promise<number> {
    await this.begun.promise
    if (!this.failure) this.wire!.stream.write(COPY_DONE)
    return this.ended.promise
  }

  // What follows is called by pg.
  submit(wire: Wire): void {
    this.wire = wire
    wire.query(this.text)
  }
  handleCopyInResponse(): void {
    this.begun.resolve()
  }
  handleCommandComplete(message: { text: string }): void {
    this.rows = Number(message.text.split(' ').at(-1))
  }
  handleReadyForQuery(): void {
    this.ended.resolve(this.rows)
  }
  handleError(error: Error): void {
    this.failure = error
    this.begun.reject(error)
    this.ended.reject(error)
  }
}
