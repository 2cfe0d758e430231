// What the pages of administration share: the head with its two parts.
import type { ComponentChildren } from 'preact'
import { PageHead, TabNav } from '#foundation/web/components.tsx'
import type { Locale, PageRequest } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

/** A page of administration that another room brings. */
export interface AdminTab {
  readonly href: string
  readonly label: (locale: Locale) => string
  /** Where it stands after members and invitations: 0, first, when left out. */
  readonly place?: number
}

const tabs = new Map<string, AdminTab>()

/** For the room that brings the page: call it once, where its pages are listed. */
export const registerAdminTab = (name: string, tab: AdminTab): void => {
  tabs.set(name, tab)
}

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
  return (
    <>
      <PageHead title={admin.title} lead={admin.lead(organisationName)} actions={actions} />
      <TabNav
        label={admin.tabs}
        items={[
          { href: '/beheer', label: admin.members, current: current === 'members' },
          { href: '/beheer/uitnodigingen', label: admin.invitations, current: current === 'invitations' },
          ...[...tabs]
            .sort(([, a], [, b]) => (a.place ?? 0) - (b.place ?? 0))
            .map(([name, tab]) => ({ href: tab.href, label: tab.label(request.locale), current: current === name })),
        ]}
      />
    </>
  )
}
