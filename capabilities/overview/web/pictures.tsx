// The pictures of the overview: bars for a whole and its parts, and two rows of bars for twelve months. Tables say the same.
import type { BreakdownShown, FigureShown } from '../contract.ts'
import type { Text } from '../text.nl.ts'
import { numberOf } from './words.ts'

const WIDE = 340
const ROW = 40

/** Lines that lean: what is hidden, and the second of two rows of bars, without needing a colour. */
const Leaning = ({ id }: { id: string }) => (
  <defs>
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" class="schakel-draw__pattern-ground" />
      <rect width="2.5" height="6" class="schakel-draw__pattern-mark" />
    </pattern>
  </defs>
)

/** One bar for each part. A part that is hidden has an empty bar of one length, which says nothing of how many. */
export function Bars({
  id,
  label,
  breakdown,
  words,
  nameOf,
}: {
  id: string
  label: string
  breakdown: BreakdownShown
  words: Text['web']
  nameOf: (key: string) => string
}) {
  const most = Math.max(1, ...breakdown.cells.map((cell) => cell.value ?? 0))
  return (
    <svg
      class="schakel-draw schakel-overview-draw"
      viewBox={`0 0 ${WIDE} ${breakdown.cells.length * ROW}`}
      role="img"
      aria-label={label}
    >
      {breakdown.cells.map((cell, at) => (
        <g key={cell.key}>
          <text x={0} y={at * ROW + 14} class="schakel-draw__words">
            {nameOf(cell.key)}
          </text>
          <text x={WIDE} y={at * ROW + 14} text-anchor="end" class="schakel-draw__words schakel-draw__words--strong">
            {numberOf(cell, words)}
          </text>
          <rect x={0.5} y={at * ROW + 20} width={WIDE - 1} height={11} rx={2} class="schakel-overview-bar__whole" />
          {cell.hidden ? (
            <rect x={0.5} y={at * ROW + 20} width={24} height={11} rx={2} class="schakel-overview-bar__hidden" />
          ) : (
            cell.value! > 0 && (
              <rect
                x={0.5}
                y={at * ROW + 20}
                width={Math.max(3, ((WIDE - 1) * cell.value!) / most)}
                height={11}
                rx={2}
                class={`schakel-overview-bar schakel-overview-bar--${id}`}
              />
            )
          )}
        </g>
      ))}
    </svg>
  )
}

const HIGH = 96
const STEP = WIDE / 12

/** Two bars a month, one full and one with leaning lines; a month that is hidden has a short empty bar. */
export function Months({
  id,
  label,
  months,
  shortOf,
}: {
  id: string
  label: string
  months: readonly { readonly month: string; readonly first: FigureShown; readonly second: FigureShown }[]
  shortOf: (month: string) => string
}) {
  const most = Math.max(1, ...months.flatMap(({ first, second }) => [first.value ?? 0, second.value ?? 0]))
  const bar = ({ value, hidden }: FigureShown, x: number, look: string) => {
    const high = hidden ? 10 : value ? Math.max(2, (value / most) * HIGH) : 0
    return (
      high > 0 && (
        <rect
          x={x}
          y={HIGH + 4 - high}
          width={10}
          height={high}
          class={hidden ? 'schakel-overview-bar__hidden' : look}
          fill={look === '' && !hidden ? `url(#${id}-lines)` : undefined}
        />
      )
    )
  }
  return (
    <svg class="schakel-draw schakel-overview-draw" viewBox={`0 0 ${WIDE} ${HIGH + 26}`} role="img" aria-label={label}>
      <Leaning id={`${id}-lines`} />
      <line x1={0} x2={WIDE} y1={HIGH + 4.5} y2={HIGH + 4.5} class="schakel-overview-ground" />
      {months.map(({ month, first, second }, at) => (
        <g key={month}>
          {bar(first, at * STEP + 3, 'schakel-overview-bar')}
          {bar(second, at * STEP + 14, '')}
          <text
            x={at * STEP + STEP / 2}
            y={HIGH + 20}
            text-anchor="middle"
            class="schakel-draw__words schakel-draw__words--soft schakel-overview-month"
          >
            {shortOf(month)}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** What full and leaning mean, in words. */
export function Legend({ id, first, second }: { id: string; first: string; second: string }) {
  return (
    <p class="schakel-meta schakel-overview-legend">
      <svg width="14" height="14" aria-hidden="true" focusable="false">
        <rect width="14" height="14" class="schakel-overview-bar" />
      </svg>
      {first}
      <svg width="14" height="14" aria-hidden="true" focusable="false">
        <Leaning id={`legend-${id}`} />
        <rect x=".5" y=".5" width="13" height="13" class="schakel-overview-ground" fill={`url(#legend-${id})`} />
      </svg>
      {second}
    </p>
  )
}
