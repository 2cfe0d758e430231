// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    {
      key: 'process',
      basis: 'publicTask',
      fields: [
        'process.record',
        'process.gate',
        'process.gate_decision',
        'process.gate_cancellation',
        'process.reserved_choice',
        'process.choice_decision',
        'process.gate_advice',
        'process.advice_reaction',
      ],
    },
    {
      key: 'objections',
      basis: 'publicTask',
      fields: [
        'process.objection',
        'process.objection_ending',
        'process.feasibility_point',
        'process.feasibility_answer',
      ],
    },
  ],
  // Nothing in these is of a person.
  without: [],
}
