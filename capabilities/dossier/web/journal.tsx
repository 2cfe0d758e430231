// The journal of a dossier: its lines by day, what may be done with each, and the ways through it.
import type { ComponentChildren } from 'preact'
import {
  Actions,
  Button,
  Confirm,
  dayOf,
  EmptyState,
  Form,
  formatDate,
  Link,
  LinkButton,
  Pagination,
  Paragraph,
  Select,
  Timeline,
  TimelineDay,
  TimelineItem,
} from '#foundation/web/components.tsx'
import { formFields, type Locale, type PageRequest } from '#foundation/web/page.ts'
import type { DossierShown, EntryShown } from '../contract.ts'
import { EntryBody, entryChoices, lookOf } from './entry-looks.tsx'
import { withQuery } from './forms.tsx'
import { audienceOf, wordsOf } from './words.ts'

export const entryHref = (dossierId: string, entryId: string) => `/dossiers/${dossierId}/regels/${entryId}`
export const documentHref = (dossierId: string, documentId: string) => `/dossiers/${dossierId}/stukken/${documentId}`

/** The documents of an entry, each to its page. */
export const filesOf = (dossierId: string, entry: Pick<EntryShown, 'attachments'>) =>
  entry.attachments.map((file) => ({
    href: documentHref(dossierId, file.documentId),
    name: file.name,
    size: file.size,
    type: file.type,
    description: file.description,
  }))

/** True when this line can be put right with a new one: words of a person, not erased, not put right already. */
export const canBeCorrected = (entry: EntryShown): boolean =>
  entry.erasedAt === null && entry.correctedBy === null && lookOf(entry.kind).isWritten === true

/** What an entry says, with what became of it: struck through when corrected, a tombstone when erased. */
export function EntryContent({ entry, dossierId, locale }: { entry: EntryShown; dossierId: string; locale: Locale }) {
  const { journal } = wordsOf(locale).web
  if (entry.erasedAt)
    return (
      <>
        <Paragraph>{journal.erased}</Paragraph>
        {entry.erasedGround && (
          <Paragraph soft small>
            {journal.ground} {entry.erasedGround}
          </Paragraph>
        )}
      </>
    )
  const body = <EntryBody entry={entry} dossierId={dossierId} locale={locale} />
  return (
    <>
      {entry.corrects && (
        <Paragraph small>
          {journal.corrects} <Link href={entryHref(dossierId, entry.corrects)}>{journal.toCorrected}</Link>
        </Paragraph>
      )}
      {entry.correctedBy ? (
        <>
          <del>{body}</del>
          <Paragraph small>
            {journal.corrected} <Link href={entryHref(dossierId, entry.correctedBy)}>{journal.toCorrection}</Link>
          </Paragraph>
        </>
      ) : (
        body
      )}
      {entry.expiresAt && (
        <Paragraph soft small>
          {journal.expires(formatDate(locale).date(entry.expiresAt))}
        </Paragraph>
      )}
    </>
  )
}

function DiscardNote({ noteId, request }: { noteId: string; request: PageRequest }) {
  const { journal } = wordsOf(request.locale).web
  return (
    <Confirm label={journal.discard} kind="subtle" small>
      <Form action={request.path} fields={{ ...formFields('discardNote', request), noteId }}>
        <Paragraph>{journal.discardAsk}</Paragraph>
        <Actions>
          <Button kind="danger" small>
            {journal.discardYes}
          </Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function EntryItem({ entry, dossier, request }: { entry: EntryShown; dossier: DossierShown; request: PageRequest }) {
  const { locale } = request
  const text = wordsOf(locale)
  const { journal } = text.web
  const look = lookOf(entry.kind)
  const { dossierId, may } = dossier
  const own = entry.kind === 'note'
  const href = entryHref(dossierId, entry.entryId)
  const later = dayOf(entry.recordedAt) !== dayOf(entry.occurredAt)
  const actions: ComponentChildren[] = [
    may.addEntry && canBeCorrected(entry) && (
      <a class="nl-link" href={`${href}#verbeteren`}>
        {journal.correct}
      </a>
    ),
    may.changeAudience && !own && !entry.erasedAt && (
      <a class="nl-link" href={`${href}#lezers`}>
        {journal.whoReads}
      </a>
    ),
  ].filter(Boolean)
  return (
    <TimelineItem
      id={`regel-${entry.entryId}`}
      at={entry.occurredAt}
      kind={{ word: look.word(locale), icon: entry.erasedAt ? 'eraser' : look.icon }}
      author={own ? journal.you : (entry.authorName ?? entry.authorRole)}
      organisation={!own && entry.authorName ? entry.authorRole : undefined}
      audience={audienceOf(text, entry.audience)}
      tone={entry.erasedAt || entry.correctedBy ? 'withdrawn' : look.tone}
      attachments={filesOf(dossierId, entry)}
      href={own ? undefined : href}
      note={later && journal.writtenLater(formatDate(locale).short(entry.recordedAt, request.now))}
      actions={own ? <DiscardNote noteId={entry.entryId} request={request} /> : actions.length > 0 && actions}
    >
      <EntryContent entry={entry} dossierId={dossierId} locale={locale} />
    </TimelineItem>
  )
}

export interface JournalShown {
  readonly entries: readonly EntryShown[]
  readonly older: string | null
  readonly kind: string
  readonly audience: string
  readonly before: string | undefined
  /** That occur in this journal for this reader. */
  readonly kinds: readonly string[]
}

export function Journal({
  shown,
  dossier,
  request,
}: {
  shown: JournalShown
  dossier: DossierShown
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const { journal, show } = text.web
  const path = `/dossiers/${dossier.dossierId}`
  const filter = { soort: shown.kind, lezers: shown.audience }
  const filtered = Boolean(shown.kind || shown.audience)
  const days = Map.groupBy(shown.entries, (entry) => dayOf(entry.occurredAt))
  return (
    <>
      {(filtered || shown.before || shown.entries.length > 3) && (
        <Form id="filter" action={`${path}#filter`} method="get" inline autoSubmit label={journal.filter}>
          <Select
            name="soort"
            label={journal.kind}
            value={shown.kind}
            empty={journal.everyKind}
            options={entryChoices(shown.kinds, request.locale)}
          />
          <Select
            name="lezers"
            label={journal.audience}
            value={shown.audience}
            empty={journal.everyAudience}
            options={text.audiences
              .map((label, level) => ({ value: String(level), label }))
              .filter(
                ({ value }) => value === '0' || (Number(value) >= dossier.reach && Number(value) <= dossier.ceiling),
              )}
          />
          <span class="schakel-no-script">
            <Button>{show}</Button>
          </span>
        </Form>
      )}
      {shown.entries.length === 0 ? (
        <EmptyState
          icon="notebook"
          action={(filtered || shown.before) && <LinkButton href={path}>{journal.showAll}</LinkButton>}
        >
          {filtered || shown.before
            ? journal.emptyFilter
            : dossier.may.addEntry
              ? journal.empty
              : journal.emptyForReader}
        </EmptyState>
      ) : (
        <Timeline label={text.web.dossier.journal} id="journaal">
          {[...days].map(([day, entries]) => (
            <TimelineDay key={day} day={day} now={request.now}>
              {entries.map((entry) => (
                <EntryItem key={entry.entryId} entry={entry} dossier={dossier} request={request} />
              ))}
            </TimelineDay>
          ))}
        </Timeline>
      )}
      <Pagination
        newer={shown.before && withQuery(path, filter)}
        older={shown.older ? withQuery(path, { ...filter, voor: shown.older }) : undefined}
      />
    </>
  )
}
