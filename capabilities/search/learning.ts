// Works in the background, as the house itself: reads documents that came in, and learns the words that occur here.
import type pg from 'pg'
import type { Files } from '#foundation/files/files.ts'
import { readWords } from '#foundation/files/reading.ts'
import type { Job, Work } from '#foundation/jobs/jobs.ts'
import { keepWords, learnSlice, nextSlice, takeWaiting, type Waiting } from './queries.ts'

/** At most so many documents in one go: other work must get its turn. */
const DOCUMENTS = 20
const SLICES = 40

const one = async <T extends pg.QueryResultRow>(
  client: pg.ClientBase,
  { text, values }: { text: string; values: readonly unknown[] },
) => (await client.query<T>(text, [...values])).rows[0]

/** Reads one document that waits; false when none does. No connection is held while it reads. */
const readNext = async (files: Files, { withClient, log }: Work): Promise<boolean> => {
  const waiting = await withClient((client) => one<Waiting & pg.QueryResultRow>(client, takeWaiting))
  if (!waiting) return false
  const { documentId, digest, type, size } = waiting
  const read = await readWords({ type, size, open: () => files.open(digest) })
  if (read.fault) log.info({ document: documentId, fault: read.fault }, 'a document was not read to the end')
  await withClient((client) => one(client, keepWords(documentId, read.text, read.fault)))
  return true
}

/** What was written since the last time; from the beginning when that was never, or when words had to be forgotten. */
const learn = async ({ withClient }: Work): Promise<void> => {
  for (let i = 0; i < SLICES; i++) {
    const more = await withClient(async (client) => {
      await client.query('begin')
      try {
        const slice = await one<{ source: string; since: string; upto: string; last: boolean }>(client, nextSlice)
        if (slice) await one(client, learnSlice(slice.since, slice.upto))
        await client.query('commit')
        return slice !== undefined && !slice.last
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw error
      }
    })
    if (!more) return
  }
}

export const searchJobs = (files: Files): readonly Job[] => [
  {
    name: 'readDocuments',
    everySeconds: 5,
    run: async (_, work) => {
      for (let i = 0; i < DOCUMENTS; i++) if (!(await readNext(files, work))) return
    },
  },
  { name: 'learnWords', everySeconds: 15, run: (_, work) => learn(work) },
]
