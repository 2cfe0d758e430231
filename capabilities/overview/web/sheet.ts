// The overview as rows of a spreadsheet, with its whole and the moment in every row; what is hidden is hidden here too.
import type { Locale } from '#foundation/web/page.ts'
import type { BreakdownShown, OverviewShown } from '../contract.ts'
import { numberOf, wordsOf } from './words.ts'

export const sheetOf = (numbers: OverviewShown, locale: Locale): string[][] => {
  const words = wordsOf(locale)
  const { dossiers, items, months } = numbers
  const rows = (subject: string, breakdown: BreakdownShown, nameOf: (key: string) => string) =>
    breakdown.cells.map((cell) => [
      subject,
      nameOf(cell.key),
      numberOf(cell, words),
      numberOf(breakdown.total, words),
      numbers.countedAt,
    ])
  const from = (known: Record<string, string>) => (key: string) => known[key]!
  return [
    [words.csv.subject, words.csv.group, words.csv.number, words.csv.whole, words.csv.counted],
    ...rows(words.dossiers.caption, dossiers.open, from(words.dossiers.cells)),
    ...rows(words.dossiers.ageTitle, dossiers.age, from(words.dossiers.ages)),
    ...rows(words.items.caption, items.open, from(words.items.cells)),
    ...rows(words.items.ageTitle, items.age, from(words.items.ages)),
    ...rows(words.items.moreTimeTitle, items.moreTime, from(words.items.moreTime)),
    ...rows(words.late.title, items.reasons, from(words.late.reasons)),
    ...rows(words.late.climbedTitle, items.climbed, from(words.late.climbed)),
    ...rows(words.disciplines.title, items.disciplines, (key) => key || words.disciplines.rest),
    ...(
      [
        ['dossiersOpened', words.months.dossiers],
        ['dossiersClosed', words.months.dossiers],
        ['itemsRaised', words.months.items],
        ['itemsClosed', words.months.items],
      ] as const
    ).flatMap(([name, subject]) =>
      months.map((one) => [
        `${subject} (${words.months[name]})`,
        one.month,
        numberOf(one[name], words),
        '',
        numbers.countedAt,
      ]),
    ),
  ]
}
