// The first administrator of an installation comes in by a link that the operator's command prints.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeAdministrator } from '#app/commands/make-administrator.ts'
import { emailOf, organisationId } from '#app/practice/cast.ts'
import { startHouse, type TestHouse } from '#app/testing.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { browserOf } from './testing.ts'

let house: TestHouse
before(async () => {
  house = await startHouse({ practice: false })
})
after(() => house?.stop())

const make = (asked: { name: string; email: string; organisation: string }) =>
  makeAdministrator(ownerConnection(house.database.ownerUrl), asked)

test('the link brings the administrator in, once, with all rights of that role', async () => {
  const made = await make({ name: 'Eva Beheer', email: 'Eva@Lindemeer.example', organisation: 'gemeente lindemeer' })
  assert.equal(made.organisation, 'Gemeente Lindemeer')
  const browser = browserOf(house)
  assert.ok((await browser.page(made.path)).text.includes('Nu aanmelden'))
  assert.equal((await browser.submit(made.path, 'followMailLink')).location, '/beheer')
  assert.equal((await browser.get('/providers')).status, 200)
  assert.equal((await browserOf(house).submit(made.path, 'followMailLink')).status, 409)
  // Who runs this installation let them in: they may set up ways in of their own.
  assert.equal((await browser.post('/passkey-registrations')).status, 200)
})

test('somebody who is known here gets the role beside their own, and asking twice makes one', async () => {
  for (let i = 0; i < 2; i++) {
    const made = await make({ name: 'Samira', email: emailOf('samira'), organisation: organisationId('wierdijk') })
    assert.equal(made.isNew, false)
  }
  const { rows } = await house.owner.query(
    `select p.name, count(*)::int as roles from people.person p join people.membership m on m.person_id = p.id where p.email = $1 group by p.id`,
    [emailOf('samira')],
  )
  assert.deepEqual(rows, [{ name: 'Samira El Amrani', roles: 2 }])
})

test('what is missing is said in one sentence', async () => {
  const asked = { name: 'Eva', email: 'eva@lindemeer.example', organisation: 'Gemeente Lindemeer' }
  await assert.rejects(
    make({ ...asked, organisation: 'Gemeente Nergens' }),
    /no organisation "Gemeente Nergens" here today/,
  )
  await assert.rejects(make({ ...asked, email: 'eva' }), /"eva" is no e-mail address/)
  await assert.rejects(make({ ...asked, name: ' ' }), /--name/)
})

test('the serving role cannot make such a link itself', async () => {
  const { rows } = await house.owner.query(`select has_table_privilege('schakel_app', 'signin.link', 'insert') as may`)
  assert.deepEqual(rows, [{ may: false }])
  await assert.rejects(
    house.house.database.write(null, [], async () => ({
      commit: [
        {
          name: 'try',
          text: `select signin.make_link(gen_random_uuid(), sha256('x'), 'operator', gen_random_uuid(), null, '')`,
          values: [],
        },
      ],
      answer: null,
    })),
    /signin.linkGone/,
  )
})
