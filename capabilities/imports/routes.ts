// The sheets that we hand out, as files that a spreadsheet opens.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#foundation/errors.ts'
import type { House } from '#foundation/http/handle.ts'
import { callerOf } from '#foundation/http/request.ts'

export const routes =
  ({ house, origin }: { readonly house: House; readonly origin: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    const limited = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }
    const send = async (request: FastifyRequest, reply: FastifyReply, act: string, input: object) => {
      const answer = await house.ask(callerOf(request, reply, origin), act, input).catch((error: unknown) => {
        // An address with something in it that cannot be an id is an address of nothing.
        if (error instanceof Refusal && error.status === 400) throw new Refusal(404, 'notFound')
        throw error
      })
      const { name, csv } = answer.value<{ name: string; csv: string }>()
      const plain = name.normalize('NFKD').replace(/[^\x20-\x7e]|["\\]/g, '_')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('cache-control', 'private, no-store')
        .send(csv)
    }
    app.get<{ Params: { kind: string } }>('/importeren/sjabloon/:kind', limited, (request, reply) =>
      send(request, reply, 'readImportTemplate', request.params),
    )
    app.get<{ Params: { importId: string } }>('/importeren/:importId/fouten.csv', limited, (request, reply) =>
      send(request, reply, 'readWrongRows', request.params),
    )
  }
