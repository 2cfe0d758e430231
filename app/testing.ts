// The whole house for a test: real PostgreSQL, the cast of Wierdijk, requests through the front door.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions, Response } from 'light-my-request'
import pg from 'pg'
import { declareAccess, migrate } from '#foundation/database/migrate.ts'
import { ownerConnection, servingConnection } from '#foundation/database/where.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import { testDatabase } from '#foundation/testing/database.ts'
import { readConfig } from './config.ts'
import { holdAgainstOpenApi } from './conformance.ts'
import { openHouse } from './house.ts'
import { membershipId, type PersonKey, personId, plantCast } from './practice/cast.ts'

export interface Answered {
  readonly status: number
  readonly headers: Record<string, string | string[] | number | undefined>
  readonly text: string
  /** The JSON of the answer. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects
  readonly json: any
}

export interface Client {
  /** JSON API; paths below /api/v1: `get('/dossiers')`. */
  get(path: string, headers?: Record<string, string>): Promise<Answered>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  delete(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  /** A page, as a browser opens it. */
  page(path: string): Promise<Answered>
  /** A form of that page, as a browser without JavaScript sends it. */
  submit(path: string, act: string, fields?: Record<string, string | string[]>): Promise<Answered>
  /** The cookie, for a real browser or a raw request. */
  readonly cookie: string
}

export const startHouse = async (
  options: {
    practice?: boolean
    now?: () => Date
    /** 'asked': events are heard, and jobs are done when the test asks for them, so that none comes in between. */
    background?: boolean | 'asked'
    logTo?: { write(line: string): void }
    env?: Record<string, string>
  } = {},
) => {
  const database = await testDatabase(async (owner) => {
    await migrate(owner)
    await declareAccess(owner)
    const client = new pg.Client(owner as pg.ClientConfig)
    await client.connect()
    await plantCast(client)
    await client.end()
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'schakel-house-'))
  mkdirSync(dataDir, { recursive: true })
  const config = {
    ...readConfig({
      ...process.env,
      PRACTICE: options.practice === false ? '0' : '1',
      SCHAKEL_SECRET: 'a secret of forty characters for the tests',
      ORIGIN: 'http://127.0.0.1:3000',
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: options.logTo ? 'info' : (process.env.TEST_LOG ?? 'silent'),
      SCHAKEL_DATA: dataDir,
      PORT: '0',
      ...options.env,
    }),
  }
  const owner = new pg.Pool({ ...ownerConnection(database.ownerUrl), max: 4 } as pg.PoolConfig)
  owner.on('error', () => {})
  const connections = { serving: servingConnection(database.servingUrl), owner: ownerConnection(database.ownerUrl) }
  const open = await openHouse(config, connections, {
    checkAnswers: true,
    background: options.background ?? false,
    now: options.now,
    logTo: options.logTo,
  })
  await open.app.ready()
  const { origin } = config

  const send = async (cookie: string, request: InjectOptions): Promise<Answered> => {
    const response: Response = await open.app.inject({
      ...request,
      headers: { host: new URL(origin).host, origin, ...(cookie ? { cookie } : {}), ...request.headers },
    })
    holdAgainstOpenApi({
      method: String(request.method ?? 'GET'),
      url: String(request.url),
      body: request.payload,
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
    })
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      get json() {
        return JSON.parse(response.body)
      },
    }
  }

  const clientWith = (cookie: string): Client => {
    const api =
      (method: 'GET' | 'POST' | 'PUT' | 'DELETE') =>
      (path: string, body?: unknown, headers: Record<string, string> = {}) =>
        send(cookie, {
          method,
          url: `/api/v1${path}`,
          headers,
          ...(body === undefined ? {} : { payload: body as object }),
        })
    return {
      cookie,
      get: (path, headers) => api('GET')(path, undefined, headers),
      post: api('POST'),
      put: api('PUT'),
      delete: api('DELETE'),
      page: (path) => send(cookie, { method: 'GET', url: path, headers: { accept: 'text/html' } }),
      submit: (path, act, fields = {}) => {
        const form = new URLSearchParams()
        for (const [name, value] of Object.entries({ _act: act, _key: randomUUID(), ...fields }))
          for (const one of Array.isArray(value) ? value : [value]) form.append(name, one)
        return send(cookie, {
          method: 'POST',
          url: path,
          headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
          payload: form.toString(),
        })
      },
    }
  }

  /** Signs somebody of the cast in, in their first or another role. */
  const as = async (key: PersonKey, role = 1): Promise<Client> => {
    const secret = randomBytes(32).toString('base64url')
    await owner.query(
      `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
       values ($1, $2, $3, $4, 'test', 'test', now() + interval '1 hour')`,
      [newId(), digestOf(secret), personId(key), membershipId(key, role)],
    )
    return clientWith(`schakel=${secret}`)
  }

  return {
    ...open,
    config,
    database,
    connections,
    /** The owner's pool: for arranging and for looking behind the curtain. */
    owner,
    as,
    nobody: clientWith(''),
    clientWith,
    stop: async () => {
      await open.close()
      await owner.end()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
export type TestHouse = Awaited<ReturnType<typeof startHouse>>
