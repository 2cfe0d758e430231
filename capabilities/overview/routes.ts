// The address of the numbers as a spreadsheet.
import type { FastifyInstance } from 'fastify'
import type { House } from '#foundation/http/handle.ts'
import { callerOf } from '#foundation/http/request.ts'
import { writeSheet } from '#foundation/sheets/writing.ts'
import { type OverviewShown, PER_MINUTE } from './contract.ts'
import { sheetOf } from './web/sheet.ts'
import { PATH, wordsOf } from './web/words.ts'

export const routes =
  ({ house, origin }: { readonly house: House; readonly origin: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get(
      `${PATH}.csv`,
      { config: { rateLimit: { max: PER_MINUTE, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const caller = callerOf(request, reply, origin)
        const answer = await house.ask(caller, 'readOverview', {})
        const { csv } = wordsOf(caller.context.locale)
        return reply
          .header('content-disposition', `attachment; filename="${csv.file}"`)
          .header('cache-control', 'private, no-cache')
          .header('vary', 'cookie, authorization')
          .type('text/csv; charset=utf-8')
          .send(writeSheet(sheetOf(answer.value<OverviewShown>(), caller.context.locale)))
      },
    )
  }
