// Ten thousand browsers that follow and do nothing else: a process of its own, so that its cost is not the server's.
import { connect, type Socket } from 'node:net'

export interface Connect {
  readonly do: 'connect'
  readonly port: number
  /** Of each watcher: its cookie, and the query of what it follows. */
  readonly watchers: readonly { readonly cookie: string; readonly query: string }[]
  /** How many connect at a time. */
  readonly atOnce: number
}
export interface Listen {
  readonly do: 'listen'
  /** So many of them should hear something. */
  readonly count: number
  readonly seconds: number
}

interface Watcher {
  readonly socket: Socket
  /** Follows one dossier only; the others also what is theirs. */
  readonly together: boolean
  heardAt: number
  beats: number
}
const watchers: Watcher[] = []
const refused = new Map<number, number>()

const open = (port: number, { cookie, query }: Connect['watchers'][number]): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const watcher: Watcher = { socket, together: !query.includes('mine'), heardAt: 0, beats: 0 }
    let isReady = false
    const give = () => {
      if (!isReady) resolve()
      isReady = true
    }
    socket.on('data', (bytes) => {
      const text = bytes.toString('latin1')
      if (!isReady && text.startsWith('HTTP/1.1') && !text.startsWith('HTTP/1.1 200')) {
        const status = Number(text.slice(9, 12))
        refused.set(status, (refused.get(status) ?? 0) + 1)
        return give()
      }
      if (text.includes('event: ready')) {
        watchers.push(watcher)
        give()
      }
      if (text.includes('event: changed') && watcher.heardAt === 0)
        watcher.heardAt = Date.now() + (performance.now() % 1)
      else watcher.beats++
    })
    socket.on('error', give)
    socket.on('close', give)
    socket.write(
      `GET /api/v1/live?${query} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/event-stream\r\ncookie: ${cookie}\r\n\r\n`,
    )
  })

const connectAll = async ({ port, watchers: wanted, atOnce }: Connect) => {
  const began = performance.now()
  const queue = [...wanted]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await open(port, next)
    }),
  )
  return { connected: watchers.length, refused: Object.fromEntries(refused), ms: performance.now() - began }
}

const listen = async ({ count, seconds }: Listen) => {
  for (const watcher of watchers) watcher.heardAt = 0
  process.send!({ answer: { listening: true } })
  const until = performance.now() + seconds * 1000
  while (performance.now() < until && watchers.filter((one) => one.together && one.heardAt > 0).length < count)
    await new Promise((resolve) => setTimeout(resolve, 5))
  return {
    heard: watchers.filter((one) => one.together && one.heardAt > 0).map((one) => one.heardAt),
    others: watchers.filter((one) => !one.together && one.heardAt > 0).length,
    open: watchers.filter((one) => !one.socket.destroyed).length,
  }
}

process.on('message', (order: Connect | Listen) => {
  const work = order.do === 'connect' ? connectAll(order) : listen(order)
  work.then(
    (answer) => process.send!({ answer }),
    (error) => process.send!({ error: String(error) }),
  )
})
