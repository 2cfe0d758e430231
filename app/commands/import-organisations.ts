// `npm run import:organisations -- file`: takes in the register of government organisations; may be repeated.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { importRegister, type Outcome, type Said } from '#capabilities/organisations/index.ts'
import { migrate } from '#foundation/database/migrate.ts'
import { databaseConfig, openDatabase } from '#foundation/database/where.ts'

const USAGE = 'Use: npm run import:organisations -- file.ndjson   (one organisation on each line; it may be repeated)'

/** So many of a kind are said one by one; the rest is counted. */
const MOST = 50

async function main(args: string[]): Promise<void> {
  const [file, ...more] = args
  if (!file || more.length || file.startsWith('-')) throw new Error(USAGE)
  const path = resolve(process.env.INIT_CWD ?? '.', file)
  if (!existsSync(path)) throw new Error(`There is no file ${path}. ${USAGE}`)
  const database = await openDatabase({ ...databaseConfig(), share: true, log: console.error })
  try {
    // On a new machine the register may come before the first start.
    await migrate(database.owner)
    const began = performance.now()
    const outcome = await importRegister(database.ownerUrl, path, showProgress())
    say(outcome, (performance.now() - began) / 1000)
    if (outcome.read === 0 || outcome.broken.length === outcome.read) process.exitCode = 1
  } finally {
    await database.stop()
  }
}

/** A bar that fills on a terminal; a line at each quarter elsewhere, so that a log stays readable. */
function showProgress() {
  const words = { reading: 'Reading', storing: 'Storing' }
  let last = ''
  return (stage: 'reading' | 'storing', share: number, lines: number) => {
    const filled = Math.round(share * 30)
    if (process.stderr.isTTY) {
      const bar = `${words[stage]} ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${Math.round(share * 100)}%  ${lines} organisations`
      process.stderr.write(`\r\x1b[2K${bar}${stage === 'storing' && share === 1 ? '\n' : ''}`)
      return
    }
    const line = `${words[stage]}: ${Math.floor(share * 4) * 25}%`
    if (line !== last && share >= 0.25) console.error(line)
    last = line
  }
}

function say(outcome: Outcome, seconds: number): void {
  list(`${outcome.broken.length} lines were not taken:`, outcome.broken)
  list(`${outcome.doubtful.length} remarks:`, outcome.doubtful)
  list(`${outcome.kept.length} were changed here and stayed as they are here:`, outcome.kept)
  const { read, added, changed, unchanged, broken } = outcome
  const nothing = added === 0 && changed === 0
  console.log(
    `${read} lines read in ${seconds.toFixed(1)} s: ` +
      (nothing
        ? `nothing changed, ${unchanged} stand here already`
        : `${added} added, ${changed} changed, ${unchanged} unchanged`) +
      `${broken.length ? `, ${broken.length} not taken` : ''}.`,
  )
}

function list(title: string, said: readonly Said[]): void {
  if (said.length === 0) return
  console.log(title)
  for (const { number, sentence } of said.slice(0, MOST))
    console.log(`  ${number ? `line ${number}: ` : ''}${sentence}`)
  if (said.length > MOST) console.log(`  … and ${said.length - MOST} more.`)
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
