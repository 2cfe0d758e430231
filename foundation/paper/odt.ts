// Makes an OpenDocument text (ODF 1.3) of a paper, for who wants to work on with it: real headings, lists and table headers.

import { strToU8, type Zippable, zipSync } from 'fflate'
import { themeNow } from '../words/speaking.ts'
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

const MIME = 'application/vnd.oasis.opendocument.text'
const SPACES = [
  'office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"',
  'text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
  'table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"',
  'xlink="http://www.w3.org/1999/xlink"',
  'dc="http://purl.org/dc/elements/1.1/"',
]
  .map((space) => `xmlns:${space}`)
  .join(' ')

const wrapped = (root: string, inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<office:${root} ${SPACES} office:version="1.3">${inside}</office:${root}>`

const escaped = (text: string): string =>
  clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** XML folds white space; ODF has an element for each space after the first and for a line break. */
const spaced = (text: string): string =>
  escaped(text)
    .replace(/ {2,}|^ | $/gm, (gap) => `<text:s text:c="${gap.length}"/>`)
    .replaceAll('\n', '<text:line-break/>')

interface Counting {
  notes: number
  tables: number
}

const runXml = (run: Run, counting: Counting): string => {
  const style = run.bold && run.italic ? 'BoldItalic' : run.bold ? 'Bold' : run.italic ? 'Italic' : ''
  const words = style ? `<text:span text:style-name="${style}">${spaced(run.text)}</text:span>` : spaced(run.text)
  const link = safeLink(run.link)
  return `${link ? `<text:a xlink:type="simple" xlink:href="${escaped(link)}" text:style-name="Internet_20_link">${words}</text:a>` : words}${run.note ? noteXml(run.note, counting) : ''}`
}

const noteXml = (words: Words, counting: Counting): string => {
  const number = ++counting.notes
  return `<text:note text:id="note${number}" text:note-class="footnote"><text:note-citation>${number}</text:note-citation><text:note-body>${paragraph('Footnote', words, counting)}</text:note-body></text:note>`
}

const runsXml = (words: Words, counting: Counting) =>
  runsOf(words)
    .map((run) => runXml(run, counting))
    .join('')
const paragraph = (style: string, words: Words, counting: Counting) =>
  `<text:p text:style-name="${style}">${runsXml(words, counting)}</text:p>`

const blockXml = (block: Block, counting: Counting): string => {
  switch (block.kind) {
    case 'heading':
      return `<text:h text:style-name="Heading_20_${block.level + 1}" text:outline-level="${block.level + 1}">${spaced(block.text)}</text:h>`
    case 'paragraph':
      return paragraph('Text_20_body', block.runs, counting)
    case 'list':
      return `<text:list text:style-name="${block.ordered ? 'Numbers' : 'Bullets'}">${block.items
        .map((item) => `<text:list-item>${paragraph('List_20_Contents', item, counting)}</text:list-item>`)
        .join('')}</text:list>`
    case 'facts':
      return block.rows
        .map(([label, value]) => paragraph('Fact', [{ text: `${label}: `, bold: true }, ...runsOf(value)], counting))
        .join('')
    case 'table':
      return tableXml(block, counting)
  }
}

const tableXml = (block: Extract<Block, { kind: 'table' }>, counting: Counting): string => {
  const number = ++counting.tables
  const cell = (words: Words, column: number, head: boolean) => {
    const style = `${head ? 'Table_20_Heading' : 'Table_20_Contents'}${block.figures?.includes(column) ? '_20_Figure' : ''}`
    return `<table:table-cell office:value-type="string" table:style-name="${head ? 'HeadCell' : 'Cell'}">${paragraph(style, words, counting)}</table:table-cell>`
  }
  const row = (cells: readonly Words[], head: boolean) =>
    `<table:table-row>${block.head.map((_, column) => cell(cells[column] ?? '', column, head)).join('')}</table:table-row>`
  const caption = block.caption ? paragraph('Table', block.caption, counting) : ''
  const columns = block.head
    .map((_, column) => `<table:table-column table:style-name="table${number}.${column + 1}"/>`)
    .join('')
  return `${caption}<table:table table:name="table${number}" table:style-name="Table">${columns}<table:table-header-rows>${row(block.head, true)}</table:table-header-rows>${block.rows.map((cells) => row(cells, false)).join('')}</table:table>`
}

const text = (more: string) => `<style:text-properties ${more}/>`
const space = (more: string) => `<style:paragraph-properties ${more}/>`
const paragraphStyle = (name: string, parent: string, inside: string) =>
  `<style:style style:name="${name}" style:display-name="${name.replaceAll('_20_', ' ')}" style:family="paragraph"${parent ? ` style:parent-style-name="${parent}"` : ''}>${inside}</style:style>`
const characterStyle = (name: string, inside: string) =>
  `<style:style style:name="${name}" style:display-name="${name.replaceAll('_20_', ' ')}" style:family="text">${inside}</style:style>`

const FONTS = `<office:font-face-decls><style:font-face style:name="Noto Sans" svg:font-family="'Noto Sans', Arial, sans-serif" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>`
const BOLD = 'fo:font-weight="bold" style:font-weight-asian="bold"'
const ITALIC = 'fo:font-style="italic"'

const headings = [18, 13, 11, 10.5]
  .map((size, i) =>
    paragraphStyle(
      `Heading_20_${i + 1}`,
      'Standard',
      space(`fo:margin-top="${i ? '0.55cm' : '0cm'}" fo:margin-bottom="0.25cm" fo:keep-with-next="always"`) +
        text(`fo:font-size="${size}pt" ${BOLD}`),
    ).replace('style:family="paragraph"', `style:family="paragraph" style:default-outline-level="${i + 1}"`),
  )
  .join('')

const listStyle = (name: string, level: (n: number) => string) =>
  `<text:list-style style:name="${name}">${level(1)}</text:list-style>`
const place = `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="0.7cm" fo:text-indent="-0.7cm" fo:margin-left="0.7cm"/></style:list-level-properties>`

const stylesXml = (paper: Paper): string => {
  const [language, country] = paper.language === 'nl' ? ['nl', 'NL'] : ['en', 'GB']
  const page = { nl: ['Bladzijde ', ' van '], en: ['Page ', ' of '] }[paper.language]
  return wrapped(
    'document-styles',
    `${FONTS}<office:styles>` +
      `<style:default-style style:family="paragraph">${space('fo:margin-bottom="0.3cm" fo:line-height="135%" fo:orphans="2" fo:widows="2"')}${text(
        `style:font-name="Noto Sans" fo:font-size="10.5pt" fo:language="${language}" fo:country="${country}"`,
      )}</style:default-style>` +
      '<style:style style:name="Standard" style:family="paragraph"/>' +
      paragraphStyle('Text_20_body', 'Standard', '') +
      paragraphStyle(
        'Organisation',
        'Standard',
        space('fo:margin-bottom="0.1cm"') + text(`fo:font-size="12pt" ${BOLD}`),
      ) +
      paragraphStyle('Date', 'Standard', space('fo:margin-bottom="0.9cm"') + text('fo:color="#505050"')) +
      headings +
      paragraphStyle('List_20_Contents', 'Standard', space('fo:margin-bottom="0.15cm"')) +
      paragraphStyle('Fact', 'Standard', space('fo:margin-bottom="0.1cm"')) +
      paragraphStyle(
        'Table',
        'Standard',
        space('fo:margin-top="0.4cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"') + text(BOLD),
      ) +
      ['', '_20_Figure']
        .map(
          (figure) =>
            paragraphStyle(
              `Table_20_Contents${figure}`,
              'Standard',
              space(`fo:margin-bottom="0cm"${figure && ' fo:text-align="end"'}`) + text('fo:font-size="9.5pt"'),
            ) + paragraphStyle(`Table_20_Heading${figure}`, `Table_20_Contents${figure}`, text(BOLD)),
        )
        .join('') +
      paragraphStyle('Footnote', 'Standard', space('fo:margin-bottom="0.1cm"') + text('fo:font-size="8.5pt"')) +
      paragraphStyle(
        'Footer',
        'Standard',
        space('fo:text-align="end" fo:margin-bottom="0cm"') + text('fo:font-size="8.5pt" fo:color="#505050"'),
      ) +
      characterStyle('Bold', text(BOLD)) +
      characterStyle('Italic', text(ITALIC)) +
      characterStyle('BoldItalic', text(`${BOLD} ${ITALIC}`)) +
      characterStyle('Internet_20_link', text('style:text-underline-style="solid" style:text-underline-width="auto"')) +
      listStyle(
        'Bullets',
        (n) =>
          `<text:list-level-style-bullet text:level="${n}" text:bullet-char="•">${place}</text:list-level-style-bullet>`,
      ) +
      listStyle(
        'Numbers',
        (n) =>
          `<text:list-level-style-number text:level="${n}" style:num-suffix="." style:num-format="1">${place}</text:list-level-style-number>`,
      ) +
      '<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0"/>' +
      '</office:styles><office:automatic-styles>' +
      '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.4cm" fo:margin-bottom="1.8cm" fo:margin-left="2.6cm" fo:margin-right="2.4cm"/><style:footer-style><style:header-footer-properties fo:margin-top="0.6cm" fo:min-height="0.6cm"/></style:footer-style></style:page-layout>' +
      '</office:automatic-styles><office:master-styles>' +
      `<style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer">${page[0]}<text:page-number text:select-page="current">1</text:page-number>${page[1]}<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>` +
      '</office:master-styles>',
  )
}

