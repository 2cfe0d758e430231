// For administrators: how long answers take here and who hears it when none comes, with what a change would mean.
import { AdminHead } from '#capabilities/people/web/admin.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  Confirm,
  DateField,
  Details,
  dayOf,
  EmptyState,
  Fieldset,
  Form,
  formatDate,
  Heading,
  Hidden,
  Paragraph,
  Row,
  Stack,
  StateBadge,
  Table,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { errorOf, type FormValues, formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { BOUNDS, type ClosingDayShown, KINDS, type TermsShown } from '../contract.ts'
import { Mistakes, nameOf, organisationOf, PATHS, wordsOf } from './words.tsx'

const STEPS = ['remindAfter', 'managerAfter', 'ownerAfter', 'headAfter', 'hour'] as const
const NUMBERS = [...KINDS, ...STEPS] as const
const ACT = 'planTerms'
export const STATE_TONES = { coming: 'wait', valid: 'active', past: 'closed', withdrawn: 'closed' } as const

interface Example {
  readonly askedOn: string
  readonly dueOn: string
  readonly steps: readonly { readonly kind: 'remind' | 'lapse' | 'manager' | 'owner' | 'head'; readonly on: string }[]
}
interface Answer {
  readonly organisationId: string
  readonly current: TermsShown
  readonly versions: readonly TermsShown[]
  readonly closingDays: readonly ClosingDayShown[]
  readonly holidays: readonly string[]
  readonly may: Readonly<Record<string, boolean>>
  readonly example: Example
  /** What somebody tries but did not set. */
  readonly trying: Readonly<Record<string, string>> | null
  /** Why it could not be tried, by field. */
  readonly wrong: Readonly<Record<string, string>>
}

/** Numbers in the address, of somebody who wants to see what they would mean; what is no number is left to today's. */
const triedOf = (request: PageRequest): Record<string, string> | null => {
  const { query } = request
  return NUMBERS.some((name) => query[name] !== undefined)
    ? Object.fromEntries([...NUMBERS, 'askedOn'].map((name) => [name, (query[name] ?? '').slice(0, 20)]))
    : null
}
const refusalOf = (error: unknown) => {
  const { status, fields } = error as { status?: number; fields?: readonly { path: string; code: string }[] }
  return status === 400 ? Object.fromEntries((fields ?? []).map(({ path, code }) => [path, code])) : null
}

export const termsPage = page<Answer>({
  at: PATHS.terms,
  load: async (request) => {
    const organisationId = await organisationOf(request)
    const found = await request.ask('readTerms', { organisationId })
    const now = Object.fromEntries(NUMBERS.map((name) => [name, found.current[name]]))
    const trying = triedOf(request)
    const example = (input: object) => request.ask<Example>('tryTerms', { organisationId, ...input })
    const asked = trying && Object.fromEntries(Object.entries(trying).filter(([, value]) => value !== ''))
    try {
      return { organisationId, ...found, trying, wrong: {}, example: await example({ ...now, ...asked }) }
    } catch (error) {
      const wrong = refusalOf(error)
      if (!wrong || !trying) throw error
      return { organisationId, ...found, trying, wrong, example: await example(now) }
    }
  },
  frame: (_, request) => ({ title: wordsOf(request.locale).web.tabs.terms }),
  view: (answer, request) => {
    const text = wordsOf(request.locale)
    const words = text.web.terms
    const { current, versions, may } = answer
    const dates = formatDate(request.locale)
    return (
      <Stack gap="lg">
        <AdminHead request={request} organisationName={nameOf(request)} current="terms" />
        <Paragraph>{words.whose}</Paragraph>
        <Card title={words.now}>
          <Stack>
            <Paragraph soft>
              {current.validFrom ? words.ownSince(dates.date(current.validFrom)) : words.house}
            </Paragraph>
            <Numbers terms={current} request={request} />
          </Stack>
        </Card>
        <ExampleCard answer={answer} request={request} />
        {may.planTerms && <ChangeCard answer={answer} request={request} />}
        <Card title={words.versions}>
          {versions.length === 0 ? (
            <Paragraph soft>{words.noVersions}</Paragraph>
          ) : (
            <Stack>
              {versions.map((one) => (
                <VersionLine key={one.termsId} one={one} answer={answer} request={request} />
              ))}
            </Stack>
          )}
        </Card>
        <ClosingCard answer={answer} request={request} />
      </Stack>
    )
  },
  forms: {
    [ACT]: {
      input: (form) => ({
        ...numbersOf(form),
        organisationId: form.text('organisationId'),
        validFrom: form.text('validFrom'),
        reason: form.text('reason'),
      }),
      then: () => `${PATHS.terms}?gedaan=${ACT}`,
    },
    withdrawTerms: {
      input: (form) => ({ organisationId: form.text('organisationId'), termsId: form.text('termsId') }),
      then: () => `${PATHS.terms}?gedaan=withdrawTerms`,
    },
    addClosingDay: {
      input: (form) => ({
        organisationId: form.text('organisationId'),
        day: form.text('day'),
        name: form.text('name'),
      }),
      then: () => `${PATHS.terms}?gedaan=addClosingDay#sluitingsdagen`,
    },
    withdrawClosingDay: {
      input: (form) => ({ organisationId: form.text('organisationId'), closingDayId: form.text('closingDayId') }),
      then: () => `${PATHS.terms}?gedaan=withdrawClosingDay#sluitingsdagen`,
    },
  },
})

const numbersOf = (form: FormValues) => Object.fromEntries(NUMBERS.map((name) => [name, form.text(name)]))

/** The terms as two tables: how long for which kind, and who hears it when. */
function Numbers({ terms, request }: { terms: TermsShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.terms
  const steps = [
    { key: 'remind', after: words.remindAfter(terms.remindAfter).replace('{hour}', String(terms.hour)), days: -1 },
    { key: 'lapse', after: words.lapse, days: 0 },
    { key: 'manager', after: words.after(terms.managerAfter), days: terms.managerAfter },
    { key: 'owner', after: words.after(terms.ownerAfter), days: terms.ownerAfter },
    { key: 'head', after: words.after(terms.headAfter), days: terms.headAfter },
  ].sort((a, b) => a.days - b.days)
  return (
    <>
      <Table
        caption={words.standard}
        columns={[
          { key: 'kind', label: words.kind, heads: true },
          { key: 'days', label: words.days },
        ]}
        rows={KINDS.map((kind) => ({
          key: kind,
          cells: { kind: text.kinds[kind], days: words.standardOf(terms[kind]) },
        }))}
      />
      <Table
        caption={words.ladder}
        columns={[
          { key: 'who', label: words.step, heads: true },
          { key: 'when', label: words.when },
        ]}
        rows={steps.map((step) => ({
          key: step.key,
          cells: { who: text.steps[step.key as keyof typeof text.steps], when: step.after },
        }))}
      />
    </>
  )
}

/** «Gevraagd op ma 2 maart → …», for today's terms or for those that somebody tries. */
function ExampleCard({ answer: { example, trying, wrong }, request }: { answer: Answer; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.terms
  const day = (on: string) => formatDate(request.locale).day(on, request.now)
  return (
    <Card title={words.example} id="voorbeeld">
      <Stack gap="sm">
        {trying && Object.keys(wrong).length === 0 && <Alert kind="info">{words.trying}</Alert>}
        <Paragraph>{words.exampleLine(day(example.askedOn), day(example.dueOn))}</Paragraph>
        <ol class="schakel-plain-list">
          <li>
            <strong>{day(example.askedOn)}</strong> {words.exampleAsked.toLowerCase()}
          </li>
          {example.steps.map((step) => (
            <li key={step.kind}>
              <strong>{day(step.on)}</strong> {text.steps[step.kind]}
            </li>
          ))}
        </ol>
      </Stack>
    </Card>
  )
}

function ChangeCard({ answer, request }: { answer: Answer; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.terms
  const { current, trying, wrong, organisationId } = answer
  const start = (name: (typeof NUMBERS)[number]) => trying?.[name] || String(current[name])
  const number = (name: (typeof NUMBERS)[number], label: string, bounds: { minimum: number; maximum: number }) => (
    <TextInput
      key={name}
      name={name}
      type="number"
      inputMode="numeric"
      label={label}
      hint={words.between(bounds.minimum, bounds.maximum)}
      width="short"
      required
      value={typed(request, ACT, name, start(name))}
      error={
        errorOf(request, ACT, name) ?? triedError(wrong[name], text, words.between(bounds.minimum, bounds.maximum))
      }
    />
  )
  return (
    <Card title={words.change} id="wijzigen">
      <Stack>
        <Paragraph>{words.changeLead}</Paragraph>
        <Mistakes request={request} act={ACT} fields={[...NUMBERS, 'validFrom', 'reason']} />
        <Form action={request.path} fields={{ ...formFields(ACT, request), organisationId }}>
          <Fieldset legend={words.standard} hint={words.standardHint(BOUNDS.standard.minimum, BOUNDS.standard.maximum)}>
            <div class="schakel-grid">{KINDS.map((kind) => number(kind, text.kinds[kind], BOUNDS.standard))}</div>
          </Fieldset>
          <Fieldset legend={words.steps}>
            <div class="schakel-grid">
              {number('remindAfter', words.remind, BOUNDS.remindAfter)}
              {number('managerAfter', words.manager, BOUNDS.managerAfter)}
              {number('ownerAfter', words.owner, BOUNDS.ownerAfter)}
              {number('headAfter', words.head, BOUNDS.headAfter)}
              {number('hour', words.hour, BOUNDS.hour)}
            </div>
          </Fieldset>
          <DateField
            name="askedOn"
            label={words.exampleDay}
            required={false}
            value={typed(request, ACT, 'askedOn', trying?.askedOn ?? '')}
            error={wrong.askedOn && words.noDay}
          />
          <DateField
            name="validFrom"
            label={text.web.from}
            min={dayOf(request.now)}
            required
            value={typed(request, ACT, 'validFrom', trying ? (request.query.validFrom ?? '').slice(0, 10) : '')}
            error={errorOf(request, ACT, 'validFrom')}
          />
          <TextArea
            name="reason"
            label={text.web.reason}
            rows={2}
            maxLength={1000}
            required
            value={typed(request, ACT, 'reason', trying ? (request.query.reason ?? '').slice(0, 1000) : '')}
            error={errorOf(request, ACT, 'reason')}
          />
          <Actions>
            <Button kind="primary">{words.save}</Button>
            {/* The same numbers, to the address of this page: it shows what they mean and sets nothing. */}
            <Button icon="eye" formMethod="get" formNoValidate formAction={`${PATHS.terms}#voorbeeld`}>
              {words.tryIt}
            </Button>
          </Actions>
        </Form>
      </Stack>
    </Card>
  )
}

const triedError = (code: string | undefined, text: ReturnType<typeof wordsOf>, between: string): string | undefined =>
  code && ((text.refusals as Record<string, string>)[code.replace('settings.', '')] ?? between)

function VersionLine({ one, answer, request }: { one: TermsShown; answer: Answer; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  return (
    <Details
      summary={
        <>
          {dates.date(one.validFrom!)}{' '}
          <StateBadge tone={STATE_TONES[one.state]}>{text.versionStates[one.state]}</StateBadge>
        </>
      }
    >
      <Stack gap="sm">
        <Paragraph>{one.reason}</Paragraph>
        <p class="schakel-meta">{text.web.by(one.madeByName ?? text.web.somebody, dates.date(one.madeAt!))}</p>
        <Numbers terms={one} request={request} />
        {answer.may.withdrawTerms && !one.used && one.state !== 'withdrawn' && (
          <Confirm label={text.web.withdraw} kind="danger" small>
            <Form
              action={request.path}
              fields={{
                ...formFields('withdrawTerms', request),
                organisationId: answer.organisationId,
                termsId: one.termsId!,
              }}
            >
              <Button kind="danger">{text.web.withdrawSure}</Button>
            </Form>
          </Confirm>
        )}
      </Stack>
    </Details>
  )
}

function ClosingCard({ answer, request }: { answer: Answer; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.terms
  const dates = formatDate(request.locale)
  const { closingDays, organisationId, may, holidays } = answer
  const today = dayOf(request.now)
  return (
    <Card title={words.closing} id="sluitingsdagen">
      <Stack>
        <Paragraph>{words.closingLead}</Paragraph>
        <Mistakes request={request} act="withdrawClosingDay" fields={[]} />
        {closingDays.length === 0 ? (
          <EmptyState icon="calendar-off">{words.noClosing}</EmptyState>
        ) : (
          <ul class="schakel-plain-list">
            {closingDays.map((one) => (
              <li key={one.closingDayId}>
                <Row spread>
                  <span>
                    <strong>{dates.date(one.day)}</strong> {one.name}
                  </span>
                  {may.withdrawClosingDay && one.day >= today && (
                    <Form
                      action={request.path}
                      inline
                      fields={{
                        ...formFields('withdrawClosingDay', request),
                        organisationId,
                        closingDayId: one.closingDayId,
                      }}
                    >
                      <Button small>
                        {words.removeDay} <Hidden>{one.name}</Hidden>
                      </Button>
                    </Form>
                  )}
                </Row>
              </li>
            ))}
          </ul>
        )}
        {may.addClosingDay && (
          <>
            <Heading level={3}>{text.acts.addClosingDay}</Heading>
            <Mistakes request={request} act="addClosingDay" fields={['day', 'name']} />
            <Form action={request.path} fields={{ ...formFields('addClosingDay', request), organisationId }}>
              <DateField
                name="day"
                label={words.day}
                min={today}
                required
                value={typed(request, 'addClosingDay', 'day')}
                error={errorOf(request, 'addClosingDay', 'day')}
              />
              <TextInput
                name="name"
                label={words.name}
                maxLength={100}
                required
                value={typed(request, 'addClosingDay', 'name')}
                error={errorOf(request, 'addClosingDay', 'name')}
              />
              <Button icon="plus">{words.addDay}</Button>
            </Form>
          </>
        )}
        <Details summary={words.holidays}>
          <ul class="schakel-plain-list">
            {holidays.map((day) => (
              <li key={day}>{dates.date(day)}</li>
            ))}
          </ul>
        </Details>
      </Stack>
    </Card>
  )
}
