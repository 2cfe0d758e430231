// Follows what happens on this page: says politely that there is something new, and shows it when the reader asks.
import { sayWhen } from '../when.ts'
import { before, shareLine } from './line.ts'
import { differs, morph } from './morph.ts'

/** Said when a dossier is no longer there for this reader, and when nobody is signed in here any more. */
export const GONE = 'schakel:gone'
export const SIGNED_OUT = 'schakel:signed-out'

/** A line that is back within this time was never away, to a reader. */
const PATIENCE = 8_000

const parts = (from: Document) =>
  new Map([...from.querySelectorAll('[data-live-part]')].map((part) => [part.getAttribute('data-live-part'), part]))

/** As the server drew it, before any script touched it: what is new is told from that, and not from what scripts made. */
let drawn = document.querySelector('[data-live]')
  ? new Map([...parts(document)].map(([name, part]) => [name, part.cloneNode(true) as Element]))
  : new Map<string | null, Element>()

export function followLive(): void {
  const box = document.querySelector<HTMLElement>('[data-live]')
  // A page that this device kept cannot be live; it says so itself.
  if (document.documentElement.dataset.offline !== undefined) return
  if (!box || !('locks' in navigator) || !('BroadcastChannel' in window)) return
  const news = box.querySelector<HTMLElement>('[data-live-news]')!
  const words = box.querySelector<HTMLElement>('[data-live-words]')!
  const spoken = box.querySelector<HTMLElement>('[data-live-spoken]')!
  const button = box.querySelector<HTMLButtonElement>('[data-live-show] button')!
  const quiet = box.querySelector<HTMLElement>('[data-live-quiet]')!
  const text = box.dataset
  const wants = {
    dossiers: (text.dossiers ?? '').split(',').filter(Boolean),
    mine: text.mine === '1',
    after: text.after!,
  }
  const drawnAt = new Date()
  let fresh: Document | undefined
  let stale = false
  let asking = false
  let patience = 0

  /** Reads the page again by the ordinary way, and says what is different in it. */
  const look = async () => {
    if (asking || document.visibilityState !== 'visible') {
      stale = true
      return
    }
    asking = true
    stale = false
    try {
      // Many may have heard the same at the same moment.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 600))
      const answer = await fetch(location.href.split('#')[0]!, { headers: { accept: 'text/html' }, cache: 'no-store' })
      if (answer.redirected || !answer.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const changed = [...parts(page)].filter(([name, part]) => drawn.has(name) && differs(drawn.get(name)!, part))
      if (changed.length === 0) {
        // What was announced was taken back before anybody looked.
        fresh = undefined
        news.hidden = true
        return
      }
      fresh = page
      const added = newEntries(page).length
      const sentence = added === 0 ? text.changed! : added === 1 ? text.one! : text.many!.replace('{n}', String(added))
      words.textContent = sentence
      spoken.textContent = `${sentence}. ${button.textContent}.`
      news.hidden = false
    } catch {
      // No line now: the next news, or the line that comes back, looks again.
      stale = true
    } finally {
      asking = false
      if (stale && document.visibilityState === 'visible') setTimeout(() => stale && void look(), 2_000)
    }
  }

  const newEntries = (page: Document) =>
    [...page.querySelectorAll<HTMLElement>('[data-live-part] .schakel-entry[id]')].filter(
      (one) => !document.getElementById(one.id),
    )

  const show = () => {
    if (!fresh) return
    const added = newEntries(fresh).map((one) => one.id)
    const anchor = firstInView()
    const top = anchor?.getBoundingClientRect().top
    const now = parts(document)
    for (const [name, part] of parts(fresh)) {
      const here = now.get(name)
      if (here) morph(here, part)
    }
    drawn = parts(fresh)
    fresh = undefined
    words.textContent = ''
    spoken.textContent = ''
    news.hidden = true
    for (const id of added) document.getElementById(id)?.classList.add('schakel-new')
    const first = added.length ? document.getElementById(added[0]!) : null
    if (first) {
      first.tabIndex = -1
      first.focus({ preventScroll: true })
      first.scrollIntoView({ block: 'center' })
    } else if (anchor?.isConnected && top !== undefined) scrollBy(0, anchor.getBoundingClientRect().top - top)
  }
  button.addEventListener('click', show)

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && stale) void look()
  })

  const away = () => {
    quiet.textContent = text.off!.replace('{when}', sayWhen(drawnAt, { hour: '2-digit', minute: '2-digit' }))
    quiet.hidden = false
  }
  const notLive = () => {
    patience ||= window.setTimeout(away, PATIENCE)
  }
  notLive()

  shareLine(wants, {
    live: (is) => {
      if (!is) return notLive()
      clearTimeout(patience)
      patience = 0
      quiet.hidden = true
    },
    changed: (what) => {
      // Older than what this page shows; an equal number may be another part of the same.
      if (what.id && before(what.id, wants.after)) return
      if (!(what.mine && wants.mine) && !what.dossiers.some((id) => wants.dossiers.includes(id))) return
      wants.after = what.id || wants.after
      void look()
    },
    gone: (dossierId) => {
      document.dispatchEvent(new CustomEvent(GONE, { detail: dossierId }))
      if (!wants.dossiers.includes(dossierId)) return
      quiet.textContent = text.gone!
      quiet.hidden = false
    },
    over: () => {
      document.dispatchEvent(new CustomEvent(SIGNED_OUT))
      clearTimeout(patience)
      quiet.textContent = text.over!
      quiet.hidden = false
    },
  })
}

function firstInView(): Element | undefined {
  return [...document.querySelectorAll('[data-live-part] [id], main h2, main h3')].find((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  })
}
