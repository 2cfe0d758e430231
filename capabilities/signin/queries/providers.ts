// Providers of organisations and the people who come from there.
import { one, type Passed, passed, type Query, run, type Statement } from '#foundation/database/query.ts'

export interface Provider {
  readonly providerId: string
  readonly organisationId: string
  readonly issuer: string
  readonly clientId: string
  readonly sealedSecret: string
  readonly domains: readonly string[]
  readonly claims: { readonly email?: string; readonly verified?: string | null }
}
export const listProviderChoices = (): Query<Passed> =>
  passed('signin.list-providers', `select json_build_object('items', signin.list_providers())::text`)
export const findProvider = (providerId: string): Query<Provider | undefined> =>
  one('signin.find-provider', 'select signin.find_provider($1)::text', [providerId])

export interface Subject {
  readonly personId: string
  readonly organisationId: string
  readonly isLinked: boolean
}
export const findSubject = (
  providerId: string,
  issuer: string,
  sub: string,
  email: string | null,
): Query<Subject | undefined> =>
  one('signin.find-subject', 'select signin.find_subject($1, $2, $3, $4)::text', [providerId, issuer, sub, email])
export const linkSubject = (issuer: string, sub: string, personId: string): Statement =>
  run('signin.link-subject', 'select signin.link_subject($1, $2, $3)', [issuer, sub, personId])

const MOMENT = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const VIEW = `json_build_object('providerId', v.id, 'organisationId', v.organisation_id, 'issuer', v.issuer, 'clientId', v.client_id,
  'domains', v.domains, 'claims', v.claims, 'enabled', v.disabled_at is null, 'madeAt', ${MOMENT('v.made_at')})`

export interface OwnProvider {
  readonly providerId: string
  readonly organisationId: string
  readonly issuer: string
}
export const findOwnProvider = (providerId: string): Query<OwnProvider | undefined> =>
  one('signin.own-provider', `select ${VIEW}::text from signin.provider v where v.id = $1`, [providerId])
export const providerView = (providerId: string): Query<Passed> =>
  passed('signin.provider', `select ${VIEW}::text from signin.provider v where v.id = $1`, [providerId])
export const providerList = (): Query<Passed> =>
  passed(
    'signin.own-providers',
    `select json_build_object('items', coalesce(json_agg(${VIEW} order by v.made_at), '[]'))::text from signin.provider v
     where v.organisation_id = (select m.organisation_id from people.membership m where m.id = (select access.acting()))`,
  )
export const insertProvider = (provider: {
  providerId: string
  organisationId: string
  issuer: string
  clientId: string
  sealedSecret: string
  domains: readonly string[]
  claims: object
  enabled: boolean
  madeBy: string
}): Statement =>
  run(
    'signin.insert-provider',
    `insert into signin.provider (id, organisation_id, issuer, client_id, sealed_secret, domains, claims, made_by, disabled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9::boolean then null else now() end)`,
    [
      provider.providerId,
      provider.organisationId,
      provider.issuer,
      provider.clientId,
      provider.sealedSecret,
      provider.domains,
      JSON.stringify(provider.claims),
      provider.madeBy,
      provider.enabled,
    ],
  )
export const changeProvider = (provider: {
  providerId: string
  issuer: string
  clientId: string
  sealedSecret: string | null
  domains: readonly string[]
  claims: object
  enabled: boolean
}): Statement[] => [
  run(
    'signin.change-provider',
    `update signin.provider set issuer = $2, client_id = $3, domains = $4, claims = $5, changed_at = now(),
       disabled_at = case when $6::boolean then null else coalesce(disabled_at, now()) end where id = $1`,
    [
      provider.providerId,
      provider.issuer,
      provider.clientId,
      provider.domains,
      JSON.stringify(provider.claims),
      provider.enabled,
    ],
  ),
  ...(provider.sealedSecret
    ? [
        run('signin.change-provider-secret', 'update signin.provider set sealed_secret = $2 where id = $1', [
          provider.providerId,
          provider.sealedSecret,
        ]),
      ]
    : []),
]
export const removeProvider = (providerId: string): Statement =>
  run('signin.remove-provider', 'delete from signin.provider where id = $1', [providerId])
