// Files, kept by the SHA-256 of their content: what they are to the rest of the house.
import type { Readable } from 'node:stream'

export interface StoredFile {
  /** SHA-256, hexadecimal. */
  readonly digest: string
  readonly size: number
  /** As found in the content, not as claimed: `application/pdf`. */
  readonly type: string
  /** Cleaned of paths and control characters. */
  readonly name: string
}

export interface Files {
  /** Checks content, size and name, and stores it. Throws a Refusal (413, 415, 400); nothing is kept then. */
  take(content: Readable, name: string): Promise<StoredFile>
  /** The bytes; throws when they are not there. */
  open(digest: string): Promise<Readable>
}
