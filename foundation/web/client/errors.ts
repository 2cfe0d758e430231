// Brings whoever sent a form with mistakes straight to the summary of them.

export function showErrors(): void {
  document.querySelector<HTMLElement>('[data-error-summary]')?.focus()
}
