// How uncertainties moved over time: one lane each, from when it was named until now.
import { formatDate, Link, Table } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { UncertaintyShown } from '../contract.ts'
import { Patterns, Picture, WIDTHS, type Width, Words, wrap } from './drawing.tsx'
import { processHref, wordsOf } from './words.ts'

const LANE = 52

/** A state has its own pattern and its own first letter; the colour only helps. */
const fillOf = (state: string, patterns: string): string | undefined =>
  ({ red: `url(#${patterns}-dense)`, amber: `url(#${patterns}-stripes)`, settled: `url(#${patterns}-dots)` })[state]

export function UncertaintyPicture({
  uncertainties,
  dossierId,
  locale,
  now,
}: {
  uncertainties: readonly UncertaintyShown[]
  dossierId: string
  locale: Locale
  now: Date
}) {
  const text = wordsOf(locale)
  const { uncertainty: words } = text.web
  const dates = formatDate(locale)
  if (uncertainties.length === 0) return null
  const starts = uncertainties.map((one) => Date.parse(one.moves[0]?.at ?? one.at))
  const from = Math.min(...starts)
  // A process of this morning has no width yet: a day is the least that is drawn.
  const span = Math.max(now.getTime() - from, 86_400_000)

  const draw = (width: Width) => {
    const patterns = `uncertainty-${width}`
    const room = WIDTHS[width]
    const place = (at: number) => ((at - from) / span) * (room - 4) + 2
    return {
      height: uncertainties.length * LANE + 22,
      drawing: (
        <>
          <Patterns of={patterns} tones />
          {uncertainties.map((one, lane) => {
            const top = lane * LANE
            return (
              <g key={one.uncertaintyId}>
                <Words x={2} y={top + 16} lines={wrap(one.title, Math.floor(room / 8), 1)} strong />
                {one.moves.map((move, at) => {
                  const left = place(Date.parse(move.at))
                  const next = one.moves[at + 1]
                  const right = next ? place(Date.parse(next.at)) : room - 2
                  const wide = Math.max(3, right - left)
                  return (
                    <g key={at} class={`schakel-lane schakel-lane--${move.state}`}>
                      <rect x={left} y={top + 24} width={wide} height={20} rx={3} fill={fillOf(move.state, patterns)} />
                      {wide > 34 && (
                        <>
                          <rect x={left + 4} y={top + 26} width={18} height={16} rx={2} class="schakel-lane__tag" />
                          <text x={left + 13} y={top + 39} text-anchor="middle" class="schakel-lane__letter">
                            {move.state === 'settled' ? '✓' : text.states[move.state]?.slice(0, 1)}
                          </text>
                        </>
                      )}
                    </g>
                  )
                })}
              </g>
            )
          })}
          <Words soft x={2} y={uncertainties.length * LANE + 16} lines={[dates.short(new Date(from), now)]} />
          <text
            x={room - 2}
            y={uncertainties.length * LANE + 16}
            text-anchor="end"
            class="schakel-draw__words schakel-draw__words--soft"
          >
            {words.today}
          </text>
        </>
      ),
    }
  }
  const count = (state: string) => uncertainties.filter((one) => one.state === state).length
  return (
    <Picture
      label={words.says(count('red'), count('amber'), count('green'), count('settled'))}
      draw={draw}
      tableWord={text.web.asTable}
      legend={<p class="schakel-meta">{words.legend}</p>}
      open
    >
      <Table
        caption={words.title}
        captionHidden
        columns={[
          { key: 'title', label: text.entryKinds.uncertainty, heads: true },
          { key: 'how', label: words.how },
          { key: 'by', label: words.by },
          { key: 'moves', label: words.moves },
        ]}
        rows={uncertainties.map((one) => ({
          key: one.uncertaintyId,
          cells: {
            title: <Link href={processHref(dossierId, 'onzekerheden', one.uncertaintyId)}>{one.title}</Link>,
            how: one.state === 'settled' ? one.learned : one.howWeFindOut,
            by: one.findOutBy ? dates.short(one.findOutBy, now) : '',
            moves: one.moves.map((move) => `${text.states[move.state]} (${dates.short(move.at, now)})`).join(' → '),
          },
        }))}
      />
    </Picture>
  )
}
