// While a file of texts is loaded: marks the words of the work in what we wrote, so that an organisation can have its own.
// What is filled in later (a title, a name, a number) is no part of the file, and so is never changed.
import { registerHooks } from 'node:module'
import { literalsIn } from './literals.ts'
import { mark, remember } from './spans.ts'

/** `text.nl.ts`, and parts of it such as `text/pages.en.ts`, which reach a reader through it. */
const TEXTS = /\/([\w-]+)\/text(\/[\w-]+)?\.(nl|en)\.ts$/
const SPEAKING = new URL('./speaking.ts', import.meta.url).href

registerHooks({
  load(url, context, nextLoad) {
    const [, room, part, language] = TEXTS.exec(url.split('?')[0]!) ?? []
    const loaded = nextLoad(url, context)
    if (!language || !loaded.source) return loaded
    const source = marked(String(loaded.source), language as 'nl' | 'en', room)
    return { ...loaded, source: part ? source : spoken(source) }
  },
})

/** The same source with marks in its texts. */
export function marked(source: string, language: 'nl' | 'en', room?: string): string {
  let result = ''
  let from = 0
  for (const literal of literalsIn(source)) {
    const words = mark(source.slice(literal.from, literal.to), language, room)
    // A whole sentence: not what stands before or after something that is filled in.
    if (literal.whole) remember(words, language)
    result += source.slice(from, literal.from) + words
    from = literal.to
  }
  return result + source.slice(from)
}

/** The same source, but what it exports is read in the words of the reader (speaking.ts). */
function spoken(source: string): string {
  const names = [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name!)
  const bare = source.replace(/^export const (\w+)/gm, 'const $1')
  return `${bare}\nimport { spoken as spoken_ } from ${JSON.stringify(SPEAKING)}
${names.map((name) => `const ${name}_ = spoken_(${name})`).join('\n')}
export { ${names.map((name) => `${name}_ as ${name}`).join(', ')} }\n`
}
