// Draws the document around every page: menu, who you are, messages; and the page that says what went wrong.
import type { Actor } from '#foundation/access/actor.ts'
import type { DrawPage } from '#foundation/http/pages.ts'
import type { Typed } from '#foundation/http/typed.ts'
import { httpText } from '#foundation/http/words.ts'
import type { Assets } from '#foundation/web/assets.ts'
import {
  Actions,
  Breadcrumb,
  Button,
  Card,
  en,
  Form,
  Link,
  LinkButton,
  nl,
  PageHead,
  PageShell,
  Paragraph,
  Prose,
} from '#foundation/web/components.tsx'
import type { Page } from '#foundation/web/page.ts'
import { renderPage } from '#foundation/web/render.ts'
import { themeNow } from '#foundation/words/speaking.ts'
import { houseText } from './about.tsx'

const NAV = [
  { key: 'today', href: '/vandaag', icon: 'sun' },
  { key: 'dossiers', href: '/dossiers', icon: 'folders' },
  { key: 'search', href: '/zoeken', icon: 'search' },
  { key: 'organisations', href: '/organisaties', icon: 'building-community' },
  { key: 'people', href: '/mensen', icon: 'users' },
] as const
const ADMINISTRATION = { key: 'administration', href: '/beheer', icon: 'adjustments' } as const
const COUNCIL = { key: 'council', href: '/raad', icon: 'building-monument' } as const

const beginsWithCouncil = (actor: Actor) =>
  ['council', 'registry'].includes(actor.acting.position) && !actor.off.includes('council')

/**
 * Five things fit below a phone. Who sits in or serves the council begins with what it follows; the register is in the foot.
 * An administrator reads no dossiers: their work stands where others have theirs.
 */
const navFor = (actor: Actor) =>
  actor.acting.position === 'administrator'
    ? NAV.map((item) => (item.key === 'dossiers' ? ADMINISTRATION : item))
    : beginsWithCouncil(actor)
      ? NAV.map((item) => (item.key === 'organisations' ? COUNCIL : item))
      : NAV

/** Whether the organisation of this role uses a room; whoever is not signed in is led to what is public of it. */
const uses = (actor: Actor | null, room: string) => !actor?.off.includes(room)

const shell = (
  assets: Assets,
  actor: Actor | null,
  locale: 'nl' | 'en',
  path: string,
  key: string,
  page: Page | null,
  practice: boolean,
  ownAct: boolean,
) => ({
  assets,
  theme: themeNow(),
  t: locale === 'en' ? en : nl,
  who: actor && { name: actor.name, role: actor.acting.functionName, organisation: actor.acting.organisationName },
  nav: actor
    ? navFor(actor).map((item) => ({
        href: item.href,
        icon: item.icon,
        label: httpText(locale).nav[item.key],
        current: item.key === 'administration' ? path.startsWith('/beheer') : page?.nav === item.key,
      }))
    : [],
  // A page with a form of its own has its own one act.
  primary:
    actor && !['administrator', 'council'].includes(actor.acting.position) && !ownAct
      ? { href: '/nieuwe-regel' }
      : null,
  outboxHref: '/nieuwe-regel#wachtrij',
  homeHref: actor ? (actor.acting.position === 'administrator' ? '/beheer' : '/vandaag') : '/',
  signInHref: '/aanmelden',
  settingsHref: '/mijn-aanmelding',
  accountLinks: [
    ...(actor?.acting.position === 'administrator'
      ? [{ href: '/beheer', label: houseText(locale).administration, icon: 'users' }]
      : []),
    ...(actor ? [{ href: '/mij/aandacht', label: houseText(locale).attention, icon: 'bell' }] : []),
  ],
  signOut: { action: '/afmelden', fields: { _act: 'signOut' } },
  ...(actor && actor.memberships.length > 1
    ? {
        roles: {
          action: '/rol',
          name: 'membershipId',
          value: actor.acting.membershipId,
          options: actor.memberships.map((one) => ({
            value: one.membershipId,
            label: `${one.functionName}, ${one.organisationName}`,
          })),
          fields: { _act: 'switchRole', _key: key, verder: path },
        },
      }
    : {}),
  language: { action: '/taal', fields: { _act: 'chooseLanguage', verder: path } },
  footer: {
    accessibilityHref: '/toegankelijkheid',
    privacyHref: '/privacy',
    aboutHref: '/over',
    extra: (
      <>
        {uses(actor, 'kaders') && <Link href={actor ? '/kaders?van=mijn' : '/kaders'}>{houseText(locale).frames}</Link>}
        <Link href="/opgaven">{houseText(locale).publicTasks}</Link>
        {actor && !beginsWithCouncil(actor) && uses(actor, 'council') && (
          <Link href="/raad">{httpText(locale).nav.council}</Link>
        )}
        {actor && beginsWithCouncil(actor) && <Link href="/organisaties">{httpText(locale).nav.organisations}</Link>}
        {actor &&
          ['staff', 'executive', 'administrator'].includes(actor.acting.position) &&
          uses(actor, 'overview') && <Link href="/cijfers">{houseText(locale).inNumbers}</Link>}
        {actor && uses(actor, 'parties') && <Link href="/gebieden">{houseText(locale).areas}</Link>}
        {actor && <Link href="/mijn-gegevens">{houseText(locale).myDetails}</Link>}
        {practice && <Link href="/wie-bent-u">{houseText(locale).otherPerson}</Link>}
        {practice && <Link href="/postvak">{houseText(locale).mailbox}</Link>}
      </>
    ),
  },
})

