// Addresses of signing in that are no pages: where a reader comes in, and the way to a provider and back.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#foundation/http/handle.ts'
import { callerOf, contextOf, credentialOf } from '#foundation/http/request.ts'
import { cookieOf, setCookie } from './cookies.ts'
import { comeBack, type Journey, setOut } from './oidc.ts'
import type { Provider } from './queries.ts'
import { seal, sealWith, unseal } from './seal.ts'
import { localPath } from './web/next.ts'

export interface SigninParts {
  readonly house: House
  readonly origin: string
  readonly practice: boolean
  /** Of this installation; what must be read again is encrypted under it. */
  readonly secret: string
}

const CALLBACK = '/aanmelden/oidc/terug'

export const routes = ({ house, origin, practice, secret }: SigninParts) => {
  sealWith(secret)
  return async (app: FastifyInstance): Promise<void> => {
    const go = (reply: FastifyReply, to: string) =>
      reply.code(303).header('location', to).header('cache-control', 'no-store').send()

    app.get('/', async (request, reply) => {
      const credential = credentialOf(request, origin)
      const actor = credential && (await house.whoIs(credential))
      const home = actor?.acting.position === 'administrator' ? '/beheer' : '/vandaag'
      return go(reply, actor ? home : practice ? '/wie-bent-u' : '/aanmelden')
    })

    if (practice) {
      // In the practice town there is one way in; the others are in the way of whoever only wants to look around.
      app.get('/aanmelden', async (request, reply) =>
        go(reply, `/wie-bent-u${new URL(request.url, 'http://local').search}`),
      )
      return
    }

    const providerFor = async (request: FastifyRequest, reply: FastifyReply, providerId: string): Promise<Provider> =>
      (await house.ask(callerOf(request, reply, origin), 'readProviderToStart', { providerId })).value()

    // Speaking with a provider takes a while and a connection: a stranger may not make this house do it without end.
    const seldom = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }

    app.get<{ Params: { providerId: string } }>('/aanmelden/oidc/:providerId', seldom, async (request, reply) => {
      const provider = await providerFor(request, reply, request.params.providerId)
      try {
        const next = localPath((request.query as { verder?: string }).verder)
        const { address, journey } = await setOut(provider, origin + CALLBACK, next)
        setCookie(contextOf(request, reply, origin), 'oidc', seal('oidc', journey), 600)
        return go(reply, address.href)
      } catch (error) {
        app.log.warn({ request: request.id, err: error }, 'a provider did not answer as it should')
        return go(reply, '/aanmelden?fout=organisatie')
      }
    })

    app.get(CALLBACK, seldom, async (request, reply) => {
      const context = contextOf(request, reply, origin)
      const journey = unseal<Journey>('oidc', cookieOf(context, 'oidc'))
      if (!journey) return go(reply, '/aanmelden?fout=organisatie')
      // Whatever comes of it, this way there and back is over.
      setCookie(context, 'oidc', null)
      try {
        const provider = await providerFor(request, reply, journey.providerId)
        const proof = await comeBack(provider, new URL(origin + request.url), journey)
        const answer = await house.ask(callerOf(request, reply, origin), 'signInAtProvider', {
          proof: seal('proof', proof),
        })
        return go(reply, answer.value().next)
      } catch (error) {
        app.log.warn({ request: request.id, err: error }, 'a provider’s answer was not taken')
        return go(reply, '/aanmelden?fout=organisatie')
      }
    })
  }
}
