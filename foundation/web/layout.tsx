// The frame of every page: the document, the head with the menu, who you are, the one act, and the foot.

import type { ComponentChildren } from 'preact'
import type { Assets } from './assets.ts'
import { Alert, type AlertKind, Button, type Children, LinkButton } from './basics.tsx'
import { Form, Select } from './form.tsx'
import { Icon, Mark } from './icon.tsx'
import { type LiveFollowed, LiveNote } from './live.tsx'
import { OfflineNotes } from './offline.tsx'
import type { WebText } from './text.nl.ts'
import { names, Words } from './words.ts'

/** What of the assets a page needs: the addresses. */
export type PageAssets = Pick<Assets, 'css' | 'js' | 'icon' | 'touchIcon' | 'manifest' | 'preload'>

/** What of an organisation's look stands on a page. */
export interface PageTheme {
  /** How it signs. */
  name: string
  /** The address of its colours. */
  stylesheet: string | null
  logo: { address: string; alt: string; width: number; height: number } | null
}

export interface DocumentProps {
  assets: PageAssets
  t: WebText
  /** The title of the page; the name of the product comes after it. */
  title: string
  /** How the organisation looks, over our own look. */
  theme?: PageTheme | null
  /** Single keys (/ and n) are on: a setting of the reader, because they can get in the way of speech control. */
  keys?: boolean
  /** This page tells that something did not work, or asks to sign in again: typed words must be kept. */
  failed?: boolean
  /** For pages that search engines must leave alone; on unless told otherwise. */
  noIndex?: boolean
  /** More in the head: <link rel="alternate" …> of a feed. */
  head?: ComponentChildren
  bodyClass?: string
  /** Whose page it is; null: nobody is signed in; left out: not known, as on a page that tells of a fault. */
  person?: { personId: string; membershipId: string } | null
  /** What a device may keep of it for when there is no reception. */
  offline?: 'read' | 'write' | null
}

export function Document({
  assets,
  t,
  title,
  theme,
  keys,
  failed,
  noIndex = true,
  head,
  bodyClass,
  person,
  offline,
  children,
}: Children & DocumentProps) {
  return (
    <html
      lang={t.locale}
      class="utrecht-root voorbeeld-theme schakel-theme"
      data-keys={keys ? 'on' : undefined}
      data-failed={failed ? '' : undefined}
      data-person={person === null ? '' : person?.personId}
      data-role={person?.membershipId}
      data-offline-keep={offline ?? undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === t.product ? title : `${title} – ${t.product}`}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#12181b" media="(prefers-color-scheme: dark)" />
        {noIndex && <meta name="robots" content="noindex" />}
        {assets.preload.map((font) => (
          <link key={font} rel="preload" as="font" type="font/woff2" href={font} crossOrigin="anonymous" />
        ))}
        <link rel="stylesheet" href={assets.css} />
        {theme?.stylesheet && <link rel="stylesheet" href={theme.stylesheet} />}
        <link rel="icon" type="image/svg+xml" href={assets.icon} />
        <link rel="apple-touch-icon" href={assets.touchIcon} />
        <link rel="manifest" href={assets.manifest} />
        <script type="module" src={assets.js} />
        {head}
      </head>
      <body class={names('utrecht-body schakel-body', bodyClass)}>
        <Words.Provider value={t}>{children}</Words.Provider>
      </body>
    </html>
  )
}

export interface NavItem {
  href: string
  label: string
  /** The name of a Tabler icon. */
  icon: string
  current?: boolean
  /** How many things wait there. */
  count?: number
}

export interface Who {
  name: string
  /** 'procesambtenaar' */
  role?: string
  organisation?: string
}

export interface ShellProps extends DocumentProps {
  who: Who | null
  /** The menu: Vandaag, Dossiers, Zoeken, Organisaties, Mensen. */
  nav?: NavItem[]
  /** The one act: 'Nieuwe regel'. At the desk in the head, on a phone under the thumb. */
  primary?: { href: string; label?: string; icon?: string } | null
  /** Working as somebody else: a plain form. Field `name` (default `membership`). */
  roles?: {
    action: string
    name?: string
    options: { value: string; label: string }[]
    value: string
    fields?: Record<string, string>
  }
  signOut?: { action: string; fields?: Record<string, string> }
  signInHref?: string
  homeHref?: string
  settingsHref?: string
  /** More to go to from the menu of who you are. */
  accountLinks?: NavItem[]
  /** What just happened, on top of the page. */
  messages?: { kind: AlertKind; text: ComponentChildren; title?: string }[]
  breadcrumb?: ComponentChildren
  language?: { action: string; fields?: Record<string, string> }
  footer?: { accessibilityHref?: string; privacyHref?: string; aboutHref?: string; extra?: ComponentChildren }
  /** A narrow page: a form, a sign-in. */
  narrow?: boolean
  /** What this page follows while it is open. */
  live?: LiveFollowed | null
  /** Where what waits to be sent is shown. */
  outboxHref?: string
}

