// Pages that this device keeps, encrypted, to be read without reception: which, how long, and when they go.
import { current, lastContact, lock, noteContact, sealText, store, unsealText } from './store.ts'

/** Dossiers and their like; the form for a new line is not counted. */
const MOST = 20
/** As long as a session lives without being used (signin/access.sql): who could not read it at the desk cannot here. */
const READABLE = 12 * 3_600_000

/** What the page says of itself, without drawing it. */
const said = (html: string, name: string): string | undefined =>
  new RegExp(`<html[^>]* data-${name}(?:="([^"]*)")?[ >]`).exec(html.slice(0, 2_000))?.slice(1)[0] ??
  (new RegExp(`<html[^>]* data-${name}[ >]`).test(html.slice(0, 2_000)) ? '' : undefined)

export const personOf = (html: string): string | undefined => said(html, 'person')

/** Keeps a page that may be kept; forgets it when it may not any more. Answers whether it is kept. */
export const keepPage = async (path: string, answer: Response, html: string, opened = Date.now()): Promise<boolean> => {
  const mine = await current()
  const db = await store()
  const keep = said(html, 'offline-keep')
  if (answer.ok) await noteContact(answer)
  // Nobody is signed in any more.
  if (personOf(html) === '') {
    if (mine) await lock()
    return false
  }
  if (!answer.ok || (keep !== 'read' && keep !== 'write')) {
    if ([403, 404, 410].includes(answer.status)) await db.delete('pages', path)
    return false
  }
  if (!mine || personOf(html) !== mine.personId) return false
  const sealed = await sealText(mine.key, html)
  // Somebody may have signed out while this was being encrypted.
  if ((await current())?.personId !== mine.personId) return false
  await db.put('pages', { ...sealed, path, personId: mine.personId, at: Date.now(), opened, keep })
  const old = (await db.getAll('pages')).filter((one) => one.keep === 'read').sort((a, b) => b.opened - a.opened)
  for (const one of old.slice(MOST)) await db.delete('pages', one.path)
  return true
}

/** The page as it was kept, marked with when that was; undefined when this reader has none. */
export const findPage = async (path: string): Promise<string | undefined> => {
  const mine = await current()
  if (!mine) return undefined
  const kept = await (await store()).get('pages', path)
  if (!kept || kept.personId !== mine.personId) return undefined
  const contact = await lastContact()
  if (kept.keep === 'read' && Math.abs(Date.now() - (contact?.device ?? kept.at)) > READABLE) return undefined
  const html = await unsealText(mine.key, kept).catch(() => undefined)
  return html?.replace('<html', `<html data-offline="${kept.at}"`)
}

export const keptAt = async (path: string): Promise<number | undefined> =>
  (await (await store()).get('pages', path))?.at
export const forgetPage = async (path: string): Promise<void> => (await store()).delete('pages', path)

/** Forgets what is kept of one dossier, whatever pages that are. */
export const forgetDossier = async (dossierId: string): Promise<void> => {
  const db = await store()
  for (const path of await db.getAllKeys('pages')) if (path.includes(dossierId)) await db.delete('pages', path)
}

/**
 * Reads every kept page anew: what this reader may no longer see goes, what changed is as it is now. False when the line
 * went away in between, so that it is done again.
 */
export const refreshPages = async (): Promise<boolean> => {
  const db = await store()
  const kept = (await db.getAll('pages')).sort((a, b) => b.opened - a.opened)
  // Recent is what was opened last, not what was refreshed last.
  for (const { path, opened } of kept) {
    const answer = await fetch(path, { headers: { accept: 'text/html' }, redirect: 'manual', cache: 'no-store' }).catch(
      () => undefined,
    )
    if (!answer || answer.status >= 500) return false
    if (answer.type === 'opaqueredirect') {
      // To the page for signing in: the session is over.
      await lock()
      return true
    }
    if (!(await keepPage(path, answer, await answer.text(), opened))) await db.delete('pages', path)
  }
  return true
}
