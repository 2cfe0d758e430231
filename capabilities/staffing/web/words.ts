// The words of functions and lines in the reader's language, and what its pages share.
import type { Locale } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text['web'] => (locale === 'en' ? en : nl).web

export const FUNCTIONS = '/beheer/functies'
export const LINES = '/beheer/leidinggevenden'
