// Twenty thousand rows are looked up by indexes, for whoever brings them, under row-level security.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { membershipId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { findByTitle } from '#capabilities/dossier/index.ts'
import { findAsked } from '#capabilities/open-items/index.ts'
import type { Query } from '#foundation/database/query.ts'
import { digestOf } from '#foundation/http/request.ts'

let house: TestHouse
let samira: Client
let serving: pg.Client
before(async () => {
  house = await startHouse({ background: 'asked' })
  samira = await house.as('samira')
  serving = new pg.Client(house.database.servingUrl)
  await serving.connect()
})
after(async () => {
  await serving.end()
  await house.stop()
})

/** In one transaction of the serving role, as this client. */
const asked = async (client: Client, text: string, values: readonly unknown[]): Promise<unknown[][]> => {
  await serving.query('begin')
  try {
    await serving.query('select access.become($1, $2)', ['session', digestOf(client.cookie.replace('schakel=', ''))])
    // A town of a few dossiers is read whole anyhow: the question is whether the index can be used at all.
    await serving.query('set local enable_seqscan = off')
    return (await serving.query({ text, values: [...values], rowMode: 'array' })).rows
  } finally {
    await serving.query('rollback')
  }
}
const found = async <T>(client: Client, query: Query<T>) =>
  query.read((await asked(client, query.text, query.values)) as never)
const planOf = async (query: Query<unknown>) =>
  (await asked(samira, `explain ${query.text}`, query.values)).map(([line]) => line).join('\n')

test('a title is found whatever its capitals, each at its place, and for nobody else than whom it exists for', async () => {
  const open = async (title: string, ceiling: number) =>
    (await samira.post('/dossiers', { title, reason: 'x', kind: 'opgave', ceiling })).json.dossierId as string
  const one = await open('Élan op de WATERKANT', 3)
  const secret = await open('Geheim van de waterkant', 1)
  const titles = ['bestaat niet', 'GEHEIM van de Waterkant', 'élan op de waterkant', 'ÉLAN OP DE WATERKANT']
  assert.deepEqual(
    (await found(samira, findByTitle(titles))).map(({ at, dossierId }) => [at, dossierId]),
    [
      [1, secret],
      [2, one],
      [3, one],
    ],
  )
  assert.deepEqual(
    (await found(await house.as('theo'), findByTitle(titles))).map(({ dossierId }) => dossierId).includes(secret),
    false,
  )

  const { status, text } = await samira.post(`/dossiers/${one}/open-items`, {
    question: 'Wie HOUDT de kade bij?',
    dueOn: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10),
    addressee: { membershipId: membershipId('wout') },
  })
  assert.equal(status, 201, text)
  const questions = [
    { dossierId: null, title: 'élan op de waterkant', question: 'wie houdt de kade bij?' },
    { dossierId: secret, title: '', question: 'Wie houdt de kade bij?' },
    { dossierId: one, title: '', question: 'WIE houdt de kade bij?' },
    { dossierId: null, title: 'élan op de waterkant', question: 'iets anders' },
  ]
  assert.deepEqual((await found(samira, findAsked(questions))).sort(), [0, 2])
})

test('titles go by the index of titles, and questions by that of their dossiers', async () => {
  assert.match(await planOf(findByTitle(['a', 'b'])), /dossier_titled[\s\S]*Index Cond: \(title_key = ANY/)
  const plan = await planOf(findAsked([{ dossierId: null, title: 'a', question: 'b' }]))
  assert.match(plan, /dossier_titled[\s\S]*Index Cond: \(title_key = ANY/)
  assert.match(plan, /Index Cond: \(dossier_id = ANY/)
})
