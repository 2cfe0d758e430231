// Learning evaluations through the front door: fixed before the outcome is known, and no figure or answer without its method.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { membershipId, type PersonKey } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'

let house: TestHouse
const CAST = ['samira', 'basjan', 'wout', 'henk', 'deruiter', 'lotte', 'youssef', 'bram', 'theo'] as const
const cast = {} as Record<(typeof CAST)[number], Client>

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer
}
const refused = (answer: Answered, status: number, code: string) => {
  assert.equal(answer.status, status, answer.text)
  const said = [answer.json.code, ...(answer.json.errors ?? []).map((one: { code: string }) => one.code)]
  assert.ok(said.includes(code), answer.text)
}
const day = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

const PLAN = {
  questions: ['Weten ondernemers waar zij aan toe zijn?', 'Wie hebben wij te laat gehoord?'],
  stopCriteria: ['De sanering kost meer dan € 3 miljoen.'],
  moments: [{ dueOn: day(1), what: 'Eindevaluatie' }],
}
const WHOLE = {
  heldOn: day(0),
  answers: ['Ja, voor tien jaar.', 'De schippers. Wij bereikten hen pas in juni.'],
  stops: [{ outcome: 'notMet', explanation: 'De raming bleef onder € 2,1 miljoen.' }],
  learned: 'Begin bij wie niet vanzelf komt.',
  method: {
    n: '31 gesprekken',
    period: 'januari tot en met november',
    source: 'Journaal en gesprekken met partijen',
    limits: 'Woningzoekenden zijn niet gesproken.',
  },
  figures: [
    {
      label: 'Onzekerheden opgelost',
      value: '7 van 11',
      numerator: '7',
      denominator: '11',
      asOf: day(-2),
      source: 'Lijst van onzekerheden',
    },
    {
      label: 'Proceskosten',
      value: '€ 138.400',
      numerator: '€ 138.400',
      denominator: 'nvt',
      asOf: day(-2),
      source: 'Opgave per regel',
    },
  ],
}
/** As it stands in the journal. */
const FIGURE = { ...WHOLE.figures[0], referenceDate: day(-2) }
const openDossier = async (ceiling = 4): Promise<string> =>
  good(await cast.samira.post('/dossiers', { title: 'Haven', reason: 'x', kind: 'opgave', ceiling }), 201).json
    .dossierId
