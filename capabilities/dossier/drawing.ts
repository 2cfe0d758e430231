// Draws the pages of documents in the background, as the house itself.
import { Readable } from 'node:stream'
import type pg from 'pg'
import type { Files, StoredFile } from '#foundation/files/files.ts'
import { drawPages } from '#foundation/files/previewing.ts'
import type { Job, Work } from '#foundation/jobs/jobs.ts'
import { keepPreviews, takeDrawing } from './queries.ts'

/** At most so many documents in one go: other work must get its turn. */
const DOCUMENTS = 10

const drawNext = async (files: Files, { withClient }: Work): Promise<boolean> => {
  const waiting = await withClient(async (client) => {
    const { rows } = await client.query<
      pg.QueryResultRow & { documentId: string; digest: string; type: string; size: number }
    >(takeDrawing.text)
    return rows[0]
  })
  if (!waiting) return false
  const { documentId, digest, type, size } = waiting
  const pages = await drawPages({ type, size, open: () => files.open(digest) })
  const kept: StoredFile[] = []
  for (const page of pages) kept.push(await files.take(Readable.from([page]), 'bladzijde.webp'))
  await withClient(async (client) => {
    await client.query('begin')
    try {
      for (const { text, values } of keepPreviews(documentId, kept)) await client.query(text, [...values])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    }
  })
  return true
}

export const drawingJobs = (files: Files): readonly Job[] => [
  {
    name: 'drawDocuments',
    everySeconds: 7,
    run: async (_, work) => {
      for (let i = 0; i < DOCUMENTS; i++) if (!(await drawNext(files, work))) return
    },
  },
]
