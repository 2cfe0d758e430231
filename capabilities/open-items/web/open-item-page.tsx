// The page of one open item: the question, where it stands on the ladder, what happened, and what may be done now.
import { idOf, type Person, peopleFor } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  AudienceChip,
  Card,
  Columns,
  Confirm,
  type DataItem,
  DataList,
  formatDate,
  Ladder,
  type LadderStep,
  Link,
  LinkButton,
  Live,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  TimeText,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { OpenItemRead } from '../contract.ts'
import {
  AnswerForm,
  allForms,
  EscalateForm,
  ExtendForm,
  LateForm,
  PassOnForm,
  RefuseForm,
  TooLate,
  WithdrawForm,
} from './forms.tsx'
import { DueBadge, whoOf } from './open-item-list.tsx'
import { audienceOf, say, wordsOf } from './words.ts'

interface Loaded {
  readonly item: OpenItemRead
  readonly people: readonly Person[]
}

/** The drawn ladder: asked, each step in its state, and the closing as the last one. */
const ladderOf = (item: OpenItemRead, request: PageRequest): LadderStep[] => {
  const text = wordsOf(request.locale)
  const open = item.state === 'open'
  const reached = item.steps.filter((step) => step.reachedAt && !step.vacant)
  const present = open ? reached.at(-1)?.number : undefined
  return [
    {
      word: text.steps.asked,
      who: whoOf(request.locale, item.asker),
      at: item.raisedAt,
      state: open && present === undefined ? 'present' : 'done',
    },
    ...item.steps.map((step): LadderStep => {
      const state = step.vacant ? 'skipped' : step.number === present ? 'present' : step.reachedAt ? 'done' : 'ahead'
      return {
        word: text.steps[step.kind],
        who: step.vacant ? undefined : (step.who ?? undefined),
        at: step.reachedAt ?? step.at,
        state,
        note: step.vacant ? text.page.vacant : step.byHand ? say(text.page.byHand, { reason: step.reason }) : undefined,
      }
    }),
    ...(item.closing
      ? [
          {
            word: text.states[item.closing.outcome],
            who: item.closing.name ?? item.closing.role,
            at: item.closing.closedAt,
            state: 'present' as const,
          },
        ]
      : []),
  ]
}

