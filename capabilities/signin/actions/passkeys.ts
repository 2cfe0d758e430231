// Passkeys: a key that a device keeps, for this address only, so that there is nothing to type and nothing to steal.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { invalid, notAllowed } from '#foundation/errors.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import { cookieOf, setCookie } from '../cookies.ts'
import { deviceOf } from '../device.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { seal, unseal } from '../seal.ts'
import { enter } from './entering.ts'

type Names =
  | 'listPasskeys'
  | 'startPasskey'
  | 'registerPasskey'
  | 'removePasskey'
  | 'startPasskeySignIn'
  | 'signInWithPasskey'
type ContextOf = Work<unknown, unknown>['context']

// ES256, EdDSA, RS256: the library's own default puts first what few devices know.
const ALGORITHMS = [-7, -8, -257]

interface Challenge {
  readonly challenge: string
  readonly kind: 'register' | 'signIn'
  /** Who registers; null when signing in. */
  readonly personId: string | null
  readonly until: number
}
const give = (context: ContextOf, challenge: string, kind: Challenge['kind'], personId: string | null) =>
  setCookie(
    context,
    'challenge',
    seal('challenge', { challenge, kind, personId, until: Date.now() + 300_000 } satisfies Challenge),
    300,
  )
const given = (context: ContextOf, kind: Challenge['kind']): Challenge | undefined => {
  const challenge = unseal<Challenge>('challenge', cookieOf(context, 'challenge'))
  return challenge?.kind === kind ? challenge : undefined
}
const idOf = (origin: string) => new URL(origin).hostname

const refused = () => invalid('signin.passkeyRefused')

export const passkeyActions: Pick<Actions<typeof contract, typeof subjects>, Names> = {
  listPasskeys: reads(() => q.passkeyList()),

  startPasskey: writes({
    needs: () => ({ ways: q.findWaysIn(), credentials: q.ownCredentials() }),
    then: async (work) => {
      const { ways, credentials } = work.needs
      if (ways?.vouchedForBy) throw notAllowed('signin.isOneself')
      const { actor, context } = work
      const options = await generateRegistrationOptions({
        rpName: 'Schakel',
        rpID: idOf(context.origin),
        userID: new Uint8Array(Buffer.from(actor.personId.replaceAll('-', ''), 'hex')),
        userName: ways?.email ?? actor.name,
        userDisplayName: actor.name,
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: credentials.map(({ id, transports }) => ({ id, transports: transports as never })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      give(context, options.challenge, 'register', actor.personId)
      return options as unknown as Record<string, unknown>
    },
  }),

  registerPasskey: writes({
    needs: (_, context) => ({
      isFresh: q.useChallenge(digestOf(given(context, 'register')?.challenge ?? ''), 'register'),
      vouched: q.findVouching(),
    }),
    then: async (work, input) => {
      const { actor, context, needs } = work
      if (needs.vouched) throw notAllowed('signin.isOneself')
      const challenge = given(context, 'register')
      if (!challenge || challenge.personId !== actor.personId || !needs.isFresh) throw refused()
      const checked = await verifyRegistrationResponse({
        response: { ...input.credential, clientExtensionResults: {} } as never,
        expectedChallenge: challenge.challenge,
        expectedOrigin: context.origin,
        expectedRPID: idOf(context.origin),
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      }).catch(() => undefined)
      if (!checked?.verified) throw refused()
      const { credential, credentialBackedUp } = checked.registrationInfo
      const passkeyId = newId()
      work.do(
        q.addPasskey({
          passkeyId,
          credentialId: credential.id,
          publicKey: credential.publicKey,
          counter: credential.counter,
          transports: credential.transports ?? [],
          isSynced: credentialBackedUp,
          name: input.name ?? (deviceOf(context.userAgent) || 'Schakel'),
        }),
      )
      setCookie(context, 'challenge', null)
      return { passkeyId }
    },
  }),

  removePasskey: writes({
    needs: () => ({ vouched: q.findVouching() }),
    then: (work, input) => {
      if (work.needs.vouched) throw notAllowed('signin.isOneself')
      work.do(q.removePasskey(input.passkeyId))
      return null
    },
  }),

  startPasskeySignIn: writes({
    then: async (work) => {
      const options = await generateAuthenticationOptions({
        rpID: idOf(work.context.origin),
        userVerification: 'required',
      })
      give(work.context, options.challenge, 'signIn', null)
      return options as unknown as Record<string, unknown>
    },
  }),

  signInWithPasskey: writes({
    needs: (input, context) => ({
      isFresh: q.useChallenge(digestOf(given(context, 'signIn')?.challenge ?? ''), 'signIn'),
      passkey: q.findPasskey(input.credential.id),
    }),
    then: async (work, input) => {
      const { context, needs } = work
      const challenge = given(context, 'signIn')
      const { passkey } = needs
      // One answer for all that can be wrong: whether a key is known here is nobody's business.
      if (!challenge || !needs.isFresh || !passkey) throw refused()
      const checked = await verifyAuthenticationResponse({
        response: { ...input.credential, clientExtensionResults: {} } as never,
        expectedChallenge: challenge.challenge,
        expectedOrigin: context.origin,
        expectedRPID: idOf(context.origin),
        requireUserVerification: true,
        credential: {
          id: input.credential.id,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64')),
          counter: passkey.counter,
          transports: passkey.transports as never,
        },
      }).catch(() => undefined)
      if (!checked?.verified) throw refused()
      work.do(q.usePasskey(passkey.passkeyId, checked.authenticationInfo.newCounter))
      return enter(work, { personId: passkey.personId, method: 'passkey', next: input.next })
    },
  }),
}
