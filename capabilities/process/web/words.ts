// The words of a process in the reader's language, its addresses, and euros as people write them.
import type { Locale } from '#foundation/web/page.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const processHref = (dossierId: string, ...more: string[]): string =>
  ['', 'dossiers', dossierId, 'proces', ...more].join('/')
export const gateHref = (dossierId: string, gateId: string, ...more: string[]): string =>
  processHref(dossierId, 'beslismomenten', gateId, ...more)

const euros = (locale: Locale, cents: number) =>
  new Intl.NumberFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  })

/** '€ 150.000', and with cents only when there are any. */
export const euro = (locale: Locale, cents: number): string => euros(locale, cents).format(cents / 100)

/** '92 %': rounded down, so that nobody reads 100 % before it is. */
export const percent = (share: number): string => `${Math.floor(share * 100)} %`

/** What stands in a field where an amount is typed: '150000' or '150000,50'. */
export const typedEuro = (cents: number): string =>
  cents % 100 === 0 ? String(cents / 100) : `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`

/**
 * Cents of what somebody typed: '150.000', '€ 150.000,50', '1,500.5'. The last point or comma is the decimal one when one
 * or two digits follow it; the others only part the thousands. NaN when it is no amount.
 */
export const toCents = (typed: string): number => {
  const bare = typed.replace(/[€\s\u00a0]/g, '').replace(/,-$/, '')
  const found = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(bare)
  if (!found) return Number.NaN
  const whole = found[1]!.split(/[.,]/)
  // Between separators stand thousands, or it is no amount.
  if (whole.slice(1).some((part) => part.length !== 3) || whole[0]!.length > (whole.length > 1 ? 3 : 12))
    return Number.NaN
  return Number(whole.join('')) * 100 + Number((found[2] ?? '').padEnd(2, '0') || 0)
}
