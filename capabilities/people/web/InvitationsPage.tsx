// The invitations of the organisation that somebody administers, and inviting somebody new.
import {
  Button,
  EmptyState,
  Form,
  LinkButton,
  PageHead,
  Row,
  Select,
  Stack,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, page, typed } from '#foundation/web/page.ts'
import type { InvitationListed } from '../contract.ts'
import { AdminHead } from './admin.tsx'
import { Mistakes, positionOptions } from './form.tsx'
import { InvitationList, invitationForms } from './InvitationList.tsx'
import { afterOf, withQuery, wordsOf } from './words.ts'

interface Answer {
  readonly organisationId: string
  readonly organisationName: string
  readonly isGovernment: boolean
  readonly items: readonly InvitationListed[]
  readonly next: string | null
}

const stateOf = (asked: string | undefined) => (asked === 'all' ? ('all' as const) : ('open' as const))

export const invitationsPage = page({
  at: '/beheer/uitnodigingen',
  load: (request) =>
    request.ask<Answer>('listInvitations', { state: stateOf(request.query.stand), after: afterOf(request) }),
  frame: (_, request) => {
    return { title: wordsOf(request.locale).invitation.title }
  },
  view: ({ organisationName, items, next }, request) => {
    const { invitation, admin } = wordsOf(request.locale)
    const state = stateOf(request.query.stand)
    const action = (
      <LinkButton href="/beheer/uitnodigingen/nieuw" kind="primary" icon="plus">
        {invitation.inviteTitle}
      </LinkButton>
    )
    return (
      <Stack>
        <AdminHead request={request} organisationName={organisationName} current="invitations" actions={action} />
        <Mistakes request={request} act="resendInvitation" fields={[]} />
        <Mistakes request={request} act="withdrawInvitation" fields={[]} />
        <Form action="/beheer/uitnodigingen" method="get" label={invitation.which} inline>
          <Select
            name="stand"
            label={invitation.which}
            options={[
              { value: 'open', label: invitation.open },
              { value: 'all', label: invitation.all },
            ]}
            value={state}
          />
          <Button icon="search">{admin.find}</Button>
        </Form>
        {items.length ? (
          <InvitationList
            request={request}
            items={items}
            action={withQuery('/beheer/uitnodigingen', { stand: request.query.stand })}
          />
        ) : (
          <EmptyState icon="mail" action={action}>
            {invitation.none}
          </EmptyState>
        )}
        {next && (
          <Row>
            <LinkButton href={withQuery('/beheer/uitnodigingen', { stand: state, na: next })}>
              {invitation.more}
            </LinkButton>
          </Row>
        )}
      </Stack>
    )
  },
  forms: invitationForms(() => '/beheer/uitnodigingen'),
})

const ACT = 'invite'

export const invitePage = page({
  at: '/beheer/uitnodigingen/nieuw',
  load: (request) => request.ask<Answer>('listInvitations', { limit: 1 }),
  frame: (_, request) => {
    const { admin, invitation } = wordsOf(request.locale)
    return {
      title: invitation.inviteTitle,
      narrow: true,
      breadcrumb: [
        { href: '/beheer', label: admin.title },
        { href: '/beheer/uitnodigingen', label: invitation.title },
      ],
    }
  },
  view: ({ organisationId, organisationName, isGovernment }, request) => {
    const { invitation, member } = wordsOf(request.locale)
    return (
      <Stack>
        <PageHead title={invitation.inviteTitle} lead={invitation.inviteLead(organisationName)} />
        <Mistakes request={request} act={ACT} fields={['name', 'email', 'position', 'functionName']} />
        <Form action={request.path} fields={{ ...formFields(ACT, request), organisationId }}>
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
          <Select
            name="position"
            label={invitation.position}
            required
            options={positionOptions(request, isGovernment)}
            value={typed(request, ACT, 'position', isGovernment ? 'staff' : 'partner')}
            error={errorOf(request, ACT, 'position')}
          />
          <TextInput
            name="functionName"
            label={invitation.functionName}
            hint={member.functionHint}
            required
            maxLength={120}
            value={typed(request, ACT, 'functionName')}
            error={errorOf(request, ACT, 'functionName')}
          />
          <Button kind="primary" icon="send">
            {invitation.send}
          </Button>
        </Form>
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (form) => ({
        organisationId: form.text('organisationId'),
        name: form.text('name'),
        email: form.text('email'),
        position: form.text('position'),
        functionName: form.text('functionName'),
      }),
      then: () => `/beheer/uitnodigingen?gedaan=${ACT}`,
    },
  },
})
