// The information arrangement of a dossier: what runs, what is proposed, and proposing another.
import { Mistakes } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  CheckboxField,
  Confirm,
  DateField,
  dayOf,
  Fieldset,
  Form,
  Heading,
  Paragraph,
  Stack,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, formFields, type PageRequest, typed } from '#foundation/web/page.ts'
import { type ArrangementShown, type PartShown, TRIGGERS } from '../contract.ts'
import { wordsOf } from './words.ts'

function Says({ arrangement, request }: { arrangement: ArrangementShown; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  const { page: words } = web
  return (
    <>
      <Paragraph>
        {words.every(arrangement.weeks)}.{' '}
        {arrangement.triggers.length > 0 &&
          `${words.atOnce} ${arrangement.triggers
            .map((trigger) =>
              trigger === 'money' && arrangement.moneyShare
                ? words.money60(arrangement.moneyShare)
                : (web.triggers[trigger] ?? trigger),
            )
            .join(', ')} (${words.within(arrangement.triggerDays)}).`}
      </Paragraph>
      <Paragraph small soft>
        {words.form} {arrangement.form}
      </Paragraph>
    </>
  )
}

function Proposing({ shown, request }: { shown: PartShown; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  const { inside } = web
  const act = 'proposeArrangement'
  const start = shown.proposed ?? shown.arrangement
  const field = (name: string, value = '') => ({
    name,
    value: typed(request, act, name, value),
    error: errorOf(request, act, name),
  })
  const ticked = request.refused?.act === act ? request.refused.values.triggers : undefined
  const on = (trigger: (typeof TRIGGERS)[number]) =>
    request.refused?.act === act ? [ticked].flat().includes(trigger) : start ? start.triggers.includes(trigger) : true
  return (
    <Confirm label={start ? inside.proposeOther : inside.propose} small open={request.refused?.act === act}>
      <Form action={request.path} fields={formFields(act, request)}>
        <Mistakes
          request={request}
          act={act}
          fields={{
            weeks: inside.weeks,
            triggers: inside.triggers,
            moneyShare: inside.moneyShare,
            triggerDays: inside.triggerDays,
            form: inside.form,
            startsOn: inside.startsOn,
          }}
        />
        <TextInput {...field('weeks', String(start?.weeks ?? 6))} label={inside.weeks} inputMode="numeric" required />
        <Fieldset id="triggers" legend={inside.triggers} error={errorOf(request, act, 'triggers')}>
          {TRIGGERS.map((trigger) => (
            <CheckboxField
              key={trigger}
              name="triggers"
              id={`trigger-${trigger}`}
              value={trigger}
              checked={on(trigger)}
              label={web.triggers[trigger]}
            />
          ))}
        </Fieldset>
        <TextInput
          {...field('moneyShare', start ? String(start.moneyShare ?? '') : '60')}
          label={inside.moneyShare}
          hint={inside.moneyShareHint}
          inputMode="numeric"
          required={false}
        />
        <TextInput
          {...field('triggerDays', String(start?.triggerDays ?? 1))}
          label={inside.triggerDays}
          hint={inside.triggerDaysHint}
          inputMode="numeric"
          required
        />
        <TextArea
          {...field('form', start?.form)}
          label={inside.form}
          hint={inside.formHint}
          rows={2}
          maxLength={1000}
          required
        />
        <DateField
          {...field('startsOn', dayOf(request.now))}
          label={inside.startsOn}
          max={dayOf(request.now)}
          required
        />
        <Actions>
          <Button kind="primary">{inside.proposeYes}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

export function ArrangementCard({ shown, request }: { shown: PartShown; request: PageRequest }) {
  const { inside, page: words } = wordsOf(request.locale).web
  const { arrangement, proposed, may, side } = shown
  const mine = proposed && side && (side === 'registry' ? proposed.registryAt === null : proposed.collegeAt === null)
  const end = 'endArrangement'
  return (
    <Card title={words.arrangement} id="informatieafspraak" tone={mine ? 'wait' : undefined}>
      <Stack gap="sm">
        {arrangement ? (
          <Says arrangement={arrangement} request={request} />
        ) : (
          !proposed && <Paragraph soft>{words.noArrangement}</Paragraph>
        )}
        {proposed && (
          <>
            <Heading level={3} look={5}>
              {inside.proposedTitle}
            </Heading>
            <Says arrangement={proposed} request={request} />
            <Paragraph small soft>
              {proposed.registryAt === null ? inside.waitsFor.registry : inside.waitsFor.college}
            </Paragraph>
            {mine && may.agreeToArrangement && (
              <Form
                action={request.path}
                fields={{ ...formFields('agreeToArrangement', request), arrangementId: proposed.arrangementId }}
              >
                <Actions>
                  <Button kind="primary" icon="check">
                    {inside.agree}
                  </Button>
                </Actions>
              </Form>
            )}
          </>
        )}
        {may.proposeArrangement && <Proposing shown={shown} request={request} />}
        {may[end] && arrangement && (
          <Confirm label={inside.end} small kind="subtle" open={request.refused?.act === end}>
            <Form action={request.path} fields={formFields(end, request)}>
              <Mistakes request={request} act={end} fields={{ reason: inside.reason }} />
              <TextArea
                name="reason"
                id="end-reason"
                label={inside.reason}
                rows={2}
                maxLength={2000}
                value={typed(request, end, 'reason')}
                error={errorOf(request, end, 'reason')}
                required
              />
              <Actions>
                <Button kind="danger">{inside.endYes}</Button>
              </Actions>
            </Form>
          </Confirm>
        )}
      </Stack>
    </Card>
  )
}
