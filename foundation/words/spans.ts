// Where a word of the work stands in our own sentences, and what that piece becomes with another word in its place.
//
// A piece is more than the noun: what agrees with it in Dutch goes along («het nieuwe dossier dat» → «de nieuwe map die»).
// Each piece is replaced by a mark when a file of texts is loaded, and by words again when somebody reads.
import { randomBytes } from 'node:crypto'
import {
  type Article,
  CONCEPTS,
  type Concept,
  type ConceptName,
  formsOf,
  type Language,
  type Word,
} from './concepts.ts'
import { OTHERWISE_MEANT } from './deliberate.ts'

/** The own words of one organisation. */
export type OwnWords = Readonly<Record<Language, Partial<Readonly<Record<ConceptName, Word>>>>>

interface Span {
  readonly language: Language
  readonly concept: ConceptName
  readonly plural: boolean
  /** As we wrote it. */
  readonly original: string
  /** 'Het ', 'een ', or nothing. */
  readonly determiner: string
  /** 'nieuwe ', or nothing. */
  readonly adjectives: string
  readonly noun: string
  /** ' dat', ', die', or nothing. */
  readonly relative: string
}

const spans: Span[] = []
const numbers = new Map<string, number>()

// Nobody can type a mark: it holds what was drawn when this process began.
const SIGN = `\uE0F0${randomBytes(6).toString('base64url')}:`
const END = '\uE0F1'
const MARK = new RegExp(`${SIGN}(\\d+)${END}`, 'g')

const DETERMINERS: readonly (readonly [het: string, de: string])[] = [
  ['het', 'de'],
  ['dit', 'deze'],
  ['dat', 'die'],
  ['elk', 'elke'],
  ['ieder', 'iedere'],
  ['welk', 'welke'],
  ['ons', 'onze'],
  ['hetzelfde', 'dezelfde'],
]
const UNCHANGING = ['een', 'één', 'geen', 'uw', 'hun', 'mijn', 'zijn', 'haar', 'zo’n', 'jouw', 'je']
/** After these an adjective always ends in -e; after «een» or nothing it does not, before a het-word. */
const DEFINITE = /^(het|de|dit|deze|dat|die|ons|onze|hetzelfde|dezelfde|uw|hun|mijn|zijn|haar|jouw|je)$/i

/** Adjectives that our sentences put before a word of the work: before a het-word without article, and else. */
export const ADJECTIVES: readonly (readonly [short: string, long: string])[] = [
  ['nieuw', 'nieuwe'],
  ['oud', 'oude'],
  ['ander', 'andere'],
  ['eerder', 'eerdere'],
  ['volgend', 'volgende'],
  ['vorig', 'vorige'],
  ['eerst', 'eerste'],
  ['laatst', 'laatste'],
  ['vast', 'vaste'],
  ['vrijgegeven', 'vrijgegeven'],
  ['afgesloten', 'afgesloten'],
  ['verbeterd', 'verbeterde'],
  ['open', 'open'],
  ['eigen', 'eigen'],
  ['openbaar', 'openbare'],
  ['heel', 'hele'],
  ['bestaand', 'bestaande'],
  ['verantwoordelijk', 'verantwoordelijke'],
  ['tijdelijk', 'tijdelijke'],
  ['wachtend', 'wachtende'],
  ['bijgesteld', 'bijgestelde'],
  ['bevoegd', 'bevoegde'],
  ['gezamenlijk', 'gezamenlijke'],
  ['genoemd', 'genoemde'],
  ['gekozen', 'gekozen'],
  ['lopend', 'lopende'],
  ['verzonden', 'verzonden'],
  ['onbekend', 'onbekende'],
  ['politiek', 'politieke'],
  ['recent', 'recente'],
  ['los', 'losse'],
  ['klein', 'kleine'],
  ['lerend', 'lerende'],
  ['later', 'latere'],
  ['ouder', 'oudere'],
  ['verstuurd', 'verstuurde'],
  ['voorgesteld', 'voorgestelde'],
  ['gedeeld', 'gedeelde'],
  ['eerstvolgend', 'eerstvolgende'],
  ['enkel', 'enkele'],
  ['rood', 'rode'],
]
const LONG = new Map(ADJECTIVES)
const SHORT = new Map(ADJECTIVES.map(([short, long]) => [long, short]))

const any = (words: readonly string[]) => words.join('|')
const EDGE = { before: '(?<![\\p{L}\\p{N}_{/:.-])', after: '(?![\\p{L}\\p{N}_}/]|-\\p{L})' }
const patternOf = (language: Language): RegExp => {
  const nouns = any(formsOf(language).map(({ form }) => form))
  const before =
    language === 'nl'
      ? `(?:(?<determiner>(?:${any([...DETERMINERS.flat(), ...UNCHANGING])}) ))?(?<adjectives>(?:(?:${any(ADJECTIVES.flat())}) )*)`
      : '(?:(?<determiner>an? ))?(?<adjectives>)'
  const after = language === 'nl' ? '(?<relative>,? (?:dat|die)(?= ))?' : '(?<relative>)'
  return new RegExp(`${EDGE.before}${before}(?<noun>${nouns})${EDGE.after}${after}`, 'giu')
}
const PATTERNS = { nl: patternOf('nl'), en: patternOf('en') }
const FORMS = {
  nl: new Map(formsOf('nl').map((one) => [one.form, one])),
  en: new Map(formsOf('en').map((one) => [one.form, one])),
}

