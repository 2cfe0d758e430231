// Identifiers: unique everywhere, and in the order of their making.
import { createHash, randomUUID } from 'node:crypto'

let lastAt = 0
let place = 0

/**
 * A fresh identifier whose order is that of its making (UUIDv7): inserts land at the end of an index. Within a millisecond
 * this process counts on (RFC 9562, 6.2, method 1), so that what was made first also stands first.
 */
export const newId = (): string => {
  const now = Date.now()
  if (now > lastAt) {
    lastAt = now
    place = 0
  } else if (++place > 0xfff) {
    lastAt += 1
    place = 0
  }
  const bytes = Buffer.from(randomUUID().replaceAll('-', ''), 'hex')
  bytes.writeUIntBE(lastAt, 0, 6)
  bytes.writeUInt16BE(0x7000 | place, 6)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Always the same identifier for the same name (UUIDv8 over SHA-256): registers and examples that are taken in twice stay one. */
export const idFrom = (name: string): string => {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
