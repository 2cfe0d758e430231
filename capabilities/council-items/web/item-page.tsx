// The page of one item of the council: what was asked or promised, how it stands, how it went, and what may be done now.
import type { ComponentChildren } from 'preact'
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Alert,
  Card,
  Columns,
  Confirm,
  type DataItem,
  DataList,
  formatDate,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  TimeText,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { ItemRead } from '../contract.ts'
import {
  AssignForm,
  DischargeForm,
  debtorsFor,
  isOpen,
  itemForms,
  LateForm,
  type Option,
  ReportForm,
  SendBackForm,
  StartForm,
  VoteForm,
} from './item-forms.tsx'
import { daysLate, ItemBadge } from './item-list.tsx'
import { ITEMS, wordsOf } from './words.ts'

type Item = ItemRead & { readonly may: Readonly<Record<string, boolean>> }
interface Loaded {
  readonly item: Item
  readonly debtors: readonly Option[]
  readonly lines: readonly EntryShown[]
}

function Facts({ item, request }: { item: Item; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.item
  const dates = formatDate(request.locale)
  const facts: DataItem[] = [
    {
      label: words.dossier,
      value: item.dossierTitle ? (
        <Link href={`/dossiers/${item.dossierId}`}>{item.dossierTitle}</Link>
      ) : (
        text.web.list.elsewhere
      ),
    },
    { label: words.reference, value: item.reference },
    ...(item.submittedBy ? [{ label: words.submittedBy, value: item.submittedBy }] : []),
    { label: words.made, value: dates.date(item.madeOn) },
    ...(item.kind === 'amendment' || item.kind === 'technicalQuestion'
      ? []
      : [{ label: words.debtor, value: item.debtor ?? text.web.list.noDebtor }]),
    ...(item.dueOn ? [{ label: words.dueOn, value: dates.date(item.dueOn) }] : []),
    { label: words.council, value: item.organisationName },
  ]
  return (
    <Card title={words.facts}>
      <DataList look="tight" items={facts} />
    </Card>
  )
}

/** One thing that happened: what, by which function, when; and its words. */
function Happened({
  what,
  by,
  at,
  request,
  children,
}: {
  what: ComponentChildren
  by: string
  at: string
  request: PageRequest
  children?: ComponentChildren
}) {
  const words = wordsOf(request.locale).web.item
  return (
    <li>
      <p class="nl-paragraph">
        <strong>{what}</strong>
      </p>
      {children}
      <p class="schakel-meta">
        <TimeText at={at} show="dayTime" now={request.now} />
        {by && `, ${words.by(by)}`}
      </p>
    </li>
  )
}

function History({ item, request }: { item: Item; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.item
  const dates = formatDate(request.locale)
  const told = [
    ...item.steps.map((step) => ({
      at: step.at,
      line: (
        <Happened what={text.steps[step.kind]} by={step.role} at={step.at} request={request} key={step.at}>
          {step.debtor && (
            <p class="nl-paragraph">
              {step.debtor}
              {step.dueOn && `, ${words.until(dates.date(step.dueOn))}`}
            </p>
          )}
          {step.decidedOn && <p class="nl-paragraph">{words.decided(step.body, dates.date(step.decidedOn))}</p>}
          {step.text && <Prose text={step.text} />}
          {step.evidenceEntryId && (
            <p class="nl-paragraph schakel-small">
              {words.evidence}:{' '}
              <Link href={`/dossiers/${item.dossierId}/regels/${step.evidenceEntryId}`}>{words.readEvidence}</Link>
            </p>
          )}
        </Happened>
      ),
    })),
    ...item.latenesses.map((one) => ({
      at: one.saidAt,
      line: (
        <Happened
          what={`${words.late}: ${text.lateness[one.code]}`}
          by=""
          at={one.saidAt}
          request={request}
          key={one.saidAt}
        >
          {one.explanation && <Prose text={one.explanation} />}
          {one.expectedOn && <p class="nl-paragraph">{text.web.list.expected(dates.date(one.expectedOn))}</p>}
        </Happened>
      ),
    })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return (
    <Card title={words.history}>
      <ol class="schakel-plain-list schakel-stack schakel-stack--sm">
        <Happened what={words.registered} by={item.registeredRole} at={item.registeredAt} request={request} />
        {told.map(({ line }) => line)}
      </ol>
    </Card>
  )
}

function Answer({ item, request }: { item: Item; request: PageRequest }) {
  const words = wordsOf(request.locale).web.item
  const { answer, openItemId } = item
  return (
    <Card title={words.answer} tone={answer ? 'done' : item.late ? 'late' : 'wait'}>
      {answer ? (
        <>
          <Prose text={answer.text} />
          <p class="schakel-meta">
            <TimeText at={answer.at} show="dayTime" now={request.now} />, {words.answerFrom(answer.role)}
          </p>
        </>
      ) : (
        <Paragraph>{words.waits}</Paragraph>
      )}
      {openItemId && !answer && (
        <LinkButton href={`/open-punten/${openItemId}`} small>
          {item.mine ? words.toAnswer : words.toOpenItem}
        </LinkButton>
      )}
    </Card>
  )
}

/** Every act that this reader may do now; the one that the council waits for on top. */
function WhatNow({ item, debtors, lines, request }: Loaded & { request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { acts } = text
  const all: readonly [keyof typeof acts, ComponentChildren][] = [
    ['dischargeCouncilItem', <DischargeForm request={request} />],
    ['sendBackCouncilItem', <SendBackForm request={request} />],
    ['reportCouncilItem', <ReportForm lines={lines} request={request} />],
    ['startCouncilItem', <StartForm request={request} />],
    ['recordVote', <VoteForm item={item} request={request} />],
    ['assignCouncilItem', <AssignForm item={item} options={debtors} request={request} />],
    ['explainLateness', <LateForm request={request} />],
  ]
  // A motion is voted on before anybody owes it; an amendment owes nobody anything.
  const fits = (act: string) =>
    !(
      act === 'assignCouncilItem' &&
      (item.kind === 'amendment' || (item.kind === 'motion' && item.vote !== 'adopted'))
    ) && !(item.kind === 'technicalQuestion' && act !== 'explainLateness')
  const shown = all.filter(([act]) => item.may[act] && fits(act))
  if (shown.length === 0) return null
  return (
    <Card title={text.web.item.whatNow} tone="wait">
      <Actions>
        {shown.map(([act, form]) => (
          <Confirm
            key={act}
            label={acts[act]}
            kind={act === 'dischargeCouncilItem' || act === 'reportCouncilItem' ? 'primary' : 'secondary'}
            small
            open={isOpen(request, act)}
          >
            {form}
          </Confirm>
        ))}
      </Actions>
    </Card>
  )
}

export const itemPage = page({
  at: `${ITEMS}/:councilItemId`,
  nav: 'council',
  load: async (request): Promise<Loaded> => {
    const item = await request.ask<Item>('readCouncilItem', { councilItemId: idOf(request, 'councilItemId') })
    const { dossierId, may, dossierTitle } = item
    // What the forms choose from is asked only by who will see those forms.
    const assigns = may.assignCouncilItem && dossierTitle !== null
    const reports = may.reportCouncilItem && dossierTitle !== null
    const calls = [
      ...(assigns ? [debtorsFor(request, 'assignCouncilItem', dossierId)] : []),
      ...(reports ? [['listEntries', { dossierId, limit: 100 }] as [string, object]] : []),
    ]
    const answers = calls.length ? await request.askTogether(...calls) : []
    return {
      item,
      debtors: assigns ? answers[0].options : [],
      lines: reports
        ? (answers.at(-1).items as EntryShown[]).filter(
            (line) => line.audience >= item.audience && line.kind !== 'councilItem' && !line.erasedAt,
          )
        : [],
    }
  },
  frame: ({ item }, request) => ({
    title: `${item.reference}: ${item.title}`,
    breadcrumb: [
      { href: ITEMS, label: wordsOf(request.locale).web.councilItems },
      ...(item.dossierTitle ? [{ href: `/dossiers/${item.dossierId}`, label: item.dossierTitle }] : []),
    ],
  }),
  view: (loaded, request) => {
    const { item } = loaded
    const text = wordsOf(request.locale)
    return (
      <Stack>
        <Unkept request={request} shown={Object.keys(itemForms).filter((act) => item.may[act])} />
        <PageHead
          above={`${text.kinds[item.kind]} ${item.reference}`}
          title={item.title}
          badges={
            <>
              <ItemBadge item={item} request={request} />
              {item.late && <StateBadge tone="late">{text.web.list.daysLate(daysLate(item, request.now))}</StateBadge>}
              {item.vote === 'adopted' && item.kind === 'motion' && (
                <StateBadge tone="done">{text.states.adopted}</StateBadge>
              )}
            </>
          }
        />
        {item.state === 'reported' && !item.may.dischargeCouncilItem && (
          <Alert>
            <Paragraph>{text.web.item.onlyRegistry}</Paragraph>
          </Alert>
        )}
        <Columns sideLabel={text.web.item.facts} side={<Facts item={item} request={request} />}>
          <Stack>
            <Prose text={item.text} />
            {item.kind === 'technicalQuestion' && <Answer item={item} request={request} />}
            <WhatNow {...loaded} request={request} />
            <History item={item} request={request} />
          </Stack>
        </Columns>
      </Stack>
    )
  },
  forms: itemForms,
})
