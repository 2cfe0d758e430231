// The forms on an open item: answering, refusing, saying why it is late, withdrawing, taking it higher, handing on, more time.
import {
  chosen,
  EnterSends,
  Mistakes,
  type Person,
  PersonPicker,
  searching,
  wrong,
} from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Alert,
  Button,
  type ButtonKind,
  DateField,
  dayOf,
  FileField,
  Form,
  Paragraph,
  Prose,
  RadioGroup,
  Select,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, type PageForm, type PageRequest, typed } from '#foundation/web/page.ts'
import { CERTAINTIES, LATENESS, type OpenItemShown } from '../contract.ts'
import { wordsOf } from './words.ts'

/** The request as this item sees it: what was refused for another item on the same page is none of its business. */
export const requestOf = (request: PageRequest, openItemId: string): PageRequest =>
  request.refused && request.refused.values.openItemId?.toString() !== openItemId
    ? { ...request, refused: null }
    : request

const fieldsOf = (act: string, request: PageRequest, openItemId: string) => ({
  ...formFields(act, request),
  openItemId,
})

/** Ids are unique on a page with many items. */
const idOn = (item: OpenItemShown, name: string) => `${name}-${item.openItemId}`

interface Shown {
  readonly item: OpenItemShown
  readonly request: PageRequest
}

export function AnswerForm({ item, request, files }: Shown & { files?: boolean }) {
  const text = wordsOf(request.locale)
  const act = 'answerOpenItem'
  const own = requestOf(request, item.openItemId)
  const advice = item.kind === 'advice'
  const { fields } = text
  return (
    <Form
      action={request.path}
      fields={fieldsOf(act, request, item.openItemId)}
      keep={`answer-${item.openItemId}`}
      files={files}
      composer
    >
      <Mistakes
        request={own}
        act={act}
        fields={{ uploads: fields.files, certainty: fields.certainty, limits: fields.limits }}
      />
      <TextArea
        name="text"
        id={idOn(item, 'text')}
        label={advice ? fields.advice : fields.answer}
        rows={files ? 5 : 3}
        maxLength={50_000}
        value={typed(own, act, 'text')}
        error={wrong(own, act, 'text')}
        required
      />
      {advice && (
        <>
          <RadioGroup
            name="certainty"
            id={idOn(item, 'certainty')}
            label={fields.certainty}
            value={typed(own, act, 'certainty')}
            error={wrong(own, act, 'certainty')}
            required={false}
            inline
            options={CERTAINTIES.map((value) => ({ value, label: text.certainties[value] }))}
          />
          <TextArea
            name="limits"
            id={idOn(item, 'limits')}
            label={fields.limits}
            hint={fields.limitsHint}
            rows={2}
            maxLength={4000}
            required={false}
            value={typed(own, act, 'limits')}
            error={wrong(own, act, 'limits')}
          />
        </>
      )}
      {files && (
        <FileField
          name="uploads"
          id={idOn(item, 'uploads')}
          label={fields.files}
          required={false}
          multiple
          error={wrong(own, act, 'uploads')}
        />
      )}
      <Actions>
        <Button kind="primary">{text.acts.answerOpenItem}</Button>
      </Actions>
    </Form>
  )
}

/** The form is gone, because the item closed meanwhile: the sentence why, and the words that were typed, to keep. */
export function TooLate({ request, shown }: { request: PageRequest; shown: (openItemId: string) => boolean }) {
  const { refused } = request
  const typedIn = (name: string) => refused?.values[name]?.toString() ?? ''
  if (!refused || shown(typedIn('openItemId')) || !(refused.act in wordsOf(request.locale).acts)) return null
  const words = ['text', 'reason', 'explanation'].map(typedIn).filter(Boolean)
  return (
    <Alert kind="error" live>
      <Paragraph>{refused.message}</Paragraph>
      {words.map((one) => (
        <Prose key={one} text={one} />
      ))}
    </Alert>
  )
}

/** One reason, one button. */
function ReasonForm({
  act,
  label,
  explain,
  kind = 'secondary',
  item,
  request,
}: Shown & {
  act: 'refuseOpenItem' | 'withdrawOpenItem' | 'escalateOpenItem'
  label: string
  explain: string
  kind?: ButtonKind
}) {
  const own = requestOf(request, item.openItemId)
  return (
    <Form action={request.path} fields={fieldsOf(act, request, item.openItemId)}>
      <Mistakes request={own} act={act} fields={{}} />
      <Paragraph small soft>
        {explain}
      </Paragraph>
      <TextArea
        name="reason"
        id={idOn(item, `reason-${act}`)}
        label={label}
        rows={2}
        maxLength={4000}
        value={typed(own, act, 'reason')}
        error={wrong(own, act, 'reason')}
        required
      />
      <Actions>
        <Button kind={kind}>{wordsOf(request.locale).acts[act]}</Button>
      </Actions>
    </Form>
  )
}

export function RefuseForm(shown: Shown) {
  const { fields, explain } = wordsOf(shown.request.locale)
  return <ReasonForm {...shown} act="refuseOpenItem" label={fields.refuseWhy} explain={explain.refuse} />
}
export function WithdrawForm(shown: Shown) {
  const { fields, explain } = wordsOf(shown.request.locale)
  return (
    <ReasonForm {...shown} act="withdrawOpenItem" label={fields.withdrawWhy} explain={explain.withdraw} kind="danger" />
  )
}
export function EscalateForm(shown: Shown) {
  const { fields, explain } = wordsOf(shown.request.locale)
  return <ReasonForm {...shown} act="escalateOpenItem" label={fields.escalateWhy} explain={explain.escalate} />
}

