// In whose words we speak and with whose face: those of the organisation in which the reader works, or to which a page or
// mail belongs.
import { AsyncLocalStorage } from 'node:async_hooks'
import { isMarked, type OwnWords, unmark } from './spans.ts'

/** How an organisation signs and looks. */
export interface Theme {
  readonly name: string
  /** '#rrggbb', as chosen. */
  readonly colour: string | null
  /** The address of the style sheet that comes after our own. */
  readonly stylesheet: string | null
  readonly logo: {
    readonly address: string
    /** What who cannot see it hears. */
    readonly alt: string
    readonly width: number
    readonly height: number
    readonly png: Buffer
  } | null
}

/** The own words and looks of every organisation that has any, kept by each process (capabilities/appearance). */
export interface Looks {
  of(organisationId: string): OwnWords | null
  themeOf(organisationId: string): Theme | null
}

/** One request, one mail: changes while it is under way, because who asks is known from the first answer. */
export interface Speaking {
  readonly looks: Looks
  organisationId: string | null
}

const now = new AsyncLocalStorage<Speaking>()

/** Speaks in nobody's own words until it is known whose they are. */
export const speaking = <T>(to: Speaking, work: () => T): T => now.run(to, work)

/** From here on in this request: the words of this organisation; null for those of the house. */
export const speakFor = (organisationId: string | null): void => {
  const here = now.getStore()
  if (here) here.organisationId = organisationId
}

/** This piece of work only, such as one mail of many. */
export const inWordsOf = <T>(organisationId: string | null, work: () => T): T => {
  const here = now.getStore()
  return here ? now.run({ looks: here.looks, organisationId }, work) : work()
}

/** How the organisation looks in whose words we speak now; null when it looks as the house does. */
export const themeNow = (): Theme | null => {
  const here = now.getStore()
  return here?.organisationId ? here.looks.themeOf(here.organisationId) : null
}

const words = (): OwnWords | null => {
  const here = now.getStore()
  return here?.organisationId ? here.looks.of(here.organisationId) : null
}

const HOUSE = {}

/** Texts with marks, as what everybody imports: read a sentence, and it stands there in the words of who reads. */
export const spoken = <T>(texts: T): T => {
  if (typeof texts === 'function') return said(texts, words) as T
  if (!texts || typeof texts !== 'object') return texts
  // One copy for each set of own words; it goes when that set goes.
  const copies = new WeakMap<object, object>()
  const copy = (): Record<PropertyKey, unknown> => {
    const own = words()
    const key = own ?? HOUSE
    let found = copies.get(key) as Record<PropertyKey, unknown> | undefined
    if (!found) {
      found = said(texts, () => own) as Record<PropertyKey, unknown>
      copies.set(key, found)
    }
    return found
  }
  return new Proxy(texts as object, {
    get: (_, name) => copy()[name],
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(copy(), name),
  }) as T
}

const isPlain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value))

/** The same thing without marks: sentences, lists and tables of them, and what makes sentences. */
const said = (value: unknown, own: () => OwnWords | null): unknown => {
  if (typeof value === 'string') return isMarked(value) ? unmark(value, own()) : value
  if (typeof value === 'function') return (...args: unknown[]) => said(value(...args), own)
  if (Array.isArray(value)) return value.map((one) => said(one, own))
  if (value && typeof value === 'object' && isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, said(one, own)]))
  return value
}
