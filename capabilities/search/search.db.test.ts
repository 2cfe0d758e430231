// Searching shows exactly the rows that the plain query under row-level security shows: for every kind, for every role.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { membershipId, organisationId, type PersonKey } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { digestOf } from '#foundation/http/request.ts'
import { KINDS } from './contract.ts'

let house: TestHouse
let serving: pg.Client
before(async () => {
  house = await startHouse()
  serving = new pg.Client(house.database.servingUrl)
  await serving.connect()
})
after(async () => {
  await serving.end()
  await house.stop()
})

const asRole = async <T>(client: Client | null, work: () => Promise<T>): Promise<T> => {
  await serving.query('begin')
  try {
    const secret = client?.cookie.replace('schakel=', '')
    await serving.query('select access.become($1, $2)', secret ? ['session', digestOf(secret)] : [null, null])
    return await work()
  } finally {
    await serving.query('rollback')
  }
}

// A fixed seed: a test that fails must fail again.
let seed = 20260120
const random = (n: number) => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % n
}
const WORDS = ['paneel', 'batterij', 'dijk', 'schuur', 'huurder', 'brand', 'lening', 'haven']
const word = () => WORDS[random(WORDS.length)]!
const ROLES: PersonKey[] = [
  'samira',
  'wout',
  'ruben',
  'henk',
  'deruiter',
  'youssef',
  'lotte',
  'theo',
  'smeets',
  'nadia',
  'marleen',
  'omar',
  'bram',
]

const good = <A extends { status: number; text: string }>(answer: A): A => {
  assert.ok(answer.status < 300, answer.text)
  return answer
}
const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** What everybody may find, written by four people of two towns. */
const makeWorld = async () => {
  const writers = [
    [await house.as('samira'), 'samira', ['wout', 'ruben', 'marleen', 'basjan']],
    [await house.as('wout'), 'wout', ['samira', 'ruben', 'henk']],
    [await house.as('ruben'), 'ruben', ['samira', 'wout']],
    [await house.as('smeets'), 'smeets', ['sanne', 'omar']],
  ] as const
  for (let i = 0; i < 24; i++) {
    const [who, , others] = writers[random(4)]!
    const ceiling = 1 + random(5)
    const { dossierId } = good(
      await who.post('/dossiers', {
        title: `Dossier ${word()} ${i}`,
        reason: `Over ${word()}.`,
        kind: 'opgave',
        ceiling,
        ...(who === writers[3][0] ? { deputyId: membershipId('sanne') } : {}),
      }),
    ).json
    const path = `/dossiers/${dossierId}`
    if (random(2) === 0)
      await who.post(`${path}/involvements`, { organisationId: organisationId('zon'), role: 'partner' })
    for (let j = 0; j < 5; j++) {
      const uploads = []
      if (random(3) === 0)
        uploads.push({
          uploadId: good(
            await who.post('/uploads', `Tekst over ${word()}.`, {
              'content-type': 'application/octet-stream',
              'x-file-name': `tekening-${word()}_${word()}.txt`,
            }),
          ).json.uploadId,
        })
      good(
        await who.post(`${path}/entries`, {
          text: `Regel over ${word()} en ${word()}.`,
          audience: 1 + random(ceiling),
          uploads,
          // Over three years: every window of time has something in it.
          occurredAt: new Date(Date.now() - random(1_100) * 86_400_000).toISOString(),
        }),
      )
    }
    if (random(3) === 0)
      good(await who.post(`${path}/entries`, { kind: 'note', text: `Eigen gedachte over ${word()}.` }))
    // Asking somebody involves them when the question is not for them otherwise.
    await who.post(`${path}/open-items`, {
      kind: 'question',
      question: `Wat weten wij van ${word()} en ${word()}?`,
      addressee: { membershipId: membershipId(others[random(others.length)]!) },
      dueOn: soon(10),
      audience: 1 + random(ceiling),
    })
  }
  // Silence that climbed: who hears it sees the item and nothing more.
  await house.owner.query(
    `insert into open_items.hears (open_item_id, subject)
     select id, 'm:' || $1::text from open_items.open_item where question like '%brand%' on conflict do nothing`,
    [membershipId('bram')],
  )
  const [samira] = writers[0]
  for (const one of WORDS)
    good(
      await samira.post('/frames', {
        rank: 2,
        title: `Regel over ${one}`,
        purpose: `Voor ${word()}.`,
        fixed: 'x',
        movable: 'x',
        source: 'x',
        competentBody: 'college',
        validFrom: '2020-01-01',
      }),
    )
}

const PLAIN: Record<Exclude<(typeof KINDS)[number], 'person' | 'organisation'>, string> = {
  // Outside, a dossier is what it is called: its other words are lines that were opened, or nothing.
  dossier: `select d.id from dossier.dossier d where setweight(to_tsvector('search.dutch', d.title), 'A')
    || to_tsvector('search.dutch', case when dossier.is_inside(d.id)
      then (dossier.told(d.id) ->> 'reason') || ' ' || (dossier.told(d.id) ->> 'purpose') else '' end) @@ $1`,
  entry: 'select id from dossier.entry where search @@ $1',
  note: 'select id from dossier.private_note where search @@ $1',
  openItem: 'select id from open_items.open_item where search @@ $1',
  document: `select o.id from dossier.document o
    where to_tsvector('search.dutch', translate(o.name, '._-', '   ') || ' ' || o.description) @@ $1`,
  frame: 'select v.id from kaders.frame_version v where v.search @@ $1',
}

