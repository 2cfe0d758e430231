// What background work needs of the server's log, as pino and fastify have it.
type Line = (detail: object, message: string) => void

export interface Log {
  readonly info: Line
  readonly warn: Line
  readonly error: Line
}
