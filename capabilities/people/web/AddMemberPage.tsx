// Adding a member: somebody new by name and e-mail, or another role for somebody who is known.
import { Button, DateField, Form, PageHead, Stack, TextInput } from '#foundation/web/components.tsx'
import { errorOf, formFields, page, typed } from '#foundation/web/page.ts'
import type { PersonShown } from '../contract.ts'
import { loadColleagues, Mistakes, ROLE_FIELDS, RoleFields, roleOf, searching } from './form.tsx'
import { idOf, wordsOf } from './words.ts'

const ACT = 'addMember'

export const addMemberPage = page({
  at: '/beheer/leden/nieuw',
  load: async (request) => {
    const [home, known] = await Promise.all([
      request.ask<{ organisationId: string; organisationName: string; isGovernment: boolean }>('listMembers', {
        limit: 1,
      }),
      request.query.persoon ? request.ask<PersonShown>('readPerson', { personId: idOf(request.query.persoon) }) : null,
    ])
    return { home, known, colleagues: await loadColleagues(request, ACT) }
  },
  frame: (_, request) => {
    const { admin, member } = wordsOf(request.locale)
    return {
      title: member.addTitle,
      narrow: true,
      breadcrumb: [
        { href: '/beheer', label: admin.title },
        { href: '/beheer/leden', label: admin.members },
      ],
    }
  },
  view: ({ home, known, colleagues }, request) => {
    const { member } = wordsOf(request.locale)
    return (
      <Stack>
        <PageHead
          above={home.organisationName}
          title={member.addTitle}
          lead={known ? member.addKnown(known.name) : member.addLead}
        />
        <Mistakes request={request} act={ACT} fields={['name', 'email', 'sinceDate', ...ROLE_FIELDS]} />
        <Form
          action={known ? `${request.path}?persoon=${known.personId}` : request.path}
          fields={{
            ...formFields(ACT, request),
            organisationId: home.organisationId,
            ...(known ? { personId: known.personId } : {}),
          }}
        >
          {!known && (
            <>
              <TextInput
                name="name"
                label={member.name}
                required
                autoComplete="off"
                maxLength={200}
                value={typed(request, ACT, 'name')}
                error={errorOf(request, ACT, 'name')}
              />
              <TextInput
                name="email"
                type="email"
                label={member.email}
                hint={member.emailHint}
                required
                autoComplete="off"
                maxLength={254}
                value={typed(request, ACT, 'email')}
                error={errorOf(request, ACT, 'email')}
              />
            </>
          )}
          <RoleFields
            request={request}
            act={ACT}
            isGovernment={home.isGovernment}
            colleagues={colleagues}
            start={{
              position: home.isGovernment ? 'staff' : 'partner',
              functionName: '',
              discipline: '',
              speaksForOrganisation: false,
              manager: null,
              deputy: null,
            }}
          />
          <DateField
            name="sinceDate"
            label={member.since}
            required={false}
            value={typed(request, ACT, 'sinceDate')}
            error={errorOf(request, ACT, 'sinceDate')}
          />
          <Button kind="primary">{member.add}</Button>
        </Form>
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (form) => ({
        organisationId: form.text('organisationId'),
        ...(form.optional('personId')
          ? { personId: form.text('personId') }
          : { name: form.text('name'), email: form.text('email') }),
        ...roleOf(form),
        sinceDate: form.optional('sinceDate'),
        ...searching(form),
      }),
      then: (answer: { membershipId: string }) => `/beheer/leden/${answer.membershipId}?gedaan=${ACT}`,
    },
  },
})
