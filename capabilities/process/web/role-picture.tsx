// The role of government per phase: from letting go to regulating, with every change of it.
import { formatDate, Table } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import { type PhaseShown, ROLES } from '../contract.ts'
import { Picture, WIDTHS, type Width, Words, wrap } from './drawing.tsx'
import { wordsOf } from './words.ts'

const ROW = 34
const LEFT = 104

export function RolePicture({ phases, locale, now }: { phases: readonly PhaseShown[]; locale: Locale; now: Date }) {
  const text = wordsOf(locale)
  const { roles: words } = text.web
  const dates = formatDate(locale)
  const most = phases.slice(0, 8)
  if (most.length === 0) return null

  const draw = (width: Width) => {
    const room = (WIDTHS[width] - LEFT) / most.length
    const y = (role: string) => (ROLES.length - 1 - ROLES.indexOf(role as (typeof ROLES)[number])) * ROW + 18
    return {
      height: ROLES.length * ROW + 34,
      drawing: (
        <>
          {ROLES.map((role) => (
            <g key={role}>
              <line x1={LEFT} x2={WIDTHS[width] - 4} y1={y(role)} y2={y(role)} class="schakel-role__line" />
              <Words x={2} y={y(role) + 5} lines={[text.governments[role]!]} />
            </g>
          ))}
          {most.map((phase, at) => {
            const known = phase.roles.filter(({ government }) => (ROLES as readonly string[]).includes(government))
            const step = room / (known.length + 1)
            const x = (i: number) => LEFT + at * room + step * (i + 1)
            return (
              <g key={phase.phaseId}>
                {known.slice(1).map((role, i) => (
                  <line
                    key={i}
                    x1={x(i)}
                    y1={y(known[i]!.government)}
                    x2={x(i + 1)}
                    y2={y(role.government)}
                    class="schakel-role__change"
                  />
                ))}
                {known.map((role, i) => (
                  <circle
                    key={i}
                    cx={x(i)}
                    cy={y(role.government)}
                    r={i === known.length - 1 ? 8 : 5}
                    class={i === known.length - 1 ? 'schakel-role__now' : 'schakel-role__before'}
                  />
                ))}
                <Words
                  middle
                  x={LEFT + (at + 0.5) * room}
                  y={ROLES.length * ROW + 18}
                  lines={
                    width === 'wide'
                      ? wrap(`${phase.order}. ${phase.title}`, Math.floor(room / 8), 1)
                      : [String(phase.order)]
                  }
                  strong
                />
              </g>
            )
          })}
        </>
      ),
    }
  }
  const changes = phases.flatMap((phase) =>
    phase.roles.map((role, at) => ({
      key: `${phase.phaseId}-${at}`,
      cells: {
        phase: `${phase.order}. ${phase.title}`,
        role: role.was
          ? `${text.governments[role.was] ?? role.was} → ${text.governments[role.government] ?? role.government}`
          : (text.governments[role.government] ?? role.government),
        when: dates.short(role.at, now),
        why: role.reason,
      },
    })),
  )
  return (
    <Picture
      label={words.says(
        phases.map((phase) => `${phase.title}: ${text.governments[phase.government] ?? phase.government}`).join('; '),
      )}
      draw={draw}
      tableWord={text.web.asTable}
    >
      <Table
        caption={words.title}
        captionHidden
        columns={[
          { key: 'phase', label: text.entryKinds.phase, heads: true },
          { key: 'role', label: text.entryKinds.role },
          { key: 'when', label: words.since },
          { key: 'why', label: words.why },
        ]}
        rows={changes}
      />
    </Picture>
  )
}