test('what is found is what the plain query under row-level security finds: each kind, each role, each word', async () => {
  await makeWorld()
  const shown: Record<string, number> = {}
  for (const key of ROLES) {
    const client = await house.as(key)
    await asRole(client, async () => {
      for (const one of WORDS) {
        const {
          rows: [{ sought }],
        } = await serving.query(`select search.sought($1, 1, false)::text as sought`, [one])
        for (const [kind, plain] of Object.entries(PLAIN)) {
          const found = await serving.query(
            `select id::text from search.find($1, false, array[$2], null, '-infinity', 'infinity', 100000) where step = 1`,
            [one, kind],
          )
          const expected = await serving.query(plain, [sought])
          const ids = (rows: { id: string }[]) => rows.map((row) => row.id).sort()
          assert.deepEqual(ids(found.rows), ids(expected.rows), `${key} searches ${one} among ${kind}`)
          shown[kind] = (shown[kind] ?? 0) + found.rows.length
        }
      }
    })
  }
  for (const [kind, least] of Object.entries({
    dossier: 40,
    entry: 200,
    note: 4,
    openItem: 40,
    document: 40,
    frame: 100,
  }))
    assert.ok(shown[kind]! >= least, `only ${shown[kind]} of ${kind} were compared`)
})

test('within an organisation or a time it is the same rows, fewer of them, and never one too many on the first page', async () => {
  for (const key of ROLES) {
    const client = await house.as(key)
    await asRole(client, async () => {
      for (const one of ['haven', 'dijk']) {
        const sought = (await serving.query(`select search.sought($1, 1, false)::text as q`, [one])).rows[0].q
        for (const organisation of [organisationId('wierdijk'), organisationId('lindemeer')])
          for (const days of [3, 40, 400]) {
            const expected = await serving.query(
              `select id::text from dossier.entry where search @@ $1 and organisation_id = $2 and occurred_at >= now() - $3 * interval '1 day'`,
              [sought, organisation, days],
            )
            const found = await serving.query(
              `select id::text from search.find($1, false, array['entry'], $2, now() - $3 * interval '1 day', 'infinity', 1000) where step = 1`,
              [one, organisation, days],
            )
            const ids = (rows: { id: string }[]) => rows.map((row) => row.id).sort()
            assert.deepEqual(ids(found.rows), ids(expected.rows), `${key}, ${one}, ${days} days`)
          }
        // The newest first: a short list is the beginning of the long one, whichever window it came from.
        const list = async (most: number) =>
          (
            await serving.query(
              `select id::text from search.find($1, false, array['entry'], null, '-infinity', 'infinity', $2) where step = 1 order by place`,
              [one, most],
            )
          ).rows.map((row) => row.id)
        const all = await list(1_000)
        for (const most of [1, 3, 10]) assert.deepEqual(await list(most), all.slice(0, most), `${key}, ${one}, ${most}`)
      }
    })
  }
})

test('people are found by whoever may know them, and by nobody else, also with a slip of the pen', async () => {
  for (const key of ROLES) {
    const client = await house.as(key)
    await asRole(client, async () => {
      const visible = new Set(
        (await serving.query('select m.id::text from people.membership m')).rows.map(({ id }) => id),
      )
      for (const [asked, wrong] of [
        ['samira', 'samirra'],
        ['smeets', 'smeetz'],
        ['marleen', 'marlen'],
      ]) {
        const holder = membershipId(asked as PersonKey)
        for (const question of [asked, wrong]) {
          const { rows } = await serving.query(
            `select id::text from search.find($1, false, array['person'], null, '-infinity', 'infinity', 100)`,
            [question],
          )
          for (const { id } of rows) assert.ok(visible.has(id), `${key} finds somebody by ${question}`)
          assert.equal(
            rows.some(({ id }) => id === holder),
            visible.has(holder),
            `${key} finds ${asked} by ${question}`,
          )
        }
      }
    })
  }
})

test('nobody finds nothing, and a reader cannot look into the index itself', async () => {
  await asRole(null, async () => {
    for (const kind of KINDS)
      assert.equal(
        (
          await serving.query(`select 1 from search.find('haven', true, array[$1], null, '-infinity', 'infinity', 9)`, [
            kind,
          ])
        ).rows.length,
        0,
        kind,
      )
  })
  const samira = await house.as('samira')
  for (const sql of ['select * from search.document', 'select * from search.word', 'select * from search.learned'])
    await assert.rejects(
      asRole(samira, () => serving.query(sql)),
      /permission denied/,
    )
})

test('what is in an index of words is what a reader may search; a sealed kind would have to say so here', async () => {
  const { rows } = await house.owner.query<{ column: string }>(
    `select n.nspname || '.' || c.relname || '.' || a.attname as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.atttypid = 'tsvector'::regtype and c.relkind in ('r', 'p') and n.nspname !~ '^pg_' order by 1`,
  )
  assert.deepEqual(
    rows.map(({ column }) => column),
    [
      'dossier.dossier.search',
      'dossier.entry.search',
      'dossier.private_note.search',
      'kaders.frame_version.search',
      'open_items.open_item.search',
      'search.document.search',
    ],
  )
  const samira = await house.as('samira')
  const { dossierId } = good(
    await samira.post('/dossiers', { title: 'Zeldzaamwoord', reason: 'x', kind: 'opgave' }),
  ).json
  const found = async () => (await samira.get('/search?query=zeldzaamwoord&kind=dossier')).json.items.length
  assert.equal(await found(), 1)
  await house.owner.query(`update dossier.dossier set kind = 'sealed' where id = $1`, [dossierId])
  assert.equal(await found(), 0, 'a kind of dossier that did not say that it may be found')
})
