// Turns search-and-choose into a combobox after the WAI-ARIA pattern: type, hear how many there are, choose with keys.

interface Option {
  value: string
  label: string
  description?: string
}

export function enhancePickers(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-picker]')) enhance(box)
}

/** The choices in an answer. `reads`: the name of its list, and in each row that of the value, the label and the rest. */
function optionsIn(answer: Record<string, unknown>, reads = 'options value label description'): Option[] {
  const [list = '', value = '', label = '', ...rest] = reads.split(' ')
  const rows = (answer[list] ?? []) as Record<string, string | undefined>[]
  return rows.map((row) => ({
    value: row[value] ?? '',
    label: row[label] ?? '',
    description:
      rest
        .map((name) => row[name])
        .filter(Boolean)
        .join(', ') || undefined,
  }))
}

function enhance(box: HTMLElement): void {
  const input = box.querySelector<HTMLInputElement>('[data-picker-input]')
  const choices = box.querySelector<HTMLElement>('[data-picker-options]')
  if (!input || !choices) return

  const first: Option[] = [...choices.querySelectorAll<HTMLInputElement>('input[type=radio]')].map((radio) => ({
    value: radio.value,
    label: box.querySelector(`label[for="${radio.id}"]`)?.textContent ?? radio.value,
    description: radio.parentElement?.querySelector('.schakel-choice__hint')?.textContent ?? undefined,
  }))
  const chosen = document.createElement('input')
  chosen.type = 'hidden'
  chosen.name = box.dataset.picker!
  chosen.value = choices.querySelector<HTMLInputElement>('input:checked')?.value ?? ''
  // The list of radio buttons steps back: two controls of one name would both be sent.
  choices.replaceWith(chosen)

  const list = document.createElement('ul')
  list.className = 'schakel-picker__list'
  list.id = `${input.id}-list`
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', box.querySelector('label')?.textContent ?? '')
  const status = document.createElement('span')
  status.className = 'schakel-hidden'
  status.setAttribute('role', 'status')
  input.parentElement!.append(list, status)

  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)

  let options: Option[] = []
  let active = -1
  let waiting = 0
  let asked = 0
  let label = chosen.value ? input.value : ''

  const show = (found: Option[], aloud = true) => {
    options = found
    active = -1
    list.replaceChildren(...found.map(draw))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    input.removeAttribute('aria-activedescendant')
    const { none, one, many } = box.dataset
    if (aloud)
      status.textContent = (found.length === 0 ? none : found.length === 1 ? one : many)!.replace(
        '{n}',
        String(found.length),
      )
  }
  const close = () => show([], false)

  const draw = (option: Option, at: number) => {
    const item = document.createElement('li')
    item.id = `${list.id}-${at}`
    item.setAttribute('role', 'option')
    item.setAttribute('aria-selected', 'false')
    item.textContent = option.label
    if (option.description) {
      const small = document.createElement('small')
      small.textContent = option.description
      item.append(small)
    }
    // Before the input loses the focus, which would close the list under the finger.
    item.addEventListener('pointerdown', (event) => event.preventDefault())
    item.addEventListener('click', () => choose(option))
    return item
  }

  const mark = (to: number) => {
    list.children[active]?.setAttribute('aria-selected', 'false')
    active = (to + options.length) % options.length
    const item = list.children[active]
    if (!item) return
    item.setAttribute('aria-selected', 'true')
    item.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', item.id)
  }

  const choose = (option: Option) => {
    chosen.value = option.value
    label = option.label
    input.value = option.label
    close()
    box.dispatchEvent(new CustomEvent('schakel:chosen', { bubbles: true, detail: option }))
    chosen.dispatchEvent(new Event('change', { bubbles: true }))
  }

  const ask = async () => {
    const words = input.value.trim()
    const turn = ++asked
    if (words === '') return show(first)
    const address = new URL(box.dataset.source!, location.href)
    address.searchParams.set(box.dataset.parameter!, words)
    try {
      const answer = await fetch(address, { headers: { accept: 'application/json' } })
      const found = optionsIn(await answer.json(), box.dataset.reads)
      // An answer that was overtaken by a later question is old news.
      if (turn === asked && document.activeElement === input) show(found)
    } catch {
      if (turn === asked) close()
    }
  }

  input.addEventListener('input', () => {
    chosen.value = ''
    clearTimeout(waiting)
    waiting = window.setTimeout(ask, 180)
  })
  input.addEventListener('focus', () => input.select())
  input.addEventListener('click', () => {
    if (list.hidden) show(input.value.trim() && !chosen.value ? options : first)
  })
  input.addEventListener('blur', () => {
    clearTimeout(waiting)
    asked++
    close()
    // Words that were never chosen would look like a choice; an emptied field is one.
    if (input.value.trim() === '') label = ''
    else if (!chosen.value && label)
      [input.value, chosen.value] = [label, first.find((option) => option.label === label)?.value ?? '']
  })
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) show(first)
      if (options.length > 0) mark(event.key === 'ArrowDown' ? active + 1 : active < 0 ? -1 : active - 1)
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      choose(options[active]!)
    } else if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation()
      close()
    }
  })
}
