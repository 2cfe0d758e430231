// One's own name, telephone, language and usual deputy.
import {
  Button,
  Card,
  DataList,
  Form,
  Link,
  PageHead,
  Paragraph,
  Select,
  Stack,
  StateBadge,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, page, typed } from '#foundation/web/page.ts'
import { LOCALES, type MyselfShown } from '../contract.ts'
import { ColleaguePicker, chosen, loadColleagues, Mistakes, searching } from './form.tsx'
import { wordsOf } from './words.ts'

const ACT = 'changeMyself'

export const myselfPage = page({
  at: '/mijn-gegevens',
  load: async (request) => ({
    self: await request.ask<MyselfShown>('readMyself'),
    colleagues: await loadColleagues(request, ACT),
  }),
  frame: (_, request) => ({ title: wordsOf(request.locale).myself.title, narrow: true }),
  view: ({ self, colleagues }, request) => {
    const { myself, person } = wordsOf(request.locale)
    const acting = self.memberships.find((one) => one.membershipId === self.actingId)
    return (
      <Stack>
        <PageHead title={myself.title} lead={myself.lead} />
        <Mistakes request={request} act={ACT} fields={['name', 'phone', 'locale', 'deputyId']} />
        <Form action={request.path} fields={{ ...formFields(ACT, request), personId: self.personId }}>
          <TextInput
            name="name"
            label={myself.name}
            required
            autoComplete="name"
            maxLength={200}
            value={typed(request, ACT, 'name', self.name)}
            error={errorOf(request, ACT, 'name')}
          />
          <TextInput
            name="phone"
            type="tel"
            label={myself.phone}
            hint={myself.phoneHint}
            required={false}
            autoComplete="tel"
            maxLength={30}
            value={typed(request, ACT, 'phone', self.phone ?? '')}
            error={errorOf(request, ACT, 'phone')}
          />
          <Select
            name="locale"
            label={myself.language}
            hint={myself.languageHint}
            empty={myself.noLanguage}
            options={LOCALES.map((value) => ({ value, label: myself.languages[value] }))}
            value={typed(request, ACT, 'locale', self.locale ?? '')}
            error={errorOf(request, ACT, 'locale')}
          />
          {acting && (
            <ColleaguePicker
              request={request}
              act={ACT}
              name="deputyId"
              label={myself.deputy}
              hint={myself.deputyHint(acting.functionName)}
              now={acting.deputy}
              options={colleagues.deputyId ?? []}
            />
          )}
          <Button kind="primary">{myself.save}</Button>
        </Form>
        <Card title={myself.roles}>
          <DataList
            items={[
              ...self.memberships.map((one) => ({
                label: one.organisationName,
                value: (
                  <>
                    {one.functionName}{' '}
                    {one.membershipId === self.actingId && <StateBadge tone="active">{myself.acting}</StateBadge>}
                  </>
                ),
              })),
              { label: person.email, value: self.email ?? person.unknown },
            ]}
          />
          <Paragraph soft small>
            {myself.emailIs}
          </Paragraph>
        </Card>
        <Paragraph>
          <Link href="/mijn-gegevens/meenemen" icon="package-export">
            {myself.takeAlong}
          </Link>
        </Paragraph>
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (form) => ({
        personId: form.text('personId'),
        name: form.text('name'),
        phone: form.optional('phone') ?? null,
        locale: form.optional('locale') ?? null,
        deputyId: chosen(form, 'deputyId'),
        ...searching(form),
      }),
      then: () => `/mijn-gegevens?gedaan=${ACT}`,
    },
  },
})
