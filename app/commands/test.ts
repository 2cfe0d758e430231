// `npm test`: everything that has to be true, in order; `npm test -- pattern` runs only the test files that match.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, matchesGlob, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Counts } from '#foundation/testing/counts.ts'
import { CLUSTER, startTestCluster, type TestCluster } from '#foundation/testing/database.ts'
import { findSystemPostgres, startSystemPostgres } from '#foundation/testing/system-postgres.ts'

const ROOT = join(import.meta.dirname, '../..')
const MODULES = join(ROOT, 'node_modules')
const COUNTS = join(ROOT, 'foundation/testing/counts.ts')
const ARROWS = '.dependency-cruiser.mjs'
const ROOMS = ['foundation', 'capabilities', 'app', 'e2e']

// A file that takes longer hangs; the whole suite takes less.
const PATIENCE = 10 * 60_000

const CHECKS = [
  { name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'format and lint', program: '@biomejs/biome/bin/biome', args: ['ci', '--colors=off'] },
  {
    name: 'arrows',
    program: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', ARROWS, ...ROOMS.filter((room) => globSync(`${room}/**/*.{ts,tsx}`, { cwd: ROOT }).length)],
    needs: ARROWS,
  },
]

// What a different PostgreSQL could answer differently; the browser journeys are not run again.
const ON_ANOTHER_POSTGRES = ['**/*.db.test.ts', '**/*.http.test.ts', 'foundation/database/backup.test.ts']

let passed = 0
let failed = 0
/** What went wrong, said once more at the very end: a machine that keeps only the last lines keeps these. */
const wrong: string[] = []

const heading = (text: string) => console.log(`\n── ${text} ${'─'.repeat(Math.max(2, 76 - text.length))}`)
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

async function check({ name, program, args, needs }: (typeof CHECKS)[number]): Promise<void> {
  if (needs && !existsSync(join(ROOT, needs))) return
  heading(name)
  const began = performance.now()
  const child = spawn(process.execPath, [join(MODULES, program), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (text) => {
    output += text
  })
  child.stderr.on('data', (text) => {
    output += text
  })
  const code = await new Promise((done) => child.on('close', done).on('error', done))
  if (code === 0) passed += 1
  else {
    failed += 1
    wrong.push(`${name}\n${output.trim().slice(-4_000)}`)
  }
  console.log(code === 0 ? `ok, ${seconds(began)}` : `${output.trim()}\nfailed, ${seconds(began)}`)
}

async function runFiles(name: string, files: string[], concurrency: number, secondChance: boolean): Promise<void> {
  if (files.length === 0) return
  heading(`${name}: ${files.length} ${files.length === 1 ? 'file' : 'files'}`)
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'schakel-counts-'))
  const answerOf = (file: string, time: number) => join(folder, `${file.replaceAll('/', '-')}-${time}`)
  const queue = [...files]
  const unlucky: { file: string; outcome: Outcome }[] = []
  const worker = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const outcome = await runFile(file, answerOf(file, 1))
      if (outcome.failed && secondChance) unlucky.push({ file, outcome })
      else count(outcome)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  // A real fault fails again with nothing beside it. What does not is named at the end, with what it said: it is a
  // defect of ours as well, but not one that says anything about this change.
  for (const { file, outcome } of unlucky) {
    console.log(`\n${file} once more, alone:`)
    const second = await runFile(file, answerOf(file, 2))
    count(second)
    if (!second.failed) wrong.push(`PASSED ONLY THE SECOND TIME. The first time:\n${outcome.story}`)
  }
  rmSync(folder, { recursive: true, force: true })
  console.log(`${name}: ${seconds(began)}`)
}

/**
 * Each file is a process, as with `node --test`; but that one asks a file that hangs to end, and a server under test may
 * have its own ideas about SIGTERM. Here it goes with everything that it started.
 */
