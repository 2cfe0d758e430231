// What the hot queries do inside the database, under the serving role and as one of the readers.
import pg from 'pg'
import { dossierList, dossierView, news } from '#capabilities/dossier/queries.ts'
import { found } from '#capabilities/search/queries.ts'
import { servingConnection } from '#foundation/database/where.ts'
import { digestOf } from '#foundation/http/request.ts'
import type { People } from './readers.ts'
import type { Benches } from './servers.ts'

/** One plan for each, as PostgreSQL prints it. */
export const explainHot = async (benches: Benches, people: People): Promise<Record<string, string>> => {
  const reader = people.readers[0]!
  const hot = {
    open: dossierView(reader.large[0]!),
    'list, mine': dossierList({ which: 'mine', state: 'open', limit: 20 }),
    'list, organisation': dossierList({ which: 'organisation', state: 'open', limit: 20 }),
    news: news(20),
    search: found({ query: people.phrases[1]!, limit: 20, unfinished: false }),
  }
  const client = new pg.Client({
    connectionString: benches.servingUrl,
    options: servingConnection(benches.servingUrl).options,
  })
  await client.connect()
  const plans: Record<string, string> = {}
  try {
    for (const [name, { text, values }] of Object.entries(hot)) {
      await client.query('begin')
      await client.query(`select access.become('session', $1)`, [digestOf(reader.secret)])
      // The second time everything is in memory.
      for (let i = 0; i < 2; i++) {
        const { rows } = await client.query<string[]>({
          text: `explain (analyze, buffers, costs off) ${text}`,
          values: [...values],
          rowMode: 'array',
        })
        plans[name] = rows.map((row) => row[0]).join('\n')
      }
      await client.query('commit')
    }
  } finally {
    await client.end()
  }
  return plans
}
