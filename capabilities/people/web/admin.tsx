// What the pages of administration share: their groups, the front page that lists them, and the head of each.
import type { ComponentChildren } from 'preact'
import { PageHead, TabNav } from '#foundation/web/components.tsx'
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

/** What administration falls apart into, in the order of the front page. */
export const ADMIN_GROUPS = ['people', 'work', 'words', 'sight', 'moving'] as const
export type AdminGroup = (typeof ADMIN_GROUPS)[number]

/** A page of administration. */
export interface AdminTab {
  readonly href: string
  readonly label: (locale: Locale) => string
  /** One sentence: what somebody does there. It stands on the front page and under the title of the page. */
  readonly about?: (locale: Locale) => string
  /** Where it is listed; `moving`, what goes in and out, when left out. */
  readonly group?: AdminGroup
  /** The room that it belongs to, when an organisation can do without: then it is not listed. */
  readonly room?: string
  /** Where it stands in its group: 0, first, when left out. */
  readonly place?: number
}

const tabs = new Map<string, AdminTab>([
  [
    'members',
    {
      href: '/beheer/leden',
      label: (locale) => wordsOf(locale).admin.members,
      about: (locale) => wordsOf(locale).admin.membersAbout,
      group: 'people',
      place: -2,
    },
  ],
  [
    'invitations',
    {
      href: '/beheer/uitnodigingen',
      label: (locale) => wordsOf(locale).admin.invitations,
      about: (locale) => wordsOf(locale).admin.invitationsAbout,
      group: 'people',
      place: -1,
    },
  ],
])

/** For the room that brings the page: call it once, where its pages are listed. */
export const registerAdminTab = (name: string, tab: AdminTab): void => {
  tabs.set(name, tab)
}

const groupOf = (tab: AdminTab): AdminGroup => tab.group ?? 'moving'

/** The pages of a group, in their order, but for those of rooms that are off. */
export const adminTabsIn = (
  group: AdminGroup,
  off: readonly string[] = [],
): readonly (AdminTab & { readonly name: string })[] =>
  [...tabs]
    .filter(([, tab]) => groupOf(tab) === group && !(tab.room && off.includes(tab.room)))
    .sort(([, a], [, b]) => (a.place ?? 0) - (b.place ?? 0))
    .map(([name, tab]) => ({ ...tab, name }))

/**
 * The head of a page of administration: the way back to the front page, its neighbours in the same group, its title and
 * what it is for. Every page of administration begins with it.
 */
export function AdminHead({
  request,
  organisationName,
  current,
  actions,
}: {
  request: PageRequest
  organisationName: string
  /** 'members', 'invitations', or the name under which another room brought its page. */
  current: string
  actions?: ComponentChildren
}) {
  const { admin } = wordsOf(request.locale)
  const tab = tabs.get(current)
  return (
    <>
      <TabNav
        label={admin.tabs}
        items={[
          { href: '/beheer', label: admin.all },
          ...(tab
            ? adminTabsIn(groupOf(tab), request.actor?.off).map(({ name, href, label }) => ({
                href,
                label: label(request.locale),
                current: current === name,
              }))
            : []),
        ]}
      />
      <PageHead
        above={organisationName}
        title={tab?.label(request.locale) ?? admin.title}
        lead={tab?.about?.(request.locale)}
        actions={actions}
      />
    </>
  )
}
