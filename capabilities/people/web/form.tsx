// What the forms about people share: errors on top, choosing a colleague, and the role somebody gets.
import { CheckboxField, ErrorSummary, type FieldError, Picker, Select, TextInput } from '#foundation/web/components.tsx'
import { errorOf, type FormValues, type PageRequest, typed } from '#foundation/web/page.ts'
import { GOVERNMENT_POSITIONS, POSITIONS } from '../contract.ts'
import { wordsOf } from './words.ts'

/** The button *Zoek* of a picker was pressed: the form came back to show choices, nothing is wrong yet. */
const searched = (request: PageRequest, act: string): boolean =>
  request.refused?.act === act && typeof request.refused.errors.search === 'string'

/** Sent along as a field that no act knows, so that looking for somebody is never the act itself. */
export const searching = (form: FormValues): { search?: string } =>
  form.optional('search') ? { search: form.text('search') } : {}

/** Everything that is wrong with one form; each sentence leads to its field, when the form shows that field. */
export function Mistakes({ request, act, fields }: { request: PageRequest; act: string; fields: readonly string[] }) {
  if (request.refused?.act !== act || searched(request, act)) return null
  const { errors, message } = request.refused
  const told = Object.entries(errors).map(
    ([name, sentence]): FieldError => (fields.includes(name) ? { name, message: sentence } : { message: sentence }),
  )
  return <ErrorSummary errors={told.length ? told : [{ message }]} />
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly description: string
}

const PICKED = ['managerId', 'deputyId'] as const

/** What can be chosen in the pickers of this form: what was searched for without JavaScript, or else the first few. */
export const loadColleagues = async (request: PageRequest, act: string): Promise<Record<string, readonly Option[]>> => {
  const questions = PICKED.map((name) =>
    searched(request, act) ? typed(request, act, `${name}-search`).slice(0, 100) : '',
  )
  const answers = await request.askTogether<{ options: Option[] }[]>(
    ...questions.map((search) => ['listColleagues', { search, limit: 8 }] as const),
  )
  return Object.fromEntries(PICKED.map((name, at) => [name, answers[at]!.options]))
}

/** A colleague in a form. Without JavaScript an old choice stays marked when its name is emptied: that means nobody. */
export const chosen = (form: FormValues, name: string): string | null => {
  const choice = form.optional(name)
  const emptied = form.optional(`${name}-search`) === undefined && choice === form.optional(`${name}-was`)
  return choice === undefined || emptied ? null : choice
}

export function ColleaguePicker({
  request,
  act,
  name,
  label,
  hint,
  now,
  options,
}: {
  request: PageRequest
  act: string
  name: string
  label: string
  hint: string
  /** Who it is at present. */
  now: { membershipId: string; name: string; functionName: string } | null
  options: readonly Option[]
}) {
  const looked = searched(request, act) && typed(request, act, 'search') === name
  const start = now ? { value: now.membershipId, label: now.name, description: now.functionName } : null
  const shown = start && !options.some((option) => option.value === start.value) ? [start, ...options] : [...options]
  const refused = request.refused?.act === act
  return (
    <>
      <input type="hidden" name={`${name}-was`} value={now?.membershipId ?? ''} />
      <Picker
        name={name}
        label={label}
        hint={hint}
        required={false}
        source="/api/v1/colleagues"
        options={shown}
        value={typed(request, act, name, now?.membershipId ?? '')}
        query={looked || (refused && !searched(request, act)) ? typed(request, act, `${name}-search`) : undefined}
        error={errorOf(request, act, name)}
      />
    </>
  )
}

export interface RoleStart {
  readonly position: string
  readonly functionName: string
  readonly discipline: string
  readonly speaksForOrganisation: boolean
  readonly manager: { membershipId: string; name: string; functionName: string } | null
  readonly deputy: { membershipId: string; name: string; functionName: string } | null
}

export const ROLE_FIELDS = ['position', 'functionName', 'discipline', 'managerId', 'deputyId', 'speaksForOrganisation']

export const positionOptions = (request: PageRequest, isGovernment: boolean, now?: string) => {
  const { positions, positionHints } = wordsOf(request.locale)
  return POSITIONS.filter((one) => isGovernment || one === now || !GOVERNMENT_POSITIONS.includes(one)).map((value) => ({
    value,
    label: `${positions[value]}: ${positionHints[value].charAt(0).toLowerCase()}${positionHints[value].slice(1)}`,
  }))
}

/** What somebody is in the organisation: the same fields for whoever is added and whoever is changed. */
export function RoleFields({
  request,
  act,
  start,
  isGovernment,
  colleagues,
}: {
  request: PageRequest
  act: string
  start: RoleStart
  isGovernment: boolean
  colleagues: Record<string, readonly Option[]>
}) {
  const { member } = wordsOf(request.locale)
  const refused = request.refused?.act === act
  return (
    <>
      <Select
        name="position"
        label={member.position}
        required
        options={positionOptions(request, isGovernment, start.position)}
        value={typed(request, act, 'position', start.position)}
        error={errorOf(request, act, 'position')}
      />
      <TextInput
        name="functionName"
        label={member.functionName}
        hint={member.functionHint}
        required
        maxLength={120}
        value={typed(request, act, 'functionName', start.functionName)}
        error={errorOf(request, act, 'functionName')}
      />
      <TextInput
        name="discipline"
        label={member.discipline}
        required={false}
        maxLength={120}
        value={typed(request, act, 'discipline', start.discipline)}
        error={errorOf(request, act, 'discipline')}
      />
      <ColleaguePicker
        request={request}
        act={act}
        name="managerId"
        label={member.manager}
        hint={member.pickerHint}
        now={start.manager}
        options={colleagues.managerId ?? []}
      />
      <ColleaguePicker
        request={request}
        act={act}
        name="deputyId"
        label={member.deputy}
        hint={member.pickerHint}
        now={start.deputy}
        options={colleagues.deputyId ?? []}
      />
      <CheckboxField
        name="speaksForOrganisation"
        label={member.speaks}
        hint={member.speaksHint}
        checked={refused ? typed(request, act, 'speaksForOrganisation') !== '' : start.speaksForOrganisation}
      />
    </>
  )
}

/** The role as it was typed. */
export const roleOf = (form: FormValues) => ({
  position: form.text('position'),
  functionName: form.text('functionName'),
  discipline: form.optional('discipline') ?? null,
  managerId: chosen(form, 'managerId'),
  deputyId: chosen(form, 'deputyId'),
  speaksForOrganisation: form.checked('speaksForOrganisation'),
})
