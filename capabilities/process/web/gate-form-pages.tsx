// The larger forms of a gate: planning it, changing it, preparing it, and recording what was decided.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import type { FrameListed } from '#capabilities/kaders/contract.ts'
import { Card, dayOf, EmptyState, LinkButton, PageHead, Stack } from '#foundation/web/components.tsx'
import { type FormValues, type PageRequest, page } from '#foundation/web/page.ts'
import { CAPACITIES, type GateWhole, type PhaseShown } from '../contract.ts'
import { DecisionForm, decisionOf } from './deciding.tsx'
import { ActForm, type Field, sentOf } from './fields.tsx'
import { choicesOf, crumbs, loadProcess, NotYours } from './parts.tsx'
import { gateHref, processHref, wordsOf } from './words.ts'

const planFields = (request: PageRequest, gate?: GateWhole): Field[] => {
  const { gate: words } = wordsOf(request.locale).web
  return [
    { kind: 'line', name: 'title', label: words.name, maximum: 200, start: gate?.title, required: true },
    {
      kind: 'text',
      name: 'question',
      label: words.question,
      rows: 2,
      maximum: 2000,
      start: gate?.question,
      required: true,
    },
    {
      kind: 'line',
      name: 'body',
      label: words.body,
      hint: words.bodyHint,
      maximum: 200,
      start: gate?.body,
      required: true,
    },
    {
      kind: 'date',
      name: 'plannedOn',
      label: words.plannedOn,
      start: gate?.plannedOn ?? dayOf(new Date(request.now.getTime() + 42 * 86_400_000)),
      required: true,
    },
    {
      kind: 'text',
      name: 'information',
      label: words.information,
      maximum: 4000,
      start: gate?.information,
      required: true,
    },
    {
      kind: 'lines',
      name: 'conditions',
      label: words.conditions,
      hint: words.conditionsHint,
      start: gate?.conditions.join('\n'),
    },
  ]
}
const newFields = (request: PageRequest, phases: readonly PhaseShown[] = []): Field[] => {
  const text = wordsOf(request.locale)
  const { gate: words } = text.web
  const [title, question, ...rest] = planFields(request)
  return [
    title!,
    question!,
    {
      kind: 'choice',
      name: 'capacity',
      label: words.capacity,
      options: choicesOf(CAPACITIES, text.capacities, text.capacityHints),
      required: true,
    },
    ...rest,
    {
      kind: 'select',
      name: 'phaseId',
      label: words.phase,
      empty: words.noPhase,
      start: request.query.fase ?? phases.find(({ state }) => state === 'running')?.phaseId,
      options: phases
        .filter(({ state }) => state !== 'ended')
        .map((phase) => ({ value: phase.phaseId, label: `${phase.order}. ${phase.title}` })),
    },
  ]
}
const changeFields = (request: PageRequest, gate?: GateWhole): Field[] => {
  const { web } = wordsOf(request.locale)
  return [
    ...planFields(request, gate),
    { kind: 'line', name: 'reason', label: web.reason, hint: web.reasonHint, maximum: 2000, required: true },
  ]
}

export const newGatePage = page({
  at: '/dossiers/:dossierId/proces/beslismoment',
  nav: 'dossiers',
  load: (request) => loadProcess(request, idOf(request, 'dossierId')),
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.gate.newTitle}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process }, request) => {
    const { gate: words } = wordsOf(request.locale).web
    const may = process.may.planGate
    return (
      <Stack>
        <Unkept request={request} shown={[may && 'planGate']} />
        <PageHead title={words.newTitle} lead={words.newLead} />
        {may ? (
          <Card>
            <ActForm
              act="planGate"
              request={request}
              fields={newFields(request, process.phases)}
              keep={`gate-of-${dossier.dossierId}`}
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
    planGate: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), ...sentOf(newFields(request), form) }),
      then: (answer, request) => `${gateHref(idOf(request, 'dossierId'), answer.gateId)}?gedaan=planGate`,
    },
  },
})

interface Loaded {
  readonly dossier: DossierShown
  readonly gate: GateWhole
  readonly frames: readonly FrameListed[]
}
const load = async (request: PageRequest): Promise<Loaded> => {
  const dossierId = idOf(request, 'dossierId')
  const [dossier, gate] = await request.askTogether(
    ['readDossier', { dossierId }],
    ['readGate', { dossierId, gateId: idOf(request, 'gateId') }],
  )
  // Of the organisation that answers for the dossier, which is known only now.
  const frames = await request.ask('listFrames', { organisationId: dossier.organisationId, state: 'valid', limit: 100 })
  return { dossier, gate, frames: frames.items }
}
const frameOf =
  (title: (request: PageRequest) => string) =>
  ({ dossier, gate }: Loaded, request: PageRequest) => ({
    title: `${title(request)}, ${gate.title}`,
    narrow: true,
    breadcrumb: [...crumbs(request, dossier), { href: gateHref(dossier.dossierId, gate.gateId), label: gate.title }],
  })
const back = (request: PageRequest) => gateHref(idOf(request, 'dossierId'), idOf(request, 'gateId'))
const about = (request: PageRequest) => ({
  dossierId: idOf(request, 'dossierId'),
  gateId: idOf(request, 'gateId'),
})
const isLive = (gate: GateWhole) => gate.state !== 'decided' && gate.state !== 'cancelled'

