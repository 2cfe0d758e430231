// The letters of all dossiers that this reader may read, and those of one dossier with a form to begin one.

import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { crumbs, DossierTabs } from '#capabilities/dossier/web/dossier-page.tsx'
import { cursorOf, idOf, Mistakes, Unkept, withQuery, wrong } from '#capabilities/dossier/web/forms.tsx'
import { askAbout, type TabsShown } from '#capabilities/dossier/web/parts.tsx'
import {
  Button,
  Card,
  EmptyState,
  Form,
  Heading,
  Link,
  LinkList,
  PageHead,
  Pagination,
  Paragraph,
  Stack,
  StateBadge,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { LetterListed } from '../contract.ts'
import { composeHref, letterHref, metaOf, PATH, stateTone, wordsOf } from './words.ts'

export interface Listed {
  readonly items: readonly LetterListed[]
  readonly next: string | null
}

export function LetterList({
  items,
  label,
  request,
  dossiers,
}: {
  items: readonly LetterListed[]
  label: string
  request: PageRequest
  /** Says which dossier each is about. */
  dossiers?: boolean
}) {
  const { states } = wordsOf(request.locale)
  return (
    <LinkList
      label={label}
      items={items.map((letter) => ({
        key: letter.letterId,
        href: letterHref(letter.letterId),
        title: letter.title,
        meta: [...(dossiers ? [letter.organisationName, letter.dossierTitle] : []), ...metaOf(letter, request)].join(
          ' · ',
        ),
        badge: letter.state !== 'sent' && (
          <StateBadge tone={stateTone[letter.state]}>{states[letter.state]}</StateBadge>
        ),
        tone: letter.state === 'college' ? 'wait' : undefined,
      }))}
    />
  )
}

export const lettersPage = page({
  at: PATH,
  open: true,
  load: async (request): Promise<{ sent: Listed; waiting: Listed }> => {
    const after = cursorOf(request, 'na')
    const [sent, waiting] = await request.askTogether(
      ['listLetters', { which: 'sent', limit: 30, ...(after ? { after } : {}) }],
      ['listLetters', { which: 'college', limit: 30 }],
    )
    return { sent, waiting }
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.list.title }),
  view: ({ sent, waiting }, request) => {
    const { list } = wordsOf(request.locale).web
    return (
      <Stack>
        <PageHead title={list.title} lead={list.lead} />
        {waiting.items.length > 0 && (
          <Card title={list.waiting}>
            <Paragraph soft>{list.waitingText}</Paragraph>
            <LetterList items={waiting.items} label={list.waiting} request={request} dossiers />
          </Card>
        )}
        {waiting.items.length > 0 && (
          <Heading level={2} look={3}>
            {list.sent}
          </Heading>
        )}
        {sent.items.length === 0 ? (
          <EmptyState icon="mail">{list.empty}</EmptyState>
        ) : (
          <LetterList items={sent.items} label={list.title} request={request} dossiers />
        )}
        {sent.next && <Pagination older={withQuery(PATH, { na: sent.next })} label={list.older} />}
      </Stack>
    )
  },
})

interface OfDossier {
  readonly dossier: DossierShown
  readonly tabs: TabsShown
  readonly letters: { readonly items: readonly LetterListed[]; readonly may: Record<string, boolean> }
}

const START = 'startLetter'

function StartForm({ request }: { request: PageRequest }) {
  const { ofDossier, letter } = wordsOf(request.locale).web
  const corrects = request.query.verbetert ?? ''
  return (
    <Card title={corrects ? letter.correct : ofDossier.start}>
      {corrects && <Paragraph soft>{letter.correctHint}</Paragraph>}
      <Form
        action={request.path}
        fields={{ ...formFields(START, request), corrects: typed(request, START, 'corrects', corrects) }}
      >
        <Mistakes request={request} act={START} fields={{ title: ofDossier.startTitle }} />
        <TextInput
          name="title"
          label={ofDossier.startTitle}
          hint={ofDossier.startHint}
          maxLength={200}
          value={typed(request, START, 'title')}
          error={wrong(request, START, 'title')}
          required
        />
        <Button kind="primary" icon="mail-plus">
          {ofDossier.start}
        </Button>
      </Form>
    </Card>
  )
}

export const lettersOfPage = page({
  at: '/dossiers/:dossierId/brieven',
  nav: 'dossiers',
  load: async (request): Promise<OfDossier> => {
    const dossierId = idOf(request, 'dossierId')
    const {
      dossier,
      tabs,
      answers: [letters],
    } = await askAbout(request, dossierId, ['listLettersOf', { dossierId }])
    return { dossier, tabs, letters }
  },
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.ofDossier.title,
    breadcrumb: crumbs(request, dossier),
  }),
  view: ({ dossier, tabs, letters }, request) => {
    const { ofDossier, letter } = wordsOf(request.locale).web
    const { items, may } = letters
    return (
      <Stack>
        <Unkept request={request} shown={[may.startLetter && START]} />
        <PageHead title={ofDossier.title} />
        <DossierTabs dossier={dossier} tabs={tabs} current="letters" request={request} />
        {items.length === 0 ? (
          <EmptyState icon="mail">{ofDossier.empty}</EmptyState>
        ) : (
          <LetterList items={items} label={ofDossier.title} request={request} />
        )}
        {may.startLetter &&
          items
            .filter((one) => one.state === 'sent' || one.state === 'discussed')
            .slice(0, 3)
            .map((one) => (
              <Paragraph small key={one.letterId}>
                <Link href={withQuery(request.path, { verbetert: one.letterId })}>
                  {letter.correct}: {one.title}
                </Link>
              </Paragraph>
            ))}
        {may.startLetter && <StartForm request={request} />}
        <Link href={PATH}>{ofDossier.all}</Link>
      </Stack>
    )
  },
  forms: {
    startLetter: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        title: form.text('title'),
        ...(form.optional('corrects') ? { corrects: form.text('corrects') } : {}),
      }),
      then: ({ letterId }) => `${composeHref(letterId)}?gedaan=startLetter`,
    },
  },
})
