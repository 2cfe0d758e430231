// The words of the council in the reader's language, and small things that its pages share.
import type { Locale } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const PATH = '/raad'
export const PUBLIC_PATH = '/opgaven'
export const insideHref = (dossierId: string) => `/dossiers/${dossierId}/raad`
