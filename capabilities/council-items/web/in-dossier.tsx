// What this room brings to a dossier and to its council page: what the council is owed, when it treats what, and how its
// lines look in the journal.
import { registerCouncilLink, registerCouncilPart } from '#capabilities/council/web/council-parts.tsx'
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { registerDossierPart } from '#capabilities/dossier/web/parts.tsx'
import {
  Actions,
  Card,
  formatDate,
  Link,
  LinkButton,
  LinkList,
  Paragraph,
  Prose,
  StateBadge,
} from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { ItemShown, Kind, MarkShown, MomentShown } from '../contract.ts'
import { MomentList } from './agenda-pages.tsx'
import { ItemList } from './item-list.tsx'
import { AGENDA, DESK, ITEMS, isEnded, MARKS, wordsOf } from './words.ts'

type Listed<T> = { readonly items: readonly T[]; readonly may: Readonly<Record<string, boolean>> }

registerDossierPart('council-items', {
  place: 2,
  ask: (dossierId) => ['listCouncilItemsOf', { dossierId, limit: 6 }],
  view: ({ items, may }: Listed<ItemShown>, dossier, request) => {
    const text = wordsOf(request.locale)
    const { card } = text.web
    const path = `/dossiers/${dossier.dossierId}`
    if (items.length === 0 && !may.registerCouncilItem && !may.askTechnicalQuestion) return null
    const open = items.filter((item) => !isEnded(item)).length
    return (
      <Card title={card.open} aside={open > 0 && open}>
        {items.length === 0 ? (
          <Paragraph soft>{card.empty}</Paragraph>
        ) : (
          <>
            <ItemList items={items} label={card.open} inDossier request={request} />
            <Paragraph small>
              <Link href={`${ITEMS}?dossier=${dossier.dossierId}&welke=alles`}>{card.all}</Link>
            </Paragraph>
          </>
        )}
        <Actions>
          {may.askTechnicalQuestion && (
            <LinkButton href={`${path}/raadsvraag`} icon="message-question" small>
              {text.acts.askTechnicalQuestion}
            </LinkButton>
          )}
          {may.registerCouncilItem && (
            <LinkButton href={`${path}/raadspunt`} icon="plus" small>
              {text.acts.registerCouncilItem}
            </LinkButton>
          )}
        </Actions>
      </Card>
    )
  },
})

registerDossierPart('council-moments', {
  place: 2,
  ask: (dossierId) => ['listMoments', { dossierId, which: 'coming', limit: 3 }],
  view: ({ items }: { items: readonly MomentShown[] }, _, request) => {
    const { card } = wordsOf(request.locale).web
    if (items.length === 0) return null
    return (
      <Card title={card.next}>
        <MomentList moments={items} label={card.next} alone request={request} />
      </Card>
    )
  },
})

const short = (words: string) => (words.length > 120 ? `${words.slice(0, 119)}…` : words)

registerDossierPart('political-choices', {
  place: 3,
  ask: (dossierId) => ['listPoliticalChoicesOf', { dossierId, limit: 4 }],
  begin: ({ may }: Listed<MarkShown>, { dossierId }, { locale }) =>
    may.markPoliticalChoice
      ? {
          href: `/dossiers/${dossierId}/politieke-keuze`,
          icon: 'flag',
          label: wordsOf(locale).acts.markPoliticalChoice,
        }
      : null,
  view: ({ items, may }: Listed<MarkShown>, dossier, request) => {
    const text = wordsOf(request.locale)
    if (items.length === 0) return null
    const dates = formatDate(request.locale)
    return (
      <Card title={text.web.card.marks}>
        <LinkList
          label={text.web.card.marks}
          items={items.map((mark) => ({
            key: mark.markId,
            href: `${MARKS}/${mark.markId}`,
            title: short(mark.text),
            meta: [mark.markedRole, dates.short(mark.markedAt, request.now)].join(' · '),
            badge: (
              <StateBadge tone={mark.state === 'waiting' ? 'wait' : mark.state === 'withdrawn' ? 'closed' : 'done'}>
                {text.markStates[mark.state]}
              </StateBadge>
            ),
          }))}
        />
        {may.markPoliticalChoice && (
          <LinkButton href={`/dossiers/${dossier.dossierId}/politieke-keuze`} icon="flag" small>
            {text.acts.markPoliticalChoice}
          </LinkButton>
        )}
      </Card>
    )
  },
})

registerCouncilPart('council-items', {
  place: 1,
  ask: (dossierId, at) => ['listCouncilItemsOf', { dossierId, limit: 20, ...(at ? { at } : {}) }],
  view: ({ items, may }: Listed<ItemShown>, dossierId, request, at) => {
    const text = wordsOf(request.locale)
    const { card } = text.web
    if (items.length === 0 && !may.askTechnicalQuestion) return null
    return (
      <Card title={card.open}>
        {items.length === 0 ? (
          <Paragraph soft>{card.nothingOpen}</Paragraph>
        ) : (
          <ItemList items={items} label={card.open} inDossier request={request} />
        )}
        {may.askTechnicalQuestion && !at && (
          <LinkButton href={`/dossiers/${dossierId}/raadsvraag`} icon="message-question" small>
            {text.acts.askTechnicalQuestion}
          </LinkButton>
        )}
      </Card>
    )
  },
})

registerCouncilPart('council-moments', {
  place: 0,
  ask: (dossierId, at) => ['listMoments', { dossierId, which: 'coming', limit: 3, ...(at ? { at } : {}) }],
  view: ({ items }: { items: readonly MomentShown[] }, _, request) => {
    const { card } = wordsOf(request.locale).web
    // When the council hears more stands in the main line; «nothing planned» below it would contradict that.
    if (items.length === 0) return null
    return (
      <Card title={card.next}>
        <MomentList moments={items} label={card.next} alone request={request} />
      </Card>
    )
  },
})

