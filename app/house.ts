// Opens the house on a database: every room, the server, and what runs in the background; closes it in the right order.
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { keepLooks } from '#capabilities/appearance/index.ts'
import { allOff } from '#capabilities/settings/index.ts'
import { type AllOff, openSwitches } from '#foundation/access/switches.ts'
import { openAudit } from '#foundation/audit/audit.ts'
import type { Connection } from '#foundation/database/database.ts'
import { openDatabase, openPool } from '#foundation/database/database.ts'
import { serveApi } from '#foundation/http/api.ts'
import { serveAssets } from '#foundation/http/assets.ts'
import { createHouse, type House } from '#foundation/http/handle.ts'
import { tellFault } from '#foundation/http/log.ts'
import { servePages } from '#foundation/http/pages.ts'
import { buildServer } from '#foundation/http/server.ts'
import { serveShare } from '#foundation/http/share.ts'
import { type Live, startLive } from '#foundation/live/live.ts'
import { buildAssets } from '#foundation/web/assets.ts'
import { startBackground } from './background.ts'
import { capabilitiesFor } from './capabilities.ts'
import type { Config } from './config.ts'
import { openFiles } from './files.ts'
import { drawFault, drawPage } from './frame.tsx'
import { pagesFor } from './routes.ts'
import { liveRooms } from './wiring.ts'

export interface OpenHouse {
  readonly house: House
  readonly app: FastifyInstance
  readonly live: Live
  /** Lets background work happen now: events heard, jobs that are due done. For tests. */
  settle(): Promise<void>
  /** Does a background job here and now. For tests and commands. */
  runJob(name: string): Promise<void>
  close(): Promise<void>
}

export const openHouse = async (
  config: Config,
  connections: { readonly serving: Connection; readonly owner: Connection },
  options: {
    readonly checkAnswers?: boolean
    /** 'asked': events are heard, and jobs are done when they are asked for. */
    readonly background?: boolean | 'asked'
    readonly now?: () => Date
    readonly logTo?: { write(line: string): void }
  } = {},
): Promise<OpenHouse> => {
  const log = pino(
    {
      level: config.logLevel,
      // Nothing that came from a reader belongs in a log: what is thrown is told by its kind, place and request number.
      redact: ['req.headers', 'headers', 'body'],
      serializers: { err: tellFault },
    },
    (options.logTo ?? pino.destination({ dest: 1, sync: false })) as pino.DestinationStream,
  )
  const database = openDatabase(connections.serving)
  const ownerPool = openPool({ ...connections.owner, max: 2 })
  const audit = openAudit(database, (error) => log.error({ err: error }, 'audit lines wait'))
  const assets = await buildAssets({
    outDir: join(config.dataDir, 'assets'),
    entry: join(import.meta.dirname, 'client.ts'),
    sources: [
      'attention/web/push.client.ts',
      'dossier/web/outbox.client.ts',
      'dossier/web/entry-input.ts',
      'dossier/web/moment.ts',
      'signin/web/passkey.client.ts',
      'search/web/suggest.client.ts',
      'search/web/address.ts',
    ].map((path) => join(import.meta.dirname, '../capabilities', path)),
  })
  const files = openFiles(config)
  const looks = keepLooks(ownerPool, log)
  await looks.read()
  let poke = () => {}
  // Not by the serving pool: a write asks this with its transaction open, and twelve of them would wait for each other.
  const switches = openSwitches(async () => {
    const { text, read } = allOff()
    return read((await ownerPool.query({ text, rowMode: 'array' })).rows as string[][]) as AllOff
  })
  const house = createHouse({
    capabilities: capabilitiesFor(config),
    database,
    audit,
    somethingHappened: () => poke(),
    beforeAnswer: looks.heard,
    checkAnswers: options.checkAnswers ?? false,
    now: options.now,
    switches,
  })
  const live = startLive({
    database,
    pool: ownerPool,
    rooms: liveRooms,
    audit,
    origin: config.origin,
    log,
    // Another server may have done it.
    heard: (events) => void looks.heard(events),
  })
  const background =
    options.background === false
      ? null
      : await startBackground({
          config,
          owner: connections.owner,
          log,
          files,
          database,
          house,
          now: options.now,
          looks,
          onlyAsked: options.background === 'asked',
          news: () => live.news(),
        })
  poke = () => {
    background?.somethingHappened()
    live.news()
  }

  const app = await buildServer({
    house,
    origin: config.origin,
    log,
    trustProxy: config.trustProxy,
    maximumUpload: config.maximumUpload,
    signInPath: '/aanmelden',
    drawFault: drawFault(assets),
    looks,
    ready: async () => {
      await database.plain([{ name: 'ready', text: 'select 1', values: [] }])
    },
  })
  serveAssets(app, assets)
  serveApi(app, house, files.files, config.origin)
  const readMultipart = files.serveUploads(app, house, config)
  const { pages, routes } = pagesFor(config, { house, ownerPool, log, looks })
  live.serve(app)
  servePages(app, pages, {
    house,
    livePosition: () => live.position,
    origin: config.origin,
    practice: config.practice,
    signInPath: '/aanmelden',
    draw: drawPage(assets),
    readMultipart,
  })
  serveShare(app)
  for (const route of routes) await route(app)

  return {
    house,
    app,
    live,
    settle: async () => {
      await audit.flush()
      await background?.settle()
    },
    runJob: async (name) => {
      if (!background) throw new Error('this house has no background work')
      await background.runJob(name)
    },
    close: async () => {
      await app.close()
      await background?.stop()
      await live.stop()
      await audit.flush()
      looks.stop()
      await ownerPool.end()
      await database.close()
    },
  }
}
