// Sends a filter as soon as a choice in it changes; its own button is then not needed.

export function sendOnChange(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-auto-submit]')) {
    form.addEventListener('change', (event) => {
      // Typing is sent with Enter: a page that reloads while somebody types is no comfort.
      if (event.target instanceof HTMLInputElement && !['radio', 'checkbox', 'date'].includes(event.target.type)) return
      form.requestSubmit()
    })
  }
}
