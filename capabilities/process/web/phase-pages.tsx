// Planning a phase, and the page of one phase: changing it, its role of government, beginning and ending it.
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import {
  Card,
  DataList,
  formatDate,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { MODES, type PhaseShown, type RecordShown, ROLES } from '../contract.ts'
import { ActForm, type Field, sentOf } from './fields.tsx'
import { choicesOf, crumbs, Earlier, type Loaded, loadProcess, NotYours } from './parts.tsx'
import { processHref, wordsOf } from './words.ts'

export const phaseTone = { planned: 'neutral', running: 'active', ended: 'done' } as const

const phaseFields = (request: PageRequest, phase?: PhaseShown): Field[] => {
  const text = wordsOf(request.locale)
  const { phase: words } = text.web
  return [
    { kind: 'line', name: 'title', label: words.name, maximum: 200, start: phase?.title, required: true },
    {
      kind: 'text',
      name: 'question',
      label: words.question,
      rows: 2,
      maximum: 1000,
      start: phase?.question,
      required: true,
    },
    {
      kind: 'choice',
      name: 'mode',
      label: words.mode,
      options: choicesOf(MODES, text.modes, text.modeHints),
      start: phase?.mode,
      required: true,
    },
    {
      kind: 'line',
      name: 'modeReason',
      label: words.modeReason,
      maximum: 1000,
      start: phase?.modeReason,
      required: true,
    },
    { kind: 'date', name: 'startsOn', label: words.startsOn, start: phase?.startsOn ?? '', required: false },
    { kind: 'date', name: 'endsOn', label: words.endsOn, start: phase?.endsOn ?? '', required: false },
  ]
}
const roleFields = (request: PageRequest, reason: { name: string; label: string }, now?: string): Field[] => {
  const text = wordsOf(request.locale)
  return [
    {
      kind: 'choice',
      name: 'government',
      label: text.web.phase.government,
      options: choicesOf(ROLES, text.governments, text.governmentHints),
      start: now,
      required: true,
    },
    { kind: 'line', ...reason, maximum: 1000, required: true },
  ]
}
const planFields = (request: PageRequest) => [
  ...phaseFields(request),
  ...roleFields(request, { name: 'governmentReason', label: wordsOf(request.locale).web.phase.governmentReason }),
]
const changeFields = (request: PageRequest, phase?: PhaseShown): Field[] => {
  const { web } = wordsOf(request.locale)
  return [
    ...phaseFields(request, phase),
    { kind: 'line', name: 'reason', label: web.reason, hint: web.reasonHint, maximum: 2000, required: true },
  ]
}
const endFields = (request: PageRequest): Field[] => [
  { kind: 'text', name: 'learned', label: wordsOf(request.locale).web.phase.learned, maximum: 4000, required: true },
]
const changeRoleFields = (request: PageRequest, now?: string) =>
  roleFields(request, { name: 'reason', label: wordsOf(request.locale).web.phase.roleReason }, now)

export const newPhasePage = page({
  at: '/dossiers/:dossierId/proces/fase',
  nav: 'dossiers',
  load: (request) => loadProcess(request, idOf(request, 'dossierId')),
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.phase.newTitle}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process }, request) => {
    const { phase: words } = wordsOf(request.locale).web
    const may = process.may.planPhase
    return (
      <Stack>
        <Unkept request={request} shown={[may && 'planPhase']} />
        <PageHead title={words.newTitle} lead={words.newLead} />
        {may ? (
          <Card>
            <ActForm
              act="planPhase"
              request={request}
              fields={planFields(request)}
              keep={`phase-of-${dossier.dossierId}`}
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
    planPhase: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...sentOf(planFields(request), form),
      }),
      then: (_, request) => `${processHref(idOf(request, 'dossierId'))}?gedaan=planPhase`,
    },
  },
})

interface PhaseLoaded extends Loaded {
  readonly phase: PhaseShown
  readonly records: readonly RecordShown[]
}

