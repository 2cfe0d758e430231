// The council page: the main line on one phone screen and a scroll, then what it rests on, now or as it was on a day.
import type { ComponentChildren } from 'preact'
import { idOf } from '#capabilities/dossier/web/forms.tsx'
import { documentHref } from '#capabilities/dossier/web/journal.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  Columns,
  DataList,
  DateField,
  Details,
  dayOf,
  Form,
  formatDate,
  Heading,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { CouncilPageShown } from '../contract.ts'
import { type CouncilPagePart, councilParts } from './council-parts.tsx'
import { FrameList } from './frames.tsx'
import {
  CurrentPhase,
  Gates,
  kindWord,
  Money,
  Newest,
  NextMoments,
  Parties,
  Positions,
  roleWord,
  Uncertainties,
} from './looks.tsx'
import { Rhythm } from './rhythm.tsx'
import { insideHref, PATH, wordsOf } from './words.ts'

interface Loaded {
  readonly shown: CouncilPageShown
  readonly beside: readonly { part: CouncilPagePart; answer: unknown }[]
  readonly at: string | undefined
}

/** A day in the address that is none, or lies ahead, is now. */
export const dayAsked = (request: PageRequest): string | undefined => {
  const day = request.query.op
  return day && /^[12]\d{3}-[01]\d-[0-3]\d$/.test(day) && !Number.isNaN(Date.parse(day)) && day < dayOf(request.now)
    ? day
    : undefined
}

/** «Zoals het was op»: a day, and back to now. */
export function LookBack({ at, request }: { at: string | undefined; request: PageRequest }) {
  const { page: words } = wordsOf(request.locale).web
  return (
    <>
      {at && (
        <Alert kind="info">
          {words.asOf(formatDate(request.locale).date(at))} <Link href={request.path}>{words.toNow}</Link>
        </Alert>
      )}
      <Details summary={words.lookBack} open={Boolean(at)}>
        <Form action={request.path} method="get" inline>
          <DateField name="op" label={words.day} value={at} max={dayOf(request.now)} />
          <Button>{words.look}</Button>
        </Form>
      </Details>
    </>
  )
}

/** What a council member reads in a minute (R1). */
function Core({ shown, request }: { shown: CouncilPageShown; request: PageRequest }) {
  const { locale } = request
  const { page: words } = wordsOf(locale).web
  const { frames } = shown
  const dates = formatDate(locale)
  return (
    <Card title={words.core} id="hoofdlijn">
      <DataList
        look="tight"
        items={[
          { label: words.purpose, value: shown.purpose || '–' },
          {
            label: words.frame,
            value: frames ? (
              <>
                {words.framesOn(frames.number, frames.adoptedOn ? dates.date(frames.adoptedOn) : '')}
                {frames.amended && `, ${words.amended}`}.{' '}
                <a class="nl-link" href="#kaders">
                  {words.readFrames}
                </a>
              </>
            ) : (
              <span class="schakel-soft">{words.noFrame}</span>
            ),
          },
          { label: words.phase, value: <CurrentPhase page={shown} locale={locale} /> },
          { label: words.money, value: <Money money={shown.money} locale={locale} /> },
          { label: words.parties, value: <Parties page={shown} locale={locale} /> },
          { label: words.uncertainties, value: <Uncertainties page={shown} locale={locale} short /> },
          { label: words.next, value: <NextMoments page={shown} locale={locale} /> },
        ]}
      />
    </Card>
  )
}

