// The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for when the phone is gone.
import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { digestOfParts } from './seal.ts'

const PERIOD = 30

const totpOf = (secret: string, label = '') =>
  new TOTP({
    issuer: 'Schakel',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD,
    secret: Secret.fromBase32(secret),
  })

export const newFactorSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator app reads from the picture: otpauth://totp/… */
export const factorAddress = (secret: string, email: string): string => totpOf(secret, email).toString()

/** The half minute whose code this is, one earlier or later for a clock that is not right; null when it does not fit. */
export const stepOf = (secret: string, code: string, now: Date): number | null => {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret).validate({ token, window: 1, timestamp: now.getTime() })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD) + delta
}

// Without letters that look like digits or each other, and without vowels, so that no code is a word.
const LETTERS = 'BCDFGHJKMNPQRSTVWXZ23456789'

/** Ten codes of twelve characters: 57 bits each, good once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () =>
    Array.from({ length: 12 }, (_, i) => (i === 4 || i === 8 ? '-' : '') + LETTERS[randomInt(LETTERS.length)]).join(''),
  )

/** As typed, with or without lines and spaces, in any case. */
export const digestOfRecoveryCode = (code: string): Buffer =>
  digestOfParts('recovery', code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
