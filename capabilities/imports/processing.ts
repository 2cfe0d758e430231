// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [{ key: 'sheets', basis: 'publicTask', fields: ['imports.sheet', 'imports.sheet_row'] }],
  // Nothing in these is of a person.
  without: [],
}
