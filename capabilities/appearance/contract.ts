// What can be asked of the own words and the own look of an organisation, by who administers it.
import { z } from 'zod'

const Nothing = z.null()
const Empty = z.strictObject({})
const line = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^\P{Cc}*$/u)

export const LONGEST_WORD = 40
/** Letters, figures, spaces, hyphens, apostrophes and a point; beginning with a letter. */
const Term = z
  .string()
  .trim()
  .min(2)
  .max(LONGEST_WORD)
  .regex(/^\p{L}[\p{L}\p{N}.’'-]*(?: [\p{L}\p{N}][\p{L}\p{N}.’'-]*)*$/u)
const Language = z.enum(['nl', 'en'])
const ConceptName = z.string().regex(/^[A-Za-z]{2,40}$/)
/** Dutch words have one; English words do not. */
const Article = z.enum(['de', 'het'])

const Word = z.object({ singular: z.string(), plural: z.string(), article: Article.nullable() })
export type WordShown = z.output<typeof Word>

const ConceptView = z.object({
  concept: z.string(),
  /** As the house calls it. */
  ours: z.object({ nl: Word, en: Word }),
  /** As the organisation calls it; null: as the house does. */
  own: z.object({ nl: Word.nullable(), en: Word.nullable() }),
})
export type ConceptShown = z.output<typeof ConceptView>

const PackWord = z.strictObject({
  concept: ConceptName,
  language: Language,
  singular: Term,
  plural: Term,
  article: Article.nullish(),
})
export type PackWord = z.output<typeof PackWord>
/** As a town gives it to another: every own word, in both languages. */
export const Pack = z.strictObject({
  format: z.literal('schakel-vocabulary'),
  version: z.literal(1),
  /** Whose words they are; only to read. */
  from: z.string().max(300).optional(),
  words: z.array(PackWord).max(200),
})

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i)
/** A colour in which letters and buttons are drawn, with the lowest contrast that it has on our backgrounds. */
const Shade = z.object({ colour: z.string(), contrast: z.number(), adjusted: z.boolean() })
export const Shades = z.object({ light: Shade, dark: Shade })
export type ShadesShown = z.output<typeof Shades>

const AboutWord = z.strictObject({ language: Language, concept: ConceptName })

export const contract = {
  listWords: {
    at: 'GET /vocabulary',
    input: z.strictObject({ query: z.string().trim().max(100).optional() }),
    output: z.object({ organisationName: z.string(), items: z.array(ConceptView) }),
    summary: 'Every word of the work that your organisation may call otherwise, with what it calls it now.',
  },
  readPack: {
    at: 'GET /vocabulary/pack',
    input: Empty,
    output: Pack,
    summary: 'The own words of your organisation, to keep or to give to another.',
  },
  takePack: {
    at: 'PUT /vocabulary/pack',
    input: Pack,
    output: z.object({ words: z.int() }),
    summary: 'Takes over a whole pack: what your organisation called otherwise before, it no longer does.',
  },
  resetWords: {
    at: 'DELETE /vocabulary/pack',
    input: Empty,
    output: Nothing,
    status: 204,
    summary: 'Calls everything as the house does again.',
  },
  readWord: {
    at: 'GET /vocabulary/words/:language/:concept',
    input: AboutWord.extend({
      singular: z.string().max(200).optional(),
      plural: z.string().max(200).optional(),
      article: z.string().max(10).optional(),
    }),
    output: z.object({
      organisationName: z.string(),
      concept: z.string(),
      language: Language,
      ours: Word,
      own: Word.nullable(),
      /** Three sentences of the house with this word: as they are, and as they would be with the word asked about. */
      sentences: z.array(z.object({ now: z.string(), then: z.string() })),
      /** What is wrong with the word asked about: the code of a refusal. */
      problem: z.object({ code: z.string(), other: z.string() }).nullable(),
    }),
    summary: 'One word, with real sentences as they read with the word that you think of.',
  },
  chooseWord: {
    at: 'PUT /vocabulary/words/:language/:concept',
    input: AboutWord.extend({ singular: Term, plural: Term, article: Article.optional() }),
    output: Nothing,
    status: 204,
    summary: 'Calls something as your organisation does. Two things never have the same word.',
  },
  resetWord: {
    at: 'DELETE /vocabulary/words/:language/:concept',
    input: AboutWord,
    output: Nothing,
    status: 204,
    summary: 'Calls one thing as the house does again.',
  },
  readTheme: {
    at: 'GET /theme',
    input: z.strictObject({ colour: z.string().max(20).optional() }),
    output: z.object({
      organisationId: z.uuid(),
      organisationName: z.string(),
      name: z.string().nullable(),
      colour: z.string().nullable(),
      logo: z.object({ address: z.string(), alt: z.string(), width: z.int(), height: z.int() }).nullable(),
      /** What is made of the colour asked about, or else of the own colour. */
      shades: Shades.nullable(),
    }),
    summary: 'The name, colour and logo of your organisation, with the shades in which a colour can be read.',
  },
  changeTheme: {
    at: 'PUT /theme',
    input: z.strictObject({ name: line(60).nullish(), colour: Colour.nullish() }),
    output: Nothing,
    status: 204,
    summary: 'Changes how your organisation signs and which colour it has.',
  },
  placeLogo: {
    at: 'PUT /theme/logo',
    /** A PNG or SVG in base64; we draw it anew, so that nothing but a picture is kept. */
    input: z.strictObject({
      image: z
        .string()
        .max(700_000)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/),
      alt: line(120),
    }),
    output: z.object({ width: z.int(), height: z.int() }),
    summary: 'Places the logo of your organisation, with what who cannot see it hears.',
  },
  removeLogo: {
    at: 'DELETE /theme/logo',
    input: Empty,
    output: Nothing,
    status: 204,
    summary: 'Takes the logo away.',
  },
  resetTheme: {
    at: 'DELETE /theme',
    input: Empty,
    output: Nothing,
    status: 204,
    summary: 'Looks as the house does again: name, colour and logo.',
  },
} as const
