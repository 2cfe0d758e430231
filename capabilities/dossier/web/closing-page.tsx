// Pausing, taking up again, closing and reopening a dossier. Stopped and no result are full outcomes.
import {
  Actions,
  Button,
  Card,
  Form,
  PageHead,
  Paragraph,
  RadioGroup,
  Stack,
  TextArea,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { type DossierShown, OUTCOMES } from '../contract.ts'
import { crumbs } from './dossier-page.tsx'
import { idOf, Mistakes, Unkept, wrong } from './forms.tsx'
import { wordsOf } from './words.ts'

const CLOSING = ['pauseDossier', 'resumeDossier', 'closeDossier', 'reopenDossier']

function Words({
  request,
  act,
  name,
  label,
  hint,
  maximum,
  rows = 3,
  required = true,
}: {
  request: PageRequest
  act: string
  name: string
  label: string
  hint?: string
  maximum: number
  rows?: number
  required?: boolean
}) {
  return (
    <TextArea
      name={name}
      label={label}
      hint={hint}
      rows={rows}
      maxLength={maximum}
      value={typed(request, act, name)}
      error={wrong(request, act, name)}
      required={required}
    />
  )
}

/** A form with one question, or none. */
function Step({
  request,
  act,
  title,
  lead,
  question,
  maximum = 4000,
  required = true,
  yes,
  primary,
}: {
  request: PageRequest
  act: string
  title: string
  lead: string
  question?: string
  maximum?: number
  required?: boolean
  yes: string
  primary?: boolean
}) {
  return (
    <Card title={title}>
      <Paragraph soft>{lead}</Paragraph>
      <Form action={request.path} fields={formFields(act, request)}>
        <Mistakes request={request} act={act} fields={{ reason: question ?? '' }} />
        {question && (
          <Words
            request={request}
            act={act}
            name="reason"
            label={question}
            maximum={maximum}
            rows={2}
            required={required}
          />
        )}
        <Actions>
          <Button kind={primary ? 'primary' : 'secondary'}>{yes}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

function CloseForm({ dossier, request }: { dossier: DossierShown; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.close
  const act = 'closeDossier'
  return (
    <Form action={request.path} keep={`closure-of-${dossier.dossierId}`} composer fields={formFields(act, request)}>
      <Mistakes
        request={request}
        act={act}
        fields={{ outcome: words.outcome, result: words.result, effect: words.effect, lesson: words.lesson }}
      />
      <Paragraph soft>{words.closeLead}</Paragraph>
      <RadioGroup
        name="outcome"
        label={words.outcome}
        value={typed(request, act, 'outcome')}
        error={wrong(request, act, 'outcome')}
        options={OUTCOMES.map((outcome) => ({
          value: outcome,
          label: text.outcomes[outcome],
          hint: text.outcomeHints[outcome],
        }))}
        required
      />
      <Words request={request} act={act} name="result" label={words.result} hint={words.resultHint} maximum={8000} />
      <Words
        request={request}
        act={act}
        name="effect"
        label={words.effect}
        hint={
          dossier.residentEffect ? `${words.effectHint} ${words.atStart} ‘${dossier.residentEffect}’` : words.effectHint
        }
        maximum={8000}
      />
      <Words request={request} act={act} name="lesson" label={words.lesson} maximum={8000} />
      <Actions>
        <Button kind="primary">{words.closeYes}</Button>
      </Actions>
    </Form>
  )
}

export const closingPage = page({
  at: '/dossiers/:dossierId/afsluiten',
  nav: 'dossiers',
  load: (request) => request.ask<DossierShown>('readDossier', { dossierId: idOf(request, 'dossierId') }),
  frame: (dossier, request) => ({
    title: `${wordsOf(request.locale).web.close.title}, ${dossier.title}`,
    narrow: true,
    breadcrumb: crumbs(request, dossier),
  }),
  view: (dossier, request) => {
    const { close: words } = wordsOf(request.locale).web
    const { may } = dossier
    const none = !CLOSING.some((act) => may[act])
    return (
      <Stack>
        <Unkept request={request} shown={CLOSING.filter((act) => may[act])} />
        <PageHead title={may.reopenDossier ? words.reopen : words.title} />
        {none && <Paragraph>{words.nothing}</Paragraph>}
        {may.resumeDossier && (
          <Step
            request={request}
            act="resumeDossier"
            title={words.resume}
            lead={words.resumeLead}
            yes={words.resumeYes}
            primary
          />
        )}
        {may.pauseDossier && (
          <Step
            request={request}
            act="pauseDossier"
            title={words.pause}
            lead={words.pauseLead}
            question={words.pauseReason}
            yes={words.pauseYes}
          />
        )}
        {may.closeDossier && (
          <Card title={words.close}>
            <CloseForm dossier={dossier} request={request} />
          </Card>
        )}
        {may.reopenDossier && (
          <Step
            request={request}
            act="reopenDossier"
            title={words.reopen}
            lead={words.reopenLead}
            question={words.reopenReason}
            maximum={1000}
            required={false}
            yes={words.reopenYes}
            primary
          />
        )}
      </Stack>
    )
  },
  forms: {
    pauseDossier: {
      input: (form, request) => ({ dossierId: idOf(request, 'dossierId'), reason: form.text('reason') }),
      then: (_, request) => `/dossiers/${idOf(request, 'dossierId')}?gedaan=pauseDossier`,
    },
    resumeDossier: {
      input: (_, request) => ({ dossierId: idOf(request, 'dossierId') }),
      then: (_, request) => `/dossiers/${idOf(request, 'dossierId')}?gedaan=resumeDossier`,
    },
    closeDossier: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        outcome: form.text('outcome'),
        result: form.text('result'),
        effect: form.text('effect'),
        lesson: form.text('lesson'),
      }),
      then: (_, request) => `/dossiers/${idOf(request, 'dossierId')}?gedaan=closeDossier`,
    },
    reopenDossier: {
      input: (form, request) => ({
        dossierId: idOf(request, 'dossierId'),
        ...(form.optional('reason') ? { reason: form.text('reason') } : {}),
      }),
      then: (_, request) => `/dossiers/${idOf(request, 'dossierId')}?gedaan=reopenDossier`,
    },
  },
})
