// The service worker: opens pages that this device keeps when there is no reception, and sends what waits when the
// browser wakes it. It knows no room: what may be kept, each page says of itself (data-offline-keep).

import { sendWaiting } from '../client/device/outbox.ts'
import { findPage, forgetPage, keepPage, keptAt, refreshPages } from '../client/device/pages.ts'
import { current, seal, sealText, store } from '../client/device/store.ts'

/** Put before this script when it is built: what every page needs, by addresses that change with their content. */
declare const SHELL: { readonly version: string; readonly addresses: readonly string[] }

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response> | Response): void
}
const worker = self as unknown as {
  addEventListener(name: 'install' | 'activate', then: (event: WorkerEvent) => void): void
  addEventListener(name: 'fetch', then: (event: FetchEvent) => void): void
  addEventListener(name: 'sync', then: (event: WorkerEvent & { readonly tag: string }) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
}

const CACHE = `schakel-${SHELL.version}`
/** Said by nobody in particular: what stands on it is for everybody. */
const NOT_HERE = '/zonder-verbinding'
const SHARE = '/delen'
/** With bad reception waiting is worse than what was kept a while ago. */
const PATIENCE = 5_000
const SYNC = 'schakel-outbox'

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE)
      await cache.addAll(SHELL.addresses)
      const page = await fetch(NOT_HERE, { credentials: 'omit', headers: { accept: 'text/html' } })
      // Drawn for nobody, shown to anybody: it must not say that nobody is signed in.
      if (page.ok) {
        const html = (await page.text()).replace(/ data-person(="")?(?=[ >])/, '')
        await cache.put(NOT_HERE, new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
      }
      await worker.skipWaiting()
    })(),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      await worker.clients.claim()
      const old = (await caches.keys()).filter((name) => name.startsWith('schakel-') && name !== CACHE)
      if (old.length === 0) return
      // Kept pages lead to the style sheet and script of their own day.
      if (await refreshPages()) for (const name of old) await caches.delete(name)
    })(),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (address.origin !== location.origin) return
  if (address.pathname.startsWith('/assets/')) event.respondWith(fromShell(request))
  else if (request.mode !== 'navigate') return
  else if (request.method === 'POST' && address.pathname === SHARE) event.respondWith(takeShared(request))
  else if (request.method === 'POST') event.respondWith(fetch(request).catch(() => notHere(503)))
  else if (request.method === 'GET') event.respondWith(open(event, address.pathname))
})

worker.addEventListener('sync', (event) => {
  if (event.tag !== SYNC) return
  event.waitUntil(
    sendWaiting().then((outcomes) => {
      // The browser tries again later when this fails.
      if ([...outcomes.values()].includes('later')) throw new Error('there is no line yet')
    }),
  )
})

const fromShell = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request)

const notHere = async (status: number): Promise<Response> => {
  const page = await caches.match(NOT_HERE)
  return page
    ? new Response(page.body, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
    : Response.error()
}

const open = async (event: FetchEvent, path: string): Promise<Response> => {
  const kept = await keptAt(path).catch(() => undefined)
  const control = new AbortController()
  const late = kept === undefined ? undefined : setTimeout(() => control.abort(), PATIENCE)
  try {
    const answer = await fetch(event.request, { signal: control.signal })
    clearTimeout(late)
    if (kept !== undefined && [502, 503, 504].includes(answer.status)) return (await fromKept(path)) ?? answer
    if (answer.headers.get('content-type')?.includes('text/html')) {
      const copy = answer.clone()
      event.waitUntil(
        copy
          .text()
          .then((html) => keepPage(path, copy, html))
          .catch(() => {}),
      )
    } else if ([403, 404, 410].includes(answer.status)) event.waitUntil(forgetPage(path))
    return answer
  } catch {
    clearTimeout(late)
    return (await fromKept(path)) ?? notHere(503)
  }
}

const fromKept = async (path: string): Promise<Response | undefined> => {
  const html = await findPage(path).catch(() => undefined)
  return html === undefined
    ? undefined
    : new Response(html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          // The same as the server's: no inline script, no foreign source.
          'content-security-policy':
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'",
        },
      })
}

/** What another app shares: kept encrypted until the form has it, also without reception. */
const takeShared = async (request: Request): Promise<Response> => {
  const go = (to: string) => Response.redirect(new URL(to, location.href).href, 303)
  const form = await request.formData()
  const text = ['title', 'text', 'url']
    .map((name) => String(form.get(name) ?? '').trim())
    .filter((words, at, all) => words && all.indexOf(words) === at)
    .join('\n')
  const files = form.getAll('files').filter((one): one is File => one instanceof File && one.size > 0)
  const mine = await current().catch(() => undefined)
  // Without a key nothing is kept; words of a sentence or two can go along in the address.
  if (!mine) return go(`/nieuwe-regel?tekst=${encodeURIComponent(text.slice(0, 1_500))}`)
  const id = crypto.randomUUID()
  const db = await store()
  const about = { personId: mine.personId, at: Date.now() }
  const list = JSON.stringify({ text, files: files.map(({ name, type }) => ({ name, type })) })
  await db.put('drafts', { ...(await sealText(mine.key, list)), ...about }, id)
  for (const [n, file] of files.entries())
    await db.put('drafts', { ...(await seal(mine.key, await file.arrayBuffer())), ...about }, `${id}:${n}`)
  return go(`/nieuwe-regel?gedeeld=${id}`)
}
