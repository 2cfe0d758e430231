// The one way from a request to an action: contract, find, policy, action, answer. There is no other way in.
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Actor, Credential } from '../access/actor.ts'
import { firstBroken } from '../access/rules.ts'
import { type IsOff, nothingOff, type Switches } from '../access/switches.ts'
import type { Audit } from '../audit/audit.ts'
import { auditLine } from '../audit/audit.ts'
import type { AnyCapability, Context, Endpoint, Event, ReadAction, Subject, WriteAction } from '../capability.ts'
import type { Database } from '../database/database.ts'
import { one, type Query, run, type Statement } from '../database/query.ts'
import { conflict, invalid, NoSpace, notAllowed, notFound, notSignedIn, Refusal, Unavailable } from '../errors.ts'
import { publishing } from '../events/publishing.ts'
import { fieldErrors } from './field-errors.ts'

export interface Caller {
  readonly credential: Credential | null
  readonly context: Context
  /** Set by a client that may repeat a write; the same key gives the same answer and one act. */
  readonly idempotencyKey?: string
  /** The membership that the client believes it acts in; the write is refused when the session is somebody else's by now. */
  readonly actingAs?: string
}

export interface Answer {
  readonly actor: Actor | null
  /** What the action answered. A passed-through read is parsed only when a page asks for `value()`. */
  readonly text: string
  readonly value: <T = any>() => T
}

export interface House {
  readonly capabilities: readonly AnyCapability[]
  readonly database: Database
  /** One act or one read. Throws a Refusal, Unavailable or NoSpace. */
  ask(caller: Caller, name: string, input: unknown): Promise<Answer>
  /**
   * Several reads in one round trip, as a page needs them. Each is found, judged and audited on its own. What a page shows
   * of another room is asked `ifOn`: null when that room is not used.
   */
  askTogether(
    caller: Caller,
    calls: readonly (readonly [name: string, input: unknown, ifOn?: 'ifOn' | undefined])[],
  ): Promise<readonly Answer[]>
  /**
   * What an act would refuse, without doing it: everything up to its writing, and then undone; it leaves no line. Null: it
   * would be done, as far as can be known beforehand.
   */
  rehearse(caller: Caller, name: string, input: unknown): Promise<Refusal | null>
  /** Who is asking, without asking anything. */
  whoIs(credential: Credential | null): Promise<Actor | null>
}

interface Entry {
  readonly capability: AnyCapability
  readonly name: string
  readonly endpoint: Endpoint
  readonly action: ReadAction | WriteAction
}

