// What was written and is not at the server yet: kept encrypted, sent in order, each exactly once.
//
// The key under which the server knows a write (Idempotency-Key) is made when it is written and stays with it, as do the
// keys of its files: an answer that was lost, a tab that was closed, or two tabs at once only ask the same thing again.
import { FRESH, momentOf } from './clock.ts'
import {
  type Contact,
  type Current,
  current,
  lastContact,
  lock,
  noteContact,
  seal,
  sealText,
  store,
  unlock,
  unseal,
  unsealText,
  type WaitingRow,
} from './store.ts'

export interface Refused {
  readonly status: number
  readonly code: string
  /** In the reader's language, as the server said it. */
  readonly detail: string
}
export interface WaitingFile {
  readonly name: string
  readonly type: string
  readonly size: number
  uploadId?: string
  /** How often it was brought anew, because the server no longer had it. */
  round: number
}
/** A write as the JSON API takes it. `{ $file: n }` anywhere in the body becomes the id of the n-th file's upload. */
export interface NewWaiting {
  readonly path: string
  readonly body: Record<string, unknown>
  /** The name in the body for when it happened, filled from the writing when the writer said nothing. */
  readonly moment: string
  /** For the reader: where it goes, and what it says. */
  readonly place: string
  readonly words: string
}
export interface Waiting extends NewWaiting {
  readonly id: string
  readonly membershipId: string
  readonly writtenAt: number
  readonly contact: Contact | undefined
  readonly files: WaitingFile[]
  /** Sent once as it stands, and no answer came: it must be sent unchanged until one does. */
  unsure?: boolean
  /** When it was first sent so, by the server's clock. */
  triedAt?: number
  happened?: string
  attempts: number
  refused?: Refused
}
export interface Shown extends Waiting {
  readonly seq: number
  readonly state: WaitingRow['state']
}

/** One of those who send at a time, over all tabs and the worker. */
const LOCK = 'schakel-outbox'
const CHANNEL = 'schakel-outbox'
/** A fault of the server that does not pass is put before the reader, and no longer holds up the rest. */
const MOST_FAULTS = 6
/** Reason of this device itself: the writer acts in another role now. */
export const OTHER_ROLE = 'outbox.otherRole'
/** The server keeps what it answered for 30 days (jobs/housekeeping.ts): after that it would not know a repeat from a new one. */
export const TOO_OLD = 'outbox.tooOld'
const REMEMBERED = 29 * 86_400_000
/** The server's: this session is not of the membership that wrote it. */
const ACTS_OTHERWISE = 'signin.actsOtherwise'

const fileKey = (id: string, n: number) => `${id}:${n}`

export const outboxChanged = (): void => {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(null)
  channel.close()
}
export const onOutboxChange = (then: () => void): void => {
  new BroadcastChannel(CHANNEL).addEventListener('message', then)
}

/** Keeps it before anything else happens with it. Throws when the device cannot. */
export const putWaiting = async (
  write: NewWaiting,
  files: readonly File[],
  id: string = crypto.randomUUID(),
): Promise<string> => {
  const mine = await current()
  if (!mine) throw new Error('this device is locked')
  const waiting: Waiting = {
    ...write,
    id,
    membershipId: mine.membershipId,
    writtenAt: Date.now(),
    contact: await lastContact(),
    files: files.map(({ name, type, size }) => ({ name, type, size, round: 0 })),
    attempts: 0,
  }
  const sealed = await sealText(mine.key, JSON.stringify(waiting))
  const bytes = await Promise.all(files.map(async (file) => seal(mine.key, await file.arrayBuffer())))
  const db = await store()
  // Strict: a phone that is switched off the next moment has it.
  const tx = db.transaction(['waiting', 'files'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    ...bytes.map((one, n) => tx.objectStore('files').put({ ...one, personId: mine.personId }, fileKey(id, n))),
    tx.objectStore('waiting').add({ ...sealed, id, personId: mine.personId, state: 'waiting', at: Date.now() }),
    tx.done,
  ])
  outboxChanged()
  return id
}

