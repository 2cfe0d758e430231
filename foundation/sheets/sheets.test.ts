// A sheet is read as spreadsheets in the Netherlands write it, and what we write runs in none of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldedHeading, readDay, readSheet, type Sheet } from './reading.ts'
import { harmless, writeSheet } from './writing.ts'

const most = { rows: 10, columns: 5 }
const read = (text: string | Uint8Array) =>
  readSheet(typeof text === 'string' ? new TextEncoder().encode(text) : text, most)
const cells = (text: string | Uint8Array) => (read(text) as Sheet).rows.map((row) => [...row.cells])

test('semicolon, comma and tab, with and without BOM, with any line end', () => {
  for (const text of ['naam;e-mail\r\nJo;jo@x.nl\r\n', '\ufeffnaam,e-mail\nJo,jo@x.nl', 'naam\te-mail\rJo\tjo@x.nl\r'])
    assert.deepEqual(read(text), { headings: ['naam', 'e-mail'], rows: [{ number: 2, cells: ['Jo', 'jo@x.nl'] }] })
})

test('Windows-1252 keeps its accents and its euro', () => {
  const bytes = Uint8Array.from([...Buffer.from('naam;kost\nJos\xe9;\x80 5\n', 'latin1')])
  assert.deepEqual(cells(bytes), [['José', '€ 5']])
})

test('line breaks and delimiters inside quotes are no new row, and rows keep the number of the spreadsheet', () => {
  const sheet = read('titel;reden\r\n"Zon; op ""de"" dijk";"regel een\nregel twee"\r\n\r\n;\r\nHaven;x\r\n') as Sheet
  assert.deepEqual(sheet.rows, [
    { number: 2, cells: ['Zon; op "de" dijk', 'regel een\nregel twee'] },
    { number: 5, cells: ['Haven', 'x'] },
  ])
})

test('the line sep= of Excel is no row of headings', () => {
  assert.deepEqual(read('sep=;\r\na;b\r\n1;2\r\n'), { headings: ['a', 'b'], rows: [{ number: 3, cells: ['1', '2'] }] })
})

test('what cannot be read says why', () => {
  assert.deepEqual(read(''), { fault: 'empty' })
  assert.deepEqual(read('naam;e-mail\n'), { fault: 'noRows', headings: ['naam', 'e-mail'] })
  assert.deepEqual(read(`naam\n${'x\n'.repeat(11)}`), { fault: 'tooManyRows' })
  assert.deepEqual(read('a;b;c;d;e;f\n1;2;3;4;5;6'), { fault: 'tooManyColumns' })
  assert.deepEqual(read('a\0b'), { fault: 'notText' })
  assert.equal((read('a;b\n"open;2\n3;4') as { fault: string }).fault, 'brokenQuotes')
})

test('ten megabytes of nothing are refused before anything is made of them', () => {
  const heap = process.memoryUsage().heapUsed
  for (const [text, fault] of [
    [`titel;reden\n${'\n'.repeat(9_000_000)}a;b\n`, 'tooManyRows'],
    [`titel;reden\r${'\r'.repeat(9_000_000)}a;b\r`, 'tooManyRows'],
    [`titel;reden\n${';'.repeat(9_000_000)}\n`, 'tooManyColumns'],
    [`titel;reden\n${'""\n'.repeat(400_000)}`, 'noRows'],
  ] as const)
    assert.equal((read(text) as { fault: string }).fault, fault)
  assert.ok(process.memoryUsage().heapUsed - heap < 200_000_000)
  const blank = read(`titel;reden\n${'\n'.repeat(1000)}a;b\n`) as Sheet
  assert.deepEqual(blank.rows, [{ number: 1002, cells: ['a', 'b'] }])
})

test('headings are the same with capitals, accents and marks', () => {
  assert.equal(foldedHeading('E-mail adres*'), foldedHeading('e mailadres'))
  assert.equal(foldedHeading('Functie (één)'), 'functieeen')
})

test('days are Dutch or ISO, exist, and say their century', () => {
  assert.equal(readDay('31-12-2026'), '2026-12-31')
  assert.equal(readDay('1/2/2026'), '2026-02-01')
  assert.equal(readDay('2026-12-31'), '2026-12-31')
  assert.equal(readDay('2026-12-31 00:00:00'), '2026-12-31')
  assert.equal(readDay('30-02-2026'), null)
  assert.equal(readDay('12-31-2026'), null)
  assert.equal(readDay('morgen'), null)
  assert.equal(readDay('31-12-26'), 'twoDigits')
})

test('a formula is text in what we write, and comes back as it was', () => {
  for (const cell of ['=1+1', '+31', '-2', '@SUM(A1)', ' =1', '\t=1']) assert.equal(harmless(cell)[0], "'")
  assert.equal(harmless('a=b'), 'a=b')
  const written = writeSheet([['naam'], ['=HYPERLINK("x")'], ['-5'], ["'t Hof"], ["'=1"], ["''+1"], ['＝1']])
  assert.match(written, /^\ufeffnaam\r\n/)
  assert.doesNotMatch(written, /^"?=/m)
  assert.deepEqual(cells(written), [['=HYPERLINK("x")'], ['-5'], ["'t Hof"], ["'=1"], ["''+1"], ['＝1']])
})
