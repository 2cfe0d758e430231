// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    {
      key: 'part',
      basis: 'publicTask',
      fields: [
        'council.part',
        'council.mandate',
        'council.arrangement',
        'council.mark',
        'council.duty',
        'council.step',
        'council.answer',
      ],
    },
    { key: 'followers', basis: 'consent', fields: ['council.follower'] },
  ],
  // Nothing in these is of a person.
  without: [],
}
