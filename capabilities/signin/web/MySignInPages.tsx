// «Mijn aanmelding»: where you are signed in, how you sign in, and the programs that work in your name.
import QRCode from 'qrcode'
import {
  Actions,
  Alert,
  Button,
  Card,
  Confirm,
  EmptyState,
  Fieldset,
  Form,
  formatDate,
  Hidden,
  LinkButton,
  PageHead,
  Paragraph,
  Row,
  Select,
  Stack,
  StateBadge,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type Page, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { SCOPES } from '../contract.ts'
import { CodeInput, NewPasswordInput, Refused, Wrong } from './SignInPages.tsx'
import { fill, wordsOf } from './words.ts'

interface Session {
  readonly sessionId: string
  readonly device: string
  readonly method: string
  readonly lastUsedAt: string
  readonly current: boolean
}
interface Token {
  readonly tokenId: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly functionName: string
  readonly organisationName: string
  readonly lastUsedAt: string | null
  readonly expiresAt: string
}
interface Passkey {
  readonly passkeyId: string
  readonly name: string
  readonly isSynced: boolean
  readonly lastUsedAt: string | null
}
interface Ways {
  readonly email: string | null
  readonly hasPassword: boolean
  readonly codesLeft: number
  readonly vouchedForBy: string | null
  readonly newToken: { name: string; secret: string } | null
  readonly newCodes: readonly string[] | null
}
type Mine = readonly [
  ways: Ways,
  sessions: { items: Session[] },
  passkeys: { items: Passkey[] },
  tokens: { items: Token[] },
]

const HERE = '/mijn-aanmelding'
const done = (act: string) => () => `${HERE}?gedaan=${act}`

export const mySignInPage: Page = page<Mine>({
  at: HERE,
  load: (request) => request.askTogether<Mine>(['readWaysIn'], ['listSessions'], ['listPasskeys'], ['listTokens']),
  frame: (_, request) => ({ title: wordsOf(request.locale).myTitle, narrow: true }),
  view: ([ways, sessions, passkeys, tokens], request) => {
    const w = wordsOf(request.locale)
    return (
      <Stack gap="lg">
        <PageHead title={w.myTitle} lead={w.myLead} />
        {/* A refused form says itself what is wrong, beside its fields. */}
        <Refused request={request} />
        {ways.newCodes && <NewCodes codes={ways.newCodes} request={request} />}
        {ways.newToken && (
          <Alert kind="ok" title={fill(w.newTokenTitle, { name: ways.newToken.name })} live>
            <Paragraph>{w.newTokenLead}</Paragraph>
            <p class="nl-paragraph">
              <code data-new-token>{ways.newToken.secret}</code>
            </p>
          </Alert>
        )}
        <Sessions items={sessions.items} request={request} />
        <WaysIn ways={ways} passkeys={passkeys.items} request={request} />
        <Tokens items={tokens.items} request={request} />
      </Stack>
    )
  },
  forms: {
    revokeSession: { input: (form) => ({ sessionId: form.text('sessionId') }), then: done('revokeSession') },
    revokeOtherSessions: { input: () => ({}), then: done('revokeOtherSessions') },
    createToken: {
      input: (form) => ({
        name: form.text('name'),
        scopes: form.all('scopes'),
        expiresInDays: form.text('expiresInDays'),
      }),
      then: done('createToken'),
    },
    revokeToken: { input: (form) => ({ tokenId: form.text('tokenId') }), then: done('revokeToken') },
    removePasskey: { input: (form) => ({ passkeyId: form.text('passkeyId') }), then: done('removePasskey') },
  },
})

function NewCodes({ codes, request }: { codes: readonly string[]; request: PageRequest }) {
  const w = wordsOf(request.locale)
  return (
    <Alert kind="warning" title={w.codesTitle} live>
      <Paragraph>{w.codesLead}</Paragraph>
      <ul data-recovery-codes>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Sessions({ items, request }: { items: readonly Session[]; request: PageRequest }) {
  const w = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  return (
    <Card title={w.sessions} id="sessies">
      <Stack>
        {items.map((session) => (
          <Row spread key={session.sessionId}>
            <span>
              <strong>{session.device || w.unknownDevice}</strong>{' '}
              {session.current && <StateBadge tone="active">{w.thisOne}</StateBadge>}
              <br />
              <span class="schakel-meta">
                {w.signedInBy} {w.methods[session.method] ?? session.method}. {w.lastUsed}{' '}
                {dates.relativeTime(session.lastUsedAt, request.now)}
              </span>
            </span>
            {!session.current && (
              <Form
                action={request.path}
                fields={{ ...formFields('revokeSession', request), sessionId: session.sessionId }}
                inline
              >
                <Button small>
                  {w.revoke}
                  <Hidden> {session.device || w.unknownDevice}</Hidden>
                </Button>
              </Form>
            )}
          </Row>
        ))}
        {items.length > 1 && (
          <Form action={request.path} fields={formFields('revokeOtherSessions', request)}>
            <Button>{w.revokeOthers}</Button>
          </Form>
        )}
      </Stack>
    </Card>
  )
}

function WaysIn({ ways, passkeys, request }: { ways: Ways; passkeys: readonly Passkey[]; request: PageRequest }) {
  const w = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  return (
    <Card title={w.ways} id="manieren">
      <Stack>
        {ways.email && <Paragraph>{fill(w.byMail, { email: ways.email })}</Paragraph>}
        {ways.vouchedForBy ? (
          <Alert kind="info">
            <Paragraph>{fill(w.vouched, { name: ways.vouchedForBy })}</Paragraph>
          </Alert>
        ) : (
          <>
            <h3 class="nl-heading nl-heading--level-4">{w.passkeys}</h3>
            {passkeys.length === 0 && <Paragraph>{w.noPasskeys}</Paragraph>}
            {passkeys.map((passkey) => (
              <Row spread key={passkey.passkeyId}>
                <span>
                  <strong>{passkey.name}</strong>
                  <br />
                  <span class="schakel-meta">
                    {passkey.isSynced ? w.synced : w.oneDevice}. {w.lastUsed}{' '}
                    {passkey.lastUsedAt ? dates.relativeTime(passkey.lastUsedAt, request.now) : w.never}
                  </span>
                </span>
                <Form
                  action={request.path}
                  fields={{ ...formFields('removePasskey', request), passkeyId: passkey.passkeyId }}
                  inline
                >
                  <Button small>
                    {w.remove}
                    <Hidden> {passkey.name}</Hidden>
                  </Button>
                </Form>
              </Row>
            ))}
            <noscript>
              <p class="nl-paragraph">{w.passkeyNeedsScript}</p>
            </noscript>
            <div
              hidden
              data-passkey="register"
              data-next={`${HERE}?gedaan=registerPasskey`}
              data-failed={w.passkeyFailed}
            >
              <Button type="button" icon="fingerprint">
                {w.addPasskey}
              </Button>
              <p role="status" />
            </div>
            <h3 class="nl-heading nl-heading--level-4">{w.password}</h3>
            <Paragraph>{ways.hasPassword ? fill(w.passwordIsSet, { n: ways.codesLeft }) : w.passwordNotSet}</Paragraph>
            <Actions>
              <LinkButton href={`${HERE}/wachtwoord`}>{ways.hasPassword ? w.changePassword : w.setPassword}</LinkButton>
            </Actions>
          </>
        )}
      </Stack>
    </Card>
  )
}

function Tokens({ items, request }: { items: readonly Token[]; request: PageRequest }) {
  const w = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  const refused = request.refused?.act === 'createToken'
  const chosen = request.refused?.values['scopes'] ?? ['*:read']
  return (
    <Card title={w.tokens} id="toegangsbewijzen">
      <Stack>
        {items.length === 0 && <EmptyState icon="key">{w.tokensLead}</EmptyState>}
        {items.map((token) => (
          <Row spread key={token.tokenId}>
            <span>
              <strong>{token.name}</strong>
              <br />
              <span class="schakel-meta">
                {token.scopes.map((scope) => w.scopes[scope] ?? scope).join(', ')}. {token.functionName},{' '}
                {token.organisationName}. {w.lastUsed}{' '}
                {token.lastUsedAt ? dates.relativeTime(token.lastUsedAt, request.now) : w.never}. {w.expires}{' '}
                {dates.date(token.expiresAt)}
              </span>
            </span>
            <Form
              action={request.path}
              fields={{ ...formFields('revokeToken', request), tokenId: token.tokenId }}
              inline
            >
              <Button small>
                {w.remove}
                <Hidden> {token.name}</Hidden>
              </Button>
            </Form>
          </Row>
        ))}
        <Confirm label={w.makeToken} icon="key" open={refused}>
          <Form action={request.path} fields={formFields('createToken', request)}>
            <TextInput
              name="name"
              label={w.tokenName}
              maxLength={100}
              required
              value={typed(request, 'createToken', 'name')}
              error={errorOf(request, 'createToken', 'name')}
            />
            <Fieldset legend={w.tokenScopes} id="scopes" error={errorOf(request, 'createToken', 'scopes')}>
              <div class="schakel-choices">
                {SCOPES.map((scope, at) => (
                  <div class="schakel-choice" key={scope}>
                    <input
                      class="utrecht-checkbox utrecht-checkbox--html-input"
                      type="checkbox"
                      id={at === 0 ? 'scopes' : `scopes-${at}`}
                      name="scopes"
                      value={scope}
                      checked={chosen.includes(scope)}
                    />
                    <label
                      class="utrecht-form-label utrecht-form-label--checkbox"
                      for={at === 0 ? 'scopes' : `scopes-${at}`}
                    >
                      {w.scopes[scope]}
                    </label>
                  </div>
                ))}
              </div>
            </Fieldset>
            <Select
              name="expiresInDays"
              label={w.tokenDays}
              width="short"
              value={typed(request, 'createToken', 'expiresInDays', '90')}
              options={['7', '30', '90', '180', '365'].map((days) => ({ value: days, label: days }))}
              error={errorOf(request, 'createToken', 'expiresInDays')}
            />
            <Button kind="primary">{w.makeToken}</Button>
          </Form>
        </Confirm>
      </Stack>
    </Card>
  )
}

interface Setup {
  readonly hasPassword: boolean
  readonly secret: string | null
  readonly picture: string | null
}

export const passwordPage: Page = page<Setup>({
  at: `${HERE}/wachtwoord`,
  load: async (request) => {
    const setup = await request.ask<{ hasPassword: boolean; address: string | null; secret: string | null }>(
      'readFactorSetup',
    )
    if (!setup.address) return { ...setup, picture: null }
    const svg = await QRCode.toString(setup.address, { type: 'svg', margin: 2 })
    return { ...setup, picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
  },
  frame: (setup, request) => {
    const w = wordsOf(request.locale)
    return {
      title: setup.hasPassword ? w.changePassword : w.setPassword,
      narrow: true,
      breadcrumb: [{ href: HERE, label: w.myTitle }],
    }
  },
  view: (setup, request) => {
    const w = wordsOf(request.locale)
    return (
      <Stack gap="lg">
        <PageHead title={setup.hasPassword ? w.changePassword : w.setPassword} />
        <Wrong request={request} />
        <Refused request={request} />
        <Form action={request.path} fields={formFields('setPassword', request)}>
          <NewPasswordInput request={request} act="setPassword" />
          {setup.picture && (
            <Card title={w.setupTitle}>
              <Paragraph>{w.setupLead}</Paragraph>
              <img src={setup.picture} alt={w.setupPicture} width={220} height={220} />
              <Paragraph>
                {w.setupSecret} <code data-setup-secret>{setup.secret}</code>
              </Paragraph>
            </Card>
          )}
          <CodeInput request={request} act="setPassword" />
          <Button kind="primary">{w.savePassword}</Button>
        </Form>
        {setup.hasPassword && (
          <Confirm label={w.removePassword} kind="danger" open={request.refused?.act === 'removePassword'}>
            <Form action={request.path} fields={formFields('removePassword', request)}>
              <Paragraph>{w.removePasswordLead}</Paragraph>
              <CodeInput request={request} act="removePassword" id="remove-code" />
              <Button kind="danger">{w.removePassword}</Button>
            </Form>
          </Confirm>
        )}
      </Stack>
    )
  },
  forms: {
    setPassword: {
      input: (form) => ({ password: form.text('password'), code: form.text('code') }),
      then: (answer) => answer.next,
    },
    removePassword: { input: (form) => ({ code: form.text('code') }), then: (answer) => answer.next },
  },
})