/** How wide each column of each table is; a style per column is how ODF says it. */
const columnStyles = (blocks: readonly Block[]): string =>
  blocks
    .filter((block) => block.kind === 'table')
    .flatMap((block, i) =>
      widthsOf(block).map(
        (width, column) =>
          `<style:style style:name="table${i + 1}.${column + 1}" style:family="table-column"><style:table-column-properties style:rel-column-width="${Math.round(width * 100)}*"/></style:style>`,
      ),
    )
    .join('')

/** The logo of who sends it, with what who cannot see it hears. */
const letterhead = (): string => {
  const logo = themeNow()?.logo
  if (!logo) return ''
  const [high, wide] = [1.4, (1.4 * logo.width) / logo.height].map((size) => `${size.toFixed(2)}cm`)
  return `<text:p text:style-name="Organisation"><draw:frame draw:name="logo" text:anchor-type="as-char" svg:width="${wide}" svg:height="${high}"><draw:image xlink:href="${LOGO}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/><svg:title>${escaped(logo.alt)}</svg:title></draw:frame></text:p>`
}

const contentXml = (paper: Paper): string => {
  const counting: Counting = { notes: 0, tables: 0 }
  const line = 'solid #969696'
  return wrapped(
    'document-content',
    `${FONTS}<office:automatic-styles>` +
      '<style:style style:name="Table" style:family="table"><style:table-properties style:width="16cm" table:align="margins" fo:margin-bottom="0.5cm"/></style:style>' +
      `<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm" fo:border-bottom="0.5pt ${line}"/></style:style>` +
      `<style:style style:name="HeadCell" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm" fo:border-bottom="1pt solid #000000"/></style:style>` +
      columnStyles(paper.blocks) +
      '</office:automatic-styles><office:body><office:text>' +
      letterhead() +
      paragraph('Organisation', paper.organisation, counting) +
      paragraph('Date', dayInWords(paper), counting) +
      `<text:h text:style-name="Heading_20_1" text:outline-level="1">${spaced(paper.title)}</text:h>` +
      withWholeSteps(paper.blocks)
        .map((block) => blockXml(block, counting))
        .join('') +
      '</office:text></office:body>',
  )
}