export const drawPage =
  (assets: Assets): DrawPage =>
  ({ page, content, title, narrow, breadcrumb, head, actor, request, failed, message, live, offline }) =>
    renderPage(
      <PageShell
        {...shell(
          assets,
          actor,
          request.locale,
          request.path,
          request.key,
          page,
          request.practice,
          narrow === true || page?.composes === true,
        )}
        title={title}
        narrow={narrow}
        failed={failed}
        live={live}
        offline={offline}
        person={actor && { personId: actor.personId, membershipId: actor.acting.membershipId }}
        head={head as never}
        breadcrumb={breadcrumb && <Breadcrumb items={[...breadcrumb]} />}
        messages={message ? [{ kind: 'ok', text: message }] : []}
      >
        {content}
      </PageShell>,
    )

/** A refusal or a fault that no page could show itself. */
export const drawFault =
  (assets: Assets) =>
  ({
    status,
    title,
    detail,
    locale,
    requestId,
    path,
    typed,
  }: {
    status: number
    title: string
    detail: string
    locale: 'nl' | 'en'
    requestId: string
    path: string
    typed: Typed | null
  }) =>
    renderPage(
      <PageShell
        {...shell(assets, null, locale, path, '', null, false, true)}
        title={title}
        narrow
        failed={status !== 404}
      >
        <PageHead title={title} />
        <Paragraph>
          {detail} {status >= 500 && <code>{requestId}</code>}
        </Paragraph>
        {typed && <SendAgain typed={typed} path={path} locale={locale} />}
        <Actions>
          <LinkButton href="/">{httpText(locale).toToday}</LinkButton>
        </Actions>
      </PageShell>,
    )

/** The words that could not be kept. The form has its key still, so what was kept after all is not kept twice. */
const SendAgain = ({ typed, path, locale }: { typed: Typed; path: string; locale: 'nl' | 'en' }) => {
  const words = httpText(locale).typed
  // Choices and numbers go along unseen; sentences are shown.
  const sentences = typed.fields.filter(([name, value]) => !name.startsWith('_') && /\S\s+\S/.test(value))
  return (
    <>
      {sentences.length > 0 && (
        <Card title={words.yours}>
          {sentences.map(([, value]) => (
            <Prose text={value} />
          ))}
        </Card>
      )}
      {typed.withFiles ? (
        <Paragraph>{words.withFiles}</Paragraph>
      ) : (
        <Form action={path} label={words.again}>
          {typed.fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Actions>
            <Button kind="primary">{words.again}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
