// What the council and everybody read of a dossier: projections of what was released.
import { type Actions, reads } from '#foundation/capability.ts'
import type { contract } from '../contract.ts'
import type { subjects } from '../policy.ts'
import * as q from '../queries.ts'

type Acts = Actions<typeof contract, typeof subjects>

export const reading: Pick<
  Acts,
  'listCouncilDossiers' | 'readCouncilPage' | 'listPublicDossiers' | 'readPublicDossier' | 'downloadPublicDocument'
> = {
  listCouncilDossiers: reads((input) => q.councilList(input)),
  readCouncilPage: reads((input) => q.councilPage(input.dossierId, input.at)),
  listPublicDossiers: reads((input) => q.publicList(input)),
  readPublicDossier: reads((input) => q.publicPage(input.dossierId, input.at)),
  downloadPublicDocument: reads((input) => q.publicDocument(input.dossierId, input.documentId)),
}
