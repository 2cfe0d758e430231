// The words of the parties in the reader's language, and small things that their pages share.
import type { FormValues, Locale, PageRequest } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const AREAS = '/gebieden'
export const CONTEXT = '/omgeving'
export const partiesHref = (dossierId: string, partyId?: string): string =>
  `/dossiers/${dossierId}/partijen${partyId ? `#partij-${partyId}` : ''}`
export const agreementsHref = (dossierId: string): string => `/dossiers/${dossierId}/afspraken`
export const teamsHref = (dossierId: string): string => `/dossiers/${dossierId}/teams`
export const initiativeHref = (dossierId: string): string => `/dossiers/${dossierId}/initiatief`
export const areaHref = (areaId: string): string => `${AREAS}/${areaId}`

/** '4 · veel' */
export const degree = (text: Text, number: number): string => text.web.map.degree(number, text.degrees[number] ?? '')

/** A number that was chosen; left out when nothing was, so that the contract says that it is missing. */
export const chosenNumber = (form: FormValues, name: string): Record<string, number> =>
  form.optional(name) === undefined ? {} : { [name]: Number(form.text(name)) }

/** Optional words of a form, left out when nothing was typed. */
export const given = (form: FormValues, ...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, form.text(name).trim()]).filter(([, value]) => value !== ''))

/** What was ticked in a refused form of this act, else what it starts with. */
export const ticked = (request: PageRequest, act: string, name: string, start: readonly string[] = []) => {
  if (request.refused?.act !== act) return start
  const value = request.refused.values[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Words in lines of at most so many letters; what does not fit ends in an ellipsis. */
export const linesOf = (words: string, most: number, lines: number): string[] => {
  const made: string[] = []
  for (const word of words.split(/\s+/)) {
    const last = made.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= most) made[made.length - 1] = `${last} ${word}`
    else made.push(word.length > most ? `${word.slice(0, most - 1)}…` : word)
  }
  if (made.length <= lines) return made
  const kept = made.slice(0, lines)
  const last = kept[lines - 1]!
  return [...kept.slice(0, lines - 1), last.length < most ? `${last}…` : `${last.slice(0, most - 1)}…`]
}

/** A drawing with links in it is a group for who listens; what is only drawn is silent. Said apart, because a linter takes a drawing for a form. */
export const GROUP = { role: 'group' } as const
export const SILENT = { 'aria-hidden': true } as const
