// What comes in as a file, what it is then called, what is taken out of it, and what is refused.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import { NoSpace, Refusal } from '../errors.ts'
import { takeFile } from './check.ts'
import { diskStore } from './disk.ts'
import { ACCEPTED } from './kinds.ts'
import { cleanName } from './names.ts'
import { asFullOrSame } from './store.ts'
import { en } from './text.en.ts'
import { nl } from './text.nl.ts'

let folder: string
const MAXIMUM = 4_000_000

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schakel-files-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const store = () => diskStore(join(folder, 'files'))
const take = (bytes: Buffer | string, name: string) =>
  takeFile(store(), MAXIMUM).take(Readable.from([typeof bytes === 'string' ? Buffer.from(bytes) : bytes]), name)
const all = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const value of values) found.push(value)
  return found
}
const bytesOf = async (digest: string) => Buffer.concat(await (await store().open(digest)).toArray())
const refusedWith = (code: string, status?: number) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  if (status) assert.equal(error.status, status)
  assert.ok(code in nl && code in en)
  return true
}
const drafts = async () => (await readdir(join(folder, 'files/.drafts'))).length

interface Entry {
  name: string
  text?: string | Buffer
  flags?: number
  stored?: boolean
  /** What the table of contents claims. */
  claims?: number
}
/** A zip as any office program writes it. */
const zip = (entries: Entry[]): Buffer => {
  const parts: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const { name, text = '', flags = 0, stored = false, claims } of entries) {
    const content = Buffer.from(text as string)
    const packed = stored ? content : deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(flags, 6)
    head.writeUInt16LE(stored ? 0 : 8, 8)
    head.writeUInt32LE(crc32(content), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(content.length, 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const line = Buffer.alloc(46)
    line.writeUInt32LE(0x02014b50, 0)
    head.copy(line, 6, 4, 30)
    line.writeUInt32LE(claims ?? content.length, 24)
    line.writeUInt32LE(at, 42)
    table.push(line, Buffer.from(name))
    parts.push(head, Buffer.from(name), packed)
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const directory = Buffer.concat(table)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, directory, end])
}
const types = (main: string) => ({
  name: '[Content_Types].xml',
  text: `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-${main}"/></Types>`,
})
const DOCX = 'officedocument.wordprocessingml.document.main+xml'
const docx = (...more: Entry[]) => zip([types(DOCX), { name: 'word/document.xml', text: '<w:document/>' }, ...more])
const odt = (...more: Entry[]) =>
  zip([
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text', stored: true },
    { name: 'META-INF/manifest.xml', text: '<manifest:manifest/>' },
    ...more,
  ])
const compound = (name: string): Buffer => {
  const bytes = Buffer.alloc(2048)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(0, 48)
  bytes.write('Root Entry', 512, 'utf16le')
  bytes.write(name, 640, 'utf16le')
  return bytes
}
const PDF = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'
const HOME = 'Dorpsstraat 12'

const photo = (format: 'jpeg' | 'png' | 'webp', orientation = 6) =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#154273' } })
    .withExif({ IFD0: { ImageDescription: HOME, Orientation: String(orientation) }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation })
    [format]()
    .toBuffer()

test('what is taken is known by its content, and named for it', async () => {
  const wanted: [string, Buffer | string, string, string][] = [
    ['besluit.pdf', PDF, 'application/pdf', 'besluit.pdf'],
    ['foto.pdf', await photo('png'), 'image/png', 'foto.pdf.png'],
    ['verslag', docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'verslag.docx'],
    [
      'cijfers.XLSX',
      zip([types('officedocument.spreadsheetml.sheet.main+xml')]),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'cijfers.xlsx',
    ],
    [
      'praat.pptx',
      zip([types('officedocument.presentationml.presentation.main+xml')]),
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'praat.pptx',
    ],
    ['brief.odt', odt(), 'application/vnd.oasis.opendocument.text', 'brief.odt'],
    ['notitie.txt', 'Beste Naïma, € 5 — tot morgen 👋', 'text/plain', 'notitie.txt'],
    ['lijst.csv', 'naam;aantal\r\nÉén;1\r\n', 'text/csv', 'lijst.csv'],
    // As Excel writes it in the Netherlands.
    ['excel.csv', Buffer.from('naam;Één', 'latin1'), 'text/csv', 'excel.csv'],
    ['lees.md', '# Kop\n\nTekst <b>vet</b>', 'text/markdown', 'lees.md'],
    ['brief.pdf', 'Dit is gewoon tekst.', 'text/plain', 'brief.pdf.txt'],
    ['bericht.eml', 'Received: from x\r\nSubject: hallo\r\n\r\nTekst', 'message/rfc822', 'bericht.eml'],
    ['bericht.msg', compound('__properties_version1.0'), 'application/vnd.ms-outlook', 'bericht.msg'],
    [
      'plaatje.gif',
      Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
      'image/gif',
      'plaatje.gif',
    ],
  ]
  for (const [name, bytes, type, called] of wanted) {
    const stored = await take(bytes, name)
    assert.deepEqual([stored.type, stored.name], [type, called])
    assert.equal((await bytesOf(stored.digest)).length, stored.size)
  }
  const plain = await take(PDF, 'a.pdf')
  assert.equal(plain.digest, createHash('sha256').update(PDF).digest('hex'))
  assert.match(ACCEPTED, /\.pdf,.*\.docx/)
})

