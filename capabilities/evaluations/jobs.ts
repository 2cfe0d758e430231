// What happens to evaluations by itself: two weeks before an agreed moment, who leads the dossier is asked to prepare it.
import { raiseByHouse } from '#capabilities/open-items/index.ts'
import { inTurnOrLog } from '#foundation/jobs/in-turn.ts'
import type { Job } from '#foundation/jobs/jobs.ts'
import { claimMoment, momentsToCome } from './queries.ts'
import { text } from './text.nl.ts'

export const jobs: readonly Job[] = [
  {
    name: 'remind-evaluations',
    every: '10 * * * *',
    run: async (_, { withClient, now, log }) => {
      await withClient(async (client) => {
        const coming = momentsToCome(now())
        const { rows } = await client.query(coming.text, [...coming.values])
        const all = coming.read(rows.map((row) => [row.json]))
        const remind = async (moment: (typeof all)[number]) => {
          await client.query('begin')
          try {
            // The dossier's lock, which the journal takes too; then the mark that it was asked.
            await client.query('select pg_advisory_xact_lock(hashtextextended($1::text, 1))', [moment.dossierId])
            const claim = claimMoment(moment)
            const claimed = await client.query(claim.text, [...claim.values])
            if (claimed.rowCount)
              await raiseByHouse(client, {
                dossierId: moment.dossierId,
                organisationId: moment.organisationId,
                kind: 'task',
                question: text.prepare(moment.what, moment.dueOn),
                raisedBy: moment.ownerId,
                addressee: {
                  key: `m:${moment.ownerId}`,
                  membershipId: moment.ownerId,
                  organisationId: moment.organisationId,
                  functionName: null,
                  role: moment.ownerRole,
                },
                audience: Math.min(2, moment.ceiling),
                days: Math.max(1, moment.days),
                now: now(),
              })
            await client.query('commit')
          } catch (error) {
            await client.query('rollback').catch(() => {})
            throw error
          }
        }
        await inTurnOrLog(all, remind, (error, { entryId, place }) =>
          log.error({ err: error, entryId, place }, 'nobody could be asked to prepare an evaluation'),
        )
      })
    },
  },
]
