// Cuts a stream of bytes into numbered lines, without ever holding more of one than a line may be long.

export interface Line {
  readonly number: number
  /** The words, or undefined with the reason why they cannot be read. */
  readonly text?: string
  readonly fault?: string
}

/** The longest line of the real register has some 5 kB; a line of megabytes is no organisation. */
export const LONGEST_LINE = 1_000_000

const LF = 10

export async function* linesOf(source: AsyncIterable<Uint8Array>, longest = LONGEST_LINE): AsyncGenerator<Line> {
  const words = new TextDecoder('utf-8', { fatal: true })
  let number = 0
  let parts: Uint8Array[] = []
  let length = 0

  const finish = (): Line | undefined => {
    number++
    const line = length > longest ? undefined : Buffer.concat(parts)
    const tooLong = length
    parts = []
    length = 0
    if (!line) return { number, fault: `it is ${tooLong} bytes long and ${longest} is the most` }
    try {
      // The decoder drops a byte order mark by itself.
      const text = words.decode(line).trim()
      return text === '' ? undefined : { number, text }
    } catch {
      return { number, fault: 'it is not UTF-8' }
    }
  }

  for await (const chunk of source) {
    let from = 0
    for (;;) {
      const at = chunk.indexOf(LF, from)
      const piece = chunk.subarray(from, at < 0 ? undefined : at)
      length += piece.length
      if (length <= longest) parts.push(piece)
      else parts = []
      if (at < 0) break
      const line = finish()
      if (line) yield line
      from = at + 1
    }
  }
  if (length > 0) {
    const line = finish()
    if (line) yield line
  }
}
