// One person: what they do now, how a colleague reaches them, who stands in for them.
import {
  Card,
  DataList,
  EmptyState,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Stack,
  TimeText,
} from '#foundation/web/components.tsx'
import { page } from '#foundation/web/page.ts'
import type { MembershipShown, PersonShown } from '../contract.ts'
import type { Text } from '../text.nl.ts'
import { idOf, wordsOf } from './words.ts'

function MembershipCard({ one, words }: { one: MembershipShown; words: Text }) {
  const { person, positions } = words
  return (
    <Card title={one.functionName}>
      <DataList
        items={[
          { label: person.organisation, value: one.organisationName },
          { label: person.position, value: positions[one.position] },
          ...(one.discipline ? [{ label: person.discipline, value: one.discipline }] : []),
          ...(one.speaksForOrganisation ? [{ label: person.speaks, value: person.yes }] : []),
          ...(one.manager
            ? [
                {
                  label: person.manager,
                  value: <Link href={`/mensen/${one.manager.personId}`}>{one.manager.name}</Link>,
                },
              ]
            : []),
          ...(one.deputy
            ? [{ label: person.deputy, value: <Link href={`/mensen/${one.deputy.personId}`}>{one.deputy.name}</Link> }]
            : []),
          { label: person.since, value: <TimeText at={one.sinceDate} show="date" /> },
          ...(one.untilDate ? [{ label: person.until, value: <TimeText at={one.untilDate} show="date" /> }] : []),
        ]}
      />
    </Card>
  )
}

export const personPage = page({
  at: '/mensen/:personId',
  nav: 'people',
  load: (request) => request.ask<PersonShown>('readPerson', { personId: idOf(request.params.personId) }),
  frame: (found, request) => ({
    title: found.name,
    breadcrumb: [{ href: '/mensen', label: wordsOf(request.locale).people.title }],
  }),
  view: (found, request) => {
    const words = wordsOf(request.locale)
    const { person, people } = words
    return (
      <Stack>
        <PageHead
          title={found.name}
          lead={found.memberships.map((one) => `${one.functionName}, ${one.organisationName}`).join('; ') || undefined}
          actions={
            found.may.changeMyself && (
              <LinkButton href="/mijn-gegevens" icon="pencil">
                {people.myself}
              </LinkButton>
            )
          }
        />
        <Card title={person.contact}>
          {found.contact ? (
            <DataList
              items={[
                {
                  label: person.email,
                  value: found.contact.email ? (
                    <Link href={`mailto:${found.contact.email}`}>{found.contact.email}</Link>
                  ) : (
                    person.unknown
                  ),
                },
                {
                  label: person.phone,
                  value: found.contact.phone ? (
                    <Link href={`tel:${found.contact.phone.replace(/[^\d+]/g, '')}`}>{found.contact.phone}</Link>
                  ) : (
                    person.unknown
                  ),
                },
              ]}
            />
          ) : (
            <Paragraph soft>{person.noContact}</Paragraph>
          )}
        </Card>
        {found.memberships.length === 0 && <EmptyState icon="user">{person.gone}</EmptyState>}
        {found.memberships.map((one) => (
          <MembershipCard key={one.membershipId} one={one} words={words} />
        ))}
        {found.past.length > 0 && (
          <Card title={person.past}>
            <DataList
              items={found.past.map((one) => ({
                label: `${one.functionName}, ${one.organisationName}`,
                value: (
                  <>
                    <TimeText at={one.sinceDate} show="date" /> – <TimeText at={one.untilDate!} show="date" />
                  </>
                ),
              }))}
            />
          </Card>
        )}
      </Stack>
    )
  },
})
