// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    {
      key: 'items',
      basis: 'publicTask',
      fields: [
        'council_items.council_item',
        'council_items.step',
        'council_items.lateness',
        'council_items.political_mark',
        'council_items.political_answer',
      ],
    },
    {
      key: 'moments',
      basis: 'publicTask',
      fields: ['council_items.moment', 'council_items.moment_move', 'council_items.moment_ending'],
    },
  ],
  // Nothing in these is of a person.
  without: ['council_items.term'],
}
