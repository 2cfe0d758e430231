// What the frames bring to a dossier: a card with its decisions, and how a decision looks in the journal.
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { registerDossierPart } from '#capabilities/dossier/web/parts.tsx'
import {
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
import type { DecisionShown } from '../contract.ts'
import type { Text } from '../text.nl.ts'
import { frameHref, wordsOf } from './words.ts'

const SHOWN = 8
const short = (words: string) => (words.length > 160 ? `${words.slice(0, 159)}…` : words)

registerDossierPart('kaders', {
  // What somebody still waits for comes first.
  place: 1,
  ask: (dossierId) => ['listDecisionsOf', { dossierId, limit: SHOWN }],
  begin: ({ may }: { may: Record<string, boolean> }, { dossierId }, { locale }) =>
    may.recordDecision
      ? { href: `/dossiers/${dossierId}/besluit`, icon: 'gavel', label: wordsOf(locale).web.decisions.record }
      : null,
  view: (
    answer: { items: readonly DecisionShown[]; next: string | null; may: Record<string, boolean> },
    dossier,
    request,
  ) => {
    const text = wordsOf(request.locale)
    const { decisions } = text.web
    const { items, may } = answer
    if (items.length === 0) return null
    const dates = formatDate(request.locale)
    const path = `/dossiers/${dossier.dossierId}`
    return (
      <Card title={decisions.card}>
        <LinkList
          label={decisions.card}
          items={items.map((item) => ({
            key: item.decisionId,
            href: `${path}/regels/${item.entryId}`,
            title: short(item.text ?? text.entryKinds.decision),
            meta: [
              text.capacities[item.capacity],
              dates.short(item.decidedOn, request.now),
              ...item.frames.slice(0, 2).map((frame) => frame.title),
            ].join(' · '),
            badge: item.state === 'revoked' && <StateBadge tone="closed">{text.decisionStates.revoked}</StateBadge>,
            // What was decided at a gate of a process changes at a gate.
            below: may.recordDecision && item.state === 'taken' && item.kind === 'decision' && (
              <Link href={`${path}/besluit?herroept=${item.decisionId}`}>{decisions.revoke}</Link>
            ),
          }))}
        />
        {answer.next && <Paragraph small>{decisions.more}</Paragraph>}
        {may.recordDecision && (
          <LinkButton href={`${path}/besluit`} icon="gavel" small>
            {decisions.record}
          </LinkButton>
        )}
      </Card>
    )
  },
})

const detail = (entry: EntryShown, name: string): string => {
  const value = entry.details[name]
  return typeof value === 'string' ? value : ''
}

interface NamedFrame {
  readonly frameId: string
  readonly frameVersionId: string
  readonly title: string
  readonly number: number
}

const isCapacity = (text: Text, name: string): name is keyof Text['capacities'] => name in text.capacities

/** A decision as it stands in the journal; a room whose own line is a decision shows it with this too. */
export function Decision({ entry, dossierId, locale }: { entry: EntryShown; dossierId: string; locale: Locale }) {
  const text = wordsOf(locale)
  const { journal } = text.web
  const capacity = detail(entry, 'capacity')
  const decidedOn = detail(entry, 'decidedOn')
  const revokedEntryId = detail(entry, 'revokedEntryId')
  const frames = Array.isArray(entry.details.frames) ? (entry.details.frames as NamedFrame[]) : []
  const formalCase = entry.details.formalCase as { number: string; system: string } | undefined
  const facts = [
    [journal.reason, detail(entry, 'reason')],
    [journal.effect, detail(entry, 'effect')],
    [journal.maker, detail(entry, 'decisionMaker')],
    [journal.responsible, detail(entry, 'responsible')],
  ] as const
  return (
    <>
      <p class="nl-paragraph schakel-meta">
        {journal.decidedBy(isCapacity(text, capacity) ? text.capacities[capacity] : capacity, detail(entry, 'body'))}
        {decidedOn && `, ${journal.on(formatDate(locale).date(decidedOn))}`}
      </p>
      <Prose text={entry.text ?? ''} />
      {revokedEntryId && (
        <p class="nl-paragraph">
          {journal.revokes} <Link href={`/dossiers/${dossierId}/regels/${revokedEntryId}`}>{journal.toRevoked}</Link>
        </p>
      )}
      {facts.map(
        ([label, value]) =>
          value && (
            <p class="nl-paragraph schakel-prose" key={label}>
              <strong>{label}</strong> {value}
            </p>
          ),
      )}
      <p class="nl-paragraph">
        <strong>{journal.frames}</strong>{' '}
        {frames.map((frame, at) => (
          <span key={frame.frameVersionId}>
            {at > 0 && '; '}
            <Link href={frameHref(frame.frameId, frame.number)}>
              {frame.title}, {journal.version(frame.number)}
            </Link>
          </span>
        ))}
      </p>
      {formalCase && (
        <p class="nl-paragraph schakel-meta">{journal.formalCase(formalCase.number, formalCase.system)}</p>
      )}
    </>
  )
}

registerEntryLook('decision', {
  group: 'deciding',
  icon: 'gavel',
  word: (locale) => wordsOf(locale).entryKinds.decision,
  tone: 'decision',
  view: (entry, { dossierId, locale }) => <Decision entry={entry} dossierId={dossierId} locale={locale} />,
})