test('what a computer would run is refused, whatever it is called', async () => {
  const refused: [string, Buffer | string][] = [
    ['pagina.html', '<p>hallo</p>'],
    ['pagina.txt', '\n<!-- x --> <!DOCTYPE html><script>alert(1)</script>'],
    ['plaatje.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['plaatje.svg', '<?xml version="1.0"?><svg/>'],
    ['script.js', 'alert(1)'],
    ['script.txt', '#!/bin/sh\nrm -rf /'],
    ['taak.bat', 'echo hallo'],
    ['start.txt', '@echo off\r\n'],
    ['programma.pdf', Buffer.concat([Buffer.from('MZ'), randomBytes(400)])],
    ['programma', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(400)])],
    ['archief.zip', zip([{ name: 'a.txt', text: 'a' }])],
    ['archief.docx', zip([{ name: 'a.txt', text: 'a' }])],
    ['boek.odt', zip([{ name: 'mimetype', text: 'application/epub+zip', stored: true }])],
    ['oud.doc', compound('WordDocument')],
    ['latin1.txt', Buffer.from('naam;Één', 'latin1')],
    ['ruis.csv', Buffer.from([65, 1, 66])],
    ['ruis.txt', Buffer.from([1, 2, 3, 0, 255])],
    ['dia.ppsx', zip([types('officedocument.presentationml.slideshow.main+xml')])],
  ]
  for (const [name, bytes] of refused)
    await assert.rejects(take(bytes, name), refusedWith('files.kindNotTaken', 415), name)
  assert.equal(await drafts(), 0)
})

test('office files with macros or a password are refused, and say why', async () => {
  const withMacros = [
    docx({ name: 'word/vbaProject.bin', text: 'x' }),
    docx({ name: 'xl/macrosheets/sheet1.xml', text: 'x' }),
    zip([types('officedocument.wordprocessingml.document.macroEnabled.main+xml')]),
    odt({ name: 'Basic/Standard/Module1.xml', text: 'x' }),
    odt({ name: 'Scripts/python/x.py', text: 'x' }),
  ]
  for (const bytes of withMacros) await assert.rejects(take(bytes, 'a.docx'), refusedWith('files.macros', 400))
  // LibreOffice writes the list of an empty library into files without a macro.
  await take(odt({ name: 'Basic/Standard/script-lb.xml', text: '<library:library/>' }), 'a.odt')
  const locked = [
    compound('EncryptedPackage'),
    docx({ name: 'word/x.xml', text: 'x', flags: 1 }),
    zip([
      { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text', stored: true },
      { name: 'META-INF/manifest.xml', text: '<manifest:encryption-data/>' },
    ]),
  ]
  for (const bytes of locked) await assert.rejects(take(bytes, 'a.docx'), refusedWith('files.locked', 400))
})

test('office files that unpack to far more than they are, or do not hold together, are refused', async () => {
  await assert.rejects(
    take(docx({ name: 'word/big.xml', text: 'x', claims: 2 ** 31 }), 'a.docx'),
    refusedWith('files.damaged'),
  )
  await assert.rejects(
    take(docx({ name: 'word/big.xml', text: Buffer.alloc(80_000_000) }), 'a.docx'),
    refusedWith('files.damaged'),
  )
  const whole = docx()
  await assert.rejects(take(whole.subarray(0, -30), 'a.docx'), refusedWith('files.damaged'))
  await assert.rejects(
    take(Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(3_000)]), 'a.docx'),
    refusedWith('files.damaged'),
  )
  const overlapping = Buffer.from(docx({ name: 'word/x.xml', text: 'x' }))
  const last = overlapping.lastIndexOf('PK\x01\x02')
  overlapping.writeUInt32LE(0, last + 42)
  await assert.rejects(take(overlapping, 'a.docx'), refusedWith('files.damaged'))
})

