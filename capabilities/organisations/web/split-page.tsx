// One organisation that goes on as several: first which, then who takes over the dossiers and where the people go.
import type { z } from 'zod'
import {
  Alert,
  Button,
  CheckboxField,
  DateField,
  ErrorSummary,
  Fieldset,
  Form,
  PageHead,
  Paragraph,
  RadioGroup,
  Select,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { contract } from '../contract.ts'
import { AddOrganisation, Chosen, errorsOf, type Gathered, gather } from './merge-page.tsx'
import { chosenIds, hereOf, PATH, pathOf, withQuery, wordsOf } from './words.ts'

type Members = z.output<typeof contract.listMembersToPlace.output>

const newNames = (request: PageRequest): string[] => [
  ...new Set(
    (request.query.nieuw ?? '')
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean),
  ),
]

/** What was chosen for this person in a form that was just refused. */
const placed = (request: PageRequest, membershipId: string): string | undefined =>
  [request.refused?.values.place ?? []].flat().find((said) => said.startsWith(`${membershipId}:`))

export const splitPage = page({
  at: `${PATH}/:organisationId/splitsen`,
  nav: 'organisations',
  load: async (request): Promise<Gathered & { members: Members['items'] }> => {
    const gathered = await gather(request)
    const { items } = await request.ask<Members>('listMembersToPlace', {
      organisationId: request.params.organisationId,
    })
    return { ...gathered, members: items }
  },
  frame: ({ one }, request) => ({
    title: wordsOf(request.locale).split.title(one.name),
    narrow: true,
    breadcrumb: [
      { href: PATH, label: wordsOf(request.locale).one.crumb },
      { href: pathOf(one.organisationId), label: one.name },
    ],
  }),
  view: (gathered, request) => {
    const { one, others, members } = gathered
    const words = wordsOf(request.locale).split
    const act = 'splitOrganisation'
    const names = newNames(request)
    const successors = [...others.map((other) => other.name), ...names]
    const choices = successors.map((name, at) => ({ value: String(at), label: name }))
    return (
      <Stack gap="lg">
        <PageHead title={words.title(one.name)} lead={words.lead} />
        <Form
          action={request.path}
          method="get"
          fields={{ met: others.map((other) => other.organisationId).join(',') }}
          label={words.newNames}
        >
          <TextArea name="nieuw" label={words.newNames} hint={words.newNamesHint} rows={3} value={names.join('\n')} />
          <Button>{words.next}</Button>
        </Form>
        <AddOrganisation
          request={request}
          gathered={gathered}
          label={words.existing}
          kept={{ nieuw: names.join('\n') }}
        />
        {others.length > 0 && (
          <Chosen request={request} gathered={gathered} title={words.existing} kept={{ nieuw: names.join('\n') }} />
        )}
        {successors.length < 2 ? (
          <Paragraph soft>{words.choose}</Paragraph>
        ) : (
          <Form action={hereOf(request)} fields={formFields(act, request)} label={words.act}>
            <ErrorSummary errors={errorsOf(request, act)} />
            <RadioGroup
              name="heir"
              label={words.heir}
              value={typed(request, act, 'heir')}
              error={errorOf(request, act, 'heir')}
              options={choices}
              required
            />
            {members.length > 0 && (
              <Fieldset
                id="people"
                legend={words.people}
                hint={words.peopleHint}
                error={errorOf(request, act, 'memberships')}
              >
                {members.map((member) => (
                  <Select
                    key={member.membershipId}
                    name="place"
                    id={`place-${member.membershipId}`}
                    label={`${member.name}, ${member.functionName}`}
                    empty={words.withHeir}
                    value={placed(request, member.membershipId)}
                    options={choices.map(({ value, label }) => ({ value: `${member.membershipId}:${value}`, label }))}
                  />
                ))}
              </Fieldset>
            )}
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
        )}
      </Stack>
    )
  },
  forms: {
    splitOrganisation: {
      input: (form, request) => ({
        organisationId: request.params.organisationId,
        successors: [
          ...chosenIds(request)
            .filter((id) => id !== request.params.organisationId)
            .map((organisationId) => ({ organisationId })),
          ...newNames(request).map((name) => ({ name })),
        ],
        heir: form.optional('heir'),
        // One field for all people, `<membership>:<successor>`: a form can ask what was chosen, not which fields there are.
        memberships: form.all('place').map((said) => {
          const [membershipId, successor] = said.split(':')
          return { membershipId, successor }
        }),
        happensOn: form.text('happensOn'),
        sure: form.checked('sure'),
      }),
      then: (answer, request) =>
        withQuery(pathOf(answer.isDone ? answer.heirId : request.params.organisationId!), {
          gedaan: 'splitOrganisation',
        }),
    },
  },
})
