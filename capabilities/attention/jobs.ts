// What happens by itself: the digest at its hour, what may be told now, the pokes, and tidying what is told.
import type { Database } from '#foundation/database/database.ts'
import type { Job, Work } from '#foundation/jobs/jobs.ts'
import { sendDigests } from './digest.ts'
import { type PushKeys, sendPokes } from './pushing.ts'
import { tellNotices } from './telling.ts'

export const jobs = (parts: {
  readonly database: Pick<Database, 'read'>
  readonly origin: string
  readonly practice: boolean
  readonly keys: PushKeys
}): readonly Job[] => {
  const telling = ({ withClient, now }: Work) => ({ ...parts, withClient, now })
  return [
    {
      name: 'send-digests',
      every: '* * * * *',
      run: async (_, work) => {
        await sendDigests(telling(work))
      },
    },
    {
      name: 'tell-notices',
      everySeconds: 2,
      run: async (_, work) => {
        // A notice that fails is no reason to poke nobody.
        try {
          await tellNotices(telling(work))
        } finally {
          await sendPokes(telling(work))
        }
      },
    },
    {
      // A mail can be stopped for half a year; who was told what is nobody's business after a month.
      name: 'tidy-attention',
      every: '47 2 * * *',
      run: (_, { withClient }) =>
        withClient(async (client) => {
          await client.query(`delete from attention.unsubscribing where made_at < now() - interval '180 days'`)
          await client.query(`delete from attention.notice where ended_at < now() - interval '30 days'`)
          await client.query(`delete from attention.digest g where g.day < current_date - 30
            and exists (select from attention.digest n where n.person_id = g.person_id and n.day > g.day)`)
        }),
    },
  ]
}
