// Who answers to whom: the lines as a tree and as a table, who has nobody above them, and whose manager leaves.
import type { VNode } from 'preact'
import { AdminHead, registerAdminTab } from '#capabilities/people/web/admin.tsx'
import {
  ColleaguePicker,
  chosen,
  loadColleagues,
  Mistakes,
  type Option,
  searching,
} from '#capabilities/people/web/form.tsx'
import { idOf } from '#capabilities/people/web/words.ts'
import {
  Alert,
  Button,
  Card,
  CheckboxField,
  Fieldset,
  Form,
  formatDate,
  Heading,
  Link,
  PageHead,
  Paragraph,
  Stack,
  Table,
} from '#foundation/web/components.tsx'
import { errorOf, type FormValues, formFields, type PageRequest, page } from '#foundation/web/page.ts'
import type { LinesShown, PeopleShown } from '../contract.ts'
import { LINES, wordsOf } from './words.ts'

registerAdminTab('lines', {
  href: LINES,
  label: (locale) => wordsOf(locale).lines.title,
  about: (locale) => wordsOf(locale).lines.about,
  group: 'people',
  place: 2,
})

const ACT = 'changeLines'

/** Who was ticked in a form that came back; else whom it starts with. */
const tickedIn = (request: PageRequest, start: readonly string[]): readonly string[] => {
  if (request.refused?.act !== ACT) return start
  const value = request.refused.values.membershipIds
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Several people, and the manager they get. */
function Choosing({
  request,
  organisationId,
  people,
  start,
  colleagues,
}: {
  request: PageRequest
  organisationId: string
  people: readonly { readonly membershipId: string; readonly label: string }[]
  start: readonly string[]
  colleagues: Record<string, readonly Option[]>
}) {
  const { lines: words } = wordsOf(request.locale)
  const ticked = tickedIn(request, start)
  const nobody = request.refused?.act === ACT && request.refused.values.nobody !== undefined
  return (
    <>
      <Mistakes request={request} act={ACT} fields={['membershipIds', 'managerId']} />
      <Form action={request.path} fields={{ ...formFields(ACT, request), organisationId }}>
        <Fieldset legend={words.who} id="membershipIds" error={errorOf(request, ACT, 'membershipIds')}>
          {people.map((one, at) => (
            <CheckboxField
              key={one.membershipId}
              id={at === 0 ? 'membershipIds' : `membershipIds-${at}`}
              name="membershipIds"
              label={one.label}
              value={one.membershipId}
              checked={ticked.includes(one.membershipId)}
              required
            />
          ))}
        </Fieldset>
        <ColleaguePicker
          request={request}
          act={ACT}
          name="managerId"
          label={words.manager}
          hint={words.managerHint}
          now={null}
          options={colleagues.managerId ?? []}
        />
        <CheckboxField name="nobody" label={words.nobody} hint={words.nobodyHint} checked={nobody} required />
        <Button kind="primary">{words.change}</Button>
      </Form>
    </>
  )
}

const changed = {
  [ACT]: {
    input: (form: FormValues) => {
      const managerId = chosen(form, 'managerId')
      return {
        organisationId: form.text('organisationId'),
        membershipIds: form.all('membershipIds'),
        // Nobody is a choice of its own: a form that was sent too early must not take everybody's manager away.
        ...(managerId ? { managerId } : form.checked('nobody') ? { managerId: null } : {}),
        ...searching(form),
      }
    },
    then: (_: unknown, request: PageRequest) => `${request.path}?gedaan=${ACT}`,
  },
}

/** A tree as lists within lists, so that who listens hears who stands below whom. */
function Tree({ tree, request }: { tree: LinesShown['tree']; request: PageRequest }) {
  const { lines: words } = wordsOf(request.locale)
  const branch = (from: number, depth: number): { nodes: VNode[]; next: number } => {
    const nodes: VNode[] = []
    let at = from
    while (at < tree.length && tree[at]!.depth >= depth) {
      const one = tree[at]!
      const below = branch(at + 1, depth + 1)
      nodes.push(
        <li key={one.membershipId}>
          {one.people > 0 ? <Link href={`${LINES}/${one.membershipId}`}>{one.name}</Link> : one.name}
          <span class="schakel-meta">
            {' '}
            {one.functionName}
            {one.people > 0 && ` · ${words.people(one.people)}`}
          </span>
          {below.nodes.length > 0 && <ul>{below.nodes}</ul>}
        </li>,
      )
      at = below.next
    }
    return { nodes, next: at }
  }
  return <ul class="schakel-line-tree">{branch(0, 0).nodes}</ul>
}

export const linesPage = page<{ lines: LinesShown; colleagues: Record<string, readonly Option[]> }>({
  at: LINES,
  load: async (request) => ({
    lines: await request.ask<LinesShown>('listLines'),
    colleagues: await loadColleagues(request, ACT),
  }),
  frame: (_, request) => ({ title: wordsOf(request.locale).lines.title }),
  view: ({ lines, colleagues }, request) => {
    const { lines: words } = wordsOf(request.locale)
    const dates = formatDate(request.locale)
    return (
      <Stack gap="lg">
        <AdminHead request={request} organisationName={lines.organisationName} current="lines" />
        <Paragraph>{words.lead}</Paragraph>
        {lines.leaving.length > 0 && (
          <section class="schakel-stack schakel-stack--sm">
            <Heading level={2}>{words.leaving}</Heading>
            {lines.leaving.map((one) => (
              <Alert kind="warning" key={one.membershipId}>
                <Paragraph>
                  {one.hasLeft
                    ? words.left(one.name, one.people)
                    : words.leaves(one.name, one.people, dates.date(one.untilDate!))}
                </Paragraph>
                <Link href={`${LINES}/${one.membershipId}`}>{words.handOver(one.name)}</Link>
              </Alert>
            ))}
          </section>
        )}
        {lines.unled.length > 0 ? (
          <Card title={words.unled}>
            <Stack gap="sm">
              <Paragraph>{words.unledLead(lines.unledCount)}</Paragraph>
              {lines.unledCount > lines.unled.length && (
                <Paragraph soft>{words.unledMore(lines.unled.length, lines.unledCount)}</Paragraph>
              )}
              <Choosing
                request={request}
                organisationId={lines.organisationId}
                people={lines.unled.map((one) => ({
                  membershipId: one.membershipId,
                  label: `${one.name}, ${one.functionName}`,
                }))}
                start={[]}
                colleagues={colleagues}
              />
            </Stack>
          </Card>
        ) : (
          <Alert kind="ok">{words.allLed}</Alert>
        )}
        <section class="schakel-stack schakel-stack--sm">
          <Heading level={2}>{words.tree}</Heading>
          {!lines.isWhole && <Paragraph>{words.treeCut}</Paragraph>}
          {lines.tree.length === 0 ? (
            <Paragraph soft>{words.treeNone}</Paragraph>
          ) : (
            <>
              <Card>
                <Tree tree={lines.tree} request={request} />
              </Card>
              <Table
                caption={words.table}
                columns={[
                  { key: 'name', label: words.name, heads: true },
                  { key: 'functionName', label: words.functionName },
                  { key: 'above', label: words.above },
                  { key: 'since', label: words.since },
                ]}
                rows={lines.tree.map((one) => ({
                  key: one.membershipId,
                  cells: {
                    name: <Link href={`/beheer/leden/${one.membershipId}`}>{one.name}</Link>,
                    functionName: one.functionName,
                    above: one.managerName ?? words.nobodyAbove,
                    since: one.sinceAt ? dates.date(one.sinceAt) : '–',
                  },
                }))}
              />
            </>
          )}
        </section>
      </Stack>
    )
  },
  forms: changed,
})

export const peopleOfPage = page<{ shown: PeopleShown; colleagues: Record<string, readonly Option[]> }>({
  at: `${LINES}/:membershipId`,
  load: async (request) => ({
    shown: await request.ask<PeopleShown>('readPeopleOf', { membershipId: idOf(request.params.membershipId) }),
    colleagues: await loadColleagues(request, ACT),
  }),
  frame: ({ shown }, request) => {
    const { lines: words } = wordsOf(request.locale)
    return { title: words.peopleOf(shown.manager.name), breadcrumb: [{ href: LINES, label: words.title }] }
  },
  view: ({ shown, colleagues }, request) => {
    const { lines: words } = wordsOf(request.locale)
    const dates = formatDate(request.locale)
    const { manager, people, past } = shown
    return (
      <Stack gap="lg">
        <PageHead above={shown.organisationName} title={words.peopleOf(manager.name)} lead={manager.functionName} />
        {manager.untilDate && (
          <Alert kind="warning">
            {manager.hasLeft ? words.hasLeft(manager.name) : words.goes(manager.name, dates.date(manager.untilDate))}
          </Alert>
        )}
        {people.length === 0 ? (
          <Paragraph>{words.noPeople}</Paragraph>
        ) : (
          <Card title={words.change}>
            <Stack gap="sm">
              <Paragraph>{words.peopleLead}</Paragraph>
              <Choosing
                request={request}
                organisationId={shown.organisationId}
                people={people.map((one) => ({
                  membershipId: one.membershipId,
                  label: one.sinceAt
                    ? words.person(one.name, one.functionName, dates.date(one.sinceAt))
                    : `${one.name}, ${one.functionName}`,
                }))}
                // Who leaves hands everybody over.
                start={manager.untilDate ? people.map((one) => one.membershipId) : []}
                colleagues={colleagues}
              />
            </Stack>
          </Card>
        )}
        {past.length > 0 && (
          <Table
            caption={words.past}
            columns={[
              { key: 'name', label: words.name, heads: true },
              { key: 'functionName', label: words.functionName },
              { key: 'since', label: words.since },
              { key: 'until', label: words.until },
            ]}
            rows={past.map((one) => ({
              key: `${one.membershipId} ${one.untilAt}`,
              cells: {
                name: one.name,
                functionName: one.functionName,
                since: dates.date(one.sinceAt),
                until: dates.date(one.untilAt),
              },
            }))}
          />
        )}
        <Link href={LINES}>{words.all}</Link>
      </Stack>
    )
  },
  forms: changed,
})
