// Addresses for the public that are no pages: a feed for a news reader, and the one press in a mail program.
import type { FastifyInstance } from 'fastify'
import { Feed } from 'feed'
import { notFound } from '#foundation/errors.ts'
import type { House } from '#foundation/http/handle.ts'
import { callerOf } from '#foundation/http/request.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import type { PublicPageShown } from './contract.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const SECRET = /^[\w-]{43}$/

export const feedOf = (
  page: PublicPageShown,
  { origin, locale }: { readonly origin: string; readonly locale: 'nl' | 'en' },
): Feed => {
  const { web } = locale === 'en' ? en : nl
  const address = `${origin}/opgaven/${page.dossierId}`
  const feed = new Feed({
    id: address,
    title: page.title,
    description: page.purpose,
    link: address,
    language: locale,
    copyright: page.organisationName,
    updated: new Date(page.entries[0]?.openedAt ?? 0),
    feedLinks: { atom: `${address}/atom.xml`, rss: `${address}/rss.xml` },
  })
  for (const entry of page.entries) {
    // A tombstone stays on the page; a news reader would only repeat what must be forgotten.
    if (entry.erasedAt || !entry.text) continue
    feed.addItem({
      id: `urn:uuid:${entry.entryId}`,
      title: `${web.kinds[entry.kind] ?? web.otherKind}: ${entry.text.slice(0, 80)}`,
      link: `${address}#regel-${entry.entryId}`,
      description: entry.text,
      date: new Date(entry.openedAt),
    })
  }
  return feed
}

export const routes =
  ({ house, origin }: { readonly house: House; readonly origin: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    // Whoever guesses at secrets gets little time for it; a news reader looks once an hour.
    const seldom = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }

    for (const form of ['atom', 'rss'] as const)
      app.get<{ Params: { dossierId: string } }>(`/opgaven/:dossierId/${form}.xml`, seldom, async (request, reply) => {
        const { dossierId } = request.params
        if (!UUID.test(dossierId)) throw notFound()
        const caller = callerOf(request, reply, origin)
        // As nobody: a feed is for everybody, whoever asks for it.
        const answer = await house.ask({ ...caller, credential: null }, 'readPublicDossier', { dossierId })
        const page = answer.value<PublicPageShown>()
        const feed = inWordsOf(page.organisationId, () => feedOf(page, { origin, locale: caller.context.locale }))
        return reply
          .type(`application/${form}+xml; charset=utf-8`)
          .header('cache-control', 'public, max-age=300')
          .send(form === 'rss' ? feed.rss2() : feed.atom1())
      })

    // RFC 8058: the mail program posts here with nothing of ours. The page on this address posts here too.
    app.post<{ Params: { secret: string } }>('/opgaven/afmelden/:secret', seldom, async (request, reply) => {
      const { secret } = request.params
      if (!SECRET.test(secret)) throw notFound()
      const caller = callerOf(request, reply, origin)
      await house.ask({ ...caller, credential: null }, 'stopFollowing', { secret })
      return request.headers.accept?.includes('text/html')
        ? reply
            .code(303)
            .header('location', `${request.url.split('?')[0]}?gedaan=stopFollowing`)
            .send()
        : reply.code(200).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send('OK\n')
    })
  }
