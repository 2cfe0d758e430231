// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    { key: 'chosen', basis: 'publicTask', fields: ['appearance.own_word', 'appearance.theme', 'appearance.logo'] },
  ],
  // Nothing in these is of a person.
  without: [],
}
