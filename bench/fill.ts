// Makes the data set: written in bulk as the superuser, without triggers, and yet with journals whose chains verify.
//
// Inserting a million entries one by one takes half an hour; here the database computes everything in a few large
// statements, two at a time, and builds the indexes afterwards. What the triggers would have made is computed in the
// same statements: the hash chain with a window aggregate, the search keys of people with their own function.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { verifyJournals } from '#capabilities/dossier/verify.ts'
import { startEmbedded } from '#foundation/database/embedded.ts'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { urlOf } from '#foundation/database/roles.ts'
import { ownerConnection } from '#foundation/database/where.ts'
import { idFrom } from '#foundation/id.ts'
import * as sql from './fill-sql.ts'
import type { Size } from './size.ts'
import { type Dice, dice, FUNCTIONS, organisationNames, personName, sentence, streets, title, topics } from './words.ts'

/** Goes up when this file makes something else for the same size: an older data set is then not used. */
const EDITION = 2

export type Say = (line: string) => void

/** Somebody who may do everything in the database of the bench: fills it, and looks who can be asked about what. */
export const superuserUrl = (socketDir: string): string => urlOf('postgres', socketDir, 'schakel')

const stampOf = (dataDir: string): string => join(dataDir, 'bench.json')

/** The data set in that folder; undefined when there is none that can be used. Throws when the folder is somebody else's. */
export const standing = (
  dataDir: string,
): { size: Size; edition: number; seconds: number; bytes: number } | undefined => {
  if (existsSync(stampOf(dataDir))) return JSON.parse(readFileSync(stampOf(dataDir), 'utf8'))
  if (existsSync(join(dataDir, 'database', 'PG_VERSION')) && !existsSync(join(dataDir, 'bench.unfinished')))
    throw new Error(
      `${dataDir} holds a database that the bench did not make: give the bench a folder of its own with --data.`,
    )
  return undefined
}

/** Makes sure that a data set of this size is there; answers how long making it took, also when it was made before. */
export const ensureData = async (
  dataDir: string,
  size: Size,
  say: Say,
): Promise<{ seconds: number; bytes: number }> => {
  const found = standing(dataDir)
  if (found && found.edition === EDITION && JSON.stringify(found.size) === JSON.stringify(size)) {
    say(`The data set of ${dataDir} is used again.`)
    return found
  }
  if (found || existsSync(join(dataDir, 'bench.unfinished')))
    throw new Error(
      `${dataDir} holds a data set of another size, or half of one: remove that folder, or name another with --data.`,
    )
  if (size.persons < 4 * size.organisations)
    throw new Error('There must be at least four persons for every organisation.')
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  writeFileSync(join(dataDir, 'bench.unfinished'), '')
  const embedded = await startEmbedded({ dataDir, log: say })
  try {
    const owner = ownerConnection(embedded.ownerUrl)
    await migrate(owner)
    await declareAccess(owner)
    const began = Date.now()
    const bytes = await fill(superuserUrl(embedded.socketDir), size, say)
    const seconds = Math.round((Date.now() - began) / 1000)
    await verifySample(owner, superuserUrl(embedded.socketDir), say)
    writeFileSync(
      stampOf(dataDir),
      JSON.stringify({ edition: EDITION, size, seconds, bytes, madeAt: new Date().toISOString() }),
    )
    rmSync(join(dataDir, 'bench.unfinished'))
    return { seconds, bytes }
  } finally {
    await embedded.stop()
  }
}

const verifySample = async (owner: ReturnType<typeof ownerConnection>, url: string, say: Say): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    'select id from dossier.dossier where abs(hashtextextended(id::text, 9)) % (select greatest(count(*) / 100, 1) from dossier.dossier) = 0 limit 200',
  )
  await client.end()
  let links = 0
  for (const { id } of rows) {
    const { entries, broken } = await verifyJournals(owner, id)
    if (broken.length)
      throw new Error(`The chain of journal ${id} does not hold at ${broken[0]!.position}: ${broken[0]!.fault}.`)
    links += entries
  }
  say(`The chains of ${rows.length} journals, ${links} entries, verify outside the database.`)
}

