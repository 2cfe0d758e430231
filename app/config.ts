// What this installation is told by its environment; said once, checked at the start.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type DatabaseConfig, databaseConfig } from '#foundation/database/where.ts'

export interface Config {
  readonly practice: boolean
  readonly host: string
  readonly port: number
  /** Address as readers type it, without trailing slash. */
  readonly origin: string
  readonly dataDir: string
  readonly database: DatabaseConfig
  readonly trustProxy: boolean | string
  /** Bytes of one uploaded file. */
  readonly maximumUpload: number
  readonly logLevel: string
  /** Key for what is kept encrypted (second factors, client secrets). 32 bytes or more. */
  readonly secret: string
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly env: NodeJS.ProcessEnv
}

const Env = z.object({
  PRACTICE: z.enum(['0', '1']).default('1'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.string().default(''),
  MAXIMUM_UPLOAD_MB: z.coerce.number().int().min(1).max(2000).default(50),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
  SCHAKEL_SECRET: z.string().optional(),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('Schakel <schakel@localhost>'),
})

/** Throws one sentence that says what to set. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const parsed = Env.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`The setting ${issue!.path.join('.')} is not usable: ${issue!.message}.`)
  }
  const set = parsed.data
  const practice = set.PRACTICE === '1'
  const database = databaseConfig(env)
  if (!practice) {
    const missing = [
      !set.SCHAKEL_SECRET && 'SCHAKEL_SECRET',
      !set.ORIGIN && 'ORIGIN',
      !set.SMTP_URL && 'SMTP_URL',
    ].filter(Boolean)
    if (missing.length)
      throw new Error(
        `In production (PRACTICE=0) these settings must be set: ${missing.join(', ')}. See README.md, "In production".`,
      )
    if (set.SCHAKEL_SECRET!.length < 32) throw new Error('SCHAKEL_SECRET must have at least 32 characters.')
  }
  return {
    practice,
    host: set.HOST,
    port: set.PORT,
    origin: (set.ORIGIN ?? `http://${set.HOST}:${set.PORT}`).replace(/\/+$/, ''),
    dataDir: database.dataDir,
    database,
    trustProxy: set.TRUST_PROXY === '' ? false : set.TRUST_PROXY === '1' ? true : set.TRUST_PROXY,
    maximumUpload: set.MAXIMUM_UPLOAD_MB * 1024 * 1024,
    // In practice somebody is looking at the terminal: only what is wrong.
    logLevel: set.LOG_LEVEL ?? (practice ? 'warn' : 'info'),
    secret: set.SCHAKEL_SECRET ?? practiceSecret(database.dataDir),
    smtpUrl: set.SMTP_URL ?? null,
    mailFrom: set.MAIL_FROM,
    env,
  }
}

/** In practice mode nobody sets a secret: it is made once and kept with the data. */
const practiceSecret = (dataDir: string): string => {
  const file = join(dataDir, 'secret')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    const secret = randomBytes(32).toString('base64url')
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, `${secret}\n`, { mode: 0o600 })
    chmodSync(file, 0o600)
    return secret
  }
}
