// The forms on the page of one item: each is one act, for whom the answer says that they may do it.
import type { ComponentChildren } from 'preact'
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { chosen, EnterSends, idOf, searched, searching, soughtIn, wrong } from '#capabilities/dossier/web/forms.tsx'
import {
  Button,
  DateField,
  dayOf,
  FileField,
  Form,
  formatDate,
  Picker,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageForm, type PageRequest, typed } from '#foundation/web/page.ts'
import { type ItemRead, LATENESS } from '../contract.ts'
import { idFor, MistakesOf } from './mistakes.tsx'
import { debtorFrom, ITEMS, wordsOf } from './words.ts'

export interface Option {
  readonly value: string
  readonly label: string
  readonly description: string
}

/** The debtors that the picker of this act shows: those that were looked for, or those nearest by. */
export const debtorsFor = (request: PageRequest, act: string, dossierId: string): [string, object] => [
  'listDebtors',
  {
    dossierId,
    search: (soughtIn(request, act, 'debtor') || typed(request, act, 'debtor-search')).slice(0, 100),
    limit: 8,
  },
]

/** What was chosen or typed in the picker of who carries it out. */
export const debtorIn = (form: FormValues): object => {
  const { debtor } = chosen(form, 'debtor')
  return { ...(debtor === undefined ? {} : { debtor: debtorFrom(debtor) }), ...searching(form) }
}

export function DebtorPicker({
  request,
  act,
  options,
  dossierId,
  required,
}: {
  request: PageRequest
  act: string
  options: readonly Option[]
  dossierId: string
  required: boolean
}) {
  const { form } = wordsOf(request.locale).web
  return (
    <Picker
      name="debtor"
      label={form.debtor}
      hint={form.debtorHint}
      required={required}
      error={wrong(request, act, 'debtor')}
      source={`/api/v1/dossiers/${dossierId}/debtors`}
      query={soughtIn(request, act, 'debtor') || undefined}
      value={typed(request, act, 'debtor')}
      options={options.map((option) => ({ ...option }))}
    />
  )
}

/** One act: its hidden fields, what is wrong with it, its fields and its button. */
function Act({
  act,
  fields,
  request,
  files,
  kind = 'primary',
  children,
}: {
  act: string
  fields: Record<string, string>
  request: PageRequest
  files?: boolean
  kind?: 'primary' | 'danger'
  children?: ComponentChildren
}) {
  const { acts } = wordsOf(request.locale)
  const label = acts[act as keyof typeof acts]
  return (
    <Form action={request.path} fields={formFields(act, request)} label={label} files={files}>
      <EnterSends />
      <MistakesOf request={request} act={act} fields={fields} />
      {children}
      <Button kind={kind}>{label}</Button>
    </Form>
  )
}

/** `name` may stand in several forms of the page: the id says of which. */
const fieldOf =
  (request: PageRequest, act: string) =>
  (name: string, value = '') => ({
    id: idFor(act, name),
    name,
    value: typed(request, act, name, value),
    error: wrong(request, act, name),
  })

export function VoteForm({ item, request }: { item: ItemRead; request: PageRequest }) {
  const act = 'recordVote'
  const text = wordsOf(request.locale)
  const { form } = text.web
  const field = fieldOf(request, act)
  const votes =
    item.kind === 'writtenQuestion' ? (['withdrawn'] as const) : (['adopted', 'rejected', 'withdrawn'] as const)
  return (
    <Act
      act={act}
      fields={{ vote: text.acts.recordVote, body: form.decidedBody, decidedOn: form.decidedOn }}
      request={request}
    >
      <RadioGroup
        {...field('vote')}
        label={text.acts.recordVote}
        options={votes.map((value) => ({ value, label: text.states[value] }))}
        required
      />
      <TextInput {...field('body')} label={form.decidedBody} hint={form.bodyHint} maxLength={200} required />
      <DateField {...field('decidedOn', dayOf(request.now))} label={form.decidedOn} required />
      <TextArea {...field('text')} label={form.note} rows={2} maxLength={4000} required={false} />
    </Act>
  )
}

export function AssignForm({
  item,
  options,
  request,
}: {
  item: ItemRead
  options: readonly Option[]
  request: PageRequest
}) {
  const act = 'assignCouncilItem'
  const { form } = wordsOf(request.locale).web
  const field = fieldOf(request, act)
  return (
    <Act act={act} fields={{ debtor: form.debtor, dueOn: form.dueOn, text: form.note }} request={request}>
      <DebtorPicker request={request} act={act} options={options} dossierId={item.dossierId} required />
      <DateField {...field('dueOn', item.dueOn ?? '')} label={form.dueOn} required />
      <TextArea {...field('text')} label={form.note} rows={2} maxLength={4000} required={false} />
    </Act>
  )
}

export function StartForm({ request }: { request: PageRequest }) {
  const act = 'startCouncilItem'
  const { form } = wordsOf(request.locale).web
  return (
    <Act act={act} fields={{ text: form.note }} request={request}>
      <TextArea {...fieldOf(request, act)('text')} label={form.note} rows={2} maxLength={4000} required={false} />
    </Act>
  )
}

