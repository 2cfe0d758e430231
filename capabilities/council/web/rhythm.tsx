// The rhythm of an arrangement as a picture: each term on one line, and whether the council heard in time; a table says the same.
import { Details, dayOf, formatDate, Paragraph, Stack, StateBadge, Table } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { DutyShown } from '../contract.ts'
import { wordsOf } from './words.ts'

const DAY = 86_400_000
const days = (from: string, until: string) => Math.round((Date.parse(until) - Date.parse(from)) / DAY)

/** In the picture: where the line begins, the end of the term, and room for what came too late. */
const LEFT = 76
const TERM = 190
const MOST = 1.45
const ROW = 26
const TOP = 22
const WIDTH = LEFT + TERM * MOST + 4

interface Row {
  readonly duty: DutyShown
  readonly end: string
  readonly late: number
  /** Share of the term that had passed at the end. */
  readonly share: number
}

/** `today`: the day on which it is looked at. */
const rowsOf = (duties: readonly DutyShown[], today: string): Row[] =>
  duties.map((duty) => {
    const end = duty.informedAt ? dayOf(duty.informedAt) : today
    const term = Math.max(1, days(duty.since, duty.dueOn))
    return { duty, end, late: Math.max(0, days(duty.dueOn, end)), share: Math.max(0, days(duty.since, end)) / term }
  })

const outcomeOf = ({ duty, late }: Row, locale: Locale): string => {
  const { rhythm } = wordsOf(locale).web
  if (duty.informedAt) return late ? rhythm.lateBy(late) : rhythm.onTime
  return late ? rhythm.waits(late) : duty.state === 'nearlyLapsed' ? rhythm.nearly : rhythm.running
}

function Picture({ rows, locale, label }: { rows: readonly Row[]; locale: Locale; label: string }) {
  const { rhythm } = wordsOf(locale).web
  const dates = formatDate(locale)
  const height = TOP + rows.length * ROW + 4
  return (
    <svg class="schakel-rhythm" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      <defs>
        <pattern
          id="schakel-late-hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line class="schakel-rhythm__hatch" x1="0" y1="0" x2="0" y2="6" />
        </pattern>
      </defs>
      {[0.8, 1, 1.1].map((share) => (
        <g key={share}>
          <line
            class={share === 1 ? 'schakel-rhythm__due' : 'schakel-rhythm__warn'}
            x1={LEFT + TERM * share}
            x2={LEFT + TERM * share}
            y1={TOP - 6}
            y2={height - 4}
          />
          <text
            class="schakel-rhythm__small"
            x={LEFT + TERM * share}
            y={TOP - 10}
            text-anchor={share === 1.1 ? 'start' : 'end'}
          >
            {Math.round(share * 100)}%
          </text>
        </g>
      ))}
      {rows.map((row, i) => {
        const y = TOP + i * ROW
        const inTime = Math.min(1, row.share) * TERM
        const late = (Math.min(MOST, row.share) - 1) * TERM
        return (
          <g key={row.duty.dutyId}>
            <text x="0" y={y + 13}>
              {dates.short(row.duty.dueOn)}
            </text>
            <rect class="schakel-rhythm__whole" x={LEFT} y={y + 2} width={TERM} height="14" rx="3" />
            {inTime > 0 && (
              <rect
                class={`schakel-rhythm__part${row.duty.informedAt ? '' : ' schakel-rhythm__part--open'}`}
                x={LEFT}
                y={y + 2}
                width={inTime}
                height="14"
                rx="3"
              />
            )}
            {row.late > 0 && (
              <rect class="schakel-rhythm__late" x={LEFT + TERM} y={y + 2} width={Math.max(6, late)} height="14" />
            )}
          </g>
        )
      })}
      <text class="schakel-rhythm__small" x="0" y={TOP - 10}>
        {rhythm.due}
      </text>
    </svg>
  )
}

/** What was on time and what not, as picture and as table. Null as long as there was no term. */
export function Rhythm({ duties, today, locale }: { duties: readonly DutyShown[]; today: string; locale: Locale }) {
  const text = wordsOf(locale)
  const { rhythm } = text.web
  if (duties.length === 0) return null
  const dates = formatDate(locale)
  const rows = rowsOf(duties, today)
  const done = rows.filter((row) => row.duty.informedAt)
  const label = rhythm.label(done.filter((row) => row.late === 0).length, done.length)
  return (
    <Stack gap="xs">
      <Paragraph>{label}</Paragraph>
      <Picture rows={rows.slice(-8)} locale={locale} label={`${rhythm.title} ${label}`} />
      <Details summary={rhythm.table}>
        <Table
          caption={rhythm.table}
          captionHidden
          columns={[
            { key: 'what', label: rhythm.what, heads: true },
            { key: 'from', label: rhythm.from },
            { key: 'due', label: rhythm.due },
            { key: 'informed', label: rhythm.informed },
            { key: 'outcome', label: rhythm.outcome },
          ]}
          rows={rows.map((row) => ({
            key: row.duty.dutyId,
            cells: {
              what: text.web.triggers[row.duty.kind] ?? row.duty.kind,
              from: dates.date(row.duty.since),
              due: dates.date(row.duty.dueOn),
              informed: row.duty.informedAt ? dates.date(row.duty.informedAt) : rhythm.now,
              outcome: (
                <>
                  <StateBadge tone={row.late ? 'late' : row.duty.informedAt ? 'done' : 'wait'}>
                    {outcomeOf(row, locale)}
                  </StateBadge>
                  {row.duty.answers.map((answer) => (
                    <span class="schakel-meta" key={answer.answeredAt}>
                      {' '}
                      {rhythm.reason(text.web.delays[answer.code] ?? answer.code)}
                    </span>
                  ))}
                </>
              ),
            },
          }))}
        />
      </Details>
    </Stack>
  )
}
