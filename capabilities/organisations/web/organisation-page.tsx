// One organisation: what it is called and was called, what it comes from and became; its administrators change it here.
import type { z } from 'zod'
import {
  Actions,
  Alert,
  Button,
  Card,
  Columns,
  Confirm,
  DataList,
  DateField,
  Details,
  dayOf,
  Form,
  formatDate,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Stack,
  StateBadge,
  Table,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { contract, Reorganisation } from '../contract.ts'
import { SuccessionPicture } from './succession.tsx'
import { hereOf, PATH, pathOf, type Text, withQuery, wordsOf } from './words.ts'

type One = z.output<typeof contract.readOrganisation.output>
type Plan = z.infer<typeof Reorganisation>

/** Numbers that somebody looks for; the others are for systems. */
const FIRST = ['oin', 'rsin', 'kvk', 'tooi']

export const organisationPage = page({
  at: `${PATH}/:organisationId`,
  nav: 'organisations',
  load: (request) => request.ask<One>('readOrganisation', { organisationId: request.params.organisationId }),
  frame: (one, request) => ({
    title: one.name,
    breadcrumb: [{ href: PATH, label: wordsOf(request.locale).one.crumb }],
  }),
  view: (one, request) => {
    const text = wordsOf(request.locale)
    const words = text.one
    const heir = one.successors.find((step) => step.isHeir)
    return (
      <Stack gap="lg">
        <PageHead
          title={one.name}
          above={text.kindName(one.kind)}
          badges={
            <>
              <StateBadge tone={one.existsToday ? 'active' : 'closed'} icon={one.existsToday ? 'check' : 'history'}>
                {one.existsToday ? words.exists : text.list.gone}
              </StateBadge>
              {one.existsToday && (
                <StateBadge tone="neutral" icon={one.takesPart ? 'link' : 'link-off'}>
                  {one.takesPart ? words.takesPart : words.takesPartNot}
                </StateBadge>
              )}
            </>
          }
        />
        {!one.existsToday && (
          <Alert kind="info">
            <Paragraph>{heir ? words.goneInto(heir.name) : words.gone}</Paragraph>
            {heir && (
              <LinkButton href={pathOf(heir.organisationId)} icon="arrow-right">
                {words.toSuccessor(heir.name)}
              </LinkButton>
            )}
          </Alert>
        )}
        {one.reorganisations.map((plan) => (
          <Waiting key={plan.reorganisationId} plan={plan} request={request} text={text} />
        ))}
        <Columns sideLabel={text.manage.side} side={<Aside one={one} request={request} text={text} />}>
          <Stack gap="lg">
            {one.predecessors.length + one.successors.length > 0 && (
              <Card title={words.line}>
                <SuccessionPicture text={text} here={one} />
              </Card>
            )}
            <Card title={words.names}>
              <Table
                caption={words.namesCaption}
                captionHidden
                columns={[
                  { key: 'name', label: words.name, heads: true },
                  { key: 'from', label: words.from },
                  { key: 'until', label: words.until },
                ]}
                rows={one.names.map((name) => ({
                  key: `${name.validFrom} ${name.value}`,
                  cells: {
                    name:
                      name.abbreviation && !name.value.endsWith(name.abbreviation)
                        ? `${name.value} (${name.abbreviation})`
                        : name.value,
                    from: name.validFrom ? formatDate(request.locale).date(name.validFrom) : words.unknown,
                    until: name.validUntil ? formatDate(request.locale).date(name.validUntil) : words.still,
                  },
                }))}
              />
              {one.secondNames.length > 0 && (
                <Paragraph soft>
                  {words.also}: {one.secondNames.join(', ')}
                </Paragraph>
              )}
            </Card>
            {one.identifiers.length > 0 && <Numbers one={one} text={text} />}
          </Stack>
        </Columns>
      </Stack>
    )
  },
  forms: {
    renameOrganisation: {
      input: (form, request) => ({
        organisationId: request.params.organisationId,
        name: form.text('name'),
        shortName: form.optional('shortName'),
        validFrom: form.text('validFrom'),
      }),
      then: (_, request) => `${request.path}?gedaan=renameOrganisation`,
    },
    agreeToReorganisation: {
      input: (form) => ({ reorganisationId: form.text('reorganisationId') }),
      then: (answer, request) =>
        withQuery(answer.isDone ? pathOf(answer.heirId) : request.path, { gedaan: 'agreeToReorganisation' }),
    },
    withdrawReorganisation: {
      input: (form) => ({ reorganisationId: form.text('reorganisationId') }),
      then: (_, request) => `${request.path}?gedaan=withdrawReorganisation`,
    },
  },
})

function Numbers({ one, text }: { one: One; text: Text }) {
  const item = ({ scheme, value }: One['identifiers'][number]) => ({
    label: text.one.schemes[scheme] ?? scheme,
    value: value.replace('https://identifier.overheid.nl/tooi/id/', ''),
  })
  const first = FIRST.flatMap((scheme) => one.identifiers.filter((number) => number.scheme === scheme))
  const rest = one.identifiers.filter((number) => !FIRST.includes(number.scheme))
  return (
    <Card title={text.one.numbers}>
      <Stack>
        {first.length > 0 && <DataList items={first.map(item)} />}
        {rest.length > 0 && (
          <Details summary={text.one.moreNumbers} open={first.length === 0}>
            <DataList items={rest.map(item)} />
          </Details>
        )}
      </Stack>
    </Card>
  )
}

function Aside({ one, request, text }: { one: One; request: PageRequest; text: Text }) {
  const words = text.one
  const date = (day: string) => formatDate(request.locale).date(day)
  const facts = [
    one.validFrom && { label: words.existsSince, value: date(one.validFrom) },
    one.validUntil && { label: words.endedOn, value: date(one.validUntil) },
    one.parent && {
      label: words.parent,
      value: <Link href={pathOf(one.parent.organisationId)}>{one.parent.name}</Link>,
    },
    one.inhabitants && { label: words.inhabitants, value: one.inhabitants.toLocaleString(request.locale) },
    one.website && {
      label: words.website,
      value: (
        <Link href={one.website} rel="noreferrer">
          {new URL(one.website).hostname}
        </Link>
      ),
    },
  ].filter((fact) => fact !== null && fact !== 0 && fact !== '')
  return (
    <Stack>
      <Card title={words.facts}>
        <DataList look="tight" items={[{ label: words.kind, value: text.kindName(one.kind) }, ...facts]} />
        {one.childCount > 0 && <Paragraph soft>{words.children(one.childCount)}</Paragraph>}
      </Card>
      {(one.may.renameOrganisation || one.may.mergeOrganisations || one.may.splitOrganisation) && (
        <Card title={text.manage.title}>
          <Stack gap="sm">
            {one.may.renameOrganisation && <Rename one={one} request={request} text={text} />}
            {one.may.mergeOrganisations && (
              <LinkButton href={pathOf(one.organisationId, '/samenvoegen')} icon="arrows-join">
                {text.manage.merge}
              </LinkButton>
            )}
            {one.may.splitOrganisation && (
              <LinkButton href={pathOf(one.organisationId, '/splitsen')} icon="arrows-split">
                {text.manage.split}
              </LinkButton>
            )}
          </Stack>
        </Card>
      )}
    </Stack>
  )
}

function Rename({ one, request, text }: { one: One; request: PageRequest; text: Text }) {
  const act = 'renameOrganisation'
  const words = text.manage
  return (
    <Confirm label={words.rename} icon="pencil" open={request.refused?.act === act}>
      <Form action={request.path} fields={formFields(act, request)} label={words.rename}>
        <TextInput
          name="name"
          label={words.newName}
          value={typed(request, act, 'name', one.name)}
          error={errorOf(request, act, 'name')}
          maxLength={300}
          required
        />
        <TextInput
          name="shortName"
          label={words.newShortName}
          value={typed(request, act, 'shortName', one.shortName ?? '')}
          error={errorOf(request, act, 'shortName')}
          maxLength={100}
          required={false}
        />
        <DateField
          name="validFrom"
          label={words.renamedFrom}
          value={typed(request, act, 'validFrom', dayOf(request.now))}
          max={dayOf(request.now)}
          error={errorOf(request, act, 'validFrom')}
          required
        />
        <Paragraph soft small>
          {words.renameNote}
        </Paragraph>
        <Button kind="primary">{words.rename}</Button>
      </Form>
    </Confirm>
  )
}

/** What is being talked about: who agreed, and the two buttons for an administrator of one of the parties. */
function Waiting({ plan, request, text }: { plan: Plan; request: PageRequest; text: Text }) {
  const words = text.manage
  const { acting } = request.actor ?? {}
  const own = plan.parties.find((party) => party.organisationId === acting?.organisationId)
  const mayAct = own !== undefined && acting?.position === 'administrator'
  return (
    <Card title={words.waiting(plan.kind, formatDate(request.locale).date(plan.happensOn))} tone="wait">
      <Stack>
        <ul>
          {plan.parties.map((party) => (
            <li key={party.organisationId}>
              <strong>{party.name}</strong>
              {party.isHeir && ` (${words.becomes})`}: {party.agreed ? words.agreed : words.notAgreed}
            </li>
          ))}
        </ul>
        {plan.parties.every((party) => party.agreed) && <Paragraph>{words.waitsForDay}</Paragraph>}
        {mayAct && (
          <Actions>
            {!own.agreed && (
              <Confirm label={words.agree} kind="primary">
                <Form
                  action={hereOf(request)}
                  fields={{ ...formFields('agreeToReorganisation', request), reorganisationId: plan.reorganisationId }}
                >
                  <Paragraph>{text.merge.note}</Paragraph>
                  <Button kind="primary">{words.agree}</Button>
                </Form>
              </Confirm>
            )}
            <Form
              action={hereOf(request)}
              fields={{ ...formFields('withdrawReorganisation', request), reorganisationId: plan.reorganisationId }}
              inline
            >
              <Button kind="danger">{words.withdraw}</Button>
            </Form>
          </Actions>
        )}
      </Stack>
    </Card>
  )
}
