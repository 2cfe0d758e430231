// The members of the organisation that somebody administers, by name.
import {
  Button,
  EmptyState,
  Form,
  formatDate,
  Link,
  LinkButton,
  Row,
  Select,
  Stack,
  StateBadge,
  Table,
  TextInput,
} from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import { MEMBER_STATES, type MemberListed } from '../contract.ts'
import { AdminHead } from './admin.tsx'
import { afterOf, askedOf, withQuery, wordsOf } from './words.ts'

interface Answer {
  readonly organisationName: string
  readonly items: readonly MemberListed[]
  readonly next: string | null
}

const TONES = { coming: 'wait', now: 'active', past: 'closed' } as const

export const membersPage = page({
  at: '/beheer/leden',
  load: (request) =>
    request.ask<Answer>('listMembers', {
      query: askedOf(request, 'zoek'),
      state: MEMBER_STATES.find((state) => state === request.query.stand),
      after: afterOf(request),
      limit: 50,
    }),
  frame: (_, request) => ({ title: wordsOf(request.locale).admin.members }),
  view: ({ organisationName, items, next }, request) => {
    const { admin, positions, memberStates } = wordsOf(request.locale)
    const dates = formatDate(request.locale)
    const query = askedOf(request, 'zoek')
    const state = MEMBER_STATES.find((one) => one === request.query.stand) ?? 'now'
    const filtered = query !== '' || state !== 'now'
    const add = (
      <LinkButton href="/beheer/leden/nieuw" kind="primary" icon="plus">
        {admin.add}
      </LinkButton>
    )
    return (
      <Stack>
        <AdminHead request={request} organisationName={organisationName} current="members" actions={add} />
        <Form action="/beheer/leden" method="get" role="search" label={admin.search} inline>
          <TextInput name="zoek" label={admin.search} type="search" value={query} maxLength={100} searchKey />
          <Select
            name="stand"
            label={admin.state}
            options={MEMBER_STATES.map((value) => ({ value, label: admin.states[value] }))}
            value={state}
          />
          <Button icon="search">{admin.find}</Button>
        </Form>
        {items.length === 0 ? (
          <EmptyState icon="users" action={add}>
            {filtered ? admin.nobodyFound : admin.nobody}
          </EmptyState>
        ) : (
          <Table
            caption={admin.caption}
            captionHidden
            columns={[
              { key: 'name', label: admin.name, heads: true },
              { key: 'functionName', label: admin.functionName },
              { key: 'position', label: admin.position },
              { key: 'manager', label: admin.manager },
              { key: 'state', label: admin.stateOf },
            ]}
            rows={items.map((one) => ({
              key: one.membershipId,
              cells: {
                name: <Link href={`/beheer/leden/${one.membershipId}`}>{one.name}</Link>,
                functionName: one.functionName,
                position: positions[one.position],
                manager: one.managerName ?? '–',
                state: (
                  <>
                    <StateBadge tone={TONES[one.state]}>{memberStates[one.state]}</StateBadge>{' '}
                    {one.state === 'coming'
                      ? admin.startsOn(dates.date(one.sinceDate))
                      : one.untilDate && admin.endsOn(dates.date(one.untilDate))}
                  </>
                ),
              },
            }))}
          />
        )}
        {next && (
          <Row>
            <LinkButton href={withQuery('/beheer/leden', { zoek: query, stand: state, na: next })}>
              {admin.more}
            </LinkButton>
          </Row>
        )}
      </Stack>
    )
  },
})
