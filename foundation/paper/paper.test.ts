// A letter of Wierdijk as PDF and as ODT: for who looks, for who listens, and whatever somebody typed.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { kindOf } from '../files/kinds.ts'
import { odtOf } from './odt.ts'
import type { Block, Paper } from './paper.ts'
import { pdfOf, SIGNS } from './pdf.ts'

const letter = (blocks: readonly Block[], more: Partial<Paper> = {}): Paper => ({
  title: 'Havenkwartier: de bodem',
  language: 'nl',
  organisation: 'Gemeente Wierdijk',
  date: '2026-04-21',
  blocks,
  ...more,
})
const whole = letter([
  { kind: 'facts', rows: [['Aan', 'de gemeenteraad']] },
  {
    kind: 'paragraph',
    runs: [
      {
        text: 'Uit veertien boringen blijkt meer vervuiling.',
        note: [{ text: 'Journaalregel', link: 'https://schakel.example/a?b=1&c=2' }],
      },
      { text: ' Wij sluiten niets uit.', bold: true },
    ],
  },
  { kind: 'heading', level: 1, text: 'Geld' },
  { kind: 'heading', level: 3, text: 'Tot nu toe' },
  { kind: 'list', items: ['eerst het onderzoek', [{ text: 'dan het gesprek', italic: true }]] },
  {
    kind: 'table',
    caption: 'Kosten',
    head: ['Post', 'Bedrag'],
    figures: [1],
    rows: [
      ['Boringen', '€ 41.200'],
      ['Geluid', '€ 9.000'],
    ],
  },
  { kind: 'list', ordered: true, items: ['één', 'twee'] },
])

const textOf = async (pdf: Buffer): Promise<string> =>
  (await extractText(new Uint8Array(pdf), { mergePages: true })).text.replace(/\s+/g, ' ')

/** The objects of a PDF that stand in compressed streams, beside the ones that do not. */
const insideOf = (pdf: Buffer): string => {
  const raw = pdf.toString('latin1')
  const parts = [raw]
  for (const { index } of raw.matchAll(/stream\r?\n/g)) {
    try {
      parts.push(inflateSync(pdf.subarray(index + (raw[index + 6] === '\r' ? 8 : 7))).toString('latin1'))
    } catch {
      // A picture or a font: no words of ours.
    }
  }
  return parts.join('\n')
}

