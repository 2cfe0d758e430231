// What was fixed beforehand and what was found: for the page of the dossier, the journal and the council's page alike.
import {
  DataList,
  formatDate,
  Heading,
  Link,
  Paragraph,
  Prose,
  Stack,
  StateBadge,
  Table,
} from '#foundation/web/components.tsx'
import type { PageRequest } from '#foundation/web/page.ts'
import type { EvaluationShown, FixedShown, PlanShown } from '../contract.ts'
import { wordsOf } from './words.ts'

type Content = NonNullable<EvaluationShown['content']>

function Fixed({ items, request }: { items: readonly FixedShown[]; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  return (
    <ol class="schakel-numbered">
      {items.map((one) => (
        <li key={one.text} class="schakel-prose">
          {one.text}
          {one.reason && <span class="schakel-meta"> ({web.later(one.reason)})</span>}
        </li>
      ))}
    </ol>
  )
}

export function PlanFixed({ plan, request }: { plan: PlanShown; request: PageRequest }) {
  const { web, momentStates } = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  const today = request.now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
  const stateOf = (moment: PlanShown['moments'][number]) =>
    moment.held ? 'held' : moment.dueOn < today ? 'due' : 'coming'
  const tones = { held: 'done', due: 'late', coming: 'neutral' } as const
  return (
    <Stack>
      <Heading level={3} look={4}>
        {web.questions}
      </Heading>
      <Fixed items={plan.questions} request={request} />
      <Heading level={3} look={4}>
        {web.stopCriteria}
      </Heading>
      <Fixed items={plan.stopCriteria} request={request} />
      <Heading level={3} look={4}>
        {web.moments}
      </Heading>
      <DataList
        look="tight"
        items={plan.moments.map((moment) => ({
          label: dates.date(moment.dueOn),
          value: (
            <>
              {moment.what} <StateBadge tone={tones[stateOf(moment)]}>{momentStates[stateOf(moment)]}</StateBadge>
            </>
          ),
        }))}
      />
    </Stack>
  )
}

/** Answers, stop criteria, figures and, always, how it was found out. */
export function Content({ content, level, request }: { content: Content; level: 3 | 4; request: PageRequest }) {
  const { web, stopOutcomes } = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  const { method } = content
  return (
    <Stack>
      <Prose text={content.learned} />
      {content.answers.map((one) => (
        <div key={one.question}>
          <Heading level={level} look={4}>
            {one.question}
          </Heading>
          <Prose text={one.answer} />
        </div>
      ))}
      <Heading level={level} look={4}>
        {web.stopCriteria}
      </Heading>
      <DataList
        items={content.stops.map((stop) => ({
          label: stop.criterion,
          value: (
            <>
              <strong>{stopOutcomes[stop.outcome]}.</strong> {stop.explanation}
            </>
          ),
        }))}
      />
      {content.figures.length > 0 && (
        <Table
          caption={web.figures}
          columns={[
            { key: 'figure', label: web.columns.figure, heads: true },
            { key: 'numerator', label: web.columns.numerator },
            { key: 'denominator', label: web.columns.denominator },
            { key: 'date', label: web.columns.date },
            { key: 'source', label: web.columns.source },
          ]}
          rows={content.figures.map((figure) => ({
            key: figure.label,
            cells: {
              figure: `${figure.label}: ${figure.value}`,
              numerator: figure.numerator,
              denominator: figure.denominator,
              date: dates.date(figure.referenceDate),
              source: figure.source,
            },
          }))}
        />
      )}
      <Heading level={level} look={4}>
        {web.method}
      </Heading>
      <DataList
        look="tight"
        items={(['n', 'period', 'source', 'limits'] as const).map((name) => ({
          label: web.facts[name],
          value: method[name],
        }))}
      />
    </Stack>
  )
}

export function Evaluations({
  evaluations,
  dossierId,
  request,
}: {
  evaluations: readonly EvaluationShown[]
  dossierId: string
  request: PageRequest
}) {
  const { web } = wordsOf(request.locale)
  const dates = formatDate(request.locale)
  return (
    <>
      {evaluations.map((one) => (
        <section key={one.entryId} class="schakel-stack" id={`evaluatie-${one.entryId}`}>
          <Heading level={2} look={3}>
            {web.held(dates.date(one.heldOn))}
          </Heading>
          {one.content ? (
            <Content content={one.content} level={3} request={request} />
          ) : (
            <Paragraph soft>{web.erased}</Paragraph>
          )}
          <Link href={`/dossiers/${dossierId}/regels/${one.entryId}`}>{web.toEntry}</Link>
        </section>
      ))}
    </>
  )
}
