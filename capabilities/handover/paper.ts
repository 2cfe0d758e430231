// The hand-over on paper: the same facts as on the page, as blocks from which a PDF and an ODT are made.
import type { Block, Paper } from '#foundation/paper/paper.ts'
import type { FactsShown, ItemShown } from './contract.ts'
import { text as en } from './text.en.ts'
import { text as nl } from './text.nl.ts'

type Locale = 'nl' | 'en'
const wordsOf = (locale: Locale) => (locale === 'en' ? en : nl)

const dayOf = (at: string, locale: Locale): string =>
  new Date(at.length === 10 ? `${at}T12:00:00Z` : at).toLocaleDateString(locale === 'en' ? 'en-GB' : 'nl-NL', {
    timeZone: 'Europe/Amsterdam',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })

/** Words of more than one paragraph stay that. */
const paragraphs = (words: string): Block[] =>
  words
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ kind: 'paragraph', runs: part }))

const labelled = (label: string, words: string): Block[] =>
  words.trim() === '' ? [] : [{ kind: 'paragraph', runs: [{ text: `${label}: `, bold: true }, { text: words }] }]

/** A part that has nothing says so: on paper nobody can look whether it was left out. */
const part = (level: 1 | 2 | 3, title: string, none: string, blocks: readonly Block[]): Block[] => [
  { kind: 'heading', level, text: title },
  ...(blocks.length ? blocks : [{ kind: 'paragraph', runs: none } as const]),
]

const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): Block[] =>
  rows.length ? [{ kind: 'table', caption, head, rows }] : []

/** `level`: of the headings of its parts. */
export const blocksOf = (facts: FactsShown, locale: Locale, level: 1 | 2): Block[] => {
  const words = wordsOf(locale)
  const { parts, columns, none, unknown } = words.web
  const items = (caption: string, list: readonly ItemShown[]) =>
    table(
      caption,
      [columns.question, columns.from, columns.to, columns.due],
      list.map((item) => [
        item.question,
        item.from,
        item.to,
        dayOf(item.dueOn, locale) + (item.late ? ` (${columns.late})` : ''),
      ]),
    )
  const person = (member: FactsShown['owner'], role: string) => [member.name ?? unknown, member.role ?? '', role]
  const of = (title: string, blocks: readonly Block[]) => part(level, title, none, blocks)
  return [
    ...(facts.first
      ? of(parts.first, [
          ...paragraphs(facts.first.text),
          {
            kind: 'paragraph',
            runs: [
              {
                text: words.web.first.written(facts.first.role ?? unknown, dayOf(facts.first.writtenAt, locale)),
                italic: true,
              },
            ],
          },
        ])
      : []),
    ...of(parts.purpose, [
      ...labelled(parts.reason, facts.reason),
      ...labelled(parts.goal, facts.purpose),
      ...labelled(parts.effect, facts.residentEffect),
    ]),
    ...of(parts.standing, [
      { kind: 'facts', rows: [[parts.state, words.states[facts.state]]] },
      ...labelled(parts.pause, facts.pause ?? ''),
      ...labelled(parts.plan, facts.plan),
      ...(facts.latest.length
        ? [
            {
              kind: 'list' as const,
              items: facts.latest.map((line) => [
                { text: `${dayOf(line.occurredAt, locale)}, ${line.role}: `, bold: true },
                { text: line.text },
              ]),
            },
          ]
        : []),
    ]),
    ...of(
      parts.agreements,
      table(
        parts.agreements,
        [columns.what, columns.when, columns.state, columns.who],
        facts.agreements.map((one) => [
          one.text,
          dayOf(one.on, locale),
          words.agreementStates[one.state] ?? one.state,
          one.who,
        ]),
      ),
    ),
    ...of(parts.owes, items(parts.owes, facts.owes)),
    ...of(parts.awaits, items(parts.awaits, facts.awaits)),
    ...of(
      parts.people,
      table(
        parts.people,
        [columns.name, columns.organisation, columns.part],
        [
          person(facts.owner, parts.owner),
          person(facts.deputy, parts.deputy),
          ...facts.people.map((one) => [
            one.name ?? one.organisationName,
            [one.functionName, one.organisationName].filter(Boolean).join(', '),
            [words.roles[one.role] ?? one.role, one.mandate, one.interest]
              .filter(Boolean)
              .map((words) => words.replace(/\.$/, ''))
              .join('. '),
          ]),
        ],
      ),
    ),
    ...of(
      parts.decisions,
      table(
        parts.decisions,
        [columns.decision, columns.when, columns.body, columns.frames],
        facts.decisions.map((one) => [one.text, dayOf(one.decidedOn, locale), one.body, one.frames.join('; ')]),
      ),
    ),
    ...of(
      parts.lessons,
      facts.lessons.length
        ? [
            {
              kind: 'list',
              items: facts.lessons.map((one) => [
                { text: `${dayOf(one.on, locale)}: `, bold: true },
                { text: one.text },
              ]),
            },
          ]
        : [],
    ),
  ]
}

/** One dossier, or several behind each other. */
export const paperOf = (
  all: readonly FactsShown[],
  { title, organisation, locale, now }: { title?: string; organisation: string; locale: Locale; now: Date },
): Paper => {
  const words = wordsOf(locale).web
  const single = all.length === 1 && title === undefined ? all[0] : undefined
  return {
    title: single ? `${words.title}: ${single.title}` : (title ?? words.all.title),
    language: locale,
    organisation,
    date: now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' }),
    blocks: single
      ? blocksOf(single, locale, 1)
      : all.flatMap((facts): Block[] => [
          { kind: 'heading', level: 1, text: facts.title },
          ...blocksOf(facts, locale, 2),
        ]),
  }
}