test('the PDF is tagged, says its language and title, and claims PDF/UA-1', async () => {
  const pdf = await pdfOf(whole)
  const inside = insideOf(pdf)
  assert.match(inside, /\/StructTreeRoot/)
  assert.match(inside, /\/MarkInfo\s*<<[^>]*\/Marked true/)
  assert.match(inside, /\/Lang\s*\(nl/)
  assert.match(inside, /pdfuaid:part>1</)
  assert.match(inside, /\/DisplayDocTitle true/)
  for (const tag of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Table', 'THead', 'TH', 'TD', 'Note', 'Link'])
    assert.match(inside, new RegExp(`/S\\s*/${tag}\\b`), tag)
  const { info } = (await (await getDocumentProxy(new Uint8Array(pdf))).getMetadata()) as unknown as {
    info: { Title: string }
  }
  assert.equal(info.Title, 'Havenkwartier: de bodem')
})

test('an English paper says that it is English', async () => {
  const pdf = await pdfOf({ ...whole, language: 'en' })
  assert.match(insideOf(pdf), /\/Lang\s*\(en/)
  const text = await textOf(pdf)
  assert.match(text, /21 April 2026/)
  assert.match(text, /Page 1 of 1/)
})

test('who listens hears the letter in the order in which it was written', async () => {
  const text = await textOf(await pdfOf(whole))
  const order = [
    'Gemeente Wierdijk',
    '21 april 2026',
    'Havenkwartier: de bodem',
    'Aan: de gemeenteraad',
    'veertien boringen',
    'Wij sluiten niets uit',
    'Geld',
    'Tot nu toe',
    'eerst het onderzoek',
    'dan het gesprek',
    'Kosten',
    'Post',
    'Bedrag',
    'Boringen',
    '€ 41.200',
    'Geluid',
    'twee',
  ]
  const places = order.map((words) => text.indexOf(words))
  assert.ok(!places.includes(-1), `${order[places.indexOf(-1)]} is not in: ${text}`)
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
})

test('a link in the letter can be followed, and an address that would run something cannot', async () => {
  const bad = letter([
    {
      kind: 'paragraph',
      runs: [
        { text: 'hier', link: 'javascript:alert(1)' },
        { text: 'daar', link: 'https://a.example/x' },
      ],
    },
  ])
  const pdf = insideOf(await pdfOf(bad))
  assert.match(pdf, /https:\/\/a\.example\/x/)
  assert.doesNotMatch(pdf, /javascript:/i)
  const odt = partsOf(await odtOf(bad))['content.xml']!
  assert.match(odt, /xlink:href="https:\/\/a\.example\/x"/)
  assert.doesNotMatch(odt, /javascript:/i)
})

test('what looks like the language of the typesetter stays the words that somebody typed', async () => {
  const typed = '#panic("weg") *ster* _streep_ $x^2$ #import "/etc/passwd" <a> @b `c` \\ // niets /* niets */ = kop'
  const paper = letter(
    [
      { kind: 'paragraph', runs: typed },
      { kind: 'heading', level: 1, text: typed },
      { kind: 'list', items: [typed] },
      { kind: 'table', head: [typed], rows: [[typed]], caption: typed },
      { kind: 'facts', rows: [[typed, typed]] },
    ],
    { title: typed, organisation: typed },
  )
  const text = await textOf(await pdfOf(paper))
  assert.ok(text.split('#panic("weg") *ster* _streep_ $x^2$').length >= 8, text)
  const odt = strippedOf(partsOf(await odtOf(paper))['content.xml']!)
  assert.ok(odt.split(typed).length >= 8, odt)
})

test('names are spelled as their owners spell them, and what no font has stands there by its number', async () => {
  const text = await textOf(
    await pdfOf(letter([{ kind: 'paragraph', runs: `Yıldız, Ćirić, Şahin, Ελλάδα, Москва, ${SIGNS} 你 😀` }])),
  )
  for (const name of ['Yıldız', 'Ćirić', 'Şahin', 'Ελλάδα', 'Москва', SIGNS, '[U+4F60] [U+1F600]'])
    assert.ok(text.includes(name), `${name} in ${text}`)
})

test('whatever somebody types, there is a PDF and an ODT with well-formed parts', async () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
  )
  await fc.assert(
    fc.asyncProperty(anything, anything, async (a, b) => {
      const paper = letter(
        [
          {
            kind: 'paragraph',
            runs: [
              { text: a, bold: true, note: [{ text: b }] },
              { text: b, link: a },
            ],
          },
          { kind: 'heading', level: 2, text: b },
          { kind: 'table', head: [a, b], rows: [[b], [a, [{ text: a }], b]] },
          { kind: 'list', items: [a, b] },
        ],
        { title: `x${a}` },
      )
      assert.ok((await pdfOf(paper)).length > 1000)
      for (const xml of Object.values(partsOf(await odtOf(paper)))) mustBeWellFormed(xml)
    }),
    { numRuns: 60 },
  )
})

test('an empty list or table and a paper without blocks are papers too', async () => {
  const paper = letter([
    { kind: 'list', items: [] },
    { kind: 'table', head: ['A'], rows: [] },
    { kind: 'facts', rows: [] },
    { kind: 'paragraph', runs: [] },
  ])
  assert.ok((await textOf(await pdfOf(paper))).includes('Havenkwartier'))
  mustBeWellFormed(partsOf(await odtOf(letter([])))['content.xml']!)
})

test('the same paper is the same bytes', async () => {
  assert.ok((await pdfOf(whole)).equals(await pdfOf(whole)))
  assert.ok((await odtOf(whole)).equals(await odtOf(whole)))
})

test('the ODT says what it is in its first bytes, and has what the standard asks', async () => {
  const odt = await odtOf(whole)
  // ODF 1.3 part 2, 3.3: the first file is mimetype, stored, without extra field, so that its bytes stand at 38.
  assert.equal(odt.readUInt32LE(0), 0x04034b50)
  assert.equal(odt.readUInt16LE(8), 0)
  assert.equal(odt.readUInt16LE(28), 0)
  assert.equal(odt.toString('latin1', 30, 77), 'mimetypeapplication/vnd.oasis.opendocument.text')
  const parts = partsOf(odt)
  assert.deepEqual(Object.keys(parts), ['META-INF/manifest.xml', 'content.xml', 'styles.xml', 'meta.xml'])
  for (const xml of Object.values(parts)) mustBeWellFormed(xml)
  const content = parts['content.xml']!
  assert.match(content, /<table:table-header-rows><table:table-row>.*Bedrag.*<\/table:table-header-rows>/)
  assert.deepEqual(
    [...content.matchAll(/text:outline-level="(\d)"/g)].map(([, level]) => level),
    ['1', '2', '3'],
  )
  assert.match(content, /<text:list text:style-name="Bullets"><text:list-item>/)
  assert.match(content, /<text:note text:id="note1" text:note-class="footnote">/)
  assert.match(parts['styles.xml']!, /fo:language="nl" fo:country="NL"/)
  assert.match(parts['meta.xml']!, /<dc:title>Havenkwartier: de bodem<\/dc:title>.*<dc:language>nl-NL</)
  // Every style that the text names is there.
  const named = new Set([...content.matchAll(/(?:text|table):style-name="([^"]+)"/g)].map(([, name]) => name))
  const known = new Set(
    [...`${content}${parts['styles.xml']}`.matchAll(/ style:name="([^"]+)"/g)].map(([, name]) => name),
  )
  assert.deepEqual(
    [...named].filter((name) => !known.has(name)),
    [],
  )
})

test('the house knows both for what they are when somebody adds them to a dossier', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-paper-'))
  try {
    for (const [kind, bytes] of [
      ['odt', await odtOf(whole)],
      ['pdf', await pdfOf(whole)],
    ] as const) {
      const path = join(folder, `brief.${kind}`)
      writeFileSync(path, bytes)
      assert.equal(await kindOf(path, bytes.length, `brief.${kind}`), kind)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const partsOf = (odt: Buffer): Record<string, string> => {
  const { mimetype, ...parts } = unzipSync(new Uint8Array(odt))
  assert.equal(strFromU8(mimetype!), 'application/vnd.oasis.opendocument.text')
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]))
}
const strippedOf = (xml: string) =>
  xml
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

/** Tags are closed in order, attributes quoted, no stray & or <, and only characters that XML has (XML 1.0, 2.2). */
const mustBeWellFormed = (xml: string): void => {
  const rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  assert.notEqual(rest, xml)
  const open: string[] = []
  let at = 0
  const token = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|[^<]+/gy
  for (let match = token.exec(rest); match; match = token.exec(rest)) {
    const [all, closing, name, attributes, single] = match
    at = token.lastIndex
    assert.doesNotMatch(name ? attributes! : all, /&(?!(amp|lt|gt|quot);)/)
    if (closing) assert.equal(open.pop(), name)
    else if (name && !single) open.push(name)
  }
  assert.equal(at, rest.length, rest.slice(at, at + 80))
  assert.deepEqual(open, [])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
  assert.doesNotMatch(rest, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  assert.ok(rest.isWellFormed())
}
