// A place in the order of all events: (xid, id), as events/dispatch.ts reads them; `812.44` on the wire.

export interface Position {
  readonly xid: bigint
  readonly id: bigint
}

export const readPosition = (text: string | undefined): Position | undefined => {
  const [, xid, id] = /^(\d{1,18})\.(\d{1,18})$/.exec(text ?? '') ?? []
  return xid && id ? { xid: BigInt(xid), id: BigInt(id) } : undefined
}

export const writePosition = ({ xid, id }: Position): string => `${xid}.${id}`

/** Below zero when `a` comes first, zero when they are the same place. */
export const compare = (a: Position, b: Position): number =>
  a.xid === b.xid ? (a.id === b.id ? 0 : a.id < b.id ? -1 : 1) : a.xid < b.xid ? -1 : 1
