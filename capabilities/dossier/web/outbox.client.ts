// A new line in the browser: written down on the device first, then sent; and what to do with one that was not taken.

import { forgetDraft, readDraft } from '#foundation/web/client/device/drafts.ts'
import {
  discardWaiting,
  fileOf,
  listWaiting,
  type NewWaiting,
  OTHER_ROLE,
  onOutboxChange,
  putWaiting,
  redirectWaiting,
  type Shown,
  sendWaiting,
  TOO_OLD,
} from '#foundation/web/client/device/outbox.ts'
import { SAVED } from '#foundation/web/client/guard.ts'
import { forgetWords } from '#foundation/web/client/keeping.ts'
import { deviceReady, sendLater } from '#foundation/web/client/offline.ts'
import { sayWhen } from '#foundation/web/client/when.ts'
import type { FormValues } from '#foundation/web/page.ts'
import { entryInput } from './entry-input.ts'

/** Longer than this nobody waits with a phone in the rain: it is kept, and goes on being sent. */
const PATIENCE = 6_000
/** In a dossier that was not meant, the involved are the widest that read along by themselves. */
const WIDEST_ELSEWHERE = 2

export function keepEntries(): void {
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target as HTMLFormElement
      if (form.dataset.outbox !== 'entry' || !('locks' in navigator)) return
      event.preventDefault()
      event.stopPropagation()
      if (form.dataset.sent) return
      form.dataset.sent = 'yes'
      const button = event.submitter ?? form.querySelector<HTMLElement>('button:not([type=button])')
      button?.setAttribute('aria-disabled', 'true')
      void take(form).finally(() => {
        delete form.dataset.sent
        button?.removeAttribute('aria-disabled')
      })
    },
    { capture: true },
  )
  chooseDossierOfAddress()
  void deviceReady.then(async (ready) => {
    if (!ready) return
    await takeShared()
    const list = document.querySelector<HTMLElement>('[data-outbox-list]')
    if (!list) return
    onOutboxChange(() => void draw(list))
    list.querySelector('[data-outbox-try] button')!.addEventListener('click', () => void sendWaiting())
    await draw(list)
    if (location.hash === `#${list.id}` && !list.hidden) list.scrollIntoView()
  })
}

/** As every browser without this script would send it: the server then says what is wrong, beside the fields. */
const sendPlainly = (form: HTMLFormElement): void => {
  form.dispatchEvent(new CustomEvent(SAVED, { bubbles: true }))
  form.submit()
}

const take = async (form: HTMLFormElement): Promise<void> => {
  const isAway = document.documentElement.dataset.offline !== undefined || !navigator.onLine
  const says = form.querySelector<HTMLElement>('[data-outbox-saved]')!
  const say = (words: string) => {
    says.textContent = words
    says.hidden = false
    says.focus()
  }
  if (!(await deviceReady)) return isAway ? say(says.dataset.full!) : sendPlainly(form)
  const write = writeOf(form, says.dataset.dossier)
  if (!write) return isAway ? say(says.dataset.missing!) : sendPlainly(form)
  const files = filesIn(form)
  let id: string
  try {
    id = await putWaiting(write, files)
  } catch {
    // The device has no room: then only the line is left.
    return isAway ? say(says.dataset.full!) : sendPlainly(form)
  }
  form.dispatchEvent(new CustomEvent(SAVED, { bubbles: true }))
  const patience = new Promise<'later'>((resolve) => setTimeout(() => resolve('later'), PATIENCE))
  const outcome = await Promise.race([sendWaiting().then((all) => all.get(id)), patience])
  const left = (await listWaiting()).find((one) => one.id === id)
  if (outcome === 'signedOut') {
    forgetWords(form)
    location.assign(`/aanmelden?verder=${encodeURIComponent('/nieuwe-regel')}`)
    return
  }
  if (!left) {
    forgetWords(form)
    await forgetDraft(draftId())
    location.assign(`/dossiers/${dossierOf(write)}?gedaan=addEntry`)
    return
  }
  if (left.state === 'refused' && left.refused!.status === 400) {
    // Something in it is not right yet, and the writer is here: the form says what, and nothing waits.
    await discardWaiting(left)
    return sendPlainly(form)
  }
  forgetWords(form)
  await forgetDraft(draftId())
  if (left.state === 'refused') {
    location.assign('/nieuwe-regel#wachtrij')
    if (location.pathname === '/nieuwe-regel') empty(form)
    return
  }
  empty(form)
  say(says.dataset.outboxSaved!)
  await sendLater()
}

