// Which rooms an organisation does not use. Every server keeps all of it, and reads it anew when an actor brings another number.
import type { Actor } from './actor.ts'

export interface AllOff {
  /** Counts the switches of the installation. */
  readonly number: number
  /** By the id of an organisation, predecessors of an heir among them. */
  readonly off: Readonly<Record<string, readonly string[]>>
}

export type IsOff = (organisationId: string, room: string) => boolean

export interface Switches {
  /** What is off at the moment at which this actor was read. Costs a round trip only after somebody switched something. */
  as(actor: Actor): Promise<IsOff>
}

/**
 * The number is read in the statement that reads who asks, so an answer never follows a switch that was made before it was
 * asked, on whichever server; a server that heard nothing of it finds another number. A switch that is made while an act
 * waits for its locks is for the next act.
 */
export const openSwitches = (load: () => Promise<AllOff>): Switches => {
  let kept: AllOff = { number: -1, off: {} }
  let loading: Promise<AllOff> | null = null
  const isOff =
    ({ off }: AllOff): IsOff =>
    (organisationId, room) =>
      off[organisationId]?.includes(room) ?? false
  return {
    as: async (actor) => {
      // Two requests that find another number ask once; who finds a newer one still asks again.
      while (kept.number < actor.switching) {
        loading ??= load().finally(() => {
          loading = null
        })
        kept = await loading
      }
      return isOff(kept)
    },
  }
}

/** For a house in which nothing can be switched off. */
export const nothingOff: Switches = { as: async () => () => false }
