// Every page of the letters to the council, and what they bring to other pages.
import type { Page } from '#foundation/web/page.ts'
import { composePage } from './compose-page.tsx'
import './in-dossier.tsx'
import { letterPage } from './letter-page.tsx'
import { lettersOfPage, lettersPage } from './letters-pages.tsx'

export const pages: readonly Page[] = [lettersPage, letterPage, composePage, lettersOfPage]