/** Puts marks in one piece of our own text; the room tells where a word means something else. */
export const mark = (text: string, language: Language, room?: string): string => {
  const otherwise = OTHERWISE_MEANT.filter(
    (one) => one.language === language && (!one.room || one.room === room),
  ).flatMap(({ words }) =>
    [...text.matchAll(words)].map((found) => [found.index, found.index + found[0].length] as const),
  )
  return text.replace(PATTERNS[language], (original: string, ...rest) => {
    const groups = rest.at(-1) as Record<'determiner' | 'adjectives' | 'noun' | 'relative', string | undefined>
    const noun = groups.noun!
    const at = (rest.at(-3) as number) + original.length - noun.length - (groups.relative?.length ?? 0)
    if (otherwise.some(([from, to]) => at < to && at + noun.length > from)) return original
    const { name, plural } = FORMS[language].get(noun.toLowerCase())!
    let { determiner = '', adjectives = '', relative = '' } = groups
    let [lead, tail] = ['', '']
    if (language === 'nl') {
      const article = plural ? 'de' : CONCEPTS[name].nl.article
      // «Dat raad en inwoners …»: what does not agree with the noun does not belong to it.
      const pair = DETERMINERS.find((one) => (one as readonly string[]).includes(determiner.trim().toLowerCase()))
      if (pair && pair[article === 'het' ? 0 : 1] !== determiner.trim().toLowerCase())
        [lead, determiner] = [determiner, '']
      if (relative && !relative.endsWith(article === 'het' ? 'dat' : 'die')) [tail, relative] = [relative, '']
    }
    const span: Span = {
      language,
      concept: name,
      plural,
      original: original.slice(lead.length, original.length - tail.length),
      determiner,
      adjectives,
      noun,
      relative,
    }
    const key = `${language} ${span.original}`
    let number = numbers.get(key)
    if (number === undefined) {
      number = spans.push(span) - 1
      numbers.set(key, number)
    }
    return `${lead}${SIGN}${number}${END}${tail}`
  })
}

export const isMarked = (text: string): boolean => text.includes(SIGN)

/** Text with marks, as a reader with these own words sees it; null for who has none. */
export const unmark = (text: string, own: OwnWords | null): string =>
  text.replace(MARK, (_, number: string) => {
    const span = spans[Number(number)]!
    const word = own?.[span.language][span.concept]
    return word ? rewritten(span, word) : span.original
  })

const sentences: Record<Language, string[]> = { nl: [], en: [] }
/** Keeps a marked sentence of a text, to show by example what another word does. */
export const remember = (text: string, language: Language): void => {
  if (isMarked(text) && /^[^{}\\]{20,160}[.?]$/.test(unmark(text, null))) sentences[language].push(text)
}

/** At most three that differ most: with an article or another word that agrees, in the plural, and as it comes. */
export const sentencesWith = (language: Language, concept: ConceptName): readonly string[] => {
  const held = [...new Set(sentences[language])].map((text) => ({
    text,
    here: conceptsIn(text).filter((one) => one.concept === concept),
    others: conceptsIn(text).length,
    length: text.length,
  }))
  const fit = held.filter(({ here }) => here.length).sort((a, b) => a.others - b.others || a.length - b.length)
  const first = (holds: (span: Span) => boolean) => fit.find(({ here }) => here.some(holds))?.text
  const chosen = [
    first((span) => Boolean(span.determiner && span.adjectives) || Boolean(span.relative)),
    first((span) => span.plural),
    first((span) => !span.plural && Boolean(span.determiner)),
    ...fit.map(({ text }) => text),
  ]
  return [...new Set(chosen)].filter((text) => text !== undefined).slice(0, 3)
}

/** The concepts that a marked text names, in which form. */
export const conceptsIn = (text: string): readonly Span[] =>
  [...text.matchAll(MARK)].map(([, number]) => spans[Number(number)]!)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const isCapital = (text: string) => /^\p{Lu}/u.test(text)
/** Writes one word in the place of another, with a capital where there was one. */
const like = (old: string, fresh: string) => (isCapital(old) ? capital(fresh) : fresh)

const rewritten = (span: Span, word: Word): string => {
  const noun = like(span.noun, span.plural ? word.plural : word.singular)
  if (span.language === 'en') {
    const article = span.determiner && (/^[aeiou]/i.test(noun) ? 'an ' : 'a ')
    return like(span.original, `${article}${span.adjectives}${noun}`)
  }
  const before: Article = (CONCEPTS[span.concept] as Concept).nl.article!
  if (span.plural || word.article === before || !word.article)
    return like(span.original, `${span.determiner}${span.adjectives}${noun}${span.relative}`)
  const [from, to] = word.article === 'de' ? [0, 1] : [1, 0]
  const determiner = span.determiner.trim().toLowerCase()
  const pair = DETERMINERS.find((one) => one[from] === determiner)
  const fresh = pair ? `${like(span.determiner, pair[to]!)} ` : span.determiner
  const bare = !DEFINITE.test(determiner)
  const adjectives = span.adjectives.replace(/\S+/g, (old) => {
    const table = word.article === 'de' ? LONG : SHORT
    return (bare && like(old, table.get(old.toLowerCase()) ?? old)) || old
  })
  const relative = span.relative.replace(/dat|die/, (old) => (old === 'dat' ? 'die' : 'dat'))
  return like(span.original, `${fresh}${adjectives}${noun}${relative}`)
}
