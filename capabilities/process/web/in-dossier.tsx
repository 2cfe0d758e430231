// What the process brings to a dossier: a tab and a card once it is used, and how its entries look in the journal.
import type { ComponentChildren } from 'preact'
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { type EntryLook, registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { registerDossierPart, registerDossierTab } from '#capabilities/dossier/web/parts.tsx'
import { Decision } from '#capabilities/kaders/web/in-dossier.tsx'
import { Card, DataList, formatDate, Link, Paragraph, Prose } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { SummaryShown } from '../contract.ts'
import type { Text } from '../text.nl.ts'
import { euro, gateHref, percent, processHref, wordsOf } from './words.ts'

const ask = (dossierId: string) => ['readProcessSummary', { dossierId }] as const

registerDossierTab('process', {
  href: (dossierId) => processHref(dossierId),
  label: (locale) => wordsOf(locale).web.tab,
  ask,
  shown: (_, summary: SummaryShown) => summary.used,
})

registerDossierPart('process', {
  place: 2,
  ask,
  begin: ({ may }: SummaryShown, dossier, { locale }) =>
    may.describeStart && dossier.kind !== 'service'
      ? { href: processHref(dossier.dossierId, 'start'), icon: 'compass', label: wordsOf(locale).web.process.begin }
      : null,
  view: (summary: SummaryShown, dossier, request) => {
    const text = wordsOf(request.locale)
    const { part: words } = text.web
    const { phase, gate, money } = summary
    const href = processHref(dossier.dossierId)
    const dates = formatDate(request.locale)
    if (!summary.used) return null
    const counted = words.counted(summary.red, summary.amber, summary.green, summary.settled)
    return (
      <Card title={words.title} href={href}>
        <DataList
          look="tight"
          items={[
            ...(phase
              ? [
                  {
                    label: words.phase(phase.order, phase.of),
                    value: `${phase.title} · ${text.governments[phase.government] ?? phase.government}`,
                  },
                ]
              : []),
            ...(gate
              ? [
                  {
                    label: words.nextGate,
                    value: (
                      <>
                        <Link href={gateHref(dossier.dossierId, gate.gateId)}>{gate.title}</Link>
                        {`, ${dates.short(gate.plannedOn, request.now)} · ${text.capacities[gate.capacity]}`}
                      </>
                    ),
                  },
                ]
              : []),
            ...(counted ? [{ label: words.uncertainties, value: counted }] : []),
            ...(money
              ? [
                  {
                    label: words.money,
                    value: words.of(
                      euro(request.locale, money.spent),
                      euro(request.locale, money.ceiling),
                      percent(money.share),
                    ),
                  },
                ]
              : []),
          ]}
        />
        {summary.openChoices > 0 && <Paragraph small>{words.choices(summary.openChoices)}</Paragraph>}
        <Link href={href}>{words.open}</Link>
      </Card>
    )
  },
})

const detail = (entry: EntryShown, name: string): string => {
  const value = entry.details[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const things = (entry: EntryShown, name: string): Record<string, unknown>[] => {
  const value = entry.details[name]
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : []
}
const lines = (entry: EntryShown, name: string): string =>
  things(entry, name)
    .filter((one) => typeof one === 'string')
    .join('; ')
    // People write whole sentences here, and «.;» is none of them.
    .replace(/\.; /g, '. ')

/** A bold word and what belongs to it; nothing when there is nothing. */
const fact = (label: string, value: ComponentChildren) =>
  value ? (
    <p class="nl-paragraph schakel-prose" key={label}>
      <strong>{label}</strong> {value}
    </p>
  ) : null

interface Place {
  readonly dossierId: string
  readonly locale: Locale
}
type Told = (entry: EntryShown, text: Text, place: Place) => ComponentChildren

const told = (
  kind: keyof Text['entryKinds'],
  icon: string,
  tone: EntryLook['tone'],
  facts: Told,
  withText = true,
): void =>
  registerEntryLook(kind, {
    group: 'course',
    icon,
    word: (locale) => wordsOf(locale).entryKinds[kind],
    ...(tone ? { tone } : {}),
    view: (entry, place) => (
      <>
        {withText && entry.text && <Prose text={entry.text} />}
        {facts(entry, wordsOf(place.locale), place)}
      </>
    ),
  })

const toGate = (entry: EntryShown, text: Text, { dossierId }: Place) =>
  detail(entry, 'gateId') && (
    <p class="nl-paragraph schakel-small">
      <Link href={gateHref(dossierId, detail(entry, 'gateId'))}>{text.web.journal.toGate}</Link>
    </p>
  )
const title = (entry: EntryShown, more = '') =>
  detail(entry, 'title') && (
    <p class="nl-paragraph">
      <strong>{detail(entry, 'title')}</strong>
      {more && ` · ${more}`}
    </p>
  )

told('start', 'compass', undefined, (entry, { web: { journal } }, { dossierId }) => (
  <>
    {fact(journal.searchArea, detail(entry, 'searchArea'))}
    {fact(journal.known, lines(entry, 'known'))}
    {fact(journal.unknown, lines(entry, 'unknown'))}
    {fact(journal.assumed, lines(entry, 'assumed'))}
    {fact(journal.reason, detail(entry, 'reason'))}
    <p class="nl-paragraph schakel-small">
      <Link href={processHref(dossierId)}>{journal.toProcess}</Link>
    </p>
  </>
))
told(
  'phase',
  'route',
  undefined,
  (entry, text) => {
    const { journal } = text.web
    return (
      <>
        {title(entry, text.phaseStates[detail(entry, 'state')])}
        {fact(journal.question, detail(entry, 'question'))}
        {fact(journal.mode, text.modes[detail(entry, 'mode')])}
        {fact(journal.learned, detail(entry, 'learned'))}
        {fact(journal.reason, detail(entry, 'reason'))}
      </>
    )
  },
  false,
)
told(
  'role',
  'steering-wheel',
  undefined,
  (entry, text) => (
    <>
      {title(
        entry,
        [detail(entry, 'was'), detail(entry, 'became')]
          .filter(Boolean)
          .map((role) => text.governments[role] ?? role)
          .join(' → '),
      )}
      {fact(text.web.journal.reason, detail(entry, 'reason'))}
    </>
  ),
  false,
)
told(
  'uncertainty',
  'help-circle',
  undefined,
  (entry, text, { locale }) => {
    const { journal } = text.web
    const was = detail(entry, 'was')
    const state = detail(entry, 'state')
    return (
      <>
        {title(
          entry,
          was && was !== state ? `${text.states[was]} → ${text.states[state]}` : (text.states[state] ?? ''),
        )}
        {entry.text && <Prose text={entry.text} />}
        {fact(journal.howWeFindOut, detail(entry, 'howWeFindOut'))}
        {fact(journal.by, detail(entry, 'findOutBy') && formatDate(locale).date(detail(entry, 'findOutBy')))}
        {detail(entry, 'reason') !== entry.text && fact(journal.reason, detail(entry, 'reason'))}
      </>
    )
  },
  false,
)
told(
  'money',
  'coin',
  undefined,
  (entry, { web }, { locale }) => {
    const passed = things(entry, 'passed').map((one) => `${one} %`)
    const ceiling = Number(entry.details.ceiling)
    const spent = Number(entry.details.spent)
    return (
      <>
        <p class="nl-paragraph">
          {ceiling > 0 && web.part.of(euro(locale, spent), euro(locale, ceiling), percent(spent / ceiling))}
        </p>
        {passed.length > 0 && (
          <p class="nl-paragraph">
            <strong>{web.journal.passed(passed.join(', '))}</strong>
          </p>
        )}
        {fact(web.money.source, detail(entry, 'source'))}
      </>
    )
  },
  false,
)
told('ownRoom', 'door', 'quiet', (entry, { web }) => (
  <>
    {fact(`${web.room.budget}:`, detail(entry, 'budget'))}
    {fact(`${web.room.hours}:`, detail(entry, 'hours'))}
    {fact(`${web.room.knowledge}:`, detail(entry, 'knowledge'))}
    {fact(web.journal.widenedBy, detail(entry, 'widenedBy'))}
    {fact(web.journal.reason, detail(entry, 'reason'))}
  </>
))
told('employer', 'users', 'quiet', (entry, { web }) => (
  <>
    {fact(web.employer.organisation, detail(entry, 'organisation'))}
    {fact(web.employer.arrangement, detail(entry, 'arrangement'))}
    {fact(web.employer.people, detail(entry, 'people'))}
    {fact(web.journal.reason, detail(entry, 'reason'))}
  </>
))
told('consultation', 'messages', undefined, (entry, text) => (
  <>
    {fact(text.web.consultation.depth, text.depths[detail(entry, 'depth')])}
    {fact(text.web.consultation.tempo, detail(entry, 'tempo'))}
    {fact(
      text.web.journal.notConsulted,
      things(entry, 'notConsulted')
        .map(({ who, reason }) => `${who} (${reason})`)
        .join('; '),
    )}
    {fact(text.web.journal.reason, detail(entry, 'reason'))}
  </>
))
told(
  'gatePlan',
  'calendar-event',
  undefined,
  (entry, text, place) => {
    const { journal } = text.web
    return (
      <>
        {title(entry)}
        <Prose text={detail(entry, 'question')} />
        {fact(journal.decider, text.capacities[detail(entry, 'capacity')])}
        {fact(
          journal.plannedOn,
          detail(entry, 'plannedOn') && formatDate(place.locale).date(detail(entry, 'plannedOn')),
        )}
        {fact(journal.information, detail(entry, 'information'))}
        {fact(journal.conditions, lines(entry, 'conditions'))}
        {fact(journal.reason, detail(entry, 'reason'))}
        {toGate(entry, text, place)}
      </>
    )
  },
  false,
)

/** Facts, options, positions with the minority: of a preparation, and of a decision that took them over. */
const Considered = ({ entry, text }: { entry: EntryShown; text: Text }) => {
  const { journal, gate } = text.web
  return (
    <>
      {fact(journal.facts, detail(entry, 'facts'))}
      {fact(
        journal.options,
        things(entry, 'options')
          .map((one) => (one.says ? `${one.title} (${one.says})` : String(one.title)))
          .join('; '),
      )}
      {fact(
        journal.positions,
        things(entry, 'positions')
          .map(({ whose, says, minority }) => `${whose}${minority ? ` (${gate.minorityTag})` : ''}: ${says}`)
          .join(' · '),
      )}
      {fact(journal.proposal, detail(entry, 'proposal'))}
    </>
  )
}

told(
  'gatePreparation',
  'list-check',
  'quiet',
  (entry, text, place) => (
    <>
      {title(entry)}
      <Considered entry={entry} text={text} />
      {toGate(entry, text, place)}
    </>
  ),
  false,
)
told('gateCancelled', 'calendar-off', 'quiet', (entry) => title(entry))

const moved = (entry: EntryShown, text: Text, way: 'fell' | 'grew') => {
  const all = (entry.details.uncertainties as Record<string, Record<string, string>[]> | undefined)?.[way]
  return Array.isArray(all)
    ? all
        .map((one) => `${one.title} (${text.states[one.was!] ?? one.was} → ${text.states[one.is!] ?? one.is})`)
        .join(', ')
    : ''
}

registerEntryLook('gate', {
  group: 'deciding',
  icon: 'gavel',
  word: (locale) => wordsOf(locale).entryKinds.gate,
  tone: 'decision',
  view: (entry, place) => {
    const text = wordsOf(place.locale)
    const { journal } = text.web
    const money = entry.details.money as { spent: number; ceiling: number; share: number } | null | undefined
    return (
      <>
        {title(entry, text.outcomes[detail(entry, 'outcome')])}
        <Decision entry={entry} dossierId={place.dossierId} locale={place.locale} />
        {fact(journal.minority, detail(entry, 'minority'))}
        {fact(journal.fixed, detail(entry, 'fixed'))}
        {fact(journal.open, detail(entry, 'open'))}
        <Considered entry={entry} text={text} />
        {fact(
          journal.advice,
          things(entry, 'advice')
            .map((one) => `${one.question} ${text.reactions[String(one.reaction)]}: ${one.reason}`)
            .join(' · '),
        )}
        {fact(
          journal.points,
          things(entry, 'points')
            .map((one) => `${one.text} ${text.reactions[String(one.reaction)]}: ${one.answer}`)
            .join(' · '),
        )}
        {fact(journal.fell, moved(entry, text, 'fell'))}
        {fact(journal.grew, moved(entry, text, 'grew'))}
        {fact(
          journal.money,
          money &&
            text.web.part.of(euro(place.locale, money.spent), euro(place.locale, money.ceiling), percent(money.share)),
        )}
        {toGate(entry, text, place)}
      </>
    )
  },
})

registerEntryLook('reservedChoice', {
  group: 'deciding',
  icon: 'lock',
  word: (locale) => wordsOf(locale).entryKinds.reservedChoice,
  tone: 'decision',
  view: (entry, place) => {
    const text = wordsOf(place.locale)
    const { journal, choices } = text.web
    const decided = detail(entry, 'state') === 'decided'
    return (
      <>
        <p class="nl-paragraph">
          <strong>{detail(entry, 'text')}</strong>
          {` · ${text.capacities[detail(entry, 'capacity')] ?? ''} · ${decided ? choices.decided : choices.reserved}`}
        </p>
        {decided ? (
          <>
            <Decision entry={entry} dossierId={place.dossierId} locale={place.locale} />
            {fact(journal.minority, detail(entry, 'minority'))}
          </>
        ) : (
          fact(journal.reason, detail(entry, 'why'))
        )}
        <p class="nl-paragraph schakel-small">
          <Link href={processHref(place.dossierId, 'keuzen', detail(entry, 'choiceId'))}>{journal.toProcess}</Link>
        </p>
      </>
    )
  },
})
told('objection', 'hand-stop', 'warning', (entry, text, place) => (
  <>
    <p class="nl-paragraph">
      <strong>{text.objectionStates[detail(entry, 'state')]}</strong>
    </p>
    {detail(entry, 'state') !== 'raised' && fact(text.web.journal.about, detail(entry, 'text'))}
    {toGate(entry, text, place)}
  </>
))
told('adviceReaction', 'bulb', 'answer', (entry, text, place) => (
  <>
    <p class="nl-paragraph">
      <strong>{text.reactions[detail(entry, 'reaction')]}</strong>
    </p>
    {fact(text.web.journal.about, detail(entry, 'question'))}
    {toGate(entry, text, place)}
  </>
))
told('feasibilityPoint', 'tools', undefined, (entry, text, place) => toGate(entry, text, place))
told('feasibilityAnswer', 'tools', 'answer', (entry, text, place) => (
  <>
    <p class="nl-paragraph">
      <strong>{text.reactions[detail(entry, 'reaction')]}</strong>
    </p>
    {fact(text.web.journal.about, detail(entry, 'point'))}
    {toGate(entry, text, place)}
  </>
))
