// The part of d3-force that the network uses; the package brings no types of its own.
declare module 'd3-force' {
  export type Force = (alpha: number) => void
  export interface Simulation {
    force(name: string, force: Force): Simulation
    randomSource(source: () => number): Simulation
    alphaDecay(decay: number): Simulation
    stop(): Simulation
    tick(iterations?: number): Simulation
  }
  export interface Node {
    index?: number
    x?: number
    y?: number
  }
  interface Strong extends Force {
    strength(strength: number): this
  }
  interface Links<L> extends Strong {
    distance(distance: (link: L) => number): this
  }
  interface Collision<N> extends Strong {
    radius(radius: (node: N) => number): this
    iterations(iterations: number): this
  }
  interface ManyBody extends Strong {
    distanceMax(distance: number): this
  }
  export function forceSimulation(nodes: Node[]): Simulation
  export function forceLink<L>(links: L[]): Links<L>
  export function forceManyBody(): ManyBody
  export function forceCollide<N>(): Collision<N>
  export function forceX(x: number): Strong
  export function forceY(y: number): Strong
}
