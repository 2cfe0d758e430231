// Taking a dossier along: asking for a package, seeing it made, fetching it.
import { registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { askAbout, registerManageLink } from '#capabilities/dossier/web/parts.tsx'
import { Alert, Button, Card, Form, PageHead, Paragraph, Stack } from '#foundation/web/components.tsx'
import { formFields, page } from '#foundation/web/page.ts'
import type { PackageShown } from '../contract.ts'
import { PackagesTable } from './packages-table.tsx'
import { wordsOf } from './words.ts'

const ACT = 'askPackage'

registerManageLink('moving', {
  href: (dossierId) => `/dossiers/${dossierId}/meenemen`,
  icon: 'package-export',
  label: (locale) => wordsOf(locale).web.manage,
  shown: ({ may }) => Boolean(may.changeCeiling || may.reopenDossier),
})
registerEntryLook('package', {
  icon: 'package-export',
  word: (locale) => wordsOf(locale).journal.kind,
  tone: 'quiet',
})

export const packagesPage = page({
  at: '/dossiers/:dossierId/meenemen',
  nav: 'dossiers',
  load: async (request) => {
    const dossierId = request.params.dossierId!
    const { dossier, answers } = await askAbout(request, dossierId, ['listPackages', { dossierId }])
    return { dossier, items: answers[0].items as readonly PackageShown[] }
  },
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.title,
    breadcrumb: [{ href: `/dossiers/${dossier.dossierId}`, label: dossier.title }],
  }),
  view: ({ dossier, items }, request) => {
    const { web } = wordsOf(request.locale)
    const refused = request.refused?.act === ACT ? request.refused.message : null
    return (
      <Stack gap="lg">
        <PageHead title={web.title} lead={web.lead} />
        {refused && <Alert kind="error">{refused}</Alert>}
        <Card>
          <Stack>
            <Paragraph>{web.warning}</Paragraph>
            <Form action={request.path} fields={formFields(ACT, request)} label={web.title}>
              <Button kind="primary" icon="package-export">
                {web.ask}
              </Button>
            </Form>
          </Stack>
        </Card>
        <PackagesTable
          items={items}
          hrefOf={(packageId) => `/api/v1/dossiers/${dossier.dossierId}/packages/${packageId}/content`}
          request={request}
        />
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (_, request) => ({ dossierId: request.params.dossierId! }),
      then: (_, request) => `${request.path}?gedaan=${ACT}`,
    },
  },
})
