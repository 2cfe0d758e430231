// Starts Schakel: database, migrations, access, practice data, pages, server; and ends it in the opposite order.
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { mindRoom } from '#foundation/database/room.ts'
import { type OpenedDatabase, openDatabase } from '#foundation/database/where.ts'
import { readConfig } from './config.ts'
import { type OpenHouse, openHouse } from './house.ts'
import { fillPractice } from './practice/fill.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

let opened: OpenedDatabase | undefined
let open: OpenHouse | undefined
let ending: Promise<void> | undefined

/** Requests first, the database last: whoever was answered, was kept. */
const end = (code: number): Promise<void> => {
  ending ??= (async () => {
    const patience = setTimeout(() => process.exit(code || 1), 20_000)
    patience.unref()
    await open?.close().catch((error) => say(String(error)))
    await opened?.stop().catch((error) => say(String(error)))
    process.exit(code)
  })()
  return ending
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))

// A library that drops a promise when the database is away for a moment must not take everybody's server down with it.
// What a reader waits for is answered by its own request; this one nobody waited for.
process.on('unhandledRejection', (reason) => {
  if (open) open.app.log.error({ err: reason }, 'something that nobody waited for failed')
  else say(`Something that nobody waited for failed: ${(reason as Error)?.name ?? typeof reason}.`)
})

try {
  const began = Date.now()
  const config = readConfig()
  say('Schakel starts.')
  // Before the database: what was kept in reserve may be what it needs to start.
  const room = config.database.url ? undefined : mindRoom(config.dataDir, say)
  opened = await openDatabase({ ...config.database, log: (line) => say(`  ${line}`) })
  say(`  The database runs (PostgreSQL ${opened.version}).`)
  const applied = await migrate(opened.owner)
  if (applied.length)
    say(`  The database is brought up to date: ${applied.length} ${applied.length === 1 ? 'step' : 'steps'}.`)
  await declareAccess(opened.owner)
  if (config.practice) await fillPractice(opened, config, (line) => say(`  ${line}`))
  open = await openHouse(config, {
    serving: { ...opened.serving, hasRoom: room?.hasRoom },
    owner: opened.owner,
  })
  await open.app.listen({ host: config.host, port: config.port })
  const address = `http://${config.host}:${config.port}`
  say(`
Schakel is open after ${((Date.now() - began) / 1000).toFixed(1)} s: ${address}
${config.practice ? `Open that address and choose who you are today; no password is asked in the practice town.\nThe mail that Schakel sends is at ${address}/postvak` : `Readers come in at ${config.origin}`}
Stop with Ctrl+C.`)
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  say(
    code === 'EADDRINUSE'
      ? `Another program already uses this port. Stop it, or start Schakel on another one: PORT=3001 npm start`
      : `Schakel could not start. ${message}`,
  )
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  await end(1)
}
