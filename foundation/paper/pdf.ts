// Makes a PDF of a paper that a screen reader can read: tagged, with its language and title (PDF/UA-1).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { themeNow } from '../words/speaking.ts'
import { lettersOf } from './fonts.ts'
import {
  type Block,
  clean,
  dayInWords,
  type Paper,
  type Run,
  runsOf,
  safeLink,
  type Words,
  widthsOf,
  withWholeSteps,
} from './paper.ts'

const here = import.meta.dirname
const template = readFileSync(join(here, 'paper.typ'), 'utf8')
const pageOf = { nl: 'Bladzijde {n} van {of}', en: 'Page {n} of {of}' }

interface Press {
  readonly compiler: NodeCompiler
  readonly has: (letter: string) => boolean
}
let press: Press | undefined
/** Made at the first paper: most processes print none. */
const openPress = (): Press => {
  const fonts = ['Regular', 'Italic', 'SemiBold'].map((cut) => readFileSync(join(here, 'fonts', `NotoSans-${cut}.ttf`)))
  const letters = lettersOf(fonts[0]!)
  return {
    compiler: NodeCompiler.create({ workspace: here, fontArgs: [{ fontBlobs: fonts }] }),
    has: (letter) => letters.has(letter.codePointAt(0)!) || SIGNS.includes(letter),
  }
}

/** Signs that Noto Sans lacks and a font of the compiler has. */
export const SIGNS = '→←↑↓↔⇒≥≤≠≈√∞∑∫∂■□●○▲▼▶◀◆★☆♥✓✗☐☑⚠'

/**
 * PDF/UA allows no sign without a shape. What no font here can draw stands there by its number, `[U+4F60]`, so that
 * nothing of what somebody wrote is silently gone; what has no shape of its own (a joiner, a colour of an emoji) is left out.
 */
const drawable = (text: string, { has }: Press): string =>
  [...clean(text)]
    .map((letter) => {
      if (/[^\u00ad\P{Default_Ignorable_Code_Point}]/u.test(letter)) return ''
      if (letter === '\n' || has(letter)) return letter
      return `[U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
    })
    .join('')

const forTypst = (words: Words, the: Press): object[] =>
  runsOf(words).map((run: Run) => ({
    text: drawable(run.text, the),
    ...(run.bold && { bold: true }),
    ...(run.italic && { italic: true }),
    ...(safeLink(run.link) && { link: safeLink(run.link) }),
    ...(run.note && { note: forTypst(run.note, the) }),
  }))

const blockFor = (block: Block, the: Press): object => {
  switch (block.kind) {
    case 'heading':
      return { ...block, text: drawable(block.text, the) }
    case 'paragraph':
      return { kind: block.kind, runs: forTypst(block.runs, the) }
    case 'list':
      return {
        kind: block.kind,
        ordered: block.ordered ?? false,
        items: block.items.map((item) => forTypst(item, the)),
      }
    case 'facts':
      return {
        kind: block.kind,
        rows: block.rows.map(([label, value]) => [drawable(label, the), forTypst(value, the)]),
      }
    case 'table':
      return {
        kind: block.kind,
        head: block.head.map((cell) => drawable(cell, the)),
        rows: block.rows.map((row) => block.head.map((_, column) => forTypst(row[column] ?? '', the))),
        widths: widthsOf(block),
        figures: block.figures ?? [],
        ...(block.caption && { caption: drawable(block.caption, the) }),
      }
  }
}

/** The PDF of a paper. The same paper gives the same bytes. Throws when it cannot be set: that is a bug, not an input. */
export const pdfOf = async (paper: Paper): Promise<Buffer> => {
  press ??= openPress()
  const the = press
  const [year, month, day] = paper.date.split('-').map(Number)
  const head = themeNow()
  const data = {
    title: drawable(paper.title, the).trim() || '–',
    language: paper.language,
    organisation: drawable(paper.organisation, the),
    year,
    month,
    day,
    dayInWords: dayInWords(paper),
    page: pageOf[paper.language],
    signs: SIGNS,
    // The letterhead of who sends it.
    logo: head?.logo ? [...head.logo.png] : null,
    logoAlt: head?.logo ? drawable(head.logo.alt, the) : null,
    colour: head?.colour ?? null,
    blocks: withWholeSteps(paper.blocks).map((block) => blockFor(block, the)),
  }
  const made = the.compiler.compile({ mainFileContent: template, inputs: { paper: JSON.stringify(data) } })
  const fault = made.takeError()
  if (fault || !made.result)
    throw new Error(`a paper could not be set: ${JSON.stringify(fault && the.compiler.fetchDiagnostics(fault))}`)
  const pdf = the.compiler.pdf(made.result, { pdfStandard: 'ua-1' })
  // Otherwise every paper ever made stays in memory.
  the.compiler.evictCache(10)
  return pdf
}
