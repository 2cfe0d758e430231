// One import: how far it is, what would be made or was made, row by row, and what can be done with it.
import {
  Alert,
  Button,
  Card,
  CheckboxField,
  Confirm,
  DataList,
  EmptyState,
  Form,
  formatDate,
  Heading,
  LinkButton,
  Meter,
  PageHead,
  Paragraph,
  Row,
  Stack,
  StateBadge,
  TabNav,
} from '#foundation/web/components.tsx'
import { formFields, type PageRequest, page } from '#foundation/web/page.ts'
import type { ImportRead, ROW_STATES, RowShown } from '../contract.ts'
import { TONES } from './imports-page.tsx'
import { DoubleRows, RowTable } from './rows.tsx'
import { PATHS } from './shown.ts'
import { wordsOf } from './words.ts'

type View = (typeof ROW_STATES)[number]
/** In the order in which a reader needs them: first what asks for something. */
const VIEWS: readonly View[] = ['kept', 'undone', 'failed', 'made', 'wrong', 'double', 'good']

interface Data {
  readonly sheet: ImportRead
  readonly view: View | null
  readonly rows: { readonly items: readonly RowShown[]; readonly next: number | null }
}
const ACTS = ['chooseDoubles', 'confirmImport', 'undoImport', 'discardImport'] as const
const input = (request: PageRequest) => ({ importId: request.params.importId! })

const atWork = ({ state }: ImportRead) => state === 'reading' || state === 'making' || state === 'undoing'
const shownViews = ({ counts }: ImportRead) => VIEWS.filter((view) => counts[view] > 0)

export const importPage = page<Data>({
  at: '/importeren/:importId',
  load: async (request) => {
    const sheet = await request.ask<ImportRead>('readImport', input(request))
    const views = shownViews(sheet)
    const view = VIEWS.find((one) => one === request.query.toon) ?? views[0] ?? null
    const after = /^\d{1,7}$/.test(request.query.na ?? '') ? Number(request.query.na) : 0
    if (view === null || sheet.state === 'reading' || sheet.state === 'refused')
      return { sheet, view: null, rows: { items: [], next: null } }
    return {
      sheet,
      view,
      rows: await request.ask('listImportRows', { ...input(request), state: view, after, limit: 50 }),
    }
  },
  frame: ({ sheet }, request) => ({
    title: sheet.name,
    breadcrumb: [{ href: '/importeren', label: wordsOf(request.locale).web.title }],
  }),
  view: (data, request) => {
    const { sheet, view } = data
    const { web, kinds } = wordsOf(request.locale)
    const dates = formatDate(request.locale)
    const refused = ACTS.some((act) => request.refused?.act === act) ? request.refused!.message : null
    return (
      <Stack gap="lg">
        <PageHead
          title={sheet.name}
          above={kinds[sheet.kind]}
          badges={<StateBadge tone={TONES[sheet.state]}>{web.states[sheet.state]}</StateBadge>}
        />
        {refused && (
          <Alert kind="error" live>
            {refused}
          </Alert>
        )}
        {sheet.fault && (
          <Alert
            kind="error"
            title={sheet.state === 'refused' && sheet.counts.all === 0 ? web.refusedTitle : undefined}
          >
            <Paragraph>{sheet.fault.sentence}</Paragraph>
            {sheet.state === 'refused' && <LinkButton href={PATHS[sheet.kind]}>{web.again}</LinkButton>}
          </Alert>
        )}
        {atWork(sheet) && <Progress sheet={sheet} request={request} />}
        {!atWork(sheet) && sheet.counts.all > 0 && <Facts sheet={sheet} request={request} />}
        {sheet.state === 'ready' && <Confirming sheet={sheet} request={request} />}
        {sheet.state === 'undone' && (
          <Alert kind={sheet.counts.kept ? 'warning' : 'ok'}>
            {sheet.counts.kept ? web.undoneSome(sheet.counts.kept) : web.undoneAll}
          </Alert>
        )}
        {!atWork(sheet) && sheet.counts.wrong + sheet.counts.failed > 0 && (
          <Stack gap="xs">
            <Row>
              <LinkButton href={`${request.path}/fouten.csv`} icon="download" download>
                {web.fetchWrong}
              </LinkButton>
            </Row>
            <Paragraph small>{web.fetchWrongHint}</Paragraph>
          </Stack>
        )}
        {view !== null && <Rows data={data} view={view} request={request} />}
        {sheet.state === 'made' && sheet.counts.made > 0 && sheet.may.undoImport && (
          <Card title={web.undoTitle}>
            <Stack>
              <Paragraph>
                {web.undoWhat[sheet.kind]} {web.undoUntil(dates.date(sheet.expiresAt))}
              </Paragraph>
              <Confirm label={web.undo} icon="arrow-back-up">
                <Form action={request.path} fields={formFields('undoImport', request)}>
                  <Button kind="danger">{web.undoSure}</Button>
                </Form>
              </Confirm>
            </Stack>
          </Card>
        )}
        {sheet.may.discardImport && (
          <Stack gap="sm">
            <Paragraph small soft>
              {web.kept}
            </Paragraph>
            <Confirm label={web.discard} icon="trash" small>
              <Paragraph>{web.discardSure}</Paragraph>
              <Form action={request.path} fields={formFields('discardImport', request)}>
                <Button kind="danger">{web.discardYes}</Button>
              </Form>
            </Confirm>
          </Stack>
        )}
      </Stack>
    )
  },
  forms: {
    chooseDoubles: {
      input: (form, request) => ({
        ...input(request),
        numbers: form.all('row').map(Number),
        make: form.text('make') === 'yes',
      }),
      then: (_, request) => `${request.path}?toon=double&gedaan=chooseDoubles`,
    },
    confirmImport: {
      input: (form, request) => ({ ...input(request), invite: form.checked('invite') }),
      then: (_, request) => `${request.path}?gedaan=confirmImport`,
    },
    undoImport: { input: (_, request) => input(request), then: (_, request) => `${request.path}?gedaan=undoImport` },
    discardImport: { input: (_, request) => input(request), then: () => '/importeren?gedaan=discardImport' },
  },
})

