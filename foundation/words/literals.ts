// Finds the words between quotes in a file of texts: what we wrote ourselves, apart from what is filled in later.

export interface Literal {
  /** Where the words begin and end in the source, without the quotes. */
  readonly from: number
  readonly to: number
  /** Nothing is filled in before or after it. */
  readonly whole: boolean
}

/**
 * The pieces of text in a TypeScript source, in order. Not the keys of objects, not what is compared with, not what is
 * imported: those are names, and nobody reads them.
 */
export const literalsIn = (source: string): readonly Literal[] => {
  const found: Literal[] = []
  /** For each template that is open: how many braces are open within its `${`. */
  const open: number[] = []
  let at = 0

  const template = () => {
    const from = at
    while (at < source.length) {
      if (source[at] === '\\') at += 2
      else if (source[at] === '`') {
        found.push({ from, to: at, whole: source[from - 1] === '`' })
        at++
        return
      } else if (source[at] === '$' && source[at + 1] === '{') {
        found.push({ from, to: at, whole: false })
        at += 2
        open.push(0)
        return
      } else at++
    }
  }

  while (at < source.length) {
    const here = source[at]!
    if (here === '/' && source[at + 1] === '/') at = endOf(source, '\n', at)
    else if (here === '/' && source[at + 1] === '*') at = endOf(source, '*/', at)
    else if (here === '/' && startsPattern(source, at)) at = endOfPattern(source, at)
    else if (here === "'" || here === '"') {
      const from = ++at
      while (at < source.length && source[at] !== here) at += source[at] === '\\' ? 2 : 1
      const literal = { from, to: at, whole: true }
      at++
      if (isRead(source, literal)) found.push(literal)
    } else if (here === '`') {
      at++
      template()
    } else if (here === '{' && open.length) {
      open[open.length - 1]!++
      at++
    } else if (here === '}' && open.length) {
      at++
      if (open[open.length - 1] === 0) {
        open.pop()
        template()
      } else open[open.length - 1]!--
    } else at++
  }
  return found.filter(({ from, to }) => to > from)
}

const endOf = (source: string, mark: string, from: number): number => {
  const end = source.indexOf(mark, from + 2)
  return end < 0 ? source.length : end + mark.length
}

/** A slash begins a pattern where no value stands before it. */
const startsPattern = (source: string, at: number): boolean =>
  /[(,=:[!&|?{};]\s*$/.test(source.slice(Math.max(0, at - 40), at))

const endOfPattern = (source: string, from: number): number => {
  let at = from + 1
  let inClass = false
  while (at < source.length && source[at] !== '\n') {
    if (source[at] === '\\') at++
    else if (source[at] === '[') inClass = true
    else if (source[at] === ']') inClass = false
    else if (source[at] === '/' && !inClass) return at + 1
    at++
  }
  return at
}

const isRead = (source: string, { from, to }: Literal): boolean => {
  const before = source.slice(Math.max(0, from - 61), from - 1)
  const after = source.slice(to + 1, to + 40)
  if (/(?:[=!]==?|\bcase|\bfrom|\bimport|\bin)\s*$/.test(before) || /^\s*(?:[=!]==?|as const)/.test(after)) return false
  // `'some name': …` in an object; a choice (`? 'one' : 'other'`) is read.
  if (/^\s*:/.test(after) && /[{,]\s*(?:\/\/[^\n]*\n\s*|\*\/\s*)?$/.test(before)) return false
  // `kinds['opgave']`
  return !(/[\w\])]\[$/.test(before) && /^\]/.test(after))
}
