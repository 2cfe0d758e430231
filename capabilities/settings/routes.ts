// The register of processing as a file that a spreadsheet opens.
import type { FastifyInstance } from 'fastify'
import { notSignedIn } from '#foundation/errors.ts'
import type { House } from '#foundation/http/handle.ts'
import { callerOf } from '#foundation/http/request.ts'
import { writeSheet } from '#foundation/sheets/writing.ts'
import type { ProcessingShown } from './contract.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

export const routes =
  ({ house, origin }: { readonly house: House; readonly origin: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get('/beheer/verwerkingen.csv', async (request, reply) => {
      const caller = callerOf(request, reply, origin)
      const actor = await house.whoIs(caller.credential)
      if (!actor) throw notSignedIn()
      const answer = await house.ask(caller, 'listProcessing', { organisationId: actor.acting.organisationId })
      const { items } = answer.value<{ items: ProcessingShown[] }>()
      const { processing: words } = (caller.context.locale === 'en' ? en : nl).web
      const rows = [
        [words.room, words.what, words.purpose, words.basis, words.kept, words.seen, words.fields],
        ...items.map((one) => [
          one.roomTitle,
          one.what,
          one.purpose,
          one.basis,
          one.kept,
          one.seen,
          one.fields.join(' '),
        ]),
      ]
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${words.fileName}.csv"`)
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .send(writeSheet(rows))
    })
  }
