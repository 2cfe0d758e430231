// Puts words to what stands in the table: what is wrong, what to do, and where what was made is to be found.
import { dossier } from '#capabilities/dossier/index.ts'
import { openItems } from '#capabilities/open-items/index.ts'
import { people } from '#capabilities/people/index.ts'
import type { AnyCapability } from '#foundation/capability.ts'
import { fieldSentence } from '#foundation/http/words.ts'
import { COLUMNS, cellsOf } from './columns.ts'
import type { KindName, RowShown } from './contract.ts'
import type { Fault } from './kinds/kind.ts'
import type { RowRead, RowsRead, SheetRead } from './queries.ts'
import { text as en } from './text.en.ts'
import { text as nl, type Text } from './text.nl.ts'

type Locale = 'nl' | 'en'
export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

const OTHERS: readonly AnyCapability[] = [people, dossier, openItems]

/** One sentence: what is wrong, and what to do about it. */
export const sentenceOf = (fault: Fault, kind: KindName, locale: Locale): string => {
  const words = wordsOf(locale)
  if (!fault.code.startsWith('imports.')) return fieldSentence(OTHERS, locale, fault)
  const sentence = (words.faults as Readonly<Record<string, string>>)[fault.code.slice('imports.'.length)]!
  const { of } = (fault.detail ?? {}) as { of?: keyof Text['choices'] }
  const detail: Record<string, string | number> = {
    ...fault.detail,
    ...(fault.column ? { column: headingOf(kind, fault.column, locale) } : {}),
    ...(of
      ? {
          choices: Object.values(words.choices[of])
            .map((names) => names[0])
            .join(', '),
        }
      : {}),
  }
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? ''))
}

export const headingOf = (kind: KindName, column: string, locale: Locale): string =>
  (wordsOf(locale).columns[kind] as Readonly<Record<string, { heading: string }>>)[column]?.heading ?? column

const said = (fault: Fault, kind: KindName, locale: Locale) => ({
  code: fault.code,
  sentence: sentenceOf(fault, kind, locale),
})

const HREF: Readonly<Record<KindName, (made: Readonly<Record<string, unknown>>) => string | null>> = {
  people: ({ membershipId, invitationId }) =>
    membershipId ? `/beheer/leden/${membershipId}` : invitationId ? '/beheer/uitnodigingen' : null,
  managerLines: ({ membershipId }) => (membershipId ? `/beheer/leden/${membershipId}` : null),
  dossiers: ({ dossierId }) => (dossierId ? `/dossiers/${dossierId}` : null),
  openItems: ({ openItemId }) => (openItemId ? `/open-punten/${openItemId}` : null),
}

export const rowShown = (row: RowRead, { kind, columns }: RowsRead, locale: Locale): RowShown => ({
  number: row.number,
  state: row.state,
  cells: cellsOf(kind, columns, row.cells),
  faults: row.faults.map((fault) => ({ ...said(fault, kind, locale), column: fault.column })),
  double: row.double
    ? { ...said(row.double, kind, locale), choosable: row.double.choosable, chosen: row.chosen }
    : null,
  way: row.way,
  href: ['made', 'kept', 'undone'].includes(row.state) && row.made ? HREF[kind](row.made) : null,
})

export const sheetShown = (sheet: SheetRead, locale: Locale) => {
  const { columns, fault, headings, ...rest } = sheet
  return {
    ...rest,
    fault: fault && said(fault, sheet.kind, locale),
    headings: (headings ?? []).map((heading, i) => ({ heading, column: columns?.[i] ?? null })),
    missing: headings
      ? COLUMNS[sheet.kind].filter(({ column }) => !columns?.includes(column)).map(({ column }) => column)
      : [],
  }
}
