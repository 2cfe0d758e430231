// Every page of the parties, and what they bring to the pages of a dossier.
import type { Page } from '#foundation/web/page.ts'
import { agreementsPage } from './agreements-page.tsx'
import { areaPage, areasPage } from './area-pages.tsx'
import { contextPage } from './context-page.tsx'
import './in-dossier.tsx'
import { initiativePage } from './initiative-page.tsx'
import { partiesPage } from './parties-page.tsx'
import { changePartyPage, newPartyPage, ratePartyPage } from './party-form-pages.tsx'
import { changePositionPage, newPositionPage } from './position-form-pages.tsx'
import { teamsPage } from './teams-page.tsx'

export const pages: readonly Page[] = [
  partiesPage,
  newPartyPage,
  changePartyPage,
  ratePartyPage,
  newPositionPage,
  changePositionPage,
  agreementsPage,
  teamsPage,
  initiativePage,
  areasPage,
  areaPage,
  contextPage,
]