/** All of whoever is signed in, in the order of writing. Of anybody else there is nothing, not even a number. */
export const listWaiting = async (): Promise<Shown[]> => {
  const mine = await current()
  if (!mine) return []
  const rows = (await (await store()).getAll('waiting')).filter((row) => row.personId === mine.personId)
  return Promise.all(
    rows.map(async (row) => ({
      ...(JSON.parse(await unsealText(mine.key, row)) as Waiting),
      seq: row.seq!,
      state: row.state,
    })),
  )
}

export const fileOf = async (item: Waiting, n: number): Promise<File> => {
  const mine = await current()
  const row = await (await store()).get('files', fileKey(item.id, n))
  if (!mine || !row) throw new Error('this file is not here')
  const { name, type } = item.files[n]!
  return new File([await unseal(mine.key, row)], name, { type })
}

const save = async (mine: Current, { seq, state, ...item }: Shown): Promise<void> => {
  const sealed = await sealText(mine.key, JSON.stringify(item))
  const db = await store()
  // Thrown away meanwhile, here or in another tab: then it stays away.
  if (!(await db.get('waiting', seq))) return
  await db.put('waiting', { ...sealed, seq, id: item.id, personId: mine.personId, state, at: item.writtenAt })
}

export const discardWaiting = async (item: Pick<Shown, 'seq' | 'id' | 'files'>): Promise<void> => {
  const db = await store()
  const tx = db.transaction(['waiting', 'files'], 'readwrite')
  await Promise.all([
    tx.objectStore('waiting').delete(item.seq),
    ...item.files.map((_, n) => tx.objectStore('files').delete(fileKey(item.id, n))),
    tx.done,
  ])
  outboxChanged()
}

/** Somewhere else after a refusal: another write, so another key; the words, the files and the moment stay. */
export const redirectWaiting = async (item: Shown, to: Pick<NewWaiting, 'path' | 'place' | 'body'>): Promise<void> => {
  const mine = await current()
  if (!mine) return
  const id = crypto.randomUUID()
  const next: Waiting = {
    ...item,
    ...to,
    id,
    membershipId: mine.membershipId,
    files: item.files.map(({ name, type, size }) => ({ name, type, size, round: 0 })),
    unsure: false,
    attempts: 0,
    refused: undefined,
  }
  const sealed = await sealText(mine.key, JSON.stringify(next))
  const db = await store()
  const tx = db.transaction(['waiting', 'files'], 'readwrite', { durability: 'strict' })
  const files = tx.objectStore('files')
  for (let n = 0; n < item.files.length; n++) {
    const bytes = await files.get(fileKey(item.id, n))
    if (bytes) await files.put(bytes, fileKey(id, n))
    await files.delete(fileKey(item.id, n))
  }
  await tx
    .objectStore('waiting')
    .put({ ...sealed, seq: item.seq, id, personId: mine.personId, state: 'waiting', at: item.writtenAt })
  await tx.done
  outboxChanged()
}

type Outcome = 'sent' | 'refused' | 'later' | 'signedOut'

/** Sends what waits, in order. Answers what became of each; one that must wait lets those after it wait too. */
export const sendWaiting = (): Promise<Map<string, Outcome>> =>
  navigator.locks.request(LOCK, async () => {
    const outcomes = new Map<string, Outcome>()
    const mine = await current()
    if (!mine) return outcomes
    for (const item of await listWaiting()) {
      if (item.state !== 'waiting') continue
      const outcome = await send(mine, item).catch((): Outcome => 'later')
      outcomes.set(item.id, outcome)
      if (outcome === 'sent') await discardWaiting(item)
      else outboxChanged()
      if (outcome === 'later' || outcome === 'signedOut') break
    }
    return outcomes
  })

