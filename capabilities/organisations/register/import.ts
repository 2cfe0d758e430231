// Takes in the register of government organisations: as a whole or not at all, and a second time without a change.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Query, Rows, Statement } from '#foundation/database/query.ts'
import { withClient } from '#foundation/database/roles.ts'
import { SECOND_NAMES } from '../second-names.ts'
import { type Taken, takeLine } from './line.ts'
import { linesOf } from './lines.ts'
import * as q from './queries.ts'

export interface Said {
  /** Line in the file; 0 when it is about no line. */
  readonly number: number
  readonly sentence: string
}

export interface Outcome {
  readonly read: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly successions: number
  /** Lines of which nothing was taken. */
  readonly broken: readonly Said[]
  /** Lines that were taken, but not in everything. */
  readonly doubtful: readonly Said[]
  /** What was changed here by hand and therefore stayed as it is here. */
  readonly kept: readonly Said[]
}

/** `share` runs from 0 to 1. */
export type Progress = (stage: 'reading' | 'storing', share: number, lines: number) => void

const BATCH = 1000

/** Throws when the file cannot be read or the database fails; then nothing was changed. */
export async function importRegister(ownerUrl: string, path: string, progress: Progress = () => {}): Promise<Outcome> {
  const { taken, broken, read } = await readRegister(path, progress)
  return withClient(
    ownerUrl,
    async (client) => {
      const send = async (statement: Statement): Promise<Rows> => {
        const { rows } = await client.query({ text: statement.text, values: [...statement.values], rowMode: 'array' })
        return rows as unknown as Rows
      }
      const ask = async <T>(query: Query<T>): Promise<T> => query.read(await send(query))
      const all = async (statements: readonly Statement[]) => {
        for (const statement of statements) await send(statement)
      }
      let step = 0
      const stored = () =>
        progress('storing', Math.min(1, ++step / (Math.ceil(taken.length / BATCH) + 8)), taken.length)

      await all(q.BEGIN)
      for (let at = 0; at < taken.length; at += BATCH) {
        await send(q.stage(JSON.stringify(taken.slice(at, at + BATCH))))
        stored()
      }
      await all(q.MATCH)
      stored()
      const kept = (await ask(q.listKept())).map(saidOfKept)
      const doubles = await ask(q.listDoubles())
      const added = (await send(q.INSERT_NEW)).length
      stored()
      const changed = (await send(q.UPDATE_KNOWN)).length
      stored()
      await all(q.SETTLE_REST)
      stored()
      const orphans = await ask(q.listUnknownParents())
      const strays = await ask(q.listBrokenSuccessions())
      const successions = (await send(q.INSERT_SUCCESSIONS)).length
      stored()
      const second = Object.entries(SECOND_NAMES).flatMap(([code, names]) =>
        names.map((name) => [TOOI + code, name] as const),
      )
      const renamed = await ask(
        q.insertSecondNames(
          second.map(([code]) => code),
          second.map(([, name]) => name),
        ),
      )
      await send(q.REMEMBER)
      stored()
      await send(q.settleSearch(renamed))
      stored()
      await send(q.SETTLE_HERITAGE)
      const unchanged = Number((await ask(q.countSame())) ?? 0)
      const gone = await ask(q.listGone())
      await all(q.FINISH)
      progress('storing', 1, taken.length)

      const byId = new Map(taken.map((line) => [line.registerId, line]))
      const doubtful: Said[] = [
        ...orphans.map(({ number, registerId, parent }) => ({
          number,
          sentence: `${registerId} is part of ${parent}, which the register does not have: it was kept without a parent.`,
        })),
        ...strays.map(({ number, registerId, successor, fault }) => ({
          number,
          sentence: STRAY[fault]!(registerId, successor),
        })),
        ...taken.flatMap((line) =>
          line.predecessorRegisterIds
            .filter((id) => byId.get(id)?.successorRegisterId !== line.registerId)
            .map((id) => ({
              number: line.number,
              sentence: byId.has(id)
                ? `${line.registerId} calls ${id} its predecessor, but that line does not name it as its successor: not taken.`
                : `${line.registerId} calls ${id} its predecessor, which the register does not have: not taken.`,
            })),
        ),
        ...doubles.map(({ number, registerId, name }) => ({
          number,
          sentence: `${registerId} may be the same as ${name}, which was made here without a number: both stand here now.`,
        })),
        ...(gone.length && taken.length
          ? [
              {
                number: 0,
                sentence: `${gone.length} that the register named before are not in it now, and were left as they are: ${some(gone)}.`,
              },
            ]
          : []),
      ]
      return { read, added, changed, unchanged, successions, broken, doubtful, kept }
    },
    30_000,
  )
}

const TOOI = 'https://identifier.overheid.nl/tooi/id/gemeente/'

const some = (names: readonly string[]) => `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`

const STRAY: Readonly<Record<string, (id: string, successor: string) => string>> = {
  unknown: (id, successor) =>
    `${id} was succeeded by ${successor}, which the register does not have: the succession was not taken.`,
  notEnded: (id, successor) => `${id} was succeeded by ${successor} and has no end: the succession was not taken.`,
  endedBefore: (id, successor) =>
    `${id} was succeeded by ${successor}, which had ended by then: the succession was not taken.`,
  otherwiseHere: (id, successor) =>
    `${id} was succeeded by ${successor} says the register, and by another here: that was kept.`,
}

const saidOfKept = (kept: q.Kept): Said => {
  const reasons = [
    kept.registerName && `it is called ${kept.name} here and ${kept.registerName} in the register`,
    kept.isInUse
      ? `the register ends it on ${kept.registerEnd}, but people work in it here: let its administrator merge it`
      : kept.keepsEnd &&
        `it ends ${kept.end ? `on ${kept.end}` : 'on no day'} here and ${kept.registerEnd ? `on ${kept.registerEnd}` : 'on no day'} in the register`,
  ].filter(Boolean)
  return { number: kept.number, sentence: `${kept.registerId} was left as it is here: ${reasons.join('; ')}.` }
}

async function readRegister(path: string, progress: Progress) {
  const { size } = await stat(path)
  const taken: Taken[] = []
  const broken: Said[] = []
  const seenAt = new Map<string, number>()
  const source = createReadStream(path, { highWaterMark: 256 * 1024 })
  let read = 0
  for await (const { number, text, fault } of linesOf(source)) {
    read++
    const line = fault === undefined ? takeLine(number, text!) : { fault }
    if ('fault' in line) broken.push({ number, sentence: `${line.fault}.` })
    else if (seenAt.has(line.registerId))
      broken.push({
        number,
        sentence: `${line.registerId} stands on line ${seenAt.get(line.registerId)} too; that one was taken.`,
      })
    else {
      seenAt.set(line.registerId, number)
      taken.push(line)
    }
    if (read % 200 === 0) progress('reading', Math.min(1, source.bytesRead / size), read)
  }
  progress('reading', 1, read)
  return { taken, broken, read }
}
