// One gate: what is asked, what was prepared, what must still be heard, and what was decided.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { idOf, Unkept } from '#capabilities/dossier/web/forms.tsx'
import type { OpenItemShown } from '#capabilities/open-items/contract.ts'
import {
  Actions,
  Alert,
  Card,
  Confirm,
  DataList,
  Details,
  formatDate,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { type GateWhole, REACTIONS } from '../contract.ts'
import { ActForm, type Field, sentOf } from './fields.tsx'
import { choicesOf, crumbs, listed } from './parts.tsx'
import { euro, gateHref, percent, processHref, wordsOf } from './words.ts'

export const gateTone = {
  planned: 'neutral',
  prepared: 'active',
  objection: 'late',
  decided: 'done',
  cancelled: 'closed',
} as const

interface Loaded {
  readonly dossier: DossierShown
  readonly gate: GateWhole
  readonly items: readonly OpenItemShown[]
}

const reactFields = (
  request: PageRequest,
  reasonName: 'reason' | 'text',
  label: string,
  reasonLabel: string,
): Field[] => [
  {
    kind: 'choice',
    name: 'reaction',
    label,
    options: choicesOf(REACTIONS, wordsOf(request.locale).reactions),
    required: true,
  },
  { kind: 'text', name: reasonName, label: reasonLabel, rows: 2, maximum: 4000, required: true },
]
const fieldsOf = {
  linkAdvice: (request: PageRequest, items: readonly OpenItemShown[] = []): Field[] => {
    const { gate: words } = wordsOf(request.locale).web
    return [
      {
        kind: 'select',
        name: 'openItemId',
        label: words.whichAdvice,
        options: items.map((item) => ({ value: item.openItemId, label: item.question.slice(0, 120) })),
        required: true,
      },
    ]
  },
  reactToAdvice: (request: PageRequest): Field[] => {
    const { gate: words } = wordsOf(request.locale).web
    return reactFields(request, 'reason', words.reaction, words.reactionReason)
  },
  raisePoint: (request: PageRequest): Field[] => [
    {
      kind: 'text',
      name: 'text',
      label: wordsOf(request.locale).web.gate.point,
      rows: 2,
      maximum: 4000,
      required: true,
    },
  ],
  answerPoint: (request: PageRequest): Field[] => {
    const { gate: words } = wordsOf(request.locale).web
    return reactFields(request, 'text', words.answerReaction, words.answer)
  },
  raiseObjection: (request: PageRequest): Field[] => [
    { kind: 'text', name: 'text', label: wordsOf(request.locale).web.gate.objection, maximum: 8000, required: true },
  ],
  withdrawObjection: (request: PageRequest): Field[] => [
    {
      kind: 'line',
      name: 'reason',
      label: wordsOf(request.locale).web.gate.withdrawReason,
      maximum: 2000,
      required: true,
    },
  ],
  judgeObjection: (request: PageRequest): Field[] => {
    const { gate: words } = wordsOf(request.locale).web
    return [
      {
        kind: 'choice',
        name: 'outcome',
        label: words.judgeOutcome,
        options: [
          { value: 'overruled', label: words.overruled },
          { value: 'upheld', label: words.upheld },
        ],
        required: true,
      },
      { kind: 'text', name: 'reason', label: words.judgeReason, maximum: 8000, required: true },
    ]
  },
  cancelGate: (request: PageRequest): Field[] => [
    {
      kind: 'line',
      name: 'reason',
      label: wordsOf(request.locale).web.gate.cancelReason,
      maximum: 2000,
      required: true,
    },
  ],
} as const
type Act = keyof typeof fieldsOf

function Facts({ gate, request }: { gate: GateWhole; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { gate: words } = text.web
  const dates = formatDate(request.locale)
  return (
    <Card title={words.facts}>
      <DataList
        items={[
          { label: words.question, value: <Prose text={gate.question} /> },
          { label: words.capacity, value: `${text.capacities[gate.capacity]} · ${gate.body}` },
          { label: words.plannedOn, value: gate.plannedOn ? dates.date(gate.plannedOn) : '' },
          { label: words.information, value: <Prose text={gate.information} /> },
          { label: words.conditions, value: listed(gate.conditions, words.noConditions) },
        ]}
      />
    </Card>
  )
}

function Preparation({ gate, can, request }: { gate: GateWhole; can: boolean; request: PageRequest }) {
  const { gate: words } = wordsOf(request.locale).web
  const made = gate.preparation
  const path = request.path
  return (
    <Card title={words.preparation}>
      {made ? (
        <DataList
          items={[
            { label: words.factsField, value: <Prose text={made.facts} /> },
            {
              label: words.options,
              value: (
                <ul class="schakel-plain-list">
                  {made.options.map((option) => (
                    <li key={option.title}>
                      <strong>{option.title}</strong> {option.says}
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              label: words.positions,
              value:
                made.positions.length === 0 ? (
                  ''
                ) : (
                  <ul class="schakel-plain-list">
                    {made.positions.map((one) => (
                      <li key={one.whose}>
                        <strong>
                          {one.whose}
                          {one.minority && ` (${words.minorityTag})`}:
                        </strong>{' '}
                        {one.says}
                      </li>
                    ))}
                  </ul>
                ),
            },
            { label: words.proposal, value: <Prose text={made.proposal} /> },
            ...(made.conditions.length
              ? [
                  {
                    label: words.conditions,
                    value: (
                      <ul class="schakel-plain-list">
                        {made.conditions.map((one) => (
                          <li key={one.text}>
                            {one.text}{' '}
                            <StateBadge tone={one.met ? 'done' : 'wait'}>
                              {one.met ? words.met : words.notMet}
                            </StateBadge>
                            {one.note && <span class="schakel-soft schakel-small"> {one.note}</span>}
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <Paragraph soft>{words.notPrepared}</Paragraph>
      )}
      {can && (
        <Actions>
          <LinkButton href={`${path}/voorbereiden`} icon="list-check" small>
            {made ? words.prepareAgain : words.prepare}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

/** Opened when the form in it was refused. */
const isRefused = (request: PageRequest, act: Act) => request.refused?.act === act

function Choices({ gate, dossier, request }: { gate: GateWhole; dossier: DossierShown; request: PageRequest }) {
  const { choices: words } = wordsOf(request.locale).web
  if (gate.choices.length === 0) return null
  return (
    <Card title={words.title} tone={gate.openChoices ? 'wait' : undefined}>
      <ul class="schakel-plain-list">
        {gate.choices.map((choice) => (
          <li key={choice.choiceId}>
            <Link href={processHref(dossier.dossierId, 'keuzen', choice.choiceId)}>{choice.text}</Link>{' '}
            <StateBadge
              tone={choice.state === 'decided' ? 'done' : 'wait'}
              icon={choice.state === 'decided' ? undefined : 'lock'}
            >
              {choice.state === 'decided' ? words.decided : words.reserved}
            </StateBadge>
            {choice.decision && <Prose text={choice.decision.text} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Advice({ dossier, gate, items, live, request }: Loaded & { live: boolean; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { gate: words } = text.web
  const { may } = gate
  const free = items.filter(
    (item) => item.kind === 'advice' && !gate.advice.some((one) => one.openItemId === item.openItemId),
  )
  if (gate.advice.length === 0 && !(live && may.linkAdvice)) return null
  return (
    <Card title={words.advice} tone={gate.advice.some((one) => !one.reaction) ? 'wait' : undefined}>
      {gate.advice.length === 0 && <Paragraph soft>{words.adviceEmpty}</Paragraph>}
      {gate.advice.map((one) => (
        <div class="schakel-rows__row" key={one.openItemId}>
          <p class="nl-paragraph">
            <Link href={`/open-punten/${one.openItemId}`}>{one.question}</Link>
          </p>
          {one.answer ? <Prose text={one.answer} /> : <Paragraph soft>{words.noAnswerYet}</Paragraph>}
          {one.reaction ? (
            <p class="nl-paragraph">
              <strong>
                {words.reacted}: {text.reactions[one.reaction.reaction]}.
              </strong>{' '}
              {one.reaction.reason}
            </p>
          ) : (
            live &&
            may.reactToAdvice && (
              <ActForm
                act="reactToAdvice"
                request={request}
                fields={fieldsOf.reactToAdvice(request)}
                hidden={{ openItemId: one.openItemId }}
                save={words.reactYes}
                primary={false}
              />
            )
          )}
        </div>
      ))}
      {live && may.linkAdvice && free.length === 0 && (
        <Actions>
          <LinkButton href={`/dossiers/${dossier.dossierId}/vraag`} icon="message-question" small>
            {words.askAdvice}
          </LinkButton>
        </Actions>
      )}
      {live && may.linkAdvice && free.length > 0 && (
        <Details summary={words.linkAdvice} open={isRefused(request, 'linkAdvice')}>
          <ActForm
            act="linkAdvice"
            request={request}
            fields={fieldsOf.linkAdvice(request, free)}
            save={words.linkYes}
            primary={false}
          />
        </Details>
      )}
    </Card>
  )
}

function Points({ gate, live, request }: { gate: GateWhole; live: boolean; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { gate: words } = text.web
  const { may } = gate
  if (gate.points.length === 0 && !(live && may.raisePoint)) return null
  return (
    <Card title={words.points} tone={gate.points.some((one) => !one.answer) ? 'wait' : undefined}>
      {gate.points.length === 0 && <Paragraph soft>{words.pointsEmpty}</Paragraph>}
      {gate.points.map((point) => (
        <div class="schakel-rows__row" key={point.pointId}>
          <Prose text={point.text} />
          <p class="schakel-meta">{point.role}</p>
          {point.answer ? (
            <p class="nl-paragraph">
              <strong>{text.reactions[point.answer.reaction]}.</strong> {point.answer.text}
            </p>
          ) : live && may.answerPoint ? (
            <ActForm
              act="answerPoint"
              request={request}
              fields={fieldsOf.answerPoint(request)}
              hidden={{ pointId: point.pointId }}
              save={words.answerYes}
              primary={false}
            />
          ) : (
            <StateBadge tone="wait">{words.waits}</StateBadge>
          )}
        </div>
      ))}
      {live && may.raisePoint && (
        <Details summary={words.raisePoint} open={isRefused(request, 'raisePoint')}>
          <ActForm
            act="raisePoint"
            request={request}
            fields={fieldsOf.raisePoint(request)}
            keep={`point-of-${gate.gateId}`}
            save={words.raisePoint}
            primary={false}
          />
        </Details>
      )}
    </Card>
  )
}

function Objections({ gate, live, request }: { gate: GateWhole; live: boolean; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { gate: words } = text.web
  const { may } = gate
  if (gate.objections.length === 0 && !(live && may.raiseObjection)) return null
  return (
    <Card title={words.objections} tone={gate.openObjections ? 'late' : undefined}>
      {gate.objections.length === 0 && <Paragraph soft>{words.objectionsEmpty}</Paragraph>}
      {gate.objections.map((one) => (
        <div class="schakel-rows__row" key={one.objectionId}>
          <Prose text={one.text} />
          <p class="schakel-meta">{one.role}</p>
          {one.ending ? (
            <p class="nl-paragraph">
              <strong>{text.objectionStates[one.ending.outcome]}:</strong> {one.ending.reason}{' '}
              <span class="schakel-meta">{one.ending.role}</span>
            </p>
          ) : (
            <>
              {live && one.mine && may.withdrawObjection && (
                <Details summary={words.withdraw} open={isRefused(request, 'withdrawObjection')}>
                  <ActForm
                    act="withdrawObjection"
                    request={request}
                    fields={fieldsOf.withdrawObjection(request)}
                    hidden={{ objectionId: one.objectionId }}
                    save={words.withdrawYes}
                    primary={false}
                  />
                </Details>
              )}
              {live && gate.mine && may.judgeObjection && (
                <Details summary={words.judge} open={isRefused(request, 'judgeObjection')}>
                  <ActForm
                    act="judgeObjection"
                    request={request}
                    fields={fieldsOf.judgeObjection(request)}
                    hidden={{ objectionId: one.objectionId }}
                    save={words.judgeYes}
                    primary={false}
                  />
                </Details>
              )}
            </>
          )}
        </div>
      ))}
      {live && may.raiseObjection && (
        <Details summary={words.raiseObjection} open={isRefused(request, 'raiseObjection')}>
          <ActForm
            act="raiseObjection"
            request={request}
            fields={fieldsOf.raiseObjection(request)}
            keep={`objection-of-${gate.gateId}`}
            save={words.raiseObjection}
            primary={false}
          />
        </Details>
      )}
    </Card>
  )
}

function Decision({ gate, dossier, request }: { gate: GateWhole; dossier: DossierShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { gate: words } = text.web
  const dates = formatDate(request.locale)
  const { decision } = gate
  if (!decision) return null
  const moved = (all: typeof decision.fell) =>
    all.map((one) => `${one.title} (${text.states[one.was] ?? one.was} → ${text.states[one.is] ?? one.is})`)
  const facts = [
    [words.text, decision.text],
    [words.reasonField, decision.reason],
    [words.minorityField, decision.minority],
    [words.effect, decision.residentEffect],
    [words.fixed, decision.fixed],
    [words.open, decision.open],
    [words.fell, moved(decision.fell).join(', ')],
    [words.grew, moved(decision.grew).join(', ')],
    [
      words.money,
      decision.money
        ? text.web.part.of(
            euro(request.locale, decision.money.spent),
            euro(request.locale, decision.money.ceiling),
            percent(decision.money.share),
          )
        : '',
    ],
  ] as const
  return (
    <Card
      title={`${words.decision}: ${text.outcomes[decision.outcome]}`}
      aside={dates.date(decision.decidedOn)}
      tone="done"
    >
      <DataList
        items={facts.filter(([, value]) => value).map(([label, value]) => ({ label, value: <Prose text={value} /> }))}
      />
      <p class="nl-paragraph">
        <Link href={`/dossiers/${dossier.dossierId}/regels/${decision.entryId}`}>{words.toDecision}</Link>
      </p>
    </Card>
  )
}

/** What stands in the way of going on, as far as this reader may know it. */
function Blocked({ gate, request }: { gate: GateWhole; request: PageRequest }) {
  const { gate: words } = wordsOf(request.locale).web
  const reasons = [
    gate.openChoices > 0 && words.blockedChoices,
    gate.openObjections > 0 && words.blockedObjections,
    gate.advice.some((one) => !one.reaction) && words.blockedAdvice,
    gate.points.some((one) => !one.answer) && words.blockedPoints,
    gate.preparation && gate.state === 'planned' && words.blockedConditions,
    !gate.preparation && words.notPrepared,
  ].filter((one) => typeof one === 'string')
  if (reasons.length === 0) return null
  return (
    <Alert title={words.blocked}>
      <ul class="schakel-plain-list">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Alert>
  )
}

export const gatePage = page({
  at: '/dossiers/:dossierId/proces/beslismomenten/:gateId',
  nav: 'dossiers',
  load: async (request): Promise<Loaded> => {
    const dossierId = idOf(request, 'dossierId')
    const [dossier, gate, items] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['readGate', { dossierId, gateId: idOf(request, 'gateId') }],
      ['listOpenItemsOf', { dossierId, limit: 100 }],
    )
    return { dossier, gate, items: items.items }
  },
  frame: ({ dossier, gate }, request) => ({
    title: `${gate.title}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, gate, items }, request) => {
    const text = wordsOf(request.locale)
    const { gate: words } = text.web
    const { may } = gate
    const live = gate.state !== 'decided' && gate.state !== 'cancelled'
    const path = gateHref(dossier.dossierId, gate.gateId)
    const shown = (Object.keys(fieldsOf) as Act[]).filter((act) => live && may[act])
    return (
      <Stack>
        <Unkept request={request} shown={shown} />
        <PageHead
          above={`${dossier.title} · ${text.web.gates.title}`}
          title={gate.title}
          badges={
            <StateBadge tone={gateTone[gate.state]}>
              {gate.outcome
                ? `${text.gateStates.decided}: ${text.outcomes[gate.outcome]}`
                : text.gateStates[gate.state]}
            </StateBadge>
          }
          actions={
            live && gate.mine && may.decideGate ? (
              <LinkButton href={`${path}/besluit`} kind="primary" icon="gavel">
                {words.decide}
              </LinkButton>
            ) : undefined
          }
        />
        {gate.cancelled && (
          <Alert title={words.cancelled}>
            <Prose text={gate.cancelled.reason} />
          </Alert>
        )}
        <Decision gate={gate} dossier={dossier} request={request} />
        {live && <Blocked gate={gate} request={request} />}
        {live &&
          gate.capacity === 'raad' &&
          may.changeGate &&
          Math.min(gate.audience, gate.preparation?.audience ?? 4) < 4 && (
            <Paragraph soft>{words.councilDoesNotSee}</Paragraph>
          )}
        {live && !gate.mine && <Paragraph soft>{words.notMine(text.capacities[gate.capacity] ?? '')}</Paragraph>}
        <Facts gate={gate} request={request} />
        <Choices gate={gate} dossier={dossier} request={request} />
        <Objections gate={gate} live={live} request={request} />
        <Preparation gate={gate} can={Boolean(live && may.prepareGate)} request={request} />
        <Advice dossier={dossier} gate={gate} items={items} live={live} request={request} />
        <Points gate={gate} live={live} request={request} />
        {live && may.changeGate && (
          <Card title={words.change}>
            <LinkButton href={`${path}/bijstellen`} icon="adjustments" small>
              {words.saveChange}
            </LinkButton>
            {may.cancelGate && (
              <Confirm label={words.cancel} kind="subtle" small open={isRefused(request, 'cancelGate')}>
                <Paragraph soft>{words.cancelLead}</Paragraph>
                <ActForm
                  act="cancelGate"
                  request={request}
                  fields={fieldsOf.cancelGate(request)}
                  save={words.cancelYes}
                  primary={false}
                />
              </Confirm>
            )}
          </Card>
        )}
      </Stack>
    )
  },
  forms: Object.fromEntries(
    (Object.keys(fieldsOf) as Act[]).map((act) => [
      act,
      {
        input: (form, request) => {
          const which = ['openItemId', 'pointId', 'objectionId'].flatMap((name) => {
            const value = form.optional(name)
            return value === undefined ? [] : [[name, value]]
          })
          // An objection and a point have addresses of their own below the dossier; the rest stands below the gate.
          const ofGate = !['answerPoint', 'withdrawObjection', 'judgeObjection'].includes(act)
          return {
            dossierId: idOf(request, 'dossierId'),
            ...(ofGate ? { gateId: idOf(request, 'gateId') } : {}),
            ...sentOf(fieldsOf[act](request), form),
            ...Object.fromEntries(which),
          }
        },
        then: (_, request) => `${request.path}?gedaan=${act}`,
      },
    ]),
  ),
})
