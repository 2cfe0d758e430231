// Every sentence that names a word of the work can name the organisation's own; and what was typed is never touched.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CONCEPT_NAMES, formsOf, type Language } from './concepts.ts'
import { DELIBERATE, OTHERWISE_MEANT } from './deliberate.ts'
import { literalsIn } from './literals.ts'
import { conceptsIn, mark, type OwnWords, unmark } from './spans.ts'
import { speaking, spoken } from './speaking.ts'

const ROOT = join(import.meta.dirname, '../..')
const roomOf = (file: string) =>
  file
    .replace(/\/text[./].*/, '')
    .split('/')
    .at(-1)!
const pieces = globSync('{app,foundation,capabilities}/**/text{,/*}.{nl,en}.ts', { cwd: ROOT }).flatMap((file) => {
  const source = readFileSync(join(ROOT, file), 'utf8')
  const language: Language = file.endsWith('.nl.ts') ? 'nl' : 'en'
  return literalsIn(source).map(({ from, to }) => ({
    file,
    language,
    text: source.slice(from, to),
    room: roomOf(file),
  }))
})
/** What is left of a text when the words that a pack reaches, those that mean something else, and names are out. */
const bare = ({ text, language, room }: (typeof pieces)[number]) =>
  OTHERWISE_MEANT.filter((one) => one.language === language && (!one.room || one.room === room)).reduce(
    (rest, { words }) => rest.replace(words, '·'),
    mark(text, language, room).replace(/\uE0F0[^\uE0F1]*\uE0F1|\{\w+\}/g, '·'),
  )

test('no word of the work stands in a text in a form that a pack does not reach, unless we meant it to', () => {
  const stems = {
    nl: new RegExp(
      `[\\p{L}-]*(?:${formsOf('nl')
        .map(({ form }) => form)
        .join('|')})[\\p{L}-]*`,
      'giu',
    ),
    en: new RegExp(
      `[\\p{L}-]*\\b(?:${formsOf('en')
        .map(({ form }) => form)
        .join('|')})[\\p{L}-]*`,
      'giu',
    ),
  }
  const missed = new Map<string, string>()
  for (const piece of pieces)
    for (const [word] of bare(piece).matchAll(stems[piece.language]))
      if (!DELIBERATE[piece.language].has(word.toLowerCase())) missed.set(`${word} (${piece.language})`, piece.text)
  assert.deepEqual(Object.fromEntries(missed), {})
})

const town: OwnWords = {
  nl: {
    dossier: { singular: 'map', plural: 'mappen', article: 'de' },
    entry: { singular: 'bericht', plural: 'berichten', article: 'het' },
    council: { singular: 'algemeen bestuur', plural: 'algemene besturen', article: 'het' },
    openItem: { singular: 'vraag', plural: 'vragen', article: 'de' },
    document: { singular: 'bestand', plural: 'bestanden', article: 'het' },
  },
  en: {
    dossier: { singular: 'assignment', plural: 'assignments', article: null },
    openItem: { singular: 'question', plural: 'questions', article: null },
  },
}
const inTown = (text: string, language: Language = 'nl', room?: string) => unmark(mark(text, language, room), town)

test('without own words a sentence stays as it was written', () => {
  for (const { text, language, room } of pieces) assert.equal(unmark(mark(text, language, room), null), text)
})

test('what agrees with a Dutch word goes along: article, adjective, relative pronoun, capital', () => {
  const sentences = {
    'Dit dossier is afgesloten.': 'Deze map is afgesloten.',
    'Het nieuwe dossier en een nieuw dossier.': 'De nieuwe map en een nieuwe map.',
    'Nieuw dossier': 'Nieuwe map',
    'Nieuwe regel': 'Nieuw bericht',
    'een eerdere regel': 'een eerder bericht',
    'Een dossier dat u zelf niet ziet, en elk dossier.': 'Een map die u zelf niet ziet, en elke map.',
    'De regel die u verbetert, deze regels': 'Het bericht dat u verbetert, deze berichten',
    'Alle dossiers en geen dossiers': 'Alle mappen en geen mappen',
    'De raad besluit. Raad en college lezen mee.':
      'Het algemeen bestuur besluit. Algemeen bestuur en college lezen mee.',
    'Dat raad en inwoners meelezen': 'Dat algemeen bestuur en inwoners meelezen',
    'De gemeenteraad': 'Het algemeen bestuur',
    'Het eigen open punt, open punten': 'De eigen vraag, vragen',
    'Open het stuk': 'Open het bestand',
  }
  for (const [ours, theirs] of Object.entries(sentences)) assert.equal(inTown(ours), theirs)
})

test('in English a or an follows the word', () => {
  assert.equal(inTown('A dossier and an open item.', 'en'), 'An assignment and a question.')
  assert.equal(inTown('Close the dossier', 'en'), 'Close the assignment')
})

test('a word inside another word stays, and so does a word that means something else', () => {
  assert.equal(
    inTown('De overdrachtspagina en het /dossiers/{dossier}'),
    'De overdrachtspagina en het /dossiers/{dossier}',
  )
  assert.equal(inTown('Eén per regel.'), 'Eén per regel.')
  assert.equal(inTown('Soort regel', 'nl', 'kaders'), 'Soort regel')
})

test('what is filled in is never changed', () => {
  const texts = spoken({
    title: mark('Het dossier', 'nl'),
    by: (name: string) => `${mark('Een regel over dit dossier van ', 'nl')}${name}`,
    list: [mark('Dossiers', 'nl')],
  })
  const read = () => [texts.title, texts.by('dossier van de raad'), texts.list[0], Object.keys(texts).join()]
  const said = speaking({ looks: { of: () => town, themeOf: () => null }, organisationId: 'Wierdijk' }, read)
  assert.deepEqual(said, ['De map', 'Een bericht over deze map van dossier van de raad', 'Mappen', 'title,by,list'])
  assert.deepEqual(read(), [
    'Het dossier',
    'Een regel over dit dossier van dossier van de raad',
    'Dossiers',
    'title,by,list',
  ])
})

test('every concept stands in a text in both languages: no word is asked for that nobody reads', () => {
  const named = { nl: new Set<string>(), en: new Set<string>() }
  for (const { text, language, room } of pieces)
    for (const { concept } of conceptsIn(mark(text, language, room))) named[language].add(concept)
  for (const language of ['nl', 'en'] as const)
    assert.deepEqual(
      CONCEPT_NAMES.filter((name) => !named[language].has(name)),
      [],
      language,
    )
})

test('no file of texts reaches a reader unmarked', () => {
  const unmarked = globSync('{app,foundation,capabilities}/**/*.{nl,en}.ts', { cwd: ROOT }).filter(
    (file) => !/\/text(\/[\w-]+)?\.(nl|en)\.ts$/.test(file),
  )
  assert.deepEqual(unmarked, [])
  for (const file of globSync('{app,foundation,capabilities}/**/*.{ts,tsx}', { cwd: ROOT })) {
    if (/text(\/[\w-]+)?\.(nl|en)\.ts$|\.test\./.test(file)) continue
    // A sentence kept when a file is loaded is kept in the words of the house, whoever reads it.
    const kept = /^(?:export )?const \w+(?::[^=\n]+)? = (?:nl|en|text|words)\.[\w.]+;?$/m.exec(
      readFileSync(join(ROOT, file), 'utf8'),
    )
    assert.equal(kept, null, `${file}: ${kept?.[0]}`)
  }
})
