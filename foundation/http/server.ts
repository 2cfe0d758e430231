// The HTTP server: what holds for every request before and after the one way in.
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify'
import { NoSpace, Refusal, Unavailable } from '../errors.ts'
import { type Looks, type Speaking, speaking } from '../words/speaking.ts'
import { API_ROOT, API_VERSION } from './api.ts'
import type { House } from './handle.ts'
import { localeOf, newRequestId, refuseCrossSite } from './request.ts'
import { rememberTyped, type Typed, typedIn } from './typed.ts'
import { httpText, problemOf } from './words.ts'

export interface ServerParts {
  readonly house: House
  readonly origin: string
  readonly log: FastifyBaseLogger
  /** Reverse proxies in front, as fastify's trustProxy; false when there are none. */
  readonly trustProxy: boolean | string
  readonly maximumUpload: number
  readonly drawFault: (parts: {
    status: number
    title: string
    detail: string
    locale: 'nl' | 'en'
    requestId: string
    path: string
    /** What was sent in a form and could not be kept: shown, and sent again with one button. */
    typed: Typed | null
  }) => string
  readonly signInPath: string
  readonly ready: () => Promise<void>
  /** The own words and looks of organisations, with which their members read. */
  readonly looks?: Looks
}

const NO_LOOKS: Looks = { of: () => null, themeOf: () => null }

// Whoever asks from outside the browser's page cannot make it run anything: no inline script, no foreign source.
const CSP = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
  },
}

export const buildServer = async (parts: ServerParts): Promise<FastifyInstance> => {
  const { house, origin } = parts
  const app = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    trustProxy: parts.trustProxy,
    bodyLimit: 1024 * 1024,
    requestTimeout: 60_000,
    keepAliveTimeout: 15_000,
    // Requests under way are answered; connections that only wait are closed at once.
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
    ajv: { customOptions: { coerceTypes: false } },
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 1024 * 1024 })
  await app.register(multipart, {
    limits: { fileSize: parts.maximumUpload, files: 20, fields: 100, fieldSize: 256 * 1024, parts: 120 },
  })
  await app.register(helmet, {
    contentSecurityPolicy: CSP,
    hsts: origin.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  })
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => new Refusal(429, 'tooMany') as never })

  // Whose words a request is answered in is known from its first answer (handle.ts). Reading a body may come from outside
  // the request's own thread of work, so it is taken up again before the handler.
  const spoken = new WeakMap<object, Speaking>()
  app.addHook('onRequest', (request, _, done) => {
    const here: Speaking = { looks: parts.looks ?? NO_LOOKS, organisationId: null }
    spoken.set(request, here)
    speaking(here, done)
  })
  app.addHook('preHandler', (request, _, done) => speaking(spoken.get(request)!, done))

  rememberTyped(app)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.startsWith(API_ROOT)) reply.header('api-version', API_VERSION)
    // An address with a slash at the end is another address, and not one of ours (NLgov /core/no-trailing-slash).
    if (/.\/(\?|$)/.test(request.url)) throw new Refusal(404, 'notFound')
    refuseCrossSite(request, origin)
  })

  // Who is still served when the house closes is served, and then let go: a browser that keeps its connection would
  // keep the server from ending for as long as it likes (6 s were measured).
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_, reply) => {
    if (closing) reply.header('connection', 'close')
  })

  // One line a request: no names, no words, no query (people type names into a search field).
  app.addHook('onResponse', async (request, reply) => {
    if (request.url.startsWith('/assets/')) return
    parts.log.info(
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })

  app.setErrorHandler(async (error: FastifyError | Error, request, reply) => {
    const refusal = asRefusal(error)
    if (!refusal || refusal.status >= 500) parts.log.error({ request: request.id, err: error }, 'failed')
    const locale = localeOf(request)
    const status = refusal?.status ?? 500
    const shown = refusal ?? new Refusal(500, 'fault')
    if (status === 503) reply.header('retry-after', '2')
    if (request.url.startsWith(API_ROOT) || request.headers.accept?.includes('application/json'))
      return reply
        .code(status)
        .type('application/problem+json; charset=utf-8')
        .send(problemOf(house.capabilities, locale, shown, request.id))
    if (status === 401 && request.method === 'GET')
      return reply
        .code(303)
        .header('location', `${parts.signInPath}?verder=${encodeURIComponent(request.url)}`)
        .send()
    const problem = problemOf(house.capabilities, locale, shown, request.id)
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(
        parts.drawFault({
          status,
          title: problem.title,
          detail: problem.detail,
          locale,
          requestId: request.id,
          path: request.url,
          // The words of a reader outlive a database that is away or a disk that is full, also without JavaScript.
          typed: status === 503 || status === 507 ? await typedIn(request) : null,
        }),
      )
  })
  app.setNotFoundHandler(() => {
    throw new Refusal(404, 'notFound')
  })

  app.get('/health', { logLevel: 'silent' }, async () => ({ status: 'ok' }))
  app.get('/ready', { logLevel: 'silent' }, async (_, reply) => {
    try {
      await parts.ready()
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'not ready' })
    }
  })
  return app
}

/** Everything that is not a refusal by design is a bug: undefined, and the reader gets a number and nothing more. */
const asRefusal = (error: FastifyError | Error): Refusal | undefined => {
  if (error instanceof Refusal) return error
  if (error instanceof Unavailable) return new Refusal(503, error.unknownOutcome ? 'unknownOutcome' : 'unavailable')
  if (error instanceof NoSpace) return new Refusal(507, 'noSpace')
  const { statusCode, code } = error as FastifyError
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return new Refusal(413, 'tooLarge')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || statusCode === 415) return new Refusal(415, 'unsupportedType')
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Refusal(400, 'invalid')
  return undefined
}

export { httpText }
