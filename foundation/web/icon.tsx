// Draws an icon of the Tabler set in the page itself, so that it takes the colour of the words beside it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const drawn = new Map<string, string>()

function drawing(name: string): string {
  let lines = drawn.get(name)
  if (lines === undefined) {
    const svg = readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), 'utf8')
    lines = svg
      .replace(/^[\s\S]*?<svg[^>]*>/, '')
      .replace('</svg>', '')
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, '')
      .replace(/\s+/g, ' ')
      .trim()
    drawn.set(name, lines)
  }
  return lines
}

/** An icon says nothing by itself: the words beside it do. Name: that of the file in @tabler/icons/icons/outline. */
export function Icon({ name, size = 20, class: extra }: { name: string; size?: number; class?: string }) {
  return (
    <svg
      class={extra ? `schakel-icon ${extra}` : 'schakel-icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
      // The drawing comes from a pinned package, never from a person.
      dangerouslySetInnerHTML={{ __html: drawing(name) }}
    />
  )
}

/** The mark of Schakel: two links that hold each other. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg
      class="schakel-mark"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="schakel-mark__one" x="2.5" y="10" width="17" height="12" rx="6" stroke-width="3.4" />
      <path
        class="schakel-mark__two"
        d="M16 22h7.5a6 6 0 0 0 0-12h-5a6 6 0 0 0-6 6"
        stroke-width="3.4"
        stroke-linecap="round"
      />
    </svg>
  )
}
