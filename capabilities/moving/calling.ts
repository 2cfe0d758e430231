// Calls a program elsewhere: a CloudEvent that says that something changed, signed, and never what changed.
//
// Source: CloudEvents 1.0, structured mode (application/cloudevents+json); signature as Standard Webhooks 1.0 has it:
// HMAC-SHA256 over `id.timestamp.body`, base64, in `webhook-signature: v1,…`.
import { createHmac } from 'node:crypto'
import dns from 'node:dns'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const PATIENCE = 10_000

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits)
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** Whoever administers must not be able to make this server knock on the doors of its own network. */
export const isInside = (address: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return inside.check(mapped)
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

const bare = (host: string) => host.replace(/^\[|\]$/g, '')
const isLoopback = (host: string) =>
  host === 'localhost' ||
  (isIP(bare(host)) !== 0 && loopback.check(bare(host), isIP(bare(host)) === 6 ? 'ipv6' : 'ipv4'))

/** `https`, without a name or password in it, and no address of an own network; this machine itself is for trying out. */
export const isUsableAddress = (address: string): boolean => {
  const url = new URL(address)
  if (url.username || url.password || url.hash) return false
  if (isLoopback(url.hostname)) return true
  return url.protocol === 'https:' && (isIP(bare(url.hostname)) === 0 || !isInside(bare(url.hostname)))
}

/** Names are looked up here, so that what was checked is what is called (no second look-up gives another address). */
const outside: LookupFunction = (host, options, done) =>
  dns.lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 4)
    const allowed = found.filter(({ address }) => !isInside(address))
    const [first] = allowed
    if (!first) return done(Object.assign(new Error('inside'), { code: 'EINSIDE' }), '', 4)
    if (options.all) return (done as unknown as (e: null, all: typeof allowed) => void)(null, allowed)
    done(null, first.address, first.family)
  })

export interface Notice {
  readonly deliveryId: string
  readonly type: string
  readonly happenedAt: Date
  readonly dossierId: string | null
  readonly organisationId: string
}

/** Content-free: kind, moment, and the address under which who may can read. */
export const bodyOf = (notice: Notice, origin: string): string =>
  JSON.stringify({
    specversion: '1.0',
    id: notice.deliveryId,
    source: `${origin}/organisaties/${notice.organisationId}`,
    type: `nl.schakel.${notice.type}`,
    time: notice.happenedAt.toISOString(),
    ...(notice.dossierId ? { subject: `/api/v1/dossiers/${notice.dossierId}` } : {}),
  })

export const signatureOf = (secret: string, id: string, timestamp: number, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')}`

/** A status, or a word for why there was none. Never throws; nothing of the answer is kept but its status. */
export const call = (
  url: string,
  secret: string,
  id: string,
  body: string,
  now: Date,
  mayBeHere: boolean,
): Promise<{ ok: boolean; answer: string }> =>
  new Promise((resolve) => {
    const address = new URL(url)
    const timestamp = Math.floor(now.getTime() / 1000)
    const here = isLoopback(address.hostname)
    if (here && !mayBeHere) return resolve({ ok: false, answer: 'inside' })
    const over = address.protocol === 'https:' ? overHttps : overHttp
    const asked = over(
      address,
      {
        method: 'POST',
        // Followed nowhere: a redirect could lead inside.
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Schakel',
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signatureOf(secret, id, timestamp, body),
        },
        timeout: PATIENCE,
        ...(here ? {} : { lookup: outside }),
      },
      (response) => {
        response.resume()
        const status = response.statusCode ?? 0
        response.on('end', () => resolve({ ok: status >= 200 && status < 300, answer: String(status) }))
        response.on('error', () => resolve({ ok: false, answer: 'broken' }))
      },
    )
    const limit = setTimeout(() => asked.destroy(Object.assign(new Error('late'), { code: 'ELATE' })), PATIENCE)
    asked.on('close', () => clearTimeout(limit))
    asked.on('timeout', () => asked.destroy(Object.assign(new Error('late'), { code: 'ELATE' })))
    asked.on('error', (error: NodeJS.ErrnoException) => resolve({ ok: false, answer: wordOf(error.code) }))
    asked.end(body)
  })

const wordOf = (code: string | undefined): string =>
  ({ ELATE: 'late', EINSIDE: 'inside', ECONNREFUSED: 'refused', ENOTFOUND: 'unknown', EAI_AGAIN: 'unknown' })[
    code ?? ''
  ] ?? 'broken'
