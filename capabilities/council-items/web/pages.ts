// Every page of what the council is owed and will treat, and what they bring to the pages of a dossier and its council.
import type { Page } from '#foundation/web/page.ts'
import { agendaPage, planPage } from './agenda-pages.tsx'
import { deskPage } from './desk-page.tsx'
import { fieldsPage } from './fields-page.tsx'
import { itemPage } from './item-page.tsx'
import { itemsPage } from './items-page.tsx'
import { markPage, politicalPage } from './mark-pages.tsx'
import { momentPage } from './moment-page.tsx'
import { askPage, registerPage } from './register-page.tsx'
import './in-dossier.tsx'

export const pages: readonly Page[] = [
  deskPage,
  itemsPage,
  itemPage,
  registerPage,
  askPage,
  markPage,
  politicalPage,
  agendaPage,
  planPage,
  momentPage,
  fieldsPage,
]