const empty = (form: HTMLFormElement): void => {
  form.reset()
  for (const field of form.querySelectorAll('textarea')) field.dispatchEvent(new Event('input'))
}

const dossierOf = (write: Pick<NewWaiting, 'path'>): string => write.path.split('/')[4]!

const filesIn = (form: HTMLFormElement): File[] =>
  new FormData(form).getAll('uploads').filter((one): one is File => one instanceof File && one.size > 0)

/** The same input as the server makes of this form; undefined when it is not whole. */
const writeOf = (form: HTMLFormElement, ofPage: string | undefined): NewWaiting | undefined => {
  const data = new FormData(form)
  const text = (name: string) => String(data.get(name) ?? '').replaceAll('\r\n', '\n')
  const values: FormValues = {
    text,
    optional: (name) => text(name) || undefined,
    all: (name) => data.getAll(name).map(String).filter(Boolean),
    checked: (name) => text(name) !== '',
    files: () =>
      filesIn(form).map((file, n) => ({
        uploadId: { $file: n } as unknown as string,
        name: file.name,
        type: file.type,
        size: file.size,
      })),
  }
  const dossierId = ofPage ?? (text('otherDossierId') || text('dossierId'))
  if (!dossierId || !text('text').trim()) return undefined
  const { dossierId: _, ...body } = entryInput(values, dossierId)
  return {
    path: `/api/v1/dossiers/${dossierId}/entries`,
    body,
    moment: 'occurredAt',
    place: ofPage ? (document.querySelector('h1')?.textContent ?? '') : (choices().get(dossierId) ?? ''),
    words: text('text'),
  }
}

/** The dossiers in which this reader may write, as the form for a new line offers them. */
const choices = (): Map<string, string> =>
  new Map([
    ...[...document.querySelectorAll<HTMLInputElement>('input[name=dossierId][type=radio]')].map(
      (one): [string, string] => [one.value, one.labels?.[0]?.textContent?.trim() ?? ''],
    ),
    ...[...document.querySelectorAll<HTMLOptionElement>('select[name=otherDossierId] option')]
      .filter((one) => one.value)
      .map((one): [string, string] => [one.value, one.textContent?.trim() ?? '']),
  ])

/** A page that this device kept was drawn for no dossier in particular. */
const chooseDossierOfAddress = (): void => {
  const wanted = new URLSearchParams(location.search).get('dossier')
  if (!wanted || document.documentElement.dataset.offline === undefined) return
  for (const one of document.querySelectorAll<HTMLInputElement>('input[name=dossierId]'))
    if (one.value === wanted) one.checked = true
  const other = document.querySelector<HTMLSelectElement>('select[name=otherDossierId]')
  if (other && [...other.options].some((one) => one.value === wanted)) other.value = wanted
}

const draftId = (): string | undefined => new URLSearchParams(location.search).get('gedeeld') ?? undefined

