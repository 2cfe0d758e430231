// Remembers what somebody sent in a form, so that a page that cannot keep it can at least give it back.
import type { FastifyInstance, FastifyRequest } from 'fastify'

export interface Typed {
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Files came along; those are not given back, and without them the form may not be sent as if it were whole. */
  readonly withFiles: boolean
}

interface Seen {
  readonly fields: [string, string][]
  withFiles: boolean
}

// A secret is typed again: it is not written into a page.
const SECRET = /pass|wachtwoord|secret|code|token/i

const seenBy = new WeakMap<FastifyRequest, Seen>()

/** A form with files is read piece by piece while it is acted upon; this looks along. */
export const rememberTyped = (app: FastifyInstance): void => {
  app.addHook('preHandler', async (request) => {
    if (!request.isMultipart()) return
    const seen: Seen = { fields: [], withFiles: false }
    seenBy.set(request, seen)
    const parts = request.parts.bind(request)
    request.parts = async function* (options) {
      for await (const part of parts(options)) {
        if (part.type === 'field') seen.fields.push([part.fieldname, String(part.value ?? '')])
        else if (part.filename) seen.withFiles = true
        yield part
      }
    }
  })
}

/** What was typed in the form of this request; null when there is nothing to give back. */
export const typedIn = async (request: FastifyRequest): Promise<Typed | null> => {
  if (request.method !== 'POST') return null
  const typed = seenBy.get(request) ?? fieldsOf(request.body)
  // It was refused before a byte was read: the words are still on their way.
  if (seenBy.has(request) && !request.raw.readableDidRead)
    try {
      for await (const part of request.parts()) if (part.type === 'file') part.file.resume()
    } catch {
      // What came before it broke off is given back.
    }
  const worthIt = typed.fields.some(([name, value]) => !name.startsWith('_') && value.trim() !== '')
  return worthIt && !typed.fields.some(([name]) => SECRET.test(name)) ? typed : null
}

const fieldsOf = (body: unknown): Typed => ({
  fields: Object.entries((body ?? {}) as Record<string, string | string[]>).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, String(one)] as const),
  ),
  withFiles: false,
})
