// What a form asks of every decision here: the words, the frames, the effect on residents, the day and the readers.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { EnterSends, Mistakes, wrong } from '#capabilities/dossier/web/forms.tsx'
import { audienceOptions, wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import type { FrameListed } from '#capabilities/kaders/contract.ts'
import { FrameChoice } from '#capabilities/kaders/web/frame-choice.tsx'
import {
  Actions,
  AudienceChoice,
  Button,
  DateField,
  dayOf,
  EmptyState,
  Form,
  LinkButton,
  RadioGroup,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageRequest, typed } from '#foundation/web/page.ts'
import { OUTCOMES } from '../contract.ts'
import { choicesOf } from './parts.tsx'
import { wordsOf } from './words.ts'

/** `gate`: with an outcome and what is fixed and open; a choice has none of these. */
export function DecisionForm({
  act,
  gate,
  dossier,
  frames,
  body,
  widest,
  back,
  request,
}: {
  act: 'decideGate' | 'decideChoice'
  gate: boolean
  dossier: DossierShown
  frames: readonly FrameListed[]
  body: string
  /** The audience of what is decided on: whoever reads that reads the decision. */
  widest: number
  back: string
  request: PageRequest
}) {
  const text = wordsOf(request.locale)
  const { gate: words, cancel } = text.web
  if (frames.length === 0)
    return (
      <EmptyState icon="books" action={<LinkButton href="/kaders?van=mijn">{words.toFrames}</LinkButton>}>
        {words.noFrames}
      </EmptyState>
    )
  const field = (name: string, start = '') => ({
    name,
    value: typed(request, act, name, start),
    error: wrong(request, act, name),
  })
  const narrowest = Math.max(dossier.reach, widest)
  return (
    <Form action={request.path} fields={formFields(act, request)} keep={`${act}-${request.path}`} composer>
      <EnterSends />
      <Mistakes
        request={request}
        act={act}
        fields={{
          outcome: words.outcome,
          text: words.text,
          frameVersionIds: words.information,
          reason: words.reasonField,
          minority: words.minorityField,
          residentEffect: words.effect,
          body: words.body,
          decidedOn: words.decidedOn,
          audience: words.audience,
        }}
      />
      {gate && (
        <RadioGroup
          {...field('outcome')}
          label={words.outcome}
          options={choicesOf(OUTCOMES, text.outcomes, text.outcomeHints)}
          required
        />
      )}
      <TextArea {...field('text')} label={words.text} rows={3} maxLength={20_000} required />
      <TextArea {...field('reason')} label={words.reasonField} rows={4} maxLength={8000} required />
      <TextArea
        {...field('minority')}
        label={words.minorityField}
        hint={words.minorityHint}
        rows={2}
        maxLength={4000}
      />
      <FrameChoice frames={frames} act={act} request={request} />
      <TextArea
        {...field('residentEffect')}
        label={words.effect}
        hint={words.effectHint}
        rows={2}
        maxLength={4000}
        required
      />
      {gate && (
        <>
          <TextArea {...field('fixed')} label={words.fixed} rows={2} maxLength={4000} />
          <TextArea {...field('open')} label={words.open} rows={2} maxLength={4000} />
        </>
      )}
      <TextInput {...field('body', body)} label={words.body} hint={words.bodyHint} maxLength={200} required />
      <DateField
        {...field('decidedOn', dayOf(request.now))}
        label={words.decidedOn}
        max={dayOf(request.now)}
        required
      />
      <AudienceChoice
        label={words.audience}
        options={audienceOptions(dossierWords(request.locale), narrowest, dossier.ceiling, dossier, false)}
        value={typed(request, act, 'audience', String(Math.min(dossier.ceiling, Math.max(3, narrowest))))}
        error={wrong(request, act, 'audience')}
      />
      <Actions>
        <Button kind="primary" icon="gavel">
          {words.saveDecision}
        </Button>
        <LinkButton href={back} kind="subtle">
          {cancel}
        </LinkButton>
      </Actions>
    </Form>
  )
}

export const decisionOf = (form: FormValues, gate: boolean): Record<string, unknown> => {
  const outcome = form.optional('outcome')
  const audience = form.optional('audience')
  return {
    text: form.text('text'),
    reason: form.text('reason'),
    minority: form.text('minority'),
    residentEffect: form.text('residentEffect'),
    body: form.text('body'),
    decidedOn: form.text('decidedOn'),
    frameVersionIds: form.all('frameVersionIds'),
    ...(audience ? { audience: Number(audience) } : {}),
    ...(gate ? { fixed: form.text('fixed'), open: form.text('open'), ...(outcome ? { outcome } : {}) } : {}),
  }
}
