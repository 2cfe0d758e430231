// What a room says about its events, so that a stream tells of nothing that does not exist for whoever listens.
import type { Query } from '../database/query.ts'
import type { LiveEvent } from './feed.ts'

export interface Watched {
  /** The room; a token follows nothing without the right to read it. */
  readonly capability: string
  /** The name in an event's payload that holds the id of a thing of this room. An event without any such name is not told. */
  readonly key: string
  /** As the reader: the positions (`812.44`) of those events whose thing exists for them. */
  readonly exist: (events: readonly LiveEvent[]) => Query<readonly string[]>
  /**
   * As the house: the keys (`m:<membership>`, as access.keys() has them) of those whose own lists it may change. It only
   * spares asking on behalf of ten thousand; `exist` decides.
   */
  readonly concerns?: (events: readonly LiveEvent[]) => Query<readonly { position: string; keys: readonly string[] }[]>
}

/** What an event happens in (its `dossierId`): as the reader, which of these exist for them. */
export interface Places {
  readonly capability: string
  readonly exist: (ids: readonly string[]) => Query<readonly string[]>
}

export interface LiveRooms {
  readonly watched: readonly Watched[]
  readonly places: Places
  /** Names of events after which somebody may no longer be signed in. */
  readonly recheckOn: readonly string[]
  /** As nobody: which of these credentials (by their place in the list) still prove somebody. */
  readonly stillSignedIn: (
    credentials: readonly { readonly kind: string; readonly digest: Buffer }[],
  ) => Query<readonly number[]>
}
