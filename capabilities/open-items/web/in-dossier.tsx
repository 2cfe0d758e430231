// What the open items bring to a dossier: a card beside it, and how their entries look in the journal.
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { type EntryLook, registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { registerDossierPart } from '#capabilities/dossier/web/parts.tsx'
import { Card, formatDate, Link, LinkButton, Paragraph, Prose } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { OpenItemShown } from '../contract.ts'
import { OpenItemList } from './open-item-list.tsx'
import { say, wordsOf } from './words.ts'

registerDossierPart('open-items', {
  ask: (dossierId) => ['listOpenItemsOf', { dossierId, limit: 12 }],
  view: (answer: { items: readonly OpenItemShown[]; may: Record<string, boolean> }, dossier, request) => {
    const { list, acts } = wordsOf(request.locale)
    const { items, may } = answer
    if (items.length === 0 && !may.askOpenItem) return null
    const open = items.filter((item) => item.state === 'open').length
    return (
      <Card title={list.label} aside={open > 0 && open}>
        {items.length === 0 ? (
          <Paragraph soft>{list.empty}</Paragraph>
        ) : (
          <OpenItemList items={items} side="dossier" request={request} />
        )}
        {may.askOpenItem && (
          <LinkButton href={`/dossiers/${dossier.dossierId}/vraag`} icon="message-question" small>
            {acts.askOpenItem}
          </LinkButton>
        )}
      </Card>
    )
  },
})

const detail = (entry: EntryShown, name: string) => {
  const value = entry.details[name]
  return typeof value === 'string' ? value : ''
}

/** The words of the entry, of whom it was asked, and the way to the item. */
const withItem =
  (asked: boolean): EntryLook['view'] =>
  (entry, { locale }) => {
    const { journal } = wordsOf(locale)
    const openItemId = detail(entry, 'openItemId')
    const due = detail(entry, 'dueOn')
    return (
      <>
        {entry.text && <Prose text={entry.text} />}
        <p class="nl-paragraph schakel-small">
          {asked && due && (
            <>
              {say(journal.askedOf, { who: detail(entry, 'addressee'), when: formatDate(locale).date(due) })}
              {'. '}
            </>
          )}
          {openItemId && <Link href={`/open-punten/${openItemId}`}>{journal.toItem}</Link>}
        </p>
      </>
    )
  }

const word = (kind: 'question' | 'answer' | 'refusal' | 'withdrawal' | 'succession') => (locale: Locale) =>
  wordsOf(locale).entryKinds[kind]

registerEntryLook('question', {
  group: 'asked',
  icon: 'message-question',
  word: word('question'),
  tone: 'question',
  view: withItem(true),
})
registerEntryLook('answer', {
  group: 'asked',
  icon: 'message-check',
  word: word('answer'),
  tone: 'answer',
  view: withItem(false),
})
registerEntryLook('refusal', {
  group: 'asked',
  icon: 'message-x',
  word: word('refusal'),
  tone: 'warning',
  view: withItem(false),
})
registerEntryLook('withdrawal', {
  group: 'asked',
  icon: 'message-off',
  word: word('withdrawal'),
  tone: 'withdrawn',
  view: withItem(false),
})
registerEntryLook('succession', { group: 'asked', icon: 'arrows-exchange', word: word('succession'), tone: 'decision' })
