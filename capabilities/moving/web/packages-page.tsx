// Taking a dossier along: asking for a package, seeing it made, fetching it.
import { registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { askAbout, registerManageLink } from '#capabilities/dossier/web/parts.tsx'
import {
  Alert,
  Button,
  Card,
  EmptyState,
  Form,
  fileSize,
  formatDate,
  Heading,
  Link,
  PageHead,
  Paragraph,
  Stack,
  StateBadge,
  Table,
} from '#foundation/web/components.tsx'
import { formFields, page } from '#foundation/web/page.ts'
import type { PackageShown } from '../contract.ts'
import { wordsOf } from './words.ts'

const ACT = 'askPackage'
const TONES = { waiting: 'wait', ready: 'done', failed: 'late', over: 'closed' } as const

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
    const dates = formatDate(request.locale)
    const refused = request.refused?.act === ACT ? request.refused.message : null
    return (
      <Stack gap="lg">
        <PageHead title={web.title} above={dossier.title} lead={web.lead} />
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
        <section>
          <Heading level={2}>{web.packages}</Heading>
          {items.length === 0 ? (
            <EmptyState icon="package-export">{web.none}</EmptyState>
          ) : (
            <Table
              caption={web.packages}
              columns={[
                { key: 'asked', label: web.asked, heads: true },
                { key: 'state', label: web.state },
                { key: 'contents', label: web.contents },
                { key: 'fetch', label: web.fetch },
              ]}
              rows={items.map((item) => ({
                key: item.packageId,
                cells: {
                  asked: dates.dayTime(item.askedAt, request.now),
                  state: <StateBadge tone={TONES[item.state]}>{web.states[item.state]}</StateBadge>,
                  contents:
                    item.rows !== null
                      ? web.holds(item.rows, item.files ?? 0)
                      : item.state === 'failed'
                        ? web.failed
                        : web.refresh,
                  fetch: item.state === 'ready' && (
                    <>
                      <Link href={`/api/v1/dossiers/${dossier.dossierId}/packages/${item.packageId}/content`}>
                        {web.fetch} ({fileSize(item.size ?? 0, request.locale)})
                      </Link>
                      , {web.until} {dates.date(item.expiresAt!)}
                    </>
                  ),
                },
              }))}
            />
          )}
        </section>
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
