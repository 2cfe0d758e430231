// Takes place, time and device out of a HEIC picture. Our picture library cannot read HEIC (the patent of its codec),
// so the pieces that hold them are found and made empty; the orientation is no part of those and stays.
import type { FileHandle } from 'node:fs/promises'
import { damaged } from './office.ts'

interface Box {
  readonly type: string
  /** Where its content begins and ends, in the file. */
  readonly from: number
  readonly to: number
}

const MOST_META = 16_000_000

/** An empty list of facts, as it stands in an Exif piece: four bytes, then TIFF with no entries. */
const EMPTY = Buffer.from('000000004d4d002a00000008000000000000', 'hex')

/** Overwrites in place. Throws `files.damaged` when it cannot be sure that nothing is left. */
export const emptyHeic = async (handle: FileHandle, size: number): Promise<void> => {
  const meta = await findTop(handle, size, 'meta')
  if (!meta || meta.to - meta.from > MOST_META) throw damaged()
  const bytes = Buffer.alloc(meta.to - meta.from)
  await handle.read(bytes, 0, bytes.length, meta.from)
  try {
    const boxes = boxesIn(bytes, 4)
    const pieces = describingItems(bytes, boxes)
    if (!pieces.size) return
    const own = boxes.find((box) => box.type === 'idat')
    for (const { id, method, from, length } of placesOf(bytes, boxes)) {
      if (!pieces.has(id)) continue
      const start = method === 1 && own ? meta.from + own.from + from : method === 0 ? from : -1
      if (start < 0 || start + length > size) throw damaged()
      const empty = Buffer.alloc(length)
      if (pieces.get(id) === 'Exif' && length >= EMPTY.length) EMPTY.copy(empty)
      await handle.write(empty, 0, length, start)
      pieces.set(id, 'done')
    }
    if ([...pieces.values()].some((state) => state !== 'done')) throw damaged()
  } catch {
    // A length that points outside the piece: a reader elsewhere might still find what we cannot.
    throw damaged()
  }
}

const findTop = async (handle: FileHandle, size: number, type: string): Promise<Box | undefined> => {
  for (let at = 0, n = 0; at + 8 <= size && n < 1_000; n++) {
    const head = Buffer.alloc(16)
    await handle.read(head, 0, 16, at)
    let length = head.readUInt32BE(0)
    let from = at + 8
    if (length === 1) {
      length = Number(head.readBigUInt64BE(8))
      from = at + 16
    } else if (length === 0) length = size - at
    if (length < from - at || at + length > size) return undefined
    if (head.toString('latin1', 4, 8) === type) return { type, from, to: at + length }
    at += length
  }
  return undefined
}

const boxesIn = (bytes: Buffer, begin: number, end = bytes.length): Box[] => {
  const boxes: Box[] = []
  for (let at = begin; at + 8 <= end; ) {
    const length = bytes.readUInt32BE(at)
    if (length < 8 || at + length > end) throw damaged()
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), from: at + 8, to: at + length })
    at += length
  }
  return boxes
}

/** The items that describe instead of show: Exif, and XMP (a 'mime' item). */
const describingItems = (bytes: Buffer, boxes: readonly Box[]): Map<number, string> => {
  const found = new Map<number, string>()
  const iinf = boxes.find((box) => box.type === 'iinf')
  if (!iinf) throw damaged()
  const first = iinf.from + 4 + (bytes[iinf.from] === 0 ? 2 : 4)
  for (const { type, from } of boxesIn(bytes, first, iinf.to)) {
    if (type !== 'infe') continue
    const version = bytes[from]!
    if (version < 2) throw damaged()
    const id = version === 2 ? bytes.readUInt16BE(from + 4) : bytes.readUInt32BE(from + 4)
    const kind = bytes.toString('latin1', from + (version === 2 ? 8 : 10), from + (version === 2 ? 12 : 14))
    if (kind === 'Exif' || kind === 'mime' || kind === 'uri ') found.set(id, kind)
  }
  return found
}

function* placesOf(bytes: Buffer, boxes: readonly Box[]) {
  const iloc = boxes.find((box) => box.type === 'iloc')
  if (!iloc) throw damaged()
  let at = iloc.from
  const take = (length: number): number => {
    if (at + length > iloc.to) throw damaged()
    let value = 0
    for (let i = 0; i < length; i++) value = value * 256 + bytes[at++]!
    return value
  }
  const version = take(1)
  take(3)
  const sizes = take(2)
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15]
  const count = take(version < 2 ? 2 : 4)
  for (let i = 0; i < count; i++) {
    const id = take(version < 2 ? 2 : 4)
    const method = version > 0 ? take(2) & 15 : 0
    take(2)
    const base = take(baseSize)
    const extents = take(2)
    for (let e = 0; e < extents; e++) {
      if (version > 0) take(indexSize)
      const from = base + take(offsetSize)
      yield { id, method, from, length: take(lengthSize) }
    }
  }
}
