// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    {
      key: 'identity',
      basis: 'security',
      fields: [
        'signin.password',
        'signin.passkey',
        'signin.second_factor',
        'signin.recovery_code',
        'signin.subject',
        'signin.link',
        'signin.challenge',
      ],
    },
    { key: 'sessions', basis: 'security', fields: ['signin.session', 'signin.token', 'signin.device'] },
    { key: 'tries', basis: 'security', fields: ['signin.trying'] },
    { key: 'providers', basis: 'publicTask', fields: ['signin.provider'] },
    { key: 'audit', basis: 'legalDuty', fields: ['foundation.audit_line'] },
  ],
  // Nothing in these is of a person.
  without: ['foundation.idempotency'],
}
