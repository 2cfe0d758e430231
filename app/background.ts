// What runs beside the requests: events are heard, jobs are done; with several servers each thing once.
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { Connection, Database } from '#foundation/database/database.ts'
import { type HeardEvent, startDispatcher } from '#foundation/events/dispatch.ts'
import type { House } from '#foundation/http/handle.ts'
import { housekeeping } from '#foundation/jobs/housekeeping.ts'
import { startJobs } from '#foundation/jobs/jobs.ts'
import { sendWaiting } from '#foundation/mail/sending.ts'
import { type Looks, speaking } from '#foundation/words/speaking.ts'
import type { Config } from './config.ts'
import type { OpenFiles } from './files.ts'
import { jobsOf, listenersOf } from './wiring.ts'

export interface Background {
  somethingHappened(): void
  /** Every listener has read all there is to read. */
  settle(): Promise<void>
  runJob(name: string): Promise<void>
  stop(): Promise<void>
}

export const startBackground = async ({
  config,
  owner,
  log,
  files,
  database,
  house,
  now,
  looks,
  onlyAsked,
  news,
}: {
  config: Config
  owner: Connection
  log: FastifyBaseLogger
  files: OpenFiles
  /** Of the serving role. */
  database: Database
  house: House
  now?: () => Date
  /** The words in which a mail is written. */
  looks: Looks
  /** Jobs are done when asked for, and not by the clock. For tests. */
  onlyAsked?: boolean
  /** Called when this or another server published. */
  news: () => void
}): Promise<Background> => {
  const quietly = <T>(work: () => T): T => speaking({ looks, organisationId: null }, work)
  const listeners = listenersOf(config).map((listener) => ({
    ...listener,
    hear: (event: HeardEvent, tx: pg.ClientBase) => quietly(() => listener.hear(event, tx)),
  }))
  const jobs = await startJobs({
    owner,
    log,
    now,
    onlyAsked,
    jobs: [
      ...housekeeping({ store: files.store, listeners: listeners.map((listener) => listener.name) }),
      sendWaiting({ smtpUrl: config.practice ? null : config.smtpUrl, from: config.mailFrom }),
      ...jobsOf(config, { database, owner, files: files.files, store: files.store, house }).map((job) => ({
        ...job,
        run: (...given: Parameters<typeof job.run>) => quietly(() => job.run(...given)),
      })),
    ],
  })
  const dispatcher = await startDispatcher({ owner, listeners, log, news })
  return {
    somethingHappened: () => dispatcher.somethingHappened(),
    settle: () => dispatcher.settled(),
    runJob: (name) => jobs.runNow(name),
    stop: async () => {
      await dispatcher.stop()
      await jobs.stop()
    },
  }
}
