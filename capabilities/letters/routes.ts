// The letter as a file: PDF for who reads, ODT for who works on with it. Asked as any other reading, so the same rows decide.
import type { FastifyInstance } from 'fastify'
import type { House } from '#foundation/http/handle.ts'
import { callerOf } from '#foundation/http/request.ts'
import { odtOf } from '#foundation/paper/odt.ts'
import { pdfOf } from '#foundation/paper/pdf.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import type { LetterShown } from './contract.ts'
import { paperOf } from './paper.ts'

const FORMATS = {
  pdf: { make: pdfOf, type: 'application/pdf', shown: 'inline' },
  odt: { make: odtOf, type: 'application/vnd.oasis.opendocument.text', shown: 'attachment' },
} as const

export const routes =
  ({ house, origin }: { readonly house: House; readonly origin: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    // Without an account too, and setting a letter takes a second of the server's time.
    const seldom = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }
    for (const [extension, { make, type, shown }] of Object.entries(FORMATS))
      app.get<{ Params: { letterId: string } }>(
        `/raad/brieven/:letterId/brief.${extension}`,
        seldom,
        async (request, reply) => {
          const { letterId } = request.params
          const answer = await house.ask(callerOf(request, reply, origin), 'readLetter', { letterId })
          const letter = answer.value<LetterShown>()
          // It speaks and looks like the executive that sends it, whoever reads it.
          const file = await inWordsOf(letter.organisationId, () => make(paperOf(letter, origin)))
          const name = letter.reference
            ? `raadsbrief-${letter.reference.year}-${letter.reference.number}`
            : 'ontwerp-raadsbrief'
          return reply
            .type(type)
            .header('content-disposition', `${shown}; filename="${name}.${extension}"`)
            .header('cache-control', 'private, no-cache')
            .send(file)
        },
      )
  }
