// Adds a partner that stands in no register of the government.
import { Button, ErrorSummary, Form, PageHead, Select, Stack, TextInput } from '#foundation/web/components.tsx'
import { errorOf, formFields, page, typed } from '#foundation/web/page.ts'
import { PARTNER_KINDS } from '../contract.ts'
import { errorsOf } from './merge-page.tsx'
import { PATH, pathOf, withQuery, wordsOf } from './words.ts'

const act = 'registerOrganisation'

export const registerPage = page({
  at: `${PATH}/toevoegen`,
  nav: 'organisations',
  load: async () => ({}),
  frame: (_, request) => ({
    title: wordsOf(request.locale).register.title,
    narrow: true,
    breadcrumb: [{ href: PATH, label: wordsOf(request.locale).one.crumb }],
  }),
  view: (_, request) => {
    const text = wordsOf(request.locale)
    const words = text.register
    return (
      <Stack gap="lg">
        <PageHead title={words.title} lead={words.lead} />
        <Form action={request.path} fields={formFields(act, request)} label={words.title} keep="new-organisation">
          <ErrorSummary errors={errorsOf(request, act)} />
          <TextInput
            name="name"
            label={words.name}
            value={typed(request, act, 'name')}
            error={errorOf(request, act, 'name')}
            autoComplete="organization"
            maxLength={300}
            required
          />
          <TextInput
            name="shortName"
            label={words.shortName}
            value={typed(request, act, 'shortName')}
            error={errorOf(request, act, 'shortName')}
            maxLength={100}
            required={false}
          />
          <Select
            name="kind"
            label={words.kind}
            empty={words.chooseKind}
            value={typed(request, act, 'kind')}
            error={errorOf(request, act, 'kind')}
            options={PARTNER_KINDS.map((kind) => ({ value: kind, label: text.kindName(kind) }))}
            required
          />
          <TextInput
            name="website"
            type="url"
            label={words.website}
            hint={words.websiteHint}
            value={typed(request, act, 'website')}
            error={errorOf(request, act, 'website')}
            autoComplete="url"
            required={false}
          />
          <TextInput
            name="kvk"
            label={words.kvk}
            hint={words.kvkHint}
            value={typed(request, act, 'kvk')}
            error={errorOf(request, act, 'kvk')}
            inputMode="numeric"
            width="short"
            maxLength={8}
            required={false}
          />
          <Button kind="primary">{words.act}</Button>
        </Form>
      </Stack>
    )
  },
  forms: {
    registerOrganisation: {
      input: (form) => ({
        name: form.text('name'),
        shortName: form.optional('shortName'),
        kind: form.text('kind'),
        website: form.optional('website'),
        kvk: form.optional('kvk'),
      }),
      then: (answer) => withQuery(pathOf(answer.organisationId), { gedaan: act }),
    },
  },
})
