// Recording a decision in a dossier: what, why, under which frames, who decides, and what residents will notice.
import type { DossierShown, EntryShown } from '#capabilities/dossier/contract.ts'
import {
  chosen,
  EnterSends,
  idOf,
  Mistakes,
  More,
  type Person,
  PersonPicker,
  peopleFor,
  searching,
  Unkept,
  wrong,
} from '#capabilities/dossier/web/forms.tsx'
import { audienceOptions, wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  Alert,
  AudienceChoice,
  Button,
  Card,
  DateField,
  dayOf,
  EmptyState,
  Fieldset,
  Form,
  formatDate,
  Link,
  LinkButton,
  PageHead,
  Prose,
  RadioGroup,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { CAPACITIES, type DecisionShown, type FrameListed } from '../contract.ts'
import { FrameChoice } from './frame-choice.tsx'
import { frameHref, PATH, ticked, wordsOf } from './words.ts'

const ACT = 'recordDecision'

interface Loaded {
  readonly dossier: DossierShown
  readonly may: Record<string, boolean>
  readonly frames: readonly FrameListed[]
  readonly advice: readonly EntryShown[]
  readonly makers: readonly Person[]
  readonly responsibles: readonly Person[]
  readonly earlier: DecisionShown | null
}

/** The decision that is to be revoked, when the address names one. */
const revokedId = (request: PageRequest): string => request.query.herroept ?? typed(request, ACT, 'revokes')

const load = async (request: PageRequest): Promise<Loaded> => {
  const dossierId = idOf(request, 'dossierId')
  const [dossier, decisions, advice, makers, responsibles] = await request.askTogether(
    ['readDossier', { dossierId }],
    ['listDecisionsOf', { dossierId, limit: 100 }],
    ['listEntries', { dossierId, kind: 'advice', limit: 20 }],
    peopleFor(request, ACT, 'decisionMakerId', dossierId),
    peopleFor(request, ACT, 'responsibleId', dossierId),
  )
  // Of the organisation that answers for the dossier, which is known only now.
  const frames = await request.ask('listFrames', { organisationId: dossier.organisationId, state: 'valid', limit: 100 })
  const earlier = decisions.items.find((one: DecisionShown) => one.decisionId === revokedId(request)) ?? null
  return {
    dossier,
    may: decisions.may,
    frames: frames.items,
    advice: advice.items.filter((entry: EntryShown) => entry.text !== null),
    makers: makers.items,
    responsibles: responsibles.items,
    earlier,
  }
}

const frameVersionId = (frame: FrameListed) => frame.frameVersionId

function AdviceChoice({ advice, request }: Pick<Loaded, 'advice'> & { request: PageRequest }) {
  const { decide } = wordsOf(request.locale).web
  if (advice.length === 0) return null
  const on = ticked(request, ACT, 'adviceEntryIds')
  const dates = formatDate(request.locale)
  return (
    <Fieldset id="adviceEntryIds" legend={decide.advice} error={wrong(request, ACT, 'adviceEntryIds')}>
      <div class="schakel-choices">
        {advice.map((entry) => (
          <div class="schakel-choice" key={entry.entryId}>
            <input
              class="utrecht-checkbox utrecht-checkbox--html-input"
              type="checkbox"
              id={`advice-${entry.entryId}`}
              name="adviceEntryIds"
              value={entry.entryId}
              checked={on.includes(entry.entryId)}
            />
            <label class="utrecht-form-label utrecht-form-label--checkbox" for={`advice-${entry.entryId}`}>
              {entry.authorRole}, {dates.short(entry.occurredAt, request.now)}: {(entry.text ?? '').slice(0, 120)}
            </label>
          </div>
        ))}
      </div>
    </Fieldset>
  )
}

function DecisionForm({ loaded, request }: { loaded: Loaded; request: PageRequest }) {
  const { dossier, frames, advice, makers, responsibles, earlier } = loaded
  const text = wordsOf(request.locale)
  const { decide } = text.web
  const field = (name: string, start = '') => ({
    name,
    value: typed(request, ACT, name, start),
    error: wrong(request, ACT, name),
  })
  const widest = earlier ? Math.max(earlier.audience, dossier.reach) : dossier.reach
  return (
    <Form
      action={request.path}
      fields={{ ...formFields(ACT, request), ...(earlier ? { revokes: earlier.decisionId } : {}) }}
      keep={`decision-${dossier.dossierId}`}
      composer
    >
      <EnterSends />
      <Mistakes
        request={request}
        act={ACT}
        fields={{
          text: decide.text,
          frameVersionIds: decide.frames,
          reason: decide.reason,
          residentEffect: decide.effect,
          capacity: decide.capacity,
          body: decide.body,
          decisionMakerId: decide.maker,
          responsibleId: decide.responsible,
          decidedOn: decide.decidedOn,
          adviceEntryIds: decide.advice,
          formalCase: decide.more,
          audience: decide.audience,
        }}
      />
      <TextArea {...field('text')} label={decide.text} rows={3} maxLength={50_000} required />
      <FrameChoice
        frames={frames}
        // A revocation begins from the frames of what it revokes, as far as they still hold.
        start={
          earlier
            ? frames.filter((frame) => earlier.frames.some((one) => one.frameId === frame.frameId)).map(frameVersionId)
            : []
        }
        act={ACT}
        request={request}
      />
      <TextArea {...field('reason')} label={decide.reason} hint={decide.reasonHint} maxLength={8000} required />
      <TextArea
        {...field('residentEffect')}
        label={decide.effect}
        hint={decide.effectHint}
        rows={3}
        maxLength={4000}
        required
      />
      <RadioGroup
        {...field('capacity', earlier?.capacity)}
        label={decide.capacity}
        options={CAPACITIES.map((value) => ({
          value,
          label: text.capacities[value],
          hint: text.capacityHints[value],
        }))}
        required
      />
      <TextInput
        {...field('body', earlier?.body)}
        label={decide.body}
        hint={decide.bodyHint}
        maxLength={200}
        required
      />
      <PersonPicker
        request={request}
        act={ACT}
        name="decisionMakerId"
        label={decide.maker}
        hint={decide.makerHint}
        people={makers}
        dossierId={dossier.dossierId}
      />
      <PersonPicker
        request={request}
        act={ACT}
        name="responsibleId"
        label={decide.responsible}
        hint={decide.responsibleHint}
        people={responsibles}
        dossierId={dossier.dossierId}
      />
      <DateField
        {...field('decidedOn', dayOf(request.now))}
        label={decide.decidedOn}
        max={dayOf(request.now)}
        required
      />
      <AdviceChoice advice={advice} request={request} />
      <More request={request} act={ACT} names={['caseNumber', 'caseSystem']} summary={decide.more}>
        <Stack>
          <TextInput
            {...field('caseNumber')}
            id="formalCase"
            error={wrong(request, ACT, 'formalCase.number')}
            label={decide.caseNumber}
            maxLength={100}
            width="medium"
          />
          <TextInput
            {...field('caseSystem')}
            error={wrong(request, ACT, 'formalCase.system')}
            label={decide.caseSystem}
            maxLength={100}
            width="medium"
          />
        </Stack>
      </More>
      <AudienceChoice
        label={decide.audience}
        options={audienceOptions(dossierWords(request.locale), widest, dossier.ceiling, dossier, false)}
        value={typed(request, ACT, 'audience', String(Math.max(Math.min(2, dossier.ceiling), earlier?.audience ?? 0)))}
        error={wrong(request, ACT, 'audience')}
      />
      <Actions>
        <Button kind="primary" icon="gavel">
          {earlier ? decide.saveRevocation : decide.save}
        </Button>
        <LinkButton href={`/dossiers/${dossier.dossierId}`} kind="subtle">
          {decide.cancel}
        </LinkButton>
      </Actions>
    </Form>
  )
}

export const decidePage = page({
  at: '/dossiers/:dossierId/besluit',
  nav: 'dossiers',
  load,
  frame: ({ dossier, earlier }, request) => ({
    title: earlier ? wordsOf(request.locale).web.decide.revokeTitle : wordsOf(request.locale).web.decide.title,
    narrow: true,
    breadcrumb: [
      { href: '/dossiers', label: dossierWords(request.locale).web.dossiers },
      { href: `/dossiers/${dossier.dossierId}`, label: dossier.title },
    ],
  }),
  view: (loaded, request) => {
    const { decide } = wordsOf(request.locale).web
    const { dossier, frames, earlier, may } = loaded
    return (
      <Stack>
        <PageHead title={earlier ? decide.revokeTitle : decide.title} lead={decide.lead(dossier.title)} />
        {earlier?.text && (
          <Alert title={decide.revokes}>
            <Prose text={earlier.text} />
            {earlier.frames.map((frame) => (
              <p class="nl-paragraph" key={frame.frameVersionId}>
                <Link href={frameHref(frame.frameId, frame.number)}>{frame.title}</Link>
              </p>
            ))}
          </Alert>
        )}
        {!may.recordDecision ? (
          <>
            <Unkept request={request} shown={[]} />
            <EmptyState
              icon="gavel"
              action={<LinkButton href={`/dossiers/${dossier.dossierId}`}>{decide.backToDossier}</LinkButton>}
            >
              {decide.closed}
            </EmptyState>
          </>
        ) : frames.length === 0 ? (
          <EmptyState icon="books" action={<LinkButton href={`${PATH}?van=mijn`}>{decide.toFrames}</LinkButton>}>
            {decide.noFrames}
          </EmptyState>
        ) : (
          <Card>
            <DecisionForm loaded={loaded} request={request} />
          </Card>
        )}
      </Stack>
    )
  },
  forms: {
    recordDecision: {
      input: (form, request) => {
        const audience = form.optional('audience')
        const revokes = form.optional('revokes')
        const capacity = form.optional('capacity')
        const number = form.optional('caseNumber')
        const system = form.optional('caseSystem')
        return {
          dossierId: idOf(request, 'dossierId'),
          text: form.text('text'),
          reason: form.text('reason'),
          residentEffect: form.text('residentEffect'),
          body: form.text('body'),
          decidedOn: form.text('decidedOn'),
          frameVersionIds: form.all('frameVersionIds'),
          adviceEntryIds: form.all('adviceEntryIds'),
          ...(capacity ? { capacity } : {}),
          ...chosen(form, 'decisionMakerId'),
          ...chosen(form, 'responsibleId'),
          ...(number || system ? { formalCase: { number: number ?? '', system: system ?? '' } } : {}),
          ...(audience ? { audience: Number(audience) } : {}),
          ...(revokes ? { revokes } : {}),
          ...searching(form),
        }
      },
      then: (answer, request) => `/dossiers/${idOf(request, 'dossierId')}/regels/${answer.entryId}?gedaan=${ACT}`,
    },
  },
})
