// Every page of the frames and decisions, and what they bring to the pages of a dossier.
import type { Page } from '#foundation/web/page.ts'
import { decidePage } from './decide-page.tsx'
import { changeFramePage, newFramePage } from './frame-form-pages.tsx'
import { framePage } from './frame-page.tsx'
import { framesPage } from './frames-page.tsx'
import './in-dossier.tsx'

export const pages: readonly Page[] = [framesPage, newFramePage, framePage, changeFramePage, decidePage]
