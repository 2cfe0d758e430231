// Every page of the open items, and what they bring to the pages of a dossier.
import type { Page } from '#foundation/web/page.ts'
import { askPage } from './ask-page.tsx'
import './in-dossier.tsx'
import { openItemPage } from './open-item-page.tsx'
import { todayPage } from './today-page.tsx'

export { OpenItemList } from './open-item-list.tsx'

export const pages: readonly Page[] = [todayPage, askPage, openItemPage]
