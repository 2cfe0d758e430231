// Which letters a font can draw: read from its own table, so that a paper knows before it is set.

/** The code points in the `cmap` table of a TrueType font (format 4 or 12, as Noto Sans has them). */
export const lettersOf = (font: Buffer): ReadonlySet<number> => {
  const letters = new Set<number>()
  const table = tableOf(font, 'cmap')
  for (let i = 0; i < font.readUInt16BE(table + 2); i++) {
    const at = table + font.readUInt32BE(table + 4 + i * 8 + 4)
    const format = font.readUInt16BE(at)
    for (const [from, to] of format === 4 ? segments4(font, at) : format === 12 ? segments12(font, at) : [])
      for (let letter = from; letter <= to; letter++) letters.add(letter)
  }
  letters.delete(0xffff)
  return letters
}

const tableOf = (font: Buffer, name: string): number => {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + i * 16
    if (font.toString('latin1', entry, entry + 4) === name) return font.readUInt32BE(entry + 8)
  }
  throw new Error(`the font has no table ${name}`)
}

const segments4 = (font: Buffer, at: number): [from: number, to: number][] => {
  const count = font.readUInt16BE(at + 6) / 2
  return Array.from({ length: count }, (_, i) => [
    font.readUInt16BE(at + 16 + count * 2 + i * 2),
    font.readUInt16BE(at + 14 + i * 2),
  ])
}

const segments12 = (font: Buffer, at: number): [from: number, to: number][] =>
  Array.from({ length: font.readUInt32BE(at + 12) }, (_, i) => [
    font.readUInt32BE(at + 16 + i * 12),
    font.readUInt32BE(at + 20 + i * 12),
  ])
