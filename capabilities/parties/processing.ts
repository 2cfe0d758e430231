// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    { key: 'parties', basis: 'publicTask', fields: ['parties.party', 'parties.leaving', 'parties.assessment'] },
    {
      key: 'positions',
      basis: 'publicTask',
      fields: ['parties.position', 'parties.contradiction', 'parties.withdrawal'],
    },
    { key: 'agreements', basis: 'publicTask', fields: ['parties.agreement', 'parties.word'] },
    { key: 'teams', basis: 'employment', fields: ['parties.team', 'parties.team_member'] },
    { key: 'initiatives', basis: 'consent', fields: ['parties.initiative', 'parties.idea', 'parties.consent'] },
    {
      key: 'areas',
      basis: 'publicTask',
      fields: ['parties.area_link', 'parties.context_change', 'parties.context_version', 'parties.touched'],
    },
  ],
  // Nothing in these is of a person.
  without: [],
}