/** What another app shared goes into the form. */
const takeShared = async (): Promise<void> => {
  const id = draftId()
  const draft = id ? await readDraft(id) : undefined
  const text = document.querySelector<HTMLTextAreaElement>('form[data-outbox] textarea[name=text]')
  const files = document.querySelector<HTMLInputElement>('form[data-outbox] input[name=uploads]')
  if (!draft || !text) return
  if (!text.value && draft.text) {
    text.value = draft.text
    text.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (files && draft.files.length) {
    const holder = new DataTransfer()
    for (const file of draft.files) holder.items.add(file)
    files.files = holder.files
    files.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

const draw = async (list: HTMLElement): Promise<void> => {
  const items = await listWaiting()
  const place = list.querySelector('[data-outbox-items]')!
  // Whoever is choosing keeps what they chose.
  const known = new Map([...place.children].map((one) => [(one as HTMLElement).dataset.key!, one]))
  const shown = items.map((item) => {
    const key = `${item.id} ${item.state}`
    const there = known.get(key)
    known.delete(key)
    return there ?? drawItem(list, item, key)
  })
  for (const gone of known.values()) gone.remove()
  for (const [at, one] of shown.entries())
    if (place.children[at] !== one) place.insertBefore(one, place.children[at] ?? null)
  list.hidden = items.length === 0
  const says = document.querySelector<HTMLElement>('form [data-outbox-saved]')
  // What it said is over: it went, or was not taken.
  if (says && !items.some((one) => one.state === 'waiting')) says.hidden = true
}

const drawItem = (list: HTMLElement, item: Shown, key: string): HTMLElement => {
  const template = list.querySelector<HTMLTemplateElement>('[data-outbox-item]')!
  const element = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement
  const slot = (name: string) => element.querySelector<HTMLElement>(`[data-slot=${name}]`)!
  const words = list.dataset
  const isRefused = item.state === 'refused'
  element.dataset.key = key
  element.dataset.state = item.state
  slot('state').textContent = isRefused ? words.refused! : words.waiting!
  slot('state').classList.toggle('schakel-waiting-state--refused', isRefused)
  slot('place').textContent = item.place
  slot('words').textContent = item.words
  slot('written').textContent = words.written!.replace(
    '{when}',
    sayWhen(item.writtenAt, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }),
  )
  item.files.forEach((file, n) => {
    const line = document.createElement('li')
    const link = document.createElement('a')
    link.className = 'nl-link'
    link.href = '#'
    link.textContent = words.file!.replace('{name}', file.name)
    link.addEventListener('click', async (event) => {
      event.preventDefault()
      const address = URL.createObjectURL(await fileOf(item, n))
      const save = document.createElement('a')
      save.href = address
      save.download = file.name
      save.click()
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
    })
    line.append(link)
    slot('files').append(line)
  })
  slot('reason').textContent = !isRefused
    ? ''
    : item.refused!.code === OTHER_ROLE
      ? words.otherRole!
      : item.refused!.code === TOO_OLD
        ? words.tooOld!
        : item.refused!.detail || words.unknown!
  const copy = slot('copy').querySelector('button')!
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(item.words)
    copy.querySelector('.nl-button__label')!.textContent = words.copied!
  })
  slot('discard')
    .querySelector('button')!
    .addEventListener('click', () => void discardWaiting(item))
  if (!isRefused) slot('elsewhere').remove()
  else offerElsewhere(slot('elsewhere'), item, words)
  return element
}

/** Another dossier, or for one's own eyes: a refusal is never the end of the words. */
const offerElsewhere = (box: HTMLElement, item: Shown, words: DOMStringMap): void => {
  const select = box.querySelector('select')!
  const note = box.querySelector<HTMLInputElement>('input[type=checkbox]')!
  for (const field of box.querySelectorAll<HTMLElement>('[id]')) {
    const label = box.querySelector<HTMLLabelElement>(`label[for="${field.id}"]`)
    field.id = `${field.id}-${item.id}`
    if (label) label.htmlFor = field.id
  }
  // A note of one's own is words only, and what came with it would be lost.
  if (item.files.length) note.closest('.schakel-field')!.remove()
  const mine = choices()
  for (const [value, label] of mine) select.append(new Option(label, value))
  // Only the role was not the right one: where it was meant for still is.
  if (item.refused!.code === OTHER_ROLE && mine.has(dossierOf(item))) select.value = dossierOf(item)
  box.querySelector('[data-slot=send] button')!.addEventListener('click', async () => {
    if (!select.value) return select.focus()
    const same = select.value === dossierOf(item)
    const { audience, uploads, ...rest } = item.body as { audience?: number; uploads?: unknown[] }
    const path = `/api/v1/dossiers/${select.value}/entries`
    const place = mine.get(select.value) ?? item.place
    await redirectWaiting(
      item,
      note.checked
        ? { path, place: `${place} (${words.own})`, body: { kind: 'note', text: item.words } }
        : {
            path,
            place,
            body: {
              ...rest,
              // What it belonged to was there.
              ...(same ? {} : { links: [] }),
              ...(audience === undefined ? {} : { audience: same ? audience : Math.min(audience, WIDEST_ELSEWHERE) }),
              uploads: uploads ?? [],
            },
          },
    )
    await sendWaiting()
  })
}
