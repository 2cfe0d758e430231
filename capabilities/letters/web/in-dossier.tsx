// What the letters bring elsewhere: a tab of the dossier, their look in the journal, and on Vandaag what waits for the executive.
import { registerCouncilPart } from '#capabilities/council/web/council-parts.tsx'
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { registerDossierTab } from '#capabilities/dossier/web/parts.tsx'
import { registerTodayPart } from '#capabilities/open-items/web/today-parts.tsx'
import { Card, dayOf, formatDate, Heading, Link, Prose } from '#foundation/web/components.tsx'
import type { LetterListed } from '../contract.ts'
import { LetterList, type Listed } from './letters-pages.tsx'
import { letterHref, wordsOf } from './words.ts'

registerDossierTab('letters', {
  place: 5,
  href: (dossierId) => `/dossiers/${dossierId}/brieven`,
  label: (locale) => wordsOf(locale).web.tab,
  ask: (dossierId) => ['listLettersOf', { dossierId }],
  icon: 'mail',
  shown: (_, answer: { items: readonly LetterListed[] }) => answer.items.length > 0,
  // Once the council can read along at all.
  begin: (dossier, { may }: { may: Record<string, boolean> }) => Boolean(may.startLetter) && dossier.ceiling >= 4,
})

registerCouncilPart('letters', {
  place: 4,
  ask: (dossierId) => ['listLettersOf', { dossierId }],
  view: ({ items }: Listed, _, request, at) => {
    const { ofDossier } = wordsOf(request.locale).web
    const sent = items.filter((one) => one.reference && (!at || dayOf(one.at) <= at))
    if (sent.length === 0) return null
    return (
      <Card title={ofDossier.title}>
        <LetterList items={sent} label={ofDossier.title} request={request} />
      </Card>
    )
  },
})

const detail = (entry: EntryShown, name: string): string => {
  const value = entry.details[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

registerEntryLook('letter', {
  group: 'council',
  icon: 'mail',
  word: (locale) => wordsOf(locale).entryKinds.letter,
  tone: 'decision',
  view: (entry, { locale }) => (
    <p class="nl-paragraph">
      <Link href={letterHref(detail(entry, 'letterId'))}>{detail(entry, 'title')}</Link>
      {', '}
      {wordsOf(locale).paper.number(Number(detail(entry, 'year')), Number(detail(entry, 'number')))}
    </p>
  ),
})

registerEntryLook('letterDiscussed', {
  group: 'council',
  icon: 'mail-opened',
  word: (locale) => wordsOf(locale).entryKinds.letterDiscussed,
  tone: 'quiet',
  view: (entry, { locale }) => (
    <>
      <p class="nl-paragraph">
        <Link href={letterHref(detail(entry, 'letterId'))}>{detail(entry, 'title')}</Link>
        {', '}
        {formatDate(locale).date(detail(entry, 'discussedOn'))}
      </p>
      {entry.text !== detail(entry, 'title') && <Prose text={entry.text ?? ''} />}
    </>
  ),
})

registerTodayPart('letters', {
  place: 2,
  ask: () => ['listLetters', { which: 'college', limit: 10 }],
  view: ({ items }: Listed, request) => {
    if (items.length === 0) return null
    const { today } = wordsOf(request.locale).web
    return (
      <section class="schakel-stack schakel-stack--sm">
        <Heading level={2} look={3}>
          {today.title}
        </Heading>
        <LetterList items={items} label={today.title} request={request} dossiers />
      </section>
    )
  },
})
