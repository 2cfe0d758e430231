// Passwords: argon2id, and one that never fits, so that an unknown address takes as long as a known one.
import { hash, verify } from '@node-rs/argon2'

// What OWASP advises as the least: 19 MiB, two passes. Some 25 ms here; more would let a few at once keep the server busy.
// 2 is argon2id; the enum of the package is a constant that only a compiler can read.
const HOW = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The same letters typed on another keyboard are the same password. */
const plain = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(plain(password), HOW)

let nobodys: Promise<string> | undefined

/** Compares also when there is nothing to compare with. */
export const fitsPassword = async (known: string | null | undefined, password: string): Promise<boolean> => {
  nobodys ??= hashPassword('nobody has this password')
  const fits = await verify(known ?? (await nobodys), plain(password)).catch(() => false)
  return fits && typeof known === 'string'
}
