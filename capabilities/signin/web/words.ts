// The words of this room's pages in the reader's language.
import { words as en } from '../text.en.ts'
import { words as nl, type SigninWords } from '../text.nl.ts'

export const wordsOf = (locale: 'nl' | 'en'): SigninWords => (locale === 'en' ? en : nl)

/** Puts facts in a sentence: `fill('Ik ben {name}', { name })`. */
export const fill = (sentence: string, facts: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
