// `npm run restore -- file [--replace] [--yes] [--check]`: puts a backup back, wholly or not at all.
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { restoreBackup, verifyBackup } from '#foundation/database/backup.ts'
import { migrations } from '#foundation/database/migrate.ts'
import { databaseConfig, openDatabase } from '#foundation/database/where.ts'

const USAGE =
  'Use: npm run restore -- file [--replace] [--yes]   (--check only looks whether the file is sound; --replace throws away what is there)'

async function main(args: string[]): Promise<void> {
  const flags = new Set(args.filter((arg) => arg.startsWith('-')))
  const [file, ...more] = args.filter((arg) => !arg.startsWith('-'))
  const unknown = [...flags].some((flag) => !['--replace', '--yes', '--check'].includes(flag))
  if (!file || more.length || unknown) throw new Error(USAGE)
  const source = resolve(process.env.INIT_CWD ?? '.', file)
  if (flags.has('--check')) {
    const { heading, manifest } = await verifyBackup(source)
    console.log(
      `${source} is sound: made on ${heading.made} by Schakel ${heading.release}, ${manifest.tables.length} tables.`,
    )
    return
  }
  const replace = flags.has('--replace')
  const config = databaseConfig()
  if (replace && !flags.has('--yes')) await confirm(config.url ? 'the database of DATABASE_URL' : config.dataDir)
  // Not shared: a server that runs on this database would serve half of the old and half of the new.
  const database = await openDatabase({ ...config, log: console.error })
  try {
    const began = performance.now()
    const filesDir = join(config.dataDir, 'files')
    const log = (line: string) => console.error(`  ${line}`)
    const { rows, tables, files } = await restoreBackup({
      owner: database.owner,
      filesDir,
      source,
      migrations: migrations(),
      replace,
      log,
    })
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `Restored ${rows} rows of ${tables} tables and ${files} files in ${seconds} s. "npm start" does the rest.`,
    )
  } finally {
    await database.stop()
  }
}

async function confirm(what: string): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
    const question = terminal.question(`This throws away everything in ${what}. Type "replace" to go on: `)
    if ((await Promise.race([question, ended])).trim() !== 'replace') throw new Error('Nothing was changed.')
  } finally {
    terminal.close()
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
