// Every page of the dossier.
import type { Page } from '#foundation/web/page.ts'
import { ceilingPage } from './ceiling-page.tsx'
import { closingPage } from './closing-page.tsx'
import { documentPage } from './document-page.tsx'
import { dossierPage } from './dossier-page.tsx'
import { dossiersPage } from './dossiers-page.tsx'
import { entryPage } from './entry-page.tsx'
import { openPage } from './open-page.tsx'
import { peoplePage } from './people-page.tsx'
import { planPage } from './plan-page.tsx'
import { quickPage } from './quick-page.tsx'

export const pages: readonly Page[] = [
  dossiersPage,
  openPage,
  dossierPage,
  entryPage,
  planPage,
  peoplePage,
  closingPage,
  ceilingPage,
  documentPage,
  quickPage,
]
