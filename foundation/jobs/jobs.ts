// Work that waits for nobody: at set times, or as soon as somebody asks, once however many servers run.
import { EventEmitter } from 'node:events'
import { Logger, type ParsedCronItem, parseCronItems, type Runner, run, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { type Connection, openPool } from '../database/database.ts'
import type { Log } from '../events/log.ts'

export interface Work {
  /** One connection of the owner, for as long as `work` lasts. Keep transactions short: they hold up all events. */
  withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  readonly log: Log
  readonly now: () => Date
}

export interface Job {
  /** Stable: jobs that wait are kept under it. */
  readonly name: string
  /** A crontab in UTC, to the minute: '17 2 * * *'. One server does each step. What was due while none ran is made up for, up to a day. */
  readonly every?: string
  /** For what cannot wait for a minute: looked after by every server, so the job itself must not mind doing it at once. */
  readonly everySeconds?: number
  /** Attempts before it is left to lie; the pauses between them grow. */
  readonly attempts?: number
  run(payload: any, work: Work): Promise<void>
}

export interface JobOptions {
  readonly runAt?: Date
  /** A job that waits under this key is replaced. */
  readonly key?: string
}

export interface Jobs {
  /**
   * Asks for a job, of any server. It sends a NOTIFY: never inside a write transaction of the serving role, where that
   * takes a global lock at the commit; a listener of the dispatcher or code after the commit may.
   */
  addJob(name: string, payload?: object, options?: JobOptions): Promise<void>
  /** Does it here and now, and throws what it throws; for tests and commands. */
  runNow(name: string, payload?: object): Promise<void>
  /** Lets jobs that run end; what has not ended after twenty seconds is done again by the next server. */
  stop(): Promise<void>
}

const PATIENCE = 20_000
const CONCURRENCY = 2
/** So often in a row looking for work may fail before the worker is started anew. */
const FAILURES = 5

export const startJobs = async (parts: {
  readonly owner: Connection
  readonly jobs: readonly Job[]
  readonly log: Log
  readonly now?: () => Date
  /** Nothing goes by the clock, only what is asked for: a test that sets the clock is not overtaken by a job that reads it. */
  readonly onlyAsked?: boolean
}): Promise<Jobs> => {
  const { jobs, log } = parts
  const twice = jobs.find((one, i) => jobs.findIndex((other) => other.name === one.name) !== i)
  if (twice) throw new Error(`two jobs are called ${twice.name}`)
  // A job takes as long as it takes: the time-outs are those of requests.
  const pool = openPool({
    ...parts.owner,
    max: CONCURRENCY + 4,
    query_timeout: 0,
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'schakel jobs',
  })
  pool.on('connect', (client) => client.on('error', () => {}))

  const work: Work = {
    log,
    now: parts.now ?? (() => new Date()),
    withClient: async (doing) => {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        return await doing(client)
      } catch (error) {
        // Whatever it left open is not for the next one.
        broken = error as Error
        throw error
      } finally {
        client.release(broken)
      }
    },
  }
  const jobOf = (name: string): Job => {
    const job = jobs.find((one) => one.name === name)
    if (!job) throw new Error(`there is no job called ${name}`)
    return job
  }

  let stopped = false
  let runner: Runner | undefined
  const begin = async () => {
    const events: WorkerEvents = new EventEmitter()
    const begun = await run({
      events,
      pgPool: pool,
      logger: loggerTo(log, () => stopped),
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      pollInterval: 2_000,
      gracefulShutdownAbortTimeout: PATIENCE,
      taskList: Object.fromEntries(jobs.map((job) => [job.name, (payload: unknown) => job.run(payload ?? {}, work)])),
      parsedCronItems: parts.onlyAsked ? [] : stepsOf(jobs),
    })
    // It asks once which tasks there are and keeps the answer, also when that was a fault: a connection that was cut at
    // that moment would fail it for ever. A new one asks again.
    let failures = 0
    const works = () => {
      failures = 0
    }
    events.on('job:start', works)
    events.on('worker:getJob:empty', works)
    events.on('worker:getJob:error', () => {
      if (++failures === FAILURES) begun.stop('looking for work keeps failing').catch(() => {})
    })
    return begun
  }
  runner = await begin()
  // It gives up when the database is away for too long; then it is started again until it holds.
  const keeping = (async () => {
    for (let pause = 1_000; !stopped; pause = Math.min(pause * 2, 30_000)) {
      try {
        runner ??= await begin()
        pause = 1_000
        await runner.promise
      } catch (error) {
        if (!stopped) log.warn({ err: error }, 'background jobs stopped and are started again')
      }
      if (stopped) return
      runner = undefined
      await new Promise((resolve) => setTimeout(resolve, pause).unref())
    }
  })()

  const looking = jobs.flatMap((job) =>
    job.everySeconds && !parts.onlyAsked ? [startLooking(job, job.everySeconds, work)] : [],
  )

  let stopping: Promise<void> | undefined
  return {
    addJob: async (name, payload = {}, options = {}) => {
      const job = jobOf(name)
      if (!runner) throw new Error('background jobs are being started again')
      await runner.addJob(name, payload, {
        ...(options.runAt ? { runAt: options.runAt } : {}),
        ...(options.key ? { jobKey: options.key } : {}),
        ...(job.attempts ? { maxAttempts: job.attempts } : {}),
      })
    },
    runNow: (name, payload = {}) => jobOf(name).run(payload, work),
    stop: () => {
      stopping ??= (async () => {
        stopped = true
        await Promise.all(looking.map((one) => one.stop()))
        await runner?.stop().catch(() => {})
        await Promise.race([keeping, new Promise((resolve) => setTimeout(resolve, 100).unref())])
        // Whoever still queues for a connection gets one and comes to an end; closed over their heads they would fail later,
        // where nobody waits for them.
        for (const end = Date.now() + PATIENCE; pool.waitingCount && Date.now() < end; )
          await new Promise((resolve) => setTimeout(resolve, 20))
        await pool.end()
      })()
      return stopping
    },
  }
}

const stepsOf = (jobs: readonly Job[]): ParsedCronItem[] =>
  parseCronItems(
    jobs.flatMap((job) =>
      job.every
        ? [
            {
              task: job.name,
              match: job.every,
              identifier: job.name,
              options: {
                // Only what is due once a day or less is made up for; of what is due each minute the next will do.
                backfillPeriod: /^\d+ \d+ /.test(job.every) ? 86_400_000 : 0,
                // One at a time, also when it takes longer than the time between two.
                queueName: job.name,
                maxAttempts: job.attempts ?? 5,
              },
            },
          ]
        : [],
    ),
  )

/** Runs a job every so many seconds in this process, never twice at the same time. */
const startLooking = (job: Job, seconds: number, work: Work) => {
  let running: Promise<void> | null = null
  let failing = false
  const timer = setInterval(() => {
    running ??= job
      .run({}, work)
      .then(
        () => {
          failing = false
        },
        (error) => {
          // Said once, not every few seconds for as long as a database is away.
          if (!failing) work.log.warn({ job: job.name, err: error }, 'a job failed and is tried again')
          failing = true
        },
      )
      .finally(() => {
        running = null
      })
  }, seconds * 1_000).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())])
    },
  }
}

const loggerTo = (log: Log, stopped: () => boolean) =>
  new Logger(() => (level, message, meta) => {
    // Its lines of every job and every start say nothing that anybody reads. `meta` has the payload: kept out.
    if (stopped() || (level !== 'error' && level !== 'warning')) return
    const detail = meta?.error ? { err: meta.error } : {}
    if (level === 'error') log.error(detail, message)
    else log.warn(detail, message)
  })
