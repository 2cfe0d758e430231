// The words of the evaluations in the reader's language, and how lines and days are read from a form.
import type { FormValues, Locale, PageRequest } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const pathOf = (dossierId: string) => `/dossiers/${dossierId}/evaluatie`

export const linesOf = (form: FormValues, name: string): string[] =>
  form
    .text(name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** `26-11-2026 eindevaluatie` or `2026-11-26 eindevaluatie`; what is neither is left to be refused. */
export const momentsOf = (form: FormValues, name: string): { dueOn: string; what: string }[] =>
  linesOf(form, name).map((line) => {
    const [day = '', ...rest] = line.split(/\s+/)
    const found = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(day)
    const dueOn = found ? `${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}` : day
    return { dueOn, what: rest.join(' ') }
  })

/** The sentence beside a field, of the first thing in it that is wrong. */
export const wrongIn = (request: PageRequest, act: string, path: string): string | undefined =>
  request.refused?.act === act
    ? Object.entries(request.refused.errors).find(([at]) => at === path || at.startsWith(`${path}.`))?.[1]
    : undefined
