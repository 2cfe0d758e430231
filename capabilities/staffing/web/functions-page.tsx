// The functions of an organisation: add one, rename it, end it, and take over a name that is in use.
import { AdminHead, registerAdminTab } from '#capabilities/people/web/admin.tsx'
import { Mistakes } from '#capabilities/people/web/form.tsx'
import {
  Alert,
  Button,
  Card,
  Confirm,
  EmptyState,
  Form,
  Heading,
  Paragraph,
  Select,
  Stack,
  StateBadge,
  Table,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { type FunctionShown, GOVERNMENT_STANDARDS, STANDARDS } from '../contract.ts'
import { FUNCTIONS, wordsOf } from './words.ts'

registerAdminTab('functions', {
  href: FUNCTIONS,
  label: (locale) => wordsOf(locale).functions.title,
  about: (locale) => wordsOf(locale).functions.about,
  group: 'people',
  place: 1,
})

interface Loaded {
  readonly organisationId: string
  readonly organisationName: string
  readonly isGovernment: boolean
  readonly items: readonly FunctionShown[]
  readonly loose: readonly { readonly name: string; readonly position: string; readonly holders: number }[]
}

/** A refusal of this form, when the form was about this function. */
const refusedOf = (request: PageRequest, act: string, functionId: string) =>
  request.refused?.act === act && request.refused.values.functionId === functionId ? request.refused : null

function Changing({ one, request }: { one: FunctionShown; request: PageRequest }) {
  const words = wordsOf(request.locale).functions
  const renaming = refusedOf(request, 'renameFunction', one.functionId)
  if (one.endedAt)
    return (
      <Form action={FUNCTIONS} fields={{ ...formFields('keepFunction', request), functionId: one.functionId }}>
        <Button small>
          {words.keep}
          <span class="schakel-hidden"> {one.name}</span>
        </Button>
      </Form>
    )
  return (
    <Confirm label={`${words.change} «${one.name}»`} open={renaming !== null}>
      <Stack gap="sm">
        {renaming && Object.keys(renaming.errors).length === 0 && <Alert kind="error">{renaming.message}</Alert>}
        <Form action={FUNCTIONS} fields={{ ...formFields('renameFunction', request), functionId: one.functionId }}>
          <TextInput
            id={`name-${one.functionId}`}
            name="name"
            label={words.name}
            hint={words.renameHint}
            required
            maxLength={120}
            value={renaming ? typed(request, 'renameFunction', 'name', one.name) : one.name}
            error={renaming ? errorOf(request, 'renameFunction', 'name') : undefined}
          />
          <Button small>{words.rename}</Button>
        </Form>
        <Form action={FUNCTIONS} fields={{ ...formFields('endFunction', request), functionId: one.functionId }}>
          <Paragraph small>{words.endHint}</Paragraph>
          <Button small kind="danger">
            {words.end}
          </Button>
        </Form>
      </Stack>
    </Confirm>
  )
}

export const functionsPage = page<Loaded>({
  at: FUNCTIONS,
  load: (request) => request.ask<Loaded>('listFunctions'),
  frame: (_, request) => ({ title: wordsOf(request.locale).functions.title }),
  view: ({ organisationId, organisationName, isGovernment, items, loose }, request) => {
    const { functions: words, positions } = wordsOf(request.locale)
    const add = 'addFunction'
    return (
      <Stack gap="lg">
        <AdminHead request={request} organisationName={organisationName} current="functions" />
        <Paragraph>{words.lead}</Paragraph>
        {items.length === 0 ? (
          <EmptyState icon="id-badge">{words.none}</EmptyState>
        ) : (
          <Table
            caption={words.list}
            columns={[
              { key: 'name', label: words.name, heads: true },
              { key: 'position', label: words.position },
              { key: 'holders', label: words.holders, numeric: true },
              { key: 'state', label: words.state },
              { key: 'change', label: words.change },
            ]}
            rows={items.map((one) => ({
              key: one.functionId,
              cells: {
                name: (
                  <>
                    {one.name}
                    {one.formerNames.length > 0 && (
                      <div class="schakel-meta">{words.former(one.formerNames.join(', '))}</div>
                    )}
                  </>
                ),
                position: positions[one.position],
                holders: String(one.holders),
                state: (
                  <StateBadge tone={one.endedAt ? 'closed' : 'active'}>
                    {one.endedAt ? words.ended : words.inUse}
                  </StateBadge>
                ),
                change: <Changing one={one} request={request} />,
              },
            }))}
          />
        )}
        <Card title={words.add}>
          <Mistakes request={request} act={add} fields={['name', 'position']} />
          <Form action={FUNCTIONS} fields={{ ...formFields(add, request), organisationId }}>
            <TextInput
              name="name"
              label={words.name}
              hint={words.nameHint}
              required
              maxLength={120}
              value={typed(request, add, 'name')}
              error={errorOf(request, add, 'name')}
            />
            <Select
              name="position"
              label={words.position}
              required
              options={STANDARDS.filter((one) => isGovernment || !GOVERNMENT_STANDARDS.includes(one)).map((value) => ({
                value,
                label: positions[value]!,
              }))}
              value={typed(request, add, 'position', isGovernment ? 'staff' : 'partner')}
              error={errorOf(request, add, 'position')}
            />
            <Button kind="primary">{words.add}</Button>
          </Form>
        </Card>
        {loose.length > 0 && (
          <section class="schakel-stack schakel-stack--sm">
            <Heading level={2}>{words.loose}</Heading>
            <Paragraph>{words.looseLead}</Paragraph>
            <Table
              caption={words.loose}
              captionHidden
              columns={[
                { key: 'name', label: words.name, heads: true },
                { key: 'position', label: words.position },
                { key: 'holders', label: words.holders, numeric: true },
                { key: 'take', label: words.change },
              ]}
              rows={loose.map((one) => ({
                key: `${one.position} ${one.name}`,
                cells: {
                  name: one.name,
                  position: positions[one.position],
                  holders: String(one.holders),
                  take: (
                    <Form
                      action={FUNCTIONS}
                      label={words.take(one.name)}
                      fields={{
                        ...formFields(add, request),
                        organisationId,
                        name: one.name,
                        position: one.position,
                      }}
                    >
                      <Button small>{words.take(one.name)}</Button>
                    </Form>
                  ),
                },
              }))}
            />
          </section>
        )}
      </Stack>
    )
  },
  forms: {
    addFunction: {
      input: (form) => ({
        organisationId: form.text('organisationId'),
        name: form.text('name'),
        position: form.text('position'),
      }),
      then: () => `${FUNCTIONS}?gedaan=addFunction`,
    },
    renameFunction: {
      input: (form) => ({ functionId: form.text('functionId'), name: form.text('name') }),
      then: () => `${FUNCTIONS}?gedaan=renameFunction`,
    },
    endFunction: {
      input: (form) => ({ functionId: form.text('functionId') }),
      then: () => `${FUNCTIONS}?gedaan=endFunction`,
    },
    keepFunction: {
      input: (form) => ({ functionId: form.text('functionId') }),
      then: () => `${FUNCTIONS}?gedaan=keepFunction`,
    },
  },
})
