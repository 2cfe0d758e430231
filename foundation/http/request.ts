// From an HTTP request to a caller: who asks, in which language, from where.
import { createHash, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Credential } from '../access/actor.ts'
import type { Context } from '../capability.ts'
import { Refusal } from '../errors.ts'
import type { Caller } from './handle.ts'

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** With https the name binds the cookie to this host and to all its paths. */
export const sessionCookie = (origin: string) => (origin.startsWith('https:') ? '__Host-schakel' : 'schakel')

export const credentialOf = (request: FastifyRequest, origin: string): Credential | null => {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')
  if (bearer) return { kind: 'token', digest: digestOf(bearer[1]!) }
  const secret = request.cookies[sessionCookie(origin)]
  return secret ? { kind: 'session', digest: digestOf(secret) } : null
}

export const localeOf = (request: FastifyRequest): 'nl' | 'en' => {
  const chosen = request.cookies.taal
  if (chosen === 'nl' || chosen === 'en') return chosen
  // Dutch unless the browser prefers English and does not mention Dutch at all.
  const accepted = request.headers['accept-language']?.toLowerCase() ?? ''
  return /\ben\b/.test(accepted) && !/\bnl\b/.test(accepted) ? 'en' : 'nl'
}

/**
 * Refuses a write that another website makes our reader's browser send. Browsers say where a request comes from
 * (Sec-Fetch-Site, or Origin for older ones); a write with our cookie and without either is refused.
 */
export const refuseCrossSite = (request: FastifyRequest, origin: string): void => {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  // A token is no cookie: no browser adds it by itself. Any other authorization (`https://name:word@…`) may come from anywhere.
  if (credentialOf(request, origin)?.kind === 'token') return
  const site = request.headers['sec-fetch-site']
  if (site) {
    if (site === 'same-origin' || site === 'none') return
  } else if (request.headers.origin) {
    if (request.headers.origin === origin) return
  } else if (!request.headers.cookie) return
  throw new Refusal(403, 'crossSite')
}

export const contextOf = (request: FastifyRequest, reply: FastifyReply, origin: string): Context => ({
  requestId: request.id,
  origin,
  ip: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
  locale: localeOf(request),
  cookies: request.cookies,
  setCookie: (name, value, options) => {
    const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: origin.startsWith('https:') } as const
    if (value === null) reply.clearCookie(name, cookie)
    else
      reply.setCookie(name, value, { ...cookie, ...(options?.maxAgeSeconds ? { maxAge: options.maxAgeSeconds } : {}) })
  },
})

export const callerOf = (
  request: FastifyRequest,
  reply: FastifyReply,
  origin: string,
  idempotencyKey?: string,
): Caller => ({
  credential: credentialOf(request, origin),
  context: contextOf(request, reply, origin),
  ...(idempotencyKey ? { idempotencyKey } : {}),
  ...(typeof request.headers['x-acting-as'] === 'string' ? { actingAs: request.headers['x-acting-as'] } : {}),
})

export const newRequestId = (): string => randomUUID()
