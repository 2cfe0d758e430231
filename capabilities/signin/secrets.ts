// Secrets that a browser or a program keeps; the house keeps only their SHA-256.
import { randomBytes } from 'node:crypto'
import type { Context } from '#foundation/capability.ts'
import { digestOf, sessionCookie } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import { deviceOf } from './device.ts'

/** 256 bits, for an address or a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

export const SESSION_SECONDS = 30 * 86_400

/** A fresh session for this browser: its cookie is set when the answer goes out, `replaces` is what it carried before. */
export const newSession = (context: Context) => {
  const secret = newSecret()
  const name = sessionCookie(context.origin)
  const before = context.cookies[name]
  context.setCookie(name, secret, { maxAgeSeconds: SESSION_SECONDS })
  return {
    sessionId: newId(),
    digest: digestOf(secret),
    device: deviceOf(context.userAgent),
    replaces: before ? digestOf(before) : null,
  }
}
export type NewSession = ReturnType<typeof newSession>
