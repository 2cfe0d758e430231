// The map of one dossier: parties by interest and influence, the weak voice with a broken edge. The same facts stand below it.
import { Table } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { PartyShown } from '../contract.ts'
import { degree, GROUP, linesOf, partiesHref, SILENT, wordsOf } from './words.ts'

type Rated = PartyShown & { readonly rating: NonNullable<PartyShown['rating']> }
export const isRated = (party: PartyShown): party is Rated => party.rating !== null && party.left === null

interface Size {
  readonly kind: 'wide' | 'narrow'
  readonly width: number
  readonly height: number
  readonly left: number
  readonly below: number
  readonly radius: number
}
const SIZES: readonly Size[] = [
  { kind: 'wide', width: 720, height: 560, left: 58, below: 44, radius: 13 },
  { kind: 'narrow', width: 340, height: 380, left: 26, below: 34, radius: 12 },
]

/** Parties that stand at the same place are put below each other inside it. */
const spotsOf = (parties: readonly Rated[], { width, height, left, below }: Size) => {
  const cellWide = (width - left) / 5
  const cellTall = (height - below) / 5
  const cells = Map.groupBy(parties, ({ rating }) => `${rating.interest} ${rating.influence}`)
  return parties.map((party) => {
    const { interest, influence } = party.rating
    const mates = cells.get(`${interest} ${influence}`)!
    const place = mates.indexOf(party)
    // Two columns when there are many: numbers stay apart, names then stand in the list below.
    const columns = mates.length > 3 ? 2 : 1
    const rows = Math.ceil(mates.length / columns)
    const x = left + (interest - 1) * cellWide + (columns === 1 ? 22 : 20 + (place % 2) * (cellWide / 2))
    const y = (5 - influence) * cellTall + (cellTall * (Math.floor(place / columns) + 0.5)) / rows
    return { party, x, y, hasRoom: columns === 1, number: parties.indexOf(party) + 1 }
  })
}

function Drawn({
  size,
  parties,
  locale,
  dossierId,
}: {
  size: Size
  parties: readonly Rated[]
  locale: Locale
  dossierId: string
}) {
  const text = wordsOf(locale)
  const { map } = text.web
  const { width, height, left, below, radius, kind } = size
  const spots = spotsOf(parties, size)
  const right = width - 1
  const bottom = height - below
  const wide = (width - left) / 5
  const tall = bottom / 5
  const corners = [
    [map.fields.satisfy, left + 10, 20, 'start'],
    [map.fields.together, right - 10, 20, 'end'],
    [map.fields.watch, left + 10, bottom - 10, 'start'],
    [map.fields.inform, right - 10, bottom - 10, 'end'],
  ] as const
  return (
    <svg
      class={`schakel-map schakel-map--${kind}`}
      viewBox={`0 0 ${width} ${height}`}
      {...GROUP}
      aria-label={map.title}
    >
      <g {...SILENT}>
        <rect class="schakel-map__ground" x={left} y="0.5" width={right - left} height={bottom} rx="6" />
        <rect
          class="schakel-map__high"
          x={left + wide * 2.5}
          y="0.5"
          width={right - left - wide * 2.5}
          height={tall * 2.5}
          rx="6"
        />
        {[1, 2, 3, 4].map((line) => (
          <g key={line}>
            <line class="schakel-map__line" x1={left + wide * line} x2={left + wide * line} y1="0.5" y2={bottom} />
            <line class="schakel-map__line" x1={left} x2={right} y1={tall * line} y2={tall * line} />
          </g>
        ))}
        {kind === 'wide' &&
          corners.map(([word, x, y, anchor]) => (
            <text key={word} class="schakel-map__corner" x={x} y={y} text-anchor={anchor}>
              {word}
            </text>
          ))}
        {[1, 2, 3, 4, 5].map((number) => (
          <g key={number}>
            <text class="schakel-map__axis" x={left + wide * (number - 0.5)} y={bottom + 16} text-anchor="middle">
              {kind === 'wide' ? text.degrees[number] : number}
            </text>
            <text class="schakel-map__axis" x={left - 6} y={tall * (5.5 - number) + 4} text-anchor="end">
              {number}
            </text>
          </g>
        ))}
        <text class="schakel-map__name" x={(left + right) / 2} y={height - 6} text-anchor="middle">
          {map.interest} →
        </text>
        <text
          class="schakel-map__name"
          text-anchor="middle"
          transform={`translate(${kind === 'wide' ? 14 : 10} ${bottom / 2}) rotate(-90)`}
        >
          {map.influence} →
        </text>
      </g>
      {spots.map(({ party, x, y, number }) => {
        const { interest, influence } = party.rating
        const weak = party.weakVoice !== ''
        return (
          <a
            key={party.partyId}
            class="schakel-map__link"
            href={partiesHref(dossierId, party.partyId)}
            aria-label={`${number}. ${map.point(
              party.name,
              degree(text, interest),
              degree(text, influence),
              weak ? `, ${map.legend.weak}` : '',
            )}`}
          >
            <title>{party.name}</title>
            <circle class={`schakel-map__spot${weak ? ' schakel-map__spot--weak' : ''}`} cx={x} cy={y} r={radius} />
            <text class="schakel-map__number" x={x} y={y + 4} text-anchor="middle">
              {number}
            </text>
          </a>
        )
      })}
      {kind === 'wide' && (
        <g {...SILENT} class="schakel-map__labels">
          {spots
            .filter(({ hasRoom }) => hasRoom)
            .map(({ party, x, y }) => {
              const lines = linesOf(party.name, 15, 2)
              return (
                <text
                  key={party.partyId}
                  class="schakel-map__label"
                  x={x + radius + 5}
                  y={y + (lines.length > 1 ? -3 : 4)}
                >
                  {lines.map((line, at) => (
                    <tspan key={at} x={x + radius + 5} dy={at === 0 ? 0 : 14}>
                      {line}
                    </tspan>
                  ))}
                </text>
              )
            })}
        </g>
      )}
    </svg>
  )
}

/** Drawn for a desk and for a phone; the style sheet shows one of them. */
export function InfluenceMap({
  parties,
  dossierId,
  locale,
}: {
  parties: readonly PartyShown[]
  dossierId: string
  locale: Locale
}) {
  const text = wordsOf(locale)
  const { map } = text.web
  const rated = parties.filter(isRated)
  const present = parties.filter((party) => party.left === null)
  const unrated = present.filter((party) => !isRated(party))
  return (
    <div class="schakel-map-box">
      {SIZES.map((size) => (
        <Drawn key={size.kind} size={size} parties={rated} dossierId={dossierId} locale={locale} />
      ))}
      <Table
        caption={map.table}
        columns={[
          { key: 'party', label: map.party, heads: true },
          { key: 'interest', label: map.interest },
          { key: 'influence', label: map.influence },
          { key: 'means', label: map.means },
          { key: 'knowledge', label: map.knowledge },
        ]}
        rows={rated.map((party, at) => ({
          key: party.partyId,
          cells: {
            party: `${at + 1}. ${party.name}${party.weakVoice ? ` (${map.legend.weak})` : ''}`,
            interest: degree(text, party.rating.interest),
            influence: degree(text, party.rating.influence),
            means: party.rating.means || '–',
            knowledge: party.rating.knowledge || '–',
          },
        }))}
      />
      {unrated.length > 0 && (
        <p class="nl-paragraph schakel-meta">
          {map.unrated} {unrated.map(({ name }) => name).join('; ')}
        </p>
      )}
    </div>
  )
}
