// The front page of administration: what an administrator sees to, in groups, each with a sentence.
import { Heading, LinkList, PageHead, Stack } from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import { ADMIN_GROUPS, adminTabsIn } from './admin.tsx'
import { wordsOf } from './words.ts'

export const adminPage = page({
  at: '/beheer',
  // Asking for the members is also asking whether this role administers anything.
  load: (request) => request.ask<{ readonly organisationName: string }>('listMembers', { limit: 1 }),
  frame: (_, request) => ({ title: wordsOf(request.locale).admin.title }),
  view: ({ organisationName }, request) => {
    const { admin } = wordsOf(request.locale)
    return (
      <Stack gap="lg">
        <PageHead title={admin.title} lead={admin.lead(organisationName)} />
        {ADMIN_GROUPS.map((group) => {
          const tabs = adminTabsIn(group, request.actor?.off)
          if (!tabs.length) return null
          return (
            <Stack key={group} gap="sm">
              <Heading level={2}>{admin.groups[group]}</Heading>
              <LinkList
                label={admin.groups[group]}
                items={tabs.map((tab) => ({
                  key: tab.name,
                  href: tab.href,
                  title: tab.label(request.locale),
                  meta: tab.about?.(request.locale),
                }))}
              />
            </Stack>
          )
        })}
      </Stack>
    )
  },
})
