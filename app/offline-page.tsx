// What a device shows when there is no reception and the page is not on it. The service worker keeps it for everybody.
import { Actions, en, LinkButton, nl, PageHead, Stack } from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'

export const offlinePage = page({
  at: '/zonder-verbinding',
  open: true,
  load: async () => ({}),
  frame: (_, request) => ({ title: (request.locale === 'en' ? en : nl).offline.pageTitle, narrow: true }),
  view: (_, request) => {
    const words = (request.locale === 'en' ? en : nl).offline
    return (
      <Stack>
        <PageHead title={words.pageTitle} lead={words.page} />
        <Actions>
          <LinkButton href="/nieuwe-regel" kind="primary">
            {words.write}
          </LinkButton>
        </Actions>
      </Stack>
    )
  },
})
