// Fixing the questions at the start, adding one with a reason, and writing the evaluation that answers them.
import { Mistakes } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  Confirm,
  DateField,
  dayOf,
  ErrorSummary,
  Fieldset,
  Form,
  Paragraph,
  Select,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageRequest, typed } from '#foundation/web/page.ts'
import { type DraftShown, MOST_FIGURES, type PlanShown, STOP_OUTCOMES } from '../contract.ts'
import { linesOf, momentsOf, wordsOf, wrongIn } from './words.ts'

export const FIX = 'fixEvaluationPlan'
export const ADD = 'addToEvaluationPlan'
export const SAVE = 'saveEvaluation'
export const PUBLISH = 'publishEvaluation'

function PlanFields({ act, required, request }: { act: string; required: boolean; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  const field = (name: string) => ({
    name,
    id: `${act}-${name}`,
    value: typed(request, act, name),
    error: wrongIn(request, act, name),
    required,
  })
  return (
    <>
      <TextArea {...field('questions')} label={web.questionsLabel} hint={web.onePerLine} rows={4} />
      <TextArea {...field('stopCriteria')} label={web.stopLabel} hint={web.onePerLine} rows={3} />
      <TextArea
        {...field('moments')}
        error={wrongIn(request, act, 'moments') && web.momentWrong}
        label={web.momentsLabel}
        hint={web.momentsHint}
        rows={3}
      />
    </>
  )
}

export function FixForm({ request }: { request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  return (
    <Card title={web.plan}>
      <Paragraph soft>{web.fixText}</Paragraph>
      <Form
        action={request.path}
        fields={formFields(FIX, request)}
        keep={`evaluation-plan-${request.params.dossierId}`}
      >
        <Mistakes request={request} act={FIX} fields={{}} />
        <PlanFields act={FIX} required request={request} />
        <Button kind="primary">{web.fix}</Button>
      </Form>
    </Card>
  )
}

export function AddForm({ request }: { request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  return (
    <Confirm label={web.add} open={request.refused?.act === ADD} small>
      <Form action={request.path} fields={formFields(ADD, request)}>
        <Mistakes request={request} act={ADD} fields={{ reason: web.addReason }} />
        <PlanFields act={ADD} required={false} request={request} />
        <TextArea
          name="reason"
          label={web.addReason}
          rows={2}
          maxLength={2000}
          required
          value={typed(request, ADD, 'reason')}
          error={wrongIn(request, ADD, 'reason')}
        />
        <Button>{web.add}</Button>
      </Form>
    </Confirm>
  )
}

export const planInput = (form: FormValues, request: PageRequest) => ({
  dossierId: request.params.dossierId,
  questions: linesOf(form, 'questions'),
  stopCriteria: linesOf(form, 'stopCriteria'),
  moments: momentsOf(form, 'moments'),
})

const FIGURE = ['label', 'value', 'numerator', 'denominator', 'asOf', 'source'] as const
const METHOD = ['n', 'period', 'source', 'limits'] as const

/** What was typed; a figure of which nothing was filled in is none. */
export const draftInput = (form: FormValues, request: PageRequest): { dossierId?: string; content: DraftShown } => {
  const many = (name: string) => Math.min(20, Number(form.text(name)) || 0)
  const record = <Name extends string>(names: readonly Name[], at: string) =>
    Object.fromEntries(names.map((name) => [name, form.text(`${at}.${name}`).trim()])) as Record<Name, string>
  return {
    dossierId: request.params.dossierId,
    content: {
      heldOn: form.text('heldOn'),
      answers: Array.from({ length: many('questions') }, (_, i) => form.text(`answers.${i}`).trim()),
      stops: Array.from({ length: many('criteria') }, (_, i) => ({
        outcome: form.text(`stops.${i}.outcome`) as DraftShown['stops'][number]['outcome'],
        explanation: form.text(`stops.${i}.explanation`).trim(),
      })),
      learned: form.text('learned').trim(),
      method: record(METHOD, 'method'),
      figures: Array.from({ length: many('figures') }, (_, i) => record(FIGURE, `figures.${i}`)).filter((figure) =>
        Object.values(figure).some(Boolean),
      ),
    },
  }
}

const EMPTY_FIGURE = { label: '', value: '', numerator: '', denominator: '', asOf: '', source: '' }

export function EvaluationForm({ plan, request }: { plan: PlanShown; request: PageRequest }) {
  const { web, stopOutcomes } = wordsOf(request.locale)
  const { draft } = plan
  const figures = [...(draft?.figures ?? []), EMPTY_FIGURE].slice(0, MOST_FIGURES)
  /** What the path is called on the page, for the list of what is missing. */
  const labels = new Map<string, string>()
  const field = (path: string, label: string, start = '') => {
    labels.set(path, label)
    return {
      name: path,
      label,
      value: typed(request, SAVE, path, start),
      error: wrongIn(request, SAVE, `content.${path}`) ?? wrongIn(request, PUBLISH, path),
    }
  }
  const fields = (
    <>
      <DateField {...field('heldOn', web.heldOn, draft?.heldOn || dayOf(request.now))} />
      <TextArea {...field('learned', web.learned, draft?.learned)} hint={web.learnedHint} rows={4} maxLength={8000} />
      <Fieldset legend={web.questions} id="answers" level={3}>
        {plan.questions.map((question, i) => (
          <TextArea
            key={question.text}
            {...field(`answers.${i}`, question.text, draft?.answers[i])}
            rows={3}
            maxLength={8000}
          />
        ))}
      </Fieldset>
      <Fieldset legend={web.stopCriteria} id="stops" level={3}>
        {plan.stopCriteria.map((criterion, i) => (
          <Stack gap="sm" key={criterion.text}>
            <Select
              {...field(`stops.${i}.outcome`, criterion.text, draft?.stops[i]?.outcome)}
              empty={web.choose}
              options={STOP_OUTCOMES.map((outcome) => ({ value: outcome, label: stopOutcomes[outcome] }))}
            />
            <TextArea
              {...field(`stops.${i}.explanation`, web.stopWhy(i + 1), draft?.stops[i]?.explanation)}
              rows={2}
              maxLength={4000}
            />
          </Stack>
        ))}
      </Fieldset>
      <Fieldset legend={web.method} hint={web.methodHint} id="method" level={3}>
        <Stack gap="sm">
          <TextInput {...field('method.n', web.n, draft?.method.n)} hint={web.nHint} maxLength={100} />
          <TextInput {...field('method.period', web.period, draft?.method.period)} maxLength={200} />
          <TextArea {...field('method.source', web.source, draft?.method.source)} rows={2} maxLength={1000} />
          <TextArea
            {...field('method.limits', web.limits, draft?.method.limits)}
            hint={web.limitsHint}
            rows={3}
            maxLength={4000}
          />
        </Stack>
      </Fieldset>
      <Fieldset legend={web.figures} hint={web.figuresHint} id="figures" level={3}>
        {figures.map((figure, i) => (
          <Fieldset key={i} legend={web.figure(i + 1)} id={`figure-${i}`}>
            <Stack gap="sm">
              {FIGURE.map((name) =>
                name === 'asOf' ? (
                  <DateField key={name} {...field(`figures.${i}.${name}`, web.referenceDate, figure[name])} />
                ) : (
                  <TextInput
                    key={name}
                    {...field(`figures.${i}.${name}`, name === 'source' ? web.source : web[name], figure[name])}
                    maxLength={name === 'source' ? 500 : name === 'label' ? 200 : 100}
                  />
                ),
              )}
            </Stack>
          </Fieldset>
        ))}
      </Fieldset>
    </>
  )
  const missing = request.refused?.act === PUBLISH ? Object.entries(request.refused.errors) : []
  return (
    <Card title={web.write} id="schrijven">
      {missing.length > 0 && (
        <ErrorSummary
          title={web.missing}
          errors={missing.map(([path, message]) => ({
            name: path,
            message: `${labels.get(path) ?? path}: ${message}`,
          }))}
        />
      )}
      <Form
        action={request.path}
        keep={`evaluation-of-${request.params.dossierId}`}
        fields={{
          ...formFields(SAVE, request),
          questions: String(plan.questions.length),
          criteria: String(plan.stopCriteria.length),
          figures: String(figures.length),
        }}
      >
        <Mistakes request={request} act={SAVE} fields={{}} />
        {fields}
        <Button kind="primary">{web.save}</Button>
      </Form>
      {draft && plan.may.publishEvaluation && (
        <Form action={request.path} fields={formFields(PUBLISH, request)}>
          <Paragraph soft>{web.publishText}</Paragraph>
          <Actions>
            <Button icon="send">{web.publish}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}
