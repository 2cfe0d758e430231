// Every line of SQL of the own words and the own look.

import { one, type Query, run, type Statement } from '#foundation/database/query.ts'
import type { Language, Word } from '#foundation/words/concepts.ts'

export interface OwnWord extends Word {
  readonly language: Language
  readonly concept: string
}

const ACTING = '(select m.organisation_id from people.membership m where m.id = (select access.acting()))'
const WORDS = (organisation: string) => `coalesce((select json_agg(json_build_object('language', w.language,
  'concept', w.concept, 'singular', w.singular, 'plural', w.plural, 'article', w.article)
  order by w.concept, w.language) from appearance.own_word w where w.organisation_id = ${organisation}), '[]')`

export interface OwnVocabulary {
  readonly organisationName: string
  readonly words: readonly OwnWord[]
}
/** The own words of the organisation in which who asks acts. */
export const ownWords = (): Query<OwnVocabulary | undefined> =>
  one(
    'appearance.words',
    `select json_build_object('organisationName', o.name, 'words', ${WORDS('o.id')})::text
     from organisations.organisation o where o.id = ${ACTING}`,
  )

/** Two who choose words for one organisation wait for each other: else both could give their thing the same word. */
export const waitForWords = (): Query<number> =>
  run('appearance.wait', `select pg_advisory_xact_lock(hashtextextended(${ACTING}::text, 31))`)

export const putWord = (organisationId: string, chosenBy: string, word: OwnWord): Statement =>
  run(
    'appearance.put_word',
    `insert into appearance.own_word (organisation_id, language, concept, singular, plural, article, chosen_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organisation_id, language, concept) do update set singular = excluded.singular,
       plural = excluded.plural, article = excluded.article, chosen_by = excluded.chosen_by, chosen_at = now()`,
    [organisationId, word.language, word.concept, word.singular, word.plural, word.article, chosenBy],
  )
export const removeWord = (organisationId: string, language: Language, concept: string): Statement =>
  run(
    'appearance.remove_word',
    'delete from appearance.own_word where organisation_id = $1 and language = $2 and concept = $3',
    [organisationId, language, concept],
  )
export const removeWords = (organisationId: string): Statement =>
  run('appearance.remove_words', 'delete from appearance.own_word where organisation_id = $1', [organisationId])

export interface ThemeFound {
  readonly organisationId: string
  readonly organisationName: string
  readonly name: string | null
  readonly colour: string | null
  readonly logo: {
    readonly version: string
    readonly alt: string
    readonly width: number
    readonly height: number
  } | null
}
const VERSION = `substr(encode(sha256(l.png), 'hex'), 1, 16)`
export const themeOfActing = (): Query<ThemeFound | undefined> =>
  one(
    'appearance.theme',
    `select json_build_object('organisationId', o.id, 'organisationName', o.name, 'name', t.name, 'colour', t.colour,
       'logo', case when l.organisation_id is not null then json_build_object('version', ${VERSION}, 'alt', l.alt,
         'width', l.width, 'height', l.height) end)::text
     from organisations.organisation o
     left join appearance.theme t on t.organisation_id = o.id
     left join appearance.logo l on l.organisation_id = o.id
     where o.id = ${ACTING}`,
  )
export const putTheme = (
  organisationId: string,
  changedBy: string,
  theme: { readonly name: string | null; readonly colour: string | null },
): Statement =>
  run(
    'appearance.put_theme',
    `insert into appearance.theme (organisation_id, name, colour, changed_by) values ($1, $2, $3, $4)
     on conflict (organisation_id) do update set name = excluded.name, colour = excluded.colour,
       changed_by = excluded.changed_by, changed_at = now()`,
    [organisationId, theme.name, theme.colour, changedBy],
  )
export const removeTheme = (organisationId: string): Statement =>
  run('appearance.remove_theme', 'delete from appearance.theme where organisation_id = $1', [organisationId])
export const putLogo = (
  organisationId: string,
  placedBy: string,
  logo: { readonly png: Buffer; readonly width: number; readonly height: number; readonly alt: string },
): Statement =>
  run(
    'appearance.put_logo',
    `insert into appearance.logo (organisation_id, png, width, height, alt, placed_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (organisation_id) do update set png = excluded.png, width = excluded.width, height = excluded.height,
       alt = excluded.alt, placed_by = excluded.placed_by, placed_at = now()`,
    [organisationId, logo.png, logo.width, logo.height, logo.alt, placedBy],
  )
export const removeLogo = (organisationId: string): Statement =>
  run('appearance.remove_logo', 'delete from appearance.logo where organisation_id = $1', [organisationId])

/** What each process keeps: read by the house itself, of these organisations or (null) of all. */
export const EVERY_LOOK = {
  words: `select organisation_id as "organisationId", language, concept, singular, plural, article from appearance.own_word
    where $1::uuid[] is null or organisation_id = any ($1)`,
  themes: `select o.id as "organisationId", t.name, o.name as "organisationName", t.colour, l.png, l.alt, l.width, l.height,
      ${VERSION} as version
    from organisations.organisation o
    left join appearance.theme t on t.organisation_id = o.id
    left join appearance.logo l on l.organisation_id = o.id
    where (t.organisation_id is not null or l.organisation_id is not null) and ($1::uuid[] is null or o.id = any ($1))`,
}
