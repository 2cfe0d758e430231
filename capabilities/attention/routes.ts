// Addresses of attention that are no pages: the calendar that a program reads, the one click in a mail program, and the
// script that waits in a browser for a poke.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '#foundation/errors.ts'
import type { House } from '#foundation/http/handle.ts'
import { callerOf, digestOf } from '#foundation/http/request.ts'
import { CALENDAR_PATH } from './actions.ts'
import { calendarOf } from './feed.ts'

export const routes =
  ({ house, origin }: { readonly house: House; readonly origin: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    // Whoever guesses at secrets gets little time for it; a calendar program looks once an hour.
    const seldom = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }

    app.get<{ Params: { file: string } }>(`${CALENDAR_PATH}/:file`, seldom, async (request, reply) => {
      const caller = callerOf(request, reply, origin)
      const answer = await house
        .ask(
          { ...caller, credential: { kind: 'calendar', digest: digestOf(request.params.file.replace(/\.ics$/, '')) } },
          'listMyMoments',
          {},
        )
        .catch((error: unknown) => {
          // A calendar that was revoked, or never was: the same, and nothing to sign in for.
          if (error instanceof Refusal && error.status === 401) throw new Refusal(404, 'notFound')
          throw error
        })
      const { items } = answer.value()
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'inline; filename="schakel.ics"')
        .header('x-robots-tag', 'noindex')
        .send(calendarOf(items, { origin, locale: answer.actor?.locale ?? 'nl', now: new Date() }))
    })

    const worker = readFileSync(join(import.meta.dirname, 'web/push.worker.js'), 'utf8')
    app.get('/aandacht/seintje.js', async (_, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(worker),
    )

    // RFC 8058: the mail program posts to the address of the header, with nothing of ours: no cookie, no origin. Who opens
    // the same address sees a page with a button, which posts here too. What is in the body does not matter, so neither does
    // how it is written.
    app.post<{ Params: { secret: string } }>('/aandacht/afmelden/:secret', seldom, async (request, reply) => {
      const caller = callerOf(request, reply, origin)
      await house.ask({ ...caller, credential: null }, 'unsubscribe', { secret: request.params.secret })
      const inBrowser = request.headers.accept?.includes('text/html')
      return inBrowser
        ? reply
            .code(303)
            .header('location', `${request.url.split('?')[0]}?gedaan=unsubscribe`)
            .send()
        : reply.code(200).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send('OK\n')
    })
  }
