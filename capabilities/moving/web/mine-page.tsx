// Taking one's own things along: a package with the files, or one document at once.
import {
  Alert,
  Button,
  Card,
  Form,
  Heading,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Stack,
} from '#foundation/web/components.tsx'
import { formFields, page } from '#foundation/web/page.ts'
import type { PackageShown } from '../contract.ts'
import { PackagesTable } from './packages-table.tsx'
import { wordsOf } from './words.ts'

const ACT = 'askMyPackage'

export const minePage = page({
  at: '/mijn-gegevens/meenemen',
  load: async ({ ask }) => (await ask('listMyPackages', {})) as { items: readonly PackageShown[] },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.mine.title, narrow: true }),
  view: ({ items }, request) => {
    const { mine } = wordsOf(request.locale).web
    const refused = request.refused?.act === ACT ? request.refused.message : null
    return (
      <Stack gap="lg">
        <PageHead title={mine.title} lead={mine.lead} />
        {refused && <Alert kind="error">{refused}</Alert>}
        <Card>
          <Stack>
            <Heading level={2}>{mine.packageTitle}</Heading>
            <Paragraph>{mine.packageLead}</Paragraph>
            <Form action={request.path} fields={formFields(ACT, request)} label={mine.packageTitle}>
              <Button kind="primary" icon="package-export">
                {mine.ask}
              </Button>
            </Form>
          </Stack>
        </Card>
        {items.length > 0 && (
          <PackagesTable
            items={items}
            hrefOf={(packageId) => `/api/v1/me/packages/${packageId}/content`}
            request={request}
          />
        )}
        <Card>
          <Stack>
            <Heading level={2}>{mine.documentTitle}</Heading>
            <Paragraph>{mine.documentLead}</Paragraph>
            <LinkButton href="/api/v1/me/export" icon="download">
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
  forms: {
    [ACT]: {
      input: () => ({}),
      then: (_, request) => `${request.path}?gedaan=${ACT}`,
    },
  },
})
