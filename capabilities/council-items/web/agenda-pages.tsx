// The long-term agenda of the council by month, and the form by which its registry plans a moment.
import type { z } from 'zod'
import type { DossierLine } from '#capabilities/dossier/contract.ts'
import { Mistakes, withQuery, wrong } from '#capabilities/dossier/web/forms.tsx'
import {
  Actions,
  Button,
  Card,
  DateField,
  EmptyState,
  Form,
  formatDate,
  Heading,
  LinkButton,
  LinkList,
  PageHead,
  Paragraph,
  RadioGroup,
  Select,
  Stack,
  StateBadge,
  TabNav,
  TextInput,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page, typed } from '#foundation/web/page.ts'
import { type contract, MOMENT_KINDS, type MomentShown } from '../contract.ts'
import { AGENDA, idIn, momentTone, whenOf, wordsOf } from './words.ts'

type Listed = z.output<typeof contract.listMoments.output>
const PLAN = 'planMoment'

const pastAsked = ({ query }: PageRequest): boolean => query.welke === 'geweest'
const cursorIn = ({ query }: PageRequest): string | undefined =>
  /^\d{4}-\d\d-\d\d\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(query.na ?? '') ? query.na : undefined

/** The council in which somebody may plan: in the role in which they act now. */
const keeps = (request: PageRequest) =>
  request.actor?.acting.position === 'registry' ? request.actor.acting : undefined

