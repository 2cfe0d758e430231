// The words of the letters in the reader's language, and small things that their pages share.
import { formatDate } from '#foundation/web/components.tsx'
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const PATH = '/raad/brieven'
export const letterHref = (letterId: string) => `${PATH}/${letterId}`
export const composeHref = (letterId: string) => `${PATH}/${letterId}/opstellen`

export const stateTone = { draft: 'neutral', college: 'wait', sent: 'done', discussed: 'closed' } as const

export const kindWord = (locale: Locale, kind: string | null): string => {
  const { lineKinds } = wordsOf(locale)
  return lineKinds[kind ?? ''] ?? lineKinds.other!
}

/** Its number when it was sent, and the day. */
export const metaOf = (
  letter: { reference: { year: number; number: number } | null; at: string },
  request: PageRequest,
): string[] => [
  ...(letter.reference ? [wordsOf(request.locale).paper.number(letter.reference.year, letter.reference.number)] : []),
  formatDate(request.locale).short(letter.at, request.now),
]
