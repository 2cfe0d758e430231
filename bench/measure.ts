// The measuring itself: each scenario, at each number of connections, Schakel and the floor in turn, several rounds.
import { cpuOf, spent } from './processes.ts'
import type { People } from './readers.ts'
import type { Benches } from './servers.ts'
import type { Settings } from './size.ts'
import { dice, sentence } from './words.ts'

export interface Side {
  /** CPU milliseconds a request, of the server and of the database. */
  readonly server: number
  readonly database: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly bytes: number
  /** The share that was refused, for instance because it took too long. */
  readonly refused: number
}
export interface Row {
  readonly scenario: string
  readonly connections: number
  readonly ours: Side
  readonly floor: Side
  /** The median over the rounds of ours / floor, CPU of server and database together. */
  readonly ratio: number
}
export interface MeasuredAll {
  readonly rows: readonly Row[]
  /** Answers of both that were held against each other before the measuring, and how many of them differed. */
  readonly compared: number
  readonly differing: readonly string[]
  readonly load: string
}

interface Scenario {
  readonly name: string
  readonly ours: readonly string[]
  /** What the floor is asked instead, when that is something else. */
  readonly floor: readonly string[]
}

export const CONNECTIONS = [1, 8, 16] as const

const requestsOf = (people: People, origin: string): Scenario[] => {
  const get = (path: string, cookie: string) =>
    `GET ${path} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\ncookie: ${cookie}\r\naccept: ${path.startsWith('/api') ? 'application/json' : 'text/html'}\r\n\r\n`
  const roll = dice(99)
  const post = (path: string, cookie: string) => {
    const body = JSON.stringify({ kind: 'fact', text: `${sentence(roll)} ${sentence(roll)}`, audience: 2 })
    return `POST ${path} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\ncookie: ${cookie}\r\norigin: ${origin}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  }
  const { readers, phrases } = people
  // Of all readers the first dossier, of all the second, …: neighbours in time are different people.
  const turns = <T>(
    of: (reader: (typeof readers)[number]) => readonly T[],
    make: (reader: (typeof readers)[number], one: T) => string,
  ) =>
    Array.from({ length: 8 }, (_, turn) =>
      readers.flatMap((reader) =>
        of(reader)
          .slice(turn, turn + 1)
          .map((one) => make(reader, one)),
      ),
    ).flat()
  const same = (name: string, ours: string[]): Scenario => ({ name, ours, floor: ours })
  const open = turns(
    (reader) => reader.large,
    (reader, id) => get(`/api/v1/dossiers/${id}`, reader.cookie),
  )
  const seeking = phrases.map((phrase, i) =>
    get(`/api/v1/search?query=${encodeURIComponent(phrase)}`, readers[i % readers.length]!.cookie),
  )
  return [
    same('open a dossier with 50 entries', open),
    same(
      'list of 20 dossiers, mine',
      readers.map((reader) => get('/api/v1/dossiers?which=mine', reader.cookie)),
    ),
    same(
      'list of 20 dossiers, organisation',
      readers.map((reader) => get('/api/v1/dossiers?which=organisation', reader.cookie)),
    ),
    same(
      'Vandaag: waits on me, I wait for, climbed to me, news',
      readers.flatMap((reader) =>
        ['waiting-on-me', 'waited-for-by-me', 'climbed-to-me', 'news'].map((path) =>
          get(`/api/v1/${path}`, reader.cookie),
        ),
      ),
    ),
    // Ours looks for parts and look-alikes of words too, and in kinds of which the data set has none: not the same answer.
    {
      name: 'search',
      ours: seeking,
      floor: [...seeking],
    },
    {
      name: 'page of Dossier (HTML), beside the JSON of the floor',
      ours: turns(
        (reader) => reader.large,
        (reader, id) => get(`/dossiers/${id}`, reader.cookie),
      ),
      floor: open,
    },
    same(
      'append an entry, durably',
      turns(
        (reader) => reader.small,
        (reader, id) => post(`/api/v1/dossiers/${id}/entries`, reader.cookie),
      ),
    ),
  ]
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

export const measure = async (
  benches: Benches,
  people: People,
  settings: Settings,
  say: (line: string) => void,
): Promise<MeasuredAll> => {
  const ports = { ours: benches.port, floor: await benches.startFloor(people.readers) }
  const scenarios = requestsOf(people, `http://127.0.0.1:${benches.port}`)
  const { compared, differing } = await holdTogether(scenarios, ports)
  say(
    `${compared} answers of both were held against each other; ${differing.length} differ${differing.length ? `: ${differing[0]}` : '.'}`,
  )

  const once = async (
    side: 'ours' | 'floor',
    requests: readonly string[],
    connections: number,
    seconds: number,
  ): Promise<Side> => {
    const before = benches.processes()
    const [serverBefore, databaseBefore] = [cpuOf(side === 'ours' ? before.app : before.floor), cpuOf(before.database)]
    const done = await benches.load({ port: ports[side], requests, connections, seconds })
    // Audit lines of reads are written a quarter of a second later; they belong to the request.
    await sleep(350)
    const after = benches.processes()
    const server = spent(serverBefore, cpuOf(side === 'ours' ? after.app : after.floor))
    const database = spent(databaseBefore, cpuOf(after.database))
    if (done.refused > done.requests / 2)
      throw new Error(`${done.refused} of ${done.requests} requests were refused by ${side}: ${requests[0]}`)
    return {
      server: server / done.requests,
      database: database / done.requests,
      perSecond: done.requests / done.seconds,
      p50: done.p50,
      p99: done.p99,
      bytes: done.bytes / done.requests,
      refused: done.refused / done.requests,
    }
  }
  const middle = (rounds: readonly Side[]): Side => {
    const of = (column: keyof Side) => median(rounds.map((round) => round[column]))
    return {
      server: of('server'),
      database: of('database'),
      perSecond: of('perSecond'),
      p50: of('p50'),
      p99: of('p99'),
      bytes: of('bytes'),
      refused: Math.max(...rounds.map((round) => round.refused)),
    }
  }

  const rows: Row[] = []
  for (const { name, ours, floor } of scenarios) {
    if (settings.only.length && !settings.only.some((part) => name.includes(part))) continue
    // Every backend has every statement prepared and every plan chosen before anything counts.
    await once('ours', ours, 12, 1.5)
    await once('floor', floor, 12, 1.5)
    for (const connections of CONNECTIONS) {
      const rounds: { ours: Side; floor: Side }[] = []
      for (let round = 0; round < settings.rounds; round++) {
        const round_ = {} as { ours: Side; floor: Side }
        for (const side of round % 2 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const))
          round_[side] = await once(side, side === 'ours' ? ours : floor, connections, settings.seconds)
        rounds.push(round_)
      }
      const cpu = (side: Side) => side.server + side.database
      const row = {
        scenario: name,
        connections,
        ours: middle(rounds.map((round) => round.ours)),
        floor: middle(rounds.map((round) => round.floor)),
        ratio: median(rounds.map((round) => cpu(round.ours) / cpu(round.floor))),
      }
      rows.push(row)
      say(
        `${name.slice(0, 40).padEnd(42)}${String(connections).padStart(3)}  ours ${cpu(row.ours).toFixed(2)} ms (${row.ours.server.toFixed(2)} + ${row.ours.database.toFixed(2)})` +
          `  floor ${cpu(row.floor).toFixed(2)} (${row.floor.server.toFixed(2)} + ${row.floor.database.toFixed(2)})  ratio ${row.ratio.toFixed(2)}` +
          `  ${row.ours.perSecond.toFixed(0)}/s beside ${row.floor.perSecond.toFixed(0)}/s  p50 ${row.ours.p50.toFixed(1)} p99 ${row.ours.p99.toFixed(1)} beside ${row.floor.p99.toFixed(1)} ms`,
      )
    }
  }
  const { loadavg } = await import('node:os')
  return { rows, compared, differing, load: loadavg()[1]!.toFixed(1) }
}

/** The floor must give the same answers, or it is the floor of another house. What may be done is only in ours. */
const holdTogether = async (scenarios: readonly Scenario[], ports: { ours: number; floor: number }) => {
  let compared = 0
  const differing: string[] = []
  const answerOf = async (port: number, request: string) => {
    const [, path, cookie] = /^GET (\S+) [\s\S]*cookie: (\S+)/.exec(request)!
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: cookie! } })
    const { may: _, ...rest } = (await response.json()) as Record<string, unknown>
    return JSON.stringify(rest)
  }
  for (const { ours, floor } of scenarios) {
    if (ours !== floor || ours[0]!.startsWith('POST')) continue
    for (let i = 0; i < ours.length; i += Math.max(1, Math.floor(ours.length / 40))) {
      compared++
      const [one, other] = [await answerOf(ports.ours, ours[i]!), await answerOf(ports.floor, ours[i]!)]
      if (one === other) continue
      const at = [...one].findIndex((letter, place) => letter !== other[place])
      differing.push(
        `${ours[i]!.split('\r\n')[0]}: …${one.slice(Math.max(0, at - 60), at + 60)}… beside …${other.slice(Math.max(0, at - 60), at + 60)}…`,
      )
    }
  }
  return { compared, differing }
}
