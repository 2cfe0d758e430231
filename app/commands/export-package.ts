// `npm run export:package -- --dossier ID | --organisation NAME [file]`: writes one package with everything of it.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packDossier, packOrganisation } from '#capabilities/moving/index.ts'
import { openDatabase } from '#foundation/database/where.ts'
import { readConfig } from '../config.ts'
import { openFiles } from '../files.ts'

const USAGE =
  'Use: npm run export:package -- --dossier <id> [file]   or   --organisation "Gemeente Wierdijk" [file]   ' +
  '(without a file: schakel-package-<moment>.tar.gz in this folder; the server may run on)'

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { dossier: { type: 'string' }, organisation: { type: 'string' } },
    allowPositionals: true,
  })
  if ((values.dossier === undefined) === (values.organisation === undefined) || positionals.length > 1)
    throw new Error(USAGE)
  const moment = new Date().toISOString().slice(0, 16).replace(/\D/g, '')
  const target = resolve(process.env.INIT_CWD ?? '.', positionals[0] ?? `schakel-package-${moment}.tar.gz`)
  const config = readConfig()
  const database = await openDatabase({ ...config.database, share: true, log: console.error })
  try {
    const began = performance.now()
    const source = { owner: database.owner, store: openFiles(config).store, origin: config.origin }
    const log = (line: string) => console.error(`  ${line}`)
    const { rows, files, manifest } = values.dossier
      ? await packDossier(source, values.dossier, target, log)
      : await packOrganisation(source, values.organisation!, target, log)
    for (const digest of manifest.missing)
      console.error(`  The bytes of file ${digest} are not there: it is not in the package.`)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `${target}: ${rows} records and ${files} files in ${seconds} s. It holds everything of it, so keep it as safe as the server.`,
    )
  } finally {
    await database.stop()
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.code?.startsWith('ERR_PARSE_ARGS') ? USAGE : error.message)
  process.exitCode = 1
})
