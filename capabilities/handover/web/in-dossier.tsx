// What handing over brings: a tab below a dossier, its lines in the journal, and on Vandaag what is offered to one.
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { registerDossierTab } from '#capabilities/dossier/web/parts.tsx'
import { registerTodayPart } from '#capabilities/open-items/web/today-parts.tsx'
import { Alert, Link, Prose } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { OfferShown } from '../contract.ts'
import { PATH, pathOf, wordsOf } from './words.ts'

registerDossierTab('handover', {
  place: 60,
  href: pathOf,
  label: (locale) => wordsOf(locale).web.tab,
  // For who takes part; who stands in for the owner finds it from there, and a reader has no use for it.
  icon: 'arrows-exchange',
  shown: () => false,
  begin: (dossier) => dossier.reach <= 2 && dossier.state !== 'closed',
})

const detail = (entry: EntryShown, name: string): string => {
  const value = entry.details[name]
  return typeof value === 'string' ? value : ''
}
const word = (kind: keyof ReturnType<typeof wordsOf>['entryKinds']) => (locale: Locale) =>
  wordsOf(locale).entryKinds[kind]

registerEntryLook('handoverOffered', {
  group: 'people',
  icon: 'arrows-exchange',
  word: word('handoverOffered'),
  tone: 'question',
  view: (entry, { locale }) => (
    <>
      <p class="nl-paragraph">
        <strong>{detail(entry, 'to')}</strong>
        {detail(entry, 'toRole') && `, ${detail(entry, 'toRole')}`}
      </p>
      <Prose text={entry.text ?? ''} />
      {detail(entry, 'first') && (
        <p class="nl-paragraph schakel-prose">
          <strong>{wordsOf(locale).web.journal.first}</strong> {detail(entry, 'first')}
        </p>
      )}
    </>
  ),
})
registerEntryLook('handoverDeclined', {
  group: 'people',
  icon: 'arrows-exchange',
  word: word('handoverDeclined'),
  tone: 'warning',
})
registerEntryLook('handoverWithdrawn', {
  group: 'people',
  icon: 'arrows-exchange',
  word: word('handoverWithdrawn'),
  tone: 'withdrawn',
})

registerTodayPart('handover', {
  ask: () => ['listHandovers', {}],
  view: (answer: { offers: readonly OfferShown[] }, request) => {
    const count = answer.offers.filter((offer) => offer.forMe).length
    if (count === 0) return null
    const words = wordsOf(request.locale)
    return (
      <Alert kind="info">
        {words.digest(count)} <Link href={PATH}>{words.web.all.look(count)}</Link>
      </Alert>
    )
  },
})
