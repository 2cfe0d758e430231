// What an act leaves behind: one audit line without personal content, and a log that tells nothing of anybody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownerConnection } from '#foundation/database/where.ts'
import { personId } from './practice/cast.ts'
import { type Client, startHouse, type TestHouse } from './testing.ts'

let house: TestHouse
let samira: Client
const log: string[] = []
before(async () => {
  house = await startHouse({ logTo: { write: (line) => void log.push(line) } })
  samira = await house.as('samira')
})
after(() => house.stop())

const auditOf = async () => {
  await house.settle()
  return (
    await house.owner.query('select act, subject_id, outcome, rule, person_id from foundation.audit_line order by id')
  ).rows
}

test('every act, read and refusal leaves exactly one audit line', async () => {
  const from = (await auditOf()).length
  const { json } = await samira.post('/dossiers', {
    title: 'Kwikstaart',
    reason: 'Geheim woord Kwikstaart.',
    kind: 'opgave',
  })
  await samira.get(`/dossiers/${json.dossierId}`)
  await samira.put(`/dossiers/${json.dossierId}/closure`, { outcome: 'result' })
  await samira.delete(`/dossiers/${json.dossierId}/pause`)
  const henk = await house.as('henk')
  await henk.put(`/dossiers/${json.dossierId}/pause`, { reason: 'Mag ik dit?' })
  await house.nobody.get('/dossiers')
  const lines = (await auditOf()).slice(from)
  assert.deepEqual(
    lines.map((line) => [line.act, line.outcome, line.rule]).sort(),
    [
      ['dossier.openDossier', 'granted', null],
      ['dossier.readDossier', 'granted', null],
      ['dossier.closeDossier', 'refused', 'invalid'],
      ['dossier.resumeDossier', 'refused', 'dossier.isPaused'],
      ['dossier.pauseDossier', 'refused', 'dossier.ownsOrDeputises'],
      ['dossier.listDossiers', 'refused', 'signin.required'],
    ].sort(),
  )
  assert.ok(lines.some((line) => line.person_id === personId('samira')))
  assert.doesNotMatch(JSON.stringify(lines), /Kwikstaart|Samira|Henk/)
})

test('the log holds no words, names, searches, cookies or addresses of anybody', async () => {
  await samira.get('/search?query=Kwikstaart')
  await samira.page('/zoeken?q=Kwikstaart')
  await samira.post('/dossiers', { title: 'Kwikstaart', kleur: 'Kwikstaart' })
  await samira.post('/dossiers', { title: 'Kwikstaart\u0000', reason: 'Kwikstaart', kind: 'opgave' })
  await house.nobody.submit('/wie-bent-u', 'becomeCast', { membershipId: 'Kwikstaart' })
  const text = log.join('')
  assert.ok(log.length > 5)
  assert.doesNotMatch(text, /Kwikstaart|Samira|El Amrani|@|schakel=/)
  for (const line of log) assert.ok(JSON.parse(line).level)
})

test('a private note that expired is gone, also for who looks behind the curtain', async () => {
  const { json } = await samira.post('/dossiers', { title: 'Notities', reason: 'x', kind: 'opgave' })
  await samira.post(`/dossiers/${json.dossierId}/entries`, { kind: 'note', text: 'Straks weg.' })
  await house.owner.query(`update dossier.private_note set expires_at = now() - interval '1 minute'`)
  assert.equal((await samira.get(`/dossiers/${json.dossierId}`)).json.entries.length, 1)
  const { jobsOf } = await import('./wiring.ts')
  const { openFiles } = await import('./files.ts')
  const { files, store } = openFiles(house.config)
  const parts = {
    database: house.house.database,
    owner: ownerConnection(house.database.ownerUrl),
    files,
    store,
    house: house.house,
  }
  const job = jobsOf(house.config, parts).find(({ name }) => name === 'removeExpiredNotes')!
  const client = await house.owner.connect()
  await job.run({}, { withClient: (work) => work(client), now: () => new Date(), log: console as never })
  client.release()
  assert.equal((await house.owner.query('select 1 from dossier.private_note')).rows.length, 0)
})
