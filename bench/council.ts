// `npm run bench:council`: the council's page, the page as it was, and the party map, in a town with ten thousand dossiers.
//
// Havenkwartier of the practice town is copied with all its lines, releases and parties; what is asked is a copy at random.
// Beside it, in turn, the least that brings the same released lines: one prepared statement with the rule of access in it.
import { spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { createServer } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { membershipId, organisationId, type PersonKey, personId } from '#app/practice/cast.ts'
import { startEmbedded } from '#foundation/database/embedded.ts'
import { urlOf } from '#foundation/database/roles.ts'
import { readGraph, refer } from '#foundation/transfer/graph.ts'
import { cpuOf, spent, treeOf } from './processes.ts'

const ROOT = join(import.meta.dirname, '..')
const FLAGS = ['--disable-warning=ExperimentalWarning', '--import', './foundation/web/tsx-hook.ts']
const DOSSIERS = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 10_000)
/** Of the copies, those that belong to the same area. */
const IN_AREA = 30
const ROUNDS = 5
const SECONDS = 2
const CONNECTIONS = 8

// What a page of the council or a map is made of. What has a number of its own per council is not copied.
const COPIED = [
  'dossier.dossier',
  'dossier.entry',
  'dossier.reach',
  'council.part',
  'council.arrangement',
  'council.mark',
  'council.duty',
  'parties.party',
  'parties.assessment',
  'parties.position',
  'parties.contradiction',
]

const say = (line: string) => process.stderr.write(`${line}\n`)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Copies what hangs from one dossier so many times; ids of the copy follow from the id and the number. */
const copy = async (client: pg.Client, dossierId: string, areaId: string): Promise<void> => {
  const graph = await readGraph(client)
  const copied = new Set(COPIED)
  await client.query('set session_replication_role = replica')
  for (const name of COPIED) {
    const table = graph.get(name)!
    const columns = table.columns.filter((column) => !column.generated)
    const value = (column: string, type: string) => {
      const plain = `t.${client.escapeIdentifier(column)}`
      if (name === 'dossier.dossier' && column === 'title') return `left(${plain}, 180) || ' ' || n`
      const reference = table.references.find((one) => one.column === column)
      const own = reference ? copied.has(reference.to) : table.key.includes(column) || column === 'dossier_id'
      return type === 'uuid' && own
        ? `overlay(overlay(md5(${plain}::text || '.' || n) placing '8' from 13) placing 'a' from 17)::uuid`
        : plain
    }
    const hangs = columns.some((column) => column.name === 'dossier_id')
      ? 't.dossier_id = $1'
      : name === 'dossier.dossier'
        ? 't.id = $1'
        : `exists (select from parties.position p where p.id = t.position_id and p.dossier_id = $1)`
    const { rowCount } = await client.query(
      `insert into ${refer(client, name)} (${columns.map((column) => client.escapeIdentifier(column.name)).join(', ')}) overriding system value
       select ${columns.map((column) => value(column.name, column.type)).join(', ')}
       from ${refer(client, name)} t cross join generate_series(1, ${DOSSIERS}) n where ${hangs}`,
      [dossierId],
    )
    say(`  ${name}: ${rowCount}`)
  }
  await client.query(
    `insert into parties.area_link (id, dossier_id, area_id, linked_by)
     select gen_random_uuid(), overlay(overlay(md5($1::text || '.' || n) placing '8' from 13) placing 'a' from 17)::uuid, $3::uuid, $2 from generate_series(1, ${IN_AREA}) n`,
    [dossierId, membershipId('samira'), areaId],
  )
  await client.query('set session_replication_role = origin')
  await client.query('analyze')
}

