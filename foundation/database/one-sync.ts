// Sends several prepared statements in one round trip: one Sync at the end, so that they are one implicit transaction.
//
// It leans on internals of `pg` (prepareValue, the connection's parse, bind and execute), which is why `pg` is pinned
// and one-sync.test.ts stays. A driver that counts submitted instead of *answered* Parse messages forgets, after an
// error, which names the server knows: the server skips every Parse up to the Sync. So names are learnt from ParseComplete.
import { createRequire } from 'node:module'
import type pg from 'pg'
import type { Rows, Statement } from './query.ts'

const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils') as { prepareValue: (value: unknown) => unknown }

interface Wire {
  readonly stream: { cork(): void; uncork(): void }
  on(event: 'parseComplete', listener: () => void): void
  parse(query: { text: string; name: string }): void
  bind(config: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void
  execute(config: { portal: string }): void
  sync(): void
  sendCopyFail(reason: string): void
}

interface Known {
  readonly names: Set<string>
  pending: string[]
}

const knownOn = new WeakMap<Wire, Known>()

const knownBy = (wire: Wire): Known => {
  let known = knownOn.get(wire)
  if (!known) {
    const fresh: Known = { names: new Set(), pending: [] }
    knownOn.set(wire, fresh)
    wire.on('parseComplete', () => {
      const name = fresh.pending.shift()
      if (name) fresh.names.add(name)
    })
    known = fresh
  }
  return known
}

class OneSync {
  readonly rows: (string | null)[][][]
  private readonly statements: readonly Statement[]
  private known: Known | undefined
  private at = 0
  private error: Error | undefined
  callback: (error: Error | null, rows?: Rows[]) => void

  constructor(statements: readonly Statement[], callback: (error: Error | null, rows?: Rows[]) => void) {
    this.statements = statements
    this.callback = callback
    this.rows = statements.map(() => [])
  }

  submit(wire: Wire): null {
    this.known = knownBy(wire)
    this.known.pending = []
    // A name that occurs twice in one batch is parsed once: the second time it is already on its way.
    const underway = new Set<string>()
    wire.stream.cork()
    try {
      for (const { name, text, values } of this.statements) {
        if (!name || !(this.known.names.has(name) || underway.has(name))) {
          wire.parse({ text, name })
          this.known.pending.push(name)
          if (name) underway.add(name)
        }
        wire.bind({ statement: name, values, valueMapper: prepareValue })
        wire.execute({ portal: '' })
      }
    } catch (error) {
      this.handleError(error as Error)
    } finally {
      wire.sync()
      wire.stream.uncork()
    }
    return null
  }

  // `pg` forgets the active batch when the server reports an error, so this is the last we hear: call back at once.
  handleError(error: Error) {
    if (this.error) return
    this.error = error
    if (this.known) this.known.pending = []
    this.callback(error)
  }
  handleRowDescription() {}
  handleDataRow(message: { fields: (string | null)[] }) {
    this.rows[this.at]!.push(message.fields)
  }
  handleCommandComplete() {
    this.at++
  }
  handleEmptyQuery() {
    this.at++
  }
  handlePortalSuspended() {
    this.at++
  }
  handleReadyForQuery() {
    if (!this.error) this.callback(null, this.rows)
  }
  handleCopyInResponse(wire: Wire) {
    wire.sendCopyFail('not here')
  }
  handleCopyData() {}
}

/** Runs the statements in order on one connection, in one round trip. The first that fails undoes all, and is thrown. */
export const inOneSync = (client: pg.ClientBase, statements: readonly Statement[]): Promise<Rows[]> =>
  new Promise((resolve, reject) => {
    const batch = new OneSync(statements, (error, rows) => (error ? reject(error) : resolve(rows!)))
    client.query(batch as unknown as pg.Submittable)
  })
