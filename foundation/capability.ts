// A capability is three tables with the same row names: what can be asked, who may ask it, what then happens.
import type { z } from 'zod'
import type { Actor } from './access/actor.ts'
import type { ActorRules, Rules } from './access/rules.ts'
import type { Query, ResultOf, Statement } from './database/query.ts'

/** One row of a contract. Paths are those of the JSON API below /api/v1; `:names` are filled from the input. */
export interface Endpoint {
  readonly at: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`
  /** The key in the input that names the thing this is about; it is found, under row-level security, before the policy is asked. */
  readonly about?: string
  readonly input: z.ZodType<object>
  readonly output: z.ZodType
  /** True when somebody who is not signed in may ask it; the policy is then not asked, the action decides by rows alone. */
  readonly open?: true
  /** One English sentence for the OpenAPI document. */
  readonly summary: string
  /** Status of a good answer when it is not 200 (201 for a POST that makes something, 204 for no content). */
  readonly status?: 200 | 201 | 202 | 204
  /** False when it has no place in the JSON API, only in pages (a sign-in form). */
  readonly api?: false
  /** The answer names a stored file ({ digest, name, type, size }) and the house sends its bytes. */
  readonly download?: true
  /** How often in a minute one address may ask it; for what costs the database more than a look. */
  readonly perMinute?: number
}
export type Contract = Readonly<Record<string, Endpoint>>

export interface Subject<S> {
  /** Waits for others that change the same thing; runs before `find`, so that `find` reads what they left. */
  readonly lock?: (id: string) => Statement
  readonly find: (id: string) => Query<S | undefined>
  readonly rules: Rules<S>
  /**
   * The organisation that is accountable for it: whether a room that can be off is off here, follows that organisation and
   * not the one of who asks. Of every subject of such a room.
   */
  readonly organisationOf?: (subject: S) => string
}
export type Subjects = Readonly<Record<string, Subject<any>>>

/** What comes along with every request and is not the request itself. */
export interface Context {
  readonly requestId: string
  /** Address of this installation without trailing slash: `https://schakel.wierdijk.nl`. */
  readonly origin: string
  readonly ip: string
  readonly userAgent: string
  readonly locale: 'nl' | 'en'
  /** Cookies to set with the answer; only sign-in does. */
  readonly setCookie: (name: string, value: string | null, options?: { maxAgeSeconds?: number }) => void
  readonly cookies: Readonly<Record<string, string | undefined>>
}

/** The second half of a write: what it gathers is sent in one round trip, with the audit line and the commit. */
export interface Work<S, Needs> {
  readonly actor: Actor
  readonly subject: S
  readonly needs: Needs
  readonly context: Context
  readonly now: Date
  /** Adds statements to the transaction, in order. */
  readonly do: (...statements: readonly Statement[]) => void
  /** Says what happened, for whoever listens (app/wiring.ts), after the commit. Ids only: no personal content. */
  readonly publish: (event: Event) => void
}

export interface Event {
  readonly name: string
  readonly dossierId?: string
  readonly organisationId?: string
  readonly payload: Readonly<Record<string, unknown>>
}

type Queries = Readonly<Record<string, Query<any>>>
type Results<N extends Queries> = { readonly [K in keyof N]: ResultOf<N[K]> }

export interface ReadAction {
  readonly kind: 'read'
  readonly query: (input: any, context: Context) => Query<unknown>
}
export interface WriteAction {
  readonly kind: 'write'
  readonly prepare?: (input: any, context: Context) => Promise<unknown>
  readonly needs?: (input: any, context: Context, prepared: any) => Queries
  readonly then: (work: any, input: any, prepared: any) => unknown
}

type Input<E extends Endpoint> = z.output<E['input']>
type Output<E extends Endpoint> = z.input<E['output']>
type SubjectOf<E extends Endpoint, S extends Subjects> = E['about'] extends keyof S
  ? S[E['about']] extends Subject<infer T>
    ? T
    : undefined
  : undefined

declare const shape: unique symbol
export interface Action<I, O, S> {
  readonly kind: 'read' | 'write'
  readonly [shape]?: (input: I, subject: S) => O
}

/**
 * A read: one query, in the same round trip as finding the subject. A query that answers undefined is a 404;
 * one that answers a string is passed through as JSON text.
 */
