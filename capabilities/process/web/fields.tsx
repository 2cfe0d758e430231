// The forms of a process: fields told as a list, so that what a form asks, what it sends and what is wrong stay together.
import { EnterSends, Mistakes, wrong } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  CheckboxField,
  DateField,
  Fieldset,
  Form,
  LinkButton,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageRequest, typed } from '#foundation/web/page.ts'
import { toCents, wordsOf } from './words.ts'

interface Base {
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** What it begins with. */
  readonly start?: string
  readonly required?: boolean
}
interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}
export type Field = Base &
  (
    | { readonly kind: 'line'; readonly maximum: number }
    | { readonly kind: 'text'; readonly maximum: number; readonly rows?: number }
    /** One thing a line. */
    | { readonly kind: 'lines'; readonly rows?: number }
    | { readonly kind: 'date'; readonly max?: string; readonly min?: string }
    | { readonly kind: 'choice'; readonly options: readonly Choice[] }
    | { readonly kind: 'select'; readonly options: readonly Choice[]; readonly empty?: string }
    | { readonly kind: 'euro' }
    | { readonly kind: 'percents' }
    /** Rows of fields that belong together; empty rows are not sent. */
    | {
        readonly kind: 'rows'
        readonly columns: readonly {
          readonly name: string
          readonly label: string
          readonly maximum: number
          readonly rows?: number
          readonly check?: true
        }[]
        readonly starts: readonly Readonly<Record<string, string>>[]
        /** How many empty rows stand behind those that are filled. */
        readonly spare?: number
        /** The rows are given, such as the conditions of a gate: each is sent, none is added. */
        readonly fixed?: readonly string[]
      }
  )

/** An error of a list stands beside the list: `known.3` beside `known`. */
const wrongIn = (request: PageRequest, act: string, name: string): string | undefined =>
  wrong(request, act, name) ??
  (request.refused?.act === act
    ? Object.entries(request.refused.errors).find(([path]) => path.startsWith(`${name}.`))?.[1]
    : undefined)

const rowName = (field: string, at: number, column: string) => `${field}-${at}-${column}`

type Rows = Extract<Field, { kind: 'rows' }>

const valueIn = (request: PageRequest, act: string, field: Rows, at: number, column: string) =>
  typed(request, act, rowName(field.name, at, column), field.starts[at]?.[column] ?? '')

/** How many rows the form has: what was filled or typed, and room for more. */
const countRows = (request: PageRequest, act: string, field: Rows): number => {
  if (field.fixed) return field.fixed.length
  const typedRows =
    request.refused?.act === act
      ? Object.keys(request.refused.values)
          .filter((name) => name.startsWith(`${field.name}-`))
          .map((name) => Number(name.slice(field.name.length + 1).split('-')[0]) + 1)
      : []
  return Math.max(field.starts.length + (field.spare ?? 2), ...typedRows)
}

/** Rows that were left empty are not sent: the third error may belong to the fifth row. */
const sentRows = (request: PageRequest, act: string, field: Rows, count: number): number[] =>
  Array.from({ length: count }, (_, at) => at).filter(
    (at) =>
      field.fixed !== undefined ||
      field.columns.some((column) => !column.check && valueIn(request, act, field, at, column.name).trim() !== ''),
  )

function RowsField({
  field,
  act,
  request,
  idFor,
}: {
  field: Rows
  act: string
  request: PageRequest
  idFor: (name: string) => string
}) {
  const count = countRows(request, act, field)
  const sent = sentRows(request, act, field, count)
  return (
    <Fieldset id={idFor(field.name)} legend={field.label} hint={field.hint} error={wrong(request, act, field.name)}>
      <div class="schakel-rows">
        {Array.from({ length: count }, (_, at) => (
          <div class="schakel-rows__row" key={at}>
            {field.fixed && <p class="nl-paragraph">{field.fixed[at]}</p>}
            {field.columns.map((column, i) => {
              const name = rowName(field.name, at, column.name)
              const common = {
                name,
                // The first field carries the name of the whole, so that a mistake leads to it.
                id: at === 0 && i === 0 ? idFor(field.name) : idFor(name),
                label: (
                  <>
                    {column.label} <span class="schakel-hidden">{at + 1}</span>
                  </>
                ),
                error: wrong(request, act, `${field.name}.${sent.indexOf(at)}.${column.name}`),
              }
              const value = valueIn(request, act, field, at, column.name)
              if (column.check)
                return (
                  <CheckboxField
                    key={name}
                    {...common}
                    checked={request.refused?.act === act ? Boolean(request.refused.values[name]) : value === 'true'}
                  />
                )
              return column.rows ? (
                <TextArea key={name} {...common} value={value} rows={column.rows} />
              ) : (
                <TextInput key={name} {...common} value={value} maxLength={column.maximum} />
              )
            })}
          </div>
        ))}
      </div>
    </Fieldset>
  )
}

