// Where everything stands in the network of an area: the same facts give the same picture, on every server and every day.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type Node } from 'd3-force'

export interface NetworkFacts {
  readonly dossiers: readonly { readonly dossierId: string }[]
  readonly parties: readonly {
    readonly key: string
    readonly influence: number | null
    readonly in: readonly { readonly dossierId: string }[]
  }[]
}
export interface Place {
  readonly x: number
  readonly y: number
  readonly radius: number
}
export interface Placed {
  /** As tall as what is in it needs, at most what was asked. */
  readonly height: number
  readonly dossiers: readonly Place[]
  readonly parties: readonly Place[]
}

interface Body extends Node {
  readonly radius: number
  /** Room for the words below it. */
  readonly room: number
}

const DOSSIER = 17
/** Larger with more influence; in between when nobody said, or not to this reader. */
export const radiusOf = (influence: number | null): number => (influence === null ? 13 : 9 + influence * 2)

/** Numbers that look like chance and are not (a linear congruential generator; the same as d3-force's own, pinned here). */
const seeded = () => {
  let state = 1
  return () => {
    state = (1664525 * state + 1013904223) % 4294967296
    return state / 4294967296
  }
}

export interface Layout {
  readonly dossiers: number
  readonly bodies: readonly { readonly x: number; readonly y: number; readonly radius: number }[]
}

/** Lays everything out once, wider than tall; a phone gets the same picture on its side. */
export const layoutOf = ({ dossiers, parties }: NetworkFacts): Layout => {
  // Many bodies get less room each, so that the picture keeps its size, and fewer rounds, so that nobody waits for it.
  const crowd = dossiers.length + parties.length
  const room = Math.max(4, Math.min(30, 900 / Math.max(crowd, 1)))
  const rounds = crowd > 60 ? 120 : 300
  const bodies: Body[] = [
    ...dossiers.map(() => ({ radius: DOSSIER, room })),
    ...parties.map(({ influence }) => ({ radius: radiusOf(influence), room })),
  ]
  const at = new Map(dossiers.map(({ dossierId }, i) => [dossierId, i]))
  const links = parties.flatMap((party, i) =>
    party.in
      .filter(({ dossierId }) => at.has(dossierId))
      .map(({ dossierId }) => ({ source: dossiers.length + i, target: at.get(dossierId)! })),
  )
  forceSimulation(bodies)
    .randomSource(seeded())
    .alphaDecay(1 - 0.001 ** (1 / rounds))
    .force(
      'link',
      forceLink(links)
        .distance(() => 70 + room)
        .strength(0.5),
    )
    .force('apart', forceManyBody().strength(-260).distanceMax(900))
    .force(
      'bodies',
      forceCollide<Body>()
        .radius((body) => body.radius + body.room)
        .iterations(crowd > 60 ? 1 : 3),
    )
    .force('across', forceX(0).strength(0.035))
    .force('down', forceY(0).strength(0.07))
    .stop()
    .tick(rounds)
  return {
    dossiers: dossiers.length,
    bodies: bodies.map(({ x = 0, y = 0, radius }) => ({ x, y, radius })),
  }
}

/** Fits a layout in `width` × at most `height`, with `edge` left free around for words. */
export const fit = (layout: Layout, width: number, height: number, edge: number): Placed => {
  const upright = height > width
  const bodies = layout.bodies.map(({ x, y, radius }) => (upright ? { x: y, y: x, radius } : { x, y, radius }))
  const xs = bodies.map(({ x }) => x)
  const ys = bodies.map(({ y }) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const wide = Math.max(...xs) - left
  const tall = Math.max(...ys) - top
  const [roomX, roomY] = [width - 2 * edge, height - 2 * edge]
  // Never blown up far: a few bodies stand near each other in the middle.
  const scale = Math.min(1.5, wide > 0 ? roomX / wide : 1, tall > 0 ? roomY / tall : 1)
  const places = bodies.map(
    ({ x, y, radius }): Place => ({
      x: round(edge + (roomX - wide * scale) / 2 + (x - left) * scale),
      y: round(edge + (y - top) * scale),
      radius: round(Math.max(11, radius * Math.min(1, scale))),
    }),
  )
  return {
    height: Math.round(tall * scale) + 2 * edge,
    dossiers: places.slice(0, layout.dossiers),
    parties: places.slice(layout.dossiers),
  }
}

const round = (value: number): number => Math.round(value * 10) / 10
