// Money against the ceiling: what is spent, where the ceiling is, and where it warns.
import { formatDate, Table } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { MoneyShown } from '../contract.ts'
import { Patterns, Picture, WIDTHS, type Width, Words } from './drawing.tsx'
import { euro, percent, wordsOf } from './words.ts'

export function MoneyPicture({ money, locale, now }: { money: MoneyShown; locale: Locale; now: Date }) {
  const text = wordsOf(locale)
  const { money: words } = text.web
  const dates = formatDate(locale)
  const full = Math.max(money.ceiling, money.spent)
  const over = money.spent > money.ceiling

  const draw = (width: Width) => {
    const patterns = `money-${width}`
    const room = WIDTHS[width] - 4
    const place = (cents: number) => (cents / full) * room + 2
    return {
      height: 92,
      drawing: (
        <>
          <Patterns of={patterns} tones />
          <rect x={2} y={26} width={room} height={30} rx={4} class="schakel-money__ground" />
          <rect
            x={2}
            y={26}
            width={Math.max(money.spent ? 2 : 0, place(money.spent) - 2)}
            height={30}
            rx={4}
            class={`schakel-money__spent${over ? ' schakel-money__spent--over' : ''}`}
            fill={over ? `url(#${patterns}-dense)` : undefined}
          />
          {money.warnAt
            .filter((at) => (at / 100) * money.ceiling <= full)
            .map((at) => {
              const x = place((at / 100) * money.ceiling)
              return (
                <g key={at} class={money.reached.includes(at) ? 'schakel-money__mark--reached' : undefined}>
                  <line x1={x} x2={x} y1={20} y2={62} class="schakel-money__mark" />
                  <text
                    x={Math.min(Math.max(x, 18), room - 18)}
                    y={15}
                    text-anchor="middle"
                    class="schakel-draw__words schakel-draw__words--soft"
                  >
                    {at} %{money.reached.includes(at) ? ' ✓' : ''}
                  </text>
                </g>
              )
            })}
          <Words x={2} y={82} lines={[words.spentOf(euro(locale, money.spent), percent(money.share))]} strong />
          <text x={room + 2} y={82} text-anchor="end" class="schakel-draw__words">
            {euro(locale, money.ceiling)}
          </text>
        </>
      ),
    }
  }
  return (
    <Picture
      label={words.says(euro(locale, money.spent), euro(locale, money.ceiling), percent(money.share))}
      draw={draw}
      tableWord={text.web.asTable}
      legend={
        <p class="schakel-meta">
          {words.asOf(dates.date(money.asOf))} {words.source} {money.source}.
        </p>
      }
    >
      <Table
        caption={words.title}
        captionHidden
        columns={[
          { key: 'asOf', label: words.day, heads: true },
          { key: 'spent', label: words.spent, numeric: true },
          { key: 'ceiling', label: words.ceiling, numeric: true },
          { key: 'share', label: words.share, numeric: true },
          { key: 'source', label: words.source },
        ]}
        rows={money.moves.map((move, at) => ({
          key: String(at),
          cells: {
            asOf: move.asOf ? dates.short(move.asOf, now) : '',
            spent: euro(locale, move.spent),
            ceiling: euro(locale, move.ceiling),
            share: percent(move.spent / move.ceiling),
            source: move.source,
          },
        }))}
      />
    </Picture>
  )
}
