// What this device keeps for work without reception, and the key that makes it readable only for whoever is signed in.
//
// The key comes from the server (signin, unlockDevice), is the same for one person on one device, cannot be taken out of
// the browser, and goes when the session goes. So a line that waits survives a session that ran out, unreadable, until the
// same person is back; and nobody else ever reads it.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
}
export interface Current {
  readonly personId: string
  readonly membershipId: string
  readonly key: CryptoKey
}
/** The last time this device heard the server say how late it is, by both clocks. */
export interface Contact {
  readonly server: number
  readonly device: number
}
export interface WaitingRow extends Sealed {
  readonly seq?: number
  readonly id: string
  readonly personId: string
  readonly state: 'waiting' | 'refused'
  readonly at: number
}

interface Kept extends DBSchema {
  meta: { key: string; value: Current | Contact | string | number }
  pages: {
    key: string
    value: Sealed & { path: string; personId: string; at: number; opened: number; keep: 'read' | 'write' }
  }
  waiting: { key: number; value: WaitingRow; indexes: { id: string } }
  files: { key: string; value: Sealed & { personId: string } }
  drafts: { key: string; value: Sealed & { personId: string; at: number } }
}

const NAME = 'schakel-device'
/** Ciphertext of somebody who never came back. */
const FORGOTTEN = 60 * 86_400_000

let opening: Promise<IDBPDatabase<Kept>> | undefined

export const store = (): Promise<IDBPDatabase<Kept>> => {
  opening ??= openDB<Kept>(NAME, 1, {
    upgrade: (db) => {
      db.createObjectStore('meta')
      db.createObjectStore('pages', { keyPath: 'path' })
      db.createObjectStore('waiting', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true })
      db.createObjectStore('files')
      db.createObjectStore('drafts')
    },
    // A newer version in another tab wants in: let it, this page opens anew when it needs to.
    blocking: (_, __, event) => {
      ;(event.target as IDBDatabase).close()
      opening = undefined
    },
    terminated: () => {
      opening = undefined
    },
  })
  opening.catch(() => {
    opening = undefined
  })
  return opening
}

/** Whether this browser can keep something for nobody but its reader; without that nothing is kept at all. */
export const canKeep = (): boolean =>
  typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && crypto.subtle !== undefined

export const current = async (): Promise<Current | undefined> =>
  (await (await store()).get('meta', 'current')) as Current | undefined

export const seal = async (key: CryptoKey, bytes: BufferSource): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) }
}
export const unseal = (key: CryptoKey, { iv, data }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)

export const sealText = (key: CryptoKey, text: string): Promise<Sealed> => seal(key, new TextEncoder().encode(text))
export const unsealText = async (key: CryptoKey, sealed: Sealed): Promise<string> =>
  new TextDecoder().decode(await unseal(key, sealed))

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))

/** Asks the server for the key of whoever is signed in. Undefined when nobody is, or there is no line. */
export const unlock = async (): Promise<Current | undefined> => {
  const db = await store()
  let deviceId = (await db.get('meta', 'device')) as string | undefined
  if (!deviceId) {
    deviceId = crypto.randomUUID()
    await db.put('meta', deviceId, 'device')
  }
  const answer = await fetch('/api/v1/device-key', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ deviceId }),
  }).catch(() => undefined)
  if (!answer?.ok) return undefined
  await noteContact(answer)
  const { personId, membershipId, key } = await answer.json()
  const before = await current()
  if (before && before.personId !== personId) await lock()
  const mine: Current = {
    personId,
    membershipId,
    key: await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt']),
  }
  await db.put('meta', mine, 'current')
  const tx = db.transaction('waiting', 'readwrite')
  for await (const one of tx.store)
    if (one.value.personId !== personId && one.value.at < Date.now() - FORGOTTEN) await one.delete()
  await tx.done
  return mine
}

/** The session is over: nothing here can be read any more. What waits stays, unreadable, for the same person. */
export const lock = async (): Promise<void> => {
  const db = await store()
  const tx = db.transaction(['meta', 'pages', 'drafts'], 'readwrite')
  await Promise.all([
    tx.objectStore('meta').delete('current'),
    tx.objectStore('pages').clear(),
    tx.objectStore('drafts').clear(),
    tx.done,
  ])
}

/** Somebody signs out: all that was theirs goes, also what still waited. */
export const empty = async (): Promise<void> => {
  const mine = await current()
  const db = await store()
  if (mine) {
    const tx = db.transaction(['waiting', 'files'], 'readwrite')
    for await (const one of tx.objectStore('waiting')) if (one.value.personId === mine.personId) await one.delete()
    for await (const one of tx.objectStore('files')) if (one.value.personId === mine.personId) await one.delete()
    await tx.done
  }
  await lock()
  // With nobody's words left the device itself is forgotten too, and with it every key that was made for it.
  if ((await db.count('waiting')) === 0) await db.clear('meta')
}

/** Every answer of the server says how late it is; only a clock that was read at the same moment makes sense of it. */
export const noteContact = async (answer: Response): Promise<void> => {
  const said = Date.parse(answer.headers.get('date') ?? '')
  if (Number.isNaN(said)) return
  await (await store()).put('meta', { server: said, device: Date.now() } satisfies Contact, 'contact')
}
export const lastContact = async (): Promise<Contact | undefined> =>
  (await (await store()).get('meta', 'contact')) as Contact | undefined