export const createHouse = (parts: {
  readonly capabilities: readonly AnyCapability[]
  readonly database: Database
  readonly audit: Audit
  /** Called after a commit that published events; never awaited. */
  readonly somethingHappened: () => void
  /**
   * Called after a commit that published, and awaited: what must be so before the answer is given, because the next page
   * shows it. The act is done by then, so this must not fail.
   */
  readonly beforeAnswer?: (events: readonly Event[]) => Promise<void>
  /** In tests every answer is held against its contract; in production the SQL that builds it is trusted. */
  readonly checkAnswers: boolean
  readonly now?: () => Date
  /** Which rooms are not used where; left out when none can be off. */
  readonly switches?: Switches
}): House => {
  const { database, audit } = parts
  const switches = parts.switches ?? nothingOff
  const now = parts.now ?? (() => new Date())
  const rooms = new Map<string, Entry>()
  for (const capability of parts.capabilities)
    for (const [name, endpoint] of Object.entries(capability.contract)) {
      if (rooms.has(name)) throw new Error(`two capabilities have an act called ${name}`)
      rooms.set(name, { capability, name, endpoint, action: capability.actions[name] as ReadAction | WriteAction })
    }

  const entryOf = (name: string): Entry => {
    const entry = rooms.get(name)
    if (!entry) throw new Error(`no capability has an act called ${name}`)
    return entry
  }

  const parse = (entry: Entry, raw: unknown): Record<string, unknown> => {
    const parsed = entry.endpoint.input.safeParse(raw, { reportInput: true })
    if (!parsed.success) throw invalid('invalid', fieldErrors(parsed.error as z.ZodError))
    const unfit = unstorable(parsed.data)
    if (unfit.length)
      throw invalid(
        'invalid',
        unfit.map((path) => ({ path, code: 'badCharacters' })),
      )
    return parsed.data as Record<string, unknown>
  }

  const subjectOf = (entry: Entry, input: Record<string, unknown>): [Subject<unknown>, string] | null => {
    const about = entry.endpoint.about
    return about ? [entry.capability.subjects[about]!, input[about] as string] : null
  }

  const offAs = (actor: Actor | null): Promise<IsOff> => (actor ? switches.as(actor) : Promise.resolve(() => false))

  /** Whether the organisation that answers for this, or else that of who asks, does without this room. */
  const isNotUsed = ({ capability, endpoint }: Entry, actor: Actor, subject: unknown, isOff: IsOff): boolean => {
    if (!capability.optional) return false
    const organisationOf = endpoint.about ? capability.subjects[endpoint.about]!.organisationOf : undefined
    return organisationOf && subject !== undefined
      ? isOff(organisationOf(subject), capability.name)
      : actor.off.includes(capability.name)
  }

  /** Refused by default: throws unless every rule in the act's row holds. */
  const judge = (entry: Entry, actor: Actor | null, subject: unknown, isOff: IsOff): void => {
    const { endpoint, capability, name } = entry
    // What everybody may read stays readable: what was published is not taken back by a switch.
    if (endpoint.open) return
    if (!actor) throw notSignedIn()
    if (actor.scopes && !covers(actor.scopes, capability.name, entry.action.kind)) throw notAllowed('signin.tokenScope')
    if (endpoint.about && subject === undefined) throw notFound(`${capability.name}.notFound`)
    if (isNotUsed(entry, actor, subject, isOff)) throw notFound(NOT_USED)
    const row = capability.policy[name]
    if (!row?.length) throw notAllowed('noPolicy')
    const broken = firstBroken(row, rulesFor(capability, endpoint), actor, subject)
    if (broken) throw notAllowed(`${capability.name}.${broken}`)
  }

  /** What this actor may do with this subject, so that a page never repeats the policy. */
  const mayDo = (entry: Entry, actor: Actor, subject: unknown): Record<string, boolean> => {
    const { capability, endpoint } = entry
    const may: Record<string, boolean> = {}
    for (const [name, other] of Object.entries(capability.contract))
      if (other.about === endpoint.about && !other.open)
        may[name] = !firstBroken(capability.policy[name]!, rulesFor(capability, other), actor, subject)
    return may
  }

  const finish = (entry: Entry, actor: Actor | null, subject: unknown, result: unknown): Answer => {
    if (result === undefined) throw notFound(`${entry.capability.name}.notFound`)
    let text = typeof result === 'string' ? result : JSON.stringify(result ?? null)
    if (entry.endpoint.about && actor && subject !== undefined && text.startsWith('{'))
      text = `${text.slice(0, -1)}${text === '{}' ? '' : ','}"may":${JSON.stringify(mayDo(entry, actor, subject))}}`
    if (parts.checkAnswers) checkAnswer(entry, text)
    return { actor, text, value: () => JSON.parse(text) }
  }

  const checkAnswer = (entry: Entry, text: string): void => {
    if (entry.endpoint.status === 204) return
    const value = JSON.parse(text)
    const parsed = entry.endpoint.output.safeParse(value)
    if (!parsed.success) throw new Error(`${entry.name} answered outside its contract: ${parsed.error.message}`)
    const extra = unknownFields(value, parsed.data)
    if (extra.length) throw new Error(`${entry.name} answered more than its contract names: ${extra.join(', ')}`)
  }

  const note = (caller: Caller, entry: Entry, actor: Actor | null, input: Record<string, unknown>, error?: unknown) =>
    audit.later({
      requestId: caller.context.requestId,
      actor,
      act: `${entry.capability.name}.${entry.name}`,
      subjectId: entry.endpoint.about && input[entry.endpoint.about] ? String(input[entry.endpoint.about]) : null,
      outcome: !error ? 'granted' : error instanceof Refusal ? 'refused' : 'failed',
      rule: error instanceof Refusal ? error.code : null,
    })

  /** What is not well-formed was asked all the same: it leaves its line, without whose it was, because nobody looked yet. */
  const parseOrNote = (caller: Caller, entry: Entry, raw: unknown): Record<string, unknown> => {
    try {
      return parse(entry, raw)
    } catch (error) {
      note(caller, entry, null, {}, error)
      throw error
    }
  }

  const askTogether: House['askTogether'] = async (caller, calls) => {
    const wanted = calls.map(([name, raw, ifOn]) => {
      const entry = entryOf(name)
      if (entry.action.kind !== 'read') throw new Error(`${name} is not a read`)
      return { entry, input: parseOrNote(caller, entry, raw), ifOn: ifOn !== undefined }
    })
    const queries: Query<unknown>[] = []
    // A page asks many things about one dossier: it is found once for all of them.
    const found = new Map<string, number>()
    const placeOf = (query: Query<unknown>): number => {
      const key = `${query.name} ${JSON.stringify(query.values)}`
      const known = found.get(key)
      if (known !== undefined) return known
      found.set(key, queries.length)
      return queries.push(query) - 1
    }
    const places = wanted.map(({ entry, input }) => {
      const about = subjectOf(entry, input)
      const find = about ? placeOf(about[0].find(about[1])) : -1
      // Who asks is not known before the round trip: what depends on it stands in the SQL, behind row-level security.
      const read = queries.push((entry.action as ReadAction).query(input, caller.context)) - 1
      return { find, read }
    })
    const { actor, results } = await database.read(caller.credential, queries)
    const isOff = await offAs(actor)
    // What is open is open to a token too, and shows it what everybody sees: more was not given to it.
    if (
      actor?.scopes &&
      wanted.every(({ entry }) => entry.endpoint.open) &&
      !wanted.every(({ entry }) => covers(actor.scopes!, entry.capability.name, 'read'))
    )
      return askTogether({ ...caller, credential: null }, calls)
    let refused: { error: unknown } | null = null
    const answers: (Answer | null)[] = []
    for (const [i, { entry, input, ifOn }] of wanted.entries()) {
      const { find, read } = places[i]!
      const subject = find < 0 ? undefined : results[find]
      const notUsed = actor !== null && isNotUsed(entry, actor, subject, isOff)
      if (ifOn && notUsed) {
        answers.push({ actor, text: 'null', value: <T>() => null as T })
        continue
      }
      try {
        // Of a room that is off there is what everybody may read, and nothing more.
        if (notUsed && entry.endpoint.open) {
          answers.push((await askTogether({ ...caller, credential: null }, [calls[i]!]))[0]!)
          continue
        }
        judge(entry, actor, subject, isOff)
        const answer = finish(entry, actor, subject, results[read])
        note(caller, entry, actor, input)
        answers.push(answer)
      } catch (error) {
        if (!(notUsed && entry.endpoint.open)) note(caller, entry, actor, input, error)
        // Each was asked and each leaves its line; the first refusal is the answer to all.
        refused ??= { error }
        answers.push(null)
      }
    }
    if (refused) throw (refused as { error: unknown }).error
    return answers as Answer[]
  }

  const act = async (caller: Caller, entry: Entry, raw: unknown): Promise<Answer> => {
    const input = parseOrNote(caller, entry, raw)
    const action = entry.action as WriteAction
    // A cookie of an act that came to nothing would sign somebody out: they go along once it is kept.
    const cookies: Parameters<Context['setCookie']>[] = []
    const context: Context = { ...caller.context, setCookie: (...cookie) => cookies.push(cookie) }
    const prepared = await action.prepare?.(input, context)
    const about = subjectOf(entry, input)
    const needs = Object.entries(action.needs?.(input, context, prepared) ?? {}) as [string, Query<unknown>][]
    const key = caller.idempotencyKey
    const digest = key
      ? createHash('sha256').update(entry.name).update('\0').update(JSON.stringify(input)).digest()
      : null

    const queries: Query<unknown>[] = []
    if (key) queries.push(waitForKey(key), findByKey(key))
    if (about?.[0].lock) queries.push({ ...about[0].lock(about[1]), read: () => undefined })
    const findAt = about ? queries.push(about[0].find(about[1])) - 1 : -1
    const needsFrom = queries.length
    queries.push(...needs.map(([, query]) => query))

    let actor: Actor | null = null
    let published: readonly Event[] = []
    let answer: Answer
    try {
      answer = await database.write<Answer>(caller.credential, queries, async (seen) => {
        actor = seen.actor
        const subject = findAt < 0 ? undefined : seen.results[findAt]
        mustActAs(caller, actor)
        if (key && actor) {
          const before = seen.results[1] as { act: string; digest: string; answer: string } | undefined
          if (before) {
            // What a token may not do, it may not hear again either.
            if (actor.scopes && !covers(actor.scopes, entry.capability.name, 'write'))
              throw notAllowed('signin.tokenScope')
            if (before.act !== entry.name || before.digest !== digest!.toString('hex'))
              throw conflict('idempotency.otherRequest')
            return { undo: { actor, text: before.answer, value: () => JSON.parse(before.answer) } }
          }
        }
        judge(entry, actor, subject, await offAs(actor))

        const statements: Statement[] = []
        const events: Event[] = []
        const result = await action.then(
          {
            actor,
            subject,
            needs: Object.fromEntries(needs.map(([name], i) => [name, seen.results[needsFrom + i]])),
            context,
            now: now(),
            do: (...more: readonly Statement[]) => statements.push(...more),
            publish: (event: Event) => events.push(event),
          },
          input,
          prepared,
        )
        const text = JSON.stringify(result ?? null)
        if (parts.checkAnswers && entry.endpoint.status !== 204) checkAnswer(entry, text)
        for (const event of events) statements.push(publishing(event, actor))
        published = events
        statements.push(
          auditLine({
            requestId: caller.context.requestId,
            actor,
            act: `${entry.capability.name}.${entry.name}`,
            subjectId: about?.[1] ?? null,
            outcome: 'granted',
            rule: null,
          }),
        )
        if (key && actor) statements.push(saveKey(actor.personId, key, entry.name, digest!, text))
        return { commit: statements, answer: { actor, text, value: () => JSON.parse(text) } }
      })
    } catch (fault) {
      const error = refusalOf(fault)
      note(caller, entry, actor, input, error)
      throw error
    }
    // It is committed and has its line: nothing that follows makes a refusal of it.
    for (const cookie of cookies) caller.context.setCookie(...cookie)
    if (published.length) {
      parts.somethingHappened()
      await parts.beforeAnswer?.(published)
    }
    return answer
  }

  const rehearse: House['rehearse'] = async (caller, name, raw) => {
    const entry = entryOf(name)
    const action = entry.action as WriteAction
    try {
      const input = parse(entry, raw)
      const prepared = await action.prepare?.(input, caller.context)
      const about = subjectOf(entry, input)
      const needs = Object.entries(action.needs?.(input, caller.context, prepared) ?? {}) as [string, Query<unknown>][]
      const queries = [...(about ? [about[0].find(about[1])] : []), ...needs.map(([, query]) => query)]
      const { actor, results } = await database.read(caller.credential, queries)
      const subject = about ? results[0] : undefined
      judge(entry, actor, subject, await offAs(actor))
      await action.then(
        {
          actor,
          subject,
          needs: Object.fromEntries(needs.map(([need], i) => [need, results[i + (about ? 1 : 0)]])),
          context: caller.context,
          now: now(),
          do: () => {},
          publish: () => {},
        },
        input,
        prepared,
      )
      return null
    } catch (fault) {
      if (fault instanceof Refusal) return fault
      throw fault
    }
  }

  return {
    capabilities: parts.capabilities,
    database,
    askTogether,
    rehearse,
    ask: async (caller, name, raw) => {
      const entry = entryOf(name)
      return entry.action.kind === 'read' ? (await askTogether(caller, [[name, raw]]))[0]! : act(caller, entry, raw)
    },
    whoIs: async (credential) => (await database.read(credential, [])).actor,
  }
}

