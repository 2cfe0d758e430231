// A browser for the tests of signing in: it keeps cookies, as a browser does, and follows nothing by itself.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

export interface Seen {
  readonly status: number
  readonly location: string
  readonly text: string
  /** As sent, with their flags. */
  readonly setCookies: readonly string[]
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects
  readonly json: any
}

export const browserOf = (
  house: { readonly app: FastifyInstance; readonly config: { readonly origin: string } },
  from: { readonly ip?: string; readonly agent?: string } = {},
) => {
  const cookies = new Map<string, string>()
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: string | object,
    type = 'application/x-www-form-urlencoded',
  ): Promise<Seen> => {
    const response = await house.app.inject({
      method,
      url,
      remoteAddress: from.ip ?? '203.0.113.7',
      headers: {
        host: new URL(house.config.origin).host,
        accept: type === 'application/json' ? type : 'text/html',
        'user-agent': from.agent ?? 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(method === 'GET' ? {} : { origin: house.config.origin, 'sec-fetch-site': 'same-origin' }),
        ...(payload === undefined ? {} : { 'content-type': type }),
        ...(cookies.size ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
      },
      ...(payload === undefined ? {} : { payload }),
    })
    const setCookies = [response.headers['set-cookie'] ?? []].flat()
    for (const line of setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    return {
      status: response.statusCode,
      location: String(response.headers.location ?? ''),
      text: response.body,
      setCookies,
      get json() {
        return JSON.parse(response.body)
      },
    }
  }
  return {
    cookies,
    page: (url: string) => send('GET', url),
    submit: (url: string, act: string, fields: Record<string, string | string[]> = {}) => {
      const form = new URLSearchParams({ _act: act, _key: randomUUID() })
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
      return send('POST', url, form.toString())
    },
    get: (path: string) => send('GET', `/api/v1${path}`, undefined, 'application/json'),
    post: (path: string, body: object = {}) => send('POST', `/api/v1${path}`, body, 'application/json'),
    put: (path: string, body: object = {}) => send('PUT', `/api/v1${path}`, body, 'application/json'),
    delete: (path: string) => send('DELETE', `/api/v1${path}`),
  }
}
export type TestBrowser = ReturnType<typeof browserOf>
