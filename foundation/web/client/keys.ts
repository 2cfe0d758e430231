// Ctrl or Cmd with Enter sends what is being written; / and n work where the reader has put them on.

export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      const form = target.closest<HTMLFormElement>('form[data-composer]')
      if (!form) return
      event.preventDefault()
      form.requestSubmit()
      return
    }
    // Single keys only from the page itself and only when asked for: speech control types letters too (WCAG 2.1.4).
    if (event.ctrlKey || event.metaKey || event.altKey || target !== document.body) return
    if (document.documentElement.dataset.keys !== 'on') return
    const wanted = event.key === '/' ? '[data-key-search]' : event.key === 'n' ? '[data-key-new]' : undefined
    const element = wanted && document.querySelector<HTMLElement>(wanted)
    if (!element) return
    event.preventDefault()
    if (element instanceof HTMLInputElement) element.focus()
    else element.click()
  })
}
