// What can be asked of signing in: sessions, tokens, and every way in.
import { z } from 'zod'

/** What a token may be allowed; a room's name and what is done there. None of them opens signing in itself. */
export const SCOPES = [
  '*:read',
  '*:write',
  'dossier:read',
  'dossier:write',
  'openItems:read',
  'openItems:write',
  'kaders:read',
  'kaders:write',
  'council:read',
  'council:write',
  'evaluations:read',
  'evaluations:write',
  'letters:read',
  'letters:write',
  'process:read',
  'process:write',
  'councilItems:read',
  'councilItems:write',
  'search:read',
  'attention:read',
  'attention:write',
  'parties:read',
  'parties:write',
  'handover:read',
  'handover:write',
  'organisations:read',
  'settings:read',
  'settings:write',
  'people:read',
  'appearance:read',
  'appearance:write',
  'overview:read',
  'staffing:read',
  'staffing:write',
  'moving:read',
  'moving:write',
  'imports:read',
  'imports:write',
] as const
export const SHORTEST_PASSWORD = 12

const Nothing = z.null()
const Empty = z.strictObject({})
const Moment = z.iso.datetime({ offset: true })
const line = (maximum: number) => z.string().trim().min(1).max(maximum)
/** Where the reader wanted to go; anything that is not a path of this house counts as '/'. */
const Next = z.string().max(2000).default('')
/** Where the reader goes now. What went wrong while signing in is not a refusal: a refusal is undone, and so would be counting it. */
const Gone = z.object({ next: z.string() })
const Email = z.string().trim().toLowerCase().pipe(z.email()).pipe(z.string().max(254))
const Password = z.string().min(SHORTEST_PASSWORD).max(200)
const Secret = z.string().regex(/^[\w-]{20,200}$/)
const Code = z.string().trim().min(6).max(30)
const Encoded = z.string().regex(/^[\w-]{1,20000}={0,2}$/)

const ProviderFacts = {
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: line(300),
  domains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^(?=.{3,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/),
    )
    .min(1)
    .max(50),
  claims: z
    .strictObject({
      /** The claim that carries the address. */
      email: z.string().trim().min(1).max(100).default('email'),
      /** The claim that says that the address was checked; null when this provider only gives addresses that were. */
      verified: z.string().trim().min(1).max(100).nullable().default('email_verified'),
    })
    .default({ email: 'email', verified: 'email_verified' }),
  enabled: z.boolean().default(true),
}
const ProviderView = z.object({
  providerId: z.uuid(),
  organisationId: z.uuid(),
  issuer: z.string(),
  clientId: z.string(),
  domains: z.array(z.string()),
  claims: z.object({ email: z.string(), verified: z.string().nullable() }),
  enabled: z.boolean(),
  madeAt: Moment,
})
const AboutProvider = z.strictObject({ providerId: z.uuid() })
const May = z.record(z.string(), z.boolean())

