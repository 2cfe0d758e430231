// What this room keeps of people: nothing. It counts what other rooms keep, without names.
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = { rows: [], without: [] }