function Choices({ shown, request }: { shown: CouncilPageShown; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  if (shown.reservedChoices.length === 0) return null
  return (
    <Card title={web.page.choices}>
      <ul class="schakel-plain-list">
        {shown.reservedChoices.map((choice) => (
          <li key={choice.choiceId}>
            {choice.text}{' '}
            <StateBadge tone={choice.state === 'decided' ? 'done' : 'wait'}>
              {web.choiceStates[choice.state] ?? choice.state}
            </StateBadge>
            <Paragraph small soft>
              {web.page.reserved}: {web.bodies[choice.body] ?? choice.body}
            </Paragraph>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Arrangement({
  shown,
  request,
  at,
}: {
  shown: CouncilPageShown
  request: PageRequest
  at: string | undefined
}) {
  const { web } = wordsOf(request.locale)
  const { page: words } = web
  const { arrangement } = shown
  return (
    <Card title={words.arrangement} id="informatieafspraak">
      {arrangement ? (
        <Stack gap="xs">
          <Paragraph>
            {words.every(arrangement.weeks)}.{' '}
            {arrangement.triggers.length > 0 && (
              <>
                {words.atOnce}{' '}
                {arrangement.triggers
                  .map((trigger) =>
                    trigger === 'money' && arrangement.moneyShare
                      ? words.money60(arrangement.moneyShare)
                      : (web.triggers[trigger] ?? trigger),
                  )
                  .join(', ')}{' '}
                ({words.within(arrangement.triggerDays)}).
              </>
            )}
          </Paragraph>
          <Paragraph small soft>
            {words.form} {arrangement.form}
          </Paragraph>
        </Stack>
      ) : (
        <Paragraph soft>{words.noArrangement}</Paragraph>
      )}
      <Rhythm duties={shown.duties} today={at ?? dayOf(request.now)} locale={request.locale} />
    </Card>
  )
}

function Departures({ shown, request }: { shown: CouncilPageShown; request: PageRequest }) {
  const { page: words } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  return (
    <Card title={words.departures} aside={shown.departures.length > 0 && words.departureCount(shown.departures.length)}>
      {shown.departures.length === 0 ? (
        <Paragraph soft>{words.noDepartures}</Paragraph>
      ) : (
        <ul class="schakel-plain-list">
          {shown.departures.map((one) => (
            <li key={one.entryId}>
              <strong>
                {one.place && `${words.frameNumber(one.place)}: `}
                {one.rule}
              </strong>{' '}
              <span class="schakel-meta">{dates.short(one.at, request.now)}</span>
              <Prose text={one.reason} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function ReleaseTime({ shown, request }: { shown: CouncilPageShown; request: PageRequest }) {
  const { page: words } = wordsOf(request.locale).web
  const { release } = shown
  if (release.count === 0) return null
  return (
    <Card title={words.releaseTime}>
      <Paragraph>
        {words.releaseFacts(release.count, words.hours(release.medianHours), words.hours(release.longestHours))}
      </Paragraph>
    </Card>
  )
}

function Withdrawn({ shown, request }: { shown: CouncilPageShown; request: PageRequest }) {
  const { page: words } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  if (shown.withdrawn.length === 0) return null
  return (
    <Card title={words.withdrawn}>
      <ul class="schakel-plain-list">
        {shown.withdrawn.map((one) => (
          <li key={`${one.entryId} ${one.withdrawnAt}`}>
            {words.withdrawnLine(
              kindWord(one.kind, request.locale),
              dates.date(one.releasedAt),
              dates.date(one.withdrawnAt),
            )}
            <Prose text={one.reason} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Start({ shown, request }: { shown: CouncilPageShown; request: PageRequest }) {
  const { page: words } = wordsOf(request.locale).web
  const { start } = shown
  if (!start) return null
  const lists = [
    [words.known, start.known],
    [words.unknown, start.unknown],
    [words.assumed, start.assumed],
  ] as const
  return (
    <Card title={words.start}>
      {start.searchArea && (
        <Paragraph>
          <strong>{words.searchArea}:</strong> {start.searchArea}
        </Paragraph>
      )}
      {lists.map(
        ([label, lines]) =>
          lines.length > 0 && (
            <div key={label}>
              <Heading level={3} look={5}>
                {label}
              </Heading>
              <ul class="schakel-plain-list">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          ),
      )}
    </Card>
  )
}

/** The first page is read in five minutes: what is behind the main line waits, folded, with how much there is of it. */
function Folded({
  title,
  id,
  count,
  request,
  children,
}: {
  title: string
  id?: string
  count: number
  request: PageRequest
  children: ComponentChildren
}) {
  return (
    <Card title={title} {...(id ? { id } : {})}>
      <Details summary={wordsOf(request.locale).web.page.show(count)}>{children}</Details>
    </Card>
  )
}

export const councilPage = page({
  at: '/raad/:dossierId',
  nav: 'council',
  load: async (request): Promise<Loaded> => {
    const dossierId = idOf(request, 'dossierId')
    const at = dayAsked(request)
    const parts = councilParts()
    const [shown, ...answers] = await request.askTogether(
      ['readCouncilPage', { dossierId, ...(at ? { at } : {}) }],
      ...parts.map((part) => [...part.ask(dossierId, at), 'ifOn'] as const),
    )
    return {
      shown,
      at,
      beside: parts.map((part, i) => ({ part, answer: answers[i] })).filter(({ answer }) => answer !== null),
    }
  },
  frame: ({ shown }, request) => ({
    title: `${shown.title}, ${wordsOf(request.locale).web.tab.toLowerCase()}`,
    breadcrumb: [{ href: PATH, label: wordsOf(request.locale).web.list.title }],
  }),
  view: ({ shown, beside, at }, request) => {
    const { locale } = request
    const { page: words, dossierStates, objectionStates } = wordsOf(locale).web
    const { dossierId } = shown
    const files = (documentId: string) => documentHref(dossierId, documentId)
    return (
      <Stack>
        <PageHead
          above={[shown.organisationName, shown.portfolioHolder && `${words.holder}: ${shown.portfolioHolder.name}`]
            .filter(Boolean)
            .join(' · ')}
          title={shown.title}
          badges={shown.state !== 'active' && <StateBadge tone="closed">{dossierStates[shown.state]}</StateBadge>}
        />
        {at && <LookBack at={at} request={request} />}
        <Core shown={shown} request={request} />
        {!at && <LookBack at={at} request={request} />}
        <Columns
          sideLabel={words.arrangement}
          side={
            <Stack>
              <Arrangement shown={shown} request={request} at={at} />
              <Choices shown={shown} request={request} />
              <Departures shown={shown} request={request} />
              <ReleaseTime shown={shown} request={request} />
              <Withdrawn shown={shown} request={request} />
            </Stack>
          }
        >
          <Stack>
            {beside.map(({ part, answer }) => part.view(answer, dossierId, request, at))}
            <Card title={words.positions} id="standpunten">
              <Positions page={shown} locale={locale} />
            </Card>
            {shown.uncertainties.length > 0 && (
              <Folded
                title={words.uncertainties}
                id="onzekerheden"
                count={shown.uncertainties.length}
                request={request}
              >
                <Uncertainties page={shown} locale={locale} />
              </Folded>
            )}
            {shown.gates.length > 0 && (
              <Folded title={words.gates} id="beslismomenten" count={shown.gates.length} request={request}>
                <Gates page={shown} locale={locale} />
              </Folded>
            )}
            {shown.objections.length > 0 && (
              <Card title={words.objections}>
                <ul class="schakel-plain-list">
                  {shown.objections.map((one) => (
                    <li key={one.text}>
                      <StateBadge tone={one.state === 'raised' ? 'late' : 'done'}>
                        {objectionStates[one.state] ?? one.state}
                      </StateBadge>{' '}
                      {one.text}
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            <Card title={wordsOf(locale).web.frames.title} id="kaders">
              {shown.frames ? (
                <Stack gap="sm">
                  <Details summary={words.show(shown.frames.frames.length)}>
                    <FrameList frames={shown.frames.frames} page={shown} locale={locale} now={request.now} />
                  </Details>
                  <Link href={`${insideHref(dossierId)}/kaders`}>{wordsOf(locale).web.frames.versions}</Link>
                </Stack>
              ) : (
                <Paragraph soft>{words.noFrame}</Paragraph>
              )}
            </Card>
            <Start shown={shown} request={request} />
            <Card title={words.news} id="vrijgegeven">
              {shown.entries.length === 0 ? (
                <Paragraph soft>{words.noNews}</Paragraph>
              ) : (
                <Newest entries={shown.entries} files={files} locale={locale} delays />
              )}
            </Card>
          </Stack>
        </Columns>
        <Actions>
          <LinkButton href={`/dossiers/${dossierId}`}>{words.dossier}</LinkButton>
        </Actions>
        {shown.role?.reason && (
          <Paragraph small soft>
            {words.role}: {roleWord(shown.role.became, locale)}. {shown.role.reason}
          </Paragraph>
        )}
      </Stack>
    )
  },
})
