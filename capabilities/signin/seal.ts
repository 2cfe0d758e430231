// Encrypts what this installation must be able to read again: second factors, client secrets, and what a browser carries
// from one step of signing in to the next.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

let secret: string | undefined

/** Said once, when the house opens: the secret of this installation (SCHAKEL_SECRET). */
export const sealWith = (installationSecret: string): void => {
  secret = installationSecret
}

export type Purpose =
  | 'factor'
  | 'client'
  | 'step'
  | 'challenge'
  | 'setup'
  | 'codes'
  | 'oidc'
  | 'proof'
  | 'token'
  | 'webhook'

const keyFor = (purpose: Purpose): Buffer => {
  if (!secret) throw new Error('the secret of this installation was not given to the sign-in')
  return Buffer.from(hkdfSync('sha256', secret, 'schakel', `signin ${purpose}`, 32))
}

/** AES-256-GCM; a key of its own for every purpose, so that what was sealed for one step does not open another. */
export const seal = (purpose: Purpose, value: unknown): string => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Undefined when it was changed, was sealed for something else, or is over its time (`until`, milliseconds). */
export const unseal = <T>(purpose: Purpose, text: string | undefined, now = Date.now()): T | undefined => {
  if (!text || text.length > 4000) return undefined
  try {
    const bytes = Buffer.from(text, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(bytes.subarray(12, 28))
    const value = JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'))
    return typeof value?.until === 'number' && value.until < now ? undefined : value
  } catch {
    return undefined
  }
}

/**
 * The key under which one device keeps what one person reads and writes without reception. It is made anew from the
 * secret of this installation each time, and given only to whoever is signed in as that person: who is signed out, or
 * somebody else, cannot read what is there.
 */
export const deviceKey = (personId: string, deviceId: string): string => {
  if (!secret) throw new Error('the secret of this installation was not given to the sign-in')
  return Buffer.from(hkdfSync('sha256', secret, deviceId, `device ${personId}`, 32)).toString('base64url')
}

/** SHA-256 over parts that cannot run into each other. */
export const digestOfParts = (...parts: readonly string[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest()
}
