// Looks inside office files without unpacking them: which kind, no macros, no password, no bomb.
import type { FileHandle } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { invalid, tooMuch } from '../errors.ts'

export type OfficeKind = 'docx' | 'xlsx' | 'pptx' | 'odt' | 'ods' | 'odp'

interface ZipEntry {
  readonly name: string
  readonly locked: boolean
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

export const damaged = () => invalid('files.damaged')
const notTaken = () => tooMuch(415, 'files.kindNotTaken')

const read = async (handle: FileHandle, at: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await handle.read(bytes, 0, length, at)
  if (bytesRead < length) throw damaged()
  return bytes
}

/** The table of contents at the end. Throws `files.damaged` when it does not describe this file. */
const entriesOf = async (handle: FileHandle, size: number): Promise<ZipEntry[]> => {
  const tail = await read(handle, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > tail.length) throw damaged()
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  // More than this, or the variant for more than 4 GB, is no document.
  if (count > 20_000 || length > 8_000_000 || start + length > size) throw damaged()
  const table = await read(handle, start, length)
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > length || table.readUInt32LE(at) !== 0x02014b50) throw damaged()
    const nameLength = table.readUInt16LE(at + 28)
    const next = at + 46 + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
    entries.push({
      name: table.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      locked: (table.readUInt16LE(at + 8) & 1) === 1,
      method: table.readUInt16LE(at + 10),
      packed: table.readUInt32LE(at + 20),
      unpacked: table.readUInt32LE(at + 24),
      at: table.readUInt32LE(at + 42),
    })
    at = next
  }
  // Entries that share their bytes are how 40 kB unpacks to 5 GB.
  const inOrder = entries.toSorted((a, b) => a.at - b.at)
  for (const [i, entry] of inOrder.entries())
    if (entry.at + 30 + entry.packed > (inOrder[i + 1]?.at ?? start)) throw damaged()
  return entries
}

const MOST_TO_READ = 4_000_000

const textOf = async (handle: FileHandle, entry: ZipEntry): Promise<string> => {
  if (entry.packed > MOST_TO_READ) throw damaged()
  const head = await read(handle, entry.at, 30)
  if (head.readUInt32LE(0) !== 0x04034b50) throw damaged()
  const bytes = await read(handle, entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), entry.packed)
  try {
    if (entry.method === 0) return bytes.toString('utf8')
    if (entry.method === 8) return inflateRawSync(bytes, { maxOutputLength: MOST_TO_READ }).toString('utf8')
  } catch {}
  throw damaged()
}

const OPEN_XML: readonly [OfficeKind, string][] = [
  ['docx', 'officedocument.wordprocessingml.document.main+xml'],
  ['xlsx', 'officedocument.spreadsheetml.sheet.main+xml'],
  ['pptx', 'officedocument.presentationml.presentation.main+xml'],
]
const OPEN_DOCUMENT: Readonly<Record<string, OfficeKind>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
}
const MACROS =
  /(^|\/)vba(Project|Data)[^/]*$|^xl\/(macrosheets|dialogsheets)\/|^Scripts\/.*[^/]$|^Basic\/(?!.*(script|dialog)-l[bc]\.xml$).*\.xml$/i

/** For a file that begins as a zip does. Throws the refusal when it is not an office file, or one that may do harm. */
export const officeKindOf = async (handle: FileHandle, size: number): Promise<OfficeKind> => {
  const entries = await entriesOf(handle, size)
  const find = (name: string) => entries.find((entry) => entry.name === name)
  const types = find('[Content_Types].xml')
  const mimetype = find('mimetype')
  if (!types && !mimetype) throw notTaken()
  if (entries.some((entry) => entry.locked)) throw invalid('files.locked')

  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (unpacked > 1024 ** 3 || (unpacked > 64 * 1024 ** 2 && unpacked > size * 200)) throw damaged()
  if (entries.some((entry) => MACROS.test(entry.name))) throw invalid('files.macros')

  if (types) {
    const said = await textOf(handle, types)
    if (/macroEnabled|vbaProject/i.test(said)) throw invalid('files.macros')
    const kind = OPEN_XML.find(([, type]) => said.includes(type))?.[0]
    if (!kind) throw notTaken()
    return kind
  }
  const kind = OPEN_DOCUMENT[(await textOf(handle, mimetype!)).trim()]
  if (!kind) throw notTaken()
  const manifest = find('META-INF/manifest.xml')
  if (!manifest) throw damaged()
  if ((await textOf(handle, manifest)).includes('encryption-data')) throw invalid('files.locked')
  return kind
}

/**
 * For a file in Microsoft's older container: an Outlook message is taken; an office file with a password looks like
 * this too, and says so; .doc, .xls and .ppt are not taken, because their macros cannot be told from their text.
 */
export const compoundKindOf = async (handle: FileHandle, size: number): Promise<'msg'> => {
  const head = await read(handle, 0, Math.min(512, size))
  if (head.length < 512) throw damaged()
  const sector = 1 << Math.min(head.readUInt16LE(30), 12)
  const directory = (head.readUInt32LE(48) + 1) * sector
  if (directory + sector > size) throw damaged()
  const names = (await read(handle, directory, Math.min(4 * sector, size - directory))).toString('utf16le')
  if (names.includes('EncryptedPackage') || names.includes('EncryptionInfo')) throw invalid('files.locked')
  if (
    names.includes('__nameid_version1.0') ||
    names.includes('__properties_version1.0') ||
    names.includes('__substg1.0_')
  )
    return 'msg'
  throw notTaken()
}
