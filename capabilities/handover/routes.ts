// The hand-over as a file: a PDF that a screen reader can read, and an ODT to write in. It shows what its reader may see.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#foundation/errors.ts'
import type { House } from '#foundation/http/handle.ts'
import { callerOf } from '#foundation/http/request.ts'
import { odtOf } from '#foundation/paper/odt.ts'
import type { Paper } from '#foundation/paper/paper.ts'
import { pdfOf } from '#foundation/paper/pdf.ts'
import type { FactsShown } from './contract.ts'
import { paperOf } from './paper.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

const FORMS = {
  pdf: { type: 'application/pdf', make: pdfOf },
  odt: { type: 'application/vnd.oasis.opendocument.text', make: odtOf },
} as const

export const routes =
  ({ house, origin }: { readonly house: House; readonly origin: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    // Setting a long paper takes a second of the server's time.
    const seldom = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }

    const send = async (reply: FastifyReply, form: keyof typeof FORMS, name: string, paper: Paper) =>
      reply
        .type(FORMS[form].type)
        .header('content-disposition', `attachment; filename="${name}.${form}"`)
        .header('cache-control', 'private, no-store')
        .send(await FORMS[form].make(paper))

    for (const form of ['pdf', 'odt'] as const) {
      app.get<{ Params: { dossierId: string } }>(
        `/dossiers/:dossierId/overdracht.${form}`,
        seldom,
        async (request, reply) => {
          const answer = await ask(request, reply, 'readHandover', request.params)
          const facts = answer.value<FactsShown>()
          const { locale } = callerOf(request, reply, origin).context
          return send(
            reply,
            form,
            'overdracht',
            paperOf([facts], { organisation: facts.organisationName, locale, now: new Date() }),
          )
        },
      )
      app.get(`/overdracht.${form}`, seldom, async (request, reply) => {
        const answer = await ask(request, reply, 'readMyHandover', {})
        const { locale } = callerOf(request, reply, origin).context
        const words = (locale === 'en' ? en : nl).web
        return send(
          reply,
          form,
          'overdracht-alle-dossiers',
          paperOf(answer.value<{ items: FactsShown[] }>().items, {
            title: `${words.title}: ${answer.actor!.name}`,
            organisation: answer.actor!.acting.organisationName,
            locale,
            now: new Date(),
          }),
        )
      })
    }

    const ask = (request: FastifyRequest, reply: FastifyReply, act: string, input: object) =>
      house.ask(callerOf(request, reply, origin), act, input).catch((error: unknown) => {
        // An address with something in it that cannot be an id is an address of nothing.
        if (error instanceof Refusal && error.status === 400) throw new Refusal(404, 'notFound')
        throw error
      })
  }
