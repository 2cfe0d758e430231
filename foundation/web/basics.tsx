// The small things every page is made of: headings, text, links, buttons, cards and the room between them.

import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { names, useWords } from './words.ts'

export type Children = { children?: ComponentChildren }
export type Level = 1 | 2 | 3 | 4 | 5 | 6

/** `level` is the place in the outline, `look` the size when that should differ. */
export function Heading({ level, look = level, id, children }: Children & { level: Level; look?: Level; id?: string }) {
  const Tag = `h${level}` as 'h1'
  return (
    <Tag id={id} class={`nl-heading nl-heading--level-${look}`}>
      {children}
    </Tag>
  )
}

export function Paragraph({ small, soft, children }: Children & { small?: boolean; soft?: boolean }) {
  return <p class={names('nl-paragraph', small && 'schakel-small', soft && 'schakel-soft')}>{children}</p>
}

/** The one sentence under a title. */
export function Lead({ children }: Children) {
  return <p class="nl-paragraph nl-paragraph--lead schakel-lead">{children}</p>
}

/** Text as a person typed it: line breaks stay, nothing in it is read as markup. */
export function Prose({ text }: { text: string }) {
  return <p class="nl-paragraph schakel-prose">{text}</p>
}

export function Link({
  href,
  icon,
  quiet,
  current,
  lang,
  rel,
  children,
}: Children & { href: string; icon?: string; quiet?: boolean; current?: boolean; lang?: string; rel?: string }) {
  return (
    <a
      href={href}
      lang={lang}
      hreflang={lang}
      rel={rel}
      class={names('nl-link', quiet && 'schakel-link--quiet', icon && 'schakel-link--icon')}
      aria-current={current ? 'page' : undefined}
    >
      {icon && <Icon name={icon} size={18} />}
      {children}
    </a>
  )
}

export type ButtonKind = 'primary' | 'secondary' | 'subtle' | 'danger'

const looks: Record<ButtonKind, string> = {
  primary: 'nl-button--primary',
  secondary: 'nl-button--secondary',
  subtle: 'nl-button--subtle',
  danger: 'nl-button--secondary nl-button--negative',
}

function ButtonWords({ icon, children }: Children & { icon?: string }) {
  return (
    <>
      {icon && (
        <span class="nl-button__icon-start">
          <Icon name={icon} />
        </span>
      )}
      <span class="nl-button__label">{children}</span>
    </>
  )
}

/** `name` and `value` go along with the form; `action` and `method` send this button's form elsewhere. */
export function Button({
  kind = 'secondary',
  type = 'submit',
  icon,
  name,
  value,
  formAction,
  formMethod,
  formNoValidate,
  form,
  small,
  wide,
  describedBy,
  children,
}: Children & {
  kind?: ButtonKind
  type?: 'submit' | 'button'
  icon?: string
  name?: string
  value?: string
  formAction?: string
  /** Looks first: what was typed goes along in the address, and nothing is changed. */
  formMethod?: 'get'
  /** Also with a field that is required and still empty. */
  formNoValidate?: boolean
  form?: string
  small?: boolean
  wide?: boolean
  describedBy?: string
}) {
  return (
    <button
      type={type}
      name={name}
      value={value}
      formAction={formAction}
      formMethod={formMethod}
      formNoValidate={formNoValidate}
      form={form}
      aria-describedby={describedBy}
      class={names('nl-button', looks[kind], small && 'schakel-button--small', wide && 'schakel-button--wide')}
    >
      <ButtonWords icon={icon}>{children}</ButtonWords>
    </button>
  )
}

/** Goes somewhere, and looks like a button because going there is the act of the page. */
export function LinkButton({
  href,
  kind = 'secondary',
  icon,
  small,
  wide,
  download,
  children,
}: Children & {
  href: string
  kind?: ButtonKind
  icon?: string
  small?: boolean
  wide?: boolean
  download?: boolean | string
}) {
  return (
    <a
      href={href}
      download={download}
      class={names('nl-button', looks[kind], small && 'schakel-button--small', wide && 'schakel-button--wide')}
    >
      <ButtonWords icon={icon}>{children}</ButtonWords>
    </a>
  )
}

/** Buttons beside each other, the first act first; below each other on a phone. */
export function Actions({ children }: Children) {
  return <div class="utrecht-button-group schakel-actions">{children}</div>
}

export type AlertKind = 'info' | 'ok' | 'warning' | 'error'

const alertIcons: Record<AlertKind, string> = {
  info: 'info-circle',
  ok: 'circle-check',
  warning: 'alert-triangle',
  error: 'alert-circle',
}

