// What can be brought in, and the lists that one brought.
import { registerListLink } from '#capabilities/dossier/web/parts.tsx'
import { AdminHead, registerAdminTab } from '#capabilities/people/web/admin.tsx'
import {
  Card,
  EmptyState,
  formatDate,
  Grid,
  Heading,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Stack,
  StateBadge,
  type StateTone,
} from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import type { ImportShown } from '../contract.ts'
import { kindsFor, PATHS } from './shown.ts'
import { wordsOf } from './words.ts'

const HERE = '/importeren'
registerAdminTab('imports', {
  href: HERE,
  label: (locale) => wordsOf(locale).web.tab,
  about: (locale) => wordsOf(locale).web.tabAbout,
  group: 'moving',
  place: 7,
})
registerListLink('imports', {
  href: HERE,
  icon: 'table-import',
  label: (locale) => wordsOf(locale).web.entry,
  shown: ({ actor }) => kindsFor(actor).includes('dossiers'),
})

export const TONES: Readonly<Record<ImportShown['state'], StateTone>> = {
  reading: 'neutral',
  refused: 'late',
  ready: 'wait',
  making: 'active',
  made: 'done',
  undoing: 'active',
  undone: 'closed',
}

export const importsPage = page({
  at: HERE,
  load: (request) => request.ask<{ items: readonly ImportShown[] }>('listImports'),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.title }),
  view: ({ items }, request) => {
    const { web, kinds } = wordsOf(request.locale)
    const dates = formatDate(request.locale)
    const { actor } = request
    return (
      <Stack gap="lg">
        {actor?.acting.position === 'administrator' ? (
          <>
            <AdminHead request={request} organisationName={actor.acting.organisationName} current="imports" />
            <Paragraph>{web.lead}</Paragraph>
          </>
        ) : (
          <PageHead title={web.title} lead={web.lead} />
        )}
        <section aria-labelledby="choose">
          <Stack>
            <Heading level={2} id="choose">
              {web.choose}
            </Heading>
            <Grid>
              {kindsFor(actor).map((kind) => (
                <Card key={kind} title={kinds[kind]} level={3}>
                  <Stack>
                    <Paragraph>{web.about[kind]}</Paragraph>
                    <LinkButton href={PATHS[kind]} icon="table-import">
                      {web.start(kinds[kind])}
                    </LinkButton>
                  </Stack>
                </Card>
              ))}
            </Grid>
          </Stack>
        </section>
        <section aria-labelledby="mine">
          <Stack>
            <Heading level={2} id="mine">
              {web.mine}
            </Heading>
            {items.length === 0 ? (
              <EmptyState icon="table-import">{web.none}</EmptyState>
            ) : (
              <LinkList
                label={web.mine}
                items={items.map((item) => ({
                  key: item.importId,
                  href: `${HERE}/${item.importId}`,
                  title: item.name,
                  meta: [
                    kinds[item.kind],
                    item.counts.all > 0 ? web.rows(item.counts.all) : null,
                    dates.relativeTime(item.uploadedAt, request.now),
                    web.keptUntil(dates.short(item.expiresAt, request.now)),
                  ]
                    .filter(Boolean)
                    .join(' · '),
                  badge: <StateBadge tone={TONES[item.state]}>{web.states[item.state]}</StateBadge>,
                  tone: item.state === 'ready' ? 'wait' : undefined,
                }))}
              />
            )}
          </Stack>
        </section>
      </Stack>
    )
  },
})
