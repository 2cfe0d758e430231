// What happens for the council by itself: a duty to inform climbs its ladder, and followers hear what became public.
import type { Job } from '#foundation/jobs/jobs.ts'
import { climbDuties } from './climbing.ts'
import { tellFollowers } from './telling.ts'

export const jobsFor = ({ origin }: { readonly origin: string }): readonly Job[] => [
  {
    name: 'climb-council-ladders',
    every: '* * * * *',
    run: (_payload, { withClient, now }) =>
      withClient(async (client) => {
        while (await climbDuties(client, now()));
      }),
  },
  {
    name: 'tell-followers',
    every: '*/15 * * * *',
    run: (_payload, { withClient, now }) =>
      withClient(async (client) => {
        while (await tellFollowers(client, now(), origin));
      }),
  },
]
