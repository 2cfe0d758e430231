// For administrators: which rooms the organisation uses. Switching off says first what that means.
import { AdminHead } from '#capabilities/people/web/admin.tsx'
import {
  Button,
  Card,
  Confirm,
  Form,
  formatDate,
  Heading,
  Paragraph,
  Stack,
  StateBadge,
  TextArea,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { RoomShown } from '../contract.ts'
import { Mistakes, nameOf, organisationOf, PATHS, wordsOf } from './words.tsx'

interface Answer {
  readonly organisationId: string
  readonly items: readonly RoomShown[]
  readonly may: Readonly<Record<string, boolean>>
}

export const roomsPage = page<Answer>({
  at: PATHS.rooms,
  load: async (request) => {
    const organisationId = await organisationOf(request)
    return { ...(await request.ask('listRooms', { organisationId })), organisationId }
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.tabs.rooms }),
  view: ({ organisationId, items, may }, request) => {
    const words = wordsOf(request.locale).web.rooms
    const core = items.filter((one) => !one.optional)
    return (
      <Stack gap="lg">
        <AdminHead request={request} organisationName={nameOf(request)} current="rooms" />
        <Stack gap="sm">
          <Heading level={2}>{words.optional}</Heading>
          {items
            .filter((one) => one.optional)
            .map((one) => (
              <RoomCard key={one.room} one={one} may={may} organisationId={organisationId} request={request} />
            ))}
        </Stack>
        <Stack gap="sm">
          <Heading level={2}>{words.core}</Heading>
          <Paragraph>{words.coreWhy}</Paragraph>
          <ul class="schakel-link-list" aria-label={words.core}>
            {core.map((one) => (
              <li key={one.room} class="schakel-link-list__item">
                <p class="nl-paragraph">
                  <strong>{one.title}</strong>
                </p>
                <p class="schakel-meta">{one.about}</p>
              </li>
            ))}
          </ul>
        </Stack>
      </Stack>
    )
  },
  forms: {
    switchRoomOff: {
      input: (form) => ({
        organisationId: form.text('organisationId'),
        room: form.text('room'),
        reason: form.text('reason'),
      }),
      then: () => `${PATHS.rooms}?gedaan=switchRoomOff`,
    },
    switchRoomOn: {
      input: (form) => ({ organisationId: form.text('organisationId'), room: form.text('room') }),
      then: () => `${PATHS.rooms}?gedaan=switchRoomOn`,
    },
  },
})

function RoomCard({
  one,
  may,
  organisationId,
  request,
}: {
  one: RoomShown
  may: Readonly<Record<string, boolean>>
  organisationId: string
  request: PageRequest
}) {
  const { web } = wordsOf(request.locale)
  const words = web.rooms
  const act = one.off ? 'switchRoomOn' : 'switchRoomOff'
  const mine = typed(request, act, 'room') === one.room
  const fields = { ...formFields(act, request), organisationId, room: one.room }
  return (
    <Card
      title={one.title}
      aside={<StateBadge tone={one.off ? 'closed' : 'active'}>{one.off ? words.off : words.on}</StateBadge>}
    >
      <Stack gap="sm">
        {mine && <Mistakes request={request} act={act} fields={[]} />}
        <Paragraph>{one.about}</Paragraph>
        {one.off && (
          <Paragraph soft>
            {words.since(formatDate(request.locale).date(one.off.since), one.off.byName ?? web.somebody)}{' '}
            {one.off.reason}
          </Paragraph>
        )}
        {one.needs.length > 0 && <p class="schakel-meta">{words.needs(one.needs.join(', '))}</p>}
        {may[act] &&
          (one.off ? (
            <Form action={request.path} fields={fields} inline>
              <Button icon="player-play" small>
                {words.switchOn(one.title)}
              </Button>
            </Form>
          ) : (
            <Confirm label={words.switchOff(one.title)} small open={mine}>
              <Form action={request.path} fields={fields}>
                <ul class="nl-unordered-list">
                  {words.means.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
                <TextArea
                  name="reason"
                  id={`reason-${one.room}`}
                  label={web.reason}
                  rows={2}
                  maxLength={1000}
                  required
                  value={mine ? typed(request, act, 'reason') : ''}
                  error={mine ? errorOf(request, act, 'reason') : undefined}
                />
                <Button kind="danger">{words.sure}</Button>
              </Form>
            </Confirm>
          ))}
      </Stack>
    </Card>
  )
}
