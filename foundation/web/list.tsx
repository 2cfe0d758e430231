// Facts in rows: states, data lists, tables, attachments and the ways through them.

import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { names, useWords } from './words.ts'

export type StateTone = 'neutral' | 'active' | 'wait' | 'late' | 'done' | 'closed'

const tones: Record<StateTone, { look: string; icon: string }> = {
  neutral: { look: 'neutral', icon: 'circle-dot' },
  active: { look: 'safe', icon: 'player-play' },
  wait: { look: 'warning', icon: 'hourglass' },
  late: { look: 'danger', icon: 'alert-triangle' },
  done: { look: 'success', icon: 'check' },
  closed: { look: 'inactive', icon: 'lock' },
}

/** The state of a thing: word and icon say it, the colour only helps. */
export function StateBadge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: StateTone
  icon?: string
  children: ComponentChildren
}) {
  const { look, icon: own } = tones[tone]
  return (
    <span class={`utrecht-status-badge utrecht-status-badge--${look} schakel-state`}>
      <Icon name={icon ?? own} size={14} />
      {children}
    </span>
  )
}

export interface DataItem {
  label: ComponentChildren
  value: ComponentChildren
  action?: ComponentChildren
}

/** Names with their facts. `look`: beside each other in rows, or small and tight for a side column. */
export function DataList({ items, look = 'rows' }: { items: DataItem[]; look?: 'rows' | 'tight' }) {
  return (
    <dl class={names('utrecht-data-list', `schakel-data-list--${look}`)}>
      {items.map((item, at) => (
        <div class="utrecht-data-list__item" key={at}>
          <dt class="utrecht-data-list__item-key">{item.label}</dt>
          <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{item.value}</dd>
          {item.action && <dd class="utrecht-data-list__actions utrecht-data-list__actions--html-dd">{item.action}</dd>}
        </div>
      ))}
    </dl>
  )
}

export interface Column {
  key: string
  label: string
  numeric?: boolean
  /** The cell that names the row. */
  heads?: boolean
}

export interface TableRow {
  key: string
  cells: Record<string, ComponentChildren>
}

// Stacked on a phone with `display: block`, a table stops being a table for who listens, unless it says so itself.
const is = <Role extends string>(role: Role) => ({ role })

