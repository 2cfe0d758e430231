// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    { key: 'names', basis: 'employment', fields: ['people.person.name', 'people.person.locale', 'people.search_key'] },
    { key: 'contact', basis: 'employment', fields: ['people.person.email', 'people.person.phone'] },
    { key: 'membership', basis: 'employment', fields: ['people.membership'] },
    { key: 'departure', basis: 'employment', fields: ['people.departure'] },
    { key: 'invitations', basis: 'publicTask', fields: ['people.invitation'] },
  ],
  // Nothing in these is of a person.
  without: [],
}
