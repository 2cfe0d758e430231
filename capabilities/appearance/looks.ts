// The own words and looks of all organisations, kept in memory by every process: a request asks the database nothing for them.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { OwnWords } from '#foundation/words/spans.ts'
import type { Looks, Theme } from '#foundation/words/speaking.ts'
import { stylesheetOf } from './colours.ts'
import { EVERY_LOOK, type OwnWord } from './queries.ts'
import { ownWordsOf } from './wording.ts'

export const logoAddress = (organisationId: string, version: string) =>
  `/huisstijl/${organisationId}/logo-${version}.png`

/** A theme with what its addresses answer. */
export interface ServedTheme extends Theme {
  readonly css: string | null
}

export interface KeptLooks extends Looks {
  themeOf(organisationId: string): ServedTheme | null
  /** Reads everything anew: at the start, and when somebody changed something here or at another server. */
  read(): Promise<void>
}

/** Events after which the words or looks of an organisation are others. */
export const LOOKS_CHANGED = ['vocabularyChanged', 'themeChanged']

interface ThemeRow {
  readonly organisationId: string
  readonly organisationName: string
  readonly name: string | null
  readonly colour: string | null
  readonly png: Buffer | null
  readonly alt: string | null
  readonly width: number | null
  readonly height: number | null
  readonly version: string | null
}

const themeFrom = (row: ThemeRow): ServedTheme => {
  const css = row.colour ? stylesheetOf(row.colour) : null
  const hash = css && createHash('sha256').update(css).digest('hex').slice(0, 16)
  return {
    name: row.name ?? row.organisationName,
    colour: row.colour,
    css,
    stylesheet: hash && `/huisstijl/${row.organisationId}/${hash}.css`,
    logo: row.png && {
      address: logoAddress(row.organisationId, row.version!),
      alt: row.alt!,
      width: row.width!,
      height: row.height!,
      png: row.png,
    },
  }
}

/** Reads as the house itself: a look belongs to nobody's reach. */
export const keepLooks = (pool: pg.Pool): KeptLooks => {
  let words = new Map<string, OwnWords>()
  let themes = new Map<string, ServedTheme>()
  let reading: Promise<void> | null = null
  let again = false

  const readAll = async () => {
    do {
      again = false
      const [found, looks] = await Promise.all([
        pool.query<OwnWord & { organisationId: string }>(EVERY_LOOK.words),
        pool.query<ThemeRow>(EVERY_LOOK.themes),
      ])
      const grouped = Map.groupBy(found.rows, (row) => row.organisationId)
      words = new Map([...grouped].map(([organisationId, rows]) => [organisationId, ownWordsOf(rows)]))
      themes = new Map(looks.rows.map((row) => [row.organisationId, themeFrom(row)]))
    } while (again)
  }

  return {
    of: (organisationId) => words.get(organisationId) ?? null,
    themeOf: (organisationId) => themes.get(organisationId) ?? null,
    read: () => {
      // What was committed while others read may not have been seen: they read once more.
      again = true
      reading ??= readAll().finally(() => {
        reading = null
      })
      return reading
    },
  }
}
