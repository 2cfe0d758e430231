// Every page of searching.
import type { Page } from '#foundation/web/page.ts'
import { searchPage } from './search-page.tsx'

export const pages: readonly Page[] = [searchPage]
