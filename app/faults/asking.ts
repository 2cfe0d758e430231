// Asks a server something over HTTP and says what came of it and how long that took, also when nothing came.
import { Agent, type IncomingMessage, request } from 'node:http'

export interface Outcome {
  /** 0: there was no answer. */
  readonly status: number
  readonly type: string
  readonly text: string
  readonly milliseconds: number
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects
  readonly json: any
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object | URLSearchParams | FormData | null,
  headers?: Record<string, string>,
) => Promise<Outcome>

/** Paths below /api/v1 are asked as a program does, all others as a browser does. */
export const asking =
  (origin: string, who: Record<string, string>): Ask =>
  async (method, path, body, headers = {}) => {
    const isForm = body instanceof URLSearchParams || body instanceof FormData
    const written = body && isForm ? new Response(body) : null
    const type = written?.headers.get('content-type') ?? 'application/json'
    const payload = written ? Buffer.from(await written.arrayBuffer()) : body ? JSON.stringify(body) : undefined
    return new Promise((resolve) => {
      const begun = Date.now()
      const finish = (status: number, text: string, type = '') =>
        resolve({
          status,
          type,
          text,
          milliseconds: Date.now() - begun,
          get json() {
            return JSON.parse(text)
          },
        })
      const sent = request(origin + path, {
        method,
        agent,
        headers: {
          accept: path.startsWith('/api/') ? 'application/json' : 'text/html',
          ...(payload
            ? {
                'content-type': type,
                'content-length': Buffer.byteLength(payload),
              }
            : {}),
          ...who,
          ...headers,
        },
      })
      sent.setTimeout(30_000, () => sent.destroy())
      sent.on('error', () => finish(0, ''))
      sent.on('response', (answer: IncomingMessage) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (more) => {
          text += more
        })
        answer.on('error', () => finish(0, ''))
        answer.on('end', () =>
          answer.complete ? finish(answer.statusCode!, text, answer.headers['content-type']) : finish(0, ''),
        )
      })
      sent.end(payload)
    })
  }
