// The words of the overview in the reader's language, and how a number is said.
import type { Locale } from '#foundation/web/page.ts'
import type { BreakdownShown, FigureShown } from '../contract.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text['web'] => (locale === 'en' ? en : nl).web
export const PATH = '/cijfers'

/** «12», «minder dan 5», «niet getoond» */
export const numberOf = ({ value, hidden }: FigureShown, words: Text['web']): string =>
  hidden === 'small' ? words.small : hidden === 'other' ? words.hidden : String(value)

export const percentOf = (part: number, whole: number): number => (whole ? Math.round((part / whole) * 100) : 0)

/** «12 van de 48 open punten (25%)»; what is hidden is said to be hidden. */
export const shareOf = (figure: FigureShown, whole: FigureShown, what: string, words: Text['web']): string =>
  figure.value === null || !whole.value
    ? numberOf(figure, words)
    : words.share(figure.value, whole.value, what, percentOf(figure.value, whole.value))

/** The parts of the overview that divide a whole, with their words: for the page and for the spreadsheet alike. */
export const cellOf = (breakdown: BreakdownShown, key: string): FigureShown =>
  breakdown.cells.find((cell) => cell.key === key)!
