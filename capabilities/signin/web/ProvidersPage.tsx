// For administrators: where the people of the organisation sign in.
import { AdminHead, registerAdminTab } from '#capabilities/people/web/admin.tsx'
import {
  Button,
  Card,
  CheckboxField,
  Confirm,
  EmptyState,
  Form,
  Paragraph,
  Row,
  Stack,
  StateBadge,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, type FormValues, formFields, type Page, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { Refused } from './SignInPages.tsx'
import { wordsOf } from './words.ts'

interface Provider {
  readonly providerId: string
  readonly issuer: string
  readonly clientId: string
  readonly domains: readonly string[]
  readonly claims: { readonly email: string; readonly verified: string | null }
  readonly enabled: boolean
}

const HERE = '/beheer/aanmelden'
registerAdminTab('providers', {
  href: HERE,
  label: (locale) => wordsOf(locale).providersTitle,
  about: (locale) => wordsOf(locale).providersLead,
  group: 'people',
  place: 6,
})

const facts = (form: FormValues) => ({
  issuer: form.text('issuer'),
  clientId: form.text('clientId'),
  clientSecret: form.optional('clientSecret'),
  domains: form
    .text('domains')
    .split(/[\s,;]+/)
    .filter(Boolean),
  claims: { email: 'email', verified: form.checked('checkedEmail') ? null : 'email_verified' },
  enabled: form.checked('enabled'),
})

export const providersPage = (origin: string): Page =>
  page<{ items: Provider[] }>({
    at: HERE,
    load: (request) => request.ask<{ items: Provider[] }>('listProviders'),
    frame: (_, request) => ({ title: wordsOf(request.locale).providersTitle, narrow: true }),
    view: ({ items }, request) => {
      const w = wordsOf(request.locale)
      return (
        <Stack gap="lg">
          <AdminHead
            request={request}
            organisationName={request.actor?.acting.organisationName ?? ''}
            current="providers"
          />
          <Refused request={request} />
          {items.length === 0 && <EmptyState icon="login">{w.noProviders}</EmptyState>}
          {items.map((provider) => (
            <Card
              key={provider.providerId}
              title={provider.issuer}
              aside={
                <StateBadge tone={provider.enabled ? 'active' : 'closed'}>{provider.enabled ? w.on : w.off}</StateBadge>
              }
            >
              <Stack gap="sm">
                <Paragraph soft>{provider.domains.join(', ')}</Paragraph>
                <Row>
                  <Confirm
                    label={w.changeIt}
                    small
                    open={request.refused?.values['providerId']?.[0] === provider.providerId}
                  >
                    <ProviderForm act="changeProvider" provider={provider} request={request} />
                  </Confirm>
                  <Confirm label={w.remove} kind="danger" small>
                    <Form
                      action={request.path}
                      fields={{ ...formFields('removeProvider', request), providerId: provider.providerId }}
                    >
                      <Button kind="danger">{w.remove}</Button>
                    </Form>
                  </Confirm>
                </Row>
              </Stack>
            </Card>
          ))}
          <Card title={w.addProvider}>
            <Stack>
              <Paragraph>
                {w.callback} <code>{origin}/aanmelden/oidc/terug</code>
              </Paragraph>
              <ProviderForm act="registerProvider" request={request} />
            </Stack>
          </Card>
        </Stack>
      )
    },
    forms: {
      registerProvider: { input: facts, then: () => `${HERE}?gedaan=registerProvider` },
      changeProvider: {
        input: (form) => ({ providerId: form.text('providerId'), ...facts(form) }),
        then: () => `${HERE}?gedaan=changeProvider`,
      },
      removeProvider: {
        input: (form) => ({ providerId: form.text('providerId') }),
        then: () => `${HERE}?gedaan=removeProvider`,
      },
    },
  })

function ProviderForm({
  act,
  provider,
  request,
}: {
  act: 'registerProvider' | 'changeProvider'
  provider?: Provider
  request: PageRequest
}) {
  const w = wordsOf(request.locale)
  const mine = !provider || request.refused?.values['providerId']?.[0] === provider.providerId
  const value = (name: string, start: string) => (mine ? typed(request, act, name, start) : start)
  const error = (name: string) => (mine ? errorOf(request, act, name) : undefined)
  const id = (name: string) => (provider ? `${name}-${provider.providerId}` : name)
  return (
    <Form
      action={request.path}
      fields={{ ...formFields(act, request), ...(provider ? { providerId: provider.providerId } : {}) }}
    >
      <TextInput
        name="issuer"
        id={id('issuer')}
        type="url"
        label={w.issuer}
        required
        value={value('issuer', provider?.issuer ?? '')}
        error={error('issuer')}
      />
      <TextInput
        name="clientId"
        id={id('clientId')}
        label={w.clientId}
        required
        value={value('clientId', provider?.clientId ?? '')}
        error={error('clientId')}
      />
      <TextInput
        name="clientSecret"
        id={id('clientSecret')}
        type="password"
        autoComplete="off"
        label={w.clientSecret}
        hint={provider ? w.clientSecretHint : undefined}
        error={error('clientSecret')}
      />
      <TextArea
        name="domains"
        id={id('domains')}
        rows={3}
        label={w.domains}
        hint={w.domainsHint}
        value={value('domains', provider?.domains.join('\n') ?? '')}
        error={error('domains')}
      />
      <CheckboxField
        name="checkedEmail"
        id={id('checkedEmail')}
        label={w.checkedEmail}
        checked={provider?.claims.verified === null}
      />
      <CheckboxField name="enabled" id={id('enabled')} label={w.isOn} checked={provider?.enabled ?? true} />
      <Button kind="primary">{w.save}</Button>
    </Form>
  )
}
