// Who takes part in a dossier until when, who stands in, and what a reader asks of the journal.
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { membershipId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
let samira: Client
// Half past midnight in the Netherlands, and still yesterday in Greenwich.
let now: Date | null = null
before(async () => {
  house = await startHouse({ now: () => now ?? new Date() })
  samira = await house.as('samira')
})
after(() => house.stop())
afterEach(() => {
  now = null
})

const open = async (more: object = {}): Promise<string> => {
  const { status, json, text } = await samira.post('/dossiers', {
    title: 'Zon op de Dijk',
    reason: 'Panelen',
    kind: 'opgave',
    ceiling: 2,
    ...more,
  })
  assert.equal(status, 201, text)
  return json.dossierId
}

test('who is of the core team for a while is involved after it, and reads no line of the core team any more', async () => {
  const id = await open()
  const tomorrow = new Date(Date.now() + 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
  for (const more of [{ role: 'team', untilDate: tomorrow }, { role: 'adviser' }])
    assert.equal(
      (await samira.post(`/dossiers/${id}/involvements`, { membershipId: membershipId('wout'), ...more })).status,
      201,
    )
  assert.equal((await samira.post(`/dossiers/${id}/entries`, { text: 'Voor het kernteam', audience: 1 })).status, 201)
  const wout = await house.as('wout')
  const seen = async () => {
    const { json } = await wout.get(`/dossiers/${id}`)
    return [json.reach, json.entries.filter((entry: { audience: number }) => entry.audience === 1).length]
  }
  assert.deepEqual(await seen(), [1, 1])
  // The day after tomorrow, as far as this reach is concerned: nobody does anything in the dossier meanwhile.
  await house.owner.query(`update dossier.reach set until = now() where dossier_id = $1 and until < 'infinity'`, [id])
  assert.deepEqual(await seen(), [2, 0])
  const { items } = (await wout.get('/dossiers?limit=100')).json
  assert.equal(items.filter((line: { dossierId: string }) => line.dossierId === id).length, 1)
})

test('an involvement cannot end on a day that is over in the Netherlands', async () => {
  const id = await open()
  now = new Date('2031-02-28T23:30:00Z')
  const involve = (untilDate: string) =>
    samira.post(`/dossiers/${id}/involvements`, { membershipId: membershipId('wout'), role: 'adviser', untilDate })
  assert.equal((await involve('2031-02-28')).json.errors[0].code, 'inThePast')
  assert.equal((await involve('2031-03-01')).status, 201)
  for (const day of ['0000-01-01', '2031-02-29', '9999-12-31'])
    assert.equal((await involve(day)).json.errors[0].code, 'notADate', day)
})

test('a moment that PostgreSQL does not know is refused beside its field', async () => {
  const id = await open()
  const at = (occurredAt: string) => samira.post(`/dossiers/${id}/entries`, { text: 'Lang geleden', occurredAt })
  assert.equal((await at('0000-01-01T00:00:00Z')).json.errors[0].code, 'notADate')
  assert.equal((await at('1650-03-05T12:00:00+01:00')).status, 201)
})

test('whoever asks the journal for one kind or one audience gets that and nothing else, in whatever order they ask', async () => {
  const id = await open()
  for (const more of [{ audience: 2 }, { kind: 'agreement', audience: 1 }, { kind: 'note' }])
    assert.equal((await samira.post(`/dossiers/${id}/entries`, { text: 'Een regel', ...more })).status, 201)
  const kinds = async (query: string) =>
    (await samira.get(`/dossiers/${id}/entries?${query}`)).json.items
      .map((entry: { kind: string }) => entry.kind)
      .sort()
      .join(' ')
  const expected: Record<string, string> = {
    'audience=0': 'note',
    'audience=1': 'agreement',
    'audience=2': 'fact opening',
    'kind=note': 'note',
    'kind=note&audience=0': 'note',
    'kind=note&audience=2': '',
    'kind=fact': 'fact',
    'kind=fact&audience=0': '',
    'kind=fact&audience=2': 'fact',
    '': 'agreement fact note opening',
  }
  // Statements stay prepared on a connection: what was asked before must not answer what is asked now.
  for (const asked of [Object.keys(expected), Object.keys(expected).reverse()])
    for (const query of asked) assert.equal(await kinds(query), expected[query], query)
})

test('who has left, and who administers, deputises for nobody', async () => {
  const lead = async () => (await samira.get(`/dossiers/${await open()}`)).json.deputy.name
  assert.equal(await lead(), 'Bas-Jan Kuiper')
  const { rows } = await house.owner.query('select deputy_id from people.membership where id = $1', [
    membershipId('samira'),
  ])
  await house.owner.query('update people.membership set deputy_id = $2 where id = $1', [
    membershipId('samira'),
    membershipId('theo'),
  ])
  assert.equal(await lead(), 'Gerrit Bakker')
  await house.owner.query('update people.membership set deputy_id = $2 where id = $1', [
    membershipId('samira'),
    rows[0].deputy_id,
  ])
})

test('a place in a list that somebody typed in the address begins at the beginning', async () => {
  const id = await open()
  for (const page of ['/dossiers', `/dossiers/${id}`, '/vandaag'])
    for (const at of ['abc', '1.2', '99999999999999999999.x']) {
      const { status } = await samira.page(`${page}?voor=${at}`)
      assert.equal(status, 200, `${page} ${at}`)
    }
})
