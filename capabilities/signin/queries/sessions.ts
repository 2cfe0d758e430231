// Sessions and personal access tokens.
import type pg from 'pg'
import type { Credential } from '#foundation/access/actor.ts'
import { type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'
import type { NewSession } from '../secrets.ts'

export const openSession = (
  session: NewSession,
  personId: string,
  method: string,
  within: string | null = null,
): Statement =>
  run('signin.open-session', 'select signin.open_session($1, $2, $3, $4, $5, $6, $7)', [
    session.sessionId,
    session.digest,
    personId,
    within,
    method,
    session.device,
    session.replaces,
  ])

export const findCast = (membershipId: string): Query<boolean> => ({
  ...run('signin.find-cast', 'select signin.is_cast($1)::text', [membershipId]),
  read: (rows) => rows[0]?.[0] === 'true',
})

export const becomeCast = (session: NewSession, membershipId: string): Statement =>
  run('signin.become-cast', 'select signin.become_cast($1, $2, $3, $4, $5)', [
    session.sessionId,
    session.digest,
    membershipId,
    session.device,
    session.replaces,
  ])

export const switchRole = (membershipId: string, digest: Buffer): Statement =>
  run('signin.switch-role', 'select signin.switch_role($1, $2)', [membershipId, digest])

export const revokeSession = (sessionId: string | null): Statement =>
  run('signin.revoke-session', 'select signin.revoke_session($1)', [sessionId])

export const signOut = (digest: Buffer): Statement => run('signin.sign-out', 'select signin.sign_out($1)', [digest])

/** As nobody: the places in the list of those that still prove somebody. */
export const stillSignedIn = (
  credentials: readonly { readonly kind: string; readonly digest: Buffer }[],
): Query<readonly number[]> => ({
  name: 'signin.still-signed-in',
  text: 'select signin.still_signed_in($1::text[], $2::bytea[])',
  values: [credentials.map((one) => one.kind), credentials.map((one) => one.digest)],
  read: (rows) => rows.map((row) => Number(row[0])),
})

/** As the owner, for work that goes on after a request: how the house reads as this session; null when it is over. */
export const credentialOfSession = async (client: pg.ClientBase, sessionId: string): Promise<Credential | null> => {
  const { rows } = await client.query<{ digest: Buffer }>(
    'select s.digest from signin.session s where s.id = $1 and s.revoked_at is null and s.expires_at > now()',
    [sessionId],
  )
  return rows[0] ? { kind: 'session', digest: rows[0].digest } : null
}

export const chooseLanguage = (locale: string): Statement =>
  run('signin.choose-language', 'select signin.choose_language($1)', [locale])

const MOMENT = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const sessionList = (): Query<Passed> =>
  passed(
    'signin.sessions',
    `select json_build_object('items', coalesce(json_agg(json_build_object('sessionId', s.id, 'device', s.device, 'method', s.method,
       'madeAt', ${MOMENT('s.made_at')}, 'lastUsedAt', ${MOMENT('s.last_used_at')}, 'current', s.id = (select access.session()))
       order by s.id = (select access.session()) desc, s.last_used_at desc), '[]'))::text
     from signin.session s
     where s.person_id = (select access.person()) and s.revoked_at is null and s.expires_at > now()
       and s.last_used_at > now() - interval '12 hours'`,
  )

export const createToken = (token: {
  tokenId: string
  digest: Buffer
  name: string
  scopes: readonly string[]
  days: number
}): Statement =>
  run('signin.create-token', 'select signin.create_token($1, $2, $3, $4::text[], $5)', [
    token.tokenId,
    token.digest,
    token.name,
    token.scopes,
    token.days,
  ])
export const revokeToken = (tokenId: string): Statement =>
  run('signin.revoke-token', 'select signin.revoke_token($1)', [tokenId])

export const tokenList = (): Query<Passed> =>
  passed(
    'signin.tokens',
    `select json_build_object('items', coalesce(json_agg(json_build_object('tokenId', t.id, 'name', t.name, 'scopes', t.scopes,
       'functionName', m.function_name, 'organisationName', o.name, 'madeAt', ${MOMENT('t.made_at')},
       'lastUsedAt', ${MOMENT('t.last_used_at')}, 'expiresAt', ${MOMENT('t.expires_at')}) order by t.made_at desc), '[]'))::text
     from signin.token t join people.membership m on m.id = t.membership_id join organisations.organisation o on o.id = m.organisation_id
     where t.person_id = (select access.person()) and t.revoked_at is null and t.expires_at > now()`,
  )

/** Whether an organisation vouched for this session, rather than the person proving it here. */
export const findVouching = (): Query<boolean> => ({
  ...run('signin.vouched', 'select (signin.vouched_for_by() is not null)::text', []),
  read: (rows) => rows[0]?.[0] === 'true',
})