const follow = async (): Promise<string> => {
  const dossierId = await openDossier()
  good(await cast.samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
  return dossierId
}
const fix = (dossierId: string, plan: object = PLAN, client = cast.samira) =>
  client.post(`/dossiers/${dossierId}/evaluation-plan`, plan)
const save = (dossierId: string, content: object = WHOLE, client = cast.samira) =>
  client.put(`/dossiers/${dossierId}/evaluation-draft`, { content })
const publish = (dossierId: string, client = cast.samira) => client.post(`/dossiers/${dossierId}/evaluations`, {})
const fixedDossier = async (): Promise<string> => {
  const dossierId = await openDossier()
  good(await fix(dossierId), 201)
  return dossierId
}

before(async () => {
  house = await startHouse({ background: 'asked' })
  for (const who of CAST) cast[who] = await house.as(who as PersonKey)
})
after(() => house.stop())

describe('at the start', () => {
  test('questions, stop criteria and moments are fixed once; adding needs a reason and shows', async () => {
    const dossierId = await openDossier()
    refused(await save(dossierId), 409, 'evaluations.fixFirst')
    for (const name of ['questions', 'stopCriteria', 'moments'] as const)
      assert.equal((await fix(dossierId, { ...PLAN, [name]: [] })).status, 400, name)
    good(await fix(dossierId), 201)
    refused(await fix(dossierId), 409, 'evaluations.fixedAlready')
    const path = `/dossiers/${dossierId}/evaluation-plan/additions`
    refused(await cast.samira.post(path, { questions: ['Wat kostte het?'] }), 400, 'required')
    refused(await cast.samira.post(path, { reason: 'Zomaar' }), 400, 'evaluations.needsSomething')
    good(await cast.samira.post(path, { questions: ['Wat kostte het?'], reason: 'De raad vroeg erom.' }), 201)
    const { json } = good(await cast.youssef.get(`/dossiers/${dossierId}/evaluations`))
    assert.deepEqual(
      json.questions.map((one: { text: string; reason: string }) => [one.text, one.reason]),
      [
        [PLAN.questions[0], ''],
        [PLAN.questions[1], ''],
        ['Wat kostte het?', 'De raad vroeg erom.'],
      ],
    )
    assert.deepEqual(json.moments, [{ ...PLAN.moments[0], held: false }])
  })

  test('what was fixed cannot be changed by anybody', async () => {
    const dossierId = await fixedDossier()
    const { rows } = await house.owner.query(
      `select id from dossier.entry where dossier_id = $1 and kind = 'evaluationPlan'`,
      [dossierId],
    )
    assert.equal((await cast.samira.put(`/dossiers/${dossierId}/entries/${rows[0].id}`, { text: 'x' })).status, 404)
    for (const who of ['wout', 'henk', 'deruiter', 'lotte', 'youssef'] as const) {
      const answer = await fix(dossierId, PLAN, cast[who])
      assert.equal(answer.status, 403, who)
    }
  })
})

describe('publishing', () => {
  test('a whole evaluation is published, and the council reads it with its method and figures', async () => {
    const dossierId = await fixedDossier()
    good(await save(dossierId), 204)
    assert.equal(
      good(await cast.youssef.get(`/dossiers/${dossierId}/evaluations`)).json.draft,
      null,
      'a draft is not for the council',
    )
    const { entryId } = good(await publish(dossierId), 201).json
    const { json } = good(await cast.youssef.get(`/dossiers/${dossierId}/evaluations`))
    const [evaluation] = json.evaluations
    assert.equal(evaluation.entryId, entryId)
    assert.deepEqual(
      evaluation.content.answers,
      PLAN.questions.map((question, i) => ({ question, answer: WHOLE.answers[i] })),
    )
    assert.deepEqual(evaluation.content.method, WHOLE.method)
    assert.equal(evaluation.content.figures[1].denominator, 'n.v.t.')
    assert.equal(evaluation.heldOn, WHOLE.heldOn)
    assert.equal(json.moments[0].held, true)
    assert.equal(json.draft, null)
    refused(await publish(dossierId), 409, 'evaluations.writeFirst')
  })

  test('in a dossier with a council part it waits for release by the portfolio holder’s office', async () => {
    const dossierId = await follow()
    good(await fix(dossierId), 201)
    good(await save(dossierId), 204)
    const { entryId } = good(await publish(dossierId), 201).json
    assert.deepEqual(good(await cast.youssef.get(`/dossiers/${dossierId}/evaluations`)).json.evaluations, [])
    good(await cast.deruiter.post(`/dossiers/${dossierId}/council/releases`, { entryIds: [entryId] }), 204)
    assert.equal(good(await cast.youssef.get(`/dossiers/${dossierId}/evaluations`)).json.evaluations.length, 1)
  })

  const without: [string, object, string][] = [
    ['a method statement without n', { method: { ...WHOLE.method, n: '' } }, 'method.n'],
    ['an n that is neither a number nor n.v.t.', { method: { ...WHOLE.method, n: 'veel' } }, 'method.n'],
    ['a period', { method: { ...WHOLE.method, period: ' ' } }, 'method.period'],
    ['a source', { method: { ...WHOLE.method, source: '' } }, 'method.source'],
    ['limits', { method: { ...WHOLE.method, limits: '' } }, 'method.limits'],
    ['an answer to each question', { answers: ['Ja.'] }, 'answers.1'],
    ['a word on a stop criterion', { stops: [] }, 'stops.0.outcome'],
    ['what was learned', { learned: '' }, 'learned'],
    ['a day', { heldOn: '' }, 'heldOn'],
    ['a day that has come', { heldOn: day(3) }, 'heldOn'],
    ['a numerator', { figures: [{ ...WHOLE.figures[0], numerator: '' }] }, 'figures.0.numerator'],
    ['a denominator', { figures: [{ ...WHOLE.figures[0], denominator: '' }] }, 'figures.0.denominator'],
    [
      'a denominator that counts',
      { figures: [{ ...WHOLE.figures[0], denominator: 'allen' }] },
      'figures.0.denominator',
    ],
    ['a reference date', { figures: [{ ...WHOLE.figures[0], asOf: '' }] }, 'figures.0.asOf'],
    ['a date that is one', { figures: [{ ...WHOLE.figures[0], asOf: '31-02' }] }, 'figures.0.asOf'],
  ]
  for (const [what, change, path] of without)
    test(`fails without ${what}, and says so beside the field`, async () => {
      const dossierId = await fixedDossier()
      good(await save(dossierId, { ...WHOLE, ...change }), 204)
      const answer = await publish(dossierId)
      assert.equal(answer.status, 400, answer.text)
      assert.deepEqual(
        answer.json.errors.map((one: { path: string }) => one.path).filter((one: string) => one === path),
        [path],
        answer.text,
      )
      assert.equal(good(await cast.samira.get(`/dossiers/${dossierId}/evaluations`)).json.evaluations.length, 0)
    })

  test('also past the acts the journal takes no evaluation without method, figures or answers', async () => {
    const dossierId = await fixedDossier()
    const put = (details: object) =>
      house.owner.query(
        `insert into dossier.entry (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role, occurred_at,
           audience, first_audience, salt, content_digest, previous, chain)
         select gen_random_uuid(), d.id, d.organisation_id, 0, 'evaluation', 'x', $2, d.owner_id, 'x', now(), 3, 3, '', '', '', ''
         from dossier.dossier d where d.id = $1`,
        [dossierId, JSON.stringify(details)],
      )
    const answers = PLAN.questions.map((question) => ({ question, answer: 'Ja.' }))
    await assert.rejects(put({ answers, method: { ...WHOLE.method, n: ' ' } }), /evaluations\.needsMethod/)
    await assert.rejects(put({ answers }), /evaluations\.needsMethod/)
    await assert.rejects(
      put({ answers, method: WHOLE.method, figures: [{ ...FIGURE, denominator: null }] }),
      /evaluations\.needsFigure/,
    )
    await assert.rejects(put({ answers: answers.slice(1), method: WHOLE.method }), /evaluations\.needsAnswers/)
    await assert.rejects(put({ answers, method: WHOLE.method, figures: WHOLE.figures }), /evaluations\.needsFigure/)
    await put({ answers, method: WHOLE.method, figures: [FIGURE] })
  })

  test('a closed dossier takes none, and what is erased by law is gone', async () => {
    const dossierId = await fixedDossier()
    good(await save(dossierId), 204)
    const { entryId } = good(await publish(dossierId), 201).json
    good(await cast.samira.put(`/dossiers/${dossierId}/entries/${entryId}/erasure`, { ground: 'art. 17 AVG' }), 204)
    const { text, json } = good(await cast.samira.get(`/dossiers/${dossierId}/evaluations`))
    assert.equal(json.evaluations[0].content, null)
    assert.ok(!text.includes('niet vanzelf'))
    good(
      await cast.samira.put(`/dossiers/${dossierId}/closure`, {
        outcome: 'stopped',
        result: 'x',
        effect: 'x',
        lesson: 'x',
      }),
    )
    refused(await save(dossierId), 403, 'evaluations.isOpen')
  })
})

test('two weeks before an agreed moment Samira is asked to prepare it, once, and for a closed dossier nobody is', async () => {
  const dossierId = await openDossier()
  const moments = [
    { dueOn: day(13), what: 'Tussenstand' },
    { dueOn: day(40), what: 'Eindevaluatie' },
  ]
  good(await fix(dossierId, { ...PLAN, moments }), 201)
  const closed = await openDossier()
  good(await fix(closed, { ...PLAN, moments }), 201)
  good(
    await cast.samira.put(`/dossiers/${closed}/closure`, { outcome: 'stopped', result: 'x', effect: 'x', lesson: 'x' }),
  )
  await Promise.all([house.runJob('remind-evaluations'), house.runJob('remind-evaluations')])
  await house.runJob('remind-evaluations')
  const asked = good(await cast.samira.get('/waiting-on-me?limit=100')).json.items.filter(
    (one: { dossierId: string }) => [dossierId, closed].includes(one.dossierId),
  )
  assert.equal(asked.length, 1)
  assert.match(asked[0].question, /^Bereid de evaluatie van \d\d-\d\d-\d{4} voor: Tussenstand\.$/)
  assert.equal(asked[0].dueOn, day(13))
})

test('an evaluation of which nobody can be asked holds up no other, and a plan that is no plan holds up none', async () => {
  const bad = await openDossier()
  const moments = [{ dueOn: day(12), what: 'Kapot' }]
  good(await fix(bad, { ...PLAN, moments }), 201)
  await house.owner.query(
    `create function pg_temp_refuse() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`,
  )
  await house.owner.query(
    `create trigger refuse before insert on open_items.open_item for each row when (new.dossier_id = '${bad}') execute function pg_temp_refuse()`,
  )
  // What another program brought in: no date, and no list.
  for (const details of ['{"moments":[{"dueOn":"morgen","what":"x"}]}', '{"moments":"geen"}'])
    await house.owner.query(
      `insert into dossier.entry (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role, occurred_at,
         audience, first_audience, salt, content_digest, previous, chain)
       select gen_random_uuid(), id, organisation_id, 0, 'evaluationPlan', 'x', $2, owner_id, 'x', now(), 2, 2, '', '', '', ''
       from dossier.dossier where id = $1`,
      [bad, details],
    )
  const others: string[] = []
  for (let n = 0; n < 2; n++) {
    const dossierId = await openDossier()
    good(await fix(dossierId, { ...PLAN, moments }), 201)
    others.push(dossierId)
  }
  try {
    await house.runJob('remind-evaluations')
  } finally {
    await house.owner.query('drop trigger refuse on open_items.open_item')
  }
  const askedFor = async () =>
    good(await cast.samira.get('/waiting-on-me?limit=100'))
      .json.items.map((one: { dossierId: string }) => one.dossierId)
      .filter((id: string) => [bad, ...others].includes(id))
      .sort()
  assert.deepEqual(await askedFor(), [...others].sort())
  await house.runJob('remind-evaluations')
  assert.deepEqual(await askedFor(), [bad, ...others].sort())
})

test('Samira fixes, writes and publishes by form, and sees what is missing beside its field', async () => {
  const dossierId = await openDossier()
  const path = `/dossiers/${dossierId}/evaluatie`
  const [year, month, date] = day(1).split('-')
  const wrong = await cast.samira.submit(path, 'fixEvaluationPlan', {
    questions: 'Eén?',
    stopCriteria: 'Te duur.',
    moments: 'ooit',
  })
  assert.equal(wrong.status, 400)
  assert.ok(wrong.text.includes('Begin elke regel met een dag'))
  const plan = {
    questions: 'Weten zij het?\n\nWie niet?',
    stopCriteria: 'Te duur.',
    moments: `${date}-${month}-${year} Eindevaluatie`,
  }
  good(await cast.samira.submit(path, 'fixEvaluationPlan', plan), 303)
  const page = good(await cast.samira.page(path))
  for (const words of ['Weten zij het?', 'Eindevaluatie', 'Komt nog']) assert.ok(page.text.includes(words), words)
  const counts = { questions: '2', criteria: '1', figures: '1' }
  const form = {
    ...counts,
    heldOn: day(0),
    'answers.0': 'Ja.',
    'answers.1': 'De schippers.',
    'stops.0.outcome': 'notMet',
    'stops.0.explanation': 'Het bleef binnen de grens.',
    learned: 'Eerder beginnen.',
    'method.n': 'n.v.t.',
    'method.period': '2026',
    'method.source': 'Journaal',
  }
  good(await cast.samira.submit(path, 'saveEvaluation', form), 303)
  const missing = await cast.samira.submit(path, 'publishEvaluation', {})
  assert.equal(missing.status, 400)
  assert.ok(missing.text.includes('Wat zegt dit niet?: '), 'the list names the field')
  assert.ok(missing.text.includes('id="method.limits-error"'), 'the sentence stands beside it')
  good(await cast.samira.submit(path, 'saveEvaluation', { ...form, 'method.limits': 'Alleen wie kwam.' }), 303)
  good(await cast.samira.submit(path, 'publishEvaluation', {}), 303)
  const read = good(await cast.youssef.page(path))
  for (const words of ['Eerder beginnen.', 'Alleen wie kwam.', 'Niet bereikt'])
    assert.ok(read.text.includes(words), words)
  assert.ok(!read.text.includes('Samira'))
})