async function runFile(file: string, answer: string): Promise<Outcome> {
  const began = performance.now()
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout']
  const counter = [`--test-reporter=${pathToFileURL(COUNTS)}`, `--test-reporter-destination=${answer}`]
  const child = spawn(process.execPath, [...process.execArgv, ...reporters, ...counter, join(ROOT, file)], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // Nobody left.
    }
  }
  process.on('exit', kill)
  let output = ''
  let late = false
  const limit = setTimeout(() => {
    late = true
    kill()
  }, PATIENCE)
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  // Not "close": something that the file started and left may hold its output open for ever.
  const code = await new Promise((done) => child.on('exit', done).on('error', done))
  await new Promise((done) => setTimeout(done, 20))
  clearTimeout(limit)
  kill()
  process.off('exit', kill)

  const counts = countsIn(answer)
  // The totals come at the very end, for all files together.
  const lines = output
    .split('\n')
    .filter((line) => !/^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(line))
  console.log(`${file} (${seconds(began)})\n${lines.join('\n').trimEnd()}`)
  const bad = counts ? counts.tests - counts.passed - counts.skipped : 0
  const fault = late
    ? `${file} was ended after ${PATIENCE / 60_000} minutes`
    : code === 0 && !counts?.tests
      ? `${file} holds no tests`
      : code !== 0 && !bad
        ? `${file} ended with code ${code}`
        : ''
  if (fault) console.log(fault)
  const list = lines.findIndex((line) => line.startsWith('✖ failing tests:'))
  // A file that ended before its list says why in its last lines.
  const said = list < 0 ? lines.slice(-40) : lines.slice(list)
  return {
    passed: counts?.passed ?? 0,
    failed: bad + (fault ? 1 : 0),
    story: [file, fault, said.join('\n').trim().slice(0, 4_000)].filter(Boolean).join('\n'),
  }
}

interface Outcome {
  readonly passed: number
  readonly failed: number
  /** What it said of what failed. */
  readonly story: string
}

function count(outcome: Outcome): void {
  passed += outcome.passed
  failed += outcome.failed
  if (outcome.failed) wrong.push(outcome.story)
}

function countsIn(path: string): Counts | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Test files below the rooms; a pattern is a path, a part of a path, or a glob. */
function findFiles(patterns: string[]): string[] {
  const all = globSync(`{${ROOMS.join(',')}}/**/*.test.ts`, { cwd: ROOT }).sort()
  if (patterns.length === 0) return all
  const here = process.env.INIT_CWD ?? ROOT
  return all.filter((file) =>
    patterns.some((pattern) => {
      const path = relative(ROOT, resolve(here, pattern))
      return file === path || file.startsWith(`${path}/`) || file.includes(pattern) || matchesGlob(file, pattern)
    }),
  )
}

async function withCluster(start: () => Promise<TestCluster>, work: (version: string) => Promise<void>): Promise<void> {
  const cluster = await start()
  const discard = () => cluster.discard()
  process.once('exit', discard)
  process.env[CLUSTER] = cluster.socketDir
  try {
    await work(cluster.version)
  } finally {
    delete process.env[CLUSTER]
    process.off('exit', discard)
    await cluster.stop()
  }
}

/** The oldest PostgreSQL at hand; on a build machine it is installed when it is not there. */
function anotherPostgres(): string | undefined {
  const wanted = Number(process.env.TEST_POSTGRES) || 15
  const found = findSystemPostgres(wanted)
  if (found || process.env.CI !== 'true' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found
  console.log('Installing PostgreSQL …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quietly = (args: string[]) => spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'ignore', timeout: 300_000 })
  quietly(['update'])
  quietly(['install', '-y', '--no-install-recommends', 'postgresql'])
  return findSystemPostgres(wanted)
}

async function main(patterns: string[]): Promise<void> {
  const files = findFiles(patterns)
  const everything = patterns.length === 0
  process.env.NODE_ENV = 'test'
  if (everything) for (const each of CHECKS) await check(each)

  const journeys = files.filter((file) => file.startsWith('e2e/'))
  const others = files.filter((file) => !file.startsWith('e2e/'))
  const before = passed + failed
  const only15 = Boolean(process.env.TEST_POSTGRES) && !everything
  if (files.length && !only15) {
    await withCluster(startTestCluster, async (version) => {
      await runFiles(`tests on PostgreSQL ${version}`, others, availableParallelism(), everything)
      // One browser at a time: two on two cores wait for each other until something gives up.
      await runFiles('journeys', journeys, 1, everything)
    })
  }
  const again = others.filter((file) => ON_ANOTHER_POSTGRES.some((pattern) => matchesGlob(file, pattern)))
  if (again.length && (everything || process.env.TEST_POSTGRES)) {
    const bin = anotherPostgres()
    if (bin) {
      await withCluster(
        () => startSystemPostgres(bin),
        (version) => runFiles(`tests on PostgreSQL ${version}`, again, availableParallelism(), everything),
      )
    } else console.log('\nNot run on another PostgreSQL: there is none of 15 or newer in /usr/lib/postgresql.')
  }
  if (passed + failed === before) {
    console.log(everything ? 'There are no tests.' : `No test file matches ${patterns.join(' ')}.`)
    failed += 1
  }
}

// Leave nothing running behind: the exit handlers of the clusters do the rest.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error)
  failed += 1
}
if (wrong.length) {
  heading('what went wrong')
  console.log(wrong.join('\n\n'))
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