const dataDir = mkdtempSync(join(tmpdir(), 'schakel-bench-council-'))
const port = await freePort()
const server = spawn(
  process.execPath,
  [...FLAGS, '--max-old-space-size=512', '--max-semi-space-size=8', join(ROOT, 'app/main.ts')],
  {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PRACTICE: '1', SCHAKEL_DATA: dataDir, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)
try {
  while (!(await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined))?.ok) await sleep(100)
  const database = await startEmbedded({ dataDir, share: true })
  const client = new pg.Client({ connectionString: urlOf('postgres', database.socketDir, 'schakel') })
  // When the server ends first, the database goes with it.
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `select d.id from dossier.dossier d join council.part p on p.dossier_id = d.id
     order by (select count(*) from council.mark m where m.dossier_id = d.id) desc limit 1`,
  )
  const dossierId = rows[0]!.id
  const { rows: areas } = await client.query<{ id: string }>(
    'select area_id as id from parties.area_link where dossier_id = $1 limit 1',
    [dossierId],
  )
  const areaId = areas[0]!.id
  say(`Copying one dossier ${DOSSIERS} times.`)
  const began = performance.now()
  await copy(client, dossierId, areaId)
  say(`Copied in ${((performance.now() - began) / 1000).toFixed(0)} s.`)
  const copyOf = (n: number) => {
    const hex = createHash('md5').update(`${dossierId}.${n}`).digest('hex')
    // An id says in two places of which kind it is: as PostgreSQL makes it above.
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-a$4-$5')
  }

  const signIn = async (who: PersonKey): Promise<string> => {
    const secret = randomBytes(32).toString('base64url')
    await client.query(
      `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
       values ($1, $2, $3, $4, 'bench', 'bench', now() + interval '1 day')`,
      [randomUUID(), createHash('sha256').update(secret).digest(), personId(who), membershipId(who)],
    )
    return `schakel=${secret}`
  }
  const cookies = { youssef: await signIn('youssef'), samira: await signIn('samira') }
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const fetchIt = (path: string, cookie: string): Promise<number> =>
    new Promise((resolve, reject) =>
      get({ host: '127.0.0.1', port, path, agent, headers: { cookie, connection: 'keep-alive' } }, (response) => {
        let bytes = 0
        response.on('data', (part) => {
          bytes += part.length
        })
        response.on('end', () =>
          response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${path}: ${response.statusCode}`)),
        )
      }).on('error', reject),
    )
  const pool = new pg.Pool({ connectionString: urlOf('postgres', database.socketDir, 'schakel'), max: CONNECTIONS })
  const council = [organisationId('wierdijk')]
  const least = async (until: string | null): Promise<number> => {
    const { rows: found } = await pool.query<{ lines: string }>({
      name: 'least',
      text: `select coalesce(json_agg(json_build_object('id', e.id, 'kind', e.kind, 'text', e.text, 'details', e.details,
          'occurredAt', e.occurred_at, 'releasedAt', m.decided_at) order by m.decided_at), '[]')::text as lines
        from dossier.entry e join council.mark m on m.entry_id = e.id and m.outcome = 'released'
        where e.dossier_id = $1 and e.audience >= 4 and e.organisation_id = any ($2) and ($3::timestamptz is null or m.decided_at <= $3)`,
      values: [any(), council, until],
    })
    return found[0]!.lines.length
  }
  const any = () => copyOf(1 + Math.floor(Math.random() * DOSSIERS))
  const someDay = () => new Date(Date.now() - Math.floor(Math.random() * 200) * 86_400_000).toISOString().slice(0, 10)
  const asked: { name: string; work: () => Promise<number>; beside: (() => Promise<number>) | null }[] = [
    {
      name: 'page of the council (JSON)',
      work: () => fetchIt(`/api/v1/council/dossiers/${any()}`, cookies.youssef),
      beside: () => least(null),
    },
    {
      name: 'as it was on a day (JSON)',
      work: () => fetchIt(`/api/v1/council/dossiers/${any()}?at=${someDay()}`, cookies.youssef),
      beside: () => least(`${someDay()}T23:00:00Z`),
    },
    { name: 'page of the council (HTML)', work: () => fetchIt(`/raad/${any()}`, cookies.youssef), beside: null },
    {
      name: 'parties of a dossier (JSON)',
      work: () => fetchIt(`/api/v1/dossiers/${any()}/parties`, cookies.samira),
      beside: null,
    },
    {
      name: `area of ${IN_AREA} dossiers (JSON)`,
      work: () => fetchIt(`/api/v1/dossiers/${areaId}/area`, cookies.samira),
      beside: null,
    },
    {
      name: `network of ${IN_AREA} dossiers, drawn (HTML)`,
      work: () => fetchIt(`/gebieden/${areaId}`, cookies.samira),
      beside: null,
    },
  ]

  const inDatabase = treeOf(database.pid)
  const measure = async (work: () => Promise<number>, own: boolean) => {
    const pids = [...treeOf(database.pid), ...inDatabase, ...(own ? [process.pid] : [server.pid!])]
    const before = cpuOf([...new Set(pids)])
    const times: number[] = []
    let bytes = 0
    const end = performance.now() + SECONDS * 1000
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        while (performance.now() < end) {
          const start = performance.now()
          bytes = await work()
          times.push(performance.now() - start)
        }
      }),
    )
    const after = cpuOf([...new Set([...treeOf(database.pid), ...(own ? [process.pid] : [server.pid!])])])
    return { cpu: spent(before, after) / times.length, times: times.toSorted((a, b) => a - b), bytes }
  }
  console.log(
    `${DOSSIERS} dossiers copied from one with ${(await client.query('select count(*) from dossier.entry where dossier_id = $1', [dossierId])).rows[0].count} lines; ` +
      `${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s in turn; load average ${loadavg()[0]!.toFixed(1)}.\n`,
  )
  console.log('| asked | CPU ms | beside | times | p50 / p99 ms | kB |\n| --- | --- | --- | --- | --- | --- |')
  for (const { name, work, beside } of asked) {
    await measure(work, false)
    const mine: Awaited<ReturnType<typeof measure>>[] = []
    const theirs: number[] = []
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const one = await measure(work, false)
      mine.push(one)
      if (!beside) continue
      const other = await measure(beside, true)
      theirs.push(other.cpu)
      ratios.push(one.cpu / other.cpu)
    }
    const all = mine.flatMap((one) => one.times).toSorted((a, b) => a - b)
    console.log(
      `| ${name} | ${median(mine.map((one) => one.cpu)).toFixed(2)} | ${beside ? median(theirs).toFixed(2) : ''} | ${beside ? median(ratios).toFixed(1) : ''} | ` +
        `${at(all, 0.5).toFixed(0)} / ${at(all, 0.99).toFixed(0)} | ${(mine[0]!.bytes / 1000).toFixed(0)} |`,
    )
  }
  agent.destroy()
  await pool.end()
  await client.end()
  await database.stop()
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()
