// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    {
      key: 'items',
      basis: 'publicTask',
      fields: ['open_items.open_item', 'open_items.closing', 'open_items.passing', 'open_items.extension'],
    },
    { key: 'ladder', basis: 'publicTask', fields: ['open_items.step', 'open_items.hears'] },
    { key: 'lateness', basis: 'publicTask', fields: ['open_items.lateness'] },
  ],
  // Nothing in these is of a person.
  without: [],
}
