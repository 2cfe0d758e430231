// `npm run bench:live`: ten thousand idle watchers on one process; what they cost, and how soon they hear.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { membershipId, personId } from '#app/practice/cast.ts'
import { dossierId } from '#app/practice/tell.ts'
import { startEmbedded } from '#foundation/database/embedded.ts'
import { OWNER, urlOf } from '#foundation/database/roles.ts'
import { cpuOf, memoryOf, spent, treeOf } from './processes.ts'

const ROOT = join(import.meta.dirname, '..')
const FLAGS = ['--disable-warning=ExperimentalWarning', '--import', './foundation/web/tsx-hook.ts']
const WATCHERS = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 10_000)
/** Those of them who have the same dossier open. */
const TOGETHER = 1_000
const IDLE = 60

const say = (line: string) => process.stderr.write(`${line}\n`)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const round = (value: number, digits = 0) => Number(value.toFixed(digits))

const nextAnswer = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) =>
    child.once('message', (message: { answer?: T; error?: string }) =>
      message.error ? reject(new Error(message.error)) : resolve(message.answer!),
    ),
  )
const ask = <T>(child: ChildProcess, order: object): Promise<T> => {
  const answer = nextAnswer<T>(child)
  child.send(order)
  return answer
}

const dataDir = mkdtempSync(join(tmpdir(), 'schakel-bench-live-'))
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const server = spawn(process.execPath, [...FLAGS, join(ROOT, 'app/main.ts')], {
  cwd: ROOT,
  env: { PATH: process.env.PATH, HOME: process.env.HOME, PRACTICE: '1', SCHAKEL_DATA: dataDir, PORT: String(port) },
  stdio: ['ignore', 'ignore', 'inherit'],
})
let watching: ChildProcess | undefined
try {
  while (!(await fetch(`${origin}/ready`).catch(() => undefined))?.ok) await sleep(50)
  const database = await startEmbedded({ dataDir, share: true })
  const owner = new pg.Client({ connectionString: urlOf(OWNER, database.socketDir, 'schakel') })
  await owner.connect()

  // Each watcher is a browser of its own. A thousand have one dossier open; the others take no part in it, and sit still.
  const elsewhere = ['gerrit', 'youssef', 'smeets', 'nadia', 'bram'] as const
  const sessions = Array.from({ length: WATCHERS + 1 }, (_, n) => ({
    secret: randomBytes(32).toString('base64url'),
    who:
      n === WATCHERS
        ? 'samira'
        : n < TOGETHER
          ? (['samira', 'basjan', 'iris', 'wout', 'henk'] as const)[n % 5]!
          : elsewhere[n % elsewhere.length]!,
  }))
  await owner.query(
    `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
     select x.id, x.digest, x.person, x.membership, 'bench', 'bench', now() + interval '1 day'
     from unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::uuid[]) x (id, digest, person, membership)`,
    [
      sessions.map(() => randomUUID()),
      sessions.map((one) => createHash('sha256').update(one.secret).digest()),
      sessions.map((one) => personId(one.who)),
      sessions.map((one) => membershipId(one.who)),
    ],
  )
  const writer = `schakel=${sessions.at(-1)!.secret}`
  const add = async (dossier: string, audience: number) => {
    const sent = Date.now()
    const answer = await fetch(`${origin}/api/v1/dossiers/${dossier}/entries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: writer, origin },
      body: JSON.stringify({ text: 'Er is nieuws.', audience }),
    })
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
    return { sent, answered: Date.now() }
  }
  const openDossier = async (): Promise<number[]> => {
    const times: number[] = []
    for (let n = 0; n < 200; n++) {
      const began = performance.now()
      await (
        await fetch(`${origin}/api/v1/dossiers/${dossierId('zon')}`, { headers: { cookie: writer } })
      ).arrayBuffer()
      times.push(performance.now() - began)
    }
    return times.sort((a, b) => a - b)
  }

  const inDatabase = () => treeOf(database.pid)
  const inServer = () => treeOf(server.pid!).filter((pid) => !inDatabase().includes(pid))
  await openDossier()
  const alone = await openDossier()
  const before = memoryOf(inServer()).pss
  say(`The server has ${round(before)} MiB; ${WATCHERS} come.`)

  watching = fork(join(import.meta.dirname, 'live-watchers.ts'), { cwd: ROOT, execArgv: FLAGS })
  const quiet = dossierId('haven')
  const watched = dossierId('zon')
  const cpuBefore = cpuOf([...inServer(), ...inDatabase()])
  const connected = await ask<{ connected: number; refused: object; ms: number }>(watching, {
    do: 'connect',
    port,
    atOnce: 64,
    watchers: sessions.slice(0, WATCHERS).map((one, n) => ({
      cookie: `schakel=${one.secret}`,
      query: n < TOGETHER ? `dossiers=${watched}` : `dossiers=${quiet}&mine=1`,
    })),
  })
  const connecting = spent(cpuBefore, cpuOf([...inServer(), ...inDatabase()]))
  say(`${connected.connected} connected in ${round(connected.ms / 1000, 1)} s. They sit still for ${IDLE} s.`)
  await sleep(2_000)
  const idleBefore = { server: cpuOf(inServer()), database: cpuOf(inDatabase()) }
  await sleep(IDLE * 1_000)
  const idle = {
    server: spent(idleBefore.server, cpuOf(inServer())),
    database: spent(idleBefore.database, cpuOf(inDatabase())),
  }
  const after = memoryOf(inServer()).pss
  const beside = await openDossier()

  /** One line, and when each who may know heard that there is one. */
  const tell = async (dossier: string, audience: number, count: number, seconds: number) => {
    const listening = ask<{ listening: true }>(watching!, { do: 'listen', count, seconds })
    await listening
    const cpu = { server: cpuOf(inServer()), database: cpuOf(inDatabase()) }
    const heard = nextAnswer<{ heard: number[]; others: number; open: number }>(watching!)
    const { sent } = await add(dossier, audience)
    const { heard: moments, others, open } = await heard
    const times = moments.map((moment) => moment - sent).sort((a, b) => a - b)
    return {
      times,
      open,
      others,
      cpu: spent(cpu.server, cpuOf(inServer())) + spent(cpu.database, cpuOf(inDatabase())),
    }
  }
  const rounds = []
  for (let n = 0; n < 3; n++) {
    rounds.push(await tell(watched, 3, TOGETHER, 60))
    await sleep(8_000)
  }
  const fewRounds = []
  for (let n = 0; n < 3; n++) {
    // Two in five of the thousand are of the core team; nobody else may hear of it.
    fewRounds.push(await tell(watched, 1, (TOGETHER / 5) * 2, 30))
    await sleep(8_000)
  }
  const all = rounds.flatMap((one) => one.times).sort((a, b) => a - b)
  const few = fewRounds.flatMap((one) => one.times).sort((a, b) => a - b)
  process.stdout.write(
    `${JSON.stringify(
      {
        date: new Date().toISOString(),
        load: loadavg().map((one) => round(one, 1)),
        watchers: connected.connected,
        refused: connected.refused,
        stillOpen: rounds.at(-1)!.open,
        connectSeconds: round(connected.ms / 1000, 1),
        connectCpuMsEach: round(connecting / WATCHERS, 2),
        memoryMiB: {
          before: round(before),
          after: round(after),
          kibEach: round(((after - before) * 1024) / WATCHERS, 1),
        },
        idleCpuPercent: {
          server: round(idle.server / (IDLE * 10), 2),
          database: round(idle.database / (IDLE * 10), 2),
        },
        openDossierMs: {
          alone: { p50: round(at(alone, 0.5), 1), p99: round(at(alone, 0.99), 1) },
          beside: { p50: round(at(beside, 0.5), 1), p99: round(at(beside, 0.99), 1) },
        },
        forAThousand: {
          heard: rounds.map((one) => one.times.length),
          othersConcerned: rounds.map((one) => one.others),
          firstMs: round(all[0] ?? 0),
          p50Ms: round(at(all, 0.5)),
          lastMs: round(all.at(-1) ?? 0),
          cpuMsEach: round(rounds.reduce((sum, one) => sum + one.cpu, 0) / Math.max(1, all.length), 2),
        },
        forTheCoreTeamOnly: {
          heard: fewRounds.map((one) => one.times.length),
          othersHeard: fewRounds.map((one) => one.others),
          p50Ms: round(at(few, 0.5)),
          lastMs: round(few.at(-1) ?? 0),
        },
      },
      null,
      2,
    )}\n`,
  )
  await owner.end()
} finally {
  watching?.kill()
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
process.exit(0)
