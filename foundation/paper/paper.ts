// What goes out on paper: one shape for a letter, a hand-over or an agenda, from which a PDF and an ODT are made.

/** A piece of running text. A line break in it stays a line break. */
export interface Run {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  /** http(s) or mailto; any other address is left out and the words stay. */
  readonly link?: string
  /** A numbered note after these words, at the foot of the page. */
  readonly note?: readonly Run[]
}
/** Words without any make-up may be given as they are. */
export type Words = string | readonly Run[]

export type Block =
  /** Level 1 is the highest below the title of the paper. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: Words }
  | { readonly kind: 'list'; readonly ordered?: boolean; readonly items: readonly Words[] }
  | {
      readonly kind: 'table'
      readonly caption?: string
      /** A table without a header row says nothing to who listens, so there is always one. */
      readonly head: readonly string[]
      readonly rows: readonly (readonly Words[])[]
      /** Columns with figures stand at the end of their cell. */
      readonly figures?: readonly number[]
    }
  /** Label and value, one under the other. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: Words])[] }

export interface Paper {
  readonly title: string
  readonly language: 'nl' | 'en'
  readonly organisation: string
  /** The day on the letter, `2026-04-21`; also what the file itself says it is from, so the same paper is the same bytes. */
  readonly date: string
  readonly blocks: readonly Block[]
}

/** Only what a reader can safely follow from a file that somebody else sent. */
export const safeLink = (link: string | undefined): string | undefined =>
  link && /^(https?:\/\/|mailto:)[^\s<>"\\^`{|}]+$/i.test(link) ? link : undefined

/** One spelling of each letter; and without the control characters that neither XML nor a page has a place for. */
export const clean = (text: string): string =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('\t', '    ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '')

/** Whether anything of it can be seen or heard. */
const isSaid = (text: string): boolean => /[^\s\p{Default_Ignorable_Code_Point}]/u.test(clean(text))

export const runsOf = (words: Words): readonly Run[] => (typeof words === 'string' ? [{ text: words }] : words)

/**
 * The same blocks, with no empty heading and none more than one level below the one before it: who reads by ear walks
 * over the headings and must not miss a step.
 */
export const withWholeSteps = (blocks: readonly Block[]): readonly Block[] => {
  let before = 0
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind !== 'heading') return [block]
    if (!isSaid(block.text)) return []
    before = Math.min(block.level, before + 1)
    return [{ ...block, level: before as 1 | 2 | 3 }]
  })
}

/** «21 april 2026» */
export const dayInWords = (paper: Pick<Paper, 'date' | 'language'>): string =>
  new Date(`${paper.date}T12:00:00Z`).toLocaleDateString(paper.language === 'nl' ? 'nl-NL' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })

/** Each column gets room after what stands in it: never less than its longest word, so that no word is cut. */
export const widthsOf = (block: Extract<Block, { kind: 'table' }>): number[] =>
  block.head.map((head, column) => {
    const cells = [head, ...block.rows.map((row) => runsOf(row[column] ?? '').reduce((all, run) => all + run.text, ''))]
    const word = Math.max(...cells.flatMap((cell) => cell.split(/\s+/)).map((one) => one.length))
    return Math.max(6, Math.min(24, word) * 1.5, Math.min(50, Math.max(...cells.map((cell) => cell.length))))
  })
