// Finding somebody: colleagues, and those with whom one shares a dossier, by name.
import {
  Button,
  EmptyState,
  Form,
  LinkButton,
  LinkList,
  PageHead,
  Row,
  Select,
  Stack,
  TextInput,
} from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import type { PersonListed } from '../contract.ts'
import { afterOf, askedOf, idOf, withQuery, wordsOf } from './words.ts'

interface Answer {
  readonly items: readonly PersonListed[]
  readonly next: string | null
  readonly may: Readonly<Record<string, boolean>>
}

export const peoplePage = page({
  at: '/mensen',
  nav: 'people',
  load: (request) =>
    request.ask<Answer>('listPeople', {
      query: askedOf(request, 'zoek'),
      organisationId: request.query.organisatie ? idOf(request.query.organisatie) : undefined,
      after: afterOf(request),
    }),
  frame: (_, request) => ({ title: wordsOf(request.locale).people.title }),
  view: ({ items, next, may }, request) => {
    const { people, positions } = wordsOf(request.locale)
    const query = askedOf(request, 'zoek')
    const organisationId = request.query.organisatie ?? ''
    const homes = new Map(request.actor?.memberships.map((one) => [one.organisationId, one.organisationName]))
    const filtered = query !== '' || organisationId !== '' || afterOf(request) !== undefined
    return (
      <Stack>
        <PageHead
          title={people.title}
          lead={people.lead}
          actions={
            <Row>
              {may.listMembers && (
                <LinkButton href="/beheer/leden" icon="settings">
                  {people.administration}
                </LinkButton>
              )}
              <LinkButton href="/mijn-gegevens" icon="user">
                {people.myself}
              </LinkButton>
            </Row>
          }
        />
        <Form action="/mensen" method="get" role="search" label={people.search} inline>
          <TextInput name="zoek" label={people.search} type="search" value={query} maxLength={100} searchKey />
          {homes.size > 1 && (
            <Select
              name="organisatie"
              label={people.organisation}
              empty={people.everywhere}
              options={[...homes].map(([value, label]) => ({ value, label }))}
              value={organisationId}
            />
          )}
          <Button kind="primary" icon="search">
            {people.find}
          </Button>
        </Form>
        {items.length > 0 ? (
          <LinkList
            label={people.list}
            items={items.map((one) => ({
              key: one.membershipId,
              href: `/mensen/${one.personId}`,
              title: one.name,
              text: `${one.functionName}, ${one.organisationName}`,
              meta: [positions[one.position], one.discipline].filter(Boolean).join(' · '),
            }))}
          />
        ) : filtered ? (
          <EmptyState icon="users" action={<LinkButton href="/mensen">{people.showAll}</LinkButton>}>
            {people.nobodyFound}
          </EmptyState>
        ) : (
          <EmptyState icon="users" action={<LinkButton href="/dossiers">{people.toDossiers}</LinkButton>}>
            {people.none}
          </EmptyState>
        )}
        {next && (
          <Row>
            <LinkButton href={withQuery('/mensen', { zoek: query, organisatie: organisationId, na: next })}>
              {people.more}
            </LinkButton>
          </Row>
        )}
      </Stack>
    )
  },
})
