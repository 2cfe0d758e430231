// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    { key: 'frames', basis: 'publicTask', fields: ['kaders.frame', 'kaders.frame_version', 'kaders.frame_ending'] },
    {
      key: 'decisions',
      basis: 'publicTask',
      fields: ['kaders.decision', 'kaders.decision_frame', 'kaders.decision_advice'],
    },
  ],
  // Nothing in these is of a person.
  without: [],
}
