// Closes an opened menu or question with Escape, and a menu also when the reader goes on elsewhere.

export function closeWhenLeft(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    const open = (event.target as HTMLElement).closest<HTMLDetailsElement>('details[data-closes][open]')
    if (!open) return
    open.open = false
    open.querySelector('summary')?.focus()
  })
  const leave = (event: Event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('.schakel-account[open]')) {
      if (!menu.contains(event.target as Node)) menu.open = false
    }
  }
  document.addEventListener('pointerdown', leave)
  document.addEventListener('focusin', leave)
}
