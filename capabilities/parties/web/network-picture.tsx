// The network of an area: which parties take part in which dossiers, and who can mobilise what. The same facts stand below it.
import { Link, Table } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { AreaShown } from '../contract.ts'
import { fit, layoutOf, type Placed } from './network-places.ts'
import { degree, GROUP, linesOf, partiesHref, SILENT, wordsOf } from './words.ts'

interface Size {
  readonly kind: 'wide' | 'narrow'
  readonly width: number
  readonly height: number
  readonly edge: number
}
const SIZES: readonly Size[] = [
  { kind: 'wide', width: 880, height: 620, edge: 64 },
  { kind: 'narrow', width: 340, height: 460, edge: 26 },
]
/** With more than this, only dossiers and the parties that connect them carry their name in the picture. */
const NAMED = 34

/** A, B, … Z, AA, …: what a dossier is called in a small picture and in the table. */
const letter = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : `${letter(Math.floor(at / 26) - 1)}${letter(at % 26)}`

function Drawn({ size, area, placed, locale }: { size: Size; area: AreaShown; placed: Placed; locale: Locale }) {
  const { areaPage, map } = wordsOf(locale).web
  const { kind, width } = size
  const { height } = placed
  const { dossiers, parties } = area
  const at = new Map(dossiers.map(({ dossierId }, i) => [dossierId, i]))
  const named = (inMore: boolean) => inMore || dossiers.length + parties.length <= NAMED
  const label = (key: string, words: string, x: number, y: number, most: number) => (
    <text key={key} class="schakel-map__label" x={x} y={y} text-anchor="middle">
      {linesOf(words, most, 2).map((line, i) => (
        <tspan key={i} x={x} dy={i === 0 ? 0 : 13}>
          {line}
        </tspan>
      ))}
    </text>
  )
  return (
    <svg
      class={`schakel-map schakel-map--${kind}`}
      viewBox={`0 0 ${width} ${height}`}
      {...GROUP}
      aria-label={areaPage.networkOf(parties.length, dossiers.length)}
    >
      <g {...SILENT}>
        {parties.flatMap((party, i) =>
          party.in.map(({ dossierId }) => {
            const to = placed.dossiers[at.get(dossierId) ?? -1]
            const from = placed.parties[i]!
            return (
              to && (
                <line
                  key={`${party.key} ${dossierId}`}
                  class={`schakel-map__tie${party.in.length > 1 ? ' schakel-map__tie--shared' : ''}`}
                  x1={from.x}
                  y1={from.y}
                  x2={to.x}
                  y2={to.y}
                />
              )
            )
          }),
        )}
      </g>
      {dossiers.map((dossier, i) => {
        const { x, y, radius } = placed.dossiers[i]!
        return (
          <a
            key={dossier.dossierId}
            class="schakel-map__link"
            href={partiesHref(dossier.dossierId)}
            aria-label={`${letter(i)}. ${dossier.title}`}
          >
            <title>{dossier.title}</title>
            <rect
              class={`schakel-map__dossier${i === 0 ? ' schakel-map__dossier--self' : ''}`}
              x={x - radius}
              y={y - radius}
              width={radius * 2}
              height={radius * 2}
              rx="3"
            />
            <text class="schakel-map__letter" x={x} y={y + 5} text-anchor="middle">
              {letter(i)}
            </text>
          </a>
        )
      })}
      {parties.map((party, i) => {
        const { x, y, radius } = placed.parties[i]!
        return (
          <a
            key={party.key}
            class="schakel-map__link"
            href={`#partij-${i + 1}`}
            aria-label={`${i + 1}. ${areaPage.node(party.name, party.in.length, party.isWeak ? `, ${map.legend.weak}` : '')}`}
          >
            <title>{party.name}</title>
            <circle
              class={`schakel-map__spot${party.isWeak ? ' schakel-map__spot--weak' : ''}`}
              cx={x}
              cy={y}
              r={radius}
            />
            <text class="schakel-map__number" x={x} y={y + 4} text-anchor="middle">
              {i + 1}
            </text>
          </a>
        )
      })}
      {kind === 'wide' && (
        <g {...SILENT} class="schakel-map__labels">
          {dossiers.map(({ dossierId, title }, i) => {
            const { x, y, radius } = placed.dossiers[i]!
            return label(dossierId, title, x, y + radius + 14, 24)
          })}
          {parties.map(({ key, name, in: places }, i) => {
            const { x, y, radius } = placed.parties[i]!
            return named(places.length > 1) && label(key, name, x, y + radius + 13, 18)
          })}
        </g>
      )}
    </svg>
  )
}

export function Network({ area, locale }: { area: AreaShown; locale: Locale }) {
  const text = wordsOf(locale)
  const { areaPage, map } = text.web
  const { dossiers, parties } = area
  const layout = layoutOf(area)
  const titles = new Map(dossiers.map(({ dossierId, title }, i) => [dossierId, `${letter(i)}. ${title}`]))
  return (
    <div class="schakel-map-box">
      {SIZES.map((size) => (
        <Drawn
          key={size.kind}
          size={size}
          area={area}
          placed={fit(layout, size.width, size.height, size.edge)}
          locale={locale}
        />
      ))}
      <Table
        caption={areaPage.table}
        columns={[
          { key: 'party', label: areaPage.party, heads: true },
          { key: 'in', label: areaPage.in },
          { key: 'weight', label: areaPage.weight },
          { key: 'means', label: areaPage.means },
          { key: 'knowledge', label: areaPage.knowledge },
        ]}
        rows={parties.map((party, i) => ({
          key: party.key,
          cells: {
            party: (
              <span id={`partij-${i + 1}`}>
                {i + 1}. {party.name}
                {party.isWeak && ` (${map.legend.weak})`}
              </span>
            ),
            in: (
              <ul class="schakel-plain-list">
                {party.in.map(({ dossierId, partyId }) => (
                  <li key={partyId}>
                    <Link href={partiesHref(dossierId, partyId)}>{titles.get(dossierId)}</Link>
                  </li>
                ))}
              </ul>
            ),
            weight: party.influence === null ? '–' : degree(text, party.influence),
            means: party.means.join('; ') || '–',
            knowledge: party.knowledge.join('; ') || '–',
          },
        }))}
      />
    </div>
  )
}
