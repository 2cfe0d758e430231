// A public task for everybody, without account: where it stands, what was agreed, what comes next, and how to follow it.
import { idOf, Mistakes } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Alert,
  AttachmentList,
  Button,
  Card,
  Columns,
  DataList,
  Form,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Stack,
  StateBadge,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { PublicPageShown } from '../contract.ts'
import { dayAsked, LookBack } from './council-page.tsx'
import { CurrentPhase, Gates, Newest, NextMoments, Parties, Positions, ReleasedLines, Uncertainties } from './looks.tsx'
import { PUBLIC_PATH, wordsOf } from './words.ts'

const FOLLOW = 'followPublicly'
const files = (dossierId: string) => (documentId: string) =>
  `/api/v1/public/dossiers/${dossierId}/documents/${documentId}`

function Follow({ shown, request }: { shown: PublicPageShown; request: PageRequest }) {
  const { public: words } = wordsOf(request.locale).web
  return (
    <Card title={words.follow} id="volgen">
      <Form action={request.path} fields={formFields(FOLLOW, request)}>
        <Mistakes request={request} act={FOLLOW} fields={{ email: words.email }} />
        <Paragraph small>{words.followLead}</Paragraph>
        <TextInput
          name="email"
          type="email"
          label={words.email}
          autoComplete="email"
          maxLength={320}
          value={typed(request, FOLLOW, 'email')}
          error={errorOf(request, FOLLOW, 'email')}
          required
        />
        <Actions>
          <Button kind="primary" icon="mail">
            {words.followYes}
          </Button>
        </Actions>
      </Form>
      <Paragraph small>
        <Link href={`${PUBLIC_PATH}/${shown.dossierId}/atom.xml`} icon="rss">
          {words.feed}
        </Link>
      </Paragraph>
    </Card>
  )
}

export const publicPage = page({
  at: '/opgaven/:dossierId',
  open: true,
  composes: true,
  load: (request): Promise<PublicPageShown> => {
    const at = dayAsked(request)
    return request.ask('readPublicDossier', { dossierId: idOf(request, 'dossierId'), ...(at ? { at } : {}) })
  },
  ofOrganisation: (shown) => shown.organisationId,
  frame: (shown, request) => ({
    title: shown.title,
    breadcrumb: [{ href: PUBLIC_PATH, label: wordsOf(request.locale).web.public.title }],
    head: (
      <link
        rel="alternate"
        type="application/atom+xml"
        title={shown.title}
        href={`${PUBLIC_PATH}/${shown.dossierId}/atom.xml`}
      />
    ),
  }),
  view: (shown, request) => {
    const { locale } = request
    const { public: words, page: pageWords, dossierStates } = wordsOf(locale).web
    const fileOf = files(shown.dossierId)
    const documents = shown.entries.flatMap((entry) => entry.documents)
    const at = shown.at ?? undefined
    return (
      <Stack>
        <PageHead
          above={shown.organisationName}
          title={shown.title}
          badges={shown.state !== 'active' && <StateBadge tone="closed">{dossierStates[shown.state]}</StateBadge>}
        />
        {at && <LookBack at={at} request={request} />}
        <Card title={pageWords.core}>
          <DataList
            look="tight"
            items={[
              { label: pageWords.purpose, value: shown.purpose || '–' },
              ...(shown.residentEffect ? [{ label: words.effect, value: shown.residentEffect }] : []),
              { label: pageWords.phase, value: <CurrentPhase page={shown} locale={locale} /> },
              { label: words.next, value: <NextMoments page={shown} locale={locale} /> },
              { label: pageWords.parties, value: <Parties page={shown} locale={locale} /> },
              ...(shown.uncertainties.length > 0
                ? [{ label: pageWords.uncertainties, value: <Uncertainties page={shown} locale={locale} short /> }]
                : []),
            ]}
          />
        </Card>
        <Columns
          sideLabel={words.follow}
          side={
            <Stack>
              {shown.follows && !at && <Follow shown={shown} request={request} />}
              {documents.length > 0 && (
                <Card title={words.documents}>
                  <AttachmentList
                    items={documents.map((file) => ({
                      href: fileOf(file.documentId),
                      name: file.name,
                      size: file.size,
                      type: file.type,
                      description: file.description,
                    }))}
                  />
                </Card>
              )}
              {!at && <LookBack at={at} request={request} />}
            </Stack>
          }
        >
          <Stack>
            <Card title={words.agreements}>
              {shown.agreements.length === 0 ? (
                <Paragraph soft>{words.noAgreements}</Paragraph>
              ) : (
                <ReleasedLines entries={shown.agreements} files={fileOf} locale={locale} anchors="afspraak" />
              )}
            </Card>
            {shown.gates.length > 0 && (
              <Card title={words.decisions}>
                <Gates page={shown} locale={locale} />
              </Card>
            )}
            {(shown.positions.length > 0 || shown.consultation) && (
              <Card title={pageWords.positions}>
                <Positions page={shown} locale={locale} />
              </Card>
            )}
            <Card title={words.news}>
              {shown.entries.length === 0 ? (
                <Paragraph soft>{words.noNews}</Paragraph>
              ) : (
                <Newest entries={shown.entries} files={fileOf} locale={locale} />
              )}
            </Card>
          </Stack>
        </Columns>
      </Stack>
    )
  },
  forms: {
    followPublicly: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), email: form.text('email').trim() }),
      then: (_, request) => `${request.path}?gedaan=followPublicly`,
    },
  },
})

