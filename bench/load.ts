// The load generator, a process of its own: sends prepared requests over a number of connections, one at a time on each.
import { connect, type Socket } from 'node:net'

export interface Order {
  readonly port: number
  /** Whole HTTP requests, ready to be sent; each connection begins at another one and goes round. */
  readonly requests: readonly string[]
  readonly connections: number
  readonly seconds: number
}
export interface Measured {
  readonly requests: number
  readonly seconds: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** How many answers had another status than 2xx. */
  readonly refused: number
  readonly bytes: number
}

const END = Buffer.from('\r\n\r\n')

/** Sends one request on an open connection; both servers answer with a content-length and keep the connection. */
const exchange = (socket: Socket, request: Buffer): Promise<{ status: number; bytes: number }> =>
  new Promise((resolve, reject) => {
    let got: Buffer = Buffer.alloc(0)
    let wanted = -1
    const take = (chunk: Buffer) => {
      got = got.length ? Buffer.concat([got, chunk]) : chunk
      if (wanted < 0) {
        const end = got.indexOf(END)
        if (end < 0) return
        const length = /\r\ncontent-length: *(\d+)/i.exec(got.toString('latin1', 0, end + 2))
        wanted = end + 4 + Number(length?.[1] ?? 0)
      }
      if (got.length < wanted) return
      socket.off('data', take)
      socket.off('error', reject)
      resolve({ status: Number(got.toString('latin1', 9, 12)), bytes: got.length })
    }
    socket.on('data', take)
    socket.on('error', reject)
    socket.write(request)
  })

const fire = async ({ port, requests, connections, seconds }: Order): Promise<Measured> => {
  const ready = requests.map((request) => Buffer.from(request))
  const times: number[] = []
  let refused = 0
  let bytes = 0
  const began = performance.now()
  const until = began + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async (_, place) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
      for (let at = Math.floor((place * ready.length) / connections); performance.now() < until; at++) {
        const sent = performance.now()
        const answer = await exchange(socket, ready[at % ready.length]!)
        times.push(performance.now() - sent)
        bytes += answer.bytes
        if (answer.status < 200 || answer.status > 299) refused++
      }
      socket.destroy()
    }),
  )
  const took = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { requests: times.length, seconds: took, p50: at(0.5), p99: at(0.99), refused, bytes }
}

process.on('message', (order: Order) => {
  fire(order).then(
    (measured) => process.send!({ measured }),
    (error) => process.send!({ error: String(error) }),
  )
})
