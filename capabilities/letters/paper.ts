// A letter to the council as a paper. It is a Dutch letter in every reader's language: the council got it in Dutch.
import type { Block, Paper, Run } from '#foundation/paper/paper.ts'
import type { LetterShown, PartShown } from './contract.ts'
import { text } from './text.nl.ts'

const day = (at: string) =>
  new Date(at.length === 10 ? `${at}T12:00:00Z` : at).toLocaleDateString('nl-NL', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/Amsterdam',
  })
const dayIn = (at: string) => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** The address of the line in the journal; who may not read it there learns nothing by it. */
const sourceOf = (letter: LetterShown, part: PartShown, origin: string): readonly Run[] => {
  const address = `${origin}/dossiers/${letter.dossierId}/regels/${part.entryId}`
  return [
    { text: text.paper.source(text.lineKinds[part.lineKind ?? ''] ?? text.lineKinds.other!, day(part.occurredAt!)) },
    { text: address, link: address },
  ]
}

const partBlock = (letter: LetterShown, part: PartShown, origin: string): Block => {
  if (part.kind === 'heading') return { kind: 'heading', level: 1, text: part.text ?? '' }
  if (part.kind === 'own') return { kind: 'paragraph', runs: part.text ?? '' }
  return {
    kind: 'paragraph',
    runs: [{ text: part.text ?? text.paper.lineGone, note: sourceOf(letter, part, origin) }],
  }
}

/** `today` is the date on a draft. */
export const paperOf = (letter: LetterShown, origin: string, today = new Date()): Paper => {
  const { paper } = text
  const address = `${origin}/raad/brieven/${letter.letterId}`
  const facts: (readonly [string, string])[] = [
    [paper.to, paper.council(letter.organisationName)],
    [paper.from, paper.college(letter.organisationName)],
    [paper.about, letter.dossierTitle],
    ...(letter.reference
      ? [[paper.reference, paper.number(letter.reference.year, letter.reference.number)] as const]
      : []),
    ...(letter.decidedOn ? [[paper.decided, day(letter.decidedOn)] as const] : []),
    ...(letter.corrects ? [[paper.corrects, letter.corrects.title] as const] : []),
  ]
  return {
    title: letter.title,
    language: 'nl',
    organisation: letter.organisationName,
    date: letter.sentAt ? dayIn(letter.sentAt) : dayIn(today.toISOString()),
    blocks: [
      ...(letter.sentAt ? [] : [{ kind: 'paragraph', runs: [{ text: paper.draft, bold: true }] } as const]),
      { kind: 'facts', rows: facts },
      ...(letter.erasedGround
        ? [{ kind: 'paragraph', runs: paper.erased(letter.erasedGround) } as const]
        : [
            ...letter.struck.map(
              ({ at, ground, byRole }) =>
                ({ kind: 'paragraph', runs: [{ text: paper.struck(day(at), ground, byRole), bold: true }] }) as const,
            ),
            ...letter.parts.map((part) => partBlock(letter, part, origin)),
          ]),
      { kind: 'heading', level: 1, text: paper.origin },
      { kind: 'paragraph', runs: paper.originText },
      { kind: 'paragraph', runs: [{ text: paper.webVersion }, { text: address, link: address }] },
    ],
  }
}
