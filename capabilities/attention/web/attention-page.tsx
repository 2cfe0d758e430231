// When you hear what: digest, quiet hours, calendar and browsers on one page.
import { Mistakes } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  CheckboxField,
  EmptyState,
  Form,
  formatDate,
  Hidden,
  Link,
  PageHead,
  Paragraph,
  RadioGroup,
  Row,
  Select,
  Stack,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type Page, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { type AttentionShown, DIGEST_HOURS, DIGESTS, QUIET_FROM, QUIET_UNTIL } from '../contract.ts'
import { PATH, wordsOf } from './words.ts'

const SAVE = 'changeAttention'
const CALENDAR = 'makeCalendar'

interface Part {
  readonly mine: AttentionShown
  readonly request: PageRequest
}

/** A box that was left empty in a refused form is empty, whatever was saved before. */
const ticked = (request: PageRequest, name: string, start: boolean) =>
  request.refused?.act === SAVE ? typed(request, SAVE, name) !== '' : start

function Settings({ mine, request }: Part) {
  const { digest, quiet, immediate, calendar, hour, save } = wordsOf(request.locale).web
  const hours = (choices: readonly number[]) => choices.map((one) => ({ value: String(one), label: hour(one) }))
  const field = (name: keyof AttentionShown) => ({
    name,
    value: typed(request, SAVE, name, String(mine[name])),
    error: errorOf(request, SAVE, name),
  })
  return (
    <Form action={PATH} fields={formFields(SAVE, request)}>
      <Stack gap="lg">
        <Mistakes
          request={request}
          act={SAVE}
          fields={{ digest: digest.when, digestHour: digest.hour, quietFrom: quiet.from, quietUntil: quiet.until }}
        />
        <Card title={digest.title}>
          <Stack>
            <Paragraph soft>{digest.lead}</Paragraph>
            <RadioGroup
              {...field('digest')}
              label={digest.when}
              options={DIGESTS.map((value) => ({ value, label: digest.digests[value] }))}
            />
            <Select {...field('digestHour')} label={digest.hour} width="short" options={hours(DIGEST_HOURS)} />
            <Paragraph small soft>
              {mine.email ? digest.to(mine.email) : digest.noEmail}
            </Paragraph>
          </Stack>
        </Card>
        <Card title={immediate.title}>
          <CheckboxField
            name="immediate"
            label={immediate.on}
            hint={immediate.hint}
            checked={ticked(request, 'immediate', mine.immediate)}
          />
        </Card>
        <Card title={quiet.title}>
          <Stack>
            <Paragraph soft>{quiet.lead}</Paragraph>
            <CheckboxField
              name="quietHours"
              label={quiet.on}
              checked={ticked(request, 'quietHours', mine.quietHours)}
            />
            <Row>
              <Select {...field('quietFrom')} label={quiet.from} width="short" options={hours(QUIET_FROM)} />
              <Select {...field('quietUntil')} label={quiet.until} width="short" options={hours(QUIET_UNTIL)} />
            </Row>
            <CheckboxField
              name="quietWeekends"
              label={quiet.weekends}
              checked={ticked(request, 'quietWeekends', mine.quietWeekends)}
            />
          </Stack>
        </Card>
        <Card title={calendar.title}>
          <CheckboxField
            name="calendarTitles"
            label={calendar.titles}
            hint={calendar.titlesHint}
            checked={ticked(request, 'calendarTitles', mine.calendarTitles)}
          />
        </Card>
        <Actions>
          <Button kind="primary">{save}</Button>
        </Actions>
      </Stack>
    </Form>
  )
}

function Calendars({ mine, request }: Part) {
  const { calendar } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  return (
    <Card title={calendar.make} id="agenda">
      <Stack>
        {mine.newCalendar && (
          <Alert kind="ok" title={calendar.newTitle} live>
            <Paragraph>{calendar.newLead}</Paragraph>
            <p class="nl-paragraph schakel-prose">
              <code data-new-calendar>{mine.newCalendar}</code>
            </p>
          </Alert>
        )}
        <Paragraph soft>{calendar.lead}</Paragraph>
        {mine.calendars.length === 0 && <EmptyState icon="calendar">{calendar.empty}</EmptyState>}
        {mine.calendars.map((one) => (
          <Row spread key={one.calendarId}>
            <span>
              <strong>{one.name}</strong>
              <br />
              <span class="schakel-meta">{calendar.made(dates.date(one.madeAt))}</span>
            </span>
            <Form
              action={PATH}
              fields={{ ...formFields('revokeCalendar', request), calendarId: one.calendarId }}
              inline
            >
              <Button small>
                {calendar.revoke}
                <Hidden> {one.name}</Hidden>
              </Button>
            </Form>
          </Row>
        ))}
        <Form action={PATH} fields={formFields(CALENDAR, request)} label={calendar.make}>
          <TextInput
            name="name"
            label={calendar.name}
            hint={calendar.nameHint}
            maxLength={100}
            required
            value={typed(request, CALENDAR, 'name')}
            error={errorOf(request, CALENDAR, 'name')}
          />
          <Actions>
            <Button icon="calendar-plus">{calendar.make}</Button>
          </Actions>
        </Form>
      </Stack>
    </Card>
  )
}

