// What happens to memberships by itself: an end that lay ahead is told when its day has come.
import type { Job } from '#foundation/jobs/jobs.ts'

export const jobs: readonly Job[] = [
  {
    name: 'announce-endings',
    // Access itself ends at midnight, whatever this does; it only tells whoever listens.
    every: '*/5 * * * *',
    run: (_, { withClient }) =>
      withClient(async (client) => {
        await client.query('select people.announce_endings()')
      }),
  },
]
