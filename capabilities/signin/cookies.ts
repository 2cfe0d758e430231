// The cookies that carry somebody through signing in, besides that of the session itself.
import type { Context } from '#foundation/capability.ts'

const NAMES = {
  /** The browser that asked for a link. */
  asked: 'schakel-vraag',
  /** A browser in which somebody signed in before. */
  device: 'schakel-apparaat',
  /** Half signed in: the password was right, the code still has to come. */
  step: 'schakel-stap',
  /** A second factor that is being set up. */
  setup: 'schakel-code',
  /** On the way to a provider and back. */
  oidc: 'schakel-heen',
  /** The challenge that this browser was given for a passkey. */
  challenge: 'schakel-sleutel',
  /** Shown once on the next page: a new token, recovery codes. */
  once: 'schakel-eenmalig',
} as const
export type CookieName = keyof typeof NAMES

/** With https the name itself forbids that another host or path sets it. */
const nameOf = (origin: string, name: CookieName) => `${origin.startsWith('https:') ? '__Host-' : ''}${NAMES[name]}`

export const cookieOf = (context: Context, name: CookieName): string | undefined =>
  context.cookies[nameOf(context.origin, name)]

export const setCookie = (context: Context, name: CookieName, value: string | null, maxAgeSeconds = 900): void =>
  context.setCookie(nameOf(context.origin, name), value, { maxAgeSeconds })
