// Vandaag: what waits on me, what I wait for, what climbed to me, and what is new; answerable on the spot.
import { cursorOf } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  Columns,
  Details,
  EmptyState,
  Form,
  formatDate,
  Heading,
  LinkButton,
  LinkList,
  Live,
  PageHead,
  Paragraph,
  Stack,
  TimeText,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page } from '#foundation/web/page.ts'
import type { OpenItemShown } from '../contract.ts'
import { AnswerForm, LateForm, RefuseForm, requestOf, shortForms, TooLate } from './forms.tsx'
import { OpenItemList } from './open-item-list.tsx'
import { todayParts } from './today-parts.tsx'
import { say, wordsOf } from './words.ts'

interface Waiting {
  readonly items: readonly OpenItemShown[]
  readonly next: string | null
}
interface News {
  readonly since: string | null
  readonly items: readonly {
    readonly entryId: string
    readonly dossierId: string
    readonly dossierTitle: string
    readonly text: string | null
    readonly authorName: string | null
    readonly authorRole: string
    readonly recordedAt: string
  }[]
  readonly more: boolean
}
interface Loaded {
  readonly onMe: Waiting
  readonly byMe: Waiting
  readonly climbed: Waiting
  readonly news: News
  /** What each part of another room answered, in the order of the parts. */
  readonly parts: readonly unknown[]
}

/** How the place in each list is called in the address. */
const PLACES = { onMe: 'voor', byMe: 'van', climbed: 'gemeld' }

const hourOf = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' })

const greeting = (request: PageRequest): string => {
  const { today } = wordsOf(request.locale)
  const hour = Number(hourOf.format(request.now))
  const words = hour < 12 ? today.morning : hour < 18 ? today.afternoon : today.evening
  return say(words, { name: request.actor?.name.replace(/^(dr|mr|drs|ir)\. /, '').split(' ')[0] ?? '' })
}

/** Answer, refuse or say why it is late, without leaving the page; under another role it says which one. */
function OnTheSpot({ item, request }: { item: OpenItemShown; request: PageRequest }) {
  const { list } = wordsOf(request.locale)
  if (item.answerAt && item.may.sayWhyLate)
    return (
      <LinkButton href={item.answerAt} small>
        {wordsOf(request.locale).page.goAnswer}
      </LinkButton>
    )
  if (!item.may.answerOpenItem)
    return (
      <Paragraph small soft>
        {say(list.otherRole, { role: item.addressee.role })}
      </Paragraph>
    )
  const refused = requestOf(request, item.openItemId).refused?.act
  return (
    <Stack gap="xs">
      <Details summary={list.answerNow} open={refused === 'answerOpenItem'}>
        <AnswerForm item={item} request={request} />
      </Details>
      <Details summary={list.otherWays} open={refused === 'refuseOpenItem' || refused === 'sayWhyLate'}>
        <Stack gap="lg">
          <LateForm item={item} request={request} />
          <RefuseForm item={item} request={request} />
        </Stack>
      </Details>
    </Stack>
  )
}

/** To the rest of a list: nothing that somebody waits for may fall off the page. `name`: its place in the address. */
function Further({ list, name, label, request }: { list: Waiting; name: string; label: string; request: PageRequest }) {
  const { today } = wordsOf(request.locale)
  const isFurther = cursorOf(request, name) !== undefined
  if (!list.next && !isFurther) return null
  return (
    <nav aria-label={label}>
      <Actions>
        {isFurther && (
          <LinkButton href="/vandaag" kind="subtle">
            {today.fromStart}
          </LinkButton>
        )}
        {list.next && <LinkButton href={`/vandaag?${name}=${encodeURIComponent(list.next)}`}>{today.next}</LinkButton>}
      </Actions>
    </nav>
  )
}

function WaitingOnMe({ onMe, request }: { onMe: Waiting; request: PageRequest }) {
  const { today } = wordsOf(request.locale)
  return (
    <section class="schakel-stack schakel-stack--sm">
      <Heading level={2}>{today.waitingOnMe}</Heading>
      {onMe.items.length === 0 ? (
        <EmptyState icon="circle-check">
          <strong>{today.nothingWaits}</strong> {today.nothingWaitsLong}
        </EmptyState>
      ) : (
        <OpenItemList
          items={onMe.items}
          side="onMe"
          label={today.waitingOnMe}
          request={request}
          below={(item) => <OnTheSpot item={item} request={request} />}
        />
      )}
      <Further list={onMe} name={PLACES.onMe} label={today.waitingOnMe} request={request} />
    </section>
  )
}

