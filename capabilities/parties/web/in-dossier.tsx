// What the parties bring to a dossier: its tabs, a card with what is around it, and how their lines look in the journal.
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { type EntryLook, lookOf, registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { registerDossierPart, registerDossierTab } from '#capabilities/dossier/web/parts.tsx'
import { Card, DataList, formatDate, Link, Prose } from '#foundation/web/components.tsx'
import type { Locale } from '#foundation/web/page.ts'
import type { SurroundingsShown } from '../contract.ts'
import { AREAS, agreementsHref, areaHref, CONTEXT, initiativeHref, partiesHref, teamsHref, wordsOf } from './words.ts'

const ask = (dossierId: string) => ['readSurroundings', { dossierId }] as const

// A tab appears when it is used; the first step stands in the card below.
registerDossierTab('parties', {
  place: 2,
  href: partiesHref,
  label: (locale) => wordsOf(locale).web.parties,
  ask,
  shown: (_, around: SurroundingsShown) => around.parties > 0,
})
registerDossierTab('agreements', {
  place: 3,
  href: agreementsHref,
  label: (locale) => wordsOf(locale).web.agreements,
  ask,
  shown: (_, around: SurroundingsShown) => around.agreements > 0,
})
registerDossierTab('teams', {
  place: 4,
  href: teamsHref,
  label: (locale) => wordsOf(locale).web.teams,
  ask,
  shown: (_, around: SurroundingsShown) => around.teams > 0,
})
registerDossierTab('initiative', {
  place: 1,
  href: initiativeHref,
  label: (locale) => wordsOf(locale).web.initiativePage.title,
  ask,
  shown: (_, around: SurroundingsShown) => around.initiative !== null,
})
registerDossierTab('area', {
  place: 1,
  href: areaHref,
  label: (locale) => wordsOf(locale).entryKinds.area,
  ask,
  shown: (dossier) => dossier.kind === 'area',
})

registerDossierPart('parties', {
  place: 3,
  ask,
  view: (around: SurroundingsShown, dossier, request) => {
    const text = wordsOf(request.locale)
    const { card, agreementsPage, teamsPage } = text.web
    const { dossierId } = dossier
    const { may, areas, contextChanges, initiative } = around
    const dates = formatDate(request.locale)
    const first = [
      may.addParty &&
        around.parties === 0 && { href: partiesHref(dossierId), icon: 'users-group', label: card.readMap },
      may.addParty &&
        around.agreements === 0 && {
          href: agreementsHref(dossierId),
          icon: 'heart-handshake',
          label: agreementsPage.title,
        },
      may.composeTeam &&
        around.teams === 0 && { href: teamsHref(dossierId), icon: 'users-plus', label: teamsPage.title },
      may.nameInitiator &&
        dossier.kind === 'initiative' &&
        initiative === null && { href: initiativeHref(dossierId), icon: 'bulb', label: card.nameInitiator },
      may.linkToArea &&
        areas.length === 0 &&
        dossier.kind !== 'area' && { href: AREAS, icon: 'map-2', label: card.linkArea },
    ].filter((one) => one !== false && one !== undefined)
    const facts = [
      ...(initiative
        ? [
            {
              label: card.initiative,
              value: <Link href={initiativeHref(dossierId)}>{initiative.initiator}</Link>,
            },
          ]
        : []),
      ...(areas.length
        ? [
            {
              label: card.areas,
              value: (
                <ul class="schakel-plain-list">
                  {areas.map((area) => (
                    <li key={area.areaId}>
                      <Link href={areaHref(area.areaId)}>{area.title}</Link>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]
        : []),
      ...(contextChanges.length
        ? [
            {
              label: card.context,
              value: (
                <ul class="schakel-plain-list">
                  {contextChanges.map((one) => (
                    <li key={one.contextChangeId}>
                      <Link href={CONTEXT}>{one.title}</Link>{' '}
                      <span class="schakel-soft schakel-small">{dates.short(one.happensOn, request.now)}</span>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]
        : []),
    ]
    if (first.length === 0 && facts.length === 0) return null
    return (
      <Card title={card.title}>
        {facts.length > 0 && <DataList look="tight" items={facts} />}
        {first.length > 0 && (
          <ul class="schakel-plain-list">
            {first.map(({ href, icon, label }) => (
              <li key={label}>
                <Link href={href} icon={icon}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
    )
  },
})

const detail = (entry: EntryShown, name: string): string => {
  const value = entry.details[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const fact = (label: string, words: string) =>
  words && (
    <p class="nl-paragraph schakel-prose">
      <strong>{label}</strong> {words}
    </p>
  )

const look = (
  kind: string,
  icon: string,
  view: (entry: EntryShown, at: { dossierId: string; locale: Locale }) => ReturnType<NonNullable<EntryLook['view']>>,
  tone?: EntryLook['tone'],
) =>
  registerEntryLook(kind, {
    group: 'people',
    icon,
    word: (locale) => wordsOf(locale).entryKinds[kind as keyof ReturnType<typeof wordsOf>['entryKinds']],
    ...(tone ? { tone } : {}),
    view,
  })

look('party', 'users-group', (entry, { dossierId, locale }) => {
  const { journal } = wordsOf(locale).web
  const left = detail(entry, 'state') === 'left'
  return (
    <>
      <p class="nl-paragraph">
        <Link href={partiesHref(dossierId, detail(entry, 'partyId'))}>{detail(entry, 'name')}</Link>{' '}
        {left ? journal.left : entry.details.changed ? journal.changed : journal.joined}
      </p>
      {left ? <Prose text={detail(entry, 'why')} /> : fact(journal.weak, detail(entry, 'why'))}
    </>
  )
})
look(
  'partyAssessed',
  'scale',
  (entry, { locale }) => <p class="nl-paragraph">{wordsOf(locale).web.journal.rated(detail(entry, 'name'))}</p>,
  'quiet',
)
look('position', 'message-2', (entry, { dossierId, locale }) => {
  const { journal } = wordsOf(locale).web
  const withdrawn = detail(entry, 'state') === 'withdrawn'
  const heardOn = detail(entry, 'heardOn')
  return (
    <>
      <p class="nl-paragraph">
        <Link href={`${partiesHref(dossierId)}#standpunt-${detail(entry, 'positionId')}`}>
          {detail(entry, 'whose')}
        </Link>
        : {detail(entry, 'summary')}
      </p>
      {withdrawn ? (
        fact(journal.withdrawn, entry.text ?? '')
      ) : (
        <>
          {detail(entry, 'arguments') && <Prose text={detail(entry, 'arguments')} />}
          {heardOn ? (
            <p class="nl-paragraph schakel-meta">
              {journal.heard(formatDate(locale).date(heardOn))}
              {detail(entry, 'heardHow') && `, ${detail(entry, 'heardHow')}`}
            </p>
          ) : (
            fact(journal.unheard, detail(entry, 'unheard'))
          )}
        </>
      )}
    </>
  )
})
// The dossier knows an agreement as words of a person; one of two sides shows them, and leads to where each says how it stands.
registerEntryLook('agreement', {
  group: 'written',
  ...lookOf('agreement'),
  view: (entry, { dossierId, locale }) => {
    const text = wordsOf(locale)
    const { journal } = text.web
    if (!detail(entry, 'agreementId')) return <Prose text={entry.text ?? ''} />
    const side = detail(entry, 'side')
    const state = detail(entry, 'state') as keyof typeof text.wordStates
    const dueOn = detail(entry, 'dueOn')
    const from = detail(entry, 'promiser')
    const to = detail(entry, 'receiver')
    return (
      <>
        <p class="nl-paragraph">
          <Link href={agreementsHref(dossierId)}>{journal.promise(from, to)}</Link>
          {dueOn && `, ${journal.due(formatDate(locale).date(dueOn))}`}
        </p>
        {side && (
          <p class="nl-paragraph">
            <strong>{journal.says(side === 'promiser' ? from : to, text.wordStates[state] ?? state)}</strong>.{' '}
            <span class="schakel-soft">{detail(entry, 'promise')}</span>
          </p>
        )}
        <Prose text={entry.text ?? ''} />
      </>
    )
  },
})
// Not a link: who reads this line may not know the area. The card beside the journal leads there for who may.
look(
  'area',
  'map-2',
  (entry, { locale }) => {
    const { journal } = wordsOf(locale).web
    return <p class="nl-paragraph">{detail(entry, 'state') === 'linked' ? journal.linked : journal.unlinked}</p>
  },
  'quiet',
)
look('contextChange', 'news', (entry, { locale }) => {
  const { contextKinds } = wordsOf(locale)
  const kind = detail(entry, 'kind') as keyof typeof contextKinds
  return (
    <>
      <p class="nl-paragraph">
        <Link href={CONTEXT}>{detail(entry, 'title')}</Link>{' '}
        <span class="schakel-soft">
          {contextKinds[kind]} · {formatDate(locale).date(detail(entry, 'happensOn'))} · {detail(entry, 'source')}
        </span>
      </p>
      {detail(entry, 'state') === 'untagged' && <p class="nl-paragraph">{wordsOf(locale).web.journal.untagged}</p>}
      {entry.text && <Prose text={entry.text} />}
    </>
  )
})
look('team', 'users-plus', (entry, { dossierId, locale }) => {
  const { journal } = wordsOf(locale).web
  const dates = formatDate(locale)
  const from = detail(entry, 'startsOn')
  return (
    <>
      <p class="nl-paragraph">
        <Link href={teamsHref(dossierId)}>{detail(entry, 'name')}</Link>{' '}
        {from && (
          <span class="schakel-soft">{journal.startsOn(dates.date(from), dates.date(detail(entry, 'endsOn')))}</span>
        )}
      </p>
      {from ? <Prose text={entry.text ?? ''} /> : <p class="nl-paragraph">{journal.teamEnded}</p>}
    </>
  )
})
look('initiative', 'bulb', (entry, { dossierId, locale }) => {
  const { initiative } = wordsOf(locale).web.journal
  const who = detail(entry, 'initiator')
  const lead: Record<string, string> = {
    named: initiative.named(who),
    worded: initiative.worded(who),
    supported: initiative.supported,
    agreedToClose: initiative.agreedToClose(who),
    closingReason: initiative.closingReason,
  }
  return (
    <>
      <p class="nl-paragraph">
        <Link href={initiativeHref(dossierId)}>{lead[detail(entry, 'state')] ?? who}</Link>
      </p>
      <Prose text={entry.text ?? ''} />
    </>
  )
})
