// Every page of the own words and the own look.
import type { Page } from '#foundation/web/page.ts'
import { themePage } from './theme-page.tsx'
import { wordPage } from './word-page.tsx'
import { wordsPage } from './words-page.tsx'

export const pages: readonly Page[] = [wordsPage, wordPage, themePage]
