// The words of the dossier in the reader's language, and who an audience is in one dossier.
import type { AudienceLevel } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { DossierShown } from '../contract.ts'
import { text as en } from '../text.en.ts'
import { text as nl, type Text } from '../text.nl.ts'

export const wordsOf = (locale: Locale): Text => (locale === 'en' ? en : nl)

export const audienceOf = (text: Text, level: number) => ({
  level: level as AudienceLevel,
  word: text.audiences[level] ?? '',
})

const MOST_NAMES = 3

/** A few names, and how many more: 'Samira, Wout en 4 anderen'. */
const someOf = (text: Text, names: readonly string[]): string =>
  text.readers.andOthers(names.slice(0, MOST_NAMES).join(', '), Math.max(0, names.length - MOST_NAMES))

/** Who reads what is written for this level, in words; with names where this reader may know them. */
export const readersOf = (text: Text, level: number, dossier?: DossierShown): string => {
  const { readers } = text
  if (level === 0) return readers.own
  if (level === 3) return readers.organisation(dossier?.organisationName ?? readers.ownOrganisation)
  if (level === 4) return readers.council
  if (level === 5) return readers.public
  const core = [dossier?.owner, dossier?.deputy, ...(dossier?.involvements ?? []).filter((one) => one.role === 'team')]
  const others = (dossier?.involvements ?? []).filter((one) => one.role !== 'team')
  const known = (level === 1 ? core : [...core, ...others]).map((one) =>
    one && 'involvementId' in one ? (one.name ?? one.organisationName) : one?.name,
  )
  const names = [...new Set(known.filter((name) => name !== null && name !== undefined))]
  return names.length === 0 ? (level === 1 ? readers.team : readers.involved) : someOf(text, names)
}

/** What may be chosen for an entry: the own note, and everything between the writer's reach and the ceiling. */
export const audienceOptions = (text: Text, from: number, ceiling: number, dossier?: DossierShown, ownNote = true) =>
  text.audiences
    .map((_, level) => level)
    .filter((level) => (level === 0 ? ownNote : level >= from && level <= ceiling))
    .map((level) => ({ ...audienceOf(text, level), readers: readersOf(text, level, dossier) }))
