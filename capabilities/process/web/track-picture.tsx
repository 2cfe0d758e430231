// The track of a process: its phases in their order, and the gates between them.
import { formatDate, Link, Table } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { GateShown, PhaseShown } from '../contract.ts'
import { Patterns, Picture, WIDTHS, type Width, Words, wrap } from './drawing.tsx'
import { gateHref, processHref, wordsOf } from './words.ts'

type Stop = { readonly phase: PhaseShown } | { readonly gate: GateShown }

/** Each phase with the gates that belong to it behind it; a gate without phase stands at the end. */
const stopsOf = (phases: readonly PhaseShown[], gates: readonly GateShown[]): Stop[] => {
  const shown = gates.filter((gate) => gate.state !== 'cancelled')
  const known = new Set(phases.map(({ phaseId }) => phaseId))
  return [
    ...phases.flatMap((phase): Stop[] => [
      { phase },
      ...shown.filter(({ phaseId }) => phaseId === phase.phaseId).map((gate) => ({ gate })),
    ]),
    ...shown.filter(({ phaseId }) => !phaseId || !known.has(phaseId)).map((gate) => ({ gate })),
  ]
}

/** One letter says what became of a gate, or what it waits for. */
const sign = (gate: GateShown): string =>
  gate.outcome
    ? { goOn: '✓', adjust: '≈', stop: '■', extend: '+' }[gate.outcome]
    : gate.openObjections > 0
      ? '!'
      : gate.openChoices > 0
        ? '§'
        : '?'

function Diamond({ gate, x, y }: { gate: GateShown; x: number; y: number }) {
  const state = gate.openObjections > 0 && !gate.outcome ? 'objection' : gate.state
  return (
    <g class={`schakel-track__gate schakel-track__gate--${state}`}>
      <path d={`M${x} ${y - 17} L${x + 17} ${y} L${x} ${y + 17} L${x - 17} ${y} Z`} />
      <text x={x} y={y + 5} text-anchor="middle" class="schakel-track__sign">
        {sign(gate)}
      </text>
    </g>
  )
}

const barFill = (phase: PhaseShown, patterns: string) =>
  phase.state === 'running' ? `url(#${patterns}-stripes)` : undefined

