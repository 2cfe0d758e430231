// Open items below each other: what is asked, by or of whom, and how late it is; for Vandaag and beside a dossier.
import type { ComponentChildren } from 'preact'
import { dayOf, formatDate, LinkList, StateBadge } from '#foundation/web/components.tsx'
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import type { OpenItemShown } from '../contract.ts'
import { say, wordsOf } from './words.ts'

type Request = Pick<PageRequest, 'locale' | 'now'>

/** Whole days past the due date; negative when it is still to come. */
export const daysLate = (item: Pick<OpenItemShown, 'dueOn'>, now: Date): number =>
  Math.round((Date.parse(dayOf(now)) - Date.parse(item.dueOn)) / 86_400_000)

export const toneOf = (item: OpenItemShown, now: Date): 'wait' | 'late' | 'done' | undefined => {
  if (item.state !== 'open') return 'done'
  const late = daysLate(item, now)
  return late > 0 ? 'late' : late > -4 ? 'wait' : undefined
}

export function DueBadge({ item, request }: { item: OpenItemShown; request: Request }) {
  const text = wordsOf(request.locale)
  const { list } = text
  const dates = formatDate(request.locale)
  if (item.state !== 'open')
    return <StateBadge tone={item.state === 'answered' ? 'done' : 'closed'}>{text.states[item.state]}</StateBadge>
  const late = daysLate(item, request.now)
  const tone = toneOf(item, request.now)
  return (
    <StateBadge tone={tone === 'late' ? 'late' : tone === 'wait' ? 'wait' : 'neutral'}>
      {late > 1
        ? say(list.late, { n: late })
        : late === 1
          ? list.lateOne
          : late === 0
            ? list.dueToday
            : say(list.due, { when: dates.short(item.dueOn, request.now) })}
    </StateBadge>
  )
}

/** A name when the reader may know it, else the role. */
export const whoOf = (locale: Locale, one: OpenItemShown['asker']): string =>
  one.mine ? wordsOf(locale).list.you : (one.name ?? one.role)

const metaOf = (item: OpenItemShown, side: Side, request: Request): string => {
  const text = wordsOf(request.locale)
  const { list } = text
  const dates = formatDate(request.locale)
  const parts = [
    item.kind === 'question' ? '' : text.kinds[item.kind],
    side === 'dossier' ? '' : (item.dossierTitle ?? list.unknownDossier),
    side === 'byMe' ? '' : say(list.from, { who: whoOf(request.locale, item.asker) }),
    side === 'onMe' ? '' : say(list.to, { who: whoOf(request.locale, item.addressee) }),
    item.hours ? say(list.hours, { n: item.hours }) : '',
    item.state === 'open' && item.lateness
      ? [
          text.lateness[item.lateness.code],
          item.lateness.expectedOn && say(list.expected, { when: dates.short(item.lateness.expectedOn, request.now) }),
        ]
          .filter(Boolean)
          .join(', ')
      : '',
    item.closedAt
      ? say(list.closed, { state: text.states[item.state], when: dates.short(item.closedAt, request.now) })
      : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

/** From whose side it is read: what I owe, what I am owed, or all of one dossier. */
export type Side = 'onMe' | 'byMe' | 'dossier' | 'climbed'

export function OpenItemList({
  items,
  side,
  label,
  request,
  below,
}: {
  items: readonly OpenItemShown[]
  side: Side
  label?: string
  request: Request
  /** A small form under an item, to answer on the spot. */
  below?: (item: OpenItemShown) => ComponentChildren
}) {
  return (
    <LinkList
      label={label ?? wordsOf(request.locale).list.label}
      items={items.map((item) => ({
        key: item.openItemId,
        href: `/open-punten/${item.openItemId}`,
        title: item.question.length > 220 ? `${item.question.slice(0, 219)}…` : item.question,
        meta: metaOf(item, side, request),
        badge: <DueBadge item={item} request={request} />,
        tone: toneOf(item, request.now),
        below: below?.(item),
      }))}
    />
  )
}