export function LateForm({ item, request }: Shown) {
  const text = wordsOf(request.locale)
  const { fields } = text
  const act = 'sayWhyLate'
  const own = requestOf(request, item.openItemId)
  return (
    <Form action={request.path} fields={fieldsOf(act, request, item.openItemId)}>
      <Mistakes request={own} act={act} fields={{}} />
      <Paragraph small soft>
        {text.explain.late}
      </Paragraph>
      <Select
        name="code"
        id={idOn(item, 'code')}
        label={fields.lateCode}
        value={typed(own, act, 'code')}
        error={wrong(own, act, 'code')}
        empty="—"
        width="medium"
        required
        options={LATENESS.map((value) => ({ value, label: text.lateness[value] }))}
      />
      <TextArea
        name="explanation"
        id={idOn(item, 'explanation')}
        label={fields.lateExplanation}
        rows={2}
        maxLength={2000}
        required={false}
        value={typed(own, act, 'explanation')}
        error={wrong(own, act, 'explanation')}
      />
      <DateField
        name="expectedOn"
        id={idOn(item, 'expectedOn')}
        label={fields.lateExpected}
        required={false}
        min={dayOf(request.now)}
        value={typed(own, act, 'expectedOn')}
        error={wrong(own, act, 'expectedOn')}
      />
      <Actions>
        <Button>{text.acts.sayWhyLate}</Button>
      </Actions>
    </Form>
  )
}

export function PassOnForm({ item, request, people }: Shown & { people: readonly Person[] }) {
  const text = wordsOf(request.locale)
  const { fields } = text
  const act = 'passOnOpenItem'
  return (
    <Form action={request.path} fields={fieldsOf(act, request, item.openItemId)}>
      <EnterSends />
      <Mistakes request={request} act={act} fields={{ membershipId: fields.colleague, reason: fields.passWhy }} />
      <Paragraph small soft>
        {text.explain.passOn}
      </Paragraph>
      <PersonPicker request={request} act={act} name="membershipId" label={fields.colleague} people={people} required />
      <TextArea
        name="reason"
        id={idOn(item, 'reason-pass')}
        label={fields.passWhy}
        rows={2}
        maxLength={4000}
        value={typed(request, act, 'reason')}
        error={wrong(request, act, 'reason')}
        required
      />
      <Actions>
        <Button>{text.acts.passOnOpenItem}</Button>
      </Actions>
    </Form>
  )
}

export function ExtendForm({ item, request }: Shown) {
  const text = wordsOf(request.locale)
  const { fields } = text
  const act = 'extendOpenItem'
  return (
    <Form action={request.path} fields={fieldsOf(act, request, item.openItemId)}>
      <Mistakes request={request} act={act} fields={{}} />
      <Paragraph small soft>
        {text.explain.extend}
      </Paragraph>
      <DateField
        name="dueOn"
        label={fields.extendUntil}
        min={item.dueOn}
        value={typed(request, act, 'dueOn')}
        error={wrong(request, act, 'dueOn')}
        required
      />
      <TextArea
        name="reason"
        id={idOn(item, 'reason-extend')}
        label={fields.extendWhy}
        rows={2}
        maxLength={4000}
        value={typed(request, act, 'reason')}
        error={wrong(request, act, 'reason')}
        required
      />
      <Actions>
        <Button>{text.acts.extendOpenItem}</Button>
      </Actions>
    </Form>
  )
}

const reasoned = (back: (act: string, request: PageRequest) => string, act: string): PageForm => ({
  input: (form) => ({ openItemId: form.text('openItemId'), reason: form.text('reason') }),
  then: (_, request) => back(act, request),
})

/** What can be sent from Vandaag as well as from the page of the item. */
export const shortForms = (back: (act: string, request: PageRequest) => string): Record<string, PageForm> => ({
  answerOpenItem: {
    files: true,
    input: (form) => ({
      openItemId: form.text('openItemId'),
      text: form.text('text'),
      ...(form.optional('certainty') ? { certainty: form.text('certainty') } : {}),
      ...(form.optional('limits') ? { limits: form.text('limits') } : {}),
      uploads: form.files('uploads').map(({ uploadId }) => ({ uploadId })),
    }),
    then: (_, request) => back('answerOpenItem', request),
  },
  refuseOpenItem: reasoned(back, 'refuseOpenItem'),
  sayWhyLate: {
    input: (form) => ({
      openItemId: form.text('openItemId'),
      code: form.text('code'),
      explanation: form.text('explanation'),
      ...(form.optional('expectedOn') ? { expectedOn: form.text('expectedOn') } : {}),
    }),
    then: (_, request) => back('sayWhyLate', request),
  },
})

export const allForms = (back: (act: string, request: PageRequest) => string): Record<string, PageForm> => ({
  ...shortForms(back),
  withdrawOpenItem: reasoned(back, 'withdrawOpenItem'),
  escalateOpenItem: reasoned(back, 'escalateOpenItem'),
  passOnOpenItem: {
    input: (form) => ({
      openItemId: form.text('openItemId'),
      reason: form.text('reason'),
      ...chosen(form, 'membershipId'),
      ...searching(form),
    }),
    then: (_, request) => back('passOnOpenItem', request),
  },
  extendOpenItem: {
    input: (form) => ({ openItemId: form.text('openItemId'), reason: form.text('reason'), dueOn: form.text('dueOn') }),
    then: (_, request) => back('extendOpenItem', request),
  },
})
