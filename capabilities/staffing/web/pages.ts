// Every page of functions and lines.
import type { Page } from '#foundation/web/page.ts'
import { functionsPage } from './functions-page.tsx'
import { linesPage, peopleOfPage } from './lines-pages.tsx'

export const pages: readonly Page[] = [functionsPage, linesPage, peopleOfPage]
