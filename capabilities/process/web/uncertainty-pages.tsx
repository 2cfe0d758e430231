// Naming an uncertainty, and the page of one: how it stands now, what was learned, and how it went.
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import {
  Card,
  DataList,
  Details,
  dayOf,
  formatDate,
  PageHead,
  Prose,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { type RecordShown, STATES, type UncertaintyShown } from '../contract.ts'
import { ActForm, type Field, sentOf } from './fields.tsx'
import { choicesOf, crumbs, Earlier, type Loaded, loadProcess, NotYours } from './parts.tsx'
import { UncertaintyPicture } from './uncertainty-picture.tsx'
import { processHref, wordsOf } from './words.ts'

export const stateTone = { green: 'neutral', amber: 'wait', red: 'late', settled: 'done' } as const

const wordFields = (request: PageRequest, one?: UncertaintyShown): Field[] => {
  const { uncertainty: words } = wordsOf(request.locale).web
  return [
    { kind: 'line', name: 'title', label: words.what, maximum: 200, start: one?.title, required: true },
    { kind: 'text', name: 'impact', label: words.impact, rows: 2, maximum: 2000, start: one?.impact, required: true },
    {
      kind: 'text',
      name: 'howWeFindOut',
      label: words.how,
      rows: 2,
      maximum: 2000,
      start: one?.howWeFindOut,
      required: true,
    },
    {
      kind: 'date',
      name: 'findOutBy',
      label: words.by,
      start: one?.findOutBy ?? dayOf(new Date(request.now.getTime() + 60 * 86_400_000)),
      required: true,
    },
  ]
}
const newFields = (request: PageRequest): Field[] => {
  const text = wordsOf(request.locale)
  return [
    ...wordFields(request),
    {
      kind: 'choice',
      name: 'state',
      label: text.web.uncertainty.stateNow,
      options: choicesOf(STATES.slice(0, 3), text.states, text.stateHints),
      start: 'amber',
      required: true,
    },
  ]
}
const changeFields = (request: PageRequest, one?: UncertaintyShown): Field[] => {
  const { web } = wordsOf(request.locale)
  return [
    ...wordFields(request, one),
    { kind: 'line', name: 'reason', label: web.reason, hint: web.reasonHint, maximum: 2000, required: true },
  ]
}
const moveFields = (request: PageRequest, one?: UncertaintyShown): Field[] => {
  const text = wordsOf(request.locale)
  const { uncertainty: words } = text.web
  return [
    {
      kind: 'choice',
      name: 'state',
      label: words.stateNow,
      options: choicesOf(STATES, text.states, text.stateHints),
      start: one?.state,
      required: true,
    },
    { kind: 'text', name: 'learned', label: words.learned, hint: words.learnedHint, maximum: 4000 },
    { kind: 'line', name: 'reason', label: words.moveReason, maximum: 2000, required: true },
  ]
}

export const newUncertaintyPage = page({
  at: '/dossiers/:dossierId/proces/onzekerheid',
  nav: 'dossiers',
  load: (request) => loadProcess(request, idOf(request, 'dossierId')),
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.uncertainty.newTitle}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process }, request) => {
    const { uncertainty: words } = wordsOf(request.locale).web
    const may = process.may.nameUncertainty
    return (
      <Stack>
        <Unkept request={request} shown={[may && 'nameUncertainty']} />
        <PageHead title={words.newTitle} lead={words.newLead} />
        {may ? (
          <Card>
            <ActForm
              act="nameUncertainty"
              request={request}
              fields={newFields(request)}
              keep={`uncertainty-of-${dossier.dossierId}`}
              save={words.save}
              back={processHref(dossier.dossierId)}
            />
          </Card>
        ) : (
          <NotYours dossierId={dossier.dossierId} request={request} />
        )}
      </Stack>
    )
  },
  forms: {
    nameUncertainty: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), ...sentOf(newFields(request), form) }),
      then: (_, request) => `${processHref(idOf(request, 'dossierId'))}?gedaan=nameUncertainty`,
    },
  },
})

interface OneLoaded extends Loaded {
  readonly one: UncertaintyShown
  readonly records: readonly RecordShown[]
}

export const uncertaintyPage = page({
  at: '/dossiers/:dossierId/proces/onzekerheden/:uncertaintyId',
  nav: 'dossiers',
  load: async (request): Promise<OneLoaded> => {
    const dossierId = idOf(request, 'dossierId')
    const uncertaintyId = idOf(request, 'uncertaintyId')
    const [dossier, process, records] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['readProcess', { dossierId }],
      ['listProcessRecords', { dossierId, kind: 'uncertainty', thingId: uncertaintyId }],
    )
    const one = process.uncertainties.find((each: UncertaintyShown) => each.uncertaintyId === uncertaintyId)
    return { dossier, process, one, records: records.items }
  },
  frame: ({ dossier, one }, request) => ({
    title: `${one.title}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process, one, records }, request) => {
    const text = wordsOf(request.locale)
    const { uncertainty: words, ...web } = text.web
    const { may } = process
    const dates = formatDate(request.locale)
    const facts = [
      [words.impact, one.impact],
      [words.how, one.howWeFindOut],
      [words.by, one.findOutBy ? dates.date(one.findOutBy) : ''],
      [words.learned, one.learned],
    ] as const
    return (
      <Stack>
        <Unkept
          request={request}
          shown={(['moveUncertainty', 'changeUncertainty'] as const).filter((act) => may[act])}
        />
        <PageHead
          above={`${dossier.title} · ${text.entryKinds.uncertainty}`}
          title={one.title}
          badges={<StateBadge tone={stateTone[one.state]}>{text.states[one.state]}</StateBadge>}
        />
        <Card title={words.facts}>
          <DataList
            items={facts
              .filter(([, value]) => value)
              .map(([label, value]) => ({ label, value: <Prose text={value} /> }))}
          />
        </Card>
        <Card title={words.moves}>
          <UncertaintyPicture
            uncertainties={[one]}
            dossierId={dossier.dossierId}
            locale={request.locale}
            now={request.now}
          />
        </Card>
        {may.moveUncertainty && (
          <Card title={words.move}>
            <ActForm
              act="moveUncertainty"
              request={request}
              fields={moveFields(request, one)}
              keep={`state-of-${one.uncertaintyId}`}
              save={words.moveYes}
            />
          </Card>
        )}
        {may.changeUncertainty && (
          <Details summary={words.change} open={request.refused?.act === 'changeUncertainty'}>
            <ActForm
              act="changeUncertainty"
              request={request}
              fields={changeFields(request, one)}
              hidden={{ basedOn: String(one.number) }}
              save={words.changeYes}
              primary={false}
            />
          </Details>
        )}
        <Earlier
          records={records}
          request={request}
          worded={{ state: text.states }}
          labels={[
            ['title', words.what],
            ['state', words.state],
            ['impact', words.impact],
            ['howWeFindOut', words.how],
            ['findOutBy', words.by],
            ['learned', web.phases.learned],
          ]}
        />
      </Stack>
    )
  },
  forms: Object.fromEntries(
    (
      [
        ['moveUncertainty', moveFields],
        ['changeUncertainty', changeFields],
      ] as const
    ).map(([act, fields]) => [
      act,
      {
        input: (form, request) => ({
          dossierId: idOf(request, 'dossierId'),
          uncertaintyId: idOf(request, 'uncertaintyId'),
          ...sentOf(fields(request), form),
          ...(act === 'changeUncertainty' ? { basedOn: form.text('basedOn') } : {}),
        }),
        then: (_, request) => `${request.path}?gedaan=${act}`,
      },
    ]),
  ),
})