export const contract = {
  signOut: {
    at: 'DELETE /session',
    input: Empty,
    output: Nothing,
    open: true,
    api: false,
    summary: 'Ends this session.',
  },
  switchRole: {
    at: 'PUT /session/membership',
    input: z.strictObject({ membershipId: z.uuid(), next: Next }),
    output: Gone,
    api: false,
    summary: 'Goes on in another role of the same person.',
  },
  chooseLanguage: {
    at: 'PUT /language',
    input: z.strictObject({ language: z.enum(['nl', 'en']), next: Next }),
    output: Gone,
    open: true,
    api: false,
    summary: 'Chooses the language of the pages.',
  },
  unlockDevice: {
    at: 'POST /device-key',
    /** Made up by the device, and kept there. */
    input: z.strictObject({ deviceId: z.uuid() }),
    output: z.object({ personId: z.uuid(), membershipId: z.uuid(), key: z.string().length(43) }),
    summary: 'The key under which this device keeps what you read and write without reception.',
  },
  listSessions: {
    at: 'GET /sessions',
    input: Empty,
    output: z.object({
      items: z.array(
        z.object({
          sessionId: z.uuid(),
          device: z.string(),
          method: z.string(),
          madeAt: Moment,
          lastUsedAt: Moment,
          /** The one that asks. */
          current: z.boolean(),
        }),
      ),
    }),
    summary: 'Where you are signed in.',
  },
  revokeSession: {
    at: 'DELETE /sessions/:sessionId',
    input: z.strictObject({ sessionId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Signs out there, at once.',
  },
  revokeOtherSessions: {
    at: 'DELETE /sessions',
    input: Empty,
    output: Nothing,
    status: 204,
    summary: 'Signs out everywhere else.',
  },

  createToken: {
    at: 'POST /tokens',
    input: z.strictObject({
      name: line(100),
      scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
      expiresInDays: z.coerce.number().int().min(1).max(365),
    }),
    /** The secret is shown this once: only its digest is kept. */
    output: z.object({ tokenId: z.uuid(), secret: z.string() }),
    status: 201,
    summary: 'Makes a personal access token for the role you act in now.',
  },
  listTokens: {
    at: 'GET /tokens',
    input: Empty,
    output: z.object({
      items: z.array(
        z.object({
          tokenId: z.uuid(),
          name: z.string(),
          scopes: z.array(z.string()),
          functionName: z.string(),
          organisationName: z.string(),
          madeAt: Moment,
          lastUsedAt: Moment.nullable(),
          expiresAt: Moment,
        }),
      ),
    }),
    summary: 'Your personal access tokens that still work.',
  },
  revokeToken: {
    at: 'DELETE /tokens/:tokenId',
    input: z.strictObject({ tokenId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Ends a token, at once.',
  },

  readWaysIn: {
    at: 'GET /sign-in',
    input: Empty,
    output: z.object({
      email: z.string().nullable(),
      hasPassword: z.boolean(),
      codesLeft: z.int(),
      /** The organisation that let you in; your own ways in are then not changed here. */
      vouchedForBy: z.string().nullable(),
      /** Made a moment ago: shown this once. */
      newToken: z.object({ name: z.string(), secret: z.string() }).nullable(),
      newCodes: z.array(z.string()).nullable(),
    }),
    api: false,
    summary: 'How you can sign in.',
  },

  askMailLink: {
    at: 'POST /mail-links',
    input: z.strictObject({ email: Email, next: Next }),
    output: Nothing,
    open: true,
    api: false,
    summary: 'Sends a link to sign in with, when somebody has this address; the answer is always the same.',
  },
  readMailLink: {
    at: 'GET /mail-links/:secret',
    input: z.strictObject({ secret: Secret }),
    output: z.object({ isGood: z.boolean(), isSameBrowser: z.boolean(), isReset: z.boolean() }),
    open: true,
    api: false,
    summary: 'Whether a link still works. Looking does not use it up.',
  },
  followMailLink: {
    at: 'POST /mail-sessions',
    input: z.strictObject({ secret: Secret }),
    output: Gone,
    open: true,
    api: false,
    summary: 'Signs in with a link; it then no longer works.',
  },

  signInWithPassword: {
    at: 'POST /password-sessions',
    input: z.strictObject({ email: Email, password: z.string().min(1).max(200), next: Next }),
    output: Gone,
    open: true,
    api: false,
    summary: 'The first half of signing in with a password.',
  },
  giveCode: {
    at: 'POST /code-sessions',
    input: z.strictObject({ code: Code }),
    output: Gone,
    open: true,
    api: false,
    summary: 'The second half: the code of an authenticator app, or a recovery code.',
  },
  askPasswordReset: {
    at: 'POST /password-resets',
    input: z.strictObject({ email: Email }),
    output: Nothing,
    open: true,
    api: false,
    summary: 'Sends a link to choose a new password with; the answer is always the same.',
  },
  resetPassword: {
    at: 'PUT /password-resets/:secret',
    input: z.strictObject({ secret: Secret, password: Password, code: Code }),
    output: Gone,
    open: true,
    api: false,
    summary: 'Chooses a new password, with the link and the second factor.',
  },
  readFactorSetup: {
    at: 'GET /factor-setup',
    input: Empty,
    /** For an authenticator app; null when there is a second factor already. */
    output: z.object({ hasPassword: z.boolean(), address: z.string().nullable(), secret: z.string().nullable() }),
    api: false,
    summary: 'What an authenticator app must know before there is a second factor.',
  },
  setPassword: {
    at: 'PUT /password',
    input: z.strictObject({ password: Password, code: Code }),
    output: Gone,
    api: false,
    summary: 'Sets or changes a password, always together with a second factor.',
  },
  removePassword: {
    at: 'DELETE /password',
    input: z.strictObject({ code: Code }),
    output: Gone,
    api: false,
    summary: 'Removes the password and its second factor.',
  },

  listPasskeys: {
    at: 'GET /passkeys',
    input: Empty,
    output: z.object({
      items: z.array(
        z.object({
          passkeyId: z.uuid(),
          name: z.string(),
          isSynced: z.boolean(),
          madeAt: Moment,
          lastUsedAt: Moment.nullable(),
        }),
      ),
    }),
    summary: 'Your passkeys.',
  },
  startPasskey: {
    at: 'POST /passkey-registrations',
    input: Empty,
    /** PublicKeyCredentialCreationOptions, as JSON. */
    output: z.record(z.string(), z.unknown()),
    summary: 'Begins the making of a passkey.',
  },
  registerPasskey: {
    at: 'POST /passkeys',
    input: z.strictObject({
      name: line(100).optional(),
      credential: z.object({
        id: Encoded,
        rawId: Encoded,
        type: z.literal('public-key'),
        response: z.object({
          clientDataJSON: Encoded,
          attestationObject: Encoded,
          transports: z.array(z.string().max(20)).max(10).optional(),
        }),
      }),
    }),
    output: z.object({ passkeyId: z.uuid() }),
    status: 201,
    summary: 'Keeps a passkey that your device made.',
  },
  removePasskey: {
    at: 'DELETE /passkeys/:passkeyId',
    input: z.strictObject({ passkeyId: z.uuid() }),
    output: Nothing,
    status: 204,
    summary: 'Removes a passkey.',
  },
  startPasskeySignIn: {
    at: 'POST /passkey-challenges',
    input: Empty,
    output: z.record(z.string(), z.unknown()),
    open: true,
    summary: 'Begins signing in with a passkey.',
  },
  signInWithPasskey: {
    at: 'POST /passkey-sessions',
    input: z.strictObject({
      next: Next,
      credential: z.object({
        id: Encoded,
        rawId: Encoded,
        type: z.literal('public-key'),
        response: z.object({
          clientDataJSON: Encoded,
          authenticatorData: Encoded,
          signature: Encoded,
          userHandle: Encoded.optional(),
        }),
      }),
    }),
    output: Gone,
    open: true,
    summary: 'Signs in with a passkey.',
  },

  listProviderChoices: {
    at: 'GET /provider-choices',
    input: Empty,
    output: z.object({ items: z.array(z.object({ providerId: z.uuid(), organisationName: z.string() })) }),
    open: true,
    api: false,
    summary: 'Organisations whose people sign in at their own provider.',
  },
  readProviderToStart: {
    at: 'GET /provider-starts/:providerId',
    input: AboutProvider,
    output: z.object({
      providerId: z.uuid(),
      organisationId: z.uuid(),
      issuer: z.string(),
      clientId: z.string(),
      sealedSecret: z.string(),
      domains: z.array(z.string()),
      claims: z.object({ email: z.string().optional(), verified: z.string().nullable().optional() }),
    }),
    open: true,
    api: false,
    summary: 'What the house needs to speak with a provider.',
  },
  signInAtProvider: {
    at: 'POST /provider-sessions',
    /** Sealed by this house after it checked the provider's answer. */
    input: z.strictObject({ proof: z.string().max(4000) }),
    output: Gone,
    open: true,
    api: false,
    summary: 'Signs in with what a provider said.',
  },
  listProviders: {
    at: 'GET /providers',
    input: Empty,
    output: z.object({ items: z.array(ProviderView) }),
    summary: 'The providers of the organisation that you administer.',
  },
  readProvider: {
    at: 'GET /providers/:providerId',
    about: 'providerId',
    input: AboutProvider,
    output: ProviderView.extend({ may: May }),
    summary: 'One provider; its secret is never given back.',
  },
  registerProvider: {
    at: 'POST /providers',
    input: z.strictObject({ ...ProviderFacts, clientSecret: line(500) }),
    output: z.object({ providerId: z.uuid() }),
    status: 201,
    summary: 'Lets the people of your organisation sign in at its own provider (OpenID Connect).',
  },
  changeProvider: {
    at: 'PUT /providers/:providerId',
    about: 'providerId',
    /** Without a secret the known one stays; another issuer always needs its own. */
    input: AboutProvider.extend({ ...ProviderFacts, clientSecret: line(500).optional() }),
    output: Nothing,
    status: 204,
    summary: 'Changes a provider.',
  },
  removeProvider: {
    at: 'DELETE /providers/:providerId',
    about: 'providerId',
    input: AboutProvider,
    output: Nothing,
    status: 204,
    summary: 'Removes a provider; who came in through it stays until their session ends.',
  },

  readInvitation: {
    at: 'GET /invitation-links/:secret',
    input: z.strictObject({ secret: Secret }),
    output: z.object({
      invitationId: z.uuid(),
      organisationId: z.uuid(),
      organisationName: z.string(),
      name: z.string(),
      functionName: z.string(),
      invitedByName: z.string(),
      expiresAt: Moment,
      /** It is for somebody with a second factor, who is not the one that asks. */
      signInFirst: z.boolean(),
    }),
    open: true,
    api: false,
    summary: 'What an invitation is for, for who has its link.',
  },
  acceptInvitation: {
    at: 'POST /invitation-sessions',
    input: z.strictObject({ secret: Secret }),
    output: Gone,
    open: true,
    api: false,
    summary: 'Accepts an invitation, once.',
  },
} as const

/** Only in practice mode does this exist at all. */
export const practiceContract = {
  becomeCast: {
    at: 'POST /practice-sessions',
    input: z.strictObject({ membershipId: z.uuid(), next: Next }),
    output: Gone,
    open: true,
    api: false,
    summary: 'Becomes somebody of the practice town, without proof.',
  },
} as const
