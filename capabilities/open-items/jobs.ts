// What happens to open items by itself: silence climbs, and a dossier without an owner gets one.
import type { Job } from '#foundation/jobs/jobs.ts'
import { climb } from './climbing.ts'
import { succeedOwners } from './succession.ts'

export const jobs: readonly Job[] = [
  {
    name: 'climb-ladders',
    every: '* * * * *',
    run: (_, { withClient, now }) =>
      withClient(async (client) => {
        while (await climb(client, now()));
      }),
  },
  {
    name: 'succeed-owners',
    every: '* * * * *',
    run: (_, { withClient, now }) =>
      withClient(async (client) => {
        await succeedOwners(client, now())
      }),
  },
]
