// Who listens to which event, and which work waits for nobody. Nowhere else is it written.

import {
  jobs as attentionJobs,
  listeners as attentionListeners,
  pushKeysFrom,
  registerMoments,
} from '#capabilities/attention/index.ts'
import { jobsFor as councilJobs, listeners as councilListeners } from '#capabilities/council/index.ts'
import { listeners as councilItemListeners, MOMENTS_OF_READER } from '#capabilities/council-items/index.ts'
import { drawingJobs, places, removeExpiredNotes, watched as watchedEntries } from '#capabilities/dossier/index.ts'
import { jobs as evaluationJobs } from '#capabilities/evaluations/index.ts'
import { listeners as handoverListeners } from '#capabilities/handover/index.ts'
import { jobsFor as importJobs } from '#capabilities/imports/index.ts'
import { jobs as movingJobs, listeners as movingListeners, packageJobs } from '#capabilities/moving/index.ts'
import { jobs as openItemJobs, watched as watchedOpenItems } from '#capabilities/open-items/index.ts'
import { carryOutDue } from '#capabilities/organisations/index.ts'
import { jobs as partyJobs } from '#capabilities/parties/index.ts'
import { jobs as peopleJobs } from '#capabilities/people/index.ts'
import { GATES_OF_READER } from '#capabilities/process/index.ts'
import { searchJobs } from '#capabilities/search/index.ts'
import { stillSignedIn } from '#capabilities/signin/index.ts'
import type { Connection, Database } from '#foundation/database/database.ts'
import type { Listener } from '#foundation/events/dispatch.ts'
import type { Files } from '#foundation/files/files.ts'
import type { Store } from '#foundation/files/store.ts'
import type { House } from '#foundation/http/handle.ts'
import type { Job } from '#foundation/jobs/jobs.ts'
import type { LiveRooms } from '#foundation/live/watched.ts'
import type { Config } from './config.ts'
import { en } from './text.en.ts'
import { nl } from './text.nl.ts'

// What stands in a calendar beside open items; a calendar that shows no titles shows these words.
registerMoments({
  kind: 'councilMoment',
  select: MOMENTS_OF_READER,
  word: (locale) => (locale === 'en' ? en : nl).moments.council,
})
registerMoments({ kind: 'gate', select: GATES_OF_READER, word: (locale) => (locale === 'en' ? en : nl).moments.gate })

export const listenersOf = (_config: Config): readonly Listener[] => [
  ...attentionListeners,
  ...handoverListeners,
  ...councilItemListeners,
  ...councilListeners,
  ...movingListeners,
]

/** What a live stream may tell of: an event of no other thing than these reaches a browser. */
export const liveRooms: LiveRooms = {
  watched: [watchedEntries, watchedOpenItems],
  places,
  recheckOn: ['sessionEnded', 'membershipEnded', 'membershipChanged'],
  stillSignedIn,
}

/** What some work needs beside a connection of its own. */
export interface Needs {
  /** Of the serving role, for what must be seen through the eyes of who is told. */
  readonly database: Database
  readonly owner: Connection
  readonly files: Files
  readonly store: Store
  /** For what is done in somebody's name by the one way in, after they confirmed it. */
  readonly house: House
}

export const jobsOf = (config: Config, { database, owner, files, store, house }: Needs): readonly Job[] => [
  ...peopleJobs,
  ...openItemJobs,
  ...drawingJobs(files),
  ...searchJobs(files),
  ...councilJobs(config),
  ...attentionJobs({
    database,
    origin: config.origin,
    practice: config.practice,
    keys: pushKeysFrom(config.secret),
  }),
  ...partyJobs,
  ...evaluationJobs,
  ...movingJobs({ origin: config.origin, mayBeHere: config.practice }),
  ...importJobs({ house, files, origin: config.origin }),
  ...packageJobs({ owner, store, origin: config.origin, database }),
  {
    // Links, challenges and tries whose time has passed.
    name: 'tidySignin',
    every: '37 2 * * *',
    run: async (_, { withClient }) => {
      await withClient((client) => client.query('select signin.tidy()'))
    },
  },
  {
    name: 'removeExpiredNotes',
    every: '27 2 * * *',
    run: async (_, { withClient }) => {
      const { text, values } = removeExpiredNotes()
      await withClient((client) => client.query(text, [...values]))
    },
  },
  {
    // A merger or split that was decided on ahead happens on its day.
    name: 'carryOutReorganisations',
    every: '5 * * * *',
    run: async (_, { withClient }) => {
      const { text, values } = carryOutDue()
      await withClient((client) => client.query(text, [...values]))
    },
  },
]