export function LateForm({ request }: { request: PageRequest }) {
  const act = 'explainLateness'
  const text = wordsOf(request.locale)
  const { form } = text.web
  const field = fieldOf(request, act)
  return (
    <Act
      act={act}
      fields={{ code: form.code, explanation: form.explanation, expectedOn: form.expectedOn }}
      request={request}
    >
      <Select
        {...field('code')}
        label={form.code}
        empty={form.choose}
        options={LATENESS.map((value) => ({ value, label: text.lateness[value] }))}
        required
      />
      <TextArea {...field('explanation')} label={form.explanation} rows={2} maxLength={2000} required={false} />
      <DateField {...field('expectedOn')} label={form.expectedOn} required={false} />
    </Act>
  )
}

const short = (words: string) => (words.length > 90 ? `${words.slice(0, 89)}…` : words)

/** `lines`: those of the journal that the council can read. */
export function ReportForm({ lines, request }: { lines: readonly EntryShown[]; request: PageRequest }) {
  const act = 'reportCouncilItem'
  const { form } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  const field = fieldOf(request, act)
  return (
    <Act
      act={act}
      fields={{ text: form.report, evidenceEntryId: form.evidenceEntry, uploads: form.files }}
      request={request}
      files
    >
      <TextArea {...field('text')} label={form.report} hint={form.reportHint} rows={4} maxLength={8000} required />
      {lines.length > 0 && (
        <Select
          {...field('evidenceEntryId')}
          label={form.evidenceEntry}
          hint={form.evidenceHint}
          empty={form.noEvidence}
          options={lines.map((line) => ({
            value: line.entryId,
            label: `${dates.short(line.occurredAt, request.now)}: ${short(line.text ?? '')}`,
          }))}
          required={false}
        />
      )}
      <FileField
        id={idFor(act, 'uploads')}
        name="uploads"
        label={form.files}
        hint={form.filesHint}
        error={wrong(request, act, 'uploads') ?? (lines.length ? undefined : wrong(request, act, 'evidenceEntryId'))}
        required={false}
        multiple
      />
    </Act>
  )
}

export function SendBackForm({ request }: { request: PageRequest }) {
  const act = 'sendBackCouncilItem'
  const { form } = wordsOf(request.locale).web
  return (
    <Act act={act} fields={{ reason: form.reason }} request={request} kind="danger">
      <TextArea
        {...fieldOf(request, act)('reason')}
        label={form.reason}
        hint={form.sendBackHint}
        rows={3}
        maxLength={4000}
        required
      />
    </Act>
  )
}

export function DischargeForm({ request }: { request: PageRequest }) {
  const act = 'dischargeCouncilItem'
  const { form } = wordsOf(request.locale).web
  const field = fieldOf(request, act)
  return (
    <Act act={act} fields={{ body: form.decidedBody, decidedOn: form.decidedOn, text: form.note }} request={request}>
      <TextInput {...field('body')} label={form.decidedBody} hint={form.bodyHint} maxLength={200} required />
      <DateField {...field('decidedOn', dayOf(request.now))} label={form.decidedOn} required />
      <TextArea {...field('text')} label={form.note} rows={2} maxLength={4000} required={false} />
    </Act>
  )
}

/** What was typed, of an item; what is empty is left out, so that the words beside the field say that it is missing. */
const itemForm = (
  act: string,
  input: (form: FormValues) => object,
  more: Pick<PageForm, 'files'> = {},
): Record<string, PageForm> => ({
  [act]: {
    ...more,
    input: (form, request) => ({ councilItemId: idOf(request, 'councilItemId'), ...input(form) }),
    then: (_, request) => `${ITEMS}/${idOf(request, 'councilItemId')}?gedaan=${act}`,
  },
})

/** The fields that were filled in, as text. */
const filled = (form: FormValues, ...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (form.optional(name) ? [[name, form.text(name)]] : [])))

export const itemForms: Record<string, PageForm> = {
  ...itemForm('recordVote', (form) => filled(form, 'vote', 'body', 'decidedOn', 'text')),
  ...itemForm('assignCouncilItem', (form) => ({ ...debtorIn(form), ...filled(form, 'dueOn', 'text') })),
  ...itemForm('startCouncilItem', (form) => filled(form, 'text')),
  ...itemForm('explainLateness', (form) => filled(form, 'code', 'explanation', 'expectedOn')),
  ...itemForm(
    'reportCouncilItem',
    (form) => ({
      ...filled(form, 'text', 'evidenceEntryId'),
      uploads: form.files('uploads').map(({ uploadId }) => ({ uploadId })),
    }),
    { files: true },
  ),
  ...itemForm('sendBackCouncilItem', (form) => filled(form, 'reason')),
  ...itemForm('dischargeCouncilItem', (form) => filled(form, 'body', 'decidedOn', 'text')),
}

/** Whether the form of this act must be open: it was refused, or somebody looked for a debtor in it. */
export const isOpen = (request: PageRequest, act: string): boolean =>
  request.refused?.act === act || searched(request, act)
