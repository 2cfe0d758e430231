// Leaves the reader where they were when a form brings the same page back.

const key = 'schakel-scroll'

export function rememberScroll(): void {
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, top: window.scrollY, at: Date.now() }))
  })
  const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null')
  sessionStorage.removeItem(key)
  if (!kept || kept.path !== location.pathname || location.hash || Date.now() - kept.at > 30_000) return
  // What just happened, or what went wrong, is told on top: then that is the place to be.
  if (document.querySelector('[data-error-summary], .schakel-messages')) return
  window.scrollTo(0, kept.top)
}
