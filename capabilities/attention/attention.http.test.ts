// One mail a day and none at night: who is told what and when, that it says nothing, and that it stops with one click.
// biome-ignore-all lint/suspicious/noExplicitAny: a test says what it expects
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { emailOf, membershipId, organisationId, type PersonKey, personId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { addDays, climb, clockOf, dayAt, isWorkingDay } from '#capabilities/open-items/index.ts'
import { newId } from '#foundation/id.ts'
import { attentionOf } from './testing.ts'

let house: TestHouse
let samira: Client
let attention: ReturnType<typeof attentionOf>
const today = dayAt(new Date())
const ORIGIN = 'http://127.0.0.1:3000'

/** The next working day, at this hour: rows are as of now, so it is never in the past. */
const workingDay = (from = addDays(today, 1)): string => (isWorkingDay(from) ? from : workingDay(addDays(from, 1)))
const at = (hour: number, day = workingDay()) => clockOf(day, hour)

before(async () => {
  house = await startHouse()
  samira = await house.as('samira')
  attention = attentionOf({ owner: house.owner, database: house.house.database, origin: ORIGIN })
})
after(() => house.stop())
beforeEach(async () => {
  await attention.hear()
  await attention.forget()
  await house.owner.query('delete from attention.setting')
  await house.owner.query('delete from attention.following')
  // Nothing waits on anybody from the test before.
  await house.owner.query(
    `with closed as (update open_items.open_item set closed_at = now() - interval '3 days', outcome = 'withdrawn' where closed_at is null returning id)
     delete from open_items.step where open_item_id in (select id from closed)`,
  )
})

const QUESTION = 'Mag het paneel op het dak van Postma?'
const open = async (ceiling = 2): Promise<string> => {
  const { json } = await samira.post('/dossiers', {
    title: 'Zon op de Dijk',
    reason: 'Panelen',
    kind: 'initiative',
    ceiling,
  })
  return json.dossierId
}
const asked = async (key: PersonKey = 'wout', dossierId?: string, more: object = {}): Promise<string> => {
  const item = await samira.post(`/dossiers/${dossierId ?? (await open())}/open-items`, {
    question: QUESTION,
    addressee: { membershipId: membershipId(key) },
    dueOn: addDays(today, 14),
    ...more,
  })
  assert.equal(item.status, 201, item.text)
  return item.json.openItemId
}
const told = async (now: Date) => {
  await attention.hear()
  await attention.tell(now)
  return (await attention.mails()).map((mail) => mail.to_address).sort()
}
const settings = {
  digest: 'workingDays',
  digestHour: 8,
  quietHours: true,
  quietFrom: 18,
  quietUntil: 8,
  quietWeekends: true,
  immediate: true,
  calendarTitles: false,
}
const choose = async (key: PersonKey, more: object) => {
  const { status, text } = await (await house.as(key)).put('/me/attention', { ...settings, ...more })
  assert.equal(status, 204, text)
}
/** The database takes no mail to them; answers what ends that. */
const unmailable = async (key: PersonKey) => {
  await house.owner.query(
    `alter table foundation.mail add constraint not_to_them check (to_address <> '${emailOf(key)}') not valid`,
  )
  return () => house.owner.query('alter table foundation.mail drop constraint not_to_them')
}
const NO_DIGEST = { digest: 'never' }
const SECRETS = ['Dijk', 'Postma', 'paneel', 'Samira', 'Wierdijk', 'procesambtenaar']
const leaksNothing = (mail: { subject: string; body: string }) => {
  for (const word of SECRETS) assert.ok(!`${mail.subject} ${mail.body}`.includes(word), word)
}

describe('at once', () => {
  beforeEach(async () => {
    for (const key of ['wout', 'samira', 'gerrit'] as const) await choose(key, NO_DIGEST)
  })

  test('who is asked gets one mail with a link and not one word of the dossier or the question', async () => {
    const id = await asked()
    assert.deepEqual(await told(at(10)), [emailOf('wout')])
    const [mail] = await attention.mails()
    assert.equal(mail!.subject, 'Er wacht een vraag op u in Schakel')
    assert.ok(mail!.body.includes(`${ORIGIN}/open-punten/${id}`))
    leaksNothing(mail!)
    assert.deepEqual(await told(at(11)), [emailOf('wout')], 'once')
  })

  test('a lapse is told to who owes and to who waits, a higher step to who stands there, an answer to who asked', async () => {
    const id = await asked()
    await told(at(10))
    const step = async (kind: string) => {
      await attention.forget()
      const { rows } = await house.owner.query('select at from open_items.step where open_item_id = $1 and kind = $2', [
        id,
        kind,
      ])
      const client = await house.owner.connect()
      await climb(client, rows[0].at)
      client.release()
      return told(at(10))
    }
    assert.deepEqual(await step('lapse'), [emailOf('samira'), emailOf('wout')])
    assert.deepEqual(await step('manager'), [emailOf('gerrit')])
    await attention.forget()
    await (await house.as('wout')).put(`/open-items/${id}/answer`, { text: 'Geheim antwoord' })
    assert.deepEqual(await told(at(11)), [emailOf('samira')])
    assert.ok(!JSON.stringify(await attention.mails()).includes('Geheim'))
  })

  test('nobody is told of what was answered meanwhile, or of what they did themselves', async () => {
    const id = await asked()
    await attention.hear()
    await (await house.as('wout')).put(`/open-items/${id}/refusal`, { reason: 'x' })
    assert.deepEqual(await told(at(10)), [emailOf('samira')])
    await attention.forget()
    await asked('samira')
    assert.deepEqual(await told(at(10)), [])
  })

  test('in the evening nothing is sent; in the morning it is, once, also by two servers', async () => {
    await asked()
    assert.deepEqual(await told(at(19)), [])
    assert.deepEqual(await told(at(23)), [])
    const morning = at(8, workingDay(addDays(workingDay(), 1)))
    await Promise.all([attention.tell(morning), attention.tell(morning), attention.tell(morning)])
    assert.deepEqual(
      (await attention.mails()).map((mail) => mail.to_address),
      [emailOf('wout')],
    )
  })

  test('one whom nothing can be told keeps nobody behind them waiting', async () => {
    await choose('henk', NO_DIGEST)
    await asked('wout')
    await asked('henk')
    const restore = await unmailable('wout')
    try {
      await assert.rejects(told(at(10)))
      assert.deepEqual(
        (await attention.mails()).map((mail) => mail.to_address),
        [emailOf('henk')],
      )
    } finally {
      await restore()
    }
  })

  test('who wants only the overview gets no separate mail', async () => {
    await choose('wout', { immediate: false })
    await asked()
    assert.deepEqual(await told(at(10)), [])
    const { rows } = await house.owner.query('select outcome from attention.notice')
    assert.deepEqual(rows, [{ outcome: 'off' }])
  })

  test('Wout hears nothing of a question that was taken from him during the night', async () => {
    const id = await asked()
    assert.deepEqual(await told(at(20)), [])
    const passed = await (await house.as('wout')).put(`/open-items/${id}/addressee`, {
      membershipId: membershipId('ilse'),
      reason: 'x',
    })
    assert.ok(passed.status < 300, passed.text)
    // He took part only because he was asked; now that ends too.
    await house.owner.query(`update dossier.involvement set until = now() where membership_id = $1`, [
      membershipId('wout'),
    ])
    await house.owner.query('delete from dossier.reach where subject = $1', [`m:${membershipId('wout')}`])
    await choose('ilse', NO_DIGEST)
    assert.deepEqual(await told(at(8, workingDay(addDays(workingDay(), 1)))), [emailOf('ilse')])
    const { rows } = await house.owner.query('select outcome from attention.notice where person_id = $1', [
      personId('wout'),
    ])
    assert.deepEqual(rows, [{ outcome: 'gone' }])
  })

  test('who left during the night hears nothing', async () => {
    await asked('femke')
    await choose('femke', NO_DIGEST)
    await told(at(20))
    await house.owner.query(`update people.membership set until = current_date - 1 where id = $1`, [
      membershipId('femke'),
    ])
    try {
      assert.deepEqual(await told(at(8, workingDay(addDays(workingDay(), 1)))), [])
    } finally {
      await house.owner.query('update people.membership set until = null where id = $1', [membershipId('femke')])
    }
  })
})

describe('one overview a day', () => {
  const digestTo = async (key: PersonKey, now: Date) => {
    await attention.digest(now)
    return (await attention.mails()).filter((mail) => mail.to_address === emailOf(key))
  }

  test('Henk has one open item and gets one mail, at eight and not before, however many servers run', async () => {
    const id = await asked('henk')
    assert.deepEqual(await digestTo('henk', new Date(at(8).getTime() - 1)), [])
    await Promise.all([attention.digest(at(8)), attention.digest(at(8)), attention.digest(at(8))])
    const mails = await digestTo('henk', at(9))
    assert.equal(mails.length, 1)
    assert.equal(mails[0]!.subject, 'Uw overzicht van Schakel')
    assert.match(mails[0]!.body, /^Eén open punt wacht op u:\n- uiterlijk \w+dag \d+ \w+\n/)
    assert.ok(mails[0]!.body.includes(`${ORIGIN}/open-punten/${id}`))
    leaksNothing(mails[0]!)
  })

  test('one who cannot get it keeps nobody behind them waiting', async () => {
    const everybody = ['wout', 'henk', 'ilse'] as const
    for (const key of everybody) await asked(key)
    const [first, ...others] = [...everybody].sort((a, b) => (personId(a) < personId(b) ? -1 : 1)) as [
      PersonKey,
      ...PersonKey[],
    ]
    const restore = await unmailable(first)
    try {
      await assert.rejects(attention.digest(at(8)))
      const addresses = (await attention.mails()).map((mail) => mail.to_address)
      for (const key of others) assert.ok(addresses.includes(emailOf(key)), key)
      assert.ok(!addresses.includes(emailOf(first)))
    } finally {
      await restore()
    }
  })

  test('the question of last evening stands in the overview, and no second mail tells it', async () => {
    await asked('henk')
    assert.deepEqual(await told(at(20)), [])
    const morning = at(8, workingDay(addDays(workingDay(), 1)))
    // The clock of the mail is faster than that of the overview: it waits.
    assert.deepEqual(await told(morning), [])
    assert.equal((await digestTo('henk', morning)).length, 1)
    const after = await told(new Date(morning.getTime() + 180_000))
    assert.equal(after.filter((address) => address === emailOf('henk')).length, 1)
  })

  test('after a morning without power it comes in the afternoon, and after a day without power not in the evening', async () => {
    await asked('henk')
    assert.equal((await digestTo('henk', at(14))).length, 1)
    await attention.forget()
    assert.deepEqual(await digestTo('henk', at(20)), [])
    assert.equal((await digestTo('henk', at(8, workingDay(addDays(workingDay(), 1))))).length, 1)
  })

  test('who was looked at is not looked at again before the next day, unless something changed', async () => {
    await asked('henk')
    await attention.digest(at(9))
    const next = async (key: PersonKey) =>
      (await house.owner.query('select at from attention.digest_due where person_id = $1', [personId(key)])).rows[0].at
    const tomorrow = at(8, workingDay(addDays(workingDay(), 1)))
    assert.equal((await next('henk')).toISOString(), tomorrow.toISOString())
    const { rows } = await house.owner.query('select count(*)::int as n from attention.digest_due where at <= $1', [
      new Date(tomorrow.getTime() - 1),
    ])
    assert.equal(rows[0].n, 0, 'a minute before, nobody is due')
    await choose('henk', { digestHour: 10 })
    assert.equal(await next('henk'), Number.NEGATIVE_INFINITY)
    await attention.digest(at(9))
    assert.equal((await next('henk')).toISOString(), at(10, workingDay(addDays(workingDay(), 1))).toISOString())
    await choose('henk', NO_DIGEST)
    await attention.digest(at(9))
    assert.equal(await next('henk'), Number.POSITIVE_INFINITY)
    await house.owner.query('update people.person set email = email where id = $1', [personId('henk')])
    assert.equal(await next('henk'), Number.NEGATIVE_INFINITY)
  })

  test('who works nowhere is not looked at until the day on which they will', async () => {
    const [id, first] = [newId(), addDays(workingDay(), 40)]
    await house.owner.query(
      `insert into people.person (id, name, email) values ($1, 'Nog Niet', 'nogniet@wierdijk.example')`,
      [id],
    )
    const next = async () =>
      (await house.owner.query('select at from attention.digest_due where person_id = $1', [id])).rows[0].at
    await attention.digest(at(9))
    assert.equal(await next(), Number.POSITIVE_INFINITY)
    const { rows } = await house.owner.query('select to_jsonb(m) as row from people.membership m where m.id = $1', [
      membershipId('henk'),
    ])
    await house.owner.query(
      'insert into people.membership select (jsonb_populate_record(null::people.membership, $1)).*',
      [{ ...rows[0].row, id: newId(), person_id: id, since: first, until: null }],
    )
    assert.equal(await next(), Number.NEGATIVE_INFINITY)
    await attention.digest(at(9))
    assert.equal(dayAt(await next()), first)
    await attention.digest(at(9, first))
    assert.equal((await next()) > at(9, first), true)
  })

  test('when nothing waits and nothing is new no mail comes, today and tomorrow', async () => {
    await attention.digest(at(8))
    assert.deepEqual(
      (await attention.mails()).filter((mail) => mail.to_address === emailOf('henk')),
      [],
    )
    const { rows } = await house.owner.query(
      'select mailed from attention.digest where person_id = $1 and day > current_date',
      [personId('henk')],
    )
    assert.deepEqual(rows, [{ mailed: false }])
  })

  test('it comes at the hour and on the days one chose, and never when one wants none', async () => {
    await choose('henk', { digest: 'everyDay', digestHour: 12, quietWeekends: false })
    await choose('wout', NO_DIGEST)
    await asked('henk')
    await asked('wout')
    assert.deepEqual(await digestTo('henk', at(11)), [])
    assert.equal((await digestTo('henk', at(12))).length, 1)
    assert.deepEqual(await digestTo('wout', at(13)), [])
  })

  test('in English for who reads English', async () => {
    await house.owner.query(`update people.person set locale = 'en' where id = $1`, [personId('henk')])
    try {
      await asked('henk')
      const [mail] = await digestTo('henk', at(8))
      assert.equal(mail!.subject, 'Your overview from Schakel')
      assert.match(mail!.body, /^One open item waits on you:\n- by /)
    } finally {
      await house.owner.query('update people.person set locale = null where id = $1', [personId('henk')])
    }
  })

  test('it counts what is new where one takes part or follows, without what is muted, and for nobody what they may not see', async () => {
    const team = await open(3)
    const news = async (key: PersonKey) => {
      await house.owner.query('delete from attention.digest where day > current_date')
      await attention.wake()
      await house.owner.query('delete from foundation.mail')
      const [mail] = await digestTo(key, at(8))
      return /(?:^|\n)(.*(?:iets nieuws).*)\n/.exec(mail?.body ?? '')?.[1] ?? null
    }
    await samira.post(`/dossiers/${team}/entries`, { text: 'Nieuws voor de organisatie.', audience: 3 })
    // A colleague who only could read it hears nothing; when she follows it she does, as does the deputy.
    assert.equal(await news('karin'), null)
    const karin = await house.as('karin')
    assert.equal((await karin.put(`/dossiers/${team}/following`, {})).status, 204)
    assert.equal(await news('karin'), 'In één dossier is iets nieuws.')
    assert.match((await news('basjan')) ?? '', /iets nieuws/)
    await (await house.as('basjan')).put(`/dossiers/${team}/following`, { choice: 'mute' })
    assert.equal(await news('basjan'), null)
    // It closes for her: what she followed says nothing any more, and the page of her attention does not name it.
    await house.owner.query('update dossier.entry set audience = 2 where dossier_id = $1', [team])
    await house.owner.query('update dossier.dossier set ceiling = 2 where id = $1', [team])
    assert.equal(await news('karin'), null)
    assert.deepEqual((await karin.get('/me/attention')).json.followings, [])
  })

  test('a question to an organisation stands with who speaks for it, and with nobody else there', async () => {
    const dossierId = await open(3)
    const item = await samira.post(`/dossiers/${dossierId}/open-items`, {
      question: QUESTION,
      addressee: { organisationId: organisationId('zon') },
      dueOn: addDays(today, 5),
    })
    assert.equal(item.status, 201, item.text)
    assert.equal((await digestTo('marleen', at(8))).length, 1)
    assert.deepEqual(
      (await attention.mails()).filter(({ body }) => body.includes(item.json.openItemId)).map((m) => m.to_address),
      [emailOf('marleen')],
    )
  })
})

describe('stopping with one click', () => {
  const secretOf = (mail: { headers: Record<string, string> }) =>
    /\/aandacht\/afmelden\/([\w-]{43})>$/.exec(mail.headers['List-Unsubscribe']!)![1]!
  const oneMail = async (): Promise<any> => {
    await asked('henk')
    await attention.digest(at(8))
    return (await attention.mails()).find((mail) => mail.to_address === emailOf('henk'))
  }
  const post = (secret: string, headers: Record<string, string>, payload: string) =>
    house.app.inject({
      method: 'POST',
      url: `/aandacht/afmelden/${secret}`,
      headers: { host: '127.0.0.1:3000', ...headers },
      payload,
    })

  test('the mail carries the headers of RFC 8058, and the same address stands in its foot', async () => {
    const mail = await oneMail()
    assert.equal(mail.headers['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click')
    assert.ok(mail.body.includes(mail.headers['List-Unsubscribe'].slice(1, -1)))
    const { rows } = await house.owner.query(`select encode(digest, 'base64') as digest from attention.unsubscribing`)
    assert.ok(!JSON.stringify(rows).includes(secretOf(mail)))
  })

  test('a program that only looks stops nothing; the one click of a mail program does, without cookie or origin, and twice is fine', async () => {
    const secret = secretOf(await oneMail())
    const page = await house.nobody.page(`/aandacht/afmelden/${secret}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /Stop het overzicht/)
    assert.ok(!page.text.includes('Henk'))
    const henk = await house.as('henk')
    assert.equal((await henk.get('/me/attention')).json.digest, 'workingDays')
    for (let time = 0; time < 2; time += 1) {
      const answer = await post(
        secret,
        { 'content-type': 'application/x-www-form-urlencoded' },
        'List-Unsubscribe=One-Click',
      )
      assert.equal(answer.statusCode, 200, answer.body)
    }
    assert.equal((await henk.get('/me/attention')).json.digest, 'never')
    await attention.forget()
    await attention.digest(at(8))
    assert.deepEqual(
      (await attention.mails()).filter((mail) => mail.to_address === emailOf('henk')),
      [],
    )
    assert.match(
      (await house.nobody.page(`/aandacht/afmelden/${secret}`)).text,
      /U krijgt geen dagelijks overzicht meer/,
    )
  })

  test('as a form in parts too, as the standard allows', async () => {
    const secret = secretOf(await oneMail())
    const body = '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    assert.equal((await post(secret, { 'content-type': 'multipart/form-data; boundary=x' }, body)).statusCode, 200)
    assert.equal((await (await house.as('henk')).get('/me/attention')).json.digest, 'never')
  })

  test('the button on the page stops it as well, and only this kind of mail', async () => {
    const secret = secretOf(await oneMail())
    const answer = await post(
      secret,
      { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:3000' },
      '',
    )
    assert.deepEqual(
      [answer.statusCode, answer.headers.location],
      [303, `/aandacht/afmelden/${secret}?gedaan=unsubscribe`],
    )
    const { json } = await (await house.as('henk')).get('/me/attention')
    assert.deepEqual([json.digest, json.immediate], ['never', true])
  })

  test('a secret that is not one stops nothing and looks like nothing', async () => {
    const made = 'A'.repeat(43)
    assert.equal((await post(made, {}, '')).statusCode, 404)
    assert.equal((await house.nobody.page(`/aandacht/afmelden/${made}`)).status, 404)
    assert.equal((await house.nobody.page('/aandacht/afmelden/kort')).status, 404)
  })

  test('a separate mail stops the separate mails, and the overview goes on', async () => {
    await choose('wout', NO_DIGEST)
    await asked()
    await told(at(10))
    const [mail] = await attention.mails()
    await post(secretOf(mail!), {}, '')
    const { json } = await (await house.as('wout')).get('/me/attention')
    assert.deepEqual([json.immediate, json.digest], [false, 'never'])
  })
})

describe('the calendar', () => {
  const feed = (address: string) =>
    house.app.inject({ url: new URL(address).pathname, headers: { host: '127.0.0.1:3000' } })

  test('shows the days on which Wout owes an answer, without a title unless he chooses it, and ends when he revokes it', async () => {
    const wout = await house.as('wout')
    const id = await asked()
    const made = await wout.post('/calendars', { name: 'Telefoon' })
    assert.equal(made.status, 201)
    const { address, calendarId } = made.json
    const first = await feed(address)
    assert.equal(first.statusCode, 200, first.body)
    assert.match(String(first.headers['content-type']), /^text\/calendar/)
    const lines = first.body.replaceAll('\r\n ', '').split('\r\n')
    assert.ok(lines.includes(`UID:openItem-${id}@127.0.0.1`))
    assert.ok(lines.includes(`DTSTART;VALUE=DATE:${addDays(today, 14).replaceAll('-', '')}`))
    assert.ok(lines.includes(`DTEND;VALUE=DATE:${addDays(today, 15).replaceAll('-', '')}`))
    assert.ok(lines.includes('SUMMARY:Antwoord nodig in Schakel'))
    assert.ok(!first.body.includes('Postma'))
    await choose('wout', { calendarTitles: true })
    assert.ok((await feed(address)).body.replaceAll('\r\n ', '').includes(`SUMMARY:${QUESTION}`))
    // Its secret opens nothing else, and its owner alone can end it.
    const secret = /([\w-]{43})\.ics$/.exec(address)![1]!
    assert.equal((await house.nobody.get('/dossiers', { authorization: `Bearer ${secret}` })).status, 401)
    assert.equal((await house.clientWith(`schakel=${secret}`).get('/moments')).status, 401)
    assert.equal((await samira.delete(`/calendars/${calendarId}`)).status, 404)
    assert.equal((await wout.delete(`/calendars/${calendarId}`)).status, 204)
    assert.equal((await feed(address)).statusCode, 404)
    assert.equal((await feed(address.replace(secret, 'B'.repeat(43)))).statusCode, 404)
    assert.equal((await wout.delete(`/calendars/${calendarId}`)).status, 204)
  })

  test('has the moments of the council and of the process of who is part of them, each without its subject', async () => {
    const { dossierId } = (await samira.post('/dossiers', { title: 'Haven', reason: 'x', kind: 'opgave', ceiling: 4 }))
      .json
    const lotte = await house.as('lotte')
    const planned = await lotte.post(`/councils/${organisationId('wierdijk')}/moments`, {
      subject: 'Behandeling van Postma',
      kind: 'decisionMaking',
      body: 'gemeenteraad',
      plannedOn: addDays(today, 9),
      startsAt: '19:30',
      dossierId,
    })
    assert.equal(planned.status, 201, planned.text)
    const gate = await samira.post(`/dossiers/${dossierId}/gates`, {
      title: 'Besluit over Postma',
      question: 'x',
      body: 'college',
      capacity: 'college',
      plannedOn: addDays(today, 20),
      information: 'x',
      conditions: [],
    })
    assert.ok(gate.status < 300, gate.text)
    const linesOf = async (key: PersonKey) => {
      const { address } = (await (await house.as(key)).post('/calendars', { name: 'x' })).json
      return (await feed(address)).body.replaceAll('\r\n ', '').split('\r\n')
    }
    const kinds = (lines: readonly string[]) =>
      ['Raadsmoment', 'Beslismoment'].filter((word) => lines.includes(`SUMMARY:${word}`))
    assert.deepEqual(kinds(await linesOf('youssef')), ['Raadsmoment'])
    assert.deepEqual(kinds(await linesOf('samira')), ['Raadsmoment', 'Beslismoment'])
    // A colleague who takes no part, and the council of another town, have neither.
    for (const key of ['femke', 'smeets', 'bram'] as const) assert.deepEqual(kinds(await linesOf(key)), [], key)
    const lines = await linesOf('lotte')
    const evening = clockOf(addDays(today, 9), 19).getTime() + 30 * 60_000
    assert.ok(lines.includes(`DTSTART:${new Date(evening).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`))
    assert.ok(!lines.join().includes('Postma'))
  })

  test('is empty for who owes nothing, and gone for who left', async () => {
    const karin = await house.as('karin')
    const { address } = (await karin.post('/calendars', { name: 'x' })).json
    const empty = await feed(address)
    assert.ok(!empty.body.includes('VEVENT'))
    await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
      membershipId('karin'),
    ])
    try {
      assert.equal((await feed(address)).statusCode, 404)
    } finally {
      await house.owner.query('update people.membership set until = null where id = $1', [membershipId('karin')])
    }
  })

  test('made in a session that one organisation vouched for, it opens only what that organisation gave', async () => {
    const omar = await house.as('omar')
    await house.owner.query('update signin.session set organisation_id = $2 where person_id = $1', [
      personId('omar'),
      (await omar.get('/me')).json.memberships?.[0]?.organisationId ?? organisationId('welzijn'),
    ])
    const { address } = (await omar.post('/calendars', { name: 'x' })).json
    const { rows } = await house.owner.query('select within_id from attention.calendar where person_id = $1', [
      personId('omar'),
    ])
    assert.ok(rows[0].within_id)
    assert.equal((await feed(address)).statusCode, 200)
  })

  test('a program with a token makes no calendar: that would outlive it and open more', async () => {
    const { secret } = (await samira.post('/tokens', { name: 'x', scopes: ['*:write', '*:read'], expiresInDays: 1 }))
      .json
    const refused = await house.nobody.post('/calendars', { name: 'x' }, { authorization: `Bearer ${secret}` })
    assert.deepEqual([refused.status, refused.json.code], [403, 'attention.isInABrowser'])
  })
})

describe('bad input', () => {
  test('says beside the field what is wrong', async () => {
    const henk = await house.as('henk')
    const early = await henk.put('/me/attention', { ...settings, digestHour: 7 })
    assert.deepEqual(
      [early.status, early.json.errors[0].path, early.json.errors[0].code],
      [400, 'digestHour', 'attention.disturbsRest'],
    )
    for (const bad of [{ digestHour: 3 }, { digest: 'soms' }, { quietFrom: 2 }, { immediate: 'ja' }])
      assert.equal((await henk.put('/me/attention', { ...settings, ...bad })).status, 400, JSON.stringify(bad))
    assert.equal((await henk.post('/calendars', { name: ' ' })).status, 400)
    assert.equal((await henk.delete('/calendars/geen-id')).status, 400)
  })

  test('no address inside the town hall is ever one that the house will post to', async () => {
    const henk = await house.as('henk')
    const keys = { p256dh: 'B'.repeat(87), auth: 'B'.repeat(22) }
    for (const endpoint of [
      'https://intranet.wierdijk.nl/x',
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com.evil.example/x',
      'https://evil.example/fcm.googleapis.com/x',
      'https://user@fcm.googleapis.com/x',
      'http://127.0.0.1.evil.example:80/x',
      'http://169.254.169.254/latest',
      'file:///etc/passwd',
    ])
      assert.equal((await henk.post('/devices', { name: 'x', endpoint, keys })).status, 400, endpoint)
  })
})

describe('the page', () => {
  test('shows what holds, keeps what is chosen, and shows a new address once', async () => {
    const henk = await house.as('henk')
    const page = await henk.page('/mij/aandacht')
    assert.equal(page.status, 200, page.text)
    assert.match(page.text, /De mail gaat naar henk@wierdijk\.example/)
    assert.match((await henk.page('/vandaag')).text, /href="\/mij\/aandacht"/)
    const saved = await henk.submit('/mij/aandacht', 'changeAttention', {
      digest: 'everyDay',
      digestHour: '9',
      quietFrom: '20',
      quietUntil: '7',
      quietHours: 'true',
    })
    assert.equal(saved.headers.location, '/mij/aandacht?gedaan=changeAttention')
    const { json } = await henk.get('/me/attention')
    assert.deepEqual(
      [json.digest, json.digestHour, json.quietFrom, json.quietUntil, json.quietWeekends, json.immediate],
      ['everyDay', 9, 20, 7, false, false],
    )
    const refused = await henk.submit('/mij/aandacht', 'changeAttention', {
      digest: 'everyDay',
      digestHour: '21',
      quietFrom: '20',
      quietUntil: '7',
      quietHours: 'true',
    })
    assert.equal(refused.status, 400)
    assert.match(refused.text, /valt in uw stille uren/)
    const made = await henk.submit('/mij/aandacht', 'makeCalendar', { name: 'Mijn telefoon' })
    assert.equal(made.headers.location, '/mij/aandacht?gedaan=makeCalendar#agenda')
    const once = /agenda=([\w-]{43})/.exec(String(made.headers['set-cookie']))![1]!
    const shown = await house.clientWith(`${henk.cookie}; agenda=${once}`).page('/mij/aandacht')
    assert.match(shown.text, new RegExp(`${ORIGIN}/agenda/${once}\\.ics`))
    assert.doesNotMatch((await henk.page('/mij/aandacht')).text, /\.ics/)
  })

  test('a dossier says whether one hears of it, and takes the choice', async () => {
    const dossierId = await open(3)
    const karin = await house.as('karin')
    assert.match(
      (await karin.page(`/dossiers/${dossierId}/volgen`)).text,
      /U doet niet mee: nieuws staat niet in uw overzicht/,
    )
    const done = await karin.submit(`/dossiers/${dossierId}/volgen`, 'followDossier', { choice: 'follow' })
    assert.equal(done.headers.location, `/dossiers/${dossierId}?gedaan=followDossier`)
    assert.match((await karin.page(`/dossiers/${dossierId}/volgen`)).text, /U volgt dit dossier/)
    assert.match((await karin.page('/mij/aandacht')).text, /Zon op de Dijk/)
    assert.equal((await karin.delete(`/dossiers/${dossierId}/following`)).status, 204)
    assert.equal((await karin.get(`/dossiers/${dossierId}/following`)).json.choice, null)
    assert.equal((await (await house.as('bram')).put(`/dossiers/${dossierId}/following`, {})).status, 404)
  })
})