function One({
  field,
  act,
  request,
  idFor,
}: {
  field: Field
  act: string
  request: PageRequest
  idFor: (name: string) => string
}) {
  const common = {
    name: field.name,
    id: idFor(field.name),
    label: field.label,
    hint: field.hint,
    required: field.required,
    error: wrongIn(request, act, field.name),
  }
  const value = typed(request, act, field.name, field.start ?? '')
  switch (field.kind) {
    case 'line':
      return <TextInput {...common} value={value} maxLength={field.maximum} />
    case 'text':
      return <TextArea {...common} value={value} rows={field.rows ?? 3} maxLength={field.maximum} />
    case 'lines':
      return <TextArea {...common} value={value} rows={field.rows ?? 4} />
    case 'date':
      return <DateField {...common} value={value} min={field.min} max={field.max} />
    case 'choice':
      return <RadioGroup {...common} value={value} options={[...field.options]} />
    case 'select':
      return <Select {...common} value={value} empty={field.empty} options={[...field.options]} />
    case 'euro':
      return <TextInput {...common} value={value} inputMode="decimal" width="medium" />
    case 'percents':
      return <TextInput {...common} value={value} width="medium" />
    case 'rows':
      return <RowsField field={field} act={act} request={request} idFor={idFor} />
  }
}

/** The form of one act. `hidden` goes along: which thing, and which version was read. */
export function ActForm({
  act,
  fields,
  request,
  save,
  hidden,
  keep,
  primary = true,
  back,
  icon,
}: {
  act: string
  fields: readonly Field[]
  request: PageRequest
  save: string
  hidden?: Record<string, string>
  keep?: string
  primary?: boolean
  /** The way back without doing it. */
  back?: string
  icon?: string
}) {
  // Two forms of one act on a page (the points of a test): what was refused belongs to one of them.
  const mine =
    request.refused?.act !== act ||
    Object.entries(hidden ?? {}).every(([name, value]) => !name.endsWith('Id') || typed(request, act, name) === value)
  const seen: PageRequest = mine ? request : { ...request, refused: null }
  // Several forms may ask the same thing (why?) on one page. The one that was refused has the plain ids, to which its mistakes lead.
  const which = Object.entries(hidden ?? {}).find(([name]) => name.endsWith('Id'))?.[1] ?? ''
  const idFor = (name: string) => (seen.refused?.act === act ? name : `${act}${which}-${name}`)
  return (
    <Form action={request.path} fields={{ ...formFields(act, request), ...hidden }} keep={keep} composer>
      <EnterSends />
      <Mistakes request={seen} act={act} fields={Object.fromEntries(fields.map(({ name, label }) => [name, label]))} />
      {fields.map((field) => (
        <One key={field.name} field={field} act={act} request={seen} idFor={idFor} />
      ))}
      <Actions>
        <Button kind={primary ? 'primary' : 'secondary'} icon={icon}>
          {save}
        </Button>
        {back && (
          <LinkButton href={back} kind="subtle">
            {wordsOf(request.locale).web.cancel}
          </LinkButton>
        )}
      </Actions>
    </Form>
  )
}

/** What was typed, as the act takes it. */
export const sentOf = (fields: readonly Field[], form: FormValues): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const { name } = field
      switch (field.kind) {
        case 'lines':
          return [
            [
              name,
              form
                .text(name)
                .split('\n')
                .map((line) => line.trim())
                .filter(Boolean),
            ],
          ]
        case 'euro': {
          const value = form.optional(name)
          return value === undefined ? [] : [[name, toCents(value)]]
        }
        case 'percents': {
          const value = form.optional(name)
          return value === undefined
            ? []
            : [
                [
                  name,
                  value
                    .split(/[^\d]+/)
                    .filter(Boolean)
                    .map(Number),
                ],
              ]
        }
        case 'choice':
        case 'select':
        case 'date': {
          const value = form.optional(name)
          return value === undefined ? [] : [[name, value]]
        }
        case 'rows': {
          const count = field.fixed?.length ?? MOST_ROWS
          const rows = Array.from({ length: count }, (_, at) =>
            Object.fromEntries(
              field.columns.map((column) => [
                column.name,
                column.check ? form.checked(rowName(name, at, column.name)) : form.text(rowName(name, at, column.name)),
              ]),
            ),
          )
          return [
            [
              name,
              field.fixed ? rows : rows.filter((row) => Object.values(row).some((one) => one !== false && one !== '')),
            ],
          ]
        }
        default:
          return [[name, form.text(name)]]
      }
    }),
  )
const MOST_ROWS = 40