function Progress({ sheet, request }: { sheet: ImportRead; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  const { counts, state } = sheet
  const number = (count: number) => count.toLocaleString(request.locale)
  const [done, all] =
    state === 'reading'
      ? [counts.all - counts.new, counts.all]
      : state === 'making'
        ? [counts.made + counts.failed, counts.made + counts.failed + counts.good + counts.chosen]
        : [counts.undone + counts.kept, counts.undone + counts.kept + counts.made]
  return (
    <Card>
      <Stack>
        {all > 0 ? (
          <Meter
            value={done}
            max={all}
            label={web.progress[state as 'reading' | 'making' | 'undoing'](number(done), number(all))}
          />
        ) : (
          <Paragraph>{web.progress.begins}</Paragraph>
        )}
        <Paragraph soft>{web.progress.goesOn}</Paragraph>
        <Row>
          <LinkButton href={request.path} icon="refresh" kind="primary">
            {web.refresh}
          </LinkButton>
        </Row>
      </Stack>
    </Card>
  )
}

function Facts({ sheet, request }: { sheet: ImportRead; request: PageRequest }) {
  const { web, columns } = wordsOf(request.locale)
  const { counts } = sheet
  const number = (count: number) => count.toLocaleString(request.locale)
  const known = columns[sheet.kind] as Readonly<Record<string, { heading: string }>>
  const ignored = sheet.headings.filter(({ column }) => column === null).map(({ heading }) => heading || web.noHeading)
  return (
    <Card title={sheet.state === 'ready' ? web.preview : undefined}>
      <Stack>
        <DataList
          items={(['all', 'good', 'made', 'double', 'wrong', 'failed', 'undone', 'kept'] as const)
            .filter((name) => name === 'all' || counts[name] > 0 || (name === 'good' && sheet.state === 'ready'))
            .map((name) => ({
              label: name === 'double' && sheet.state !== 'ready' ? web.skippedDouble : web.counts[name],
              value: number(counts[name]),
            }))}
        />
        {ignored.length > 0 && <Paragraph>{web.ignored(ignored.join(', '))}</Paragraph>}
        {sheet.state === 'ready' && sheet.missing.length > 0 && (
          <Paragraph soft>{web.missing(sheet.missing.map((column) => known[column]!.heading).join(', '))}</Paragraph>
        )}
      </Stack>
    </Card>
  )
}

function Confirming({ sheet, request }: { sheet: ImportRead; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  const { counts } = sheet
  const number = (count: number) => count.toLocaleString(request.locale)
  const waiting = counts.good + counts.chosen
  if (!sheet.may.confirmImport) return null
  if (waiting === 0) return <Alert kind="warning">{web.nothing}</Alert>
  return (
    <Card title={web.confirmTitle} tone="wait">
      <Form action={request.path} fields={formFields('confirmImport', request)} label={web.confirmTitle}>
        <Paragraph>
          {web.willMake[sheet.kind](waiting, number(waiting))}{' '}
          {counts.wrong + counts.double - counts.chosen > 0 &&
            web.willSkip(number(counts.wrong), number(counts.double - counts.chosen))}
        </Paragraph>
        {sheet.kind === 'people' && (
          <CheckboxField name="invite" label={web.invite} hint={web.inviteHint(counts.onlyInvited)} />
        )}
        <Button kind="primary" icon="check">
          {web.confirm(waiting, number(waiting))}
        </Button>
      </Form>
    </Card>
  )
}

function Rows({ data: { sheet, rows }, view, request }: { data: Data; view: View; request: PageRequest }) {
  const { web } = wordsOf(request.locale)
  const here = `${request.path}?toon=${view}`
  return (
    <section aria-labelledby="rows">
      <Stack>
        <Heading level={2} id="rows">
          {web.view}
        </Heading>
        <TabNav
          label={web.view}
          items={shownViews(sheet).map((one) => ({
            href: `${request.path}?toon=${one}#rows`,
            label: one === 'double' && sheet.state !== 'ready' ? web.skippedDouble : web.views[one],
            count: sheet.counts[one],
            current: one === view,
          }))}
        />
        {rows.items.length === 0 ? (
          <EmptyState icon="table">{web.noneHere}</EmptyState>
        ) : view === 'double' && sheet.state === 'ready' ? (
          <DoubleRows sheet={sheet} rows={rows.items} request={request} />
        ) : (
          <RowTable sheet={sheet} rows={rows.items} view={view} request={request} />
        )}
        <Row>
          {request.query.na && <LinkButton href={`${here}#rows`}>{web.first}</LinkButton>}
          {rows.next !== null && <LinkButton href={`${here}&na=${rows.next}#rows`}>{web.more}</LinkButton>}
        </Row>
      </Stack>
    </section>
  )
}
