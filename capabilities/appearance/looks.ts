// The own words and looks of all organisations, kept in memory by every process: a request asks the database nothing for them.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Log } from '#foundation/events/log.ts'
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
  /** Reads everything: at the start. */
  read(): Promise<void>
  /**
   * Reads anew the organisations that changed something, here or at another server. Never rejects: what cannot be read now
   * is tried again until it can, and meanwhile those organisations look as they did.
   */
  heard(events: readonly Happened[]): Promise<void>
  stop(): void
}

interface Happened {
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
}
/** Events after which the words or looks of an organisation are others. */
const LOOKS_CHANGED = ['vocabularyChanged', 'themeChanged']
/** Milliseconds until a read that failed is tried again: doubled each time. */
const PATIENCE = { first: 250, longest: 30_000 }

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
export const keepLooks = (pool: pg.Pool, log: Log): KeptLooks => {
  const words = new Map<string, OwnWords>()
  const themes = new Map<string, ServedTheme>()
  /** Organisations of which something changed since they were read. */
  let stale = new Set<string>()
  let reading: Promise<void> | null = null
  let waiting: NodeJS.Timeout | null = null
  let patience = PATIENCE.first
  let stopped = false

  const read = async (organisationIds: readonly string[] | null) => {
    const [found, looks] = await Promise.all([
      pool.query<OwnWord & { organisationId: string }>(EVERY_LOOK.words, [organisationIds]),
      pool.query<ThemeRow>(EVERY_LOOK.themes, [organisationIds]),
    ])
    const grouped = Map.groupBy(found.rows, (row) => row.organisationId)
    // What went back to ours has no row any more.
    for (const organisationId of organisationIds ?? []) {
      words.delete(organisationId)
      themes.delete(organisationId)
    }
    for (const [organisationId, rows] of grouped) words.set(organisationId, ownWordsOf(rows))
    for (const row of looks.rows) themes.set(row.organisationId, themeFrom(row))
  }

  const readStale = async () => {
    // What was committed while others read may not have been seen: they read once more.
    while (stale.size && !stopped) {
      const now = stale
      stale = new Set()
      try {
        await read([...now])
        patience = PATIENCE.first
      } catch (error) {
        stale = new Set([...now, ...stale])
        if (stopped) break
        log.warn({ err: error }, 'looks cannot be read now')
        waiting ??= setTimeout(() => {
          waiting = null
          catchUp()
        }, patience).unref()
        patience = Math.min(patience * 2, PATIENCE.longest)
        break
      }
    }
    // In the same breath as the last look at what is stale, or what is told in between would wait for the next event.
    reading = null
  }
  const catchUp = (): Promise<void> => {
    if (!reading && stale.size && !stopped) reading = readStale()
    return reading ?? Promise.resolve()
  }

  return {
    of: (organisationId) => words.get(organisationId) ?? null,
    themeOf: (organisationId) => themes.get(organisationId) ?? null,
    read: () => read(null),
    heard: async (events) => {
      const changed = events.filter(({ name }) => LOOKS_CHANGED.includes(name))
      if (!changed.length) return
      for (const { payload } of changed) stale.add(String(payload.organisationId))
      await catchUp()
    },
    stop: () => {
      stopped = true
      if (waiting) clearTimeout(waiting)
    },
  }
}