function Devices({ mine, request, publicKey }: Part & { publicKey: string }) {
  const { devices, calendar } = wordsOf(request.locale).web
  const dates = formatDate(request.locale)
  return (
    <Card title={devices.title} id="seintje">
      <Stack>
        <Paragraph soft>{devices.lead}</Paragraph>
        {mine.devices.length === 0 && <Paragraph>{devices.empty}</Paragraph>}
        {mine.devices.map((one) => (
          <Row spread key={one.deviceId}>
            <span>
              <strong>{one.name}</strong>
              <br />
              <span class="schakel-meta">{calendar.made(dates.date(one.madeAt))}</span>
            </span>
            <Form action={PATH} fields={{ ...formFields('removeDevice', request), deviceId: one.deviceId }} inline>
              <Button small>
                {devices.off}
                <Hidden> {one.name}</Hidden>
              </Button>
            </Form>
          </Row>
        ))}
        {/* The browser's own question comes only after a click, and needs a script. */}
        <div
          data-push={publicKey}
          data-never={devices.never}
          data-refused={devices.refused}
          data-failed={devices.failed}
          data-phone={devices.phone}
          data-computer={devices.computer}
        >
          <button type="button" class="nl-button nl-button--secondary" data-push-on hidden>
            {devices.on}
          </button>
          <p class="nl-paragraph schakel-soft" role="status" data-push-says>
            {devices.script}
          </p>
        </div>
      </Stack>
    </Card>
  )
}

function Followings({ mine, request }: Part) {
  const { following } = wordsOf(request.locale).web
  return (
    <Card title={following.title} id="volgen">
      {mine.followings.length === 0 ? (
        <Paragraph soft>{following.empty}</Paragraph>
      ) : (
        <ul class="schakel-plain-list schakel-stack schakel-stack--sm">
          {mine.followings.map((one) => (
            <li key={one.dossierId}>
              <Row spread>
                <Link href={`/dossiers/${one.dossierId}/volgen`}>{one.title}</Link>
                <span class="schakel-soft">{following.choices[one.choice]}</span>
              </Row>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const done =
  (act: string, anchor = '') =>
  () =>
    `${PATH}?gedaan=${act}${anchor}`

export const attentionPage = (publicKey: string): Page =>
  page<AttentionShown>({
    at: PATH,
    composes: true,
    load: (request) => request.ask<AttentionShown>('readAttention'),
    frame: (_, request) => ({ title: wordsOf(request.locale).web.title, narrow: true }),
    view: (mine, request) => {
      const words = wordsOf(request.locale).web
      return (
        <Stack gap="lg">
          <PageHead title={words.title} lead={words.lead} />
          <Settings mine={mine} request={request} />
          <Calendars mine={mine} request={request} />
          <Devices mine={mine} request={request} publicKey={publicKey} />
          <Followings mine={mine} request={request} />
        </Stack>
      )
    },
    forms: {
      changeAttention: {
        input: (form) => ({
          digest: form.text('digest'),
          digestHour: form.text('digestHour'),
          quietHours: form.checked('quietHours'),
          quietFrom: form.text('quietFrom'),
          quietUntil: form.text('quietUntil'),
          quietWeekends: form.checked('quietWeekends'),
          immediate: form.checked('immediate'),
          calendarTitles: form.checked('calendarTitles'),
        }),
        then: done(SAVE),
      },
      makeCalendar: { input: (form) => ({ name: form.text('name') }), then: done(CALENDAR, '#agenda') },
      revokeCalendar: {
        input: (form) => ({ calendarId: form.text('calendarId') }),
        then: done('revokeCalendar', '#agenda'),
      },
      removeDevice: { input: (form) => ({ deviceId: form.text('deviceId') }), then: done('removeDevice', '#seintje') },
    },
  })
