// Links, passwords, second factors, passkeys, invitations, and how often one may try.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import type { NewSession } from '../secrets.ts'
import type { Try } from '../trying.ts'

const yes = (name: string, text: string, values: readonly unknown[]): Query<boolean> => ({
  ...run(name, text, values),
  read: (rows) => rows[0]?.[0] === 'true',
})

/** Seconds to wait; 0 is now. */
export const wait = (tries: readonly Try[]): Query<number> => ({
  ...run('signin.wait', 'select signin.wait($1::bytea[])::text', [tries.map((one) => one.key)]),
  read: (rows) => Number(rows[0]?.[0] ?? 0),
})
export const countTries = (tries: readonly Try[]): Statement[] =>
  tries.map(({ key, free, longest }) =>
    run('signin.count-try', 'select signin.count_try($1, $2, $3)', [key, free, longest]),
  )
export const forgetTries = (tries: readonly Try[]): Statement[] =>
  tries.slice(0, 1).map(({ key }) => run('signin.forget-tries', 'select signin.forget_tries($1)', [key]))

export const knowsDevice = (email: string, device: Buffer | null): Query<boolean> =>
  yes('signin.knows-device', 'select signin.knows_device($1::text, $2)::text', [email, device])
export const knowsDeviceOf = (personId: string | null, device: Buffer | null): Query<boolean> =>
  yes('signin.knows-device-of', 'select signin.knows_device($1::uuid, $2)::text', [personId, device])
export const rememberDevice = (personId: string, device: Buffer): Statement =>
  run('signin.remember-device', 'select signin.remember_device($1, $2)', [personId, device])

export interface Known {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly locale: 'nl' | 'en' | null
  readonly hash: string | null
}
export const findPerson = (email: string): Query<Known | undefined> =>
  one('signin.find-person', 'select signin.find_person($1)::text', [email])

export interface Factor {
  readonly sealed: string
  readonly lastStep: number
  /** The code that was given is a recovery code that is still good. */
  readonly recovers: boolean
}
export const findFactor = (personId: string | null, code: Buffer): Query<Factor | undefined> =>
  one('signin.factor', 'select signin.factor($1, $2)::text', [personId, code])
export const findLinkFactor = (link: Buffer, code: Buffer): Query<Factor | undefined> =>
  one('signin.link-factor', 'select signin.factor_of_link($1, $2)::text', [link, code])
/** The second factor of whoever asks. */
export const findOwnFactor = (code: Buffer): Query<Factor | undefined> =>
  one('signin.own-factor', 'select signin.factor((select access.person()), $1)::text', [code])
export const hasFactor = (personId: string): Query<boolean> =>
  yes('signin.has-factor', 'select signin.has_factor($1)::text', [personId])
export const useCode = (personId: string, step: number | null, code: Buffer): Statement =>
  run('signin.use-code', 'select signin.use_code($1, $2, $3)', [personId, step, code])

export interface Link {
  readonly linkId: string
  readonly kind: 'signIn' | 'reset' | 'operator'
  readonly personId: string
  readonly next: string
  readonly browser: string | null
  readonly hasFactor: boolean
}
export const makeLink = (link: {
  linkId: string
  digest: Buffer
  kind: 'signIn' | 'reset'
  personId: string
  browser: Buffer
  next: string
}): Statement =>
  run('signin.make-link', 'select signin.make_link($1, $2, $3, $4, $5, $6)', [
    link.linkId,
    link.digest,
    link.kind,
    link.personId,
    link.browser,
    link.next,
  ])
export const findLink = (digest: Buffer): Query<Link | undefined> =>
  one('signin.find-link', 'select signin.find_link($1, false)::text', [digest])
export const takeLink = (digest: Buffer): Query<Link | undefined> =>
  one('signin.take-link', 'select signin.find_link($1, true)::text', [digest])
export const resetPassword = (link: Buffer, hash: string): Statement =>
  run('signin.reset-password', 'select signin.reset_password($1, $2)', [link, hash])

export const setPassword = (
  hash: string,
  sealed: string | null,
  step: number | null,
  codes: readonly Buffer[],
): Statement =>
  run('signin.set-password', 'select signin.set_password($1, $2, $3, $4::bytea[])', [hash, sealed, step, codes])
export const removePassword = (): Statement => run('signin.remove-password', 'select signin.remove_password()', [])

export interface WaysIn {
  readonly email: string | null
  readonly hasPassword: boolean
  readonly codesLeft: number
  readonly vouchedForBy: string | null
}
export const findWaysIn = (): Query<WaysIn | undefined> => one('signin.ways-in', 'select signin.ways_in()::text')

const MOMENT = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const passkeyList = (): Query<Passed> =>
  passed(
    'signin.passkeys',
    `select json_build_object('items', coalesce(json_agg(json_build_object('passkeyId', k.id, 'name', k.name, 'isSynced', k.is_synced,
       'madeAt', ${MOMENT('k.made_at')}, 'lastUsedAt', ${MOMENT('k.last_used_at')}) order by k.made_at), '[]'))::text
     from signin.passkey k where k.person_id = (select access.person())`,
  )

/** False when it was answered before. */
export const useChallenge = (digest: Buffer, kind: string): Query<boolean> =>
  yes('signin.use-challenge', 'select signin.use_challenge($1, $2)::text', [digest, kind])

export interface Passkey {
  readonly passkeyId: string
  readonly personId: string
  /** Base64. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
}
export const findPasskey = (credentialId: string): Query<Passkey | undefined> =>
  one('signin.find-passkey', 'select signin.find_passkey($1)::text', [credentialId])
export const ownCredentials = (): Query<{ id: string; transports: string[] }[]> => ({
  ...run(
    'signin.own-credentials',
    `select json_build_object('id', credential_id, 'transports', transports)::text from signin.passkey
     where person_id = (select access.person())`,
  ),
  read: (rows) => rows.map((row) => JSON.parse(row[0]!)),
})
export const addPasskey = (passkey: {
  passkeyId: string
  credentialId: string
  publicKey: Uint8Array
  counter: number
  transports: readonly string[]
  isSynced: boolean
  name: string
}): Statement =>
  run('signin.add-passkey', 'select signin.add_passkey($1, $2, $3, $4, $5, $6, $7)', [
    passkey.passkeyId,
    passkey.credentialId,
    Buffer.from(passkey.publicKey),
    passkey.counter,
    passkey.transports,
    passkey.isSynced,
    passkey.name,
  ])
export const removePasskey = (passkeyId: string): Statement =>
  run('signin.remove-passkey', 'select signin.remove_passkey($1)', [passkeyId])
export const usePasskey = (passkeyId: string, counter: number): Statement =>
  run('signin.use-passkey', 'select signin.use_passkey($1, $2)', [passkeyId, counter])

export const findInvitation = (digest: Buffer): Query<Passed> =>
  passed('signin.find-invitation', 'select signin.find_invitation($1)::text', [digest])
export const acceptInvitation = (
  digest: Buffer,
  personId: string,
  membershipId: string,
  session: NewSession,
): Statement =>
  run('signin.accept-invitation', 'select signin.accept_invitation($1, $2, $3, $4, $5, $6, $7)', [
    digest,
    personId,
    membershipId,
    session.sessionId,
    session.digest,
    session.device,
    session.replaces,
  ])
