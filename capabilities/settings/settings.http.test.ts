// How a town arranges Schakel for itself, through the front door: rooms, terms, retention and the register of processing.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { capabilities } from '#app/capabilities.ts'
import { openHouse } from '#app/house.ts'
import { membershipId, organisationId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { digestOf } from '#foundation/http/request.ts'
import { addDays, addWorkingDays, dayAt } from './calendar.ts'

let house: TestHouse
let theo: Client
let samira: Client
let marleen: Client
let dossierId: string
const town = () => `/organisations/${organisationId('wierdijk')}`
const today = dayAt(new Date())
const standard = { question: 4, advice: 15, agreement: 12, contribution: 6, promise: 9, task: 3 }
const steps = { remindAfter: 50, managerAfter: 5, ownerAfter: 2, headAfter: 8, hour: 9 }

const good = (answer: Answered) => {
  assert.ok(answer.status < 300, answer.text)
  return answer
}
const tabsOf = ({ text }: Answered) => /<nav class="schakel-tabs".*?<\/nav>/s.exec(text)![0]
const rows = async (sql: string, ...values: unknown[]) => (await house.owner.query(sql, values)).rows
const opened = async (title: string, more: object = {}) =>
  good(await samira.post('/dossiers', { title, reason: 'Om te toetsen.', kind: 'opgave', ceiling: 5, ...more })).json
    .dossierId as string
const asked = async (whom: object, more: object = {}) =>
  good(
    await samira.post(`/dossiers/${dossierId}/open-items`, {
      kind: 'question',
      question: 'Kan dit?',
      addressee: whom,
      ...more,
    }),
  ).json.openItemId as string
const ladderOf = (openItemId: string) =>
  rows(
    `select s.kind, (s.at at time zone 'Europe/Amsterdam')::date::text as day from open_items.step s where s.open_item_id = $1 order by s.number`,
    openItemId,
  )
const dueOf = async (openItemId: string): Promise<string> =>
  (await rows('select due_on::text as day from open_items.open_item where id = $1', openItemId))[0].day

before(async () => {
  house = await startHouse({ background: 'asked' })
  theo = await house.as('theo')
  samira = await house.as('samira')
  marleen = await house.as('marleen')
  dossierId = await opened('Haven')
  good(
    await samira.post(`/dossiers/${dossierId}/involvements`, {
      organisationId: organisationId('zon'),
      role: 'partner',
    }),
  )
})
after(() => house.stop())

describe('rooms', () => {
  const off = (room: string) => `${town()}/rooms/${room}/off`

  test('what Theo switches off is gone for Samira and for her partner, and comes back as it was', async () => {
    good(
      await samira.post(`/dossiers/${dossierId}/evaluation-plan`, {
        questions: ['Wat leerden wij van de bewoners?'],
        stopCriteria: ['Niemand komt nog.'],
        moments: [{ what: 'Aan het eind', dueOn: addDays(today, 300) }],
      }),
    )
    assert.match(tabsOf(await samira.page(`/dossiers/${dossierId}`)), /\/evaluatie"/)
    good(await theo.put(off('evaluations'), { reason: 'Wij beginnen met het dossier alleen.' }))
    for (const who of [samira, marleen]) {
      const gone = await who.get(`/dossiers/${dossierId}/evaluations`)
      assert.deepEqual([gone.status, gone.json.code], [404, 'notUsed'])
    }
    const page = await samira.page(`/dossiers/${dossierId}`)
    assert.equal(page.status, 200)
    assert.doesNotMatch(tabsOf(page), /\/evaluatie"/)
    const own = await samira.page(`/dossiers/${dossierId}/evaluatie`)
    assert.equal(own.status, 404)
    assert.match(own.text, /gebruikt deze organisatie niet/)
    // Its line in the journal is what happened, and stays.
    const journal = (await samira.get(`/dossiers/${dossierId}/entries`)).text
    good(await theo.delete(off('evaluations')))
    assert.match((await samira.get(`/dossiers/${dossierId}/evaluations`)).text, /Wat leerden wij van de bewoners/)
    assert.equal((await samira.get(`/dossiers/${dossierId}/entries`)).text, journal)
  })

  test('a server that heard nothing of it follows with the next question', async () => {
    const second = await openHouse(house.config, house.connections, { background: false })
    try {
      const credential = { kind: 'session' as const, digest: digestOf(samira.cookie.split('=')[1]!) }
      const context = {
        requestId: randomUUID(),
        origin: house.config.origin,
        ip: '127.0.0.1',
        userAgent: 'test',
        locale: 'nl' as const,
        setCookie: () => {},
        cookies: {},
      }
      const partner = { kind: 'session' as const, digest: digestOf(marleen.cookie.split('=')[1]!) }
      const read = (by: typeof credential) =>
        second.house.ask({ credential: by, context }, 'readEvaluations', { dossierId }).then(
          () => 'there',
          (error: { code: string }) => error.code,
        )
      assert.deepEqual([await read(credential), await read(partner)], ['there', 'there'])
      good(await theo.put(off('evaluations'), { reason: 'Even niet.' }))
      assert.deepEqual([await read(credential), await read(partner)], ['notUsed', 'notUsed'])
      good(await theo.delete(off('evaluations')))
      assert.deepEqual([await read(credential), await read(partner)], ['there', 'there'])
    } finally {
      await second.close()
    }
  })

  test('where the items of the council are not used, the way to them is gone too', async () => {
    const lotte = await house.as('lotte')
    const ways = async () =>
      [...(await lotte.page('/raad')).text.matchAll(/href="(\/griffie|\/raad\/punten|\/raad\/agenda)"/g)].length
    assert.equal(await ways(), 3)
    good(await theo.put(off('councilItems'), { reason: 'Nog niet nodig.' }))
    assert.equal(await ways(), 0)
    good(await theo.delete(off('councilItems')))
    assert.equal(await ways(), 3)
  })

  test('another town keeps its own: what Wierdijk does without, Lindemeer still uses', async () => {
    const smeets = await house.as('smeets')
    const theirs = good(await smeets.post('/dossiers', { title: 'Sluis', reason: 'x', kind: 'opgave', ceiling: 2 }))
      .json.dossierId
    good(await theo.put(off('parties'), { reason: 'Nog niet nodig.' }))
    assert.equal((await smeets.get(`/dossiers/${theirs}/parties`)).status, 200)
    assert.equal((await samira.get(`/dossiers/${dossierId}/parties`)).status, 404)
    assert.doesNotMatch((await samira.page('/vandaag')).text, /href="\/gebieden"/)
    assert.match((await smeets.page('/vandaag')).text, /href="\/gebieden"/)
    good(await theo.delete(off('parties')))
  })

  test('the core cannot be off, a room that another needs goes last, and why is always said', async () => {
    assert.equal((await theo.put(off('dossier'), { reason: 'x' })).json.code, 'settings.isCore')
    assert.equal((await theo.put(off('onzin'), { reason: 'x' })).status, 404)
    assert.equal((await theo.put(off('letters'), { reason: ' ' })).status, 400)
    const needed = await theo.put(off('council'), { reason: 'x' })
    assert.deepEqual([needed.status, needed.json.code], [409, 'settings.neededBy'])
    good(await theo.put(off('letters'), { reason: 'x' }))
    assert.equal((await theo.put(off('letters'), { reason: 'x' })).json.code, 'settings.isOff')
    good(await theo.put(off('councilItems'), { reason: 'x' }))
    good(await theo.put(off('council'), { reason: 'x' }))
    assert.equal((await theo.delete(off('letters'))).json.code, 'settings.needs')
    const lotte = await house.as('lotte')
    assert.doesNotMatch((await lotte.page('/vandaag')).text, /href="\/raad"/)
    for (const room of ['council', 'letters', 'councilItems']) good(await theo.delete(off(room)))
    assert.match((await lotte.page('/vandaag')).text, /href="\/raad"/)
  })

  test('a room is not switched off above an open question that can be answered there only, which an index finds', async () => {
    const item = await asked({ membershipId: membershipId('wout') })
    await rows(`update open_items.open_item set details = '{"answerRoom": "evaluations"}' where id = $1`, item)
    const waits = await theo.put(off('evaluations'), { reason: 'x' })
    assert.deepEqual([waits.status, waits.json.code], [409, 'settings.itemsWait'])
    // The question of settings/access.sql, when reading everything is out of the question.
    await rows('set enable_seqscan = off')
    const plan = (
      await rows(`explain select count(*) from open_items.open_item i where i.closed_at is null
        and i.details ->> 'answerRoom' = 'evaluations' and i.organisation_id = any ('{${organisationId('wierdijk')}}'::uuid[])`)
    ).map((line) => line['QUERY PLAN'])
    await rows('reset enable_seqscan')
    assert.match(plan.join('\n'), /Index.* open_item_answer_room/)
    await rows(`update open_items.open_item set details = '{}' where id = $1`, item)
    good(await theo.put(off('evaluations'), { reason: 'x' }))
    good(await theo.delete(off('evaluations')))
  })

  test('who is a colleague sees how it is arranged and arranges nothing; a stranger sees nothing of it', async () => {
    assert.equal((await samira.get(`${town()}/rooms`)).status, 200)
    assert.equal((await samira.put(off('letters'), { reason: 'x' })).status, 403)
    const smeets = await house.as('smeets')
    assert.equal((await smeets.get(`${town()}/rooms`)).status, 404)
    assert.equal((await smeets.put(off('letters'), { reason: 'x' })).status, 404)
  })

  test('a room that is off begins nothing by itself', async () => {
    const learning = await opened('Leren')
    good(
      await samira.post(`/dossiers/${learning}/evaluation-plan`, {
        questions: ['Werkt het?'],
        stopCriteria: ['Nee.'],
        moments: [{ what: 'Halverwege', dueOn: addDays(today, 7) }],
      }),
    )
    const reminded = async () =>
      (await rows('select count(*)::int as n from open_items.open_item where dossier_id = $1', learning))[0].n
    good(await theo.put(off('evaluations'), { reason: 'Even niet.' }))
    await house.runJob('remind-evaluations')
    assert.equal(await reminded(), 0)
    good(await theo.delete(off('evaluations')))
    await house.runJob('remind-evaluations')
    assert.equal(await reminded(), 1)
  })

  test('each switch leaves its line, with who and why', async () => {
    await house.settle()
    const lines = await rows(
      `select act from foundation.audit_line where act like 'settings.switchRoom%' and outcome = 'granted'`,
    )
    assert.ok(lines.length >= 8)
    const [told] = await rows(`select r.reason, r.off_by, r.on_by from settings.room_off r where r.room = 'parties'`)
    assert.deepEqual(told, { reason: 'Nog niet nodig.', off_by: membershipId('theo'), on_by: membershipId('theo') })
  })
})

describe('terms', () => {
  test('without terms of one’s own those of the house hold, and who names no day asks within the usual term', async () => {
    const item = await asked({ membershipId: membershipId('wout') })
    assert.equal(await dueOf(item), addWorkingDays(today, 10))
    assert.equal(
      await dueOf(await asked({ membershipId: membershipId('wout') }, { kind: 'advice' })),
      addWorkingDays(today, 20),
    )
    const chosen = addDays(today, 30)
    assert.equal(await dueOf(await asked({ membershipId: membershipId('wout') }, { dueOn: chosen })), chosen)
  })

  test('other terms hold from their day for what is asked then; what was asked keeps its own, also with more time', async () => {
    const old = await asked({ membershipId: membershipId('wout') })
    const before = await ladderOf(old)
    good(await theo.post(`${town()}/terms`, { ...standard, ...steps, validFrom: today, reason: 'Sneller.' }))
    assert.deepEqual(await ladderOf(old), before)
    const item = await asked({ membershipId: membershipId('wout') })
    const due = addWorkingDays(today, 4)
    assert.equal(await dueOf(item), due)
    const climb = (await ladderOf(item)).filter((step) => step.kind !== 'remind')
    // The owner hears it before the manager, the head last: as the town set it.
    assert.deepEqual(climb, [
      { kind: 'lapse', day: addDays(due, 1) },
      { kind: 'owner', day: addWorkingDays(due, 2) },
      { kind: 'manager', day: addWorkingDays(due, 5) },
      { kind: 'head', day: addWorkingDays(due, 8) },
    ])
    const later = addDays(addWorkingDays(today, 10), 21)
    good(await samira.put(`/open-items/${old}/due`, { dueOn: later, reason: 'Meer tijd.' }))
    assert.deepEqual(
      (await ladderOf(old)).filter((step) => step.kind === 'manager').map((step) => step.day),
      [addWorkingDays(later, 3)],
    )
  })

  test('the terms of who answers count; of who has none, those of the town whose dossier it is', async () => {
    assert.equal(await dueOf(await asked({ organisationId: organisationId('zon') })), addWorkingDays(today, 4))
    const smeets = await house.as('smeets')
    const theirs = good(await smeets.post('/dossiers', { title: 'Dijk', reason: 'x', kind: 'opgave', ceiling: 3 })).json
      .dossierId
    const item = good(
      await smeets.post(`/dossiers/${theirs}/open-items`, {
        question: 'x',
        addressee: { membershipId: membershipId('smeets') },
      }),
    ).json.openItemId
    assert.equal(await dueOf(item), addWorkingDays(today, 10))
  })

  test('a closing day of the town does not count', async () => {
    const closed = addWorkingDays(today, 2)
    const { closingDayId } = good(
      await theo.post(`${town()}/closing-days`, { day: closed, name: 'Dag van de dijk' }),
    ).json
    assert.equal(await dueOf(await asked({ membershipId: membershipId('wout') })), addWorkingDays(today, 5))
    assert.equal((await theo.post(`${town()}/closing-days`, { day: closed, name: 'x' })).status, 400)
    assert.equal((await theo.post(`${town()}/closing-days`, { day: addDays(today, -1), name: 'x' })).status, 400)
    good(await theo.delete(`${town()}/closing-days/${closingDayId}`))
    assert.equal(await dueOf(await asked({ membershipId: membershipId('wout') })), addWorkingDays(today, 4))
  })

  test('a ladder is faster or slower within bounds and never off: not by a form, and not in the database', async () => {
    const plan = (more: object) =>
      theo.post(`${town()}/terms`, { ...standard, ...steps, validFrom: addDays(today, 40), reason: 'x', ...more })
    for (const [more, field] of [
      [{ managerAfter: 0 }, 'managerAfter'],
      [{ headAfter: 21 }, 'headAfter'],
      [{ headAfter: 5 }, 'headAfter'],
      [{ ownerAfter: 5 }, 'ownerAfter'],
      [{ remindAfter: 100 }, 'remindAfter'],
      [{ hour: 3 }, 'hour'],
      [{ question: 0 }, 'question'],
      [{ question: 61 }, 'question'],
      [{ validFrom: addDays(today, -1) }, 'validFrom'],
    ] as const) {
      const refused = await plan(more)
      assert.equal(refused.status, 400, `${JSON.stringify(more)}: ${refused.text}`)
      assert.ok(refused.text.includes(`"${field}"`), `${field}: ${refused.text}`)
    }
    await assert.rejects(house.owner.query(`update settings.terms set manager_after = 0`), /check constraint/)
    await assert.rejects(house.owner.query(`update settings.terms set head_after = manager_after`), /check constraint/)
  })

  test('what was worked under stays; what nobody felt yet can be taken back, once', async () => {
    const ahead = { ...standard, ...steps, validFrom: addDays(today, 30), reason: 'Straks.' }
    const { termsId } = good(await theo.post(`${town()}/terms`, ahead)).json
    assert.equal((await theo.post(`${town()}/terms`, ahead)).status, 400)
    const { versions, current } = (await samira.get(`${town()}/terms`)).json
    assert.deepEqual(
      versions.map((one: { state: string }) => one.state),
      ['coming', 'valid'],
    )
    assert.equal((await theo.delete(`${town()}/terms/${current.termsId}`)).json.code, 'settings.isUsed')
    assert.equal((await samira.delete(`${town()}/terms/${termsId}`)).status, 403)
    // A slip of the pen on the day itself: nothing was kept under it yet, and the rule before it holds again.
    const slip = {
      kind: 'service',
      source: 'x',
      result: 1,
      noResult: 1,
      stopped: 1,
      handedOver: 1,
      validFrom: today,
      reason: 'x',
    }
    const { retentionId } = good(await theo.post(`${town()}/retention`, slip)).json
    good(await theo.delete(`${town()}/retention/${retentionId}`))
    good(
      await theo.delete(`${town()}/retention/${good(await theo.post(`${town()}/retention`, slip)).json.retentionId}`),
    )
    good(await theo.delete(`${town()}/terms/${termsId}`))
    assert.equal((await theo.delete(`${town()}/terms/${termsId}`)).status, 404)
    good(await theo.post(`${town()}/terms`, ahead))
  })

  test('the page shows what numbers would mean before anybody sets them', async () => {
    const tried = new URLSearchParams(
      Object.entries({
        ...standard,
        remindAfter: 80,
        managerAfter: 3,
        ownerAfter: 6,
        headAfter: 10,
        hour: 8,
        askedOn: '2026-03-02',
      }).map(([name, value]) => [name, String(value)]),
    )
    const answer = good(await theo.get(`${town()}/terms/example?${tried}`)).json
    assert.deepEqual(
      [
        answer.askedOn,
        answer.dueOn,
        ...answer.steps.map((step: { kind: string; on: string }) => `${step.kind} ${step.on}`),
      ],
      [
        '2026-03-02',
        '2026-03-06',
        'remind 2026-03-05',
        'lapse 2026-03-07',
        'manager 2026-03-11',
        'owner 2026-03-16',
        'head 2026-03-20',
      ],
    )
    const page = await theo.page(`/beheer/termijnen?${tried}`)
    assert.match(page.text, /maandag 2 maart heeft uiterlijk vrijdag 6 maart een antwoord/)
    const wrong = await theo.page('/beheer/termijnen?question=999')
    assert.equal(wrong.status, 200)
    assert.match(wrong.text, /Tussen 1 en 60/)
    const refused = await theo.submit('/beheer/termijnen', 'planTerms', {
      organisationId: organisationId('wierdijk'),
      ...Object.fromEntries(
        Object.entries({ ...standard, ...steps, headAfter: 1 }).map(([name, value]) => [name, String(value)]),
      ),
      validFrom: addDays(today, 60),
      reason: 'Blijft staan',
    })
    assert.equal(refused.status, 400)
    assert.match(refused.text, /Blijft staan/)
  })
})

describe('retention', () => {
  const rule = {
    kind: 'opgave',
    source: 'Selectielijst 2020, oefening',
    result: null,
    noResult: 7,
    stopped: 3,
    handedOver: 1,
    validFrom: today,
    reason: 'Zo staat het in de selectielijst.',
  }
  const closed = async (title: string, outcome: string) => {
    const id = await opened(title)
    good(await samira.put(`/dossiers/${id}/closure`, { outcome, result: 'x', effect: 'x', lesson: 'x' }))
    return id
  }
  /** As a calendar counts years: of a leap day the day before 1 March. */
  const yearsOn = async (years: number): Promise<string> =>
    (await rows('select ($1::date + make_interval(years => $2))::date::text as day', today, years))[0].day
  const closureOf = async (id: string) => (await samira.get(`/dossiers/${id}`)).json.closure

  test('a dossier is kept by the rule of the day it closed, and a later rule does not move it', async () => {
    const before = await closed('Onder de standaard', 'noResult')
    assert.equal((await closureOf(before)).retainUntil, await yearsOn(5))
    assert.equal((await closureOf(before)).retentionSource, null)
    good(await theo.post(`${town()}/retention`, rule))
    assert.equal((await closureOf(before)).retentionSource, null)
    const under = await closureOf(await closed('Onder de regel', 'noResult'))
    assert.equal(under.retainUntil, await yearsOn(7))
    assert.equal(under.retentionSource, rule.source)
    const kept = await closed('Blijvend', 'result')
    assert.equal((await closureOf(kept)).retainUntil, null)
    assert.match((await samira.page(`/dossiers/${kept}`)).text, /blijvend[\s\S]*Selectielijst 2020, oefening/)
    // An open one says how long it will be.
    assert.deepEqual((await samira.get(`/dossiers/${dossierId}`)).json.keeping.years, {
      result: null,
      noResult: 7,
      stopped: 3,
      handedOver: 1,
    })
  })

  test('what was kept long enough is a list of shells for the administrator, and of nobody else', async () => {
    const id = await closed('Geheime titel', 'stopped')
    const day = addDays(today, 366 * 4)
    const listed = good(await theo.get(`${town()}/kept?on=${day}`))
    assert.ok(listed.json.items.some((one: { dossierId: string }) => one.dossierId === id))
    assert.ok(!listed.text.includes('Geheime titel'))
    assert.ok(!listed.text.includes('Samira'))
    assert.equal(good(await theo.get(`${town()}/kept`)).json.items.length, 0)
    assert.equal((await samira.get(`${town()}/kept`)).status, 403)
    assert.equal((await (await house.as('smeets')).get(`${town()}/kept`)).status, 404)
    const page = await theo.page(`/beheer/bewaren/lang-genoeg?op=${day}`)
    assert.ok(page.text.includes(id) && !page.text.includes('Geheime titel'))
    // Pages without doubles or gaps, and nothing was destroyed by looking.
    const seen: string[] = []
    for (let after = ''; ; ) {
      const { items, next, counts } = good(
        await theo.get(`${town()}/kept?on=2200-01-01&limit=1${after}`.replace('2200', '2199')),
      ).json
      seen.push(...items.map((one: { dossierId: string }) => one.dossierId))
      // What is counted is the whole list: once, beside its first page.
      assert.equal(counts === null, after !== '')
      if (!next) break
      after = `&after=${next}`
    }
    assert.equal(new Set(seen).size, seen.length)
    assert.ok(seen.length >= 3)
    assert.equal((await samira.get(`/dossiers/${id}`)).status, 200)
    for (const after of ['x', '2026-02-31.00000000-0000-4000-8000-000000000000', '2026-02-01.x'])
      assert.equal((await theo.get(`${town()}/kept?after=${after}`)).status, 400, after)
    assert.equal((await theo.page(`/beheer/bewaren/lang-genoeg?op=${day}&na=2026-02-31.x`)).status, 200)
  })

  test('an empty number is for ever, a rule for a past day is refused beside its field', async () => {
    const send = (more: Record<string, string>) =>
      theo.submit('/beheer/bewaren', 'planRetention', {
        organisationId: organisationId('wierdijk'),
        kind: 'area',
        source: 'Oefening',
        result: '',
        noResult: '12',
        stopped: '12',
        handedOver: '12',
        validFrom: addDays(today, 3),
        reason: 'x',
        ...more,
      })
    assert.equal((await send({ validFrom: addDays(today, -3) })).status, 400)
    assert.equal((await send({ noResult: '201' })).status, 400)
    assert.equal((await send({})).status, 303)
    const { versions, current } = (await samira.get(`${town()}/retention`)).json
    const planned = versions.find((one: { kind: string }) => one.kind === 'area')
    assert.deepEqual([planned.state, planned.years.result], ['coming', null])
    assert.equal(current.find((one: { kind: string }) => one.kind === 'area').retentionId, null)
    good(await theo.delete(`${town()}/retention/${planned.retentionId}`))
  })
})

describe('the register of processing', () => {
  test('every table of every room is declared: with purpose, ground, term and readers, or as of nobody', async () => {
    const declared = capabilities.flatMap((room) => [
      ...(room.processing?.rows.flatMap(({ fields }) =>
        fields.map((field) => field.split('.').slice(0, 2).join('.')),
      ) ?? []),
      ...(room.processing?.without ?? []),
    ])
    const tables = (
      await rows(
        `select schemaname || '.' || tablename as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public')`,
      )
    ).map(({ name }) => name as string)
    const ofTheHouse = ['event', 'listener', 'stuck_event', 'setting'].map((name) => `foundation.${name}`)
    assert.deepEqual(
      tables.filter((name) => !declared.includes(name) && !ofTheHouse.includes(name)).sort(),
      [],
      'a table of which no room says what it keeps of people',
    )
    const columns = new Set(
      (
        await rows(
          `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns`,
        )
      ).map(({ name }) => name as string),
    )
    for (const room of capabilities)
      for (const { key, fields } of room.processing?.rows ?? []) {
        for (const field of fields)
          assert.ok(field.split('.').length === 2 ? tables.includes(field) : columns.has(field), `${field} exists`)
        for (const language of ['nl', 'en'] as const)
          for (const part of ['what', 'purpose', 'kept', 'seen'] as const)
            assert.ok(
              room.text[language].processing?.[key]?.[part],
              `${room.name} says ${part} of ${key} in ${language}`,
            )
      }
    for (const room of capabilities.filter((one) => one.name !== 'practice'))
      assert.ok(room.text.nl.ofRoom && room.text.en.ofRoom && room.processing, `${room.name} declares itself`)
  })

  test('a colleague reads it as a page and as a file; who belongs elsewhere reads that of their own', async () => {
    const priya = await house.as('priya')
    const page = await priya.page('/beheer/verwerkingen')
    assert.equal(page.status, 200)
    assert.match(page.text, /Telefoonnummer|telefoonnummer/)
    assert.match(page.text, /people\.person\.phone/)
    assert.match((await priya.page('/privacy')).text, /href="\/beheer\/verwerkingen"/)
    assert.doesNotMatch((await house.nobody.page('/privacy')).text, /verwerkingen/)
    const file = await priya.page('/beheer/verwerkingen.csv')
    assert.match(String(file.headers['content-type']), /text\/csv/)
    assert.ok(file.text.startsWith('\uFEFFOnderdeel;'))
    assert.ok(file.text.split('\n').length > 30)
    // Outside the API a 401 is the way to the page for signing in; what is asked wrongly would be a 400.
    const browser = await house.nobody.page('/beheer/verwerkingen.csv')
    assert.deepEqual([browser.status, String(browser.headers.location).split('?')[0]], [303, '/aanmelden'])
  })
})