export function TrackPicture({
  phases,
  gates,
  dossierId,
  locale,
  now,
}: {
  phases: readonly PhaseShown[]
  gates: readonly GateShown[]
  dossierId: string
  locale: Locale
  now: Date
}) {
  const text = wordsOf(locale)
  const { track } = text.web
  const dates = formatDate(locale)
  const stops = stopsOf(phases, gates)
  if (stops.length === 0) return null
  const day = (gate: GateShown) => dates.short(gate.decidedOn ?? gate.plannedOn, now)
  const who = (gate: GateShown) => (gate.outcome ? text.outcomes[gate.outcome] : text.capacities[gate.capacity]) ?? ''

  /** Beside each other while they fit, else below each other: a track of nine stops on a desk is read downwards too. */
  const draw = (width: Width) => {
    const patterns = `track-${width}`
    const room = WIDTHS[width]
    if (width === 'wide' && stops.length <= 7) {
      const gateRoom = 84
      const count = stops.filter((stop) => 'phase' in stop).length
      const phaseRoom = count ? (room - gateRoom * (stops.length - count)) / count : 0
      const linesOf = (stop: Stop) =>
        'gate' in stop
          ? wrap(stop.gate.title, 12, 3)
          : wrap(`${stop.phase.order}. ${stop.phase.title}`, Math.max(8, Math.floor(phaseRoom / 7.6)), 3)
      // What stands below the names stands at one height, however many lines the longest of them takes.
      const below = 72 + Math.max(...stops.map((stop) => linesOf(stop).length)) * 16 + 4
      let x = 0
      const drawn = stops.map((stop) => {
        const own = 'phase' in stop ? phaseRoom : gateRoom
        const left = x
        x += own
        if ('gate' in stop)
          return (
            <g key={stop.gate.gateId}>
              <Diamond gate={stop.gate} x={left + own / 2} y={34} />
              <Words middle x={left + own / 2} y={72} lines={linesOf(stop)} strong />
              <Words
                middle
                soft
                x={left + own / 2}
                y={below}
                lines={[day(stop.gate), ...wrap(who(stop.gate), 13, 2)]}
              />
            </g>
          )
        const { phase } = stop
        const most = Math.max(8, Math.floor(own / 7.6))
        return (
          <g key={phase.phaseId} class={`schakel-track__phase schakel-track__phase--${phase.state}`}>
            <rect x={left + 2} y={20} width={Math.max(8, own - 4)} height={28} rx={6} fill={barFill(phase, patterns)} />
            <Words x={left + 4} y={72} lines={linesOf(stop)} strong />
            <Words
              soft
              x={left + 4}
              y={below}
              lines={wrap(`${text.phaseStates[phase.state]}, ${text.governments[phase.government] ?? ''}`, most, 2)}
            />
          </g>
        )
      })
      return {
        height: below + 38,
        drawing: (
          <>
            <Patterns of={patterns} />
            {drawn}
          </>
        ),
      }
    }
    const step = 66
    const most = Math.floor((room - 60) / 7.8)
    return {
      height: stops.length * step + 4,
      drawing: (
        <>
          <Patterns of={patterns} />
          {stops.map((stop, at) => {
            const top = at * step + 4
            if ('gate' in stop)
              return (
                <g key={stop.gate.gateId}>
                  <Diamond gate={stop.gate} x={22} y={top + 30} />
                  <Words x={56} y={top + 20} lines={wrap(stop.gate.title, most, 2)} strong />
                  <Words soft x={56} y={top + 52} lines={wrap(`${day(stop.gate)}, ${who(stop.gate)}`, most, 1)} />
                </g>
              )
            const { phase } = stop
            return (
              <g key={phase.phaseId} class={`schakel-track__phase schakel-track__phase--${phase.state}`}>
                <rect x={10} y={top} width={24} height={step - 6} rx={6} fill={barFill(phase, patterns)} />
                <Words x={56} y={top + 20} lines={wrap(`${phase.order}. ${phase.title}`, most, 2)} strong />
                <Words
                  soft
                  x={56}
                  y={top + 52}
                  lines={wrap(`${text.phaseStates[phase.state]}, ${text.governments[phase.government] ?? ''}`, most, 1)}
                />
              </g>
            )
          })}
        </>
      ),
    }
  }

  return (
    <Picture
      label={track.says(phases.length, gates.filter((gate) => gate.state === 'decided').length, gates.length)}
      draw={draw}
      tableWord={text.web.asTable}
      legend={<p class="schakel-meta">{track.legend}</p>}
    >
      <Table
        caption={track.title}
        captionHidden
        columns={[
          { key: 'what', label: track.what, heads: true },
          { key: 'state', label: track.state },
          { key: 'when', label: track.when },
          { key: 'who', label: track.who },
        ]}
        rows={stops.map((stop) =>
          'phase' in stop
            ? {
                key: stop.phase.phaseId,
                cells: {
                  what: (
                    <Link href={processHref(dossierId, 'fasen', stop.phase.phaseId)}>
                      {text.entryKinds.phase} {stop.phase.order}: {stop.phase.title}
                    </Link>
                  ),
                  state: text.phaseStates[stop.phase.state],
                  when: [stop.phase.startsOn, stop.phase.endsOn]
                    .filter((day) => day !== null)
                    .map((day) => dates.short(day, now))
                    .join(' – '),
                  who: text.governments[stop.phase.government] ?? '',
                },
              }
            : {
                key: stop.gate.gateId,
                cells: {
                  what: <Link href={gateHref(dossierId, stop.gate.gateId)}>{stop.gate.title}</Link>,
                  state: stop.gate.outcome
                    ? `${text.gateStates.decided}: ${text.outcomes[stop.gate.outcome]}`
                    : text.gateStates[stop.gate.state],
                  when: dates.short(stop.gate.decidedOn ?? stop.gate.plannedOn, now),
                  who: text.capacities[stop.gate.capacity],
                },
              },
        )}
      />
    </Picture>
  )
}