/** `live`: read aloud when it stands on a page that was just loaded or changed by the reader's own act. */
export function Alert({
  kind = 'info',
  title,
  live,
  children,
}: Children & { kind?: AlertKind; title?: string; live?: boolean }) {
  const words = useWords()
  return (
    <div
      class={`utrecht-alert utrecht-alert--${kind} schakel-alert`}
      role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}
    >
      <span class="utrecht-alert__icon schakel-alert__icon">
        <Icon name={alertIcons[kind]} size={24} />
      </span>
      <div class="utrecht-alert__content schakel-alert__content">
        {title ? (
          <p class="schakel-alert__title">{title}</p>
        ) : (
          <span class="schakel-hidden">{words.alert[kind]}: </span>
        )}
        <div class="utrecht-alert__message">{children}</div>
      </div>
    </div>
  )
}

/** A box with a title. `tone` colours the edge: `wait` for what somebody must still do, `late` for what is overdue. */
export function Card({
  title,
  level = 2,
  href,
  aside,
  tone,
  id,
  children,
}: Children & {
  title?: ComponentChildren
  level?: Level
  href?: string
  aside?: ComponentChildren
  tone?: 'wait' | 'late' | 'done'
  id?: string
}) {
  return (
    <section class={names('schakel-card', tone && `schakel-card--${tone}`)} id={id}>
      {(title || aside) && (
        <header class="schakel-card__head">
          {title && (
            <Heading level={level} look={4}>
              {href ? (
                <a class="nl-link schakel-link--quiet" href={href}>
                  {title}
                </a>
              ) : (
                title
              )}
            </Heading>
          )}
          {aside && <div class="schakel-card__aside">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  )
}

/** Things below each other with the same room between. */
export function Stack({ gap = 'md', children }: Children & { gap?: 'xs' | 'sm' | 'md' | 'lg' }) {
  return <div class={`schakel-stack schakel-stack--${gap}`}>{children}</div>
}

/** Things beside each other that may go on to the next line. */
export function Row({ spread, children }: Children & { spread?: boolean }) {
  return <div class={names('schakel-row', spread && 'schakel-row--spread')}>{children}</div>
}

/** The main thing and what stands beside it; below each other on a phone, where `sideFirst` puts the side on top. */
export function Columns({
  side,
  sideLabel,
  sideFirst,
  children,
}: Children & { side: ComponentChildren; sideLabel: string; sideFirst?: boolean }) {
  const beside = (
    <aside class="schakel-columns__side" aria-label={sideLabel}>
      {side}
    </aside>
  )
  return (
    <div class={names('schakel-columns', sideFirst && 'schakel-columns--side-first')}>
      {sideFirst && beside}
      <div class="schakel-columns__main">{children}</div>
      {!sideFirst && beside}
    </div>
  )
}

/** Cards beside each other, as many as fit. */
export function Grid({ children }: Children) {
  return <div class="schakel-grid">{children}</div>
}

/** Title, one sentence and the acts of a page, in one head. */
export function PageHead({
  title,
  lead,
  above,
  badges,
  actions,
}: {
  title: ComponentChildren
  lead?: ComponentChildren
  above?: ComponentChildren
  badges?: ComponentChildren
  actions?: ComponentChildren
}) {
  return (
    <header class="schakel-page-head">
      <div class="schakel-page-head__words">
        {above && <p class="schakel-page-head__above">{above}</p>}
        <Heading level={1}>{title}</Heading>
        {lead && <Lead>{lead}</Lead>}
        {badges && <div class="schakel-row">{badges}</div>}
      </div>
      {actions && <div class="schakel-page-head__actions">{actions}</div>}
    </header>
  )
}

/** More for who wants it; open without JavaScript. */
export function Details({ summary, open, children }: Children & { summary: ComponentChildren; open?: boolean }) {
  return (
    <details class="schakel-details" open={open}>
      <summary>
        <Icon name="chevron-right" size={18} class="schakel-details__mark" />
        <span>{summary}</span>
      </summary>
      <div class="schakel-details__body">{children}</div>
    </details>
  )
}

/** An act that first asks: the button opens the question, the form inside does it. No dialog, no script. */
export function Confirm({
  label,
  kind = 'secondary',
  icon,
  open,
  small,
  children,
}: Children & { label: string; kind?: ButtonKind; icon?: string; open?: boolean; small?: boolean }) {
  return (
    <details class="schakel-confirm" open={open} data-closes>
      <summary class={names('nl-button', looks[kind], small && 'schakel-button--small')}>
        <ButtonWords icon={icon}>{label}</ButtonWords>
      </summary>
      <div class="schakel-confirm__body">{children}</div>
    </details>
  )
}

/** Teaches: one sentence about what appears here, and one button. */
export function EmptyState({
  icon = 'inbox',
  children,
  action,
}: Children & { icon?: string; action?: ComponentChildren }) {
  return (
    <div class="schakel-empty">
      <span class="schakel-empty__icon">
        <Icon name={icon} size={28} />
      </span>
      <p class="nl-paragraph">{children}</p>
      {action}
    </div>
  )
}

/** Words only for who listens. */
export function Hidden({ children }: Children) {
  return <span class="schakel-hidden">{children}</span>
}
