// Taking one's own things along, in one document.
import { Card, Link, LinkButton, PageHead, Paragraph, Stack } from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

export const minePage = page({
  at: '/mijn-gegevens/meenemen',
  load: async () => ({}),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.mine.title, narrow: true }),
  view: (_, request) => {
    const { mine } = wordsOf(request.locale).web
    return (
      <Stack gap="lg">
        <PageHead title={mine.title} lead={mine.lead} />
        <Card>
          <Stack>
            <LinkButton href="/api/v1/me/export" kind="primary" icon="download">
              {mine.fetch}
            </LinkButton>
            <Paragraph small>
              {mine.format} <Link href="/api">{mine.toApi}</Link>
            </Paragraph>
          </Stack>
        </Card>
      </Stack>
    )
  },
})
