// Sends style sheet, script, fonts and icons: built once, named by their content, kept by the browser for ever.
import { createReadStream, statSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { notFound } from '../errors.ts'
import type { Assets } from '../web/assets.ts'

export const serveAssets = (app: FastifyInstance, assets: Assets): void => {
  app.get('/sw.js', { logLevel: 'silent' }, async (_, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(createReadStream(assets.worker)),
  )
  app.get('/assets/*', { logLevel: 'silent' }, async (request, reply) => {
    const file = assets.file(request.url.split('?')[0]!)
    if (!file) throw notFound()
    const accepted = request.headers['accept-encoding'] ?? ''
    const encoding = (['br', 'gzip'] as const).find(
      (one) => file.encodings[one] && new RegExp(`\\b${one}\\b`).test(accepted),
    )
    const path = encoding ? file.encodings[encoding]! : file.path
    reply
      .type(file.type)
      .header('vary', 'accept-encoding')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('content-length', statSync(path).size)
    if (encoding) reply.header('content-encoding', encoding)
    return reply.send(createReadStream(path))
  })
}
