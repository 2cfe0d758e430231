// Takes the words out of one file, in a thread of its own that is ended when it takes too much time or memory.
// What it reads was made by others: nothing in it is run, fetched or trusted, not even how large it says it is.
import { parentPort, workerData } from 'node:worker_threads'
import { unzipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'

const { bytes, type, most } = workerData as { bytes: Uint8Array; type: string; most: number }
/** Bytes of one part of an office file, unpacked. */
const LARGEST_PART = 40_000_000
const MOST_PAGES = 1_000

let left = most
/** Pages go out one by one: what was read before the time was over is kept. */
const give = (page: string): boolean => {
  const words = page
    // Characters that no text has, and that PostgreSQL or a page cannot show.
    .replace(/[[\p{Cc}\p{Cs}]--[\t\n]]/gv, ' ')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n\s*\n+/g, '\n')
    .slice(0, left)
    .toWellFormed()
  left -= words.length
  parentPort!.postMessage(words)
  return left > 0
}

const ofPdf = async () => {
  const pdf = await getDocumentProxy(bytes, { stopAtErrors: false, maxImageSize: 1 })
  for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    page.cleanup()
    // A word that was broken off at the end of a line.
    if (!give(words.replace(/(\p{Ll})-\n(\p{Ll})/gu, '$1$2'))) return
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decoded = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ' '
  })
const withoutTags = (xml: string) => decoded(xml.replace(/<[^>]*>/g, ''))

/** The parts of an office file with words in them, in order. An entry that claims too much is left where it is. */
const partsOf = (wanted: RegExp): string[] => {
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => wanted.test(name) && originalSize <= LARGEST_PART,
  })
  const byNumber = new Intl.Collator('en', { numeric: true }).compare
  return Object.keys(parts)
    .sort(byNumber)
    .map((name) => new TextDecoder().decode(parts[name]))
}

const ofWord = (xml: string) =>
  withoutTags(
    xml
      // What was struck out in tracked changes was struck out.
      .replace(/<w:del(?: [^>]*)?>.*?<\/w:del>/gs, '')
      .replace(/<w:(?:tab|br|cr)(?: [^>]*)?\/>/g, ' ')
      .replace(/<\/w:(?:p|tc)>/g, '\n'),
  )
const ofOpenDocument = (xml: string) =>
  withoutTags(
    xml
      .replace(/^.*?<office:body(?: [^>]*)?>/s, '')
      .replace(/<text:tracked-changes(?: [^>]*)?>.*?<\/text:tracked-changes>/gs, '')
      .replace(/<text:(?:tab|s|line-break)(?: [^>]*)?\/>/g, ' ')
      .replace(/<\/(?:text:p|text:h|table:table-cell)>/g, '\n'),
  )

const OPEN_XML = 'application/vnd.openxmlformats-officedocument.'
if (type === 'application/pdf') await ofPdf()
else if (type.startsWith('text/')) give(new TextDecoder().decode(bytes))
else if (type.startsWith('application/vnd.oasis.opendocument.'))
  for (const xml of partsOf(/^content\.xml$/)) give(ofOpenDocument(xml))
else if (type === `${OPEN_XML}wordprocessingml.document`)
  for (const xml of partsOf(/^word\/(document|footnotes|endnotes)\.xml$/)) give(ofWord(xml))
else if (type === `${OPEN_XML}presentationml.presentation`)
  for (const xml of partsOf(/^ppt\/slides\/slide\d+\.xml$/)) give(withoutTags(xml.replace(/<\/a:p>/g, '\n')))
else if (type === `${OPEN_XML}spreadsheetml.sheet`)
  for (const xml of partsOf(/^xl\/sharedStrings\.xml$/)) give(withoutTags(xml.replace(/<\/si>/g, '\n')))
