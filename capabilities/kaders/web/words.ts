// The words of the frames in the reader's language, and small things that their pages share.
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const PATH = '/kaders'

/** The address of a frame, or of one of its versions: a decision leads to the one under which it was taken. */
export const frameHref = (frameId: string, number?: number): string =>
  `${PATH}/${frameId}${number === undefined ? '' : `?versie=${number}`}`

/** What was ticked in a refused form of this act, else what it starts with. */
export const ticked = (request: PageRequest, act: string, name: string, start: readonly string[] = []) => {
  if (request.refused?.act !== act) return start
  const value = request.refused.values[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/**
 * Registering is about no frame yet, so no answer carries `may.registerFrame`. A button that always refuses helps nobody;
 * the policy of registerFrame decides when it is pressed.
 */
export const mightRegister = (request: PageRequest): boolean => {
  const acting = request.actor?.acting
  return Boolean(acting?.isGovernment && acting.position !== 'council' && acting.position !== 'administrator')
}
