// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    { key: 'functions', basis: 'employment', fields: ['staffing.function', 'staffing.renaming', 'staffing.ending'] },
    { key: 'lines', basis: 'employment', fields: ['staffing.line'] },
  ],
  // Nothing in these is of a person.
  without: [],
}
