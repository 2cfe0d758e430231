// One line on its way to the council: marking it, and taking back its release; and all that waits for a reader's release.

import type { DossierShown, EntryShown } from '#capabilities/dossier/contract.ts'
import { crumbs } from '#capabilities/dossier/web/dossier-page.tsx'
import { idOf, Mistakes, Unkept } from '#capabilities/dossier/web/forms.tsx'
import { EntryContent, entryHref } from '#capabilities/dossier/web/journal.tsx'
import {
  Actions,
  Button,
  Card,
  EmptyState,
  Form,
  formatDate,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { WaitingShown } from '../contract.ts'
import { kindWord } from './looks.tsx'
import { insideHref, PATH, wordsOf } from './words.ts'

const about = (request: PageRequest) => ({ dossierId: idOf(request, 'dossierId'), entryId: idOf(request, 'entryId') })

interface Loaded {
  readonly dossier: DossierShown
  readonly entry: EntryShown
  readonly mark: { readonly state: string; readonly may: Record<string, boolean> }
}

export const markPage = page({
  at: '/dossiers/:dossierId/raad/regels/:entryId',
  nav: 'dossiers',
  composes: true,
  load: async (request): Promise<Loaded> => {
    const { dossierId, entryId } = about(request)
    const [dossier, entry, mark] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['readEntry', { dossierId, entryId }],
      ['readCouncilMark', { dossierId, entryId }],
    )
    return { dossier, entry, mark }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.inside.markTitle}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, entry, mark }, request) => {
    const { inside } = wordsOf(request.locale).web
    const act = 'withdrawRelease'
    const open = mark.may[act] && mark.state === 'released'
    return (
      <Stack>
        <Unkept request={request} shown={[open && act]} />
        <PageHead title={inside.markTitle} />
        <Card>
          <EntryContent entry={entry} dossierId={dossier.dossierId} locale={request.locale} />
        </Card>
        {open ? (
          <Card title={inside.withdraw}>
            <Paragraph>{inside.withdrawAsk}</Paragraph>
            <Form action={request.path} fields={formFields(act, request)}>
              <Mistakes request={request} act={act} fields={{ reason: inside.reason }} />
              <TextArea
                name="reason"
                label={inside.reason}
                rows={3}
                maxLength={2000}
                value={typed(request, act, 'reason')}
                error={errorOf(request, act, 'reason')}
                required
              />
              <Actions>
                <Button kind="danger">{inside.withdrawYes}</Button>
              </Actions>
            </Form>
          </Card>
        ) : (
          <Paragraph soft>{inside.markStates[mark.state as keyof typeof inside.markStates]}</Paragraph>
        )}
        <Actions>
          <LinkButton href={insideHref(dossier.dossierId)}>{inside.title}</LinkButton>
        </Actions>
      </Stack>
    )
  },
  forms: {
    markForCouncil: {
      input: (form, request) => ({ ...about(request), audience: Number(form.optional('audience') ?? 4) }),
      then: (_, request) => {
        const { dossierId, entryId } = about(request)
        return `${entryHref(dossierId, entryId)}?gedaan=markForCouncil`
      },
    },
    withdrawRelease: {
      input: (form, request) => ({ ...about(request), reason: form.text('reason') }),
      then: (_, request) => `${insideHref(about(request).dossierId)}?gedaan=withdrawRelease`,
    },
  },
})

/** Over all dossiers, the oldest first, each to the dossier where it is decided. */
export const waitingPage = page({
  at: '/raad/vrijgave',
  nav: 'council',
  load: (request): Promise<{ items: readonly WaitingShown[]; more: boolean }> =>
    request.ask('listWaitingForRelease', { limit: 100 }),
  frame: (_, request) => ({
    title: wordsOf(request.locale).web.today.waiting,
    breadcrumb: [{ href: PATH, label: wordsOf(request.locale).web.list.title }],
  }),
  view: ({ items }, request) => {
    const { today, inside } = wordsOf(request.locale).web
    const dates = formatDate(request.locale)
    const dossiers = [...Map.groupBy(items, (item) => item.dossierId).values()]
    return (
      <Stack>
        <PageHead title={today.waiting} />
        {dossiers.length === 0 ? (
          <EmptyState icon="circle-check">{inside.nothingWaits}</EmptyState>
        ) : (
          <LinkList
            label={today.waiting}
            items={dossiers.map((lines) => ({
              key: lines[0]!.dossierId,
              href: `${insideHref(lines[0]!.dossierId)}#vrijgave`,
              title: lines[0]!.dossierTitle,
              meta: [today.waitingCount(lines.length), today.oldest(dates.day(lines[0]!.markedAt, request.now))].join(
                ' · ',
              ),
              text: lines
                .slice(0, 3)
                .map((line) => line.text || kindWord(line.kind, request.locale))
                .join(' · ')
                .slice(0, 200),
              tone: 'wait' as const,
            }))}
          />
        )}
      </Stack>
    )
  },
})