function WaitedForByMe({ byMe, request }: { byMe: Waiting; request: PageRequest }) {
  const { today } = wordsOf(request.locale)
  // An administrator reads no dossiers: a button to them would lead to an empty page.
  const isAdministrator = request.actor?.acting.position === 'administrator'
  return (
    <section class="schakel-stack schakel-stack--sm">
      <Heading level={2}>{today.waitedForByMe}</Heading>
      {byMe.items.length === 0 ? (
        <EmptyState
          icon="message-question"
          action={
            isAdministrator ? (
              <LinkButton href="/beheer">{today.toAdministration}</LinkButton>
            ) : (
              <LinkButton href="/dossiers">{today.toDossiers}</LinkButton>
            )
          }
        >
          {isAdministrator ? today.administers : today.askFirst}
        </EmptyState>
      ) : (
        <OpenItemList items={byMe.items} side="byMe" label={today.waitedForByMe} request={request} />
      )}
      <Further list={byMe} name={PLACES.byMe} label={today.waitedForByMe} request={request} />
    </section>
  )
}

function NewsCard({ news, request }: { news: News; request: PageRequest }) {
  const { today } = wordsOf(request.locale)
  const since =
    news.since && say(today.newsSince, { when: formatDate(request.locale).relative(news.since, request.now) })
  return (
    <Card title={today.news} aside={news.items.length > 0 && since}>
      {news.items.length === 0 ? (
        <Paragraph soft>{today.noNews}</Paragraph>
      ) : (
        <>
          <LinkList
            label={today.news}
            items={news.items.map((entry) => ({
              key: entry.entryId,
              href: `/dossiers/${entry.dossierId}#${entry.entryId}`,
              title: entry.dossierTitle,
              text: entry.text && (entry.text.length > 140 ? `${entry.text.slice(0, 139)}…` : entry.text),
              meta: (
                <>
                  {entry.authorName ?? entry.authorRole} ·{' '}
                  <TimeText at={entry.recordedAt} show="relativeTime" now={request.now} />
                </>
              ),
            }))}
          />
          {news.more && (
            <Paragraph small soft>
              {today.moreNews}
            </Paragraph>
          )}
          <Form
            action={request.path}
            fields={{ ...formFields('markVisit', request), seenAt: request.now.toISOString() }}
          >
            <Actions>
              <Button small icon="check">
                {today.markVisit}
              </Button>
            </Actions>
          </Form>
        </>
      )}
    </Card>
  )
}

export const todayPage = page({
  at: '/vandaag',
  nav: 'today',
  live: () => ({ dossiers: [], mine: true }),
  load: async (request): Promise<Loaded> => {
    const page = (name: string) => {
      const after = cursorOf(request, name)
      return { limit: 20, ...(after ? { after } : {}) }
    }
    const [onMe, byMe, climbed, news, ...parts] = await request.askTogether(
      ['listWaitingOnMe', page(PLACES.onMe)],
      ['listWaitedForByMe', page(PLACES.byMe)],
      ['listClimbedToMe', page(PLACES.climbed)],
      ['listNews', { limit: 12 }],
      ...todayParts().map((part) => [...part.ask(), 'ifOn'] as const),
    )
    return { onMe, byMe, climbed, news, parts }
  },
  offline: (_, request) => (Object.values(PLACES).some((name) => cursorOf(request, name)) ? null : 'read'),
  frame: (_, request) => ({ title: wordsOf(request.locale).today.title }),
  view: ({ onMe, byMe, climbed, news, parts }, request) => {
    const { today } = wordsOf(request.locale)
    return (
      <Stack>
        <PageHead above={<TimeText at={request.now} show="day" now={request.now} />} title={greeting(request)} />
        <TooLate
          request={request}
          shown={(id) => onMe.items.some((item) => item.openItemId === id && item.may.answerOpenItem)}
        />
        <Columns
          sideLabel={today.news}
          side={
            <Live part="news">
              <NewsCard news={news} request={request} />
            </Live>
          }
        >
          <Stack gap="lg">
            <Live part="waiting">
              {todayParts().map((part, i) => (parts[i] === null ? null : part.view(parts[i], request)))}
              <WaitingOnMe onMe={onMe} request={request} />
              {(climbed.items.length > 0 || cursorOf(request, PLACES.climbed)) && (
                <section class="schakel-stack schakel-stack--sm">
                  <Heading level={2}>{today.climbedToMe}</Heading>
                  <Paragraph soft>{today.climbedLead}</Paragraph>
                  <OpenItemList items={climbed.items} side="climbed" label={today.climbedToMe} request={request} />
                  <Further list={climbed} name={PLACES.climbed} label={today.climbedToMe} request={request} />
                </section>
              )}
              <WaitedForByMe byMe={byMe} request={request} />
            </Live>
          </Stack>
        </Columns>
      </Stack>
    )
  },
  forms: {
    ...shortForms((act) => `/vandaag?gedaan=${act}`),
    markVisit: { input: (form) => ({ seenAt: form.optional('seenAt') }), then: () => '/vandaag?gedaan=markVisit' },
  },
})
