// Addresses that are no pages: the export for a council information system, and the long-term agenda as calendar and feed.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '#foundation/errors.ts'
import type { Caller, House } from '#foundation/http/handle.ts'
import { callerOf } from '#foundation/http/request.ts'
import { writeSheet } from '#foundation/sheets/writing.ts'
import { EXPORT_FIELDS, type Exported, type MomentShown } from './contract.ts'
import { atomOf, calendarOf } from './web/agenda-files.ts'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
/** A calendar of every moment there ever was serves nobody: the last year and what comes. */
const MOST = 2000

/** The council that the address names; without one, every council that exists for who asks. */
const councilIn = (request: FastifyRequest): string | undefined => {
  const asked = (request.query as { raad?: unknown }).raad
  if (asked === undefined) return undefined
  if (typeof asked !== 'string' || !UUID.test(asked)) throw notFound()
  return asked
}

/** Page after page until there is no next one. */
const everything = async <T>(
  house: House,
  caller: Caller,
  act: string,
  input: Record<string, unknown>,
  most = Number.POSITIVE_INFINITY,
): Promise<T[]> => {
  const found: T[] = []
  let after: string | null = null
  do {
    const answer = await house.ask(caller, act, { ...input, ...(after ? { after } : {}) })
    const { items, next } = answer.value<{ items: T[]; next: string | null }>()
    found.push(...items)
    after = next
  } while (after && found.length < most)
  return found.slice(0, most)
}

export const csvOf = (items: readonly Exported[]): string =>
  writeSheet([EXPORT_FIELDS, ...items.map((one) => EXPORT_FIELDS.map((field) => String(one[field] ?? '')))])

export const routes =
  ({ house, origin }: { readonly house: House; readonly origin: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    const limited = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }
    const attach = (reply: FastifyReply, name: string) =>
      reply
        .header('content-disposition', `attachment; filename="${name}"`)
        // Who asks decides what stands in it.
        .header('cache-control', 'private, no-cache')
        .header('vary', 'cookie, authorization')

    const exported = async (request: FastifyRequest, reply: FastifyReply) => {
      const organisationId = councilIn(request)
      if (!organisationId) throw notFound()
      const caller = callerOf(request, reply, origin)
      return everything<Exported>(house, caller, 'exportCouncilItems', { organisationId, limit: 500 })
    }
    app.get('/griffie/raadspunten.csv', async (request, reply) => {
      const items = await exported(request, reply)
      return attach(reply, 'raadspunten.csv').type('text/csv; charset=utf-8').send(csvOf(items))
    })
    app.get('/griffie/raadspunten.json', async (request, reply) => {
      const items = await exported(request, reply)
      return attach(reply, 'raadspunten.json')
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ fields: `${origin}/raad/velden`, items }, null, 2))
    })

    const moments = (caller: Caller, organisationId: string | undefined) =>
      everything<MomentShown>(
        house,
        caller,
        'listMoments',
        { which: 'all', limit: 100, ...(organisationId ? { organisationId } : {}) },
        MOST,
      )
    app.get('/raad/agenda.ics', limited, async (request, reply) => {
      const caller = callerOf(request, reply, origin)
      const found = await moments(caller, councilIn(request))
      return attach(reply, 'raadsagenda.ics')
        .type('text/calendar; charset=utf-8')
        .send(calendarOf(found, { origin, locale: caller.context.locale, now: new Date() }))
    })
    app.get('/raad/agenda.atom', limited, async (request, reply) => {
      const organisationId = councilIn(request)
      // A feed is read by machines that share what they fetched: only what is public, whoever asks.
      const caller = { ...callerOf(request, reply, origin), credential: null }
      const found = await moments(caller, organisationId)
      const self = `${origin}/raad/agenda.atom${organisationId ? `?raad=${organisationId}` : ''}`
      return reply
        .type('application/atom+xml; charset=utf-8')
        .header('cache-control', 'public, max-age=900')
        .header('vary', 'accept-language, cookie')
        .send(atomOf(found, { origin, locale: caller.context.locale, self }))
    })
  }
