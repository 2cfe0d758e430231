// The words of an organisation's arrangements in the reader's language, and what their pages share.
import { registerAdminTab } from '#capabilities/people/web/admin.tsx'
import { ErrorSummary, type FieldError } from '#foundation/web/components.tsx'
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const PATHS = {
  rooms: '/beheer/onderdelen',
  terms: '/beheer/termijnen',
  retention: '/beheer/bewaren',
  processing: '/beheer/verwerkingen',
} as const
const PLACES = { rooms: 0, terms: 1, retention: 2, processing: 6 } as const

for (const name of ['rooms', 'terms', 'retention', 'processing'] as const)
  registerAdminTab(name, {
    href: PATHS[name],
    label: (locale) => wordsOf(locale).web.tabs[name],
    about: (locale) => wordsOf(locale).web.about[name],
    group: name === 'processing' ? 'sight' : 'work',
    place: PLACES[name],
  })

/** The organisation of the role in which somebody acts now. Who that is, is known once something was asked. */
export const organisationOf = async (request: PageRequest): Promise<string> => {
  if (!request.actor) await request.ask('readMyself')
  return request.actor!.acting.organisationId
}
export const nameOf = (request: PageRequest): string => request.actor?.acting.organisationName ?? ''

/** Everything that is wrong with one form; each sentence leads to its field, when the form shows that field. */
export function Mistakes({ request, act, fields }: { request: PageRequest; act: string; fields: readonly string[] }) {
  if (request.refused?.act !== act) return null
  const { errors, message } = request.refused
  const told = Object.entries(errors).map(
    ([name, sentence]): FieldError => (fields.includes(name) ? { name, message: sentence } : { message: sentence }),
  )
  return <ErrorSummary errors={told.length ? told : [{ message }]} />
}
