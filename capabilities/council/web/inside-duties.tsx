// What the council must still hear: warnings that only informing the council ends, and telling what it must know at once.
import { Mistakes } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  Confirm,
  DateField,
  Details,
  dayOf,
  Form,
  formatDate,
  Paragraph,
  Prose,
  RadioGroup,
  Select,
  Stack,
  StateBadge,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, typed } from '#foundation/web/page.ts'
import { DELAYS, type DutyShown, FRAME_PLACES, INFORMED_FORMS, type PartShown, SAID_TRIGGERS } from '../contract.ts'
import { Rhythm } from './rhythm.tsx'
import { wordsOf } from './words.ts'

const whatOf = (duty: DutyShown, request: PageRequest) => {
  const word = wordsOf(request.locale).web.triggers[duty.kind] ?? duty.kind
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

function Answer({ duty, request }: { duty: DutyShown; request: PageRequest }) {
  const { inside, delays } = wordsOf(request.locale).web
  const act = 'answerWarning'
  const mine = request.refused?.act === act && request.refused.values.dutyId === duty.dutyId
  const of = (name: string) => ({
    name,
    id: `${name}-${duty.dutyId}`,
    value: mine ? typed(request, act, name) : '',
    error: mine ? errorOf(request, act, name) : undefined,
  })
  return (
    <Confirm label={inside.answer} small open={mine}>
      <Form action={request.path} fields={{ ...formFields(act, request), dutyId: duty.dutyId }}>
        {mine && (
          <Mistakes
            request={request}
            act={act}
            fields={{ code: inside.code, explanation: inside.explanation, expectedOn: inside.expectedOn }}
          />
        )}
        <RadioGroup
          {...of('code')}
          label={inside.code}
          options={DELAYS.map((code) => ({ value: code, label: delays[code] }))}
          required
        />
        <TextArea
          {...of('explanation')}
          label={inside.explanation}
          hint={inside.explanationHint}
          rows={2}
          maxLength={2000}
          required={false}
        />
        <DateField {...of('expectedOn')} label={inside.expectedOn} min={dayOf(request.now)} required={false} />
        <Actions>
          <Button kind="primary">{inside.answerYes}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

/** Every duty that stands open, the most pressing first; there is no button that puts it away. */
export function Duties({ shown, request }: { shown: PartShown; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  const { inside } = web
  const dates = formatDate(request.locale)
  const open = shown.duties.filter((duty) => !duty.informedAt).sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  const late = open.some((duty) => duty.state === 'lapsed')
  const history = [...shown.duties].sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  return (
    <Card
      title={inside.duties}
      tone={late ? 'late' : open.some((duty) => duty.told > 0) ? 'wait' : undefined}
      id="informeren"
    >
      {open.length === 0 ? (
        <Paragraph soft>{inside.noDuties}</Paragraph>
      ) : (
        <ul class="schakel-plain-list">
          {open.map((duty) => (
            <li key={duty.dutyId}>
              <Stack gap="xs">
                <Paragraph>
                  <StateBadge
                    tone={duty.state === 'lapsed' ? 'late' : duty.state === 'nearlyLapsed' ? 'wait' : 'active'}
                  >
                    {duty.state === 'lapsed'
                      ? inside.lapsed
                      : duty.state === 'nearlyLapsed'
                        ? inside.nearly
                        : inside.running}
                  </StateBadge>{' '}
                  {inside.duty(whatOf(duty, request), dates.day(duty.dueOn, request.now))}
                </Paragraph>
                {duty.answers.map((answer) => (
                  <div key={answer.answeredAt}>
                    <Paragraph small>
                      {web.today.answered(
                        web.delays[answer.code] ?? answer.code,
                        answer.expectedOn ? dates.date(answer.expectedOn) : '',
                      )}
                    </Paragraph>
                    {answer.explanation && <Prose text={answer.explanation} />}
                  </div>
                ))}
                {duty.told > 0 && (
                  <Paragraph small soft>
                    {inside.stays}
                  </Paragraph>
                )}
                {shown.may.answerWarning && duty.told > 0 && <Answer duty={duty} request={request} />}
              </Stack>
            </li>
          ))}
        </ul>
      )}
      {history.some((duty) => duty.informedAt) && (
        <Details summary={web.rhythm.title}>
          <Rhythm duties={history} today={dayOf(request.now)} locale={request.locale} />
        </Details>
      )}
    </Card>
  )
}

export function Inform({ request }: { request: PageRequest }) {
  const { inside } = wordsOf(request.locale).web
  const act = 'informCouncil'
  return (
    <Card>
      <Confirm label={inside.inform} icon="speakerphone" open={request.refused?.act === act}>
        <Form action={request.path} fields={formFields(act, request)} keep="inform-council">
          <Mistakes request={request} act={act} fields={{ text: inside.informText, form: inside.informForm }} />
          <Paragraph>{inside.informLead}</Paragraph>
          <TextArea
            name="text"
            id="inform-text"
            label={inside.informText}
            rows={6}
            maxLength={20_000}
            value={typed(request, act, 'text')}
            error={errorOf(request, act, 'text')}
            required
          />
          <Select
            name="form"
            id="inform-form"
            label={inside.informForm}
            value={typed(request, act, 'form', 'line')}
            options={INFORMED_FORMS.map((form) => ({ value: form, label: inside.informForms[form] ?? form }))}
          />
          <Actions>
            <Button kind="primary">{inside.informYes}</Button>
          </Actions>
        </Form>
      </Confirm>
    </Card>
  )
}

/** Media, a complaint, a departure from a frame: what the house cannot see by itself. */
export function Tell({ shown, request }: { shown: PartShown; request: PageRequest }) {
  const { inside, frames } = wordsOf(request.locale).web
  const trigger = 'announceTrigger'
  const departure = 'reportDeparture'
  if (!shown.may[trigger] && !shown.may[departure]) return null
  return (
    <Card title={inside.tell}>
      <Stack gap="sm">
        {shown.may[trigger] && (
          <Confirm label={inside.trigger} small open={request.refused?.act === trigger}>
            <Form action={request.path} fields={formFields(trigger, request)}>
              <Mistakes
                request={request}
                act={trigger}
                fields={{ trigger: inside.triggerWhat, text: inside.triggerText }}
              />
              <RadioGroup
                name="trigger"
                label={inside.triggerWhat}
                options={SAID_TRIGGERS.map((one) => ({ value: one, label: inside.triggerKinds[one] }))}
                value={typed(request, trigger, 'trigger')}
                error={errorOf(request, trigger, 'trigger')}
                required
              />
              <TextArea
                name="text"
                id="trigger-text"
                label={inside.triggerText}
                rows={3}
                maxLength={4000}
                value={typed(request, trigger, 'text')}
                error={errorOf(request, trigger, 'text')}
                required
              />
              <Actions>
                <Button kind="primary">{inside.triggerYes}</Button>
              </Actions>
            </Form>
          </Confirm>
        )}
        {shown.may[departure] && (
          <Confirm label={inside.departure} small open={request.refused?.act === departure}>
            <Form action={request.path} fields={formFields(departure, request)}>
              <Mistakes
                request={request}
                act={departure}
                fields={{
                  place: inside.departurePlace,
                  rule: inside.departureRule,
                  reason: inside.departureReason,
                }}
              />
              <Paragraph>{inside.departureLead}</Paragraph>
              <Select
                name="place"
                label={inside.departurePlace}
                value={typed(request, departure, 'place')}
                error={errorOf(request, departure, 'place')}
                empty="–"
                options={FRAME_PLACES.map((place) => ({
                  value: String(place),
                  label: `${place}. ${frames.names[place - 1]}`,
                }))}
                required
              />
              <TextInput
                name="rule"
                label={inside.departureRule}
                maxLength={1000}
                value={typed(request, departure, 'rule')}
                error={errorOf(request, departure, 'rule')}
                required
              />
              <TextArea
                name="reason"
                id="departure-reason"
                label={inside.departureReason}
                rows={3}
                maxLength={4000}
                value={typed(request, departure, 'reason')}
                error={errorOf(request, departure, 'reason')}
                required
              />
              <Actions>
                <Button kind="primary">{inside.departureYes}</Button>
              </Actions>
            </Form>
          </Confirm>
        )}
      </Stack>
    </Card>
  )
}
