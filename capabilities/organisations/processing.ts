// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    {
      key: 'changes',
      basis: 'publicTask',
      fields: ['organisations.renaming', 'organisations.reorganisation', 'organisations.party'],
    },
  ],
  // Nothing in these is of a person.
  without: [
    'organisations.organisation',
    'organisations.name',
    'organisations.identifier',
    'organisations.succession',
    'organisations.heritage',
    'organisations.second_name',
    'organisations.search_key',
    'organisations.register_line',
  ],
}
