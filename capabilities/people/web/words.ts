// The words of people in the reader's language, and what its pages share: addresses and the days of a membership.
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

const NOBODY = '00000000-0000-0000-0000-000000000000'
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** What is no id leads to nothing, which is a page that does not exist. */
export const idOf = (typed: string | undefined): string => (typed && UUID.test(typed) ? typed : NOBODY)

/** Only what could be a place in a list; an address that somebody typed must not become an error. */
export const afterOf = (request: PageRequest): string | undefined => {
  const after = request.query.na
  return after && /^[\w.-]{1,80}$/.test(after) ? after : undefined
}

/** What was asked in the address, cut to what the contract takes. */
export const askedOf = (request: PageRequest, name: string): string => (request.query[name] ?? '').trim().slice(0, 100)

/** The address with these questions behind it; what is empty is left out. */
export const withQuery = (path: string, query: Record<string, string | null | undefined>): string => {
  const asked = new URLSearchParams(Object.entries(query).filter((one): one is [string, string] => Boolean(one[1])))
  return asked.size ? `${path}?${asked}` : path
}
