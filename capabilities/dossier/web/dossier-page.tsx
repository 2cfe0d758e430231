// The page of one dossier: what it is for on top, writing and reading below it, and beside it what belongs to it.
import type { ComponentChildren } from 'preact'
import {
  Alert,
  AttachmentList,
  AudienceChip,
  Card,
  Columns,
  DataList,
  Details,
  formatDate,
  Heading,
  Link,
  Live,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  type StateTone,
  TabNav,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { DOSSIER_KINDS, type DossierShown, type EntryShown, OUTCOMES } from '../contract.ts'
import { Composer, type Linkable } from './composer.tsx'
import { entryInput } from './entry-input.ts'
import { cursorOf, idOf, Unkept } from './forms.tsx'
import { filesOf, Journal, type JournalShown } from './journal.tsx'
import { askAbout, type Beginning, type DossierPart, dossierParts, linksToManage, type TabsShown } from './parts.tsx'
import { audienceOf, wordsOf } from './words.ts'

const PAGE = 50

export const stateTone: Record<DossierShown['state'], StateTone> = {
  active: 'active',
  paused: 'wait',
  closed: 'closed',
}

/** The crumbs of every page below a dossier. */
export const crumbs = (request: PageRequest, dossier: Pick<DossierShown, 'dossierId' | 'title'>) => [
  { href: '/dossiers', label: wordsOf(request.locale).web.dossiers },
  { href: `/dossiers/${dossier.dossierId}`, label: dossier.title },
]

const fullName = (member: DossierShown['owner'], unknown: string): ComponentChildren =>
  member.name ? (
    <>
      {member.name}
      {member.functionName && <span class="schakel-soft">, {member.functionName}</span>}
    </>
  ) : (
    <span class="schakel-soft">{unknown}</span>
  )

/**
 * The parts of a dossier that are pages of their own; those that are not used and not to be used are left out. `tabs` come
 * from `askAbout`; `current` is one of the dossier's own or the name under which a room registered its tab.
 */
export function DossierTabs({
  dossier,
  tabs,
  current,
  request,
}: {
  dossier: DossierShown
  tabs: TabsShown
  current: string
  request: PageRequest
}) {
  const words = wordsOf(request.locale).web.dossier
  const { may } = dossier
  const path = `/dossiers/${dossier.dossierId}`
  const items = [
    { key: 'journal', href: path, label: words.journal, shown: true },
    { key: 'plan', href: `${path}/plan`, label: words.plan, shown: may.changePlan || dossier.planNumber > 0 },
    {
      key: 'people',
      href: `${path}/mensen`,
      label: words.people,
      shown: may.involve || dossier.involvements.length > 0,
    },
    ...tabs.map(({ name, tab, shown }) => ({
      key: name,
      href: tab.href(dossier.dossierId),
      label: tab.label(request.locale),
      shown,
    })),
  ].filter((item) => item.shown || item.key === current)
  if (items.length < 2) return null
  return (
    <TabNav
      label={words.parts}
      items={items.map(({ key, href, label }) => ({ href, label, current: key === current }))}
    />
  )
}

function DossierHead({ dossier, request }: { dossier: DossierShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.dossier
  return (
    <PageHead
      above={words.of(text.kinds[dossier.kind] ?? dossier.kind, dossier.organisationName)}
      title={dossier.title}
      lead={dossier.purpose || dossier.reason}
      badges={
        <>
          <StateBadge tone={stateTone[dossier.state]}>{text.states[dossier.state]}</StateBadge>
          <span class="schakel-meta">{words.known}</span>
          <AudienceChip {...audienceOf(text, dossier.ceiling)} plain />
          <span class="schakel-meta">{words.reach[dossier.reach]}</span>
        </>
      }
    />
  )
}

/** From here on somebody stands outside: what is empty for them may well be filled in. */
const COUNCIL = 4

function Facts({ dossier, request }: { dossier: DossierShown; request: PageRequest }) {
  const words = wordsOf(request.locale).web.dossier
  const { residentEffect, may } = dossier
  // Of a closed dossier the closure tells what was noticed; an empty field that nobody can fill says nothing.
  const effect =
    residentEffect || (dossier.state !== 'closed' && dossier.reach < COUNCIL)
      ? [
          {
            label: words.effect,
            value: residentEffect ? (
              <Prose text={residentEffect} />
            ) : (
              <>
                <span class="schakel-soft">{words.noEffect}</span>{' '}
                {may.changePlan && <Link href={`/dossiers/${dossier.dossierId}/plan#bijstellen`}>{words.fillIn}</Link>}
              </>
            ),
          },
        ]
      : []
  return (
    <Card>
      <DataList
        items={[
          ...effect,
          { label: words.owner, value: fullName(dossier.owner, words.unknown) },
          { label: words.deputy, value: fullName(dossier.deputy, words.unknown) },
          ...(dossier.purpose && dossier.reason
            ? [{ label: words.reason, value: <Prose text={dossier.reason} /> }]
            : []),
        ]}
      />
    </Card>
  )
}

function Standing({ dossier, request }: { dossier: DossierShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.dossier
  const dates = formatDate(request.locale)
  if (dossier.pause)
    return (
      <Alert kind="warning" title={words.paused}>
        {dossier.pause.reason && <Prose text={dossier.pause.reason} />}
        <Paragraph small>
          {words.pausedSince} {dates.day(dossier.pause.pausedAt, request.now)}
        </Paragraph>
      </Alert>
    )
  if (!dossier.closure) return null
  const { outcome, result, effect, lesson, closedAt, retainUntil, retentionSource } = dossier.closure
  return (
    <Card title={words.closed} aside={dates.date(closedAt)} tone="done">
      <DataList
        items={[
          { label: words.outcome, value: <strong>{text.outcomes[outcome]}</strong> },
          // Council and public read these words once they were opened to them.
          ...[
            { label: words.result, text: result },
            { label: words.inEffect, text: effect },
            { label: words.lesson, text: lesson },
          ].flatMap(({ label, text: told }) => (told ? [{ label, value: <Prose text={told} /> }] : [])),
          {
            label: words.retain,
            value: (
              <>
                {retainUntil ? dates.date(retainUntil) : words.forEver}
                {retentionSource && <span class="schakel-meta"> {retentionSource}</span>}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** Who takes part, by organisation; only for whoever may know it. */
function PeopleCard({ dossier, request }: { dossier: DossierShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { dossier: words, people } = text.web
  if (dossier.involvements.length === 0) return null
  const organisations = Map.groupBy(dossier.involvements, (one) => one.organisationName ?? '')
  return (
    <Card title={words.whoTakesPart} href={`/dossiers/${dossier.dossierId}/mensen`} aside={dossier.involvements.length}>
      <DataList
        look="tight"
        items={[...organisations].map(([organisation, members]) => ({
          label: organisation,
          value: (
            <ul class="schakel-plain-list">
              {members.map((one) => (
                <li key={one.involvementId}>
                  {one.name ?? people.wholeOrganisation}{' '}
                  <span class="schakel-soft schakel-small">{text.roles[one.role] ?? one.role}</span>
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Card>
  )
}

function DocumentsCard({
  entries,
  dossier,
  request,
}: {
  entries: readonly EntryShown[]
  dossier: DossierShown
  request: PageRequest
}) {
  const words = wordsOf(request.locale).web.dossier
  // What they show stands beside their line; here is where to find them.
  const files = entries
    .flatMap((entry) => filesOf(dossier.dossierId, entry))
    .map((file) => ({ ...file, description: '' }))
  if (files.length === 0) return null
  return (
    <Card title={words.documents} aside={files.length}>
      <AttachmentList items={files.slice(0, 12)} label={words.documents} />
    </Card>
  )
}

/** How long the dossier is kept once it closes, by how it ends. */
function Keeping({ dossier: { keeping }, request }: { dossier: DossierShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.dossier
  return (
    <Details summary={words.keeping}>
      <Paragraph small>{words.keepingLead}</Paragraph>
      <DataList
        look="tight"
        items={OUTCOMES.map((outcome) => ({
          label: text.outcomes[outcome] ?? outcome,
          value: words.keepingYears(keeping.years[outcome]),
        }))}
      />
      {keeping.source && <p class="schakel-meta">{keeping.source}</p>}
    </Details>
  )
}

/** What this reader may arrange, one link each. */
function ManageCard({
  dossier,
  also,
  request,
}: {
  dossier: DossierShown
  also: readonly Beginning[]
  request: PageRequest
}) {
  const { links, manage, alsoPossible } = wordsOf(request.locale).web.dossier
  const { may } = dossier
  const path = `/dossiers/${dossier.dossierId}`
  const shown = [
    may.changePlan && { href: `${path}/plan#bijstellen`, icon: 'target', label: links.plan },
    may.involve && { href: `${path}/mensen#betrekken`, icon: 'users-plus', label: links.people },
    may.changeCeiling && { href: `${path}/bekendheid`, icon: 'eye', label: links.ceiling },
    may.pauseDossier && { href: `${path}/afsluiten`, icon: 'flag-3', label: links.close },
    may.resumeDossier && { href: `${path}/afsluiten`, icon: 'player-play', label: links.resume },
    may.reopenDossier && { href: `${path}/afsluiten`, icon: 'folder-open', label: links.reopen },
    ...linksToManage().map(
      ({ href, icon, label, shown }) =>
        shown(dossier) && { href: href(dossier.dossierId), icon, label: label(request.locale) },
    ),
  ].filter((one) => one !== false && one !== undefined)
  if (shown.length + also.length === 0) return null
  const list = (links: readonly Beginning[]) => (
    <ul class="schakel-plain-list">
      {links.map(({ href, icon, label }) => (
        <li key={label}>
          <Link href={href} icon={icon}>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
  return (
    <Card title={manage}>
      {list(shown)}
      {also.length > 0 && <Details summary={alsoPossible}>{list(also)}</Details>}
      {dossier.state !== 'closed' && <Keeping dossier={dossier} request={request} />}
    </Card>
  )
}

interface Loaded {
  readonly dossier: DossierShown
  readonly tabs: TabsShown
  readonly shown: JournalShown
  readonly others: readonly Linkable[]
  readonly beside: readonly { part: DossierPart; answer: unknown }[]
}

const load = async (request: PageRequest): Promise<Loaded> => {
  const dossierId = idOf(request, 'dossierId')
  const kind = request.query.soort?.slice(0, 40) ?? ''
  const audience = /^[0-5]$/.test(request.query.lezers ?? '') ? request.query.lezers! : ''
  const before = cursorOf(request)
  const elsewhere = Boolean(kind || audience || before)
  const parts = dossierParts()
  const {
    dossier,
    tabs,
    answers: [mine, kinds, ...rest],
  } = await askAbout(
    request,
    dossierId,
    ['listDossiers', { which: 'mine', state: 'open', limit: 20 }],
    ['listEntryKinds', { dossierId }],
    ...parts.map((part) => [...part.ask(dossierId), 'ifOn'] as const),
    ...(elsewhere
      ? [
          [
            'listEntries',
            {
              dossierId,
              limit: PAGE,
              ...(kind ? { kind } : {}),
              ...(audience ? { audience } : {}),
              ...(before ? { before } : {}),
            },
          ] as const,
        ]
      : []),
  )
  const journal = elsewhere ? rest[parts.length] : { items: dossier.entries, next: dossier.older }
  return {
    dossier,
    tabs,
    others: mine.items,
    shown: { entries: journal.items, older: journal.next, kind, audience, before, kinds: kinds.items },
    beside: parts.map((part, at) => ({ part, answer: rest[at] })).filter(({ answer }) => answer !== null),
  }
}

export const dossierPage = page({
  at: '/dossiers/:dossierId',
  composes: true,
  nav: 'dossiers',
  live: ({ dossier }) => ({ dossiers: [dossier.dossierId], mine: false }),
  load,
  // Only the kinds that are known here, whole, and not a part that was filtered: what is sealed is never kept on a device.
  offline: ({ dossier, shown }) =>
    (DOSSIER_KINDS as readonly string[]).includes(dossier.kind) && !shown.kind && !shown.audience && !shown.before
      ? 'read'
      : null,
  frame: ({ dossier }, request) => ({ title: dossier.title, breadcrumb: crumbs(request, dossier).slice(0, 1) }),
  view: ({ dossier, tabs, shown, others, beside }, request) => {
    const cards = beside.map(({ part, answer }) => ({
      card: part.view(answer, dossier, request),
      begin: part.begin?.(answer, dossier, request),
    }))
    const also = [
      ...cards.flatMap(({ card, begin }) => (card === null && begin ? [begin] : [])),
      ...tabs.flatMap(({ tab, shown: used, begins }) =>
        !used && begins
          ? [{ href: tab.href(dossier.dossierId), icon: tab.icon ?? 'plus', label: tab.label(request.locale) }]
          : [],
      ),
    ]
    const words = wordsOf(request.locale).web.dossier
    const { may } = dossier
    return (
      <Stack>
        <Unkept request={request} shown={[may.addEntry && 'addEntry']} />
        <DossierHead dossier={dossier} request={request} />
        <DossierTabs dossier={dossier} tabs={tabs} current="journal" request={request} />
        <Columns
          sideLabel={words.beside}
          side={
            <Live part="beside">
              {cards.map(({ card }) => card)}
              <PeopleCard dossier={dossier} request={request} />
              <DocumentsCard entries={dossier.entries} dossier={dossier} request={request} />
              <ManageCard dossier={dossier} also={also} request={request} />
            </Live>
          }
        >
          <Live part="standing">
            <Standing dossier={dossier} request={request} />
            <Facts dossier={dossier} request={request} />
          </Live>
          {may.addEntry ? (
            <Composer dossier={dossier} others={others} request={request} />
          ) : (
            dossier.state !== 'closed' &&
            dossier.owner.name && <Paragraph soft>{words.readsAlong(dossier.owner.name)}</Paragraph>
          )}
          <Heading level={2}>{words.journal}</Heading>
          <Live part="journal">
            <Journal shown={shown} dossier={dossier} request={request} />
          </Live>
        </Columns>
      </Stack>
    )
  },
  forms: {
    addEntry: {
      files: true,
      input: (form, request) => entryInput(form, idOf(request, 'dossierId')),
      then: (_, request) => `${request.path}?gedaan=addEntry`,
    },
    discardNote: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), noteId: form.text('noteId') }),
      then: (_, request) => `${request.path}?gedaan=discardNote`,
    },
  },
})