/** A table at the desk, a list of blocks on a phone, with the same words. */
export function Table({
  caption,
  captionHidden,
  columns,
  rows,
}: {
  caption: string
  captionHidden?: boolean
  columns: Column[]
  rows: TableRow[]
}) {
  return (
    <table class="utrecht-table utrecht-table--html-table schakel-table" {...is('table')}>
      <caption class={names('utrecht-table__caption', captionHidden && 'schakel-hidden')}>{caption}</caption>
      <thead class="utrecht-table__header" {...is('rowgroup')}>
        <tr class="utrecht-table__row" {...is('row')}>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              class={names(
                'utrecht-table__header-cell',
                column.numeric && 'utrecht-table__header-cell--numeric-column',
              )}
              {...is('columnheader')}
            >
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="utrecht-table__body" {...is('rowgroup')}>
        {rows.map((row) => (
          <tr class="utrecht-table__row" key={row.key} {...is('row')}>
            {columns.map((column) => {
              const look = names('utrecht-table__cell', column.numeric && 'utrecht-table__cell--numeric-column')
              return column.heads ? (
                <th key={column.key} scope="row" class={names(look, 'schakel-table__name')} {...is('rowheader')}>
                  {row.cells[column.key]}
                </th>
              ) : (
                <td key={column.key} class={look} data-label={column.label} {...is('cell')}>
                  {row.cells[column.key]}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Rows that each lead somewhere: title, what stands under it, and its state at the end. */
export function LinkList({
  items,
  label,
}: {
  label?: string
  items: {
    key?: string
    href: string
    title: ComponentChildren
    meta?: ComponentChildren
    text?: ComponentChildren
    badge?: ComponentChildren
    /** Draws the edge: somebody must do something, or it is too late already. */
    tone?: 'wait' | 'late' | 'done'
    /** Below the row: a small form to answer on the spot. */
    below?: ComponentChildren
  }[]
}) {
  return (
    <ul class="schakel-link-list" aria-label={label}>
      {items.map((item) => (
        <li
          key={item.key ?? item.href}
          class={names('schakel-link-list__item', item.tone && `schakel-link-list__item--${item.tone}`)}
        >
          <div class="schakel-link-list__row">
            <div class="schakel-link-list__words">
              <a class="nl-link schakel-link--quiet schakel-link-list__title" href={item.href}>
                {item.title}
              </a>
              {item.text && <p class="nl-paragraph">{item.text}</p>}
              {item.meta && <p class="schakel-meta">{item.meta}</p>}
            </div>
            {item.badge && <div class="schakel-link-list__badge">{item.badge}</div>}
          </div>
          {item.below && <div class="schakel-link-list__below">{item.below}</div>}
        </li>
      ))}
    </ul>
  )
}

/** A file size in words: 820 kB, 1,2 MB. */
export function fileSize(bytes: number, locale: 'nl' | 'en' = 'nl'): string {
  const number = (n: number, digits: number) => n.toLocaleString(locale, { maximumFractionDigits: digits })
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 999_500) return `${number(bytes / 1000, 0)} kB`
  return `${number(bytes / 1_000_000, 1)} MB`
}

export interface AttachedFile {
  href: string
  name: string
  /** In bytes. */
  size?: number
  /** image/jpeg, application/pdf, … */
  type?: string
  /** A small picture of it, on this site. */
  thumbnail?: string
  /** What is to be seen, for who listens. */
  alt?: string
  /** What its giver says is to be seen or read. */
  description?: string
}

export function AttachmentList({ items, label }: { items: AttachedFile[]; label?: string }) {
  const words = useWords()
  if (items.length === 0) return null
  return (
    <ul class="schakel-attachments" aria-label={label ?? words.attachments}>
      {items.map((item) => (
        <li key={item.href}>
          <a class="schakel-attachment" href={item.href}>
            {item.thumbnail ? (
              <img src={item.thumbnail} alt={item.alt ?? ''} width={44} height={44} loading="lazy" />
            ) : (
              <Icon name={item.type?.startsWith('image/') ? 'photo' : 'file-text'} size={24} />
            )}
            <span class="schakel-attachment__words">
              <span class="schakel-attachment__name">{item.name}</span>
              {item.description && <span class="schakel-small schakel-soft">{item.description}</span>}
              {item.size !== undefined && <span class="schakel-meta">{fileSize(item.size, words.locale)}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Newer and older, because a journal grows while one reads and page numbers would shift. */
export function Pagination({ newer, older, label }: { newer?: string; older?: string; label?: string }) {
  const words = useWords()
  if (!newer && !older) return null
  return (
    <nav class="utrecht-pagination schakel-pagination" aria-label={label ?? words.pages}>
      {newer && (
        <a class="utrecht-pagination__relative-link utrecht-pagination__relative-link--prev" rel="prev" href={newer}>
          <Icon name="chevron-left" size={18} />
          {words.newer}
        </a>
      )}
      {older && (
        <a class="utrecht-pagination__relative-link utrecht-pagination__relative-link--next" rel="next" href={older}>
          {words.older}
          <Icon name="chevron-right" size={18} />
        </a>
      )}
    </nav>
  )
}

/** Views of one thing beside each other; each is a page of its own, so these are links and no ARIA tabs. */
export function TabNav({
  label,
  items,
}: {
  label: string
  items: { href: string; label: string; count?: number; current?: boolean }[]
}) {
  return (
    <nav class="schakel-tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span class="schakel-tabs__count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The way here; the page itself is not in it, its title says that. */
export function Breadcrumb({ items }: { items: { href: string; label: string }[] }) {
  const words = useWords()
  return (
    <nav class="utrecht-breadcrumb-nav schakel-breadcrumb" aria-label={words.breadcrumb}>
      <ol>
        {items.map((item, at) => (
          <li key={item.href}>
            {at === 0 && <Icon name="chevron-left" size={16} />}
            <a class="utrecht-breadcrumb-nav__link nl-link schakel-link--quiet" href={item.href}>
              {item.label}
            </a>
            {at < items.length - 1 && <Icon name="chevron-right" size={16} />}
          </li>
        ))}
      </ol>
    </nav>
  )
}