/** A room that is not used answers as if it were not there; the code is the same for all of them. */
const NOT_USED = 'notUsed'

/** What waited on a device must not be written in the name of whoever signed in there meanwhile. */
export const mustActAs = ({ actingAs }: Caller, actor: Actor | null): void => {
  if (actingAs && actor && actor.acting.membershipId !== actingAs) throw conflict('signin.actsOtherwise')
}

const rulesFor = (capability: AnyCapability, endpoint: Endpoint) => ({
  ...capability.rules,
  ...(endpoint.about ? capability.subjects[endpoint.about]!.rules : {}),
})

const covers = (scopes: readonly string[], capability: string, kind: 'read' | 'write') =>
  scopes.includes(`${capability}:${kind}`) ||
  scopes.includes(`*:${kind}`) ||
  (kind === 'read' && scopes.includes(`${capability}:write`))

// Forty identical acts at once wait here for the first; each then finds its answer.
const waitForKey = (key: string): Query<unknown> =>
  run('idempotency.wait', `select pg_advisory_xact_lock(hashtextextended(access.person()::text || $1, 2))`, [key])
const findByKey = (key: string): Query<unknown> =>
  one(
    'idempotency.find',
    `select json_build_object('act', act, 'digest', encode(digest, 'hex'), 'answer', answer)::text
    from foundation.idempotency where person_id = (select access.person()) and key = $1`,
    [key],
  )
