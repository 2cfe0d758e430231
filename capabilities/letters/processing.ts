// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    {
      key: 'letters',
      basis: 'publicTask',
      fields: ['letters.letter', 'letters.part', 'letters.submission', 'letters.sending', 'letters.discussion'],
    },
  ],
  // Nothing in these is of a person.
  without: [],
}
