// The start note: what it is for, where we look, what we know, do not know and assume. No outcome is asked.
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import { Card, PageHead, Stack } from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { RecordShown } from '../contract.ts'
import { ActForm, type Field, sentOf } from './fields.tsx'
import { crumbs, Earlier, type Loaded, loadProcess, NotYours } from './parts.tsx'
import { processHref, wordsOf } from './words.ts'

const ACT = 'describeStart'

const fieldsOf = (request: PageRequest, start: Loaded['process']['start']): Field[] => {
  const { start: words, ...web } = wordsOf(request.locale).web
  const lines = (name: 'known' | 'unknown' | 'assumed', label: string): Field => ({
    kind: 'lines',
    name,
    label,
    hint: words.lines,
    start: start?.[name].join('\n'),
  })
  return [
    {
      kind: 'text',
      name: 'purpose',
      label: words.purpose,
      hint: words.purposeHint,
      maximum: 4000,
      start: start?.purpose,
      required: true,
    },
    {
      kind: 'text',
      name: 'searchArea',
      label: words.searchArea,
      hint: words.searchAreaHint,
      maximum: 4000,
      start: start?.searchArea,
      required: true,
    },
    lines('known', words.known),
    lines('unknown', words.unknown),
    lines('assumed', words.assumed),
    ...(start
      ? [
          {
            kind: 'line',
            name: 'reason',
            label: web.reason,
            hint: web.reasonHint,
            maximum: 2000,
            required: true,
          } as const,
        ]
      : []),
  ]
}

export const startPage = page({
  at: '/dossiers/:dossierId/proces/start',
  nav: 'dossiers',
  load: async (request): Promise<Loaded & { records: readonly RecordShown[] }> => {
    const dossierId = idOf(request, 'dossierId')
    const [loaded, records] = await Promise.all([
      loadProcess(request, dossierId),
      request.ask('listProcessRecords', { dossierId, kind: 'start' }),
    ])
    return { ...loaded, records: records.items }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.start.title}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process, records }, request) => {
    const { start: words, ...web } = wordsOf(request.locale).web
    const { start, may } = process
    return (
      <Stack>
        <Unkept request={request} shown={[may[ACT] && ACT]} />
        <PageHead title={words.title} lead={words.lead} />
        {may[ACT] ? (
          <Card>
            <ActForm
              act={ACT}
              request={request}
              fields={fieldsOf(request, start)}
              hidden={{ basedOn: String(start?.number ?? records[0]?.number ?? 0) }}
              keep={`start-of-${dossier.dossierId}`}
              save={words.save}
              back={processHref(dossier.dossierId)}
            />
          </Card>
        ) : (
          <NotYours dossierId={dossier.dossierId} request={request} />
        )}
        <Earlier
          records={records}
          request={request}
          labels={[
            ['purpose', words.purpose],
            ['searchArea', web.journal.searchArea],
            ['known', words.known],
            ['unknown', words.unknown],
            ['assumed', words.assumed],
          ]}
        />
      </Stack>
    )
  },
  forms: {
    describeStart: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...sentOf(fieldsOf(request, null), form),
        reason: form.text('reason'),
        basedOn: form.text('basedOn'),
      }),
      then: (_, request) => `${processHref(idOf(request, 'dossierId'))}?gedaan=${ACT}`,
    },
  },
})
