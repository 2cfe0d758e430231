// What then happens with the own words and the own look of an organisation.
import { type Actions, reads, type Work, writes } from '#foundation/capability.ts'
import { seen } from '#foundation/database/query.ts'
import { invalid } from '#foundation/errors.ts'
import {
  CONCEPT_NAMES,
  CONCEPTS,
  type ConceptName,
  isConcept,
  type Language,
  type Word,
} from '#foundation/words/concepts.ts'
import type { OwnWords } from '#foundation/words/spans.ts'
import { isColour, shadesOf } from './colours.ts'
import type { contract, PackWord } from './contract.ts'
import { drawLogo } from './logos.ts'
import { logoAddress } from './looks.ts'
import type { subjects } from './policy.ts'
import * as q from './queries.ts'
import { clashIn, examplesOf, isOurs, LANGUAGES, ownWordsOf, shownWord } from './wording.ts'

const wrong = (path: string, code: string, detail?: Record<string, string>) =>
  invalid('invalid', [{ path, code, ...(detail ? { detail } : {}) }])

const conceptOf = (name: string, path = 'concept'): ConceptName => {
  if (!isConcept(name)) throw wrong(path, 'appearance.unknownConcept')
  return name
}

const wordOf = (
  language: Language,
  input: { singular: string; plural: string; article?: 'de' | 'het' | null },
): Word => ({
  singular: input.singular,
  plural: input.plural,
  article: language === 'nl' ? (input.article ?? null) : null,
})

/** The word by which somebody would take one thing for another. */
const clashOf = (language: Language, own: OwnWords, name?: ConceptName) => {
  const clash = clashIn(language, own, name)
  return clash && { ...clash, word: shownWord(language, clash.other, own).singular }
}

const withWord = (own: OwnWords, language: Language, name: ConceptName, word: Word): OwnWords => ({
  ...own,
  [language]: { ...own[language], [name]: word },
})

const changed = (
  work: Pick<Work<unknown, unknown>, 'publish' | 'actor'>,
  name: 'vocabularyChanged' | 'themeChanged',
) => {
  const { organisationId } = work.actor.acting
  work.publish({ name, organisationId, payload: { organisationId } })
}

const packWords = (words: readonly PackWord[]): q.OwnWord[] =>
  words.map((one, at) => {
    const concept = conceptOf(one.concept, `words.${at}.concept`)
    if (one.language === 'nl' && !one.article) throw wrong(`words.${at}.article`, 'required')
    return { concept, language: one.language, ...wordOf(one.language, one) }
  })