test('an empty file and a file that is too large are refused, and nothing of them is kept', async () => {
  await assert.rejects(take('', 'leeg.txt'), refusedWith('files.empty', 400))
  const begun = Date.now()
  let sent = 0
  const endless = new Readable({
    read() {
      sent += 65_536
      this.push(Buffer.alloc(65_536, 'a'))
    },
  })
  await assert.rejects(takeFile(store(), MAXIMUM).take(endless, 'a.txt'), refusedWith('files.tooLarge', 413))
  assert.equal(endless.destroyed, false)
  assert.ok(sent < MAXIMUM + 1_000_000 && Date.now() - begun < 5_000)
  assert.equal(await drafts(), 0)
})

test('a sender who goes away half way leaves nothing', async () => {
  const content = new Readable({ read() {} })
  content.push('half')
  const taking = takeFile(store(), MAXIMUM).take(content, 'a.txt')
  setTimeout(() => content.destroy(new Error('aborted')), 20)
  await assert.rejects(taking, refusedWith('files.damaged'))
  assert.equal(await drafts(), 0)
})

for (const format of ['jpeg', 'png', 'webp'] as const)
  test(`a ${format} picture loses the address of the home and stays upright`, async () => {
    const given = await photo(format)
    assert.ok(given.includes(HOME) && (await sharp(given).metadata()).orientation === 6)
    const stored = await take(given, `foto.${format}`)
    const kept = await bytesOf(stored.digest)
    assert.equal(kept.includes(HOME), false)
    const about = await sharp(kept).metadata()
    assert.deepEqual(
      [about.format, about.width, about.height, about.orientation, about.exif],
      [format, 20, 40, undefined, undefined],
    )
    assert.deepEqual([stored.size, stored.digest], [kept.length, createHash('sha256').update(kept).digest('hex')])
  })

test('a picture that says nothing beside what it shows is kept bit for bit', async () => {
  const given = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  const stored = await take(given, 'foto.jpg')
  assert.deepEqual(await bytesOf(stored.digest), given)
})

test('a picture that claims a billion points is refused before they are made', async () => {
  const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const bomb = Buffer.from(small)
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  await assert.rejects(take(bomb, 'a.png'), refusedWith('files.tooLarge', 413))
  const broken = Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), Buffer.alloc(200)])
  await assert.rejects(take(broken, 'a.jpg'), refusedWith('files.damaged'))
})

test('a HEIC picture loses its Exif and nothing else', async () => {
  const box = (type: string, ...parts: Buffer[]) => {
    const content = Buffer.concat(parts)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(content.length + 8)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, content])
  }
  const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
  const exif = Buffer.concat([hex('00000000 4d4d002a 00000008 0000 00000000'), Buffer.from(HOME)])
  const image = randomBytes(64)
  const item = (id: number, type: string) =>
    box('infe', hex('02000000'), Buffer.from([0, id, 0, 0]), Buffer.from(`${type}\0`))
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'))
  const build = (dataAt: number) => {
    const place = (id: number, from: number, length: number) => {
      const entry = Buffer.alloc(16)
      entry.writeUInt16BE(id, 0)
      entry.writeUInt16BE(1, 6)
      entry.writeUInt32BE(from, 8)
      entry.writeUInt32BE(length, 12)
      return entry
    }
    const iloc = box(
      'iloc',
      hex('01000000 4400 0002'),
      place(1, dataAt, image.length),
      place(2, dataAt + image.length, exif.length),
    )
    const meta = box(
      'meta',
      hex('00000000'),
      box('hdlr', Buffer.alloc(24)),
      box('iinf', hex('00000000 0002'), item(1, 'hvc1'), item(2, 'Exif')),
      iloc,
    )
    return [ftyp, meta]
  }
  const start = build(0).reduce((sum, part) => sum + part.length, 8)
  const given = Buffer.concat([...build(start), box('mdat', image, exif)])
  const stored = await take(given, 'IMG_0001.HEIC')
  assert.deepEqual([stored.type, stored.name, stored.size], ['image/heic', 'IMG_0001.heic', given.length])
  const kept = await bytesOf(stored.digest)
  assert.equal(kept.includes(HOME), false)
  assert.deepEqual(kept.subarray(0, start + image.length), given.subarray(0, start + image.length))
  // Without its table nobody can be sure that nothing is left.
  await assert.rejects(take(Buffer.concat([ftyp, box('mdat', image, exif)]), 'a.heic'), refusedWith('files.damaged'))
})

