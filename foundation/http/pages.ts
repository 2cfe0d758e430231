// Shows pages and takes their forms: everything a page reads or does goes through the same one way in as the API.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Actor } from '../access/actor.ts'
import { notFound, notSignedIn, Refusal } from '../errors.ts'
import type { FormState, FormValues, Page, PageRequest, UploadedFile } from '../web/page.ts'
import { speakFor } from '../words/speaking.ts'
import type { Caller, House } from './handle.ts'
import { callerOf } from './request.ts'
import type { MultipartForm } from './uploads.ts'
import { fieldSentence, sentenceOf } from './words.ts'

/** Draws the whole document around a page; app/frame.tsx does, because it knows the menu. */
export type DrawPage = (parts: {
  readonly page: Page | null
  readonly content: VNode
  readonly title: string
  readonly narrow?: boolean
  readonly breadcrumb?: readonly { href: string; label: string }[]
  readonly head?: unknown
  readonly actor: Actor | null
  readonly request: Pick<PageRequest, 'path' | 'query' | 'locale' | 'practice' | 'key'>
  /** Something was refused or failed: typed words are kept. */
  readonly failed: boolean
  readonly message: string | null
  /** What to follow while this page is open, and from where. */
  readonly live: LiveFrom | null
  /** What a device may keep of this page. */
  readonly offline: 'read' | 'write' | null
}) => string

export interface LiveFrom {
  readonly dossiers: readonly string[]
  readonly mine: boolean
  readonly after: string
}

export interface PageHost {
  readonly house: House
  readonly origin: string
  readonly practice: boolean
  readonly signInPath: string
  readonly draw: DrawPage
  /** Where a page that is drawn now stands in the order of events; what happens later is told over the live stream. */
  readonly livePosition: () => string | undefined
  /** Reads a multipart form: files are checked and stored, fields are texts. */
  readonly readMultipart: (request: FastifyRequest, caller: Caller) => Promise<MultipartForm>
}

export const HTML = 'text/html; charset=utf-8'

const first = (query: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((query ?? {}) as Record<string, string | string[]>).map(([name, value]) => [
      name,
      Array.isArray(value) ? value[0]! : value,
    ]),
  )

const valuesOf = (fields: Record<string, string[]>, files: Record<string, UploadedFile[]>): FormValues => ({
  text: (name) => fields[name]?.[0]?.replaceAll('\r\n', '\n') ?? '',
  optional: (name) => fields[name]?.[0]?.replaceAll('\r\n', '\n') || undefined,
  all: (name) => fields[name]?.filter((value) => value !== '') ?? [],
  checked: (name) => (fields[name]?.length ?? 0) > 0 && fields[name]![0] !== '',
  files: (name) => files[name] ?? [],
})

