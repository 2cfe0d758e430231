// The words of the organisations in the reader's language, and small things that their pages share.
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl } from '../text.nl.ts'

export type Text = typeof nl
export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const PATH = '/organisaties'
export const pathOf = (organisationId: string, more = '') => `${PATH}/${organisationId}${more}`
/** What a picker asks while somebody types. */
export const SUGGESTIONS = '/api/v1/organisation-suggestions'

export const isId = (value: string | undefined): value is string =>
  /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i.test(value ?? '')

export const withQuery = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const said = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return said.length ? `${path}?${new URLSearchParams(said)}` : path
}

/** Where a form of this page goes: back to the page as it stands, choices in the address and all. */
export const hereOf = (request: PageRequest): string => {
  const { gedaan: _, ...rest } = request.query
  return withQuery(request.path, rest)
}

/** Organisations that were chosen on the way: `met` holds those before, `erbij` the one just now. */
export const chosenIds = (request: PageRequest): string[] => [
  ...new Set([...(request.query.met ?? '').split(','), request.query.erbij].filter(isId)),
]
