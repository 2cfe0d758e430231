// The organisation in numbers: what is open, how long, why it is later, and what came and went in twelve months.
import type { ComponentChildren } from 'preact'
import { AdminHead, registerAdminTab } from '#capabilities/people/web/admin.tsx'
import {
  Card,
  formatDate,
  Heading,
  LinkButton,
  PageHead,
  Paragraph,
  Stack,
  Table,
} from '#foundation/web/components.tsx'
import { type PageRequest, page } from '#foundation/web/page.ts'
import { type BreakdownShown, type OverviewShown, PER_MINUTE } from '../contract.ts'
import { Bars, Legend, Months } from './pictures.tsx'
import { cellOf, numberOf, PATH, percentOf, shareOf, wordsOf } from './words.ts'

registerAdminTab('overview', {
  href: PATH,
  label: (locale) => wordsOf(locale).title,
  about: (locale) => wordsOf(locale).about,
  group: 'sight',
  room: 'overview',
  place: -5,
})

/** A whole and its parts: what it says, the bars, the same as a table, and what it does not say. */
function Part({
  request,
  id,
  title,
  what,
  column,
  breakdown,
  nameOf,
  says,
  not,
}: {
  request: PageRequest
  id: string
  title: string
  /** 'open punten' */
  what: string
  column: string
  breakdown: BreakdownShown
  nameOf: (key: string) => string
  says?: ComponentChildren
  not?: string
}) {
  const words = wordsOf(request.locale)
  const { total, cells } = breakdown
  const why =
    total.value === 0
      ? words.none(what)
      : total.hidden === 'small'
        ? words.few(what)
        : total.hidden
          ? words.tooFew
          : cells.every((cell) => cell.hidden)
            ? words.allHidden
            : null
  return (
    <Card title={title} level={3}>
      <div class="schakel-overview-part schakel-stack schakel-stack--sm">
        {says && <Paragraph>{says}</Paragraph>}
        {why ? (
          <Paragraph soft>{why}</Paragraph>
        ) : (
          <>
            <Bars id={id} label={words.picture(title)} breakdown={breakdown} words={words} nameOf={nameOf} />
            <Table
              caption={title}
              captionHidden
              columns={[
                { key: 'name', label: column, heads: true },
                { key: 'number', label: words.number, numeric: true },
                { key: 'part', label: words.part, numeric: true },
              ]}
              rows={[
                ...cells.map((cell) => ({
                  key: cell.key || 'rest',
                  cells: {
                    name: nameOf(cell.key),
                    number: numberOf(cell, words),
                    part: cell.value === null ? words.nothing : `${percentOf(cell.value, total.value!)}%`,
                  },
                })),
                {
                  key: 'whole',
                  cells: { name: `${words.whole}: ${what}`, number: numberOf(total, words), part: '100%' },
                },
              ]}
            />
          </>
        )}
        {not && (
          <Paragraph small soft>
            {not}
          </Paragraph>
        )}
      </div>
    </Card>
  )
}

const SERIES = ['dossiersOpened', 'dossiersClosed', 'itemsRaised', 'itemsClosed'] as const