export const servePages = (app: FastifyInstance, pages: readonly Page[], host: PageHost): void => {
  const { house } = host

  const requestFor = (request: FastifyRequest, caller: Caller, refused: FormState | null) => {
    // Whoever asks is known from the first answer; a page that asks nothing is told by `whoIs`.
    const known: { actor: Actor | null | undefined } = { actor: undefined }
    const pageRequest: PageRequest & { actor: Actor | null } = {
      path: new URL(request.url, 'http://local').pathname,
      params: request.params as Record<string, string>,
      query: first(request.query),
      locale: caller.context.locale,
      actor: null,
      now: new Date(),
      practice: host.practice,
      key: randomUUID(),
      refused,
      ask: async (act, input = {}) => (await pageRequest.askTogether<any[]>([act, input]))[0],
      askTogether: async (...calls) => {
        const answers = await house.askTogether(
          caller,
          calls.map(([act, input, ifOn]) => [act, input ?? {}, ifOn] as const),
        )
        if (known.actor === undefined) {
          known.actor = answers[0]?.actor ?? null
          pageRequest.actor = known.actor
        }
        return answers.map((answer) => answer.value()) as never
      },
    }
    return { pageRequest, known }
  }

  const show = async (
    page: Page,
    request: FastifyRequest,
    reply: FastifyReply,
    caller: Caller,
    refused: FormState | null,
    status = 200,
  ) => {
    const { pageRequest, known } = requestFor(request, caller, refused)
    // Before anything is read: what is committed later may be on the page, what was committed earlier is.
    const after = host.livePosition()
    const data = await page.load(pageRequest).catch((error: unknown) => {
      // An address with something in it that cannot be an id is an address of nothing.
      if (
        error instanceof Refusal &&
        error.status === 400 &&
        error.fields.length &&
        error.fields.every(({ path }) => path in pageRequest.params)
      )
        throw notFound()
      throw error
    })
    if (known.actor === undefined) {
      known.actor = await house.whoIs(caller.credential)
      pageRequest.actor = known.actor
    }
    if (!known.actor && !page.open) throw notSignedIn()
    if (!known.actor && page.ofOrganisation) speakFor(page.ofOrganisation(data, pageRequest) ?? null)
    const frame = page.frame(data, pageRequest)
    const done = pageRequest.query.gedaan
    const html = host.draw({
      page,
      content: page.view(data, pageRequest),
      ...frame,
      actor: known.actor ?? null,
      request: pageRequest,
      failed: refused !== null,
      live: known.actor && after && page.live ? { ...page.live(data, pageRequest), after } : null,
      offline: known.actor && !refused ? (page.offline?.(data, pageRequest) ?? null) : null,
      message: done ? doneSentence(house, caller.context.locale, done) : null,
    })
    return reply.code(status).type(HTML).header('cache-control', 'private, no-store').send(html)
  }

  const take = async (page: Page, request: FastifyRequest, reply: FastifyReply) => {
    const caller = callerOf(request, reply, host.origin)
    let fields: Record<string, string[]> = {}
    let files: Record<string, UploadedFile[]> = {}
    let refusal: Refusal | null = null
    let act = ''
    try {
      if (request.isMultipart()) ({ fields, files, refusal } = await host.readMultipart(request, caller))
      else
        fields = Object.fromEntries(
          Object.entries((request.body ?? {}) as Record<string, string | string[]>).map(([name, value]) => [
            name,
            Array.isArray(value) ? value : [value],
          ]),
        )
      act = fields._act?.[0] ?? ''
      const form = formOf(page, act)
      if (!form) throw new Refusal(400, 'invalid', [{ path: '_act', code: 'notAChoice' }])
      if (refusal) throw refusal
      const { pageRequest } = requestFor(request, caller, null)
      const values = valuesOf(fields, files)
      const key = fields._key?.[0]
      const answer = await house.ask(
        key && key.length <= 100 ? { ...caller, idempotencyKey: key } : caller,
        act,
        form.input(values, pageRequest),
      )
      const next = form.then(answer.value(), { ...pageRequest, actor: answer.actor }, values)
      return reply.code(303).header('location', next).send()
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 401 || !formOf(page, act)) throw error
      const { locale } = caller.context
      const refused: FormState = {
        act,
        values: fields,
        errors: Object.fromEntries(
          error.fields.map((field) => [field.path, fieldSentence(house.capabilities, locale, field)]),
        ),
        message: sentenceOf(house.capabilities, locale, error.code),
      }
      // The page as it is now, with everything typed still there. If the thing itself is gone, that page says so.
      return show(page, request, reply, caller, refused, error.status)
    }
  }

  for (const page of pages) {
    // Whoever is not signed in is known by their address only.
    const most = page.perMinute ?? (page.open && 600)
    const limited = most ? { config: { rateLimit: { max: most, timeWindow: '1 minute' } } } : {}
    app.get(page.at, limited, (request, reply) =>
      show(page, request, reply, callerOf(request, reply, host.origin), null),
    )
    if (page.forms) app.post(page.at, limited, (request, reply) => take(page, request, reply))
  }
}

/** A form is one that the page has: `constructor` is a name that every object knows. */
const formOf = (page: Page, act: string) => (page.forms && Object.hasOwn(page.forms, act) ? page.forms[act] : undefined)

const doneSentence = (house: House, locale: 'nl' | 'en', act: string): string | null => {
  for (const capability of house.capabilities) {
    const { done } = capability.text[locale]
    if (done && Object.hasOwn(done, act)) return done[act]!
  }
  return null
}
