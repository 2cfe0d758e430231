// What the pages of administration share: the head with its two parts.
import type { ComponentChildren } from 'preact'
import { PageHead, TabNav } from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

export function AdminHead({
  request,
  organisationName,
  current,
  actions,
}: {
  request: PageRequest
  organisationName: string
  current: 'members' | 'invitations'
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
        ]}
      />
    </>
  )
}
