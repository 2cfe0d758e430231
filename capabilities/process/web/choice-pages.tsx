// Reserving a choice, and the page of one: where it falls, and what council or executive decided.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import type { FrameListed } from '#capabilities/kaders/contract.ts'
import {
  Card,
  DataList,
  formatDate,
  Link,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import type { ChoiceShown, GateShown, ProcessShown } from '../contract.ts'
import { DecisionForm, decisionOf } from './deciding.tsx'
import { ActForm, type Field, sentOf } from './fields.tsx'
import { crumbs, loadProcess, NotYours } from './parts.tsx'
import { gateHref, processHref, wordsOf } from './words.ts'

const gateOptions = (gates: readonly GateShown[]) =>
  gates
    .filter(({ state }) => state !== 'decided' && state !== 'cancelled')
    .map((gate) => ({ value: gate.gateId, label: gate.title }))

const newFields = (request: PageRequest, gates: readonly GateShown[] = []): Field[] => {
  const { choices: words } = wordsOf(request.locale).web
  return [
    { kind: 'line', name: 'text', label: words.text, hint: words.textHint, maximum: 1000, required: true },
    { kind: 'text', name: 'why', label: words.why, rows: 2, maximum: 2000, required: true },
    {
      kind: 'choice',
      name: 'capacity',
      label: words.whose,
      options: [
        { value: 'raad', label: words.whoseRaad },
        { value: 'college', label: words.whoseCollege },
      ],
      start: 'raad',
      required: true,
    },
    {
      kind: 'select',
      name: 'gateId',
      label: words.gate,
      hint: words.gateHint,
      empty: words.gateLater,
      start: request.query.moment,
      options: gateOptions(gates),
    },
  ]
}
const placeFields = (request: PageRequest, gates: readonly GateShown[] = []): Field[] => [
  {
    kind: 'select',
    name: 'gateId',
    label: wordsOf(request.locale).web.choices.gate,
    options: gateOptions(gates),
    required: true,
  },
]

export const newChoicePage = page({
  at: '/dossiers/:dossierId/proces/keuze',
  nav: 'dossiers',
  load: (request) => loadProcess(request, idOf(request, 'dossierId')),
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.choices.newTitle}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process }, request) => {
    const { choices: words } = wordsOf(request.locale).web
    const may = process.may.reserveChoice
    return (
      <Stack>
        <Unkept request={request} shown={[may && 'reserveChoice']} />
        <PageHead title={words.newTitle} lead={words.lead} />
        {may ? (
          <Card>
            <ActForm
              act="reserveChoice"
              request={request}
              fields={newFields(request, process.gates)}
              keep={`choice-of-${dossier.dossierId}`}
              save={words.save}
              icon="lock"
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
    reserveChoice: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), ...sentOf(newFields(request), form) }),
      then: (_, request) => `${processHref(idOf(request, 'dossierId'))}?gedaan=reserveChoice`,
    },
  },
})

interface Loaded {
  readonly dossier: DossierShown
  readonly process: ProcessShown
  readonly choice: ChoiceShown & { mine: boolean }
  readonly frames: readonly FrameListed[]
}

export const choicePage = page({
  at: '/dossiers/:dossierId/proces/keuzen/:choiceId',
  nav: 'dossiers',
  load: async (request): Promise<Loaded> => {
    const dossierId = idOf(request, 'dossierId')
    const [dossier, process, choice] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['readProcess', { dossierId }],
      ['readChoice', { dossierId, choiceId: idOf(request, 'choiceId') }],
    )
    const frames = await request.ask('listFrames', {
      organisationId: dossier.organisationId,
      state: 'valid',
      limit: 100,
    })
    return { dossier, process, choice, frames: frames.items }
  },
  frame: ({ dossier, choice }, request) => ({
    title: `${choice.text}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, process, choice, frames }, request) => {
    const text = wordsOf(request.locale)
    const { choices: words, gate: gateWords } = text.web
    const dates = formatDate(request.locale)
    const gate = process.gates.find(({ gateId }) => gateId === choice.gateId)
    const open = choice.state === 'reserved'
    const decides = open && choice.mine && process.may.decideChoice
    const places = open && process.may.placeChoice && !choice.gateId && gateOptions(process.gates).length > 0
    return (
      <Stack>
        <Unkept request={request} shown={[decides && frames.length > 0 && 'decideChoice', places && 'placeChoice']} />
        <PageHead
          above={`${dossier.title} · ${words.title}`}
          title={choice.text}
          lead={open ? words.onlyThem[choice.capacity] : undefined}
          badges={
            <StateBadge tone={open ? 'wait' : 'done'} icon={open ? 'lock' : undefined}>
              {open ? words.reserved : words.decided}
            </StateBadge>
          }
        />
        <Card>
          <DataList
            items={[
              { label: words.why, value: <Prose text={choice.why} /> },
              { label: words.whose, value: text.capacities[choice.capacity] },
              {
                label: words.atGate,
                value: gate ? (
                  <Link href={gateHref(dossier.dossierId, gate.gateId)}>{gate.title}</Link>
                ) : (
                  <span class="schakel-soft">{words.unplaced}</span>
                ),
              },
              ...(choice.decision
                ? [
                    { label: gateWords.decision, value: <Prose text={choice.decision.text} /> },
                    { label: gateWords.reasonField, value: <Prose text={choice.decision.reason} /> },
                    { label: gateWords.decidedOn, value: dates.date(choice.decision.decidedOn) },
                  ]
                : []),
            ]}
          />
          {choice.decision && (
            <p class="nl-paragraph">
              <Link href={`/dossiers/${dossier.dossierId}/regels/${choice.decision.entryId}`}>
                {gateWords.toDecision}
              </Link>
            </p>
          )}
        </Card>
        {open && choice.capacity === 'raad' && choice.audience < 4 && process.may.planGate && (
          <Paragraph soft>{gateWords.councilDoesNotSee}</Paragraph>
        )}
        {places && (
          <Card title={words.place}>
            <Paragraph soft>{words.placeLead}</Paragraph>
            <ActForm
              act="placeChoice"
              request={request}
              fields={placeFields(request, process.gates)}
              save={words.placeYes}
            />
          </Card>
        )}
        {decides && (
          <Card title={words.decideTitle}>
            <DecisionForm
              act="decideChoice"
              gate={false}
              dossier={dossier}
              frames={frames}
              body=""
              widest={choice.audience}
              back={processHref(dossier.dossierId)}
              request={request}
            />
          </Card>
        )}
      </Stack>
    )
  },
  forms: {
    placeChoice: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        choiceId: idOf(request, 'choiceId'),
        ...sentOf(placeFields(request), form),
      }),
      then: (_, request) => `${request.path}?gedaan=placeChoice`,
    },
    decideChoice: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        choiceId: idOf(request, 'choiceId'),
        ...decisionOf(form, false),
      }),
      then: (_, request) => `${request.path}?gedaan=decideChoice`,
    },
  },
})
