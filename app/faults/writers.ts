// Eight writers who add entries, each with a key, repeat what was not acknowledged, and remember what was.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { verifyJournals } from '#capabilities/dossier/verify.ts'
import { sleep } from '#foundation/database/embedded/processes.ts'
import type { Ask } from './asking.ts'

export interface Writers {
  /** By its text, the entry that the server said it had kept. Lives here, and not in the database. */
  readonly acknowledged: ReadonlyMap<string, string>
  /** Requests that had to be sent again. */
  readonly repeats: () => number
  /** Answers that nobody should get, whatever is killed. */
  readonly odd: readonly string[]
  /** The longest time without an acknowledgement, in milliseconds, since this was last asked. */
  readonly longestSilence: () => number
  /** Resolves when so many more have been acknowledged. */
  more(count: number): Promise<void>
  /** Lets everybody finish what they had begun, and stops. */
  stop(): Promise<void>
}

export const startWriters = (
  ask: Ask,
  dossiers: readonly string[],
  count = 8,
  // No answer: the server was killed. 503: it says that it cannot reach its database.
  expected: readonly number[] = [0, 503],
): Writers => {
  const acknowledged = new Map<string, string>()
  const odd: string[] = []
  let repeats = 0
  let stopping = false
  let last = Date.now()
  let silence = 0

  const write = async (writer: number): Promise<void> => {
    for (let number = 1; !stopping; number++) {
      const text = `regel ${number} van schrijver ${writer}`
      const path = `/api/v1/dossiers/${dossiers[(writer + number) % dossiers.length]}/entries`
      const key = randomUUID()
      for (;;) {
        const answer = await ask('POST', path, { text }, { 'idempotency-key': key })
        if (answer.status === 201) {
          acknowledged.set(text, answer.json.entryId)
          silence = Math.max(silence, Date.now() - last)
          last = Date.now()
          break
        }
        if (!expected.includes(answer.status)) {
          odd.push(`${answer.status} ${answer.text.slice(0, 300)}`)
          return
        }
        repeats++
        await sleep(100)
      }
    }
  }
  const writing = Promise.all(Array.from({ length: count }, (_, i) => write(i + 1)))

  return {
    acknowledged,
    odd,
    repeats: () => repeats,
    longestSilence: () => {
      const longest = Math.max(silence, Date.now() - last)
      silence = 0
      return longest
    },
    more: async (wanted) => {
      const goal = acknowledged.size + wanted
      for (const end = Date.now() + 40_000; acknowledged.size < goal; await sleep(5)) {
        if (odd.length) throw new Error(`answers that should not be: ${odd.join('\n')}`)
        if (Date.now() > end) throw new Error('nothing is acknowledged any more')
      }
    },
    stop: async () => {
      stopping = true
      await writing
    },
  }
}

export interface Balance {
  readonly acknowledged: number
  /** Acknowledged, and not there. */
  readonly lost: number
  /** There more than once. */
  readonly doubled: number
  /** There, although nobody was told. */
  readonly unasked: number
  /** Journals whose chain does not hold. */
  readonly broken: number
}

/** Holds what the writers remember against what the database has. */
export const balance = async (ownerUrl: string, writers: Writers, dossiers: readonly string[]): Promise<Balance> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string; text: string }>(
      `select id, text from dossier.entry where dossier_id = any ($1) and kind not in ('opening', 'note')`,
      [dossiers],
    )
    const there = new Map<string, string[]>()
    for (const { id, text } of rows) there.set(text, [...(there.get(text) ?? []), id])
    const { broken } = await verifyJournals({ connectionString: ownerUrl })
    return {
      acknowledged: writers.acknowledged.size,
      lost: [...writers.acknowledged].filter(([text, id]) => !there.get(text)?.includes(id)).length,
      doubled: [...there.values()].filter((ids) => ids.length > 1).length,
      unasked: [...there.keys()].filter((text) => !writers.acknowledged.has(text)).length,
      broken: broken.length,
    }
  } finally {
    await client.end()
  }
}
