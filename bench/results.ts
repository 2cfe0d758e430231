// Keeps what was measured, one file for each size, and writes the tables of bench/RESULTS.md from those files.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { CONNECTIONS, type MeasuredAll, type Row, type Side } from './measure.ts'
import type { Settings, Size } from './size.ts'

const KEPT = join(import.meta.dirname, 'results')
const PAGE = join(import.meta.dirname, 'RESULTS.md')
const MARKS = ['<!-- made by npm run bench: begin -->', '<!-- made by npm run bench: end -->'] as const

export interface Results {
  readonly settings: Settings
  readonly made: { readonly seconds: number; readonly bytes: number }
  readonly measured: MeasuredAll
  /** Mebibytes after the load. */
  readonly memory: { readonly app: number; readonly database: number; readonly shared: number }
  readonly warmStart: number
  readonly coldStart: number | null
  readonly about: string
  readonly plans: Readonly<Record<string, string>>
}
interface Kept extends Omit<Results, 'plans' | 'settings'> {
  readonly size: Size
  readonly seconds: number
  readonly rounds: number
  readonly date: string
  readonly commit: string
  readonly machine: string
}

const commit = () => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}

export const keepResults = ({ settings, plans, ...rest }: Results): void => {
  // The plans name people and dossiers of this data set: they stay with it.
  writeFileSync(
    join(settings.dataDir, 'plans.txt'),
    Object.entries(plans)
      .map(([name, plan]) => `== ${name}\n${plan}\n`)
      .join('\n'),
  )
  if (settings.only.length) return
  mkdirSync(KEPT, { recursive: true })
  const kept: Kept = {
    ...rest,
    size: settings.size,
    seconds: settings.seconds,
    rounds: settings.rounds,
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    machine: `${cpus().length} cores (${cpus()[0]!.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.versions.node}`,
  }
  writeFileSync(join(KEPT, `${settings.size.entries}.json`), `${JSON.stringify(kept, null, 1)}\n`)
}

/** What the issue asks of each scenario: at most so many times the CPU of the floor. */
const AIMS: readonly [scenario: string, times: number | null][] = [
  ['open', 3],
  ['list', 3],
  ['Vandaag', 3],
  ['search', 3],
  ['page', null],
  ['append', 4],
]
const aimOf = (row: Row) => AIMS.find(([name]) => row.scenario.startsWith(name))?.[1] ?? null
const cpu = (side: Side) => side.server + side.database
const count = (number: number) => number.toLocaleString('en-GB')
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const cpuTable = (kept: Kept) =>
  table(
    [
      'CPU ms per request, at 8 connections',
      'Schakel (server + database)',
      'floor (server + database)',
      'times the floor',
      'aim',
      'kB',
    ],
    kept.measured.rows
      .filter((row) => row.connections === 8)
      .map((row) => {
        const aim = aimOf(row)
        const sides = [row.ours, row.floor].map(
          (side) => `${cpu(side).toFixed(2)} (${side.server.toFixed(2)} + ${side.database.toFixed(2)})`,
        )
        const verdict = aim ? `≤ ${aim}: ${row.ratio <= aim ? 'met' : '**missed**'}` : 'none'
        return [row.scenario, ...sides, row.ratio.toFixed(2), verdict, (row.ours.bytes / 1000).toFixed(1)]
      }),
  )

const paceTable = (kept: Kept) =>
  table(
    ['requests/s and p50 / p99 in ms', ...CONNECTIONS.flatMap((n) => [`Schakel, ${n}`, `floor, ${n}`])],
    [...new Set(kept.measured.rows.map((row) => row.scenario))].map((scenario) => [
      scenario,
      ...CONNECTIONS.flatMap((n) => {
        const row = kept.measured.rows.find((one) => one.scenario === scenario && one.connections === n)!
        return [row.ours, row.floor].map(
          (side) =>
            `${side.perSecond.toFixed(0)}/s, ${side.p50.toFixed(1)} / ${side.p99.toFixed(1)}${side.refused ? `, ${(side.refused * 100).toFixed(1)} % refused` : ''}`,
        )
      }),
    ]),
  )

const oneSize = (kept: Kept) => {
  const { size, memory, measured } = kept
  const own = memory.app + memory.database
  return `### ${count(size.entries)} entries, ${count(size.dossiers)} dossiers, ${count(size.persons)} persons, ${count(size.organisations)} organisations

Measured on ${kept.date} at commit ${kept.commit}; ${kept.machine}; load average during the run ${measured.load}; ${kept.rounds} rounds of ${kept.seconds} s
for each side, each scenario and each number of connections, in turn. ${kept.about}. Before measuring, ${measured.compared} answers of
Schakel and the floor were held against each other; ${measured.differing.length} differed.

${cpuTable(kept)}

${paceTable(kept)}

Memory after the load: ${memory.app.toFixed(0)} MiB server, ${memory.database.toFixed(0)} MiB database beside ${memory.shared.toFixed(0)} MiB of shared
buffers in use; together ${own.toFixed(0)} MiB (aim ≤ 150: ${own <= 150 ? 'met' : '**missed**'}). The database's part includes the connections of the floor.
Start: ${kept.coldStart ? `${kept.coldStart.toFixed(1)} s cold (empty folder, database made, practice town filled), ` : ''}${kept.warmStart.toFixed(1)} s warm, on this data set; both until the first answer.
The data set: ${(kept.made.bytes / 1e9).toFixed(1)} GB, made in ${count(kept.made.seconds)} s.`
}

const growth = (all: readonly Kept[]) => {
  const [small, large] = [all[0]!, all.at(-1)!]
  return `### What growth costs

Schakel's CPU per request at 8 connections, ${count(large.size.entries)} entries beside ${count(small.size.entries)}.

${table(
  ['scenario', `${count(small.size.entries)}`, `${count(large.size.entries)}`, 'times', 'the floor, times'],
  large.measured.rows
    .filter((row) => row.connections === 8)
    .map((row) => {
      const before = small.measured.rows.find((one) => one.scenario === row.scenario && one.connections === 8)!
      const times = (side: 'ours' | 'floor') => (cpu(row[side]) / cpu(before[side])).toFixed(2)
      return [
        row.scenario,
        `${cpu(before.ours).toFixed(2)} ms`,
        `${cpu(row.ours).toFixed(2)} ms`,
        times('ours'),
        times('floor'),
      ]
    }),
)}`
}

/** Everything between the marks is made anew; what people wrote around them stays. */
export const writeResults = (): void => {
  const all = readdirSync(KEPT)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(KEPT, name), 'utf8')) as Kept)
    .sort((a, b) => a.size.entries - b.size.entries)
  const made = [...all.toReversed().map(oneSize), ...(all.length > 1 ? [growth(all)] : [])].join('\n\n')
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : `# Measured\n\n${MARKS.join('\n')}\n`
  const [before, after] = [page.split(MARKS[0])[0], page.split(MARKS[1])[1]]
  writeFileSync(PAGE, `${before}${MARKS[0]}\n\n${made}\n\n${MARKS[1]}${after}`)
}
