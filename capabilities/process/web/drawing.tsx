// What the pictures of a process are drawn with: a frame with its facts as a table, words that wrap, and patterns for states.
import type { ComponentChildren } from 'preact'
import { Details } from '#foundation/web/components.tsx'

/** The widths a picture is drawn for; which of the two is shown is for the style sheet. */
export const WIDTHS = { wide: 720, narrow: 340 } as const
export type Width = keyof typeof WIDTHS

/** Words in lines of at most so many letters; what does not fit ends in an ellipsis. */
export const wrap = (words: string, most: number, lines: number): string[] => {
  const wrapped: string[] = []
  let line = ''
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const piece = word.length > most ? `${word.slice(0, most - 1)}…` : word
    if (line && line.length + 1 + piece.length > most) {
      wrapped.push(line)
      line = piece
    } else line = line ? `${line} ${piece}` : piece
  }
  if (line) wrapped.push(line)
  if (wrapped.length <= lines) return wrapped
  const last = wrapped[lines - 1]!
  return [...wrapped.slice(0, lines - 1), `${last.length > most - 1 ? last.slice(0, most - 1) : last}…`]
}

export function Words({
  x,
  y,
  lines,
  strong,
  soft,
  middle,
}: {
  x: number
  y: number
  lines: readonly string[]
  strong?: boolean
  soft?: boolean
  middle?: boolean
}) {
  const look = ['schakel-draw__words', strong && 'schakel-draw__words--strong', soft && 'schakel-draw__words--soft']
  return (
    <text x={x} y={y} class={look.filter(Boolean).join(' ')} text-anchor={middle ? 'middle' : undefined}>
      {lines.map((line, at) => (
        <tspan key={at} x={x} dy={at === 0 ? 0 : 16}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

/** Stripes and dots that tell states apart without colour; `tones` adds the colour. The ids are of one drawing: the other width has its own. */
export function Patterns({ of, tones }: { of: string; tones?: boolean }) {
  return (
    <defs class={tones ? 'schakel-tones' : undefined}>
      <pattern
        id={`${of}-stripes`}
        class="schakel-draw__stripes"
        width="8"
        height="8"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="8" height="8" class="schakel-draw__pattern-ground" />
        <rect width="3" height="8" class="schakel-draw__pattern-mark" />
      </pattern>
      <pattern id={`${of}-dense`} class="schakel-draw__dense" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" class="schakel-draw__pattern-mark" />
        <circle cx="3" cy="3" r="1.2" class="schakel-draw__pattern-ground" />
      </pattern>
      <pattern id={`${of}-dots`} class="schakel-draw__dots" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" class="schakel-draw__pattern-ground" />
        <circle cx="4" cy="4" r="1.4" class="schakel-draw__pattern-mark" />
      </pattern>
    </defs>
  )
}

/** A picture in its two widths, what it says in a sentence, and the same facts as a table. */
export function Picture({
  label,
  draw,
  legend,
  tableWord,
  open,
  children,
}: {
  /** What it shows, in words, for who listens. */
  label: string
  draw: (width: Width) => { height: number; drawing: ComponentChildren }
  legend?: ComponentChildren
  tableWord: string
  open?: boolean
  children: ComponentChildren
}) {
  return (
    <div class="schakel-picture">
      {(['wide', 'narrow'] as const).map((width) => {
        const { height, drawing } = draw(width)
        return (
          <svg
            key={width}
            class={`schakel-draw schakel-draw--${width}`}
            viewBox={`0 0 ${WIDTHS[width]} ${height}`}
            role="img"
            aria-label={label}
          >
            {drawing}
          </svg>
        )
      })}
      {legend}
      <Details summary={tableWord} open={open}>
        {children}
      </Details>
    </div>
  )
}