export const reads = <I, O, S>(query: (input: I, context: Context) => Query<O | string | undefined>): Action<I, O, S> =>
  ({ kind: 'read', query }) as unknown as Action<I, O, S>

/**
 * A write: `prepare` does what needs no database (hash a password, store bytes); `needs` names what must be known, read
 * in the first round trip with the subject locked; `then` decides, and what it gathers is the second round trip.
 */
export const writes = <I, O, S, const N extends Queries = Record<never, never>, P = undefined>(parts: {
  readonly prepare?: (input: I, context: Context) => Promise<P>
  readonly needs?: (input: I, context: Context, prepared: P) => N
  readonly then: (work: Work<S, Results<N>>, input: I, prepared: P) => O | Promise<O>
}): Action<I, O, S> => ({ kind: 'write', ...parts }) as unknown as Action<I, O, S>

type AtLeastOne<Name> = readonly [Name, ...Name[]]
type RuleNames<A extends ActorRules, S extends Subjects, E extends Endpoint> =
  | Extract<keyof A, string>
  | (E['about'] extends keyof S ? Extract<keyof S[E['about']]['rules'], string> : never)

/** Nobody is let in by omission: an empty row does not compile. Endpoints that are open have the row ['open']. */
export type Policy<C extends Contract, A extends ActorRules, S extends Subjects> = {
  readonly [Name in keyof C]: C[Name]['open'] extends true ? readonly ['open'] : AtLeastOne<RuleNames<A, S, C[Name]>>
}

export type Actions<C extends Contract, S extends Subjects> = {
  readonly [Name in keyof C]: Action<Input<C[Name]>, Output<C[Name]>, SubjectOf<C[Name], S>>
}

/** Words a reader sees, by language. English has the same shape as Dutch. */
export interface CapabilityText {
  /** What each act is called: `closeDossier: 'Dossier afsluiten'`. */
  readonly acts: Readonly<Record<string, string>>
  /** What each refusal says, by code without the capability's name: `isOpen: 'Dit dossier is afgesloten. …'`. */
  readonly refusals: Readonly<Record<string, string>>
  /** What the next page says when an act was done: `closeDossier: 'Het dossier is afgesloten.'`. */
  readonly done?: Readonly<Record<string, string>>
  /** The room itself: its name, and in one sentence what it is for. */
  readonly ofRoom?: { readonly title: string; readonly about: string }
  /** In words what the room declares in `processing`, by key. */
  readonly processing?: Readonly<Record<string, ProcessingWords>>
}

/** On which ground personal data may be kept (art. 6 and 9 AVG, Archiefwet). */
export const BASES = ['publicTask', 'legalDuty', 'employment', 'consent', 'security'] as const

/** What a room keeps of people: one purpose, and the columns that serve it. */
export interface Processing {
  readonly key: string
  readonly basis: (typeof BASES)[number]
  /** `schema.table.column`; a whole table as `schema.table`. */
  readonly fields: readonly string[]
}
export interface ProcessingWords {
  /** What is kept, and of whom. */
  readonly what: string
  readonly purpose: string
  readonly kept: string
  readonly seen: string
}

export interface AnyCapability {
  readonly name: string
  readonly contract: Contract
  readonly subjects: Subjects
  readonly rules: ActorRules
  readonly policy: Readonly<Record<string, readonly string[]>>
  readonly actions: Readonly<Record<string, { readonly kind: 'read' | 'write' }>>
  readonly text: { readonly nl: CapabilityText; readonly en: CapabilityText }
  /** For a room that an organisation can do without: which other such rooms it cannot do without itself. */
  readonly optional?: { readonly needs: readonly string[] }
  /** For the register of processing (art. 30 AVG). */
  readonly processing?: { readonly rows: readonly Processing[]; readonly without: readonly string[] }
}

/** Checks at compile time that the four tables have the same rows. */
export const capability = <const C extends Contract, S extends Subjects, A extends ActorRules>(parts: {
  readonly name: string
  readonly contract: C
  readonly subjects: S
  readonly rules: A
  readonly policy: Policy<C, A, S>
  readonly actions: Actions<C, S>
  readonly optional?: AnyCapability['optional']
  readonly processing?: AnyCapability['processing']
  readonly text: {
    readonly nl: CapabilityText & { readonly acts: { readonly [Name in keyof C]: string } }
    readonly en: CapabilityText & { readonly acts: { readonly [Name in keyof C]: string } }
  }
}) => parts