function Closing({ item, request }: { item: OpenItemRead; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.page
  const { closing } = item
  if (!closing) return null
  const title = { answered: words.answer, refused: words.refusal, withdrawn: words.withdrawal }[closing.outcome]
  return (
    <Card title={title} tone="done" aside={<TimeText at={closing.closedAt} show="relativeTime" now={request.now} />}>
      <Prose text={closing.text} />
      {(closing.certainty || closing.limits) && (
        <DataList
          items={[
            ...(closing.certainty ? [{ label: words.certainty, value: text.certainties[closing.certainty] }] : []),
            ...(closing.limits ? [{ label: words.limits, value: <Prose text={closing.limits} /> }] : []),
          ]}
        />
      )}
      <Paragraph small soft>
        {[closing.name, closing.role].filter(Boolean).join(', ')}
      </Paragraph>
      {item.dossierTitle && !closing.entryId && (
        <Paragraph small soft>
          {words.notInJournal}
        </Paragraph>
      )}
    </Card>
  )
}

function Facts({ item, request }: { item: OpenItemRead; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.page
  const who = (one: OpenItemRead['asker']) => (
    <>
      {one.name && <>{one.name}, </>}
      <span class={one.name ? 'schakel-soft' : undefined}>{one.role}</span>
    </>
  )
  const facts: DataItem[] = [
    {
      label: words.dossier,
      value: item.dossierTitle ? (
        <Link href={`/dossiers/${item.dossierId}`}>{item.dossierTitle}</Link>
      ) : (
        text.list.unknownDossier
      ),
    },
    { label: words.askedBy, value: who(item.asker) },
    { label: words.askedTo, value: who(item.addressee) },
    { label: words.askedOn, value: <TimeText at={item.raisedAt} show="day" now={request.now} /> },
    { label: words.answerBefore, value: <TimeText at={item.dueOn} show="day" now={request.now} /> },
    ...(item.hours ? [{ label: words.hours, value: say(words.hoursValue, { n: item.hours }) }] : []),
    { label: words.readers, value: <AudienceChip {...audienceOf(text, item.audience)} plain /> },
  ]
  return (
    <Card title={words.facts}>
      <DataList look="tight" items={facts} />
    </Card>
  )
}

/** Who was silent, when and why: reasons, hand-ons and more time, in the order in which they came. */
function History({ item, request }: { item: OpenItemRead; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.page
  const dates = formatDate(request.locale)
  const told = [
    ...item.latenesses.map((one) => ({
      at: one.saidAt,
      what: say(words.saidLate, { reason: text.lateness[one.code].toLowerCase() }),
      why: [
        one.explanation,
        one.expectedOn && say(text.list.expected, { when: dates.day(one.expectedOn, request.now) }),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    ...item.passings.map((one) => ({
      at: one.passedAt,
      what: say(words.passed, { was: one.wasRole, became: one.becameRole }),
      why: one.reason,
    })),
    ...item.extensions.map((one) => ({
      at: one.extendedAt,
      what: say(words.extended, { was: dates.day(one.was, request.now), became: dates.day(one.became, request.now) }),
      why: one.reason,
    })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return (
    <Card title={words.history}>
      {told.length === 0 ? (
        <Paragraph soft>{words.noHistory}</Paragraph>
      ) : (
        <ol class="schakel-plain-list schakel-stack schakel-stack--sm">
          {told.map((one) => (
            <li key={one.at}>
              <p class="nl-paragraph">
                {one.what}
                {one.why && <span class="schakel-soft"> — {one.why}</span>}
              </p>
              <p class="schakel-meta">
                <TimeText at={one.at} show="dayTime" now={request.now} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

function ForAddressee({ item, people, request }: Loaded & { request: PageRequest }) {
  const text = wordsOf(request.locale)
  const refused = request.refused?.act
  return (
    <Card title={text.page.toAnswer} tone="wait" id="antwoord">
      {item.answerAt ? (
        <>
          <Paragraph>{text.page.answeredElsewhere}</Paragraph>
          <LinkButton href={item.answerAt} kind="primary">
            {text.page.goAnswer}
          </LinkButton>
        </>
      ) : (
        <AnswerForm item={item} request={request} files />
      )}
      <Actions>
        <Confirm label={text.acts.sayWhyLate} small open={refused === 'sayWhyLate'}>
          <LateForm item={item} request={request} />
        </Confirm>
        <Confirm label={text.acts.passOnOpenItem} small open={refused === 'passOnOpenItem'}>
          <PassOnForm item={item} people={people} request={request} />
        </Confirm>
        {item.may.refuseOpenItem && (
          <Confirm label={text.acts.refuseOpenItem} small open={refused === 'refuseOpenItem'}>
            <RefuseForm item={item} request={request} />
          </Confirm>
        )}
      </Actions>
    </Card>
  )
}

function ForAsker({ item, request }: { item: OpenItemRead; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const refused = request.refused?.act
  return (
    <Card title={text.page.toAsker}>
      <Actions>
        <Confirm label={text.acts.escalateOpenItem} small open={refused === 'escalateOpenItem'}>
          <EscalateForm item={item} request={request} />
        </Confirm>
        <Confirm label={text.acts.extendOpenItem} small open={refused === 'extendOpenItem'}>
          <ExtendForm item={item} request={request} />
        </Confirm>
        <Confirm label={text.acts.withdrawOpenItem} kind="danger" small open={refused === 'withdrawOpenItem'}>
          <WithdrawForm item={item} request={request} />
        </Confirm>
      </Actions>
    </Card>
  )
}

const short = (question: string) => (question.length > 90 ? `${question.slice(0, 89)}…` : question)

export const openItemPage = page({
  at: '/open-punten/:openItemId',
  nav: 'today',
  load: async (request): Promise<Loaded> => {
    const [item, people] = await request.askTogether(
      ['readOpenItem', { openItemId: idOf(request, 'openItemId') }],
      peopleFor(request, 'passOnOpenItem', 'membershipId'),
    )
    return { item, people: people.items }
  },
  live: ({ item }) => ({ dossiers: item.dossierTitle ? [item.dossierId] : [], mine: true }),
  frame: ({ item }, request) => ({
    title: short(item.question),
    breadcrumb: [
      { href: '/vandaag', label: wordsOf(request.locale).today.title },
      ...(item.dossierTitle ? [{ href: `/dossiers/${item.dossierId}`, label: item.dossierTitle }] : []),
    ],
  }),
  view: ({ item, people }, request) => {
    const text = wordsOf(request.locale)
    return (
      <Stack>
        <Live part="item">
          <PageHead
            above={`${text.page.above} · ${text.kinds[item.kind]}`}
            title={item.question}
            badges={
              <>
                <DueBadge item={item} request={request} />
                <AudienceChip {...audienceOf(text, item.audience)} />
              </>
            }
          />
          <TooLate request={request} shown={() => item.may.answerOpenItem || item.may.withdrawOpenItem || false} />
          {item.note && <Prose text={item.note} />}
          <Card title={text.page.ladder}>
            <Ladder label={text.page.ladderLabel} steps={ladderOf(item, request)} now={request.now} />
          </Card>
          <Columns sideLabel={text.page.facts} side={<Facts item={item} request={request} />}>
            <Stack>
              <Closing item={item} request={request} />
              {item.may.sayWhyLate && <ForAddressee item={item} people={people} request={request} />}
              {item.may.withdrawOpenItem && <ForAsker item={item} request={request} />}
              <History item={item} request={request} />
            </Stack>
          </Columns>
        </Live>
      </Stack>
    )
  },
  forms: allForms((act, request) => `${request.path}?gedaan=${act}`),
})
