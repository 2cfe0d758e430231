// Speaking with the provider of an organisation: OpenID Connect, authorisation code with PKCE, state and nonce.
import * as client from 'openid-client'
import type { Provider } from './queries.ts'
import { unseal } from './seal.ts'

/** Made fresh for every sign-in: keys that a provider changed are then never old ones, and sign-ins are rare. */
const speakWith = (provider: Provider): Promise<client.Configuration> => {
  const issuer = new URL(provider.issuer)
  const { secret } = unseal<{ secret: string }>('client', provider.sealedSecret) ?? { secret: '' }
  return client.discovery(
    issuer,
    provider.clientId,
    { client_secret: secret, [client.clockTolerance]: 30 },
    undefined,
    {
      timeout: 5,
      execute: [
        // The signature of the token is checked too, though it came over TLS: a proxy in between is then no provider.
        client.enableNonRepudiationChecks,
        ...(isLoopback(issuer) ? [client.allowInsecureRequests] : []),
      ],
    },
  )
}

const isLoopback = (address: URL) =>
  address.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)
/** Without TLS only on this machine itself. */
export const isUsableIssuer = (issuer: string): boolean => {
  const address = new URL(issuer)
  return (address.protocol === 'https:' || isLoopback(address)) && !address.username && !address.search && !address.hash
}

/** What the browser keeps, sealed, on the way there and back. */
export interface Journey {
  readonly providerId: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly next: string
  readonly until: number
}

export const setOut = async (
  provider: Provider,
  callback: string,
  next: string,
): Promise<{ address: URL; journey: Journey }> => {
  const configuration = await speakWith(provider)
  const verifier = client.randomPKCECodeVerifier()
  const journey: Journey = {
    providerId: provider.providerId,
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier,
    next,
    until: Date.now() + 600_000,
  }
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callback,
    scope: 'openid email profile',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { address, journey }
}

/** What a provider said about who came back, checked by this house. */
export interface Proof {
  readonly providerId: string
  readonly issuer: string
  readonly sub: string
  /** Null unless the provider says that it checked it. */
  readonly email: string | null
  readonly state: string
  readonly next: string
  readonly until: number
}

/** Throws when anything in the answer is not as it must be: state, code, signature, issuer, audience, nonce, time. */
export const comeBack = async (provider: Provider, returned: URL, journey: Journey): Promise<Proof> => {
  const configuration = await speakWith(provider)
  const tokens = await client.authorizationCodeGrant(configuration, returned, {
    pkceCodeVerifier: journey.verifier,
    expectedState: journey.state,
    expectedNonce: journey.nonce,
    idTokenExpected: true,
  })
  const said = tokens.claims()!
  const { email: emailClaim = 'email', verified: verifiedClaim = 'email_verified' } = provider.claims
  const asked: Record<string, unknown> =
    said[emailClaim] === undefined && configuration.serverMetadata().userinfo_endpoint
      ? { ...said, ...(await client.fetchUserInfo(configuration, tokens.access_token, said.sub)) }
      : said
  const email = asked[emailClaim]
  const isVerified = verifiedClaim === null || asked[verifiedClaim] === true
  return {
    providerId: provider.providerId,
    issuer: provider.issuer,
    sub: said.sub,
    email: isVerified && typeof email === 'string' && email.length <= 254 ? email.toLowerCase() : null,
    state: journey.state,
    next: journey.next,
    until: Date.now() + 60_000,
  }
}
