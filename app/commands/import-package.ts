// `npm run import:package -- file [--check]`: takes a package in, wholly or not at all; --check only looks whether it is sound.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { takeIn } from '#capabilities/moving/index.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { openDatabase } from '#foundation/database/where.ts'
import { verifyPackage } from '#foundation/transfer/unpack.ts'
import { readConfig } from '../config.ts'
import { openFiles } from '../files.ts'

const USAGE = 'Use: npm run import:package -- file [--check]   (--check only looks whether the file is sound)'

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: { check: { type: 'boolean' } }, allowPositionals: true })
  const [file, ...more] = positionals
  if (!file || more.length) throw new Error(USAGE)
  const source = resolve(process.env.INIT_CWD ?? '.', file)
  if (values.check) {
    const { heading, manifest } = await verifyPackage(source)
    console.log(
      `${source} is sound: a package of ${heading.kind} ${heading.of}, made on ${heading.made} by Schakel ${heading.release}, ${manifest.tables.length} tables.`,
    )
    return
  }
  const config = readConfig()
  const database = await openDatabase({ ...config.database, share: true, log: console.error })
  try {
    const began = performance.now()
    // A new installation has no tables yet.
    await migrate(database.owner)
    await declareAccess(database.owner)
    const log = (line: string) => console.error(`  ${line}`)
    const { rows, files, dossiers } = await takeIn(database.owner, openFiles(config).store, source, log)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `Taken in: ${dossiers} dossiers, ${rows} records and ${files} files in ${seconds} s. Every journal verifies.`,
    )
  } finally {
    await database.stop()
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.code?.startsWith('ERR_PARSE_ARGS') ? USAGE : error.message)
  process.exitCode = 1
})
