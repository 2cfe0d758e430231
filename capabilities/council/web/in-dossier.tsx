// What the council brings elsewhere: a tab of the dossier, «voor de raad» at a line, its kinds in the journal, warnings on Vandaag.
import type { EntryShown } from '#capabilities/dossier/contract.ts'
import { registerEntryLook } from '#capabilities/dossier/web/entry-looks.tsx'
import { registerDossierPart, registerDossierTab, registerEntryPart } from '#capabilities/dossier/web/parts.tsx'
import { registerTodayPart } from '#capabilities/open-items/web/today-parts.tsx'
import {
  Actions,
  Button,
  Card,
  Details,
  Form,
  formatDate,
  Heading,
  LinkList,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
} from '#foundation/web/components.tsx'
import { formFields, type Locale } from '#foundation/web/page.ts'
import type { FrameShown, PartShown, WarningsShown } from '../contract.ts'
import { FrameList } from './frames.tsx'
import { insideHref, PATH, wordsOf } from './words.ts'

registerDossierTab('council', {
  place: 4,
  href: insideHref,
  label: (locale) => wordsOf(locale).web.tab,
  ask: (dossierId) => ['readCouncilPart', { dossierId }],
  icon: 'building-bank',
  shown: (_, answer: PartShown) => answer.part !== null,
  // Once the council may know the dossier at all.
  begin: (dossier, { may }: PartShown) => Boolean(may.openCouncilPart) && dossier.ceiling >= 4,
})

registerDossierPart('council', {
  place: 2,
  ask: (dossierId) => ['readCouncilPart', { dossierId }],
  view: ({ part, waiting, duties, may }: PartShown, dossier, request) => {
    if (!part) return null
    const { web } = wordsOf(request.locale)
    const { inside } = web
    const dates = formatDate(request.locale)
    const next = duties.find((duty) => duty.kind === 'rhythm' && !duty.informedAt)
    const late = next?.state === 'lapsed'
    return (
      <Card title={web.tab} href={insideHref(dossier.dossierId)} tone={late ? 'late' : undefined}>
        <Stack gap="xs">
          {dossier.may.addEntry && <Paragraph small>{inside.partLead}</Paragraph>}
          {waiting.length > 0 && (
            <Paragraph>
              <a class="nl-link" href={`${insideHref(dossier.dossierId)}#vrijgave`}>
                {inside.partWaits(waiting.length)}
              </a>
            </Paragraph>
          )}
          {next && (
            <Paragraph small soft={!late}>
              {(late ? inside.partLate : inside.partNext)(dates.day(next.dueOn, request.now))}
            </Paragraph>
          )}
          {!may.listPortfolioHolders && (
            <Paragraph small>
              <a class="nl-link" href={`${PATH}/${dossier.dossierId}`}>
                {inside.toPage}
              </a>
            </Paragraph>
          )}
        </Stack>
      </Card>
    )
  },
})

interface Mark {
  readonly state: 'none' | 'waiting' | 'released' | 'refused' | 'withdrawn'
  readonly hasPart: boolean
  readonly markedAt: string | null
  readonly decidedAt: string | null
  readonly reason: string | null
  readonly may: Record<string, boolean>
}

const markTones = {
  none: 'neutral',
  waiting: 'wait',
  released: 'done',
  refused: 'closed',
  withdrawn: 'closed',
} as const

registerEntryPart('council', {
  ask: (dossierId, entryId) => ['readCouncilMark', { dossierId, entryId }],
  view: (mark: Mark, entry, dossier, request) => {
    if (!mark.hasPart || entry.erasedAt || entry.audience === 0) return null
    const { inside } = wordsOf(request.locale).web
    const dates = formatDate(request.locale)
    const mayMark = mark.may.markForCouncil && mark.state !== 'waiting' && entry.audience < dossier.ceiling
    // Nobody marked it and this reader cannot: there is nothing to say.
    if (mark.state === 'none' && !mayMark) return null
    const levels = [4, 5].filter((level) => level > entry.audience && level <= dossier.ceiling)
    return (
      <Card title={inside.markTitle} id="raad">
        <Stack gap="xs">
          <Paragraph>
            <StateBadge tone={markTones[mark.state]}>{inside.markStates[mark.state]}</StateBadge>{' '}
            {(mark.decidedAt ?? mark.markedAt) && (
              <span class="schakel-meta">{dates.relativeTime((mark.decidedAt ?? mark.markedAt)!, request.now)}</span>
            )}
          </Paragraph>
          {mark.reason && <Prose text={mark.reason} />}
          {mayMark && entry.audience < 4 && (
            <Actions>
              {levels.map((level) => (
                <Form
                  key={level}
                  action={`${insideHref(dossier.dossierId)}/regels/${entry.entryId}`}
                  fields={{ ...formFields('markForCouncil', request), audience: String(level) }}
                >
                  <Button small icon="building-monument">
                    {level === 4 ? inside.mark : inside.markPublic}
                  </Button>
                </Form>
              ))}
            </Actions>
          )}
          {mark.may.withdrawRelease && mark.state === 'released' && (
            <Paragraph small>
              <a class="nl-link" href={`${insideHref(dossier.dossierId)}/regels/${entry.entryId}`}>
                {inside.withdraw}
              </a>
            </Paragraph>
          )}
        </Stack>
      </Card>
    )
  },
})

