// What the background works with, and how it asks an act in the name of who confirmed the sheet.
import type pg from 'pg'
import { errandOf } from '#foundation/access/actor.ts'
import type { Context } from '#foundation/capability.ts'
import { NoSpace, Refusal, Unavailable } from '#foundation/errors.ts'
import type { Log } from '#foundation/events/log.ts'
import type { Files } from '#foundation/files/files.ts'
import type { Caller, House } from '#foundation/http/handle.ts'
import { newId } from '#foundation/id.ts'
import type { Asked, Fault, Kind, SheetFacts } from './kinds/kind.ts'
import type { SheetAtWork } from './queries.ts'

export interface Workplace {
  readonly house: House
  readonly files: Files
  readonly origin: string
}
export interface Working extends Workplace {
  readonly client: pg.PoolClient
  readonly log: Log
  /** Whether there is time left before others get their turn. */
  readonly hasTime: () => boolean
}

/** Once, with the answer of the first time, however often it is asked with the same key. */
export const callerFor = (origin: string, sheet: SheetAtWork, key?: string): Caller => {
  const context: Context = {
    requestId: newId(),
    origin,
    ip: '',
    userAgent: '',
    locale: sheet.locale,
    setCookie: () => {},
    cookies: {},
  }
  return { credential: errandOf(sheet.importId), context, ...(key ? { idempotencyKey: key } : {}) }
}

export const factsOf = (sheet: SheetAtWork): SheetFacts => ({
  importId: sheet.importId,
  organisationId: sheet.organisationId,
  invites: sheet.invites,
  today: sheet.today,
  making: sheet.work === 'make',
})

/** What another room refused, at the columns it is about. */
export const faultsOf = (refusal: Refusal, kind: Kind): Fault[] =>
  refusal.fields.length
    ? refusal.fields.map(({ path, code, detail }) => ({
        column: kind.columnOf[path] ?? kind.columnOf[path.split('.')[0]!] ?? null,
        code,
        ...(detail ? { detail } : {}),
      }))
    : [{ column: null, code: refusal.code }]

/** A fault of one row is that row's; the database being away, or no room left, is everybody's and is tried again later. */
export const isEverybodys = (error: unknown): boolean => error instanceof Unavailable || error instanceof NoSpace

/** Asks the acts of a plan, each once. Answers what they answered, or why one of them was refused. */
export const carryOut = async (
  { house, origin, log }: Working,
  sheet: SheetAtWork,
  key: string,
  kind: Kind,
  plan: readonly Asked[],
): Promise<{ answered: Record<string, unknown>; faults: Fault[] }> => {
  const answered: Record<string, unknown> = {}
  for (const [step, { act, input, takes }] of plan.entries())
    try {
      const filled = Object.fromEntries(Object.entries(takes ?? {}).map(([name, from]) => [name, answered[from]]))
      const answer = await house.ask(callerFor(origin, sheet, `import ${key} ${step}`), act, { ...input, ...filled })
      Object.assign(answered, answer.value<object | null>() ?? {})
    } catch (error) {
      if (isEverybodys(error)) throw error
      if (error instanceof Refusal) return { answered, faults: faultsOf(error, kind) }
      log.error({ err: error }, 'a row of an import could not be worked on')
      return { answered, faults: [{ column: null, code: 'imports.fault' }] }
    }
  return { answered, faults: [] }
}
