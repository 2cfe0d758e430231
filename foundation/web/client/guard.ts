// Sends a form once, and warns before a page with unsaved words is left.

export const SAVED = 'schakel:saved'

export function guardForms(): void {
  const changed = new Set<HTMLFormElement>()

  document.addEventListener('input', (event) => {
    const form = (event.target as HTMLInputElement).form
    if (form?.dataset.keep !== undefined) changed.add(form)
  })

  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (event.defaultPrevented) return
    if (form.dataset.guard === undefined) return
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'yes'
    changed.clear()
    const button = event.submitter
    // Not `disabled`: a disabled button does not send its own name and value along, and loses the focus.
    button?.setAttribute('aria-disabled', 'true')
    announce(form, form.dataset.guard)
  })

  // What is written down elsewhere is no longer lost with the page.
  document.addEventListener(SAVED, (event) => changed.delete(event.target as HTMLFormElement))

  window.addEventListener('beforeunload', (event) => {
    if (changed.size > 0) event.preventDefault()
  })

  // Coming back with the back button shows the page as it was left, sent form and all.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) {
      delete form.dataset.sent
      form.querySelector('.schakel-busy')?.remove()
      for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled')
    }
  })
}

function announce(form: HTMLFormElement, words: string): void {
  const line = document.createElement('span')
  line.className = 'schakel-hidden schakel-busy'
  line.setAttribute('role', 'status')
  form.append(line)
  setTimeout(() => {
    line.textContent = words
  }, 400)
}
