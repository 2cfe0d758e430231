// The JSON API: every endpoint of every contract below /api/v1, through the one way in.
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { invalid } from '../errors.ts'
import type { Files } from '../files/files.ts'
import type { House } from './handle.ts'
import { callerOf } from './request.ts'

export const API_VERSION = '1.0.0'
export const API_ROOT = '/api/v1'

/**
 * Sends a stored file so that a browser shows or keeps it, and never runs it. Only pictures and plain text are shown, in a
 * sandbox without script; a PDF is a program to many a viewer, and a sandbox turns that viewer off: it is kept, and looked
 * at as pictures of its pages (foundation/files/previewing.ts).
 */
export const sendFile = async (
  reply: FastifyReply,
  files: Files,
  file: { digest: string; name: string; type: string; size: number },
): Promise<FastifyReply> => {
  const shown = /^(image\/(png|jpeg|webp|gif)|text\/plain)$/.test(file.type)
  const plain = file.name.normalize('NFKD').replace(/[^\x20-\x7e]|["\\]/g, '_')
  return reply
    .header('content-type', file.type === 'text/plain' ? 'text/plain; charset=utf-8' : file.type)
    .header('content-length', file.size)
    .header(
      'content-disposition',
      `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('cache-control', 'private, no-cache')
    .header('etag', `"${file.digest}"`)
    .send(await files.open(file.digest))
}

export const serveApi = (app: FastifyInstance, house: House, files: Files, origin: string): void => {
  for (const capability of house.capabilities)
    for (const [name, endpoint] of Object.entries(capability.contract)) {
      if (endpoint.api === false) continue
      const [method, path] = endpoint.at.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]
      app.route({
        method,
        url: API_ROOT + path,
        ...(endpoint.perMinute ? { config: { rateLimit: { max: endpoint.perMinute, timeWindow: '1 minute' } } } : {}),
        handler: async (request, reply) => {
          const body = request.body ?? {}
          if (typeof body !== 'object' || Array.isArray(body))
            throw invalid('invalid', [{ path: '', code: 'wrongType' }])
          const key = request.headers['idempotency-key']
          if (key !== undefined && (typeof key !== 'string' || key.length < 1 || key.length > 200))
            throw invalid('invalid', [{ path: 'Idempotency-Key', code: 'wrongFormat' }])
          // The address wins over the body: nobody asks about one dossier and acts on another.
          const input = { ...(method === 'GET' ? (request.query as object) : body), ...(request.params as object) }
          const answer = await house.ask(
            callerOf(request, reply, origin, method === 'GET' ? undefined : key),
            name,
            input,
          )
          if (endpoint.download) return sendFile(reply, files, answer.value())
          if (endpoint.status === 204) return reply.code(204).send()
          reply
            .code(endpoint.status ?? 200)
            .type('application/json; charset=utf-8')
            .header('cache-control', 'private, no-cache')
          if (method === 'GET') {
            const etag = `"${createHash('sha256').update(answer.text).digest('base64url').slice(0, 27)}"`
            reply.header('etag', etag)
            // A proxy that compresses marks it as weak (W/); what it stands for is the same.
            const known = request.headers['if-none-match']?.split(/,\s*/).map((one) => one.replace(/^W\//, ''))
            if (known?.includes(etag)) return reply.code(304).send()
          }
          return reply.send(answer.text)
        },
      })
    }
}
