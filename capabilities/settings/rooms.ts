// The rooms of the house as this room needs to know them: which of them an organisation can do without. Said once, by the
// app, which is the only place that knows every room.
import type { AnyCapability } from '#foundation/capability.ts'

let known: readonly AnyCapability[] = []

/** For app/capabilities.ts, once. */
export const knowRooms = (rooms: readonly AnyCapability[]): void => {
  known = rooms
}

/** Rooms with a name for readers; the others are a part of one of these. */
export const allRooms = (): readonly AnyCapability[] => known.filter((room) => room.text.nl.ofRoom)

export const roomNamed = (name: string): AnyCapability | undefined => allRooms().find((room) => room.name === name)

export const titleOf = (name: string, locale: 'nl' | 'en'): string =>
  roomNamed(name)?.text[locale].ofRoom?.title ?? name

/** The rooms in use that cannot do without this one. */
export const neededBy = (name: string, off: readonly string[]): readonly string[] =>
  allRooms()
    .filter((room) => room.optional?.needs.includes(name) && !off.includes(room.name))
    .map((room) => room.name)

/** The rooms without which this one does not work and that are off. */
export const missingFor = (name: string, off: readonly string[]): readonly string[] =>
  (roomNamed(name)?.optional?.needs ?? []).filter((needed) => off.includes(needed))
