// Coming in: the page that asks who you are, and the steps after it.
import {
  Alert,
  Button,
  Card,
  Details,
  ErrorSummary,
  Form,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  Stack,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type Page, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

/** What went wrong a moment ago, in words; nothing for a word we do not know. */
export function Wrong({ request }: { request: PageRequest }) {
  const sentence = wordsOf(request.locale).wrong[request.query['fout'] ?? '']
  return sentence ? (
    <Alert kind="error" live>
      <Paragraph>{sentence}</Paragraph>
    </Alert>
  ) : null
}

export function Refused({ request }: { request: PageRequest }) {
  if (!request.refused) return null
  const errors = Object.entries(request.refused.errors).map(([name, message]) => ({ name, message }))
  return <ErrorSummary errors={errors.length ? errors : [{ message: request.refused.message }]} />
}

interface Choices {
  readonly items: readonly { providerId: string; organisationName: string }[]
}

export const signInPage: Page = page<Choices>({
  at: '/aanmelden',
  open: true,
  load: (request) => request.ask<Choices>('listProviderChoices'),
  frame: (_, request) => ({ title: wordsOf(request.locale).signInTitle, narrow: true }),
  view: ({ items }, request) => {
    const w = wordsOf(request.locale)
    const next = request.query['verder'] ?? ''
    const onward = next ? `?verder=${encodeURIComponent(next)}` : ''
    return (
      <Stack gap="lg">
        <PageHead title={w.signInTitle} lead={w.signInLead} />
        <Wrong request={request} />
        <Refused request={request} />
        <Form action={request.path} fields={{ ...formFields('askMailLink', request), next }}>
          <TextInput
            name="email"
            type="email"
            label={w.email}
            autoComplete="username webauthn"
            inputMode="email"
            spellCheck={false}
            required
            value={typed(request, 'askMailLink', 'email')}
            error={errorOf(request, 'askMailLink', 'email')}
          />
          <Button kind="primary" icon="mail">
            {w.sendLink}
          </Button>
        </Form>
        <div hidden data-passkey="sign-in" data-next={next} data-failed={w.passkeyFailed}>
          <Card title={w.passkeyTitle}>
            <Stack gap="sm">
              <Paragraph>{w.passkeyLead}</Paragraph>
              <Button type="button" icon="fingerprint">
                {w.passkeyButton}
              </Button>
              <p role="status" />
            </Stack>
          </Card>
        </div>
        {items.length > 0 && (
          <Card title={w.throughOrganisation}>
            <LinkList
              items={items.map((one) => ({
                key: one.providerId,
                href: `/aanmelden/oidc/${one.providerId}${onward}`,
                title: one.organisationName,
              }))}
            />
          </Card>
        )}
        <Details
          summary={w.withPassword}
          open={request.refused?.act === 'signInWithPassword' || request.query['fout'] === 'wachtwoord'}
        >
          <Stack>
            <Form action={request.path} fields={{ ...formFields('signInWithPassword', request), next }}>
              <TextInput
                id="password-email"
                name="email"
                type="email"
                label={w.email}
                autoComplete="username"
                spellCheck={false}
                required
                value={typed(request, 'signInWithPassword', 'email')}
                error={errorOf(request, 'signInWithPassword', 'email')}
              />
              <TextInput
                name="password"
                type="password"
                label={w.password}
                autoComplete="current-password"
                required
                error={errorOf(request, 'signInWithPassword', 'password')}
              />
              <Button>{w.goOn}</Button>
            </Form>
            <Paragraph>
              <a class="nl-link" href="/aanmelden/wachtwoord-vergeten">
                {w.forgot}
              </a>
            </Paragraph>
          </Stack>
        </Details>
      </Stack>
    )
  },
  forms: {
    askMailLink: {
      input: (form) => ({ email: form.text('email'), next: form.text('next') }),
      then: () => '/aanmelden/verstuurd',
    },
    signInWithPassword: {
      input: (form) => ({ email: form.text('email'), password: form.text('password'), next: form.text('next') }),
      then: (answer) => answer.next,
    },
  },
})

export const sentPage: Page = page({
  at: '/aanmelden/verstuurd',
  open: true,
  load: async () => ({}),
  frame: (_, request) => ({ title: wordsOf(request.locale).sentTitle, narrow: true }),
  view: (_, request) => {
    const w = wordsOf(request.locale)
    return (
      <Stack>
        <PageHead title={w.sentTitle} lead={w.sentLead} />
        <Paragraph soft>{w.sentNothing}</Paragraph>
        <LinkButton href="/aanmelden">{w.back}</LinkButton>
      </Stack>
    )
  },
})

function Gone({ request }: { request: PageRequest }) {
  const w = wordsOf(request.locale)
  return (
    <Stack>
      <PageHead title={w.linkGone} lead={w.linkGoneLead} />
      <LinkButton kind="primary" href="/aanmelden">
        {w.back}
      </LinkButton>
    </Stack>
  )
}

interface LinkState {
  readonly isGood: boolean
  readonly isSameBrowser: boolean
  readonly isReset: boolean
}

/** An address that was cut off in a mail is a link that does not work, and no fault. */
const linkOf = (request: PageRequest): Promise<LinkState> =>
  request.ask<LinkState>('readMailLink', { secret: request.params['secret']! }).catch((error: { status?: number }) => {
    if (error.status !== 400) throw error
    return { isGood: false, isSameBrowser: false, isReset: false }
  })

// Opening the address changes nothing: programs that look at links in mail would otherwise use them up.
export const linkPage: Page = page<LinkState>({
  at: '/aanmelden/link/:secret',
  open: true,
  load: linkOf,
  frame: (link, request) => {
    const w = wordsOf(request.locale)
    return { title: link.isGood ? w.linkTitle : w.linkGone, narrow: true }
  },
  view: (link, request) => {
    const w = wordsOf(request.locale)
    if (!link.isGood || link.isReset) return <Gone request={request} />
    return (
      <Stack>
        <PageHead title={w.linkTitle} lead={w.linkLead} />
        {!link.isSameBrowser && (
          <Alert kind="info">
            <Paragraph>{w.linkOther}</Paragraph>
          </Alert>
        )}
        <Form action={request.path} fields={formFields('followMailLink', request)}>
          <Button kind="primary" icon="login">
            {w.signInNow}
          </Button>
        </Form>
      </Stack>
    )
  },
  forms: {
    followMailLink: {
      input: (_, request) => ({ secret: request.params['secret'] }),
      then: (answer) => answer.next,
    },
  },
})

export const codePage: Page = page({
  at: '/aanmelden/code',
  open: true,
  load: async () => ({}),
  frame: (_, request) => ({ title: wordsOf(request.locale).codeTitle, narrow: true }),
  view: (_, request) => {
    const w = wordsOf(request.locale)
    return (
      <Stack gap="lg">
        <PageHead title={w.codeTitle} lead={w.codeLead} />
        <Wrong request={request} />
        <Refused request={request} />
        <Form action={request.path} fields={formFields('giveCode', request)}>
          <CodeInput request={request} act="giveCode" />
          <Button kind="primary">{w.signInNow}</Button>
        </Form>
      </Stack>
    )
  },
  forms: { giveCode: { input: (form) => ({ code: form.text('code') }), then: (answer) => answer.next } },
})

export function CodeInput({ request, act, id = 'code' }: { request: PageRequest; act: string; id?: string }) {
  const w = wordsOf(request.locale)
  return (
    <TextInput
      id={id}
      name="code"
      label={w.code}
      hint={w.codeHint}
      autoComplete="one-time-code"
      spellCheck={false}
      width="short"
      required
      error={errorOf(request, act, 'code')}
    />
  )
}

export function NewPasswordInput({ request, act }: { request: PageRequest; act: string }) {
  const w = wordsOf(request.locale)
  return (
    <TextInput
      name="password"
      type="password"
      label={w.newPassword}
      hint={w.passwordHint}
      autoComplete="new-password"
      required
      error={errorOf(request, act, 'password')}
    />
  )
}

export const forgotPage: Page = page({
  at: '/aanmelden/wachtwoord-vergeten',
  open: true,
  load: async () => ({}),
  frame: (_, request) => ({ title: wordsOf(request.locale).resetTitle, narrow: true }),
  view: (_, request) => {
    const w = wordsOf(request.locale)
    return (
      <Stack gap="lg">
        <PageHead title={w.resetTitle} lead={w.resetLead} />
        <Refused request={request} />
        <Form action={request.path} fields={formFields('askPasswordReset', request)}>
          <TextInput
            name="email"
            type="email"
            label={w.email}
            autoComplete="username"
            spellCheck={false}
            required
            value={typed(request, 'askPasswordReset', 'email')}
            error={errorOf(request, 'askPasswordReset', 'email')}
          />
          <Button kind="primary" icon="mail">
            {w.sendLink}
          </Button>
        </Form>
      </Stack>
    )
  },
  forms: {
    askPasswordReset: { input: (form) => ({ email: form.text('email') }), then: () => '/aanmelden/verstuurd' },
  },
})

export const newPasswordPage: Page = page<LinkState>({
  at: '/aanmelden/nieuw-wachtwoord/:secret',
  open: true,
  load: linkOf,
  frame: (_, request) => ({ title: wordsOf(request.locale).newPasswordTitle, narrow: true }),
  view: (link, request) => {
    const w = wordsOf(request.locale)
    if (!link.isGood || !link.isReset) return <Gone request={request} />
    return (
      <Stack gap="lg">
        <PageHead title={w.newPasswordTitle} lead={w.newPasswordLead} />
        <Wrong request={request} />
        <Refused request={request} />
        <Form action={request.path} fields={formFields('resetPassword', request)}>
          <NewPasswordInput request={request} act="resetPassword" />
          <CodeInput request={request} act="resetPassword" />
          <Button kind="primary">{w.savePassword}</Button>
        </Form>
      </Stack>
    )
  },
  forms: {
    resetPassword: {
      input: (form, request) => ({
        secret: request.params['secret'],
        password: form.text('password'),
        code: form.text('code'),
      }),
      then: (answer) => answer.next,
    },
  },
})
