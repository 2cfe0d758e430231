// What a statutory erasure leaves of a line: its place, kind, date and ground, and its words nowhere.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { membershipId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { verifyJournals } from './verify.ts'

let house: TestHouse
let samira: Client
before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
})
after(() => house.stop())

test('the words of an erased line stand in no record of the dossier either, and the chain still holds', async () => {
  const words = 'Mevrouw De Boer wil niet'
  const opened = await samira.post('/dossiers', { title: 'Dijk', reason: words, kind: 'opgave' })
  const id: string = opened.json.dossierId
  const at = `/dossiers/${id}`
  const plan = { purpose: 'Zon', residentEffect: 'Lagere rekening', plan: 'Eerst de schuren', reason: words }
  const closure = { outcome: 'stopped', result: words, effect: words, lesson: words }
  for (const [path, body] of [
    ['/plan', plan],
    ['/pause', { reason: words }],
    ['/ceiling', { ceiling: 2, reason: words }],
    ['/closure', closure],
  ] as const)
    assert.ok((await samira.put(at + path, body)).status < 300, path)
  assert.ok((await samira.delete(`${at}/closure`, { reason: words })).status < 300)
  const owner = await house.as('basjan')
  assert.ok((await owner.put(`${at}/owner`, { ownerId: membershipId('basjan'), reason: words })).status < 300)
  const { entries } = (await owner.get(at)).json
  const kinds = entries.map((entry: { kind: string }) => entry.kind).sort()
  assert.deepEqual(kinds, ['ceiling', 'closure', 'handover', 'opening', 'pause', 'plan', 'reopening'])
  for (const { entryId } of entries)
    assert.equal((await owner.put(`${at}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' })).status, 204)

  for (const path of [at, `${at}/plans`, `${at}/entries`])
    assert.equal((await owner.get(path)).text.includes('De Boer'), false, path)
  for (const table of ['dossier', 'entry', 'plan', 'pause', 'closure', 'handover', 'audience_change']) {
    const { rows } = await house.owner.query(
      `select count(*)::int as n from dossier.${table} t where t::text like '%De Boer%' and ${table === 'dossier' ? 'id' : 'dossier_id'} = $1`,
      [id],
    )
    assert.equal(rows[0].n, 0, table)
  }
  // The line of the plan carries the plan: with the line it is gone.
  assert.equal((await owner.get(`${at}/plans`)).text.includes('Eerst de schuren'), false)
  assert.deepEqual([(await owner.get(at)).json.plan, (await owner.get(at)).json.purpose], ['—', '—'])
  assert.deepEqual((await verifyJournals(ownerConnection(house.database.ownerUrl), id)).broken, [])
})
