// Words are taken out of what others made, and nothing in it can hold up the server or be believed about its own size.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { pdf } from '../testing/pdf.ts'
import { readWords } from './reading.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const ODT = 'application/vnd.oasis.opendocument.text'
const read = (bytes: Uint8Array | string, type: string, limits = {}) => {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes)
  return readWords({ size: content.length, type, open: async () => Readable.from([content]) }, limits)
}
const office = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))

test('the words of a PDF are read page by page', async () => {
  const { text, fault } = await read(
    pdf('De dijkversterking begint in mei.', 'Bladzijde twee gaat over de kade.'),
    'application/pdf',
  )
  assert.equal(fault, null)
  const [first, second] = text.split('\f')
  assert.match(first!, /dijkversterking/)
  assert.match(second!, /kade/)
})

test('the words of a Word document are read, without what was struck out, and with its footnotes', async () => {
  const document = `<?xml version="1.0"?><w:document><w:body><w:p><w:r><w:t>Caf&#233; &amp; terras</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve"> aan zee</w:t></w:r></w:p>
    <w:p><w:del w:id="1"><w:r><w:delText>doorgehaald</w:delText></w:r></w:del><w:r><w:t>blijft staan</w:t></w:r></w:p></w:body></w:document>`
  const { text, fault } = await read(
    office({
      'word/document.xml': document,
      'word/footnotes.xml': '<w:p><w:t>voetnoot</w:t></w:p>',
      'word/styles.xml': 'opmaak',
    }),
    DOCX,
  )
  assert.equal(fault, null)
  assert.match(text, /Café & terras aan zee/)
  assert.match(text, /blijft staan/)
  assert.match(text, /voetnoot/)
  assert.doesNotMatch(text, /doorgehaald|opmaak/)
})

test('the words of an OpenDocument are read, without what was struck out', async () => {
  const content = `<office:document-content><office:automatic-styles><style:x/>opmaak</office:automatic-styles><office:body><office:text>
    <text:tracked-changes><text:p>doorgehaald</text:p></text:tracked-changes><text:h>Omgevingsvisie</text:h><text:p>De haven<text:s/>blijft open.</text:p></office:text></office:body></office:document-content>`
  const { text } = await read(office({ mimetype: ODT, 'content.xml': content }), ODT)
  assert.equal(text, 'Omgevingsvisie\nDe haven blijft open.')
})

test('a plain text is read, and of a very long one the beginning', async () => {
  assert.deepEqual(await read('Zomaar een tekst.\u0000', 'text/plain'), { text: 'Zomaar een tekst.', fault: null })
  assert.equal((await read('woord '.repeat(1_000), 'text/plain', { most: 60 })).text.length, 59)
})

test('a small file that unpacks to very much is left alone, whatever it says of its size', async () => {
  const huge = strToU8(`<w:t>${' '.repeat(60_000_000)}bom</w:t>`)
  const bomb = zipSync({ 'word/document.xml': [huge, { level: 9 }] })
  assert.ok(bomb.length < 100_000)
  assert.deepEqual(await read(bomb, DOCX), { text: '', fault: null })
  // The same with a lie: the table of contents says one kilobyte.
  const lying = Buffer.from(bomb)
  lying.writeUInt32LE(1_000, lying.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24)
  const { text } = await read(lying, DOCX, { memory: 64 })
  assert.doesNotMatch(text, /bom/)
})

test('a file that takes too long, is too large or is damaged harms nothing but itself', async () => {
  const pages = Array.from({ length: 400 }, (_, i) => `Bladzijde ${i}`)
  const begun = Date.now()
  const late = await read(pdf(...pages), 'application/pdf', { milliseconds: 40 })
  assert.equal(late.fault, 'tooLong')
  assert.ok(Date.now() - begun < 3_000)
  assert.equal((await read('x'.repeat(100), 'text/plain', { largest: 50 })).fault, 'tooLarge')
  assert.equal((await read('%PDF-1.4 en dan niets meer', 'application/pdf')).fault, 'damaged')
  assert.equal((await read('geen zip', DOCX)).fault, 'damaged')
})

test('while a file is read, the server goes on', async () => {
  const reading = read(pdf(...Array.from({ length: 300 }, (_, i) => `Bladzijde ${i}`)), 'application/pdf')
  let longest = 0
  let last = performance.now()
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  await reading
  clearInterval(watch)
  // Five milliseconds is what was asked; the machine itself may be busy.
  assert.ok(longest < 500, `nothing else happened for ${longest} ms`)
})