export const changeGatePage = page({
  at: '/dossiers/:dossierId/proces/beslismomenten/:gateId/bijstellen',
  nav: 'dossiers',
  load,
  frame: frameOf((request) => wordsOf(request.locale).web.gate.saveChange),
  view: ({ dossier, gate }, request) => {
    const { gate: words } = wordsOf(request.locale).web
    const can = gate.may.changeGate && isLive(gate)
    return (
      <Stack>
        <Unkept request={request} shown={[can && 'changeGate']} />
        <PageHead above={gate.title} title={words.saveChange} lead={words.newLead} />
        {can ? (
          <Card>
            <ActForm
              act="changeGate"
              request={request}
              fields={changeFields(request, gate)}
              hidden={{ basedOn: String(gate.number) }}
              keep={`gate-${gate.gateId}`}
              save={words.saveChange}
              back={back(request)}
            />
          </Card>
        ) : (
          <NotYours dossierId={dossier.dossierId} request={request} />
        )}
      </Stack>
    )
  },
  forms: {
    changeGate: {
      input: (form, request) => ({
        ...about(request),
        ...sentOf(changeFields(request), form),
        basedOn: form.text('basedOn'),
      }),
      then: (_, request) => `${back(request)}?gedaan=changeGate`,
    },
  },
})

const prepareFields = (request: PageRequest, conditions: readonly string[], gate?: GateWhole): Field[] => {
  const { gate: words } = wordsOf(request.locale).web
  const made = gate?.preparation
  const known = (text: string) => made?.conditions.find((one) => one.text === text)
  return [
    {
      kind: 'text',
      name: 'facts',
      label: words.factsField,
      rows: 5,
      maximum: 20_000,
      start: made?.facts,
      required: true,
    },
    {
      kind: 'rows',
      name: 'options',
      label: words.options,
      columns: [
        { name: 'title', label: words.option, maximum: 200 },
        { name: 'says', label: words.optionSays, maximum: 4000, rows: 2 },
      ],
      starts: made?.options.map(({ title, says }) => ({ title, says })) ?? [],
      spare: made ? 1 : 3,
    },
    {
      kind: 'rows',
      name: 'positions',
      label: words.positions,
      hint: words.positionsHint,
      columns: [
        { name: 'whose', label: words.whose, maximum: 200 },
        { name: 'says', label: words.says, maximum: 2000, rows: 2 },
        { name: 'minority', label: words.minority, maximum: 5, check: true },
      ],
      starts: made?.positions.map(({ whose, says, minority }) => ({ whose, says, minority: String(minority) })) ?? [],
      spare: made ? 1 : 3,
    },
    { kind: 'text', name: 'proposal', label: words.proposal, maximum: 4000, start: made?.proposal, required: true },
    {
      kind: 'rows',
      name: 'conditions',
      label: words.conditions,
      columns: [
        { name: 'met', label: words.conditionMet, maximum: 5, check: true },
        { name: 'note', label: words.conditionNote, maximum: 1000 },
      ],
      starts: conditions.map((text) => ({ met: String(known(text)?.met ?? false), note: known(text)?.note ?? '' })),
      fixed: conditions,
    },
  ]
}

export const prepareGatePage = page({
  at: '/dossiers/:dossierId/proces/beslismomenten/:gateId/voorbereiden',
  nav: 'dossiers',
  load,
  frame: frameOf((request) => wordsOf(request.locale).web.gate.prepareTitle),
  view: ({ dossier, gate }, request) => {
    const { gate: words } = wordsOf(request.locale).web
    const can = gate.may.prepareGate && isLive(gate)
    const fields = prepareFields(request, gate.conditions, gate)
    return (
      <Stack>
        <Unkept request={request} shown={[can && 'prepareGate']} />
        <PageHead above={gate.title} title={words.prepareTitle} lead={words.prepareLead} />
        {can ? (
          <Card>
            <ActForm
              act="prepareGate"
              request={request}
              fields={gate.conditions.length ? fields : fields.slice(0, -1)}
              hidden={{ conditionCount: String(gate.conditions.length) }}
              keep={`preparation-of-${gate.gateId}`}
              save={words.savePreparation}
              back={back(request)}
            />
          </Card>
        ) : (
          <NotYours dossierId={dossier.dossierId} request={request} />
        )}
      </Stack>
    )
  },
  forms: {
    prepareGate: {
      input: (form: FormValues, request) => ({
        ...about(request),
        ...sentOf(
          prepareFields(request, Array(Math.min(50, Number(form.optional('conditionCount')) || 0)).fill('')),
          form,
        ),
      }),
      then: (_, request) => `${back(request)}?gedaan=prepareGate`,
    },
  },
})

export const decideGatePage = page({
  at: '/dossiers/:dossierId/proces/beslismomenten/:gateId/besluit',
  nav: 'dossiers',
  load,
  frame: frameOf((request) => wordsOf(request.locale).web.gate.decideTitle),
  view: ({ dossier, gate, frames }, request) => {
    const { gate: words } = wordsOf(request.locale).web
    const can = gate.mine && gate.may.decideGate && isLive(gate)
    return (
      <Stack>
        <Unkept request={request} shown={[can && frames.length > 0 && 'decideGate']} />
        <PageHead title={words.decideTitle} lead={words.decideLead(gate.title)} />
        {can ? (
          <Card>
            <DecisionForm
              act="decideGate"
              gate
              dossier={dossier}
              frames={frames}
              body={gate.body}
              widest={gate.audience}
              back={back(request)}
              request={request}
            />
          </Card>
        ) : (
          <EmptyState
            icon="gavel"
            action={<LinkButton href={back(request)}>{wordsOf(request.locale).web.backToGate}</LinkButton>}
          >
            {words.notYours}
          </EmptyState>
        )}
      </Stack>
    )
  },
  forms: {
    decideGate: {
      input: (form, request) => ({ ...about(request), ...decisionOf(form, true) }),
      then: (_, request) => `${back(request)}?gedaan=decideGate`,
    },
  },
})
