// «Wie bent u vandaag?»: the front door of the practice town.
import {
  Button,
  Card,
  Details,
  Form,
  Grid,
  Heading,
  PageHead,
  Paragraph,
  Row,
  Stack,
} from '#foundation/web/components.tsx'
import { formFields, type Page, page } from '#foundation/web/page.ts'
import { fill, wordsOf } from './words.ts'

export interface PracticePerson {
  readonly membershipId: string
  readonly name: string
  readonly functionName: string
  readonly organisationName: string
  /** What this person does today; whoever has none stands under *all others*. */
  readonly today?: { readonly nl: string; readonly en: string }
}

export const practicePage = (cast: readonly PracticePerson[]): Page =>
  page({
    at: '/wie-bent-u',
    open: true,
    load: async () => ({}),
    frame: (_, request) => ({ title: wordsOf(request.locale).practiceTitle }),
    view: (_, request) => {
      const w = wordsOf(request.locale)
      const { actor } = request
      const fields = { ...formFields('becomeCast', request), next: request.query['verder'] ?? '' }
      return (
        <Stack gap="lg">
          <PageHead title={w.practiceTitle} lead={w.practiceLead} />
          {actor && (
            <Paragraph>
              {w.practiceNow} <strong>{actor.name}</strong>, {actor.acting.functionName} {w.at}{' '}
              {actor.acting.organisationName}.
            </Paragraph>
          )}
          <Form action={request.path} fields={fields} label={w.practiceTitle}>
            <Stack gap="lg">
              <Grid>
                {cast
                  .filter((person) => person.today)
                  .map((person) => (
                    <Card key={person.membershipId} title={person.name}>
                      <Stack gap="sm">
                        <Paragraph soft small>
                          {person.functionName}, {person.organisationName}
                        </Paragraph>
                        <Paragraph>{person.today![request.locale]}</Paragraph>
                        <Button kind="primary" wide name="membershipId" value={person.membershipId}>
                          {fill(w.iAm, { name: person.name })}
                        </Button>
                      </Stack>
                    </Card>
                  ))}
              </Grid>
              <Details summary={w.otherPeople}>
                <Stack gap="sm">
                  {cast
                    .filter((person) => !person.today)
                    .map((person) => (
                      <Row spread key={person.membershipId}>
                        <span>
                          <strong>{person.name}</strong>, {person.functionName}, {person.organisationName}
                        </span>
                        <Button small name="membershipId" value={person.membershipId}>
                          {fill(w.iAm, { name: person.name })}
                        </Button>
                      </Row>
                    ))}
                </Stack>
              </Details>
            </Stack>
          </Form>
          <section>
            <Heading level={2} look={4}>
              {w.nobody}
            </Heading>
            <Paragraph>{w.nobodyLead}</Paragraph>
            <Form action="/afmelden" fields={{ _act: 'signOut', verder: '/over' }} forget>
              <Button icon="user-off">{w.beNobody}</Button>
            </Form>
          </section>
        </Stack>
      )
    },
    forms: {
      becomeCast: {
        input: (form) => ({ membershipId: form.text('membershipId'), next: form.text('next') }),
        then: (answer) => answer.next,
      },
    },
  })