const text = (value: string | number | boolean | null): string =>
  value === null ? '\\N' : String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')

const copy = async (client: pg.Client, into: string, rows: Iterable<readonly (string | number | boolean | null)[]>) => {
  const lines = function* () {
    let block = ''
    for (const row of rows) {
      block += `${row.map(text).join('\t')}\n`
      if (block.length > 65_536) {
        yield block
        block = ''
      }
    }
    if (block) yield block
  }
  await pipeline(Readable.from(lines()), client.query(copyFrom(`copy ${into} from stdin`)))
}

const fill = async (url: string, size: Size, say: Say): Promise<number> => {
  const open = async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB';
      set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2`)
    return client
  }
  const clients = [await open(), await open()]
  const [client] = clients as [pg.Client, pg.Client]
  let began = Date.now()
  const step = (what: string) => {
    say(`  ${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`)
    began = Date.now()
  }
  // One checkpoint per gigabyte would write every page of the indexes again and again.
  await client.query(`alter system set max_wal_size = '8GB'`)
  await client.query('select pg_reload_conf()')
  try {
    await client.query(sql.HELPERS)
    await people(client, size)
    step(`${size.persons} persons in ${size.organisations} organisations`)
    await client.query(`select people.settle_search(array(select id from people.membership))`)
    step('what people can be found by')
    await client.query(sql.thinkOut(size))
    step(`${size.dossiers} dossiers thought out`)
    const rebuild = await dropIndexes(client)
    await inParallel(clients, rangesOf(size.dossiers, 20_000), (one, range) => one.query(sql.shells(range)))
    step('dossiers, with who takes part and their reach')
    await inParallel(clients, rangesOf(size.dossiers, 20_000), async (one, range, done) => {
      await one.query(sql.entries(range))
      if (done % 10 === 9) say(`           … journals of ${range[1]} dossiers`)
    })
    step(`${size.entries} entries with their chains`)
    await inParallel(clients, rangesOf(size.dossiers, 20_000), (one, range) => one.query(sql.openItems(range)))
    step('open items with their ladders')
    await client.query(sql.DOCUMENTS)
    await inParallel(clients, rebuild, (one, definition) => one.query(definition))
    step(`${rebuild.length} indexes`)
    await client.query('drop schema bench cascade')
    await client.query(
      `insert into foundation.setting (name, value) values ('practice', '{"filledAt": "bench"}') on conflict do nothing`,
    )
    await client.query('vacuum (freeze, analyze)')
    step('vacuum and statistics')
    const { rows } = await client.query(`select pg_database_size('schakel')::float8 as bytes`)
    return rows[0].bytes
  } finally {
    await client.query('alter system reset max_wal_size').catch(() => {})
    for (const one of clients) await one.end().catch(() => {})
  }
}

const rangesOf = (total: number, width: number): [number, number][] =>
  Array.from({ length: Math.ceil(total / width) }, (_, i) => [i * width, Math.min((i + 1) * width, total)])

const inParallel = async <T>(
  clients: readonly pg.Client[],
  tasks: readonly T[],
  work: (client: pg.Client, task: T, done: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0
  await Promise.all(
    clients.map(async (client) => {
      while (next < tasks.length) {
        const at = next++
        await work(client, tasks[at]!, at)
      }
    }),
  )
}

/** Drops what is much cheaper to build afterwards, the indexes of the journal and those of search. Answers how to make them again, largest first. */
const dropIndexes = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string; indexdef: string }>(
    `select format('%I.%I', i.schemaname, i.indexname) as name, i.indexdef from pg_indexes i
     where i.schemaname = 'dossier' and (i.tablename = 'entry' or i.indexdef like '%USING gin%') and not exists (
       select from pg_constraint c where c.conindid = format('%I.%I', i.schemaname, i.indexname)::regclass)
     order by i.tablename <> 'entry', i.indexdef not like '%gin%', i.indexname`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map((row) => row.indexdef)
}

const people = async (client: pg.Client, { persons, organisations }: Size): Promise<void> => {
  const roll = dice(20_261_121)
  await copy(
    client,
    'bench.phrase',
    numbered(sql.PHRASES, () => [sentence(roll)]),
  )
  await copy(
    client,
    'bench.title',
    numbered(sql.PHRASES, () => [title(roll)]),
  )
  const homes = organisationNames(roll, organisations).map((one, i) => ({
    ...one,
    id: idFrom(`bench organisation ${i}`),
  }))
  await copy(
    client,
    'organisations.organisation (id, kind, name, is_government, is_employer, joined_at)',
    homes.map((home) => [home.id, home.kind, home.name, home.isGovernment, true, '2024-01-01']),
  )
  await copy(
    client,
    'organisations.name (organisation_id, value, valid_from, folded)',
    homes.map((home) => [home.id, home.name, '1900-01-01', home.name.toLowerCase()]),
  )
  // Four for each, and the others where chance is: some organisations have ten times as many people as others.
  const counts = homes.map(() => 4)
  for (let i = 4 * organisations; i < persons; i++) counts[Math.floor(organisations * roll.next() ** 1.6)]!++
  await copy(
    client,
    'bench.organisation',
    homes.map((home, i) => [i, home.id, home.name, counts[i]!]),
  )
  const members = [...membersOf(roll, homes, counts)]
  await copy(
    client,
    'people.person (id, name, email)',
    members.map((one) => [one.personId, one.name, one.email]),
  )
  await copy(
    client,
    `people.membership (id, person_id, organisation_id, position, function_name, discipline, manager_id, deputy_id,
      speaks_for_organisation, since, sort_key)`,
    members.map((one) => [
      ...[one.id, one.personId, one.organisationId, one.position, one.functionName, null, one.managerId, one.deputyId],
      ...[one.rank < 2, '2024-01-01', one.name.toLowerCase().replaceAll(/\W/g, '')],
    ]),
  )
  await copy(
    client,
    'bench.member',
    members.map((one) => [one.home, one.rank, one.id, one.organisationId, one.role, one.functionName, one.managerId]),
  )
  await client.query(
    'analyze people.person, people.membership, bench.member, bench.organisation, bench.phrase, bench.title',
  )
}

const numbered = (count: number, make: (i: number) => readonly string[]): (string | number)[][] =>
  Array.from({ length: count }, (_, i) => [i, ...make(i)])

/** Ranks are the order in the organisation: the first speak for it and manage, and most work is with the first tens. */
function* membersOf(
  roll: Dice,
  homes: readonly { id: string; name: string; isGovernment: boolean }[],
  counts: readonly number[],
) {
  for (const [home, { id: organisationId, name: organisationName, isGovernment }] of homes.entries())
    for (let rank = 0; rank < counts[home]!; rank++) {
      const idAt = (at: number) => idFrom(`bench membership ${home} ${at}`)
      const functionName = roll.of(FUNCTIONS)
      yield {
        home,
        rank,
        organisationId,
        id: idAt(rank),
        personId: idFrom(`bench person ${home} ${rank}`),
        name: personName(roll),
        email: `p${home}.${rank}@bench.example`,
        // The thirtieth sits in the council, so that every gate of the rule is passed by somebody.
        position: !isGovernment ? 'partner' : rank % 30 === 29 ? 'council' : rank % 50 === 49 ? 'executive' : 'staff',
        functionName,
        role: `${functionName}, ${organisationName}`,
        managerId: rank === 0 ? null : idAt(Math.floor((rank - 1) / 12)),
        deputyId: idAt((rank + 1) % counts[home]!),
      }
    }
}

export const phrasesToSeek = (count: number): string[] => {
  const roll = dice(7)
  return Array.from({ length: count }, () => `${roll.of(topics)} ${roll.of(streets)}`)
}
export const secretOf = (i: number): string => createHash('sha256').update(`bench session ${i}`).digest('base64url')
