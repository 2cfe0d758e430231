// Items of the council below each other: what it is, how it really stands, who owes it, and how late it is.
import { dayOf, formatDate, LinkList, StateBadge } from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import type { ItemShown } from '../contract.ts'
import { ITEMS, isEnded, stateTone, stateWord, wordsOf } from './words.ts'

type Request = Pick<PageRequest, 'locale' | 'now'>

export function ItemBadge({ item, request }: { item: Pick<ItemShown, 'kind' | 'state' | 'late'>; request: Request }) {
  return <StateBadge tone={stateTone(item)}>{stateWord(wordsOf(request.locale), item)}</StateBadge>
}

/** Whole days past the term. */
export const daysLate = (item: Pick<ItemShown, 'dueOn'>, now: Date): number =>
  item.dueOn ? Math.round((Date.parse(dayOf(now)) - Date.parse(item.dueOn)) / 86_400_000) : 0

/** Why it is late and until when, in one line; only as long as it is. */
export const latenessOf = (item: ItemShown, request: Request): string => {
  if (!item.late) return ''
  const text = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  return [
    text.web.list.daysLate(daysLate(item, request.now)),
    text.lateness[item.lateness?.code ?? 'none'],
    item.lateness?.expectedOn && text.web.list.expected(dates.short(item.lateness.expectedOn, request.now)),
  ]
    .filter(Boolean)
    .join(', ')
}

const metaOf = (item: ItemShown, request: Request, inDossier: boolean): string => {
  const text = wordsOf(request.locale)
  const { list } = text.web
  const dates = formatDate(request.locale)
  const open = !isEnded(item)
  return [
    `${text.kinds[item.kind]} ${item.reference}`,
    inDossier ? '' : (item.dossierTitle ?? list.elsewhere),
    open && item.kind !== 'technicalQuestion' && item.kind !== 'amendment' ? (item.debtor ?? list.noDebtor) : '',
    open
      ? item.dueOn
        ? list.due(dates.short(item.dueOn, request.now))
        : list.noDue
      : dates.short(item.changedAt, request.now),
    latenessOf(item, request),
    item.timesSentBack ? list.sentBack(item.timesSentBack) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

export function ItemList({
  items,
  label,
  inDossier = false,
  request,
}: {
  items: readonly ItemShown[]
  label: string
  /** They all hang from the dossier that is on the page. */
  inDossier?: boolean
  request: Request
}) {
  return (
    <LinkList
      label={label}
      items={items.map((item) => ({
        key: item.councilItemId,
        href: `${ITEMS}/${item.councilItemId}`,
        title: item.title,
        meta: metaOf(item, request, inDossier),
        badge: <ItemBadge item={item} request={request} />,
        tone: item.late ? 'late' : item.state === 'reported' ? 'wait' : isEnded(item) ? 'done' : undefined,
      }))}
    />
  )
}
