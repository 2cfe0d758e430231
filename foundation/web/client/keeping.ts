// Keeps the words of a form in this tab until the server has them: a failed save, a lost line or a closed session
// never costs what somebody typed.

const prefix = 'schakel-kept:'

interface Kept {
  /** By field: what was typed, and what stood in the field when the page came. */
  fields: Record<string, { value: string; start: string }>
  /** When it was sent; zero while only typed. */
  sent: number
}

type Field = HTMLInputElement | HTMLTextAreaElement

export function keepWords(): void {
  dropWhatWasSaved()
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) keep(form)
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-forget]')) {
    form.addEventListener('submit', () => {
      for (const key of keys()) sessionStorage.removeItem(key)
    })
  }
}

function keep(form: HTMLFormElement): void {
  const key = prefix + form.dataset.keep
  const kept = read(key)
  if (kept) putBack(form, kept)

  const write = (sent: number) => {
    const fields: Kept['fields'] = {}
    for (const field of written(form)) {
      // After a refusal the server sends the words back as the start; what they first started from is what counts.
      const start = kept?.fields[field.name]?.start ?? field.defaultValue
      if (field.value !== start) fields[field.name] = { value: field.value, start }
    }
    if (Object.keys(fields).length === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ fields, sent } satisfies Kept))
  }
  form.addEventListener('input', () => write(0))
  form.addEventListener('submit', () => write(Date.now()))
}

function written(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (field): field is Field =>
      field instanceof HTMLTextAreaElement ||
      (field instanceof HTMLInputElement && ['text', 'search', 'url', 'tel', 'email'].includes(field.type)),
  )
}

function putBack(form: HTMLFormElement, kept: Kept): void {
  let some = false
  for (const field of written(form)) {
    const words = kept.fields[field.name]
    // Where something else stands than what was started from, the server or a colleague was there since: leave it.
    if (!words || field.value !== words.start || words.value === words.start) continue
    field.value = words.value
    some = true
  }
  const line = form.querySelector<HTMLElement>('[data-kept]')
  if (!some || !line) return
  line.hidden = false
  line.textContent = line.dataset.kept!
}

/** A save that worked ends in a redirect. A page that came without one, or says that it failed, proves nothing. */
function dropWhatWasSaved(): void {
  const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const failed = document.documentElement.dataset.failed !== undefined
  if (failed || !arrival || arrival.type !== 'navigate' || arrival.redirectCount === 0) return
  for (const key of keys()) {
    const kept = read(key)
    if (kept && kept.sent > 0 && Date.now() - kept.sent < 120_000) sessionStorage.removeItem(key)
  }
}

/** What was typed in this form is kept somewhere better. */
export function forgetWords(form: HTMLFormElement): void {
  sessionStorage.removeItem(prefix + form.dataset.keep)
}

function keys(): string[] {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix))
}

function read(key: string): Kept | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}
