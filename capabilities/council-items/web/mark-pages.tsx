// «Dit is een politieke keuze»: saying it, and the page on which who leads the dossier answers and who said it reads what became of it.
import type { DossierShown } from '#capabilities/dossier/contract.ts'
import { idOf, Mistakes, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import { audienceOf, audienceOptions, wordsOf as dossierWords } from '#capabilities/dossier/web/words.ts'
import {
  Actions,
  AudienceChip,
  AudienceChoice,
  Button,
  Card,
  Columns,
  Confirm,
  DataList,
  DateField,
  Form,
  formatDate,
  Link,
  LinkButton,
  PageHead,
  Paragraph,
  Prose,
  RadioGroup,
  Select,
  Stack,
  StateBadge,
  TextArea,
  TextInput,
  TimeText,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { BODIES, type MarkShown, MOMENT_KINDS } from '../contract.ts'
import { idFor, MistakesOf } from './mistakes.tsx'
import { AGENDA, MARKS, wordsOf } from './words.ts'

const MARK = 'markPoliticalChoice'
const ROUTE = 'routePoliticalChoice'
const REFUTE = 'refutePoliticalChoice'

export const markPage = page({
  at: '/dossiers/:dossierId/politieke-keuze',
  nav: 'dossiers',
  composes: true,
  load: async (request): Promise<{ dossier: DossierShown; may: Record<string, boolean> }> => {
    const dossierId = idOf(request, 'dossierId')
    const [dossier, listed] = await request.askTogether(
      ['readDossier', { dossierId }],
      ['listPoliticalChoicesOf', { dossierId, limit: 1 }],
    )
    return { dossier, may: listed.may }
  },
  frame: ({ dossier }, request) => ({
    title: wordsOf(request.locale).web.mark.title,
    narrow: true,
    breadcrumb: [
      { href: '/dossiers', label: dossierWords(request.locale).web.dossiers },
      { href: `/dossiers/${dossier.dossierId}`, label: dossier.title },
    ],
  }),
  view: ({ dossier, may }, request) => {
    const { mark } = wordsOf(request.locale).web
    if (!may[MARK] && !request.refused)
      return (
        <Stack>
          <PageHead title={mark.title} lead={mark.notYours} />
        </Stack>
      )
    return (
      <Stack>
        <PageHead title={mark.title} lead={mark.lead(dossier.title)} />
        <Card>
          <Form
            action={request.path}
            fields={formFields(MARK, request)}
            keep={`political-${dossier.dossierId}`}
            composer
          >
            <Mistakes request={request} act={MARK} fields={{ text: mark.text, audience: mark.audience }} />
            <TextArea
              name="text"
              label={mark.text}
              hint={mark.textHint}
              rows={4}
              maxLength={4000}
              value={typed(request, MARK, 'text')}
              error={wrong(request, MARK, 'text')}
              required
            />
            <AudienceChoice
              name="audience"
              label={mark.audience}
              error={wrong(request, MARK, 'audience')}
              options={audienceOptions(dossierWords(request.locale), dossier.reach, dossier.ceiling, dossier, false)}
              value={typed(request, MARK, 'audience', String(Math.max(Math.min(3, dossier.ceiling), dossier.reach)))}
            />
            <Actions>
              <Button kind="primary">{mark.save}</Button>
              <LinkButton href={`/dossiers/${dossier.dossierId}`} kind="subtle">
                {mark.cancel}
              </LinkButton>
            </Actions>
          </Form>
        </Card>
      </Stack>
    )
  },
  forms: {
    markPoliticalChoice: {
      input: (form, request) => {
        const audience = form.optional('audience')
        return {
          dossierId: idOf(request, 'dossierId'),
          text: form.text('text'),
          ...(audience ? { audience: Number(audience) } : {}),
        }
      },
      then: (answer) => `${MARKS}/${answer.markId}?gedaan=${MARK}`,
    },
  },
})

type Mark = MarkShown & { readonly may: Readonly<Record<string, boolean>> }

const field =
  (request: PageRequest, act: string) =>
  (name: string, value = '') => ({
    id: idFor(act, name),
    name,
    value: typed(request, act, name, value),
    error: wrong(request, act, name),
  })

function RouteForm({ mark, request }: { mark: Mark; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.mark
  const one = field(request, ROUTE)
  return (
    <Form action={request.path} fields={formFields(ROUTE, request)} label={words.route}>
      <MistakesOf
        request={request}
        act={ROUTE}
        fields={{ body: words.body, reason: words.reason, reserve: words.reserve, moment: words.momentOn }}
      />
      <RadioGroup
        {...one('body', 'raad')}
        label={words.body}
        options={BODIES.map((value) => ({ value, label: text.bodies[value] }))}
        required
      />
      <TextArea {...one('reason')} label={words.reason} rows={3} maxLength={4000} required />
      <TextArea
        {...one('reserve', mark.text)}
        label={words.reserve}
        hint={words.reserveHint}
        rows={2}
        maxLength={2000}
        required={false}
      />
      <TextInput
        {...one('subject')}
        label={words.momentSubject}
        hint={words.momentHint}
        maxLength={200}
        required={false}
      />
      <Select
        {...one('kind', 'opinionForming')}
        label={words.momentKind}
        options={MOMENT_KINDS.map((value) => ({ value, label: text.momentKinds[value] }))}
        required={false}
      />
      <DateField
        {...one('plannedOn')}
        id={idFor(ROUTE, 'moment')}
        label={words.momentOn}
        error={wrong(request, ROUTE, 'moment') ?? wrong(request, ROUTE, 'moment.plannedOn')}
        required={false}
      />
      <Button kind="primary">{text.acts[ROUTE]}</Button>
    </Form>
  )
}

function RefuteForm({ request }: { request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.mark
  return (
    <Form action={request.path} fields={formFields(REFUTE, request)} label={words.refute}>
      <MistakesOf request={request} act={REFUTE} fields={{ reason: words.reason }} />
      <TextArea
        {...field(request, REFUTE)('reason')}
        label={words.reason}
        hint={words.refuteHint}
        rows={4}
        maxLength={4000}
        required
      />
      <Button kind="danger">{text.acts[REFUTE]}</Button>
    </Form>
  )
}

function Answer({ mark, request }: { mark: Mark; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.mark
  const { answer } = mark
  if (!answer)
    return (
      <Card tone={mark.state === 'waiting' ? 'wait' : undefined}>
        <Paragraph>{mark.state === 'waiting' ? words.waits : text.markStates.withdrawn}</Paragraph>
        <Link href={`/open-punten/${mark.openItemId}`}>{words.toItem}</Link>
      </Card>
    )
  return (
    <Card
      title={words.answer}
      tone="done"
      aside={<TimeText at={answer.answeredAt} show="relativeTime" now={request.now} />}
    >
      <Paragraph>
        <strong>{text.markStates[answer.outcome]}.</strong> {answer.body && words.toBody(text.bodies[answer.body])}
      </Paragraph>
      <Prose text={answer.reason} />
      {answer.reservedChoiceId && <Paragraph>{words.reserved}</Paragraph>}
      {answer.momentId && (
        <Paragraph>
          <Link href={`${AGENDA}/${answer.momentId}`}>{words.onAgenda}</Link>
        </Paragraph>
      )}
      <Paragraph small soft>
        {answer.role}
      </Paragraph>
    </Card>
  )
}

const short = (words: string) => (words.length > 90 ? `${words.slice(0, 89)}…` : words)

export const politicalPage = page({
  at: `${MARKS}/:markId`,
  load: (request) => request.ask<Mark>('readPoliticalChoice', { markId: idOf(request, 'markId') }),
  frame: (mark, request) => ({
    title: short(mark.text),
    breadcrumb: mark.dossierTitle
      ? [
          { href: '/dossiers', label: dossierWords(request.locale).web.dossiers },
          { href: `/dossiers/${mark.dossierId}`, label: mark.dossierTitle },
        ]
      : [],
  }),
  view: (mark, request) => {
    const text = wordsOf(request.locale)
    const words = text.web.mark
    const dates = formatDate(request.locale)
    const waiting = mark.state === 'waiting'
    return (
      <Stack>
        <Unkept request={request} shown={[ROUTE, REFUTE].filter((act) => mark.may[act])} />
        <PageHead
          above={words.above}
          title={mark.text}
          badges={
            <>
              <StateBadge tone={waiting ? 'wait' : mark.state === 'withdrawn' ? 'closed' : 'done'}>
                {text.markStates[mark.state]}
              </StateBadge>
              <AudienceChip {...audienceOf(dossierWords(request.locale), mark.audience)} />
            </>
          }
        />
        <Columns
          sideLabel={words.above}
          side={
            <Card>
              <DataList
                look="tight"
                items={[
                  { label: words.markedBy, value: mark.markedRole },
                  { label: words.markedOn, value: dates.date(mark.markedAt) },
                  ...(waiting ? [{ label: words.due, value: dates.date(mark.dueOn) }] : []),
                ]}
              />
            </Card>
          }
        >
          <Stack>
            <Answer mark={mark} request={request} />
            {(mark.may[ROUTE] || mark.may[REFUTE]) && (
              <Card title={text.web.item.whatNow} tone="wait">
                <Actions>
                  <Confirm label={words.route} kind="primary" open={request.refused?.act === ROUTE}>
                    <RouteForm mark={mark} request={request} />
                  </Confirm>
                  <Confirm label={words.refute} open={request.refused?.act === REFUTE}>
                    <RefuteForm request={request} />
                  </Confirm>
                </Actions>
              </Card>
            )}
          </Stack>
        </Columns>
      </Stack>
    )
  },
  forms: {
    routePoliticalChoice: {
      input: (form, request) => {
        const body = form.optional('body')
        const reserve = form.optional('reserve')
        const subject = form.optional('subject')
        return {
          markId: idOf(request, 'markId'),
          ...(body ? { body } : {}),
          reason: form.text('reason'),
          ...(reserve ? { reserve } : {}),
          ...(subject ? { moment: { subject, kind: form.text('kind'), plannedOn: form.text('plannedOn') } } : {}),
        }
      },
      then: (_, request) => `${MARKS}/${idOf(request, 'markId')}?gedaan=${ROUTE}`,
    },
    refutePoliticalChoice: {
      input: (form, request) => ({ markId: idOf(request, 'markId'), reason: form.text('reason') }),
      then: (_, request) => `${MARKS}/${idOf(request, 'markId')}?gedaan=${REFUTE}`,
    },
  },
})
