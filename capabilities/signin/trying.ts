// How often one may try: strangers wait longer and longer, a browser that was here before is not made to wait for them.
//
// Nothing is ever locked: an account that others can lock is a way to keep somebody out. What waits is the pair of an
// address and the place it is tried from; a browser in which this person signed in before is a place of its own.
import type { Context } from '#foundation/capability.ts'
import { digestOf } from '#foundation/http/request.ts'
import { cookieOf } from './cookies.ts'
import { digestOfParts } from './seal.ts'

export interface Try {
  readonly key: Buffer
  /** So many may go by before the waiting begins. */
  readonly free: number
  /** Seconds; the longest that the next one waits. */
  readonly longest: number
}

/** An IPv6 network of a household counts as one place: it has more addresses than anybody can count. */
const place = (ip: string): string =>
  ip.includes(':') && !ip.startsWith('::ffff:') ? ip.split(':').slice(0, 4).join(':') : ip

export const deviceDigest = (context: Context): Buffer | null => {
  const secret = cookieOf(context, 'device')
  return secret ? digestOf(secret) : null
}

/** What is counted for a secret that belongs to `whose` (an address, a person), by who tries it. */
export const triesOf = (what: string, whose: string, context: Context) => {
  const device = cookieOf(context, 'device')
  const anywhere: Try = { key: digestOfParts(what, whose), free: 50, longest: 300 }
  // A town hall has one address for all its desks.
  const fromHere: Try = { key: digestOfParts(what, 'from', place(context.ip)), free: 100, longest: 60 }
  return {
    known: [{ key: digestOfParts(what, whose, 'device', device ?? ''), free: 5, longest: 900 }] as readonly Try[],
    stranger: [
      { key: digestOfParts(what, whose, 'place', place(context.ip)), free: 5, longest: 900 },
      anywhere,
      fromHere,
    ] as readonly Try[],
  }
}
