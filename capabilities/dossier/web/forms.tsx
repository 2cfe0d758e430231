// What the forms of a dossier share: the sentence on top, the search in a picker, and an entry from what was typed.
import type { ComponentChildren } from 'preact'
import { Card, Details, ErrorSummary, type FieldError, Paragraph, Picker, Prose } from '#foundation/web/components.tsx'
import { errorOf, type FormValues, type PageRequest, typed } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** An id from the address. What is no id leads to nothing, which is a page that does not exist. */
export const idOf = (request: PageRequest, name: string): string => {
  const id = request.params[name] ?? ''
  return UUID.test(id) ? id : NOBODY
}

/** Only what could be a place in a list; an address that somebody typed must not become an error. */
export const cursorOf = (request: PageRequest, name = 'voor'): string | undefined => {
  const cursor = request.query[name]
  return cursor && /^-?\d[\d-]{0,17}\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(cursor) ? cursor : undefined
}

/** The address with these questions behind it; what is empty is left out. */
export const withQuery = (path: string, query: Record<string, string | undefined>): string => {
  const asked = new URLSearchParams(Object.entries(query).filter((one): one is [string, string] => Boolean(one[1])))
  return asked.size ? `${path}?${asked}` : path
}

/** The button *Zoek* of a picker was pressed: the form came back to show choices, nothing is wrong yet. */
export const searched = (request: PageRequest, act: string): boolean =>
  request.refused?.act === act && typeof request.refused.errors.search === 'string'

/** Sent along as a field that no act knows, so that looking for somebody is never the act itself. */
export const searching = (form: FormValues): { search?: string } =>
  form.optional('search') ? { search: form.text('search') } : {}

/** What was chosen in a picker. Words that were typed and never chosen are no choice, and must not pass as nothing. */
export const chosen = (form: FormValues, name: string): Record<string, string> => {
  const value = form.optional(name) ?? (form.optional(`${name}-search`) ? '' : undefined)
  return value === undefined ? {} : { [name]: value }
}

/** What was typed in the search field of this picker, when a search was asked. */
export const soughtIn = (request: PageRequest, act: string, name: string): string | undefined =>
  searched(request, act) ? typed(request, act, `${name}-search`) : undefined

/** Everything that is wrong with one form; each sentence leads to its field. `fields`: their labels, by name. */
export function Mistakes({
  request,
  act,
  fields,
}: {
  request: PageRequest
  act: string
  fields: Record<string, string>
}) {
  if (request.refused?.act !== act || searched(request, act)) return null
  const { errors, message } = request.refused
  const told = Object.entries(errors).map(([path, sentence]): FieldError => {
    const [name = ''] = path.split('.')
    const label = fields[name]
    return label ? { name, message: `${label.replace(/[?:]$/, '')}: ${lower(sentence)}` } : { message: sentence }
  })
  return told.length ? (
    <ErrorSummary errors={told} />
  ) : (
    <ErrorSummary title={wordsOf(request.locale).web.wholeForm} errors={[{ message }]} />
  )
}

/** What a person may have written in a form of a dossier; ids and choices are not worth keeping. */
const WRITTEN = [
  'text',
  'reason',
  'purpose',
  'residentEffect',
  'plan',
  'result',
  'effect',
  'lesson',
  'mandate',
  'interest',
  'ground',
]

/**
 * A form that was refused and does not stand on the page any more (somebody closed the dossier while this reader was
 * writing): why it was refused, and the words, so that nothing typed is lost. `shown`: the acts whose forms stand here.
 */
export function Unkept({ request, shown }: { request: PageRequest; shown: readonly (string | false | undefined)[] }) {
  const { refused } = request
  if (!refused || shown.includes(refused.act)) return null
  const { web } = wordsOf(request.locale)
  const words = WRITTEN.map((name) => typed(request, refused.act, name)).filter((value) => value.trim() !== '')
  return (
    <>
      <ErrorSummary title={web.wholeForm} errors={[{ message: refused.message }]} />
      {words.length > 0 && (
        <Card title={web.yourWords}>
          <Paragraph soft>{web.yourWordsLead}</Paragraph>
          {words.map((value) => (
            <Prose key={value} text={value} />
          ))}
        </Card>
      )}
    </>
  )
}

const lower = (sentence: string) => sentence.slice(0, 1).toLowerCase() + sentence.slice(1)

/** The error beside a field, unless the form only came back with choices. */
export const wrong = (request: PageRequest, act: string, name: string): string | undefined =>
  searched(request, act) ? undefined : errorOf(request, act, name)

/** More for who wants it; open when something in it was typed, is wrong or was looked for. */
export function More({
  request,
  act,
  names,
  summary,
  children,
}: {
  request: PageRequest
  act: string
  names: readonly string[]
  summary: string
  children: ComponentChildren
}) {
  const open = names.some(
    (name) => errorOf(request, act, name) || typed(request, act, name) || typed(request, act, 'search') === name,
  )
  return (
    <Details summary={summary} open={open}>
      {children}
    </Details>
  )
}

/** Enter in a field sends the form itself, and not the button *Zoek* of a picker that stands earlier in it. */
export function EnterSends() {
  return <button type="submit" class="schakel-hidden" tabIndex={-1} aria-hidden="true" />
}

export interface Person {
  readonly membershipId: string
  readonly name: string
  readonly functionName: string
  readonly organisationName: string
}

const PEOPLE = { list: 'items', value: 'membershipId', label: 'name', description: 'functionName organisationName' }

/** Choosing a person: with JavaScript while typing, without it with the button *Zoek*. */
export function PersonPicker({
  request,
  act,
  name,
  label,
  hint,
  required,
  people,
  dossierId,
}: {
  request: PageRequest
  act: string
  name: string
  label: string
  hint?: string
  required?: boolean
  people: readonly Person[]
  dossierId?: string
}) {
  const value = typed(request, act, name)
  return (
    <Picker
      name={name}
      label={label}
      hint={hint}
      required={required}
      error={wrong(request, act, name)}
      source={withQuery('/api/v1/recipients', { dossierId })}
      sourceParameter="query"
      reads={PEOPLE}
      query={soughtIn(request, act, name) || undefined}
      value={value}
      options={people.map((person) => ({
        value: person.membershipId,
        label: person.name,
        description: `${person.functionName}, ${person.organisationName}`,
      }))}
    />
  )
}

/** The people that a picker shows before anybody types: those that were looked for, or those nearest by. */
export const peopleFor = (request: PageRequest, act: string, name: string, dossierId?: string): [string, object] => [
  'listRecipients',
  {
    query: (soughtIn(request, act, name) || typed(request, act, `${name}-search`)).slice(0, 100),
    ...(dossierId ? { dossierId } : {}),
    limit: 8,
  },
]
