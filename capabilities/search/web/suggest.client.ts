// Suggestions while somebody types, after the WAI-ARIA pattern of a combobox. Without this script the form simply searches.
import type { FoundShown } from '../contract.ts'
import { addressOf } from './address.ts'

const PAUSE = 150
const SHORTEST = 2

export const suggestWhileTyping = (): void => {
  for (const place of document.querySelectorAll<HTMLElement>('[data-suggest]')) enhance(place)
}

/** The pieces between « and » are what matched. */
const marked = (excerpt: string): Node[] =>
  excerpt.split(/«([^«»]*)»/).map((piece, at) => {
    if (at % 2 === 0) return document.createTextNode(piece)
    const mark = document.createElement('mark')
    mark.textContent = piece
    return mark
  })

function enhance(place: HTMLElement): void {
  const input = place.querySelector('input')
  if (!input) return
  const kinds = JSON.parse(place.dataset.kinds ?? '{}') as Record<string, string>
  const list = document.createElement('ul')
  list.className = 'schakel-picker__list'
  list.id = `${input.id}-suggestions`
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', place.dataset.label ?? '')
  const status = document.createElement('span')
  status.className = 'schakel-hidden'
  status.setAttribute('role', 'status')
  place.append(list, status)

  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)

  let items: FoundShown[] = []
  let active = -1
  let waiting = 0
  let asking: AbortController | null = null

  const show = (found: FoundShown[], aloud = true) => {
    items = found
    active = -1
    list.replaceChildren(...found.map(draw))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    input.removeAttribute('aria-activedescendant')
    const { none = '', one = '', many = '' } = place.dataset
    if (aloud)
      status.textContent = (found.length === 0 ? none : found.length === 1 ? one : many).replace(
        '{n}',
        String(found.length),
      )
  }
  const close = () => show([], false)
  const go = (item: FoundShown) => location.assign(addressOf(item))

  const draw = (item: FoundShown, at: number) => {
    const option = document.createElement('li')
    option.id = `${list.id}-${at}`
    option.setAttribute('role', 'option')
    option.setAttribute('aria-selected', 'false')
    const title = document.createElement('span')
    title.textContent = item.title ?? kinds[item.kind] ?? ''
    const small = document.createElement('small')
    const about =
      item.kind === 'dossier' || item.kind === 'organisation' || item.excerpt === '' ? item.organisationName : ''
    small.append(`${kinds[item.kind]} · `, ...(about && about !== item.title ? [about] : marked(item.excerpt)))
    option.append(title, small)
    // Before the input loses the focus, which would close the list under the finger.
    option.addEventListener('pointerdown', (event) => event.preventDefault())
    option.addEventListener('click', () => go(item))
    return option
  }

  const mark = (to: number) => {
    list.children[active]?.setAttribute('aria-selected', 'false')
    active = (to + items.length) % items.length
    const option = list.children[active]
    if (!option) return
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', option.id)
  }

  const ask = async () => {
    asking?.abort()
    const words = input.value.trim()
    if (words.length < SHORTEST) return close()
    asking = new AbortController()
    const { signal } = asking
    const address = new URL(place.dataset.suggest!, location.href)
    address.searchParams.set('query', words)
    try {
      const answer = await fetch(address, { headers: { accept: 'application/json' }, signal })
      const { items: found } = (await answer.json()) as { items: FoundShown[] }
      if (document.activeElement === input) show(found)
    } catch {
      // Overtaken by a later question, or no connection: the form still searches.
      if (!signal.aborted) close()
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(ask, PAUSE)
  })
  input.addEventListener('blur', () => {
    clearTimeout(waiting)
    asking?.abort()
    close()
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && items.length > 0) {
      event.preventDefault()
      mark(event.key === 'ArrowDown' ? active + 1 : active < 0 ? -1 : active - 1)
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      go(items[active]!)
    } else if (event.key === 'Escape' && !list.hidden) {
      // A search field would empty itself.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  })
}
