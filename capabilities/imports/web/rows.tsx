// The rows of a list: what stands in them, what is wrong, and where what was made is to be found.
import { Button, Form, Link, Paragraph, Row, Stack, StateBadge, Table } from '#foundation/web/components.tsx'
import { formFields, type PageRequest } from '#foundation/web/page.ts'
import type { ImportRead, RowShown } from '../contract.ts'
import { wordsOf } from './words.ts'

/** What tells one row from another: the whole of it stands in the reader's own sheet. */
const NAMING: Readonly<Record<ImportRead['kind'], readonly string[]>> = {
  people: ['name', 'email', 'functionName'],
  managerLines: ['email', 'manager'],
  dossiers: ['title', 'kind', 'owner'],
  openItems: ['question', 'dossier', 'dueOn'],
}
const LONGEST = 120
const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)

/** A number stays with its word. */
const rowName = (word: string, number: number) => `${word}\u00a0${number}`

interface Shown {
  readonly sheet: ImportRead
  readonly rows: readonly RowShown[]
  readonly request: PageRequest
}

const headingsOf = (sheet: ImportRead, request: PageRequest) => {
  const known = wordsOf(request.locale).columns[sheet.kind] as Readonly<Record<string, { heading: string }>>
  return (column: string | null) => (column ? (known[column]?.heading ?? column) : null)
}
const present = (sheet: ImportRead) =>
  NAMING[sheet.kind].filter((column) => sheet.headings.some((one) => one.column === column))

export function RowTable({ sheet, rows, view, request }: Shown & { view: RowShown['state'] }) {
  const { web } = wordsOf(request.locale)
  const heading = headingsOf(sheet, request)
  // Beside a sentence there is room for two.
  const columns = present(sheet).slice(0, view === 'good' || view === 'made' || view === 'undone' ? 3 : 2)
  const says = view === 'kept' ? web.whyKept : view === 'good' || view === 'made' ? web.result : web.what
  const said = (row: RowShown) => [
    ...row.faults.map(({ column, sentence }) => (column ? `${heading(column)}: ${sentence}` : sentence)),
    ...(row.double ? [row.double.sentence] : []),
    ...(row.state === 'good' && row.way === 'invite' ? [web.byInvitation] : []),
  ]
  const speaks = rows.some((row) => said(row).length > 0)
  return (
    <Table
      caption={web.views[view]}
      captionHidden
      columns={[
        { key: 'number', label: web.row, heads: true },
        ...columns.map((column) => ({ key: column, label: heading(column)! })),
        ...(speaks ? [{ key: 'said', label: says }] : []),
      ]}
      rows={rows.map((row) => ({
        key: String(row.number),
        cells: {
          number: row.href ? <Link href={row.href}>{rowName(web.row, row.number)}</Link> : rowName(web.row, row.number),
          ...Object.fromEntries(columns.map((column) => [column, short(row.cells[column] || '–')])),
          said: said(row).map((sentence) => <Paragraph key={sentence}>{sentence}</Paragraph>),
        },
      }))}
    />
  )
}

/** Rows that may be double, to tick: passed over unless the reader says otherwise. */
export function DoubleRows({ sheet, rows, request }: Shown) {
  const { web } = wordsOf(request.locale)
  const heading = headingsOf(sheet, request)
  const columns = present(sheet).slice(0, 2)
  const choosable = rows.some((row) => row.double?.choosable)
  const table = (
    <Table
      caption={web.views.double}
      captionHidden
      columns={[
        { key: 'number', label: web.row, heads: true },
        ...columns.map((column) => ({ key: column, label: heading(column)! })),
        { key: 'said', label: web.what },
        { key: 'choice', label: web.choice },
      ]}
      rows={rows.map((row) => ({
        key: String(row.number),
        cells: {
          number: row.double?.choosable ? (
            <label class="schakel-row">
              <input
                type="checkbox"
                name="row"
                value={row.number}
                class="utrecht-checkbox utrecht-checkbox--html-input"
                aria-label={web.select(row.number)}
              />
              {rowName(web.row, row.number)}
            </label>
          ) : (
            rowName(web.row, row.number)
          ),
          ...Object.fromEntries(columns.map((column) => [column, short(row.cells[column] || '–')])),
          said: row.double?.sentence,
          choice: row.double?.choosable ? (
            <StateBadge tone={row.double.chosen ? 'active' : 'neutral'}>
              {row.double.chosen ? web.chosen : web.skipped}
            </StateBadge>
          ) : (
            <StateBadge tone="closed">{web.never}</StateBadge>
          ),
        },
      }))}
    />
  )
  if (!choosable || !sheet.may.chooseDoubles) return table
  return (
    <Form action={request.path} fields={formFields('chooseDoubles', request)} label={web.views.double}>
      <Stack>
        <Paragraph>{web.doubles}</Paragraph>
        {table}
        <Row>
          <Button name="make" value="yes">
            {web.makeChosen}
          </Button>
          <Button name="make" value="no">
            {web.skipChosen}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
