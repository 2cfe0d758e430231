// Own room, consultation and the four questions of the employer: three pages of one shape, each with its earlier versions.
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import { Card, DataList, PageHead, Prose, Stack } from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { DEPTHS, type ProcessShown, type RecordShown } from '../contract.ts'
import type { Text } from '../text.nl.ts'
import { ActForm, type Field, sentOf } from './fields.tsx'
import { choicesOf, crumbs, Earlier, type Loaded, loadProcess, NotYours } from './parts.tsx'
import { processHref, wordsOf } from './words.ts'

const text = (name: string, label: string, maximum: number, start?: string, hint?: string): Field => ({
  kind: 'text',
  name,
  label,
  hint,
  maximum,
  rows: 2,
  start,
  required: true,
})

const roomFields = (words: Text, process?: ProcessShown): Field[] => {
  const { room } = words.web
  const now = process?.ownRoom
  return [
    text('mandate', room.mandate, 4000, now?.mandate, room.mandateHint),
    text('budget', room.budget, 1000, now?.budget),
    text('hours', room.hours, 1000, now?.hours),
    text('knowledge', room.knowledge, 4000, now?.knowledge, room.knowledgeHint),
    text('widenedBy', room.widenedBy, 1000, now?.widenedBy),
  ]
}
const consultationFields = (words: Text, process?: ProcessShown): Field[] => {
  const { consultation } = words.web
  const now = process?.consultation
  return [
    {
      kind: 'choice',
      name: 'depth',
      label: consultation.depth,
      options: choicesOf(DEPTHS, words.depths, words.depthHints),
      start: now?.depth,
      required: true,
    },
    text('tempo', consultation.tempo, 1000, now?.tempo),
    text('why', consultation.why, 2000, now?.why),
    {
      kind: 'rows',
      name: 'notConsulted',
      label: consultation.notConsulted,
      hint: consultation.notConsultedHint,
      columns: [
        { name: 'who', label: consultation.who, maximum: 200 },
        { name: 'reason', label: consultation.whyNot, maximum: 1000 },
      ],
      starts: now?.notConsulted ?? [],
    },
  ]
}
const employerFields = (words: Text, process?: ProcessShown): Field[] => {
  const { employer } = words.web
  const now = process?.employer
  return [
    text('work', employer.work, 2000, now?.work),
    text('organisation', employer.organisation, 2000, now?.organisation),
    text('arrangement', employer.arrangement, 2000, now?.arrangement),
    text('people', employer.people, 2000, now?.people),
  ]
}

const asked = (request: PageRequest, fields: Field[], changes: boolean): Field[] => {
  const { web } = wordsOf(request.locale)
  return changes
    ? [
        ...fields,
        { kind: 'line', name: 'reason', label: web.reason, hint: web.reasonHint, maximum: 2000, required: true },
      ]
    : fields
}

interface Shape {
  readonly at: `/${string}`
  readonly act: 'describeOwnRoom' | 'chooseConsultation' | 'answerAsEmployer'
  readonly kind: 'ownRoom' | 'consultation' | 'employer'
  readonly words: (text: Text) => { title: string; lead: string; save: string }
  readonly fields: (text: Text, process?: ProcessShown) => Field[]
}

const made = ({ at, act, kind, words, fields }: Shape) =>
  page({
    at,
    nav: 'dossiers',
    load: async (request): Promise<Loaded & { records: readonly RecordShown[] }> => {
      const dossierId = idOf(request, 'dossierId')
      const [loaded, records] = await Promise.all([
        loadProcess(request, dossierId),
        request.ask('listProcessRecords', { dossierId, kind }),
      ])
      return { ...loaded, records: records.items }
    },
    frame: ({ dossier }, request) => ({
      title: `${words(wordsOf(request.locale)).title}, ${dossier.title}`,
      narrow: true,
      breadcrumb: crumbs(request, dossier),
    }),
    view: ({ dossier, process, records }, request) => {
      const all = wordsOf(request.locale)
      const { title, lead, save } = words(all)
      const now = process[kind]
      const own = fields(all, process)
      return (
        <Stack>
          <Unkept request={request} shown={[process.may[act] && act]} />
          <PageHead title={title} lead={lead} />
          {process.may[act] ? (
            <Card>
              <ActForm
                act={act}
                request={request}
                fields={asked(request, own, now !== null)}
                hidden={{ basedOn: String(now?.number ?? records[0]?.number ?? 0) }}
                keep={`${kind}-of-${dossier.dossierId}`}
                save={save}
                back={processHref(dossier.dossierId)}
              />
            </Card>
          ) : now ? (
            <Card title={title}>
              <DataList
                items={own
                  .filter((field) => field.kind === 'text')
                  .map(({ label, start }) => ({ label, value: <Prose text={start ?? ''} /> }))}
              />
            </Card>
          ) : (
            <NotYours
              dossierId={dossier.dossierId}
              request={request}
              words={all.refusals[act === 'answerAsEmployer' ? 'managesTheOwner' : 'ownsOrDeputises']}
            />
          )}
          <Earlier
            records={records}
            request={request}
            worded={{ depth: all.depths }}
            labels={own.map(({ name, label }) => [name, label] as const)}
          />
        </Stack>
      )
    },
    forms: {
      [act]: {
        input: (form, request) => ({
          dossierId: idOf(request, 'dossierId'),
          ...sentOf(fields(wordsOf(request.locale)), form),
          reason: form.text('reason'),
          basedOn: form.text('basedOn'),
        }),
        then: (_, request) => `${processHref(idOf(request, 'dossierId'))}?gedaan=${act}`,
      },
    },
  })

export const ownRoomPage = made({
  at: '/dossiers/:dossierId/proces/ruimte',
  act: 'describeOwnRoom',
  kind: 'ownRoom',
  words: ({ web }) => web.room,
  fields: roomFields,
})
export const consultationPage = made({
  at: '/dossiers/:dossierId/proces/inspraak',
  act: 'chooseConsultation',
  kind: 'consultation',
  words: ({ web }) => web.consultation,
  fields: consultationFields,
})
export const employerPage = made({
  at: '/dossiers/:dossierId/proces/werkgever',
  act: 'answerAsEmployer',
  kind: 'employer',
  words: ({ web }) => web.employer,
  fields: employerFields,
})
