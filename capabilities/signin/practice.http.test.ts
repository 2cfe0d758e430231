// The practice town: one click and you are somebody; in production there is no such page.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readConfig } from '#app/config.ts'
import { membershipId } from '#app/practice/cast.ts'
import { type Answered, startHouse, type TestHouse } from '#app/testing.ts'

export const cookiesOf = (answer: Answered): Record<string, string> =>
  Object.fromEntries(
    [answer.headers['set-cookie'] ?? []].flat().map((line) => {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(String(line))!
      return [name!, value!]
    }),
  )

describe('the practice town', () => {
  let house: TestHouse
  before(async () => {
    house = await startHouse()
  })
  after(() => house?.stop())

  test('whoever comes in is asked who they are today', async () => {
    assert.equal((await house.nobody.page('/')).headers['location'], '/wie-bent-u')
    assert.equal(
      (await house.nobody.page('/aanmelden?verder=%2Fzoeken')).headers['location'],
      '/wie-bent-u?verder=%2Fzoeken',
    )
    const page = await house.nobody.page('/wie-bent-u')
    assert.equal(page.status, 200)
    for (const words of ['Samira El Amrani', 'procesambtenaar', 'Ik ben Theo Blok', 'Niet aangemeld', 'Bas-Jan Kuiper'])
      assert.ok(page.text.includes(words), words)
  })

  test('one button makes you Samira, and where you wanted to go is where you go', async () => {
    const answer = await house.nobody.submit('/wie-bent-u', 'becomeCast', {
      membershipId: membershipId('samira'),
      next: '/zoeken?query=dijk',
    })
    assert.equal(answer.status, 303)
    assert.equal(answer.headers['location'], '/zoeken?query=dijk')
    const secret = cookiesOf(answer)['schakel']!
    assert.match(secret, /^[\w-]{43}$/)
    const samira = house.clientWith(`schakel=${secret}`)
    const page = await samira.page('/wie-bent-u')
    assert.ok(page.text.includes('U bent nu <strong>Samira El Amrani</strong>'))
    const { rows } = await house.owner.query(
      `select method, device, digest from signin.session where method = 'practice'`,
    )
    assert.equal(rows.length, 1)
    assert.ok(!rows[0].digest.toString().includes(secret))
  })

  test('becoming somebody else ends the session that this browser had', async () => {
    const first = cookiesOf(
      await house.nobody.submit('/wie-bent-u', 'becomeCast', { membershipId: membershipId('wout') }),
    )['schakel']!
    const wout = house.clientWith(`schakel=${first}`)
    const second = cookiesOf(await wout.submit('/wie-bent-u', 'becomeCast', { membershipId: membershipId('theo') }))[
      'schakel'
    ]!
    assert.notEqual(first, second)
    assert.equal((await wout.get('/sessions')).status, 401)
    assert.equal((await house.clientWith(`schakel=${second}`).get('/sessions')).status, 200)
  })

  test('a role that is not of the cast is not given', async () => {
    await house.owner.query(
      `insert into organisations.organisation (id, kind, name) values ('00000000-0000-4000-8000-000000000001', 'gemeente', 'Echt')`,
    )
    await house.owner.query(
      `insert into people.membership (id, person_id, organisation_id, position, function_name)
       select '00000000-0000-4000-8000-000000000002', id, '00000000-0000-4000-8000-000000000001', 'staff', 'iemand' from people.person limit 1`,
    )
    const answer = await house.nobody.submit('/wie-bent-u', 'becomeCast', {
      membershipId: '00000000-0000-4000-8000-000000000002',
    })
    assert.equal(answer.status, 404)
    assert.equal(cookiesOf(answer)['schakel'], undefined)
  })
})

describe('an installation in production', () => {
  let house: TestHouse
  before(async () => {
    house = await startHouse({ practice: false })
  })
  after(() => house?.stop())

  test('there is no page that makes you somebody', async () => {
    assert.equal((await house.nobody.page('/wie-bent-u')).status, 404)
    const answer = await house.nobody.submit('/wie-bent-u', 'becomeCast', { membershipId: membershipId('samira') })
    assert.equal(answer.status, 404)
    assert.equal(cookiesOf(answer)['schakel'], undefined)
    assert.equal((await house.nobody.post('/practice-sessions', { membershipId: membershipId('samira') })).status, 404)
    assert.equal((await house.nobody.page('/')).headers['location'], '/aanmelden')
  })

  test('does not start without its own secret, address and mail', () => {
    assert.throws(() => readConfig({ PRACTICE: '0' }), /SCHAKEL_SECRET, ORIGIN, SMTP_URL/)
    const rest = { PRACTICE: '0', ORIGIN: 'https://schakel.example', SMTP_URL: 'smtp://mail.example' }
    assert.throws(() => readConfig({ ...rest, SCHAKEL_SECRET: 'too short' }), /at least 32 characters/)
  })
})