const metaXml = (paper: Paper): string =>
  wrapped(
    'document-meta',
    `<office:meta><meta:generator>Schakel</meta:generator><dc:title>${escaped(paper.title)}</dc:title>` +
      `<dc:creator>${escaped(paper.organisation)}</dc:creator><dc:language>${paper.language === 'nl' ? 'nl-NL' : 'en-GB'}</dc:language>` +
      `<meta:creation-date>${paper.date}T00:00:00</meta:creation-date><dc:date>${paper.date}T00:00:00</dc:date></office:meta>`,
  )

const LOGO = 'Pictures/logo.png'
const manifestXml = (withLogo: boolean) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${[
  ['/', MIME],
  ...['content.xml', 'styles.xml', 'meta.xml'].map((name) => [name, 'text/xml']),
  ...(withLogo ? [[LOGO, 'image/png']] : []),
]
  .map(([path, type]) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`)
  .join('')}</manifest:manifest>`

/** The ODT of a paper. The same paper gives the same bytes. */
export const odtOf = async (paper: Paper): Promise<Buffer> => {
  // A zip knows no time zone and no time before 1980; the day of the paper is what the parts are from.
  const mtime = new Date(`${paper.date}T00:00:00`)
  const logo = themeNow()?.logo
  const files: Zippable = {
    // First and uncompressed: whoever opens the file recognises it by these bytes (ODF 1.3 part 2, 3.3).
    mimetype: [strToU8(MIME), { level: 0, mtime }],
    'META-INF/manifest.xml': [strToU8(manifestXml(Boolean(logo))), { mtime }],
    'content.xml': [strToU8(contentXml(paper)), { mtime }],
    'styles.xml': [strToU8(stylesXml(paper)), { mtime }],
    'meta.xml': [strToU8(metaXml(paper)), { mtime }],
    ...(logo ? { [LOGO]: [new Uint8Array(logo.png), { level: 0, mtime }] as const } : {}),
  }
  return Buffer.from(zipSync(files))
}
