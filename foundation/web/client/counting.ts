// Counts the characters that are left while typing; read aloud only when the typing pauses.

export function countCharacters(): void {
  for (const line of document.querySelectorAll<HTMLElement>('[data-count]')) {
    const field = document.querySelector<HTMLTextAreaElement>(`[aria-describedby~="${line.id}"]`)
    if (!field) continue
    const limit = Number(line.dataset.count)
    const spoken = document.createElement('span')
    spoken.className = 'schakel-hidden'
    spoken.setAttribute('role', 'status')
    line.after(spoken)
    let pause = 0

    const count = () => {
      // Line breaks travel as two characters, and that is how the server counts.
      const left = limit - field.value.replace(/\r?\n/g, '\r\n').length
      const sentence = (left < 0 ? line.dataset.over! : line.dataset.left!).replace('{n}', String(Math.abs(left)))
      // In a roomy field the number is noise until the end comes in sight.
      line.textContent = limit > 1000 && left > limit / 5 ? '' : sentence
      line.classList.toggle('schakel-count--over', left < 0)
      return () => {
        spoken.textContent = left < limit / 5 ? sentence : ''
      }
    }
    count()
    field.addEventListener('input', () => {
      const speak = count()
      clearTimeout(pause)
      pause = window.setTimeout(speak, 1200)
    })
  }
}
