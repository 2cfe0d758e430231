// Which words an organisation has in all, which of them nobody could tell apart, and how real sentences read with them.
import {
  CONCEPT_NAMES,
  CONCEPTS,
  type Concept,
  type ConceptName,
  isConcept,
  type Language,
  type Word,
} from '#foundation/words/concepts.ts'
import { type OwnWords, sentencesWith, unmark } from '#foundation/words/spans.ts'
import type { OwnWord } from './queries.ts'

export const LANGUAGES = ['nl', 'en'] as const

/** As the texts take them: by language, by concept. Concepts that this version does not know are left out. */
export const ownWordsOf = (words: readonly OwnWord[]): OwnWords => {
  const own = { nl: {} as Record<string, Word>, en: {} as Record<string, Word> }
  for (const { language, concept, singular, plural, article } of words)
    if (isConcept(concept)) own[language][concept] = { singular, plural, article }
  return own
}

const sameWord = (one: Word, other: Word) =>
  one.singular === other.singular && one.plural === other.plural && one.article === other.article
/** Calling something as the house does is no own word. */
export const isOurs = (language: Language, concept: ConceptName, word: Word): boolean =>
  sameWord(CONCEPTS[concept][language], word)

const folded = (word: string) => word.toLocaleLowerCase('nl').normalize('NFC')
/** All the words that a concept is read as. */
const readAs = (language: Language, name: ConceptName, own: OwnWords): readonly string[] => {
  const mine = own[language][name]
  const concept: Concept = CONCEPTS[name]
  return mine
    ? [mine.singular, mine.plural].map(folded)
    : [concept[language].singular, concept[language].plural, ...(concept.also?.[language]?.flat() ?? [])].map(folded)
}

/** The first two things that would have one word: nobody could tell them apart on a page. */
export const clashIn = (
  language: Language,
  own: OwnWords,
  only?: ConceptName,
): { readonly name: ConceptName; readonly other: ConceptName } | null => {
  const taken = new Map<string, ConceptName>()
  for (const name of CONCEPT_NAMES)
    if (name !== only) for (const word of readAs(language, name, own)) taken.set(word, taken.get(word) ?? name)
  for (const name of only ? [only] : CONCEPT_NAMES)
    for (const word of readAs(language, name, own)) {
      const other = taken.get(word)
      if (other && other !== name) return { name, other }
    }
  return null
}

/** What everybody reads for this concept in this language. */
export const shownWord = (language: Language, name: ConceptName, own: OwnWords): Word =>
  own[language][name] ?? CONCEPTS[name][language]

/** Three sentences that stand on our pages, as they are now and as they would be. */
export const examplesOf = (language: Language, name: ConceptName, now: OwnWords, word: Word | null) => {
  const then: OwnWords = word ? { ...now, [language]: { ...now[language], [name]: word } } : now
  return sentencesWith(language, name).map((sentence) => ({ now: unmark(sentence, now), then: unmark(sentence, then) }))
}
