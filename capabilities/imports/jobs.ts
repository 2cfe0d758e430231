// What the background does with sheets: looks them through, makes and takes back what was confirmed, and forgets them in time.
import { Refusal } from '#foundation/errors.ts'
import type { Job } from '#foundation/jobs/jobs.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import { check } from './checking.ts'
import { make } from './making.ts'
import * as q from './queries.ts'
import { undo } from './undoing.ts'
import { isEverybodys, type Workplace } from './working.ts'

/** Milliseconds that one sheet is worked on before the next gets its turn; and a server that stops never waits longer. */
const TURN = 8_000

const WORK = { read: check, make, undo } as const

export const jobsFor = (place: Workplace): readonly Job[] => [
  {
    name: 'work-on-imports',
    everySeconds: 1,
    run: (_, { withClient, log }) =>
      withClient(async (client) => {
        const sheet = await q.claimSheet(client)
        if (!sheet) return
        const until = Date.now() + TURN
        try {
          await inWordsOf(sheet.organisationId, () =>
            WORK[sheet.work]({ ...place, client, log, hasTime: () => Date.now() < until }, sheet),
          )
        } catch (error) {
          // Who brought it no longer holds the role in which they did: it can do nothing any more in their name.
          if (error instanceof Refusal && error.status === 401) await q.stopSheet(client, sheet.importId)
          else {
            await client.query('rollback')
            // Whatever else fails is tried again, and after some turns the sheet is given up by whoever looks for work.
            if (isEverybodys(error)) await q.forgiveTurn(client, sheet.importId)
            throw error
          }
        }
      }),
  },
  {
    name: 'forget-imports',
    every: '47 * * * *',
    run: (_, { withClient, now }) =>
      withClient(async (client) => {
        await q.removeOldSheets(client, now())
      }),
  },
]
