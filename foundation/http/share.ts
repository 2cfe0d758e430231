// Takes what a phone shares from another app when no service worker is there to keep it: the words go along to the form.
import type { FastifyInstance } from 'fastify'

/** Words in an address have a limit; whoever shared them still has them. */
const MOST = 1_500

export const serveShare = (app: FastifyInstance): void => {
  app.get('/delen', async (_, reply) => reply.code(303).header('location', '/nieuwe-regel').send())
  app.post('/delen', async (request, reply) => {
    const words: string[] = []
    if (request.isMultipart())
      for await (const part of request.parts()) {
        // The files stay where they were shared from: nobody knows yet where they go.
        if (part.type === 'file') part.file.resume()
        else if (['title', 'text', 'url'].includes(part.fieldname)) words.push(String(part.value ?? '').trim())
      }
    const text = [...new Set(words.filter(Boolean))].join('\n').slice(0, MOST)
    return reply
      .code(303)
      .header('location', text ? `/nieuwe-regel?tekst=${encodeURIComponent(text)}` : '/nieuwe-regel')
      .send()
  })
}
