// The key of a device: the same for one person on one device, and nobody else's; and whose name a write is made in.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { membershipId, personId } from '#app/practice/cast.ts'
import { startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

const deviceId = randomUUID()
const keyOf = async (who: 'samira' | 'wout', device = deviceId) =>
  (await (await house.as(who)).post('/device-key', { deviceId: device })).json as {
    personId: string
    membershipId: string
    key: string
  }

test('Samira gets the key of her phone again in another session, and Wout on that phone gets another', async () => {
  const first = await keyOf('samira')
  assert.equal(Buffer.from(first.key, 'base64url').length, 32)
  assert.equal(first.personId, personId('samira'))
  assert.deepEqual(await keyOf('samira'), first)
  assert.notEqual((await keyOf('wout')).key, first.key)
  assert.notEqual((await keyOf('samira', randomUUID())).key, first.key)
})

test('nobody and no program gets a key of a device', async () => {
  assert.equal((await house.nobody.post('/device-key', { deviceId })).status, 401)
  const samira = await house.as('samira')
  assert.equal((await samira.post('/device-key', { deviceId: 'mine' })).status, 400)
  const { secret } = (await samira.post('/tokens', { name: 'proef', scopes: ['*:write'], expiresInDays: 1 })).json
  const answer = await house.nobody.post('/device-key', { deviceId }, { authorization: `Bearer ${secret}` })
  assert.equal(answer.status, 403)
})

test('what Samira wrote on the phone is not written in the name of Wout, who signed in on it meanwhile', async () => {
  const samira = await house.as('samira')
  const opened = await samira.post('/dossiers', { title: 'Dijk', reason: 'Nat', kind: 'opgave', ceiling: 3 })
  const { dossierId } = opened.json
  assert.equal(
    (await samira.post(`/dossiers/${dossierId}/involvements`, { membershipId: membershipId('wout'), role: 'adviser' }))
      .status,
    201,
  )
  const hers = { 'x-acting-as': membershipId('samira') }
  const line = { text: 'Op de dijk gehoord' }
  const wout = await house.as('wout')
  const refused = await wout.post(`/dossiers/${dossierId}/entries`, line, hers)
  assert.deepEqual([refused.status, refused.json.code], [409, 'signin.actsOtherwise'])
  assert.equal((await samira.post(`/dossiers/${dossierId}/entries`, line, hers)).status, 201)
  const { items } = (await samira.get(`/dossiers/${dossierId}/entries`)).json
  assert.deepEqual(
    items.filter((one: { text: string }) => one.text === line.text).map((one: { mine: boolean }) => one.mine),
    [true],
  )
  const upload = await house.app.inject({
    method: 'POST',
    url: '/api/v1/uploads',
    headers: {
      cookie: wout.cookie,
      origin: house.config.origin,
      'x-file-name': 'a.txt',
      'content-type': 'text/plain',
      ...hers,
    },
    payload: 'woorden',
  })
  assert.equal(upload.statusCode, 409)
  assert.deepEqual((await house.owner.query('select name from foundation.upload')).rows, [])
})
