// What is no page: the style sheet and the logo of an organisation, packs as files, and files that are brought in.
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '#foundation/errors.ts'
import type { House } from '#foundation/http/handle.ts'
import { callerOf, localeOf } from '#foundation/http/request.ts'
import { isColour, shadesOf } from './colours.ts'
import type { KeptLooks } from './looks.ts'
import { csvOf, LARGEST_PACK, packFrom } from './packs.ts'
import { drawExample } from './preview.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

/** Of a logo, before it is drawn anew. */
const LARGEST_LOGO = 512 * 1024
const WORDS = '/beheer/woorden'
const THEME = '/beheer/huisstijl'

export const routes =
  ({ house, origin, looks }: { readonly house: House; readonly origin: string; readonly looks: KeptLooks }) =>
  async (app: FastifyInstance): Promise<void> => {
    // Everybody may see how an organisation looks; the address holds what it looks like, so a browser keeps it for ever.
    app.get<{ Params: { organisationId: string; file: string } }>(
      '/huisstijl/:organisationId/:file',
      { logLevel: 'silent' },
      async (request, reply) => {
        const { organisationId, file } = request.params
        const theme = looks.themeOf(organisationId)
        const address = `/huisstijl/${organisationId}/${file}`
        if (theme?.css && file.endsWith('.css'))
          return keep(request, reply, theme.css, 'text/css; charset=utf-8', address === theme.stylesheet)
        if (theme?.logo && file.endsWith('.png'))
          return keep(request, reply, theme.logo.png, 'image/png', address === theme.logo.address)
        throw notFound()
      },
    )
    app.get<{ Querystring: { kleur?: string } }>('/huisstijl/voorbeeld.svg', async (request, reply) => {
      const { kleur = '' } = request.query
      if (!isColour(kleur)) throw notFound()
      const words = localeOf(request) === 'en' ? en : nl
      return keep(request, reply, drawExample(shadesOf(kleur), words.web.theme.example), 'image/svg+xml', false)
    })

    for (const extension of ['json', 'csv'] as const)
      app.get(`${WORDS}/pakket.${extension}`, async (request, reply) => {
        const pack = (await house.ask(callerOf(request, reply, origin), 'readPack', {})).value()
        return reply
          .type(extension === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="woorden.${extension}"`)
          .header('cache-control', 'private, no-cache')
          .send(extension === 'json' ? `${JSON.stringify(pack, null, 2)}\n` : csvOf(pack.words))
      })

    app.post(`${WORDS}/pakket`, async (request, reply) => {
      const { file, fields } = await broughtIn(request, LARGEST_PACK)
      return answered(reply, WORDS, 'takePack', async () => {
        if (!file) throw new Refusal(400, 'appearance.packMissing')
        await house.ask(callerOf(request, reply, origin, fields._key), 'takePack', packFrom(file))
      })
    })
    app.post(`${THEME}/logo`, async (request, reply) => {
      const { file, fields } = await broughtIn(request, LARGEST_LOGO)
      return answered(reply, THEME, 'placeLogo', async () => {
        if (!file) throw new Refusal(400, 'appearance.logoMissing')
        await house.ask(callerOf(request, reply, origin, fields._key), 'placeLogo', {
          image: file.toString('base64'),
          alt: fields.alt ?? '',
        })
      })
    })
  }

const keep = (request: FastifyRequest, reply: FastifyReply, body: string | Buffer, type: string, forEver: boolean) => {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  reply
    .header('etag', etag)
    .header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'public, no-cache')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  return reply.type(type).send(body)
}

/** The one file of a form and its fields; null when none was chosen. */
const broughtIn = async (request: FastifyRequest, most: number) => {
  if (!request.isMultipart()) throw new Refusal(415, 'unsupportedType')
  const fields: Record<string, string> = {}
  let file: Buffer | null = null
  const settings = { limits: { fileSize: most, files: 1, fields: 10 }, throwFileSizeLimit: false }
  for await (const part of request.parts(settings as Parameters<typeof request.parts>[0])) {
    if (part.type === 'field') {
      if (['_key', 'alt'].includes(part.fieldname)) fields[part.fieldname] = String(part.value ?? '').slice(0, 300)
      continue
    }
    const pieces: Buffer[] = []
    for await (const piece of part.file) pieces.push(piece as Buffer)
    if (part.file.truncated) throw new Refusal(413, 'files.tooLarge')
    if (part.filename && pieces.length) file = Buffer.concat(pieces)
  }
  return { file, fields: fields as { _key?: string; alt?: string } }
}

/** Back to the page, which says what was done or what is wrong with the file. */
const answered = async (reply: FastifyReply, page: string, act: string, work: () => Promise<void>) => {
  try {
    await work()
    return reply.code(303).header('location', `${page}?gedaan=${act}`).send()
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 400) throw error
    const [field] = error.fields
    // A picture that is empty or too large is no logo either.
    const code = (field?.path === 'image' ? 'notALogo' : (field?.code ?? error.code)).replace(/^appearance\./, '')
    const about = String(field?.detail?.other ?? field?.detail?.word ?? '')
    const row = /^words\.(\d+)\./.exec(field?.path ?? '')?.[1]
    const asked = new URLSearchParams({
      fout: code,
      ...(about ? { woord: about.slice(0, 60) } : {}),
      ...(row ? { rij: String(Number(row) + 1) } : {}),
    })
    return reply.code(303).header('location', `${page}?${asked}`).send()
  }
}
