// What attention brings to a dossier: whether one hears of it, with the choice to follow it or to have it quiet.
import { idOf } from '#capabilities/dossier/web/forms.tsx'
import { registerDossierPart } from '#capabilities/dossier/web/parts.tsx'
import { Actions, Button, Card, Form, Link, PageHead, Paragraph, Stack } from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page } from '#foundation/web/page.ts'
import { wordsOf } from './words.ts'

interface Following {
  readonly choice: 'follow' | 'mute' | null
  readonly takesPart: boolean
}

const pathOf = (dossierId: string) => `/dossiers/${dossierId}/volgen`

const saysOf = ({ choice, takesPart }: Following, request: PageRequest) => {
  const words = wordsOf(request.locale).web.following
  return choice === 'mute'
    ? words.muted
    : choice === 'follow'
      ? words.follows
      : takesPart
        ? words.takesPart
        : words.readsAlong
}

function Choices({ dossierId, following, request }: { dossierId: string; following: Following; request: PageRequest }) {
  const words = wordsOf(request.locale).web.following
  const { choice, takesPart } = following
  const buttons = [
    choice === null && !takesPart && { act: 'followDossier', choice: 'follow', label: words.follow, icon: 'bell-plus' },
    choice !== 'mute' &&
      (takesPart || choice === 'follow') && {
        act: 'followDossier',
        choice: 'mute',
        label: words.mute,
        icon: 'bell-off',
      },
    choice === 'mute' && { act: 'unfollowDossier', choice: '', label: words.back, icon: 'bell' },
    choice === 'follow' && { act: 'unfollowDossier', choice: '', label: words.unfollow, icon: 'bell-minus' },
  ].filter((one) => one !== false)
  return (
    <Actions>
      {buttons.map((one) => (
        <Form
          key={one.label}
          action={pathOf(dossierId)}
          label={one.label}
          fields={{ ...formFields(one.act, request), ...(one.choice ? { choice: one.choice } : {}) }}
          inline
        >
          <Button icon={one.icon} small>
            {one.label}
          </Button>
        </Form>
      ))}
    </Actions>
  )
}

registerDossierPart('attention', {
  // Last: it is about the reader, not about the dossier.
  place: 90,
  ask: (dossierId) => ['readFollowing', { dossierId }],
  begin: (_, { dossierId }, { locale }) => ({
    href: pathOf(dossierId),
    icon: 'bell',
    label: wordsOf(locale).web.following.card,
  }),
  // Who chose otherwise than is usual sees that they did.
  view: (following: Following, dossier, request) =>
    following.choice === null ? null : (
      <Card title={wordsOf(request.locale).web.following.card}>
        <Paragraph small soft>
          {saysOf(following, request)}
        </Paragraph>
        <Choices dossierId={dossier.dossierId} following={following} request={request} />
      </Card>
    ),
})

export const followPage = page<{ dossier: { dossierId: string; title: string }; following: Following }>({
  at: '/dossiers/:dossierId/volgen',
  nav: 'dossiers',
  load: async (request) => {
    const dossierId = idOf(request, 'dossierId')
    const [dossier, following] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['readFollowing', { dossierId }],
    )
    return { dossier, following }
  },
  frame: ({ dossier }, request) => ({
    title: `${wordsOf(request.locale).web.following.pageTitle}, ${dossier.title}`,
    narrow: true,
    breadcrumb: [{ href: `/dossiers/${dossier.dossierId}`, label: dossier.title }],
  }),
  view: ({ dossier, following }, request) => {
    const words = wordsOf(request.locale).web.following
    return (
      <Stack>
        <PageHead title={words.pageTitle} lead={saysOf(following, request)} />
        <Choices dossierId={dossier.dossierId} following={following} request={request} />
        <Link href={`/dossiers/${dossier.dossierId}`}>{words.toDossier}</Link>
      </Stack>
    )
  },
  forms: {
    followDossier: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), choice: form.text('choice') }),
      then: (_, request) => `/dossiers/${idOf(request, 'dossierId')}?gedaan=followDossier`,
    },
    unfollowDossier: {
      input: (_, request) => ({ dossierId: idOf(request, 'dossierId') }),
      then: (_, request) => `/dossiers/${idOf(request, 'dossierId')}?gedaan=unfollowDossier`,
    },
  },
})
