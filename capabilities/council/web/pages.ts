// Every page of the council and of the public, and what they bring to other pages.
import type { Page } from '#foundation/web/page.ts'
import { councilPage } from './council-page.tsx'
import { adoptPage, proposePage, versionsPage } from './frames-pages.tsx'
import './in-dossier.tsx'
import { insidePage } from './inside-page.tsx'
import { councilListPage, publicListPage } from './list-page.tsx'
import { confirmPage, publicPage, stopPage } from './public-pages.tsx'
import { markPage, waitingPage } from './release-pages.tsx'

export const pages: readonly Page[] = [
  councilListPage,
  waitingPage,
  councilPage,
  insidePage,
  versionsPage,
  proposePage,
  adoptPage,
  markPage,
  publicListPage,
  publicPage,
  confirmPage,
  stopPage,
]
