// Organisations that go on as one: first who, then as what and from when; nothing happens before the last button.
import type { z } from 'zod'
import {
  Alert,
  Button,
  Card,
  CheckboxField,
  DateField,
  ErrorSummary,
  Form,
  Link,
  PageHead,
  Paragraph,
  Picker,
  RadioGroup,
  Row,
  Stack,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { contract } from '../contract.ts'
import { chosenIds, hereOf, isId, PATH, pathOf, SUGGESTIONS, withQuery, wordsOf } from './words.ts'

type One = z.output<typeof contract.readOrganisation.output>
type Found = z.output<typeof contract.suggestOrganisations.output>

export interface Gathered {
  readonly one: One
  readonly others: readonly One[]
  readonly found: Found
}

/** The organisation, those that were chosen with it, and what a search without JavaScript found. */
export const gather = async (request: PageRequest): Promise<Gathered> => {
  const organisationId = request.params.organisationId
  const ids = chosenIds(request).filter((id) => id !== organisationId)
  const words = request.query.erbij ? '' : (request.query.zoek ?? '').trim().slice(0, 200)
  const [found, one, ...others] = await request.askTogether<[Found, One, ...One[]]>(
    ['suggestOrganisations', { query: words }],
    ['readOrganisation', { organisationId }],
    ...ids.map((id) => ['readOrganisation', { organisationId: id }] as const),
  )
  return { one, others, found }
}

const searched = (request: PageRequest) => (request.query.erbij ? undefined : request.query.zoek || undefined)

/** Chooses an organisation more; a page of its own without JavaScript, a combobox with it. */
export function AddOrganisation({
  request,
  gathered,
  label,
  kept,
}: {
  request: PageRequest
  gathered: Gathered
  label: string
  kept?: Record<string, string>
}) {
  const { merge } = wordsOf(request.locale)
  return (
    <Form
      action={request.path}
      method="get"
      fields={{ met: gathered.others.map((other) => other.organisationId).join(','), ...kept }}
      label={label}
    >
      <Picker
        name="erbij"
        searchName="zoek"
        label={label}
        source={SUGGESTIONS}
        sourceParameter="query"
        query={searched(request)}
        options={gathered.found.options}
      />
      <Button icon="plus">{merge.add}</Button>
    </Form>
  )
}

export function Chosen({
  request,
  gathered,
  title,
  kept,
}: {
  request: PageRequest
  gathered: Gathered
  title: string
  kept?: Record<string, string>
}) {
  const { merge } = wordsOf(request.locale)
  return (
    <Card title={title}>
      <ul>
        {gathered.others.map((other) => (
          <li key={other.organisationId}>
            <Row spread>
              <strong>{other.name}</strong>
              <Link
                href={withQuery(request.path, {
                  met: gathered.others
                    .filter((one) => one !== other)
                    .map((one) => one.organisationId)
                    .join(','),
                  ...kept,
                })}
                icon="x"
              >
                {merge.remove}
                <span class="schakel-hidden"> {other.name}</span>
              </Link>
            </Row>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const NEW = 'nieuw'

export const mergePage = page({
  at: `${PATH}/:organisationId/samenvoegen`,
  nav: 'organisations',
  load: gather,
  frame: ({ one }, request) => ({
    title: wordsOf(request.locale).merge.title(one.name),
    narrow: true,
    breadcrumb: [
      { href: PATH, label: wordsOf(request.locale).one.crumb },
      { href: pathOf(one.organisationId), label: one.name },
    ],
  }),
  view: (gathered, request) => {
    const { one, others } = gathered
    const text = wordsOf(request.locale)
    const words = text.merge
    const act = 'mergeOrganisations'
    return (
      <Stack gap="lg">
        <PageHead title={words.title(one.name)} lead={words.lead} />
        {!one.may[act] && <Alert kind="warning">{text.refusals.administersTheOrganisation}</Alert>}
        <AddOrganisation request={request} gathered={gathered} label={words.with} />
        {others.length === 0 ? (
          <Paragraph soft>{words.choose}</Paragraph>
        ) : (
          <>
            <Chosen request={request} gathered={gathered} title={words.together} />
            <Form
              action={hereOf(request)}
              fields={{ ...formFields(act, request), otherIds: others.map((other) => other.organisationId).join(',') }}
              label={words.act}
            >
              <ErrorSummary errors={errorsOf(request, act)} />
              <RadioGroup
                name="successorId"
                label={words.into}
                value={typed(request, act, 'successorId')}
                error={errorOf(request, act, 'successorId')}
                required
                options={[
                  { value: NEW, label: words.asNew, hint: words.asNewHint },
                  ...[one, ...others].map((organisation) => ({
                    value: organisation.organisationId,
                    label: words.as(organisation.name),
                    disabled: !organisation.existsToday,
                  })),
                ]}
              />
              <TextInput
                name="successorName"
                label={words.newName}
                hint={words.newNameHint}
                value={typed(request, act, 'successorName')}
                error={errorOf(request, act, 'successorName')}
                maxLength={300}
              />
              <DateField
                name="happensOn"
                label={words.day}
                value={typed(request, act, 'happensOn')}
                error={errorOf(request, act, 'happensOn')}
                required
              />
              <Alert kind="warning">{words.note}</Alert>
              <CheckboxField name="sure" label={words.sure} error={errorOf(request, act, 'sure')} required />
              <Button kind="primary">{words.act}</Button>
            </Form>
          </>
        )}
      </Stack>
    )
  },
  forms: {
    mergeOrganisations: {
      input: (form, request) => {
        const said = form.text('successorId')
        return {
          organisationId: request.params.organisationId,
          otherIds: form.text('otherIds').split(',').filter(isId),
          successorId: isId(said) ? said : undefined,
          successorName: said === NEW ? form.text('successorName') : undefined,
          happensOn: form.text('happensOn'),
          sure: form.checked('sure'),
        }
      },
      then: (answer, request) =>
        withQuery(pathOf(answer.isDone ? answer.heirId : request.params.organisationId!), {
          gedaan: 'mergeOrganisations',
        }),
    },
  },
})

export const errorsOf = (request: PageRequest, act: string) =>
  request.refused?.act === act
    ? [
        ...Object.entries(request.refused.errors).map(([name, message]) => ({ name, message })),
        ...(Object.keys(request.refused.errors).length ? [] : [{ message: request.refused.message }]),
      ]
    : []