export function PageShell({ children, ...page }: Children & ShellProps) {
  const { t, who, nav = [], primary, messages = [] } = page
  const act = who && primary
  return (
    <Document
      {...page}
      bodyClass={names(page.bodyClass, nav.length > 0 && 'schakel-body--nav', act && 'schakel-body--act')}
    >
      <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#inhoud">
        {t.skipToContent}
      </a>
      <header class="schakel-header">
        <div class="schakel-header__inner">
          <Brand {...page} />
          {nav.length > 0 && <MainNav label={t.mainNavigation} items={nav} />}
          <div class="schakel-header__end">
            {act && (
              <a class="nl-button nl-button--primary schakel-act" href={act.href} data-key-new>
                <span class="nl-button__icon-start">
                  <Icon name={act.icon ?? 'plus'} />
                </span>
                <span class="nl-button__label">{act.label ?? t.newEntry}</span>
              </a>
            )}
            {who ? (
              <Account {...page} who={who} />
            ) : (
              page.signInHref && <LinkButton href={page.signInHref}>{t.signIn}</LinkButton>
            )}
          </div>
        </div>
      </header>
      <main id="inhoud" tabIndex={-1} class={names('schakel-main', page.narrow && 'schakel-main--narrow')}>
        {page.breadcrumb}
        {messages.length > 0 && (
          <div class="schakel-messages">
            {messages.map((message, at) => (
              <Alert key={at} kind={message.kind} title={message.title} live>
                <p class="nl-paragraph">{message.text}</p>
              </Alert>
            ))}
          </div>
        )}
        {children}
      </main>
      {who && (
        <aside class="schakel-notes" aria-label={t.live.label}>
          {page.live && <LiveNote live={page.live} />}
          <OfflineNotes outboxHref={page.outboxHref} />
        </aside>
      )}
      <Footer {...page} />
    </Document>
  )
}

/** Whose place this is: the organisation's own sign, or else that of the house. */
function Brand({ t, theme, homeHref = '/' }: Pick<ShellProps, 't' | 'theme' | 'homeHref'>) {
  if (!theme)
    return (
      <a class="schakel-brand" href={homeHref} aria-label={`${t.product}, ${t.home}`}>
        <Mark size={34} />
        <span class="schakel-brand__word">{t.product.toLowerCase()}</span>
      </a>
    )
  const { name, logo } = theme
  return (
    <a class="schakel-brand schakel-brand--own" href={homeHref} aria-label={`${name}, ${t.home}`}>
      {logo ? (
        <img class="schakel-brand__logo" src={logo.address} alt={logo.alt} width={logo.width} height={logo.height} />
      ) : (
        <>
          <Mark size={34} />
          <span class="schakel-brand__word">{name}</span>
        </>
      )}
    </a>
  )
}

function MainNav({ label, items }: { label: string; items: NavItem[] }) {
  return (
    <nav class="schakel-nav" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              <Icon name={item.icon} size={22} />
              <span>{item.label}</span>
              {item.count ? <span class="schakel-nav__count">{item.count}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => /^\p{Lu}/u.test(part))
  const [first = name, last] = [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
  return ((first[0] ?? '') + (last?.[0] ?? '')).toUpperCase()
}

function Account({ t, who, roles, signOut, settingsHref, accountLinks = [] }: ShellProps & { who: Who }) {
  return (
    <details class="schakel-account" data-closes>
      <summary>
        <span class="schakel-account__initials" aria-hidden="true">
          {initials(who.name)}
        </span>
        <span class="schakel-account__words">
          <span class="schakel-hidden">{t.account}: </span>
          <span class="schakel-account__name">{who.name}</span>
          {who.role && <span class="schakel-account__role">{who.role}</span>}
        </span>
        <Icon name="chevron-down" size={18} class="schakel-account__mark" />
      </summary>
      <div class="schakel-account__panel">
        <p>
          <strong>{who.name}</strong>
          <br />
          <span class="schakel-soft">{[who.role, who.organisation].filter(Boolean).join(', ')}</span>
        </p>
        {roles && roles.options.length > 1 && (
          <Form action={roles.action} fields={roles.fields}>
            <Select
              id="account-role"
              name={roles.name ?? 'membership'}
              label={t.roleLabel}
              options={roles.options}
              value={roles.value}
            />
            <Button>{t.switchRole}</Button>
          </Form>
        )}
        {accountLinks.length > 0 && (
          <div class="schakel-account__links">
            {accountLinks.map((link) => (
              <a key={link.href} class="nl-link schakel-link--icon" href={link.href}>
                <Icon name={link.icon} size={18} />
                {link.label}
              </a>
            ))}
          </div>
        )}
        <div class="schakel-account__links">
          {settingsHref && (
            <a class="nl-link schakel-link--icon" href={settingsHref}>
              <Icon name="settings" size={18} />
              {t.settings}
            </a>
          )}
          {signOut && (
            <Form action={signOut.action} fields={signOut.fields} forget>
              <Button kind="subtle" icon="logout" small>
                {t.signOut}
              </Button>
            </Form>
          )}
        </div>
      </div>
    </details>
  )
}

function Footer({ t, footer = {}, language }: ShellProps) {
  const links = [
    { href: footer.accessibilityHref, label: t.accessibility },
    { href: footer.privacyHref, label: t.privacy },
    { href: footer.aboutHref, label: t.about },
  ]
  return (
    <footer class="schakel-footer">
      <div class="schakel-footer__inner">
        <nav aria-label={t.footer}>
          <ul class="schakel-footer__links">
            {links.map(
              ({ href, label }) =>
                href && (
                  <li key={href}>
                    <a class="nl-link" href={href}>
                      {label}
                    </a>
                  </li>
                ),
            )}
          </ul>
        </nav>
        {language && (
          <Form action={language.action} fields={language.fields} label={t.language} inline>
            {(['nl', 'en'] as const).map((locale) => (
              <button
                key={locale}
                type="submit"
                name="language"
                value={locale}
                lang={locale}
                class="schakel-language"
                aria-current={locale === t.locale ? 'true' : undefined}
              >
                {t.otherLanguages[locale]}
              </button>
            ))}
          </Form>
        )}
        {footer.extra}
      </div>
    </footer>
  )
}
