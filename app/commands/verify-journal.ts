// `npm run verify:journal`: walks every journal's hash chain, outside the database, and names the first broken link.

import { verifyJournals } from '#capabilities/dossier/verify.ts'
import { databaseConfig, openDatabase } from '#foundation/database/where.ts'

const [only] = process.argv.slice(2)
const database = await openDatabase({ ...databaseConfig(), share: true })
try {
  const { dossiers, entries, broken } = await verifyJournals(database.owner, only)
  if (broken.length === 0) console.log(`Every link holds: ${entries} entries in ${dossiers} journals.`)
  for (const link of broken)
    console.error(
      `Broken: journal ${link.dossierId}, entry ${link.position} (${link.entryId ?? 'missing'}): ${link.fault}.`,
    )
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  await database.stop()
}
