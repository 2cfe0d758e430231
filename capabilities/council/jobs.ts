// What happens for the council by itself: a duty to inform climbs its ladder, and followers hear what became public.
import type { Job } from '#foundation/jobs/jobs.ts'
import { climbDuties } from './climbing.ts'

export const jobsFor = (_: { readonly origin: string }): readonly Job[] => [
  {
    name: 'climb-council-ladders',
    every: '* * * * *',
    run: (_payload, { withClient, now }) =>
      withClient(async (client) => {
        while (await climbDuties(client, now()));
      }),
  },
]
