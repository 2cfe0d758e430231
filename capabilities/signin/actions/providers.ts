// Signing in at the provider of one's organisation, and the list of those providers.
import { type Actions, reads, writes } from '#foundation/capability.ts'
import { invalid } from '#foundation/errors.ts'
import { digestOf } from '#foundation/http/request.ts'
import { newId } from '#foundation/id.ts'
import type { contract } from '../contract.ts'
import { isUsableIssuer, type Proof } from '../oidc.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'
import { seal, unseal } from '../seal.ts'
import { enter } from './entering.ts'

type Names =
  | 'listProviderChoices'
  | 'readProviderToStart'
  | 'signInAtProvider'
  | 'listProviders'
  | 'readProvider'
  | 'registerProvider'
  | 'changeProvider'
  | 'removeProvider'

const NOBODY = '00000000-0000-0000-0000-000000000000'

const refuseUnsafe = (issuer: string): void => {
  if (!isUsableIssuer(issuer)) throw invalid('invalid', [{ path: 'issuer', code: 'signin.unsafeIssuer' }])
}

export const providerActions: Pick<Actions<typeof contract, typeof subjects>, Names> = {
  listProviderChoices: reads(() => q.listProviderChoices()),
  readProviderToStart: reads((input) => q.findProvider(input.providerId) as never),

  signInAtProvider: writes({
    needs: (input) => {
      const proof = unseal<Proof>('proof', input.proof)
      return {
        isFirst: q.useChallenge(digestOf(proof?.state ?? ''), 'oidc'),
        subject: q.findSubject(
          proof?.providerId ?? NOBODY,
          proof?.issuer ?? '',
          proof?.sub ?? '',
          proof?.email ?? null,
        ),
      }
    },
    then: (work, input) => {
      const proof = unseal<Proof>('proof', input.proof)
      const { isFirst, subject } = work.needs
      if (!proof || !isFirst) return { next: '/aanmelden?fout=organisatie' }
      if (!subject) return { next: '/aanmelden?fout=onbekend' }
      if (!subject.isLinked) work.do(q.linkSubject(proof.issuer, proof.sub, subject.personId))
      // It speaks for its own people in its own organisation: what they are elsewhere stays closed in this session.
      return enter(work, {
        personId: subject.personId,
        method: 'provider',
        next: proof.next,
        within: subject.organisationId,
      })
    },
  }),

  listProviders: reads(() => q.providerList()),
  readProvider: reads((input) => q.providerView(input.providerId)),

  registerProvider: writes({
    then: (work, input) => {
      refuseUnsafe(input.issuer)
      const providerId = newId()
      work.do(
        q.insertProvider({
          providerId,
          organisationId: work.actor.acting.organisationId,
          issuer: input.issuer,
          clientId: input.clientId,
          sealedSecret: seal('client', { secret: input.clientSecret }),
          domains: input.domains,
          claims: input.claims,
          enabled: input.enabled,
          madeBy: work.actor.acting.membershipId,
        }),
      )
      return { providerId }
    },
  }),

  changeProvider: writes({
    then: (work, input) => {
      refuseUnsafe(input.issuer)
      // Otherwise the known secret would be sent to whatever address is filled in.
      if (input.issuer !== work.subject.issuer && !input.clientSecret)
        throw invalid('invalid', [{ path: 'clientSecret', code: 'required' }])
      work.do(
        ...q.changeProvider({
          ...input,
          sealedSecret: input.clientSecret ? seal('client', { secret: input.clientSecret }) : null,
        }),
      )
      return null
    },
  }),

  removeProvider: writes({
    then: (work, input) => {
      work.do(q.removeProvider(input.providerId))
      return null
    },
  }),
}
