// Stands between a server and its database and does what networks do: refuse, swallow, or be slow.
import { once } from 'node:events'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'

export type Weather = 'fair' | 'refuses' | 'swallows' | { readonly slow: number }

export interface BlackHole {
  readonly port: number
  /**
   * Bytes that came while it swallows are gone for good, and so are the connections that they belonged to: that is a
   * firewall that forgot them, and the worst a network does. Refusing closes what is open and listens no more.
   */
  turn(weather: Weather): Promise<void>
  close(): Promise<void>
}

export const startBlackHole = async (socketDir: string): Promise<BlackHole> => {
  let weather: Weather = 'fair'
  const sockets = new Set<Socket>()
  const lost = new WeakSet<Socket>()

  const pass = (from: Socket, to: Socket) => {
    // One chain for each direction: what is late stays in order.
    let line = Promise.resolve()
    const later = (doing: () => void) => {
      if (typeof weather !== 'object') {
        line = line.then(doing)
        return
      }
      const due = Date.now() + weather.slow
      line = line.then(() => new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())))).then(doing)
    }
    from.on('data', (bytes) => {
      if (weather === 'swallows') for (const socket of [from, to]) lost.add(socket)
      if (!lost.has(from)) later(() => void to.write(bytes))
    })
    // A goodbye is swallowed as well.
    from.on('close', () => {
      if (weather === 'swallows') lost.add(from)
      if (!lost.has(from)) later(() => to.destroy())
    })
  }

  const listen = async (port: number): Promise<Server> => {
    const server = createServer((near) => {
      const far = dial(`${socketDir}/.s.PGSQL.5432`)
      for (const socket of [near, far]) {
        sockets.add(socket)
        socket.on('error', () => {}).on('close', () => sockets.delete(socket))
      }
      pass(near, far)
      pass(far, near)
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  const shut = async (server: Server) => {
    server.close()
    for (const socket of sockets) socket.destroy()
    await once(server, 'close')
  }

  let server: Server | null = await listen(0)
  const { port } = server.address() as { port: number }
  return {
    port,
    turn: async (next) => {
      weather = next
      if (next === 'refuses' && server) {
        const closing = server
        server = null
        await shut(closing)
      }
      if (next !== 'refuses') server ??= await listen(port)
    },
    close: async () => {
      if (server) await shut(server)
    },
  }
}
