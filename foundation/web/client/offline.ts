// Work without reception, on the page's side: unlocks the device for whoever is signed in, keeps the form for a new line
// at hand, says what waits, and warns before signing out would lose it.

import { listWaiting, onOutboxChange, sendWaiting } from './device/outbox.ts'
import { forgetDossier, keepPage, keptAt, refreshPages } from './device/pages.ts'
import { canKeep, current, empty, lock, store, unlock } from './device/store.ts'
import { GONE, SIGNED_OUT } from './live/follow.ts'
import { sayWhen } from './when.ts'

/** The form that must always open. */
const WRITING = '/nieuwe-regel'
const FRESH_ENOUGH = 10 * 60_000
/** What the browser believes of the line is not always so: while something waits, it is tried. */
const SOON = 3_000
const SELDOM = 30_000
let pause = SOON

/** Resolves when it is known whether this device can keep something for this reader. */
export let deviceReady: Promise<boolean> = Promise.resolve(false)

export function workOffline(): void {
  if (!canKeep() || !('serviceWorker' in navigator) || !('locks' in navigator) || !isSecureContext) return
  const { person, role, offline, offlineKeep } = document.documentElement.dataset
  // A page that tells of a fault knows nobody.
  if (person === undefined && offline === undefined) return
  deviceReady = settle(person, role, offline).catch(() => false)
  void navigator.serviceWorker.register('/sw.js').catch(() => {})
  sayWhatIsKept(offline)
  guardSigningOut()
  document.addEventListener(GONE, (event) => void forgetDossier((event as CustomEvent<string>).detail))
  document.addEventListener(SIGNED_OUT, () => void lock())
  void deviceReady.then(async (open) => {
    if (!open) return
    onOutboxChange(() => {
      pause = Math.min(pause, 2 * SOON)
      void sayWhatWaits()
    })
    addEventListener('online', () => {
      pause = SOON
      void sendNow().then(keepFresh)
    })
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void sendNow())
    void tryAgain()
    await sayWhatWaits()
    await sendNow()
    if (offline) return
    // The worker did not see the first page of a visit.
    if (offlineKeep && !navigator.serviceWorker.controller) await keepAt(location.pathname)
    await keepFresh()
  })
}

/** Whoever is signed in now has the key of this device; somebody else's is gone before anything is read. */
const settle = async (person?: string, role?: string, offline?: string): Promise<boolean> => {
  const mine = await current()
  // A page from this device, or one that tells of a fault, says nothing about who is signed in.
  if (offline !== undefined || person === undefined) return mine !== undefined
  if (person === '') {
    if (mine) await lock()
    return false
  }
  if (mine?.personId === person) {
    if (role && mine.membershipId !== role)
      await (await store()).put('meta', { ...mine, membershipId: role }, 'current')
    return true
  }
  if (mine) await lock()
  return (await unlock())?.personId === person
}

const keepAt = async (path: string): Promise<void> => {
  const answer = await fetch(path, { headers: { accept: 'text/html' }, cache: 'no-store' }).catch(() => undefined)
  if (answer && !answer.redirected) await keepPage(path, answer, await answer.text())
}

/** The form is at hand, and what lost its reader, or changed, is not read for long. One tab does it. */
const keepFresh = async (): Promise<void> => {
  await navigator.locks.request('schakel-fresh', { ifAvailable: true }, async (held) => {
    if (!held || !navigator.onLine) return
    const db = await store()
    const refreshed = ((await db.get('meta', 'refreshed')) as number | undefined) ?? 0
    if (Math.abs(Date.now() - refreshed) > FRESH_ENOUGH && (await refreshPages()))
      await db.put('meta', Date.now(), 'refreshed')
    if (document.documentElement.dataset.person && Math.abs(Date.now() - ((await keptAt(WRITING)) ?? 0)) > FRESH_ENOUGH)
      await keepAt(WRITING)
  })
}

const sendNow = async (): Promise<void> => {
  if ((await listWaiting()).some((one) => one.state === 'waiting')) await sendWaiting()
}

const tryAgain = async (): Promise<void> => {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 1.4, SELDOM)
    if (document.visibilityState === 'visible') await sendNow().catch(() => {})
  }
}

/** Asks the browser to wake the worker when the line is back, where it offers that. */
export const sendLater = async (): Promise<void> => {
  const registration = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & {
    readonly sync?: { register(tag: string): Promise<void> }
  }
  await registration.sync?.register('schakel-outbox').catch(() => {})
}

const sayWhatIsKept = (offline: string | undefined): void => {
  const note = document.querySelector<HTMLElement>('[data-offline-note]')
  if (!note || offline === undefined) return
  const when = sayWhen(Number(offline), { weekday: 'long', hour: '2-digit', minute: '2-digit' })
  const isForm = document.documentElement.dataset.offlineKeep === 'write'
  note.textContent = isForm ? note.dataset.offlineWrite! : note.dataset.offlineNote!.replace('{when}', when)
  note.hidden = false
  addEventListener('online', () => {
    if (isForm) note.hidden = true
    else note.textContent = note.dataset.offlineBack!
  })
}

const sayWhatWaits = async (): Promise<void> => {
  const note = document.querySelector<HTMLElement>('[data-outbox-note]')
  if (!note) return
  const all = await listWaiting()
  const refused = all.filter((one) => one.state === 'refused').length
  const waiting = all.length - refused
  const { one, many, refusedOne, refusedMany } = note.dataset
  const say = (n: number, single?: string, several?: string) =>
    n === 0 ? '' : n === 1 ? single! : several!.replace('{n}', String(n))
  const sentence = [say(waiting, one, many), say(refused, refusedOne, refusedMany)].filter(Boolean).join(' · ')
  const words = note.querySelector<HTMLElement>('[data-outbox-words]')!
  if (words.textContent === sentence) return
  words.textContent = sentence
  note.hidden = sentence === ''
  note.classList.toggle('schakel-waiting--refused', refused > 0)
  document.querySelector<HTMLElement>('[data-outbox-spoken]')!.textContent = sentence
}

/** Signing out empties the device; first it is said when that would cost words. */
const guardSigningOut = (): void => {
  const dialog = document.querySelector<HTMLDialogElement>('[data-outbox-leave]')
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target as HTMLFormElement
      if (form.dataset.forget === undefined) return
      event.preventDefault()
      event.stopPropagation()
      for (const key of Object.keys(sessionStorage)) if (key.startsWith('schakel-')) sessionStorage.removeItem(key)
      const leave = () =>
        empty()
          .catch(() => {})
          .then(() => form.submit())
      void (async () => {
        await Promise.race([sendNow(), new Promise((resolve) => setTimeout(resolve, 4_000))]).catch(() => {})
        if (!dialog || (await listWaiting().catch(() => [])).length === 0) return leave()
        dialog.querySelector<HTMLElement>('[data-outbox-stay] button')!.onclick = () => dialog.close()
        dialog.querySelector<HTMLElement>('[data-outbox-go] button')!.onclick = () => void leave()
        dialog.showModal()
      })()
    },
    { capture: true },
  )
}
