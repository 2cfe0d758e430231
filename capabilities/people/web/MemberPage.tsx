// One membership: what somebody is here, their line, and how it ends. The shell, never what they work on.
import {
  Actions,
  Alert,
  Button,
  Card,
  Columns,
  Confirm,
  DataList,
  DateField,
  dayOf,
  Form,
  formatDate,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Stack,
  StateBadge,
  TextInput,
  TimeText,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, page, typed } from '#foundation/web/page.ts'
import type { MemberShown } from '../contract.ts'
import { loadColleagues, Mistakes, ROLE_FIELDS, RoleFields, roleOf, searching } from './form.tsx'
import { idOf, wordsOf } from './words.ts'

const TONES = { coming: 'wait', now: 'active', past: 'closed' } as const

export const memberPage = page({
  at: '/beheer/leden/:membershipId',
  load: async (request) => ({
    one: await request.ask<MemberShown>('readMembership', { membershipId: idOf(request.params.membershipId) }),
    colleagues: await loadColleagues(request, 'changeMembership'),
  }),
  frame: ({ one }, request) => ({
    title: one.name,
    breadcrumb: [
      { href: '/beheer', label: wordsOf(request.locale).admin.title },
      { href: '/beheer/leden', label: wordsOf(request.locale).admin.members },
    ],
  }),
  view: ({ one, colleagues }, request) => {
    const words = wordsOf(request.locale)
    const { member, person, positions, memberStates } = words
    const dates = formatDate(request.locale)
    const { may } = one
    const change = 'changeMembership'
    const end = 'endMembership'
    const side = (
      <Stack>
        <Card title={member.role}>
          <DataList
            look="tight"
            items={[
              { label: person.position, value: positions[one.position] },
              { label: person.email, value: one.contact?.email ?? person.unknown },
              { label: person.phone, value: one.contact?.phone ?? person.unknown },
              { label: person.since, value: <TimeText at={one.sinceDate} show="date" /> },
              ...(one.untilDate ? [{ label: person.until, value: <TimeText at={one.untilDate} show="date" /> }] : []),
            ]}
          />
        </Card>
        <Card title={member.line}>
          {one.line.length ? (
            <ol class="schakel-plain-list schakel-stack schakel-stack--xs">
              {one.line.map((above) => (
                <li key={above.membershipId}>
                  <Link href={`/beheer/leden/${above.membershipId}`}>{above.name}</Link>, {above.functionName}
                </li>
              ))}
            </ol>
          ) : (
            <Paragraph soft>{member.noLine}</Paragraph>
          )}
        </Card>
        <Card title={member.reports}>
          {one.reports.length ? (
            <ul class="schakel-plain-list schakel-stack schakel-stack--xs">
              {one.reports.map((below) => (
                <li key={below.membershipId}>
                  <Link href={`/beheer/leden/${below.membershipId}`}>{below.name}</Link>, {below.functionName}
                </li>
              ))}
            </ul>
          ) : (
            <Paragraph soft>{member.noReports}</Paragraph>
          )}
        </Card>
      </Stack>
    )
    return (
      <Stack>
        <PageHead
          above={one.organisationName}
          title={one.name}
          lead={one.functionName}
          badges={<StateBadge tone={TONES[one.state]}>{memberStates[one.state]}</StateBadge>}
          actions={
            <>
              <LinkButton href={`/mensen/${one.personId}`} icon="user">
                {member.person}
              </LinkButton>
              <LinkButton href={`/beheer/leden/nieuw?persoon=${one.personId}`} icon="plus">
                {member.secondRole}
              </LinkButton>
            </>
          }
        />
        {one.untilDate && (
          <Alert kind="info">
            {one.state === 'past' ? member.ended(dates.date(one.untilDate)) : member.ends(dates.date(one.untilDate))}{' '}
            {one.departure && member.endedBy(one.departure.decidedByName ?? member.someone, one.departure.reason)}
            {may.keepMembership && (
              <Form action={request.path} fields={{ ...formFields('keepMembership', request) }}>
                <Button small>{member.keep}</Button>
              </Form>
            )}
          </Alert>
        )}
        <Mistakes request={request} act={change} fields={[...ROLE_FIELDS, 'sinceDate']} />
        <Mistakes request={request} act={end} fields={['untilDate', 'reason']} />
        <Mistakes request={request} act="keepMembership" fields={[]} />
        <Columns side={side} sideLabel={member.role}>
          <Stack>
            {may.changeMembership && (
              <Card title={member.change}>
                <Form action={request.path} fields={formFields(change, request)}>
                  <RoleFields
                    request={request}
                    act={change}
                    isGovernment={one.isGovernment}
                    colleagues={colleagues}
                    start={{ ...one, discipline: one.discipline ?? '' }}
                  />
                  <DateField
                    name="sinceDate"
                    label={member.since}
                    value={typed(request, change, 'sinceDate', one.sinceDate)}
                    error={errorOf(request, change, 'sinceDate')}
                  />
                  <Button kind="primary">{member.save}</Button>
                </Form>
              </Card>
            )}
            {may.endMembership && (
              <Card title={member.endTitle}>
                {one.reports.length > 0 && (
                  <Paragraph>
                    {member.endWarning} {one.reports.map((below) => below.name).join(', ')}.
                  </Paragraph>
                )}
                <Confirm label={member.endLabel} kind="danger" open={request.refused?.act === end}>
                  <Form action={request.path} fields={formFields(end, request)}>
                    <DateField
                      name="untilDate"
                      label={member.until}
                      hint={member.endHint}
                      required
                      min={dayOf(request.now)}
                      value={typed(request, end, 'untilDate', dayOf(request.now))}
                      error={errorOf(request, end, 'untilDate')}
                    />
                    <TextInput
                      name="reason"
                      label={member.reason}
                      hint={member.reasonHint}
                      required
                      maxLength={1000}
                      value={typed(request, end, 'reason')}
                      error={errorOf(request, end, 'reason')}
                    />
                    <Actions>
                      <Button kind="danger">{member.end}</Button>
                    </Actions>
                  </Form>
                </Confirm>
              </Card>
            )}
          </Stack>
        </Columns>
      </Stack>
    )
  },
  forms: {
    changeMembership: {
      input: (form, request) => ({
        membershipId: idOf(request.params.membershipId),
        ...roleOf(form),
        sinceDate: form.optional('sinceDate'),
        ...searching(form),
      }),
      then: (_, request) => `${request.path}?gedaan=changeMembership`,
    },
    endMembership: {
      input: (form, request) => ({
        membershipId: idOf(request.params.membershipId),
        untilDate: form.text('untilDate'),
        reason: form.text('reason'),
      }),
      then: (_, request) => `${request.path}?gedaan=endMembership`,
    },
    keepMembership: {
      input: (_, request) => ({ membershipId: idOf(request.params.membershipId) }),
      then: (_, request) => `${request.path}?gedaan=keepMembership`,
    },
  },
})
