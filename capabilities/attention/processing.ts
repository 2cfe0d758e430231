// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    {
      key: 'choices',
      basis: 'employment',
      fields: ['attention.setting', 'attention.following', 'attention.unsubscribing'],
    },
    {
      key: 'sent',
      basis: 'publicTask',
      fields: ['attention.notice', 'attention.digest', 'attention.digest_due', 'attention.poke', 'foundation.mail'],
    },
    { key: 'devices', basis: 'consent', fields: ['attention.device', 'attention.calendar'] },
  ],
  // Nothing in these is of a person.
  without: [],
}
