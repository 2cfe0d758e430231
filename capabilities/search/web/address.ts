// Where what was found is read: for the page and for the browser's script alike.
import type { FoundShown } from '../contract.ts'

export const addressOf = ({ kind, id, dossierId }: Pick<FoundShown, 'kind' | 'id' | 'dossierId'>): string => {
  switch (kind) {
    case 'dossier':
      return `/dossiers/${id}`
    case 'entry':
      return `/dossiers/${dossierId}/regels/${id}`
    // An own note has no page of its own: it stands in the journal.
    case 'note':
      return `/dossiers/${dossierId}`
    case 'document':
      return `/dossiers/${dossierId}/stukken/${id}`
    case 'openItem':
      return `/open-punten/${id}`
    case 'person':
      return `/mensen/${id}`
    case 'organisation':
      return `/organisaties/${id}`
    case 'frame':
      return `/kaders/${id}`
  }
}
