// `npm run backup -- [file]`: copies the database and the uploaded files into one file, while the server runs.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeBackup } from '#foundation/database/backup.ts'
import { databaseConfig, openDatabase } from '#foundation/database/where.ts'

const USAGE = 'Use: npm run backup -- [file]   (without a name: schakel-<moment>.tar.gz in this folder)'

async function main(args: string[]): Promise<void> {
  if (args.length > 1 || args.some((arg) => arg.startsWith('-'))) throw new Error(USAGE)
  const moment = new Date().toISOString().slice(0, 16).replace(/\D/g, '')
  const target = resolve(process.env.INIT_CWD ?? '.', args[0] ?? `schakel-${moment}.tar.gz`)
  const config = databaseConfig()
  const { version: release } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
  const database = await openDatabase({ ...config, share: true, log: console.error })
  try {
    const began = performance.now()
    const log = (line: string) => console.error(`  ${line}`)
    const filesDir = join(config.dataDir, 'files')
    const { tables, rows, files, bytes } = await writeBackup({ owner: database.owner, filesDir, target, release, log })
    const seconds = (performance.now() - began) / 1000
    console.log(
      `${target}: ${rows} rows of ${tables} tables and ${files} files, ` +
        `${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s. It holds everything, so keep it as safe as the server.`,
    )
  } finally {
    await database.stop()
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