export const actions: Actions<typeof contract, typeof subjects> = {
  listWords: reads((input) =>
    seen(q.ownWords(), (found) => {
      if (!found) return undefined
      const own = ownWordsOf(found.words)
      const wanted = input.query?.toLocaleLowerCase('nl')
      const items = CONCEPT_NAMES.map((concept) => ({
        concept,
        ours: { nl: CONCEPTS[concept].nl, en: CONCEPTS[concept].en },
        own: { nl: own.nl[concept] ?? null, en: own.en[concept] ?? null },
      })).filter(
        ({ ours, own }) =>
          !wanted ||
          [ours.nl, ours.en, own.nl, own.en].some(
            (word) => word && `${word.singular}\n${word.plural}`.toLocaleLowerCase('nl').includes(wanted),
          ),
      )
      return { organisationName: found.organisationName, items }
    }),
  ),

  readPack: reads(() =>
    seen(
      q.ownWords(),
      (found) =>
        found && {
          format: 'schakel-vocabulary' as const,
          version: 1 as const,
          from: found.organisationName,
          words: found.words.map(({ concept, language, singular, plural, article }) => ({
            concept,
            language,
            singular,
            plural,
            article,
          })),
        },
    ),
  ),

  readWord: reads((input) =>
    seen(q.ownWords(), (found) => {
      if (!found || !isConcept(input.concept)) return undefined
      const { language, concept } = input
      const own = ownWordsOf(found.words)
      const singular = input.singular?.trim()
      const article =
        input.article === 'de' || input.article === 'het' ? input.article : CONCEPTS[concept][language].article
      const word = singular
        ? { singular, plural: input.plural?.trim() || singular, article: language === 'nl' ? article : null }
        : null
      const clash = word && clashOf(language, withWord(own, language, concept, word), concept)
      return {
        organisationName: found.organisationName,
        concept,
        language,
        ours: CONCEPTS[concept][language],
        own: own[language][concept] ?? null,
        sentences: examplesOf(language, concept, own, word),
        problem: clash ? { code: 'appearance.sameWord', other: clash.word } : null,
      }
    }),
  ),

  chooseWord: writes({
    needs: () => ({ wait: q.waitForWords(), own: q.ownWords() }),
    then: (work, input) => {
      const { organisationId, membershipId } = work.actor.acting
      const { language } = input
      const concept = conceptOf(input.concept)
      if (language === 'nl' && !input.article) throw wrong('article', 'required')
      const word = wordOf(language, input)
      const own = withWord(ownWordsOf(work.needs.own?.words ?? []), language, concept, word)
      const clash = clashOf(language, own, concept)
      if (clash) throw wrong('singular', 'appearance.sameWord', { other: clash.word })
      work.do(
        isOurs(language, concept, word)
          ? q.removeWord(organisationId, language, concept)
          : q.putWord(organisationId, membershipId, { language, concept, ...word }),
      )
      changed(work, 'vocabularyChanged')
      return null
    },
  }),

  resetWord: writes({
    needs: () => ({ wait: q.waitForWords(), own: q.ownWords() }),
    then: (work, input) => {
      const concept = conceptOf(input.concept)
      const own = ownWordsOf(
        (work.needs.own?.words ?? []).filter((one) => one.concept !== concept || one.language !== input.language),
      )
      // Our word for it may be what they call something else by now.
      const clash = clashOf(input.language, own, concept)
      if (clash) throw wrong('singular', 'appearance.sameWord', { other: clash.word })
      work.do(q.removeWord(work.actor.acting.organisationId, input.language, concept))
      changed(work, 'vocabularyChanged')
      return null
    },
  }),

  takePack: writes({
    needs: () => ({ wait: q.waitForWords() }),
    then: (work, input) => {
      const { organisationId, membershipId } = work.actor.acting
      const words = packWords(input.words)
      for (const [at, one] of words.entries())
        if (words.findIndex((other) => other.concept === one.concept && other.language === one.language) !== at)
          throw wrong(`words.${at}.concept`, 'appearance.twice', { word: one.singular })
      const own = ownWordsOf(words)
      for (const language of LANGUAGES) {
        const clash = clashOf(language, own)
        if (clash) throw wrong('words', 'appearance.sameWord', { other: clash.word })
      }
      const fresh = words.filter((one) => !isOurs(one.language, one.concept as ConceptName, one))
      work.do(q.removeWords(organisationId), ...fresh.map((word) => q.putWord(organisationId, membershipId, word)))
      changed(work, 'vocabularyChanged')
      return { words: fresh.length }
    },
  }),

  resetWords: writes({
    needs: () => ({ wait: q.waitForWords() }),
    then: (work) => {
      work.do(q.removeWords(work.actor.acting.organisationId))
      changed(work, 'vocabularyChanged')
      return null
    },
  }),

  readTheme: reads((input) =>
    seen(q.themeOfActing(), (found) => {
      if (!found) return undefined
      const { logo, ...theme } = found
      const asked = input.colour?.trim() || theme.colour
      const shades = asked && isColour(asked) ? shadesOf(asked) : null
      const shown = ({ colour, contrast, adjusted }: ReturnType<typeof shadesOf>['light']) => ({
        colour,
        contrast: Math.floor(contrast * 10) / 10,
        adjusted,
      })
      return {
        ...theme,
        logo: logo && {
          address: logoAddress(theme.organisationId, logo.version),
          alt: logo.alt,
          width: logo.width,
          height: logo.height,
        },
        shades: shades && { light: shown(shades.light), dark: shown(shades.dark) },
      }
    }),
  ),

  changeTheme: writes({
    then: (work, input) => {
      const { organisationId, membershipId } = work.actor.acting
      const theme = { name: input.name ?? null, colour: input.colour?.toLowerCase() ?? null }
      work.do(
        theme.name || theme.colour ? q.putTheme(organisationId, membershipId, theme) : q.removeTheme(organisationId),
      )
      changed(work, 'themeChanged')
      return null
    },
  }),

  placeLogo: writes({
    prepare: ({ image }) => drawLogo(Buffer.from(image, 'base64')),
    then: (work, input, drawn) => {
      const { organisationId, membershipId } = work.actor.acting
      work.do(q.putLogo(organisationId, membershipId, { ...drawn, alt: input.alt }))
      changed(work, 'themeChanged')
      return { width: drawn.width, height: drawn.height }
    },
  }),

  removeLogo: writes({
    then: (work) => {
      work.do(q.removeLogo(work.actor.acting.organisationId))
      changed(work, 'themeChanged')
      return null
    },
  }),

  resetTheme: writes({
    then: (work) => {
      const { organisationId } = work.actor.acting
      work.do(q.removeTheme(organisationId), q.removeLogo(organisationId))
      changed(work, 'themeChanged')
      return null
    },
  }),
}
