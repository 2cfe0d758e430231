// The hand-over page of one dossier as it is read: the same parts in the same order as on paper.
import {
  Card,
  formatDate,
  Link,
  LinkList,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  Table,
} from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import type { FactsShown, ItemShown } from '../contract.ts'
import { wordsOf } from './words.ts'

interface Part {
  readonly facts: FactsShown
  readonly request: PageRequest
}

function Labelled({ label, words }: { label: string; words: string }) {
  if (words.trim() === '') return null
  return (
    <div>
      <p class="nl-paragraph">
        <strong>{label}</strong>
      </p>
      <Prose text={words} />
    </div>
  )
}

function Items({ title, items, request }: { title: string; items: readonly ItemShown[]; request: PageRequest }) {
  const { columns, none } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  return (
    <Card title={title} aside={items.length > 0 && items.length}>
      {items.length === 0 ? (
        <Paragraph soft>{none}</Paragraph>
      ) : (
        <LinkList
          label={title}
          items={items.map((item) => ({
            key: item.openItemId,
            href: `/open-punten/${item.openItemId}`,
            title: item.question,
            meta: `${item.from} → ${item.to}`,
            badge: (
              <StateBadge tone={item.late ? 'late' : 'wait'}>
                {`${columns.due} ${dates.short(item.dueOn, request.now)}`}
                {item.late && `, ${columns.late}`}
              </StateBadge>
            ),
          }))}
        />
      )}
    </Card>
  )
}

function Standing({ facts, request }: Part) {
  const words = wordsOf(request.locale)
  const { parts } = words.web
  const dates = formatDate(request.locale)
  return (
    <Card title={parts.standing} aside={words.states[facts.state]}>
      <Stack gap="sm">
        <Labelled label={parts.pause} words={facts.pause ?? ''} />
        <Labelled label={parts.plan} words={facts.plan} />
        {facts.latest.length > 0 && (
          <div>
            <p class="nl-paragraph">
              <strong>{parts.latest}</strong>
            </p>
            <ul class="schakel-plain-list schakel-stack schakel-stack--sm">
              {facts.latest.map((line) => (
                <li key={line.entryId}>
                  <span class="schakel-meta">
                    {dates.short(line.occurredAt, request.now)} · {line.role}
                  </span>
                  <Prose text={line.text} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Card>
  )
}

function People({ facts, request }: Part) {
  const words = wordsOf(request.locale)
  const { parts, columns, unknown } = words.web
  const lead = (member: FactsShown['owner'], part: string) => ({
    key: part,
    cells: { name: member.name ?? unknown, organisation: member.role ?? '', part },
  })
  return (
    <Card title={parts.people}>
      <Table
        caption={parts.people}
        captionHidden
        columns={[
          { key: 'name', label: columns.name, heads: true },
          { key: 'organisation', label: columns.organisation },
          { key: 'part', label: columns.part },
        ]}
        rows={[
          lead(facts.owner, parts.owner),
          lead(facts.deputy, parts.deputy),
          ...facts.people.map((one, at) => ({
            key: String(at),
            cells: {
              name: one.name ?? one.organisationName,
              organisation: [one.functionName, one.organisationName].filter(Boolean).join(', '),
              part: [words.roles[one.role] ?? one.role, one.mandate, one.interest]
                .filter(Boolean)
                .map((part) => part.replace(/\.$/, ''))
                .join('. '),
            },
          })),
        ]}
      />
    </Card>
  )
}

function Agreements({ facts, request }: Part) {
  const words = wordsOf(request.locale)
  const { parts, none } = words.web
  const dates = formatDate(request.locale)
  return (
    <Card title={parts.agreements}>
      {facts.agreements.length === 0 ? (
        <Paragraph soft>{none}</Paragraph>
      ) : (
        <ul class="schakel-plain-list schakel-stack schakel-stack--sm">
          {facts.agreements.map((one, at) => (
            <li key={at}>
              {one.openItemId ? (
                <Link href={`/open-punten/${one.openItemId}`}>{one.text}</Link>
              ) : (
                <Prose text={one.text} />
              )}
              <p class="schakel-meta">
                {[dates.date(one.on), words.agreementStates[one.state] ?? one.state, one.who].join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Decisions({ facts, request }: Part) {
  const { parts, none } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  return (
    <Card title={parts.decisions}>
      {facts.decisions.length === 0 ? (
        <Paragraph soft>{none}</Paragraph>
      ) : (
        <ul class="schakel-plain-list schakel-stack schakel-stack--sm">
          {facts.decisions.map((one) => (
            <li key={one.entryId}>
              <Link href={`/dossiers/${facts.dossierId}/regels/${one.entryId}`}>{one.text}</Link>
              <p class="schakel-meta">{[dates.date(one.decidedOn), one.body, one.frames.join('; ')].join(' · ')}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

export function Facts({ facts, request }: Part) {
  const { parts, first, none, unknown } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  return (
    <>
      {facts.first && (
        <Card title={parts.first} tone="wait">
          <Prose text={facts.first.text} />
          <p class="schakel-meta">{first.written(facts.first.role ?? unknown, dates.date(facts.first.writtenAt))}</p>
        </Card>
      )}
      <Card title={parts.purpose}>
        <Stack gap="sm">
          <Labelled label={parts.reason} words={facts.reason} />
          <Labelled label={parts.goal} words={facts.purpose} />
          <Labelled label={parts.effect} words={facts.residentEffect} />
        </Stack>
      </Card>
      <Standing facts={facts} request={request} />
      <Agreements facts={facts} request={request} />
      <Items title={parts.owes} items={facts.owes} request={request} />
      <Items title={parts.awaits} items={facts.awaits} request={request} />
      <People facts={facts} request={request} />
      <Decisions facts={facts} request={request} />
      <Card title={parts.lessons}>
        {facts.lessons.length === 0 ? (
          <Paragraph soft>{none}</Paragraph>
        ) : (
          <ul class="schakel-plain-list schakel-stack schakel-stack--sm">
            {facts.lessons.map((one, at) => (
              <li key={at}>
                <span class="schakel-meta">{dates.date(one.on)}</span>
                <Prose text={one.text} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