registerCouncilLink({
  room: 'councilItems',
  href: DESK,
  icon: 'clipboard-list',
  label: (locale) => wordsOf(locale).web.desk.title,
  shown: (request) => request.actor?.memberships.some((one) => one.position === 'registry') ?? false,
})
registerCouncilLink({
  room: 'councilItems',
  href: ITEMS,
  icon: 'gavel',
  label: (locale) => wordsOf(locale).web.councilItems,
})
registerCouncilLink({
  room: 'councilItems',
  href: AGENDA,
  icon: 'calendar',
  label: (locale) => wordsOf(locale).web.agenda,
})

const detail = (entry: EntryShown, name: string): string => {
  const value = entry.details[name]
  return typeof value === 'string' ? value : ''
}

function CouncilItemEntry({ entry, locale }: { entry: EntryShown; locale: Locale }) {
  const text = wordsOf(locale)
  const { journal } = text.web
  const dates = formatDate(locale)
  const kind = detail(entry, 'councilKind') as Kind
  const move = detail(entry, 'move')
  const [dueOn, debtor, body, decidedOn, code] = (['dueOn', 'debtor', 'body', 'decidedOn', 'code'] as const).map(
    (name) => detail(entry, name),
  )
  const what =
    move === 'late' ? `${text.web.item.late}: ${text.lateness[code as 'other'] ?? ''}` : (text.steps[move] ?? '')
  const facts = [
    debtor && journal.by(debtor),
    dueOn && journal.due(dates.date(dueOn)),
    body && decidedOn && `${body}, ${dates.date(decidedOn)}`,
  ].filter(Boolean)
  return (
    <>
      <p class="nl-paragraph">
        <strong>
          {text.kinds[kind] ?? ''} {detail(entry, 'reference')}: {detail(entry, 'title')}
        </strong>
        {` · ${what}`}
      </p>
      {entry.text && <Prose text={entry.text} />}
      {facts.length > 0 && <p class="nl-paragraph schakel-meta">{facts.join(' · ')}</p>}
      <p class="nl-paragraph schakel-small">
        <Link href={`${ITEMS}/${detail(entry, 'councilItemId')}`}>{journal.toItem}</Link>
      </p>
    </>
  )
}

function PoliticalEntry({ entry, locale }: { entry: EntryShown; locale: Locale }) {
  const text = wordsOf(locale)
  const { journal, mark } = text.web
  const move = detail(entry, 'move')
  const body = detail(entry, 'body')
  const dueOn = detail(entry, 'dueOn')
  const asked = move === 'marked'
  return (
    <>
      <p class="nl-paragraph">
        <strong>{asked ? journal.marked : (text.markStates[move as 'routed'] ?? '')}</strong>
        {body && ` · ${mark.toBody(text.bodies[body as 'raad'] ?? body)}`}
      </p>
      {entry.text && <Prose text={entry.text} />}
      {!asked && detail(entry, 'mark') && (
        <p class="nl-paragraph schakel-meta">
          {journal.about} {detail(entry, 'mark')}
        </p>
      )}
      <p class="nl-paragraph schakel-small">
        {asked && dueOn && `${journal.answerBefore(formatDate(locale).date(dueOn))}. `}
        <Link href={`${MARKS}/${detail(entry, 'markId')}`}>{journal.toMark}</Link>
      </p>
    </>
  )
}

function MomentEntry({ entry, locale }: { entry: EntryShown; locale: Locale }) {
  const text = wordsOf(locale)
  const { journal } = text.web
  const dates = formatDate(locale)
  const move = detail(entry, 'move')
  const subject = detail(entry, 'subject')
  const was = detail(entry, 'was')
  const kind = text.momentKinds[detail(entry, 'momentKind') as MomentShown['kind']] ?? ''
  const plannedOn = detail(entry, 'plannedOn')
  return (
    <>
      <p class="nl-paragraph">
        <strong>{subject}</strong>
        {` · ${text.momentStates[move as MomentShown['state']] ?? ''}`}
      </p>
      {entry.text && entry.text !== subject && <Prose text={entry.text} />}
      <p class="nl-paragraph schakel-meta">
        {[kind, plannedOn && dates.date(plannedOn), was && journal.was(dates.date(was))].filter(Boolean).join(' · ')}
      </p>
      <p class="nl-paragraph schakel-small">
        <Link href={`${AGENDA}/${detail(entry, 'momentId')}`}>{journal.toMoment}</Link>
      </p>
    </>
  )
}

registerEntryLook('councilItem', {
  group: 'council',
  icon: 'gavel',
  word: (locale) => wordsOf(locale).entryKinds.councilItem,
  tone: 'question',
  view: (entry, { locale }) => <CouncilItemEntry entry={entry} locale={locale} />,
})
registerEntryLook('politicalChoice', {
  group: 'council',
  icon: 'flag',
  word: (locale) => wordsOf(locale).entryKinds.politicalChoice,
  tone: 'warning',
  view: (entry, { locale }) => <PoliticalEntry entry={entry} locale={locale} />,
})
registerEntryLook('councilMoment', {
  group: 'council',
  icon: 'calendar',
  word: (locale) => wordsOf(locale).entryKinds.councilMoment,
  tone: 'quiet',
  view: (entry, { locale }) => <MomentEntry entry={entry} locale={locale} />,
})