const monthOf = (locale: string, month: string, form: 'short' | 'long') =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'nl-NL', {
    month: form,
    ...(form === 'long' ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`))

function Flow({
  request,
  id,
  title,
  months,
  first,
  second,
  says,
}: {
  request: PageRequest
  id: string
  title: string
  months: OverviewShown['months']
  first: 'dossiersOpened' | 'itemsRaised'
  second: 'dossiersClosed' | 'itemsClosed'
  says?: string
}) {
  const words = wordsOf(request.locale)
  return (
    <Card title={title} level={3}>
      <div class="schakel-overview-part schakel-stack schakel-stack--sm">
        {says && <Paragraph>{says}</Paragraph>}
        <Legend id={id} first={words.months[first]} second={words.months[second]} />
        <Months
          id={id}
          label={words.picture(title)}
          months={months.map((one) => ({ month: one.month, first: one[first], second: one[second] }))}
          shortOf={(month) => monthOf(request.locale, month, 'short').replace('.', '')}
        />
      </div>
    </Card>
  )
}

export const overviewPage = page({
  at: PATH,
  perMinute: PER_MINUTE,
  load: (request) => request.ask<OverviewShown>('readOverview'),
  frame: (_, request) => ({ title: wordsOf(request.locale).title }),
  view: (numbers, request) => {
    const words = wordsOf(request.locale)
    const dates = formatDate(request.locale)
    const { dossiers, items, months } = numbers
    const late = cellOf(items.open, 'late')
    const counted = words.counted(dates.dayTime(numbers.countedAt))
    const download = (
      <LinkButton href={`${PATH}.csv`} icon="download" download>
        {words.download}
      </LinkButton>
    )
    return (
      <Stack gap="lg">
        {request.actor?.acting.position === 'administrator' ? (
          <AdminHead
            request={request}
            organisationName={numbers.organisationName}
            current="overview"
            actions={download}
          />
        ) : (
          <PageHead above={numbers.organisationName} title={words.title} lead={words.lead} actions={download} />
        )}
        <Card title={words.inShort}>
          <ul class="schakel-stack schakel-stack--xs schakel-overview-list">
            <li>
              {words.dossiers.title}: {numberOf(dossiers.open.total, words)}
            </li>
            <li>
              {words.items.title}: {numberOf(items.open.total, words)}
            </li>
            <li>
              {words.items.cells.late}: {shareOf(late, items.open.total, words.items.what, words)}
            </li>
            <li>
              {shareOf(cellOf(items.moreTime, 'moreTime'), items.open.total, words.items.what, words)}{' '}
              {words.items.more}
            </li>
          </ul>
          <Paragraph small soft>
            {counted}
          </Paragraph>
        </Card>

        <Heading level={2}>{words.dossiers.title}</Heading>
        <div class="schakel-overview-grid">
          <Part
            request={request}
            id="dossiers"
            title={words.dossiers.caption}
            what={words.dossiers.what}
            column={words.dossiers.column}
            breakdown={dossiers.open}
            nameOf={(key) => words.dossiers.cells[key]!}
          />
          <Part
            request={request}
            id="dossier-ages"
            title={words.dossiers.ageTitle}
            what={words.dossiers.what}
            column={words.dossiers.ageColumn}
            breakdown={dossiers.age}
            nameOf={(key) => words.dossiers.ages[key]!}
            not={words.dossiers.not}
          />
        </div>

        <Heading level={2}>{words.items.title}</Heading>
        <div class="schakel-overview-grid">
          <Part
            request={request}
            id="items"
            title={words.items.caption}
            what={words.items.what}
            column={words.items.column}
            breakdown={items.open}
            nameOf={(key) => words.items.cells[key]!}
          />
          <Part
            request={request}
            id="item-ages"
            title={words.items.ageTitle}
            what={words.items.what}
            column={words.items.ageColumn}
            breakdown={items.age}
            nameOf={(key) => words.items.ages[key]!}
            not={words.items.not}
          />
          <Part
            request={request}
            id="reasons"
            title={words.late.title}
            what={words.late.what}
            column={words.late.column}
            breakdown={items.reasons}
            nameOf={(key) => words.late.reasons[key]!}
            says={words.late.says}
            not={words.late.not}
          />
          <Part
            request={request}
            id="climbed"
            title={words.late.climbedTitle}
            what={words.late.what}
            column={words.late.climbedColumn}
            breakdown={items.climbed}
            nameOf={(key) => words.late.climbed[key]!}
            says={words.late.climbedSays}
          />
          {items.disciplines.cells.some((cell) => cell.key !== '') && (
            <Part
              request={request}
              id="disciplines"
              title={words.disciplines.title}
              what={words.items.what}
              column={words.disciplines.column}
              breakdown={items.disciplines}
              nameOf={(key) => key || words.disciplines.rest}
              says={words.disciplines.says}
              not={words.disciplines.not}
            />
          )}
        </div>

        <Heading level={2}>{words.months.title}</Heading>
        <Paragraph>{words.months.not}</Paragraph>
        <div class="schakel-overview-grid">
          <Flow
            request={request}
            id="flow-dossiers"
            title={words.months.dossiers}
            months={months}
            first="dossiersOpened"
            second="dossiersClosed"
          />
          <Flow
            request={request}
            id="flow-items"
            title={words.months.items}
            months={months}
            first="itemsRaised"
            second="itemsClosed"
            says={words.months.says}
          />
        </div>

        <Card title={words.months.table} level={3}>
          <Table
            caption={words.months.title}
            captionHidden
            columns={[
              { key: 'month', label: words.months.column, heads: true },
              ...SERIES.map((name) => ({ key: name, label: words.months[name], numeric: true })),
            ]}
            rows={months.map((one, at) => ({
              key: one.month,
              cells: {
                month: `${monthOf(request.locale, one.month, 'long')}${at === months.length - 1 ? ` (${words.months.now})` : ''}`,
                ...Object.fromEntries(SERIES.map((name) => [name, numberOf(one[name], words)])),
              },
            }))}
          />
        </Card>

        <Card title={words.how.title}>
          <ul class="schakel-stack schakel-stack--xs schakel-overview-list">
            {words.how.counts.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Card>
      </Stack>
    )
  },
})
