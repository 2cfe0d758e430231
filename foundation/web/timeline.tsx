// The journal as a timeline: days, and in each day what was written, by whom and for whose eyes.

import type { ComponentChildren } from 'preact'
import { AudienceChip, type AudienceLevel } from './audience.tsx'
import { type Children, Heading, type Level } from './basics.tsx'
import { Icon } from './icon.tsx'
import { type AttachedFile, AttachmentList } from './list.tsx'
import { type Moment, TimeText } from './time.tsx'
import { names } from './words.ts'

/** `live`: what is added by itself is read aloud at a quiet moment. */
export function Timeline({ label, live, id, children }: Children & { label: string; live?: boolean; id?: string }) {
  return (
    <ol
      class="schakel-timeline"
      aria-label={label}
      aria-live={live ? 'polite' : undefined}
      aria-relevant={live ? 'additions' : undefined}
      id={id}
    >
      {children}
    </ol>
  )
}

export function TimelineDay({
  day,
  level = 3,
  now,
  children,
}: Children & { day: Moment; level?: Level; now?: Moment }) {
  return (
    <li class="schakel-timeline__day">
      <Heading level={level} look={5}>
        <TimeText at={day} show="relative" now={now} />
      </Heading>
      <ol class="schakel-timeline__items">{children}</ol>
    </li>
  )
}

export interface TimelineItemProps {
  id?: string
  at: Moment
  /** What sort of entry: 'Telefoongesprek' with its icon. */
  kind: { word: string; icon: string }
  author: ComponentChildren
  organisation?: ComponentChildren
  audience?: { level: AudienceLevel; word: string }
  /** A tint for what stands out (a decision, a question, a warning), or `quiet` for what the house itself noted. */
  tone?: 'decision' | 'question' | 'answer' | 'warning' | 'withdrawn' | 'quiet'
  attachments?: AttachedFile[]
  /** Where this entry has a page of its own; the time leads there. */
  href?: string
  /** Extra facts beside the author: 'later opgeschreven', a correction. */
  note?: ComponentChildren
  actions?: ComponentChildren
  children?: ComponentChildren
}

export function TimelineItem(item: TimelineItemProps) {
  const time = <TimeText at={item.at} show="time" />
  return (
    <li class={names('schakel-entry', item.tone && `schakel-entry--${item.tone}`)} id={item.id}>
      <span class="schakel-entry__node">
        <Icon name={item.kind.icon} size={18} />
      </span>
      <article class="schakel-entry__card">
        <header class="schakel-entry__head">
          <p class="schakel-entry__who">
            <strong>{item.author}</strong>
            {item.organisation && <span class="schakel-soft"> {item.organisation}</span>}
          </p>
          {item.audience && <AudienceChip level={item.audience.level} word={item.audience.word} />}
        </header>
        <div class="schakel-entry__body">{item.children}</div>
        {item.attachments && <AttachmentList items={item.attachments} />}
        <footer class="schakel-entry__foot schakel-meta">
          <span>{item.kind.word}</span>
          {item.href ? (
            <a class="nl-link schakel-link--quiet" href={item.href}>
              {time}
            </a>
          ) : (
            time
          )}
          {item.note && <span>{item.note}</span>}
          {item.actions && <span class="schakel-entry__actions">{item.actions}</span>}
        </footer>
      </article>
    </li>
  )
}