test('a name keeps no path, no hidden direction and nothing that Windows forbids', () => {
  const names: [string, string][] = [
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\Karin\\Mijn verslag.txt', 'Mijn verslag.txt'],
    ['factuur\u202Etxt.exe', 'factuurtxt.exe.txt'],
    ['a\r\nb\0c\u0007.txt', 'a bc.txt'],
    ['vraag?<antwoord>|"ja":*.txt', 'vraag__antwoord___ja___.txt'],
    ['CON.txt', '_CON.txt'],
    ['con', '_con.txt'],
    ['lpt1.2.txt', '_lpt1.2.txt'],
    ['  ..verslag. .txt', 'verslag.txt'],
    ['', 'bestand.txt'],
    ['...', 'bestand.txt'],
    ['.txt', 'txt.txt'],
    ['Cafe\u0301.TXT', 'Café.txt'],
    ['half \ud800.txt', 'half.txt'],
    ['versie 1.2', 'versie 1.2.txt'],
  ]
  for (const [given, called] of names) assert.equal(cleanName(given, ['txt']), called, JSON.stringify(given))
  for (const long of ['é'.repeat(500), '👩‍👩‍👧'.repeat(100), 'a'.repeat(500)]) {
    const name = cleanName(`${long}.txt`, ['txt'])
    assert.ok(
      Array.from(name).length <= 200 && Buffer.byteLength(name) <= 240 && name.endsWith('.txt') && name.isWellFormed(),
    )
  }
})

test('the same bytes are kept once, for whoever brings them, also at the same moment', async () => {
  const taken = await Promise.all(Array.from({ length: 8 }, (_, i) => take('Overal hetzelfde.', `${i}.txt`)))
  assert.equal(new Set(taken.map((one) => one.digest)).size, 1)
  const { digest } = taken[0]!
  assert.deepEqual(await readdir(join(folder, 'files', digest.slice(0, 2), digest.slice(2, 4))), [digest])
  assert.equal((await stat(join(folder, 'files', digest.slice(0, 2), digest.slice(2, 4), digest))).mode & 0o077, 0)
})

test('bytes that a crash cut short are replaced, and what it left behind is cleared away', async () => {
  const { digest } = await take('Na de storing weer heel.', 'a.txt')
  const path = join(folder, 'files', digest.slice(0, 2), digest.slice(2, 4), digest)
  await writeFile(path, 'Na de st')
  await take('Na de storing weer heel.', 'a.txt')
  assert.equal(await readFile(path, 'utf8'), 'Na de storing weer heel.')
  const left = join(folder, 'files/.drafts/left-over')
  await writeFile(left, 'x')
  await utimes(left, 0, 0)
  const aside = join(folder, `files/.drafts/${'ab'.repeat(32)}.removed`)
  await writeFile(aside, 'x')
  await mkdir(join(folder, 'files/ab/ab'), { recursive: true })
  await store().drafts()
  assert.deepEqual(await readdir(join(folder, 'files/.drafts')), [])
  assert.equal(await store().has('ab'.repeat(32)), true)
})

test('old bytes can be removed, fresh ones cannot', async () => {
  const { digest } = await take('Dit gaat weg.', 'a.txt')
  const path = join(folder, 'files', digest.slice(0, 2), digest.slice(2, 4), digest)
  const listed = async () => (await all(store().list(new Date(Date.now() - 3_600_000)))).includes(digest)
  const hourAgo = new Date(Date.now() - 3_600_000)
  assert.equal(await store().remove(digest, hourAgo), false)
  assert.equal(await listed(), false)
  await utimes(path, 1, 1)
  assert.equal(await listed(), true)
  // Whoever brings them again makes them fresh.
  await take('Dit gaat weg.', 'a.txt')
  assert.equal(await store().remove(digest, hourAgo), false)
  assert.equal((await bytesOf(digest)).toString(), 'Dit gaat weg.')
  await utimes(path, 1, 1)
  assert.equal(await store().remove(digest, hourAgo), true)
  assert.equal(await store().remove(digest, hourAgo), false)
  await assert.rejects(store().open(digest), { code: 'ENOENT' })
  await assert.rejects(store().open('../../etc/passwd'))
})

test('a full disk is told apart from every other fault', async (t) => {
  assert.ok(asFullOrSame(Object.assign(new Error(), { code: 'ENOSPC' })) instanceof NoSpace)
  const other = new Error('other')
  assert.equal(asFullOrSame(other), other)
  const small = join(folder, 'small')
  await mkdir(small)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small])
  if (mounted.status !== 0) return t.skip('no small disk can be made here')
  try {
    const full = diskStore(small)
    const text = (length: number) => Readable.from([Buffer.alloc(length, 'a')])
    const { digest } = await takeFile(full, MAXIMUM).take(text(50_000), 'a.txt')
    await assert.rejects(takeFile(full, MAXIMUM).take(text(900_000), 'b.txt'), NoSpace)
    assert.deepEqual(await readdir(join(small, '.drafts')), [])
    assert.equal(Buffer.concat(await (await full.open(digest)).toArray()).length, 50_000)
  } finally {
    spawnSync('umount', [small])
  }
})