interface Following {
  readonly dossierId: string
  readonly title: string
  readonly confirmed: boolean
}

/** Behind the link in the first mail: only its button begins, because programs that check mail open links too. */
export const confirmPage = page<Following>({
  at: '/opgaven/volgen/:secret',
  open: true,
  composes: true,
  load: (request) => request.ask<Following>('readPublicFollowing', { secret: request.params.secret }),
  frame: (_, request) => ({ title: wordsOf(request.locale).web.public.confirmTitle, narrow: true }),
  view: (following, request) => {
    const { public: words } = wordsOf(request.locale).web
    return (
      <Stack>
        <PageHead title={words.confirmTitle} />
        {following.confirmed ? (
          <>
            <Alert kind="ok">{words.confirmed(following.title)}</Alert>
            <Actions>
              <LinkButton href={`${PUBLIC_PATH}/${following.dossierId}`}>{following.title}</LinkButton>
            </Actions>
          </>
        ) : (
          <Form action={request.path} fields={formFields('confirmFollowing', request)}>
            <Paragraph>{words.confirmAsk(following.title)}</Paragraph>
            <Actions>
              <Button kind="primary">{words.confirmYes}</Button>
            </Actions>
          </Form>
        )}
      </Stack>
    )
  },
  forms: {
    confirmFollowing: {
      input: (_, request) => ({ secret: request.params.secret }),
      then: (_, request) => `${request.path}?gedaan=confirmFollowing`,
    },
  },
})

/** Behind the link to stop. The button posts to the same address, which is a route of its own: mail programs post there too. */
export const stopPage = page<null>({
  at: '/opgaven/afmelden/:secret',
  open: true,
  composes: true,
  load: async () => null,
  frame: (_, request) => ({ title: wordsOf(request.locale).web.public.stopTitle, narrow: true }),
  view: (_, request) => {
    const { public: words } = wordsOf(request.locale).web
    return (
      <Stack>
        <PageHead title={words.stopTitle} />
        {request.query.gedaan === 'stopFollowing' ? (
          <Actions>
            <LinkButton href={PUBLIC_PATH}>{words.toList}</LinkButton>
          </Actions>
        ) : (
          <Form action={request.path}>
            <Paragraph>{words.stopAsk}</Paragraph>
            <Actions>
              <Button kind="primary">{words.stopYes}</Button>
            </Actions>
          </Form>
        )}
      </Stack>
    )
  },
})
