// What stands in the calendar, and what the digest counts, beside open items: other rooms add their own, once.

/**
 * A source of moments. `select`: SQL that is run as the reader, so it finds what row-level security lets them see, with the
 * columns id (text), day (date), at (timestamptz), until (timestamptz), title (text), href (text: '/…'); day or at.
 */
export interface MomentSource {
  readonly kind: string
  readonly select: string
  /** What stands in a calendar that shows no titles: 'Vergadering'. */
  readonly word: (locale: 'nl' | 'en') => string
}

/** A line of the digest. `count`: SQL for one number, run as the reader; $1 is the moment of their last digest. */
export interface DigestLine {
  readonly count: string
  /** A sentence with a number and without a title or name; a mail is a postcard. */
  readonly say: (count: number, locale: 'nl' | 'en') => string
  readonly href: string
}

const sources = new Map<string, MomentSource>()
const lines = new Map<string, DigestLine>()

/** For the room that brings moments: call it once, where the house is wired. */
export const registerMoments = (source: MomentSource): void => {
  sources.set(source.kind, source)
}
export const momentSources = (): readonly MomentSource[] => [...sources.values()]

/** For the room that has something that waits on somebody and is no open item: call it once, where the house is wired. */
export const registerDigestLine = (name: string, line: DigestLine): void => {
  lines.set(name, line)
}
export const digestLines = (): ReadonlyMap<string, DigestLine> => lines
