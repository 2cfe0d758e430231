// Every page of the process, and what it brings to the pages of a dossier.
import type { Page } from '#foundation/web/page.ts'
import { choicePage, newChoicePage } from './choice-pages.tsx'
import { changeGatePage, decideGatePage, newGatePage, prepareGatePage } from './gate-form-pages.tsx'
import { gatePage } from './gate-page.tsx'
import './in-dossier.tsx'
import { moneyPage } from './money-page.tsx'
import { newPhasePage, phasePage } from './phase-pages.tsx'
import { processPage } from './process-page.tsx'
import { consultationPage, employerPage, ownRoomPage } from './room-pages.tsx'
import { startPage } from './start-page.tsx'
import { newUncertaintyPage, uncertaintyPage } from './uncertainty-pages.tsx'

export const pages: readonly Page[] = [
  processPage,
  startPage,
  newPhasePage,
  phasePage,
  newUncertaintyPage,
  uncertaintyPage,
  moneyPage,
  ownRoomPage,
  consultationPage,
  employerPage,
  newGatePage,
  gatePage,
  changeGatePage,
  prepareGatePage,
  decideGatePage,
  newChoicePage,
  choicePage,
]