const detail = (entry: EntryShown, name: string): string => {
  const value = entry.details[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const own = (kind: keyof ReturnType<typeof wordsOf>['entryKinds'], icon: string, look: object = {}) =>
  registerEntryLook(kind, {
    group: 'council',
    icon,
    word: (locale: Locale) => wordsOf(locale).entryKinds[kind],
    ...look,
  })
const line = (words: string) => <p class="nl-paragraph">{words}</p>

own('councilPart', 'building-monument', {
  tone: 'quiet',
  view: (entry: EntryShown, { locale }: { locale: Locale }) =>
    line(`${wordsOf(locale).web.page.holder}: ${detail(entry, 'portfolioHolder')}, ${detail(entry, 'role')}`),
})
own('arrangement', 'calendar-repeat', {
  tone: 'quiet',
  view: (entry: EntryShown, { locale }: { locale: Locale }) => {
    const { web } = wordsOf(locale)
    const weeks = Number(detail(entry, 'weeks'))
    return (
      <>
        {weeks > 0 && line(`${web.page.every(weeks)}.`)}
        {entry.text && <Prose text={entry.text} />}
      </>
    )
  },
})
own('councilDelay', 'hourglass', {
  tone: 'warning',
  view: (entry: EntryShown, { locale }: { locale: Locale }) => {
    const { web } = wordsOf(locale)
    const code = detail(entry, 'code')
    const expected = detail(entry, 'expectedOn')
    return (
      <>
        {line(web.today.answered(web.delays[code] ?? code, expected && formatDate(locale).date(expected)))}
        {entry.text && <Prose text={entry.text} />}
      </>
    )
  },
})
own('councilInformed', 'speakerphone', { tone: 'answer' })
own('councilTrigger', 'urgent', {
  tone: 'warning',
  view: (entry: EntryShown, { locale }: { locale: Locale }) => (
    <>
      {line(wordsOf(locale).web.inside.triggerKinds[detail(entry, 'trigger')] ?? '')}
      <Prose text={entry.text ?? ''} />
    </>
  ),
})
own('departure', 'arrow-fork', {
  tone: 'warning',
  view: (entry: EntryShown, { locale }: { locale: Locale }) => (
    <>
      {line(`${wordsOf(locale).web.page.frameNumber(Number(detail(entry, 'place')))}: ${detail(entry, 'rule')}`)}
      <Prose text={entry.text ?? ''} />
    </>
  ),
})
const withFrames = (entry: EntryShown, { locale }: { locale: Locale }) => {
  const frames = Array.isArray(entry.details.frames) ? (entry.details.frames as FrameShown[]) : []
  return (
    <>
      {entry.text && <Prose text={entry.text} />}
      <Details summary={wordsOf(locale).web.frames.title}>
        <FrameList frames={frames} locale={locale} now={new Date(entry.occurredAt)} />
      </Details>
    </>
  )
}
own('framesProposed', 'list-numbers', { view: withFrames })
own('framesAdopted', 'gavel', { tone: 'decision', view: withFrames })

registerTodayPart('council', {
  ask: () => ['listCouncilWarnings', {}],
  view: ({ warnings, proposals, waiting }: WarningsShown, request) => {
    if (warnings.length + proposals.length + waiting.count === 0) return null
    const { web } = wordsOf(request.locale)
    const { today } = web
    const dates = formatDate(request.locale)
    return (
      <section class="schakel-stack schakel-stack--sm" key="council">
        <Heading level={2}>{today.title}</Heading>
        <LinkList
          label={today.title}
          items={[
            ...warnings.map((one) => ({
              key: one.dutyId,
              href: `${insideHref(one.dossierId)}#informeren`,
              title: one.dossierTitle,
              meta: [
                web.triggers[one.kind] ?? one.kind,
                one.late
                  ? today.late(dates.day(one.dueOn, request.now))
                  : today.dueOn(dates.day(one.dueOn, request.now)),
              ].join(' · '),
              text: one.answered
                ? today.answered(
                    web.delays[one.answered] ?? one.answered,
                    one.expectedOn ? dates.date(one.expectedOn) : '',
                  )
                : today[one.as],
              badge: (
                <StateBadge tone={one.late ? 'late' : 'wait'}>
                  {one.late ? web.inside.lapsed : web.inside.nearly}
                </StateBadge>
              ),
              tone: one.late ? ('late' as const) : ('wait' as const),
            })),
            ...proposals.map((one) => ({
              key: `proposal-${one.dossierId}`,
              href: `${insideHref(one.dossierId)}#informatieafspraak`,
              title: one.dossierTitle,
              meta: today.proposals,
              text: today.proposal(one.weeks),
              tone: 'wait' as const,
            })),
            ...(waiting.count > 0
              ? [
                  {
                    key: 'waiting',
                    href: '/raad/vrijgave',
                    title: today.waiting,
                    meta: [
                      today.waitingCount(waiting.count),
                      waiting.oldestAt && today.oldest(dates.day(waiting.oldestAt, request.now)),
                    ]
                      .filter(Boolean)
                      .join(' · '),
                    tone: 'wait' as const,
                  },
                ]
              : []),
          ]}
        />
      </section>
    )
  },
})