export const momentMeta = (
  moment: MomentShown,
  request: Pick<PageRequest, 'locale' | 'now'>,
  alone: boolean,
): string => {
  const text = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  const last = moment.moves.at(-1)
  return [
    whenOf(moment, dates.day(moment.plannedOn, request.now), request.locale),
    text.momentKinds[moment.kind],
    moment.body,
    alone ? '' : moment.organisationName,
    last ? text.web.moments.was(dates.short(last.was, request.now), last.reason) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

export function MomentList({
  moments,
  label,
  alone = false,
  request,
}: {
  moments: readonly MomentShown[]
  label: string
  /** Of one council only, which need not be said each time. */
  alone?: boolean
  request: Pick<PageRequest, 'locale' | 'now'>
}) {
  const text = wordsOf(request.locale)
  return (
    <LinkList
      label={label}
      items={moments.map((moment) => ({
        key: moment.momentId,
        href: `${AGENDA}/${moment.momentId}`,
        title: moment.subject,
        meta: momentMeta(moment, request, alone),
        badge: <StateBadge tone={momentTone[moment.state]}>{text.momentStates[moment.state]}</StateBadge>,
      }))}
    />
  )
}

/** Moments of one month under the name of that month. */
const byMonth = (moments: readonly MomentShown[], locale: PageRequest['locale']) => {
  const name = new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const months = new Map<string, MomentShown[]>()
  for (const moment of moments) {
    const month = name.format(new Date(`${moment.plannedOn}T00:00:00Z`))
    months.set(month, [...(months.get(month) ?? []), moment])
  }
  return [...months]
}

export const agendaPage = page({
  at: AGENDA,
  nav: 'council',
  open: true,
  load: (request) => {
    const organisationId = idIn(request, 'raad')
    const dossierId = idIn(request, 'dossier')
    const after = cursorIn(request)
    return request.ask<Listed>('listMoments', {
      which: pastAsked(request) ? 'past' : 'coming',
      limit: 50,
      ...(organisationId ? { organisationId } : {}),
      ...(dossierId ? { dossierId } : {}),
      ...(after ? { after } : {}),
    })
  },
  ofOrganisation: (_, request) => idIn(request, 'raad'),
  frame: (_, request) => {
    const council = idIn(request, 'raad')
    return {
      title: wordsOf(request.locale).web.moments.title,
      head: (
        <link
          rel="alternate"
          type="application/atom+xml"
          title={wordsOf(request.locale).web.moments.title}
          href={withQuery(`${AGENDA}.atom`, { raad: council })}
        />
      ),
    }
  },
  view: ({ items, next }, request) => {
    const { moments: words } = wordsOf(request.locale).web
    const council = idIn(request, 'raad')
    const dossier = idIn(request, 'dossier')
    const here = (change: Record<string, string | undefined>) =>
      withQuery(AGENDA, { raad: council, dossier, ...change })
    const plan = keeps(request) && (
      <LinkButton href={`${AGENDA}/nieuw`} icon="plus">
        {words.plan}
      </LinkButton>
    )
    return (
      <Stack>
        <PageHead title={words.title} lead={words.lead} actions={items.length > 0 && plan} />
        <TabNav
          label={words.which}
          items={[
            { href: here({}), label: words.coming, current: !pastAsked(request) },
            { href: here({ welke: 'geweest' }), label: words.past, current: pastAsked(request) },
          ]}
        />
        {items.length === 0 ? (
          <EmptyState icon="calendar" action={plan || undefined}>
            {words.empty}
          </EmptyState>
        ) : (
          byMonth(items, request.locale).map(([month, moments]) => (
            <Stack gap="sm" key={month}>
              <Heading level={2} look={3}>
                {month}
              </Heading>
              <MomentList moments={moments} label={month} alone={Boolean(council)} request={request} />
            </Stack>
          ))
        )}
        {next && (
          <LinkButton href={here({ welke: pastAsked(request) ? 'geweest' : undefined, na: next })}>
            {words.more}
          </LinkButton>
        )}
        <Card title={words.subscribe}>
          <Paragraph soft>{words.subscribeLead}</Paragraph>
          <Actions>
            <LinkButton href={withQuery(`${AGENDA}.ics`, { raad: council })} icon="calendar-down" small>
              {words.calendar}
            </LinkButton>
            <LinkButton href={withQuery(`${AGENDA}.atom`, { raad: council })} icon="rss" small>
              {words.feed}
            </LinkButton>
          </Actions>
        </Card>
      </Stack>
    )
  },
})

export const planPage = page({
  at: `${AGENDA}/nieuw`,
  composes: true,
  load: async (request): Promise<{ dossiers: readonly z.output<typeof DossierLine>[] }> => {
    // The dossiers of the town that its council can read: those of who works there are longer.
    const { items } = await request.ask('listDossiers', { which: 'organisation', state: 'open', limit: 100 })
    return { dossiers: items }
  },
  frame: (_, request) => ({
    title: wordsOf(request.locale).web.momentForm.title,
    narrow: true,
    breadcrumb: [{ href: AGENDA, label: wordsOf(request.locale).web.agenda }],
  }),
  view: ({ dossiers }, request) => {
    const text = wordsOf(request.locale)
    const words = text.web.momentForm
    const council = keeps(request)
    if (!council && !request.refused)
      return (
        <Stack>
          <PageHead title={words.title} lead={words.notYours} />
        </Stack>
      )
    const field = (name: string, value = '') => ({
      name,
      value: typed(request, PLAN, name, value),
      error: wrong(request, PLAN, name),
    })
    return (
      <Stack>
        <PageHead title={words.title} lead={words.lead(council?.organisationName ?? '')} />
        <Card>
          <Form
            action={request.path}
            fields={{
              ...formFields(PLAN, request),
              organisationId: typed(request, PLAN, 'organisationId', council?.organisationId ?? ''),
            }}
            keep="council-moment"
          >
            <Mistakes
              request={request}
              act={PLAN}
              fields={{
                subject: words.subject,
                kind: words.kind,
                body: words.body,
                plannedOn: words.day,
                startsAt: words.time,
                place: words.place,
                dossierId: words.dossier,
                audience: words.audience,
              }}
            />
            <TextInput {...field('subject')} label={words.subject} maxLength={200} required />
            <RadioGroup
              {...field('kind')}
              label={words.kind}
              options={MOMENT_KINDS.map((value) => ({ value, label: text.momentKinds[value] }))}
              required
            />
            <TextInput {...field('body')} label={words.body} hint={words.bodyHint} maxLength={200} required />
            <DateField {...field('plannedOn')} label={words.day} required />
            <TextInput {...field('startsAt')} label={words.time} hint={words.timeHint} width="short" required={false} />
            <TextInput {...field('place')} label={words.place} maxLength={200} required={false} />
            <Select
              {...field('dossierId', request.query.dossier ?? '')}
              label={words.dossier}
              empty={words.noDossier}
              options={dossiers.map((one) => ({ value: one.dossierId, label: one.title }))}
              required={false}
            />
            <RadioGroup
              {...field('audience', '')}
              label={words.audience}
              options={[
                { value: '', label: words.usual },
                { value: '4', label: words.council },
                { value: '5', label: words.everybody },
              ]}
            />
            <Actions>
              <Button kind="primary">{words.save}</Button>
              <LinkButton href={AGENDA} kind="subtle">
                {words.cancel}
              </LinkButton>
            </Actions>
          </Form>
        </Card>
      </Stack>
    )
  },
  forms: {
    planMoment: {
      input: (form) => {
        const audience = form.optional('audience')
        return {
          organisationId: form.text('organisationId'),
          ...Object.fromEntries(
            ['subject', 'kind', 'body', 'plannedOn', 'startsAt', 'place', 'dossierId'].flatMap((name) =>
              form.optional(name) ? [[name, form.text(name)]] : [],
            ),
          ),
          ...(audience ? { audience: Number(audience) } : {}),
        }
      },
      then: (answer) => `${AGENDA}/${answer.momentId}?gedaan=${PLAN}`,
    },
  },
})
