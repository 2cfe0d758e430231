// What this room keeps of people, and on which ground: the register of processing is made from it (art. 30 AVG).
import type { AnyCapability } from '#foundation/capability.ts'

export const processing: NonNullable<AnyCapability['processing']> = {
  rows: [
    { key: 'journal', basis: 'publicTask', fields: ['dossier.entry', 'dossier.audience_change', 'dossier.link'] },
    {
      key: 'involvement',
      basis: 'publicTask',
      fields: [
        'dossier.involvement',
        'dossier.reach',
        'dossier.dossier.owner_id',
        'dossier.dossier.deputy_id',
        'dossier.handover',
      ],
    },
    {
      key: 'plan',
      basis: 'publicTask',
      fields: ['dossier.dossier', 'dossier.plan', 'dossier.pause', 'dossier.closure'],
    },
    {
      key: 'documents',
      basis: 'publicTask',
      fields: ['dossier.document', 'dossier.preview', 'foundation.upload', 'foundation.file'],
    },
    { key: 'notes', basis: 'publicTask', fields: ['dossier.private_note'] },
    { key: 'visits', basis: 'publicTask', fields: ['dossier.visit'] },
  ],
  // Nothing in these is of a person.
  without: ['dossier.retention_rule', 'dossier.drawing'],
}
