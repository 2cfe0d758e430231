// Which kind of file this is, by what is in it; and whether that kind is taken here.
import { type FileHandle, open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { invalid, tooMuch } from '../errors.ts'
import { extensionOf } from './names.ts'
import { compoundKindOf, damaged, officeKindOf } from './office.ts'

export interface Kind {
  readonly type: string
  /** That a name may end in; the first is given to a name that ends otherwise. */
  readonly extensions: readonly [string, ...string[]]
}

const kinds = {
  pdf: { type: 'application/pdf', extensions: ['pdf'] },
  png: { type: 'image/png', extensions: ['png'] },
  jpeg: { type: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'] },
  webp: { type: 'image/webp', extensions: ['webp'] },
  gif: { type: 'image/gif', extensions: ['gif'] },
  heic: { type: 'image/heic', extensions: ['heic', 'heif'] },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', extensions: ['pptx'] },
  odt: { type: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
  odp: { type: 'application/vnd.oasis.opendocument.presentation', extensions: ['odp'] },
  txt: { type: 'text/plain', extensions: ['txt', 'text', 'log'] },
  csv: { type: 'text/csv', extensions: ['csv'] },
  md: { type: 'text/markdown', extensions: ['md', 'markdown'] },
  eml: { type: 'message/rfc822', extensions: ['eml'] },
  msg: { type: 'application/vnd.ms-outlook', extensions: ['msg'] },
  mp3: { type: 'audio/mpeg', extensions: ['mp3'] },
  m4a: { type: 'audio/mp4', extensions: ['m4a'] },
  ogg: { type: 'audio/ogg', extensions: ['ogg', 'oga', 'opus'] },
  mp4: { type: 'video/mp4', extensions: ['mp4', 'm4v'] },
} as const satisfies Readonly<Record<string, Kind>>
export type KindName = keyof typeof kinds

export const kindNamed = (name: KindName): Kind => kinds[name]

/** For the `accept` of a file field: what is taken, by extension. Leaving out HEIC makes an iPhone send JPEG. */
export const ACCEPTED: string = Object.entries(kinds)
  .filter(([name]) => name !== 'heic')
  .flatMap(([, kind]) => kind.extensions.map((extension) => `.${extension}`))
  .join(',')

const BY_TYPE: Readonly<Record<string, KindName>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/apng': 'png',
  'image/jpeg': 'jpeg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'audio/mpeg': 'mp3',
  'audio/x-m4a': 'm4a',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'video/mp4': 'mp4',
  'video/x-m4v': 'mp4',
}

const notTaken = () => tooMuch(415, 'files.kindNotTaken')

/** Throws the refusal when this kind is not taken, or when what is inside may do harm. */
export const kindOf = async (path: string, size: number, name: string): Promise<KindName> => {
  if (size === 0) throw invalid('files.empty')
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(Math.min(size, 4_100))
    await handle.read(head, 0, head.length, 0)
    const magic = head.toString('latin1', 0, 8)
    if (magic.startsWith('PK')) return await officeKindOf(handle, size)
    if (magic === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') return await compoundKindOf(handle, size)
    const found = await fileTypeFromFile(path).catch(() => undefined)
    if (found) {
      const kind = BY_TYPE[found.mime.split(';')[0]!]
      if (!kind) throw notTaken()
      return kind
    }
    return await textKindOf(handle, size, head, extensionOf(name))
  } finally {
    await handle.close()
  }
}

// What a browser, a shell or an interpreter would run, whatever it is called.
const RUNS =
  /^(?:\ufeff?\s|<!--[\s\S]*?-->)*(?:<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php|%)|#!|@echo\b|@if\b)/i
const MAIL =
  /^(?:From |(?:Received|Return-Path|From|To|Subject|Date|Message-ID|MIME-Version|X-[\w-]+|DKIM-Signature|ARC-[\w-]+|Delivered-To): )/im
// Own kinds: a text that claims to be one of them is a text. Anything else (.js, .bat, .html, .xml) says it is code.
const HARMLESS = new Set(['', ...Object.values(kinds).flatMap((kind) => [...kind.extensions])])

const textKindOf = async (handle: FileHandle, size: number, head: Buffer, extension: string): Promise<KindName> => {
  if (!HARMLESS.has(extension)) throw notTaken()
  const begin = head.toString('utf8')
  if (RUNS.test(begin)) throw notTaken()
  if (extension === 'eml') {
    if (head.includes(0) || !MAIL.test(begin.split(/\r?\n/, 1)[0]!)) throw damaged()
    return 'eml'
  }
  // Excel in the Netherlands writes a CSV in Windows-1252; whoever reads it finds out (foundation/sheets/reading.ts).
  const decoders = [new TextDecoder('utf-8', { fatal: true })]
  if (extension === 'csv') decoders.push(new TextDecoder('windows-1252'))
  let texts = decoders
  for await (const chunk of handle.createReadStream({ start: 0, end: size - 1, autoClose: false })) {
    texts = texts.filter((decoder) => isText(() => decoder.decode(chunk as Buffer, { stream: true })))
    if (texts.length === 0) throw notTaken()
  }
  if (!texts.some((decoder) => isText(() => decoder.decode()))) throw notTaken()
  return extension === 'csv' ? 'csv' : extension === 'md' || extension === 'markdown' ? 'md' : 'txt'
}

/** Without control characters that no editor writes: those are of something else. */
const isText = (decode: () => string): boolean => {
  try {
    return !/[\p{Cc}--[\t\n\f\r]]/v.test(decode())
  } catch {
    return false
  }
}
