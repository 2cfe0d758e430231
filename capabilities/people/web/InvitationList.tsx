// Invitations with their state and age, each to be sent again or withdrawn on the spot.
import { Button, Form, formatDate, Hidden, Paragraph, Row, Stack, StateBadge } from '#foundation/web/components.tsx'
import { formFields, type PageForm, type PageRequest } from '#foundation/web/page.ts'
import type { InvitationListed } from '../contract.ts'
import { wordsOf } from './words.ts'

const TONES = { waiting: 'wait', expired: 'late', accepted: 'done', withdrawn: 'closed' } as const

export function InvitationList({
  request,
  items,
  action,
}: {
  request: PageRequest
  items: readonly InvitationListed[]
  /** The address of the page that the list stands on, with its question. */
  action: string
}) {
  const { invitation, invitationStates, positions } = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  return (
    <ul class="schakel-link-list" aria-label={invitation.list}>
      {items.map((one) => (
        <li key={one.invitationId} class="schakel-link-list__item">
          <Stack gap="xs">
            <Row spread>
              <strong>{one.name}</strong>
              <StateBadge tone={TONES[one.state]}>{invitationStates[one.state]}</StateBadge>
            </Row>
            <Paragraph>
              {one.email} · {one.functionName}, {one.organisationName} · {positions[one.position]}
            </Paragraph>
            <Paragraph small soft>
              {[
                invitation.sent(dates.day(one.sentAt, request.now), one.sentTimes),
                one.state === 'waiting' && invitation.expires(dates.day(one.expiresAt, request.now)),
                one.invitedByName && invitation.by(one.invitedByName),
                one.forDossier && invitation.forDossier,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Paragraph>
            {(one.state === 'waiting' || one.state === 'expired') && (
              <Row>
                {(['resendInvitation', 'withdrawInvitation'] as const).map((act) => (
                  <Form
                    key={act}
                    action={action}
                    fields={{
                      ...formFields(act, request),
                      // Two forms of one page are two acts: each needs a key of its own.
                      _key: `${request.key}-${act === 'resendInvitation' ? 'r' : 'w'}-${one.invitationId}`,
                      invitationId: one.invitationId,
                    }}
                  >
                    <Button small kind={act === 'withdrawInvitation' ? 'subtle' : 'secondary'}>
                      {act === 'resendInvitation' ? invitation.resend : invitation.withdraw}
                      <Hidden>: {invitation.actsFor(one.name)}</Hidden>
                    </Button>
                  </Form>
                ))}
              </Row>
            )}
          </Stack>
        </li>
      ))}
    </ul>
  )
}

/** What the list needs of its page; `back` is where the reader was. */
export const invitationForms = (back: (request: PageRequest) => string): Record<string, PageForm> =>
  Object.fromEntries(
    (['resendInvitation', 'withdrawInvitation'] as const).map((act) => [
      act,
      {
        input: (form) => ({ invitationId: form.text('invitationId') }),
        then: (_, request) => {
          const address = back(request)
          return `${address}${address.includes('?') ? '&' : '?'}gedaan=${act}`
        },
      } satisfies PageForm,
    ]),
  )