function PhaseFacts({ phase, request }: { phase: PhaseShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { phase: words } = text.web
  const dates = formatDate(request.locale)
  return (
    <Card title={words.facts} tone={phase.state === 'ended' ? 'done' : undefined}>
      <DataList
        items={[
          { label: words.question, value: <Prose text={phase.question} /> },
          ...(phase.learned ? [{ label: text.web.phases.learned, value: <Prose text={phase.learned} /> }] : []),
          { label: words.mode, value: `${text.modes[phase.mode] ?? phase.mode}. ${phase.modeReason}` },
          {
            label: text.web.phases.role,
            value: `${text.governments[phase.government] ?? phase.government}. ${phase.roles.at(-1)?.reason ?? ''}`,
          },
          ...(phase.startsOn ? [{ label: words.from, value: dates.date(phase.startsOn) }] : []),
          ...(phase.endsOn ? [{ label: words.until, value: dates.date(phase.endsOn) }] : []),
        ]}
      />
    </Card>
  )
}

const ACTS = ['changePhase', 'startPhase', 'endPhase', 'changeGovernmentRole'] as const

export const phasePage = page({
  at: '/dossiers/:dossierId/proces/fasen/:phaseId',
  nav: 'dossiers',
  load: async (request): Promise<PhaseLoaded> => {
    const dossierId = idOf(request, 'dossierId')
    const phaseId = idOf(request, 'phaseId')
    const [dossier, process, records] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['readProcess', { dossierId }],
      ['listProcessRecords', { dossierId, kind: 'phase', thingId: phaseId }],
    )
    const phase = process.phases.find((one: PhaseShown) => one.phaseId === phaseId)
    return { dossier, process, phase, records: records.items }
  },
  frame: ({ dossier, phase }, request) => ({
    title: `${phase.title}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process, phase, records }, request) => {
    const text = wordsOf(request.locale)
    const { phase: words, ...web } = text.web
    const { may } = process
    const can = {
      changePhase: may.changePhase,
      startPhase: may.startPhase && phase.state === 'planned',
      endPhase: may.endPhase && phase.state === 'running',
      changeGovernmentRole: may.changeGovernmentRole && phase.state !== 'ended',
    }
    const keep = (what: string) => `${what}-of-${phase.phaseId}`
    return (
      <Stack>
        <Unkept request={request} shown={ACTS.filter((act) => can[act])} />
        <PageHead
          above={`${dossier.title} · ${text.entryKinds.phase} ${phase.order}`}
          title={phase.title}
          badges={<StateBadge tone={phaseTone[phase.state]}>{text.phaseStates[phase.state]}</StateBadge>}
        />
        <PhaseFacts phase={phase} request={request} />
        {can.startPhase && (
          <Card title={words.start}>
            <Paragraph soft>{words.startLead}</Paragraph>
            <ActForm act="startPhase" request={request} fields={[]} save={words.startYes} />
          </Card>
        )}
        {can.endPhase && (
          <Card title={words.end}>
            <Paragraph soft>{words.endLead}</Paragraph>
            <ActForm
              act="endPhase"
              request={request}
              fields={endFields(request)}
              keep={keep('ending')}
              save={words.endYes}
            />
          </Card>
        )}
        {can.changeGovernmentRole && (
          <Card title={words.role}>
            <ActForm
              act="changeGovernmentRole"
              request={request}
              fields={changeRoleFields(request, phase.government)}
              save={words.roleYes}
              primary={false}
            />
          </Card>
        )}
        {can.changePhase && (
          <Card title={words.change}>
            <ActForm
              act="changePhase"
              request={request}
              fields={changeFields(request, phase)}
              hidden={{ basedOn: String(phase.number) }}
              keep={keep('phase')}
              save={words.saveChange}
              primary={false}
            />
          </Card>
        )}
        <Earlier
          records={records}
          request={request}
          worded={{ mode: text.modes, state: text.phaseStates }}
          labels={[
            ['title', words.name],
            ['question', web.phases.question],
            ['mode', words.mode],
            ['modeReason', words.modeReason],
            ['state', web.track.state],
            ['learned', web.phases.learned],
          ]}
        />
      </Stack>
    )
  },
  forms: Object.fromEntries(
    (
      [
        ['changePhase', changeFields],
        ['startPhase', () => []],
        ['endPhase', endFields],
        ['changeGovernmentRole', changeRoleFields],
      ] as const
    ).map(([act, fields]) => [
      act,
      {
        input: (form, request) => ({
          dossierId: idOf(request, 'dossierId'),
          phaseId: idOf(request, 'phaseId'),
          ...sentOf(fields(request), form),
          ...(act === 'changePhase' ? { basedOn: form.text('basedOn') } : {}),
        }),
        then: (_, request) => `${request.path}?gedaan=${act}`,
      },
    ]),
  ),
})
