// What every kind of sheet must know: which references to look up, what is wrong with a row, and which acts make it.
import type { Query } from '#foundation/database/query.ts'
import { foldedHeading, readDay } from '#foundation/sheets/reading.ts'
import { inWordsOf } from '#foundation/words/speaking.ts'
import { text as en } from '../text.en.ts'
import { text as nl } from '../text.nl.ts'

export interface Fault {
  readonly column: string | null
  /** `imports.unknownEmail`, or the code of a refusal by another room. */
  readonly code: string
  readonly detail?: Readonly<Record<string, string | number>>
}
export interface Row {
  readonly number: number
  readonly cells: Readonly<Record<string, string>>
}
export interface SheetFacts {
  readonly importId: string
  readonly organisationId: string
  readonly invites: boolean
  /** The calendar day in the Netherlands. */
  readonly today: string
  /** False while it is looked through: what another row of the sheet will make may then still be missing. */
  readonly making: boolean
}
/** An act to ask, word for word; `takes` fills in what an earlier act of the same row answered. */
export interface Asked {
  readonly act: string
  readonly input: Readonly<Record<string, unknown>>
  readonly takes?: Readonly<Record<string, string>>
}
export interface Judged {
  readonly faults: readonly Fault[]
  readonly double: { readonly code: string; readonly detail?: Fault['detail']; readonly choosable: boolean } | null
  readonly way: 'add' | 'invite' | 'set'
  /** The key of another row of the sheet that must be made before this one. */
  readonly needs: string | null
  readonly plan: readonly Asked[]
  /** What to rehearse instead of the first act, when that leans on rows that are not made yet. */
  readonly trial?: Asked
  /** What taking back must know and no act answers. */
  readonly remember?: Readonly<Record<string, unknown>>
}
export interface Kind {
  /** The room whose acts are asked; a token must be allowed to write there. */
  readonly room: string
  /** Rows with the same key are each other's doubles; null: none. */
  readonly keyOf: (row: Row) => string | null
  /** Whether a second row of the same key may be made all the same. */
  readonly secondIsChoosable: boolean
  /** Reads, as who brought it, all that rows refer to, in one round trip; `judge` then decides without asking more. */
  readonly look: (
    rows: readonly Row[],
    sheet: SheetFacts,
  ) => {
    readonly queries: readonly Query<unknown>[]
    readonly judge: (results: readonly unknown[]) => (row: Row, inSheet: ReadonlyMap<string, number>) => Judged
  }
  /** Which column of ours an input of the acts came from. */
  readonly columnOf: Readonly<Record<string, string>>
}

type Choices = Readonly<Record<string, readonly string[]>>

/** Reads the cells of one row and gathers what is wrong with them. */
export const reader = ({ cells }: Row) => {
  const faults: Fault[] = []
  const wrong = (column: string, code: string, detail?: Fault['detail']): undefined => {
    faults.push({
      column,
      code: code.includes('.') || code === 'required' ? code : `imports.${code}`,
      ...(detail ? { detail } : {}),
    })
    return undefined
  }
  const text = (column: string): string | undefined => cells[column] || undefined
  return {
    faults,
    wrong,
    text,
    required: (column: string): string => text(column) ?? wrong(column, 'required') ?? '',
    email: (column: string): string | undefined => text(column)?.toLowerCase(),
    day: (column: string): string | undefined => {
      const given = text(column)
      if (given === undefined) return undefined
      const day = readDay(given)
      return day === null ? wrong(column, 'notADay') : day === 'twoDigits' ? wrong(column, 'twoDigits') : day
    },
    number: (column: string): number | undefined => {
      const given = text(column)
      if (given === undefined) return undefined
      return /^\d{1,6}$/.test(given) ? Number(given) : wrong(column, 'notANumber')
    },
    choice: (column: string, of: keyof typeof nl.choices): string | undefined => {
      const given = text(column)
      if (given === undefined) return undefined
      const folded = foldedHeading(given)
      // As the organisation calls it, and as the house does: a sheet may have been made before.
      const called = () => [nl.choices[of], en.choices[of]] as Choices[]
      for (const choices of [...called(), ...inWordsOf(null, called)])
        for (const [value, names] of Object.entries(choices))
          if (foldedHeading(value) === folded || names.some((name) => foldedHeading(name) === folded)) return value
      return wrong(column, 'notAChoice', { of })
    },
  }
}

/** Values of some columns, each once, and the way back from one to what was found for it. */
export const gathered = (rows: readonly Row[], columns: readonly string[], fold = (value: string) => value) => {
  const values = new Map<string, number>()
  for (const { cells } of rows)
    for (const column of columns) {
      const value = fold(cells[column] ?? '')
      if (value && !values.has(value)) values.set(value, values.size)
    }
  return {
    values: [...values.keys()],
    index: <Found extends { readonly at: number }>(found: readonly Found[]) => {
      const by = new Map<number, Found[]>()
      for (const one of found) by.set(one.at, [...(by.get(one.at) ?? []), one])
      return (value: string): readonly Found[] => by.get(values.get(fold(value)) ?? -1) ?? []
    },
    among: (places: readonly number[]) => {
      const set = new Set(places)
      return (value: string): boolean => set.has(values.get(fold(value)) ?? -1)
    },
  }
}
export const lower = (value: string): string => value.toLowerCase()

export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
