// How agreements are shown, in a dossier and in an area: who promises what to whom, the day, and what each side says.
import { wrong } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  DateField,
  Details,
  dayOf,
  Form,
  formatDate,
  Link,
  RadioGroup,
  StateBadge,
  type StateTone,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, typed } from '#foundation/web/page.ts'
import { type AgreementShown, SIDES, WORD_STATES } from '../contract.ts'
import { agreementsHref, wordsOf } from './words.ts'

const tones: Record<AgreementShown['state'], StateTone> = {
  open: 'active',
  changed: 'wait',
  kept: 'done',
  notKept: 'late',
  disputed: 'wait',
  withdrawn: 'closed',
}

const isLate = (one: AgreementShown, now: Date): boolean =>
  ['open', 'changed'].includes(one.state) && one.dueOn < dayOf(now)

/** What a side says of it. Both sides may; nobody decides which of them is right. */
function Say({ one, request }: { one: AgreementShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const { agreementsPage: words } = text.web
  const act = 'sayOfAgreement'
  const sides = SIDES.filter((side) => one[side].mine)
  if (sides.length === 0 || one.state === 'withdrawn') return null
  const mine = typed(request, act, 'agreementId') === one.agreementId
  const at = (name: string, start = '') => ({
    name,
    id: `${name}-${one.agreementId}`,
    value: mine ? typed(request, act, name) : start,
    error: mine ? wrong(request, act, name) : undefined,
  })
  return (
    <Details summary={words.say} open={mine}>
      <Form
        action={request.path}
        fields={{
          ...formFields(act, request),
          agreementId: one.agreementId,
          ...(sides.length === 1 ? { side: sides[0]! } : {}),
        }}
      >
        {sides.length > 1 && (
          <RadioGroup
            {...at('side', 'promiser')}
            label={words.side}
            options={sides.map((side) => ({ value: side, label: one[side].name }))}
            inline
          />
        )}
        <RadioGroup
          {...at('state')}
          label={words.state}
          options={WORD_STATES.map((state) => ({ value: state, label: text.wordStates[state] }))}
          inline
          required
        />
        <TextArea {...at('reason')} label={words.reason} hint={words.reasonHint} rows={2} maxLength={2000} required />
        <DateField
          {...at('dueOn')}
          label={words.newDue}
          hint={words.newDueHint}
          min={dayOf(request.now)}
          required={false}
        />
        <Actions>
          <Button kind="primary" small>
            {words.sayYes}
          </Button>
        </Actions>
      </Form>
    </Details>
  )
}

export function Agreement({ one, request, inArea }: { one: AgreementShown; request: PageRequest; inArea?: boolean }) {
  const text = wordsOf(request.locale)
  const { agreementsPage: words } = text.web
  const dates = formatDate(request.locale)
  const late = isLate(one, request.now)
  return (
    <li>
      <Card
        title={one.promise}
        level={3}
        tone={late || one.state === 'notKept' ? 'late' : one.state === 'disputed' ? 'wait' : undefined}
        aside={
          <StateBadge tone={late ? 'late' : tones[one.state]}>
            {late ? words.late : text.agreementStates[one.state]}
          </StateBadge>
        }
      >
        <p class="nl-paragraph">
          <strong>{one.promiser.name}</strong> → <strong>{one.receiver.name}</strong>
        </p>
        <p class="nl-paragraph schakel-meta">
          {words.due(dates.date(one.dueOn))}
          {one.firstDueOn !== one.dueOn && `. ${words.was(dates.date(one.firstDueOn))}`}
        </p>
        {inArea && (
          <p class="nl-paragraph schakel-meta">
            <Link href={agreementsHref(one.dossierId)}>{one.dossierTitle}</Link>
          </p>
        )}
        {one.state === 'disputed' && <p class="nl-paragraph">{words.disputed}</p>}
        {one.words.length > 0 && (
          <ul class="schakel-plain-list">
            {one.words.map((word, at) => (
              <li key={at}>
                <strong>{words.says(one[word.side].name, text.wordStates[word.state])}</strong>
                {word.dueOn && ` (${words.newDay(dates.date(word.dueOn))})`}. {word.reason}{' '}
                <span class="schakel-soft schakel-small">
                  {word.saidRole}, {dates.short(word.saidAt, request.now)}
                </span>
              </li>
            ))}
          </ul>
        )}
        {!inArea && (
          <>
            <p class="nl-paragraph schakel-small">
              <Link href={`/open-punten/${one.openItemId}`}>{words.toItem}</Link>
            </p>
            <Say one={one} request={request} />
          </>
        )}
      </Card>
    </li>
  )
}

export function AgreementList({
  items,
  request,
  inArea,
}: {
  items: readonly AgreementShown[]
  request: PageRequest
  inArea?: boolean
}) {
  return (
    <ul class="schakel-plain-list schakel-stack schakel-stack--md">
      {items.map((one) => (
        <Agreement key={one.agreementId} one={one} request={request} inArea={inArea} />
      ))}
    </ul>
  )
}
