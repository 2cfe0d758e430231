// One moment of the long-term agenda: when and how it is treated, every move with its reason, and what the registry may do.
import type { ComponentChildren } from 'preact'
import { idOf, Unkept, wrong } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Alert,
  Button,
  Card,
  Columns,
  Confirm,
  DataList,
  DateField,
  Form,
  formatDate,
  Link,
  PageHead,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  TextArea,
  TextInput,
} from '#foundation/web/components.tsx'
import { type FormValues, formFields, type PageForm, type PageRequest, page, typed } from '#foundation/web/page.ts'
import type { MomentShown } from '../contract.ts'
import { idFor, MistakesOf } from './mistakes.tsx'
import { AGENDA, momentTone, whenOf, wordsOf } from './words.ts'

type Moment = MomentShown & { readonly may?: Readonly<Record<string, boolean>> }

const ACTS = ['confirmMoment', 'treatMoment', 'moveMoment', 'dropMoment'] as const
type Act = (typeof ACTS)[number]

function ActForm({ act, moment, request }: { act: Act; moment: Moment; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const words = text.web.momentForm
  const field = (name: string, value = '') => ({
    id: idFor(act, name),
    name,
    value: typed(request, act, name, value),
    error: wrong(request, act, name),
  })
  const inside: Record<Act, ComponentChildren> = {
    confirmMoment: null,
    treatMoment: (
      <TextArea {...field('text')} label={words.treatText} hint={words.treatHint} rows={3} maxLength={4000} required />
    ),
    moveMoment: (
      <>
        <DateField {...field('plannedOn', moment.plannedOn)} label={words.newDay} required />
        <TextInput
          {...field('startsAt', moment.startsAt ?? '')}
          label={words.newTime}
          hint={words.timeHint}
          width="short"
          required={false}
        />
        <TextArea {...field('reason')} label={words.reason} rows={3} maxLength={4000} required />
      </>
    ),
    dropMoment: <TextArea {...field('reason')} label={words.reason} rows={3} maxLength={4000} required />,
  }
  return (
    <Form action={request.path} fields={formFields(act, request)} label={text.acts[act]}>
      <MistakesOf
        request={request}
        act={act}
        fields={{ text: words.treatText, plannedOn: words.newDay, startsAt: words.newTime, reason: words.reason }}
      />
      {inside[act]}
      <Button kind={act === 'dropMoment' ? 'danger' : 'primary'}>{text.acts[act]}</Button>
    </Form>
  )
}

function WhatNow({ moment, request }: { moment: Moment; request: PageRequest }) {
  const text = wordsOf(request.locale)
  const shown = ACTS.filter((act) => moment.may?.[act] && !(act === 'treatMoment' && moment.state === 'proposed'))
  if (shown.length === 0) return null
  return (
    <Card title={text.web.item.whatNow} tone="wait">
      <Actions>
        {shown.map((act) =>
          // There is nothing to fill in: the button is the act.
          act === 'confirmMoment' ? (
            <ActForm key={act} act={act} moment={moment} request={request} />
          ) : (
            <Confirm key={act} label={text.acts[act]} open={request.refused?.act === act}>
              <ActForm act={act} moment={moment} request={request} />
            </Confirm>
          ),
        )}
      </Actions>
    </Card>
  )
}

const momentForm = (act: Act, input: (form: FormValues) => object): Record<string, PageForm> => ({
  [act]: {
    input: (form, request) => ({ momentId: idOf(request, 'momentId'), ...input(form) }),
    then: (_, request) => `${AGENDA}/${idOf(request, 'momentId')}?gedaan=${act}`,
  },
})

export const momentPage = page({
  at: `${AGENDA}/:momentId`,
  nav: 'council',
  open: true,
  load: (request) => request.ask<Moment>('readMoment', { momentId: idOf(request, 'momentId') }),
  ofOrganisation: (moment) => moment.organisationId,
  frame: (moment, request) => ({
    title: moment.subject,
    breadcrumb: [{ href: AGENDA, label: wordsOf(request.locale).web.agenda }],
  }),
  view: (moment, request) => {
    const text = wordsOf(request.locale)
    const words = text.web.moments
    const dates = formatDate(request.locale)
    return (
      <Stack>
        <Unkept request={request} shown={ACTS.filter((act) => moment.may?.[act])} />
        <PageHead
          above={`${words.above} · ${text.momentKinds[moment.kind]}`}
          title={moment.subject}
          badges={<StateBadge tone={momentTone[moment.state]}>{text.momentStates[moment.state]}</StateBadge>}
        />
        {moment.state === 'proposed' && (
          <Alert>
            <Paragraph>{words.proposed}</Paragraph>
          </Alert>
        )}
        <Columns
          sideLabel={words.facts}
          sideFirst
          side={
            <Card title={words.facts}>
              <DataList
                look="tight"
                items={[
                  { label: words.day, value: whenOf(moment, dates.date(moment.plannedOn), request.locale) },
                  { label: words.body, value: moment.body },
                  ...(moment.place ? [{ label: words.place, value: moment.place }] : []),
                  { label: words.council, value: moment.organisationName },
                  ...(moment.dossierId
                    ? [
                        {
                          label: words.dossier,
                          value: <Link href={`/dossiers/${moment.dossierId}`}>{moment.dossierTitle}</Link>,
                        },
                      ]
                    : []),
                ]}
              />
            </Card>
          }
        >
          <Stack>
            {moment.ending && (
              <Card
                title={moment.ending.outcome === 'treated' ? words.treated : words.dropped}
                tone={moment.ending.outcome === 'treated' ? 'done' : undefined}
              >
                <Prose text={moment.ending.text} />
              </Card>
            )}
            <WhatNow moment={moment} request={request} />
            {moment.moves.length > 0 && (
              <Card title={words.moves}>
                <ol class="schakel-plain-list schakel-stack schakel-stack--sm">
                  {moment.moves.map((move) => (
                    <li key={move.movedAt}>
                      <p class="nl-paragraph">
                        <strong>{words.moved(dates.date(move.was), dates.date(move.became))}</strong>
                      </p>
                      <Prose text={move.reason} />
                    </li>
                  ))}
                </ol>
              </Card>
            )}
          </Stack>
        </Columns>
      </Stack>
    )
  },
  forms: {
    ...momentForm('confirmMoment', () => ({})),
    ...momentForm('treatMoment', (form) => ({ text: form.text('text') })),
    ...momentForm('moveMoment', (form) => {
      const startsAt = form.optional('startsAt')
      return { plannedOn: form.text('plannedOn'), reason: form.text('reason'), ...(startsAt ? { startsAt } : {}) }
    }),
    ...momentForm('dropMoment', (form) => ({ reason: form.text('reason') })),
  },
})
