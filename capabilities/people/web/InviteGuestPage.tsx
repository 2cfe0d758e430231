// The owner or deputy of a dossier invites a guest of a partner that is involved already.
import {
  Button,
  Card,
  EmptyState,
  Form,
  LinkButton,
  PageHead,
  Paragraph,
  Select,
  Stack,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { InvitationListed } from '../contract.ts'
import { Mistakes } from './form.tsx'
import { InvitationList, invitationForms } from './InvitationList.tsx'
import { idOf, wordsOf } from './words.ts'

const ACT = 'inviteGuest'

interface Answer {
  readonly organisations: readonly { organisationId: string; name: string }[]
  readonly items: readonly InvitationListed[]
  readonly may: Readonly<Record<string, boolean>>
}

const dossierOf = (request: PageRequest) => idOf(request.query.dossierId)
const addressOf = (request: PageRequest) => `/uitnodigen?dossierId=${dossierOf(request)}`

export const inviteGuestPage = page({
  at: '/uitnodigen',
  nav: 'dossiers',
  load: (request) => request.ask<Answer>('listGuestInvitations', { dossierId: dossierOf(request) }),
  frame: (_, request) => {
    const { invitation } = wordsOf(request.locale)
    return {
      title: invitation.guestTitle,
      narrow: true,
      breadcrumb: [{ href: `/dossiers/${dossierOf(request)}`, label: invitation.toDossier }],
    }
  },
  view: ({ organisations, items, may }, request) => {
    const { invitation, refusals } = wordsOf(request.locale)
    return (
      <Stack>
        <PageHead title={invitation.guestTitle} lead={invitation.guestLead} />
        {['resendInvitation', 'withdrawInvitation'].map((act) => (
          <Mistakes key={act} request={request} act={act} fields={[]} />
        ))}
        {!may[ACT] ? (
          <Paragraph>{refusals.dossierIsOpen}</Paragraph>
        ) : organisations.length === 0 ? (
          <EmptyState
            icon="building-community"
            action={<LinkButton href={`/dossiers/${dossierOf(request)}`}>{invitation.toDossier}</LinkButton>}
          >
            {invitation.noOrganisations}
          </EmptyState>
        ) : (
          <>
            <Mistakes request={request} act={ACT} fields={['organisationId', 'name', 'email', 'functionName']} />
            <Form action={addressOf(request)} fields={formFields(ACT, request)}>
              <Select
                name="organisationId"
                label={invitation.organisation}
                required
                empty={organisations.length > 1 ? invitation.chooseOrganisation : undefined}
                options={organisations.map((one) => ({ value: one.organisationId, label: one.name }))}
                value={typed(request, ACT, 'organisationId')}
                error={errorOf(request, ACT, 'organisationId')}
              />
              <TextInput
                name="name"
                label={invitation.name}
                required
                autoComplete="off"
                maxLength={200}
                value={typed(request, ACT, 'name')}
                error={errorOf(request, ACT, 'name')}
              />
              <TextInput
                name="email"
                type="email"
                label={invitation.email}
                hint={invitation.emailHint}
                required
                autoComplete="off"
                maxLength={254}
                value={typed(request, ACT, 'email')}
                error={errorOf(request, ACT, 'email')}
              />
              <TextInput
                name="functionName"
                label={invitation.functionName}
                required
                maxLength={120}
                value={typed(request, ACT, 'functionName')}
                error={errorOf(request, ACT, 'functionName')}
              />
              <Button kind="primary" icon="send">
                {invitation.send}
              </Button>
            </Form>
          </>
        )}
        <Card title={invitation.title}>
          {items.length ? (
            <InvitationList request={request} items={items} action={addressOf(request)} />
          ) : (
            <Paragraph soft>{invitation.noGuests}</Paragraph>
          )}
        </Card>
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (form, request) => ({
        dossierId: dossierOf(request),
        organisationId: form.text('organisationId'),
        name: form.text('name'),
        email: form.text('email'),
        functionName: form.text('functionName'),
      }),
      then: (_, request) => `${addressOf(request)}&gedaan=${ACT}`,
    },
    ...invitationForms(addressOf),
  },
})
