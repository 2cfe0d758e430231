// An invitation, for who has its link: who asks you, for what, and one button.
import { Button, Form, formatDate, LinkButton, PageHead, Paragraph, Stack } from '#foundation/web/components.tsx'
import { formFields, type Page, page } from '#foundation/web/page.ts'
import { fill, wordsOf } from './words.ts'

interface Invitation {
  readonly organisationName: string
  readonly name: string
  readonly functionName: string
  readonly invitedByName: string
  readonly expiresAt: string
  readonly signInFirst: boolean
}

export const invitationPage: Page = page<Invitation | null>({
  at: '/uitnodiging/:secret',
  open: true,
  // Used, withdrawn, over its time or never made: to whoever holds the address it is all the same.
  load: (request) =>
    request.ask<Invitation>('readInvitation', { secret: request.params['secret']! }).catch(goneOrThrow),
  frame: (invitation, request) => {
    const w = wordsOf(request.locale)
    return {
      title: invitation ? fill(w.invitationTitle, { organisation: invitation.organisationName }) : w.invitationGone,
      narrow: true,
    }
  },
  view: (invitation, request) => {
    const w = wordsOf(request.locale)
    if (!invitation)
      return (
        <Stack>
          <PageHead title={w.invitationGone} lead={w.invitationGoneLead} />
          <LinkButton href="/aanmelden">{w.signInTitle}</LinkButton>
        </Stack>
      )
    return (
      <Stack gap="lg">
        <PageHead
          title={fill(w.invitationTitle, { organisation: invitation.organisationName })}
          lead={fill(w.invitationLead, { by: invitation.invitedByName, role: invitation.functionName })}
        />
        <Paragraph soft>
          {fill(w.invitationFor, {
            name: invitation.name,
            until: formatDate(request.locale).day(invitation.expiresAt, request.now),
          })}
        </Paragraph>
        {invitation.signInFirst ? (
          <>
            <Paragraph>{w.invitationSignInFirst}</Paragraph>
            <LinkButton href={`/aanmelden?verder=${encodeURIComponent(request.path)}`}>{w.signInTitle}</LinkButton>
          </>
        ) : (
          <Form action={request.path} fields={formFields('acceptInvitation', request)}>
            <Button kind="primary" icon="check">
              {w.accept}
            </Button>
          </Form>
        )}
      </Stack>
    )
  },
  forms: {
    acceptInvitation: {
      input: (_, request) => ({ secret: request.params['secret'] }),
      then: (answer) => `${answer.next}?gedaan=acceptInvitation`,
    },
  },
})

const goneOrThrow = (error: unknown): null => {
  const { status } = error as { status?: number }
  if (status === 404 || status === 400) return null
  throw error
}