const send = async (mine: Current, item: Shown): Promise<Outcome> => {
  if (item.membershipId !== mine.membershipId) {
    await save(mine, { ...item, state: 'refused', refused: { status: 0, code: OTHER_ROLE, detail: '' } })
    return 'refused'
  }
  // Whether there is a line, and how late it is: once it was sent without an answer, nothing in it may change.
  let now = await lastContact()
  const age = now ? Date.now() - now.device : Number.NaN
  if (!now || !(age >= 0 && age < FRESH)) {
    await noteContact(await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(10_000) }))
    now = (await lastContact())!
  }
  if (!item.happened) {
    const here: Contact = { server: now.server + (Date.now() - now.device), device: Date.now() }
    item.happened = new Date(momentOf(item.writtenAt, item.contact, here)).toISOString()
    await save(mine, item)
  }
  if (item.unsure && now.server - (item.triedAt ?? now.server) > REMEMBERED) {
    await save(mine, { ...item, unsure: false, state: 'refused', refused: { status: 0, code: TOO_OLD, detail: '' } })
    return 'refused'
  }
  for (const [n, file] of item.files.entries()) {
    if (file.uploadId) continue
    const answer = await fetch('/api/v1/uploads', {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
        'idempotency-key': `${item.id}.${n}.${file.round}`,
        'x-acting-as': item.membershipId,
        accept: 'application/json',
      },
      body: await fileOf(item, n),
      signal: AbortSignal.timeout(180_000),
    })
    const outcome = await outcomeOf(mine, item, answer)
    if (outcome !== 'sent') return outcome
    file.uploadId = (await answer.json()).uploadId
    await save(mine, item)
  }
  item.unsure = true
  item.triedAt ??= now.server
  await save(mine, item)
  const body = { ...filled(item.body, item.files), ...(item.body[item.moment] ? {} : { [item.moment]: item.happened }) }
  const answer = await fetch(item.path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'idempotency-key': item.id,
      'x-acting-as': item.membershipId,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  })
  return outcomeOf(mine, item, answer)
}

/** What an answer means for what waits. */
const outcomeOf = async (mine: Current, item: Shown, answer: Response): Promise<Outcome> => {
  await noteContact(answer)
  if (answer.ok) return 'sent'
  if (answer.status === 401) {
    await save(mine, item)
    await lock()
    return 'signedOut'
  }
  const problem = await answer.json().catch(() => undefined)
  if (problem?.code === ACTS_OTHERWISE) {
    // Somebody signed in here meanwhile. Another role of the writer: they decide. Another person: it waits for its writer.
    await save(mine, { ...item, unsure: false })
    const now = await unlock()
    if (now?.personId !== mine.personId) return 'signedOut'
    await save(now, { ...item, unsure: false, state: 'refused', refused: { status: 0, code: OTHER_ROLE, detail: '' } })
    return 'refused'
  }
  const fields: { path: string; code: string; detail: string }[] = problem?.errors ?? []
  const about = (name: string, code: string) => fields.some((one) => one.path === name && one.code === code)
  // Too late for its files, or by a clock that was set wrong after the last contact: nothing was kept, so both may change.
  if (
    answer.status === 400 &&
    fields.some((one) => one.code.endsWith('uploadGone')) &&
    item.files.every((one) => one.round < 3)
  ) {
    for (const file of item.files) {
      file.uploadId = undefined
      file.round++
    }
    await save(mine, { ...item, unsure: false })
    return send(mine, { ...item, unsure: false })
  }
  if (answer.status === 400 && about(item.moment, 'inTheFuture') && !item.body[item.moment]) {
    const contact = (await lastContact())!
    const happened = new Date(momentOf(item.writtenAt, item.contact, contact)).toISOString()
    if (happened !== item.happened) {
      await save(mine, { ...item, happened, unsure: false })
      return send(mine, { ...item, happened, unsure: false })
    }
  }
  const passes = [408, 425, 429].includes(answer.status) || answer.status >= 500
  item.attempts += answer.status === 500 ? 1 : 0
  if (passes && item.attempts < MOST_FAULTS) {
    await save(mine, item)
    return 'later'
  }
  const detail = [problem?.detail, ...fields.map((one) => one.detail)].filter(Boolean).join(' ')
  await save(mine, {
    ...item,
    unsure: passes,
    state: 'refused',
    refused: { status: answer.status, code: String(problem?.code ?? ''), detail },
  })
  return 'refused'
}

const filled = (value: unknown, files: readonly WaitingFile[]): any => {
  if (Array.isArray(value)) return value.map((one) => filled(one, files))
  if (!value || typeof value !== 'object') return value
  const place = (value as { $file?: number }).$file
  if (typeof place === 'number') return files[place]!.uploadId
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, files)]))
}