const saveKey = (personId: string, key: string, act: string, digest: Buffer, answer: string): Statement =>
  run(
    'idempotency.save',
    `insert into foundation.idempotency (person_id, key, act, digest, answer) values ($1, $2, $3, $4, $5)`,
    [personId, key, act, digest, answer],
  )

/** Paths of strings that PostgreSQL cannot store: with a NUL, or half of a surrogate pair. */
const unstorable = (value: unknown, at = ''): string[] => {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? [at] : []
  if (value && typeof value === 'object' && !Buffer.isBuffer(value))
    return Object.entries(value).flatMap(([name, inner]) => unstorable(inner, at ? `${at}.${name}` : name))
  return []
}

/** A refusal by the database itself (access.must, a constraint, a policy) in the words of the house. */
const refusalOf = (fault: unknown): unknown => {
  if (fault instanceof Refusal || fault instanceof Unavailable || fault instanceof NoSpace) return fault
  const code = (fault as { code?: string }).code
  if (code === 'RF409') return conflict((fault as Error).message)
  if (code === '23505' || code === '40001' || code === '40P01') return conflict('conflict')
  // A row that row-level security does not let this actor make: for them the thing it belongs to does not exist.
  if (code === '42501') return notFound()
  return fault
}

const unknownFields = (value: unknown, parsed: unknown, at = ''): string[] => {
  if (Array.isArray(value) && Array.isArray(parsed))
    return value.flatMap((item, i) => unknownFields(item, parsed[i], `${at}[]`)).slice(0, 5)
  if (value && typeof value === 'object' && parsed && typeof parsed === 'object')
    return Object.keys(value).flatMap((name) =>
      name in parsed
        ? unknownFields(
            (value as Record<string, unknown>)[name],
            (parsed as Record<string, unknown>)[name],
            `${at}.${name}`,
          )
        : [`${at}.${name}`],
    )
  return []
}
